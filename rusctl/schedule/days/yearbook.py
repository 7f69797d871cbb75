"""What a year holds for those who plan: days off, bridge days, school breaks, elections, new terms, meeting days."""

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

from rusctl.language.message import Message, msg
from rusctl.language.names import municipality_name
from rusctl.model.plan import SWEDEN, Plan, Texts
from rusctl.schedule.days import workdays

COUNCIL_TAKES_OFFICE = (10, 15)
BOARD_TAKES_OFFICE = (1, 1)


class Note(NamedTuple):
    """A day or several in a row, and what they are.

    `kind` is holiday, eve, short-day, bridge-day, school-break, election, new-term or meeting.
    """

    first: dt.date
    last: dt.date
    kind: str
    name: Message | Texts | str
    working: bool


def yearbook(plan: Plan, year: int) -> tuple[Note, ...]:
    """Give what a year holds, in the order of the days."""
    notes = [*_days_off(year), *_breaks(plan, year), *_elections(plan, year), *_meetings(plan, year)]
    return tuple(sorted(notes, key=lambda note: (note.first, note.last, note.kind)))


def _note(day: dt.date, kind: str, name: Message | Texts | str) -> Note:
    return Note(day, day, kind, name, workdays.working(day))


def _days_off(year: int) -> Iterator[Note]:
    for day, name in workdays.holidays(year).items():
        yield _note(day, "holiday", name)
    for day, name in workdays.eves(year).items():
        yield _note(day, "eve", name)
    for day, name in workdays.short_days(year).items():
        yield _note(day, "short-day", name)
    day = dt.date(year, 1, 1)
    for number in range((dt.date(year, 12, 31) - day).days + 1):
        one = day + dt.timedelta(days=number)
        if workdays.bridge(one):
            yield _note(one, "bridge-day", msg("bridge day"))


def _breaks(plan: Plan, year: int) -> Iterator[Note]:
    for one in plan.workyear.school_breaks:
        if one.first.year <= year <= one.last.year and one.first <= one.last:
            places = [municipality_name(plan, name) for name in one.municipalities]
            name = msg("{name} ({places})", name=one.name, places=places) if places else one.name
            yield Note(one.first, one.last, "school-break", name, working=True)


def _elections(plan: Plan, year: int) -> Iterator[Note]:
    for one in plan.workyear.elections:
        if one.day.year == year:
            yield _note(one.day, "election", msg("election to the councils"))
            if plan.process.country == SWEDEN:
                yield _note(dt.date(year, *COUNCIL_TAKES_OFFICE), "new-term", msg("the new council takes office"))
        if one.day.year + 1 == year and plan.process.country == SWEDEN:
            yield _note(dt.date(year, *BOARD_TAKES_OFFICE), "new-term", msg("the new board takes office"))


def _meetings(plan: Plan, year: int) -> Iterator[Note]:
    names = {body.id: body.name for body in plan.bodies}
    for meetings in plan.workyear.meetings:
        for day in sorted(set(meetings.days)):
            if day.year == year:
                yield _note(day, "meeting", names.get(meetings.body) or meetings.body)
