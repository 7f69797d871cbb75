"""A date that no longer holds, as `rusctl event show` and `rusctl milestone show` tell of it."""

from rusctl.language.message import Message, msg
from rusctl.model.plan import Earlier


def said_of_earlier(one: Earlier) -> Message:
    """Say what the date was, or that it had been reached then, who stated it, when, and why it was moved."""
    parts: list[object] = [one.when or msg("no date")]
    if one.done:
        parts = [msg("done {day}", day=one.done)]
    if one.stated:
        parts.append(msg("stated {day}", day=one.stated))
    if one.source:
        parts.append(msg("source: {source}", source=one.source))
    if one.reason:
        parts.append(msg("moved because: {reason}", reason=one.reason))
    return msg("{parts}", parts=parts)
