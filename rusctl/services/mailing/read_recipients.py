"""Lists of whom to write to, read as every list of people is: a file, or what came in by stdin."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

from rusctl.errors import RusctlError
from rusctl.language.message import Message, msg
from rusctl.lists.understand import Understood
from rusctl.model.plan import Source
from rusctl.model.recipients import Part, Recipient, mail_address
from rusctl.register.list_rows import Reader, Record, RowFault
from rusctl.register.listed_mailboxes import is_nameless
from rusctl.register.screening import screened
from rusctl.services.people import list_words, read_list
from rusctl.services.people.read_list import ListGiven, ListReading, Purpose
from rusctl.services.project import Project
from rusctl.storage.folder import expanded
from rusctl.storage.untrusted import spreadsheet

STDIN = "stdin"  # what a list is called that has no file
MOST = 5_000  # people that one list may have
MOST_BYTES = spreadsheet.LARGEST + 1  # of a list that are read: one more than it may have, so that it is refused
_AS_SEEN = ListGiven(hidden=False)  # who is hidden in a workbook is not written to


class MailList(NamedTuple):
    """Whom to write to, each address once, and what the list says of them, a record for each; `file` is its name."""

    file: str
    people: list[Recipient]
    records: list[Record]


def given(project: Project, name: str, data: bytes | None, purpose: Purpose = Purpose.MAIL) -> MailList:
    """Give the people of a list: of a file by its name, or of the bytes that stdin had, as `from_file` does."""
    return from_file(project, name, purpose) if data is None else from_bytes(project, data, STDIN, purpose)


def from_file(project: Project, name: str, purpose: Purpose = Purpose.MAIL) -> MailList:
    """Give the people of a list by its file's name; RusctlError where there is no such file, or nobody in it.

    How it was understood is told, and who of it cannot be written to.
    """
    path = expanded(name)
    if not path.is_file():
        raise RusctlError(msg("{file} is no file; name a list of recipients", file=name))
    with _named(name):
        return _made(project, read_list.from_file(project, path, purpose, _AS_SEEN), name)


def from_bytes(project: Project, data: bytes, name: str, purpose: Purpose = Purpose.MAIL) -> MailList:
    """Give the people of a list that was read, with the name that its faults are said with; else as `from_file`."""
    if len(data) >= MOST_BYTES:
        raise RusctlError(msg("{file} has more than {most} MB; split it", file=name, most=spreadsheet.LARGEST >> 20))
    sheet = spreadsheet.read_bytes(data, name)
    with _named(name):
        return _made(project, read_list.read(project, sheet, purpose, _AS_SEEN, file=name), name)


@contextmanager
def _named(name: str) -> Iterator[None]:
    """Let a refusal of what a list holds name its file."""
    try:
        yield
    except RusctlError as error:
        if error.at.file or type(error) is not RusctlError or name in error.message.args.values():
            raise
        raise RusctlError(error.message, Source(name)) from None


def _made(project: Project, reading: ListReading, name: str) -> MailList:
    """Make recipients of the rows, and tell of each that is none why."""
    found = reading.found
    reader = Reader(found, reading.sheet.epoch, nameless=True)
    records, faults = reader.read()
    looked = screened(found.table.heading, found.sheet_rows, found.columns, records)
    parts, unclear = _parts(found)
    wrong = [*faults, *looked.faults, *(one for one in unclear if one.row in {record.row for record in records})]
    people: dict[str, Recipient] = {}
    kept: list[Record] = []
    for record in looked.records:
        address = mail_address(record.person.get("email", ""))
        if record.row in {one.row for one in unclear}:
            continue
        if not address:
            wrong.append(RowFault(record.row, "", msg("there is no email address that can be written to")))
        elif address.casefold() not in people:
            people[address.casefold()] = _recipient(record, address, parts.get(record.row, Part.REQUIRED))
            kept.append(record)
    for note in (*list_words.about_recipients(reading), *_said(reading, name, wrong, reader.side)):
        project.tell(note)
    if not people:
        text = msg("there is no recipient in the list; write a line for each: Name <address>")
        raise RusctlError(text, Source(name))
    if len(people) > MOST:
        raise RusctlError(msg("the list has more than {most} recipients; divide it", most=MOST), Source(name))
    return MailList(name, list(people.values()), kept)


def _parts(found: Understood) -> tuple[dict[int, Part], list[RowFault]]:
    """Give how people take part, by row, and the rows that do not say it in a way that is known."""
    parts: dict[int, Part] = {}
    unclear = []
    for row in found.persons:
        if "part" in row.meant:
            parts[row.number] = Part(row.meant["part"])
        elif row.cells.get("part", "").strip():
            words = [one.value for one in Part]
            text = msg("what stands there is no way to take part; it is one of {words}", words=words)
            unclear.append(RowFault(row.number, found.headings.get("part", ""), text))
    return parts, unclear


def _recipient(record: Record, address: str, part: Part) -> Recipient:
    name = record.person["name"]
    return Recipient(
        address=address,
        name="" if is_nameless(record) else name,
        role=record.role.get("role", ""),
        part=part,
        language=record.person.get("language", ""),
    )


def _said(reading: ListReading, name: str, wrong: Iterable[RowFault], side: Iterable[RowFault]) -> Iterator[Message]:
    """Say row by row who is left out and why, and what is left out of those who are not."""
    for fault in side:
        reason = msg("{reason}; the cell is left out", reason=fault.reason)
        yield msg("{file}, row {row}: {reason}", file=name, row=fault.row, reason=reason)
    left_out = sorted(wrong, key=lambda one: one.row)
    for fault in left_out:
        if reading.purpose is Purpose.MAIL:
            yield not_written_to(name, fault)
        else:
            reason = msg("{reason}; it is passed over", reason=fault.reason)
            yield msg("{file}, row {row}: {reason}", file=name, row=fault.row, reason=reason)
    if left_out and reading.purpose is Purpose.MAIL:
        yield SETTLED


def not_written_to(file: str, fault: RowFault) -> Message:
    """Say that nothing is written to somebody of a list, and why."""
    return msg("{file}, row {row}: {reason}; they get no message", file=file, row=fault.row, reason=fault.reason)


SETTLED = msg("rusctl participants import EVENT FILE takes such rows in, once it is said what is not clear")
