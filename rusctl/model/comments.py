"""Comments of replies and their answers, in the field's words: frozen values."""

import datetime as dt
from enum import StrEnum

from rusctl.model.consultation import CommentStep, Settling
from rusctl.model.record import dataclass


class AnswerFault(StrEnum):
    """What an answer lacks, or has and should not."""

    NO_DISPOSITION = "no-disposition"
    NO_REASON = "no-reason"
    EMPTY_REASON = "empty-reason"
    NO_CHANGE = "no-change"
    NO_PLACE = "no-place"
    UNEXPECTED_CHANGE = "unexpected-change"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewComment:
    """A comment to be stored: a span of one of the reply's texts, by its row, or the whole reply where none is named.

    `quote` are the words of the span; `summary` says them shortly, `proposal` is what the text should say instead.
    `chapter` is a number of the strategy's headings, `paragraph` the id of one of its paragraphs. `asks` says that
    something is asked for.
    """

    of_text: int | None = None
    start: int | None = None
    stop: int | None = None
    quote: str = ""
    summary: str = ""
    proposal: str = ""
    chapter: str = ""
    paragraph: str = ""
    page: str = ""
    question: str = ""
    theme: str = ""
    stance: str = ""
    asks: bool = True
    group: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyComment:
    """A comment as it is stored, `17.4` by its reply's number and its own; `row` and `version` are those of its row.

    `current` is the number of the answer that is valid; 0 where there is none.
    """

    row: int
    version: int
    reply_row: int
    reply: int
    number: int
    of_text: int | None
    start: int | None
    stop: int | None
    quote: str
    summary: str
    proposal: str
    chapter: str
    paragraph: str
    page: str
    question: str
    theme: str
    stance: str
    asks: bool
    group: int | None
    step: CommentStep
    current: int
    assigned: str
    due: dt.date | None
    noted_by: str
    at: dt.datetime

    @property
    def name(self) -> str:
        """How people call it: the number of its reply, and its own."""
        return f"{self.reply}.{self.number}"

    @property
    def words(self) -> str:
        """What it says: the words of the reply, or where it is of the whole, what somebody has summed up."""
        return self.quote or self.summary


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerSettled:
    """That an answer was checked, approved by a body, or opened again: on which day, and who noted it."""

    what: Settling
    day: dt.date
    body: str
    note: str
    noted_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerContent:
    """What an answer says: a disposition, its own words, a reusable wording by its row, and paragraphs changed."""

    disposition: str = ""
    reason: str = ""
    wording: int | None = None
    changes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentAnswer:
    """One version of the answer to a comment; `text` is its whole reason: the reusable wording, then its own words."""

    row: int
    ordinal: int
    content: AnswerContent
    text: str
    reason_id: str
    noted_by: str
    at: dt.datetime
    settled: tuple[AnswerSettled, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AnsweredComment:
    """A comment with all versions of its answer, the first first."""

    comment: ReplyComment
    answers: tuple[CommentAnswer, ...] = ()

    @property
    def valid(self) -> CommentAnswer | None:
        """The answer that is valid; None where nobody has answered."""
        return next((one for one in self.answers if one.ordinal == self.comment.current), None)

    @property
    def approved(self) -> AnswerSettled | None:
        """When the valid answer was approved, and by which body; None where it is not, or was opened again."""
        if self.valid is None or self.comment.step is not CommentStep.APPROVED:
            return None
        return next((one for one in reversed(self.valid.settled) if one.what is Settling.APPROVED), None)

    @property
    def waiting(self) -> tuple[CommentAnswer, ...]:
        """Versions that were written by who had not seen the one that is valid: they wait until a person decides."""
        return tuple(one for one in self.answers if one.ordinal > self.comment.current)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonWording:
    """One wording of a reusable reason, by its row; who wrote it and when."""

    row: int
    ordinal: int
    text: str
    noted_by: str
    at: dt.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ReusableReason:
    """A reason that many answers use: its id, its wordings, and which comments' valid answers use which of them."""

    row: int
    version: int
    ident: str
    current: int
    wordings: tuple[ReasonWording, ...]
    used: tuple[tuple[str, int], ...] = ()

    @property
    def valid(self) -> ReasonWording:
        """The wording that is valid."""
        return next(one for one in self.wordings if one.ordinal == self.current)


@dataclass(frozen=True, slots=True, kw_only=True)
class TextOfReply:
    """A text of a reply, by its row: which one of the reply's it is, and the file that it was read from.

    `headings` are the spans of those that the file marks as such, `pages` where its pages begin.
    """

    row: int
    ordinal: int
    text: str
    file: str = ""
    headings: tuple[tuple[int, int], ...] = ()
    pages: tuple[int, ...] = ()

    def page(self, start: int) -> str:
        """Give the number of the page on which a character is; empty where the file has no pages."""
        return str(max(1, sum(one <= start for one in self.pages))) if self.pages else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitReply:
    """A reply as somebody splits it: its bodies by name, its texts, its comments, and who said that these are all."""

    row: int
    version: int
    number: int
    bodies: tuple[str, ...]
    texts: tuple[TextOfReply, ...]
    comments: tuple[ReplyComment, ...]
    all_split: dt.datetime | None = None
    all_split_by: str = ""
    follows: int | None = None
    replaces: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LikeGroup:
    """Comments that are handled together: its number, its name, their names, and why they are answered differently."""

    row: int
    version: int
    name: str
    difference: str
    members: tuple[str, ...]
