"""The lock of a project: one changing command at a time. It goes away with the process that holds it."""

import contextlib
import os
import sys
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from rusctl.errors import ConflictError, EnvironmentFailureError
from rusctl.language.message import msg
from rusctl.storage.files import atomic, inside, state, windows

if sys.platform != "win32":
    import fcntl

TIMEOUT = 10.0  # seconds
_PAUSE = 0.02


@contextlib.contextmanager
def lock(folder: Path, timeout: float = TIMEOUT, name: str = "lock") -> Iterator[None]:
    """Hold the folder's lock; ConflictError where another process has it for longer than `timeout` seconds.

    It is not taken twice by one process. Editors take no lock: compare what they may have changed. The lock is a file
    in `.rusctl`, which is made where it is missing: for its owner only, and ignored by git. What takes long and
    changes nothing in the folder has a lock of another name.
    """
    handle = _held(folder, name, time.monotonic() + timeout)
    try:
        _ignore(folder, folder / atomic.STATE)
        yield
    finally:
        os.close(handle)


def _held(folder: Path, name: str, until: float) -> int:
    """Give the handle of the lock's file, held; another machine may rename `.rusctl` while this one waits for it."""
    while True:
        try:
            place = state.ensure(folder, partial(_wait, until=until))
            handle = inside.opened(folder, place / name, os.O_RDWR | os.O_CREAT)
        except OSError as error:
            raise _failed(error) from None
        try:
            _wait(handle, until)
            if _is_named(handle, place / name):
                return handle
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)


def _is_named(handle: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(handle), path.lstat())
    except FileNotFoundError:
        return False
    except OSError as error:
        raise _failed(error) from None


def _wait(handle: int, until: float) -> None:
    while True:
        try:
            _take(handle)
            break
        except (BlockingIOError, PermissionError):
            if time.monotonic() >= until:
                raise ConflictError(
                    msg(
                        "another rusctl, process {number}, is changing this folder; wait until it is done, or end it, "
                        "and try again",
                        number=_holder(handle),
                    )
                ) from None
        except OSError as error:
            raise _failed(error) from None
        time.sleep(_PAUSE)
    try:
        os.ftruncate(handle, 0)
        os.lseek(handle, 0, os.SEEK_SET)
        atomic.write_whole(handle, str(os.getpid()).encode())
    except OSError:
        pass  # the number only helps the one who waits


def _ignore(folder: Path, place: Path) -> None:
    ignore = place / ".gitignore"
    try:
        if not ignore.exists():
            atomic.write_private(ignore, b"*\n", below=folder)
    except OSError as error:
        raise _failed(error) from None


def _take(handle: int) -> None:
    if sys.platform == "win32":
        windows.lock(handle)
    else:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _holder(handle: int) -> str:
    try:
        os.lseek(handle, 0, os.SEEK_SET)
        text = os.read(handle, 20).decode("ascii", "replace")
    except OSError:
        return "?"
    return text if text.isdigit() else "?"


def _failed(error: OSError) -> EnvironmentFailureError:
    reason = atomic.reason(error)
    return EnvironmentFailureError(msg("{file} cannot be written: {reason}", file=atomic.STATE, reason=reason))
