"""Counting in working days by a table, for the many days of a network; `workcount` is the counting itself."""

import datetime as dt
from functools import lru_cache
from itertools import accumulate, chain

from rusctl.schedule.days import workcount
from rusctl.schedule.days.workcount import FIRST, LAST, working_days
from rusctl.schedule.days.workdays import observed

YEARS_BEFORE, YEARS_AFTER, YEARS_MOST = 1, 2, 40


class Worktable:
    """The working days of some years in a row, numbered from 1, and by day the number of the last one up to it.

    It gives what the functions of the same names in `workcount` give, and asks them where it does not reach.
    """

    __slots__ = ("days", "first", "numbers")

    def __init__(self, years: range) -> None:
        """Give numbers to the working days of some years in a row."""
        self.first = dt.date(years[0], 1, 1).toordinal()
        self.days = [0, *chain.from_iterable(map(working_days, years))]
        flags = bytearray(dt.date(years[-1], 12, 31).toordinal() + 1 - self.first)
        for day in self.days[1:]:
            flags[day - self.first] = 1
        self.numbers = list(accumulate(flags))

    def reach(self, length: int) -> tuple[int, int]:
        """Give the first day from which so many working days can be counted either way, and the first that is none."""
        return (self.days[length], self.days[-length]) if 2 * length < len(self.days) else (LAST, FIRST)

    def ahead(self, day: int, length: int) -> int:
        """Give the day a signed span after a day."""
        if length > 0 and day >= self.first:
            try:
                return self.days[self.numbers[day - self.first] + length]
            except IndexError:
                pass
        return workcount.ahead(day, length)

    def back(self, day: int, length: int) -> int:
        """Give the last day from which a signed span does not lead beyond a day."""
        if length > 0 and day >= self.first:
            try:
                number = self.numbers[day - self.first] - length
            except IndexError:
                number = -1
            if number >= 0:
                return self.days[number + 1] - 1
        return workcount.back(day, length)

    def on_or_after(self, day: int) -> int:
        """Give the first working day from a day on."""
        if day > self.first:
            try:
                return self.days[self.numbers[day - self.first - 1] + 1]
            except IndexError:
                pass
        return workcount.on_or_after(day)

    def on_or_before(self, day: int) -> int:
        """Give the last working day up to a day."""
        if day >= self.first:
            try:
                return self.days[self.numbers[day - self.first]] or workcount.on_or_before(day)
            except IndexError:
                pass
        return workcount.on_or_before(day)


def table_round(today: dt.date, last: int = FIRST) -> Worktable:
    """Give a table of the years round today and up to a last day, though not for more years than are worth a table."""
    return _table_round(observed(), today, last)


@lru_cache(maxsize=4)
def _table_round(_country: str, today: dt.date, last: int) -> Worktable:
    until = max(today.year + YEARS_AFTER, min(dt.date.fromordinal(last).year + 1, today.year + YEARS_MOST))
    return Worktable(range(max(today.year - YEARS_BEFORE, dt.MINYEAR), min(until, dt.MAXYEAR) + 1))
