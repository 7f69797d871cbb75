"""From a row of a list to what it says of a person and their part in an event: cleaned, or refused with the cell."""

import datetime as dt
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from rusctl.errors import RusctlError
from rusctl.language.cells import unshielded
from rusctl.language.message import Message, msg
from rusctl.model.people import Answer, Attendance
from rusctl.register import fields
from rusctl.storage.untrusted.sheet import ERROR, FORMULA, NUMBER, Sheet, SheetRow

PART = ("answer", "attendance", "walk_in", "told", "told_how")
ROLE = ("role", "role_from", "role_to")
_YES = ("ja", "j", "yes", "y", "x", "1", "true", "sant")
_NO = ("nej", "n", "no", "0", "false", "falskt")
_ANSWERS: dict[str, Answer] = {
    **dict.fromkeys((*_YES, "kommer", "accepterat", "anmäld"), Answer.ACCEPTED),
    **dict.fromkeys((*_NO, "kommer inte", "avböjt", "avböjer"), Answer.DECLINED),
    **dict.fromkeys(("kanske", "preliminärt", "maybe", "perhaps"), Answer.TENTATIVE),
    **dict.fromkeys(
        (
            "ombud",
            "ersättare",
            "delegerat",
            "skickar någon annan",
            "sends somebody else",
            "en annan kommer i stället",  # as rusctl 0.1 wrote it
            "another comes instead",
        ),
        Answer.DELEGATED,
    ),
    **dict.fromkeys(("-", "inget svar", "ej svarat", "no answer"), Answer.NONE),
    **{one.value: one for one in Answer},
}
_ATTENDANCES: dict[str, Attendance] = {
    **dict.fromkeys((*_YES, "närvarande", "kom", "deltog", "came"), Attendance.ATTENDED),
    **dict.fromkeys((*_NO, "frånvarande", "kom inte", "uteblev", "did not come"), Attendance.ABSENT),
    **dict.fromkeys(("-", "okänt", "?", "inte känd", "not known"), Attendance.UNKNOWN),
    **{one.value: one for one in Attendance},
}
_LANGUAGES = {"svenska": "sv", "swedish": "sv", "engelska": "en", "english": "en"}
_REPEATED = frozenset({"organisation", "municipality", "language", "role", "answer", "attendance", "told", "told_how"})
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


Chooser = Callable[[str], str]


class Reader:
    """Reads the rows of one list, whose headings have been mapped."""

    def __init__(self, sheet: Sheet, mapped: Mapping[str, str], role: Chooser, municipality: Chooser) -> None:
        self.places = [(index, text, mapped[text]) for index, text in enumerate(sheet.heading) if mapped.get(text)]
        self.epoch = sheet.epoch
        self.known: dict[tuple[str, str], Any] = {}  # values that have been read before: roles and towns come back
        self.headings = {field: text for _, text, field in self.places}
        forms: dict[str, Callable[[str], Any]] = {
            "name": lambda text: fields.one_line(text, "name"),
            "first_name": lambda text: fields.one_line(text, "name"),
            "last_name": lambda text: fields.one_line(text, "name"),
            "organisation": lambda text: fields.one_line(text, "organisation"),
            "municipality": lambda text: municipality(_checked(text, "municipality")),
            "email": fields.email,
            "phone": fields.phone,
            "language": lambda text: fields.language(_LANGUAGES.get(text.strip().casefold(), text)),
            "role": lambda text: role(_checked(text, "role")),
            "answer": lambda text: _word(text, _ANSWERS),
            "attendance": lambda text: _word(text, _ATTENDANCES),
            "walk_in": _truth,
            "told_how": lambda text: fields.one_line(text, "told_how"),
            "substitute_for": lambda text: fields.one_line(text, "substitute_for"),
        }
        self.forms = forms

    def read(self, rows: Sequence[SheetRow]) -> tuple[list[Record], list[RowFault]]:
        """Give what the rows say, and those of them that cannot be taken; a row has one fault at most."""
        records, faults = [], []
        for row in rows:
            try:
                records.append(self._record(row))
            except _CellError as error:
                faults.append(RowFault(row.number, error.column, error.reason, error.personal))
        return records, faults

    def names(self, sheet: Sheet) -> dict[int, str]:
        """Give the names as they stand in the rows, for the user who asks for them."""
        places = [index for index, _, field in self.places if field in ("name", "first_name", "last_name")]
        return {
            row.number: " ".join(filter(None, (row.cells[index].strip() for index in places))) for row in sheet.rows
        }

    def _record(self, row: SheetRow) -> Record:
        person: dict[str, Any] = {}
        part, role = _NOTHING, _NOTHING
        for index, heading, field in self.places:
            text = row.cells[index]
            kind = row.kinds.get(index, "") if row.kinds else ""
            if not text and not kind:
                continue
            value = None if kind else self.known.get((field, text))
            if value is None:
                value = self._checked_value(heading, field, text, kind)
                if not kind and field in _REPEATED:
                    self.known[field, text] = value
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

    def _checked_value(self, heading: str, field: str, text: str, kind: str) -> Any:
        try:
            return self._value(field, unshielded(text), kind)
        except RusctlError as error:
            personal = error.exit_code == PERSONAL
            raise _CellError(heading, _NEVER if personal else error.message, personal=personal) from None

    def _value(self, field: str, text: str, kind: str) -> Any:
        if kind == FORMULA:
            raise RusctlError(msg("the cell is a formula without a saved value; paste the value instead"))
        if kind == ERROR:
            raise RusctlError(msg("the cell shows an error of the spreadsheet's; write what it should say"))
        if kind == NUMBER:
            _refuse_number(field, text)
        if not text.isascii():
            fields.refuse_personal_number(_plain(text), field)
        if field in ("told", "role_from", "role_to"):
            return _day(text, self.epoch if kind == NUMBER else 0)
        return self.forms[field](text)

    def _name(self, values: dict[str, Any]) -> None:
        first, last = values.pop("first_name", ""), values.pop("last_name", "")
        if not values.get("name"):
            values["name"] = fields.one_line(" ".join(filter(None, (first, last))), "name")
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


def _checked(text: str, field: str) -> str:
    """Give a text that is to be looked up; a refusal would repeat it, so that it must hold no personnummer."""
    return fields.one_line(text, field)


def _word(text: str, words: Mapping[str, Any]) -> Any:
    found = words.get(" ".join(text.split()).casefold())
    if found is None and text.strip():
        fields.refuse_personal_number(text, "answer")
        raise RusctlError(msg("this is none of {words}", words=sorted({str(one) for one in words.values()})))
    return found


def _truth(text: str) -> bool | None:
    folded = text.strip().casefold()
    if folded and folded not in (*_YES, *_NO):
        fields.refuse_personal_number(text, "walk_in")
        raise RusctlError(msg("this is neither yes nor no"))
    return folded in _YES if folded else None


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
    """Refuse what has become a number and lost its leading zeros: a telephone, and a personnummer of this century."""
    if field == "phone":
        raise RusctlError(
            msg("the telephone number was kept as a number and has lost its 0 or +; make the cell a text")
        )
    if text.isdigit() and len(text) < 10:  # noqa: PLR2004 - the digits of a personnummer
        fields.refuse_personal_number(text.zfill(10), field)
