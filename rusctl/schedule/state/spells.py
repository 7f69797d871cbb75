"""From when to when events occupy people and rooms: what rules about clashes share."""

import datetime as dt
from typing import NamedTuple

from rusctl.model.plan import Days, Event, Hours, Plan, Status


class Spell(NamedTuple):
    """From when to when an event occupies those who are there.

    A day without times is occupied as a whole; of what has a start and no end nothing is known but its first minute.
    """

    start: dt.datetime
    end: dt.datetime
    event: Event

    def timed_as(self, other: "Spell") -> bool:
        """Whether this event and another both have times, so that it is known whether they are at the same time."""
        return isinstance(self.event.when, Hours) and isinstance(other.event.when, Hours)


def spells(plan: Plan) -> list[Spell]:
    """Give the spells of the events that are to be and have an exact date, in order of their start."""
    found = []
    for event in plan.events:
        if event.status is Status.CANCELLED:
            continue
        if isinstance(event.when, Hours):
            end = event.when.end or event.when.start.replace(second=59, microsecond=999999)
            spell = Spell(event.when.start, end, event)
        elif isinstance(event.when, Days):
            first = dt.datetime.combine(event.when.first, dt.time.min)
            spell = Spell(first, dt.datetime.combine(event.when.last, dt.time.max), event)
        else:
            continue
        if spell.start <= spell.end:
            found.append(spell)
    return sorted(found, key=lambda spell: spell.start)
