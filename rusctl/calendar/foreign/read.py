"""Reading calendar files that others made, in a process of its own with little time and memory."""

import datetime as dt
from typing import Any

from rusctl.calendar.foreign import components
from rusctl.calendar.foreign.busy import BusyCounts, BusyPeriod, Found
from rusctl.calendar.foreign.components import CalendarReading
from rusctl.calendar.foreign.incoming import Arrived, ImportPeriod, Incoming, Left
from rusctl.errors import RusctlError
from rusctl.language.message import Message, msg
from rusctl.model.busy import BusyTime
from rusctl.storage.untrusted import sandbox


def read(data: bytes, name: str) -> CalendarReading:
    """Give what a calendar file holds and what in it could not be read; RusctlError says why it is refused."""
    outcome = sandbox.run("rusctl.calendar.foreign.read:work", data)
    if outcome.reason:
        raise refused(name, outcome.reason)
    return components.from_data(outcome.value)


def work(data: bytes, _argument: Any) -> Any:
    """Be the worker: from bytes to what `read` gives, as JSON can say it."""
    return components.as_data(components.read(data))


def refused(name: str, reason: Any) -> RusctlError:
    """Say that a file is not read, and why."""
    return RusctlError(msg("{file} is not read: {reason}", file=name, reason=reason))


def busy(data: bytes, name: str, wanted: BusyPeriod) -> Found:
    """Give the times at which a calendar says that somebody is busy; RusctlError says why it is refused."""
    argument = [wanted.first.isoformat(), wanted.last.isoformat(), wanted.zone, wanted.titles, wanted.free]
    outcome = sandbox.run("rusctl.calendar.foreign.busy_work:work", data, argument)
    if outcome.reason:
        raise refused(name, outcome.reason)
    times, counts, faults, more = outcome.value
    return Found(
        tuple(BusyTime(_moment(start), _moment(end), title) for start, end, title in times),
        BusyCounts(*counts),
        tuple((line, _message(said)) for line, *said in faults),
        more,
    )


def events(data: bytes, name: str, asked: ImportPeriod) -> Arrived:
    """Give the events of a calendar without persons and descriptions; RusctlError says why it is refused."""
    argument = [asked.first.isoformat(), asked.last.isoformat(), asked.zone, asked.domain]
    outcome = sandbox.run("rusctl.calendar.foreign.incoming_work:work", data, argument)
    if outcome.reason:
        raise refused(name, outcome.reason)
    found, left, faults, more = outcome.value
    return Arrived(
        tuple(Incoming(mark, line, _moment(start), _moment(end), *texts) for mark, line, start, end, *texts in found),
        Left(*left),
        tuple((line, _message(said)) for line, *said in faults),
        more,
    )


def _moment(text: str) -> dt.date:
    return dt.datetime.fromisoformat(text) if "T" in text else dt.date.fromisoformat(text)


def _message(said: list[Any]) -> Message:
    """Give a message from what JSON can say of it; an argument may be a message of its own."""
    text, args, *_ = said
    return Message(text, {key: _message(value) if isinstance(value, list) else value for key, value in args.items()})
