"""How consultation bodies stand on a day, and how many of those asked replied: reckoned from rows already read.

A body that has said nothing is silent, which is not "no objection": that is a reply. To decline is a message and no
reply. One that replied unasked stands apart: it counts as a reply, and in no rate.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from rusctl.model.consultation import BodyState
from rusctl.schedule.days.workdays import working_day_until

REPLIED = frozenset({BodyState.ANSWERED, BodyState.ANSWERED_LATE, BodyState.NO_OBJECTION})


class BodyFacts(NamedTuple):
    """What is known of a body: when it was asked, reminded and declined, its extension, and its replies.

    `arrived` has the day on which each of its replies came, as the registrar states it; None where nobody stated one.
    `no_objection` says that it has no objection in all of them.
    """

    kind: str = ""
    unsolicited: bool = False
    asked: dt.date | None = None
    reminded: dt.date | None = None
    declined: dt.date | None = None
    until: dt.date | None = None
    arrived: Sequence[dt.date | None] = ()
    no_objection: bool = False


def arrival(found: dt.date, *, first_emptying: bool) -> dt.date:
    """Give the day on which a document has come in that was found on a day (22 § förvaltningslagen (2017:900)).

    What is there when the mailbox, on paper or not, is first emptied on a day is taken to have come in on the working
    day before; what reaches the authority later came in on the day itself.
    """
    return working_day_until(found - dt.timedelta(days=1)) if first_emptying else found


def last_day(body: BodyFacts, closes: dt.date | None) -> dt.date | None:
    """Give the last day for a body, which lasts until its end: its extension where it is later, else the common one."""
    days = [day for day in (body.until, closes) if day]
    return max(days, default=None)


def came_late(body: BodyFacts, closes: dt.date | None) -> bool:
    """Whether a body's first reply came after its last day; what came on it did not, nor what has no day stated."""
    last, days = last_day(body, closes), [day for day in body.arrived if day]
    return bool(last and days and len(days) == len(body.arrived) and min(days) > last)


def state(body: BodyFacts, closes: dt.date | None, today: dt.date) -> BodyState:
    """Give how a body stands on a day; `closes` is the last day of the consultation, where it is known."""
    if body.unsolicited:
        return BodyState.UNSOLICITED
    if body.arrived:
        if body.no_objection:
            return BodyState.NO_OBJECTION
        return BodyState.ANSWERED_LATE if came_late(body, closes) else BodyState.ANSWERED
    if body.declined:
        return BodyState.DECLINED
    if not body.asked:
        return BodyState.NOT_ASKED
    last = last_day(body, closes)
    if last and today > last:
        return BodyState.SILENT
    return BodyState.REMINDED if body.reminded else BodyState.ASKED


class ReplyRate(NamedTuple):
    """How many bodies were asked, and how many of those replied or had no objection."""

    replied: int
    asked: int

    @property
    def per_cent(self) -> float | None:
        """Give the rate to one decimal; None where nobody was asked."""
        return round(100 * self.replied / self.asked, 1) if self.asked else None


def rate(bodies: Iterable[BodyFacts]) -> ReplyRate:
    """Give the rate of the bodies that were asked; those that replied unasked are in neither number."""
    asked = [one for one in bodies if one.asked and not one.unsolicited]
    return ReplyRate(sum(bool(one.arrived) for one in asked), len(asked))


def rates(bodies: Iterable[BodyFacts]) -> dict[str, ReplyRate]:
    """Give the rate of each kind of body, in the order in which the kinds first come."""
    kinds: dict[str, list[BodyFacts]] = {}
    for one in bodies:
        kinds.setdefault(one.kind, []).append(one)
    return {kind: rate(of) for kind, of in kinds.items()}


def counted(bodies: Iterable[BodyFacts], closes: dt.date | None, today: dt.date) -> Mapping[BodyState, int]:
    """Give how many bodies stand how, each state in its order; those that nobody is in are nought."""
    found = Counter(state(one, closes, today) for one in bodies)
    return {one: found[one] for one in BodyState}
