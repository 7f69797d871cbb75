"""The working group's sheet, written and read back: rows sorted, left out and edited by two."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from rusctl.errors import RusctlError
from rusctl.inputs import store
from rusctl.language.catalogue import Language
from rusctl.model.inputs import NewInput, Stance, Step
from rusctl.services.inputs import read_sheet, sheet, sorting, theme_edits
from rusctl.services.inputs.read_sheet import SheetRead
from rusctl.services.inputs.theme_edits import ThemeSaid
from rusctl.services.people.register_access import opened
from rusctl.services.project import Project
from rusctl.storage.untrusted import spreadsheet
from rusctl.storage.untrusted.sheet import Sheet, SheetRow
from tests.services.conftest import said

ENGLISH = Language("en")
HEADING = ("Input", "Text", "Headings", "Themes", "Stance", "Sorted", "Version", "Taken as")


@pytest.fixture(name="dialogue")
def dialogue_fixture(house: Project) -> Project:
    new = [NewInput(event="sala", text=text, roles=("politiker",)) for text in ("Fler bussar", "Praktik", "=1+1")]
    opened(house).change("inputs add", lambda change: store.add(change, new))
    return house


def row(number: int, name: str, text: str = "Fler bussar", **cells: str) -> SheetRow:
    """A row as somebody has edited it; what is not said is as it was when nobody had sorted anything."""
    values = {"headings": "", "themes": "", "stance": "", "sorted": "unsorted", "version": "0", "base": "||open"}
    values |= cells
    return SheetRow(number, (name, text, *values.values()))


def taken(project: Project, *rows: SheetRow, wins: bool = False, heading: tuple[str, ...] = HEADING) -> SheetRead:
    return read_sheet.read(project, Sheet(heading, rows), sheet_wins=wins, by="ak")


def under(project: Project, name: str) -> tuple[str, ...]:
    now = sorting.shown(project, name).sorting
    return (*now.headings, *now.themes)


def test_what_was_written_and_not_edited_changes_nothing(dialogue: Project, tmp_path: Path) -> None:
    theme_edits.set_theme(dialogue, "Kvällsbussar", ThemeSaid())
    sorting.tag(dialogue, "SALA-001", ["klimat", "kvallsbussar"])
    sorting.split(dialogue, "SALA-001", ["bussar"])
    sorting.stance(dialogue, "SALA-001.1", "for")
    sorting.mark(dialogue, "SALA-001", "done", assigned="bo")
    sorting.note(dialogue, "SALA-001", "en hemlighet")
    path = tmp_path / "sortering.xlsx"
    assert sheet.make(dialogue, Language("sv"), path) == 4
    table = spreadsheet.read(path)
    cells = dict(zip(table.heading, table.rows[0].cells, strict=True))
    assert (cells["Rubriker"], cells["Teman"], cells["Sorterat"]) == (
        "Klimat, miljö och energi",
        "Kvällsbussar",
        "sorterat",
    )
    assert not any("hemlighet" in cell or cell == "bo" for each in table.rows for cell in each.cells)
    assert table.rows[3].cells[6] == "=1+1"
    found = read_sheet.read(dialogue, table)
    assert (found.rows, found.unchanged, found.changes, found.faults, found.unused) == (
        4,
        4,
        (),
        (),
        (),
    )
    with pytest.raises(RusctlError):
        sheet.make(dialogue, ENGLISH, path)


def test_rows_that_are_sorted_left_out_and_edited_are_taken(dialogue: Project) -> None:
    found = taken(
        dialogue,
        row(2, "sala-003", "=1+1", headings="kompetens; Climate, environment and energy", sorted="sorterat"),
        row(3, "SALA-001", headings="klimat, kompetens", stance="för"),
    )
    assert (len(found.applied), found.faults) == (2, ())
    assert under(dialogue, "SALA-003") == ("kompetens", "klimat")
    assert sorting.shown(dialogue, "SALA-003").sorting.step is Step.DONE
    assert sorting.shown(dialogue, "SALA-001").sorting.stance is Stance.FOR
    assert under(dialogue, "SALA-002") == ()


def test_two_colleagues_who_change_one_row_lose_nothing(dialogue: Project) -> None:
    taken(dialogue, row(2, "SALA-001", headings="klimat", stance="for"))
    found = taken(dialogue, row(2, "SALA-001", headings="kompetens", stance="against"))
    assert under(dialogue, "SALA-001") == ("klimat", "kompetens")
    (one,) = found.changes
    assert read_sheet.meanwhile(one, ENGLISH) == ["Headings: klimat", "Stance: for"]
    assert read_sheet.changed(one, ENGLISH) == ["+kompetens"]
    assert [read_sheet.disagreement(each, ENGLISH) for each in one.together.disagreements] == [
        ("Stance", "against", "for")
    ]
    assert sorting.shown(dialogue, "SALA-001").sorting.stance is Stance.FOR
    taken(dialogue, row(2, "SALA-001", headings="kompetens", stance="against"), wins=True)
    assert sorting.shown(dialogue, "SALA-001").sorting.stance is Stance.AGAINST


@pytest.mark.parametrize(
    ("cells", "column", "why"),
    [
        ({"name": "SALA-009"}, "Input", "there is no such input"),
        ({"name": ""}, "Input", "the row has no input"),
        ({"name": "SALA-001.4"}, "Input", "the input has no such part"),
        ({"headings": "klimatet"}, "Headings", "klimatet is not a heading or a theme"),
        ({"themes": "Bussar"}, "Themes", "Bussar is not a heading or a theme"),
        ({"stance": "kanske"}, "Stance", "kanske is not a stance"),
        ({"sorted": "ja"}, "Sorted", "ja is not how far"),
    ],
)
def test_what_is_wrong_is_told_with_its_column_and_nothing_is_taken(
    dialogue: Project, cells: Mapping[str, str], column: str, why: str
) -> None:
    wrong = row(7, **{"name": "SALA-001", **cells})
    found = taken(dialogue, row(2, "SALA-002", "Praktik", headings="klimat"), wrong)
    assert [(one.row, one.column) for one in found.faults] == [(7, column)]
    assert why in said(found.faults[0].why)
    assert under(dialogue, "SALA-002") == ()


def test_every_row_is_accounted_for(dialogue: Project) -> None:
    found = taken(
        dialogue,
        row(2, "SALA-001", headings="klimat"),
        row(3, "SALA-001", headings="kompetens"),
        row(4, "SALA-002", "Praktik"),
        row(5, "SALA-004"),
    )
    rows = {one.row for one in found.faults}
    assert (found.rows, found.unchanged, len(found.changes), rows) == (4, 1, 1, {3, 5})


def test_a_text_that_is_edited_in_the_sheet_is_told_and_not_taken(dialogue: Project) -> None:
    found = taken(dialogue, row(2, "SALA-001", "Färre bussar", headings="klimat"))
    assert found.texts == ("SALA-001",)
    assert sorting.shown(dialogue, "SALA-001").input.text == "Fler bussar"
    assert under(dialogue, "SALA-001") == ("klimat",)


def test_columns_that_are_taken_out_or_added_change_nothing(dialogue: Project) -> None:
    theme_edits.set_theme(dialogue, "bussar", ThemeSaid())
    sorting.tag(dialogue, "SALA-001", ["klimat", "bussar"])
    cells = ("SALA-001", "kompetens", "klimat bussar||open", "min anteckning")
    found = taken(dialogue, SheetRow(2, cells), heading=("Inspel", "Rubriker", "Taken as", "Kommentar"))
    assert found.unused == ("Kommentar",)
    assert set(under(dialogue, "SALA-001")) == {"bussar", "kompetens"}


def test_a_row_that_no_longer_knows_what_it_was_is_known_by_its_version(dialogue: Project) -> None:
    sorting.tag(dialogue, "SALA-001", ["klimat"])
    taken(dialogue, row(2, "SALA-001", headings="kompetens", version="1", base=""))
    assert under(dialogue, "SALA-001") == ("kompetens",)
    taken(dialogue, row(2, "SALA-001", headings="klimat", version="1", base=""))
    assert set(under(dialogue, "SALA-001")) == {"klimat", "kompetens"}


@pytest.mark.parametrize("heading", [("Rubriker", "Text"), ("Input", "Inspel")])
def test_a_table_that_is_no_such_sheet_is_refused(dialogue: Project, heading: tuple[str, ...]) -> None:
    with pytest.raises(RusctlError):
        taken(dialogue, SheetRow(2, ("x", "y")), heading=heading)
