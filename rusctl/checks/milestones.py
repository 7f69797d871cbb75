"""Rules about milestones that are late."""

from collections.abc import Iterable, Iterator

from rusctl.checks.order import date_key
from rusctl.checks.rule import place, rule, unreadable
from rusctl.diagnostics import Problem, Severity
from rusctl.language.message import msg, nmsg
from rusctl.model.plan import Facts
from rusctl.schedule.state.milestones import Standing, every_standing, standings


@rule(code="RUS403", name="milestone-overdue", severity=Severity.WARNING, alone=True)
def milestone_overdue(facts: Facts) -> Iterator[Problem]:
    """A milestone's last day has passed, and nobody has said that it was reached.

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

    How many days are too many is `slip_days` in config/checks.toml, 30 where it is not said. When those who wait for it
    have been told, the finding can be waived with the reason.

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
