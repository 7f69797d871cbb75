"""A milestone as it could be known on a day: done, opened again, postponed, given up, or going on in another step."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple, TypeVar

from rusctl.model.durations import After
from rusctl.model.plan import Days, Event, Hours, Meeting, Milestone, Outcome, Plan, Progress, Window
from rusctl.model.rounds import before
from rusctl.schedule.state.years import years

Record = Milestone | Event
R = TypeVar("R", Milestone, Event)


class RoundState(NamedTuple):
    """A milestone as it could be known on a day, worked out once; the functions of the same names say what each is.

    `over` is when it was over in the plan, and `stopped` the day it was postponed or given up, where that is so.
    """

    done: Days | Window | None
    due: Days | Window | None
    progress: Progress
    meeting: Meeting | None
    goes_on: str
    over: Days | Window | None
    opened: dt.date | None
    stopped: dt.date | None

    @property
    def holds_up(self) -> bool:
        """Whether what comes after it must wait for it."""
        return self.over is None and self.progress is not Progress.GIVEN_UP


def state_on(milestone: Milestone, today: dt.date) -> RoundState:
    """Give all that is known of a milestone on a day."""
    undone = _round_ended(milestone, today)
    done = _done(milestone, today, undone)
    due = _due(milestone, today, undone)
    progress = _progress(milestone, today, undone, done, due)
    meeting = last_meeting(milestone, today)
    sent_on = _goes_on(milestone, meeting, done)
    return RoundState(
        done,
        due,
        progress,
        meeting,
        sent_on,
        _days_of(meeting) if sent_on else done,
        opened_on(milestone, today),
        stopped_on(milestone, today, progress),
    )


def done_on(milestone: Milestone, today: dt.date) -> Days | Window | None:
    """Give when it was reached, if that could be known on the day, and nothing has opened it again since.

    A decision is reached by the meeting that adopted it. A meeting that ended otherwise undoes what stands as done on
    its days or before.
    """
    return _done(milestone, today, _round_ended(milestone, today))


def due_on(milestone: Milestone, today: dt.date) -> Days | Window | None:
    """Give when it is due; an outcome after today is unknown, and so is the date it was moved to meanwhile.

    What was postponed or given up has no date, nor has what was opened again and has got no new one. A date that was
    given up never comes back.
    """
    return _due(milestone, today, _round_ended(milestone, today))


def progress_on(milestone: Milestone, today: dt.date) -> Progress:
    """Give how far it has come; a date that was given up, with nothing in its place, is a postponement."""
    return state_on(milestone, today).progress


def stopped_on(milestone: Milestone, today: dt.date, progress: Progress) -> dt.date | None:
    """Give the day it was postponed or given up, where that is so and the day is known."""
    day = {Progress.POSTPONED: milestone.postponed, Progress.GIVEN_UP: milestone.given_up}.get(progress)
    return day if day and day <= today else None


def last_meeting(milestone: Milestone, today: dt.date) -> Meeting | None:
    """Give the last meeting whose outcome could be known on the day."""
    return next(reversed([one for one in milestone.meetings if one.outcome and one.last <= today]), None)


def opened_on(milestone: Milestone, today: dt.date) -> dt.date | None:
    """Give the last day up to today on which a referral back opened it again."""
    return max((day for day in milestone.reopened if day <= today), default=None)


def goes_on(milestone: Milestone, today: dt.date) -> str:
    """Give the id of the step in which its matter goes on, where a referral back has sent it there by the day."""
    if not milestone.goes_on:
        return ""
    return _goes_on(milestone, last_meeting(milestone, today), done_on(milestone, today))


def over_on(milestone: Milestone, today: dt.date) -> Days | Window | None:
    """Give when it was over in the plan: reached, or sent on into another step."""
    return treated_on(milestone, today) if goes_on(milestone, today) else done_on(milestone, today)


def treated_on(milestone: Milestone, today: dt.date) -> Days | None:
    """Give the days of the last meeting that treated it, whatever its outcome."""
    return _days_of(last_meeting(milestone, today))


def holds_up(milestone: Milestone, today: dt.date) -> bool:
    """Whether what comes after it must wait for it."""
    return state_on(milestone, today).holds_up


def _done(milestone: Milestone, today: dt.date, undone: dt.date | None) -> Days | Window | None:
    known = [one for one in _reached(milestone) if one.last <= today and (undone is None or one.last > undone)]
    return max(known, key=lambda one: one.last, default=None)


def _due(milestone: Milestone, today: dt.date, undone: dt.date | None) -> Days | Window | None:
    if milestone.every:
        return _next_year(milestone, today)
    if _stopped(milestone, today):
        return None
    meeting = next((one for one in milestone.meetings if one.outcome is None and _after(one, undone)), None)
    if meeting:
        return _days_of(meeting)
    baseline = Days(first=milestone.baseline, last=milestone.baseline) if milestone.baseline else None
    known_later = any(one.last > today for one in _reached(milestone))
    if baseline and not undone and (known_later or not (milestone.when or milestone.earlier)):
        return baseline
    if milestone.when is None and milestone.postponed and milestone.postponed > today:
        return _last_stated(milestone) or baseline
    return milestone.when if milestone.when and _after(milestone.when, undone) else None


def _progress(
    milestone: Milestone,
    today: dt.date,
    undone: dt.date | None,
    done: Days | Window | None,
    due: Days | Window | None,
) -> Progress:
    if done:
        return Progress.DONE
    if milestone.given_up and milestone.given_up <= today:
        return Progress.GIVEN_UP
    if milestone.postponed and milestone.postponed <= today:
        return Progress.POSTPONED
    taken_back = due is None and not undone and any(one.when and not one.done for one in milestone.earlier)
    return Progress.POSTPONED if taken_back else Progress.OPEN


def _goes_on(milestone: Milestone, meeting: Meeting | None, done: Days | Window | None) -> str:
    referred = meeting is not None and meeting.outcome is Outcome.REFERRED_BACK
    return milestone.goes_on if referred and not done else ""


def _days_of(meeting: Meeting | None) -> Days | None:
    return Days(first=meeting.first, last=meeting.last) if meeting else None


def followed(plan: Plan, today: dt.date) -> Plan:
    """Give the plan in which what came after a decision comes after the step in which its matter goes on.

    The steps that lead to that one stay where they are: they follow the referral itself.
    """
    moved = {one.id: name for one in plan.milestones if one.goes_on and (name := goes_on(one, today))}
    if not moved:
        return plan
    by_id: dict[str, Record] = {one.id: one for one in plan.events}
    by_id |= {one.id: one for one in plan.milestones}
    leads = {name: before(name, by_id) | {name} for name in moved.values()}

    def following(record: R) -> R:
        if not any(one.id in moved for one in record.after):
            return record
        return replace(record, after=tuple(_followed(one, record.id, moved, leads) for one in record.after))

    return replace(plan, milestones=tuple(map(following, plan.milestones)), events=tuple(map(following, plan.events)))


def adopting(plan: Plan, name: str, today: dt.date) -> str:
    """Give the id of the step that adopts what a step was to adopt: the step itself, or the one in which it goes on."""
    milestones = {one.id: one for one in plan.milestones}
    seen = {name}
    while name in milestones and (following := goes_on(milestones[name], today)) and following not in seen:
        name = following
        seen.add(name)
    return name


def _followed(one: After, name: str, moved: Mapping[str, str], leads: Mapping[str, set[str]]) -> After:
    seen: set[str] = set()
    while one.id in moved and one.id not in seen and name not in leads[moved[one.id]]:
        seen.add(one.id)
        one = one._replace(id=moved[one.id])
    return one


def _reached(milestone: Milestone) -> Iterator[Days | Window]:
    """Give every time it was reached, in any round, whatever the day."""
    if milestone.done:
        yield milestone.done
    yield from (one.done for one in milestone.earlier if one.done)
    for meeting in milestone.meetings:
        if meeting.outcome is Outcome.ADOPTED:
            yield Days(first=meeting.first, last=meeting.last)


def _round_ended(milestone: Milestone, today: dt.date) -> dt.date | None:
    """Give the last day up to today on which a round of it ended without a decision."""
    days = [one.last for one in milestone.meetings if one.outcome not in (None, Outcome.ADOPTED)]
    return max((day for day in (*days, *milestone.reopened) if day <= today), default=None)


def _stopped(milestone: Milestone, today: dt.date) -> bool:
    return any(day is not None and day <= today for day in (milestone.postponed, milestone.given_up))


def _after(one: Days | Window | Meeting, day: dt.date | None) -> bool:
    return day is None or one.last > day


def _last_stated(milestone: Milestone) -> Days | Window | None:
    """Give the date that held until it was postponed."""
    when = next((one.when for one in reversed(milestone.earlier) if one.when and not one.done), None)
    return None if isinstance(when, Hours) else when


def _next_year(milestone: Milestone, today: dt.date) -> Days | None:
    due = next((one.due for one in years(milestone, today) if not (one.done or one.given_up)), None)
    return Days(first=due, last=due) if due else None
