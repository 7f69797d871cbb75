"""Women and men by event and role, as they may be shown, and how they are written; a number below 5 is not shown."""

import datetime as dt
from typing import TYPE_CHECKING

from rusctl.language.catalogue import Language
from rusctl.language.message import msg
from rusctl.language.names import role_names, short_name
from rusctl.model.plan import Plan
from rusctl.output.drawing import charts
from rusctl.register import suppression
from rusctl.register.suppression import word
from rusctl.services import selection
from rusctl.services.people.participants_words import in_order

if TYPE_CHECKING:
    from sqlalchemy import Connection  # noqa: TID251 - a type

    from rusctl.register.suppression import Balance, CountPair


def shown(connection: "Connection", plan: Plan, today: dt.date) -> "Balance":
    """Give what may be shown of the whole process; it is never asked for a part, which would give the rest away."""
    from rusctl.register import headcounts  # loads SQLAlchemy

    counted = {(one.event, one.role): (one.women, one.men) for one in headcounts.genders(connection)}
    ids = {one.id for one in plan.events}
    years = {one.id: one.when.last.year for one in plan.events if one.when}
    return suppression.balance({key: both for key, both in counted.items() if key[0] in ids}, years, today.year)


def text(both: "CountPair") -> str:
    """Give women and men as they are shown."""
    return f"{word(both.women)} / {word(both.men)}"


def chart(found: "Balance", plan: Plan, language: Language) -> str:
    """Draw the women and men that may be shown, by event and role; what is hidden has no bar, not even a short one."""
    names = role_names(plan, language)
    rows = [
        charts.ChartRow(
            f"{short_name(event, plan)}, {names.get(role, role)}",
            tuple(
                charts.Bar(word(cell), cell if isinstance(cell, int) else None) for cell in found.cells[event.id, role]
            ),
        )
        for event in sorted(plan.events, key=selection.time_order)
        for role in in_order(plan, {role for name, role in found.cells if name == event.id})
    ]
    note = language.text(msg("A number below 5 is shown as <5; .. is not shown, since it would give one away."))
    series = (language.text(msg("Women")), language.text(msg("Men")))
    return charts.bars(language.text(msg("Women and men")), series, rows, language=language.code, note=note)
