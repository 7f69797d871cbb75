"""Reading calendar files that others made, in a process of its own with little time and memory."""

from typing import Any

from rusctl.calendar import components
from rusctl.calendar.components import Reading
from rusctl.errors import RusctlError
from rusctl.language.message import msg
from rusctl.storage import confined


def read(data: bytes, name: str) -> Reading:
    """Give what a calendar file holds and what in it could not be read; RusctlError says why it is refused."""
    outcome = confined.run("rusctl.calendar.foreign:work", data)
    if outcome.reason:
        raise refused(name, outcome.reason)
    return components.from_data(outcome.value)


def work(data: bytes, _argument: Any) -> Any:
    """Be the worker: from bytes to what `read` gives, as JSON can say it."""
    return components.as_data(components.read(data))


def refused(name: str, reason: Any) -> RusctlError:
    """Say that a file is not read, and why."""
    return RusctlError(msg("{file} is not read: {reason}", file=name, reason=reason))
