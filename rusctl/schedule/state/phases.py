"""How the phases of a process stand on a day, and which of them are out of order or overlap."""

import datetime as dt
from collections.abc import Iterator, Sequence
from enum import StrEnum

from rusctl.model.phases import Phase
from rusctl.model.plan import Plan

MOST_AT_ONCE = 100  # phases that are looked at beside one another


class PhaseState(StrEnum):
    """Whether a phase is over, under way or to come."""

    OVER = "over"
    UNDER_WAY = "under-way"
    TO_COME = "to-come"


def phase_state(phase: Phase, today: dt.date) -> PhaseState:
    """Give how a phase stands on a day."""
    if phase.last < today:
        return PhaseState.OVER
    return PhaseState.TO_COME if phase.first > today else PhaseState.UNDER_WAY


def under_way(plan: Plan, today: dt.date) -> list[Phase]:
    """Give the phases that a day is in."""
    return [one for one in plan.phases if phase_state(one, today) is PhaseState.UNDER_WAY]


def next_phase(plan: Plan, today: dt.date) -> Phase | None:
    """Give the phase that begins next."""
    return min((one for one in plan.phases if one.first > today), key=lambda one: one.first, default=None)


def overlapping(phases: Sequence[Phase]) -> Iterator[tuple[Phase, Phase]]:
    """Give the pairs of phases that have days in common although neither says so, the one that stands later second."""
    order = {one.id: place for place, one in enumerate(phases)}
    beside: list[Phase] = []
    for phase in sorted((one for one in phases if one.first <= one.last), key=lambda one: one.first):
        beside = [one for one in beside if one.last >= phase.first][-MOST_AT_ONCE:]
        for other in beside:
            if other.id not in phase.overlaps and phase.id not in other.overlaps:
                first, second = sorted((other, phase), key=lambda one: order[one.id])
                yield first, second
        beside.append(phase)


def turned_round(phases: Sequence[Phase]) -> Iterator[tuple[Phase, Phase]]:
    """Give each phase that begins before the one it stands after, with that one first."""
    latest: Phase | None = None
    for phase in phases:
        if latest and phase.first < latest.first:
            yield latest, phase
        else:
            latest = phase
