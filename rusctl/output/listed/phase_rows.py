"""What `rusctl phase list --json` gives: one flat object a phase."""

import datetime as dt

from rusctl.language.catalogue import Language
from rusctl.model.phases import Phase
from rusctl.model.plan import Plan
from rusctl.output.rows import Field, Row
from rusctl.schedule.state.phases import phase_state

PHASE = {
    "id": Field("string", "the phase's id"),
    "name": Field("string", "what people see, in the folder's language"),
    "from": Field("date", "its first day"),
    "to": Field("date", "its last day"),
    "state": Field("string", "over, under-way or to-come"),
    "overlaps": Field("strings", "the phases that it may have days in common with: ids"),
    "source": Field("string?", "who or what said the days"),
}


def phase_row(phase: Phase, plan: Plan, today: dt.date) -> Row:
    """Give a phase's row."""
    return {
        "id": phase.id,
        "name": Language(plan.process.language).name(phase.name),
        "from": phase.first.isoformat(),
        "to": phase.last.isoformat(),
        "state": phase_state(phase, today).value,
        "overlaps": list(phase.overlaps),
        "source": phase.source or None,
    }
