"""What an import makes of the plan: new events, other dates, cancellations, and never a person."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from rusctl.calendar.foreign import incoming_work
from rusctl.calendar.foreign.incoming import ImportPeriod, Incoming, Left
from rusctl.errors import RusctlError
from rusctl.model.ledger import Ledger, PublishedEntry
from rusctl.model.plan import Days, Hours, Plan
from rusctl.services.planning import change_events, import_events
from rusctl.services.planning.import_events import Decided, ImportOptions
from rusctl.services.project import Project
from rusctl.storage.files.names import EVENTS
from rusctl.storage.toml.edits import Append, Edit, Set
from tests.calendar.foreign.test_cases import CASES
from tests.services.conftest import add, change, said

TODAY = dt.date(2018, 11, 8)
MARK = "0123456789abcdef0123"
USUAL = "ändrad i kalendern"
OPTIONS = ImportOptions("kommundialog", "", "", USUAL, TODAY, USUAL)
DAY, LATER = dt.date(2019, 2, 5), dt.date(2019, 2, 12)
GROUP = Incoming(
    MARK,
    3,
    dt.datetime(2019, 2, 5, 9),  # noqa: DTZ001 - by the plan's clock
    dt.datetime(2019, 2, 5, 12),  # noqa: DTZ001 - likewise
    "CONFIRMED",
    "Referensgrupp, hållbar tillväxt",
    "Västerås, sal 3",
    "https://example.org/mote",
)
IMPORTED = """
[[event]]
id = "grupp"
kind = "kommundialog"
date = 2019-02-05
status = "{status}"
stated = 2018-11-06
imported_uid = "0123456789abcdef0123"
"""


def decide(project: Project, *arrived: Incoming, options: ImportOptions = OPTIONS) -> Decided:
    plan = project.readable().plan
    return import_events.decide(plan, project.loaded.data[EVENTS]["event"], arrived, options)


def notes(decided: Decided) -> list[tuple[int, str]]:
    return [(line, said(message)) for line, message in decided.notes]


def imported(project: Project, status: str = "confirmed", more: str = "") -> Project:
    """Write an event into the plan that was imported before."""
    add(project.folder.path, EVENTS, IMPORTED.format(status=status) + more)
    return project.again()


def test_an_event_is_known_by_a_uid_that_several_have_where_the_date_is_its_own(tour: Project) -> None:
    imported(tour)
    same = Incoming("1" * 20, 7, DAY, DAY, "CONFIRMED", "Grupp", of_all=MARK)
    other = Incoming("2" * 20, 9, LATER, LATER, "CONFIRMED", "Lov", of_all=MARK)
    decided = decide(tour.again(), same, other)
    assert (decided.same, decided.added, decided.moved) == (1, ["lov"], [])


def test_the_id_is_made_of_the_title_that_is_meant(tour: Project) -> None:
    read = incoming_work.read(
        (CASES / "24-html-entities.ics").read_bytes(), ImportPeriod(TODAY, dt.date(2028, 1, 1), "Europe/Stockholm", "")
    )
    assert decide(tour, *read.events).added == ["rad-namnd-samrad"]


def day(first: dt.date, status: str = "CONFIRMED", last: dt.date | None = None) -> Incoming:
    return Incoming(MARK, 7, first, last or first, status, "Grupp")


def test_a_new_event_becomes_a_table_with_all_that_is_not_a_person(tour: Project) -> None:
    decided = decide(tour, GROUP)
    table = {
        "id": "referensgrupp-hallbar-tillvaxt",
        "kind": "kommundialog",
        "title": "Referensgrupp, hållbar tillväxt",
        "start": GROUP.start,
        "end": GROUP.end,
        "status": "confirmed",
        "venue": "Västerås, sal 3",
        "url": "https://example.org/mote",
        "stated": TODAY,
        "imported_uid": MARK,
    }
    assert decided == Decided(changes=[Append(("event",), table)], added=["referensgrupp-hallbar-tillvaxt"])
    proposal = import_events.proposed(tour, decided)
    assert proposal.new.startswith(proposal.old)
    assert proposal.data["event"][-1] == table


def test_what_the_user_says_of_all_of_it_stands_in_each(tour: Project) -> None:
    options = OPTIONS._replace(municipality="sala", source="mejl", kind="seminarium")
    decided = decide(tour, day(DAY, "TENTATIVE", LATER), options=options)
    assert decided.changes == [
        Append(
            ("event",),
            {
                "id": "grupp",
                "kind": "seminarium",
                "title": "Grupp",
                "municipality": "sala",
                "start": DAY,
                "end": LATER,
                "status": "tentative",
                "source": "mejl",
                "stated": TODAY,
                "imported_uid": MARK,
            },
        )
    ]


def test_what_is_neither_confirmed_nor_cancelled_is_tentative(tour: Project) -> None:
    (made,) = decide(tour, day(DAY, "")).changes
    assert isinstance(made, Append)
    assert made.table["status"] == "tentative"


def test_ids_are_made_of_titles_and_never_taken_twice(tour: Project) -> None:
    told = PublishedEntry(
        uid=f"grupp@{tour.plan.process.uid_domain}",
        sequence=0,
        fingerprint="",
        created=dt.datetime(2018, 1, 1, tzinfo=dt.UTC),
        modified=dt.datetime(2018, 1, 1, tzinfo=dt.UTC),
        status="CONFIRMED",
        title="Grupp",
    )
    plan = replace(tour.plan, published=Ledger(entries={told.uid: told}))
    titles = ("Grupp", "Grupp", "Sala", "Council", "!")
    arrived = [replace_title(number, title) for number, title in enumerate(titles)]
    options = OPTIONS._replace(municipality="sala")
    tables: Any = tour.loaded.data[EVENTS]["event"]
    assert import_events.decide(plan, tables, arrived, options).added == [
        "grupp-2",
        "grupp-3",
        "sala-2",
        "council-2",
        "sala-3",
    ]
    assert import_events.decide(tour.plan, tables, arrived[4:], OPTIONS).added == ["kommundialog"]
    assert import_events.decide(Plan(), [], arrived[:2], OPTIONS).added == ["grupp", "grupp-2"]


def replace_title(number: int, title: str) -> Incoming:
    return Incoming(f"{number:020}", number, DAY, DAY, "CONFIRMED", title)


@pytest.mark.parametrize(
    "text",
    ["Möte med ett@example.org", "Ring 021-17 45 00", "Om 18900101-9802"],
    ids=["address", "telephone", "number"],
)
def test_a_text_that_holds_personal_data_is_left_out_and_that_is_said(tour: Project, text: str) -> None:
    decided = decide(tour, GROUP._replace(title=text, place=text, url=f"https://example.org/?{text}"))
    (made,) = decided.changes
    assert isinstance(made, Append)
    assert {"title", "venue", "url"}.isdisjoint(made.table)
    assert decided.added == ["kommundialog"]
    assert notes(decided) == [
        (3, "its title holds personal data and is left out"),
        (3, "its venue holds personal data and is left out"),
        (3, "its url holds personal data and is left out"),
    ]


def test_a_cancelled_event_that_nobody_knows_is_not_added(tour: Project) -> None:
    decided = decide(tour, GROUP._replace(status="CANCELLED"))
    assert decided == Decided(notes=decided.notes)
    assert notes(decided) == [(3, "it is cancelled, so it is not added")]


def test_the_same_again_is_as_before_whatever_its_title_says(tour: Project) -> None:
    project = imported(tour)
    assert decide(project, day(DAY)._replace(title="Ny titel", place="Ny sal")) == Decided(same=1)


def test_a_new_date_takes_the_old_ones_place_and_keeps_it_with_the_reason(tour: Project) -> None:
    project = imported(tour)
    options = OPTIONS._replace(reason="lokalen", source="mejl")
    decided = decide(project, day(LATER), options=options)
    assert (decided.moved, decided.added, decided.same, decided.notes) == (["grupp"], [], 0, [])
    made = import_events.proposed(project, decided).data["event"][-1]
    earlier = {"date": DAY, "stated": dt.date(2018, 11, 6), "reason": "lokalen"}
    assert (made["date"], made["source"]) == (LATER, "mejl")
    assert (made["stated"], made["earlier"]) == (TODAY, [earlier])


@pytest.mark.parametrize(
    ("reason", "moved"), [("lokalen", []), (USUAL, ["grupp"])], ids=["moved by hand", "moved by the calendar"]
)
def test_what_was_moved_by_hand_is_not_moved_back(tour: Project, reason: str, moved: list[str]) -> None:
    project = imported(tour, more=f'[[event.earlier]]\ndate = 2019-02-12\nreason = "{reason}"\n')
    decided = decide(project, day(LATER))
    assert decided.moved == moved
    sentence = "grupp was moved in the plan, and this calendar still says 2019-02-12; it stays"
    expected = Decided(same=1, notes=decided.notes)
    assert notes(decided) == ([] if moved else [(7, sentence)])
    assert moved or decided == expected


def test_of_several_dates_that_were_given_up_the_last_one_counts(tour: Project) -> None:
    earlier = '[[event.earlier]]\ndate = 2019-02-12\nreason = "lokalen"\n[[event.earlier]]\ndate = 2019-02-19\n'
    project = imported(tour, more=earlier)
    assert decide(project, day(LATER)).moved == ["grupp"]


def test_a_cancellation_is_taken_over_once(tour: Project) -> None:
    project = imported(tour)
    decided = decide(project, day(DAY, "CANCELLED"))
    (index,) = [number for number, one in enumerate(project.plan.events) if one.id == "grupp"]
    expected: list[Edit] = [
        Set(("event", index, "status"), "cancelled"),
        Set(("event", index, "was"), "confirmed", after="status"),
    ]
    assert decided == Decided(changes=expected, cancelled=["grupp"])
    again = change_events.after(project, import_events.proposed(project, decided))
    assert decide(again, day(DAY, "CANCELLED")) == Decided(same=1)


def test_what_was_held_is_not_cancelled(tour: Project) -> None:
    decided = decide(imported(tour, "held"), day(DAY, "CANCELLED"))
    assert decided == Decided(notes=decided.notes)
    assert notes(decided) == [(7, "grupp is held, so it is not cancelled")]


@pytest.mark.parametrize(
    ("status", "first", "same"), [("cancelled", DAY, 1), ("cancelled", LATER, 0), ("held", LATER, 0)]
)
def test_what_is_over_stays_as_it_is_and_how_it_comes_back_is_said(
    tour: Project, status: str, first: dt.date, same: int
) -> None:
    decided = decide(imported(tour, status), day(first))
    assert decided == Decided(same=same, notes=decided.notes)
    sentence = f"grupp is {status}, so it stays as it is; if it is to be again: rusctl event reopen grupp"
    assert notes(decided) == [(7, sentence)]


def test_what_was_held_on_its_day_is_as_before(tour: Project) -> None:
    assert decide(imported(tour, "held"), day(DAY)) == Decided(same=1)


def test_hours_are_hours_and_days_days() -> None:
    assert isinstance(GROUP.start, dt.datetime)
    assert isinstance(GROUP.end, dt.datetime)
    assert import_events.when(GROUP) == Hours(start=GROUP.start, end=GROUP.end)
    assert import_events.when(day(DAY, last=LATER)) == Days(first=DAY, last=LATER)


def test_an_import_that_would_put_a_fault_into_the_plan_is_refused(tour: Project) -> None:
    decided = decide(tour, GROUP._replace(mark="mark"))
    with pytest.raises(RusctlError) as caught:
        import_events.proposed(tour, decided)
    assert caught.value.exit_code == 1
    assert said(caught.value.message) == (
        "imported_uid must be twenty digits and letters a to f, written by rusctl import, and this is mark"
    )


def test_a_fault_that_the_plan_has_already_is_no_reason_to_refuse(tour: Project) -> None:
    change(tour.folder.path, EVENTS, "date = 2018-11-26", 'date = "soon"')
    assert tour.loaded.faults
    proposal = import_events.proposed(tour, decide(tour, GROUP))
    assert proposal.data["event"][-1]["id"] == "referensgrupp-hallbar-tillvaxt"


def test_what_is_done_is_said_and_of_many_new_events_the_first_are_named() -> None:
    decided = Decided(added=[f"m{number}" for number in range(12)], moved=["a"], cancelled=["b", "c"], same=3)
    assert [said(one) for one in import_events.done(decided)] == [
        "12 new events: m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, …",
        "1 moved: a",
        "2 cancelled: b, c",
        "3 are as before",
    ]
    assert import_events.done(Decided()) == []


def test_what_was_left_out_is_said_by_how_much() -> None:
    assert [said(one) for one in import_events.left_out(Left(own=1, persons=2, floating=2), "Europe/Stockholm")] == [
        "1 entry is this plan's own and is passed over",
        "2 people invited or inviting are not taken over",
        "2 times name no zone and are read by the clock of Europe/Stockholm",
    ]
    assert import_events.left_out(Left(), "Europe/Stockholm") == []
