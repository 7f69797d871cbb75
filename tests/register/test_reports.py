"""What is printed and handed in: the annual report, the sign-in sheet, the catering, the registrar's list."""

import io
import stat
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from rusctl.database.database import Register
from tests.conftest import Run
from tests.papers.words import foot
from tests.register.conftest import Typed

Golden = Callable[[str, str], None]
AFTER = ("--today", "2018-12-31")


@pytest.fixture(autouse=True)
def process(register: Register, typed: Typed, rusctl: Run) -> Register:
    """A process with people by name, with numbers, and with one whose data are protected."""
    for number, more in ((1, ""), (2, 'organisation = "Sala kommun"'), (3, "")):
        typed(f'name = "Testperson {number}"\nmunicipality = "sala"\n{more}', "person", "add", "--role", "politiker")
    typed('name = "Testperson Hemlig"', "person", "add", "--role", "politiker", "--protected")
    rusctl("participants", "add", "sala", "1", "2", "3", "4")
    rusctl("participants", "add", "sala", "2", "--answer", "accepted")
    rusctl("participants", "add", "sala", "3", "--answer", "declined")
    rusctl("participants", "attend", "sala", "2", "4")
    rusctl("participants", "count", "sala", "naringsliv", "14", "--women", "6", "--diet", "vegetarian=3")
    rusctl("participants", "count", "koping", "politiker", "12", "--women", "3")
    return register


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_the_annual_report(lang: str, rusctl: Run, golden: Golden) -> None:
    result = rusctl("report", "annual", "2018", *AFTER, "--lang", lang)
    assert result.code == 0
    assert result.err.count("\n") == 1  # that the ordinance asks for none of 2018
    assert "Testperson" not in result.out
    golden(f"register/annual.{lang}.md", result.out)


def test_the_annual_report_of_a_year_without_events(rusctl: Run) -> None:
    result = rusctl("report", "annual", "2025", "--today", "2026-01-10", "--lang", "en")
    assert (result.code, result.err) == (0, "")
    assert "- 0 events, 0 people" in result.out


def test_the_annual_report_counts_what_was_held_or_where_somebody_came(rusctl: Run) -> None:
    def numbers(year: str) -> tuple[str, str]:
        text = rusctl("report", "annual", year, "--today", "2020-12-31", "--lang", "en").out
        _, unsaid = text.split("Not marked as held or cancelled, so not in the numbers: ")
        return next(line for line in text.splitlines() if line.startswith("- ")), unsaid

    short, unsaid = numbers("2018")
    assert short == "- 2 events, 28 people"
    assert "Norberg" in unsaid
    assert "Sala" not in unsaid
    short, unsaid = numbers("2019")
    assert short == "- 0 events, 0 people"
    assert "Västerås" in unsaid
    assert rusctl("event", "held", "arboga", *AFTER, "--lang", "en").code == 0
    short, unsaid = numbers("2018")
    assert short == "- 3 events, 28 people"
    assert "Nobody was counted at Municipal dialogue Arboga." in unsaid


def test_that_nobody_came_is_something_that_somebody_has_entered(rusctl: Run) -> None:
    rusctl("participants", "add", "norberg", "1")
    rusctl("participants", "attend", "norberg", "--absent", "1")
    result = rusctl("report", "annual", "2018", *AFTER, "--lang", "en")
    assert "- 3 events, 28 people" in result.out


@pytest.mark.parametrize(
    ("year", "said", "due"),
    [
        ("2023", "was due by Fri, 21 Feb 2025; of 2023 it is for your own use", ""),
        ("2024", "", "The report of 2024 is due by Friday, 21 February 2025.\n"),
        (
            "2025",
            "",
            "The report of 2025 is due by Saturday, 21 February 2026, a day off: it is in time until",
        ),
    ],
)
def test_the_day_by_which_the_annual_report_is_due(year: str, said: str, due: str, rusctl: Run) -> None:
    """The first is due by 21 February 2025; 21 February 2026 is a Saturday."""
    result = rusctl("report", "annual", year, "--today", "2026-01-10", "--lang", "en")
    assert result.code == 0
    assert said in result.err
    assert bool(said) is bool(result.err)
    assert ("is due by" in result.out) is bool(due)
    assert due in result.out
    assert ("in time until Monday, 23 February 2026 (2 § lagen (1930:173)" in result.out) is (year == "2025")


def test_the_annual_report_as_a_word_file(rusctl: Run, tmp_path: Path) -> None:
    path = tmp_path / "report.docx"
    assert rusctl("report", "annual", "2018", *AFTER, "--lang", "sv", "-o", str(path)).code == 0
    document = docx.Document(str(path))
    assert document.paragraphs[0].text == "Samverkan och samråd 2018"
    assert [len(table.columns) for table in document.tables] == [5, 6, 4]


def test_the_sign_in_sheet_is_private_and_leaves_out_who_must_not_be_named(rusctl: Run, project: Path) -> None:
    result = rusctl("report", "sign-in", "sala", "--lang", "sv")
    path = project.resolve() / "register/PERSONUPPGIFTER-sala.docx"
    assert (result.code, result.out) == (0, f"{path}\n")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert foot(path.read_bytes()) == "Region Västmanland\t8 november 2018\t1 (1)"
    (table,) = docx.Document(io.BytesIO(path.read_bytes())).tables
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert rows[:3] == [
        ["Namn", "Organisation", "Roll", "Underskrift"],
        ["Testperson 1", "", "Politiker", ""],
        ["Testperson 2", "Sala kommun", "Politiker", ""],
    ]
    assert all(row == ["", "", "", ""] for row in rows[3:])
    assert {round(row.height.cm, 1) for row in table.rows if row.height} == {0.9}  # room for a signature
    assert len([row for row in table.rows if row.height]) == len(rows) - 1
    assert rusctl("report", "sign-in", "sala", "-o", "sheet.docx").code == 6
    assert not (project / "sheet.docx").exists()


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_the_number_for_the_catering(lang: str, rusctl: Run, golden: Golden) -> None:
    result = rusctl("report", "catering", "sala", "--lang", lang)
    assert (result.code, result.err) == (0, "")
    assert "Testperson" not in result.out
    golden(f"register/catering.{lang}.md", result.out)


def test_the_list_for_the_registrar(rusctl: Run, project: Path) -> None:
    path = project / "events.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('id = "koping"\n', 'id = "koping"\ndnr = "RV180123"\n'), encoding="utf-8")
    result = rusctl("export", "--registrar", "--lang", "en")
    assert (result.code, result.err) == (0, "")
    assert "This list does not replace the official register" in result.out
    assert (
        "| RV180123 | Kommundialog Köping |" in result.out or "| RV180123 | Municipal dialogue Köping |" in result.out
    )
    assert result.out.count("RV180123") == 1


def test_what_is_cancelled_is_said_to_be(rusctl: Run) -> None:
    assert rusctl("event", "cancel", "sala").code == 0
    assert "The event is cancelled." in rusctl("report", "catering", "sala", "--lang", "en").out
    assert "is cancelled" in rusctl("participants", "count", "sala", "politiker", "5", "--lang", "en").err
    assert rusctl("participants", "count", "norberg", "politiker", "5", "--what", "coming", "--lang", "en").err == ""


def test_gaps_where_nothing_lacks(rusctl: Run, project: Path) -> None:
    ask = ("roles", "--gaps", "--lang", "en")
    assert rusctl(*ask).err == "the plan asks for no roles, so none is missing\n"
    path = project / "events.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('id = "sala"', 'id = "sala"\nroles = ["politiker"]', 1), encoding="utf-8")
    assert rusctl(*ask).err == "nobody is missing of those asked for\n"
