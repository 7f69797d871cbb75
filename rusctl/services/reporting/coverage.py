"""Who came from where, in sums and as a drawing."""

from typing import TYPE_CHECKING

from rusctl.language.catalogue import Language
from rusctl.language.message import Message, msg, nmsg
from rusctl.language.names import municipality_name, role_names
from rusctl.language.order import swedish
from rusctl.model.plan import Plan
from rusctl.output.drawing import charts
from rusctl.register import coverage

if TYPE_CHECKING:
    from rusctl.register.coverage import Coverage

COUNTED_AS: dict[str, Message] = {
    "samverkan": msg("samverkan (cooperation)"),
    "samråd": msg("samråd (consultation)"),
    "": msg("counted as neither"),
}


def totals(found: "Coverage", plan: Plan) -> list[Message]:
    """Say how many took part in samverkan, in samråd and in neither, and from how many municipalities."""
    return [
        nmsg(
            "{kind}: {count} person, from {places} of {all} municipalities",
            "{kind}: {count} people, from {places} of {all} municipalities",
            number,
            kind=COUNTED_AS.get(kind, COUNTED_AS[""]),
            places=places,
            all=len(plan.municipalities),
        )
        for kind, (number, places) in sorted(coverage.counted_as(plan, found).items(), reverse=True)
    ]


def unheard(found: "Coverage", plan: Plan, language: Language) -> Message | None:
    """Say of which actor groups of the plan nobody has come; None where there is none."""
    if not found.unheard:
        return None
    names = role_names(plan, language)
    return msg("nobody has come from: {roles}", roles=[names.get(role, role) for role in found.unheard])


def by_name(found: "Coverage", plan: Plan) -> list[str]:
    """Give the municipalities' ids in the order of their names."""
    return sorted(found.municipalities, key=lambda one: swedish(municipality_name(plan, one)))


def chart(found: "Coverage", plan: Plan, language: Language) -> str:
    """Draw how many came from each municipality."""
    rows = [
        charts.ChartRow(
            municipality_name(plan, here) or language.text(msg("not known")), (charts.Bar(str(total), total),)
        )
        for here in by_name(found, plan)
        for total in [found.total(municipality=here)]
    ]
    title = language.text(msg("Who came, by municipality"))
    return charts.bars(title, (language.text(msg("People")),), rows, language=language.code)
