"""Stops from a table, as people keep them in Excel: what each column is, and what a row makes of the plan.

A row is about the event that its id or its name says, else about the only one in its municipality of the kind; where
there is none it is a new one. Nothing is taken of a table of which a row cannot be taken: each fault is said.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from rusctl.errors import RusctlError
from rusctl.language.message import Message, msg
from rusctl.language.slug import free
from rusctl.lists.stops import has_some, stops
from rusctl.lists.table import in_rows
from rusctl.lists.vocabulary import MunicipalityWords, Nameable
from rusctl.model.plan import Event, Hours, Plan, Status, exact
from rusctl.schedule.dates.hours import same_hours
from rusctl.schedule.dates.parse import Reading, read_when
from rusctl.schedule.state.status import movable
from rusctl.services import selection
from rusctl.services.planning.change_events import when_table
from rusctl.services.planning.event_edits import moving
from rusctl.services.planning.import_events import Decided
from rusctl.services.project import Project
from rusctl.storage.files.names import EVENTS
from rusctl.storage.toml import edits
from rusctl.storage.untrusted import spreadsheet
from rusctl.storage.untrusted.sheet import ZIP, Sheet

TEXTS = ("title", "venue", "room", "partner", "note")
MOST_FAULTS = 10
SHEETS_TRIED = 20
LINES = 20  # at the top of what comes on standard input, one of which parts its cells
Table = dict[str, Any]


class StopOptions(NamedTuple):
    """What new events are, and what is said of the dates."""

    kind: str
    source: str = ""
    reason: str = ""


class RowFault(NamedTuple):
    """Why a row is not taken, and its number in the table."""

    row: int
    why: Message


def decide(project: Project, sheet: Sheet, options: StopOptions, tell: Callable[[Message], None]) -> Decided:
    """Decide what a table makes of the plan; what a date took to be read is told.

    RusctlError, with each row and its reason, where one cannot be taken: then none is.
    """
    found = stops(sheet)
    if found.dropped:
        tell(msg("not taken: the columns {columns}", columns=list(found.dropped)))
    for one in found.left:
        tell(msg("left out ({rows}): {reason}", rows=in_rows(one.rows), reason=one.reason))
    if found.hidden:
        tell(msg("hidden in the workbook, and taken all the same: {rows}", rows=in_rows(found.hidden)))
    work = _Work(project, options, tell)
    faults: list[RowFault] = []
    for number, cells in found.rows:
        try:
            work.take(number, cells)
        except RusctlError as error:
            faults.append(RowFault(number, error.message))
    if faults:
        said: list[object] = [msg("row {row}: {why}", row=one.row, why=one.why) for one in faults[:MOST_FAULTS]]
        if len(faults) > MOST_FAULTS:
            said.append(msg("{count} more", count=len(faults) - MOST_FAULTS))
        raise RusctlError(msg("no row is taken, since some cannot be: {reasons}", reasons=said))
    return work.decided


def is_table(file: str, data: bytes) -> bool:
    """Say whether a file, or what comes on standard input, is a table and no calendar."""
    if file != "-":
        return file.casefold().endswith((".csv", ".tsv", ".txt", ".xlsx", ".xls"))
    if data.startswith(ZIP):
        return True
    begins = data[:4096].replace(b"\0", b"")  # of UTF-16 too
    lines = begins.strip().splitlines()[:LINES]
    return b"BEGIN:VCALENDAR" not in begins.upper() and any(
        sign in one for one in lines for sign in (b"\t", b";", b",")
    )


def read(file: str, data: bytes) -> Sheet:
    """Read a table; of a workbook the first sheet that holds stops. RusctlError where it is none."""
    name = "stdin" if file == "-" else Path(file).name
    sheet = spreadsheet.read_bytes(data, name)
    if not sheet.others or has_some(sheet):
        return sheet
    others = (spreadsheet.read_bytes(data, name, other) for other in sheet.others[:SHEETS_TRIED])
    return next((other for other in others if has_some(other)), sheet)


def _from_to(cells: Mapping[str, str]) -> str:
    """Give the times of day of two columns, without the seconds that a workbook shows."""
    start, end = (re.sub(r"^(\d{1,2}:\d\d):00$", r"\1", cells.get(key, "")) for key in ("start", "end"))
    return f"{start}-{end}" if start and end else start


class _Work:
    """The rows of a table taken one after another."""

    def __init__(self, project: Project, options: StopOptions, tell: Callable[[Message], None]) -> None:
        self.project, self.options, self.tell = project, options, tell
        self.plan: Plan = project.readable().plan
        self.towns = MunicipalityWords(
            Nameable(one.id, (one.name,), one.words, one.code) for one in self.plan.municipalities
        )
        self.tables: Any = project.loaded.data[EVENTS].get("event", [])
        self.taken = {one.id for one in (*self.plan.records, *self.plan.templates)}
        self.seen: dict[str, int] = {}
        self.decided = Decided()

    def take(self, number: int, cells: Mapping[str, str]) -> None:
        """Take the row of a number, which holds this by its fields; RusctlError where it cannot be."""
        place = self._place(cells.get("municipality", ""))
        event = self._event(cells.get("id", ""), place)
        name = event.id if event else cells.get("id") or place
        if name in self.seen:
            raise RusctlError(msg("{id} stands in row {row}, too", id=name, row=self.seen[name]))
        self.seen[name] = number
        values = dict(self._values(cells))
        reading = self._date(cells, event)
        if event is None:
            self._new(name, place, values, reading)
        else:
            self._change(event, values, reading)

    def _place(self, text: str) -> str:
        """Give the id of a municipality as lists name them: by its name, its code, as "Sala kommun", or in a word."""
        return (self.towns.meaning(text).value or selection.municipality(self.plan, text)) if text else ""

    def _event(self, name: str, place: str) -> Event | None:
        """Give the event that a row is about; None for a new one. RusctlError where it may be any of several."""
        if name:
            try:
                return selection.event(self.plan, name)
            except RusctlError:
                selection.new_id(name)
                return None
        if not place:
            raise RusctlError(msg("it says neither a municipality nor an id"))
        here = [
            one
            for one in self.plan.events
            if one.municipality == place and one.kind == self.options.kind and one.status is not Status.CANCELLED
        ]
        if len(here) > 1:
            names = [one.id for one in here]
            raise RusctlError(msg("{word} can be any of {names}; write the id in a column id", word=place, names=names))
        return here[0] if here else None

    def _values(self, cells: Mapping[str, str]) -> Iterator[tuple[str, Any]]:
        for key in TEXTS:
            if cells.get(key):
                yield key, selection.place(self.plan, cells[key]) if key == "venue" else cells[key]
        for key, read in (("crew", selection.crew_role), ("roles", selection.actor_group)):
            if cells.get(key):
                words = filter(None, (word.strip() for word in cells[key].replace(";", ",").split(",")))
                yield key, [read(self.plan, word) for word in words]
        if number := cells.get("capacity"):
            if not number.isdecimal():
                raise RusctlError(msg("{text} is no number", text=number))
            yield "capacity", int(number)
        if text := cells.get("answer_by"):
            when = self._read(text).when
            if isinstance(when, Hours) or when.first != when.last:
                raise RusctlError(msg("{text} is no single day; write the day, such as 8 Nov 2018", text=text))
            yield "answer_by", when.first

    def _date(self, cells: Mapping[str, str], event: Event | None) -> Reading | None:
        """Give the date of a row, with its hours; hours alone are those of the day that the event has."""
        text, hours = cells.get("date", ""), cells.get("time", "") or _from_to(cells)
        if not (text or hours):
            return None
        if not text:
            day = exact(event.when) if event else None
            if day is None:
                raise RusctlError(msg("it has times of day and no date"))
            text = day.first.isoformat()
        clock = hours if not hours or ":" in hours or "kl" in hours.casefold() else f"kl {hours}"
        reading = self._read(f"{text} {clock}".strip())
        return reading if hours or event is None else reading._replace(when=same_hours(event.when, reading.when))

    def _read(self, text: str) -> Reading:
        process = self.plan.process
        found = read_when(text, self.project.today, process.period, process.timezone)
        if found.why:
            self.tell(found.why)
        return found

    def _new(self, name: str, place: str, values: Table, reading: Reading | None) -> None:
        new = free(name, self.taken)
        self.taken.add(new)
        dated = reading is not None and exact(reading.when) is not None
        table: Table = {"id": new, "kind": self.options.kind, "title": values.pop("title", ""), "municipality": place}
        table |= when_table(reading.when) if reading else {}
        table |= {"status": (Status.TENTATIVE if dated else Status.PLANNED).value, **values}
        if reading:
            table |= {"source": self.options.source, "stated": self.project.today}
        self.decided.changes.append(edits.Append(("event",), {key: one for key, one in table.items() if one != ""}))
        self.decided.added.append(new)

    def _change(self, event: Event, values: Table, reading: Reading | None) -> None:
        table = self.tables[event.at.route[1]]
        changes = [
            edits.Set(event.at.key(key).route, value) for key, value in values.items() if table.get(key) != value
        ]
        moves = reading is not None and reading.when != event.when
        if moves and not movable(event):
            raise RusctlError(msg("{id} is held or cancelled; its date does not change", id=event.id))
        if moves and reading is not None:
            said = {"source": self.options.source, "reason": self.options.reason}
            self.decided.changes += moving(
                event, table, reading.when, self.project.today, tentative=reading.tentative, **said
            )
            if exact(reading.when) and event.status is Status.PLANNED:
                self.decided.changes.append(edits.Set(event.at.key("status").route, Status.TENTATIVE.value))
            self.decided.moved.append(event.id)
        elif changes:
            self.decided.changed.append(event.id)
        else:
            self.decided.same += 1
        self.decided.changes += changes
