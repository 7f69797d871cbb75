"""Consultations (remisser), in the field's words: bodies, replies, comments and answers; frozen values."""

import datetime as dt
from enum import StrEnum

from rusctl.model.record import dataclass


def body_ref(consultation: str, number: int) -> str:
    """Give how mail and drafts name a body of a consultation; no event has such a name."""
    return f"{consultation}.{number}"


COMMITMENT_REF = "commitment:"


def commitment_ref(commitment: str) -> str:
    """Give how mail and drafts name a commitment: as a body of a consultation, so that nobody takes it for an event."""
    return body_ref(f"{COMMITMENT_REF}{commitment}", 0)


def read_ref(text: str) -> tuple[str, int] | None:
    """Give the consultation and the number of the body that a name means; None where it is an event's id.

    Of a commitment it is COMMITMENT_REF with its id, and 0.
    """
    consultation, _, number = text.rpartition(".")
    return (consultation, int(number)) if consultation and number.isdecimal() else None


class BodyNotice(StrEnum):
    """What was said to a consultation body, or by it: asked, reminded, or that it declines to reply."""

    ASKED = "asked"
    REMINDED = "reminded"
    DECLINED = "declined"


class DecisionLevel(StrEnum):
    """Who decided on a reply at the body that gave it."""

    BOARD = "board"
    COMMITTEE = "committee"
    OFFICIAL = "official"
    UNKNOWN = "unknown"


class CommentStep(StrEnum):
    """How far a comment has come, from being registered to its answer being approved."""

    REGISTERED = "registered"
    THEMED = "themed"
    DRAFTED = "drafted"
    CHECKED = "checked"
    APPROVED = "approved"
    REOPENED = "reopened"


class Settling(StrEnum):
    """What is done with an answer after it is written."""

    CHECKED = "checked"
    APPROVED = "approved"
    REOPENED = "reopened"


class BodyState(StrEnum):
    """How a consultation body stands on a day; `silent` only after its last day, and never the same as no objection."""

    NOT_ASKED = "not_asked"
    ASKED = "asked"
    REMINDED = "reminded"
    ANSWERED = "answered"
    ANSWERED_LATE = "answered_late"
    NO_OBJECTION = "no_objection"
    DECLINED = "declined"
    SILENT = "silent"
    UNSOLICITED = "unsolicited"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewBody:
    """A consultation body to be stored: its name, and ids of its kind, legal group and municipality.

    `contact` is the number of a row of `person`; `private` says that it is a private person, who has a number of their
    own in all that is published; `unsolicited` that it replied without being asked.
    """

    name: str
    kind: str = ""
    legal_group: str = ""
    municipality: str = ""
    contact: int | None = None
    private: bool = False
    unsolicited: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewReply:
    """A reply to be stored, with the numbers of its bodies on the circulation list; `arrived` as the registrar says.

    `follows` is the number of the reply that it adds to, or that it `replaces`. `source` is the SHA-256 of what it was
    read from: the same is never stored twice. `heard_by` and `heard` are of what was said and not written.
    """

    bodies: tuple[int, ...]
    authored: dt.date | None = None
    arrived: dt.date | None = None
    channel: str = ""
    level: DecisionLevel = DecisionLevel.UNKNOWN
    decided: dt.date | None = None
    text_version: str = ""
    stance: str = ""
    dnr: str = ""
    their_dnr: str = ""
    follows: int | None = None
    replaces: bool = False
    source: str | None = None
    note: str = ""
    heard_by: str = ""
    heard: dt.datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewReplyFile:
    """A file of a reply: its name, its size in bytes, its SHA-256 and its type.

    `path` is where it lies below register/ in the folder of `folder`; `diary` points to it in the region's own diary.
    """

    name: str
    size: int = 0
    sha256: str = ""
    media_type: str = ""
    path: str = ""
    folder: int | None = None
    diary: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewReplyText:
    """The text of a reply as it was read, the account of that as JSON, and the place of its file among the reply's."""

    text: str
    account: str = ""
    of_file: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredFile:
    """A file of a reply as it is stored: its row, its place among the reply's files, and where it lies."""

    id: int
    ordinal: int
    name: str
    size: int
    sha256: str
    path: str
    folder: int | None
    diary: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredText:
    """A text of a reply as it is stored: its row, its place among the reply's texts, and the ordinal of its file."""

    id: int
    ordinal: int
    text: str
    account: str
    of_file: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredReply:
    """A reply as it is stored, with the numbers and names of its bodies; `follows` is the number of another reply."""

    id: int
    number: int
    bodies: tuple[tuple[int, str], ...]
    authored: dt.date | None
    arrived: dt.date | None
    channel: str
    level: DecisionLevel
    decided: dt.date | None
    text_version: str
    stance: str
    dnr: str
    their_dnr: str
    follows: int | None
    replaces: bool
    heard_by: str
    heard: dt.datetime | None
    all_split: bool
    files: int
    texts: int
    version: int
