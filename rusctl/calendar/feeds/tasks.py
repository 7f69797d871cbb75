"""Milestones as tasks (VTODO), for those who want to tick them off; in a file of their own, never beside events."""

import datetime as dt
from collections.abc import Iterable

from rusctl.calendar.ics.entry import Entry, Task
from rusctl.model.plan import Days, Plan, Window
from rusctl.schedule.state.milestones import done_on

MARK = ".todo@"  # two components of different kinds do not share a UID


def tasks(plan: Plan, entries: Iterable[Entry], today: dt.date) -> tuple[Task, ...]:
    """Give the tasks of milestones' entries, in their order; what was done on a day not known has no day of it."""
    done = {milestone.id: done_on(milestone, today) for milestone in plan.milestones}
    return tuple(_task(entry, done.get(entry.uid.partition("@")[0])) for entry in entries)


def _task(entry: Entry, done: Days | Window | None) -> Task:
    name, _, domain = entry.uid.partition("@")
    is_done = done is not None and not entry.yearly
    status = "CANCELLED" if entry.status == "CANCELLED" else "COMPLETED" if is_done else "NEEDS-ACTION"
    return Task(
        uid=f"{name}{MARK}{domain}",
        due=entry.when.last,
        summary=entry.summary,
        status=status,
        created=entry.created,
        modified=entry.modified,
        yearly=entry.yearly,
        sequence=entry.sequence,
        completed=done.last if isinstance(done, Days) and status == "COMPLETED" else None,
        description=entry.description,
        categories=entry.categories,
        organizer=entry.organizer,
    )
