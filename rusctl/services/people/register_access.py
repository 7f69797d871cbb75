"""What the commands of the register have in common; the database's library is loaded when one of them runs."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from rusctl.errors import RusctlError
from rusctl.language.message import msg
from rusctl.model.plan import Event, Plan, Status
from rusctl.schedule.state.status import status_on
from rusctl.services import consent
from rusctl.services.project import Project
from rusctl.services.session import Session
from rusctl.storage.files.names import PROCESS

if TYPE_CHECKING:
    from rusctl.database.database import Register


def opened(project: Project | Session) -> "Register":
    """Open the register of the project."""
    from rusctl.database.making import open_register

    return open_register(project.folder.path, declared(project))


def declared(project: Project | Session) -> str:
    """Give what the plan says where the register is; refused where that cannot be read, so that no other is taken."""
    loaded = project.readable()
    for fault in loaded.faults:
        if (fault.at.file, fault.at.route[:1]) == (PROCESS, ("register",)):
            raise RusctlError(fault.message, fault.at)
    consent.for_register(project if isinstance(project, Project) else project.project)
    return loaded.plan.process.register


def role_chooser(plan: Plan) -> Callable[[str], str]:
    """Give the function that finds a role of the plan by its id or its name."""
    from rusctl.register.fields import chooser

    return chooser({one.id: one.name.values() for one in plan.roles}, msg("a role"))


def municipality_chooser(plan: Plan) -> Callable[[str], str]:
    """Give the function that finds a municipality of the plan by its id or its name."""
    from rusctl.register.fields import chooser

    return chooser({one.id: (one.name,) for one in plan.municipalities}, msg("a municipality"))


def doubt_early(run: Session, event: Event) -> None:
    """Say that something is noted of who came to what, by its date, has not been, or is cancelled."""
    if status_on(event, run.today) is Status.CANCELLED:
        run.tell(msg("note: {id} is cancelled, so who came to it is counted in no report", id=event.id))
    elif event.when and event.when.first > run.today:
        text = msg(
            "note: {id} is on {when}, after today; participants add notes answers, and participants count "
            "--what coming counts who is expected",
            id=event.id,
            when=event.when,
        )
        run.tell(text)


def not_done(run: Session) -> None:
    """Say that a dry run has changed nothing."""
    run.dry_run()
