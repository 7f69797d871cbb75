"""Roads between municipalities: what is given, and the straight line, which is never longer than the way."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rusctl.model.plan import Municipality, Plan, Travel
from rusctl.schedule.state.roads import great_circle, roads

SALA = Municipality(id="sala", name="Sala", lat=59.9199, lon=16.6066)
VASTERAS = Municipality(id="vasteras", name="Västerås", lat=59.6110, lon=16.5464)
NOWHERE = Municipality(id="x", name="X", lat=59.0)
PLAN = Plan(municipalities=(SALA, VASTERAS, NOWHERE), travels=(Travel(between=("sala", "x"), minutes=60, km=50),))


def test_what_is_given_is_believed_both_ways() -> None:
    found = roads(PLAN)
    assert [(found.minutes(*pair), found.km(*pair), found.least(*pair)) for pair in (("sala", "x"), ("x", "sala"))] == [
        (60, 50, 60)
    ] * 2
    assert (found.minutes("sala", "sala"), found.km("sala", "sala"), found.least("sala", "sala")) == (0, 0, 0)


def test_where_nothing_is_given_only_a_least_time_is_known() -> None:
    found = roads(PLAN)
    assert (found.minutes("sala", "vasteras"), found.km("sala", "vasteras")) == (None, None)
    assert found.straight_km("sala", "vasteras") == pytest.approx(34.3, abs=0.1)
    assert found.least("sala", "vasteras") == 17
    assert (found.straight_km("x", "vasteras"), found.least("x", "vasteras"), found.least("?", "sala")) == (None, 0, 0)


@pytest.mark.parametrize(
    ("one", "other", "km"),
    [  # geodesics on GRS 80, by Vincenty's formula
        ((59.3293, 18.0686), (57.7089, 11.9746), 398.16),
        ((67.8558, 20.2253), (55.6050, 13.0038), 1415.29),
        ((65.5848, 22.1547), (63.8258, 20.2630), 215.84),
        ((0.0, 0.0), (0.0, 1.0), 111.32),
    ],
)
def test_a_straight_line_is_a_little_shorter_than_the_geodesic_and_never_longer(
    one: tuple[float, float], other: tuple[float, float], km: float
) -> None:
    assert 0.985 * km < great_circle(one, other) <= km


PLACE = st.tuples(st.floats(-90, 90), st.floats(-180, 180))


@settings(max_examples=50)
@given(PLACE, PLACE)
def test_a_line_is_as_long_both_ways_and_no_longer_than_half_the_earth(
    one: tuple[float, float], other: tuple[float, float]
) -> None:
    assert great_circle(one, other) == pytest.approx(great_circle(other, one))
    assert 0 <= great_circle(one, other) < 19_902
    assert great_circle(one, one) == 0
