"""The register copied: into a backup, out of one, and to another database; what was erased stays erased."""

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from rusctl.database import erased, identity, making, place, postgresql, sqlite
from rusctl.errors import PolicyError, PrivacyError, RusctlError, UsageError
from rusctl.language.message import msg
from rusctl.mail.outbox import not_again
from rusctl.services.people import acceptance
from rusctl.services.people.erasing import held_events
from rusctl.services.people.register_access import declared, opened
from rusctl.services.pieces import PIECES
from rusctl.services.project import Project
from rusctl.storage.files import erased_list, private
from rusctl.storage.folder import expanded

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Connection  # noqa: TID251 - a type

    from rusctl.database.database import Register
    from rusctl.database.place import DatabasePlace
    from rusctl.mail.outbox import SentList

FILE_WORD = "file"  # what a move to the file beside the plan is called


class Copy(NamedTuple):
    """A register that is to be copied, and to where."""

    source: "Register"
    target: "DatabasePlace"


class Copied(NamedTuple):
    """How many rows a copy has, how many of them are persons, and how many changes what it is of had seen."""

    rows: int
    persons: int
    changes: int


class Restored(NamedTuple):
    """What a copy that was put back has, how many of its messages may have been sent since, and who was erased anew."""

    copied: Copied
    unknown: int
    erased: int


def backup_place(project: Project, name: str = "") -> Path:
    """Give the new file of a backup; without a name one in register/, with the time in its name.

    PrivacyError where git would keep it, RusctlError where it is there already.
    """
    folder = project.folder.path.resolve()
    if not name:
        moment = dt.datetime.now().astimezone().strftime("%Y%m%d-%H%M%S")
        return folder / private.NAME / f"backup-{moment}.sqlite3"
    path = expanded(name)
    path = path.parent.resolve() / path.name
    if path.is_relative_to(folder) and not path.is_relative_to(folder / private.NAME):
        raise PrivacyError(
            msg(
                "{file} would be among the plan's files, which git keeps; name a place outside, or register/", file=name
            )
        )
    if path.exists():
        raise RusctlError(msg("{file} is there already; name a new file", file=name))
    return path


def backup(register: "Register", path: Path) -> int:
    """Copy the register into a new file that only its owner can read, remember that there is one; give its persons."""
    return making.backup(register, path, PIECES)["person"]


def from_backup(project: Project, name: str, *, other: bool = False) -> Copy:
    """Give the backup of a name, and where it is put back to; of another register than the folder's only if said."""
    path = expanded(name)
    if not path.is_file():
        raise RusctlError(msg("there is no file {file}", file=name))
    source = making.open_place(place.DatabasePlace(path=path.resolve()))
    if not other:
        acceptance.refuse_copy_of_another(project, source)
    return Copy(source, place.of(project.folder.path, declared(project)))


def restore(project: Project, copy: Copy, sent: "SentList") -> Restored:
    """Make the register anew from a backup, in one transaction; refused where there is one.

    Who was erased since is erased from it, too, and what `sent` says that it was given to a mail server is unknown.
    """
    folder = project.folder.path
    held = held_events(project.readable().plan, project.today)
    listed, keys = erased_list.read(folder), [erased_list.secret(folder)]
    again: list[int] = []
    unknown: list[int] = []

    def finish(connection: "Connection") -> None:
        again.append(erased.restored(connection, PIECES, listed, keys, held))
        unknown.append(not_again(connection, sent, project.now.isoformat(timespec="seconds")))

    copied = make(copy, finish)
    acceptance.expect(project, making.open_place(copy.target))
    return Restored(copied, sum(unknown), sum(again))


def to_elsewhere(project: Project, where: str) -> Copy:
    """Give the register and the database it is to be moved to: an address of PostgreSQL, or FILE_WORD.

    UsageError where the address has a password, PolicyError where the register is there already.
    """
    source = opened(project)
    if where == FILE_WORD:
        target = place.DatabasePlace(path=sqlite.path_in(project.folder.path))
    else:
        target = place.DatabasePlace(url=postgresql.read_url(where))
        if target.url is not None and (target.url.password or {"password", "sslpassword"} & {*target.url.query}):
            raise UsageError(
                msg("a password does not belong on the command line; put it in the file that PGPASSFILE names")
            )
    if target == source.place:
        raise PolicyError(msg("the register is there already"))
    return Copy(source, target)


def make(copy: Copy, finish: "Callable[[Connection], None] | None" = None) -> Copied:
    """Copy a register whole, or nothing of it, and compare; `finish` is done to the copy in the same transaction."""
    counts = making.copy_to(copy.source, copy.target, PIECES, finish or identity.renew)
    return Copied(sum(counts.values()), counts["person"], counts["operation"])


def leave(copy: Copy, changes: int, *, remove: bool) -> None:
    """Let what was moved be used no more where it was, or remove it; ConflictError where it was changed since."""
    if remove:
        making.remove(copy.source.place, PIECES, changes)
    else:
        making.mark_moved(copy.source, copy.target.shown, changes)
