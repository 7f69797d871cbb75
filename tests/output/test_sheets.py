"""Tables for Excel: read back, every text is the text it was and never a formula, a link or a number."""

import datetime as dt
import io
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
from hypothesis import given
from hypothesis import strategies as st

from rusctl.language.cells import unshielded
from rusctl.output.sheets import A4, LONGEST_FOOT, SheetTable, delimited, workbook
from rusctl.storage.untrusted import spreadsheet
from rusctl.storage.untrusted.csv_text import read as read_delimited

MADE = dt.datetime(2018, 11, 8, 9, 0, tzinfo=dt.UTC)
NASTY = [
    "=1+1",
    "+46 70 123",
    "-5",
    "@SUM(A1)",
    "＝1",
    "\t=1",
    "'=1",
    "https://example.org",
    "007",
    "1,5",
    "mailto:x",
    "Åsa",
]
TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12)


def test_a_workbook_holds_texts_only() -> None:
    data = workbook(
        [SheetTable("Deltagare: [alla]/*?", ["Namn", "Antal"], [[text, 7] for text in NASTY])], "Lista", MADE
    )
    sheet = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    assert sheet.title == "Deltagare- -alla----"
    rows = list(sheet.iter_rows(min_row=2))
    assert [row[0].value for row in rows] == NASTY
    assert {row[0].data_type for row in rows} == {"s"}
    assert {(row[0].number_format, row[0].quotePrefix) for row in rows} == {("@", True)}
    assert {row[1].value for row in rows} == {7}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        xml = archive.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in xml
    assert "hyperlink" not in xml


def test_the_same_table_gives_the_same_bytes() -> None:
    tables = [SheetTable("Lista", ["Namn"], [["Testperson Ett"]])]
    assert workbook(tables, "Lista", MADE) == workbook(tables, "Lista", MADE)


def test_csv_is_as_excel_in_sweden_opens_it() -> None:
    data = delimited(SheetTable("Lista", ["Namn", "Antal"], [["Åsa; Test", 7], ["=1", None]]))
    assert data == b'\xef\xbb\xbfNamn;Antal\r\n"\xc3\x85sa; Test";7\r\n\'=1;\r\n'


def foot_of(sheet: Any) -> tuple[str, str]:
    """Give what stands to the left and to the right below each printed page."""
    return sheet.oddFooter.left.text, sheet.oddFooter.right.text


def test_a_workbook_is_ready_to_print() -> None:
    narrow = SheetTable("Smal", ["Namn", "Antal", "Nyckel"], [["Åsa", 7, "x" * 200]] * 3, hidden=(2,))
    broad = SheetTable("Bred", ["a", "b"], [["x" * 60, "y" * 60]])
    book: Any = openpyxl.load_workbook(io.BytesIO(workbook([narrow, broad], "Sala & Heby:\n&P 2027", MADE)))
    assert [sheet.page_setup.orientation for sheet in book] == ["portrait", "landscape"]
    for sheet in book:
        assert sheet.page_setup.paperSize == A4
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.print_title_rows == "$1:$1"
        assert sheet.print_options.gridLines
        assert foot_of(sheet) == ("Sala && Heby: &&P 2027", "&P / &N")


def test_the_longest_title_has_room_below_a_page() -> None:
    data = workbook([SheetTable("Lista", ["Namn"], [])], "&" * 500, MADE)
    (sheet,) = openpyxl.load_workbook(io.BytesIO(data)).worksheets
    assert foot_of(sheet) == ("&" * 2 * LONGEST_FOOT, "&P / &N")


@given(st.lists(TEXTS, min_size=2, max_size=5))
def test_csv_comes_back(cells: list[str]) -> None:
    heading = [f"h{number}" for number in range(len(cells))]
    found = read_delimited(delimited(SheetTable("Lista", heading, [cells, ["x"] * len(cells)])))
    rows = [[_or_blank(unshielded(cell)) for cell in row.cells] for row in found.rows]
    wanted = [[_or_blank(cell) for cell in row] for row in (cells, ["x"] * len(cells))]
    assert rows == [row for row in wanted if any(row)]


def _or_blank(cell: str) -> str:
    return cell if cell.strip() else ""


def test_what_rusctl_writes_rusctl_reads(tmp_path: Path) -> None:
    path = tmp_path / "lista.xlsx"
    path.write_bytes(workbook([SheetTable("Lista", ["Namn", "Antal"], [[text, 7] for text in NASTY])], "Lista", MADE))
    sheet = spreadsheet.read(path)
    assert [row.cells for row in sheet.rows] == [(text, "7") for text in NASTY]
