"""A Word file that somebody sent as its reply, read as plain text; only a process with limits runs `work`.

Text that is inserted with tracked changes is taken in, deleted text is not. Fields of forms, text boxes, tables and
notes are taken in; what is not is counted by kind.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any
from xml.etree.ElementTree import Element

from rusctl.errors import RusctlError
from rusctl.storage.untrusted import sandbox
from rusctl.storage.untrusted.reply_text import WORD, ReplyText, TextParts
from rusctl.storage.untrusted.word_numbers import BULLET, WordNumbers
from rusctl.storage.untrusted.word_parts import WordParts, local, opened
from rusctl.storage.untrusted.word_text import by_look, usual_size
from rusctl.storage.untrusted.word_walk import OTHER, Walker, WordLetters, WordParagraph, WordTable

_DEEPEST = 6
_LOOK_LEVEL = 3  # of a heading that only its look tells
_OTHERWISE = (
    "insertions",
    "moved here",
    "text boxes",
    "merged cells",
    "tables in tables",
    "numbers",
    "by look",
    "form fields",
)
_OF_LETTERS = {"unused": "unused notes", "contents": "contents"}  # paragraphs that are passed over, by what they are


def work(data: bytes, _argument: object) -> dict[str, Any]:
    """Read a Word file inside the process with limits, and give it as JSON takes it."""
    try:
        return _WordReader(opened(data)).read()._asdict()
    except RusctlError as error:
        raise sandbox.Refused(error.message) from None


class _WordReader:
    def __init__(self, parts: WordParts) -> None:
        self.parts = parts
        self.walker = Walker(parts)
        self.numbers = WordNumbers(parts.numbering)
        self.out = TextParts()
        self.taken: Counter[str] = Counter()
        self.level = 0  # of the last heading that a style tells

    def read(self) -> ReplyText:
        blocks = list(self.walker.walked(self.parts.body))
        self.usual = usual_size(blocks)
        for block in blocks:
            if isinstance(block, WordTable):
                self._table(block)
            else:
                self._paragraph(block)
        self._notes()
        found = self.walker.left + self._passed_over()
        return ReplyText(
            WORD,
            self.out.text,
            tuple(self.out.headings),
            taken=dict(self.taken),
            left={kind: count for kind, count in found.items() if kind not in _OTHERWISE and count},
            otherwise={kind: found[kind] for kind in _OTHERWISE if found[kind]},
            around="\n".join(self.parts.around_texts),
        )

    def _paragraph(self, one: WordParagraph) -> None:
        before = self.numbers.next(one.numbers, one.depth) if one.numbers and not one.style.title else ""
        self.walker.left["numbers"] += before not in ("", BULLET)
        text = f"{before} {self._text(one.letters)}".strip()
        level = self._level(one)
        self.taken["headings" if level else "items" if one.numbers else "paragraphs"] += 1
        self.out.add(text, level)

    def _level(self, one: WordParagraph) -> int:
        """Give the level of a heading, 0 for what is none; a title is above all others."""
        if one.style.title:
            return 1
        if one.level:
            self.level = min(one.level, _DEEPEST)
            return self.level
        if not one.numbers and by_look(one, self.usual):
            self.walker.left["by look"] += 1
            return min(self.level + 1, _DEEPEST) if self.level else _LOOK_LEVEL
        return 0

    def _text(self, letters: Iterable[WordLetters]) -> str:
        text = "".join(f"[{one.note}]" if one.note else one.text for one in letters)
        return "\n".join(" ".join(line.split()) for line in text.split("\n"))

    def _table(self, table: WordTable) -> None:
        self.taken["tables"] += 1
        for row in table.rows:
            self.out.add(" | ".join(self._cell(cell) for cell in row).strip(" |"))

    def _cell(self, cell: Sequence[WordParagraph]) -> str:
        self.taken["cells"] += bool(cell)
        return " ".join(" ".join(self._text(one.letters).split()) for one in cell)

    def _notes(self) -> None:
        at = 0
        while at < len(self.walker.notes):  # a note may refer to another one
            note = self.walker.notes[at]
            at += 1
            found = [one for one in self.walker.walked(note) if isinstance(one, WordParagraph)]
            self.taken["notes"] += 1
            self.out.add(f"[{at}] {' '.join(self._text(one.letters) for one in found)}")
        for note in (*self.parts.footnotes.values(), *self.parts.endnotes.values()):
            if note not in self.walker.notes:
                self.walker.became |= {one: "unused" for one in note.iter() if _is_paragraph(one)}

    def _passed_over(self) -> Counter[str]:
        """Count the paragraphs that are left out by what they are, the headers, and what no walk came to."""
        paragraphs, letters = self.walker.counted()
        found = Counter({name: paragraphs[kind] for kind, name in _OF_LETTERS.items()})
        found["unknown"] = max(paragraphs[OTHER], bool(letters[OTHER]))
        found["headers"] = self.parts.around
        return found


def _is_paragraph(one: Element) -> bool:
    return local(one) in ("p", "t")
