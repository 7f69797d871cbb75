"""Changes to a hand-kept TOML file that leave every other byte as it was.

Each change is a splice into the text. Afterwards the new text is parsed, and what it holds must be what was there
before with the changes and nothing else; otherwise nothing is given back.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from rusctl.errors import IntegrityError, RusctlError
from rusctl.language.message import msg
from rusctl.model.plan import Source
from rusctl.storage.toml import compare, splices
from rusctl.storage.toml.literals import plain
from rusctl.storage.toml.parse import BOM, TomlFault, decode, parse_text
from rusctl.storage.toml.spans import Places, Route


@dataclass(frozen=True, slots=True)
class Set:
    """A value at a route: replaced where it is, else a new key, after the key named `after` or last in its table."""

    route: Route
    value: Any
    after: str = ""


@dataclass(frozen=True, slots=True)
class Delete:
    """A key, a table with all its sub-tables, or an element of a list, gone; of a table also the comment above it."""

    route: Route


@dataclass(frozen=True, slots=True)
class Append:
    """One table more in a list of tables, such as ``("event",)`` or ``("event", 6, "earlier")``."""

    route: Route
    table: Mapping[str, Any]


Edit = Set | Delete | Append


class Edited(NamedTuple):
    """A file's new bytes, and what they hold."""

    raw: bytes
    data: dict[str, Any]


def apply(raw: bytes, edits: Sequence[Edit], data: dict[str, Any] | None = None, file: str = "") -> Edited:
    """Give the bytes after the edits, made in order; `data` is what `raw` holds, if it has been parsed already.

    Raises RusctlError for a file that is no TOML or a route that is not there, PolicyError for a form that is not
    edited (such as adding to a list in brackets), and IntegrityError when the proof fails.
    """
    try:
        text = decode(raw)
        before = parse_text(text) if data is None else data
    except TomlFault as fault:
        raise RusctlError(fault.message, Source(file, line=fault.line)) from None
    mark = BOM if raw.startswith(BOM.encode()) else ""
    after: Any = before
    try:
        for edit in edits:
            text, after = _one(text, after, edit)
        proved = _proved(text, after)
    except RecursionError:
        raise IntegrityError(_STOPPED, Source(file)) from None
    if proved is None:
        raise IntegrityError(_STOPPED, Source(file))
    return Edited((mark + text).encode(), proved)


_STOPPED = msg(
    "the change was stopped: the file as it would be written does not hold what was meant; "
    "the fault is rusctl's: make this change by hand and report it"
)


def _one(text: str, data: Any, edit: Edit) -> tuple[str, Any]:
    places = Places(text)
    if isinstance(edit, Append):
        table = plain(edit.table)
        return splices.append(places, edit.route, table), compare.with_appended(data, edit.route, table)
    there = compare.has(data, edit.route)
    if isinstance(edit, Delete):
        if not there:
            raise RusctlError(splices.missing(edit.route))
        return splices.delete(places, edit.route), compare.without(data, edit.route, places.written)
    value = plain(edit.value)
    if there and compare.same(compare.at(data, edit.route), value):
        return text, data
    return splices.put(places, edit.route, value, edit.after, there=there), compare.with_value(data, edit.route, value)


def _proved(text: str, meant: Any) -> dict[str, Any] | None:
    try:
        got = parse_text(text)
    except TomlFault:
        return None
    return got if compare.same(meant, got) else None
