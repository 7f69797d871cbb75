"""Minutes on the road between municipalities, as the user gives them: set and taken out."""

from rusctl.errors import RusctlError, UsageError
from rusctl.language.message import msg
from rusctl.model.plan import Plan, Travel
from rusctl.services import selection
from rusctl.services.planning import plan_records
from rusctl.services.planning.plan_records import TRAVEL
from rusctl.services.project import Project
from rusctl.storage.toml import edits

Pair = tuple[str, str]


def pair(plan: Plan, one: str, other: str) -> Pair:
    """Give the ids of two municipalities; UsageError where they are one."""
    both = selection.municipality(plan, one), selection.municipality(plan, other)
    if both[0] == both[1]:
        raise UsageError(msg("name two municipalities; both words mean {id}", id=both[0]))
    return both


def setting(project: Project, both: Pair, minutes: int, km: int | None = None) -> list[edits.Edit]:
    """Give the edits that set the minutes between two municipalities, and the kilometres where given, or add them."""
    told = {"minutes": minutes} | ({} if km is None else {"km": km})
    there = _found(project.readable().plan, both)
    if there is None:
        return plan_records.added(TRAVEL, {"between": list(both), **told})
    return [edits.Set(one.at.key(key).route, number) for one in there for key, number in told.items()]


def removing(project: Project, both: Pair) -> list[edits.Edit]:
    """Give the edits that take out the minutes between two municipalities; RusctlError where there are none."""
    there = _found(project.readable().plan, both)
    if there is None:
        raise RusctlError(msg("no travel time is given between {one} and {other}", one=both[0], other=both[1]))
    return [edits.Delete(one.at.route) for one in reversed(there)]


def _found(plan: Plan, both: Pair) -> list[Travel] | None:
    """Give the travel times between two municipalities, in either direction; None where there is none."""
    return [one for one in plan.travels if set(one.between) == set(both)] or None
