"""The database of consultations, opened; changes are logged and undone as all of the register's."""

from typing import TYPE_CHECKING

from rusctl.language.message import msg
from rusctl.services.people.register_access import is_there, opened_or_empty
from rusctl.services.project import Project

if TYPE_CHECKING:
    from rusctl.database.database import Register

OF_CONSULTATIONS = msg(
    "consultations are kept in {file}, a database that was made for them now; only you can read it, and git passes "
    "over it"
)

__all__ = ["is_there", "opened"]


def opened(project: Project) -> "Register":
    """Open the database of consultations: `reading()` gives a connection, `change(what, work)` one change.

    Where there is none, one that is made beside the plan when something is first stored in it. `what` is the command as
    the log of changes has it, such as "consultation ask"; `dry_run=True` takes all back.
    """
    return opened_or_empty(project, made_when_written=True, made_for=OF_CONSULTATIONS)
