"""The places beside the register that hold persons by their address: each has `erase` and `kept`."""

import importlib
import importlib.util
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

PLACES = ("rusctl.mail.erasure",)


def erase(folder: Path, addresses: Iterable[str]) -> int:
    """Remove what these places keep of some addresses, and say how many entries that was."""
    found = list(addresses)
    return sum(place.erase(folder, found) for place in _places()) if found else 0


def kept(folder: Path, addresses: Iterable[str]) -> int:
    """Give how many entries these places keep of some addresses."""
    found = list(addresses)
    return sum(place.kept(folder, found) for place in _places()) if found else 0


def _places() -> Iterator[Any]:
    """Give those of the places that this rusctl has."""
    for name in PLACES:
        parent, _, _ = name.rpartition(".")
        if importlib.util.find_spec(parent) and importlib.util.find_spec(name):
            yield importlib.import_module(name)
