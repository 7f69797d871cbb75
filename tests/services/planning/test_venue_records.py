"""Venues as records: what is written of them, and everything that follows for the events that name them."""

import datetime as dt
from typing import Any

import pytest

from rusctl.calendar.feeds.entries import feed
from rusctl.calendar.feeds.fingerprint import fingerprint, seen_digests
from rusctl.calendar.feeds.fixed_form import fields_of
from rusctl.checks.rules import RULES
from rusctl.checks.run import run
from rusctl.errors import PolicyError, RusctlError, UsageError
from rusctl.language.catalogue import Language
from rusctl.model.plan import Plan
from rusctl.output import plan_rows, rows
from rusctl.schedule.diff.changes import changes
from rusctl.schedule.state.premises import premises
from rusctl.services import selection
from rusctl.services.planning import plan_records, venue_records
from rusctl.services.planning.plan_records import VENUE
from rusctl.services.project import Project
from rusctl.services.reporting.venue_facts import site_facts
from rusctl.storage.files.names import EVENTS, MUNICIPALITIES, PROCESS
from rusctl.storage.plan import lines_in, read_plan
from tests.services.conftest import change
from tests.services.planning.test_copied_folder import made as copied
from tests.services.planning.test_plan_records import made, refused

HALL = """
[[municipality]]
id = "sala"
name = "Sala"

[[venue]]
id = "radhuset"
name = "Rådhuset"
municipality = "sala"
address = "Stora torget 1"
capacity = 200
rooms = [{ name = "Stora salen", capacity = 120 }, { name = "A1" }]
"""
HEAD = """
name = "Strategi"
region = "Region"
timezone = "Europe/Stockholm"
uid_domain = "rus.example.org"
period = { from = 2018-01-01, to = 2020-12-31 }
"""
TODAY = dt.date(2018, 11, 1)


def plan_of(*events: str, venues: str = HALL) -> Plan:
    """Read a plan of events, each in the keys that it has besides id, kind, day and status."""
    text = "".join(
        f'[[event]]\nid = "e{number}"\nkind = "dialog"\ndate = 2018-11-07\nstatus = "confirmed"\n{one}\n'
        for number, one in enumerate(events)
    )
    files = {EVENTS: text, PROCESS: HEAD, MUNICIPALITIES: venues}
    loaded = read_plan({name: one.encode() for name, one in files.items()})
    assert loaded.faults == ()
    return loaded.plan


def found(rule: str, *events: str) -> list[str]:
    """Give the English words of what a rule finds."""
    plan_files = plan_of(*events)
    loaded = read_plan({}, parsed={})
    facts = loaded._replace(plan=plan_files, faults=()).facts(TODAY)
    (one,) = [one for one in RULES if one.name == rule]
    return [Language("en").text(each.message, iso=True) for each in run(facts, lines_in(loaded), [one])]


def test_an_id_that_stands_for_the_same_text_tells_nobody_anew() -> None:
    texts = plan_of('municipality = "sala"\nvenue = "Rådhuset, Stora torget 1"')
    ids = plan_of('municipality = "sala"\nvenue = "radhuset"')
    (before,), (after,) = (feed(plan, plan.events, ()).entries for plan in (texts, ids))
    assert after.location == before.location == "Rådhuset, Stora torget 1, Sala"
    assert after == before
    assert before.values is not None
    assert after.values is not None
    assert fields_of(after.values, "sv") == fields_of(before.values, "sv")
    assert [one.field for one in changes(texts, ids)] == ["capacity"]  # the room now says how many it takes


def test_the_map_point_of_a_venue_stands_in_calendars_and_is_no_news_to_those_invited() -> None:
    pointed = HALL.replace('id = "radhuset"', 'id = "radhuset"\nlat = 59.9205\nlon = 16.6042', 1)
    here, there = (plan_of('venue = "radhuset"', venues=venues) for venues in (HALL, pointed))
    (before,), (after,) = (feed(plan, plan.events, ()).entries for plan in (here, there))
    assert (before.geo, after.geo) == ("", "59.920500;16.604200")
    assert before.values is not None
    assert after.values is not None
    assert seen_digests(before.values, "", (), "sv") == seen_digests(after.values, "", (), "sv")
    assert fingerprint(before.values, "sv") != fingerprint(after.values, "sv")


def test_a_venue_that_moves_is_told_of_every_event_there() -> None:
    before = plan_of('venue = "radhuset"', 'venue = "Rådhuset"')
    after = plan_of('venue = "radhuset"', 'venue = "Rådhuset"', venues=HALL.replace("torget 1", "gatan 2"))
    told = [(one.id, one.field) for one in changes(before, after)]
    assert told == [("e0", "venue"), ("radhuset", "address")]


def test_an_event_takes_what_its_room_takes_unless_it_says_so_itself() -> None:
    plan = plan_of(
        'venue = "radhuset"\nroom = "stora  SALEN"',
        'venue = "radhuset"\nroom = "A1"',
        'venue = "radhuset"',
        'venue = "radhuset"\ncapacity = 40',
        'venue = "Rådhuset"',
    )
    assert [one.capacity for one in plan.events] == [120, 200, 200, 40, None]


@pytest.mark.parametrize(
    ("one", "other", "clash"),
    [
        ('venue = "radhuset"\nmunicipality = "sala"', 'venue = "radhuset"', True),
        ('venue = "radhuset"', 'venue = "rådhuset"\nmunicipality = "sala"', True),
        ('venue = "radhuset"', 'venue = "Rådhuset,  Stora torget 1"\nmunicipality = "sala"', True),
        ('venue = "radhuset"', 'venue = "Rådhuset"\nmunicipality = "norberg"', False),
        ('venue = "radhuset"\nroom = "A1"', 'venue = "radhuset"\nroom = "a1"', True),
        ('venue = "radhuset"\nroom = "A1"', 'venue = "radhuset"\nroom = "Stora salen"', False),
        ('venue = "radhuset"', 'venue = "radhuset"\nroom = "Stora salen"', True),
        ('venue = "radhuset"', "", False),
    ],
)
def test_events_are_in_one_place_by_the_record_and_by_its_name(one: str, other: str, *, clash: bool) -> None:
    assert bool(found("venue-clash", one, other)) is clash
    assert bool(found("venue-clash", other, one)) is clash
    first, second = plan_of(one, other).events
    rooms = {first.room.casefold(), second.room.casefold()}
    assert (not set(premises(first)).isdisjoint(premises(second)) and (len(rooms) == 1 or "" in rooms)) is clash


@pytest.mark.parametrize(
    ("rule", "event", "sentence"),
    [
        (
            "unknown-venue",
            'venue = "radhust"',
            '"radhust" is no venue of config/municipalities.toml; did you mean "radhuset"?',
        ),
        ("unknown-venue", 'venue = "konserthuset"', ""),
        ("unknown-venue", 'venue = "Rådhust"', ""),
        ("unknown-room", 'venue = "radhuset"\nroom = "Stora salem"', "did you mean Stora salen?"),
        ("unknown-room", 'venue = "radhuset"\nroom = "Källaren"', "Rådhuset has no room Källaren; add it"),
        ("unknown-room", 'venue = "Rådhuset"\nroom = "Källaren"', ""),
        ("venue-too-small", 'venue = "radhuset"\nroom = "Stora salen"\ncapacity = 121', "it has 121 places, and Råd"),
        ("venue-too-small", 'venue = "radhuset"\nroom = "A1"\ncapacity = 121', ""),
        ("venue-elsewhere", 'venue = "radhuset"\nmunicipality = "sala"', ""),
        ("venue-elsewhere", 'venue = "radhuset"\nmunicipality = "norberg"', "Rådhuset is in Sala, and the event in"),
    ],
)
def test_what_does_not_fit_the_venue_is_found(rule: str, event: str, sentence: str) -> None:
    told = found(rule, event)
    assert len(told) == bool(sentence)
    assert sentence in "".join(told)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("radhuset", "radhuset"),
        ("RÅDHUSET", "radhuset"),
        ("Rådhuset, Stora torget 1", "radhuset"),
        ("Torget", "Torget"),
    ],
)
def test_a_place_is_the_venue_it_means_or_any_text(text: str, key: str) -> None:
    assert selection.place(plan_of(), text) == key


def test_a_name_that_two_venues_have_stays_a_text() -> None:
    two = HALL + '[[venue]]\nid = "radhuset-norberg"\nname = "Rådhuset"\n'
    assert selection.place(plan_of(venues=two), "Rådhuset") == "Rådhuset"


def test_listings_say_the_place_in_words_and_the_id_beside() -> None:
    plan = plan_of('venue = "radhuset"\nmunicipality = "sala"', 'venue = "Torget"', 'venue = "radhuset"')
    first, second, _ = [rows.event_row(one, plan, TODAY) for one in plan.events]
    assert (first["location"], first["venue"]) == ("Rådhuset, Stora torget 1, Sala", "radhuset")
    assert (second["location"], second["venue"]) == ("Torget", None)
    (venue,) = plan.venues
    row = plan_rows.venue_row(venue, plan)
    assert list(row) == list(plan_rows.VENUE)
    assert (row["events"], row["rooms"], row["step_free"]) == (2, ["Stora salen=120", "A1"], None)
    assert list(site_facts(venue)) == []


class Written:
    """What a person writes: nothing, but what a test says."""

    municipality = address = lat = lon = step_free = hearing_loop = parking = capacity = rooms = contact = None

    def __init__(self, **values: Any) -> None:
        for name, value in values.items():
            setattr(self, name, value)


def test_what_is_written_becomes_keys(tour: Project) -> None:
    written = Written(municipality="SALA", lat="59,92", step_free="ja", capacity=0, rooms=["Salen = 40", "A1", ""])
    values = {key: one for key, one in venue_records.values(tour, written).items() if one is not None}
    assert values == {
        "municipality": "sala",
        "lat": 59.92,
        "step_free": True,
        "capacity": "",
        "rooms": [{"name": "Salen", "capacity": 40}, {"name": "A1"}],
    }


@pytest.mark.parametrize(
    "values", [{"step_free": "kanske"}, {"rooms": ["Salen=många"]}, {"rooms": ["=4"]}, {"lat": "x"}]
)
def test_what_is_no_value_is_refused(tour: Project, values: dict[str, Any]) -> None:
    with pytest.raises(UsageError):
        venue_records.values(tour, Written(**values))


def test_a_venue_is_added_set_named_and_taken_out(tour: Project) -> None:
    before = (tour.folder.path / MUNICIPALITIES).read_bytes()
    values = {"id": "radhuset", "name": "Rådhuset", "step_free": False, "rooms": [{"name": "A1", "capacity": 12}]}
    again, _ = made(tour, VENUE, plan_records.added(VENUE, values))
    name, at = plan_records.meant(again, VENUE, "RÅDHUSET")
    assert (name, again.plan.venues[0].step_free, again.plan.venues[0].takes("a1")) == ("radhuset", False, 12)
    again, lines = made(again, VENUE, plan_records.changed(again, at, {"rooms": [{"name": "B2"}], "step_free": ""}))
    assert "-step_free = false" in lines
    assert [one.name for one in again.plan.venues[0].rooms] == ["B2"]
    change(again.folder.path, EVENTS, 'municipality = "sala"', 'municipality = "sala"\nvenue = "radhuset"')
    with refused(PolicyError, "radhuset is named in events.toml"):
        plan_records.removed(again.again(), VENUE, "radhuset", at)
    change(again.folder.path, EVENTS, '\nvenue = "radhuset"', "")
    again = again.again()
    again, _ = made(again, VENUE, plan_records.removed(again, VENUE, "radhuset", at))
    assert (again.folder.path / MUNICIPALITIES).read_bytes() == before
    with refused(RusctlError, "radhuset is not a venue"):
        selection.venue(again.plan, "radhuset")


@pytest.mark.parametrize(("towns", "region", "kept"), [((), "", ["a", "b"]), (("Sala", "Vik"), "Region Ny", ["a"])])
def test_a_new_folder_keeps_the_venues_of_its_municipalities(
    tour: Project, towns: tuple[str, ...], region: str, kept: list[str]
) -> None:
    text = '[[venue]]\nid = "a"\nname = "A"\nmunicipality = "sala"\nrooms = [{ name = "R" }]\n'
    text += '[[venue]]\nid = "b"\nname = "B"\n'
    path = tour.folder.path / MUNICIPALITIES
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")
    process = tour.folder.path / PROCESS
    mall = '\n[[template]]\nid = "mall"\nvenue = "b"\nroom = "Salen"\n'
    process.write_text(process.read_text(encoding="utf-8") + mall, encoding="utf-8")
    project, _ = copied(tour.again(), region=region, towns=towns)
    assert project.loaded.faults == ()
    assert [one.id for one in project.plan.venues] == kept
    assert [one.venue for one in project.plan.templates] == ["B" if "b" in kept else ""]
