"""How many of a role are wanted from a municipality: set, set anew, taken out, and compared with who came."""

import datetime as dt
from dataclasses import replace

import pytest

from rusctl.model.people import HeadCount, TooFew
from rusctl.model.plan import Days, Event, Minimum, Municipality, Plan, Source, Status
from rusctl.register.coverage import coverage, too_few, wanted
from rusctl.services.planning.minimums import setting
from rusctl.storage.files.names import ROLES
from rusctl.storage.toml.edits import Append, Delete, Set

PLACES = tuple(Municipality(id=name, name=name) for name in ("sala", "norberg"))
EACH = Minimum(role="politiker", number=3, at=Source(ROLES, ("minimum", 0)))
SALA = Minimum(role="politiker", number=5, municipality="sala", at=Source(ROLES, ("minimum", 1)))
PLAN = Plan(municipalities=PLACES, minimums=(EACH, SALA))
TODAY = dt.date(2018, 11, 20)


def held(name: str, day: int, status: Status = Status.HELD) -> Event:
    date = dt.date(2018, 11, day)
    return Event(id=f"{name}{day}", municipality=name, when=Days(first=date, last=date), status=status)


def test_a_number_of_one_municipality_goes_before_that_of_each() -> None:
    assert wanted(PLAN) == {("sala", "politiker"): 5, ("norberg", "politiker"): 3}


@pytest.mark.parametrize(
    ("number", "places", "expected"),
    [
        (4, (), [Set(("minimum", 0, "number"), 4)]),
        (4, ("sala",), [Set(("minimum", 1, "number"), 4)]),
        (4, ("norberg",), [Append(("minimum",), {"role": "politiker", "municipality": "norberg", "number": 4})]),
        (0, ("sala",), [Delete(("minimum", 1))]),
        (0, (), [Delete(("minimum", 0))]),
        (0, ("norberg",), []),
    ],
)
def test_a_number_is_set_anew_added_or_taken_out(number: int, places: tuple[str, ...], expected: list[object]) -> None:
    assert setting(PLAN, "politiker", number, places) == expected


@pytest.mark.parametrize(
    ("events", "found"),
    [
        ((held("sala", 7),), (TooFew(municipality="sala", role="politiker", number=4, wanted=5),)),
        ((held("sala", 7), held("sala", 26, Status.PLANNED)), ()),  # another one is to come there
        ((held("sala", 7), held("sala", 26, Status.CANCELLED)), (4,)),
        ((held("norberg", 8),), ()),
        ((), ()),
    ],
)
def test_fewer_are_found_once_nothing_is_to_come(events: tuple[Event, ...], found: tuple[object, ...]) -> None:
    came = [HeadCount(event=one.id, role="politiker", attended=4) for one in events if one.status is Status.HELD]
    plan = replace(PLAN, events=events)
    told = too_few(plan, coverage(plan, came, TODAY), TODAY)
    assert (tuple(one.number for one in told) if found == (4,) else told) == found
