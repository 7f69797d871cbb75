"""Inputs, in the field's words: what was said at a dialogue, and what is made of it; frozen values."""

import datetime as dt
from dataclasses import field
from enum import StrEnum

from rusctl.model.record import dataclass

DIGITS = 3  # of the number in an id, at least: SALA-014


class Stance(StrEnum):
    """Where an input stands to what it is about."""

    FOR = "for"
    FOR_WITH_CHANGE = "for_with_change"
    AGAINST = "against"
    UNCLEAR = "unclear"


class Fate(StrEnum):
    """What became of an input: in a paragraph, in a commitment, noted, passed on to another process, not taken up."""

    PARAGRAPH = "paragraph"
    COMMITMENT = "commitment"
    NOTED = "noted"
    PASSED_ON = "passed_on"
    NOT_TAKEN_UP = "not_taken_up"


class Step(StrEnum):
    """How far an input is sorted: not yet, put off, or done."""

    OPEN = "open"
    LATER = "later"
    DONE = "done"


class Sensitive(StrEnum):
    """What may be somebody's alone in a text that is about to be stored, and is asked about first."""

    EMAIL = "email"
    PHONE = "phone"
    NAME = "name"
    NUMBER = "number"
    PROTECTED = "protected"
    HEALTH = "health"
    OPINION = "opinion"
    PARTY = "party"


def ident_of(prefix: str, number: int) -> str:
    """Give the id of an input by its event's prefix and its number: SALA-014."""
    return f"{prefix}-{number:0{DIGITS}d}"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewInput:
    """An input to be stored: the ids of its event, question, kind, municipality and roles, and the text as said.

    `table` is the group or table it was said at, `noted_by` a colleague's initials, `number` one that a form has
    printed; without it the next one is given.
    """

    event: str
    text: str
    question: str = ""
    table: str = ""
    kind: str = ""
    roles: tuple[str, ...] = ()
    municipality: str = ""
    noted_by: str = ""
    noted: dt.datetime | None = None
    number: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """An input as it is stored: `text` is its valid version, the `text_number`th; `text_row` is that version's row.

    `version` is the row's: it counts changes of where and how it was given, and of its text.
    """

    id: int
    ident: str
    event: str
    number: int
    text: str
    text_number: int = 1
    text_row: int = 0
    question: str = ""
    table: str = ""
    kind: str = ""
    roles: tuple[str, ...] = ()
    municipality: str = ""
    noted_by: str = ""
    noted: dt.datetime | None = None
    version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class InputVersion:
    """One version of an input's text: the first is as it was said, a later one is a correction."""

    number: int
    text: str
    at: dt.datetime
    noted_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class InputPart:
    """A span of one version of an input's text: from `start`, up to and without `stop`, counted in characters."""

    id: int
    input: int
    text_row: int
    number: int
    start: int
    stop: int
    version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadingWording:
    """A heading of the frame as it was worded when something was put under it."""

    id: int
    kind: str
    heading: str
    sv: str = ""
    en: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """A heading made during the work: below a heading of the frame, below another theme, or across the frame."""

    id: int
    ident: str
    sv: str = ""
    en: str = ""
    heading: str = ""
    above: int | None = None
    first_day: dt.date | None = None
    last_day: dt.date | None = None
    replaced_by: int | None = None
    version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class InputTag:
    """An input, or a part of it, under a heading as it was worded or under a theme; one of the two is given."""

    id: int
    input: int
    part: int | None = None
    heading: int | None = None
    theme: int | None = None
    noted_by: str = ""
    version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class InputFate:
    """What became of an input: `target` is the id of a paragraph or commitment, or the process that has it now."""

    id: int
    input: int
    fate: Fate
    part: int | None = None
    target: str = ""
    text_version: str = ""
    reason: str = ""
    noted_by: str = ""
    version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class InputsSummary:
    """What the rules are told of inputs: how many an event has, the roles they are in, and ids.

    `naming` are those in which somebody may stand, `same` those that say the same, and `without_fate` counts those of
    which it is not said what became of them. `headings` counts those that stand under each heading of the frame.
    """

    by_event: tuple[tuple[str, int], ...] = ()
    roles: tuple[tuple[str, str], ...] = ()
    naming: tuple[str, ...] = ()
    same: tuple[tuple[str, ...], ...] = ()
    without_fate: int = 0
    headings: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingRow:
    """A row of a list that waits: which row of which file (by the digest of its bytes), and the words for why."""

    row: int
    why: tuple[str, ...] = field(default=())
