"""Writing config/published.toml, which rusctl alone keeps, with tomli_w; the one file that imports it.

One table for each UID, sorted, so that git merges what two people have published; what it cannot merge,
`storage/ledger_merge.py` does.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

from rusctl.model.ledger import Ledger, PublishedEntry, TargetState
from rusctl.storage.files import atomic
from rusctl.storage.files.names import PUBLISHED

HEADING = """\
# Written by rusctl publish: what calendars have been told. Keep it in git, and do not edit it.
# After a git merge conflict in it: rusctl publish --repair
"""
_LEFT_OUT = ("uid", "given")


def published_bytes(ledger: Ledger) -> bytes:
    """Give the file's octets; the same ledger gives the same ones."""
    import tomli_w  # the ledger's names are needed where nothing is written

    entries = {uid: _entry(ledger.entries[uid]) for uid in sorted(ledger.entries)}
    feeds = {name: ledger.feeds[name] for name in sorted(ledger.feeds)}
    tables = {name: table for name, table in (("feed", feeds), ("entry", entries)) if table}
    return (HEADING + "\n" + tomli_w.dumps(tables)).encode()


def change(ledger: Ledger, before: bytes | None) -> atomic.FileChange:
    """Give the change of the file from the octets that were read."""
    return atomic.FileChange(before, published_bytes(ledger))


def write(folder: Path, ledger: Ledger, before: bytes | None) -> None:
    """Put a ledger in the file's place, if that still holds what was read; inside `journal.changing`.

    It is not logged for `undo`: what calendars have been told cannot be taken back. Errors as for `atomic.replace`.
    """
    new = published_bytes(ledger)
    if new != before:
        atomic.replace(folder / PUBLISHED, new, before, folder)


def _entry(told: PublishedEntry) -> dict[str, Any]:
    table = {field.name: getattr(told, field.name) for field in fields(PublishedEntry) if field.name not in _LEFT_OUT}
    plain = {name: _plain(value) for name, value in table.items() if _says_something(value) or name == "fingerprint"}
    given = {one.target: _given(one) for one in sorted(told.given)}
    return plain | ({"given": given} if given else {})


def _given(given: TargetState) -> Mapping[str, Any]:
    return {name: value for name, value in given._asdict().items() if name != "target" and _says_something(value)}


def _says_something(value: object) -> bool:
    return value not in (None, "", (), {}) and value is not False


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, Mapping):
        return {name: value[name] for name in sorted(value)}
    return value.replace(tzinfo=dt.UTC) if isinstance(value, dt.datetime) and value.tzinfo else value
