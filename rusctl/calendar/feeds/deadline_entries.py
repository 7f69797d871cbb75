"""The deadlines round meetings as all-day entries of a calendar."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import replace

from rusctl.calendar.feeds.entries import EntryOptions, current
from rusctl.calendar.ics import clean
from rusctl.calendar.ics.entry import Entry
from rusctl.language.catalogue import Language
from rusctl.language.message import Message, msg
from rusctl.language.spans import span
from rusctl.model.plan import Days, Plan
from rusctl.schedule.state.deadlines import Deadline, deadlines, meeting_day
from rusctl.schedule.state.milestones import Standing

OF_THEMSELVES = {"appeal", "force"}  # titles that say what day it is


def deadline_entries(
    plan: Plan, standings: Iterable[Standing], today: dt.date, options: EntryOptions
) -> Iterator[Entry]:
    """Give the deadlines of each meeting that has an exact day.

    A UID is the milestone's with the deadline's id after a full stop, which no id of the plan's holds, so it is stable
    and never another's. A deadline has the version of the milestone that it is counted from.
    """
    for standing in standings:
        milestone = standing.milestone
        day = meeting_day(milestone, today)
        if day is None or milestone.every:
            continue
        mine = next(one for one in current(replace(plan, events=()), [standing], options) if one.milestone).entry
        if mine is None:
            continue
        found = [one for one in deadlines(plan, milestone, day, today) if one.id != "meeting"]
        for one in found:
            yield _entry(one, mine, plan)


def _entry(one: Deadline, mine: Entry, plan: Plan) -> Entry:
    language = Language(plan.process.language)
    what = language.value(one.title)
    if one.id not in OF_THEMSELVES:
        what = language.text(msg("Last day: {what}", what=what))
    name, _, domain = mine.uid.partition("@")
    return replace(
        mine,
        uid=f"{name}.{one.id}@{domain}",
        when=Days(first=one.day, last=one.day),
        summary=clean.line(f"{what} – {mine.summary}"),
        description="\n".join(language.text(line) for line in _about(one)),
        status="CONFIRMED",
        yearly=False,
    )


def _about(one: Deadline) -> Iterator[Message]:
    if one.working_day != one.day:
        yield msg("The last working day is {day}", day=one.working_day)
    if one.law:
        yield msg("{law} (wording in force from {day})", law=one.law.text, day=one.law.since)
    if one.own:
        yield msg("The region's own lead time: {span}", span=span(one.own))
    if one.counted:
        yield msg("Moved from {day}, a day off", day=one.counted)
