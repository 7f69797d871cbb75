"""How many took part, by event, role and municipality: numbers without names."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, case, func, or_, select, true, tuple_

from rusctl.database.tables import person
from rusctl.model.people import Answer, Attendance, Gender, HeadCount, Kind
from rusctl.register.schema import gender, participation
from rusctl.register.waiting import COMING

_p = participation.c
_COUNTED = _p.kind == Kind.COUNT


def of_all(connection: Connection) -> list[HeadCount]:
    """Give the tallies of every event; who has had the processing restricted, and no person, is counted nowhere."""
    return _read(connection, _query())


def of_event(connection: Connection, event: str) -> list[HeadCount]:
    """Give the tallies of one event, which alone is looked at."""
    return _read(connection, _query().where(_p.event == event))


def by_role(connection: Connection, withdrawn: Collection[tuple[str, int]] = ()) -> list[HeadCount]:
    """Give the tallies of every event by role alone: with all municipalities together, in half the time.

    Those whose invitations were withdrawn, by event and number, are counted where they came all the same.
    """
    return _read(connection, _query(_p.event, _p.role).where(expected(withdrawn)))


def expected(withdrawn: Collection[tuple[str, int]]) -> ColumnElement[bool]:
    """Give the condition that somebody's invitation was not withdrawn, or that it is known whether they came."""
    if not withdrawn:
        return true()
    gone = tuple_(_p.event, _p.person).in_(sorted(withdrawn))
    return or_(_p.person.is_(None), _p.attendance != Attendance.UNKNOWN, ~gone)


def of_those_who_came(connection: Connection) -> list[HeadCount]:
    """Give how many came, and nothing else: a third of the time of all tallies."""
    query = _grouped(_BY_ALL, [_sum_if(None).label("attended")]).where(_p.attendance == Attendance.ATTENDED)
    return _read(connection, query)


def genders(connection: Connection) -> list[Gender]:
    """Give the numbers of women and men, by event and role."""
    query = select(gender.c.event, gender.c.role, gender.c.women, gender.c.men).order_by(gender.c.id)
    return [Gender(**row) for row in connection.execute(query).mappings()]


def _read(connection: Connection, query: Any) -> list[HeadCount]:
    """Read tallies; their names are asked for once, since there may be one for each person at each event."""
    rows = connection.execute(query)
    names = tuple(rows.keys())
    return [HeadCount(**dict(zip(names, row, strict=True))) for row in rows]


_BY_ALL = (_p.event, _p.role, _p.municipality)


def _query(*by: Any) -> Any:
    named = ~_COUNTED
    only_asked = and_(_COUNTED, _p.answer == Answer.NONE, _p.attendance == Attendance.UNKNOWN)
    numbers = {
        "asked": or_(and_(named, ~_p.walk_in), only_asked),
        **{one.value: _p.answer == one for one in Answer if one is not Answer.NONE},
        Answer.ACCEPTED.value: COMING,  # who waits for a place is not coming
        "attended": _p.attendance == Attendance.ATTENDED,
        "absent": _p.attendance == Attendance.ABSENT,
        "walk_in": _p.walk_in,
    }
    return _grouped(by or _BY_ALL, [_sum_if(condition).label(name) for name, condition in numbers.items()])


def _grouped(by: Sequence[Any], sums: Sequence[Any]) -> Any:
    """Add up by columns, without those who have had the processing restricted, and functional mailboxes."""
    uncounted = select(person.c.id).where(person.c.restricted | person.c.function)
    return select(*by, *sums).where(or_(_p.person.is_(None), _p.person.not_in(uncounted))).group_by(*by)


def _sum_if(condition: Any) -> Any:
    number = _p.number if condition is None else case((condition, _p.number))
    return func.coalesce(func.sum(number), 0)
