"""Changes to a folder's files, logged so that each can be taken back.

`.rusctl/journal.jsonl` has two lines for a change: one before the files are replaced, and one after, that says how
it ended. The bytes from before are kept beside it. After a crash the next change looks at the files, ends what was
left open and puts half a change back, so that what the journal claims has happened and can be taken back.
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple

from rusctl.errors import ConflictError, EnvironmentFailureError, RusctlError
from rusctl.language.message import msg
from rusctl.storage.files import atomic, inside, journal_file, private, replaced
from rusctl.storage.files.atomic import STATE, FileChange
from rusctl.storage.files.journal_file import FileDigests, JournalEntry
from rusctl.storage.files.lock import lock

_DONE, _DROPPED = "done", "dropped"
_LINES = 2  # of a change


class Undoing(NamedTuple):
    """The change that is taken back, and what that does to the files, by name."""

    entry: JournalEntry
    changes: Mapping[str, FileChange]


@contextmanager
def changing(folder: Path) -> Iterator[None]:
    """Hold the folder's lock round a change, and clear up first what a crash has left."""
    with lock(folder):
        replaced.look(folder)
        _cut(folder, _repair(folder))
        atomic.sweep(folder)  # last: an editor's save may be among it
        private.sweep(folder)
        yield


def commit(
    folder: Path, changes: Mapping[str, FileChange], command: Sequence[str], now: dt.datetime, undoes: int = 0
) -> JournalEntry | None:
    """Make a change to files, by their names in the folder, and keep what takes it back; inside `changing`.

    Gives the journal's entry, or None if nothing differs. ConflictError, with nothing written, when a file no longer
    holds its `before`; EnvironmentFailureError as for `atomic.replace_all`.
    """
    real = {name: change for name, change in changes.items() if change.before != change.after}
    if not real:
        return None
    paths = {folder / name: change for name, change in real.items()}
    for path in paths:
        inside.refuse_links(folder, path)
    atomic.check(paths)
    try:
        entry = _begin(folder, real, command, now, undoes)
    except OSError as error:
        raise EnvironmentFailureError(
            msg(
                "the log in {folder} cannot be written: {reason}",
                folder=STATE,
                reason=atomic.reason(error),
            )
        ) from None
    try:
        atomic.replace_all(paths, folder, replaced.keep(folder))
    except (ConflictError, EnvironmentFailureError):
        if _stands(folder, entry, "before"):
            with suppress(OSError):
                journal_file.append(folder, {"id": entry.number, "end": _DROPPED})
        raise
    try:
        _end(folder, entry)
    except OSError as error:
        raise EnvironmentFailureError(
            msg("the change was made, but the log could not be ended: {reason}", reason=atomic.reason(error))
        ) from None
    return entry


def record(folder: Path, changes: Mapping[str, FileChange], command: Sequence[str], now: dt.datetime) -> None:
    """Log what an editor has made of files, so that it can be taken back as a change of ours; inside `changing`.

    EnvironmentFailureError where the log cannot be written; the files stay as the editor left them.
    """
    try:
        _end(folder, _begin(folder, changes, command, now))
    except OSError as error:
        raise EnvironmentFailureError(
            msg(
                "what was edited is kept, but the log in {folder} cannot be written: {reason}",
                folder=STATE,
                reason=atomic.reason(error),
            )
        ) from None


def _begin(
    folder: Path, changes: Mapping[str, FileChange], command: Sequence[str], now: dt.datetime, undoes: int = 0
) -> JournalEntry:
    """Keep what the files held and write the first of a change's two lines; raises OSError."""
    lines = journal_file.lines(folder)
    files = tuple(FileDigests(name, *map(journal_file.digest, change)) for name, change in changes.items())
    entry = JournalEntry(max((line["id"] for line in lines), default=0) + 1, now, tuple(command), files, undoes)
    for change in changes.values():
        journal_file.keep(folder, change.before)
    journal_file.append(folder, journal_file.as_line(entry))
    return entry


def _end(folder: Path, entry: JournalEntry) -> None:
    """Write the second line, and forget what is kept too long; raises OSError."""
    journal_file.append(folder, {"id": entry.number, "end": _DONE})
    with suppress(RusctlError, OSError):  # the change is made; what is kept too long is removed next time
        journal_file.forget(folder, _standing(entries(folder)))


def entries(folder: Path) -> tuple[JournalEntry, ...]:
    """Give the changes that were made, oldest first."""
    return _made(folder, journal_file.lines(folder))


def _made(folder: Path, lines: Sequence[dict[str, Any]]) -> tuple[JournalEntry, ...]:
    ends = {line["id"]: line["end"] for line in lines if "end" in line}
    started = [entry for line in lines if "end" not in line and (entry := journal_file.as_entry(line)) is not None]
    return tuple(
        entry
        for entry in started
        if ends.get(entry.number) == _DONE or (entry.number not in ends and _stands(folder, entry, "after"))
    )


def undoing(folder: Path) -> Undoing:
    """Give what taking the last change back does; RusctlError where there is none, ConflictError after other edits.

    Changes that were taken back, and those that did it, are passed over, so that repeating it goes further back.
    """
    standing = _standing(entries(folder))
    if not standing:
        raise RusctlError(msg("there is no change to undo"))
    entry = standing[-1]
    changes = {}
    for file in entry.files:
        now = atomic.read_if_there(folder / file.name)
        if journal_file.digest(now) != file.after:
            raise ConflictError(
                msg(
                    "{file} has been changed since, so the change of {when} is not undone; change the file by hand",
                    file=file.name,
                    when=entry.when,
                )
            )
        changes[file.name] = FileChange(now, journal_file.kept(folder, file.before))
    return Undoing(entry, changes)


def undo(folder: Path, command: Sequence[str], now: dt.datetime) -> Undoing:
    """Take the last change back, inside `changing`; errors as for `undoing` and `commit`."""
    found = undoing(folder)
    commit(folder, found.changes, command, now, undoes=found.entry.number)
    return found


def _standing(made: Sequence[JournalEntry]) -> list[JournalEntry]:
    """Give the changes that were not taken back, without those that took one back."""
    undone = {entry.undoes for entry in made}
    return [entry for entry in made if not entry.undoes and entry.number not in undone]


def _repair(folder: Path) -> list[dict[str, Any]]:
    """End the changes that a crash left open, and give the journal's lines; the lock is held, so nobody is at it."""
    lines = journal_file.lines(folder)
    ends: list[dict[str, Any]] = []
    ended = {line["id"] for line in lines if "end" in line}
    for line in lines:
        entry = None if line["id"] in ended else journal_file.as_entry(line)
        if entry is None:
            continue
        end = _DONE
        _put_back_saves(folder, entry)
        if not _stands(folder, entry, "after"):
            _put_back(folder, entry)
            end = _DROPPED
        ends.append({"id": entry.number, "end": end})
        try:
            journal_file.append(folder, ends[-1])
        except OSError as error:
            raise EnvironmentFailureError(
                msg(
                    "what an interrupted change left in {folder} cannot be cleared up: {reason}",
                    folder=STATE,
                    reason=atomic.reason(error),
                )
            ) from None
    return lines + ends


def _cut(folder: Path, lines: Sequence[dict[str, Any]]) -> None:
    """Cut a journal that a change would make too long: before it, so that a long one is read once and no more."""
    if len(lines) + _LINES > journal_file.LONGEST:
        with suppress(RusctlError, OSError):  # a long one takes longer to read, and that is all
            journal_file.cut(folder, lines, _standing(_made(folder, lines)))


def _put_back_saves(folder: Path, entry: JournalEntry) -> None:
    """Put back what an editor saved just when the change was killed, before it could be looked at."""
    for file in entry.files:
        path = folder / file.name
        if file.before and file.after and journal_file.digest(atomic.read_if_there(path)) == file.after:
            with suppress(RusctlError, OSError):
                replaced.put_back_save(path.resolve(), journal_file.kept(folder, file.before) or b"")


def _put_back(folder: Path, entry: JournalEntry) -> None:
    """Put back those files of half a change that hold its new bytes; what was edited since is left alone."""
    changes = {}
    for file in entry.files:
        now = atomic.read_if_there(folder / file.name)
        if journal_file.digest(now) == file.after:
            with suppress(RusctlError):  # someone emptied .rusctl: then there is nothing to put back from
                changes[folder / file.name] = FileChange(now, journal_file.kept(folder, file.before))
    if changes:
        atomic.replace_all(changes, folder, replaced.keep(folder))


def _stands(folder: Path, entry: JournalEntry, side: str) -> bool:
    return all(
        journal_file.digest(atomic.read_if_there(folder / file.name)) == getattr(file, side) for file in entry.files
    )
