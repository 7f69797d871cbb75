"""What the tours take on the road: only what is given is summed up, and what is not is named."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from rusctl.errors import RusctlError
from rusctl.model.plan import Days, Event, Hours, Plan, Process, Status, Travel
from rusctl.model.proposing import Preferences
from rusctl.model.tours import Tour
from rusctl.services.reporting.travel import tour_travel

ROADS = (
    Travel(between=("home", "a"), minutes=30, km=40),
    Travel(between=("b", "home"), minutes=50),
    Travel(between=("a", "b"), minutes=20, km=25),
)
PLAN = Plan(process=Process(tour_kind="dialog"), preferences=Preferences(home="home"), travels=ROADS)


def stop(place: str, day: int, hour: int | None = None, **more: Any) -> Event:
    date = dt.date(2018, 11, day)
    when: Days | Hours = Days(first=date, last=date)
    if hour is not None:
        start = dt.datetime.combine(date, dt.time(hour))
        when = Hours(start=start, end=start + dt.timedelta(hours=2))
    values = {"id": f"{place}{day}{hour}", "kind": "dialog", "municipality": place, "when": when} | more
    return Event(**values)


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ([stop("a", 7)], (1, 1, 60, 1, 80, ())),
        ([stop("a", 7), stop("b", 8)], (2, 2, 160, 1, 80, (("b", "home"),))),
        ([stop("b", 7, 13), stop("a", 7, 9)], (1, 1, 100, 0, 0, (("b", "home"),))),  # home, a, b, home
        ([stop("a", 7, 9, crew=("x",)), stop("b", 7, 9, crew=("y",))], (2, 2, 160, 1, 80, (("b", "home"),))),
        ([stop("c", 7)], (1, 0, 0, 0, 0, (("c", "home"),))),
        ([stop("home", 7)], (0, 0, 0, 0, 0, ())),
        ([stop("a", 7, status=Status.CANCELLED)], (0, 0, 0, 0, 0, ())),
        ([stop("a", 7, when=None)], (0, 0, 0, 0, 0, ())),
        ([stop("a", 7, partner="Studieförbundet")], (0, 0, 0, 0, 0, ())),
        ([stop("a", 7, kind="other")], (0, 0, 0, 0, 0, ())),
    ],
)
def test_journeys_go_from_home_and_back_every_day(events: list[Event], expected: tuple[object, ...]) -> None:
    (found,) = tour_travel(replace(PLAN, events=tuple(events)))
    assert found[1:] == expected


def test_each_tour_is_summed_up_by_itself() -> None:
    tours = (Tour(id="one", kind="dialog", round=1), Tour(id="two", kind="dialog", round=2))
    found = tour_travel(replace(PLAN, tours=tours, events=(stop("a", 7), stop("a", 8, round=2), stop("a", 9, round=2))))
    assert [(one.tour.id, one.km) for one in found] == [("one", 80), ("two", 160)]


def test_without_a_tour_all_events_are_one_and_without_a_home_nothing_is_known() -> None:
    bare = replace(PLAN, process=Process(), events=(stop("a", 7), stop("a", 8, kind="other")))
    assert [one.km for one in tour_travel(bare)] == [160]
    with pytest.raises(RusctlError) as caught:
        tour_travel(replace(bare, preferences=Preferences()))
    assert "set out from" in caught.value.message.id
