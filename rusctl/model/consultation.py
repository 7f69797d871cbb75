"""Consultations (remisser), in the field's words: bodies, replies, comments and answers."""

from enum import StrEnum


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
