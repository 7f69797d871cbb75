"""CSV as Excel in Sweden writes it, in every encoding and with every separator it has."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rusctl.errors import RusctlError
from rusctl.storage.untrusted.csv_text import read
from rusctl.storage.untrusted.sheet import SheetRow, column_letters

HEADING = ("Namn", "Förening", "Anmärkning", "Antal")
ROWS = (
    ("Åsa Testperson", "Éxempel; hälsa, vård", 'säger "hej"', "1,5"),
    ("Öjvind Testperson", "Kommunen\tSyd", "två\nrader", "-2"),
)
ENCODINGS = ("utf-8", "utf-8-sig", "cp1252", "cp850", "mac_roman", "utf-16", "utf-16-le", "utf-16-be")


def written(separator: str, ending: str) -> str:
    def quoted(cell: str) -> str:
        return '"' + cell.replace('"', '""') + '"' if any(c in cell for c in '"\n\r;,\t|') else cell

    return "".join(separator.join(map(quoted, row)) + ending for row in (HEADING, *ROWS))


@pytest.mark.parametrize(
    ("encoding", "separator", "ending"), [*itertools.product(ENCODINGS, ";,\t|", ["\r\n", "\n", "\r"])]
)
def test_every_form(encoding: str, separator: str, ending: str) -> None:
    sheet = read(written(separator, ending).encode(encoding))
    assert sheet.heading == HEADING
    assert [row.cells for row in sheet.rows] == list(ROWS)
    assert [row.number for row in sheet.rows] == [2, 3]
    assert sheet.separator == separator


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("ending", ["\r\n", "\n", "\r"])
def test_a_line_that_names_the_separator_is_no_row(mark: str, ending: str) -> None:
    text = f"{mark}sep=,{ending}Namn;titel,Antal{ending}Ett;x,1{ending}"
    sheet = read(text.encode())
    assert (sheet.heading, sheet.rows) == (("Namn;titel", "Antal"), (SheetRow(2, ("Ett;x", "1")),))


def test_decimal_commas_are_no_separators() -> None:
    sheet = read(b"Namn;Andel;Andel 2\r\nEtt;1,5;2,5\r\n")
    assert (sheet.separator, sheet.rows) == (";", (SheetRow(2, ("Ett", "1,5", "2,5")),))


def test_one_column_is_a_table() -> None:
    sheet = read("Namn\r\nÅsa\r\n".encode("cp1252"))
    assert (sheet.heading, sheet.rows) == (("Namn",), (SheetRow(2, ("Åsa",)),))


def test_blank_rows_count_as_a_spreadsheet_counts_them_and_are_no_rows() -> None:
    sheet = read(b"\r\n;;\r\nNamn;Roll;\r\n\r\nEtt;politiker;\r\n ; ;\r\nTv\xe5;;\r\n")
    assert sheet.heading == ("Namn", "Roll")
    assert sheet.rows == (SheetRow(5, ("Ett", "politiker")), SheetRow(7, ("Två", "")))


def test_a_row_wider_than_its_heading_keeps_all_its_cells() -> None:
    sheet = read(b"Namn;Roll\r\nEtt;politiker;mer\r\n")
    assert (sheet.heading, sheet.rows[0].cells) == (("Namn", "Roll", ""), ("Ett", "politiker", "mer"))


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b'a;b\r\n"x";1\r\n"y;2\r\n', "row 3: a quotation mark is not closed or stands where none can"),
        (b"\xff\xfea\0b", "this is no text in UTF-16 from byte 4 on; save it as CSV UTF-8"),
        (b"\xef\xbb\xbfa;\xff\r\n", "this is no text in UTF-8 from byte 5 on; save it as CSV UTF-8"),
    ],
)
def test_what_is_no_table_is_refused(data: bytes, sentence: str) -> None:
    with pytest.raises(RusctlError) as raised:
        read(data)
    assert raised.value.message.id.format(**raised.value.message.args).startswith(sentence)


@given(st.lists(st.lists(st.text(st.characters(exclude_characters="\0", codec="utf-8")), min_size=3, max_size=3)))
def test_any_text_is_a_table_or_a_sentence(rows: list[list[str]]) -> None:
    text = "\r\n".join(";".join(row) for row in rows)
    try:
        found = read(text.encode("utf-8"))
    except RusctlError:
        return
    assert found.heading or found.rows  # a list of nothing but addresses has no heading


@given(st.binary())
def test_any_bytes_are_a_table_or_a_sentence(data: bytes) -> None:
    try:
        found = read(data)
        assert found.heading or found.of_addresses
    except RusctlError:
        return


def test_letters_of_columns() -> None:
    assert [column_letters(index) for index in (0, 25, 26, 51, 52, 701, 702, 16383)] == [
        "A", "Z", "AA", "AZ", "BA", "ZZ", "AAA", "XFD"
    ]  # fmt: skip
