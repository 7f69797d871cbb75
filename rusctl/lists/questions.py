"""What is asked of the one who takes a list in: each thing once, in words, with the rows it concerns."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import NamedTuple

from rusctl.language import hard_words


class About(StrEnum):
    """What a question is about."""

    SHEET = "sheet"
    HEADINGS = "headings"
    COLUMNS = "columns"
    WORDS = "words"
    GROUPS = "groups"
    HIDDEN = "hidden"
    CAME = "came"
    NUMBERS = "numbers"
    ROLE = "role"


_TOGETHER = (  # what is put as one question: where what stands, what words mean, who is taken and as what
    frozenset({About.SHEET, About.HEADINGS, About.COLUMNS}),
    frozenset({About.WORDS, About.GROUPS}),
    frozenset({About.HIDDEN, About.CAME, About.NUMBERS, About.ROLE}),
)
YES, NO = "yes", "no"
LEAVE, ZERO = "leave", "zero"


class QuestionItem(NamedTuple):
    """One thing that is asked: of which rows, what it seems to be, and what it can be.

    `subject` is the word, the heading or the sheet; `field` the field that a word stands in. `proposed` is nothing
    where nothing can be proposed; then the rows wait until it is said. `key` is what the answer is remembered by.
    """

    key: str
    subject: str
    rows: tuple[int, ...]
    proposed: str | None
    choices: tuple[str, ...]
    field: str = ""


class ListQuestion(NamedTuple):
    """One question, with all that it is about."""

    about: About
    items: tuple[QuestionItem, ...]

    @property
    def open(self) -> tuple[QuestionItem, ...]:
        """The items that nothing can be proposed for."""
        return tuple(one for one in self.items if one.proposed is None)


def together(questions: Iterable[ListQuestion]) -> list[tuple[ListQuestion, ...]]:
    """Put questions together, so that there are three at most, each of which can be answered otherwise."""
    asked = [*questions]
    groups = (tuple(one for one in asked if one.about in abouts) for abouts in _TOGETHER)
    return [group for group in groups if group]


class ListAnswers(NamedTuple):
    """What has been said of a list, by options, by answers, or of an earlier list that looked the same.

    `columns` are fields by heading (nothing drops one), `words` what folded words mean, by field; `heading_row` is the
    number of the row with the headings. `hidden` says whether hidden rows count, `came` whether everybody in the list
    came, `zero` whether a telephone that is a number gets its 0 back. `role` is that of rows that say none; None where
    nothing was said of them.
    """

    columns: Mapping[str, str] = {}
    words: Mapping[tuple[str, str], str] = {}
    heading_row: int = 0
    hidden: bool | None = None
    came: bool | None = None
    zero: bool | None = None
    role: str | None = None


_LONGEST = 30  # characters of a cell that a sentence may repeat


def quotable(text: str) -> bool:
    """Whether a sentence may repeat a cell: a word or a few that can be no person, nor what is said of one."""
    return bool(text) and text.isprintable() and hard_words.says_nobody(text, _LONGEST)
