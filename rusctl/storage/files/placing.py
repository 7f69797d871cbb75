"""Putting a file in another's place, with a look at what came out, so that an editor's save in between is not lost.

Editors take no lock. Where the system can exchange two names, what stood there comes out under the new file's name
beside, and is looked at: if it is not what was read, an editor has saved meanwhile, and its file is put back. Where it
cannot, the file is compared right before it is replaced.
"""

import os
from pathlib import Path

from rusctl.storage.files import windows
from rusctl.storage.files.exchange import exchange, to_free_name


class SavedMeanwhileError(Exception):
    """A file was saved by somebody else meanwhile; it holds what they saved.

    `older` is a file beside that holds a save which another save has replaced since, if there is one.
    """

    def __init__(self, older: Path | None = None) -> None:
        super().__init__()
        self.older = older


def put(real: Path, new: Path | None, beside: Path, before: bytes | None) -> Path | None:
    """Let a file be `new`, or be gone; give the file that holds what stood there, if it could be kept.

    Without `new` what stood there gets the name `beside`. Raises SavedMeanwhileError, with the file as somebody else
    saved it, where it does not hold `before`; OSError where it cannot be done.
    """
    if new is None:
        return _take_away(real, beside, before)
    if before is None:
        _make(real, new)
        return None
    ours = holds(new)
    if not exchange(new, real):
        _refuse_saved(real, before)
        windows.again(lambda: os.replace(new, real))  # noqa: PTH105 - the call that fault tests make fail
        return None
    if holds(new) != before:
        raise SavedMeanwhileError(_back(real, new, ours))
    return new


def take_back(real: Path, old: Path, after: bytes | None) -> None:
    """Put back what stood there, unless it was saved by somebody else since; raises OSError."""
    if after is None:
        try:
            if not to_free_name(old, real) and not real.exists():
                windows.again(lambda: os.rename(old, real))  # noqa: PTH104 - as above
        except FileExistsError:
            pass  # somebody has made it anew
        return
    older = _back(real, old, after)
    if older is not None:
        windows.again(lambda: older.unlink(missing_ok=True))


def remove_made(real: Path, after: bytes) -> None:
    """Remove a file that was made, unless it was saved by somebody else since; raises OSError."""
    if holds(real) == after:
        windows.again(real.unlink)


def holds(path: Path) -> bytes | None:
    """Give a file's bytes, or None where there is none; what is no file is neither waited for nor followed."""
    try:
        return windows.again(lambda: _held_bytes(path))
    except FileNotFoundError:
        return None


def _held_bytes(path: Path) -> bytes:
    with open(path, "rb", opener=lambda name, flags: os.open(name, flags | getattr(os, "O_NONBLOCK", 0))) as file:
        return file.read()


def _take_away(real: Path, beside: Path, before: bytes | None) -> Path:
    _refuse_saved(real, before)
    windows.again(lambda: os.rename(real, beside))  # noqa: PTH104 - as above
    if holds(beside) != before:
        take_back(real, beside, None)
        raise SavedMeanwhileError(beside if beside.exists() else None)
    return beside


def _make(real: Path, new: Path) -> None:
    try:
        if to_free_name(new, real):
            return
    except FileExistsError:
        raise SavedMeanwhileError from None
    _refuse_saved(real, None)
    windows.again(lambda: os.replace(new, real))  # noqa: PTH105 - as above


def _refuse_saved(real: Path, before: bytes | None) -> None:
    if holds(real) != before:
        raise SavedMeanwhileError


def _back(real: Path, aside: Path, placed: bytes | None) -> Path | None:
    """Put a file back in the place of `placed`, which is ours.

    Where an editor has saved once more meanwhile, that newer save comes out, and goes back in its turn: the newest
    stays. Then an older one may be left `aside`, and its name is given.
    """
    ours = placed
    while True:
        putting = holds(aside)
        if not exchange(aside, real):
            if not real.exists():
                windows.again(lambda: os.rename(aside, real))  # noqa: PTH104 - as above
                return None
            raise OSError(0, "the names cannot be exchanged")
        out = holds(aside)
        if out == placed:
            return None if out == ours else aside
        placed = putting
