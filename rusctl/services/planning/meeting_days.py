"""The meeting days of calendar files (`ics` in config/workdays.toml), for the commands that look at them.

A calendar takes a process of its own to be read, a tenth of a second and more: only who asks for it here pays for it.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace

from rusctl.diagnostics import Problem
from rusctl.errors import RusctlError
from rusctl.language.message import msg
from rusctl.model.busy import BusyTime
from rusctl.model.plan import Plan, Source
from rusctl.model.workdays import MeetingDays
from rusctl.services.project import Project

YEARS_AROUND = 2


def read_meetings(project: Project, *years: int) -> Project:
    """Put the days that calendar files hold into the project's plan; what could not be read is one of its faults.

    They are read for the process's period, today, and `years`, with some years around.
    """
    loaded = project.loaded
    if not any(one.ics for one in loaded.plan.workyear.meetings):
        return project
    faults: list[Problem] = []
    between = _between(loaded.plan, project.today, years)
    meetings = tuple(
        _filled(project, one, between, faults) if one.ics else one for one in loaded.plan.workyear.meetings
    )
    plan = replace(loaded.plan, workyear=replace(loaded.plan.workyear, meetings=meetings))
    project.loaded = loaded._replace(plan=plan, faults=(*loaded.faults, *faults))
    return project


def _between(plan: Plan, today: dt.date, years: Sequence[int]) -> tuple[dt.date, dt.date]:
    period = plan.process.period
    known = [today.year, *years, *((period.first.year, period.last.year) if period else ())]
    first, last = min(known) - YEARS_AROUND, max(known) + YEARS_AROUND
    return dt.date(max(first, dt.MINYEAR), 1, 1), dt.date(min(last, dt.MAXYEAR - 1), 12, 31)


def _filled(project: Project, one: MeetingDays, between: tuple[dt.date, dt.date], faults: list[Problem]) -> MeetingDays:
    """Give a body's meetings with the days of its calendar, whether they are marked as busy or free."""
    from rusctl.calendar.foreign import busy, read  # noqa: PLC0415 - most folders have no such file
    from rusctl.services.foreign_file import raw  # noqa: PLC0415 - likewise

    path = project.folder.path / one.ics
    if not path.exists():
        faults.append(Problem(one.at.key("ics"), msg("{file} is not there", file=one.ics), "missing-file"))
        return one
    try:
        wanted = busy.BusyPeriod(*between, project.loaded.plan.process.timezone, free=True)
        found = read.busy(raw(str(path), one.ics), one.ics, wanted)
    except RusctlError as error:
        faults.append(Problem(one.at.key("ics"), error.message, "unreadable-file"))
        return one
    faults += [Problem(Source(one.ics, line=line), message, "unreadable-file") for line, message in found.faults]
    days = {day for time in found.times for day in _days(time)}
    return replace(one, days=tuple(sorted(day for day in days if between[0] <= day <= between[1])))


def _days(time: BusyTime) -> Iterator[dt.date]:
    """Give the days of a meeting; one that ends at midnight is over the day before."""
    first, last = time.start, time.end
    if isinstance(last, dt.datetime):
        last -= dt.timedelta(microseconds=1)
    start, end = (one.date() if isinstance(one, dt.datetime) else one for one in (first, last))
    return (start + dt.timedelta(days=number) for number in range((end - start).days + 1))
