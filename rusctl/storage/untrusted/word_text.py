"""A Word file's text as Markdown, with an account of what was not taken in; only a process with limits runs `work`."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from rusctl.errors import RusctlError
from rusctl.language.message import msg
from rusctl.storage.untrusted import sandbox
from rusctl.storage.untrusted.word_parts import WordParts, local, opened
from rusctl.storage.untrusted.word_walk import Walker, WordLetters, WordParagraph, WordTable

LIMITS = sandbox.Limits(cpu=8, memory=768 << 20, wall=120, answer=32 << 20)
STYLES, LOOK = "style", "look"
LONGEST_HEADING = 120  # characters of a heading that is told by its look
LARGER = 2  # half points by which its letters are larger than those of the text
DEEPEST = 6
INDENT = 4  # columns for each depth of a list
_CLOSING, _BACKSLASHED = re.compile(r"(?<=\s)(?=#+$)"), r"\\"
_OWN_NUMBER = re.compile(r"(\d{1,2}(?:\.\d{1,2})*)\.?\s")
_BULLET = re.compile(r"[•·▪◦‣●○\uf0b7\uf0a7–-][ \t\u00a0]+")
_SPECIAL = re.compile(r"[\\`*\[\]<]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)")
_AT_THE_START = re.compile(r"#{1,6}(?=\s|$)|[+-](?=\s|$)|[>|]|={1,}$|-{2,}|~{3,}|\d{1,9}(?=[.)](?:\s|$))")


class WordText(NamedTuple):
    """A Word file's text: in Markdown; `paragraphs` and `letters` of the file counted by what became of them.

    `counts` has what was taken in by kind, `left` what was not or otherwise. `by_look` are headings that no style
    tells, `unnumbered` the places among the headings of those without a number, where others have one.
    """

    text: str
    paragraphs: dict[str, int]
    letters: dict[str, int]
    counts: dict[str, int]
    left: dict[str, int]
    by_look: tuple[str, ...] = ()
    unnumbered: tuple[int, ...] = ()


def read_bytes(data: bytes, name: str, headings: str = LOOK) -> WordText:
    """Give the text of a Word file; `headings` says whether some are told by their look, where no style does.

    RusctlError, with the reason in one sentence, where it is no Word file that can be read within the limits.
    """
    outcome = sandbox.run("rusctl.storage.untrusted.word_text:work", data, headings, LIMITS)
    if outcome.reason is not None:
        raise RusctlError(msg("{file} is not read: {reason}", file=name, reason=outcome.reason))
    value = outcome.value
    return WordText(**{**value, "by_look": tuple(value["by_look"]), "unnumbered": tuple(value["unnumbered"])})


def work(data: bytes, headings: str) -> dict[str, Any]:
    """Read a Word file inside the process with limits, and give it as JSON takes it."""
    try:
        return _Writer(opened(data), headings).written()._asdict()
    except RusctlError as error:
        raise sandbox.Refused(error.message) from None


class _Writer:
    """Writes the Markdown: what is what is decided when all has been read, since looks are compared."""

    def __init__(self, parts: WordParts, headings: str) -> None:
        self.parts, self.by_look = parts, headings == LOOK
        self.walker = Walker(parts)
        self.out: list[str] = []
        self.counts: Counter[str] = Counter()
        self.looked: list[str] = []
        self.numbered: list[bool] = []
        self.list: list[tuple[str, int]] = []  # of each open depth: which list it is, and how many items it has
        self.level = 0  # of the last heading that a style tells

    def written(self) -> WordText:
        blocks = list(self.walker.walked(self.parts.body))
        self.usual = usual_size(blocks)
        self.sizes = sorted({_size(one) for one in blocks if self._looks_like_heading(one)}, reverse=True)
        self.title = any(isinstance(one, WordParagraph) and one.style.title for one in blocks)
        for block in blocks:
            if isinstance(block, WordTable):
                self._end_list()
                self._table(block)
            else:
                self._paragraph(block)
        self._end_list()
        self._notes()
        paragraphs, letters = self.walker.counted()
        text = "\n".join(self.out).strip("\n")
        some = any(self.numbered)
        return WordText(
            text=f"{text}\n" if text else "",
            paragraphs=dict(paragraphs),
            letters=dict(letters),
            counts=dict(self.counts),
            left={**{kind: count for kind, count in self.walker.left.items() if count}, **self._around()},
            by_look=tuple(self.looked),
            unnumbered=tuple(at for at, numbered in enumerate(self.numbered) if some and not numbered),
        )

    def _around(self) -> dict[str, int]:
        return {"headers": self.parts.around} if self.parts.around else {}

    def _paragraph(self, one: WordParagraph) -> None:
        level = self._level(one)
        if level:
            self._end_list()
            self._heading(one, level)
        elif one.numbers or _BULLET.match(one.text.lstrip()):
            self._item(one)
        else:
            self._end_list()
            self.out += [_escaped_start(_inline(one.letters, "\\\n")), ""]
            self.counts["paragraphs"] += 1

    def _level(self, one: WordParagraph) -> int:
        """Give the level of a heading, 0 for what is none; a title is above all others."""
        if one.style.title:
            return 1
        if one.level:
            return min(one.level + self.title, DEEPEST)
        if self._looks_like_heading(one):
            text = " ".join(one.text.split())
            self.looked.append(text)
            if own := _OWN_NUMBER.match(text):
                return min(own[1].count(".") + 1 + self.title, DEEPEST)
            return min(self.level + 1 + self.sizes.index(_size(one)), DEEPEST)
        return 0

    def _looks_like_heading(self, one: WordParagraph | WordTable) -> bool:
        """Whether a paragraph that no style tells to be a heading looks like one: short, and all bold or larger."""
        if not self.by_look or isinstance(one, WordTable) or one.level or one.style.title or one.numbers:
            return False
        return by_look(one, self.usual)

    def _heading(self, one: WordParagraph, level: int) -> None:
        text = _plain(one.letters)
        if one.level or one.style.title:
            self.level = level
        self.counts["headings"] += 1
        self.numbered.append(bool(one.numbers) and not one.style.title)
        self.out += [f"{'#' * level} {_CLOSING.sub(_BACKSLASHED, text)}", ""]

    def _item(self, one: WordParagraph) -> None:
        letters: Sequence[WordLetters] = one.letters
        form = self.parts.lists.get((one.numbers, one.depth), "bullet")
        if not one.numbers:
            form, letters = "bullet", _without_bullet(letters)
        depth = min(one.depth, len(self.list))
        del self.list[depth + 1 :]
        if depth == len(self.list):
            self.list.append((one.numbers, 0))
        before, count = self.list[depth]
        self.list[depth] = one.numbers, count + 1 if before == one.numbers else 1
        mark = "-" if form in ("bullet", "none", "") else f"{self.list[depth][1]}."
        indent = " " * (INDENT * depth)
        inner = f"\\\n{indent}{' ' * (len(mark) + 1)}"
        self.out.append(f"{indent}{mark} {_escaped_start(_inline(letters, inner))}")
        self.counts["items"] += 1

    def _end_list(self) -> None:
        if self.list:
            self.out.append("")
            self.list = []

    def _table(self, table: WordTable) -> None:
        self.counts["tables"] += 1
        self.counts["cells"] += sum(len(cell) for row in table.rows for cell in row)
        wide = max(len(row) for row in table.rows)
        heads = table.rows[0]
        plain = all(letters.bold for cell in heads for one in cell for letters in one.letters if letters.text.strip())
        if plain:  # the first row is one of headings as it is
            heads = tuple(tuple(_unstressed(one) for one in cell) for cell in heads)
        rows = [[self._cell(cell) for cell in row] + [""] * (wide - len(row)) for row in (heads, *table.rows[1:])]
        for at, row in enumerate(rows):
            self.out.append(f"| {' | '.join(row)} |")
            if at == 0:
                self.out.append(f"|{' --- |' * wide}")
        self.out.append("")

    @staticmethod
    def _cell(cell: Sequence[WordParagraph]) -> str:
        return " ".join(_inline(one.letters, " ").replace("|", "\\|") for one in cell)

    def _notes(self) -> None:
        at = 0
        while at < len(self.walker.notes):  # a note may refer to another one
            note = self.walker.notes[at]
            at += 1
            found = [one for one in self.walker.walked(note) if isinstance(one, WordParagraph)]
            self.counts["notes"] += 1
            self.counts["note paragraphs"] += len(found)
            self.out += [f"[^{at}]: {' '.join(_inline(one.letters, ' ') for one in found)}", ""]
        for note in (*self.parts.footnotes.values(), *self.parts.endnotes.values()):
            if note not in self.walker.notes:
                self.walker.became |= {one: "unused" for one in note.iter() if local(one) in ("p", "t")}


def by_look(one: WordParagraph, usual: int) -> bool:
    """Whether a paragraph looks like a heading: short, and all of it bold or larger than the `usual` size."""
    text = " ".join(one.text.split())
    if not text or len(text) > LONGEST_HEADING or text[-1] in ".,:;" or _BULLET.match(text):
        return False
    shown = [letters for letters in one.letters if letters.text.strip()]
    return all(letters.bold for letters in shown) or all(letters.size >= usual + LARGER for letters in shown)


def usual_size(blocks: Iterable[WordParagraph | WordTable]) -> int:
    """Give the size that most letters of the text have."""
    sizes: Counter[int] = Counter()
    for one in blocks:
        if isinstance(one, WordParagraph):
            for letters in one.letters:
                sizes[letters.size] += len(letters.text)
    return max(sizes, key=lambda size: (sizes[size], -size), default=0)


def _size(one: WordParagraph | WordTable) -> int:
    return max((letters.size for letters in one.letters), default=0) if isinstance(one, WordParagraph) else 0


def _unstressed(one: WordParagraph) -> WordParagraph:
    return one._replace(letters=tuple(letters._replace(bold=False) for letters in one.letters))


def _without_bullet(letters: Sequence[WordLetters]) -> list[WordLetters]:
    """Give what stands after a bullet that somebody typed."""
    text = "".join(one.text for one in letters)
    found = _BULLET.match(text.lstrip())
    left = len(text) - len(text.lstrip()) + (found.end() if found else 0)
    kept: list[WordLetters] = []
    for one in letters:
        cut = min(left, len(one.text))
        left -= cut
        kept.append(one._replace(text=one.text[cut:]))
    return kept


def _plain(letters: Iterable[WordLetters]) -> str:
    """Give a heading's letters on one line, without stress, with its notes."""
    return " ".join("".join(f"[^{one.note}]" if one.note else _escaped(one.text) for one in letters).split())


def _inline(letters: Iterable[WordLetters], line_break: str) -> str:
    """Give letters as Markdown on one line; `line_break` is what stands for a break in the paragraph."""
    runs = [
        (look, "".join(one.text for one in group))
        for look, group in groupby(letters, lambda one: (one.bold, one.italic, one.link, one.note))
    ]
    out = ""
    for at, ((bold, italic, link, note), text) in enumerate(runs):
        if note:
            out += f"[^{note}]"
            continue
        after = next((one for _, one in runs[at + 1 :] if one), "")
        out += _stressed(text, "*" * (2 * bold + italic), link, out[-1:], after[:1])
    lines = (" ".join(line.split()) for line in out.split("\n"))
    return line_break.join(line for line in lines if line)


def _stressed(text: str, mark: str, link: str, before: str, after: str) -> str:
    """Give letters with their stress, if Markdown would read it as such between what stands before and after."""
    inner = text.strip()
    if not inner:
        return text
    start, end = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    shown = _escaped(inner)
    if link.startswith(("http://", "https://", "mailto:")) and not re.search(r"[\s<>]", link):
        shown = f"[{shown}](<{link}>)" if re.search(r"[()]", link) else f"[{shown}]({link})"
    glued_before = not start and before.isalnum() and not inner[0].isalnum()
    glued_after = not end and after.isalnum() and not inner[-1].isalnum()
    if mark and "\n" not in inner and not glued_before and not glued_after and not shown.startswith("["):
        shown = f"{mark}{shown}{mark}"
    return f"{start}{shown}{end}"


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", "".join(letter for letter in text if letter.isprintable() or letter.isspace()))


def _escaped_start(text: str) -> str:
    """Escape what would begin a heading, a list or a rule at the start of a line."""
    found = _AT_THE_START.match(text)
    if found is None:
        return text
    at = found.end() if found.group().isdigit() else 0
    return f"{text[:at]}\\{text[at:]}"
