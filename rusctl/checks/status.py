"""Rules about how firm an event is, seen from today."""

import datetime as dt
from collections.abc import Iterator, Mapping

from rusctl.checks.rule import place, rule, unreadable
from rusctl.diagnostics import Problem, Severity
from rusctl.language.message import Message, msg, nmsg
from rusctl.language.vocabulary import STATUS
from rusctl.model.plan import Event, Facts, Milestone, Status, Texts, Window, exact
from rusctl.schedule.state.milestones import is_to_settle, standings

OPEN = frozenset({Status.PLANNED, Status.TENTATIVE, Status.CONFIRMED})


@rule(code="RUS301", name="still-tentative", severity=Severity.WARNING, alone=True)
def still_tentative(facts: Facts) -> Iterator[Problem]:
    """An event is soon, and is still tentative or planned.

    People who are to come need to know. How many days count as soon is `tentative_days` in config/checks.toml (default
    14).

    Bad:
        # today: 2018-11-13
        [[event]]
        id = "norberg"
        kind = "kommundialog"
        date = 2018-11-26
        status = "tentative"  # RUS301

    Good:
        # today: 2018-11-13
        [[event]]
        id = "norberg"
        kind = "kommundialog"
        date = 2018-11-26
        status = "confirmed"
    """
    soon = dt.timedelta(days=facts.plan.checks.tentative_days)
    for event in _readable(facts):
        if event.status not in {Status.TENTATIVE, Status.PLANNED} or event.when is None:
            continue
        if isinstance(event.when, Window) or not dt.timedelta() <= event.when.first - facts.today <= soon:
            continue
        days = (event.when.first - facts.today).days
        if days == 0:
            text = msg(
                "{id} is today and still {status}; confirm it or move it", id=event.id, status=STATUS[event.status]
            )
        else:
            text = nmsg(
                "{id} is tomorrow and still {status}; confirm it or move it",
                "{id} is in {count} days and still {status}; confirm it or move it",
                days,
                id=event.id,
                status=STATUS[event.status],
            )
        yield Problem(event.at.key("status"), text)


@rule(code="RUS306", name="decision-overdue", severity=Severity.WARNING, alone=True)
def decision_overdue(facts: Facts) -> Iterator[Problem]:
    """The last day to decide on a tentative event, or to settle a milestone's date, has passed.

    Others hold the day, and a room may be held, too. Confirm the event, move it or cancel it, or agree on another last
    day. `decide_by` is that day, and `confirms` is the role that decides. A milestone has no status: its date is
    settled once `decide_by` is taken out (`rusctl milestone set council --decide-by ""`).

    Bad:
        # today: 2018-11-08
        # file: config/roles.toml
        [[role]]
        id = "projektledare"
        name = { sv = "Projektledare", en = "Project leader" }
        group = "crew"

        # file: events.toml
        [[event]]
        id = "norberg"
        kind = "kommundialog"
        date = 2018-11-26
        status = "tentative"
        decide_by = 2018-11-07  # RUS306
        confirms = "projektledare"

        # file: config/process.toml
        [[milestone]]
        id = "council"
        title = { sv = "Regionfullmäktige beslutar" }
        date = 2020-02-18
        decide_by = 2018-11-07  # RUS306

    Good:
        # today: 2018-11-08
        [[event]]
        id = "norberg"
        kind = "kommundialog"
        date = 2018-11-26
        status = "confirmed"
        decide_by = 2018-11-07

        # file: config/process.toml
        [[milestone]]
        id = "council"
        title = { sv = "Regionfullmäktige beslutar" }
        date = 2020-02-18
        decide_by = 2018-11-08
    """
    names = {role.id: role.name for role in facts.plan.roles}
    for event in _readable(facts):
        day = event.decide_by
        if event.status is not Status.TENTATIVE or day is None or day >= facts.today:
            continue
        if event.confirms:
            text = msg(
                "{id} was to be decided by {day} and is still tentative; {role} is to confirm, move or cancel it",
                id=event.id,
                day=day,
                role=names.get(event.confirms, event.confirms),
            )
        else:
            text = msg(
                "{id} was to be decided by {day} and is still tentative; confirm it, move it or cancel it",
                id=event.id,
                day=day,
            )
        yield Problem(event.at.key("decide_by"), text)
    for standing in standings(facts.plan, facts.today):
        milestone = standing.milestone
        if is_to_settle(standing) and milestone.decide_by and milestone.decide_by < facts.today:
            yield Problem(milestone.at.key("decide_by"), _unsettled(milestone, names))


def _unsettled(milestone: Milestone, names: Mapping[str, Texts]) -> Message:
    args: dict[str, object] = {"id": milestone.id, "day": milestone.decide_by}
    if milestone.confirms:
        args["role"] = names.get(milestone.confirms, milestone.confirms)
        return msg(
            "the date of {id} was to be settled by {day}; {role} is to settle it: take decide_by out where it stands, "
            "or move the milestone",
            **args,
        )
    return msg(
        "the date of {id} was to be settled by {day}; take decide_by out where it stands, or move the milestone", **args
    )


@rule(code="RUS302", name="past-not-held", severity=Severity.WARNING, alone=True)
def past_not_held(facts: Facts) -> Iterator[Problem]:
    """An event's last day has passed, and it is not marked as held.

    Record what became of it: held, cancelled, or moved to another day.

    Bad:
        # today: 2018-11-08
        [[event]]
        id = "sala"
        kind = "kommundialog"
        date = 2018-11-07
        status = "confirmed"  # RUS302

    Good:
        # today: 2018-11-08
        [[event]]
        id = "sala"
        kind = "kommundialog"
        date = 2018-11-07
        status = "held"
    """
    for event in _readable(facts):
        if event.status in OPEN and event.when and event.when.last < facts.today:
            text = msg(
                "{id} was to be {when} and is not marked held; mark it held, move it or cancel it",
                id=event.id,
                when=event.when,
            )
            yield Problem(event.at.key("status"), text)


@rule(code="RUS303", name="held-in-future", severity=Severity.ERROR, alone=True)
def held_in_future(facts: Facts) -> Iterator[Problem]:
    """An event is marked held, and its day has not come.

    Either the day or the status is wrong; until it is put right the event counts as confirmed.

    Bad:
        # today: 2018-11-08
        [[event]]
        id = "sala"
        kind = "kommundialog"
        date = 2018-11-09
        status = "held"  # RUS303

    Good:
        # today: 2018-11-08
        [[event]]
        id = "sala"
        kind = "kommundialog"
        date = 2018-11-09
        status = "confirmed"
    """
    for event in _readable(facts):
        if event.status is Status.HELD and event.when and event.when.first > facts.today:
            text = msg(
                "{id} is marked held but is not until {day}; correct the status or the day",
                id=event.id,
                day=event.when.first,
            )
            yield Problem(event.at.key("status"), text)


@rule(code="RUS304", name="cancelled-with-reminder", severity=Severity.WARNING, alone=True)
def cancelled_with_reminder(facts: Facts) -> Iterator[Problem]:
    """A cancelled event still reminds people of it.

    A calendar that has the event would ring for a meeting that is not held.

    Bad:
        [[event]]
        id = "norberg"
        kind = "kommundialog"
        date = 2018-11-26
        status = "cancelled"
        reminder = 60  # RUS304

    Good:
        [[event]]
        id = "norberg"
        kind = "kommundialog"
        date = 2018-11-26
        status = "cancelled"
    """
    for event in _readable(facts):
        if event.status is Status.CANCELLED and event.reminder is not None:
            yield Problem(
                event.at.key("reminder"), msg("{id} is cancelled but still has a reminder; take it out", id=event.id)
            )


@rule(code="RUS305", name="confirmed-without-day", severity=Severity.ERROR, alone=True)
def confirmed_without_day(facts: Facts) -> Iterator[Problem]:
    """An event is confirmed and has no exact day, or is marked held and has no date at all.

    What is confirmed is the day. Without one the event is planned: write status = "planned", or the day.

    Bad:
        # today: 2019-01-07
        [[event]]
        id = "sala"
        kind = "kommundialog"
        window = { from = 2019-03-01, to = 2019-03-31, text = "mars" }
        status = "confirmed"  # RUS305

    Good:
        # today: 2019-01-07
        [[event]]
        id = "sala"
        kind = "kommundialog"
        window = { from = 2019-03-01, to = 2019-03-31, text = "mars" }
        status = "planned"
    """
    for event in _readable(facts):
        if event.status is Status.CONFIRMED and exact(event.when) is None:
            text = msg('{id} is confirmed and has no day; set the day, or status = "planned"', id=event.id)
        elif event.status is Status.HELD and event.when is None:
            text = msg("{id} is marked held and has no date; write when it was", id=event.id)
        else:
            continue
        yield Problem(event.at.key("status"), text)


def _readable(facts: Facts) -> Iterator[Event]:
    """Give the events whose status and dates were read as they stand."""
    passed_over = unreadable(facts, "status", "date", "start", "end", "window")
    return (event for event in facts.plan.events if place(event.at) not in passed_over)
