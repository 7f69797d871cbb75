"""The phases of a process in words, as screens and reports say them."""

import datetime as dt

from rusctl.language import dates
from rusctl.language.catalogue import Language
from rusctl.language.message import Message, msg, nmsg
from rusctl.model.phases import Phase
from rusctl.model.plan import Plan
from rusctl.schedule.state.phases import PhaseState, next_phase, phase_state, under_way


def state_text(phase: Phase, today: dt.date) -> Message:
    """Say how a phase stands on a day, with how long it goes on or until it begins."""
    match phase_state(phase, today):
        case PhaseState.OVER:
            return msg("over")
        case PhaseState.TO_COME:
            days = (phase.first - today).days
            return nmsg("begins in {count} day", "begins in {count} days", days)
    days = (phase.last - today).days
    return nmsg("under way, {count} day left", "under way, {count} days left", days)


def now_text(plan: Plan, today: dt.date, language: Language) -> list[str]:
    """Say in which phases a day is, else which comes next; nothing where the plan has none, or all are over."""
    found = under_way(plan, today)
    following = next_phase(plan, today)
    shown = found or ([following] if following else [])
    return [
        language.text(
            msg(
                "{name}, {span}, {state}",
                name=language.name(one.name),
                span=dates.span(one.first, one.last, language.code),
                state=state_text(one, today),
            )
        )
        for one in shown
    ]
