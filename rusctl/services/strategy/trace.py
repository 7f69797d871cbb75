"""From what was said to what is done, both ways: an input's themes, paragraphs, decisions and commitments, and back.

What is text is in the plan; which input became what is in the database. Without one a trace has what the text alone
knows.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from rusctl.errors import RusctlError
from rusctl.language.catalogue import Language
from rusctl.language.message import Message, msg
from rusctl.language.vocabulary_inputs import FATE
from rusctl.language.vocabulary_strategy import BECAME, COMMITMENT_STATE
from rusctl.model.inputs import Fate
from rusctl.model.plan import Plan
from rusctl.model.strategy import INPUT, PARAGRAPH, Became, Commitment, TextChange
from rusctl.model.traces import TracedInput, TraceKind
from rusctl.output.rows import Row
from rusctl.services.project import Project
from rusctl.services.strategy import compare, texts
from rusctl.services.strategy.texts import VersionText
from rusctl.storage.files.names import COMMITMENTS, VERSIONS
from rusctl.strategy.blocks import BlockKind
from rusctl.strategy.numbering import under


class TraceStep(NamedTuple):
    """A step of a trace: what it is, its id, what is said of it, and which step it belongs to (an id)."""

    kind: TraceKind
    id: str
    said: Message
    of: str = ""


class TraceSought(NamedTuple):
    """What a trace is of: inputs, paragraphs or commitments, by id."""

    inputs: tuple[str, ...] = ()
    paragraphs: tuple[str, ...] = ()
    commitments: tuple[str, ...] = ()

    @property
    def targets(self) -> tuple[str, ...]:
        """What inputs may have gone into."""
        return (*self.paragraphs, *self.commitments)


def sought(project: Project, word: str) -> TraceSought:
    """Give what a word means: SALA-014, p031, remiss:3.2, remiss:p031 or a commitment's id; else RusctlError."""
    plan = project.readable(VERSIONS, COMMITMENTS).plan
    if re.fullmatch(PARAGRAPH, word):
        if not any(one.text.block(word) for one in texts.texts(project)):
            raise RusctlError(msg("no version of the strategy has a paragraph {id}", id=word))
        return TraceSought(paragraphs=(word,))
    version, colon, place = word.partition(":")
    if colon:
        found = texts.version_text(project, texts.meant(project, version))
        block = texts.paragraph(found, place)
        blocks = under(found.text.blocks, block) if block.kind is BlockKind.HEADING else [block]
        return TraceSought(paragraphs=tuple(one.id for one in blocks if one.id))
    for one in plan.commitments:
        if word.casefold() in (one.id, one.what.casefold()):
            return TraceSought(commitments=(one.id,))
    if re.fullmatch(INPUT, word.upper()):
        return TraceSought(inputs=(word.upper(),))
    text = msg(
        "{word} is no input, paragraph, place in a version or commitment; write SALA-014, p031 or remiss:3.2", word=word
    )
    raise RusctlError(text)


def named(project: Project, wanted: TraceSought) -> set[str]:
    """Give the inputs that the text itself names behind some paragraphs or commitments, by id."""
    plan = project.plan
    found = {name for one in _commitments(plan, wanted) for name in one.inputs}
    return found | {name for one in plan.text_changes if one.paragraph in wanted.paragraphs for name in one.inputs}


def forwards(project: Project, ident: str, one: TracedInput | None) -> list[TraceStep]:
    """Trace an input: its themes, what became of it, the paragraphs, decisions, commitments and their follow-ups.

    Without the input itself it is what the text says of its id.
    """
    plan, language = project.plan, Language(project.plan.process.language)
    steps: list[TraceStep] = []
    if one is not None:
        steps.append(_input(one))
        frame = {each.id: language.name(each.name) for each in plan.frame}
        steps += [
            TraceStep(TraceKind.THEME, name, msg("{name}", name=frame.get(name, name)), ident) for name in one.under
        ]
        steps += _fates(one)
    targets = [each.target for each in one.fates if each.fate is Fate.PARAGRAPH] if one else []
    targets += [each.paragraph for each in plan.text_changes if ident in each.inputs]
    paragraphs = tuple(dict.fromkeys(targets))
    own = {each.target for each in one.fates if each.fate is Fate.COMMITMENT} if one else set()
    for name in paragraphs:
        steps += _paragraph(project, name, ident)
    for each in plan.commitments:
        if each.id in own or ident in each.inputs or (each.paragraph and each.paragraph in paragraphs):
            steps += _commitment(each, ident)
    return steps


def backwards(project: Project, wanted: TraceSought, found: Sequence[TracedInput]) -> list[TraceStep]:
    """Trace paragraphs or commitments: the inputs behind them, their versions and changes, decisions, commitments."""
    steps: list[TraceStep] = []
    for one in found:
        steps.append(_input(one))
        steps += _fates(one)
    known = {one.ident for one in found}
    steps += [
        TraceStep(TraceKind.INPUT, name, msg("named in the text; the database was not asked, or does not have it"))
        for name in sorted(named(project, wanted) - known)
    ]
    for name in wanted.paragraphs:
        steps += _paragraph(project, name)
    for each in _commitments(project.plan, wanted):
        steps += _commitment(each)
    return steps


def _commitments(plan: Plan, wanted: TraceSought) -> list[Commitment]:
    return [
        one
        for one in plan.commitments
        if one.id in wanted.commitments or (one.paragraph and one.paragraph in wanted.paragraphs)
    ]


def _fates(one: TracedInput) -> Iterator[TraceStep]:
    if not one.fates:
        yield TraceStep(TraceKind.FATE, "", msg("nobody has said what became of it"), one.ident)
    for each in one.fates:
        said: Message = FATE[each.fate]
        if each.target:
            said = msg("{fate}: {where}", fate=said, where=each.target)
        if each.version:
            said = msg("{what}, in {version}", what=said, version=each.version)
        if each.reason:
            said = msg("{what}. Reason: {reason}", what=said, reason=each.reason)
        yield TraceStep(TraceKind.FATE, each.target, said, one.ident)


def _paragraph(project: Project, name: str, of: str = "") -> Iterator[TraceStep]:
    """Give a paragraph in each version in which it stands otherwise than before, with the reason and the decision."""
    before: VersionText | None = None
    for version in texts.texts(project):
        steps = list(_in_version(project, version, before, name, of))
        yield from steps
        if any(step.kind is not TraceKind.DECISION for step in steps):
            yield from _decision(project, version, name)
        before = version


def _in_version(
    project: Project, version: VersionText, before: VersionText | None, name: str, of: str
) -> Iterator[TraceStep]:
    block = version.text.block(name)
    earlier = before.text.block(name) if before else None
    notes = [one for one in project.plan.text_changes if one.version == version.version.id and one.paragraph == name]
    number = version.number_of(block) if block else ""
    place = f"{version.version.id}:{number}" if number else version.version.id
    if block is not None and (earlier is None or earlier.words != block.words):
        said = msg("{place}: “{text}”", place=place, text=texts.short(block.words))
        yield TraceStep(TraceKind.PARAGRAPH, name, said, of)
    elif block is None and earlier is not None:
        yield TraceStep(TraceKind.PARAGRAPH, name, msg("{place}: it stands no more", place=version.version.id), of)
    for note in notes:
        if said_of_change := _said_of(note):
            said = msg("{place}: {what}", place=version.version.id, what=said_of_change)
            yield TraceStep(TraceKind.CHANGE, name, said, name)


def _said_of(note: TextChange) -> Message | None:
    """Say what became of a paragraph and why, as the plan has it; None where that is nothing."""
    reason = msg("Reason: {reason}", reason=note.reason)
    if note.how is None:
        return reason if note.reason else None
    said: Message = BECAME[Became(note.how.value)]
    if note.of:
        said = msg("{what} ({of})", what=said, of=list(note.of))
    return msg("{what}. {text}", what=said, text=reason) if note.reason else said


def _decision(project: Project, version: VersionText, name: str) -> Iterator[TraceStep]:
    for one in project.plan.milestones:
        if one.id != version.version.milestone:
            continue
        title, when = Language(project.plan.process.language).name(one.title), one.done or one.when
        said = msg("{version}: {title}", version=version.version.id, title=title)
        yield TraceStep(TraceKind.DECISION, one.id, msg("{what}, {day}", what=said, day=when) if when else said, name)


def _commitment(one: Commitment, of: str = "") -> Iterator[TraceStep]:
    said = msg("{what}, {who} ({state})", what=one.what, who=list(one.who), state=COMMITMENT_STATE[one.state])
    if one.by:
        said = msg("{what}, by {day}", what=said, day=one.by)
    yield TraceStep(TraceKind.COMMITMENT, one.id, said, of or one.paragraph)
    for each in one.follow_ups:
        text = msg("{day}: {state}", day=each.date, state=COMMITMENT_STATE[each.state])
        if each.text:
            text = msg("{what}. {text}", what=text, text=each.text)
        yield TraceStep(TraceKind.FOLLOW_UP, one.id, text, one.id)


def nothing_behind(project: Project, targets: Iterable[str]) -> list[TraceStep]:
    """Give the paragraphs of the last version that nothing is behind: no input, no reason, no commitment.

    Headings are left out; `targets` are the paragraphs that inputs went into.
    """
    last = texts.latest(project)
    if last is None:
        return []
    plan = project.plan
    behind = {*targets, *(one.paragraph for one in plan.commitments)}
    behind |= {one.paragraph for one in plan.text_changes if one.inputs or one.reason}
    return [
        TraceStep(
            TraceKind.PARAGRAPH,
            block.id,
            msg("{place}: “{text}”", place=last.version.id, text=texts.short(block.words)),
        )
        for block in last.text.identified
        if block.kind is not BlockKind.HEADING and block.id and block.id not in behind
    ]


def without_reason(project: Project) -> list[TraceStep]:
    """Give the changes from each version to the next of which nobody has said why."""
    steps = []
    for old, new in pairwise(texts.texts(project)):
        comparison = compare.compared(project, old.version.id, new.version.id)
        for one in comparison.without_reason:
            said = msg("{place}: {what}", place=new.version.id, what=compare.what(one))
            steps.append(TraceStep(TraceKind.CHANGE, one.id, said, one.id))
    return steps


def input_steps(found: Iterable[TracedInput]) -> list[TraceStep]:
    """Give inputs as steps, for a list."""
    return [_input(one) for one in found]


def _input(one: TracedInput) -> TraceStep:
    return TraceStep(TraceKind.INPUT, one.ident, msg("“{text}”, at {event}", text=one.text, event=one.event))


def row(step: TraceStep) -> Row:
    """Give a step's row; what is said is in English, as in every machine format."""
    text = Language("en").text(step.said, iso=True)
    return {"step": step.kind.value, "id": step.id or None, "of": step.of or None, "text": text}
