"""Reading files whole, and putting new ones in their place so that a crash leaves the old or the new, never a part."""

import contextlib
import errno
import os
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import NamedTuple, NoReturn

from rusctl.errors import ConflictError, EnvironmentFailureError, InUseError
from rusctl.language.message import Message, msg
from rusctl.language.system_words import system_words
from rusctl.storage.files import begun, inside, made, placing, synced, windows

STATE = ".rusctl"
MOST_BYTES = 64 * 1024 * 1024  # of one file; ten thousand events take 2 MiB
_NO_DIRECTORY_SYNC = (errno.EINVAL, errno.ENOTSUP, errno.EBADF)  # file systems that know no fsync of a directory


Keep = Callable[[Path, Path, bytes | None], None]


class FileChange(NamedTuple):
    """A file's bytes before and after; None where there is no file."""

    before: bytes | None
    after: bytes | None


def read(path: Path) -> bytes:
    """Give a file's bytes; EnvironmentFailureError where it cannot be read."""
    try:
        return windows.again(lambda: _bytes(path))
    except OSError as error:
        raise _unreadable(error, path.name) from None


def read_if_there(path: Path) -> bytes | None:
    """Give a file's bytes, or None where there is no file."""
    try:
        return windows.again(lambda: _bytes(path))
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise _unreadable(error, path.name or str(path)) from None


def _bytes(path: Path) -> bytes:
    """Give a file's bytes; OSError also for what is none, such as a pipe, which would be waited for, or a device."""
    with open(path, "rb", opener=_opened_at_once) as file:
        found = os.fstat(file.fileno())
        if not stat.S_ISREG(found.st_mode):
            raise OSError(errno.ENODEV, "not a file")
        if found.st_size > MOST_BYTES:
            raise OSError(errno.EFBIG, "too large")
        return file.read()


def _opened_at_once(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def replace(path: Path, new: bytes, expected: bytes | None, below: Path | None = None) -> None:
    """Put new bytes in a file's place; the lock must be held. Errors as for `replace_all`."""
    replace_all({path: FileChange(expected, new)}, below)


def replace_all(changes: Mapping[Path, FileChange], below: Path | None = None, keep: Keep | None = None) -> None:
    """Put new bytes in the place of several files, all or none; the lock must be held.

    No part of their paths `below` a folder may be a link; without it they are where the user said.

    ConflictError, with nothing written, when a file no longer holds its `before`, also where it is saved by an editor
    meanwhile; EnvironmentFailureError when the disk or a permission stands in the way, and then the files are as before
    unless the sentence says otherwise. `keep` gets each file's name, the file that was in its place, and what that
    held: an editor that has it open may yet write there. Without bytes it is a save that another save has replaced.
    """
    _refuse_links(changes, below)
    check(changes)
    prepared: dict[Path, Path | None] = {}
    done: dict[Path, Path | None] = {}
    try:
        for path, change in changes.items():
            prepared[path] = None if change.after is None else _write_beside(path, change.after)
        _refuse_links(changes, below)
        check(changes)
        for path, temporary in prepared.items():
            done[path] = placing.put(_real(path), temporary, begun.name_beside(_real(path)), changes[path].before)
    except OSError as error:
        failed = path
        _remove(prepared.values(), but=done.values())
        _take_back(failed, done, changes, error)
    except (ConflictError, EnvironmentFailureError):  # saved, or a link put there, meanwhile: nothing has its name yet
        _remove(prepared.values())
        raise
    except placing.SavedMeanwhileError as saved:
        if saved.older is not None and keep is not None:
            keep(path, saved.older, None)
        _remove(prepared.values(), but=done.values())
        _take_back(path, done, changes, None)
    made.unsure()
    try:
        _sync_directories(changes)
    finally:
        _let_go(changes, done, keep)
    for path in changes:
        made.note(_shown(path, below))


def _shown(path: Path, below: Path | None) -> str:
    return path.relative_to(below).as_posix() if below and path.is_relative_to(below) else path.name


def _let_go(changes: Mapping[Path, FileChange], done: Mapping[Path, Path | None], keep: Keep | None) -> None:
    for path, old in done.items():
        if old is not None and keep is not None:
            keep(path, old, changes[path].before)
    _remove(done.values())


def _remove(leftovers: Iterable[Path | None], but: Iterable[Path | None] = ()) -> None:
    kept = {*but}
    for path in leftovers:
        if path is not None and path not in kept:
            with contextlib.suppress(OSError):
                windows.again(partial(path.unlink, missing_ok=True))


def check(changes: Mapping[Path, FileChange]) -> None:
    """Raise ConflictError unless every file still holds its `before`."""
    for path, change in changes.items():
        if read_if_there(path) != change.before:
            raise changed_meanwhile(path.name)


def changed_meanwhile(file: str) -> ConflictError:
    """Say that a file no longer holds what was read."""
    return ConflictError(
        msg(
            "{file} was changed by someone else meanwhile, and that change was kept: look at the file and try again",
            file=file,
        )
    )


def _refuse_links(changes: Mapping[Path, FileChange], below: Path | None) -> None:
    if below is not None:
        for path in changes:
            inside.refuse_links(below, path)


def write_private(path: Path, data: bytes, *, below: Path | None) -> None:
    """Write a file of rusctl's own whole, or not at all, through no link `below` a folder; raises OSError.

    It is for its owner only at every moment.
    """
    if below is not None:
        inside.refuse_links(below, path)
    with _held_beside(path, data, private=True) as temporary:
        windows.again(lambda: os.replace(temporary, _real(path)))  # noqa: PTH105 - the call that fault tests make fail
    sync_directory(path.parent)


def write_new(path: Path, data: bytes, *, private: bool) -> None:
    """Write a file that is not there yet whole, or not at all; raises OSError, FileExistsError where it is there.

    What a kill leaves of a private one is swept by the next that is written in that folder.
    """
    if os.path.lexists(path):
        raise FileExistsError(errno.EEXIST, "there already")
    mark = begun.HANDED_OUT if private else ""
    if private:
        begun.sweep(path.parent, mark=mark)
    try:
        with _held_beside(path, data, private=private, mark=mark) as temporary:
            placing.put(path, temporary, temporary, None)
    except (OSError, placing.SavedMeanwhileError):
        if os.path.lexists(path):
            raise FileExistsError(errno.EEXIST, "there already") from None
        raise
    made.unsure()
    sync_directory(path.parent)
    made.note(path.name)


def sweep(folder: Path) -> None:
    """Remove what a crash left beside a project's files, and follow no link; the lock must be held."""
    for place in _places(folder):
        begun.sweep(place)


def sweep_beside(paths: Iterable[Path]) -> None:
    """Remove what a crash left of writing these very files, which need not be a project's."""
    for path in paths:
        real = _real(path)
        begun.sweep(real.parent, begun.beginning(real))


def leftovers(real: Path) -> list[Path]:
    """Give what a crash has left of writing a file."""
    found = (path for path in real.parent.iterdir() if path.name.startswith(begun.beginning(real)))
    return [path for path in found if begun.is_begun(path.name) and not path.is_symlink()]


def _places(folder: Path) -> set[Path]:
    named = {
        folder / name
        for name in ("config", "config/schema", "busy", "strategy", "site", ".vscode", STATE, f"{STATE}/undo")
    }
    linked = {
        folder / name
        for name in ("config", "busy", "strategy", "site", ".vscode", STATE)
        if (folder / name).is_symlink()
    }
    return {folder} | {one for one in named if not one.is_symlink() and not linked & set(one.parents)}


def _real(path: Path) -> Path:
    return Path(os.path.realpath(path))  # unlike Path.resolve, it takes links that go in a circle


def _write_beside(path: Path, data: bytes) -> Path:
    temporary, handle = _written(path, data)
    os.close(handle)
    return temporary


@contextlib.contextmanager
def _held_beside(path: Path, data: bytes, *, private: bool, mark: str = "") -> Iterator[Path]:
    """Give a file with these bytes that nobody takes for left while it gets its name; removed where that fails."""
    temporary, handle = _written(path, data, private=private, mark=mark)
    try:
        if not begun.HOLDS:
            os.close(handle)
        yield temporary
    except BaseException:
        with contextlib.suppress(OSError):
            windows.again(partial(temporary.unlink, missing_ok=True))
        raise
    finally:
        if begun.HOLDS:
            os.close(handle)


def _written(path: Path, data: bytes, *, private: bool = False, mark: str = "") -> tuple[Path, int]:
    """Write a new file beside one, safe on the disk; give its name and its handle, which is open and locked."""
    real = _real(path)
    mode, group = 0o644, None
    with contextlib.suppress(FileNotFoundError):
        found = real.stat()
        if not stat.S_ISREG(found.st_mode):
            raise OSError(errno.EISDIR if stat.S_ISDIR(found.st_mode) else errno.EINVAL, "not a file")
        if not os.access(real, os.W_OK, effective_ids=os.access in os.supports_effective_ids):
            raise PermissionError(errno.EACCES, "read-only")
        mode, group = stat.S_IMODE(found.st_mode), found.st_gid
    if private:
        mode, group = 0o600, None
    temporary, handle = begun.begin(real, mark)
    try:
        if private:
            windows.close_to_others(temporary)
        write_whole(handle, data)
        temporary.chmod(mode)
        if group is not None and hasattr(os, "chown"):
            with contextlib.suppress(OSError):
                os.chown(temporary, -1, group)
        synced.file(handle)
    except BaseException:
        os.close(handle)
        with contextlib.suppress(OSError):
            windows.again(temporary.unlink)
        raise
    return temporary, handle


def write_whole(handle: int, data: bytes) -> None:
    """Write all of the bytes, however few the system takes at a time."""
    view = memoryview(data)
    while view:
        view = view[os.write(handle, view) :]


def _take_back(
    failed: Path, done: Mapping[Path, Path | None], changes: Mapping[Path, FileChange], error: OSError | None
) -> NoReturn:
    """Put back what was replaced, and say why; without an error it was a save of somebody else's."""
    left = []
    for path, old in done.items():
        try:
            _put_back(path, changes[path], old)
        except OSError:
            left.append(path.name)
    _remove(done.values())
    reason = _unwritten(error, failed.name) if error else changed_meanwhile(failed.name).message
    if left:
        made.unsure()
        raise EnvironmentFailureError(
            msg(
                "{reason}; {files} had been changed already and could not be put back: the next change does it",
                reason=reason,
                files=left,
            )
        ) from None
    if error is None:
        raise changed_meanwhile(failed.name) from None
    raise EnvironmentFailureError(reason) from None


def _put_back(path: Path, change: FileChange, old: Path | None) -> None:
    real = _real(path)
    if old is not None:
        placing.take_back(real, old, change.after)
    elif change.before is None:
        placing.remove_made(real, change.after or b"")
    elif placing.holds(real) == change.after:
        windows.again(partial(os.replace, _write_beside(path, change.before), real))


def _sync_directories(paths: Iterable[Path]) -> None:
    for path in paths:
        try:
            sync_directory(_real(path).parent)
        except OSError as error:
            raise EnvironmentFailureError(
                msg(
                    "{file} was changed, but the disk could not confirm it: {reason}",
                    file=path.name,
                    reason=reason(error),
                )
            ) from None


def sync_directory(directory: Path) -> None:
    """See a directory's names safe on the disk, where the system can; raises OSError."""
    if os.name != "posix":
        return
    handle = os.open(directory, os.O_RDONLY)
    try:
        synced.file(handle)
    except OSError as error:
        if error.errno not in _NO_DIRECTORY_SYNC:
            raise
    finally:
        os.close(handle)


def missing(file: str) -> Message:
    """Say that a file is not there."""
    return msg("{file} is missing", file=file)


def _unreadable(error: OSError, file: str) -> EnvironmentFailureError:
    kind = InUseError if windows.is_held(error) else EnvironmentFailureError
    return kind(_unread(error, file))


def _unread(error: OSError, file: str) -> Message:
    if windows.is_held(error):
        return msg("another program has {file} open; close it there and try again", file=file)
    match error.errno:
        case errno.ENOENT | errno.ENOTDIR:
            return missing(file)
        case errno.EISDIR:
            return msg("{file} is a folder and should be a file", file=file)
        case errno.EACCES | errno.EPERM:
            return msg("{file} cannot be read: no permission; ask the one who owns it", file=file)
        case errno.ENODEV | errno.ENXIO:
            return msg("{file} is not a file", file=file)
        case errno.EFBIG:
            return msg("{file} is larger than {most} MiB", file=file, most=MOST_BYTES // (1024 * 1024))
        case errno.ELOOP:
            return msg("{file} is a link that leads round in a circle", file=file)
        case _:
            return msg("{file} cannot be read: {reason}", file=file, reason=reason(error))


def _unwritten(error: OSError, file: str) -> Message:
    if windows.is_held(error):
        return msg("another program has {file} open; close it there and try again", file=file)
    if error.errno == errno.EISDIR:
        return msg("{file} is a folder and should be a file", file=file)
    return msg("{file} cannot be written: {reason}", file=file, reason=reason(error))


def reason(error: OSError) -> Message:
    """Say what stood in the way, and what to do about it."""
    if windows.is_held(error):
        return msg("another program has it open; close it there and try again")
    if windows.is_denied(error):
        return msg("another program has it open, or you have no permission; close it there, or ask the folder's owner")
    match error.errno:
        case errno.ENOSPC | errno.EDQUOT:
            return msg("the disk is full; free some space and try again")
        case errno.EROFS:
            return msg("the disk is read-only; work on a copy elsewhere")
        case errno.EACCES | errno.EPERM:
            return msg("no permission; ask the one who owns the folder")
        case errno.EIO:
            return msg("the disk reports a fault; make a copy of the folder elsewhere")
        case errno.ENOENT | errno.ENOTDIR:
            return msg("its folder is missing")
        case _:
            return system_words(error)
