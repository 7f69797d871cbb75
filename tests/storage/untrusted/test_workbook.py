"""Workbooks as Excel and others write them: what a cell shows is what is read."""

import datetime as dt
import io
from typing import Any

import openpyxl
import pytest
import xlsxwriter

from rusctl.errors import RusctlError
from rusctl.storage.untrusted.sheet import ERROR, FORMULA, NUMBER, SheetRow
from rusctl.storage.untrusted.xlsx import read
from tests.storage.untrusted.bombs import inline, packed, parts


def made(rows: list[list[Any]], title: str = "Blad1", **more: list[list[Any]]) -> bytes:
    book = openpyxl.Workbook()
    first = book.active
    assert first is not None
    first.title = title
    for row in rows:
        first.append(row)
    for name, others in more.items():
        sheet = book.create_sheet(name)
        for row in others:
            sheet.append(row)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def test_cells_are_texts() -> None:
    day, moment = dt.date(2018, 11, 7), dt.datetime(2018, 11, 7, 9, 30)  # noqa: DTZ001 - a workbook knows no time zones
    sheet = read(made([["Namn", "A", "B", "C", "D", "E"], [" Åsa ", day, moment, 5, 1.5, True]]))
    assert sheet.heading == ("Namn", "A", "B", "C", "D", "E")
    assert sheet.rows == (
        SheetRow(2, (" Åsa ", "2018-11-07", "2018-11-07 09:30", "5", "1.5", "true"), {3: NUMBER, 4: NUMBER}),
    )
    assert (sheet.name, sheet.others, sheet.epoch) == ("Blad1", (), 1899)


def test_a_formula_counts_as_the_value_saved_with_it() -> None:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Namn", "Antal", "Utan"])
        sheet.write_formula(1, 0, '="Test"&"person"', None, "Testperson")
        sheet.write_formula(1, 1, "=1+1", None, 2)
        sheet.write_formula(1, 2, "=1+1", None, "")
    assert read(target.getvalue()).rows == (SheetRow(2, ("Testperson", "2", ""), {1: NUMBER, 2: FORMULA}),)


def test_an_error_is_no_text() -> None:
    rows = inline(1, "Namn", "Roll") + '<row r="2"><c t="e"><v>#N/A</v></c><c t="inlineStr"><is><t>x</t></is></c></row>'
    assert read(packed(parts(rows))).rows == (SheetRow(2, ("#N/A", "x"), {0: ERROR}),)


def test_gaps_and_blank_rows() -> None:
    rows = inline(3, "Namn", "", "Roll") + inline(4, " ") + inline(900_000, "Ett", "", "politiker", "mer")
    sheet = read(packed(parts(rows)))
    assert sheet.heading == ("Namn", "", "Roll", "")
    assert sheet.rows == (SheetRow(900_000, ("Ett", "", "politiker", "mer")),)


def test_far_cells_without_a_value_do_not_matter() -> None:
    rows = inline(1, "Namn") + inline(2, "Ett") + '<row r="1048576"><c r="XFD1048576"/></row>'
    assert read(packed(parts(rows))).rows == (SheetRow(2, ("Ett",)),)


def test_the_first_sheet_that_can_be_seen_is_read_and_the_others_are_named() -> None:
    data = made([["Namn"], ["Ett"]], "Deltagare", Roller=[["Roll"], ["politiker"]])
    assert (read(data).rows[0].cells, read(data).others) == (("Ett",), ("Roller",))
    assert read(data, "Roller").rows[0].cells == ("politiker",)
    with pytest.raises(RusctlError, match="there is no sheet"):
        read(data, "Blad2")


def test_the_calendar_of_old_macs_is_told() -> None:
    found = parts(inline(1, "Dag") + '<row r="2"><c><v>41583</v></c></row>')
    book = found["xl/workbook.xml"].replace("<sheets>", '<workbookPr date1904="1"/><sheets>')
    sheet = read(packed({**found, "xl/workbook.xml": book}))
    assert (sheet.epoch, sheet.rows) == (1904, (SheetRow(2, ("41583",), {0: NUMBER}),))
