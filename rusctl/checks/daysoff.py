"""Rules about days on which people are off, or that are another weekday than was written."""

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

from rusctl.checks.dates import first_key, last_key
from rusctl.checks.rule import rule
from rusctl.diagnostics import Problem, Severity
from rusctl.language.message import msg
from rusctl.model.plan import Event, Facts, Milestone, Status, Window
from rusctl.schedule.days import workdays


class PlannedDay(NamedTuple):
    """A day on which something is still to be, and the key that holds it."""

    day: dt.date
    record: Event | Milestone
    key: str


@rule(code="RUS203", name="weekend", severity=Severity.WARNING, alone=True)
def weekend(facts: Facts) -> Iterator[Problem]:
    """Something is planned on a Saturday or a Sunday.

    Few can come then, and most often the day was typed wrongly. A holiday on a weekend is told by its name instead.

    Bad:
        [[event]]
        id = "sala"
        kind = "kommundialog"
        date = 2018-11-10  # RUS203
        status = "planned"

    Good:
        [[event]]
        id = "sala"
        kind = "kommundialog"
        date = 2018-11-09
        status = "planned"
    """
    for day, record, key in _planned_days(facts):
        if workdays.weekend(day) and not (workdays.holiday(day) or workdays.eve(day) or workdays.short_day(day)):
            yield Problem(
                record.at.key(key), msg("{id} is on a weekend, {day}; choose a working day", id=record.id, day=day)
            )


@rule(code="RUS204", name="public-holiday", severity=Severity.WARNING, alone=True)
def public_holiday(facts: Facts) -> Iterator[Problem]:
    """Something is planned on a public holiday.

    The holidays are worked out for the year: `rusctl calendar 2019` shows them. Few can come then.

    Bad:
        [[event]]
        id = "sala"
        kind = "kommundialog"
        date = 2019-05-30  # RUS204
        status = "planned"

    Good:
        [[event]]
        id = "sala"
        kind = "kommundialog"
        date = 2019-05-29
        status = "planned"
    """
    for day, record, key in _planned_days(facts):
        if holiday := workdays.holiday(day):
            text = msg("{id} is on {holiday}, {day}; choose a working day", id=record.id, holiday=holiday, day=day)
            yield Problem(record.at.key(key), text)


@rule(code="RUS205", name="eve", severity=Severity.WARNING, alone=True)
def eve(facts: Facts) -> Iterator[Problem]:
    """Something is planned on the eve of a holiday.

    Midsummer's, Christmas and New Year's Eve count as days off here, as in the periods that boards post; on the other
    eves many offices close early.

    Bad:
        [[event]]
        id = "sala"
        kind = "kommundialog"
        date = 2018-12-24  # RUS205
        status = "planned"

    Good:
        [[event]]
        id = "sala"
        kind = "kommundialog"
        date = 2018-12-20
        status = "planned"
    """
    for day, record, key in _planned_days(facts):
        if day_off := workdays.eve(day):
            text = msg("{id} is on {eve}, {day}; choose a working day", id=record.id, eve=day_off, day=day)
            yield Problem(record.at.key(key), text)
        elif short_day := workdays.short_day(day):
            text = msg(
                "{id} is on {eve}, {day}, when many offices close early; choose another day",
                id=record.id,
                eve=short_day,
                day=day,
            )
            yield Problem(record.at.key(key), text)


@rule(code="RUS206", name="bridge-day", severity=Severity.NOTE, alone=True)
def bridge_day(facts: Facts) -> Iterator[Problem]:
    """Something is planned on a working day between two days off (klämdag).

    Many take such a day off, so fewer come.

    Bad:
        [[event]]
        id = "sala"
        kind = "kommundialog"
        date = 2019-05-31  # RUS206
        status = "planned"

    Good:
        [[event]]
        id = "sala"
        kind = "kommundialog"
        date = 2019-05-28
        status = "planned"
    """
    for day, record, key in _planned_days(facts):
        if workdays.bridge(day):
            text = msg("{id} is on {day}, between two days off; many will be away", id=record.id, day=day)
            yield Problem(record.at.key(key), text)


def _planned_days(facts: Facts) -> Iterator[PlannedDay]:
    """Give the first and last day of all that has exact days and is still to be; what has been is a fact."""
    records: list[Event | Milestone] = [
        event for event in facts.plan.events if event.status not in {Status.HELD, Status.CANCELLED}
    ]
    records += [one for one in facts.plan.milestones if one.done is None and one.given_up is None]
    for record in records:
        when = record.when
        if when is None or isinstance(when, Window) or when.last < when.first:
            continue
        yield PlannedDay(when.first, record, first_key(when))
        if when.last != when.first:
            yield PlannedDay(when.last, record, last_key(when))
