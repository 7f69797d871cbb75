"""Spans of time in words."""

from rusctl.language.message import Message, nmsg
from rusctl.model.durations import Span, Unit


def span(value: Span) -> Message:
    """Say how long a span is."""
    match value.unit:
        case Unit.WORKDAYS:
            return nmsg("{count} working day", "{count} working days", value.number)
        case Unit.WEEKS:
            return nmsg("{count} week", "{count} weeks", value.number)
    return nmsg("{count} day", "{count} days", value.number)
