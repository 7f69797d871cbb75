"""The texts of letters in a region's own words, as its files have them, and the fields that stand in them by name."""

from rusctl.model.messages import LetterKind
from rusctl.model.record import dataclass
from rusctl.model.source import Source

_ALWAYS = ("region", "process", "contact", "name")
_OF_THE_EVENT = ("event", "when", "where", "link", "status", "description", "facts", *_ALWAYS)
_TO_ANSWER = (*_OF_THE_EVENT, "answer_by", "how_to_answer")
OF_DONE = ("commitment", "asked", "outcome", "day", "who", "said", *_ALWAYS)
OF_CONSULTATION = ("noun", "consultation", "about", "last_day", "questions", "dnr", "reply_to", *_ALWAYS)

FIELDS: dict[LetterKind, tuple[str, ...]] = {
    LetterKind.INVITATION: _TO_ANSWER,
    LetterKind.UPDATE: _TO_ANSWER,
    LetterKind.INFORMATION: _OF_THE_EVENT,
    LetterKind.REMINDER: _TO_ANSWER,
    LetterKind.CANCELLATION: _OF_THE_EVENT,
    LetterKind.POSTPONEMENT: (*_OF_THE_EVENT, "reason"),
    LetterKind.WITHDRAWAL: _OF_THE_EVENT,
    LetterKind.PLACE: _TO_ANSWER,
    LetterKind.THANKS: ("event", "when", "where", "link", "summary", *_ALWAYS),
    LetterKind.FIRST: _ALWAYS,
    LetterKind.CONSULTATION: OF_CONSULTATION,
    LetterKind.CONSULTATION_REMINDER: OF_CONSULTATION,
    LetterKind.DONE: OF_DONE,
}
"""The fields that a letter's text may hold, each written in braces."""

_NEEDED = ("event", "when")
_NEEDED_TO_ANSWER = (*_NEEDED, "how_to_answer")
_NEEDED_TO_REPLY = ("about", "last_day")  # what a statement shall concern, and when it must have come in

NEEDED: dict[LetterKind, tuple[str, ...]] = {
    LetterKind.INVITATION: _NEEDED_TO_ANSWER,
    LetterKind.UPDATE: _NEEDED_TO_ANSWER,
    LetterKind.INFORMATION: _NEEDED,
    LetterKind.REMINDER: _NEEDED_TO_ANSWER,
    LetterKind.CANCELLATION: _NEEDED,
    LetterKind.POSTPONEMENT: _NEEDED,
    LetterKind.WITHDRAWAL: _NEEDED,
    LetterKind.PLACE: _NEEDED_TO_ANSWER,
    LetterKind.THANKS: ("event",),
    LetterKind.FIRST: (),
    LetterKind.CONSULTATION: _NEEDED_TO_REPLY,
    LetterKind.CONSULTATION_REMINDER: _NEEDED_TO_REPLY,
    LetterKind.DONE: ("commitment",),
}
"""The fields without which nobody would know what a letter is about; `facts` says what the event is and when."""

IN_FACTS = frozenset(_NEEDED)  # what `facts` says, too


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterText:
    """A file of config/texts: a letter in a language, as somebody has worded it.

    `kind` is None where the file's name says no letter, and `language` then empty. `subject` is empty where the file
    has none; `text` is what comes after it, and begins on `line`, counted from 1.
    """

    at: Source
    kind: LetterKind | None = None
    language: str = ""
    subject: str = ""
    text: str = ""
    line: int = 1
