"""Coverage by municipality, worked out by hand."""

import datetime as dt

from rusctl.model.people import HeadCount
from rusctl.model.plan import Days, Event, Municipality, Plan, Role, Status, Texts
from rusctl.register.coverage import counted_as, coverage, places

DAY = dt.date(2018, 11, 7)


def plan() -> Plan:
    return Plan(
        events=tuple(
            Event(id=name, municipality=name, when=Days(first=DAY, last=DAY)) for name in ("sala", "arboga", "koping")
        ),
        municipalities=tuple(Municipality(id=name, name=name) for name in ("sala", "arboga", "koping")),
        roles=(
            Role(id="p", name=Texts(), counts_as="samverkan"),
            Role(id="n", name=Texts(), counts_as="samråd"),
            Role(id="i", name=Texts()),
        ),
    )


TALLIES = (
    HeadCount(event="sala", role="p", municipality="sala", attended=30),
    HeadCount(event="sala", role="n", municipality="sala", attended=10),
    HeadCount(event="arboga", role="n", municipality="", attended=5),
    HeadCount(event="sala", role="i", municipality="arboga", attended=5),
    HeadCount(event="koping", role="p", municipality="koping", accepted=9),
)


def test_municipalities_weigh_by_people_and_alike() -> None:
    found = coverage(plan(), TALLIES, DAY)
    assert (found.total(), found.total(role="p"), found.total(municipality="arboga")) == (50, 30, 10)
    assert (found.reached("p"), found.reached("n"), found.reached("i")) == (1, 2, 1)
    assert [round(found.share_alike(role), 3) for role in ("p", "n", "i")] == [0.375, 0.375, 0.25]
    assert counted_as(plan(), found) == {"samverkan": (30, 1), "samråd": (15, 2), "": (5, 1)}


def test_what_is_still_to_come_is_not_counted() -> None:
    assert coverage(plan(), TALLIES, DAY - dt.timedelta(days=1)).numbers == {}


def test_an_event_that_names_who_takes_part_needs_its_crew_all_the_same() -> None:
    roles = (
        Role(id="p", name=Texts(), needs=3),
        Role(id="n", name=Texts(), needs=2),
        Role(id="notes", name=Texts(), group="crew", needs=1),
        Role(id="host", name=Texts(), group="crew"),
    )
    event = Event(id="sala", when=Days(first=DAY, last=DAY))
    needed = {
        roles_of: {one.role: one.missing for one in places(found, (), DAY)}
        for roles_of in ((), ("p",), ("i",))
        for found in [Plan(roles=roles, events=(Event(id="sala", when=event.when, roles=roles_of),))]
    }
    assert needed == {
        (): {"p": 3, "n": 2, "notes": 1},
        ("p",): {"p": 3, "notes": 1},
        ("i",): {"i": 1, "notes": 1},
    }


def test_nobody_comes_to_what_is_cancelled_and_what_is_marked_held_needs_no_day() -> None:
    events = (
        Event(id="sala", municipality="sala", when=Days(first=DAY, last=DAY), status=Status.CANCELLED),
        Event(id="arboga", municipality="arboga", status=Status.HELD),
    )
    found = coverage(Plan(events=events), TALLIES, DAY)
    assert found.numbers == {("arboga", "n"): 5}
