"""A folder's own rules where no plan is asked for: to list them and to explain one."""

from rusctl.errors import RusctlError
from rusctl.model.own_rules import OwnRule
from rusctl.services.project import Project
from rusctl.storage.files import atomic
from rusctl.storage.files.names import CHECKS
from rusctl.storage.plan import read_plan


def own_rules(project: Project) -> tuple[OwnRule, ...]:
    """Give the rules of the project's own that can be read; none where there is no project."""
    try:
        data = atomic.read_if_there(project.folder.path / CHECKS)
    except RusctlError:
        return ()
    return read_plan({CHECKS: data}).plan.checks.rules if data else ()
