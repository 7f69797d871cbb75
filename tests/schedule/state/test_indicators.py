"""How an indicator stands: from its base to the last year with a figure for all, and whether its goals are reached."""

import pytest

from rusctl.model.follow_up import Better, Indicator, Way, YearFigures
from rusctl.model.source import Texts
from rusctl.schedule.state.indicators import decimals, state

YEARS = (
    YearFigures(year=2019, total=77.5, women=75.8, men=79.1),
    YearFigures(year=2021, total=78.0, women=77.0, men=78.9),
    YearFigures(year=2022, women=77.1, men=79.0),
)


@pytest.mark.parametrize(
    ("given", "until", "expected"),
    [
        ({"base": 2019, "better": Better.HIGHER, "goal": 80}, 2030, (2021, 0.5, Way.CLOSER, False)),
        ({"base": 2019, "better": Better.LOWER, "goal": 80}, 2030, (2021, 0.5, Way.FURTHER, True)),
        ({"base": 2019, "goal": 80}, 2030, (2021, 0.5, Way.CLOSER, False)),
        ({"base": 2019, "goal": 77}, 2030, (2021, 0.5, Way.FURTHER, False)),
        ({"base": 2019}, 2030, (2021, 0.5, Way.UNKNOWN, None)),
        ({"base": 2019, "better": Better.HIGHER}, 2019, (2019, None, Way.UNKNOWN, None)),
        ({"base": 2018, "better": Better.HIGHER}, 2030, (2021, None, Way.UNKNOWN, None)),
    ],
)
def test_how_it_stands(given: dict[str, object], until: int, expected: tuple[object, ...]) -> None:
    found = state(Indicator(id="jobb", name=Texts({"": "Jobb"}), years=YEARS, **given), until)  # type: ignore[arg-type]
    assert found.latest is not None
    assert (found.latest.year, found.change, found.way, found.reached) == expected


def test_women_and_men_have_a_goal_of_their_own() -> None:
    found = state(Indicator(id="jobb", name=Texts({"": "Jobb"}), years=YEARS, goal_gap=2), 2030)
    assert found.gap_reached is True
    assert state(found.indicator, 2019).gap_reached is False
    assert state(found.indicator, 2018).latest is None


@pytest.mark.parametrize(
    ("years", "goal", "gap", "expected"),
    [
        (YEARS, None, None, 1),
        ((YearFigures(year=2020, total=3), YearFigures(year=2021, total=0.25)), None, None, 2),
        ((), None, None, 0),
        ((), 82.5, 2, 1),
        ((YearFigures(year=2020, total=79),), 80, 0.5, 1),
        ((YearFigures(year=2020, total=79),), 80.0, 2, 0),
    ],
)
def test_figures_and_goals_are_shown_with_as_many_decimals_as_the_longest_has(
    years: tuple[YearFigures, ...], goal: float | None, gap: float | None, expected: int
) -> None:
    found = Indicator(id="sysselsatta", name=Texts({"": "Jobb"}), years=years, goal=goal, goal_gap=gap)
    assert decimals(found) == expected
