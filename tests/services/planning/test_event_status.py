"""The status of several events at once, and what is set in several, without a command line."""

import pytest

from rusctl.errors import PolicyError
from rusctl.services.planning import event_status, event_values
from rusctl.services.project import Project
from rusctl.storage.toml.edits import Delete, Set
from tests.services.conftest import said


def test_each_event_is_named_once_by_its_id_or_its_name(tour: Project) -> None:
    found = event_status.named(tour.plan, ["Köping", "koping", "SALA"])
    assert [one.id for one in found] == ["koping", "sala"]


def test_a_refusal_names_each_that_does_not_allow_it(tour: Project) -> None:
    with pytest.raises(PolicyError) as caught:
        event_status.changing(tour, ["norberg", "vasteras", "sala"], "confirm")
    text = said(caught.value.message)
    assert text.startswith("none is changed: vasteras has no day yet")
    assert "sala is confirmed" in text
    assert "norberg" not in text


def test_what_is_tentative_is_confirmed_on_the_way_and_that_is_told(tour: Project) -> None:
    tour.day = "2018-11-27"
    found = event_status.changing(tour, ["norberg"], "held")
    assert (found.confirmed, found.ids) == (("norberg",), ("norberg",))
    assert said(found.done) == "Norberg was tentative and is held"


def test_postponing_takes_the_date_and_keeps_it(tour: Project) -> None:
    tour.day = "2018-11-08"
    found = event_status.postponed(tour, ["norberg"], "pandemin", "")
    keys = [one.route[-1] for one in found.edits if isinstance(one, Delete)]
    assert keys == ["date", "stated", "source"]
    assert Set(("event", 5, "reason"), "pandemin", after="postponed") in found.edits


def test_values_are_set_in_each_and_an_empty_one_is_taken_out(tour: Project) -> None:
    events = event_status.named(tour.plan, ["sala", "norberg"])
    found = event_values.with_values(tour, events, {"room": "A", "source": ""}, None)
    assert [one.route for one in found if isinstance(one, Set)] == [("event", 0, "room"), ("event", 5, "room")]
    assert {one.route[-1] for one in found if isinstance(one, Delete)} == {"source"}
