"""The register made, and where it is; nothing here says anything of a person."""

from typing import TYPE_CHECKING

from rusctl.database import making, place
from rusctl.errors import PrivacyError
from rusctl.language.message import msg
from rusctl.services.people.register_access import declared
from rusctl.services.pieces import PIECES
from rusctl.services.project import Project
from rusctl.storage import git
from rusctl.storage.files import private

if TYPE_CHECKING:
    from rusctl.database.making import DatabaseState
    from rusctl.database.place import DatabasePlace


def where(project: Project) -> "DatabasePlace":
    """Give where the register of the project is, or would be made.

    PrivacyError where it would be a file in a folder whose files git has: what git has once seen, it keeps.
    """
    found = place.of(project.folder.path, declared(project))
    tracked = git.tracked(project.folder.path, f"{private.NAME}/") if found.path is not None else ()
    if tracked:
        raise PrivacyError(
            msg(
                "git keeps files of the folder register/ ({files}); take them out with git rm --cached first",
                files=sorted(tracked),
            )
        )
    return found


def make(project: Project) -> "DatabasePlace":
    """Make the register: a file beside the plan that git never sees, or tables in PostgreSQL."""
    return making.make(project.folder.path, declared(project), PIECES)


def state(project: Project) -> "DatabaseState":
    """Say where the register is and how much it holds."""
    return making.state(project.folder.path, declared(project), PIECES)
