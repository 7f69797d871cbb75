"""Whether consultations can be looked at without asking a server, as a screen that says many things does."""

import os

from rusctl.services.people.register_access import declared, is_there
from rusctl.services.project import Project
from rusctl.storage.files import private


def to_be_looked_at(project: Project) -> bool:
    """Whether the plan has a consultation, and the database is a file beside it.

    A database on a server is not asked by a screen that says many things: `rusctl consultation status` does.
    """
    if not project.plan.consultations or not is_there(project):
        return False
    return not (os.environ.get(private.VARIABLE) or declared(project))
