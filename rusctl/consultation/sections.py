"""A reply taken apart at its headings or at the questions that were put: a proposal, which a person looks at."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from rusctl.consultation.spans import Span, paragraphs, trimmed
from rusctl.language.terms import words_of

_NUMBERED = re.compile(r"(?P<number>[0-9]{1,2}(?:\.[0-9]{1,2}){0,4})[.:)]?(?=\s)")
_CHAPTER = re.compile(
    r"(?:kap(?:itel|\.)?|avsnitt|chapter|section)\s+(?P<number>[0-9]{1,2}(?:\.[0-9]{1,2}){0,4})\b", re.IGNORECASE
)
_ASKED = re.compile(r"(?:fråga|question)\s+(?:nr\.?\s*|no\.?\s*)?(?P<number>[0-9]{1,2})\b", re.IGNORECASE)
_MARK = re.compile(r"#{1,6}\s+")
_LONGEST = 100  # characters of a heading
_MOST_WORDS = 14
_NO_HEADING = (".", ",", ";", "!", "-", "–")
_YEAR = re.compile(r"[0-9]{4}")  # of a date or a number of a diary, at the top of a letter
_PARAGRAPH = 50  # characters that stand below a heading that has no number
_LIKE = 0.8  # of a question's words: so many stand in a line that repeats it
_LEAST_WORDS = 3


class ProposedComment(NamedTuple):
    """A part of a reply that is likely a comment: its span, the heading it begins with, and what that names.

    `chapter` is the number in its heading, `question` the id of a question that was put.
    """

    span: Span
    heading: str
    chapter: str = ""
    question: str = ""


class _Heading(NamedTuple):
    span: Span
    text: str
    chapter: str
    question: str


def by_heading(text: str, marked: Sequence[Span] = ()) -> list[ProposedComment]:
    """Give what stands under each heading, the heading with it; what stands before the first is none of it.

    `marked` are the spans of the headings that the file marks; where it marks none, lines that look like one are. A
    heading under which nothing stands before the next one is put together with what follows it.
    """
    found = [_heading(text, span) for span in marked] if marked else list(_headings(text))
    return list(_sections(text, found, empty=True))


def by_question(text: str, questions: Mapping[str, Sequence[str]]) -> list[ProposedComment]:
    """Give what stands under each question, by its number or its words.

    `questions` has the ids of the questions in the order in which they were put, with their words in whichever
    languages. What stands under a heading that is no question goes with the question above it.
    """
    asked = list(questions)
    words = {ident: [set(words_of(one)) for one in texts] for ident, texts in questions.items()}
    found = []
    for span in paragraphs(text):
        first = text[span[0] : span[1]].split("\n", 1)[0]
        question = _question(_MARK.sub("", first), asked, words)
        if question:
            found.append(_Heading(span, _MARK.sub("", first).strip(), "", question))
    return list(_sections(text, found, empty=False))


def _question(line: str, asked: Sequence[str], words: Mapping[str, Sequence[set[str]]]) -> str:
    if match := _ASKED.match(line):
        number = int(match["number"])
        return asked[number - 1] if 1 <= number <= len(asked) else ""
    said = set(words_of(line))
    for ident, texts in words.items():
        for each in texts:
            if len(each) >= _LEAST_WORDS and len(each & said) >= _LIKE * len(each):
                return ident
    return ""


def _headings(text: str) -> Iterator[_Heading]:
    there = paragraphs(text)
    for place, (start, stop) in enumerate(there):
        line = text[start:stop]
        mark = _MARK.match(line)
        bare = line[mark.end() :].strip() if mark else line
        if place + 1 == len(there) or "\n" in bare or not (mark or _is_heading(bare, _size(there[place + 1]))):
            continue
        yield _heading(text, (start, stop))


def _heading(text: str, span: Span) -> _Heading:
    bare = _MARK.sub("", text[slice(*span)]).strip()
    number = _CHAPTER.match(bare) or _NUMBERED.match(bare)
    return _Heading(span, bare, number["number"] if number else "", "")


def _size(span: Span) -> int:
    return span[1] - span[0]


def _is_heading(line: str, below: int) -> bool:
    """Whether a line is likely a heading, given how many characters stand in the paragraph below it."""
    if len(line) > _LONGEST or line.endswith(_NO_HEADING) or len(line.split()) > _MOST_WORDS or ":" in line[:-1]:
        return False
    if _NUMBERED.match(line) or _ASKED.match(line):
        return True
    return line[:1].isupper() and not line.endswith("?") and not _YEAR.search(line) and below >= _PARAGRAPH


def _sections(text: str, headings: Sequence[_Heading], *, empty: bool) -> Iterator[ProposedComment]:
    """Give what stands under each heading; `empty` says that one with nothing below it goes with the next."""
    begun: _Heading | None = None
    for place, one in enumerate(headings):
        stop = headings[place + 1].span[0] if place + 1 < len(headings) else len(text)
        first = begun or one
        if empty and place + 1 < len(headings) and not text[one.span[1] : stop].strip():
            begun = first
            continue
        span = trimmed(text, first.span[0], stop)
        yield ProposedComment(span, one.text, one.chapter or first.chapter, one.question or first.question)
        begun = None
