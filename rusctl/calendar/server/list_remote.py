"""Asking a server what it holds, in as few requests as can be, and believing nothing that would lose an event."""

from collections.abc import Iterable, Mapping

from rusctl.calendar.server.caldav import Calendar
from rusctl.calendar.server.remote import LostError, Seen, key
from rusctl.calendar.server.sync import DeliveredState, DesiredEntry, Situation, doubtful, missing
from rusctl.errors import EnvironmentFailureError

SAMPLE = 20  # of the events a server does not show, so many are asked for one by one


def survey(calendar: Calendar, wanted: Mapping[str, DesiredEntry], had: Mapping[str, DeliveredState]) -> Situation:
    """Give all that is to be known; nothing on the server is changed. EnvironmentFailureError where it cannot be had.

    What a listing leaves out is asked for by its path, and what is left out then, one by one: listings that are empty
    by a fault must not look like events that somebody has taken away.
    """
    try:
        listed = calendar.listing()
        seen = dict(calendar.contents(doubtful(wanted, had, listed)))
        gone = missing(had, listed, seen)
        to_forget = [one for one in gone if one.uid not in wanted]
        to_restore = [one for one in gone if one.uid in wanted]
        seen |= _fetched(calendar, to_forget)
        sample = _fetched(calendar, to_restore[:SAMPLE])
        seen |= sample
        if sample:
            seen |= _fetched(calendar, to_restore[SAMPLE:])
    except LostError as error:
        raise EnvironmentFailureError(error.message) from None
    return Situation(wanted=wanted, had=had, listed=listed, seen=seen)


def _fetched(calendar: Calendar, given: Iterable[DeliveredState]) -> dict[str, Seen]:
    found = ((key(one.path), calendar.fetch(one.path)) for one in given)
    return {name: one for name, one in found if one is not None}
