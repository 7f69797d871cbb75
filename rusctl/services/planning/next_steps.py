"""What is likely to be done next: the commands that the plan asks for, the most pressing first."""

import datetime as dt
from collections.abc import Callable, Iterator
from typing import NamedTuple

from rusctl.diagnostics import Finding, Severity
from rusctl.language.message import Message, msg, nmsg
from rusctl.model.plan import Event, Plan, Status, Window
from rusctl.schedule.state.rounds import due_on
from rusctl.services.people.register_access import is_there
from rusctl.services.project import Project

MOST = 3
SOON = 42  # days before an event in which those who are to come are invited
WEEK = 7


class NextStep(NamedTuple):
    """A command line, and why somebody would type it."""

    command: str
    why: Message


def next_steps(project: Project, found: tuple[Finding, ...], most: int = MOST) -> list[NextStep]:
    """Give the most likely next steps of a plan that can be read, so many at most; RusctlError where it cannot be.

    `found` is what the check finds in it.
    """
    plan, today = project.readable().plan, project.today
    steps: list[NextStep] = []
    for step in _likely(project, plan, today, found):
        if step.command not in {one.command for one in steps}:
            steps.append(step)
        if len(steps) == most:
            break
    return steps


def _likely(project: Project, plan: Plan, today: dt.date, found: tuple[Finding, ...]) -> Iterator[NextStep]:
    wrong = sum(one.severity is Severity.ERROR for one in found)
    if wrong:
        yield NextStep(
            "rusctl check", nmsg("{count} thing is wrong in the plan", "{count} things are wrong in the plan", wrong)
        )
    if not plan.events:
        yield NextStep("rusctl event add", msg("the plan has no events yet"))
    past = _those(plan, lambda one: one.status is Status.CONFIRMED and _last(one) < today)
    if past:
        yield NextStep(
            f"rusctl event held {_ids(past)}",
            nmsg("{count} event has been: was it held?", "{count} events have been: were they held?", len(past)),
        )
    unsure = _those(plan, lambda one: one.status is Status.TENTATIVE and _last(one) >= today)
    if unsure:
        yield NextStep(
            f"rusctl event confirm {_ids(unsure)}",
            nmsg("{count} date is tentative", "{count} dates are tentative", len(unsure)),
        )
    coming = _those(
        plan, lambda one: one.status is Status.CONFIRMED and today <= _last(one) <= today + dt.timedelta(days=SOON)
    )
    if coming:
        why = msg("{event} is near: invite, or see who has answered", event=coming[0].id)
        yield NextStep(f"rusctl {'answers' if is_there(project) else 'invite'} {coming[0].id}", why)
    undated = [
        one
        for one in plan.events
        if one.status in {Status.PLANNED, Status.TENTATIVE} and (one.when is None or isinstance(one.when, Window))
    ]
    if undated:
        yield NextStep("rusctl propose", nmsg("{count} event has no day", "{count} events have no day", len(undated)))
    near = [
        one
        for one in plan.milestones
        if not one.done and (when := due_on(one, today)) is not None and when.first <= today + dt.timedelta(days=WEEK)
    ]
    if near:
        yield NextStep("rusctl deadlines", msg("{milestone} is due within a week", milestone=near[0].id))
    if plan.publishing.targets:
        yield NextStep("rusctl publish --dry-run", msg("see what calendars would be told"))
    yield NextStep("rusctl check", msg("see what is not settled"))
    yield NextStep("rusctl forecast", msg("see whether the plan holds until the decision"))
    yield NextStep("rusctl timeline", msg("see the whole process on a line"))


def _those(plan: Plan, wanted: Callable[[Event], bool]) -> list[Event]:
    dated = [one for one in plan.events if one.when is not None and not isinstance(one.when, Window)]
    return sorted((one for one in dated if wanted(one)), key=_last)


def _last(event: Event) -> dt.date:
    if event.when is None:
        raise ValueError(event.id)
    return event.when.last


def _ids(events: list[Event]) -> str:
    return " ".join(one.id for one in events[:5])
