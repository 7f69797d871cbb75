"""What if, forecast and the status report on the shipped plan."""

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from tests.conftest import Run

Golden = Callable[[str, str], None]
DAYS = ("2018-11-08", "2019-12-15", "2020-02-20", "2026-11-23")


def files(folder: Path) -> dict[str, tuple[bytes, int]]:
    return {
        path.relative_to(folder).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("move-norberg", ["move", "norberg", "2018-12-03"]),
        ("move-clash", ["move", "norberg", "lör 8 dec"]),
        ("move-vasteras", ["move", "vasteras", "2019-01-15"]),
        ("slip-board", ["slip", "board", "14d"]),
        ("slip-consultation", ["slip", "consultation-closes", "26 weeks"]),
        ("slip-council", ["slip", "council", "119d"]),
    ],
)
def test_whatif(  # noqa: PLR0917 - a table's columns and fixtures
    name: str, words: list[str], lang: str, project: Path, rusctl: Run, golden: Golden
) -> None:
    before = files(project)
    result = rusctl("whatif", *words, "--lang", lang)
    assert result.code == 0
    golden(f"whatif/{name}.{lang}.txt", result.out + result.err)
    assert files(project) == before


def test_whatif_says_what_the_change_itself_says(project: Path, rusctl: Run) -> None:
    """The findings that are foretold are those of the check after the change."""
    found = json.loads(rusctl("whatif", "move", "norberg", "2018-12-08", "--json").out)
    foretold = sorted(row["message"] for row in found if row["kind"] == "finding")
    before = json.loads(rusctl("check", "--format", "json").out)
    assert rusctl("event", "move", "norberg", "2018-12-08").code == 0
    after = json.loads(rusctl("check", "--format", "json").out)
    known = [row["message"] for row in before]
    assert foretold == sorted(f"{row['message']} [{row['name']}]" for row in after if row["message"] not in known)
    assert foretold
    assert (project / ".rusctl").exists()


@pytest.mark.usefixtures("project")
def test_whatif_takes_no_finding_away_that_only_says_something_else_then(rusctl: Run) -> None:
    found = json.loads(rusctl("whatif", "slip", "vasteras", "2w", "--json").out)
    assert [(row["kind"], row["id"]) for row in found if row["kind"] in {"finding", "resolved"}] == [
        ("finding", "vasteras")
    ]


@pytest.mark.usefixtures("project")
def test_whatif_gives_the_deadlines_that_move(rusctl: Run) -> None:
    found = json.loads(rusctl("whatif", "slip", "council", "119d", "--json").out)
    assert [(row["id"], row["before"], row["after"]) for row in found if row["kind"] == "deadline"] == [
        ("council", "2020-02-11", "2020-06-09"),
        ("council", "2020-02-11", "2020-06-09"),
        ("council", "2020-03-03", "2020-06-30"),
        ("council", "2020-03-05", "2020-07-02"),
        ("council", "2020-03-26", "2020-07-23"),
        ("council", "2020-03-27", "2020-07-24"),
    ]


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (["slip", "sal", "1d"], 1, "sal is not an event or a milestone; did you mean sala?"),
        (["slip", "sala", "soon"], 2, 'soon is no span of time; write 14d, 2w or "5 workdays"'),
        (["slip", "annual-report", "1d"], 3, "config/process.toml:82: annual-report comes back every year on its day"),
        (["move", "norberg", "someday"], 1, None),
    ],
)
def test_what_is_refused(words: list[str], code: int, sentence: str | None, rusctl: Run) -> None:
    result = rusctl("whatif", *words, "--lang", "en")
    assert (result.code, result.out) == (code, "")
    assert result.err.count("\n") == 1
    if sentence:
        assert result.err == f"rusctl: {sentence}\n"


def test_whatif_says_what_calendars_have_been_told(project: Path, rusctl: Run, golden: Golden) -> None:
    with (project / "config/targets.toml").open("a", encoding="utf-8") as file:
        file.write('\n[[target]]\nid = "webb"\nkind = "folder"\npath = "out"\n')
    assert rusctl("publish").code == 0
    before = files(project)
    result = rusctl("whatif", "slip", "board", "14d", "--lang", "en")
    assert result.code == 0
    golden("whatif/published.en.txt", result.out)
    assert files(project) == before
    rows = json.loads(rusctl("whatif", "move", "norberg", "2018-12-03", "--json").out)
    assert [(row["id"], row["before"]) for row in rows if row["kind"] == "calendar"] == [("norberg", "2018-11-26")]
    assert json.loads(rusctl("whatif", "move", "norberg", "2018-11-26", "--json").out) == []


@pytest.mark.usefixtures("project")
def test_what_has_happened_does_not_slip(rusctl: Run) -> None:
    done = rusctl("whatif", "slip", "council", "1d", "--today", "2021-01-01", "--lang", "en")
    assert (done.code, done.err) == (
        3,
        "rusctl: config/process.toml:72: council was done Tue, 16 Jun 2020; its date does not change\n",
    )
    assert rusctl("event", "held", "sala").code == 0
    held = rusctl("whatif", "move", "sala", "2018-12-03", "--lang", "en")
    assert (held.code, held.err) == (3, "rusctl: events.toml:5: sala is held; its date does not change\n")


@pytest.mark.usefixtures("project")
def test_a_milestone_without_a_date_cannot_slip(project: Path, rusctl: Run) -> None:
    path = project / "config/process.toml"
    more = '\n[[milestone]]\nid = "later"\ntitle = "Senare"\n'
    path.write_text(path.read_text(encoding="utf-8") + more, encoding="utf-8")
    result = rusctl("whatif", "slip", "later", "1d", "--lang", "en")
    assert (result.code, result.out) == (1, "")
    assert result.err.endswith("later has no date that could slip; rusctl whatif move later DAY gives it one\n")
    assert rusctl("whatif", "move", "later", "2019-01-15").code == 0


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize("day", DAYS)
def test_forecast(day: str, lang: str, rusctl: Run, golden: Golden) -> None:
    result = rusctl("forecast", "--today", day, "--lang", lang)
    assert result.code == 0
    golden(f"screens/forecast-{day}.{lang}.txt", result.out + result.err)


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize("day", DAYS)
def test_status_report(day: str, lang: str, rusctl: Run, golden: Golden) -> None:
    result = rusctl("report", "status", "--today", day, "--lang", lang)
    assert (result.code, result.err) == (0, "")
    golden(f"report-status/{day}.{lang}.md", result.out)


@pytest.mark.usefixtures("project")
def test_a_decision_that_was_made_leaves_its_minutes_and_appeal_to_wait_for(rusctl: Run) -> None:
    made = rusctl("report", "status", "--today", "2020-07-01", "--lang", "en").out
    assert [line for line in made.splitlines() if "The council decides:" in line and line.startswith("| T")] == [
        "| Thu, 2 Jul 2020 | The council decides: Approved minutes announced |",
        "| Thu, 23 Jul 2020 | The council decides: Last day to appeal |",
    ]
    overdue = rusctl("report", "status", "--today", "2020-02-20", "--lang", "en").out
    assert "Last day to appeal" not in overdue


@pytest.mark.usefixtures("project")
def test_the_word_file_says_the_same(project: Path, rusctl: Run) -> None:
    text = rusctl("report", "status").out
    assert rusctl("report", "status", "--output", "läge.docx", "--lang", "sv").err == "läge.docx är skriven\n"
    octets = (project / "läge.docx").read_bytes()
    word = docx.Document(io.BytesIO(octets))
    headings = [paragraph.text for paragraph in word.paragraphs if paragraph.style.name.startswith("Heading")]  # type: ignore[union-attr]
    assert headings == [line.lstrip("# ") for line in text.splitlines() if line.startswith("#")]
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    assert "Regionfullmäktige beslutar" in cells
    again = rusctl("report", "status", "--output", "läge.docx", "--lang", "sv")
    assert (again.err, (project / "läge.docx").read_bytes()) == ("läge.docx är som den var\n", octets)
    assert zipfile.is_zipfile(project / "läge.docx")


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (["--format", "odt"], 2, "odt is not a format; there are md, docx, html, pdf"),
        (["--format", "docx"], 2, "a Word file or a PDF needs a name; give it with --output"),
        (["--output", "config"], 1, "config is a folder; name a file"),
        (
            ["--output", "events.toml"],
            2,
            "events.toml: this command writes no .toml; name a file that ends with .docx / .html / .md / .pdf",
        ),
        (["--output", "README"], 1, "README is there and is no such report; name another file"),
    ],
)
def test_a_report_that_cannot_be_written(
    words: list[str], code: int, sentence: str, project: Path, rusctl: Run
) -> None:
    (project / "README").write_text("text", encoding="utf-8")
    before = files(project)
    result = rusctl("report", "status", *words, "--lang", "en")
    assert (result.code, result.out, result.err) == (code, "", f"rusctl: {sentence}\n")
    assert files(project) == before


def test_a_report_with_personal_data_is_refused(project: Path, rusctl: Run) -> None:
    path = project / "events.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("pressmeddelande 2018-11-06", "testperson.ett@example.org"), encoding="utf-8")
    for words in ([], ["--output", "status.docx"]):
        result = rusctl("report", "status", *words, "--lang", "en")
        assert (result.code, result.out) == (6, "")
        assert result.err.startswith("rusctl: the report would hold personal data, so it was not written: ")
        assert "testperson" not in result.err
    assert not (project / "status.docx").exists()


def test_dry_run_writes_no_report(project: Path, rusctl: Run) -> None:
    result = rusctl("report", "status", "--output", "status.md", "--dry-run", "--lang", "en")
    assert (result.code, result.out, result.err) == (0, "", "nothing was written: this was --dry-run\n")
    assert not (project / "status.md").exists()


@pytest.mark.usefixtures("project")
def test_a_deadline_that_would_have_passed_is_told(rusctl: Run) -> None:
    found = rusctl("whatif", "move", "council", "2019-11-20", "--today", "2019-11-15", "--lang", "en").out
    told = [line.strip() for line in found.splitlines() if "notice board" in line or "summoned" in line]
    assert len(told) == 2
    assert all("to Wed, 13 Nov 2019, which has passed" in line for line in told), told
