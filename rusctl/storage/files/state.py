"""The folder `.rusctl`: believed only where this user made it on this machine.

What lies in it is acted on: a change is taken back or ended by what it says. A folder that was cloned or unpacked may
bring one of its own, so each holds a token that is kept in the user's state folder too. One without a known token is
renamed, and a new one made; what it held is not read. Where two machines share a folder, each renames what the other
has made, and takes its own back.
"""

import contextlib
import os
import re
import sys
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

from rusctl.language.message import Message, msg
from rusctl.storage.files import atomic, begun, inside, user_state
from rusctl.storage.files.atomic import STATE
from rusctl.storage.files.journal_file import UNDO, is_hash

if sys.platform != "win32":
    import fcntl

TOKEN = "token"  # noqa: S105 - the name of a file
ASIDE = f"{STATE}-set-aside-"
_MADE = "made"
_IS_TOKEN = re.compile(rb"[0-9a-f]{64}\n?")
_HARMLESS = frozenset({".gitignore", "lock", TOKEN})
_LOCKS = re.compile("lock|outbox|publish-.+")
_MOST_LOCKS = 100  # of a folder that is looked at; one that was brought may hold any number of files
_SAID: list[Message] = []

Wait = Callable[[int], None]


def ensure(folder: Path, wait: Wait | None = None) -> Path:
    """Give the folder's `.rusctl`, made where it is missing, and set aside where it is not ours; raises OSError.

    Before it is set aside, `wait` is called for each lock in it: another machine may be at work in it.
    """
    state = inside.make_own(folder, STATE)
    if not _ours(state):
        with _alone(folder):
            if not _ours(state):
                _renew(folder, state, wait)
    return state


def said() -> list[Message]:
    """Give what is to be told of it, once."""
    found, _SAID[:] = list(_SAID), []
    return found


def _ours(state: Path) -> bool:
    path = state / TOKEN
    if not inside.is_file(path):
        return False
    token = atomic.read_if_there(path) or b""
    return bool(_IS_TOKEN.fullmatch(token)) and user_state.read(f"{_MADE}/{token.decode().strip()}") is not None


def _renew(folder: Path, state: Path, wait: Wait | None) -> None:
    """Take back our own state that another machine has renamed, or begin a new one, after renaming what is not ours."""
    own = _set_aside_before(folder) if os.path.lexists(state / TOKEN) else None
    if own or not _holds_nothing(state):
        with _idle(folder, state, wait):
            aside = _free_name(folder)
            state.rename(folder / aside)
            _ignore(folder, folder / aside)
            if own:
                own.rename(state)
        _SAID.append(_taken_back(aside, own.name) if own else _not_read(aside))
        if own:
            return
        inside.make_own(folder, STATE)
    _begin(folder, state)


def _begin(folder: Path, state: Path) -> None:
    """Put a token into the folder that is kept for the user, too."""
    token = os.urandom(32).hex()
    user_state.write(f"{_MADE}/{token}", b"")
    atomic.write_private(state / TOKEN, token.encode() + b"\n", below=folder)


def _set_aside_before(folder: Path) -> Path | None:
    """Give the state of this user on this machine that another has set aside, the one that was used last."""
    found = [path for path in islice(folder.glob(f"{ASIDE}*"), _MOST_LOCKS) if inside.is_own(path) and _ours(path)]
    return max(found, key=lambda path: path.stat().st_mtime, default=None)


@contextlib.contextmanager
def _idle(folder: Path, state: Path, wait: Wait | None) -> Iterator[None]:
    """Hold the locks of what is to be renamed, so that nobody is at work in it; whoever waits looks anew after that.

    Windows renames no folder in which a file is open, so that there nobody is at work in it anyway.
    """
    held: list[int] = []
    try:
        names = (path for path in state.iterdir() if _LOCKS.fullmatch(path.name) and inside.is_file(path))
        if wait and os.name == "posix":
            for path in islice(names, _MOST_LOCKS):
                held.append(inside.opened(folder, path, os.O_RDWR))
                wait(held[-1])
        yield
    finally:
        for handle in held:
            os.close(handle)


def _not_read(aside: str) -> Message:
    return msg(
        "{folder} was not made by rusctl on this machine, so it is set aside as {aside} and not read; what was "
        "changed before cannot be undone with rusctl undo",
        folder=STATE,
        aside=aside,
    )


def _taken_back(aside: str, own: str) -> Message:
    return msg(
        "{folder} was made by rusctl on another machine, so it is set aside as {aside} and not read; {own}, which was "
        "made here, is in its place again, and rusctl undo undoes what was changed on this machine",
        folder=STATE,
        aside=aside,
        own=own,
    )


def _holds_nothing(state: Path) -> bool:
    """Whether there is nothing in the folder that could be believed, such as one that was begun and no more."""
    names = {path.name for path in state.iterdir() if not begun.is_begun(path.name)}
    undo = state / UNDO
    if UNDO in names and (undo.is_symlink() or not undo.is_dir() or any(is_hash(one.name) for one in undo.iterdir())):
        return False
    return names <= {*_HARMLESS, UNDO} and all(inside.is_file(state / name) for name in names - {UNDO})


def _free_name(folder: Path) -> str:
    number = 1
    while os.path.lexists(folder / f"{ASIDE}{number}"):
        number += 1
    return f"{ASIDE}{number}"


def _ignore(folder: Path, place: Path) -> None:
    """See that git passes over a folder, where it says nothing of that itself."""
    if not os.path.lexists(place / ".gitignore"):
        with contextlib.suppress(OSError):
            atomic.write_private(place / ".gitignore", b"*\n", below=folder)


@contextlib.contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Let one process at a time set aside and make anew, so that none sets aside what another has just made."""
    if sys.platform == "win32":
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        with contextlib.suppress(OSError):  # a file system that locks no folders
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
