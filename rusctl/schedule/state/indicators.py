"""How indicators stand: base, latest figures and goal, which way they have gone, and what is not known. Pure."""

from collections.abc import Iterable
from typing import NamedTuple

from rusctl.model.follow_up import Better, Figure, Indicator, Way, YearFigures
from rusctl.model.plan import Plan

DECIMALS = 10  # of differences, which binary fractions would make longer


class IndicatorState(NamedTuple):
    """An indicator as it stood in a year: the figures of its base and the latest ones, each None where not known.

    `change` is from base to latest, for all or, where that is not stated, unknown. `reached` is whether its goal is
    reached, None where there is none or it cannot be told; `gap_reached` the same of the gap between women and men.
    """

    indicator: Indicator
    base: YearFigures | None
    latest: YearFigures | None
    change: Figure | None
    way: Way
    reached: bool | None
    gap_reached: bool | None


def states(plan: Plan, until: int) -> list[IndicatorState]:
    """Give how each indicator stood in a year, by what has figures until then."""
    return [state(one, until) for one in plan.follow_up.indicators]


def state(one: Indicator, until: int) -> IndicatorState:
    """Give how an indicator stood in a year, by its figures until then; the last year with a figure for all counts."""
    by_year = {figures.year: figures for figures in one.years if figures.year <= until}
    whole = [year for year, figures in by_year.items() if figures.total is not None]
    latest = by_year[max(whole or by_year)] if by_year else None
    base = by_year.get(one.base) if one.base is not None else None
    first, last = base.total if base else None, latest.total if latest else None
    later = base is not None and latest is not None and latest.year > base.year
    change = round(last - first, DECIMALS) if later and first is not None and last is not None else None
    gap = latest.gap if latest else None
    return IndicatorState(
        one,
        base,
        latest,
        change,
        _way(one, first, last, change),
        None if last is None or one.goal is None else _reaches(one, first, last, one.goal),
        None if gap is None or one.goal_gap is None else round(gap, DECIMALS) <= one.goal_gap,
    )


def _way(one: Indicator, first: Figure | None, last: Figure | None, change: Figure | None) -> Way:
    if change is None or first is None or last is None:
        return Way.UNKNOWN
    if change == 0:
        return Way.SAME
    better = one.better or _better(first, one.goal)
    if better is None:
        return Way.UNKNOWN
    return Way.CLOSER if (change > 0) == (better is Better.HIGHER) else Way.FURTHER


def _better(first: Figure | None, goal: Figure | None) -> Better | None:
    """Say which way is better where only a goal says it; None where nothing does."""
    if first is None or goal is None or first == goal:
        return None
    return Better.HIGHER if goal > first else Better.LOWER


def _reaches(one: Indicator, first: Figure | None, last: Figure, goal: Figure) -> bool | None:
    better = one.better or _better(first, goal)
    if better is None:
        return True if last == goal else None
    return last >= goal if better is Better.HIGHER else last <= goal


def of_heading(found: Iterable[IndicatorState], heading: str) -> list[IndicatorState]:
    """Give the indicators that are about a heading of the frame."""
    return [one for one in found if heading in one.indicator.themes]


def decimals(indicator: Indicator) -> int:
    """Give how many decimals an indicator's figures and goals have, so that all of them are shown with as many.

    A goal counts too: 82.5 shown without its decimal would be another goal.
    """
    figures = [one for each in indicator.years for one in (each.total, each.women, each.men) if one is not None]
    figures += [one for one in (indicator.goal, indicator.goal_gap) if one is not None]
    return max((len(repr(one).partition(".")[2]) for one in figures if isinstance(one, float) and one % 1), default=0)
