"""What `rusctl whatif` says would follow: values in their order, and one flat object each for programs."""

import datetime as dt
from typing import NamedTuple

from rusctl.language.catalogue import Language
from rusctl.language.message import Message, msg
from rusctl.output.rows import Field, Row


class Consequence(NamedTuple):
    """One thing that would follow: its kind (a key of HEADINGS), the record it is about, and its sentence."""

    kind: str
    id: str
    message: Message
    before: dt.date | None = None
    after: dt.date | None = None


HEADINGS: dict[str, Message] = {
    "change": msg("If"),
    "pushed": msg("Then this is later, too"),
    "deadline": msg("Deadlines that move"),
    "invitation": msg("Invitations to withdraw or change"),
    "calendar": msg("Calendars that say otherwise"),
    "slack": msg("Buffer"),
    "finding": msg("New findings"),
    "resolved": msg("Findings that disappear"),
}
CONSEQUENCE = {
    "kind": Field("string", "change, pushed, deadline, invitation, calendar, slack, finding or resolved"),
    "id": Field("string?", "the id of what it is about"),
    "before": Field("date?", "its day before, where there is one"),
    "after": Field("date?", "its day afterwards"),
    "message": Field("string", "what would follow, in English, with ISO dates"),
}


def consequence_row(one: Consequence) -> Row:
    """Give a consequence's row."""
    return {
        "kind": one.kind,
        "id": one.id or None,
        "before": one.before.isoformat() if one.before else None,
        "after": one.after.isoformat() if one.after else None,
        "message": Language("en").text(one.message, iso=True),
    }
