"""Where each milestone stands on a day: when it is due, how far it has slipped, what it waits for."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from rusctl.model.plan import Days, Event, Meeting, Milestone, MilestoneNote, Outcome, Plan, Progress, Status, Window
from rusctl.model.record import dataclass
from rusctl.schedule.state import rounds, years
from rusctl.schedule.state.rounds import RoundState, done_on, due_on, over_on
from rusctl.schedule.state.status import status_on

__all__ = ["Standing", "done_on", "due_on", "every_standing", "is_to_settle", "loops", "over_on", "standings"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A milestone on a day; `days_left` counts to the last day it is due, and is negative when that has passed.

    `due` is None where nobody has said when. `slip_days` is None without a baseline or where only a window is known.
    `alternatives` are, for a recurring day on a weekend or a holiday, that day and the next working day: nobody knows
    whether it moves, so it is overdue after both. `year` is the year of what comes back, 0 of what does not. `meeting`
    is the last one that treated it. `again` is the day a referral back opened it again, where it has not been reached
    since, and `since` the day it was postponed or given up. `goes_on` is the step in which its matter goes on, and
    `reason` is why it is not reached as it was to be. `judged` is the last entry of its journal.
    """

    milestone: Milestone
    due: Days | Window | None
    done: Days | Window | None
    days_left: int | None
    slip_days: int | None
    overdue: bool
    waits_for: tuple[str, ...]
    alternatives: tuple[dt.date, ...] = ()
    progress: Progress = Progress.OPEN
    year: int = 0
    meeting: Meeting | None = None
    again: dt.date | None = None
    since: dt.date | None = None
    goes_on: str = ""
    reason: str = ""
    judged: MilestoneNote | None = None

    @property
    def open(self) -> bool:
        """Whether it remains to be reached; a matter that goes on in another step remains there."""
        return self.progress in (Progress.OPEN, Progress.POSTPONED) and not self.goes_on

    @property
    def when(self) -> Days | Window | None:
        """When it is due or, where it was reached or sent on into another step, when that was."""
        if self.open:
            return self.due
        sent_on = self.meeting if self.goes_on else None
        return Days(first=sent_on.first, last=sent_on.last) if sent_on else self.done

    @property
    def outcome(self) -> Outcome | None:
        """How the last meeting that treated it ended."""
        return self.meeting.outcome if self.meeting else None


def is_to_settle(standing: Standing) -> bool:
    """Whether a milestone's date remains to be settled, where there is a last day for that."""
    return (
        standing.milestone.decide_by is not None
        and standing.milestone.every is None
        and standing.progress is Progress.OPEN
        and not standing.goes_on
    )


def standings(plan: Plan, today: dt.date) -> tuple[Standing, ...]:
    """Give every milestone's standing, the overdue ones first and then by the day they are due.

    What comes back every year has one: that of the first year that is missing, else of the next one to come.
    """
    return _in_order(found[0] for found in _found(plan, today))


def every_standing(plan: Plan, today: dt.date) -> tuple[Standing, ...]:
    """Give the standings in the same order, with one for each year of what comes back: done, missing and to come."""
    return _in_order(chain.from_iterable(_found(plan, today)))


def _found(plan: Plan, today: dt.date) -> Iterator[list[Standing]]:
    """Give the standings of each milestone, the one that counts first."""
    plan = rounds.followed(plan, today)
    states = [rounds.state_on(milestone, today) for milestone in plan.milestones]
    pending = {event.id for event in plan.events if status_on(event, today) not in {Status.HELD, Status.CANCELLED}}
    by_id = {milestone.id: state for milestone, state in zip(plan.milestones, states, strict=True)}
    pending = pending.difference(by_id) | {name for name, state in by_id.items() if state.holds_up}
    for milestone, state in zip(plan.milestones, states, strict=True):
        waits = tuple(one.id for one in milestone.after if one.id in pending)
        found = _yearly(milestone, waits, today) if milestone.every else [_once(milestone, state, waits, today)]
        judged = last_judged(milestone, today)
        yield [replace(one, judged=judged) for one in found] if judged else found


def last_judged(milestone: Milestone, today: dt.date) -> MilestoneNote | None:
    """Give the last entry of a milestone's journal up to a day: that of the latest day, of several the last written."""
    said = [one for one in milestone.journal if one.date <= today]
    return max(enumerate(said), key=lambda one: (one[1].date, one[0]))[1] if said else None


def loops(records: Sequence[Milestone | Event]) -> tuple[tuple[str, ...], ...]:
    """Give each loop of records that wait for one another, as the ids from the first of them back to itself.

    One is given for each `after` that closes a loop on the way; another that is closed by the same one shows when the
    first is mended.
    """
    waits = {record.id: [one.id for one in record.after] for record in records}
    positions = {record.id: index for index, record in enumerate(records)}
    found: dict[tuple[str, ...], None] = {}
    met: set[str] = set()
    for start, others in waits.items():
        path = {start: iter(others)}  # each id on the way, and what of its `after` is still to be followed
        while path and start not in met:
            name = next(reversed(path))
            following = next((one for one in path[name] if one in path or (one in waits and one not in met)), None)
            if following is None:
                met.add(name)
                del path[name]
            elif following in path:
                names = list(path)
                found[_from_the_first(names[names.index(following) :], positions)] = None
            else:
                path[following] = iter(waits[following])
    return tuple(found)


def _from_the_first(ring: list[str], positions: Mapping[str, int]) -> tuple[str, ...]:
    start = ring.index(min(ring, key=positions.__getitem__))
    return (*ring[start:], *ring[: start + 1])


def _in_order(found: Iterable[Standing]) -> tuple[Standing, ...]:
    return tuple(sorted(found, key=_order))


def _order(standing: Standing) -> tuple[bool, dt.date, dt.date]:
    due = standing.due
    last = due.last if due else dt.date.max
    return not standing.overdue, last, due.first if due else dt.date.max


def _once(milestone: Milestone, state: RoundState, waits: tuple[str, ...], today: dt.date) -> Standing:
    is_open = state.progress in (Progress.OPEN, Progress.POSTPONED) and not state.goes_on
    due, done = state.due, state.done
    return Standing(
        milestone=milestone,
        due=due,
        done=done,
        days_left=(due.last - today).days if is_open and due else None,
        slip_days=_slip(milestone, due if is_open else done),
        overdue=bool(is_open and due and due.last < today),
        waits_for=waits if is_open else (),
        progress=state.progress,
        meeting=state.meeting,
        again=None if done else state.opened,
        since=state.stopped,
        goes_on=state.goes_on,
        reason=_reason(milestone, state),
    )


def _yearly(milestone: Milestone, waits: tuple[str, ...], today: dt.date) -> list[Standing]:
    """Give a standing for each year that is known to be done, missing or next; one that is open comes first."""
    found = [
        Standing(
            milestone=milestone,
            due=Days(first=one.due, last=one.due),
            done=Days(first=one.done, last=one.done) if one.done else None,
            days_left=one.days_left(today),
            slip_days=None,
            overdue=one.overdue(today),
            waits_for=waits if one.progress is Progress.OPEN else (),
            alternatives=one.alternatives,
            progress=one.progress,
            year=one.year,
            since=one.given_up,
            reason=one.reason,
        )
        for one in years.years(milestone, today)
    ]
    if not found:
        found = [_never(milestone)]
    return sorted(found, key=lambda one: not one.open)


def _never(milestone: Milestone) -> Standing:
    """Give the standing of what comes back no more, or only after the end of the calendar."""
    progress = Progress.GIVEN_UP if milestone.given_up else Progress.OPEN
    return Standing(
        milestone=milestone,
        due=None,
        done=None,
        days_left=None,
        slip_days=None,
        overdue=False,
        waits_for=(),
        progress=progress,
        since=milestone.given_up,
        reason=milestone.reason,
    )


def _reason(milestone: Milestone, state: RoundState) -> str:
    """Give why it was postponed or given up, else why the last meeting ended as it did."""
    if state.progress in (Progress.POSTPONED, Progress.GIVEN_UP):
        told = next((one.reason for one in reversed(milestone.earlier) if one.reason), "")
        return milestone.reason or told
    return state.meeting.reason if state.meeting and state.progress is not Progress.DONE else ""


def _slip(milestone: Milestone, outcome: Days | Window | None) -> int | None:
    if milestone.baseline is None or not isinstance(outcome, Days):
        return None
    return (outcome.last - milestone.baseline).days
