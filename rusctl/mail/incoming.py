"""Mail that came in, out of files and folders: .ics, .eml and mbox files; every file is accounted for."""

import codecs
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from rusctl.language.message import msg
from rusctl.language.system_words import system_words
from rusctl.mail.parts import (
    MIB,
    MOST_CALENDAR,
    MOST_MAIL,
    UNKNOWN_SENDER,
    Bounce,
    CalendarPart,
    Letter,
    Piece,
    Unread,
    limited,
    of_mail,
)

__all__ = [
    "MOST_CALENDAR",
    "MOST_MAIL",
    "UNKNOWN_SENDER",
    "Bounce",
    "CalendarPart",
    "Letter",
    "Piece",
    "Unread",
    "of_mail",
    "pieces",
]

MOST_FILES = 50_000
_SNIFFED = 512
_HEADER = re.compile(rb"[!-9;-~]+[ \t]*:")
_ENVELOPE = re.compile(
    rb"From \S+ +(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) [ 0-9]\d "
    rb"\d\d:\d\d(?::\d\d)?.{0,30}"
)
_OUTLOOK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def pieces(paths: list[Path]) -> Iterator[Piece]:
    """Give what files and folders hold, in the order of their names, and of each file that gives nothing why."""
    count = 0
    for root in paths:
        for path in _files(root):
            if isinstance(path, Unread):
                yield path
                continue
            count += 1
            if count > MOST_FILES:
                yield Unread(str(root), msg("there are more than {most} files; divide them", most=MOST_FILES))
                return
            yield from _of_path(path, _name(path, root))


def _name(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix() if path != root else path.name


def _files(root: Path) -> Iterator[Path | Unread]:
    """Give the files below a folder, or the file; what is passed over is said."""
    if not root.is_dir():
        yield root
        return
    closed: list[OSError] = []
    for folder, folders, names in os.walk(root, onerror=closed.append):
        folders.sort()
        for name in sorted([*names, *(name for name in folders if Path(folder, name).is_symlink())]):
            path = Path(folder, name)
            if path.is_symlink():
                yield Unread(_name(path, root), msg("it is a link, and links are not followed"))
            elif path.is_file():
                yield path
            else:
                yield Unread(_name(path, root), msg("it is no ordinary file"))
    for error in closed:
        where = Path(str(error.filename))
        yield Unread(_name(where, root), msg("it cannot be read: {reason}", reason=system_words(error)))


def _of_path(path: Path, name: str) -> Iterator[Piece]:
    try:
        with path.open("rb") as file:
            yield from _of_file(file, name)
    except OSError as error:
        yield Unread(name, msg("it cannot be read: {reason}", reason=system_words(error)))


def _of_file(file: IO[bytes], name: str) -> Iterator[Piece]:
    start = file.read(_SNIFFED)
    file.seek(0)
    bare = start.removeprefix(codecs.BOM_UTF8).lstrip()
    if bare[:15].upper() == b"BEGIN:VCALENDAR" or start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        yield limited(CalendarPart(name, "", "", file.read(MOST_CALENDAR + 1)))
    elif start.startswith(b"From "):
        for number, mail in enumerate(_mails(file), 1):
            yield from of_mail(mail, f"{name}:{number}")
    elif start.startswith(_OUTLOOK):
        yield Unread(name, msg("it is a file of Outlook's own; save the mail as .eml, or as text with its attachment"))
    elif _HEADER.match(bare):
        yield from of_mail(file.read(MOST_MAIL + 1), name)
    else:
        yield Unread(name, msg("it is neither a message nor a calendar"))


def _mails(file: IO[bytes]) -> Iterator[bytes]:
    """Give the mails of an mbox: each begins with a line "From ", after an empty one.

    Some programs leave the empty line out; then the line has to be one that a program wrote, before a header.
    """
    lines: list[bytes] = []
    size = 0
    before = b""
    line = file.readline(MIB)
    while line:
        following = file.readline(MIB)
        if lines and _begins(before, line, following):
            yield b"".join(lines[1:])
            lines, size = [], 0
        size += len(line)
        if size <= MOST_MAIL + MIB:  # of a larger one, enough to see that it is
            lines.append(line)
        before, line = line, following
    if lines:
        yield b"".join(lines[1:])


def _begins(before: bytes, line: bytes, following: bytes) -> bool:
    if not line.startswith(b"From "):
        return False
    after_empty = not before.strip(b"\r\n")
    by_program = before.endswith(b"\n") and _ENVELOPE.fullmatch(line.rstrip(b"\r\n"))
    return after_empty or bool(by_program and _HEADER.match(following))
