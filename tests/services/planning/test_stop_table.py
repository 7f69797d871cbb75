"""Stops of a table, as people keep them: which event a row is about, and what is refused with its row."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from rusctl.errors import RusctlError
from rusctl.model.plan import Days, Hours, Status, Window
from rusctl.services import selection
from rusctl.services.planning import import_events, stop_table
from rusctl.services.planning.change_events import write
from rusctl.services.planning.stop_table import StopOptions
from rusctl.services.project import Project
from rusctl.storage.untrusted.sheet import Sheet, SheetRow
from tests.services.conftest import said

OPTIONS = StopOptions("kommundialog", "mejl", "kommunen bad om det")


def sheet(*lines: str) -> Sheet:
    """Give a table of lines with bars between the cells; the first is the heading."""
    heading, *rows = [tuple(cell.strip() for cell in line.split("|")) for line in lines]
    return Sheet(heading, tuple(SheetRow(number, cells) for number, cells in enumerate(rows, 2)))


def taken(project: Project, *lines: str) -> tuple[Project, list[str], list[str]]:
    """Take a table; give the project after it, what was told, and what it came to."""
    told: list[Any] = []
    again = project.again()
    decided = stop_table.decide(again, sheet(*lines), OPTIONS, told.append)
    proposal = import_events.proposed(again, decided)
    write(again, proposal.new, proposal.old)
    return project.again(), [*map(said, told)], [*map(said, import_events.done(decided))]


def test_a_row_is_about_the_only_stop_in_its_municipality_and_a_new_one_where_there_is_none(tour: Project) -> None:
    again, told, came = taken(
        tour,
        "Kommun | Datum | Tid | Lokal | Sal | Bemanning | Antal platser | Svar senast",
        "Norberg | 4 dec 2018 | 9-12 | Folkets hus | A | Projektledare, Kommunikatör | 40 | 20 nov 2018",
        "KÖPING | 5 dec 2018 | | | | | |",
        "Västerås | v 3 2019 | | | | | |",
    )
    plan = again.plan
    norberg = selection.event(plan, "norberg")
    assert norberg.when == Hours(start=dt.datetime(2018, 12, 4, 9), end=dt.datetime(2018, 12, 4, 12))  # noqa: DTZ001 - local
    assert (norberg.venue, norberg.room, norberg.capacity) == ("Folkets hus", "A", 40)
    assert (norberg.crew, norberg.answer_by) == (("projektledare", "kommunikator"), dt.date(2018, 11, 20))
    assert (norberg.source, norberg.earlier[-1].reason) == ("mejl", "kommunen bad om det")
    assert isinstance(selection.event(plan, "vasteras").when, Window)
    assert (told, came) == ([], ["3 moved: norberg, koping, vasteras"])


def test_the_same_table_again_changes_nothing_and_only_what_is_new_is_changed(tour: Project) -> None:
    lines = ("Kommun | Datum | Lokal", "Norberg | 4 dec 2018 | Folkets hus")
    again, *_ = taken(tour, *lines)
    decided = stop_table.decide(again.again(), sheet(*lines), OPTIONS, print)
    assert (decided.changes, decided.same) == ([], 1)
    _, _, came = taken(again, "Kommun | Datum | Lokal", "Norberg | 4 dec 2018 | Stadshuset")
    assert came == ["1 changed: norberg"]


def test_a_date_without_a_year_is_told_and_one_that_is_preliminary_makes_it_tentative(tour: Project) -> None:
    again, told, _ = taken(tour, "Kommun | När", "Arboga | 4 dec (prel.)")
    assert selection.event(again.plan, "arboga").status is Status.TENTATIVE
    assert told == ['"4 dec" has no year; read as 2018-12-04'] or "has no year" in told[0]


def test_times_alone_are_on_the_day_that_the_event_has(tour: Project) -> None:
    again, *_ = taken(tour, "id | Börjar | Slutar", "norberg | 09:30:00 | 12:00:00")
    when = selection.event(again.plan, "norberg").when
    assert isinstance(when, Hours)
    assert (when.first, when.start.hour, when.start.minute) == (dt.date(2018, 11, 26), 9, 30)


def test_a_new_stop_has_its_own_id_and_is_tentative_where_it_has_a_day(tour: Project) -> None:
    again, _, came = taken(
        tour,
        "id | Kommun | Titel | Datum",
        "sala-igen | Sala | Mer i Sala | 4 dec 2018",
        "norberg-igen | Norberg | |",
    )
    found = selection.event(again.plan, "sala-igen")
    assert (found.title, found.when, found.status) == (
        "Mer i Sala",
        Days(first=dt.date(2018, 12, 4), last=dt.date(2018, 12, 4)),
        Status.TENTATIVE,
    )
    assert selection.event(again.plan, "norberg-igen").status is Status.PLANNED
    assert came == ["2 new events: sala-igen, norberg-igen"]


def test_each_row_that_cannot_be_taken_is_said_and_none_is(tour: Project) -> None:
    before = tour.readable().files["events.toml"]
    with pytest.raises(RusctlError) as caught:
        taken(
            tour,
            "Kommun | Datum | Tid | Bemanning | Antal platser",
            "Umeå | 4 dec 2018 | | |",
            "Norberg | 31 feb 2019 | | |",
            "Köping | | | Kassör |",
            "Arboga | | | | många",
            " | 4 dec 2018 | | |",
            "Hallstahammar | | | |",
            "Hallstahammar | | | |",
            "Västerås | | 9-12 | |",
        )
    text = said(caught.value.message)
    for part in (
        "row 2: Umeå is not a municipality",
        "row 3: ",
        "row 4: Kassör is not a crew role",
        "row 5: många is no number",
        "row 6: it says neither a municipality nor an id",
        "row 8: hallstahammar stands in row 7, too",
        "row 9: it has times of day and no date",
    ):
        assert part in text
    assert tour.again().readable().files["events.toml"] == before


@pytest.mark.parametrize(
    ("heading", "sentence"),
    [
        ("Datum | Tid", "no column says which stops they are"),
        ("Kommun | Datum | Dag", "two columns are Dag"),
    ],
)
def test_a_table_whose_columns_do_not_say_what_they_are_is_refused(tour: Project, heading: str, sentence: str) -> None:
    with pytest.raises(RusctlError) as caught:
        stop_table.decide(tour, sheet(heading), OPTIONS, print)
    assert sentence in said(caught.value.message)


def test_a_column_that_is_not_taken_is_said(tour: Project) -> None:
    _, told, _ = taken(tour, "Kommun | Kontakt | Tom | Lokal", "Norberg | Eva | | Folkets hus")
    assert told == ["not taken: the columns Kontakt"]


@pytest.mark.parametrize(
    ("file", "data", "table"),
    [
        ("stopp.csv", b"", True),
        ("STOPP.XLSX", b"PK", True),
        ("in.ics", b"Kommun;Datum", False),
        ("noname", b"Kommun;Datum", False),
        ("-", b"Kommun\tDatum\n", True),
        ("-", b"BEGIN:VCALENDAR\r\nX;Y:1", False),
        ("-", "BEGIN:VCALENDAR;".encode("utf-16"), False),
        ("-", b"", False),
        ("-", "Dialogturnén 2027\n\nKommun\tDatum\n".encode(), True),
        ("-", b"PK\x03\x04", True),
    ],
)
def test_a_table_is_told_from_a_calendar(file: str, data: bytes, table: bool) -> None:
    assert stop_table.is_table(file, data) is table


def test_a_table_stands_below_titles_and_above_totals_and_notes(tour: Project) -> None:
    again, told, came = taken(
        tour,
        "Dialogturnén hösten 2018 | |",
        "Kommun | Datum | Lokal",
        "Norbergs kommun | 4 dec 2018 | Folkets hus",
        "Kommun | Datum | Lokal",
        "1984 | 5 dec 2018 |",
        "Summa 2 | |",
        "Frågor besvaras av kansliet i Västerås | |",
    )
    assert came == ["2 moved: norberg, arboga"]
    assert selection.event(again.plan, "norberg").venue == "Folkets hus"
    assert told == [
        "left out (row 4): the headings once more",
        "left out (row 6): a total",
        "left out (row 7): a note",
    ]


def test_what_is_left_out_and_what_is_hidden_is_told(tour: Project) -> None:
    told: list[Any] = []
    found = sheet("Turnén | ", "Kommun | Datum", "Norberg | 4 dec 2018", "Köpings kommun | 5 dec 2018", "Totalt | 2")
    decided = stop_table.decide(tour, found._replace(hidden=(4,)), OPTIONS, told.append)
    assert decided.moved == ["norberg", "koping"]
    assert [*map(said, told)] == [
        "left out (row 5): a total",
        "hidden in the workbook, and taken all the same: row 4",
    ]


def test_of_a_workbook_the_first_sheet_with_stops_is_read(tmp_path: Path) -> None:
    book = Workbook()
    assert book.active is not None
    book.active.append(["Försättsblad"])
    other = book.create_sheet("Stopp")
    other.append(["Kommun", "Datum"])
    other.append(["Norberg", "4 dec 2018"])
    book.save(tmp_path / "turné.xlsx")
    found = stop_table.read("turné.xlsx", (tmp_path / "turné.xlsx").read_bytes())
    assert (found.name, found.rows[0].cells) == ("Stopp", ("Norberg", "4 dec 2018"))
