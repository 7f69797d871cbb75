"""Files that seem meant for rusctl and that it does not read: a misspelt name, or the right one in the wrong place."""

import os
from collections.abc import Iterable
from pathlib import Path

from rusctl.language.message import msg
from rusctl.language.nearest import nearest
from rusctl.model.plan import Source
from rusctl.storage.schema import keys
from rusctl.storage.schema.forms import Faults, fault, short

CONFIG = "config/"
_COPIES = ("~", ".bak", ".orig", ".rej", ".swp", ".tmp")  # what editors and git leave beside a file


def listed(folder: Path) -> list[str]:
    """Give the names of the files that lie where a plan's files do."""
    found = []
    for where in ("", CONFIG):
        try:
            with os.scandir(folder / where) as entries:
                found += [f"{where}{entry.name}" for entry in entries if entry.is_file()]
        except OSError:  # that the folder cannot be looked into is told where its files are read
            continue
    return sorted(found)


def find(names: Iterable[str], faults: Faults) -> None:
    """Add a fault for each file of these that is not read and seems meant to be."""
    read = {name.rpartition("/")[2]: name for name in (*keys.FILES, *keys.OWN)}
    for name in names:
        place, slash, own = name.rpartition("/")
        if name in read.values() or own.startswith((".", "#")) or own.endswith(_COPIES):
            continue
        if place + slash == CONFIG:
            meant = own if own in read else nearest(own.lower(), read)
            if not meant and not own.endswith(".toml"):
                continue
        elif not place and read.get(own):  # above config/ everything else may be somebody's own
            meant = own
        else:
            continue
        if meant:
            other = read[meant]
            likely = meant if other.rpartition("/")[0] == place else other
            text = msg("{file} is not a file that rusctl reads; did you mean {meant}?", file=short(name), meant=likely)
        else:
            known = sorted(one.removeprefix(CONFIG) for one in keys.FILES if one.startswith(CONFIG))
            text = msg(
                "{file} is not a file that rusctl reads; in config/ it reads {known}", file=short(name), known=known
            )
        fault(faults, "unknown-file", Source(name, line=1), text)
