"""The list of the erased beside the register, for what a copy that is put back cannot know; and the key of its digests.

A line has the number, the day, the decision and keyed digests of addresses, never a name.
"""

import json
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import NamedTuple

from rusctl.errors import EnvironmentFailureError
from rusctl.language.message import msg
from rusctl.storage.files import atomic, private

KEY, LIST = "erased.key", "erased.jsonl"


class Line(NamedTuple):
    """Somebody who was erased: out of which database, the number, when, by which decision, and the digests."""

    ident: str
    number: int
    at: str
    decision: str
    digests: tuple[str, ...]


def secret(folder: Path) -> str:
    """Give the key; nothing where there is none."""
    try:
        return (folder / private.NAME / KEY).read_text(encoding="ascii").strip()
    except (OSError, ValueError):
        return ""


def keep_secret(folder: Path, text: str) -> None:
    """Keep the key, for its owner only."""
    _write(folder, KEY, f"{text}\n")


def made(folder: Path, text: str) -> str:
    """Give the key, which is the one that is said where there was none."""
    if not secret(folder):
        keep_secret(folder, text)
    return secret(folder)


def read(folder: Path) -> list[Line]:
    """Give the list; a line that cannot be read is none."""
    try:
        text = (folder / private.NAME / LIST).read_text(encoding="utf-8")
    except (OSError, ValueError):
        return []
    return [line for one in text.splitlines() if (line := _line(one))]


def _line(text: str) -> Line | None:
    try:
        row = json.loads(text)
        return Line(str(row["ident"]), int(row["number"]), str(row["at"]), str(row["decision"]), (*row["digests"],))
    except (ValueError, KeyError, TypeError):
        return None


def append(folder: Path, lines: Iterable[Line]) -> None:
    """Add to the list what does not stand in it; EnvironmentFailureError where it cannot be written."""
    before = read(folder)
    there = {(line.ident, line.number) for line in before}
    new = [line for line in lines if (line.ident, line.number) not in there]
    if new:
        _write(folder, LIST, "".join(f"{json.dumps(line._asdict())}\n" for line in (*before, *new)))


def forget_digests(folder: Path, ident: str, numbers: Collection[int]) -> None:
    """Remove the digests of some who were erased out of a database; EnvironmentFailureError as for `append`."""
    before = read(folder)
    after = [line._replace(digests=()) if line.ident == ident and line.number in numbers else line for line in before]
    if after != before:
        _write(folder, LIST, "".join(f"{json.dumps(line._asdict())}\n" for line in after))


def _write(folder: Path, name: str, text: str) -> None:
    path = private.make(folder) / name
    private.refuse_kept(path)
    try:
        atomic.write_private(path, text.encode(), below=folder)
    except OSError as error:
        raise EnvironmentFailureError(
            msg("{file} cannot be written: {reason}", file=f"{private.NAME}/{name}", reason=atomic.reason(error))
        ) from None
