"""The deadlines round a meeting, counted backwards and forwards from its day."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import field, replace

from rusctl.language.message import Message, msg
from rusctl.model.durations import After, Span, Unit
from rusctl.model.lead_times import LeadTime
from rusctl.model.plan import Days, Milestone, Outcome, Plan, Source, Texts
from rusctl.model.record import dataclass
from rusctl.model.rounds import before
from rusctl.model.source import NOWHERE
from rusctl.schedule.days import workcount
from rusctl.schedule.days.workdays import working_day_until
from rusctl.schedule.state import law
from rusctl.schedule.state.bodies import kinds, of_kind
from rusctl.schedule.state.commented import Comment, board_step, comment
from rusctl.schedule.state.law import Law, Limits
from rusctl.schedule.state.milestones import done_on, due_on
from rusctl.schedule.state.minutes import Minutes, minutes_of
from rusctl.schedule.state.rounds import followed, treated_on

TITLES: Mapping[str, Message] = {
    "notice": msg("Meeting announced on the notice board"),
    "summons": msg("Members summoned"),
    "board": msg("The board has commented"),
    "meeting": msg("The meeting"),
    "adjusted": msg("Minutes approved"),
    "announced": msg("Approved minutes announced"),
    "appeal": msg("Last day to appeal"),
    "force": msg("Decision in force, if nobody has appealed"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """The last day for something round a meeting.

    `day` is the last day, by the region's own lead time or by law, whichever asks more; `working_day` is the last
    working day on or before it. `law_day` is the last day by law alone. `counted` is where a period counted forwards
    ended before it was moved from a day off. `known` is the day it was done, which what follows is counted from; what
    is `done` may be so on a day that nobody knows. `before` is the day it must be before, where no day of its own is
    known; `day` is then the one before that. `step` is the milestone whose day it is, `note` what there is to say of
    it.
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
    before: dt.date | None = None
    done: bool = False
    step: str = ""
    note: Message | None = None
    at: Source = field(default=NOWHERE, compare=False)


def meeting_day(milestone: Milestone, today: dt.date) -> dt.date | None:
    """Give the last day on which it was reached, is due or was treated, where that is an exact one."""
    when = done_on(milestone, today) or due_on(milestone, today) or treated_on(milestone, today)
    return when.last if isinstance(when, Days) else None


def deadlines(plan: Plan, milestone: Milestone, day: dt.date, today: dt.date) -> tuple[Deadline, ...]:
    """Give the deadlines round a meeting on a day, in the order of the days; what `today` cannot know is left out.

    Of a meeting over several days what comes before it is counted from its first day, and what follows from its last:
    the act speaks of the day of the meeting, and this is in time by either reading.
    """
    kind = kinds(plan).get(milestone.body, "") if law.NOTICE.holds(day) else ""
    minutes = minutes_of(milestone, day).known(today)
    found = [*_before(plan, milestone, minutes.first, today, lawful=kind == "council")]
    found.append(
        Deadline(
            id="meeting",
            title=milestone.title or TITLES["meeting"],
            day=minutes.last,
            working_day=minutes.last,
            at=milestone.at,
        )
    )
    found.sort(key=lambda one: one.day)  # of those of one day the meeting stays the last
    if kind in law.LIMITS:
        found += _after(plan, milestone, minutes, law.LIMITS[kind], appealable=not prepares(plan, milestone, today))
    return tuple(found)


def prepares(plan: Plan, milestone: Milestone, today: dt.date) -> bool:
    """Whether a decision only prepares another, so that nobody can appeal it (13 kap. 2 § kommunallagen (2017:725)).

    The milestone says so. Where it does not, it is the board's comment that a council's decision comes right after.
    """
    if milestone.preparatory is not None:
        return milestone.preparatory
    lawful = councils(plan)
    if milestone.body not in of_kind(plan, "board"):
        return False
    decisions = [one for one in plan.milestones if one.body in lawful and _follows(one, milestone)]
    steps = (board_step(plan, one, today) for one in decisions)
    return any(step is not None and step.id == milestone.id for step in steps)


def _follows(later: Milestone, earlier: Milestone) -> bool:
    return any(link.id == earlier.id for link in later.after)


def councils(plan: Plan) -> frozenset[str]:
    """Give the bodies before whose meetings the law sets times."""
    return of_kind(plan, "council")


def own_leads(plan: Plan, body: str) -> dict[str, LeadTime]:
    """Give a body's lead times by id; of several with one id the first counts."""
    found: dict[str, LeadTime] = {}
    for lead in plan.leadtimes.leads:
        if lead.body == body:
            found.setdefault(lead.id, lead)
    return found


def with_lead_times(plan: Plan, today: dt.date) -> Plan:
    """Give the plan in which a meeting comes so long after a milestone as the lead time of that id asks.

    That is the region's own, and round a council's meeting the law's. It is where the meeting comes after the milestone
    anyway, and the milestone has not been reached. A lead time that is counted from another (`of`) counts where the
    plan has a milestone for that one, too.
    """
    plan = followed(plan, today)
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
            if name in before(until.id, by_id) and (until is meeting or until.id in before(meeting.id, by_id)):
                more.setdefault(until.id, []).append(After(step.id, span))
    return replace(
        plan,
        milestones=tuple(
            replace(one, after=(*one.after, *more[one.id])) if one.id in more else one for one in plan.milestones
        ),
    )


def _not_before(meeting: Milestone, today: dt.date) -> dt.date:
    """Give the day on which a meeting was, or before which it cannot be any more."""
    done = done_on(meeting, today)
    if done:
        return done.last
    due = due_on(meeting, today)
    return max(due.last, today) if due else today


def _back(day: dt.date, span: Span) -> dt.date:
    found = dt.date.fromordinal(workcount.minus(day.toordinal(), span))
    return working_day_until(found) if span.unit is Unit.WORKDAYS else found


class _Chain:
    """The last days before a meeting, each counted from the meeting or from another step of the body's."""

    def __init__(self, plan: Plan, milestone: Milestone, meeting: dt.date, today: dt.date, *, lawful: bool) -> None:
        self.plan, self.milestone, self.meeting, self.today, self.lawful = plan, milestone, meeting, today, lawful
        self.leads = own_leads(plan, milestone.body)
        self.comment: Comment | None = None
        self._days: dict[str, dt.date] = {}

    def day_of(self, name: str, waiting: tuple[str, ...] = ()) -> dt.date:
        """Give the last day of a step; one counted from itself, or from nothing known, is counted from the meeting."""
        if name not in self._days:
            lead = self.leads.get(name)
            base = self._base(name, waiting)
            start = self.day_of(base, (*waiting, name)) if base else self.meeting
            day = _back(start, lead.before) if lead else self.meeting
            if self.lawful and name in law.FLOORS:
                day = min(day, _back(self.meeting, law.FLOORS[name][0]))
            if self.lawful and name == "board":
                self.comment = comment(self.plan, self.milestone, day, self.meeting, self.today)
                day = self.comment.day
            self._days[name] = day
        return self._days[name]

    def before(self, name: str, waiting: tuple[str, ...] = ()) -> dt.date | None:
        """Give the day that a step must be before, where it is counted from one whose day is not known."""
        if self.lawful and name == "board":
            self.day_of(name)
            return self.comment.before if self.comment else None
        base = self._base(name, waiting)
        start = self.before(base, (*waiting, name)) if base else None
        return _back(start, self.leads[name].before) if start else None

    def _base(self, name: str, waiting: tuple[str, ...]) -> str:
        lead = self.leads.get(name)
        base = lead.of if lead and lead.of not in waiting else ""
        known = base in self.leads or (self.lawful and base in (*law.FLOORS, "board"))
        return base if known and base != name else ""


def _before(plan: Plan, milestone: Milestone, meeting: dt.date, today: dt.date, *, lawful: bool) -> Iterator[Deadline]:
    chain = _Chain(plan, milestone, meeting, today, lawful=lawful)
    for name in dict.fromkeys((*chain.leads, *((*law.FLOORS, "board") if lawful else ()))):
        lead, day = chain.leads.get(name), chain.day_of(name)
        floor, paragraph = law.FLOORS.get(name, (None, None)) if lawful else (None, None)
        said = chain.comment if lawful and name == "board" else None
        yield Deadline(
            id=name,
            title=(lead.title if lead and lead.title else TITLES.get(name)) or Texts({"": name}),
            day=day,
            working_day=working_day_until(day) if not (said and said.step) else day,
            law_day=_back(meeting, floor) if floor else None,
            law=law.BOARD if said else paragraph,
            own=lead.before if lead else None,
            known=said.known if said else None,
            done=said.done if said else False,
            before=chain.before(name),
            step=said.step if said else "",
            note=said.note if said else None,
            at=lead.at if lead else NOWHERE,
        )


def _after(
    plan: Plan, milestone: Milestone, minutes: Minutes, limits: Limits, *, appealable: bool
) -> Iterator[Deadline]:
    """Give what follows a meeting; nobody appeals what decides nothing, and in force is what was adopted."""
    own = {follow.id: follow for follow in plan.leadtimes.follows if follow.body == milestone.body}
    facts = {"adjusted": minutes.adjusted, "announced": minutes.announced}
    decided = minutes.outcome in (None, Outcome.ADOPTED, Outcome.REJECTED)
    begun = minutes.last
    for name, (limit, paragraph) in limits.items():
        if name == "appeal" and not (appealable and decided):
            return
        last = law.period_end(begun, limit)
        follow = own.get(name)
        known = facts.get(name)
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
            done=known is not None,
            at=follow.at if follow else NOWHERE,
        )
        begun = known or sooner
    if minutes.outcome is not Outcome.REJECTED:
        force = begun + dt.timedelta(days=1)
        yield Deadline(id="force", title=TITLES["force"], day=force, working_day=force)
