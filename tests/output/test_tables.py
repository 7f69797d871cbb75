"""Tables on lines of any length: no word is cut where it can stand whole, and nothing but spare columns is left out."""

import contextlib
import io
import re
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from rusctl.output import rich_tables
from rusctl.output.tables import Cell, Column, print_pairs, print_table

COLUMNS = [Column("När", whole=True), Column("Vecka", number=True, spare=True), Column("Händelse"), Column("Ej klart")]
ROWS: list[list[str | Cell]] = [
    ["ons 7 nov. 2018", "45", "Kommundialog Skinnskatteberg", "klockslag, lokal"],
    ["i början av 2019", "", Cell("Dialog med Västerås Stad", "bold", "vasteras"), ""],
]
WIDE = """\
När                Vecka   Händelse                       Ej klart
──────────────────────────────────────────────────────────────────────────
ons 7 nov. 2018       45   Kommundialog Skinnskatteberg   klockslag, lokal
i början av 2019           Dialog med Västerås Stad
                           vasteras
"""
SPARING = """\
När                Händelse          Ej klart
────────────────────────────────────────────────────
ons 7 nov. 2018    Kommundialog      klockslag,
                   Skinnskatteberg   lokal
i början av 2019   Dialog med
                   Västerås Stad
                   vasteras
"""
STACKED = """\
När       ons 7 nov. 2018
Vecka     45
Händelse  Kommundialog
          Skinnskatteberg
Ej klart  klockslag, lokal

När       i början av 2019
Händelse  Dialog med
          Västerås Stad
          vasteras

"""


def shown(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, width: int) -> str:
    """Print the table on lines of a width; spaces at their ends say nothing."""
    monkeypatch.setenv("COLUMNS", str(width))
    print_table(COLUMNS, ROWS)
    out = capsys.readouterr().out
    assert max(map(cell_len, out.splitlines())) <= width
    return "".join(line.rstrip() + "\n" for line in out.splitlines())


def test_what_has_no_room_in_a_row_stands_beneath_it(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A column that a listing is for is never left out: what it says stands below, with its heading."""
    monkeypatch.setenv("COLUMNS", "52")
    columns = [COLUMNS[0], COLUMNS[1]._replace(spare=False, beneath=True), *COLUMNS[2:]]
    print_table(columns, ROWS)
    lines = [line.rstrip() for line in capsys.readouterr().out.splitlines()]
    assert [line for line in lines if line != "  Vecka: 45"] == SPARING.splitlines()
    assert lines[4] == "  Vecka: 45"


@pytest.mark.parametrize(("width", "expected"), [(120, WIDE), (52, SPARING), (27, STACKED)])
def test_a_table_fits_its_lines(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, width: int, expected: str
) -> None:
    """Wide lines show all; shorter ones leave out what is spare; still shorter ones stack the values."""
    assert shown(capsys, monkeypatch, width) == expected


def test_in_a_pipe_a_row_is_one_line_however_long(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("COLUMNS")
    for most in (200, 0):
        monkeypatch.setattr(rich_tables, "MANY", most)
        print_table(
            COLUMNS, [*ROWS, ["tis 1 jan. 2019", "1", Cell("Stort möte " * 200, "bold", "stort"), "allt " * 200]]
        )
        lines = [line.rstrip() for line in capsys.readouterr().out.splitlines()]
        assert len(lines) == 2 + 3
        assert " ".join(lines[2].split()) == "ons 7 nov. 2018 45 Kommundialog Skinnskatteberg klockslag, lokal"
        assert " ".join(lines[3].split()) == "i början av 2019 Dialog med Västerås Stad vasteras"
        assert lines[4].count("Stort möte") == lines[4].count("allt") == 200
    print_pairs([("Plats", "Stora salen " * 200)])
    assert len(capsys.readouterr().out.splitlines()) == 1


WORDS = st.lists(st.text("abcåäö", min_size=1, max_size=12), max_size=6).map(" ".join)
TABLES = st.integers(1, 5).flatmap(
    lambda count: st.tuples(
        st.lists(st.tuples(st.sampled_from(("", "spare", "beneath")), st.booleans()), min_size=count, max_size=count),
        st.lists(st.lists(WORDS, min_size=count, max_size=count), min_size=1, max_size=4),
    )
)


@given(TABLES, st.integers(40, 130))
def test_no_line_is_too_long_and_no_word_is_cut_or_lost(
    table: tuple[list[tuple[str, bool]], list[list[str]]], width: int
) -> None:
    """On lines that hold any one word with its heading, every word of every column that is not spare is there whole."""
    headings, rows = table
    columns = [Column("h", number, spare=short == "spare", beneath=short == "beneath") for short, number in headings]
    out = io.StringIO()
    with pytest.MonkeyPatch.context() as patch, contextlib.redirect_stdout(out):
        patch.setenv("COLUMNS", str(width))
        print_table(columns, rows)
    said = out.getvalue()
    assert all(cell_len(line) <= width for line in said.splitlines())
    must = sorted(
        word
        for row in rows
        for column, text in zip(columns, row, strict=True)
        if not column.spare
        for word in text.split()
    )
    words = said.replace(";", " ").split()
    assert all(words.count(word) >= must.count(word) for word in must)


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def _seen(line: str) -> list[tuple[str, str]]:
    """Give each character that is seen on a line of a terminal, and how it stands out."""
    found: list[tuple[str, str]] = []
    style = ""
    for word, character in re.findall(r"\x1b\[([0-9;]*)m|(.)", line):
        if character:
            found.append((character, "" if character.isspace() else style))
        else:
            style = ";".join(sorted({*word.split(";")} - {"", "0"}))
    while found and found[-1][0].isspace():
        found.pop()
    return found


@given(data=st.data(), columns=st.integers(1, 5), room=st.sampled_from((40, 80, 120, 200)))
def test_a_long_table_is_written_as_a_short_one_would_be(data: st.DataObject, columns: int, room: int) -> None:
    words = st.sampled_from(
        ("Köping", "a", "möte", "x" * 30, "漢字", "e\u0301", "\x1b", "–", " ", "a  b", "2018-11-08")
    )
    text = st.lists(words, max_size=5).map(" ".join)
    cell = text | st.builds(Cell, text, st.sampled_from(("", "bold red")), text)
    flags = st.booleans()
    heading = st.sampled_from(("", "Namn", "En lång rubrik här"))
    shown = [Column(data.draw(heading), data.draw(flags), data.draw(flags)) for _ in range(columns)]
    rows = [[data.draw(cell) for _ in range(columns)] for _ in range(3)]
    colours = data.draw(st.sampled_from((None, "xterm-256color", "NO_COLOR")))
    written = []
    for most in (len(rows), 0):
        out = _Terminal() if colours else io.StringIO()
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(rich_tables, "MANY", most)
            patch.setattr(sys, "stdout", out)
            patch.setenv("COLUMNS", str(room))
            patch.setenv("TERM", "xterm-256color")
            patch.setenv("NO_COLOR", "1" if colours == "NO_COLOR" else "")
            print_table(shown, rows)
        written.append(out.getvalue())
    if colours:
        assert [*map(_seen, written[0].splitlines())] == [*map(_seen, written[1].splitlines())]
    else:
        assert written[0] == written[1]


def test_a_number_ends_where_its_column_does(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    written = []
    for most in (2, 0):
        monkeypatch.setattr(rich_tables, "MANY", most)
        print_table([Column("Antal", number=True), Column("Namn")], [["5 ", "Åsa"], ["512345", "Bo "]])
        written.append(capsys.readouterr().out)
    assert written[0] == written[1]
    assert [line.split("   ")[-2:] for line in written[1].splitlines()[2:]] == [["  5", "Åsa "], ["512345", "Bo  "]]
