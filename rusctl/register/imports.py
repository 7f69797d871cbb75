"""Lists on their way into the register: what each row would do, decided before anything is written.

Whom a row is about is said by rusctl/register/matching.py; what is in doubt waits. What is known of a person and of
their part is filled in, and written over only when that is asked for, a name never; a list that is taken in twice does
nothing the second time.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, Table, func, select

from rusctl.database import erased
from rusctl.database.tables import address, operation, person
from rusctl.language.message import Message, msg
from rusctl.model.people import DESCRIBED, Answer, Attendance, Kind, held_on
from rusctl.register.list_rows import Record, RowFault
from rusctl.register.matching import Known, People, RowDoubt
from rusctl.register.participants import OF_ITS_TIME
from rusctl.register.schema import mandate, participation
from rusctl.register.substitutes import RowError, Substitutes

BY_LIST = "participants import"  # the change that takes in a list of an event, as the log of changes has it
INVITED_BY_LIST = "invite"  # likewise, of whom to write to
SAME, NEW = "same", "new"  # what is said of those who are likely known: that they are, or that they are not
_PERSON = tuple(person.c[name] for name in ("id", "version", "protected", "restricted", "function", *DESCRIBED))
_PART: dict[str, Any] = {
    "answer": "none",
    "attendance": "unknown",
    "walk_in": False,
    "told": None,
    "told_how": "",
    "substitute_for": None,
}
_LACKING = ("", None, Answer.NONE.value, Attendance.UNKNOWN.value)  # what a part says where nothing is known


class ImportChoice(NamedTuple):
    """What a list is for: an event, or none; the role of those for whom nothing else says one; and what was settled.

    `day` is the event's, `since` the day from which a role that the list names is held. `likely` says of rows that are
    likely about somebody known whether they are (SAME, NEW, or nothing: they wait), `shared` that an address may be
    several people's, `protected` that who is said to be protected is taken in as that, `came` that all in it came.
    """

    event: str = ""
    role: str = ""
    overwrite: bool = False
    day: dt.date | None = None
    since: dt.date | None = None
    likely: str = ""
    shared: bool = False
    protected: bool = False
    came: bool = False


class Otherwise(NamedTuple):
    """A row that says otherwise of somebody than the register, which stands: in which columns."""

    row: int
    columns: tuple[str, ...]


class Update(NamedTuple):
    """New values for a row that still has the version that was seen."""

    table: Table
    row_id: int
    version: int
    values: Mapping[str, Any]


class ImportCounts(NamedTuple):
    """What becomes of a list's rows; imported + skipped + failed = rows.

    Skipped are rows of which everything stands like that already, of somebody whom another row is about, and those that
    are no person. Failed are rows that wait until something is said or corrected.
    """

    rows: int
    imported: int
    skipped: int
    failed: int
    new_persons: int
    changed_persons: int
    differing: int


class Planned(NamedTuple):
    """What a list would do to the register as it was seen.

    A new person has no number yet: the rows that point at the first of `persons` say -1, at the second -2. `doubts`
    are the rows that wait, by what is to be settled; they are among the faults. `not_taken` counts those whose use is
    restricted, which are skipped; `same` are rows about somebody whom a row above is about, which are skipped too.
    """

    counts: ImportCounts
    faults: tuple[RowFault, ...]
    persons: Sequence[dict[str, Any]]
    roles: Sequence[dict[str, Any]]
    parts: Sequence[dict[str, Any]]
    updates: Sequence[Update]
    seen: tuple[int, int]
    otherwise: tuple[Otherwise, ...] = ()
    doubts: Mapping[RowDoubt, tuple[int, ...]] = {}
    not_taken: int = 0
    same: tuple[RowFault, ...] = ()


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


class _RowWaitsError(RowError):
    """A row that waits until somebody has settled what it is."""

    def __init__(self, doubt: RowDoubt, reason: Message) -> None:
        super().__init__(reason)
        self.doubt = doubt


class _Held(NamedTuple):
    """A role that somebody holds, and whether a list said so."""

    id: int
    version: int
    role: str
    first: dt.date | None
    last: dt.date | None
    by_list: bool


class _Planning:
    """One list beside the register as it is."""

    def __init__(self, connection: Connection, wanted: ImportChoice, substitutes: Substitutes) -> None:
        self.wanted = wanted
        self.people = People()
        self.parts: dict[int, dict[str, Any]] = {}
        self.held: dict[int, list[_Held]] = {}
        self.rows: dict[int, int] = {}
        self.persons: list[dict[str, Any]] = []
        self.new_roles: list[dict[str, Any]] = []
        self.new_parts: list[dict[str, Any]] = []
        self.updates: list[Update] = []
        self.changed: set[int] = set()
        self.otherwise: list[Otherwise] = []
        self.doubts: dict[RowDoubt, tuple[int, ...]] = {}
        self.not_taken = 0
        self.same: list[RowFault] = []
        self.substitutes = substitutes
        self.marks = erased.known(connection)
        everybody = self._everybody(connection)
        if wanted.event:
            here = (participation.c.event == wanted.event) & (participation.c.kind == Kind.PERSON)
            found = connection.execute(select(participation).where(here)).mappings()
            self.parts = {row["person"]: dict(row) for row in found}
            for one in self.parts:
                if not everybody[one].protected and not everybody[one].restricted:
                    self.substitutes.enter(one, everybody[one].values)
        self.invited = any(not part["walk_in"] for part in self.parts.values())
        self._roles(connection)

    def _everybody(self, connection: Connection) -> dict[int, Known]:
        had: dict[int, list[str]] = {}
        for number, key in connection.execute(select(address.c.person, address.c.key).where(~address.c.current)):
            had.setdefault(number, []).append(key)
        everybody: dict[int, Known] = {}
        for number, version, protected, restricted, function, *values in connection.execute(select(*_PERSON)):
            row = dict(zip(DESCRIBED, values, strict=True))
            everybody[number] = Known(number, version, row, protected, restricted, function)
            self.people.know(everybody[number], had.get(number, ()))
        return everybody

    def _roles(self, connection: Connection) -> None:
        query = select(mandate, operation.c.what).outerjoin(operation, operation.c.id == mandate.c.operation)
        for row in connection.execute(query):
            held = _Held(
                row.id, row.version, row.role, row.first_day, row.last_day, row.what in {BY_LIST, INVITED_BY_LIST}
            )
            self.held.setdefault(row.person, []).append(held)

    def run(self, records: Sequence[Record], faults: Sequence[RowFault], state: tuple[int, int]) -> Planned:
        found, imported = list(faults), 0
        for record in self.substitutes.in_order():
            try:
                imported += self._take(record)
            except RowError as error:
                found.append(RowFault(record.row, "", error.reason))
                if isinstance(error, _RowWaitsError):
                    self.doubts[error.doubt] = (*self.doubts.get(error.doubt, ()), record.row)
        rows = len(records) + len(faults)
        counts = ImportCounts(
            rows, imported, rows - imported - len(found), len(found), len(self.persons), len(self.changed),
            len(self.otherwise),
        )  # fmt: skip
        return Planned(
            counts,
            tuple(sorted(found, key=lambda fault: fault.row)),
            self.persons,
            self.new_roles,
            self.new_parts,
            self.updates,
            state,
            tuple(self.otherwise),
            self.doubts,
            self.not_taken,
            tuple(self.same),
        )

    def _take(self, record: Record) -> bool:
        """Decide what a row does; False where everything stands like that already."""
        known = self._whom(record)
        if known is not None and known.id in self.rows:
            self.same.append(
                RowFault(record.row, "", msg("row {row} is about the same person", row=self.rows[known.id]))
            )
            return False
        if known is not None and known.function:
            raise RowError(msg("this is a functional mailbox and no person; rusctl participants add enters it"))
        if known is not None and known.restricted:
            self.rows[known.id] = record.row
            self.not_taken += 1
            return False
        self._refuse_protected(record, known)
        role = self._role(record, known)
        whom = self.substitutes.whom(record, known and known.id)
        if known is None:
            known, did = self._new(record), True
        else:
            did = not known.protected and self._fill(record, known)
        self.rows[known.id] = record.row
        if not self.wanted.event:
            return self._hold(known.id, role, record.role) or did
        if not known.protected:
            self.substitutes.enter(known.id, known.values)
        said = {**record.part, **whom}
        if self.wanted.came and said.get("attendance") in {None, Attendance.UNKNOWN}:
            said["attendance"] = Attendance.ATTENDED
        took = self._take_part(record, known, role, said)
        return self._remember(known.id, role) or took or did

    def _whom(self, record: Record) -> Known | None:
        """Give the person a row is about, if one is known; it waits where only people can tell."""
        found = self.people.match(record.person, self.parts.keys(), shared=self.wanted.shared)
        about = found.about
        if found.doubt is RowDoubt.LIKELY and self.wanted.likely == NEW:
            return None
        if found.doubt is RowDoubt.LIKELY and self.wanted.likely == SAME and len(about) == 1:
            return self.people.of(about[0])
        if found.doubt is RowDoubt.MAILBOX:
            raise _RowWaitsError(
                found.doubt,
                msg(
                    "another name stands at this address ({who}); correct the address, or say --shared-mailbox if "
                    "several people have it",
                    who=self._said(about),
                ),
            )
        if found.doubt is RowDoubt.LIKELY:
            raise _RowWaitsError(
                found.doubt,
                msg(
                    "this is likely somebody who is known ({who}); say --likely same if it is, or --likely new",
                    who=self._said(about),
                ),
            )
        if found.doubt is RowDoubt.ALIKE:
            raise RowError(self._alike(about))
        return found.known

    def _said(self, numbers: Sequence[int]) -> list[Message]:
        """Say who somebody is: the number in the register, or the row above in the list."""
        return [
            msg("person {number}", number=one) if one > 0 else msg("row {row}", row=self.rows[one]) for one in numbers
        ]

    def _alike(self, numbers: Sequence[int]) -> Message:
        if min(numbers) > 0:
            return msg("people {numbers} are alike; merge them first with rusctl person merge", numbers=numbers)
        return msg(
            "more than one person has this name and organisation (row {row} among them); give the email address",
            row=self.rows[min(numbers)],
        )

    def _refuse_protected(self, record: Record, known: Known | None) -> None:
        """Let a row wait that says of somebody that their identity is protected, until that is agreed."""
        if not record.person.get("protected") or self.wanted.protected or (known is not None and known.protected):
            return
        raise _RowWaitsError(
            RowDoubt.PROTECTED,
            msg("the row says that the identity is protected; say --protected to take it in as protected"),
        )

    def _role(self, record: Record, known: Known | None) -> str:
        """Give the role of a row: its own, else the one its person has or holds, else the one said for all."""
        role: str = record.role.get("role", "")
        if role:
            return role
        if not self.wanted.event:
            return "" if known is not None and self.held.get(known.id) else self.wanted.role
        if known is not None and known.id in self.parts:
            return str(self.parts[known.id]["role"])
        held = {one.role for one in self.held.get(known.id, ()) if self._valid(one)} if known is not None else set()
        if len(held) == 1:
            return held.pop()
        return self.wanted.role

    def _valid(self, one: _Held) -> bool:
        return self.wanted.day is None or held_on(one.first, one.last, self.wanted.day)

    def _new(self, record: Record) -> Known:
        if mark := self.marks.of(record.person.get("email", "")):
            raise RowError(
                msg(
                    "this person was erased on {day} by decision {decision}; enter them with rusctl person add, if "
                    "they are to be here again",
                    day=mark.at.date(),
                    decision=mark.decision,
                )
            )
        row = {**_NOBODY, **record.person}
        self.persons.append(row)
        known = Known(-len(self.persons), 1, row, bool(record.person.get("protected")))
        self.people.know(known)
        return known

    def _fill(self, record: Record, known: Known) -> bool:
        """Fill in what is not known of a person; write over what differs only when that is asked for, a name never."""
        new = {name: value for name, value in record.person.items() if value != known.values.get(name, False)}
        taken = {
            name: value
            for name, value in new.items()
            if not known.values.get(name) or (self.wanted.overwrite and name != "name")
        }
        self._differs(record.row, new.keys() - taken.keys())
        if not taken:
            return False
        self.changed.add(known.id)
        self.updates.append(Update(person, known.id, known.version, taken))
        return True

    def _differs(self, row: int, columns: Iterable[str]) -> None:
        """Note what a row says otherwise; of one row together."""
        columns = sorted(columns, key=_ORDER.index)
        if not columns:
            return
        if self.otherwise and self.otherwise[-1].row == row:
            columns = [*self.otherwise.pop().columns, *columns]
        self.otherwise.append(Otherwise(row, tuple(columns)))

    def _take_part(self, record: Record, known: Known, role: str, said: Mapping[str, Any]) -> bool:
        number = known.id
        part = self.parts.get(number)
        if part is None:
            same = {"event": self.wanted.event, "kind": Kind.PERSON, "person": number, "role": role}
            place = {name: record.person.get(name) or known.values.get(name) or "" for name in OF_ITS_TIME}
            values = {**_PART, **said, **place}
            came = values["attendance"] == Attendance.ATTENDED and values["answer"] == Answer.NONE
            if came and self.invited:  # as one who is entered by participants attend
                values["walk_in"] = True
            self.new_parts.append({**values, **same})
            return True
        new = {name: value for name, value in {"role": role, **said}.items() if value != part[name]}
        if not self.wanted.overwrite:
            lacking = {name: value for name, value in new.items() if part[name] in _LACKING}
            if part["told"] is not None:
                lacking.pop("told_how", None)
            self._differs(record.row, {name for name in new.keys() - lacking.keys() if new[name] not in _LACKING})
            new = lacking
        if not new:
            return False
        self.changed.add(number)
        self.updates.append(Update(participation, part["id"], part["version"], new))
        return True

    def _hold(self, number: int, role: str, values: Mapping[str, Any]) -> bool:
        if not role or any(one.role == role for one in self.held.get(number, ())):
            return False
        self._held_from(number, role, values.get("role_from"), values.get("role_to"))
        return True

    def _remember(self, number: int, role: str) -> bool:
        """Keep the role of somebody in an event as one that they hold, where nobody has said what they hold then."""
        held = self.held.get(number, ())
        if not role or any(self._valid(one) for one in held):
            return False
        since = self.wanted.since
        mine = [one for one in held if one.role == role]
        if not mine:
            self._held_from(number, role, since, None)
            return True
        early = [one for one in mine if one.by_list and one.first and self.wanted.day and since]
        for one in early[:1]:  # known from another list, of a later event
            self.updates.append(Update(mandate, one.id, one.version, {"first_day": since}))
        return bool(early)

    def _held_from(self, number: int, role: str, first: dt.date | None, last: dt.date | None) -> None:
        self.new_roles.append({"person": number, "role": role, "first_day": first, "last_day": last})
        self.held.setdefault(number, []).append(_Held(0, 0, role, first, last, by_list=False))


_NOBODY: dict[str, Any] = dict.fromkeys(DESCRIBED, "")
_ORDER = [*DESCRIBED, "protected", "role", *_PART]  # of the columns that a row says otherwise
