"""What has been changed in the register, never of whom; and undoing it."""

from typing import NamedTuple

from rusctl.database import undo as undoing
from rusctl.model.people import Operation
from rusctl.services.people.register_access import opened
from rusctl.services.people.take_list import KINDS
from rusctl.services.pieces import PIECES
from rusctl.services.project import Project


class Undone(NamedTuple):
    """A change that was undone: its number, the command that had made it, and how many rows are as before."""

    number: int
    what: str
    rows: int


def made(project: Project, most: int | None = None) -> list[Operation]:
    """Give the changes to the register, the latest first; so many at the most."""
    with opened(project).reading() as connection:
        return undoing.operations(connection, most)


def undo(project: Project, number: int | None = None, *, dry_run: bool = False) -> Undone:
    """Undo a change, else the last one that can be undone; refused where it cannot, or something builds on it."""
    register = opened(project)
    with register.reading() as connection:
        found = undoing.to_undo(connection, number)
    rows = register.change(
        "register undo", lambda change: undoing.undo(change, found.number, PIECES), undoes=found.number, dry_run=dry_run
    )
    return Undone(found.number, found.what, rows)


def undo_import(project: Project, number: int, *, dry_run: bool = False) -> int:
    """Undo an import of a list, and give how many rows that is; refused where any of it has been changed since."""
    register = opened(project)
    with register.reading() as connection:
        undoing.refuse_other(connection, number, KINDS)
        undoing.to_undo(connection, number)
    return register.change(
        "participants undo-import", lambda change: undoing.undo(change, number, PIECES), undoes=number, dry_run=dry_run
    )
