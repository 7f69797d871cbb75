"""A tour that is complete and was held to its last stop, and the milestone that it closes."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from rusctl.model.plan import Days, Event, Milestone, Municipality, Plan, Status
from rusctl.model.tours import Tour
from rusctl.schedule.state.tour import closable


def stop(place: str, day: int) -> Event:
    date = dt.date(2018, 12, day)
    return Event(id=place, kind="dialog", municipality=place, when=Days(first=date, last=date), status=Status.HELD)


SALA, NORBERG = stop("sala", 4), stop("norberg", 11)
DONE = Days(first=dt.date(2018, 12, 12), last=dt.date(2018, 12, 12))


@pytest.mark.parametrize(
    ("events", "milestone", "closes"),
    [
        ((SALA, NORBERG), {}, True),
        ((SALA, replace(NORBERG, status=Status.CONFIRMED)), {}, False),
        ((SALA, NORBERG, replace(NORBERG, id="x", when=None, status=Status.PLANNED)), {}, False),
        ((SALA,), {}, False),  # Norberg is missing
        ((SALA, NORBERG, replace(NORBERG, id="x", status=Status.CANCELLED)), {}, True),
        ((SALA, NORBERG), {"done": DONE}, False),
        ((SALA, NORBERG), {"given_up": DONE.first}, False),
        ((), {}, False),
    ],
)
def test_a_tour_that_is_done_closes_its_milestone(
    events: tuple[Event, ...], milestone: dict[str, Any], *, closes: bool
) -> None:
    plan = Plan(
        tours=(Tour(id="rundan", kind="dialog", closes="dialog-klar"), Tour(id="annan", kind="annan")),
        municipalities=tuple(Municipality(id=name, name=name) for name in ("sala", "norberg")),
        milestones=(Milestone(id="dialog-klar", **milestone),),
        events=events,
    )
    found = [(one.tour.id, one.milestone.id, one.held.day) for one in closable(plan, dt.date(2018, 12, 20))]
    assert found == [("rundan", "dialog-klar", 11)] * closes
    assert list(closable(plan, dt.date(2018, 12, 10))) == []
