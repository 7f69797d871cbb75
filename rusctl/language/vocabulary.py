"""What people call the members of an enum: for each enum one table, and no other.

A word stands alone in a cell or inside a sentence; what heads a list is written as a heading. Sentences are not words:
they stand where they are said. The enums of people and of messages have theirs in `vocabulary_people`, since most
commands do without the records that come with them.
"""

from rusctl.language.message import Message, msg
from rusctl.model.baselines import Risk
from rusctl.model.own_rules import ValueKind
from rusctl.model.plan import Level, Outcome, Progress, Status
from rusctl.model.proposing import Quiet
from rusctl.model.retention import Kept
from rusctl.model.severity import Severity
from rusctl.model.synthesis import Dimension, FramePart

POSTPONED = msg("postponed")
STATUS: dict[Status, Message] = {
    Status.PLANNED: msg("planned"),
    Status.TENTATIVE: msg("tentative"),
    Status.CONFIRMED: msg("confirmed"),
    Status.HELD: msg("held"),
    Status.CANCELLED: msg("cancelled"),
}
OUTCOME: dict[Outcome, Message] = {
    Outcome.ADOPTED: msg("adopted"),
    Outcome.REFERRED_BACK: msg("referred back"),
    Outcome.TABLED: msg("tabled"),
    Outcome.REJECTED: msg("rejected"),
}
LEVEL: dict[Level, Message] = {
    Level.GREEN: msg("green"),
    Level.YELLOW: msg("yellow"),
    Level.RED: msg("red"),
}
PROGRESS: dict[Progress, Message] = {
    Progress.OPEN: msg("open"),
    Progress.DONE: msg("done"),
    Progress.POSTPONED: POSTPONED,
    Progress.GIVEN_UP: msg("given up"),
}
KEPT: dict[Kept, Message] = {
    Kept.CONTACT: msg("email and telephone"),
    Kept.PERSON: msg("all about a person; counts stay, without the person"),
    Kept.HISTORY: msg("the change history"),
    Kept.ERASED: msg("the digests of erased addresses"),
    Kept.INPUTS: msg("what was said at the dialogues"),
}
SEVERITY: dict[Severity, Message] = {
    Severity.NOTE: msg("note"),
    Severity.WARNING: msg("warning"),
    Severity.ERROR: msg("error"),
}
RISK: dict[Risk, Message] = {
    Risk.HOLDS: msg("No known risk"),
    Risk.UNKNOWN: msg("Not known yet"),
    Risk.AT_RISK: msg("Dates at risk"),
    Risk.MOVED: msg("Already changed"),
    Risk.BROKEN: msg("Missed or impossible"),
}
QUIET: dict[Quiet, Message] = {
    Quiet.CHRISTMAS: msg("few can come between 23 December and 6 January"),
    Quiet.JULY: msg("few can come in July"),
}

KIND_OF_VALUE: dict[ValueKind, Message] = {
    ValueKind.TEXT: msg("a text"),
    ValueKind.NUMBER: msg("a number"),
    ValueKind.DAY: msg("a day"),
    ValueKind.TRUTH: msg("true or false"),
    ValueKind.LIST: msg("a list"),
    ValueKind.EMPTY: msg("nothing (empty)"),
}

FRAME_PART: dict[FramePart, Message] = {
    FramePart.CHALLENGE: msg("Challenges"),
    FramePart.PRIORITY: msg("Priorities"),
    FramePart.EQUALITY: msg("Areas of equality"),
    FramePart.TARGET: msg("Target areas"),
    FramePart.THEME: msg("Themes"),
}
DIMENSION: dict[Dimension, Message] = {
    Dimension.BY_HEADING: msg("heading"),
    Dimension.BY_MUNICIPALITY: msg("municipality"),
    Dimension.BY_ROLE: msg("role"),
    Dimension.BY_QUESTION: msg("question"),
    Dimension.BY_KIND: msg("kind"),
    Dimension.BY_EVENT: msg("event"),
}
