"""Rules about lead times: the region's own (config/deadlines.toml) and the law's."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from rusctl.checks.lookup import incomplete
from rusctl.checks.rule import place, rule, unreadable
from rusctl.diagnostics import Problem, Severity
from rusctl.language.message import msg
from rusctl.language.spans import span
from rusctl.model.lead_times import LeadTime
from rusctl.model.plan import Days, Facts, Milestone
from rusctl.model.rounds import before
from rusctl.schedule.days import workcount
from rusctl.schedule.state import law
from rusctl.schedule.state.bodies import kinds
from rusctl.schedule.state.deadlines import Deadline, councils, deadlines, meeting_day, own_leads
from rusctl.schedule.state.milestones import done_on, due_on
from rusctl.storage.files.names import DEADLINES

ANY_MEETING = dt.date(2020, 2, 18).toordinal()  # a Tuesday with no day off in the weeks around it


@rule(code="RUS701", name="lead-time-below-law", severity=Severity.ERROR)
def lead_time_below_law(facts: Facts) -> Iterator[Problem]:
    """The region's own lead time is shorter than the law's, or gives longer than the law does afterwards.

    The council's meeting is announced (5 kap. 13 § kommunallagen (2017:725)) and its members are summoned (5 kap. 15 §)
    at least a week before; the minutes are approved (justeras) at latest 14 days after it (5 kap. 69 §), and that is
    announced at latest the second day after (8 kap. 12 §). The minutes of the board and of a committee (nämnd) are
    approved and announced as the council's (6 kap. 35 §). A region may ask more of itself, never less; `rusctl
    deadlines` counts with the law's day where its own would be too late. A lead time in working days is measured in an
    ordinary week.

    Bad:
        # file: config/process.toml
        [[body]]
        id = "regionfullmaktige"
        name = { sv = "Regionfullmäktige" }
        kind = "council"

        # file: config/deadlines.toml
        [[lead]]
        id = "summons"
        body = "regionfullmaktige"
        before = "4 workdays"  # RUS701

        [[follow]]
        id = "adjusted"
        body = "regionfullmaktige"
        within = "3 weeks"  # RUS701

    Good:
        # file: config/process.toml
        [[body]]
        id = "regionfullmaktige"
        name = { sv = "Regionfullmäktige" }
        kind = "council"

        # file: config/deadlines.toml
        [[lead]]
        id = "summons"
        body = "regionfullmaktige"
        before = "11 days"

        [[follow]]
        id = "adjusted"
        body = "regionfullmaktige"
        within = "10 days"
    """
    bodies = kinds(facts.plan)
    for lead in facts.plan.leadtimes.leads:
        if bodies.get(lead.body) == "council" and lead.id in law.FLOORS and not lead.of:
            floor, paragraph = law.FLOORS[lead.id]
            if workcount.minus(ANY_MEETING, lead.before) > workcount.minus(ANY_MEETING, floor):
                text = msg(
                    "{id} is {own} before the meeting, and the law asks for at least {floor} ({law})",
                    id=lead.id,
                    own=span(lead.before),
                    floor=span(floor),
                    law=paragraph.text,
                )
                yield Problem(lead.at.key("before"), text)
    for follow in facts.plan.leadtimes.follows:
        limits = law.LIMITS.get(bodies.get(follow.body, ""))
        if limits:
            limit, paragraph = limits[follow.id]
            if workcount.plus(ANY_MEETING, follow.within) > workcount.plus(ANY_MEETING, limit):
                text = msg(
                    "{id} within {own} is later than the law allows, {limit} ({law})",
                    id=follow.id,
                    own=span(follow.within),
                    limit=span(limit),
                    law=paragraph.text,
                )
                yield Problem(follow.at.key("within"), text)


@rule(code="RUS702", name="unknown-lead-time", severity=Severity.ERROR, alone=True)
def unknown_lead_time(facts: Facts) -> Iterator[Problem]:
    """A lead time is counted from one that is not declared, or stands twice, or waits for itself.

    `of` names another lead time of the same body, or notice, summons or board; what cannot be found is counted from the
    meeting, which gives too late a day.

    Bad:
        # file: config/deadlines.toml
        [[lead]]
        id = "submission"
        title = { sv = "Ärendet lämnas in" }
        body = "regionfullmaktige"
        before = "3 weeks"
        of = "agenda"  # RUS702

    Good:
        # file: config/deadlines.toml
        [[lead]]
        id = "agenda"
        title = { sv = "Arbetsutskottet bereder ärendet" }
        body = "regionfullmaktige"
        before = "5 weeks"

        [[lead]]
        id = "submission"
        title = { sv = "Ärendet lämnas in" }
        body = "regionfullmaktige"
        before = "3 weeks"
        of = "agenda"
    """
    seen: set[tuple[str, str]] = set()
    uncertain = incomplete(facts, DEADLINES, "lead") or not all(one.body for one in facts.plan.leadtimes.leads)
    for lead in facts.plan.leadtimes.leads:
        if not lead.id or not lead.body:
            continue
        own = own_leads(facts.plan, lead.body)
        if (lead.body, lead.id) in seen:
            yield Problem(lead.at.key("id"), msg("{id} stands twice for {body}; keep one", id=lead.id, body=lead.body))
        seen.add((lead.body, lead.id))
        path = [lead.id]
        while (following := own.get(path[-1])) and following.of and following.of not in path:
            path.append(following.of)
        if lead.of and lead.of not in own and lead.of not in (*law.FLOORS, "board"):
            if uncertain:  # the one that is meant may only not have been read
                continue
            text = msg('"{of}" is not a lead time of {body}; declare it, or take it out', of=lead.of, body=lead.body)
            yield Problem(lead.at.key("of"), text)
        elif (last := own.get(path[-1])) and last.of == lead.id:
            ring = " > ".join([*path, lead.id])
            text = msg("these are counted from one another in a ring: {path}; take one out", path=ring)
            yield Problem(lead.at.key("of"), text)


@rule(code="RUS703", name="later-than-lead-time", severity=Severity.ERROR)
def later_than_lead_time(facts: Facts) -> Iterator[Problem]:
    """A milestone is planned later than the lead time before a meeting allows, the region's own or the law's.

    The lead time and the milestone have the same id, and the meeting comes after the milestone (`after`, in one step or
    several). The law has lead times before a council's meeting: notice and summons, a week each. What has been reached
    is not looked at.

    Bad:
        # today: 2019-11-01
        # file: config/process.toml
        [[milestone]]
        id = "board"
        title = { sv = "Regionstyrelsen behandlar förslaget" }
        date = 2020-02-10  # RUS703

        [[milestone]]
        id = "council"
        title = { sv = "Regionfullmäktige beslutar" }
        body = "regionfullmaktige"
        date = 2020-02-18
        after = ["board"]

        # file: config/deadlines.toml
        [[lead]]
        id = "board"
        body = "regionfullmaktige"
        before = "3 weeks"

    Good:
        # today: 2019-11-01
        # file: config/process.toml
        [[milestone]]
        id = "board"
        title = { sv = "Regionstyrelsen behandlar förslaget" }
        date = 2020-01-28

        [[milestone]]
        id = "council"
        title = { sv = "Regionfullmäktige beslutar" }
        body = "regionfullmaktige"
        date = 2020-02-18
        after = ["board"]

        # file: config/deadlines.toml
        [[lead]]
        id = "board"
        body = "regionfullmaktige"
        before = "3 weeks"
    """
    passed_over = unreadable(facts, "date", "window", "done", "baseline", "every")
    for step, meeting, deadline, lead in too_late(facts):
        if {place(step.at), place(meeting.at)} & passed_over:
            continue
        due, when = due_on(step, facts.today), meeting_day(meeting, facts.today)
        told: dict[str, Any] = {"step": step.id, "deadline": deadline.day, "meeting": meeting.id, "meeting_day": when}
        told["day"] = None if due is None else due.last if isinstance(due, Days) else due.first
        if lead is None or (deadline.law and deadline.day == deadline.law_day):
            text = msg(
                "{step} is planned for {day}, and the law asks for {deadline} at the latest ({law}), "
                "before {meeting} on {meeting_day}; move one of them",
                law=deadline.law.text if deadline.law else "",
                **told,
            )
        else:
            text = msg(
                "{step} is planned for {day}, and its lead time at {lead} asks for {deadline} at the latest, "
                "before {meeting} on {meeting_day}; move one of them",
                lead=lead.at,
                **told,
            )
        yield Problem(step.at.key("date" if isinstance(due, Days) else "window"), text)


def too_late(facts: Facts) -> Iterator[tuple[Milestone, Milestone, Deadline, LeadTime | None]]:
    """Give each milestone that is planned later than a lead time allows: before which meeting, and the lead time."""
    plan, today = facts.plan, facts.today
    by_id = {one.id: one for one in plan.milestones}
    lawful = councils(plan)
    for meeting in plan.milestones:
        leads = own_leads(plan, meeting.body)
        day = meeting_day(meeting, today)
        if day is None or done_on(meeting, today):
            continue
        if not leads and meeting.body not in lawful:
            continue
        earlier = before(meeting.id, by_id)
        for deadline in deadlines(plan, meeting, day, today):
            step = by_id.get(deadline.id) if deadline.id in earlier else None
            counted = deadline.id in leads or deadline.law_day
            if not counted or step is None or done_on(step, today):
                continue
            due = due_on(step, today)
            if due and (due.last if isinstance(due, Days) else due.first) > deadline.day:
                yield step, meeting, deadline, leads.get(deadline.id)
