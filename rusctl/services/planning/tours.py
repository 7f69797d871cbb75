"""Tours declared by command: which kind and round, whom they visit, how often, and which themes they treat."""

from collections.abc import Mapping, Sequence
from typing import Any

from rusctl.errors import RusctlError
from rusctl.language.message import Message, msg
from rusctl.language.slug import free, short
from rusctl.model.plan import Plan
from rusctl.model.tours import Tour
from rusctl.services import selection
from rusctl.services.planning import plan_records
from rusctl.services.planning.plan_records import TOUR
from rusctl.services.project import Project
from rusctl.storage.toml.edits import Edit


def tour(plan: Plan, name: str) -> Tour:
    """Give a declared tour by its id or its name; RusctlError where there is none."""
    found = selection.declared_tour(plan, name)
    return next(one for one in plan.tours if one.id == found)


def new_id(project: Project, wanted: str | None, name: str | None, kind: str, number: int | None) -> str:
    """Give the id of a new tour: the one wanted, else one made of its name, else of its kind and round."""
    taken = {one.id for one in project.readable().plan.tours}
    if wanted and selection.new_id(wanted) in taken:
        raise RusctlError(msg("there is already a tour {id}; choose another id", id=wanted))
    made = short(name or "") or (f"{kind}-{number}" if number else kind)
    return wanted or free(made, taken)


def values(  # noqa: PLR0917 - what a tour has
    plan: Plan,
    kind: str | None,
    name: str | None,
    number: int | None,
    municipalities: Sequence[str] | None,
    visits: int | None,
    themes: Sequence[str] | None,
    closes: str | None = None,
) -> dict[str, Any]:
    """Give what was said of a tour by the keys of the file: ids, None where nothing was, empty where it is to go."""
    return {
        "kind": kind and selection.kind(plan, kind),
        "name": name,
        "round": number or (None if number is None else ""),
        "municipalities": municipalities and [selection.municipality(plan, one) for one in municipalities if one],
        "visits": visits,
        "themes": themes and [selection.theme(plan, one) for one in themes if one],
        "closes": closes and selection.milestone(plan, closes).id,
    }


def declaring(project: Project, new: str, said: Mapping[str, Any]) -> tuple[list[Edit], Message | None]:
    """Give the edits that declare a tour, and what there is to say.

    The first round of the process's `tour_kind` is a tour as long as none is declared; where the first that is declared
    is another one, it is written down beside it, so that it goes on being judged.
    """
    plan = project.readable().plan
    kind, edits = plan.process.tour_kind, plan_records.added(TOUR, {"id": new, **said})
    if plan.tours or not kind or (said["kind"] == kind and said["round"] in (None, "", 1)):
        return edits, None
    first = kind if kind != new else free(f"{kind}-1", {new})
    note = msg("{id} is declared too, the first round of {kind}, so that it goes on being judged", id=first, kind=kind)
    return [*plan_records.added(TOUR, {"id": first, "kind": kind, "round": 1}), *edits], note


def removing(project: Project, name: str) -> tuple[str, list[Edit]]:
    """Give the id of a declared tour and the edit that takes it out; its events stay."""
    found = tour(project.readable().plan, name)
    return found.id, plan_records.removed(project, TOUR, found.id, found.at)
