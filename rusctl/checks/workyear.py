"""Rules about the working calendar: school breaks, the bodies' meeting days, and the file that holds them."""

import datetime as dt
from collections.abc import Iterator

from rusctl.checks.order import date_key
from rusctl.checks.rule import place, rule, unreadable
from rusctl.diagnostics import Problem, Severity
from rusctl.language.message import msg
from rusctl.language.names import municipality_name
from rusctl.model.plan import Days, Facts, Status, exact
from rusctl.schedule.state.milestones import done_on
from rusctl.schedule.state.sittings import sittings

LONGEST_MEETING = 31  # days


@rule(code="RUS209", name="country-assumed", severity=Severity.NOTE)
def country_assumed(facts: Facts) -> Iterator[Problem]:
    """Nothing says which country the process is in, so Sweden's public holidays and law count.

    A time zone such as Etc/UTC is in no country. Write the country, also where it is Sweden.

    Bad:
        # file: config/process.toml
        timezone = "Etc/UTC"  # RUS209

    Good:
        # file: config/process.toml
        timezone = "Etc/UTC"
        country = "SE"
    """
    process = facts.plan.process
    if process.country_assumed:
        text = msg(
            "the time zone {zone} is in no country that is known here, so Sweden's public holidays and law count; "
            'write the country, such as country = "FI"',
            zone=process.timezone,
        )
        yield Problem(process.at.key("timezone"), text)


@rule(code="RUS221", name="school-break", severity=Severity.WARNING, alone=True)
def school_break(facts: Facts) -> Iterator[Problem]:
    """An event is planned during a school break in its municipality.

    Many are away with their families then. The breaks are those of config/workdays.toml; they are set locally, and none
    is guessed.

    Bad:
        # file: config/workdays.toml
        [[school_break]]
        name = "Sportlov"
        municipalities = ["sala"]
        from = 2019-02-25
        to = 2019-03-01

        # file: events.toml
        [[event]]
        id = "sala"
        kind = "kommundialog"
        municipality = "sala"
        date = 2019-02-27  # RUS221
        status = "planned"

    Good:
        # file: config/workdays.toml
        [[school_break]]
        name = "Sportlov"
        municipalities = ["sala"]
        from = 2019-02-25
        to = 2019-03-01

        # file: events.toml
        [[event]]
        id = "sala"
        kind = "kommundialog"
        municipality = "sala"
        date = 2019-03-05
        status = "planned"
    """
    misread = unreadable(facts, "municipalities")
    breaks = [one for one in facts.plan.workyear.school_breaks if one.municipalities or place(one.at) not in misread]
    for event in facts.plan.events if breaks else ():
        when = exact(event.when)
        if when is None or not event.places or event.status in {Status.HELD, Status.CANCELLED}:
            continue
        for one in breaks:
            here = [name for name in event.places if not one.municipalities or name in one.municipalities]
            if here and one.first <= when.last and when.first <= one.last:
                text = msg(
                    "{id} is in {name}, {days}, in {place}; choose another day",
                    id=event.id,
                    name=one.name,
                    days=Days(first=one.first, last=one.last),
                    place=municipality_name(facts.plan, here[0]),
                )
                yield Problem(date_key(event), text)
                break


@rule(code="RUS222", name="not-a-meeting-day", severity=Severity.WARNING, alone=True)
def not_a_meeting_day(facts: Facts) -> Iterator[Problem]:
    """A decision is planned for a day on which its body does not meet.

    The days are those of `[[meeting_day]]` in config/workdays.toml; a year for which none are listed is not looked at,
    nor is a body whose days stand in a calendar file.

    Bad:
        # file: config/workdays.toml
        [[meeting_day]]
        body = "regionfullmaktige"
        days = [2020-02-18, 2020-04-21, 2020-06-16]

        # file: config/process.toml
        [[milestone]]
        id = "council"
        title = { sv = "Regionfullmäktige beslutar" }
        body = "regionfullmaktige"
        date = 2020-02-19  # RUS222

    Good:
        # file: config/workdays.toml
        [[meeting_day]]
        body = "regionfullmaktige"
        days = [2020-02-18, 2020-04-21, 2020-06-16]

        # file: config/process.toml
        [[milestone]]
        id = "council"
        title = { sv = "Regionfullmäktige beslutar" }
        body = "regionfullmaktige"
        date = 2020-02-18
    """
    plan = facts.plan
    days = {(meetings.body, day) for meetings in plan.workyear.meetings for day in meetings.days}
    years = {(body, day.year) for body, day in days}
    files = {meetings.body for meetings in plan.workyear.meetings if meetings.ics and not meetings.days}
    for milestone in plan.milestones if days else ():
        when = milestone.when
        if not isinstance(when, Days) or milestone.body in files or done_on(milestone, facts.today):
            continue
        if (milestone.body, when.last.year) in years and (milestone.body, when.last) not in days:
            nearest = min((day for body, day in days if body == milestone.body), key=lambda day: abs(day - when.last))
            text = msg(
                "{id} is on {day}, when {body} does not meet; its nearest meeting is {nearest}",
                id=milestone.id,
                day=when.last,
                body=next((body.name for body in plan.bodies if body.id == milestone.body), milestone.body),
                nearest=nearest,
            )
            yield Problem(date_key(milestone), text)


@rule(code="RUS223", name="on-a-meeting-day", severity=Severity.NOTE, alone=True)
def on_a_meeting_day(facts: Facts) -> Iterator[Problem]:
    """An event is on a day when the council or the board meets.

    The politicians who would come are there. The days are those of `[[meeting_day]]` in config/workdays.toml, and those
    of milestones whose body has a `kind` in config/process.toml.

    Bad:
        # file: config/workdays.toml
        [[meeting_day]]
        body = "regionstyrelsen"
        days = [2018-11-20]

        # file: events.toml
        [[event]]
        id = "fagersta"
        kind = "kommundialog"
        date = 2018-11-20  # RUS223
        status = "planned"

    Good:
        # file: config/workdays.toml
        [[meeting_day]]
        body = "regionstyrelsen"
        days = [2018-11-20]

        # file: events.toml
        [[event]]
        id = "fagersta"
        kind = "kommundialog"
        date = 2018-11-21
        status = "planned"
    """
    plan = facts.plan
    bodies: dict[dt.date, list[str]] = {}
    for one in sittings(plan, facts.today):
        for day in _days(one.first, one.last):
            bodies.setdefault(day, []).append(one.body)
    names = {body.id: body.name for body in plan.bodies}
    for event in plan.events if bodies else ():
        when = exact(event.when)
        if when is None or event.status in {Status.HELD, Status.CANCELLED}:
            continue
        met = [
            (day, body) for day in _days(when.first, when.last) for body in bodies.get(day, ()) if body != event.body
        ]
        if met:
            day, body = met[0]
            text = msg("{id} is on {day}, when {body} meets", id=event.id, day=day, body=names.get(body, body))
            yield Problem(date_key(event), text)


def _days(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    """Give the days from one to another; of many, as a mistyped year gives them, the first and the last."""
    if not 0 <= (last - first).days <= LONGEST_MEETING:
        yield from (first, last)
    else:
        yield from (first + dt.timedelta(days=number) for number in range((last - first).days + 1))


@rule(code="RUS224", name="school-break-turned-round", severity=Severity.ERROR, alone=True)
def school_break_turned_round(facts: Facts) -> Iterator[Problem]:
    """A school break ends before it begins.

    Most often one of the two days has the wrong year.

    Bad:
        # file: config/workdays.toml
        [[school_break]]
        name = "Jullov"
        from = 2018-12-21
        to = 2018-01-08  # RUS224

    Good:
        # file: config/workdays.toml
        [[school_break]]
        name = "Jullov"
        from = 2018-12-21
        to = 2019-01-08
    """
    for one in facts.plan.workyear.school_breaks:
        if one.last < one.first:
            first, last = one.first, one.last
            text = msg(
                "{name} ends {last}, before it begins, {first}; correct one", name=one.name, last=last, first=first
            )
            yield Problem(one.at.key("to"), text)
