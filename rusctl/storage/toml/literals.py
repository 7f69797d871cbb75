"""Values as TOML writes them: one-line literals, keys, and whole tables."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from typing import Any

from rusctl.errors import RusctlError
from rusctl.language.message import msg

_BARE = re.compile(r"[A-Za-z0-9_-]+")
# What TOML forbids in a text, and what a reader of the file would not see: C1, marks of direction, separators.
_HIDDEN = re.compile('["\\\\\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]')
_SHORT = {'"': '\\"', "\\": "\\\\", "\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r"}


def plain(value: Any) -> Any:
    """Give a value as a parser would: dict, list, str, bool, int, float, or a day or time; TypeError for others."""
    if isinstance(value, Mapping):
        return {str(name): plain(item) for name, item in value.items()}
    if isinstance(value, str):
        return str(value)
    if isinstance(value, bool | int | float | dt.datetime | dt.date):
        return value
    if isinstance(value, dt.time) and value.tzinfo is None:
        return value
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    raise TypeError(f"TOML has no {type(value).__name__}")


def literal(value: Any) -> str:
    """Give a value on one line; RusctlError for a text that is no Unicode, TypeError for what TOML does not have."""
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, dt.datetime | dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, Mapping):
        inside = ", ".join(f"{key(name)} = {literal(item)}" for name, item in value.items())
        return f"{{ {inside} }}" if inside else "{}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(literal(item) for item in value) + "]"
    raise TypeError(f"TOML has no {type(value).__name__}")


def key(*parts: str) -> str:
    """Give a key, dotted where it has several parts, with quotation marks only where they are needed."""
    return ".".join(part if _BARE.fullmatch(part) else _text(part) for part in parts)


def block(header: Sequence[str], table: Mapping[str, Any], *, newline: str = "\n", indent: str = "") -> str:
    """Give one ``[[header]]`` with its keys, a line each; a list of tables inside follows as blocks of its own."""
    lines = [f"[[{key(*header)}]]"]
    inner = []
    for name, value in table.items():
        if isinstance(value, list | tuple) and value and all(isinstance(item, Mapping) for item in value):
            inner += [block((*header, name), item, newline=newline, indent=indent) for item in value]
        else:
            lines.append(f"{key(name)} = {literal(value)}")
    own = "".join(indent + line + newline for line in lines)
    return newline.join([own, *inner])


def _text(value: str) -> str:
    if not value.isascii() and any("\ud800" <= char <= "\udfff" for char in value):
        shown = value.encode("utf-8", "replace").decode()
        raise RusctlError(msg("{text} has a character that is not UTF-8; write it again", text=shown))
    return '"' + _HIDDEN.sub(_escape, value) + '"'


def _escape(match: re.Match[str]) -> str:
    return _SHORT.get(match[0]) or f"\\u{ord(match[0]):04X}"
