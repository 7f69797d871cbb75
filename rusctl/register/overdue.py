"""What has been kept longer than the folder's retention classes say."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import NamedTuple

from sqlalchemy import Connection

from rusctl.database import erased, erasing
from rusctl.model.plan import Plan, exact
from rusctl.model.retention import Kept, RetentionClass
from rusctl.register import erasure


class Due(NamedTuple):
    """A class and the persons whose time is up; for history the day before which changes are forgotten.

    `addresses` are those that were written to and are nobody's in the register, `inputs` the rows of inputs.
    """

    kept: RetentionClass
    before: dt.date
    persons: tuple[int, ...]
    number: int
    addresses: tuple[str, ...] = ()
    inputs: tuple[int, ...] = ()


Others = Callable[[Connection, Mapping[str, dt.date], dt.date], list[str]]


def nobody(_connection: Connection, _days: Mapping[str, dt.date], _before: dt.date) -> list[str]:
    """Give no addresses besides those of persons."""
    return []


def due(connection: Connection, plan: Plan, today: dt.date, others: Others = nobody) -> list[Due]:
    """Say whose time is up, class by class; `others` gives the addresses that are nobody's, by their last event."""
    return [_due(connection, plan, one, today, others) for one in plan.retention.classes]


def moment(day: dt.date) -> dt.datetime:
    """Give the beginning of a day, as the register keeps moments."""
    return dt.datetime.combine(day, dt.time(), dt.UTC)


def days_of(plan: Plan, today: dt.date) -> dict[str, dt.date]:
    """Give the day of each event; what has no exact day yet is still to come."""
    return {event.id: (day.last if (day := exact(event.when)) else today) for event in plan.events}


def _due(connection: Connection, plan: Plan, kept: RetentionClass, today: dt.date, others: Others) -> Due:
    before = _months_before(today, kept.months)
    if kept.what is Kept.HISTORY:
        return Due(kept, before, (), erasing.kept_before(connection, moment(before)))
    if kept.what is Kept.ERASED:
        return Due(kept, before, (), erased.with_digests(connection, moment(before)))
    if kept.what is Kept.INPUTS:  # who keeps them says how many
        return Due(kept, before, (), 0)
    days = days_of(plan, today)
    numbers = erasure.idle_since(connection, days, before, contacts=kept.what is Kept.CONTACT)
    addresses = others(connection, days, before)
    return Due(kept, before, tuple(numbers), len(numbers) + len(addresses), tuple(addresses))


def _months_before(day: dt.date, months: int) -> dt.date:
    """Give the day so many months before; where the month is shorter, its last day."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    last = (dt.date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1) - dt.timedelta(days=1)).day
    return dt.date(year, month + 1, min(day.day, last))
