"""Where in a folder a text still stands, however it is spelled: encoded, in capitals, composed, escaped or packed."""

import io
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from rusctl.storage import atomic, inside, logbook, replaced

LARGEST = 256 << 20  # bytes of a file that is searched
_SHORT = 6  # a shorter text counts only as a word of its own
_NOT_SEARCHED = frozenset({".git", ".venv", "node_modules", "__pycache__"})
_ZIP = b"PK\x03\x04"
_JSON = re.compile(r"\\u([0-9a-fA-F]{4})")
_QUOTED = re.compile(r"(?:=[0-9A-Fa-f]{2})+")


class Trace(NamedTuple):
    """A file in which a text stands, by its name in the folder, and the line (0 where the file has none)."""

    file: str
    line: int


def traces(folder: Path, texts: Sequence[str]) -> list[Trace]:
    """Give the files of a folder in which one of the texts stands."""
    patterns = [_pattern(text) for text in texts if text.strip()]
    found = []
    for path in _files(folder):
        data = _bytes(path)
        line = holds(data, patterns)
        if line is not None:
            found.append(Trace(path.relative_to(folder).as_posix(), line))
    return found


def holds(data: bytes, patterns: Sequence[re.Pattern[str]]) -> int | None:
    """Give the line in which one of the patterns is found, 0 where it is in something that has no lines."""
    if data.startswith(_ZIP):
        return 0 if any(holds(part, patterns) is not None for part in _unpacked(data)) else None
    for text, lined in _readings(data):
        folded = _folded(text)
        for pattern in patterns:
            match = pattern.search(folded)
            if match:
                return folded.count("\n", 0, match.start()) + 1 if lined else 0
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


def patterns_of(texts: Sequence[str]) -> list[re.Pattern[str]]:
    """Compile what texts are searched by."""
    return [_pattern(text) for text in texts if text.strip()]


def clean_journal(folder: Path, texts: Sequence[str]) -> int:
    """Take the texts out of the log of changes and of the bytes kept for undo; give how many entries that were.

    A line of the log loses its command, bytes that hold a text are removed: that change cannot be taken back any more.
    The folder's lock must be held.
    """
    import json

    patterns = patterns_of(texts)
    count = 0
    path = folder / atomic.STATE / "journal.jsonl"
    lines = (atomic.read_if_there(path) or b"").split(b"\n")
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
    undo = (kept for kept in (folder / atomic.STATE / logbook.UNDO).glob("*") if logbook.is_hash(kept.name))
    for kept in (*sorted(undo), *replaced.kept_files(folder)):
        if holds(_bytes(kept), patterns) is not None:
            inside.remove(folder, kept)
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
    if path.parent.name == logbook.UNDO:
        try:
            return zlib.decompress(data)
        except zlib.error:
            return data
    return data


def _readings(data: bytes) -> Iterator[tuple[str, bool]]:
    """Give a file's bytes as the texts they can be read as, and whether those have lines."""
    plain = data.decode("utf-8", "replace")
    yield plain, b"\0" not in data
    if "\\u" in plain:
        yield _JSON.sub(lambda match: chr(int(match[1], 16)), plain), True
    if "%" in plain:
        yield unquote(plain), True
    if "=" in plain:
        yield _QUOTED.sub(_unquoted, re.sub(r"=\r?\n", "", plain)), False
    if not plain.isascii():
        yield data.decode("latin-1"), b"\0" not in data
        yield data.decode("mac_roman"), b"\0" not in data
        yield data.decode("cp850"), b"\0" not in data
    if b"\0" in data:
        for encoding in ("utf-16-le", "utf-16-be"):
            for start in (0, 1):
                yield data[start:].decode(encoding, "replace"), False


def _unquoted(match: re.Match[str]) -> str:
    return bytes.fromhex(match[0].replace("=", "")).decode("utf-8", "replace")


def _folded(text: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())


def _pattern(text: str) -> re.Pattern[str]:
    words = r"\s+".join(re.escape(word) for word in _folded(text).split())
    return re.compile(rf"(?<!\w){words}(?!\w)" if len(text) < _SHORT else words)
