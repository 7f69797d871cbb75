"""Spans of a reply's text: its paragraphs, how much of it the comments cover, and where quoted words stand.

A span is the first character, counted from 0, and the first that is not in it: characters as Python counts them, of the
text as it is stored, so that neither line ends nor composed letters shift it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

Span = tuple[int, int]

_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")
_LINE = re.compile(r"\n\s*")
_SPACE = re.compile(r"\s+")
_WRAPPED = 0.5  # of the lines: so many end in the middle of a sentence where a text is broken into lines by its width
_ENDS = (".", "!", "?", ":", ";", "…")


class TextCoverage(NamedTuple):
    """How much of a text is in comments: letters and digits in all and covered, paragraphs, and those with nothing."""

    letters: int
    covered: int
    paragraphs: int
    missing: tuple[Span, ...]

    @property
    def per_cent(self) -> int:
        """Give the share that is covered, rounded down, so that 100 says that nothing is left."""
        return 100 * self.covered // self.letters if self.letters else 0

    def plus(self, other: "TextCoverage") -> "TextCoverage":
        """Give two texts' together; the spans are of different texts then, and can only be counted."""
        return TextCoverage(
            self.letters + other.letters,
            self.covered + other.covered,
            self.paragraphs + other.paragraphs,
            (*self.missing, *other.missing),
        )


NOTHING = TextCoverage(0, 0, 0, ())


def trimmed(text: str, start: int, stop: int) -> Span:
    """Give a span without the space round it; where it is nothing else, an empty one."""
    piece = text[start:stop]
    begun = start + len(piece) - len(piece.lstrip())
    return begun, max(begun, start + len(piece.rstrip()))


def paragraphs(text: str) -> list[Span]:
    """Give the paragraphs of a text in their order, without space round them.

    They are parted by empty lines. Where there is none, each line is one, but where most lines go on with a small
    letter: those are broken by the width of a page, and the text is one paragraph.
    """
    found = list(_between(text, _BLANK_LINE))
    if len(found) > 1:
        return found
    lines = list(_between(text, _LINE))
    return found if _is_wrapped([text[start:stop] for start, stop in lines]) else lines


def _between(text: str, ends: re.Pattern[str]) -> Iterator[Span]:
    at = 0
    for start, stop in (*(match.span() for match in ends.finditer(text)), (len(text), len(text))):
        span = trimmed(text, at, start)
        if span[0] < span[1]:
            yield span
        at = stop


def _is_wrapped(lines: Sequence[str]) -> bool:
    broken = sum(not one.endswith(_ENDS) and after[:1].islower() for one, after in pairwise(lines))
    return broken > _WRAPPED * (len(lines) - 1)


def merged(spans: Iterable[Span]) -> list[Span]:
    """Give spans in their order, those that overlap or meet as one."""
    found: list[Span] = []
    for start, stop in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], stop))
        else:
            found.append((start, stop))
    return found


def coverage(text: str, spans: Iterable[Span]) -> TextCoverage:
    """Give how much of a text is in spans; only letters and digits are counted, since space and signs say nothing."""
    within = merged(spans)
    covered = sum(_letters(text[start:stop]) for start, stop in within)
    there = paragraphs(text)
    missing = tuple(one for one in there if not any(start < one[1] and one[0] < stop for start, stop in within))
    return TextCoverage(_letters(text), covered, len(there), missing)


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text))


def find(text: str, quote: str) -> list[Span]:
    """Give every place where quoted words stand in a text; space and line ends count as one space each way."""
    words = _SPACE.split(quote.strip())
    if not words[0]:
        return []
    pattern = re.compile(r"\s+".join(map(re.escape, words)))
    return [match.span() for match in pattern.finditer(text)]
