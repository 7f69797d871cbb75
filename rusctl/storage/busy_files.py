"""Busy calendars as they are kept in busy/*.txt: a line for each time.

    # A comment
    period 2018-01-01 2020-12-31
    2018-11-07T09:00 2018-11-07T12:00
    2018-12-21 2019-01-08 Jullov

A thousand of them are read in half a millisecond. As TOML they would take forty times as long, and as iCalendar a
library of 70 ms; and `rusctl check` reads them every time.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from pathlib import Path

from rusctl.errors import RusctlError
from rusctl.language.message import msg
from rusctl.model.busy import BusyCalendar, BusyTime, BusyTimes
from rusctl.model.plan import Source
from rusctl.storage.files import atomic
from rusctl.storage.schema.forms import Faults, fault

_PERIOD = "period "
_COMMENT = "#"


def text(times: BusyTimes, comments: Iterable[str] = ()) -> bytes:
    """Give a file's bytes."""
    lines = [f"{_COMMENT} {comment}" for comment in comments]
    lines.append(f"{_PERIOD}{times.first.isoformat()} {times.last.isoformat()}")
    lines += [f"{_moment(one.start)} {_moment(one.end)} {one.title}".rstrip() for one in times.times]
    return "".join(f"{line}\n" for line in lines).encode()


def _moment(value: dt.date) -> str:
    return (
        value.isoformat("T", "seconds" if value.second else "minutes") if isinstance(value, dt.datetime) else str(value)
    )


def parse(data: bytes, at: Source, faults: Faults) -> BusyTimes:
    """Give what a file holds; a line that is none is a fault."""
    first, last = dt.date.min, dt.date.max
    times = []
    for number, line in enumerate(data.decode("utf-8-sig", "replace").splitlines(), 1):
        if not line or line.startswith(_COMMENT):
            continue
        try:
            if line.startswith(_PERIOD):
                first, last = map(dt.date.fromisoformat, line.removeprefix(_PERIOD).split())
                continue
            times.append(_time(line))
        except ValueError:
            wrong = msg("this line holds no busy time; write it like 2018-11-07T09:00 2018-11-07T12:00")
            fault(faults, "invalid-value", at._replace(line=number), wrong)
    return BusyTimes(first, last, tuple(times))


def _time(line: str) -> BusyTime:
    start, end, *title = line.split(" ", 2)
    read = dt.datetime.fromisoformat if "T" in start else dt.date.fromisoformat
    found = BusyTime(read(start), read(end), *title)
    if any(isinstance(one, dt.datetime) and one.tzinfo for one in found) or found.end < found.start:
        raise ValueError(line)  # an offset is no clock of the plan's
    return found


def gather(folder: Path, calendars: Iterable[BusyCalendar], files: dict[str, bytes], faults: Faults) -> None:
    """Add the bytes of the busy files that there are to the folder's files."""
    for calendar in calendars:
        try:
            data = atomic.read_if_there(folder / calendar.file)
        except RusctlError as error:
            fault(faults, "unreadable-file", Source(calendar.file), error.message)
            continue
        if data is not None:
            files[calendar.file] = data


def read_all(
    calendars: Iterable[BusyCalendar], files: Mapping[str, bytes], faults: Faults
) -> Mapping[str, BusyTimes] | None:
    """Give the times of the busy calendars by id, as far as their files are there; None where there is no calendar."""
    known = tuple(calendars)
    if not known:
        return None
    return {
        one.id: parse(files[one.file], Source(one.file, record=one.id), faults) for one in known if one.file in files
    }
