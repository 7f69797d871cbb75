"""Markdown taken apart into what people change by itself: headings, paragraphs, list items, tables, footnotes.

Every line of a text is in one block at most, as it was written, and blank lines are in none; so nothing is rewritten.
Block structure is that of CommonMark 0.31, with the tables and footnotes of GitHub Flavored Markdown. What has no words
of its own is a block without an id: a rule, a comment, the target of a link.
"""

import re
import unicodedata
from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_ATX = re.compile(r"(#{1,6})(?:[ \t]|$)")
_UNDERLINE = re.compile(r"(=+|-+)[ \t]*$")
_RULE = re.compile(r"(?:\*[ \t]*){3,}$|(?:-[ \t]*){3,}$|(?:_[ \t]*){3,}$")
_FENCE = re.compile(r"(`{3,})[^`]*$|(~{3,})")
_ITEM = re.compile(r"([-+*]|\d{1,9}[.)])([ \t]+|$)")
_DELIMITERS = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_NOTE = re.compile(r"\[\^[^\]\s]+\]:")
_TARGET = re.compile(r"\[[^\]^][^\]]*\]:[ \t]*\S")
_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9-]*(?:[\s/>]|$)")
_CODE_INDENT, _TAB = 4, 4
_MOST_SPACES = 4  # after the mark of an item; more of them begin code in it
_DEEPEST = 6


class BlockKind(StrEnum):
    """What a block of the text is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    TABLE = "table"
    NOTE = "note"
    QUOTE = "quote"
    CODE = "code"
    NONE = "none"


class TextBlock(NamedTuple):
    """A block: its lines as they are written, with their ends; the number of the first, counted from 0.

    `indent` is what stands before its comment, so that a list is not broken by it. `level` is a heading's, 1 to 6.
    """

    kind: BlockKind
    lines: tuple[str, ...]
    first: int
    indent: str = ""
    level: int = 0
    id: str = ""

    @property
    def last(self) -> int:
        """The number of the line after its last one."""
        return self.first + len(self.lines)

    @property
    def raw(self) -> str:
        """The lines as they are written."""
        return "".join(self.lines)

    @property
    def ordered(self) -> bool:
        """Whether it is an item with a number."""
        return self.kind is BlockKind.ITEM and self.raw.lstrip()[:1].isdigit()

    @property
    def words(self) -> str:
        """What it says on one line, without the marks of Markdown; composed letters (NFC)."""
        return words_of(self.raw, self.kind)


def lines_of(text: str) -> list[str]:
    """Give the lines of a text with their ends; together they are the text."""
    return _LINE.findall(text)


def blocks_of(lines: Sequence[str]) -> list[TextBlock]:
    """Take a text's lines apart into blocks, in order."""
    return _Splitter(lines).split()


_BEFORE = {
    BlockKind.HEADING: re.compile(r"\s*#{1,6}(?:\s+|$)|\s*#*\s*$"),
    BlockKind.ITEM: re.compile(r"\s*(?:[-+*]|\d{1,9}[.)])(?:\s+|$)(?:\[[ xX]\]\s+)?"),
    BlockKind.NOTE: re.compile(r"\s*\[\^[^\]\s]+\]:\s*"),
}
_LINK = re.compile(r"!?\[((?:[^\[\]\\]|\\.)*)\]\((?:[^()\s\\]|\\.)*(?:\s+\"[^\"]*\")?\)")
_STRESS = re.compile(r"(?<!\\)(?:\*{1,3}|(?<!\w)_{1,3}(?=\S)|(?<=\S)_{1,3}(?!\w))")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


def words_of(raw: str, kind: BlockKind) -> str:
    """Give what a block's lines say, on one line, without the marks that make a heading, a list or a stress of it."""
    if kind is BlockKind.CODE:
        return " ".join(unicodedata.normalize("NFC", raw).split())
    text = body_of(raw, kind)
    if kind is BlockKind.TABLE:
        rows = [line for line in text.splitlines() if not _DELIMITERS.match(line.strip())]
        text = " ".join(re.sub(r"(?<!\\)\|", " ", row) for row in rows)
    text = re.sub(r"(?:\\| {2,})(?=\r?\n)", " ", text)
    text = _ESCAPED.sub(r"\1", _STRESS.sub("", _LINK.sub(r"\1", text)))
    return " ".join(unicodedata.normalize("NFC", text).split())


def body_of(raw: str, kind: BlockKind) -> str:
    """Give a block's lines without what makes a heading, an item, a note or a quotation of them; its stress stays."""
    text = _BEFORE[kind].sub("", raw, count=1) if kind in _BEFORE else raw
    if kind is BlockKind.HEADING:
        lines = text.rstrip().splitlines()
        if len(lines) > 1 and _UNDERLINE.match(lines[-1].strip()):
            lines.pop()
        return re.sub(r"[ \t]+#+[ \t]*$", "", " ".join(lines))
    if kind is BlockKind.QUOTE:
        return re.sub(r"(?m)^\s*>[ \t]?", "", text)
    return text.strip("\r\n") if kind is BlockKind.CODE else text.strip()


def _indent(line: str) -> int:
    """Count the columns before a line's first word, a tab going on to the next fourth."""
    columns = 0
    for letter in line:
        if letter == " ":
            columns += 1
        elif letter == "\t":
            columns += _TAB - columns % _TAB
        else:
            break
    return columns


def _white(line: str) -> str:
    return line[: len(line) - len(line.lstrip(" \t"))]


def _blank(line: str) -> bool:
    return not line.strip()


class _Splitter:
    """Walks down the lines; `open` has the column at which the words of each open list item begin."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = lines
        self.at = 0
        self.open: list[int] = []
        self.found: list[TextBlock] = []

    def split(self) -> list[TextBlock]:
        while self.at < len(self.lines):
            if _blank(self.lines[self.at]):
                self.at += 1
            else:
                self._block()
        return self.found

    def _close(self, columns: int) -> None:
        while self.open and columns < self.open[-1]:
            self.open.pop()

    @property
    def _base(self) -> int:
        return self.open[-1] if self.open else 0

    def _text(self, at: int) -> str:
        return self.lines[at].strip()

    def _add(self, kind: BlockKind, end: int, level: int = 0) -> None:
        line = self.lines[self.at]
        deep = _indent(line) - self._base >= _CODE_INDENT
        indent = " " * self._base if deep else _white(line) if self.open or kind is BlockKind.ITEM else ""
        self.found.append(TextBlock(kind, tuple(self.lines[self.at : end]), self.at, indent, level))
        self.at = end

    def _block(self) -> None:
        line = self.lines[self.at]
        self._close(_indent(line))
        if _indent(line) - self._base >= _CODE_INDENT:
            self._add(BlockKind.CODE, self._indented())
            return
        text = self._text(self.at)
        if heading := _ATX.match(text):
            self._add(BlockKind.HEADING, self.at + 1, len(heading[1]))
        elif _FENCE.match(text):
            self._add(BlockKind.CODE, self._fenced(self.at, text))
        elif not _RULE.match(text) and _ITEM.match(text):
            self._item(text)
        elif not self._wordless(text):
            self._worded(text)

    def _wordless(self, text: str) -> bool:
        """Take a block that has no words of its own; whether there was one."""
        if _RULE.match(text) or _TARGET.match(text):
            self._add(BlockKind.NONE, self.at + 1)
        elif text.startswith("<!--"):
            self._add(BlockKind.NONE, self._comment())
        else:
            return False
        return True

    def _worded(self, text: str) -> None:
        if text.startswith(">"):
            self._add(BlockKind.QUOTE, self._quoted())
        elif _NOTE.match(text):
            self._add(BlockKind.NOTE, self._lazy(self.at + 1))
        elif self._table(self.at):
            self._add(BlockKind.TABLE, self._lazy(self.at + 2))
        elif _TAG.match(text):
            self._add(BlockKind.PARAGRAPH, self._to_blank())
        else:
            self._paragraph()

    def _paragraph(self) -> None:
        end = self.at + 1
        while end < len(self.lines):
            if _blank(self.lines[end]) or self._table(end):
                break
            columns = _indent(self.lines[end])
            within = self._base <= columns < self._base + _CODE_INDENT
            if within and (found := _UNDERLINE.match(self._text(end))):
                self._add(BlockKind.HEADING, end + 1, 1 if found[1][0] == "=" else 2)
                return
            if self._interrupts(end):
                break
            end += 1
        self._add(BlockKind.PARAGRAPH, end)

    def _item(self, text: str) -> None:
        marker = _ITEM.match(text)
        assert marker is not None  # noqa: S101 - whoever calls has seen it
        rest = text[marker.end() :]
        columns = _indent(self.lines[self.at])
        start, mark = self.at, columns + len(marker[1])
        spaces = _indent(" " * mark + marker[2]) - mark
        inner = mark + (spaces if rest and spaces <= _MOST_SPACES else 1)
        self.open.append(inner)
        if _FENCE.match(rest):
            end = self._fenced(self.at, rest)
        elif rest or self._inside(start + 1):
            end = self._lazy(start + 1)
        else:
            end = start + 1
        self.open.pop()
        self._add(BlockKind.ITEM, end)
        if rest or end > start + 1:
            self.open.append(inner)

    def _inside(self, at: int) -> bool:
        """Whether a line stands in the innermost open item."""
        return at < len(self.lines) and not _blank(self.lines[at]) and _indent(self.lines[at]) >= self._base

    def _lazy(self, end: int) -> int:
        """Give where a block ends that goes on to a blank line or to what interrupts a paragraph."""
        while end < len(self.lines) and not _blank(self.lines[end]) and not self._interrupts(end):
            end += 1
        return end

    def _quoted(self) -> int:
        end = self.at + 1
        while end < len(self.lines) and not _blank(self.lines[end]):
            if not self._text(end).startswith(">") and self._interrupts(end):
                break
            end += 1
        return end

    def _to_blank(self) -> int:
        end = self.at + 1
        while end < len(self.lines) and not _blank(self.lines[end]):
            end += 1
        return end

    def _indented(self) -> int:
        """Give where code with an indent ends: before the first line that has too little, and the blank lines above."""
        end = at = self.at + 1
        while at < len(self.lines):
            if not _blank(self.lines[at]):
                if _indent(self.lines[at]) - self._base < _CODE_INDENT:
                    break
                end = at + 1
            at += 1
        return end

    def _comment(self) -> int:
        end = self.at
        while end < len(self.lines):
            end += 1
            if "-->" in self.lines[end - 1]:
                break
        return end

    def _fenced(self, start: int, text: str) -> int:
        found = _FENCE.match(text)
        assert found is not None  # noqa: S101 - whoever calls has seen it
        mark = found[1] or found[2]
        closing = re.compile(rf"{re.escape(mark[0])}{{{len(mark)},}}[ \t]*$")
        end = start + 1
        while end < len(self.lines):
            line = self.lines[end]
            if not _blank(line) and _indent(line) < self._base:
                return end
            end += 1
            if closing.match(line.strip()) and _indent(line) - self._base < _CODE_INDENT:
                return end
        return end

    def _table(self, at: int) -> bool:
        """Whether a table begins at a line: a row of headings, and below it one of as many delimiters."""
        if at + 1 >= len(self.lines) or "|" not in self.lines[at]:
            return False
        below = self._text(at + 1)
        if "|" not in below or not _DELIMITERS.match(below):
            return False
        return _cells(self._text(at)) == _cells(below)

    def _interrupts(self, at: int) -> bool:
        """Whether a line ends the paragraph above it, which is that of the innermost open item."""
        columns, text = _indent(self.lines[at]), self._text(at)
        base = max((one for one in self.open if one <= columns), default=0)
        if columns - base >= _CODE_INDENT:
            return False
        if _RULE.match(text) or _ATX.match(text) or _FENCE.match(text) or _NOTE.match(text):
            return True
        if item := _ITEM.match(text):
            return columns < self._base or self._may_interrupt(item, text)
        return text.startswith((">", "<!--"))

    @staticmethod
    def _may_interrupt(item: re.Match[str], text: str) -> bool:
        """Whether an item may interrupt a paragraph: one that is not empty and, of numbers, number one."""
        return bool(text[item.end() :]) and (item[1][0] in "-+*" or int(item[1][:-1]) == 1)


def _cells(row: str) -> int:
    return len(re.findall(r"(?<!\\)\|", row.strip().strip("|"))) + 1


def deepest(level: int) -> int:
    """Give a level that Markdown has a heading for."""
    return max(1, min(level, _DEEPEST))
