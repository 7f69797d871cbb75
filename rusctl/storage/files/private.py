"""The folder of what is about persons: for its owner only, and ignored by git."""

import errno
import os
import stat
import time
from pathlib import Path

from rusctl.errors import ConflictError, EnvironmentFailureError, PrivacyError
from rusctl.language.message import msg
from rusctl.storage import git
from rusctl.storage.files import atomic, begun, inside, synced, windows

NAME = "register"
VARIABLE = "RUSCTL_REGISTER"  # says that the database is elsewhere
FILE = "register.sqlite3"  # the database, where it is beside the plan
OUTBOX = "outbox.sqlite3"  # what mail kept before it was in the database
TIMEOUT = 10.0  # seconds in which another is to be done with what it writes
NO_RIGHTS = "the file system keeps no permissions"
_PAUSE = 0.02


def make(folder: Path) -> Path:
    """Give a project's private folder, made where it is missing; EnvironmentFailureError where others can read it."""
    path = folder / NAME
    try:
        inside.make_own(folder, NAME)
        close(path, 0o700)
        ignore = path / ".gitignore"
        if not ignore.exists():
            atomic.write_private(ignore, b"*\n", below=folder)
    except OSError as error:
        raise EnvironmentFailureError(
            msg("{file} cannot be written: {reason}", file=NAME, reason=atomic.reason(error))
        ) from None
    return path


def close(path: Path, mode: int) -> None:
    """Take the rights of others to a folder or a file away; OSError where the disk keeps no rights."""
    mode_now = stat.S_IMODE(path.stat().st_mode)
    if os.name == "nt":
        if windows.is_open_to_others(path) and not windows.close_to_others(path):
            raise PermissionError(errno.EPERM, NO_RIGHTS)
    elif mode_now != mode:
        path.chmod(mode)
        if stat.S_IMODE(path.stat().st_mode) & 0o077:
            raise PermissionError(errno.EPERM, NO_RIGHTS)


def shred(path: Path) -> None:
    """Write over a file and remove it; OSError where that cannot be done."""
    with path.open("r+b") as file:
        file.write(bytes(path.stat().st_size))
        file.flush()
        synced.file(file.fileno())
    windows.again(path.unlink)
    atomic.sync_directory(path.parent)


def refuse_kept(path: Path) -> None:
    """Raise PrivacyError where git would keep a file with persons in it, whatever folder it lies in."""
    if git.keeps(path):
        raise PrivacyError(
            msg(
                "{file} would lie in a git work tree that does not ignore it, so nothing with people in it is "
                "written there; name another place, or have git ignore it (.gitignore) and stop tracking it (git "
                "rm --cached)",
                file=f"{path.parent.name}/{path.name}",
            )
        )


def sweep(folder: Path, *, wait: bool = False) -> None:
    """Remove what a kill has left in the private folder, and leave alone what somebody is still making.

    With `wait` it is to be the last of it: ConflictError where another is still making something after a while.
    """
    until = time.monotonic() + TIMEOUT
    while (held := _sweep(folder / NAME)) and wait:
        if time.monotonic() >= until:
            raise ConflictError(
                msg(
                    "another rusctl is writing {file} in {folder}; wait until it is done, or end it, and try again",
                    file=held[0],
                    folder=NAME,
                )
            )
        time.sleep(_PAUSE)


def _sweep(top: Path) -> list[str]:
    if top.is_symlink() or not top.is_dir():
        return []
    return [name for place, _, _ in os.walk(top) for name in begun.sweep(Path(place))]
