"""How far ahead a search for days must look: what lies beyond can be no part of a better answer.

An early date costs less than a late one, so a long period makes a search slow and no better. A first answer is looked
for near the start. Whatever it costs: a stop on a day so late that this alone costs more, with all others as cheap as
they can be, is in no better answer. So days after that are left out, and what is proved without them is proved for all.
"""

import datetime as dt
import math
from collections.abc import Mapping

from rusctl.schedule.proposing.proposals import DAYS_FOR_KEEPING, Question, Week, Weekly

WEEKS_MORE, DAYS_EACH = 4, 42


def start(question: Question) -> dt.date:
    """Give the first day that any stop could have."""
    return min(days[0] for days in question.days.values())


def near(question: Question) -> Mapping[str, dt.date]:
    """Give a last day for each stop by which there is likely to be an answer."""
    most = min((limit.most for limit in question.limits if isinstance(limit, Weekly)), default=len(question.stops))
    weeks = math.ceil(len(question.stops) / most) + WEEKS_MORE
    end = start(question) + dt.timedelta(weeks=weeks)
    return {name: max(end, days[0] + dt.timedelta(days=DAYS_EACH)) for name, days in question.days.items()}


def beyond(question: Question, cost: float) -> dt.date:
    """Give the last day that a stop can have in an answer that costs no more than this."""
    if not question.minutes_a_day:
        return question.span[1]
    others = question.minutes_a_day * _least_days(question) - _most_saved(question)
    days = max(0, math.ceil((cost - others) / question.minutes_a_day))
    first = start(question)
    return first + dt.timedelta(days=min(days, (dt.date.max - first).days))


def _least_days(question: Question) -> int:
    """Give the days after the start that all stops but one take at least: by their own first days, or by full weeks."""
    first = start(question)
    own = sorted((days[0] - first).days for days in question.days.values())[:-1]
    weekly = [limit for limit in question.limits if isinstance(limit, Weekly)]
    if not weekly:
        return sum(own)
    opens: dict[Week, int] = {}
    for day in sorted({day for days in question.days.values() for day in days}):
        opens.setdefault(day.isocalendar()[:2], (day - first).days)
    slots: list[int] = []
    for week, offset in opens.items():
        room = min(max(0, limit.most - limit.kept.get(week, 0)) for limit in weekly)
        slots += [offset] * min(room, len(own) - len(slots))
        if len(slots) == len(own):
            break
    return max(sum(own), sum(slots))


def _most_saved(question: Question) -> int:
    """Give the minutes that all stops together save at most: by pairs, by what is visited already, by kept dates."""
    pairs = {stop.id: 0 for stop in question.stops}
    for one, other in question.together():
        saved = question.roads.saved(one.place, other.place)
        pairs[one.id], pairs[other.id] = max(pairs[one.id], saved), max(pairs[other.id], saved)
    kept = {visit.place for visits in question.kept.values() for visit in visits}
    visits = sum(
        max((question.roads.saved(stop.place, place) for place in kept & question.roads.beside(stop.place)), default=0)
        for stop in question.stops
    )
    worth = DAYS_FOR_KEEPING * question.minutes_a_day * sum(stop.now is not None for stop in question.stops)
    return math.ceil(sum(pairs.values()) / 2) + max(0, visits) + worth
