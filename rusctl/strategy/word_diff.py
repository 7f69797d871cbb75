"""Two texts compared word by word."""

import difflib
import re
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

_TOKEN = re.compile(r"(\s*)(\w+(?:[-’'\u2011]\w+)*|[^\w\s]|$)")


class WordMark(StrEnum):
    """What became of a piece of text."""

    KEPT = "kept"
    REMOVED = "removed"
    ADDED = "added"


class WordPiece(NamedTuple):
    """A piece of text that was kept, removed or added."""

    mark: WordMark
    text: str


def compared(old: str, new: str) -> tuple[WordPiece, ...]:
    """Give the pieces of two texts: those kept and removed are the old one, those kept and added the new one.

    Words are compared, and the spaces before them come along.
    """
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    words = [word for _, word in before], [word for _, word in after]
    found: list[WordPiece] = []
    for what, first, last, start, end in difflib.SequenceMatcher(None, *words, autojunk=False).get_opcodes():
        if what == "equal":
            found += _kept(before[first:last], after[start:end])
        else:
            found += _changed(before[first:last], after[start:end])
    return _joined(found)


def _kept(before: Sequence[tuple[str, str]], after: Sequence[tuple[str, str]]) -> Iterator[WordPiece]:
    """Give the pieces of words that are kept; where the space before one is another, that is a change."""
    for (space, word), (other, _) in zip(before, after, strict=True):
        if space != other:
            yield from (WordPiece(WordMark.REMOVED, space), WordPiece(WordMark.ADDED, other))
            yield WordPiece(WordMark.KEPT, word)
        else:
            yield WordPiece(WordMark.KEPT, space + word)


def _changed(before: Sequence[tuple[str, str]], after: Sequence[tuple[str, str]]) -> list[WordPiece]:
    return [
        WordPiece(WordMark.REMOVED, "".join(space + word for space, word in before)),
        WordPiece(WordMark.ADDED, "".join(space + word for space, word in after)),
    ]


def _joined(pieces: Iterable[WordPiece]) -> tuple[WordPiece, ...]:
    """Put neighbouring pieces of one mark together."""
    out: list[WordPiece] = []
    for piece in pieces:
        if out and out[-1].mark is piece.mark:
            out[-1] = WordPiece(piece.mark, out[-1].text + piece.text)
        elif piece.text:
            out.append(piece)
    return tuple(out)
