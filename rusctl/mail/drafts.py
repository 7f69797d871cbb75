"""Drafts as files in `register/drafts`, a folder for each event: for their owner only, and ignored by git."""

import functools
import re
from collections.abc import Collection, Iterable
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


def file_name(number: int) -> str:
    """Give what the draft of a message is called, by its number in the outbox."""
    return f"{number}.eml"


def older_name(address: str) -> str:
    """Give what an earlier rusctl called the draft to an address."""
    return f"{_UNUSUAL.sub(lambda found: f'%{ord(found[0]):02x}', address.casefold())}.eml"


def write(folder: Path, event: str, number: int, octets: bytes) -> Path:
    """Write a draft whole, or not at all; EnvironmentFailureError where the disk or a permission stands in the way."""
    try:
        directory = place(private.make(folder).parent, event)
        inside.refuse_links(folder, directory / file_name(number))
        for made in (directory.parent, directory):
            made.mkdir(mode=0o700, exist_ok=True)
        path = directory / file_name(number)
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


def remove(folder: Path, paths: Collection[Path]) -> int:
    """Remove drafts; give how many there were."""
    for path in paths:
        inside.remove(folder, path)
        note(msg("the drafts"))
    return len(paths)


def found(folder: Path) -> dict[int, Path]:
    """Give the drafts by the numbers of their messages."""
    paths = (folder / private.NAME / FOLDER).glob("*/*.eml")
    return {int(path.stem): path for path in sorted(paths) if path.stem.isdecimal()}


def older(folder: Path) -> list[tuple[str, str, Path]]:
    """Give the drafts that an earlier rusctl named by their addresses: the event, the address, the file."""
    paths = sorted((folder / private.NAME / FOLDER).glob("*/*.eml"))
    return [
        (path.parent.name, _ESCAPED.sub(lambda one: chr(int(one[1], 16)), path.stem), path)
        for path in paths
        if not path.stem.isdecimal()
    ]


def of(folder: Path, numbers: Collection[int], addresses: Iterable[str]) -> list[Path]:
    """Give the drafts of some messages, and those that an earlier rusctl named by some addresses."""
    names = {older_name(address) for address in addresses}
    mine = [path for number, path in found(folder).items() if number in numbers]
    return [*mine, *(path for _, _, path in older(folder) if path.name in names)]


def rename(folder: Path, path: Path, number: int) -> None:
    """Name a draft by the number of its message."""
    target = path.with_name(file_name(number))
    inside.refuse_links(folder, target)
    path.rename(target)
