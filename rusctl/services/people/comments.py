"""What people write beside their answers: kept until the event is over, or not at all where the folder says so."""

from typing import TYPE_CHECKING

from rusctl.database.database import Steps
from rusctl.mail import answers
from rusctl.services.people.erasing import held_events
from rusctl.services.project import Project

if TYPE_CHECKING:
    from rusctl.database.database import Register

WHAT = "retention run"  # the change that forgets them, as the log of changes has it


def forget(project: Project, register: "Register") -> int:
    """Forget the comments about events that are over, or all where none are kept; give how many there were."""
    plan = project.readable().plan
    over = held_events(plan, project.today) if plan.retention.comments else None
    with register.reading() as connection:
        due = answers.comments(connection, over)
    if due:
        Steps(register, WHAT).take(lambda change: answers.forget_comments(change, due))
    return len(due)
