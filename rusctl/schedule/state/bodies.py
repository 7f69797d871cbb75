"""What kind of body decides, for the deadlines that the law sets round its meetings."""

from rusctl.model.plan import SWEDEN, Body, Plan

COMMITTEE = "committee"
NAMED_SO = ("nämnd", "nämnden")
"""How the name of a committee ends; the act calls nothing else so."""


def kind_of(body: Body) -> str:
    """Give a body's kind; one that says none and is called a nämnd is one, and of others it is not known."""
    if body.kind:
        return body.kind
    return COMMITTEE if any(name.lower().endswith(NAMED_SO) for name in body.name.values()) else ""


def kinds(plan: Plan) -> dict[str, str]:
    """Give the kind of each body by its id; none outside Sweden, whose law alone is known here."""
    if plan.process.country != SWEDEN:
        return {}
    return {body.id: kind_of(body) for body in plan.bodies}


def of_kind(plan: Plan, kind: str) -> frozenset[str]:
    """Give the bodies of a kind."""
    return frozenset(name for name, found in kinds(plan).items() if found == kind)
