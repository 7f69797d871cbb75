"""Lists taken into the register: what each row would do, and doing it in one transaction.

A person is known by e-mail address, else by name and organisation. What is known of them is filled in, and written
over only when that is asked for; a list that is taken in twice does nothing the second time.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import select

from rusctl.language.message import Message, msg
from rusctl.people import Kind
from rusctl.register.change import Change
from rusctl.register.incoming import Fault, Record
from rusctl.register.schema import mandate, participation, person


class Wanted(NamedTuple):
    """What a list is for: an event with the municipality it is in, or none; the role of rows that name none."""

    event: str = ""
    role: str = ""
    overwrite: bool = False


class Done(NamedTuple):
    """What became of a list's rows; imported + skipped + failed = rows."""

    number: int
    rows: int
    imported: int
    skipped: int
    faults: tuple[Fault, ...]
    new_persons: int
    changed_persons: int
    differing: int

    @property
    def failed(self) -> int:
        """How many rows were not taken."""
        return len(self.faults)


def take_in(change: Change, records: Sequence[Record], faults: Sequence[Fault], wanted: Wanted) -> Done:
    """Take the rows of a list into the register, inside one change."""
    return _Taking(change, wanted).run(records, faults)


class _Known(NamedTuple):
    """A person in the register or above in the list: its values, and whether the list has made or changed it."""

    id: int
    version: int
    values: dict[str, Any]
    hidden: bool


class _Taking:
    """One list on its way into the register."""

    def __init__(self, change: Change, wanted: Wanted) -> None:
        self.change, self.wanted = change, wanted
        self.by_email: dict[str, list[_Known]] = {}
        self.by_name: dict[tuple[str, str], list[_Known]] = {}
        self.parts: dict[int, dict[str, Any]] = {}
        self.roles: dict[int, list[dict[str, Any]]] = {}
        self.seen: dict[int, int] = {}
        self.new: list[dict[str, Any]] = []
        self.new_parts: list[dict[str, Any]] = []
        self.new_roles: list[dict[str, Any]] = []
        self.made = self.changed = self.differing = 0

    def run(self, records: Sequence[Record], faults: Sequence[Fault]) -> Done:
        """Do what each row asks, and give what became of them."""
        self._load()
        self.ids = self.change.reserve(person, len(records))[::-1]
        found, imported, skipped = list(faults), 0, 0
        for record in records:
            try:
                did = self._take(record)
            except _RowError as error:
                found.append(Fault(record.row, "", error.reason))
                continue
            imported, skipped = imported + did, skipped + (not did)
        self.change.insert_many(person, self.new)
        self.change.insert_many(mandate, self.new_roles)
        self.change.insert_many(participation, self.new_parts)
        return Done(
            self.change.number,
            len(records) + len(faults),
            imported,
            skipped,
            tuple(sorted(found, key=lambda fault: fault.row)),
            len(self.new),
            self.changed,
            self.differing,
        )

    def _load(self) -> None:
        for row in self.change.connection.execute(select(person)).mappings():
            values = {name: row[name] for name in _VALUES}
            self._know(_Known(row["id"], row["version"], values, row["restricted"] or row["protected"]))
        held = select(mandate.c.person, mandate.c.role, mandate.c.first_day, mandate.c.last_day)
        for row in self.change.connection.execute(held).mappings():
            self.roles.setdefault(row["person"], []).append(dict(row))
        if self.wanted.event:
            query = select(participation).where(
                participation.c.event == self.wanted.event, participation.c.kind == Kind.PERSON
            )
            self.parts = {row["person"]: dict(row) for row in self.change.connection.execute(query).mappings()}

    def _know(self, known: _Known) -> None:
        if known.values["email"]:
            self.by_email.setdefault(known.values["email"].casefold(), []).append(known)
        self.by_name.setdefault(_name(known.values), []).append(known)

    def _take(self, record: Record) -> bool:
        """Do what a row asks; False where everything stands like that already."""
        known = self._find(record.person)
        if known is not None and known.hidden:
            raise _RowError(msg("this person's data are protected or restricted; they are not taken from lists"))
        if known is not None and known.id in self.seen:
            raise _RowError(msg("row {row} is about the same person", row=self.seen[known.id]))
        role = record.role.get("role") or self.wanted.role
        if self.wanted.event and not role:
            raise _RowError(msg("the role is missing; say which with --role, or map a column to it"))
        if known is None:
            known = self._make(record.person)
            did = True
        else:
            did = self._fill(known, record.person)
        self.seen[known.id] = record.row
        if self.wanted.event:
            return self._take_part(known.id, role, record) or did
        return self._hold(known.id, role, record.role) or did

    def _find(self, values: Mapping[str, str]) -> _Known | None:
        """Give the person a row is about, if one is known."""
        address = values.get("email", "")
        found = self.by_email.get(address.casefold(), []) if address else []
        if not found:
            named = self.by_name.get(_name(values), [])
            found = [one for one in named if not (address and one.values["email"])]
        if len(found) > 1:
            raise _RowError(
                msg(
                    "persons {numbers} are alike; merge them first with rusctl person merge",
                    numbers=[one.id for one in found],
                )
            )
        return found[0] if found else None

    def _make(self, values: Mapping[str, str]) -> _Known:
        number = self.ids.pop()
        row = {**dict.fromkeys(_VALUES, ""), **values}
        self.new.append({"id": number, **row})
        known = _Known(number, 1, row, hidden=False)
        self._know(known)
        return known

    def _fill(self, known: _Known, values: Mapping[str, str]) -> bool:
        """Fill in what is not known of a person; write over what differs only when that is asked for."""
        new = {name: value for name, value in values.items() if value != known.values[name]}
        lacking = {name: value for name, value in new.items() if not known.values[name]}
        changed = new if self.wanted.overwrite else lacking
        self.differing += len(new) > len(changed)
        if not changed:
            return False
        self.change.update(person, known.id, known.version, **changed)
        known.values.update(changed)
        self.changed += 1
        return True

    def _take_part(self, number: int, role: str, record: Record) -> bool:
        part = self.parts.get(number)
        values = {**record.part, "role": role}
        if part is None:
            row = {**_PART, **values, "event": self.wanted.event, "kind": Kind.PERSON, "person": number}
            self.new_parts.append({**row, "municipality": record.person.get("municipality", "")})
            return True
        new = {name: value for name, value in values.items() if value != part[name]}
        if not new:
            return False
        self.change.update(participation, part["id"], part["version"], **new)
        return True

    def _hold(self, number: int, role: str, values: Mapping[str, Any]) -> bool:
        first, last = values.get("role_from"), values.get("role_to")
        if not role or any(one["role"] == role for one in self.roles.get(number, ())):
            return False
        row = {"person": number, "role": role, "first_day": first, "last_day": last}
        self.new_roles.append(row)
        self.roles.setdefault(number, []).append(row)
        return True


_VALUES = ("name", "organisation", "municipality", "email", "phone", "language")
_PART: dict[str, Any] = {"answer": "none", "attendance": "unknown", "walk_in": False, "told": None, "told_how": ""}


class _RowError(Exception):
    def __init__(self, reason: Message) -> None:
        super().__init__(reason.id)
        self.reason = reason


def _name(values: Mapping[str, str]) -> tuple[str, str]:
    return values["name"].casefold(), values.get("organisation", "").casefold()
