"""Two versions of the strategy's text beside each other: what became of each paragraph, and why; a report of it."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from rusctl.errors import RusctlError
from rusctl.language.catalogue import Language
from rusctl.language.message import Message, msg
from rusctl.language.vocabulary_strategy import BECAME
from rusctl.model.strategy import Became
from rusctl.output.document import Block, Changed, Document, Heading, Paragraph
from rusctl.output.rows import Row
from rusctl.services.project import Project
from rusctl.services.strategy import texts
from rusctl.services.strategy.texts import VersionText
from rusctl.strategy.changes import ParagraphChange, changes


class Comparison(NamedTuple):
    """Two versions and what became of every paragraph; the numbers are those of the headings they stand under."""

    old: VersionText
    new: VersionText
    found: tuple[ParagraphChange, ...]

    @property
    def changed(self) -> tuple[ParagraphChange, ...]:
        """What differs at all."""
        return tuple(one for one in self.found if one.changed)

    @property
    def counts(self) -> Counter[Became]:
        """How many paragraphs became what."""
        return Counter(one.became for one in self.found)

    @property
    def without_reason(self) -> tuple[ParagraphChange, ...]:
        """The changes of words of which nobody has said why; what was only moved is none."""
        return tuple(one for one in self.changed if not one.reason and one.became is not Became.MOVED)

    def number(self, one: ParagraphChange) -> str:
        """Give the number of the heading that a paragraph stands under; of what is gone, in the old version."""
        for text in (self.new, self.old):
            if (block := text.text.block(one.id)) is not None:
                return text.number_of(block)
        return ""


def compared(project: Project, one: str, other: str) -> Comparison:
    """Compare two versions, by their ids or names; RusctlError where one is none, or the second is not the later."""
    old, new = (texts.version_text(project, texts.meant(project, word)) for word in (one, other))
    order = [version.id for version in project.plan.versions]
    first, last = order.index(old.version.id), order.index(new.version.id)
    if first >= last:
        raise RusctlError(
            msg("{new} is not later than {old}; name the earlier one first", new=new.version.id, old=old.version.id)
        )
    after = set(order[first + 1 : last + 1])
    said = [
        change
        for version in order
        for change in project.plan.text_changes
        if change.version == version and version in after
    ]
    return Comparison(old, new, changes(old.text, new.text, said))


def row(comparison: Comparison, one: ParagraphChange, comments: Sequence[str] = ()) -> Row:
    """Give a changed paragraph's row, with the comments whose answers name it."""
    return {
        "paragraph": one.id,
        "number": comparison.number(one) or None,
        "change": one.became.value,
        "moved": one.moved,
        "of": list(one.of),
        "before": one.before or None,
        "after": one.after or None,
        "pieces": [f"{piece.mark.value}: {piece.text}" for piece in one.pieces],
        "reason": one.reason or None,
        "inputs": list(one.inputs),
        "comments": list(comments),
    }


def what(one: ParagraphChange) -> Message:
    """Say what became of a paragraph, in a cell."""
    said = BECAME[one.became]
    if one.moved and one.became is not Became.MOVED:
        said = msg("{what}, moved", what=said)
    return msg("{what} ({of})", what=said, of=list(one.of)) if one.of else said


def document(
    comparison: Comparison, language: Language, name: str, comments: Mapping[str, Sequence[str]] | None = None
) -> Document:
    """Give the change list as a report: what differs, word by word, with the reason, inputs and comments behind it.

    `comments` are those whose answers name each paragraph.
    """
    old, new = (_called(one, language) for one in (comparison.old, comparison.new))
    title = language.text(msg("{name}: changes from {old} to {new}", name=name, old=old, new=new))
    counts = comparison.counts
    summary = [msg("{what}: {count}", what=BECAME[one], count=counts[one]) for one in Became if counts[one]]
    blocks: list[Block] = [
        Paragraph(language.text(msg("Removed words are struck through, added words are bold."))),
        Paragraph("; ".join(language.text(one) for one in summary)),
    ]
    for one in comparison.changed:
        blocks += _blocks(comparison, one, language)
        if said := (comments or {}).get(one.id):
            blocks.append(Paragraph(language.text(msg("Comments: {comments}", comments=list(said)))))
    return Document(title, language.code, tuple(blocks))


def _blocks(comparison: Comparison, one: ParagraphChange, language: Language) -> Iterator[Block]:
    number = comparison.number(one)
    place = f"{number} · {one.id}" if number else one.id
    yield Heading(f"{place}: {language.text(what(one))}")
    yield Changed(tuple((piece.mark.value, piece.text) for piece in one.pieces))
    if one.reason:
        yield Paragraph(language.text(msg("Reason: {reason}", reason=one.reason)))
    if one.inputs:
        yield Paragraph(language.text(msg("Inputs: {inputs}", inputs=list(one.inputs))))


def _called(one: VersionText, language: Language) -> str:
    return language.name(one.version.name) or one.version.id


def marked(one: ParagraphChange, most: int = 0) -> str:
    """Give a paragraph's words on one line: what was removed as [-…-], what was added as [+…+]."""
    signs: dict[str, Sequence[str]] = {"removed": ("[-", "-]"), "added": ("[+", "+]")}
    out = ""
    for piece in one.pieces:
        before, after = signs.get(piece.mark.value, ("", ""))
        text = piece.text
        if not before and most and len(text) > most:
            text = f"{text[: most // 2].rstrip()} … {text[-most // 2 :].lstrip()}"
        space = text[: len(text) - len(text.lstrip())] if before else ""
        out += f"{space}{before}{text[len(space) :]}{after}"
    return out
