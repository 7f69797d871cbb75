"""Two versions of config/published.toml that git could not merge, as one: of each UID, the higher version.

The file may be no TOML at all between git's markers, or hold a table twice where somebody took the markers away. It is
taken line by line, since rusctl wrote each line of it.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from rusctl.model.ledger import Ledger, PublishedEntry, TargetState
from rusctl.model.plan import Source
from rusctl.storage.files.names import PUBLISHED
from rusctl.storage.schema.keys import OWN
from rusctl.storage.schema.tables import read_table
from rusctl.storage.toml.parse import TomlFault, decode, parse_text

OURS, BASE, SPLIT, THEIRS = "<<<<<<<", "|||||||", "=======", ">>>>>>>"
Tables = dict[str, Any]
_KEY = re.compile(r'(?:[A-Za-z0-9_-]+|"(?:[^"\\]|\\.)*") = ')


def merged(data: bytes) -> tuple[Ledger, int]:
    """Give the ledger that both sides of a file make together, and how many lines of it could not be read."""
    lines = decode(data).splitlines()
    ledgers, lost = [], 0
    for side in (_side(lines, ours=True), _side(lines, ours=False)):
        layers, unread = _layers(side)
        lost = max(lost, unread)
        ledgers += [_ledger(layer, layers[0]) for layer in layers]
    return together(ledgers), lost


def together(ledgers: Iterable[Ledger]) -> Ledger:
    """Give one ledger of several: of each UID the higher version, and of each target the higher one it was given.

    Where two differ and have the same version, calendars were told two things under one number: the fingerprint is
    emptied, so that the next publishing gives a higher one to all.
    """
    entries: dict[str, PublishedEntry] = {}
    feeds: dict[str, str] = {}
    for ledger in ledgers:
        feeds |= ledger.feeds
        for uid, told in ledger.entries.items():
            entries[uid] = _higher(entries[uid], told) if uid in entries else told
    return Ledger(entries=entries, feeds=feeds)


def _higher(one: PublishedEntry, other: PublishedEntry) -> PublishedEntry:
    best = max((one, other), key=lambda told: (told.sequence, told.modified))
    same_number = one.sequence == other.sequence and (one.fingerprint, one.gone) != (other.fingerprint, other.gone)
    given: dict[str, TargetState] = {}
    for had in (*one.given, *other.given):
        there = given.get(had.target)
        given[had.target] = had if there is None or _rank(had) > _rank(there) else there
    left = {**one.left, **other.left}
    return replace(
        best,
        fingerprint="" if same_number else best.fingerprint,
        left={feed: day for feed, day in left.items() if feed not in best.feeds},
        given=tuple(sorted(given.values())),
    )


def _rank(given: TargetState) -> tuple[int, int]:
    return -1 if given.sequence is None else given.sequence, -1 if given.refused is None else given.refused


def _side(lines: Iterable[str], *, ours: bool) -> list[str]:
    """Give the lines of one side; what is between the markers belongs to that, all else to both."""
    taken: list[str] = []
    place = ""
    for line in lines:
        marker = line[:7]
        if marker in (OURS, BASE, SPLIT, THEIRS) and line[7:8] in ("", " "):
            place = "" if marker == THEIRS else marker
        elif place in {"", OURS if ours else SPLIT}:
            taken.append(line)
    return taken


def _layers(lines: Iterable[str]) -> tuple[list[Tables], int]:
    """Give a side's tables, and how many of its lines could not be read; what stands twice makes a layer of its own."""
    layers: list[dict[str, dict[str, str]]] = [{}]
    header, lost = "", 0
    for text in _statements(lines):
        if text.startswith("["):
            header = text
        name = text if text.startswith("[") else text.partition(" = ")[0]
        if _parsed(f"{header}\n{text}" if text != header else header) is None:
            lost += 1
            continue
        layer = next((one for one in layers if name not in one.get(header, {})), None)
        if layer is None:
            layers.append(layer := {})
        layer.setdefault(header, {})[name] = text
    return [_together({header: list(found.values()) for header, found in layer.items()}) for layer in layers], lost


def _statements(lines: Iterable[str]) -> Iterator[str]:
    """Give the headers and the assignments, each of which may go over several lines; comments are passed over."""
    buffer: list[str] = []
    for line in lines:
        if buffer and (line.startswith("[") or _KEY.match(line)):
            yield "\n".join(buffer)
            buffer = []
        if buffer or line.startswith("[") or _KEY.match(line):
            buffer.append(line)
            if _parsed("\n".join(buffer)) is not None:
                yield "\n".join(buffer)
                buffer = []
        elif line.strip() and not line.startswith("#"):
            yield line
    if buffer:
        yield "\n".join(buffer)


def _together(found: dict[str, list[str]]) -> Tables:
    tables: Tables = {}
    for header, texts in found.items():
        table = _parsed("\n".join(dict.fromkeys((header, *texts)))) or {}
        _put(tables, table)
    return tables


def _put(tables: Tables, more: Tables) -> None:
    for name, value in more.items():
        if isinstance(value, dict) and isinstance(tables.get(name), dict):
            _put(tables[name], value)
        else:
            tables[name] = value


def _parsed(text: str) -> Tables | None:
    try:
        return parse_text(text)
    except TomlFault:
        return None


def _ledger(tables: Tables, first: Tables) -> Ledger:
    """Read a layer; of what stands in it in part only, the rest is the first layer's."""
    whole: Tables = {"feed": tables.get("feed", {}), "entry": {}}
    for uid, table in tables.get("entry", {}).items():
        whole["entry"][uid] = {**first.get("entry", {}).get(uid, {}), **table}
    read = read_table(whole, OWN[PUBLISHED], Source(PUBLISHED), [])
    return Ledger(entries=read.get("entry", {}), feeds=read.get("feed", {}))
