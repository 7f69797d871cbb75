"""Lists of persons that were written outside the project's folder: where each is, so that it is looked through later.

A line of `register/handed-out.list` is the SHA-256 of what was written and the path; it names nobody.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from rusctl.errors import EnvironmentFailureError
from rusctl.language.message import msg
from rusctl.storage.files import atomic, inside, private
from rusctl.storage.files.digests import sha256

NAME = "handed-out.list"


class LookedThrough(NamedTuple):
    """The lists elsewhere that hold what is looked for, and those that cannot be looked at: moved or out of reach."""

    holding: tuple[str, ...]
    unseen: tuple[str, ...]


def remember(folder: Path, path: Path, data: bytes) -> None:
    """Keep where a list was written, where that is outside the folder.

    EnvironmentFailureError where it cannot be kept.
    """
    place = Path(os.path.realpath(path))
    if place.is_relative_to(Path(os.path.realpath(folder))):
        return
    line = f"{sha256(data)} {place}\n".encode("utf-8", "surrogateescape")
    kept = private.make(folder) / NAME
    try:
        handle = inside.opened(folder, kept, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        try:
            atomic.write_whole(handle, line)
        finally:
            os.close(handle)
    except OSError as error:
        raise EnvironmentFailureError(
            msg("{file} cannot be written: {reason}", file=f"{private.NAME}/{NAME}", reason=atomic.reason(error))
        ) from None


def places(folder: Path) -> list[Path]:
    """Give where lists were written, each once."""
    try:
        text = (folder / private.NAME / NAME).read_bytes().decode("utf-8", "surrogateescape")
    except OSError:
        return []
    lines = (line.partition(" ")[2] for line in text.splitlines())
    return [Path(one) for one in dict.fromkeys(lines) if one]


def look_through(folder: Path, holds: Callable[[bytes], bool]) -> LookedThrough:
    """Look through the lists that were written elsewhere; `holds` says of a file's bytes whether it is one of those."""
    found = list(_looked(places(folder), holds))
    return LookedThrough(
        tuple(place for place, there in found if there), tuple(place for place, there in found if there is None)
    )


def _looked(paths: Iterable[Path], holds: Callable[[bytes], bool]) -> Iterator[tuple[str, bool | None]]:
    for path in paths:
        try:
            yield str(path), holds(path.read_bytes())
        except OSError:
            yield str(path), None
