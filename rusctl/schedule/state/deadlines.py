"""The deadlines round a meeting, counted backwards and forwards from its day."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import field, replace

from rusctl.language.message import Message, msg
from rusctl.model.durations import After, Span, Unit
from rusctl.model.lead_times import LeadTime
from rusctl.model.plan import Days, Event, Milestone, Plan, Source, Texts
from rusctl.model.record import dataclass
from rusctl.model.source import NOWHERE
from rusctl.schedule.days import workcount
from rusctl.schedule.days.workdays import working_day_until
from rusctl.schedule.state import law
from rusctl.schedule.state.law import Law
from rusctl.schedule.state.milestones import done_on, due_on

TITLES: Mapping[str, Message] = {
    "notice": msg("Meeting announced on the notice board"),
    "summons": msg("Members summoned"),
    "board": msg("The board has commented"),
    "meeting": msg("The meeting"),
    "adjusted": msg("Minutes adjusted"),
    "announced": msg("Adjusted minutes announced"),
    "appeal": msg("Last day to appeal"),
    "force": msg("Decision in force, if nobody has appealed"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """The last day for something round a meeting.

    `day` is the last day, by the region's own lead time or by law, whichever asks more; `working_day` is the last
    working day on or before it. `law_day` is the last day by law alone. `counted` is where a period counted forwards
    ended before it was moved from a day off. `known` is the day it was done, which what follows is counted from.
    """

    id: str
    title: Texts | Message
    day: dt.date
    working_day: dt.date
    law_day: dt.date | None = None
    law: Law | None = None
    own: Span | None = None
    counted: dt.date | None = None
    known: dt.date | None = None
    at: Source = field(default=NOWHERE, compare=False)


def meeting_day(milestone: Milestone, today: dt.date) -> dt.date | None:
    """Give the day a milestone was reached or is due, where that is an exact one."""
    when = done_on(milestone, today) or due_on(milestone, today)
    return when.last if isinstance(when, Days) else None


def deadlines(plan: Plan, milestone: Milestone, day: dt.date, today: dt.date) -> tuple[Deadline, ...]:
    """Give the deadlines round a meeting on a day, in the order of the days; what `today` cannot know is left out."""
    lawful = milestone.body in councils(plan) and law.NOTICE.holds(day)
    found = [*_before(plan, milestone.body, day, lawful=lawful)]
    found.append(
        Deadline(id="meeting", title=milestone.title or TITLES["meeting"], day=day, working_day=day, at=milestone.at)
    )
    found.sort(key=lambda one: (one.day, one.id == "meeting"))
    if lawful:
        found += _after(plan, milestone, day, today)
    return tuple(found)


def councils(plan: Plan) -> frozenset[str]:
    """Give the bodies round whose meetings the law sets times."""
    return frozenset(body.id for body in plan.bodies if body.kind == "council")


def own_leads(plan: Plan, body: str) -> dict[str, LeadTime]:
    """Give a body's lead times by id; of several with one id the first counts."""
    found: dict[str, LeadTime] = {}
    for lead in plan.leadtimes.leads:
        if lead.body == body:
            found.setdefault(lead.id, lead)
    return found


def comes_after(record: Milestone | Event, by_id: Mapping[str, Milestone | Event]) -> set[str]:
    """Give the ids of all that something comes after, in one step or several."""
    found: set[str] = set()
    waiting: list[Milestone | Event] = [record]
    while waiting:
        for name, _gap in waiting.pop().after:
            if name not in found:
                found.add(name)
                waiting += [by_id[name]] if name in by_id else []
    return found


def with_lead_times(plan: Plan, today: dt.date) -> Plan:
    """Give the plan in which a meeting comes so long after a milestone as the lead time of that id asks.

    That is the region's own, and round a council's meeting the law's. It is where the meeting comes after the milestone
    anyway, and the milestone has not been reached. A lead time that is counted from another (`of`) counts where the
    plan has a milestone for that one, too.
    """
    by_id = {one.id: one for one in plan.milestones}
    lawful = councils(plan) if not law.FLOORS.keys().isdisjoint(by_id) else frozenset()
    if not plan.leadtimes.leads and not lawful:
        return plan
    more: dict[str, list[After]] = {}
    for meeting in plan.milestones:
        own = [(one.id, one.before, one.of) for one in own_leads(plan, meeting.body).values()]
        if meeting.body in lawful and law.NOTICE.holds(_not_before(meeting, today)):
            own += [(name, floor, "") for name, (floor, _) in law.FLOORS.items()]
        for name, span, of in own:
            step, until = by_id.get(name), by_id.get(of) if of else meeting
            if step is None or until is None or done_on(step, today):
                continue
            if name in comes_after(until, by_id) and (until is meeting or until.id in comes_after(meeting, by_id)):
                more.setdefault(until.id, []).append(After(step.id, span))
    return replace(
        plan,
        milestones=tuple(
            replace(one, after=(*one.after, *more[one.id])) if one.id in more else one for one in plan.milestones
        ),
    )


def _not_before(meeting: Milestone, today: dt.date) -> dt.date:
    """Give the day on which a meeting was, or before which it cannot be any more."""
    when = done_on(meeting, today) or due_on(meeting, today)
    return max(when.last, today) if when else today


def _before(plan: Plan, body: str, meeting: dt.date, *, lawful: bool) -> Iterator[Deadline]:
    leads = own_leads(plan, body)
    days: dict[str, dt.date] = {}

    def back(day: dt.date, span: Span) -> dt.date:
        found = dt.date.fromordinal(workcount.minus(day.toordinal(), span))
        return working_day_until(found) if span.unit is Unit.WORKDAYS else found

    def day_of(name: str, waiting: tuple[str, ...] = ()) -> dt.date:
        """Give the last day of a step; one counted from itself, or from nothing known, is counted from the meeting."""
        if name not in days:
            lead = leads.get(name)
            base = lead.of if lead and lead.of not in waiting else ""
            known = base in leads or (lawful and base in (*law.FLOORS, "board"))
            start = day_of(base, (*waiting, name)) if known else meeting
            own = back(start, lead.before) if lead else meeting
            floor = back(meeting, law.FLOORS[name][0]) if lawful and name in law.FLOORS else own
            days[name] = min(own, floor)
            if name == "board":
                days[name] = _board_meets(plan, days[name], meeting)
        return days[name]

    for name in dict.fromkeys((*leads, *((*law.FLOORS, "board") if lawful else ()))):
        lead, day = leads.get(name), day_of(name)
        floor, paragraph = law.FLOORS.get(name, (None, None)) if lawful else (None, None)
        if lawful and name == "board":
            paragraph = law.BOARD
        yield Deadline(
            id=name,
            title=(lead.title if lead and lead.title else TITLES.get(name)) or Texts({"": name}),
            day=day,
            working_day=working_day_until(day),
            law_day=back(meeting, floor) if floor else None,
            law=paragraph,
            own=lead.before if lead else None,
            at=lead.at if lead else NOWHERE,
        )


def _board_meets(plan: Plan, day: dt.date, meeting: dt.date) -> dt.date:
    """Give the board's last meeting up to a day, and before the council's own, where its meeting days are known."""
    boards = {body.id for body in plan.bodies if body.kind == "board"}
    days = [one for meetings in plan.workyear.meetings if meetings.body in boards for one in meetings.days]
    return max((one for one in days if one <= day and one < meeting), default=day)


def _after(plan: Plan, milestone: Milestone, meeting: dt.date, today: dt.date) -> Iterator[Deadline]:
    own = {follow.id: follow for follow in plan.leadtimes.follows if follow.body == milestone.body}
    facts = {"adjusted": milestone.adjusted, "announced": milestone.announced}
    begun = meeting
    for name, (limit, paragraph) in law.LIMITS.items():
        last = law.period_end(begun, limit)
        follow = own.get(name)
        fact = facts.get(name)
        known = fact if fact and fact <= today else None
        sooner = min(last, law.period_end(begun, follow.within)) if follow else last
        counted = dt.date.fromordinal(workcount.plus(begun.toordinal(), limit))
        yield Deadline(
            id=name,
            title=TITLES[name],
            day=sooner,
            working_day=sooner,
            law_day=last,
            law=paragraph,
            own=follow.within if follow else None,
            counted=counted if counted != last else None,
            known=known,
            at=follow.at if follow else NOWHERE,
        )
        begun = known or sooner
    force = begun + dt.timedelta(days=1)
    yield Deadline(id="force", title=TITLES["force"], day=force, working_day=force)
