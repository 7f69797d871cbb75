"""From a row of a list to what it says of a person and their part in an event: cleaned, or refused with the cell."""

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from rusctl.errors import RusctlError
from rusctl.language.cells import unshielded
from rusctl.language.message import Message, msg
from rusctl.lists.understand import ListRow, Understood
from rusctl.model.people import Answer, Attendance
from rusctl.register import fields
from rusctl.storage.untrusted.sheet import ERROR, FORMULA, NUMBER

PART = ("answer", "attendance", "walk_in", "told", "told_how")
ROLE = ("role", "role_from", "role_to")
SIDE = frozenset({"phone", "language", "walk_in", "told", "told_how"})  # a fault in one of them costs it, and no more
_WORDS = frozenset({"role", "municipality", "answer", "attendance", "walk_in"})
_REPEATED = frozenset({"organisation", "municipality", "language", "role", "answer", "attendance", "told", "told_how"})
_NOT_KEPT = frozenset({"part", "protected"})
_NOTHING: Mapping[str, Any] = {}
_DAY = re.compile(r"[0-9]{4}([-/]?)[0-9]{2}\1[0-9]{2}(?:[ T][0-9]{1,2}[:.][0-9]{2}(?:[:.][0-9]{2})?)?")
_LEAP_BUG = dt.date(
    1900, 3, 1
)  # until then the day numbers of Excel for Windows are one too high (its 29 February 1900)


class RowFault(NamedTuple):
    """A row that is not taken: its number, the heading of the cell at fault (or nothing), and why."""

    row: int
    column: str
    reason: Message
    personal: bool = False


class Record(NamedTuple):
    """What a row says: values of the person, of their part in the event, and of the role they hold.

    `instead_of` is the name or the e-mail address of whom they are a substitute for.
    """

    row: int
    person: Mapping[str, Any]
    part: Mapping[str, Any]
    role: Mapping[str, Any]
    instead_of: str = ""


class Reader:
    """Reads the rows of one list that has been understood."""

    def __init__(self, found: Understood, epoch: int = 0, *, nameless: bool = False) -> None:
        """Take the list, and the year that the day numbers of its workbook count from.

        With `nameless` who has no name is called by the e-mail address.
        """
        self.found, self.nameless = found, nameless
        self.epoch = epoch
        self.headings = found.headings
        self.waiting = {one.row: one for one in found.waiting}
        self.known: dict[tuple[str, str, str], Any] = {}  # values that have been read before: roles and towns come back
        self.side: list[RowFault] = []
        self.forms: dict[str, Callable[[str], Any]] = {
            "name": lambda text: fields.one_line(text, "name"),
            "first_name": lambda text: fields.one_line(text, "name"),
            "last_name": lambda text: fields.one_line(text, "name"),
            "organisation": lambda text: fields.one_line(text, "organisation"),
            "email": fields.email,
            "phone": fields.phone,
            "language": fields.language,
            "told_how": lambda text: fields.one_line(text, "told_how"),
            "substitute_for": lambda text: fields.one_line(text, "substitute_for"),
        }

    def read(self) -> tuple[list[Record], list[RowFault]]:
        """Give what the rows say, and those that cannot be taken or wait for an answer; a row has one fault at most.

        What a fault has cost a side field is in `side` afterwards.
        """
        records, faults = [], []
        for row in self.found.persons:
            kept = len(self.side)
            try:
                record = self._record(row)
            except _CellError as error:
                del self.side[kept:]
                faults.append(RowFault(row.number, error.column, error.reason, error.personal))
                continue
            waits = self.waiting.get(row.number)
            if waits is None:
                records.append(record)
            else:
                del self.side[kept:]
                faults.append(RowFault(*waits))
        persons = {row.number for row in self.found.persons}
        faults += [RowFault(*one) for one in self.found.waiting if one.row not in persons]
        return records, faults

    def names(self) -> dict[int, str]:
        """Give the names as they stand in the rows, for the user who asks for them."""
        return {
            row.number: " ".join(
                filter(None, (row.cells.get(field, "").strip() for field in ("name", "first_name", "last_name")))
            )
            for row in self.found.persons
        }

    def _record(self, row: ListRow) -> Record:
        person: dict[str, Any] = {}
        part, role = _NOTHING, _NOTHING
        for field, text in row.cells.items():
            if field in _NOT_KEPT:
                continue
            value = self._cell(row, field, text)
            if value in ("", None):
                continue
            if field in PART:
                part = {**part, field: value}
            elif field in ROLE:
                role = {**role, field: value}
            else:
                person[field] = value
        self._name(person)
        if "role_from" in role and "role_to" in role and role["role_to"] < role["role_from"]:
            raise _CellError(self.headings["role_to"], msg("the role would end before it begins"))
        return Record(row.number, person, part, role, person.pop("substitute_for", ""))

    def _cell(self, row: ListRow, field: str, text: str) -> Any:
        """Give the value of a cell, or nothing where a fault costs a side field; _CellError where it costs the row."""
        kind = row.kinds.get(field, "") if row.kinds else ""
        meant = row.meant.get(field, "")
        value = None if kind else self.known.get((field, text, meant))
        if value is not None:
            return value
        heading = self.headings.get(field, "")
        try:
            value = self._value(field, unshielded(text), kind, meant)
        except RusctlError as error:
            personal = error.exit_code == PERSONAL
            reason = _NEVER if personal else error.message
            if not personal and field in SIDE:
                self.side.append(RowFault(row.number, heading, reason))
                return None
            raise _CellError(heading, reason, personal=personal) from None
        if not kind and field in _REPEATED:
            self.known[field, text, meant] = value
        return value

    def _value(self, field: str, text: str, kind: str, meant: str) -> Any:
        if kind == FORMULA:
            raise RusctlError(msg("the cell is a formula without a saved value; paste the value instead"))
        if kind == ERROR:
            raise RusctlError(msg("the cell shows an error of the spreadsheet's; write what it should say"))
        if kind == NUMBER:
            _refuse_number(field, text)
        if not text.isascii():
            fields.refuse_personal_number(_plain(text), field)
        if field in {"told", "role_from", "role_to"}:
            return _day(text, self.epoch if kind == NUMBER else 0)
        if field in _WORDS:
            fields.one_line(text, field)
            return _meant(field, text, meant)
        return self.forms[field](meant or text)

    def _name(self, values: dict[str, Any]) -> None:
        first, last = values.pop("first_name", ""), values.pop("last_name", "")
        if not values.get("name"):
            values["name"] = fields.one_line(" ".join(filter(None, (first, last))), "name")
        if not values["name"] and self.nameless:
            values["name"] = values.get("email", "")
        if not values["name"]:
            column = self.headings.get("name") or self.headings.get("last_name", "")
            raise _CellError(column, msg("the name is missing"))


_NEVER = msg("the cell holds a personnummer, which the register never takes")
PERSONAL = 6  # the exit code of what is refused since it is personal


class _CellError(Exception):
    def __init__(self, column: str, reason: Message, *, personal: bool = False) -> None:
        super().__init__(reason.id)
        self.column, self.reason, self.personal = column, reason, personal


def _plain(text: str) -> str:
    """Give a text with the digits 0 to 9 in the place of full-width and other ones, and without what cannot be seen."""
    shown = (one for one in unicodedata.normalize("NFKC", text) if unicodedata.category(one) != "Cf")
    return "".join(str(unicodedata.decimal(one, one)) for one in shown)


def _meant(field: str, text: str, meant: str) -> Any:
    """Give the value that a word stands for; nothing where it stands for none."""
    if field == "walk_in":
        if not meant and text.strip():
            raise RusctlError(msg("this is neither yes nor no"))
        return meant == "yes" if meant else None
    if field == "answer":
        return Answer(meant) if meant else None
    if field == "attendance":
        return Attendance(meant) if meant else None
    return meant


def _day(text: str, epoch: int) -> dt.date | None:
    """Read a day: 2018-11-07, 20181107, with or without a time; a number counts days from the workbook's epoch."""
    text = text.strip()
    if not text:
        return None
    wrong = RusctlError(msg("this is no day; write it as 2018-11-08"))
    try:
        if epoch:
            return _serial(float(text), epoch)
        if not _DAY.fullmatch(text):
            raise wrong
        return dt.date.fromisoformat(text[:10].rstrip().replace("/", "-"))
    except (ValueError, OverflowError, RusctlError):
        fields.refuse_personal_number(text, "told")
        raise wrong from None


def _serial(number: float, epoch: int) -> dt.date:
    """Give the day of a day number; in workbooks of old Macs day 0 is 1904-01-01, else day 1 is 1900-01-01."""
    if not 1 <= number < 2_958_466:  # noqa: PLR2004 - 9999-12-31 is the last
        raise ValueError(number)
    if epoch == 1904:  # noqa: PLR2004 - the year itself
        return dt.date(1904, 1, 1) + dt.timedelta(days=int(number))
    day = dt.date(1899, 12, 30) + dt.timedelta(days=int(number))
    return day if day >= _LEAP_BUG else day + dt.timedelta(days=1)


def _refuse_number(field: str, text: str) -> None:
    """Refuse a personnummer of this century that has become a number and lost its leading zeros."""
    if text.isdigit() and len(text) < 10:  # noqa: PLR2004 - the digits of a personnummer
        fields.refuse_personal_number(text.zfill(10), field)
