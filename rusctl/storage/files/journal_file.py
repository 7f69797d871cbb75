"""The files of the journal in `.rusctl`: its lines, and the bytes that taking a change back needs."""

import datetime as dt
import os
import re
import zlib
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from rusctl.errors import EnvironmentFailureError, RusctlError
from rusctl.language.message import msg
from rusctl.storage.files import atomic, inside, names, synced
from rusctl.storage.files.atomic import STATE
from rusctl.storage.files.digests import sha256
from rusctl.storage.files.names import file_of, text_of

KEPT = 50  # changes that can be taken back
LOGGED = 200  # changes that are listed whatever became of them
LONGEST = 1_000  # lines of the journal: a change that would go beyond cuts it
MOST_LINES, MOST_MIB = 100_000, 16  # of a file of rusctl's own, which is read several times in a change
UNDO = "undo"
_NAME = r"[^/\\.\x00-\x1f][^/\\\x00-\x1f]*"
_NAMED = re.compile("|".join(re.escape(form("@")).replace("@", _NAME) for form in (file_of, text_of)))
_HASH = re.compile(r"[0-9a-f]{64}")


class FileDigests(NamedTuple):
    """A file of a change, and the SHA-256 of its bytes before and after; None where there was or is no file."""

    name: str
    before: str | None
    after: str | None


class JournalEntry(NamedTuple):
    """A change that was made: its number, when, the command line, its files, and the change it took back (else 0)."""

    number: int
    when: dt.datetime
    command: tuple[str, ...]
    files: tuple[FileDigests, ...]
    undoes: int = 0


def digest(data: bytes | None) -> str | None:
    """Give the SHA-256 of a file's bytes, or None where there is no file."""
    return None if data is None else sha256(data)


def lines(folder: Path) -> list[dict[str, Any]]:
    """Give the journal's lines; one that a crash has torn is passed over."""
    return [line for line in lines_of(_journal(folder)) if isinstance(line.get("id"), int)]


def lines_of(path: Path) -> list[dict[str, Any]]:
    """Give the lines of a file of rusctl's own that hold JSON objects; none that rusctl wrote has too many."""
    import json  # only changes, undo and log read it

    data = atomic.read_if_there(path) or b""
    if len(data) > MOST_MIB << 20 or data.count(b"\n") > MOST_LINES:
        text = msg(
            "{file} is far longer than rusctl makes it; if you move it away, only what it says is lost",
            file=f"{STATE}/{path.name}",
        )
        raise EnvironmentFailureError(text)
    found = []
    for line in data.split(b"\n"):
        try:
            value = json.loads(line)
        except (ValueError, RecursionError):
            continue
        if isinstance(value, dict):
            found.append(value)
    return found


def append(folder: Path, line: dict[str, Any]) -> None:
    """Add a line to the journal, and see it safe on the disk; raises OSError."""
    append_to(folder, _journal(folder), line)


def packed(line: dict[str, Any]) -> bytes:
    """Give a line's bytes: JSON in ASCII, so that whatever a text holds, there is no line break and all is UTF-8."""
    import json  # only changes, undo and log read it

    return json.dumps(line).encode("ascii") + b"\n"


def append_to(folder: Path, path: Path, *lines: dict[str, Any], safe: bool = True) -> None:
    """Add lines to a file of rusctl's own, and see them safe on the disk unless that may wait; raises OSError."""
    handle = inside.opened(folder, path, os.O_RDWR | os.O_CREAT | os.O_APPEND)
    try:
        size = os.fstat(handle).st_size
        torn = False
        if size:
            os.lseek(handle, size - 1, os.SEEK_SET)
            torn = os.read(handle, 1) != b"\n"
        atomic.write_whole(handle, (b"\n" if torn else b"") + b"".join(map(packed, lines)))
        if safe:
            synced.file(handle)
    finally:
        os.close(handle)
    if not size:
        atomic.sync_directory(path.parent)


def as_line(entry: JournalEntry) -> dict[str, Any]:
    """Give an entry as the journal has it."""
    return {
        "id": entry.number,
        "when": entry.when.isoformat(),
        "command": list(entry.command),
        "files": [file._asdict() for file in entry.files],
        "undoes": entry.undoes,
    }


def as_entry(line: dict[str, Any]) -> JournalEntry | None:
    """Give the entry of a line, or None where it is none."""
    try:
        files = tuple(FileDigests(_of_a_plan(file["name"]), file["before"], file["after"]) for file in line["files"])
        command = tuple(str(word) for word in line["command"])
        return JournalEntry(line["id"], dt.datetime.fromisoformat(line["when"]), command, files, int(line["undoes"]))
    except (KeyError, TypeError, ValueError):
        return None


def keep(folder: Path, data: bytes | None) -> None:
    """Keep the bytes of a file under their hash, packed; raises OSError."""
    if data is None:
        return
    path = _kept_at(folder, str(digest(data)))
    if not path.exists():
        if not path.parent.is_dir():
            inside.refuse_links(folder, path.parent)
            path.parent.mkdir(mode=0o700)
            atomic.sync_directory(path.parent.parent)
        atomic.write_private(path, zlib.compress(data, 1), below=folder)


def kept(folder: Path, name: str | None) -> bytes | None:
    """Give the bytes kept under a hash; RusctlError where they are not kept any more, or not whole."""
    if name is None:
        return None
    packed = atomic.read_if_there(_kept_at(folder, name))
    try:
        data = None if packed is None else zlib.decompress(packed)
    except zlib.error:
        data = None
    if data is None or digest(data) != name:
        raise RusctlError(
            msg(
                "the file's earlier content is no longer kept; only the last {count} changes can be undone",
                count=KEPT,
            )
        )
    return data


def forget(folder: Path, changes: Sequence[JournalEntry]) -> None:
    """Remove the bytes that none of the last changes needs; what cannot be removed is tried again next time."""
    needed = {file.before for entry in changes[-KEPT:] for file in entry.files}
    kept_in = folder / STATE / UNDO
    inside.refuse_links(folder, kept_in)
    with suppress(OSError):
        for found in os.scandir(kept_in):
            if _HASH.fullmatch(found.name) and found.name not in needed:
                inside.remove(folder, kept_in / found.name)


def cut(folder: Path, found: Sequence[dict[str, Any]], standing: Sequence[JournalEntry]) -> None:
    """Cut from a journal that is too long what undo cannot use; raises OSError, with the journal as it was.

    The last changes stay whatever became of them, and those that can be taken back. What was taken back goes no later
    than what took it back, so that it never looks as if it stood. `found` is what the journal holds, the folder's lock
    must be held.
    """
    needed = {entry.number for entry in standing[-KEPT:]} | {*sorted({line["id"] for line in found})[-LOGGED:]}
    kept_lines = (packed(line) for line in found if line["id"] in needed)
    atomic.write_private(_journal(folder), b"".join(kept_lines), below=folder)


def _journal(folder: Path) -> Path:
    return folder / STATE / "journal.jsonl"


def _kept_at(folder: Path, name: str) -> Path:
    if not _HASH.fullmatch(name):
        raise RusctlError(msg("the log in {folder} is damaged", folder=STATE))
    return folder / STATE / UNDO / name


def is_hash(name: str) -> bool:
    """Whether a file in the folder of what is kept has a name that rusctl gives; no other is removed."""
    return _HASH.fullmatch(name) is not None


def _of_a_plan(name: str) -> str:
    """Refuse a name that no file of a plan has: the journal is a file, and files can be tampered with."""
    if name not in names.ALL and not _NAMED.fullmatch(name):
        raise ValueError(name)
    return name
