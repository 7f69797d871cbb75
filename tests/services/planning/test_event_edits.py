"""What another date or another status does to an event's table."""

import datetime as dt
from typing import Any

from rusctl.model.plan import Days, Status, Window
from rusctl.services.planning import change_events
from rusctl.services.planning.event_edits import becoming, moving
from rusctl.services.project import Project
from rusctl.storage.files.names import EVENTS
from rusctl.storage.toml.edits import Append, Delete, Edit, Set
from tests.services.conftest import change

TODAY, OLD, NEW = dt.date(2018, 11, 8), dt.date(2018, 11, 26), dt.date(2018, 12, 3)
STATED = dt.date(2018, 11, 6)
ROUTE = ("event", 5)
NEW_DAY = Days(first=NEW, last=NEW)


def made(project: Project, edits: list[Edit]) -> dict[str, Any]:
    """Give the table of Norberg as edits would make it."""
    found: dict[str, Any] = change_events.propose(project, edits).data["event"][5]
    return found


def table(project: Project) -> dict[str, Any]:
    found: dict[str, Any] = project.loaded.data[EVENTS]["event"][5]
    return found


def test_a_move_keeps_the_old_date_with_who_said_it_and_why_it_holds_no_more(tour: Project) -> None:
    norberg = tour.plan.events[5]
    edits = moving(norberg, table(tour), NEW_DAY, TODAY, source="mejl", reason="lokalen")
    assert edits == [
        Set((*ROUTE, "date"), NEW, after="date"),
        Append((*ROUTE, "earlier"), {"date": OLD, "stated": STATED, "source": "mejl", "reason": "lokalen"}),
        Set((*ROUTE, "stated"), TODAY, after="source"),
    ]
    assert made(tour, edits) == {
        "id": "norberg",
        "kind": "kommundialog",
        "municipality": "norberg",
        "date": NEW,
        "status": "tentative",
        "source": "regionvastmanland.se, 2018",
        "stated": TODAY,
        "earlier": [{"date": OLD, "stated": STATED, "source": "mejl", "reason": "lokalen"}],
    }


def test_without_words_for_it_the_old_source_stands_and_no_reason(tour: Project) -> None:
    edits = moving(tour.plan.events[5], table(tour), NEW_DAY, TODAY, source="", reason="")
    assert made(tour, edits)["earlier"] == [{"date": OLD, "stated": STATED, "source": "regionvastmanland.se, 2018"}]


def test_a_second_move_keeps_both_dates(tour: Project) -> None:
    proposal = change_events.propose(
        tour, moving(tour.plan.events[5], table(tour), NEW_DAY, TODAY, source="", reason="ett")
    )
    once = change_events.after(tour, proposal)
    window = Window(first=NEW, last=dt.date(2018, 12, 31), text="i december")
    edits = moving(once.plan.events[5], table(once), window, TODAY, source="", reason="två")
    found = made(once, edits)
    assert found["window"] == {"from": NEW, "to": dt.date(2018, 12, 31), "text": "i december"}
    assert [(one["date"], one["reason"]) for one in found["earlier"]] == [(OLD, "ett"), (NEW, "två")]


def test_the_first_date_gives_none_up(tour: Project) -> None:
    change(tour.folder.path, EVENTS, "date = 2018-11-26\n", "")
    change(tour.folder.path, EVENTS, 'status = "tentative"\nsource = "regionvastmanland.se, 2018"\n', "")
    edits = moving(tour.plan.events[5], table(tour), NEW_DAY, TODAY, source="mejl", reason="y")
    assert edits == [
        Set((*ROUTE, "date"), NEW, after="municipality"),
        Set((*ROUTE, "stated"), TODAY, after="stated"),
    ]


def test_a_status_is_set_and_what_is_cancelled_remembers_what_it_was(tour: Project) -> None:
    norberg = tour.plan.events[5]
    assert becoming(norberg, table(tour), Status.CONFIRMED) == [Set((*ROUTE, "status"), "confirmed")]
    assert becoming(norberg, table(tour), Status.CANCELLED) == [
        Set((*ROUTE, "status"), "cancelled"),
        Set((*ROUTE, "was"), "tentative", after="status"),
    ]


def test_what_is_cancelled_reminds_of_nothing(tour: Project) -> None:
    change(tour.folder.path, EVENTS, "date = 2018-11-26\n", "date = 2018-11-26\nreminder = 7\n")
    found = made(tour, becoming(tour.plan.events[5], table(tour), Status.CANCELLED))
    assert (found["status"], found["was"], "reminder" in found) == ("cancelled", "tentative", False)
    still = made(tour, becoming(tour.plan.events[5], table(tour), Status.CONFIRMED))
    assert (still["reminder"], "was" in still) == (7, False)


def test_what_is_on_again_was_nothing_else(tour: Project) -> None:
    change(
        tour.folder.path,
        EVENTS,
        'date = 2018-11-26\nstatus = "tentative"',
        'date = 2018-11-26\nstatus = "cancelled"\nwas = "tentative"',
    )
    assert becoming(tour.plan.events[5], table(tour), Status.TENTATIVE) == [
        Set((*ROUTE, "status"), "tentative"),
        Delete((*ROUTE, "was")),
    ]
