"""Events made like another one or a template: what is taken over, where they are, and the hours they are to have."""

import datetime as dt
from typing import Any

import pytest

from rusctl.errors import RusctlError, UsageError
from rusctl.model.plan import Days
from rusctl.schedule.dates.hours import as_hours, hours_planned
from rusctl.schedule.proposing.proposals import Certainty, ProposalAnswer
from rusctl.services.planning import event_edits, event_values, proposals, templates
from rusctl.services.planning.change_events import propose
from rusctl.services.planning.event_copies import Copies, copies
from rusctl.services.project import Project
from rusctl.storage.files.names import EVENTS, PROCESS
from tests.services.conftest import add, change, said

DIALOG = """[[template]]
id = "dialog"
title = "Dialog"
hours = "09:00-12:00"
crew = ["projektledare"]
roles = ["politiker"]
questions = ["Vad är viktigast?"]
capacity = 40
note = "kaffe"
"""
STAND = """[[event]]
id = "grupp"
kind = "kommundialog"
title = "Arbetsgruppen"
municipality = "sala"
start = 2018-11-20T13:00:00
end = 2018-11-20T15:00:00
status = "confirmed"
venue = "Rådhuset"
room = "A"
roles = ["naringsliv"]
capacity = 12
answer_by = 2018-11-15
url = "https://example.org"
dnr = "RUS 1"
source = "mejl"
stated = 2018-11-06
note = "om en person"
"""
LIKE_DIALOG = {
    "kind": "kommundialog",
    "title": "Dialog",
    "crew": ["projektledare"],
    "roles": ["politiker"],
    "questions": ["Vad är viktigast?"],
    "capacity": 40,
    "note": "kaffe",
    "status": "planned",
}
DAY = Days(first=dt.date(2018, 12, 3), last=dt.date(2018, 12, 3))
TIMES = {"start": dt.datetime(2018, 12, 3, 13), "end": dt.datetime(2018, 12, 3, 15)}  # noqa: DTZ001 - local times


@pytest.fixture
def plan(tour: Project) -> Project:
    add(tour.folder.path, PROCESS, DIALOG)
    add(tour.folder.path, EVENTS, STAND)
    return tour


def made(project: Project, like: str, *municipalities: str, **more: Any) -> list[dict[str, Any]]:
    return copies(project, Copies(like, municipalities=municipalities, **more))


def test_a_template_is_taken_over_whole_and_its_hours_wait_for_a_day(plan: Project) -> None:
    (found,) = made(plan, "dialog", "sala")
    assert found == {"id": "sala-2", "municipality": "sala", "hours": "09:00-12:00", **LIKE_DIALOG}
    assert list(found)[:5] == ["id", "kind", "title", "municipality", "hours"]


def test_a_copy_elsewhere_leaves_the_room_and_what_is_of_one_event_alone(plan: Project) -> None:
    (found,) = made(plan, "grupp", "norberg")
    assert found == {
        "id": "norberg-2",
        "kind": "kommundialog",
        "municipality": "norberg",
        "hours": "13:00-15:00",
        "status": "planned",
        "roles": ["naringsliv"],
    }
    (here,) = made(plan, "Arbetsgruppen", when=DAY, source="protokoll")
    assert here == {
        "id": "sala-2",
        "kind": "kommundialog",
        "title": "Arbetsgruppen",
        "municipality": "sala",
        **TIMES,
        "status": "tentative",
        "venue": "Rådhuset",
        "room": "A",
        "roles": ["naringsliv"],
        "capacity": 12,
        "stated": plan.today,
        "source": "protokoll",
    }


def test_a_whole_tour_gets_one_for_each_visit_that_it_lacks(plan: Project) -> None:
    change(plan.folder.path, EVENTS, 'municipality = "norberg"\n', "")
    change(plan.folder.path, EVENTS, 'municipality = "arboga"\ndate', 'municipality = "sala"\ndate')
    found = made(plan.again(), "dialog", tour="Kommundialog")
    assert [(one["id"], one["municipality"]) for one in found] == [("norberg-2", "norberg"), ("arboga-2", "arboga")]
    rounds = '[[tour]]\nid = "varvet"\nkind = "kommundialog"\nround = 2\nvisits = 2\nmunicipalities = ["sala"]\n'
    add(plan.folder.path, PROCESS, rounds)
    found = made(plan.again(), "dialog", tour="varvet")
    assert [(one["id"], one["round"]) for one in found] == [("sala-2", 2), ("sala-3", 2)]


@pytest.mark.parametrize(
    ("asked", "error"),
    [
        ({"like": "dialgo"}, RusctlError),
        ({"like": "dialog", "tour": "x"}, RusctlError),
        ({"like": "dialog", "tour": "kommundialog"}, RusctlError),  # it lacks no visit
        ({"like": "dialog", "tour": "kommundialog", "municipalities": ("sala",)}, UsageError),
        ({"like": "dialog", "municipalities": ("sala", "norberg"), "when": DAY}, UsageError),
        ({"like": "dialog", "municipalities": ("sala", "norberg"), "name": "x"}, UsageError),
        ({"like": "dialog", "name": "norberg"}, RusctlError),
    ],
)
def test_what_does_not_go_together_is_refused(plan: Project, asked: dict[str, Any], error: type[RusctlError]) -> None:
    with pytest.raises(error):
        copies(plan, Copies(**asked))


def undated(project: Project, text: str = 'hours = "09:00-12:00"') -> Project:
    add(project.folder.path, EVENTS, f'[[event]]\nid = "ny"\nkind = "kommundialog"\n{text}\nstatus = "planned"\n')
    return project.again()


def test_a_day_brings_the_hours_that_were_planned(tour: Project) -> None:
    project = undated(tour)
    event = project.plan.events[-1]
    new = hours_planned(event, DAY)
    assert (as_hours(new), as_hours(event.when), hours_planned(project.plan.events[0], DAY)) == ("09:00-12:00", "", DAY)
    table = project.loaded.data[EVENTS]["event"][-1]
    found = propose(project, event_edits.moving(event, table, new, project.today, source="", reason="")).data["event"][
        -1
    ]
    assert (found["start"].hour, found["end"].hour, "hours" in found) == (9, 12, False)
    window = hours_planned(event, project.plan.process.period or DAY)
    edits = event_edits.moving(event, table, window, project.today, source="", reason="")
    assert propose(project, edits).data["event"][-1]["hours"] == "09:00-12:00"


def test_a_proposed_day_has_them_too_and_a_start_alone_is_enough(tour: Project) -> None:
    project = undated(tour, 'hours = "09:00"')
    event = project.plan.events[-1]
    edits = proposals.tentative(project, [event], ProposalAnswer(Certainty.BEST, {"ny": DAY.first}))
    found = propose(project, edits).data["event"][-1]
    assert (found["start"].hour, {"end", "hours", "date"} & found.keys(), found["status"]) == (9, set(), "tentative")


@pytest.mark.parametrize(("times", "hours"), [("9-12", "09:00-12:00"), ("kl. 13", "13:00"), ("", None)])
def test_times_of_what_has_no_day_are_kept_for_it(tour: Project, times: str, hours: str | None) -> None:
    project = undated(tour, 'hours = "08:00"')
    edits = event_values.with_values(project, [project.plan.events[-1]], {}, times)
    assert propose(project, edits).data["event"][-1].get("hours") == hours


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ('hours = "9-12"', "invalid-value"),
        ('hours = "25:00"', "invalid-value"),
        ('hours = "12:00-09:00"', "invalid-value"),
        ('hours = "09:00-09:00"', "invalid-value"),
        ("hours = 9", "wrong-type"),
        ('hours = "09:00"\ndate = 2018-12-03', "conflicting-keys"),
        ('hours = "09:00"\nstart = 2018-12-03T09:00:00', "conflicting-keys"),
    ],
)
def test_hours_that_cannot_be_are_told(tour: Project, text: str, rule: str) -> None:
    project = undated(tour, text)
    assert [one.rule for one in project.loaded.faults] == [rule]
    assert not project.plan.events[-1].hours


def test_a_template_is_made_of_an_event_changed_and_removed(plan: Project) -> None:
    def of(edits: list[Any]) -> dict[str, Any]:
        found: dict[str, Any] = propose(plan, edits, PROCESS).data["template"][-1]
        return found

    made_of = of(templates.added(plan, "grupp-mall", {"crew": ["projektledare"]}, None, "grupp"))
    assert made_of == {
        "id": "grupp-mall",
        "kind": "kommundialog",
        "title": "Arbetsgruppen",
        "venue": "Rådhuset",
        "room": "A",
        "capacity": 12,
        "roles": ["naringsliv"],
        "hours": "13:00-15:00",
        "crew": ["projektledare"],
    }
    dialog = templates.named(plan.plan, "Dialog")
    assert of(templates.with_values(plan, dialog, {"note": "", "room": "B"}, "")) == {
        "id": "dialog",
        "title": "Dialog",
        "crew": ["projektledare"],
        "roles": ["politiker"],
        "questions": ["Vad är viktigast?"],
        "capacity": 40,
        "room": "B",
    }
    for name, values in (("dialog", {}), ("norberg", {}), ("ny", {"url": "https://example.org"})):
        with pytest.raises(RusctlError):
            templates.added(plan, name, values, None, "")


def test_an_id_names_an_event_or_a_template_and_not_both(plan: Project) -> None:
    add(plan.folder.path, PROCESS, '[[template]]\nid = "norberg"\n')
    assert [one.rule for one in plan.again().loaded.faults] == ["duplicate-id"]


def after_filling(project: Project, *names: str, like: str, **values: Any) -> dict[str, dict[str, Any]]:
    """Give the tables of events once they got what they lacked."""
    events = [one for one in project.readable().plan.events if one.id in names]
    times = values.pop("times", None)
    found = propose(project, event_values.with_values(project, events, values, times, like)).data["event"]
    return {one["id"]: one for one in found if one["id"] in names}


def test_stops_that_are_there_get_what_they_lack(tour: Project) -> None:
    add(tour.folder.path, PROCESS, DIALOG)
    change(tour.folder.path, EVENTS, 'id = "norberg"', 'id = "norberg"\nroles = ["naringsliv"]')
    found = after_filling(tour.again(), "norberg", "koping", "vasteras", like="dialog", room="B")
    assert found["norberg"]["roles"] == ["naringsliv"]
    assert found["koping"]["roles"] == ["politiker"]
    assert {one["questions"][0] for one in found.values()} == {"Vad är viktigast?"}
    assert {one["room"] for one in found.values()} == {"B"}
    assert {one["kind"] for one in found.values()} == {"kommundialog"}
    assert (found["norberg"]["start"].hour, found["norberg"]["end"].hour) == (9, 12)
    assert found["vasteras"]["title"] == "Dialog med Västerås Stad"
    assert "hours" not in found["norberg"]


def test_of_another_event_what_is_of_its_place_is_not_filled_in(tour: Project) -> None:
    add(tour.folder.path, EVENTS, STAND)
    found = after_filling(tour.again(), "norberg", "sala", like="grupp")
    assert "venue" not in found["norberg"]
    assert (found["sala"]["venue"], found["sala"]["roles"]) == ("Rådhuset", ["naringsliv"])
    assert not {"note", "dnr", "url", "answer_by"} & {*found["sala"], *found["norberg"]}
    assert found["norberg"]["municipality"] == "norberg"


def test_where_a_tour_lacks_no_visit_it_is_said_how_its_stops_are_filled(tour: Project) -> None:
    add(tour.folder.path, PROCESS, DIALOG)
    with pytest.raises(RusctlError) as refused:
        copies(tour.again(), Copies(like="dialog", tour="kommundialog"))
    assert "rusctl event set vasteras --like dialog" in said(refused.value.message)
