"""A table from a file of somebody else's, CSV or .xlsx, read in a process with limits of its own."""

import os
import stat
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rusctl.errors import EnvironmentFailureError, RusctlError
from rusctl.language.message import msg
from rusctl.storage.files import atomic
from rusctl.storage.untrusted import csv_text, sandbox
from rusctl.storage.untrusted.sheet import OLE, ZIP, Sheet, SheetRow

LARGEST = 64 << 20  # bytes of a file
LIMITS = sandbox.Limits(cpu=8, memory=768 << 20, wall=120, answer=96 << 20)
_EMPTY_ZIP = b"PK\x05\x06"
_PLAIN: Mapping[int, str] = {}


def read(path: Path, sheet: str = "") -> Sheet:
    """Give the table in a file: of a workbook the sheet that is named, else its first.

    RusctlError, with the reason in one sentence, where it is no table that can be read within the limits.
    """
    return read_bytes(_bytes(path), path.name, sheet)


def read_bytes(data: bytes, name: str, sheet: str = "") -> Sheet:
    """Give the table in bytes, such as those of stdin; `name` is what a refusal calls them."""
    if not data.strip(b"\0 \t\r\n"):
        raise RusctlError(msg("{file} is empty", file=name))
    outcome = sandbox.run("rusctl.storage.untrusted.spreadsheet:work", data, sheet, LIMITS)
    if outcome.reason is not None:
        raise RusctlError(msg("{file} is not read: {reason}", file=name, reason=outcome.reason))
    return taken(outcome.value)


def work(data: bytes, sheet: str) -> dict[str, Any]:
    """Read a table inside the process with limits, and give it as JSON takes it."""
    try:
        if data.startswith((OLE, ZIP, _EMPTY_ZIP)):
            from rusctl.storage.untrusted import xlsx  # loads openpyxl

            found = xlsx.read(data, sheet)
        elif sheet:
            raise sandbox.Refused(msg("it is a text and has no sheets; leave --sheet out"))
        else:
            found = csv_text.read(data)
    except RusctlError as error:
        raise sandbox.Refused(error.message) from None
    return found._asdict()


def _bytes(path: Path) -> bytes:
    """Give a file's bytes, if it is one and of a size that lists have."""
    try:
        found = path.stat()
    except FileNotFoundError:
        raise RusctlError(msg("{file} is missing", file=path.name)) from None
    except OSError as error:
        raise EnvironmentFailureError(
            msg("{file} cannot be read: {reason}", file=path.name, reason=atomic.reason(error))
        ) from None
    if not stat.S_ISREG(found.st_mode):
        raise RusctlError(msg("{file} is no file; name a CSV or .xlsx file", file=path.name or os.fspath(path)))
    if found.st_size > LARGEST:
        raise RusctlError(msg("{file} has more than {most} MB; split it", file=path.name, most=LARGEST >> 20))
    return atomic.read(path)


def taken(value: dict[str, Any]) -> Sheet:
    """Take a table from what the process has answered."""
    rows = tuple(
        SheetRow(number, tuple(cells), {int(index): kind for index, kind in kinds.items()} if kinds else _PLAIN)
        for number, cells, kinds in value["rows"]
    )
    listed = {name: tuple(value[name]) for name in ("heading", "others", "hidden")}
    return Sheet(**{**value, **listed, "rows": rows, "merged": tuple(map(tuple, value["merged"]))})
