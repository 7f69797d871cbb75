"""Lists taken into the register, as a user does it; on SQLite and on PostgreSQL."""

import datetime as dt
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from rusctl.database import making
from rusctl.database.columns import metadata
from rusctl.database.database import Register
from rusctl.language.catalogue import Language
from rusctl.language.message import Message
from rusctl.language.patterns import personal_numbers
from rusctl.language.vocabulary_people import ANSWER, ATTENDANCE
from rusctl.lists.understand import understand
from rusctl.register.list_rows import Reader, Record, RowFault
from rusctl.services.pieces import PIECES
from rusctl.storage.untrusted.sheet import NUMBER, Sheet, SheetRow
from tests.conftest import Result, Run
from tests.lists.conftest import FIELDS, vocabulary
from tests.storage.untrusted.test_workbook import made

HEADING = ["Förnamn", "Efternamn", "Arbetsplats", "Kommun", "E-post", "Mobil", "Roll", "OSA", "Allergi"]
ROWS = [
    ["Testperson", "Ett", "Sala kommun", "Sala", "ett@example.org", "0224-11 22 33", "politiker", "ja", "nötter"],
    ["Testperson", "Två", "Företag AB", "", "tva@example.org", "", "Näringsliv", "nej", ""],
    ["Testperson", "Tre", "", "", "", "", "politiker", "", ""],
]
PERSONAL = ["191212121212", "121212-1212", "19121212-1212", "1212121212", "121272-1219", "12121２1212", "121212 1212"]


@pytest.fixture
def take(rusctl: Run) -> Callable[..., Result]:
    """Take a list in, in English."""

    def run(path: Path, *words: str) -> Result:
        return rusctl("participants", "import", "sala", str(path), *words, "--lang", "en")

    return run


def written(path: Path, rows: list[list[str]], heading: list[str] | None = None) -> Path:
    lines = [heading or HEADING, *rows]
    path.write_bytes("".join(";".join(row) + "\r\n" for row in lines).encode("cp1252", "xmlcharrefreplace"))
    return path


def numbered(result: Result) -> str:
    """Give the number of an import; PostgreSQL counts those that were only tried, too."""
    last = result.out.splitlines()[-1]
    assert re.fullmatch("import [0-9]+", last)
    return last.removeprefix("import ")


def said(result: Result) -> str:
    """Give what an import said, without its number."""
    return result.out.replace(f"import {numbered(result)}\n", "import N\n")


def everything(register: Register) -> dict[str, list[dict[str, Any]]]:
    """Give all rows of the tables that say something of people."""
    with register.reading() as connection:
        return {
            name: [dict(row) for row in connection.execute(select(metadata.tables[name]).order_by("id")).mappings()]
            for name in ("person", "mandate", "participation", "history")
        }


def test_a_list_is_taken_in_once(register: Register, take: Callable[..., Result], tmp_path: Path) -> None:
    path = written(tmp_path / "lista.csv", ROWS)
    first = take(path, "--yes")
    number = numbered(first)
    assert first == (
        0,
        f"3 imported + 0 skipped + 0 asked = 3 rows\npeople: 3 new, 0 changed\nimport {number}\n",
        (
            "read as Windows-1252 with semicolons between the columns\n"
            "column Förnamn: first name\ncolumn Efternamn: last name\ncolumn Arbetsplats: organisation\n"
            "column Kommun: municipality\ncolumn E-post: email\ncolumn Mobil: telephone\ncolumn Roll: role\n"
            "column OSA: answer\ndropped, and not taken into the register: Allergi\n"
            f"undo it with rusctl participants undo-import {number}, while nobody has changed it\n"
        ),
    )
    found = everything(register)
    assert [(row["name"], row["municipality"], row["email"]) for row in found["person"]] == [
        ("Testperson Ett", "sala", "ett@example.org"),
        ("Testperson Två", "", "tva@example.org"),
        ("Testperson Tre", "", ""),
    ]
    assert [(row["event"], row["role"], row["answer"]) for row in found["participation"]] == [
        ("sala", "politiker", "accepted"),
        ("sala", "naringsliv", "declined"),
        ("sala", "politiker", "none"),
    ]
    again = take(path, "--yes")
    assert again.out == "0 imported + 3 skipped + 0 asked = 3 rows\npeople: 0 new, 0 changed\n"
    assert everything(register) == found


def test_what_is_new_in_a_list_is_added_and_what_differs_stands(
    register: Register, take: Callable[..., Result], tmp_path: Path
) -> None:
    take(written(tmp_path / "lista.csv", ROWS), "--yes")
    other = [*ROWS[0][:2], "Annan kommun", *ROWS[0][3:7], "nej", ""]
    more = [*ROWS[2][:4], "tre@example.org", *ROWS[2][5:]]
    path = written(tmp_path / "lista.csv", [other, more, ROWS[1]])
    assert said(take(path, "--yes")) == (
        "lista.csv, row 2: the register says otherwise, and stands: organisation, answer\n"
        "1 imported + 2 skipped + 0 asked = 3 rows\npeople: 0 new, 1 changed\n"
        "1 person differs from the list; the register was kept, use --overwrite to take the list's values\nimport N\n"
    )
    found = everything(register)
    assert [(row["organisation"], row["email"]) for row in found["person"]] == [
        ("Sala kommun", "ett@example.org"),
        ("Företag AB", "tva@example.org"),
        ("", "tre@example.org"),
    ]
    numbered(take(path, "--yes", "--overwrite"))
    assert everything(register)["person"][0]["organisation"] == "Annan kommun"


def test_each_failed_row_is_told_with_its_column_and_the_rest_is_taken(
    register: Register, take: Callable[..., Result], tmp_path: Path
) -> None:
    rows = [
        ROWS[0],
        ["Testperson", "Fyra", "", "Norbreg", "", "", "politiker", "", ""],
        ["Testperson", "Fem", "", "", "inte en adress", "", "politiker", "", ""],
        ["", "", "Sala kommun", "", "", "", "politiker", "", ""],
        ["Testperson", "Sex", "", "", "", "", "politiker", "kanhända", ""],
        ["Testperson", "Sju", "", "", "", "", "", "", ""],
        ["Testperson", "Ett", "", "", "ETT@example.org", "", "politiker", "", ""],
    ]
    result = take(written(tmp_path / "lista.csv", rows), "--yes")
    assert result.code == 1
    assert said(result).splitlines() == [
        "lista.csv, row 3, column Kommun: Norbreg is not known; did you mean norberg? Say --means Norbreg=ID",
        "lista.csv, row 4, column E-post: the email address has another form than name@example.se",
        "lista.csv, row 5, column Efternamn: the name is missing",
        "lista.csv, row 6, column OSA: kanhända is not known; say what it means with --means kanhända=ID",
        "lista.csv, row 8: row 2 is about the same person; it is passed over",
        "2 imported + 1 skipped + 4 asked = 7 rows",
        "people: 2 new, 0 changed",
        "import N",
    ]
    assert "no role is said (row 7); --role says one for them all" in result.err
    assert "Fyra" not in result.out
    named = take(tmp_path / "lista.csv", "--dry-run", "--names")
    assert "row 3 (Testperson Fyra): Norbreg" in named.out
    assert len(everything(register)["person"]) == 2


def read(sheet: Sheet) -> tuple[list[Record], list[RowFault]]:
    """Give what the rows of a list say, with the words of the plan that is shipped."""
    return Reader(understand(sheet, vocabulary())).read()


@pytest.mark.parametrize("field", sorted(FIELDS - {"phone", "protected"}))
@pytest.mark.parametrize("number", PERSONAL)
@pytest.mark.parametrize("around", ["{}", "född {}, ring", "({})"])
def test_a_personnummer_is_refused_wherever_it_stands(field: str, number: str, around: str) -> None:
    cells = {"name": "Testperson Ett", field: around.format(number)}
    never = Message("the cell holds a personnummer, which the register never takes", {})
    found = read(Sheet((*cells, "Annat"), (SheetRow(7, (*cells.values(), "x")),)))
    assert found == ([], [RowFault(7, field, never, personal=True)])


@pytest.mark.parametrize("number", ["191212121212", "121212-1212", "1212121212", "121272-1219"])
def test_a_personnummer_is_refused_as_a_telephone_number(number: str) -> None:
    records, faults = read(Sheet(("name", "phone"), (SheetRow(2, ("Testperson Ett", number)),)))
    assert (records, [(fault.column, fault.personal) for fault in faults]) == ([], [("phone", True)])


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_what_an_export_says_an_import_reads(lang: str) -> None:
    language = Language(lang)
    for field, words in (("answer", ANSWER), ("attendance", ATTENDANCE)):
        rows = tuple(SheetRow(2, ("Testperson Ett", language.text(text))) for text in words.values())
        records, faults = read(Sheet(("name", field), rows))
        assert faults == []
        assert [one.part[field] for one in records] == [*words]


def test_a_personnummer_that_lost_its_zeros_as_a_number_is_refused() -> None:
    number = "0001010016"
    assert [*personal_numbers(number)] == [0]
    rows = (SheetRow(2, ("Testperson Ett", "1010016"), {1: NUMBER}),)
    _, faults = read(Sheet(("name", "organisation"), rows))
    assert [(fault.column, fault.personal) for fault in faults] == [("organisation", True)]


def test_nothing_of_a_refused_row_is_written_or_said(
    project: Path, take: Callable[..., Result], tmp_path: Path
) -> None:
    making.make(project, "", PIECES)
    result = take(written(tmp_path / "lista.csv", [[*ROWS[0][:2], "född 121212-1212", *ROWS[0][3:]]]), "--yes")
    assert (result.code, result.out.splitlines()[0]) == (
        6,
        "lista.csv, row 2, column Arbetsplats: the cell holds a personnummer, which the register never takes",
    )
    assert "121212" not in result.out + result.err
    assert [file.name for file in project.rglob("*") if file.is_file() and b"121212-1212" in file.read_bytes()] == []


def test_a_dropped_column_may_hold_anything_and_none_of_it_is_kept(
    project: Path, take: Callable[..., Result], tmp_path: Path
) -> None:
    making.make(project, "", PIECES)
    path = written(tmp_path / "lista.csv", [[*ROWS[0][:-1], "19121212-1212 jordnötter"]])
    result = take(path, "--yes")
    assert result.code == 0
    assert "what was dropped holds a personnummer" in result.err
    for file in project.rglob("*"):
        if file.is_file():
            assert b"jordn" not in file.read_bytes()
            assert b"Allergi" not in file.read_bytes()


def test_columns_are_said_once_and_remembered(register: Register, take: Callable[..., Result], tmp_path: Path) -> None:
    heading = ["Vem", "Vilka", "Slag"]
    path = written(tmp_path / "lista.csv", [["Testperson Ett", "Sala kommun", "politiker"]], heading)
    nameless = written(tmp_path / "lista.csv", [["1", "Sala kommun", "politiker"]], heading)
    unsaid = take(nameless, "--yes")
    assert (unsaid.code, unsaid.out) == (1, "")
    assert unsaid.err.endswith(
        "rusctl: no column is known to be the name; say which with --column HEADING=name, the file has Vem, Vilka, "
        "Slag\n"
    )
    written(path, [["Testperson Ett", "Sala kommun", "politiker"]], heading)
    said = ["--column", "vem=name", "--column", "Slag=role"]
    assert take(path, "--yes", *said).code == 0
    assert "dropped, and not taken into the register: Vilka\n" in take(path, "--yes").err
    path = written(tmp_path / "lista.csv", [["Testperson Två", "Sala kommun", "politiker"]], heading)
    assert take(path, "--yes").out.startswith("1 imported")
    assert [row["organisation"] for row in everything(register)["person"]] == ["", ""]


@pytest.mark.parametrize(
    ("heading", "words", "sentence"),
    [
        (["Namn", "ett@example.org"], [], "the first row seems to hold a person and no headings"),
        (["Namn", "0224-11 22 33"], [], "the first row seems to hold a person and no headings"),
        (["Deltagare", "Roll"], ["--column", "Deltagare=name"], None),
        (["Namn", "Namn"], [], "two columns are called Namn; give one of them another heading"),
        (["Namn", "Roll"], ["--column", "Rol=role"], "the file has no column Rol; did you mean Roll?"),
        (["Namn", "Roll"], ["--column", "Roll=party"], "party is no field of a list; there are name, first_name"),
        (["Namn", "Roll"], ["--column", "Roll"], "--column Roll: write it as HEADING=FIELD, or HEADING= to drop it"),
        (["Namn", "Roll"], ["--column", "Namn="], "no column is known to be the name"),
    ],
)
def test_headings_that_do_not_do(  # noqa: PLR0917 - a table's columns and fixtures
    heading: list[str], words: list[str], sentence: str | None, register: Register, take: Callable[..., Result],
    tmp_path: Path
) -> None:  # fmt: skip
    path = written(tmp_path / "lista.csv", [["Testperson Ett", "politiker"]], heading)
    result = take(path, "--dry-run", "--role", "politiker", *words)
    if sentence is None:
        assert result.code == 0
        return
    assert result.code in {1, 2}
    assert f"rusctl: {sentence}" in result.err
    assert everything(register)["person"] == []


def test_nothing_happens_without_a_yes(register: Register, take: Callable[..., Result], tmp_path: Path) -> None:
    path = written(tmp_path / "lista.csv", ROWS)
    for words, code in (([], 2), (["--dry-run"], 0)):
        result = take(path, *words)
        assert (result.code, result.out) == (
            code,
            "3 would be imported + 0 skipped + 0 asked = 3 rows\npeople: 3 new, 0 changed\n",
        )
    assert everything(register) == {"person": [], "mandate": [], "participation": [], "history": []}
    with register.reading() as connection:
        assert connection.execute(select(metadata.tables["operation"])).first() is None


def test_an_import_is_taken_back(register: Register, take: Callable[..., Result], rusctl: Run, tmp_path: Path) -> None:
    take(written(tmp_path / "lista.csv", ROWS[:1]), "--yes")
    before = everything(register)
    path = written(tmp_path / "lista.csv", [[*ROWS[0][:7], "nej", ""], *ROWS[1:]])
    number = numbered(take(path, "--yes", "--overwrite"))
    undo = ["participants", "undo-import", number, "--lang", "en"]
    dry = rusctl(*undo, "--dry-run")
    assert (dry.code, dry.out) == (0, f"import {number}: 7 rows\n")
    assert rusctl(*undo) == (0, f"import {number}: 7 rows\n", f"import {number} is undone\n")
    found = everything(register)
    for rows in (*before.values(), *found.values()):
        for row in rows:
            row.pop("version", None)
    assert found == before
    twice = rusctl(*undo)
    assert (twice.code, twice.err) == (1, f"rusctl: change {number} is undone already\n")
    assert rusctl("participants", "undo-import", "99", "--lang", "en").err == "rusctl: there is no import 99\n"


def test_an_import_that_was_changed_since_is_not_taken_back(
    register: Register, take: Callable[..., Result], rusctl: Run, tmp_path: Path
) -> None:
    path = written(tmp_path / "lista.csv", ROWS)
    number = numbered(take(path, "--yes"))
    person = str(everything(register)["person"][0]["id"])
    assert rusctl("person", "set", person, "--organisation", "Annan", "--lang", "en").code == 0
    before = everything(register)
    result = rusctl("participants", "undo-import", number, "--lang", "en")
    assert (result.code, result.out) == (4, "")
    assert result.err == (
        f"rusctl: later changes build on change {number}; undo those first, the last one first; nothing was changed\n"
    )
    assert everything(register) == before


def test_an_import_that_filled_in_what_was_changed_since_is_not_taken_back(
    register: Register, take: Callable[..., Result], rusctl: Run, tmp_path: Path
) -> None:
    take(written(tmp_path / "lista.csv", [ROWS[2]]), "--yes")
    more = [*ROWS[2][:4], "tre@example.org", *ROWS[2][5:]]
    number = numbered(take(written(tmp_path / "lista.csv", [more]), "--yes"))
    person = str(everything(register)["person"][0]["id"])
    assert rusctl("person", "set", person, "--phone", "021-12 34 56").code == 0
    before = everything(register)
    assert rusctl("participants", "undo-import", number).code == 4
    assert everything(register) == before


def test_an_import_whose_persons_take_part_elsewhere_is_not_taken_back(
    register: Register, take: Callable[..., Result], rusctl: Run, tmp_path: Path
) -> None:
    path = written(tmp_path / "lista.csv", ROWS)
    first = numbered(take(path, "--yes"))
    second = numbered(rusctl("participants", "import", "arboga", str(path), "--yes"))
    codes = [rusctl("participants", "undo-import", number).code for number in (first, second, first)]
    assert codes == [4, 0, 0]
    assert everything(register) == {"person": [], "mandate": [], "participation": [], "history": []}


def test_whose_data_are_protected_is_told_from_nobody(
    register: Register, take: Callable[..., Result], rusctl: Run, tmp_path: Path
) -> None:
    """They take part as others do, and nothing of a list is put down about them; a trial says the same of both."""
    path = written(tmp_path / "lista.csv", ROWS[:1])
    rusctl("person", "add", "--name", "Testperson Ett", "--email", "ett@example.org")
    trial = take(path, "--dry-run")
    rusctl("person", "set", "1", "--protected")
    assert take(path, "--dry-run").out == trial.out.replace("1 changed", "0 changed")
    assert said(take(path, "--yes")).startswith("1 imported + 0 skipped + 0 asked = 1 rows")
    found = everything(register)
    assert [(one["person"], one["answer"]) for one in found["participation"]] == [(1, "accepted")]
    assert (found["person"][0]["organisation"], found["person"][0]["phone"]) == ("", "")


def test_workbooks_are_taken_with_days_and_lost_zeros_told(
    register: Register, take: Callable[..., Result], rusctl: Run, tmp_path: Path
) -> None:
    heading = ["Namn", "Roll", "Mobil", "Svarade", "Roll från"]
    rows: list[list[Any]] = [
        ["Testperson Ett", "politiker", "0224-11 22 33", dt.date(2018, 11, 1), ""],
        ["Testperson Två", "politiker", 224112233, "", ""],
        ["Testperson Tre", "politiker", "", 43405, ""],
        ["Testperson Fyra", "politiker", "", "igår", ""],
    ]
    path = tmp_path / "lista.xlsx"
    path.write_bytes(made([heading, *rows]))
    result = take(path, "--yes")
    assert result.out.splitlines()[:3] == [
        "lista.xlsx, row 5, column Svarade: this is no day; write it as 2018-11-08; the cell is left out",
        "4 imported + 0 skipped + 0 asked = 4 rows",
        "people: 4 new, 0 changed",
    ]
    assert "the telephone number was kept as a number and has lost its 0 or +; it is left out (row 3)" in result.err
    told = [row["told"] for row in everything(register)["participation"]]
    assert told == [dt.date(2018, 11, 1), None, dt.date(2018, 11, 1), None]
    persons = [["Testperson Fem", "Roll saknas"]]
    path.write_bytes(made([["Namn", "Anmärkning"], *persons]))
    assert rusctl("person", "import", str(path), "--yes", "--role", "politiker").code == 0
    assert [row["role"] for row in everything(register)["mandate"]] == ["politiker"] * 5


def test_a_file_that_cannot_be_read_leaves_the_register_as_it_was(
    register: Register, take: Callable[..., Result], tmp_path: Path
) -> None:
    path = tmp_path / "lista.xlsx"
    path.write_bytes(b"PK\x03\x04" + bytes(100))
    result = take(path, "--yes")
    assert (result.code, result.out) == (1, "")
    assert result.err == (
        "rusctl: lista.xlsx is not read: the workbook is damaged; open it in Excel and save it again\n"
    )
    assert everything(register) == {"person": [], "mandate": [], "participation": [], "history": []}


def test_an_empty_list_and_a_sheet_of_a_text(register: Register, take: Callable[..., Result], tmp_path: Path) -> None:
    path = written(tmp_path / "lista.csv", [])
    result = take(path, "--yes")
    assert (result.code, result.out.splitlines()[0]) == (0, "0 imported + 0 skipped + 0 asked = 0 rows")
    assert result.err.splitlines()[-1] == "the list has no rows below its headings; nothing was changed"
    assert take(path, "--yes", "--sheet", "Blad1").err == (
        "rusctl: lista.csv is not read: it is a text and has no sheets; leave --sheet out\n"
    )
    assert everything(register)["person"] == []


def test_what_is_said_of_columns_is_the_plans_and_can_be_undone(
    project: Path, take: Callable[..., Result], rusctl: Run, tmp_path: Path
) -> None:
    making.make(project, "", PIECES)
    path = written(tmp_path / "lista.csv", ROWS)
    take(path, "--yes")
    assert not (project / "config/lists.toml").exists()
    take(path, "--yes", "--column", "Allergi=phone")
    assert 'columns = ["Förnamn=first_name", ' in (project / "config/lists.toml").read_text(encoding="utf-8")
    assert rusctl("undo").code == 0
    assert not (project / "config/lists.toml").exists()
