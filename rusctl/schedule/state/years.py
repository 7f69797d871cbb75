"""What comes back every year, year by year: done on a day, given up, missing, or to come."""

import datetime as dt
from itertools import chain
from typing import NamedTuple

from rusctl.model.plan import SWEDEN, Milestone, Progress, Yearly
from rusctl.schedule.days.workdays import observed, working, working_day_from


class Year(NamedTuple):
    """A year of what comes back; one that is neither done nor given up is open.

    `alternatives` are a day off and the next working day: one of them is the last day, where Swedish law may set it.
    """

    year: int
    due: dt.date
    done: dt.date | None = None
    given_up: dt.date | None = None
    alternatives: tuple[dt.date, ...] = ()
    reason: str = ""

    @property
    def progress(self) -> Progress:
        """How far it has come."""
        if self.done:
            return Progress.DONE
        return Progress.GIVEN_UP if self.given_up else Progress.OPEN

    @property
    def last(self) -> dt.date:
        """The last day on which it may be in time."""
        return self.alternatives[-1] if self.alternatives else self.due

    @property
    def late(self) -> bool:
        """Whether it was done after its day."""
        return self.done is not None and self.done > self.last

    def overdue(self, today: dt.date) -> bool:
        """Whether its day has passed and it is open."""
        return self.progress is Progress.OPEN and self.last < today

    def days_left(self, today: dt.date) -> int | None:
        """Give the days to its day, negative when that has passed; None where it is not open.

        Where nobody knows whether its day moves, they count to the later day while that is still to come.
        """
        if self.progress is not Progress.OPEN:
            return None
        day = self.last if self.due < today <= self.last else self.due
        return (day - today).days


def years(milestone: Milestone, today: dt.date) -> tuple[Year, ...]:
    """Give the years up to the next one to come, as they could be known on a day.

    A folder may have `done` at the milestone, which holds one year alone, the last: it belongs to the year whose day is
    nearest, and of the years before it nothing is known but what [[milestone.occurrence]] says.
    """
    every = milestone.every
    if every is None:
        return ()
    known = {one.year: one for one in milestone.occurrences}
    done = milestone.done.last if milestone.done and milestone.done.last <= today else None
    last_done = nearest(every, done) if done else 0
    found = []
    told_before = sorted(number for number in known if every.first <= number < last_done)
    for number in chain(told_before, range(max(every.first, last_done), dt.MAXYEAR + 1)):
        due, told = day_in(every, number), known.get(number)
        reached = told.done if told and told.done and told.done <= today else None
        given_up = told.given_up if told and told.given_up and told.given_up <= today else None
        if done and number == last_done and not given_up:
            reached = reached or done
        ended = milestone.given_up is not None and milestone.given_up <= min(today, due)
        if not (reached or given_up) and (number < last_done or ended):
            if due >= today:
                break
            continue
        moved = () if working(due) or observed() != SWEDEN else (due, working_day_from(due))
        found.append(Year(number, due, reached, given_up, moved, told.reason if told else ""))
        if due >= today and not (reached or given_up):
            break
    return tuple(found)


def nearest(every: Yearly, day: dt.date) -> int:
    """Give the year whose day is nearest to a day; of two equally near the earlier one."""
    around = range(max(day.year - 1, dt.MINYEAR), min(day.year + 1, dt.MAXYEAR) + 1)
    return min(around, key=lambda number: abs((day_in(every, number) - day).days))


def day_in(every: Yearly, year: int) -> dt.date:
    """Give the day in a year; 29 February is the month's last day in a common year."""
    try:
        return dt.date(year, every.month, every.day)
    except ValueError:  # a shorter month; December is none, so there is a next one
        return dt.date(year, every.month + 1, 1) - dt.timedelta(days=1)
