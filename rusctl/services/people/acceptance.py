"""The register that a folder expects: nothing is sent from another one, or an older copy, until that is accepted."""

from typing import TYPE_CHECKING, NamedTuple

from rusctl.database import identity, making
from rusctl.database.identity import Doubt
from rusctl.errors import ConflictError, PolicyError, RusctlError
from rusctl.language.message import Message, msg
from rusctl.services.people.register_access import declared, is_there, opened, remembering
from rusctl.services.pieces import PIECES
from rusctl.services.project import Project
from rusctl.storage.files.made import note

if TYPE_CHECKING:
    from sqlalchemy import Connection  # noqa: TID251 - a type

    from rusctl.database.database import Register


class Acceptance(NamedTuple):
    """A register that was found: where, how many persons it has, and why it was not expected; nothing where it was."""

    place: str
    persons: int
    why: Message | None


def _why(register: "Register", connection: "Connection") -> Message | None:
    doubt = register.memory.doubt(connection) if register.memory else None
    if doubt is Doubt.OTHER:
        return msg("this is another register than the one that was used in this folder before")
    if doubt is Doubt.OLDER:
        return msg("the register is older than what was seen of it in this folder, such as a copy that was put back")
    return None


def refuse_unexpected(register: "Register") -> None:
    """Refuse to send from a register that is not the one which was used here: people could be told twice."""
    with register.reading() as connection:
        why = _why(register, connection)
    if why:
        raise ConflictError(
            msg(
                "{why}, so no message is sent; look whether it is the right one, and say rusctl register accept "
                "if it is",
                why=why,
            )
        )


def accept(project: Project, *, dry_run: bool = False) -> Acceptance:
    """Let the register that is there be the one that the folder expects."""
    if not is_there(project):
        raise RusctlError(msg("there is no register here; make one with rusctl register init"))
    register = opened(project)
    rows = making.state(project.folder.path, declared(project), PIECES).rows
    with register.reading() as connection:
        found = Acceptance(register.place.shown, rows.get("person", 0), _why(register, connection))
        if found.why and not dry_run and register.memory:
            register.memory.accept(connection)
            note(msg("which register is expected here"))
    return found


def refuse_copy_of_another(project: Project, copy: "Register") -> None:
    """Refuse to put back a copy of another database than the one that was used here, unless that is asked for."""
    memory = remembering(project, copy).memory
    before, copy.memory = memory and memory.remembered(), None
    with copy.reading() as connection:
        ident = identity.of(connection).ident
    if before and before.ident != ident:
        raise PolicyError(
            msg("this is a copy of another register than the one that was used in this folder; say --other to take it")
        )


def expect(project: Project, register: "Register") -> None:
    """Expect a register that this folder has put in its place by itself."""
    memory = remembering(project, register).memory
    if memory:
        with register.reading() as connection:
            memory.accept(connection)
