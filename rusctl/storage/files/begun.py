"""Files that are begun beside the one they are to become, and what is left of them when their maker is killed.

The maker of a file that may hold persons has a lock on that very file, which goes away with the process. A begun file
whose lock is free is left of a kill, and may be removed by anybody; nobody waits for another one's file.
"""

import contextlib
import os
import re
import sys
from pathlib import Path

from rusctl.storage.files import windows

if sys.platform != "win32":
    import fcntl

HANDED_OUT = "own-"  # what is begun in a folder that need not be a plan's, and is only for who began it
HOLDS = sys.platform != "win32"  # there a file that is open is neither removed nor given another name
_NAME = re.compile(r"\..+\.rusctl-(own-)?[0-9a-f]{8}(-journal)?")  # a new database has a journal
_JOURNAL = "-journal"
_MOST_OF_A_NAME = 40
_FLAGS = os.O_RDWR | os.O_CREAT | os.O_EXCL | windows.BINARY | getattr(os, "O_NOFOLLOW", 0)
_LOOK = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


def is_begun(name: str) -> bool:
    """Whether a file has the name of one that is begun, or that a kill has left half written."""
    return _NAME.fullmatch(name) is not None


def beginning(real: Path) -> str:
    """Give how the names begin of what is to become a file; short, since Windows takes 260 characters of a path."""
    return f".{real.name[:_MOST_OF_A_NAME]}."


def name_beside(real: Path, mark: str = "") -> Path:
    """Give a free name for what is to become a file."""
    return real.with_name(f"{beginning(real)}rusctl-{mark}{os.urandom(4).hex()}")


def begin(real: Path, mark: str = "") -> tuple[Path, int]:
    """Make a new file beside, 0600, and lock it; it is its maker's until the handle is closed. Raises OSError."""
    while True:
        path = name_beside(real, mark)
        handle = os.open(path, _FLAGS, 0o600)
        if _hold(handle, path):
            return path, handle
        os.close(handle)  # somebody took it for left before it was locked


def _hold(handle: int, path: Path) -> bool:
    if sys.platform != "win32":
        with contextlib.suppress(OSError):  # a file system without locks
            fcntl.flock(handle, fcntl.LOCK_EX)
            return path.exists()
    return True


def sweep(place: Path, beginning: str = "", mark: str = "") -> list[str]:
    """Remove what is left in this very folder, and give the names of what somebody is still making."""
    held = []
    with contextlib.suppress(OSError):
        for found in os.scandir(place):
            mine = found.name.startswith(beginning) and f".rusctl-{mark}" in found.name and is_begun(found.name)
            if mine and found.is_file(follow_symlinks=False) and not _removed(found.path):
                held.append(found.name)
    return held


def _removed(path: str) -> bool:
    """Remove what is left, and say whether nobody is making it."""
    try:
        handle = os.open(path.removesuffix(_JOURNAL), _LOOK)
    except FileNotFoundError:  # only its journal is left
        handle = None
    except OSError:  # another user's, who is not asked: in a plan's folder its lock is held
        if f".rusctl-{HANDED_OUT}" not in path:
            with contextlib.suppress(OSError):
                os.unlink(path)  # noqa: PTH108 - as below
        return True
    try:
        if handle is not None and not _take(handle):
            return False
        with contextlib.suppress(OSError):
            os.unlink(path)  # noqa: PTH108 - scandir has the name at hand
    finally:
        if handle is not None:
            os.close(handle)
    return True


def _take(handle: int) -> bool:
    if sys.platform != "win32":
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:  # a file system without locks
            return True
    return True
