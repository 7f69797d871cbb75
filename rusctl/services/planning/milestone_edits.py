"""What changing a milestone does to its table: moved, done, decided, postponed, given up, reopened or removed."""

import datetime as dt
from collections.abc import Sequence
from typing import Any, NamedTuple

from rusctl.errors import PolicyError, RusctlError, UsageError
from rusctl.language.message import Message, msg
from rusctl.language.vocabulary import LEVEL, OUTCOME
from rusctl.model.plan import (
    Days,
    Event,
    Hours,
    Meeting,
    Milestone,
    MilestoneNote,
    Outcome,
    Plan,
    Progress,
    When,
    Window,
)
from rusctl.model.rounds import before, between
from rusctl.schedule.state import rounds, years
from rusctl.storage.toml import edits

Table = dict[str, Any]
DATES = ("date", "window")


class Change(NamedTuple):
    """The edits to a milestone, what they come to, and what there is to say beside it."""

    edits: list[edits.Edit]
    done: Message
    notes: tuple[Message, ...] = ()


class Told(NamedTuple):
    """What is said of a change beside the day: why, by whom, and under which diarienummer; empty where it is not."""

    reason: str = ""
    source: str = ""
    dnr: str = ""


def day_or_window(when: When) -> Days | Window:
    """Give when a milestone is; RusctlError for a time of day, which a milestone has not."""
    if isinstance(when, Hours):
        raise RusctlError(msg("a milestone has a day and no time of day; write the day alone"))
    return when


def moved(milestone: Milestone, table: Table, new: Days | Window, told: Told, today: dt.date) -> Change:
    """Give the edits that put a date in the place of the one there is, which is kept under [[milestone.earlier]].

    The source belongs to the new date, and the old date keeps its own. There are none where it has the date already.
    """
    _refuse_yearly(milestone)
    _refuse_over(milestone, today)
    old, name = rounds.due_on(milestone, today), milestone.title or milestone.id
    if old == new == milestone.when:
        return Change([], msg("{event} already is {when}", event=name, when=new))
    changes = [*_kept(milestone, table, told.reason, today), *_dated(milestone, table, new)]
    changes += [edits.Delete(milestone.at.key(key).route) for key in ("postponed", "reason") if key in table]
    if told.source:
        changes.append(edits.Set(milestone.at.key("source").route, told.source))
    elif "source" in table and any(key in table for key in DATES):
        changes.append(edits.Delete(milestone.at.key("source").route))
    if old:
        return Change(changes, msg("{event} is moved from {old} to {new}", event=name, old=old, new=new))
    return Change(changes, msg("{event} is set to {new}", event=name, new=new))


def finished(milestone: Milestone, table: Table, when: Days | Window, told: Told, today: dt.date) -> Change:
    """Give the edits that say when a milestone was reached; an earlier round keeps its own day."""
    _refuse_over(milestone, today)
    _refuse_future(milestone, when, today)
    meeting = rounds.last_meeting(milestone, today)
    if meeting and meeting.outcome not in (None, Outcome.ADOPTED) and when.last <= meeting.last:
        days = Days(first=meeting.first, last=meeting.last)
        text = msg("{id}: {outcome} {day}", id=milestone.id, outcome=OUTCOME[meeting.outcome], day=days)
        raise PolicyError(text, meeting.at)
    changes: list[edits.Edit] = []
    if "done" in table:
        changes.append(edits.Append(milestone.at.key("earlier").route, {"done": table["done"]}))
    changes.append(edits.Set(milestone.at.key("done").route, _value(when), after=_after_dates(table)))
    changes += [edits.Delete(milestone.at.key(key).route) for key in ("postponed", "reason") if key in table]
    for meeting in milestone.meetings:
        if meeting.outcome is None and meeting.first <= when.last and when.first <= meeting.last:
            changes.append(edits.Set(meeting.at.key("outcome").route, Outcome.ADOPTED.value))
    changes += _facts(milestone, told._replace(reason=""))
    return Change(changes, msg("{name}: done {day}", name=milestone.title or milestone.id, day=when))


def finished_year(milestone: Milestone, day: dt.date, year: int, told: Told, today: dt.date) -> Change:
    """Give the edits that say on which day a year of what comes back was done; without a year, the one that is open.

    Of several that are open it is the one whose day is nearest to the day; where that one is not open, the first.
    """
    _refuse_future(milestone, Days(first=day, last=day), today)
    found = years.years(milestone, today)
    open_ones = [one.year for one in found if one.progress is Progress.OPEN]
    if not year:
        if not open_ones or milestone.every is None:
            raise PolicyError(msg("{id} has no year that is open", id=milestone.id), milestone.at)
        near = years.nearest(milestone.every, day)
        year = near if near in open_ones else open_ones[0]
    return _year(milestone, year, {"done": day}, told, msg("done {day}", day=day))


def decided(
    plan: Plan,
    milestone: Milestone,
    table: Table,
    meeting: Meeting,
    today: dt.date,
    *,
    following: Days | Window | None = None,
) -> Change:
    """Give the edits that say how a meeting ended; what it makes to be done again is said.

    A meeting that is written down on that day gets the outcome, another is added. `following` is the day of the next
    meeting, where that is known.
    """
    _refuse_yearly(milestone)
    if rounds.progress_on(milestone, today) is Progress.GIVEN_UP:
        raise _reopen_first(milestone, msg("given up"))
    days = Days(first=meeting.first, last=meeting.last)
    _refuse_future(milestone, days, today)
    there = next((one for one in milestone.meetings if one.first <= days.last and days.first <= one.last), None)
    told = _meeting_table(meeting)
    changes: list[edits.Edit] = []
    if there:
        changes += [edits.Set(there.at.key(key).route, value) for key, value in told.items()]
        if there.to_step and not meeting.to_step:
            changes.append(edits.Delete(there.at.key("to_step").route))
    else:
        changes.append(edits.Append(milestone.at.key("meeting").route, told))
    if meeting.outcome is Outcome.ADOPTED:
        changes.append(edits.Set(milestone.at.key("done").route, meeting.last, after=_after_dates(table)))
        changes += [edits.Delete(milestone.at.key(key).route) for key in ("postponed", "reason") if key in table]
    elif milestone.done and milestone.done.last <= meeting.last:
        changes.append(edits.Delete(milestone.at.key("done").route))
    if following:
        left = {key: value for key, value in table.items() if key != "done"}
        changes += [*_kept(milestone, left, meeting.reason, today), *_dated(milestone, table, following)]
    outcome = OUTCOME[meeting.outcome] if meeting.outcome else msg("open")
    done = msg("{name}: {outcome} {day}", name=milestone.title or milestone.id, outcome=outcome, day=days)
    return Change(changes, done, tuple(_consequences(plan, milestone, meeting)))


def postponed(milestone: Milestone, table: Table, told: Told, today: dt.date) -> Change:
    """Give the edits that take the date away until further notice; it is kept under [[milestone.earlier]]."""
    _refuse_yearly(milestone)
    _refuse_over(milestone, today)
    if milestone.postponed:
        text = msg("{id} is postponed already, since {day}", id=milestone.id, day=milestone.postponed)
        raise PolicyError(text, milestone.at)
    changes = [*_kept(milestone, table, told.reason, today)]
    changes += [edits.Delete(milestone.at.key(key).route) for key in (*DATES, "source") if key in table]
    changes.append(edits.Set(milestone.at.key("postponed").route, today, after=_after_dates(table, gone=True)))
    changes += _facts(milestone, told)
    return Change(changes, msg("{name} is postponed until further notice", name=milestone.title or milestone.id))


def given_up(milestone: Milestone, year: int, told: Told, today: dt.date) -> Change:
    """Give the edits that say that a milestone, or one year of what comes back, is not to be reached."""
    if year:
        if milestone.every is None:
            raise PolicyError(msg("{id} does not come back every year", id=milestone.id), milestone.at)
        return _year(milestone, year, {"given_up": today}, told, msg("given up {day}", day=today))
    _refuse_over(milestone, today)
    changes: list[edits.Edit] = [edits.Set(milestone.at.key("given_up").route, today)]
    changes += _facts(milestone, told)
    return Change(changes, msg("{name} is given up", name=milestone.title or milestone.id))


def judged(milestone: Milestone, entry: MilestoneNote, today: dt.date) -> Change:
    """Give the edit that writes an entry into a milestone's journal, after those that are there."""
    _refuse_future(milestone, Days(first=entry.date, last=entry.date), today)
    if not entry.text.strip():
        raise UsageError(msg("give with --text how it stands and what is done about it"))
    told = {"date": entry.date, "level": entry.level.value, "text": " ".join(entry.text.split())}
    told |= {"source": entry.source}
    table = {key: value for key, value in told.items() if value}
    name = milestone.title or milestone.id
    done = msg("{name}: {level} {day}, {text}", name=name, level=LEVEL[entry.level], day=entry.date, text=entry.text)
    return Change([edits.Append(milestone.at.key("journal").route, table)], done)


def reopened(milestone: Milestone, table: Table, year: int, today: dt.date) -> Change:
    """Give the edits that open again what was done or given up; what is postponed gets a new day instead."""
    name = milestone.title or milestone.id
    if year:
        there = next((one for one in milestone.occurrences if one.year == year), None)
        if there is None:
            raise PolicyError(msg("{id} has nothing written down for {year}", id=milestone.id, year=str(year)))
        return Change([edits.Delete(there.at.route)], msg("{name} {year}: open", name=name, year=str(year)))
    progress = rounds.progress_on(milestone, today)
    changes: list[edits.Edit] = []
    if progress is Progress.DONE or (milestone.every and "done" in table):
        if "done" in table:
            changes.append(edits.Delete(milestone.at.key("done").route))
        meeting = rounds.last_meeting(milestone, today)
        if meeting and meeting.outcome is Outcome.ADOPTED:
            changes.append(edits.Delete(meeting.at.key("outcome").route))
    elif progress is Progress.GIVEN_UP:
        changes = [edits.Delete(milestone.at.key(key).route) for key in ("given_up", "reason") if key in table]
    if not changes:
        text = msg(
            "{id} is neither done nor given up; a new day is set with: rusctl milestone move {id}", id=milestone.id
        )
        raise PolicyError(text, milestone.at)
    return Change(changes, msg("{name} is open again", name=name))


def removed(plan: Plan, milestone: Milestone) -> Change:
    """Give the edit that takes a milestone out of the file; PolicyError where something names it."""
    named = [one.id for one in plan.records if any(link.id == milestone.id for link in one.after)]
    named += [one.id for one in plan.milestones if any(meeting.to_step == milestone.id for meeting in one.meetings)]
    named += [one.id for one in plan.tours if one.closes == milestone.id]
    named += [one.at.file for one in plan.consultations if milestone.id in (one.opens, one.closes)]
    named += [one.at.file for one in plan.checks.reviews if milestone.id in (one.adopted, one.review)]
    if named:
        text = msg(
            "{id} is named by {names}; take it out there first, or give it up: rusctl milestone give-up {id}",
            id=milestone.id,
            names=list(dict.fromkeys(named)),
        )
        raise PolicyError(text, milestone.at)
    name = milestone.title or milestone.id
    done = msg("{event} is removed; its id {id} is not to be used again", event=name, id=milestone.id)
    return Change([edits.Delete(milestone.at.route)], done)


def possible(milestone: Milestone, today: dt.date) -> tuple[str, ...]:
    """Give the commands that a milestone allows as it stands on a day."""
    if milestone.every:
        return ("done", "give-up", "set", "note", *(("reopen",) if milestone.occurrences else ()))
    progress = rounds.progress_on(milestone, today)
    if progress is Progress.GIVEN_UP:
        return ("reopen", "set", "note", "remove")
    if progress is Progress.DONE:
        return ("reopen", "outcome", "set", "note", "remove")
    if progress is Progress.POSTPONED:
        return ("move", "done", "outcome", "give-up", "set", "note", "remove")
    return ("move", "done", "outcome", "postpone", "give-up", "set", "note", "remove")


def every_year(first: dt.date | None) -> dict[str, Any]:
    """Give the keys of what comes back every year from a day on; nothing where there is no such day.

    RusctlError for 29 February, which does not come every year.
    """
    if first and (first.month, first.day) == (2, 29):
        raise RusctlError(msg("day {day} does not come every year in month {month}", day=first.day, month=first.month))
    return {"every": "year", "month": first.month, "day": first.day, "first": first.year} if first else {}


def added(table: Table, when: Days | Window | None, *, promised: bool) -> list[edits.Edit]:
    """Give the edits that add a milestone; with `promised` its day is kept as the one that was first promised too."""
    dates: Table = {}
    meeting: Table = {}
    if when and isinstance(when, Days):
        dates = {"baseline": when.last} if promised else {}
        if when.first == when.last:
            dates["date"] = when.first
        else:
            meeting = {"from": when.first, "to": when.last}
    elif when:
        if promised:
            raise RusctlError(msg("only a day can be the one that was promised; write the day"))
        dates = {"window": _value(when)}
    order = ("id", "title", "body")
    first = {key: table[key] for key in order if key in table}
    rest = {key: value for key, value in table.items() if key not in order}
    whole = {key: value for key, value in {**first, **dates, **rest}.items() if value not in ("", [])}
    return [edits.Append(("milestone",), whole | ({"meeting": [meeting]} if meeting else {}))]


def with_values(milestone: Milestone, table: Table, values: Table, minutes: Table) -> list[edits.Edit]:
    """Give the edits that set some keys, and days of the minutes; an empty value takes its key out.

    The minutes are those of the last meeting, where there are meetings.
    """
    meeting = milestone.meetings[-1] if milestone.meetings else None
    at = meeting.at if meeting else milestone.at
    own = table["meeting"][meeting.at.route[-1]] if meeting else table
    found = [(milestone.at.key(key).route, value, key in table) for key, value in values.items()]
    found += [(at.key(key).route, value, key in own) for key, value in minutes.items()]
    changes: list[edits.Edit] = []
    for route, value, there in found:
        if value not in ("", []):
            changes.append(edits.Set(route, value))
        elif there:
            changes.append(edits.Delete(route))
    return changes


def _year(milestone: Milestone, year: int, what: Table, told: Told, state: Message) -> Change:
    facts = {"reason": told.reason, "dnr": told.dnr, "source": told.source}
    values = what | {key: value for key, value in facts.items() if value}
    name = milestone.title or milestone.id
    done = msg("{name} {year}: {state}", name=name, year=str(year), state=state)
    there = next((one for one in milestone.occurrences if one.year == year), None)
    if there is None:
        return Change([edits.Append(milestone.at.key("occurrence").route, {"year": year} | values)], done)
    if there.done or there.given_up:
        text = msg(
            "{id} {year} is over; reopen it first: rusctl milestone reopen {id} --year {year}",
            id=milestone.id,
            year=str(year),
        )
        raise PolicyError(text, there.at)
    return Change([edits.Set(there.at.key(key).route, value) for key, value in values.items()], done)


def _meeting_table(meeting: Meeting) -> Table:
    table: Table = {"from": meeting.first}
    if meeting.last != meeting.first:
        table["to"] = meeting.last
    told = {"outcome": meeting.outcome.value if meeting.outcome else "", "to_step": meeting.to_step}
    told |= {"reason": meeting.reason, "dnr": meeting.dnr, "source": meeting.source}
    return table | {key: value for key, value in told.items() if value}


def _consequences(plan: Plan, milestone: Milestone, meeting: Meeting) -> Sequence[Message]:
    if not meeting.to_step:
        return ()
    by_id: dict[str, Milestone | Event] = {one.id: one for one in plan.records}
    if milestone.id in before(meeting.to_step, by_id):
        return (msg("what came after it follows the step in which the matter goes on"),)
    again = between(meeting.to_step, milestone.id, by_id)
    names = [one.title or one.id for one in plan.milestones if one.id in again]
    return (msg("to be done again: {names}", names=names),) if names else ()


def _kept(milestone: Milestone, table: Table, reason: str, today: dt.date) -> list[edits.Edit]:
    """Give the edits that keep the date there is, and the day it was reached in a round that has ended."""
    old = {key: table[key] for key in DATES if key in table}
    changes: list[edits.Edit] = []
    planned = next((one for one in milestone.meetings if one.outcome is None), None)
    if planned and not old:
        one_day = planned.first == planned.last
        old = {"date": planned.first} if one_day else {"window": {"from": planned.first, "to": planned.last}}
    if "done" in table and rounds.done_on(milestone, today) is None:
        old["done"] = table["done"]
        changes.append(edits.Delete(milestone.at.key("done").route))
    if old:
        told = {"source": milestone.source, "reason": reason}
        kept = old | {key: value for key, value in told.items() if value}
        changes.append(edits.Append(milestone.at.key("earlier").route, kept))
    if planned:
        changes.append(edits.Delete(planned.at.route))
    return changes


def _dated(milestone: Milestone, table: Table, new: Days | Window) -> list[edits.Edit]:
    """Give the edits that write a date: a day, a window, or a meeting over several days."""
    anchor = next((key for key in (*DATES, "baseline", "body", "title", "id") if key in table), "")
    changes: list[edits.Edit] = []
    key = "window" if isinstance(new, Window) else "date"
    several = isinstance(new, Days) and new.first != new.last
    if not several:
        changes.append(edits.Set(milestone.at.key(key).route, _value(new), after=anchor))
    changes += [edits.Delete(milestone.at.key(one).route) for one in DATES if one in table and (several or one != key)]
    if several:
        changes.append(edits.Append(milestone.at.key("meeting").route, {"from": new.first, "to": new.last}))
    return changes


def _value(when: Days | Window) -> object:
    if isinstance(when, Days) and when.first == when.last:
        return when.first
    window: Table = {"from": when.first, "to": when.last}
    return window | ({"text": when.text} if isinstance(when, Window) and when.text else {})


def _after_dates(table: Table, *, gone: bool = False) -> str:
    keys = ("baseline", "body", "title", "id") if gone else (*DATES, "baseline", "body", "title", "id")
    return next((key for key in keys if key in table), "")


def _facts(milestone: Milestone, told: Told) -> list[edits.Edit]:
    facts = {"reason": told.reason, "dnr": told.dnr, "source": told.source}
    return [edits.Set(milestone.at.key(key).route, value) for key, value in facts.items() if value]


def _refuse_yearly(milestone: Milestone) -> None:
    if milestone.every:
        text = msg("{id} comes back every year; its day is month and day in config/process.toml", id=milestone.id)
        raise PolicyError(text, milestone.at)


def _refuse_over(milestone: Milestone, today: dt.date) -> None:
    progress = rounds.progress_on(milestone, today)
    if progress is Progress.DONE and not milestone.every:
        raise _reopen_first(milestone, msg("done"))
    if progress is Progress.GIVEN_UP:
        raise _reopen_first(milestone, msg("given up"))


def _reopen_first(milestone: Milestone, state: Message) -> PolicyError:
    text = msg("{id} is {state}; reopen it first: rusctl milestone reopen {id}", id=milestone.id, state=state)
    return PolicyError(text, milestone.at)


def _refuse_future(milestone: Milestone, when: Days | Window, today: dt.date) -> None:
    last = when.first if isinstance(when, Window) else when.last
    if last > today:
        raise PolicyError(msg("{id}: {when} is after today", id=milestone.id, when=when), milestone.at)
