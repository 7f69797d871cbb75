"""A circulation list read from a file: each row is a body that is new, changed, there already, or said why not.

Where a row is at fault nothing of the list is stored, and each fault is said with its row, its column and, where it may
be shown, its value.
"""

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from rusctl.errors import RusctlError
from rusctl.language import hard_words
from rusctl.language.message import Message, msg
from rusctl.lists import cells
from rusctl.lists.folding import fold
from rusctl.lists.table import LeftOut
from rusctl.lists.vocabulary import MunicipalityWords, Nameable
from rusctl.model.consulting import PRIVATE
from rusctl.model.plan import Hours, Plan
from rusctl.model.recipients import mail_address
from rusctl.model.record import dataclass
from rusctl.schedule.dates.parse import read_when
from rusctl.services.consultation.list_columns import LABELS, CirculationColumns, find
from rusctl.services.consulting import naming
from rusctl.services.project import Project
from rusctl.storage.untrusted import spreadsheet
from rusctl.storage.untrusted.sheet import ERROR, FORMULA, SheetRow

LONGEST_SHOWN = 40  # letters of a cell that is repeated in a fault
LONGEST_NAME, LONGEST_NOTE = 200, 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedRow:
    """A body as a list or an option has it; what nobody says is empty or None.

    `guessed` says that its kind was read from its name alone.
    """

    name: str
    kind: str = ""
    legal_group: str = ""
    municipality: str = ""
    contact: str = ""
    email: str = ""
    note: str = ""
    asked: dt.date | None = None
    reminded: dt.date | None = None
    until: dt.date | None = None
    declined: dt.date | None = None
    number: int = 0  # of the row
    guessed: bool = False

    @property
    def private(self) -> bool:
        """Whether it is a private person."""
        return self.kind == PRIVATE


class RowTrouble(NamedTuple):
    """Why a row cannot be taken: its number, the heading of the column, the value where it may be shown, and why."""

    row: int
    column: str
    value: str
    why: Message


class CirculationList(NamedTuple):
    """A list as it was read: its bodies in order, and what every other row is.

    `twice` are rows that name a body which stands above, by its row; `empty` those without a name; `left` are no rows
    of the list. `not_taken` are headings with what becomes of them.
    """

    form: Message
    rows: tuple[ListedRow, ...] = ()
    twice: Mapping[int, int] = {}
    empty: tuple[int, ...] = ()
    faults: tuple[RowTrouble, ...] = ()
    left: tuple[LeftOut, ...] = ()
    columns: CirculationColumns | None = None

    @property
    def total(self) -> int:
        """How many rows the list has."""
        return len(self.rows) + len(self.twice) + len(self.empty) + len({one.row for one in self.faults})


def read(project: Project, data: bytes, name: str, *, sheet: str = "", heading_row: int = 0) -> CirculationList:
    """Read a circulation list of CSV or a workbook; nothing is stored. RusctlError where it is none."""
    table = spreadsheet.read_bytes(data, Path(name).name, sheet)
    if table.of_addresses:
        raise RusctlError(msg("this is a text of names and addresses, and no circulation list"))
    columns = find(table, heading_row)
    found = _ListedRows(project, columns).run()
    return found._replace(form=table.form, left=columns.found.left, columns=columns)


def said(project: Project, texts: Mapping[str, str]) -> ListedRow:
    """Give a body as its words say it, by field; RusctlError for the first that means nothing."""
    reader = RowWords(project)
    return reader.row(0, {field: text for field, text in texts.items() if text.strip()}, _raise)


def _raise(_field: str, _text: str, error: RusctlError) -> None:
    raise error


class RowWords:
    """What the cells of a circulation list mean in a plan."""

    def __init__(self, project: Project) -> None:
        """Take the project."""
        self.plan: Plan = project.readable().plan
        self.today = project.today
        self.towns = MunicipalityWords(
            Nameable(one.id, (one.name,), one.words, one.code) for one in self.plan.municipalities
        )
        self.kinds = {one.id for one in self.plan.consultation_words.kinds}
        self.reads: Mapping[str, Callable[[str], Any]] = {
            "name": lambda text: _short(text, LONGEST_NAME),
            "kind": lambda text: naming.kind(self.plan, text),
            "legal_group": lambda text: naming.legal_group(self.plan, text),
            "municipality": self._municipality,
            "contact": lambda text: _short(text, LONGEST_NAME),
            "email": _email,
            "note": lambda text: _short(text, LONGEST_NOTE),
            **dict.fromkeys(("asked", "reminded", "until", "declined"), self._day),
        }

    def row(self, number: int, texts: Mapping[str, str], fault: Callable[[str, str, RusctlError], None]) -> ListedRow:
        """Give the body that a row's texts make; `fault` is told of each that cannot be read."""
        values: dict[str, Any] = {"name": "", "number": number}
        for field, text in texts.items():
            try:
                values[field] = self.reads[field](text)
            except RusctlError as error:
                fault(field, text, error)
        return self._completed(ListedRow(**values))

    def _completed(self, one: ListedRow) -> ListedRow:
        """Add what a name says of itself: its kind, its municipality, and the legal group of the kind."""
        town = self.towns.meaning(one.name).value or "" if _KOMMUN.search(one.name) else ""
        if not one.kind and (kind := self._kind(one.name, town)):
            one = replace(one, kind=kind, guessed=True)
        if not one.municipality and town and one.kind == "municipality":
            one = replace(one, municipality=town)
        return one if one.legal_group else replace(one, legal_group=naming.group_of(self.plan, one.kind))

    def _kind(self, name: str, town: str) -> str:
        found = "municipality" if town else next((kind for kind, how in _OF_NAMES if how.search(name)), "")
        return found if found in self.kinds else ""

    def _municipality(self, text: str) -> str:
        meaning = self.towns.meaning(text)
        if meaning.value is None:
            raise RusctlError(msg("{text} is no municipality of the plan", text=text))
        return meaning.value

    def _day(self, text: str) -> dt.date:
        found = read_when(text, self.today, self.plan.process.period, self.plan.process.timezone).when
        if isinstance(found, Hours) or found.first != found.last:
            raise RusctlError(msg("{text} is no single day; write the day, such as 8 Nov 2018", text=text))
        return found.first


_KOMMUN = re.compile(r"\b(?:kommun|kommuns|stad|stads|municipality)\b", re.IGNORECASE)
_OF_NAMES = (
    ("county-board", re.compile(r"^länsstyrelsen\b", re.IGNORECASE)),
    ("region", re.compile(r"^(?:region|landstinget)\s\S", re.IGNORECASE)),
    ("university", re.compile(r"(?:universitet|högskola)", re.IGNORECASE)),
)


def _short(text: str, most: int) -> str:
    text = " ".join(text.split())
    if len(text) > most:
        raise RusctlError(msg("it has more than {most} characters", most=most))
    return text


def _email(text: str) -> str:
    address = mail_address(cells.email(text, lambda _: None))
    if not address:
        raise RusctlError(msg("{text} is not an email address", text=text.strip()))
    return address


class _ListedRows:
    def __init__(self, project: Project, columns: CirculationColumns) -> None:
        self.columns = columns
        self.words = RowWords(project)
        self.faults: list[RowTrouble] = []

    def run(self) -> CirculationList:
        rows: dict[str, ListedRow] = {}
        twice: dict[int, int] = {}
        empty: list[int] = []
        for row in self.columns.found.rows:
            before = len(self.faults)
            texts = self._texts(row)
            if "name" not in texts:
                empty.append(row.number)
                continue
            one = self.words.row(row.number, texts, self._fault_of(row))
            if len(self.faults) > before:
                continue
            key = fold(one.name)
            if key in rows:
                twice[row.number] = rows[key].number
            else:
                rows[key] = one
        return CirculationList(msg(""), tuple(rows.values()), twice, tuple(empty), tuple(self.faults))

    def _texts(self, row: SheetRow) -> dict[str, str]:
        found = {}
        for field, index in self.columns.places.items():
            if row.kinds and row.kinds.get(index) in {ERROR, FORMULA}:
                why = RusctlError(msg("the cell is a formula or a fault of one; write what it is to say"))
                self._fault_of(row)(field, "", why)
            elif row.cells[index].strip() and not cells.is_nothing(row.cells[index]):
                found[field] = row.cells[index]
        return found

    def _fault_of(self, row: SheetRow) -> Callable[[str, str, RusctlError], None]:
        def fault(field: str, text: str, error: RusctlError) -> None:
            value = text.strip()
            shown = value if hard_words.says_nobody(value, LONGEST_SHOWN) else ""
            why = (
                error.message
                if shown or not value
                else msg("what stands there cannot be taken as {what}", what=LABELS[field])
            )
            self.faults.append(
                RowTrouble(row.number, self.columns.found.heading[self.columns.places[field]], shown, why)
            )

        return fault
