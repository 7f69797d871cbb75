"""Where in a folder a text still stands, however it is spelled: encoded, in capitals, composed, escaped or packed."""

import io
import json
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from rusctl.language.message import msg
from rusctl.storage.files import atomic, inside, journal_file, made, replaced
from rusctl.storage.files.spelled import OF_BYTES, OF_PAIRS, Sought, found_in, sought

LARGEST = 256 << 20  # bytes of a file that is searched
_NOT_SEARCHED = frozenset({".git", ".venv", "node_modules", "__pycache__"})
_ZIP = b"PK\x03\x04"
_JSON = re.compile(rb"\\u([0-9a-fA-F]{4})")
_PERCENT = re.compile(rb"(?:%[0-9A-Fa-f]{2})+")
_QUOTED = re.compile(rb"(?:=[0-9A-Fa-f]{2})+")
_SOFT_BREAK = re.compile(rb"=\r?\n")


class PersonalDataMatch(NamedTuple):
    """A file in which a text stands, by its name in the folder, and the line (0 where the file has none)."""

    file: str
    line: int


def traces(folder: Path, texts: Sequence[str]) -> list[PersonalDataMatch]:
    """Give the files of a folder in which one of the texts stands."""
    patterns = patterns_of(texts)
    found = []
    for path in _files(folder):
        data = _bytes(path)
        line = holds(data, patterns)
        if line is not None:
            found.append(PersonalDataMatch(path.relative_to(folder).as_posix(), line))
    return found


def holds(data: bytes, patterns: Sequence[Sought]) -> int | None:
    """Give the line in which one of the patterns is found, 0 where it is in something that has no lines."""
    if data.startswith(_ZIP):
        return 0 if any(holds(part, patterns) is not None for part in _unpacked(data)) else None
    for text, encodings, lined in _readings(data):
        for line in found_in(text, encodings, patterns):
            return line if lined else 0
    return None


def _unpacked(data: bytes) -> Iterator[bytes]:
    """Give what an archive, such as a workbook or a Word file, holds; what is damaged or too large is passed over."""
    faults = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError)
    with suppress(*faults), zipfile.ZipFile(io.BytesIO(data)) as archive:
        left = LARGEST
        for part in archive.infolist():
            left -= part.file_size
            if left > 0:
                yield archive.read(part)


def patterns_of(texts: Sequence[str]) -> list[Sought]:
    """Make what texts are searched by."""
    return [sought(text) for text in texts if text.strip()]


def holding(texts: Sequence[str]) -> Callable[[bytes], bool]:
    """Give what says of a file's bytes whether one of some texts stands there."""
    patterns = patterns_of(texts)
    return lambda data: holds(data, patterns) is not None


def clean_journal(folder: Path, texts: Sequence[str]) -> int:
    """Take the texts out of the log of changes and of the bytes kept for undo; give how many entries that were.

    A line of the log loses its command, bytes that hold a text are removed: that change cannot be taken back any more.
    The folder's lock must be held.
    """
    patterns = patterns_of(texts)
    count = 0
    path = folder / atomic.STATE / "journal.jsonl"
    data = atomic.read_if_there(path) or b""
    lines = data.split(b"\n") if holds(data, patterns) is not None else []
    for index, line in enumerate(lines):
        if holds(line, patterns) is None:
            continue
        count += 1
        try:
            entry = json.loads(line)
            entry["command"] = []
            lines[index] = json.dumps(entry).encode("ascii")
        except (ValueError, TypeError, RecursionError):
            lines[index] = b""
        if holds(lines[index], patterns) is not None:
            lines[index] = b""
    if count:
        atomic.write_private(path, b"\n".join(lines), below=folder)
        made.note(msg("the log of changes"))
    undo = (kept for kept in (folder / atomic.STATE / journal_file.UNDO).glob("*") if journal_file.is_hash(kept.name))
    for kept in (*sorted(undo), *replaced.kept_files(folder)):
        if holds(_bytes(kept), patterns) is not None:
            inside.remove(folder, kept)
            made.note(msg("the log of changes"))
            count += 1
    return count


def _files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not _NOT_SEARCHED & set(path.relative_to(folder).parts[:-1]):
            yield path


def _bytes(path: Path) -> bytes:
    """Give a file's bytes, unpacked where rusctl packed them."""
    if path.stat().st_size > LARGEST:
        return b""
    data = atomic.read_if_there(path) or b""
    if path.parent.name == journal_file.UNDO:
        try:
            return zlib.decompress(data)
        except zlib.error:
            return data
    return data


def _readings(data: bytes) -> Iterator[tuple[bytes, Sequence[str], bool]]:
    """Give a file's bytes, also without escapes where they hold some, how they can be read, and if they have lines."""
    lined = b"\0" not in data
    yield data, OF_BYTES[:1] if data.isascii() else OF_BYTES, lined
    if b"\\u" in data:
        yield _JSON.sub(_unescaped, data), OF_BYTES[:1], True
    if b"%" in data and (plain := _PERCENT.sub(_unescaped, data)) != data:
        yield plain, OF_BYTES[:1], True
    if b"=" in data and (plain := _QUOTED.sub(_unescaped, _SOFT_BREAK.sub(b"", data))) != data:
        yield plain, OF_BYTES[:1], False
    if not lined:
        for encoding in OF_PAIRS:
            yield data, (encoding,), False


def _unescaped(match: re.Match[bytes]) -> bytes:
    if match[0].startswith(b"\\"):
        return chr(int(match[1], 16)).encode("utf-8", "surrogatepass")
    return bytes.fromhex(match[0].translate(None, b"%=").decode())
