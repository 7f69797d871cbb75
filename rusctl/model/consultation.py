"""Consultations (remisser), in the field's words: bodies, replies, comments and answers; frozen values."""

import datetime as dt
from enum import StrEnum

from rusctl.model.record import dataclass


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
    read from: the same is never stored twice.
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
