"""The days that are next: of milestones and what must be done before them, of answers, and of events without a day."""

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

from rusctl.language.message import Message, msg
from rusctl.language.names import short_name
from rusctl.model.plan import Plan, Status, Texts, Window
from rusctl.schedule.state import deadlines
from rusctl.schedule.state.milestones import Standing, every_standing, is_to_settle
from rusctl.schedule.state.series import papers_due
from rusctl.schedule.state.status import status_on


class UpcomingDeadline(NamedTuple):
    """A day by which something is to be, and what."""

    day: dt.date
    what: Message
    id: str


def upcoming(plan: Plan, today: dt.date) -> list[UpcomingDeadline]:
    """Give the deadlines from today on, the next one first."""
    found = [*_milestones(plan, today), *_events(plan, today)]
    return sorted((one for one in found if one.day >= today), key=lambda one: (one.day, one.id))


def _milestones(plan: Plan, today: dt.date) -> Iterator[UpcomingDeadline]:
    for standing in every_standing(plan, today):
        yield from _round(plan, standing, today)
        milestone, due = standing.milestone, standing.due
        name = milestone.title or milestone.id
        if milestone.decide_by and is_to_settle(standing):
            yield UpcomingDeadline(milestone.decide_by, msg("last day to decide: {name}", name=name), milestone.id)
        if not standing.open or due is None:
            continue
        if isinstance(due, Window):
            yield UpcomingDeadline(due.last, msg("{name}, at the latest", name=name), milestone.id)
        else:
            yield UpcomingDeadline(due.last, msg("{name}", name=name), milestone.id)


def _round(plan: Plan, standing: Standing, today: dt.date) -> Iterator[UpcomingDeadline]:
    """Give the deadlines round a decision, a row for each day; none where its day has passed without one."""
    milestone = standing.milestone
    day = deadlines.meeting_day(milestone, today)
    if day is None or milestone.every or (standing.open and day < today):
        return
    rows: dict[dt.date, list[Texts | Message]] = {}
    for one in deadlines.deadlines(plan, milestone, day, today):
        if one.id != "meeting" and not one.done:
            rows.setdefault(one.day, []).append(one.title)
    for last, titles in rows.items():
        text = msg("{name}: {titles}", name=milestone.title or milestone.id, titles=titles)
        yield UpcomingDeadline(last, text, milestone.id)


def _events(plan: Plan, today: dt.date) -> Iterator[UpcomingDeadline]:
    for event in plan.events:
        if status_on(event, today) in (Status.HELD, Status.CANCELLED):
            continue
        name = short_name(event, plan)
        if event.answer_by:
            yield UpcomingDeadline(
                event.answer_by, msg("last day to answer the invitation: {name}", name=name), event.id
            )
        if papers := papers_due(event):
            yield UpcomingDeadline(papers, msg("last day for the papers: {name}", name=name), event.id)
        if event.decide_by and status_on(event, today) is Status.TENTATIVE:
            yield UpcomingDeadline(event.decide_by, msg("last day to decide: {name}", name=name), event.id)
        if isinstance(event.when, Window):
            yield UpcomingDeadline(event.when.last, msg("{name}, at the latest", name=name), event.id)
