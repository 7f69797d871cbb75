"""Stops of a tour as people keep them in Excel: the table found in its sheet, and what of it is no stop."""

from typing import Any

import pytest

from rusctl.errors import RusctlError
from rusctl.language.catalogue import Language
from rusctl.lists.stops import field, has_some, stops
from rusctl.storage.untrusted.sheet import Sheet, SheetRow

EN = Language("en")


def sheet(*lines: str, **more: Any) -> Sheet:
    """Give a sheet of lines with bars between the cells, as wide as its widest line; the first counts as headings."""
    cells = [tuple(cell.strip() for cell in line.split("|")) for line in lines]
    wide = max(map(len, cells))
    heading, *below = [(*one, *[""] * (wide - len(one))) for one in cells]
    return Sheet(heading, tuple(SheetRow(number, one) for number, one in enumerate(below, 2)), **more)


def held(found: Sheet, *keys: str) -> list[list[str]]:
    return [[one.get(key, "") for key in keys] for _, one in stops(found).rows]


def left(found: Sheet) -> list[tuple[tuple[int, ...], str]]:
    return [(one.rows, EN.text(one.reason)) for one in stops(found).left]


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("Kommun", "municipality"),
        ("KOMMUN:", "municipality"),
        ("Hemkommun", "municipality"),
        ("Datum (prel.)", "date"),
        ("Svar  senast", "answer_by"),
        ("Antal platser", "capacity"),
        ("Anmarkning", "note"),
        ("Kontakt", ""),
        ("", ""),
    ],
)
def test_a_heading_says_what_its_column_is(heading: str, expected: str) -> None:
    assert field(heading) == expected


def test_titles_above_totals_notes_and_lines_are_no_stops() -> None:
    found = sheet(
        "Dialogturnén 2027",
        "uppdaterad 12 jan",
        "",
        "Kommun | Datum | Antal platser",
        "Sala | 3 feb 2027 | 40",
        "Norberg | 10 feb 2027 | 60",
        "--- | --- | ---",
        "Summa | | 100",
        "* preliminära datum i kursiv",
        "Kommun | Datum | Antal platser",
        "Köping | 11 feb 2027 | 30",
    )
    assert held(found, "municipality", "date", "capacity") == [
        ["Sala", "3 feb 2027", "40"],
        ["Norberg", "10 feb 2027", "60"],
        ["Köping", "11 feb 2027", "30"],
    ]
    assert left(found) == [
        ((10,), "the headings once more"),
        ((7,), "a line between rows"),
        ((8,), "a total"),
        ((9,), "a note"),
    ]


def test_merged_cells_and_ditto_marks_stand_for_what_is_above() -> None:
    found = sheet(
        "Kommun | Datum | Lokal",
        "Sala | 3 feb 2027 | Folkets hus",
        "Norberg | | -”-",
        'Köping | 4 feb 2027 | "',
        merged=((2, 3, 1, 1),),
    )
    assert held(found, "municipality", "date", "venue") == [
        ["Sala", "3 feb 2027", "Folkets hus"],
        ["Norberg", "3 feb 2027", "Folkets hus"],
        ["Köping", "4 feb 2027", "Folkets hus"],
    ]


def test_hidden_rows_are_taken_and_named_and_other_columns_are_named() -> None:
    found = stops(sheet("Kommun | Kontakt | Tom", "Sala | Eva |", "Norberg | |", hidden=(3,)))
    assert found.hidden == (3,)
    assert found.dropped == ("Kontakt",)
    assert [number for number, _ in found.rows] == [2, 3]


@pytest.mark.parametrize(
    ("heading", "sentence"),
    [
        ("Datum | Tid", "no column says which stops they are"),
        ("Kommun | Datum | Dag", "two columns are Dag"),
    ],
)
def test_a_sheet_without_stops_is_refused_and_known(heading: str, sentence: str) -> None:
    with pytest.raises(RusctlError) as caught:
        stops(sheet(heading, "a | b | c"))
    assert sentence in EN.text(caught.value.message)
    assert not has_some(sheet(heading, "a | b | c"))
    assert has_some(sheet("Kommun | Tid", "Sala | 9-12"))
    assert not has_some(sheet("Kommun | Tid"))
