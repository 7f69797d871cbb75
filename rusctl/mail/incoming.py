"""Calendars out of mail that came in: .ics, .eml and mbox files, and folders of them; an owner of `email`.

Every file is hostile until it has been read: what is too large, too deep or no mail at all is said and passed over.
"""

import codecs
import os
import re
from collections.abc import Iterator
from email import policy
from email.message import Message as Parsed
from email.parser import BytesParser
from email.utils import getaddresses
from pathlib import Path
from typing import IO, NamedTuple

from rusctl.language.message import Message, msg
from rusctl.model.recipients import mail_address

MIB = 2**20
MOST_MAIL = 25 * MIB
MOST_CALENDAR = 1 * MIB
MOST_HEAD = 1 * MIB  # of the lines before its text and before each part's, together
MOST_FIELD = 100 * 1024  # of one of them with the lines that go on with it; Postfix cuts there, too
MOST_FILES = 50_000
MOST_NESTED = 60  # marks of parts in a mail
MOST_PARTS = 10_000  # lines that may each begin a part
MOST_LINES = 1_000_000  # of a mail: more than twice those of the largest attachment
UNKNOWN_SENDER = "?"
_SNIFFED = 512
_CALENDAR_TYPES = frozenset(("text/calendar", "application/ics", "application/calendar", "text/x-vcalendar"))
_HEADER = re.compile(rb"[!-9;-~]+[ \t]*:")
_HEAD_END = re.compile(rb"^(?!From |[!-9;-~]*+:|[\t ])", re.MULTILINE)  # as the parser of the library sees it
_FIELD_END = re.compile(rb"\n(?![\t ])")
_PART = re.compile(rb"^--[^\n]*+\n", re.MULTILINE)
_OUTLOOK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MARKS = re.compile(rb"boundary|message/", re.IGNORECASE)
_RECODED = re.compile(r"iso-?8859-|windows-125|cp125|utf-?16", re.IGNORECASE)


class CalendarPart(NamedTuple):
    """A calendar out of a file: where it was found, who sent the mail, its `method=`, its octets.

    The sender is empty for a file that is no mail, and UNKNOWN_SENDER for a mail that does not say it.
    """

    name: str
    sender: str
    method: str
    octets: bytes


class Unread(NamedTuple):
    """What was not read, and why."""

    name: str
    reason: Message


def pieces(paths: list[Path]) -> Iterator[CalendarPart | Unread]:
    """Give the calendars in files and folders, in the order of their names, and what could not be read."""
    count = 0
    for root in paths:
        for path in _files(root):
            count += 1
            if count > MOST_FILES:
                yield Unread(str(root), msg("there are more than {most} files; divide them", most=MOST_FILES))
                return
            name = str(path.relative_to(root)) if path != root else path.name
            try:
                with path.open("rb") as file:
                    yield from _of_file(file, name)
            except OSError as error:
                yield Unread(name, msg("it cannot be read: {reason}", reason=error.strerror or str(error)))


def _files(root: Path) -> Iterator[Path]:
    if not root.is_dir():
        yield root
        return
    for folder, folders, names in os.walk(root):
        folders.sort()
        for name in sorted(names):
            path = Path(folder, name)
            if path.is_file() and not path.is_symlink():
                yield path


def _of_file(file: IO[bytes], name: str) -> Iterator[CalendarPart | Unread]:
    start = file.read(_SNIFFED)
    file.seek(0)
    bare = start.removeprefix(codecs.BOM_UTF8).lstrip()
    if bare[:15].upper() == b"BEGIN:VCALENDAR" or start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        yield _limited(CalendarPart(name, "", "", file.read(MOST_CALENDAR + 1)))
    elif start.startswith(b"From "):
        for number, mail in enumerate(_mails(file), 1):
            yield from of_mail(mail, f"{name}:{number}")
    elif start.startswith(_OUTLOOK):
        yield Unread(name, msg("it is a file of Outlook's own; save the mail as .eml, or as text with its attachment"))
    elif _HEADER.match(bare):
        yield from of_mail(file.read(MOST_MAIL + 1), name)
    else:
        yield Unread(name, msg("it is no mail and no calendar"))


def _mails(file: IO[bytes]) -> Iterator[bytes]:
    """Give the mails of an mbox: each begins with a line "From ", after an empty one."""
    lines: list[bytes] = []
    size = 0
    empty = True
    for line in iter(lambda: file.readline(MIB), b""):
        if empty and line.startswith(b"From ") and lines:
            yield b"".join(lines[1:])
            lines, size = [], 0
        empty = not line.strip(b"\r\n")
        size += len(line)
        if size <= MOST_MAIL + MIB:  # of a larger one, enough to see that it is
            lines.append(line)
    if lines:
        yield b"".join(lines[1:])


def of_mail(octets: bytes, name: str) -> Iterator[CalendarPart | Unread]:
    """Give the calendars in one mail."""
    if len(octets) > MOST_MAIL:
        yield Unread(name, msg("the mail is larger than {most} MiB", most=MOST_MAIL // MIB))
        return
    if len(_MARKS.findall(octets)) > MOST_NESTED:
        yield Unread(name, msg("the mail has too many parts"))
        return
    if too_much := _too_much(octets.replace(b"\r\n", b"\n").replace(b"\r", b"\n")):
        yield Unread(name, too_much)
        return
    try:
        yield from _parts(octets, name)
    except Exception as error:  # noqa: BLE001 - whatever the library trips over, the next mail is read
        yield Unread(name, msg("the mail cannot be read ({kind})", kind=type(error).__name__))


def _too_much(octets: bytes) -> Message | None:
    """Say what is too much in the lines of a mail: the library takes minutes and a gigabyte for them."""
    if octets.count(b"\n") > MOST_LINES:
        return msg("the mail has more than {most} lines", most=MOST_LINES)
    starts = [0]
    for mark in _PART.finditer(octets):
        starts.append(mark.end())
        if len(starts) > MOST_PARTS:
            return msg("the mail has too many parts")
    size = 0
    while starts:
        start = starts.pop()
        found = _HEAD_END.search(octets, start)
        end = found.start() if found else len(octets)
        size += end - start
        if size > MOST_HEAD:
            return msg(
                "the lines at the heads of the mail and its parts are larger than {most} MiB", most=MOST_HEAD // MIB
            )
        head = octets[start:end]
        if any(len(field) > MOST_FIELD for field in _FIELD_END.split(head)):
            return msg("a line at the head of the mail or of a part is longer than {most} KiB", most=MOST_FIELD // 1024)
        if b"message/" in head.lower():  # a mail in the mail: what follows is its head
            starts.append(end + 1)
    return None


def _parts(octets: bytes, name: str) -> Iterator[CalendarPart | Unread]:
    mail: Parsed = BytesParser(policy=policy.compat32).parsebytes(octets)
    senders = getaddresses([str(value) for value in mail.get_all("From", [])])
    sender = (mail_address(senders[0][1]) if len(senders) == 1 else "") or UNKNOWN_SENDER
    seen = set()
    for part in mail.walk():
        kind = part.get_content_type()
        if part.is_multipart() or not (kind in _CALENDAR_TYPES or _file_name(part).endswith(".ics")):
            continue
        payload = part.get_payload(decode=True)
        if not isinstance(payload, bytes):
            continue
        data = _recoded(payload, str(part.get_content_charset() or ""))
        method = str(part.get_param("method") or "").upper()
        if (data, method) not in seen:
            seen.add((data, method))
            yield _limited(CalendarPart(name, sender, method, data))


def _file_name(part: Parsed) -> str:
    return str(part.get_filename() or "").lower()


def _recoded(data: bytes, charset: str) -> bytes:
    """Give a text in UTF-8 where the mail says that it is in something else that calendars are met with in."""
    if not _RECODED.match(charset):
        return data
    try:
        return data.decode(charset, "replace").encode()
    except LookupError:
        return data


def _limited(piece: CalendarPart) -> CalendarPart | Unread:
    if len(piece.octets) > MOST_CALENDAR:
        return Unread(piece.name, msg("the calendar is larger than {most} MiB", most=MOST_CALENDAR // MIB))
    return piece
