"""Writing below a folder and nowhere else: a link on the way is refused, whoever put it there.

A folder that is cloned or unpacked may bring links. What is written through one would land in another place that the
user may write in, so no part of a path below the plan's folder may be one. Above it, links are the user's own.
"""

import contextlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from rusctl.errors import EnvironmentFailureError
from rusctl.language.message import msg
from rusctl.storage.files import windows

_HANDLES = os.open in os.supports_dir_fd and os.unlink in os.supports_dir_fd
_FOLDER = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_NOFOLLOW", 0)


def refuse_links(below: Path, path: Path) -> None:
    """Raise EnvironmentFailureError where a part of the path below a folder is a link."""
    place = below
    for part in path.relative_to(below).parts:
        place /= part
        if place.is_symlink():
            raise EnvironmentFailureError(
                msg(
                    "{file} is a link, and rusctl writes through none in this folder; put the file or folder itself "
                    "there and try again",
                    file=place.relative_to(below).as_posix(),
                )
            )


def opened(below: Path, path: Path, flags: int, mode: int = 0o600) -> int:
    """Open a file without following a link below a folder; raises OSError, EnvironmentFailureError for a link."""
    refuse_links(below, path)
    with _parent(below, path) as (name, parent):
        return os.open(name, flags | windows.BINARY | getattr(os, "O_NOFOLLOW", 0), mode, dir_fd=parent)


def remove(below: Path, path: Path) -> None:
    """Remove a file, also one that is a link, without following one on the way to it; raises OSError."""
    refuse_links(below, path.parent)
    with contextlib.suppress(FileNotFoundError), _parent(below, path) as (name, parent):
        windows.again(lambda: os.unlink(name, dir_fd=parent))


def make_own(below: Path, name: str) -> Path:
    """Give a folder that is this user's alone, 0700, made where it is missing; raises OSError.

    EnvironmentFailureError where it is a link, or somebody else's: what lies there would be theirs to change.
    """
    path = below / name
    refuse_links(below, path)
    with contextlib.suppress(FileExistsError):  # several may begin at once
        path.mkdir(mode=0o700)
    refuse_others(below, path)
    return path


def refuse_others(below: Path, path: Path) -> None:
    """Raise EnvironmentFailureError where a folder that is there is a link or another user's."""
    refuse_links(below, path)
    with contextlib.suppress(FileNotFoundError):
        if os.name == "posix" and path.lstat().st_uid != os.geteuid():
            raise EnvironmentFailureError(
                msg(
                    "{folder} belongs to another user; move it away, or work on a copy of the folder that is yours",
                    folder=path.relative_to(below).as_posix(),
                )
            )


def is_own(path: Path) -> bool:
    """Whether there is a folder of this user's, and no link to one."""
    try:
        found = path.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(found.st_mode) and (os.name != "posix" or found.st_uid == os.geteuid())


def is_file(path: Path) -> bool:
    """Whether there is a file, and no link to one."""
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except OSError:
        return False


@contextlib.contextmanager
def _parent(below: Path, path: Path) -> Iterator[tuple[str | Path, int | None]]:
    """Give a name and the handle of its folder, reached step by step; where the system has none, the path itself."""
    if not _HANDLES:
        yield path, None
        return
    handle = os.open(below, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0))
    try:
        for part in path.parent.relative_to(below).parts:
            inner = os.open(part, _FOLDER, dir_fd=handle)
            os.close(handle)
            handle = inner
        yield path.name, handle
    finally:
        os.close(handle)
