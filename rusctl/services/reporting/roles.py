"""Who comes or came to each event against what is asked for: what is missing, in words and as a drawing."""

from typing import TYPE_CHECKING

from rusctl.language.catalogue import Language
from rusctl.language.message import Message, msg, nmsg
from rusctl.language.names import role_names, short_name
from rusctl.model.plan import Plan
from rusctl.output import charts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rusctl.register.coverage import RoleCoverage


def with_gaps(found: "Sequence[RoleCoverage]") -> "list[RoleCoverage]":
    """Give the roles of the events where somebody is missing."""
    lacking = {one.event.id for one in found if one.missing}
    return [one for one in found if one.event.id in lacking]


def nobody_lacks(found: "Sequence[RoleCoverage]") -> Message:
    """Say why no event lacks anybody."""
    if any(one.asked_for for one in found):
        return msg("nobody lacks of those who are asked for")
    if found:
        return msg("no role is asked for in the plan, so none lacks")
    return msg("no role is asked for in the plan, and nobody is counted yet")


def number(one: "RoleCoverage") -> str:
    """Give how many come or came, with how many are wanted, and a mark where somebody is missing."""
    text = f"{one.number}/{one.needs}" if one.needs and one.asked_for else str(one.number)
    return f"{text} !" if one.missing else text


def notes(found: "Sequence[RoleCoverage]") -> list[Message]:
    """Say how many events are still to come, and how many gaps there are."""
    said = []
    if before := len({one.event.id for one in found if not one.after}):
        said.append(
            nmsg(
                "{count} event is still to come: its numbers are those who have said that they are coming",
                "{count} events are still to come: their numbers are those who have said that they are coming",
                before,
            )
        )
    if lacking := sum(1 for one in found if one.missing):
        said.append(nmsg("! {count} gap", "! {count} gaps", lacking))
    return said


def chart(found: "Sequence[RoleCoverage]", plan: Plan, language: Language) -> str:
    """Draw how many come or came beside how many are asked for, by event and role."""
    names = role_names(plan, language)
    rows = [
        charts.ChartRow(
            f"{short_name(one.event, plan)}, {names.get(one.role, one.role)}",
            (charts.Bar(_shown(one, language), one.number), charts.Bar(*_asked_for(one))),
        )
        for one in found
    ]
    series = (language.text(msg("Came, or are coming")), language.text(msg("Asked for")))
    return charts.bars(language.text(msg("Roles at the events")), series, rows, language=language.code)


def _shown(one: "RoleCoverage", language: Language) -> str:
    if not one.missing:
        return str(one.number)
    return language.text(nmsg("{number} ({count} lacks)", "{number} ({count} lack)", one.missing, number=one.number))


def _asked_for(one: "RoleCoverage") -> tuple[str, int | None]:
    wanted = (one.needs or 1) if one.asked_for else None
    return ("–", None) if wanted is None else (str(wanted), wanted)
