"""What three say of a comment, put together: as it was when a sheet was made, the sheet, and as it stands.

What is said of a comment is put together field by field. An answer is a whole: its disposition, its reason and the
paragraphs it names belong together, so that no answer comes out that nobody wrote. Where two wrote one each, the later
is kept beside the one that is valid. Of what it was, a sheet keeps marks alone: enough to see what has changed since.
"""

import hashlib
import unicodedata
from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

_MARK = 8  # hexadecimal digits
_FIELD, _VALUE = ";", "="
ANSWER = "answer"


def plain(text: str) -> str:
    """Give a text as it is compared: letters composed, one kind of line end, no space at the ends of lines."""
    text = unicodedata.normalize("NFC", text.replace("_x000D_", "").replace("\r\n", "\n").replace("\r", "\n"))
    return "\n".join(line.rstrip() for line in text.split("\n")).strip()


def marks(values: Mapping[str, str], ordinal: int) -> str:
    """Give what a sheet keeps of a comment: the number of its valid answer, and a mark of each field's value."""
    pairs = [(ANSWER, str(ordinal)), *((name, _mark(value)) for name, value in values.items())]
    return _FIELD.join(f"{name}{_VALUE}{value}" for name, value in pairs)


def _mark(value: str) -> str:
    value = plain(value)
    return hashlib.sha256(value.encode()).hexdigest()[:_MARK] if value else "-"


class SheetBase(NamedTuple):
    """What a comment was when a sheet was made: the number of its valid answer, and a mark of each field's value."""

    answer: int
    fields: Mapping[str, str]

    def was(self, name: str, value: str) -> bool:
        """Whether a field had a value; what the sheet did not have is taken to be as it stands."""
        return self.fields.get(name, _mark(value)) == _mark(value)


def base(text: str) -> SheetBase | None:
    """Read what `marks` gave; None where it is something else."""
    pairs = [part.partition(_VALUE) for part in text.strip().split(_FIELD)]
    found = {name: value for name, equals, value in pairs if equals}
    ordinal = found.pop(ANSWER, "")
    if len(found) + 1 != len(pairs) or not ordinal.isdecimal() or len(ordinal) > _MARK:
        return None
    return SheetBase(int(ordinal), found)


class FieldDisagreement(NamedTuple):
    """A field of which a sheet and somebody else say different things."""

    field: str
    sheet: str
    now: str


class FieldsTogether(NamedTuple):
    """What a sheet changes of a comment, what a person has to decide, and what somebody else has changed meanwhile."""

    values: Mapping[str, str]
    disagreements: tuple[FieldDisagreement, ...]
    others: tuple[str, ...]


def fields_together(
    before: SheetBase, sheet: Mapping[str, str], now: Mapping[str, str], *, sheet_wins: bool
) -> FieldsTogether:
    """Put the fields that a sheet has together with what stands; `sheet_wins` decides where both were changed."""
    values: dict[str, str] = {}
    disagreements: list[FieldDisagreement] = []
    for name, said in sheet.items():
        stands = now[name]
        if plain(said) == plain(stands) or before.was(name, said):
            continue
        if before.was(name, stands) or sheet_wins:
            values[name] = plain(said)
        else:
            disagreements.append(FieldDisagreement(name, plain(said), stands))
    others = tuple(name for name, value in now.items() if not before.was(name, value))
    return FieldsTogether(values, tuple(disagreements), others)


class AnswerFate(StrEnum):
    """What becomes of an answer that somebody wrote: nothing is new, it is valid, or it waits beside the valid one."""

    SAME = "same"
    VALID = "valid"
    BESIDE = "beside"
    KEPT = "kept"


class AnswerWords(NamedTuple):
    """An answer as people write it: the id of its disposition, its whole reason, and ids of paragraphs."""

    disposition: str = ""
    reason: str = ""
    changes: tuple[str, ...] = ()

    def same(self, other: "AnswerWords") -> bool:
        """Whether both say the same; the order of paragraphs says nothing."""
        return (
            self.disposition == other.disposition
            and plain(self.reason) == plain(other.reason)
            and set(self.changes) == set(other.changes)
        )

    @property
    def empty(self) -> bool:
        """Whether it says nothing."""
        return self.same(AnswerWords())


def answer_fate(
    seen: int, said: AnswerWords, versions: Mapping[int, AnswerWords], valid: int, *, wins: bool
) -> AnswerFate:
    """Give what becomes of an answer, whose writer has seen the version of a number (0 for none).

    `versions` are all that there are by their numbers, `valid` the one that is; `wins` says that this one is to be
    valid whatever stands. One that is kept beside already is not kept twice, and one that takes all words away from an
    answer that its writer has not seen is none.
    """
    if said.same(versions.get(valid, AnswerWords())) or said.same(versions.get(seen, AnswerWords())):
        return AnswerFate.SAME
    if seen == valid or wins:
        return AnswerFate.VALID
    if said.empty or any(said.same(words) for number, words in versions.items() if number > seen):
        return AnswerFate.KEPT
    return AnswerFate.BESIDE
