"""Inputs read from a list: a form that was filled in, a table of CSV or a workbook, or a Word file.

Every row is accounted for: it is new, stored already, without a text, waiting, or at fault. Where one is at fault
nothing of the list is stored, and each fault is said with its column and, where nobody can be in it, its value.
"""

import datetime as dt
import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from rusctl.database.transaction import Transaction
from rusctl.errors import RusctlError
from rusctl.inputs import store, waiting
from rusctl.language import hard_words
from rusctl.language.look import Looked, Names, look
from rusctl.language.message import Message, msg, nmsg
from rusctl.lists import cells
from rusctl.lists.table import LeftOut
from rusctl.model.inputs import NewInput, WaitingRow, ident_of
from rusctl.model.plan import Event, Hours, Plan
from rusctl.schedule.dates.parse import read_when
from rusctl.services import selection
from rusctl.services.inputs.columns import LABELS, InputColumns, find
from rusctl.services.inputs.storing import known_names, opened, said_text, table_of
from rusctl.services.inputs.words import InputWords, initials
from rusctl.services.people.register_access import is_there
from rusctl.services.project import READING, WRITING, Project
from rusctl.storage.untrusted import spreadsheet, word_tables
from rusctl.storage.untrusted.sheet import ERROR, FORMULA, Sheet, SheetRow

if TYPE_CHECKING:
    from sqlalchemy import Connection  # noqa: TID251 - a type

IMPORT = "inputs import"  # as the log of changes has it
TAKE_OUT, KEEP = "take-out", "keep"
LONGEST_SHOWN = 40  # letters of a cell that is repeated in a fault
LONGEST_NUMBER = 6  # digits


_NAMES = {"role": "roles"}  # what a column's field is called in an input


class CellFault(NamedTuple):
    """Why a row cannot be taken: its number, the heading of the column, the value where it may be shown, and why."""

    row: int
    column: str
    value: str
    why: Message


class InputRow(NamedTuple):
    """A row that can be stored, and what was found in it that may be somebody's alone."""

    number: int
    new: NewInput
    looked: Looked


class InputList(NamedTuple):
    """A list as it was read: rows in the order of the list, and what each of the others is.

    `there` are the rows that are stored already, by the id of the input; `empty` those without a text. `left` are
    rows that are no inputs, such as headings that are repeated. `unused` are headings of columns that are not taken.
    """

    digest: str
    form: Message
    rows: tuple[InputRow, ...] = ()
    there: Mapping[int, str] = {}
    empty: tuple[int, ...] = ()
    faults: tuple[CellFault, ...] = ()
    left: tuple[LeftOut, ...] = ()
    unused: tuple[str, ...] = ()

    @property
    def doubtful(self) -> tuple[InputRow, ...]:
        """The rows in which something was found."""
        return tuple(row for row in self.rows if row.looked.found)

    @property
    def total(self) -> int:
        """How many rows the list has."""
        return len(self.rows) + len(self.there) + len(self.empty) + len({one.row for one in self.faults})


def sheet_of(data: bytes, name: str, sheet: str = "") -> Sheet:
    """Read a list of CSV, a workbook or the tables of a Word file; RusctlError where it is none."""
    if word_tables.is_word(data):
        return word_tables.read(data, name)
    return spreadsheet.read_bytes(data, Path(name).name, sheet)


def read(
    project: Project, data: bytes, name: str, like: NewInput, *, sheet: str = "", heading_row: int = 0
) -> InputList:
    """Read a list of inputs, with what options say of all of them in `like`; nothing is stored."""
    return project.during(READING, lambda: _read(project, data, name, like, sheet=sheet, heading_row=heading_row))


def _read(project: Project, data: bytes, name: str, like: NewInput, *, sheet: str, heading_row: int) -> InputList:
    table = sheet_of(data, name, sheet)
    columns = find(table, heading_row)
    form = msg("read from the tables of the Word file") if word_tables.is_word(data) else table.form
    register = opened(project)
    names = known_names(project, register)
    found = _Rows(project, columns, table, like, names).run()
    digest = hashlib.sha256(data).hexdigest()
    found = found._replace(digest=digest, form=form, left=columns.found.left, unused=columns.unused)
    with register.reading() as connection:
        return _compared(found, connection)


class _Rows:
    def __init__(self, project: Project, columns: InputColumns, sheet: Sheet, like: NewInput, names: Names) -> None:
        self.project, self.columns, self.like, self.names = project, columns, like, names
        self.plan: Plan = project.readable().plan
        self.words = InputWords(self.plan)
        self.faults: list[CellFault] = []
        self.merged = _filled(sheet, columns)
        self.by_prefix = {store.prefix_of(one.id): one for one in self.plan.events}
        self.given = {one.name: getattr(like, one.name) for one in fields(like)}
        self.reads: Mapping[str, Callable[[Event, str], Any]] = {
            "question": lambda event, text: self.words.question(text, event),
            "kind": lambda _, text: self.words.kind(text),
            "role": lambda _, text: self.words.roles(text),
            "municipality": lambda _, text: self.words.municipality(text),
            "table": lambda _, text: table_of(text),
            "noted_by": lambda _, text: initials(text.strip()),
            "noted": lambda _, text: self._day(text),
        }
        self.known: dict[tuple[str, str, str], Any] = {}  # what a word of a column means at an event, looked up once
        self.tables: dict[str, bool] = {"": False}  # whether a table is called by what may be somebody's alone
        self.only = self._only_event()

    def _only_event(self) -> Event | None:
        """Give the event of the rows that do not say theirs: the one said, else the one of all numbers in the list."""
        if self.like.event:
            return selection.event(self.plan, self.like.event)
        place = self.columns.places.get("id")
        prefixes = {
            prefix.strip().upper()
            for row in (self.columns.found.rows if place is not None else ())
            if (prefix := row.cells[place or 0].strip().rpartition("-")[0])
        }
        return self.by_prefix.get(prefixes.pop()) if len(prefixes) == 1 else None

    def run(self) -> InputList:
        rows, empty = [], []
        for row in self.columns.found.rows:
            held = self._held(row)
            before = len(self.faults)
            if not held.get("text") and not self._has_more(row, held):
                empty.append(row.number)
            elif (new := self._new(row, held)) is not None and len(self.faults) == before:
                looked = look(new.text, self.names)
                if self._is_somebodys(new.table):
                    self._fault(row, "table", held.get("table", ""), msg("a table is called by no name of a person"))
                else:
                    rows.append(InputRow(row.number, new, looked))
        return InputList("", msg(""), tuple(rows), {}, tuple(empty), tuple(self.faults))

    def _is_somebodys(self, table: str) -> bool:
        if table not in self.tables:
            self.tables[table] = bool(look(table, self.names).found)
        return self.tables[table]

    def _held(self, row: SheetRow) -> dict[str, str]:
        held = {}
        for field, index in self.columns.places.items():
            text = row.cells[index] or self.merged.get((row.number, index), "")
            if row.kinds and row.kinds.get(index) in {ERROR, FORMULA}:
                self._fault(row, field, "", msg("the cell is a formula or a fault of one; write what it is to say"))
            elif text.strip() and (field == "text" or not cells.is_nothing(text)):
                held[field] = text
        return held

    def _has_more(self, row: SheetRow, held: Mapping[str, str]) -> bool:
        """Whether a row without a text has something of its own, and is no unused row of a form."""
        own = {field for field in held if not self.merged.get((row.number, self.columns.places[field]))}
        return bool(own - {"id", "question", "event", "municipality", "kind", "table", "noted"})

    def _new(self, row: SheetRow, held: Mapping[str, str]) -> NewInput | None:
        if "text" not in held:
            self._fault(row, "text", "", msg("there is no text"))
            return None
        event = self._event(row, held)
        if event is None:
            return None
        places = event.places
        values: dict[str, Any] = {"event": event.id, "text": self._read(row, held, "text", said_text) or ""}
        for field, how in self.reads.items():
            if field in held:
                values[_NAMES.get(field, field)] = self._once(row, held, field, partial(how, event), event)
        if "id" in held:
            values["number"] = self._read(row, held, "id", lambda text: _number(text, event))
        given = {**self.given, **{name: value for name, value in values.items() if value is not None}}
        if not given["municipality"] and len(places) == 1:
            given["municipality"] = places[0]
        return NewInput(**given)

    def _event(self, row: SheetRow, held: Mapping[str, str]) -> Event | None:
        """Give the event of a row: by its number, by its column, as the list's only one, or by its municipality."""
        if (prefix := held.get("id", "").strip().rpartition("-")[0].upper()) in self.by_prefix:
            return self.by_prefix[prefix]
        if "event" in held:
            named: Event | None = self._read(row, held, "event", lambda text: selection.event(self.plan, text.strip()))
            return named
        if self.only is not None:
            return self.only
        if "municipality" in held:
            held_in: Event | None = self._read(row, held, "municipality", self._held_in)
            return held_in
        self._fault(row, "text", "", msg("it is not said at which event; say it with --event"))
        return None

    def _held_in(self, text: str) -> Event:
        place = self.words.municipality(text)
        kind = self.plan.process.tour_kind
        found = [one for one in self.plan.events if place in one.places and (not kind or one.kind == kind)]
        if len(found) == 1:
            return found[0]
        raise RusctlError(
            msg("it can be any of {events}; write the event in a column Händelse", events=[one.id for one in found])
        )

    def _day(self, text: str) -> dt.datetime:
        found = read_when(text, self.project.today, self.plan.process.period, self.plan.process.timezone).when
        if isinstance(found, Hours) or found.first != found.last:
            raise RusctlError(msg("{text} is no single day; write the day, such as 8 Nov 2018", text=text))
        return dt.datetime.combine(found.first, dt.time.min, dt.UTC)

    def _once(self, row: SheetRow, held: Mapping[str, str], field: str, how: Callable[[str], Any], event: Event) -> Any:
        key = (field, held[field], event.id)
        if key not in self.known:
            found = self._read(row, held, field, how)
            if found is None:
                return None
            self.known[key] = found
        return self.known[key]

    def _read(self, row: SheetRow, held: Mapping[str, str], field: str, how: Callable[[str], Any]) -> Any:
        try:
            return how(held[field])
        except RusctlError as error:
            self._fault(row, field, held[field], error.message)
            return None

    def _fault(self, row: SheetRow, field: str, value: str, why: Message) -> None:
        shown = value.strip() if hard_words.says_nobody(value.strip(), LONGEST_SHOWN) else ""
        if value.strip() and not shown:  # the reason may repeat what stands in the cell
            why = msg("what stands there cannot be taken as {what}", what=LABELS[field])
        place = self.columns.places.get(field)
        column = self.columns.found.heading[place] if place is not None else ""
        self.faults.append(CellFault(row.number, column, shown, why))


def _filled(sheet: Sheet, columns: InputColumns) -> dict[tuple[int, int], str]:
    """Give what cells below the first of a merged one hold: what it does, but for a text and a number."""
    own = {columns.places[field] for field in ("id", "text") if field in columns.places}
    rows = {row.number: row for row in columns.found.rows}
    return {
        (number, index): rows[first].cells[index]
        for first, last, left, right in sheet.merged
        if first in rows
        for number in range(first + 1, last + 1)
        for index in range(left, right + 1)
        if index not in own and index < len(rows[first].cells)
    }


def _number(text: str, event: Event) -> int:
    """Give the number in the id of an input, which is one of its event."""
    prefix, _, number = text.strip().upper().rpartition("-")
    if not number.isdecimal() or len(number) > LONGEST_NUMBER or int(number) < 1:
        raise RusctlError(msg("{text} is no number of an input, such as {id}", text=text.strip(), id=_example(event)))
    if prefix and prefix != store.prefix_of(event.id):
        raise RusctlError(msg("{text} is no number of {event}", text=text.strip(), event=event.id))
    return int(number)


def _example(event: Event) -> str:
    return ident_of(store.prefix_of(event.id), 14)


def _ident(new: NewInput) -> str:
    return ident_of(store.prefix_of(new.event), new.number) if new.number is not None else ""


def _compared(found: InputList, connection: "Connection") -> InputList:
    """Say which rows are stored already, and refuse numbers that no form has printed or that others have."""
    stored = store.first_texts(connection, {row.new.event for row in found.rows})
    by_ident = {one.ident: one for one in stored}
    free = _Stored(stored)
    printed = {event: store.printed(connection, event) for event in {row.new.event for row in found.rows}}
    rows: list[InputRow] = []
    faults = list(found.faults)
    there: dict[int, str] = {}
    seen: dict[str, int] = {}
    for row in found.rows:
        ident = _ident(row.new)
        texts = (row.new.text, row.looked.without)
        if ident and ident in seen:
            faults.append(
                CellFault(row.number, "", ident, msg("{id} stands in row {row}, too", id=ident, row=seen[ident]))
            )
        elif ident in by_ident:
            if by_ident[ident].text in texts:
                there[row.number] = ident
                free.take(by_ident[ident])
            else:
                faults.append(CellFault(row.number, "", ident, _OTHER_TEXT._replace(args={"id": ident})))
        elif ident and not any(row.new.number in numbers for numbers in printed[row.new.event]):
            why = msg("no form has printed this number; leave the cell empty, and the next one is given")
            faults.append(CellFault(row.number, "", ident, why))
        elif not ident and (same := free.like(row.new, texts)):
            there[row.number] = same
        else:
            rows.append(row)
        if ident:
            seen.setdefault(ident, row.number)
    return found._replace(rows=tuple(rows), there=there, faults=tuple(sorted(faults, key=lambda one: one.row)))


_OTHER_TEXT = msg("{id} is stored with another text; correct it with rusctl inputs correct {id}")


class _Stored:
    """What is stored, each to be met by one row of a list: two rows that say the same are two inputs."""

    def __init__(self, stored: Sequence[store.FirstText]) -> None:
        self.left: dict[tuple[str, str, str], list[str]] = {}
        for one in stored:
            self.left.setdefault((one.event, one.question, one.text), []).append(one.ident)

    def like(self, new: NewInput, texts: Sequence[str]) -> str:
        """Give the id of one that is stored with one of some texts, and let it be met no more."""
        for text in texts:
            if left := self.left.get((new.event, new.question, text)):
                return left.pop(0)
        return ""

    def take(self, one: store.FirstText) -> None:
        """Let one be met no more."""
        left = self.left.get((one.event, one.question, one.text), [])
        if one.ident in left:
            left.remove(one.ident)


class Imported(NamedTuple):
    """What became of a list: the ids of the inputs that were stored, and how many rows wait."""

    idents: tuple[str, ...]
    waiting: tuple[WaitingRow, ...]


def take(project: Project, found: InputList, how: str = "", *, dry_run: bool = False) -> Imported:
    """Store the rows of a list, all or none; those in which something was found wait where `how` says nothing.

    `how` is take-out or keep. RusctlError where a row is at fault.
    """
    if found.faults:
        raise RusctlError(nmsg("{count} row is at fault", "{count} rows are at fault", len(found.faults)), stops=True)
    waits = [row for row in found.rows if row.looked.found and how not in {TAKE_OUT, KEEP}]
    new = [_settled(row, how) for row in found.rows if row not in waits]
    held = tuple(WaitingRow(row=row.number, why=tuple(row.looked.abouts)) for row in waits)
    by_event: dict[str, list[WaitingRow]] = {row.new.event: [] for row in found.rows}
    for row, one in zip(waits, held, strict=True):
        by_event[row.new.event].append(one)

    def work(change: Transaction) -> tuple[str, ...]:
        idents = store.add(change, new)
        waiting.keep(change, found.digest, by_event)
        return tuple(idents)

    if not new and not held and (not is_there(project) or not _waited(project, by_event)):
        return Imported((), ())
    return Imported(project.during(WRITING, lambda: opened(project).change(IMPORT, work, dry_run=dry_run)), held)


def spans(idents: Sequence[str]) -> Iterator[str]:
    """Give ids as people write them: the first and the last of those that follow each other."""
    split = [ident.rpartition("-") for ident in idents]
    numbered = [(prefix, int(number)) for prefix, _, number in split]
    start = 0
    for index, (prefix, number) in enumerate(numbered):
        if index + 1 == len(numbered) or numbered[index + 1] != (prefix, number + 1):
            first = idents[start]
            yield first if start == index else f"{first}\u2013{idents[index]}"
            start = index + 1


def _waited(project: Project, events: Iterable[str]) -> bool:
    with opened(project).reading() as connection:
        return not set(waiting.counts(connection)).isdisjoint(events)


def _settled(row: InputRow, how: str) -> NewInput:
    return replace(row.new, text=row.looked.without) if how == TAKE_OUT else row.new
