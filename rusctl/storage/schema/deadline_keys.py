"""The keys of config/deadlines.toml: the region's own lead times, above what the law asks."""

from typing import Any

from rusctl.model.durations import Span, Unit
from rusctl.model.lead_times import Follow, LeadTime
from rusctl.model.plan import Source
from rusctl.storage.schema.forms import Choice, Faults, Partial, misread
from rusctl.storage.schema.span_forms import SpanText
from rusctl.storage.schema.string_patterns import slug, text
from rusctl.storage.schema.tables import Key, Keys, Named, Records, Table


class Many(Records):
    """Records whose ids may stand once for each body."""

    unique = False


NO_TIME = Span(0, Unit.DAYS)  # stands for a time that cannot be read, of what is no part of the plan


def _lead(table: dict[str, Any], at: Source, faults: Faults) -> Any:
    """Make a lead time; there is none without what, before whom and how long, or where `of` cannot be read."""
    made = LeadTime(at=at, **{"id": "", "body": "", "before": NO_TIME, **table})
    whole = table.keys() >= {"id", "body", "before"} and not misread(at, faults, "of")
    return made if whole else Partial(made)


def _follow(table: dict[str, Any], at: Source, _faults: Faults) -> Any:
    """Make how soon something follows; without after what, whose and how soon there is none."""
    made = Follow(at=at, **{"id": "", "body": "", "within": NO_TIME, **table})
    return made if table.keys() >= {"id", "body", "within"} else Partial(made)


_LEAD: Keys = {
    "id": Key(slug, "what must be done: notice, summons and board are known, others are your own", required=True),
    "body": Key(slug, "before whose meeting: an id of [[body]] in config/process.toml", required=True),
    "before": Key(SpanText(), 'how long before, such as "11 days", "15 workdays" or "5 weeks"', required=True),
    "title": Key(Named(), "what people see; needed for your own"),
    "of": Key(slug, "counted from another lead time of the same body, such as board; default: from the meeting"),
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
