"""The deadlines round a meeting: from which day they are counted, what the law knows of it, and why each stands."""

import datetime as dt
from dataclasses import replace
from typing import NamedTuple

from rusctl.errors import RusctlError
from rusctl.language.message import Message, msg
from rusctl.language.nearest import nearest
from rusctl.language.spans import span
from rusctl.model.plan import Milestone, Plan
from rusctl.schedule.state import law
from rusctl.schedule.state.deadlines import Deadline, deadlines, meeting_day


class MeetingOfBody(NamedTuple):
    """A milestone that a meeting decides, the day of the meeting, and the deadlines round it."""

    milestone: Milestone
    day: dt.date
    found: tuple[Deadline, ...]


def round_meeting(  # noqa: PLR0917 - the days that may be given instead of the file's
    plan: Plan, name: str, today: dt.date, on: dt.date | None, adjusted: dt.date | None, announced: dt.date | None
) -> MeetingOfBody:
    """Give the deadlines round the meeting of a milestone, counted from days that are given instead of the file's."""
    chosen = named(plan, name)
    chosen = replace(chosen, adjusted=adjusted or chosen.adjusted, announced=announced or chosen.announced)
    day = on or meeting_day(chosen, today)
    if day is None:
        text = msg("{id} has no exact day to count from; give one with --on, such as --on 2020-02-18", id=chosen.id)
        raise RusctlError(text, chosen.at)
    known = max([today, *(one for one in (adjusted, announced) if one)])
    return MeetingOfBody(chosen, day, deadlines(plan, chosen, day, known))


def named(plan: Plan, name: str) -> Milestone:
    """Give a milestone, or refuse with the one that was likely meant."""
    known = {milestone.id: milestone for milestone in plan.milestones}
    if name in known:
        return known[name]
    if meant := nearest(name, known):
        raise RusctlError(msg('there is no milestone {id}; did you mean "{meant}"?', id=name, meant=meant))
    raise RusctlError(msg("there is no milestone {id}; rusctl milestones --all lists them", id=name))


def of_the_law(plan: Plan, meeting: MeetingOfBody) -> Message:
    """Say from when on the law is known, or why its deadlines are not shown."""
    milestone = meeting.milestone
    kind = next((body.kind for body in plan.bodies if body.id == milestone.body), "")
    if kind != "council":
        return msg(
            "the law's deadlines are the council's; the body of {id} is not marked as one (kind)", id=milestone.id
        )
    if law.NOTICE.holds(meeting.day):
        return msg(
            "{act}: wording in force from {day}; later changes are not known here",
            act=law.NOTICE.act.name,
            day=law.NOTICE.since,
        )
    return msg("the law's deadlines are known for meetings from {day} on", day=law.NOTICE.since)


def why(one: Deadline) -> list[str | Message]:
    """Say why a deadline is on its day: the law, the region's own time, and what moved it."""
    parts: list[str | Message] = []
    if one.law:
        parts.append(one.law.text)
    if one.own:
        parts.append(msg("own: {span}", span=span(one.own)))
        if one.law_day and one.law_day != one.day:
            parts.append(msg("by law {day}", day=one.law_day))
    if one.counted:
        parts.append(msg("moved from {day}", day=one.counted))
    if one.known:
        parts.append(msg("done {day}", day=one.known))
    return parts
