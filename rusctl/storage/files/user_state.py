"""What this user keeps on this machine outside every plan, so that no folder that is brought here can bring it along.

It lies in XDG_STATE_HOME, else in ~/.local/state, on Windows in LOCALAPPDATA, in a folder that only its user can read
or write. A name may have folders before it, as `agreed/0f3a`.
"""

import contextlib
import os
import time
from pathlib import Path

from rusctl.errors import EnvironmentFailureError
from rusctl.language.message import msg
from rusctl.storage.files import atomic, synced, windows

VARIABLE = "XDG_STATE_HOME"
OURS = "rusctl"
_OTHERS = 0o077
_OLD_SECONDS = 3_600.0  # a file that is being written is younger


def folder() -> Path | None:
    """Give the folder, which need not be there yet; None where nobody knows the user's home."""
    named = os.environ.get(VARIABLE, "")
    if os.path.isabs(named):  # noqa: PTH117 - the standard has a relative one count for nothing
        return Path(named) / OURS
    local = os.environ.get("LOCALAPPDATA", "")
    if os.name == "nt" and os.path.isabs(local):  # noqa: PTH117 - as above
        return Path(local) / OURS
    home = Path(os.path.expanduser("~"))  # noqa: PTH111 - Path.home raises where nobody knows it
    return home / ".local" / "state" / OURS if home.is_absolute() else None


def read(name: str) -> bytes | None:
    """Give what was kept under a name, or None; EnvironmentFailureError where somebody else may have written it."""
    place = folder()
    if place is None:
        return None
    for inner in _folders(place, name):
        if not inner.is_dir():
            return None
        _see_ours(inner)
    return atomic.read_if_there(place / name)


def names(below: str) -> list[str]:
    """Give the names that are kept in a folder, in order."""
    place = folder()
    if place is None or not (place / below).is_dir():
        return []
    for inner in _folders(place, f"{below}/"):
        _see_ours(inner)
    return sorted(f"{below}/{one.name}" for one in (place / below).iterdir() if not one.name.startswith("."))


def write(name: str, data: bytes) -> None:
    """Keep bytes under a name, whole or not at all, for this user's eyes only."""
    place = _place()
    try:
        for inner in _folders(place, name):
            inner.mkdir(mode=0o700, parents=True, exist_ok=True)
            _see_ours(inner)
            if os.name == "posix" and inner.stat().st_mode & _OTHERS:
                inner.chmod(0o700)
        path = place / name
        _sweep(path.parent)
        _put(path, data)
        atomic.sync_directory(path.parent)
    except OSError as error:
        text = msg("{file} cannot be written: {reason}", file=str(place / name), reason=atomic.reason(error))
        raise EnvironmentFailureError(text) from None


def remove(name: str) -> bool:
    """Forget what was kept under a name, and say whether there was anything."""
    if read(name) is None:
        return False
    path = _place() / name
    try:
        path.unlink()
        atomic.sync_directory(path.parent)
    except FileNotFoundError:
        return False
    except OSError as error:
        text = msg("{file} cannot be removed: {reason}", file=str(path), reason=atomic.reason(error))
        raise EnvironmentFailureError(text) from None
    return True


def _place() -> Path:
    place = folder()
    if place is None:
        raise EnvironmentFailureError(
            msg("nobody knows your home folder, where this would be kept; set HOME or {variable}", variable=VARIABLE)
        )
    return place


def _folders(place: Path, name: str) -> list[Path]:
    """Give our folder and those below it on the way to a name, from the top."""
    found = [place]
    for part in name.split("/")[:-1]:
        if part:
            found.append(found[-1] / part)
    return found


def _see_ours(place: Path) -> None:
    """Refuse a folder that somebody else owns or may write in: what lies there may be theirs."""
    if os.name != "posix":
        return
    try:
        found = place.stat()
    except OSError as error:
        text = msg("{file} cannot be read: {reason}", file=str(place), reason=atomic.reason(error))
        raise EnvironmentFailureError(text) from None
    if found.st_uid != os.geteuid():
        text = msg(
            "{folder} belongs to another user; set {variable} to a folder of yours",
            folder=str(place),
            variable=VARIABLE,
        )
        raise EnvironmentFailureError(text)
    if found.st_mode & 0o022:
        text = msg("others may write in {folder}; take that right away from them (chmod 700)", folder=str(place))
        raise EnvironmentFailureError(text)


def _put(path: Path, data: bytes) -> None:
    temporary = path.with_name(f".{path.name}.rusctl-{os.urandom(4).hex()}")
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | windows.BINARY, 0o600)
    try:
        try:
            atomic.write_whole(handle, data)
            synced.file(handle)
        finally:
            os.close(handle)
        windows.again(lambda: os.replace(temporary, path))  # noqa: PTH105 - as in atomic.py
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise


def _sweep(place: Path) -> None:
    """Remove what a crash left of writing here, and nothing that another run is writing at this moment."""
    for left in place.glob(".*.rusctl-*"):
        with contextlib.suppress(OSError):
            if time.time() - left.lstat().st_mtime > _OLD_SECONDS:
                left.unlink()
