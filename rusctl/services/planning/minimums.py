"""How many of a role are wanted at least from a municipality: the edits that set and take out the number."""

from collections.abc import Sequence

from rusctl.model.plan import Plan
from rusctl.storage.toml import edits


def setting(plan: Plan, role: str, number: int, municipalities: Sequence[str]) -> list[edits.Edit]:
    """Give the edits that set the number for a role, from some municipalities or from each; 0 takes it out."""
    changes: list[edits.Edit] = []
    gone: list[edits.Edit] = []
    for place in municipalities or ("",):
        there = [one for one in plan.minimums if (one.role, one.municipality) == (role, place)]
        if not number:
            gone += [edits.Delete(one.at.route) for one in there]
        elif there:
            changes += [edits.Set(one.at.key("number").route, number) for one in there]
        else:
            table = {"role": role, **({"municipality": place} if place else {}), "number": number}
            changes.append(edits.Append(("minimum",), table))
    return changes + sorted(gone, key=lambda one: one.route, reverse=True)
