"""Rules about milestones: those that are late, without an owner, or whose owner's role nobody holds."""

import datetime as dt
from collections.abc import Iterable, Iterator

from rusctl.checks.order import date_key
from rusctl.checks.rule import place, rule, unreadable
from rusctl.diagnostics import Problem, Severity
from rusctl.language.message import msg, nmsg
from rusctl.language.names import vacancy
from rusctl.model.plan import Event, Facts, Milestone, Status
from rusctl.schedule.state.milestones import Standing, every_standing, standings
from rusctl.schedule.state.status import status_on


@rule(code="RUS403", name="milestone-overdue", severity=Severity.WARNING, alone=True)
def milestone_overdue(facts: Facts) -> Iterator[Problem]:
    """A milestone's last day has passed, and it is not marked as reached.

    Write `done` with the day it happened, or the new date; the first promise stays in `baseline`. What comes back every
    year is asked for year by year: each is done on a day, or given up, under [[milestone.occurrence]].

    Bad:
        # today: 2020-02-19
        # file: config/process.toml
        [[milestone]]
        id = "council"
        title = { sv = "Regionfullmäktige beslutar" }
        date = 2020-02-18  # RUS403

        [[milestone]]
        id = "report"
        title = { sv = "Årlig resultatredovisning" }
        every = "year"  # RUS403
        month = 1
        day = 21
        first = 2020

    Good:
        # today: 2020-02-19
        # file: config/process.toml
        [[milestone]]
        id = "council"
        title = { sv = "Regionfullmäktige beslutar" }
        baseline = 2020-02-18
        date = 2020-06-16

        [[milestone]]
        id = "report"
        title = { sv = "Årlig resultatredovisning" }
        every = "year"
        month = 1
        day = 21
        first = 2020

        [[milestone.occurrence]]
        year = 2020
        done = 2020-01-20
    """
    for standing in _readable(facts, every_standing(facts.plan, facts.today)):
        if not (standing.overdue and standing.due):
            continue
        milestone = standing.milestone
        if standing.year:
            text = msg(
                "{id} was due {due}; write the day it was done, or that it was given up that year, "
                "under [[milestone.occurrence]]",
                id=milestone.id,
                due=standing.due,
            )
        else:
            text = msg("{id} was due {due}; write when it was done, or its new date", id=milestone.id, due=standing.due)
        yield Problem(date_key(milestone), text)


@rule(code="RUS404", name="milestone-slipped", severity=Severity.WARNING, alone=True)
def milestone_slipped(facts: Facts) -> Iterator[Problem]:
    """An open milestone is much later than was first promised.

    How many days are too many is `slip_days` in config/checks.toml (default 30). When those who wait for it have been
    told, the finding can be waived with the reason.

    Bad:
        # today: 2019-12-01
        # file: config/process.toml
        [[milestone]]
        id = "council"
        title = { sv = "Regionfullmäktige beslutar" }
        baseline = 2020-02-18
        date = 2020-06-16  # RUS404

    Good:
        # today: 2019-12-01
        # file: config/process.toml
        [[milestone]]
        id = "council"
        title = { sv = "Regionfullmäktige beslutar" }
        baseline = 2020-02-18
        date = 2020-03-03
    """
    for standing in _readable(facts, standings(facts.plan, facts.today)):
        milestone, slip = standing.milestone, standing.slip_days or 0
        if standing.open and slip > facts.plan.checks.slip_days:
            text = nmsg(
                "{id} is {count} day later than first promised, {baseline}; tell those who wait for it",
                "{id} is {count} days later than first promised, {baseline}; tell those who wait for it",
                slip,
                id=milestone.id,
                baseline=milestone.baseline,
            )
            yield Problem(date_key(milestone), text)


def _readable(facts: Facts, found: Iterable[Standing]) -> Iterator[Standing]:
    """Give the standings of the milestones whose dates were read as they stand."""
    passed_over = unreadable(
        facts, "date", "window", "done", "baseline", "every", "month", "day", "first", "occurrence"
    )
    return (standing for standing in found if place(standing.milestone.at) not in passed_over)


@rule(code="RUS414", name="milestone-without-owner", severity=Severity.WARNING)
def milestone_without_owner(facts: Facts) -> Iterator[Problem]:
    """An open milestone has no owner, in a plan where others have.

    Milestones without an owner tend to slip. `owner` is a role in config/roles.toml, never a person. The rule applies
    only when some milestone has an owner, and not to what recurs every year.

    Bad:
        # file: config/process.toml
        [[milestone]]
        id = "board"
        title = { sv = "Regionstyrelsen behandlar förslaget" }
        owner = "projektledare"

        [[milestone]]
        id = "council"  # RUS414
        title = { sv = "Regionfullmäktige beslutar" }

    Good:
        # file: config/process.toml
        [[milestone]]
        id = "board"
        title = { sv = "Regionstyrelsen behandlar förslaget" }
        owner = "projektledare"

        [[milestone]]
        id = "council"
        title = { sv = "Regionfullmäktige beslutar" }
        owner = "registrator"
    """
    if not any(milestone.owner for milestone in facts.plan.milestones):
        return
    passed_over = unreadable(facts, "owner", "done", "every")
    for standing in standings(facts.plan, facts.today):
        milestone = standing.milestone
        if standing.open and not milestone.every and not milestone.owner and place(milestone.at) not in passed_over:
            yield Problem(
                milestone.at.key("id"), msg("{id} has no owner; name the role that sees to it", id=milestone.id)
            )


@rule(code="RUS415", name="vacant-role", severity=Severity.WARNING, alone=True)
def vacant_role(facts: Facts) -> Iterator[Problem]:
    """Something open needs a role that is vacant on its day: its owner, or one of its crew.

    A role is vacant from `vacant_from` to `vacant_until` in config/roles.toml. What is asked is the last day of a
    milestone or an event, or today where it has none or is overdue. Name another owner, or who stands in.
    `rusctl check --register` also looks at who holds the roles in the register.

    Bad:
        # file: config/roles.toml
        [[role]]
        id = "projektledare"
        name = { sv = "Projektledare" }
        group = "crew"
        vacant_from = 2020-01-01

        # file: config/process.toml
        [[milestone]]
        id = "council"
        title = { sv = "Regionfullmäktige beslutar" }
        date = 2020-02-18
        owner = "projektledare"  # RUS415

    Good:
        # file: config/roles.toml
        [[role]]
        id = "projektledare"
        name = { sv = "Projektledare" }
        group = "crew"
        vacant_from = 2020-01-01
        vacant_until = 2020-01-31

        # file: config/process.toml
        [[milestone]]
        id = "council"
        title = { sv = "Regionfullmäktige beslutar" }
        date = 2020-02-18
        owner = "projektledare"
    """
    roles = {role.id: role for role in facts.plan.roles}
    for record, day in _owned(facts):
        role = roles.get(record.owner)
        if role and role.vacant_on(day):
            text = msg(
                "{id}: its owner {role} is vacant {when}; name another owner, or who stands in",
                id=record.id,
                role=role.id,
                when=vacancy(role),
            )
            yield Problem(record.at.key("owner"), text)
    for event, day in _coming(facts):
        for number, name in enumerate(event.crew):
            if name in roles and roles[name].vacant_on(day):
                text = msg(
                    "{id}: {role} of its crew is vacant {when}; name who stands in, or move the event",
                    id=event.id,
                    role=name,
                    when=vacancy(roles[name]),
                )
                yield Problem(event.at.key("crew", number), text)


@rule(code="RUS806", name="owner-not-held", severity=Severity.WARNING, needs="register")
def owner_not_held(facts: Facts) -> Iterator[Problem]:
    """Something open is owned by a role that nobody in the register holds on its day.

    Roles are held from one day to another, and those who held them may have left. The rule looks at the last day of a
    milestone or an event, or today if it has none or is overdue. It applies only when the register has, or has had,
    somebody in one of the owners' roles.

    Bad:
        # today: 2018-11-01
        # file: config/roles.toml
        [[role]]
        id = "projektledare"
        name = { sv = "Projektledare" }
        group = "crew"

        # file: events.toml
        [[event]]
        id = "sala"
        kind = "kommundialog"
        date = 2018-11-07
        status = "confirmed"
        owner = "projektledare"  # RUS806

        # run: rusctl person add --name "Testperson Ett" --role projektledare --from 2018-01-01 --to 2018-10-31

    Good:
        # today: 2018-11-01
        # file: config/roles.toml
        [[role]]
        id = "projektledare"
        name = { sv = "Projektledare" }
        group = "crew"

        # file: events.toml
        [[event]]
        id = "sala"
        kind = "kommundialog"
        date = 2018-11-07
        status = "confirmed"
        owner = "projektledare"

        # run: rusctl person add --name "Testperson Ett" --role projektledare --from 2018-01-01 --to 2018-12-31
    """
    found = facts.register
    assert found is not None  # noqa: S101 - the rule needs it
    owners = {record.owner for record in facts.plan.records}
    held = [one for one in found.held if one.role in owners]
    roles = {role.id: role for role in facts.plan.roles}
    for record, day in _owned(facts) if held else ():
        role = roles.get(record.owner)
        if role is None or role.vacant_on(day):
            continue  # told by another rule
        if not any(one.role == role.id and one.valid_on(day) for one in held):
            text = msg(
                "{id}: nobody in the register holds its owner {role} on {day}; enter who does, or name another owner",
                id=record.id,
                role=role.id,
                day=day,
            )
            yield Problem(record.at.key("owner"), text)


def _owned(facts: Facts) -> Iterator[tuple[Milestone | Event, dt.date]]:
    """Give what is open and has an owner, with the day on which somebody must hold the role."""
    today = facts.today
    for standing in standings(facts.plan, today):
        if standing.open and standing.milestone.owner:
            yield standing.milestone, max(standing.when.last, today) if standing.when else today
    yield from ((event, day) for event, day in _coming(facts) if event.owner)


def _coming(facts: Facts) -> Iterator[tuple[Event, dt.date]]:
    """Give the events that are to be, each with its last day, or today where it has none."""
    for event in facts.plan.events:
        over = event.when is not None and event.when.last < facts.today
        if not over and status_on(event, facts.today) not in {Status.HELD, Status.CANCELLED}:
            yield event, event.when.last if event.when else facts.today
