"""The folder of what is about persons: for its owner only, and ignored by git."""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from rusctl.errors import ConflictError, EnvironmentFailureError, PrivacyError
from rusctl.language.message import msg
from rusctl.storage import atomic, inside
from rusctl.storage.lock import lock

NAME = "register"
LOCK = "private"  # the lock of whoever writes a file there; what lies there without it was left by a kill


def make(folder: Path) -> Path:
    """Give a project's private folder, made where it is missing; EnvironmentFailureError where others can read it."""
    path = folder / NAME
    try:
        inside.make_own(folder, NAME)
        if os.name == "posix" and path.stat().st_mode & 0o077:
            path.chmod(0o700)
        ignore = path / ".gitignore"
        if not ignore.exists():
            atomic.write_private(ignore, b"*\n", below=folder)
    except OSError as error:
        raise EnvironmentFailureError(
            msg("{file} cannot be written: {reason}; nothing was changed", file=NAME, reason=atomic.reason(error))
        ) from None
    return path


def refuse_kept(path: Path) -> None:
    """Raise PrivacyError where git would keep a file with persons in it, whatever folder it lies in."""
    from rusctl.storage import git  # noqa: PLC0415 - only what holds persons asks git

    if git.keeps(path):
        raise PrivacyError(
            msg(
                "{file} would lie in a git work tree that does not ignore it, so nothing with persons in it is written "
                "there; name another place, or have git ignore it (.gitignore) and stop tracking it (git rm --cached)",
                file=f"{path.parent.name}/{path.name}",
            )
        )


@contextlib.contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Hold the lock of the private folder while files are made in it, and clear up first what a kill has left."""
    with lock(folder, name=LOCK):
        _sweep(folder)
        yield


def sweep(folder: Path, *, wait: bool = False) -> None:
    """Remove what a kill has left in the private folder; without `wait` not while another writes there."""
    if not (folder / NAME).is_dir():
        return
    try:
        with lock(folder, name=LOCK) if wait else lock(folder, 0, LOCK):
            _sweep(folder)
    except ConflictError:
        if wait:
            raise


def _sweep(folder: Path) -> None:
    top = folder / NAME
    if top.is_symlink():
        return
    for place in (top, *(found for found in top.rglob("*") if found.is_dir() and not found.is_symlink())):
        atomic.sweep_place(place)
