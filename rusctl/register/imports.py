"""Lists on their way into the register: what each row would do, decided before anything is written.

A person is known by e-mail address, else by name and organisation. What is known of them is filled in, and written
over only when that is asked for; a list that is taken in twice does nothing the second time.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, Table, func, select

from rusctl.database import erased
from rusctl.database.tables import operation, person
from rusctl.language.message import Message, msg
from rusctl.model.people import DESCRIBED, Kind
from rusctl.register.list_rows import Record, RowFault
from rusctl.register.schema import mandate, participation
from rusctl.register.substitutes import RowError, Substitutes

_PERSON = tuple(person.c[name] for name in ("id", "version", "protected", "restricted", *DESCRIBED))
_PART: dict[str, Any] = {
    "answer": "none",
    "attendance": "unknown",
    "walk_in": False,
    "told": None,
    "told_how": "",
    "substitute_for": None,
}


class ImportChoice(NamedTuple):
    """What a list is for: an event with the municipality it is in, or none; the role of rows that name none."""

    event: str = ""
    role: str = ""
    overwrite: bool = False


class Update(NamedTuple):
    """New values for a row that still has the version that was seen."""

    table: Table
    row_id: int
    version: int
    values: Mapping[str, Any]


class ImportCounts(NamedTuple):
    """What becomes of a list's rows; imported + skipped + failed = rows."""

    rows: int
    imported: int
    skipped: int
    failed: int
    new_persons: int
    changed_persons: int
    differing: int


class Planned(NamedTuple):
    """What a list would do to the register as it was seen.

    A new person has no number yet: the rows that point at the first of `persons` say -1, at the second -2.
    """

    counts: ImportCounts
    faults: tuple[RowFault, ...]
    persons: Sequence[dict[str, Any]]
    roles: Sequence[dict[str, Any]]
    parts: Sequence[dict[str, Any]]
    updates: Sequence[Update]
    seen: tuple[int, int]


def seen(connection: Connection, but: int = 0) -> tuple[int, int]:
    """Tell one state of the register from another: how many changes were made and the last one's number."""
    query = select(func.count(), func.max(operation.c.id)).where(operation.c.id != but)
    count, last = connection.execute(query).one()
    return count, last or 0


def plan(
    connection: Connection, records: Sequence[Record], faults: Sequence[RowFault], wanted: ImportChoice, *, but: int = 0
) -> Planned:
    """Decide what the rows of a list do; `but` is the change that is being made, if one is."""
    return _Planning(connection, wanted, Substitutes(records)).run(records, faults, seen(connection, but))


class _Known(NamedTuple):
    """A person in the register or above in the list, with its values."""

    id: int
    version: int
    values: dict[str, Any]
    hidden: bool


class _Planning:
    """One list beside the register as it is."""

    def __init__(self, connection: Connection, wanted: ImportChoice, substitutes: Substitutes) -> None:
        self.wanted = wanted
        self.by_email: dict[str, list[_Known]] = {}
        self.by_name: dict[tuple[str, str], list[_Known]] = {}
        self.parts: dict[int, dict[str, Any]] = {}
        self.roles: set[tuple[int, str]] = set()
        self.rows: dict[int, int] = {}
        self.persons: list[dict[str, Any]] = []
        self.new_roles: list[dict[str, Any]] = []
        self.new_parts: list[dict[str, Any]] = []
        self.updates: list[Update] = []
        self.substitutes = substitutes
        self.differing = 0
        self.marks = erased.known(connection)
        everybody: dict[int, _Known] = {}
        for number, version, protected, restricted, *values in connection.execute(select(*_PERSON)):
            row = dict(zip(DESCRIBED, values, strict=True))
            everybody[number] = _Known(number, version, row, protected or restricted)
            self._know(everybody[number], _name(row))
        if wanted.event:
            here = (participation.c.event == wanted.event) & (participation.c.kind == Kind.PERSON)
            found = connection.execute(select(participation).where(here)).mappings()
            self.parts = {row["person"]: dict(row) for row in found}
            for one in self.parts:
                if not everybody[one].hidden:
                    self.substitutes.enter(one, everybody[one].values)
        else:
            self.roles = {(one, role) for one, role in connection.execute(select(mandate.c.person, mandate.c.role))}

    def run(self, records: Sequence[Record], faults: Sequence[RowFault], state: tuple[int, int]) -> Planned:
        found, imported = list(faults), 0
        for record in self.substitutes.in_order():
            try:
                imported += self._take(record)
            except RowError as error:
                found.append(RowFault(record.row, "", error.reason))
        rows = len(records) + len(faults)
        changed = sum(one.table is person for one in self.updates)
        counts = ImportCounts(
            rows, imported, rows - imported - len(found), len(found), len(self.persons), changed, self.differing
        )
        ordered = tuple(sorted(found, key=lambda fault: fault.row))
        return Planned(counts, ordered, self.persons, self.new_roles, self.new_parts, self.updates, state)

    def _know(self, known: _Known, name: tuple[str, str]) -> None:
        if known.values["email"]:
            self.by_email.setdefault(known.values["email"].casefold(), []).append(known)
        self.by_name.setdefault(name, []).append(known)

    def _take(self, record: Record) -> bool:
        """Decide what a row does; False where everything stands like that already."""
        name = _name(record.person)
        known = self._find(record.person, name)
        if known is not None and known.hidden:
            raise RowError(msg("this person's data are protected or restricted; they are not taken from lists"))
        if known is not None and known.id in self.rows:
            raise RowError(msg("row {row} is about the same person", row=self.rows[known.id]))
        role = record.role.get("role") or self.wanted.role
        if self.wanted.event and not role:
            raise RowError(msg("the role is missing; say which with --role, or map a column to it"))
        whom = self.substitutes.whom(record, known and known.id)
        if known is None and (mark := self.marks.of(record.person.get("email", ""))):
            raise RowError(
                msg(
                    "this person was erased on {day} by decision {decision}; enter them with rusctl person add, if "
                    "they are to be here again",
                    day=mark.at.date(),
                    decision=mark.decision,
                )
            )
        if known is None:
            row = {**_NOBODY, **record.person}
            self.persons.append(row)
            known = _Known(-len(self.persons), 1, row, hidden=False)
            self._know(known, name)
            did = True
        else:
            did = self._fill(known, record.person)
        self.rows[known.id] = record.row
        if self.wanted.event:
            self.substitutes.enter(known.id, known.values)
            return self._take_part(known.id, record, {**record.part, **whom, "role": role}) or did
        return self._hold(known.id, role, record.role) or did

    def _find(self, values: Mapping[str, str], name: tuple[str, str]) -> _Known | None:
        """Give the person a row is about, if one is known."""
        address = values.get("email", "")
        found = self.by_email.get(address.casefold(), []) if address else []
        if not found:
            named = self.by_name.get(name, [])
            found = [one for one in named if not (address and one.values["email"])]
        if len(found) > 1:
            raise RowError(self._alike([one.id for one in found]))
        return found[0] if found else None

    def _alike(self, numbers: Sequence[int]) -> Message:
        if min(numbers) > 0:
            return msg("persons {numbers} are alike; merge them first with rusctl person merge", numbers=numbers)
        return msg(
            "more than one person has this name and organisation (row {row} among them); give the e-mail address",
            row=self.rows[min(numbers)],
        )

    def _fill(self, known: _Known, values: Mapping[str, str]) -> bool:
        """Fill in what is not known of a person; write over what differs only when that is asked for."""
        new = {name: value for name, value in values.items() if value != known.values[name]}
        lacking = {name: value for name, value in new.items() if not known.values[name]}
        changed = new if self.wanted.overwrite else lacking
        self.differing += len(new) > len(changed)
        if not changed:
            return False
        self.updates.append(Update(person, known.id, known.version, changed))
        return True

    def _take_part(self, number: int, record: Record, values: Mapping[str, Any]) -> bool:
        part = self.parts.get(number)
        if part is None:
            same = {"event": self.wanted.event, "kind": Kind.PERSON, "person": number}
            here = record.person.get("municipality", "")
            self.new_parts.append({**_PART, **values, **same, "municipality": here})
            return True
        new = {name: value for name, value in values.items() if value != part[name]}
        if not new:
            return False
        self.updates.append(Update(participation, part["id"], part["version"], new))
        return True

    def _hold(self, number: int, role: str, values: Mapping[str, Any]) -> bool:
        if not role or (number, role) in self.roles:
            return False
        self.new_roles.append(
            {
                "person": number,
                "role": role,
                "first_day": values.get("role_from"),
                "last_day": values.get("role_to"),
            }
        )
        self.roles.add((number, role))
        return True


_NOBODY = dict.fromkeys(DESCRIBED, "")


def _name(values: Mapping[str, str]) -> tuple[str, str]:
    return values["name"].casefold(), values.get("organisation", "").casefold()
