"""How many took part, by event, role and municipality: numbers without names."""

from typing import Any

from sqlalchemy import Connection, and_, case, func, or_, select

from rusctl.people import Answer, Attendance, Gender, Kind, Tally
from rusctl.register.schema import gender, participation, person

_p = participation.c
_COUNTED = _p.kind == Kind.COUNT


def of_all(connection: Connection) -> list[Tally]:
    """Give the tallies of every event; who has had the processing restricted is counted nowhere."""
    return [Tally(**row) for row in connection.execute(_query()).mappings()]


def genders(connection: Connection) -> list[Gender]:
    """Give the numbers of women and men, by event and role."""
    query = select(gender.c.event, gender.c.role, gender.c.women, gender.c.men).order_by(gender.c.id)
    return [Gender(**row) for row in connection.execute(query).mappings()]


def _query() -> Any:
    named = ~_COUNTED
    only_asked = and_(_COUNTED, _p.answer == Answer.NONE, _p.attendance == Attendance.UNKNOWN)
    answers = [_total(one.value, _p.answer == one) for one in Answer if one is not Answer.NONE]
    columns: list[Any] = [
        _p.event,
        _p.role,
        _p.municipality,
        _total("asked", or_(and_(named, ~_p.walk_in), only_asked)),
        *answers,
        _total("attended", _p.attendance == Attendance.ATTENDED),
        _total("absent", _p.attendance == Attendance.ABSENT),
        _total("walk_in", _p.walk_in),
    ]
    restricted = select(person.c.id).where(person.c.restricted)
    return (
        select(*columns)
        .where(or_(_p.person.is_(None), _p.person.not_in(restricted)))
        .group_by(_p.event, _p.role, _p.municipality)
    )


def _total(name: str, condition: Any) -> Any:
    return func.coalesce(func.sum(case((condition, _p.number), else_=0)), 0).label(name)
