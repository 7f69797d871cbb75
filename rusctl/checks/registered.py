"""Rules about the register: they are asked by `rusctl check --register` alone, and name nobody."""

import datetime as dt
from collections.abc import Iterator

from rusctl.checks.rule import rule
from rusctl.diagnostics import Problem, Severity
from rusctl.language.message import msg, nmsg
from rusctl.model import Event, Facts, Source, exact
from rusctl.people import InShort

TOUR = Source("events.toml")


@rule(code="RUS801", name="role-missing", severity=Severity.WARNING, needs="register")
def role_missing(facts: Facts) -> Iterator[Problem]:
    """A role that the plan asks for is missing shortly before an event.

    How many are wanted is `needs` in config/roles.toml, or one of each of the event's own `roles`; how many days before
    is `role_days` in config/checks.toml, 7 where it is not said. The numbers are those who have said that they are
    coming.
    """
    for event, days in _dated(facts):
        if 0 <= days <= facts.plan.checks.role_days:
            lacking = [one for one in _of(facts).roles if one.event == event.id and one.missing]
            for one in lacking:
                text = msg(
                    "{id}: {count} of {role} lack, and {days} days are left; see rusctl participants list {id}",
                    id=event.id,
                    count=one.missing,
                    role=one.role,
                    days=days,
                )
                yield Problem(event.at.key("id"), text)


@rule(code="RUS802", name="not-invited", severity=Severity.WARNING, needs="register")
def not_invited(facts: Facts) -> Iterator[Problem]:
    """Nobody is invited to an event that is near.

    People need time to plan. How many days before is `invite_days` in config/checks.toml, 28 where it is not said.
    """
    for event, days in _dated(facts):
        asked = sum(one.asked for one in _of(facts).roles if one.event == event.id)
        if 0 <= days <= facts.plan.checks.invite_days and not asked:
            text = msg(
                "{id} is in {days} days, and nobody is invited; rusctl participants add {id} notes whom you invite",
                id=event.id,
                days=days,
            )
            yield Problem(event.at.key("id"), text)


@rule(code="RUS803", name="not-counted", severity=Severity.WARNING, needs="register")
def not_counted(facts: Facts) -> Iterator[Problem]:
    """Nobody is counted at an event that has been.

    What is not noted soon is forgotten, and the annual report asks for it. How many days after is `attendance_days` in
    config/checks.toml, 7 where it is not said.
    """
    for event, days in _dated(facts):
        came = sum(one.attended for one in _of(facts).roles if one.event == event.id)
        if -days > facts.plan.checks.attendance_days and not came:
            text = msg(
                "{id} was {days} days ago, and nobody is counted; rusctl participants count {id} politiker 7 does it",
                id=event.id,
                days=-days,
            )
            yield Problem(event.at.key("id"), text)


@rule(code="RUS804", name="role-not-held", severity=Severity.WARNING, needs="register")
def role_not_held(facts: Facts) -> Iterator[Problem]:
    """Somebody stands under an event with a role that they do not hold on its day.

    Boards change in the middle of a process: who was a politician in December may be none in January. When an event is
    moved, look at who is invited.
    """
    events = {event.id: event for event, _ in _dated(facts)}
    for name, count in _of(facts).not_valid:
        if name in events:
            text = nmsg(
                "{id}: {count} person does not hold their role on that day; rusctl participants list {id}",
                "{id}: {count} persons do not hold their roles on that day; rusctl participants list {id}",
                count,
                id=name,
            )
            yield Problem(events[name].at.key("id"), text)


@rule(code="RUS805", name="likely-duplicates", severity=Severity.NOTE, needs="register")
def likely_duplicates(facts: Facts) -> Iterator[Problem]:
    """Somebody may be entered twice in the register.

    They would be invited twice and counted twice. The same e-mail address is certain, like names and organisations are
    likely.
    """
    found = _of(facts)
    count = found.duplicates_certain + found.duplicates_likely
    if count:
        text = nmsg(
            "{count} pair of persons in the register may be one, {certain} certainly; rusctl person duplicates",
            "{count} pairs of persons in the register may be one, {certain} certainly; rusctl person duplicates",
            count,
            certain=found.duplicates_certain,
        )
        yield Problem(TOUR, text)


def _of(facts: Facts) -> InShort:
    found = facts.register
    assert isinstance(found, InShort)  # noqa: S101 - the rules need it
    return found


def _dated(facts: Facts) -> Iterator[tuple[Event, int]]:
    """Give the events with a day that are not cancelled, and how many days are left; negative where it has been."""
    for event in facts.plan.events:
        when = exact(event.when)
        if when is not None and event.status != "cancelled":
            days = (
                when.first - facts.today if when.first >= facts.today else min(when.last - facts.today, dt.timedelta())
            )
            yield event, days.days
