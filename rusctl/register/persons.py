"""Persons and the roles they hold, in the register: written, changed, and looked up."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, func, or_, select

from rusctl.database.tables import person
from rusctl.database.transaction import Transaction
from rusctl.errors import PolicyError, RusctlError
from rusctl.language.message import msg
from rusctl.model.people import DESCRIBED, Person, RoleAssignment
from rusctl.register.schema import mandate

EVER, NEVER = dt.date.min, dt.date.max


def add(change: Transaction, new: Person) -> int:
    """Write a new person with the roles that stand in the record, and give the number."""
    number = change.insert(person, **_values(new))
    for one in new.mandates:
        hold(change, number, one)
    _see_function(change.connection, number)
    return number


def set_values(change: Transaction, number: int, version: int, values: Mapping[str, Any]) -> None:
    """Change some of a person's values; ConflictError where somebody else changed the person meanwhile."""
    change.update(person, number, version, **values)
    _see_function(change.connection, number)


def _see_function(connection: Connection, number: int) -> None:
    """Refuse a functional mailbox that is protected or restricted, or that has the name of somebody who is here."""
    one = get(connection, number)
    if not one.function:
        return
    if one.hidden:
        raise PolicyError(
            msg("a functional mailbox is no person, so its data are neither protected nor restricted; lift that first")
        )
    names = connection.execute(select(person.c.name).where(~person.c.function)).scalars()
    if one.name.casefold() in {name.casefold() for name in names}:
        raise PolicyError(
            msg("a person here has this name; a functional mailbox is named by its function, such as Registrar")
        )


def hold(change: Transaction, number: int, new: RoleAssignment) -> int:
    """Let a person hold a role from a day to a day; a role that is held already on one of the days is refused."""
    if new.party and not new.public:
        raise PolicyError(msg("a party belongs to an elected office only; say that it is one, or leave the party out"))
    if new.first_day and new.last_day and new.last_day < new.first_day:
        raise RusctlError(
            msg("the role would end {last}, before it begins {first}", first=new.first_day, last=new.last_day)
        )
    if get(change.connection, number).function:
        raise PolicyError(msg("a functional mailbox is no person, so it holds no role"))
    for held in mandates(change.connection, [number]):
        if held.role == new.role and overlap(held, new):
            raise PolicyError(
                msg(
                    "person {number} already holds the role {role} on some of these days; end it first with "
                    "rusctl person set {number} --role {role} --to DAY",
                    number=number,
                    role=new.role,
                )
            )
    values = {name: getattr(new, name) for name in ("role", "first_day", "last_day", "public", "party")}
    return change.insert(mandate, person=number, **values)


def end(change: Transaction, number: int, role: str, last: dt.date) -> None:
    """End the role that a person holds; PolicyError where there is none to end on that day."""
    for held in mandates(change.connection, [number]):
        if held.role == role and held.valid_on(last):
            change.update(mandate, held.id, held.version, last_day=last)
            return
    raise PolicyError(
        msg(
            "person {number} does not hold the role {role} on {day}; there is nothing to end",
            number=number,
            role=role,
            day=last,
        )
    )


def get(connection: Connection, number: int) -> Person:
    """Give the person of a number."""
    found = listed(connection, numbers=[number], hidden=True)
    if not found:
        raise RusctlError(
            msg("there is no person {number} in the register; rusctl person list shows them", number=number)
        )
    return found[0]


def listed(
    connection: Connection,
    *,
    numbers: Iterable[int] | None = None,
    municipalities: Sequence[str] | None = None,
    roles: Sequence[str] | None = None,
    day: dt.date | None = None,
    hidden: bool = False,
) -> list[Person]:
    """Give persons by name, those whose data are protected or restricted only with `hidden`.

    `roles` takes those who hold one of them on the day. There is no selection by party.
    """
    query = select(person)
    if numbers is not None:
        query = query.where(person.c.id.in_(list(numbers)))
    if municipalities:
        query = query.where(person.c.municipality.in_(municipalities))
    if roles and day:
        holders = select(mandate.c.person).where(mandate.c.role.in_(roles), *_valid(day))
        query = query.where(person.c.id.in_(holders))
    return _read(connection, query if hidden else query.where(visible()))


def find(connection: Connection, text: str, *, hidden: bool = False) -> list[Person]:
    """Give the persons whose name, organisation, e-mail or telephone holds a text, in capitals or not."""
    wanted = text.strip()
    if wanted.isdigit() and len(wanted) < 5:  # noqa: PLR2004 - no telephone has so few
        return listed(connection, numbers=[int(wanted)], hidden=hidden)
    columns = (person.c.name, person.c.organisation, person.c.email, person.c.phone)
    query = select(person)
    if wanted.isascii():
        query = query.where(or_(*(func.lower(column).contains(wanted.lower(), autoescape=True) for column in columns)))
    found = _read(connection, query if hidden else query.where(visible()))
    # SQLite's lower() knows the letters a to z only, so that å, ä and ö are compared here
    folded = wanted.casefold()
    return [
        one
        for one in found
        if any(folded in value.casefold() for value in (one.name, one.organisation, one.email, one.phone))
    ]


def with_email(connection: Connection, address: str) -> list[int]:
    """Give the numbers of the persons who have an e-mail address."""
    return list(
        connection.execute(select(person.c.id).where(person.c.email == address).order_by(person.c.id)).scalars()
    )


def visible() -> Any:
    """Give the condition that a person may be listed, sent to and exported."""
    return ~(person.c.protected | person.c.restricted)


def mandates(connection: Connection, numbers: Iterable[int]) -> list[RoleAssignment]:
    """Give the roles that persons hold or have held, oldest first."""
    query = select(mandate).where(mandate.c.person.in_(list(numbers)))
    found = [as_mandate(row) for row in connection.execute(query).mappings()]
    return sorted(found, key=lambda one: (one.first_day or EVER, one.role, one.id))


def mandate_of(connection: Connection, number: int) -> RoleAssignment:
    """Give the mandate of a number."""
    return as_mandate(connection.execute(select(mandate).where(mandate.c.id == number)).mappings().one())


def as_mandate(row: RowMapping) -> RoleAssignment:
    """Make a mandate of its row."""
    return RoleAssignment(**{name: value for name, value in row.items() if name != "operation"})


def as_person(row: RowMapping, held: Iterable[RoleAssignment] = ()) -> Person:
    """Make a person of their row."""
    return Person(mandates=tuple(held), **{name: value for name, value in row.items() if name != "operation"})


def _read(connection: Connection, query: Select[Any]) -> list[Person]:
    rows = list(connection.execute(query.order_by(person.c.id)).mappings())
    held: dict[int, list[RoleAssignment]] = {}
    for one in _all_mandates(connection) if len(rows) > MANY else mandates(connection, [row["id"] for row in rows]):
        held.setdefault(one.person, []).append(one)
    return [as_person(row, held.get(row["id"], ())) for row in rows]


MANY = 500  # numbers in one question, beyond which all are asked for


def _all_mandates(connection: Connection) -> list[RoleAssignment]:
    found = [as_mandate(row) for row in connection.execute(select(mandate)).mappings()]
    return sorted(found, key=lambda one: (one.first_day or EVER, one.role, one.id))


def _valid(day: dt.date) -> tuple[Any, Any]:
    return (
        or_(mandate.c.first_day.is_(None), mandate.c.first_day <= day),
        or_(mandate.c.last_day.is_(None), mandate.c.last_day >= day),
    )


def overlap(one: RoleAssignment, other: RoleAssignment) -> bool:
    """Whether two mandates have a day in common."""
    return (one.first_day or EVER) <= (other.last_day or NEVER) and (other.first_day or EVER) <= (one.last_day or NEVER)


def _values(new: Person) -> dict[str, Any]:
    return {name: getattr(new, name) for name in (*DESCRIBED, "protected", "restricted", "function")}
