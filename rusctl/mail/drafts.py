"""Drafts as files in `register/drafts`, a folder for each event: for their owner only, and ignored by git."""

import functools
import re
from pathlib import Path

from rusctl.errors import EnvironmentFailureError
from rusctl.language.message import msg
from rusctl.storage.files import atomic, begun, inside, private
from rusctl.storage.files.made import note

FOLDER = "drafts"
_ESCAPED = re.compile(r"%([0-9a-f]{2})")
_UNUSUAL = re.compile(r"[^A-Za-z0-9@._+-]")


def place(folder: Path, event: str) -> Path:
    """Give the folder of an event's drafts."""
    return folder / private.NAME / FOLDER / event


def file_name(address: str) -> str:
    """Give what the draft to an address is called: a newer one takes the place of the one before."""
    return f"{_UNUSUAL.sub(lambda found: f'%{ord(found[0]):02x}', address.casefold())}.eml"


def write(folder: Path, event: str, address: str, octets: bytes) -> Path:
    """Write a draft whole, or not at all; EnvironmentFailureError where the disk or a permission stands in the way."""
    try:
        directory = place(private.make(folder).parent, event)
        inside.refuse_links(folder, directory / file_name(address))
        for made in (directory.parent, directory):
            made.mkdir(mode=0o700, exist_ok=True)
        path = directory / file_name(address)
        _made_ready(directory)
        atomic.write_private(path, octets, below=folder)
        note(msg("the drafts"))
    except OSError as error:
        raise EnvironmentFailureError(
            msg("the drafts cannot be written: {reason}", reason=atomic.reason(error))
        ) from None
    return path


@functools.lru_cache(maxsize=256)
def _made_ready(directory: Path) -> None:
    """Ask git, and sweep what a kill has left there, once for a folder: drafts are many."""
    private.refuse_kept(directory / "new.eml")
    begun.sweep(directory)


def take_back(folder: Path, event: str, address: str) -> None:
    """Remove the draft to an address about one event, which somebody else has told meanwhile."""
    path = place(folder, event) / file_name(address)
    if path.exists():
        inside.remove(folder, path)


def remove(folder: Path, address: str) -> int:
    """Remove the drafts to an address, of all events; give how many there were."""
    found = to(folder, address)
    for path in found:
        inside.remove(folder, path)
        note(msg("the drafts"))
    return len(found)


def count(folder: Path, address: str) -> int:
    """Give how many drafts to an address there are."""
    return len(to(folder, address))


def addresses(folder: Path) -> list[str]:
    """Give the addresses that there are drafts to, each once."""
    names = {path.stem for path in (folder / private.NAME / FOLDER).glob("*/*.eml")}
    return sorted({_ESCAPED.sub(lambda found: chr(int(found[1], 16)), name) for name in names})


def to(folder: Path, address: str) -> list[Path]:
    """Give the drafts to an address, of all events."""
    name = file_name(address)
    places = (folder / private.NAME / FOLDER).glob("*")
    return [path for place in places if (path := place / name).exists()]
