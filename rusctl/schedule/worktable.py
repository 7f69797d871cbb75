"""Counting in working days by a table, for the many days of a network; `workcount` is the counting itself."""

import datetime as dt
from functools import lru_cache
from itertools import accumulate, chain

from rusctl.schedule import workcount
from rusctl.schedule.workcount import FIRST, LAST, working_days

YEARS_BEFORE, YEARS_AFTER = 1, 4


class Worktable:
    """The working days of some years in a row, numbered from 1, and by day the number of the last one up to it.

    It gives what the functions of the same names in `workcount` give, and asks them where it does not reach.
    """

    __slots__ = ("_days", "_first", "_numbers")

    def __init__(self, years: range) -> None:
        """Give numbers to the working days of some years in a row."""
        self._first = dt.date(years[0], 1, 1).toordinal()
        self._days = [0, *chain.from_iterable(map(working_days, years))]
        flags = bytearray(dt.date(years[-1], 12, 31).toordinal() + 1 - self._first)
        for day in self._days[1:]:
            flags[day - self._first] = 1
        self._numbers = list(accumulate(flags))

    def ahead(self, day: int, length: int) -> int:
        """Give the day a signed span after a day."""
        if length <= 0:
            return min(day - length, LAST)
        at = day - self._first
        if at >= 0:
            try:
                return self._days[self._numbers[at] + length]
            except IndexError:
                pass
        return workcount.ahead(day, length)

    def back(self, day: int, length: int) -> int:
        """Give the last day from which a signed span does not lead beyond a day."""
        if length <= 0:
            return max(day + length, FIRST)
        at = day - self._first
        if 0 <= at < len(self._numbers):
            number = self._numbers[at] - length + 1
            if number > 0:
                return self._days[number] - 1
        return workcount.back(day, length)

    def on_or_after(self, day: int) -> int:
        """Give the first working day from a day on."""
        at = day - self._first
        if at > 0:
            try:
                return self._days[self._numbers[at - 1] + 1]
            except IndexError:
                pass
        return workcount.on_or_after(day)

    def on_or_before(self, day: int) -> int:
        """Give the last working day up to a day."""
        at = day - self._first
        if 0 <= at < len(self._numbers) and (number := self._numbers[at]):
            return self._days[number]
        return workcount.on_or_before(day)


@lru_cache(maxsize=4)
def table_round(year: int) -> Worktable:
    """Give a table of the years round one, those in which what is planned then mostly lies."""
    return Worktable(range(max(year - YEARS_BEFORE, dt.MINYEAR), min(year + YEARS_AFTER, dt.MAXYEAR) + 1))
