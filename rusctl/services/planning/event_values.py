"""What an event has besides its date and its status: the edits that set it, in one event or in several."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from rusctl.errors import PolicyError, RusctlError
from rusctl.language.message import msg
from rusctl.model.plan import Days, Event, Hours, When, exact
from rusctl.schedule.dates.hours import as_hours
from rusctl.schedule.dates.parse import read_when
from rusctl.services.planning.change_events import before_date, propose, refuse_new_faults, when_edits
from rusctl.services.planning.event_copies import lacking
from rusctl.services.project import Project
from rusctl.storage.files.names import EVENTS
from rusctl.storage.toml import edits


def with_values(
    project: Project, events: Sequence[Event], values: dict[str, Any], times: str | None, like: str = ""
) -> list[edits.Edit]:
    """Give the edits that set some keys in events; an empty value takes its key out.

    What an event lacks besides it gets as the template or the event `like` has it. `times` are times of day, as people
    write them, on the day that each event has, or is to have; empty where they hold no more. PolicyError for an event
    over several days, RusctlError for a value that the file could not hold.
    """
    tables = project.readable().data[EVENTS]["event"]
    changes: list[edits.Edit] = []
    for event in events:
        table = tables[event.at.route[1]]
        more = lacking(project, like, event, table) if like else {}
        hours = more.pop("hours", None) if times is None else times
        if hours is not None:
            changes += _hours(project, event, table, hours)
        for key, value in {**more, **values}.items():
            if (
                isinstance(value, str) and value and isinstance(table.get(key), dict)
            ):  # the title in the folder's language
                changes.append(edits.Set((*event.at.key(key).route, project.loaded.plan.process.language), value))
            elif value not in ("", []):
                changes.append(edits.Set(event.at.key(key).route, value))
            elif key in table:
                changes.append(edits.Delete(event.at.key(key).route))
    refuse_new_faults(project, propose(project, changes))
    return changes


def _hours(project: Project, event: Event, table: dict[str, Any], times: str) -> list[edits.Edit]:
    """Give the edits that set times of day on an event's day; of one without a day, those it is to have then."""
    if exact(event.when):
        return when_edits(event, table, _timed(project, event, times))
    at = event.at.key("hours").route
    if not times:
        return [edits.Delete(at)] if "hours" in table else []
    return [edits.Set(at, hours_read(project, times), after=before_date(table))]


def _timed(project: Project, event: Event, times: str) -> Days | Hours:
    """Give the day of an event with times of day, or without."""
    day = exact(event.when)
    if day is None or day.first != day.last:
        text = msg(
            "{id} has no single day to have times on; give it one first: rusctl event move {id} DAY", id=event.id
        )
        raise PolicyError(text, event.at)
    if not times:
        return Days(first=day.first, last=day.first)
    found = _read(project, day.first, times)
    if not isinstance(found, Hours) or found.first != day.first:
        raise _no_times(times)
    return found


def _read(project: Project, day: dt.date, times: str) -> When:
    """Read times of day, as people write them, on a day."""
    process = project.plan.process
    clock = times if ":" in times or "kl" in times.casefold() else f"kl {times}"
    return read_when(f"{day.isoformat()} {clock}", project.today, process.period, process.timezone).when


def _no_times(times: str) -> RusctlError:
    return RusctlError(msg('"{times}" are no times of day; write them like 09:00-12:00', times=times))


def hours_read(project: Project, times: str) -> str:
    """Give times of day, as people write them, as a file has them; RusctlError where they are none."""
    if not (found := as_hours(_read(project, project.today, times))):
        raise _no_times(times)
    return found
