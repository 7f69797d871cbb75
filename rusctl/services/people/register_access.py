"""The register, opened; the database's library is loaded when that is done."""

import os
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from rusctl.errors import RusctlError
from rusctl.language.message import Message, msg
from rusctl.model.plan import Plan
from rusctl.services import consent
from rusctl.services.project import Project
from rusctl.storage.files import private
from rusctl.storage.files.names import PROCESS

if TYPE_CHECKING:
    from rusctl.database.database import Register
    from rusctl.database.place import DatabasePlace


PLACE = f"{private.NAME}/{private.FILE}"  # of the file beside the plan, where nothing else is said
NUMBERED = ("person", "message", "review", "operation")  # the tables whose numbers people write down elsewhere


def opened(project: Project) -> "Register":
    """Open the register of the project."""
    from rusctl.database.making import open_register  # noqa: PLC0415 - the register is opened where somebody asks for it alone

    said = declared(project)
    if (project.folder.path / private.NAME / private.OUTBOX).exists():
        raise RusctlError(
            msg(
                "what was sent and answered is in {file}, as an older rusctl kept it; take it into the register with "
                "rusctl register migrate",
                file=f"{private.NAME}/{private.OUTBOX}",
            )
        )
    return remembering(project, open_register(project.folder.path, said))


def remembering(project: Project, register: "Register") -> "Register":
    """Let a register be compared with what the folder remembers of it, when something is written in it."""
    from rusctl.database.identity import Memory  # noqa: PLC0415 - the register is opened where somebody asks for it alone

    register.memory = Memory(project.folder.path, NUMBERED, project.tell)
    return register


def is_there(project: Project) -> bool:
    """Say whether the project has a register, without loading its library."""
    if os.environ.get(private.VARIABLE) or declared(project):
        return True
    return any((project.folder.path / private.NAME / name).exists() for name in (private.FILE, private.OUTBOX))


OF_MAIL = msg(
    "who is invited, what is sent and what is answered is kept in {file}, which only you can read and git passes over"
)
OF_INPUTS = msg(
    "inputs are kept in {file}, a database that was made for them now; only you can read it, and git passes over it"
)


def opened_or_empty(project: Project, *, made_when_written: bool = False, made_for: Message = OF_MAIL) -> "Register":
    """Open the register of the project; where there is none, one that holds nothing and is nowhere.

    With `made_when_written` it is made beside the plan when something is first written in it, and `made_for` is said.
    """
    if is_there(project):
        return opened(project)
    from rusctl.database.making import in_memory, make_beside  # noqa: PLC0415 - the register is opened where somebody asks for it alone
    from rusctl.services.pieces import PIECES  # noqa: PLC0415 - the register is opened where somebody asks for it alone

    folder = project.folder.path
    found = in_memory(folder, PIECES)

    def make() -> "DatabasePlace":
        made = make_beside(folder, PIECES)
        project.tell(made_for._replace(args={"file": made.shown}))
        return made

    if made_when_written:
        found.unmade = make
    return remembering(project, found)


def declared(project: Project) -> str:
    """Give what the plan says where the register is; refused where that cannot be read, so that no other is taken."""
    loaded = project.readable()
    for fault in loaded.faults:
        if (fault.at.file, fault.at.route[:1]) == (PROCESS, ("register",)):
            raise RusctlError(fault.message, fault.at)
    consent.for_register(project)
    return loaded.plan.process.register


def role_chooser(plan: Plan) -> Callable[[str], str]:
    """Give the function that finds a role of the plan by its id or its name."""
    return _chooser({one.id: one.name.values() for one in plan.roles}, msg("a role"))


def municipality_chooser(plan: Plan) -> Callable[[str], str]:
    """Give the function that finds a municipality of the plan by its id or its name."""
    return _chooser({one.id: (one.name,) for one in plan.municipalities}, msg("a municipality"))


def _chooser(names: "Mapping[str, Iterable[str]]", what: Message) -> Callable[[str], str]:
    from rusctl.register.fields import chooser  # noqa: PLC0415 - the register is opened where somebody asks for it alone

    return chooser(names, what)
