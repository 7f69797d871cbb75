"""The database of consultations, opened; changes are logged and undone as all of the register's."""

from typing import TYPE_CHECKING, TypeVar

from rusctl.language.message import msg
from rusctl.services.people.register_access import is_there, opened_or_empty
from rusctl.services.project import Project

if TYPE_CHECKING:
    from collections.abc import Callable

    from rusctl.database.database import Register
    from rusctl.database.transaction import Transaction

Result = TypeVar("Result")

OF_CONSULTATIONS = msg(
    "consultations are kept in {file}, a database that was made for them now; only you can read it, and git passes "
    "over it"
)

__all__ = ["changed", "is_there", "opened"]


def opened(project: Project, *, dry_run: bool = False) -> "Register":
    """Open the database of consultations: `reading()` gives a connection, `change(what, work)` one change.

    Where there is none, one that is made beside the plan when something is first stored in it; in a dry run it is made
    nowhere.
    """
    return opened_or_empty(project, made_when_written=not dry_run, made_for=OF_CONSULTATIONS)


def changed(
    project: Project,
    what: str,
    work: "Callable[[Transaction], Result]",
    *,
    nothing: "Callable[[Result], bool]",
    dry_run: bool = False,
) -> "Result":
    """Make one change, and give what `work` gives; where that is `nothing` new, no change is logged.

    `what` is the command as the log of changes has it, such as "consultation ask".
    """
    found = opened(project, dry_run=True).change(what, work, dry_run=True)
    return found if dry_run or nothing(found) else opened(project).change(what, work)
