"""What another date or another status does to an event's table."""

import datetime as dt
from typing import Any

from rusctl.model.plan import Days, Event, Status, Window
from rusctl.services.planning import change_events
from rusctl.services.planning.event_edits import becoming, moving, status_with
from rusctl.services.project import Project
from rusctl.storage.files.names import EVENTS
from rusctl.storage.toml.edits import Append, Delete, Edit, Set
from tests.services.conftest import change

TODAY, OLD, NEW = dt.date(2018, 11, 8), dt.date(2018, 11, 26), dt.date(2018, 12, 3)
STATED = dt.date(2018, 11, 6)
ROUTE = ("event", 5)
PAGE = "regionvastmanland.se, 2018"
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
        Append((*ROUTE, "earlier"), {"date": OLD, "stated": STATED, "source": PAGE, "reason": "lokalen"}),
        Set((*ROUTE, "source"), "mejl", after="source"),
        Set((*ROUTE, "stated"), TODAY, after="source"),
    ]
    assert made(tour, edits) == {
        "id": "norberg",
        "kind": "kommundialog",
        "municipality": "norberg",
        "date": NEW,
        "status": "tentative",
        "source": "mejl",
        "stated": TODAY,
        "earlier": [{"date": OLD, "stated": STATED, "source": PAGE, "reason": "lokalen"}],
    }


def test_without_words_for_it_the_new_date_has_no_source_and_the_old_one_keeps_its_own(tour: Project) -> None:
    edits = moving(tour.plan.events[5], table(tour), NEW_DAY, TODAY, source="", reason="")
    found = made(tour, edits)
    assert found["earlier"] == [{"date": OLD, "stated": STATED, "source": PAGE}]
    assert ("source" in found, found["stated"]) == (False, TODAY)


def test_a_date_that_had_no_source_gets_one(tour: Project) -> None:
    change(
        tour.folder.path,
        EVENTS,
        'status = "tentative"\nsource = "regionvastmanland.se, 2018"\n',
        'status = "tentative"\n',
    )
    found = made(tour, moving(tour.plan.events[5], table(tour), NEW_DAY, TODAY, source="mejl", reason=""))
    assert found["earlier"] == [{"date": OLD, "stated": STATED}]
    assert (found["source"], found["stated"]) == ("mejl", TODAY)


def test_what_loses_its_day_is_planned_and_what_is_written_prel_is_tentative(tour: Project) -> None:
    norberg, month = tour.plan.events[5], Window(first=NEW, last=dt.date(2018, 12, 31), text="i december")
    assert made(tour, moving(norberg, table(tour), month, TODAY, source="", reason=""))["status"] == "planned"
    for status, new, tentative, then in (
        (Status.CONFIRMED, month, False, Status.PLANNED),
        (Status.TENTATIVE, month, True, Status.PLANNED),
        (Status.PLANNED, month, True, Status.PLANNED),
        (Status.CONFIRMED, NEW_DAY, True, Status.TENTATIVE),
        (Status.PLANNED, NEW_DAY, True, Status.TENTATIVE),
        (Status.PLANNED, NEW_DAY, False, Status.PLANNED),
        (Status.CONFIRMED, NEW_DAY, False, Status.CONFIRMED),
    ):
        assert status_with(Event(id="x", status=status), new, tentative=tentative) is then


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
    edits = moving(tour.plan.events[5], table(tour), NEW_DAY, TODAY, source="mejl", reason="")
    assert edits == [
        Set((*ROUTE, "date"), NEW, after="municipality"),
        Set((*ROUTE, "source"), "mejl", after="stated"),
        Set((*ROUTE, "stated"), TODAY, after="source"),
    ]


def test_what_was_said_while_there_was_no_date_is_kept(tour: Project) -> None:
    change(tour.folder.path, EVENTS, "date = 2018-11-26\n", "")
    edits = moving(tour.plan.events[5], table(tour), NEW_DAY, TODAY, source="mejl", reason="lokalen är klar")
    found = made(tour, edits)
    assert (found["date"], found["source"]) == (NEW, "mejl")
    assert found["earlier"] == [{"stated": STATED, "source": PAGE, "reason": "lokalen är klar"}]


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
