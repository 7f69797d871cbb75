"""The keys of config/deadlines.toml: the region's own lead times, above what the law asks."""

from typing import Any

from rusctl.leadtimes import Follow, Lead
from rusctl.model import Source
from rusctl.storage.forms import BAD, Choice, Faults
from rusctl.storage.shapes import slug, text
from rusctl.storage.span_forms import SpanText
from rusctl.storage.tables import Key, Keys, Named, Records, Table


class Many(Records):
    """Records whose ids may stand once for each body."""

    unique = False


def _lead(table: dict[str, Any], at: Source, _faults: Faults) -> Any:
    """Make a lead time; without what, before whom and how long there is none."""
    return Lead(at=at, **table) if table.keys() >= {"id", "body", "before"} else BAD


def _follow(table: dict[str, Any], at: Source, _faults: Faults) -> Any:
    """Make how soon something follows."""
    return Follow(at=at, **table) if table.keys() >= {"id", "body", "within"} else BAD


_LEAD: Keys = {
    "id": Key(slug, "what must be done: notice, summons and board are known, others are your own", required=True),
    "body": Key(slug, "before whose meeting: an id of [[body]] in config/process.toml", required=True),
    "before": Key(SpanText(), 'how long before, such as "11 days", "15 workdays" or "5 weeks"', required=True),
    "title": Key(Named(), "what people see; needed for your own"),
    "of": Key(slug, "counted from another lead time of the same body, such as board; where absent, from the meeting"),
    "source": Key(text, "who or what decided it"),
}
_FOLLOW: Keys = {
    "id": Key(Choice(["adjusted", "announced"]), "what is done after the meeting", required=True),
    "body": Key(slug, "after whose meeting: an id of [[body]] in config/process.toml", required=True),
    "within": Key(SpanText(), "how soon: after the meeting, or announced after adjusted", required=True),
    "source": Key(text, "who or what decided it"),
}
DEADLINES_KEYS: Keys = {
    "lead": Key(Many(Table(_LEAD, _lead)), "how long before a meeting something must be done"),
    "follow": Key(Many(Table(_FOLLOW, _follow)), "how soon after a meeting something is done"),
}
