"""Lists of participants for Excel: who is in which, where they may be written, and that no cell acts."""

import io
import os
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from rusctl.database.database import Register
from rusctl.database.tables import person
from rusctl.database.transaction import Transaction
from rusctl.model.people import Kind
from rusctl.register.schema import participation
from rusctl.storage.untrusted import csv_text
from tests.conftest import Result, Run

DAY = "2018-11-08"
HIDDEN = ("Testperson Skyddad", "Testperson Begränsad")


@pytest.fixture(autouse=True)
def people(register: Register) -> None:
    def plant(change: Transaction) -> None:
        def person_at(name: str, **more: Any) -> None:
            number = change.insert(person, name=name, email=f"{name[-3:].lower()}@example.org", phone="021-1", **more)
            part = {"event": "sala", "role": "politiker", "answer": "accepted", "attendance": "attended"}
            change.insert(participation, person=number, organisation=more.get("organisation", ""), **part)

        person_at("Testperson Ett", organisation="=1+1", municipality="sala")
        person_at("Testperson Två", organisation="@Kommun")
        person_at(HIDDEN[0], protected=True)
        person_at(HIDDEN[1], restricted=True)
        part = {"event": "sala", "kind": Kind.COUNT}
        change.insert(participation, role="politiker", number=4, attendance="attended", **part)
        change.insert(participation, role="naringsliv", number=4, attendance="attended", **part)
        change.insert(participation, role="tjansteman", number=9, attendance="absent", **part)
        change.insert(participation, event="koping", kind=Kind.COUNT, role="politiker", number=6, answer="accepted")

    register.change("test", plant)


def rows(result: Result) -> tuple[Path, list[tuple[Any, ...]]]:
    assert result.code == 0
    path = Path(result.out.strip())
    if path.suffix == ".csv":
        sheet = csv_text.read(path.read_bytes())
        return path, [sheet.heading, *(row.cells for row in sheet.rows)]
    book = openpyxl.load_workbook(io.BytesIO(path.read_bytes()))
    return path, [tuple(cell.value for cell in row) for row in book.worksheets[0].iter_rows()]


def test_internal(project: Path, rusctl: Run) -> None:
    path, found = rows(rusctl("participants", "export", "sala", "--internal", "--lang", "sv"))
    assert path == project / f"register/exports/PERSONUPPGIFTER-deltagare-sala-{DAY}.xlsx"
    assert [oct(place.stat().st_mode & 0o777) for place in (path, path.parent)] == ["0o600", "0o700"]
    assert found == [
        ("händelse", "dag", "namn", "organisation", "kommun", "e-post", "telefon", "språk", "roll", "svar", "närvaro",
         "oanmäld", "ersättare för", "meddelat den", "meddelat hur"),
        ("Kommundialog Sala", "2018-11-07", "Testperson Ett", "=1+1", "Sala", "ett@example.org", "021-1", None,
         "Politiker", "ja", "kom", "nej", None, None, None),
        ("Kommundialog Sala", "2018-11-07", "Testperson Två", "@Kommun", None, "två@example.org", "021-1", None,
         "Politiker", "ja", "kom", "nej", None, None, None),
    ]  # fmt: skip


def test_on_request(rusctl: Run) -> None:
    result = rusctl("participants", "export", "--on-request", "--format", "csv", "--lang", "en")
    path, found = rows(result)
    assert path.name == f"UTLAMNANDE-deltagare-{DAY}.csv"
    assert path.stat().st_mode & 0o777 == 0o600
    assert found == [
        ("event", "day", "name", "organisation", "municipality", "role", "attendance"),
        ("Municipal dialogue Sala", "2018-11-07", "Testperson Ett", "'=1+1", "Sala", "Elected politicians", "came"),
        ("Municipal dialogue Sala", "2018-11-07", "Testperson Två", "'@Kommun", "", "Elected politicians", "came"),
    ]
    assert result.err == ("2 rows\nwhether something in it is secret is for you to decide before it is handed out\n")


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_public_holds_no_person_and_no_small_number(form: str, tmp_path: Path, rusctl: Run) -> None:
    words = ["participants", "export", "--public", "--format", form, "--output", str(tmp_path / "ut"), "--lang", "en"]
    path, found = rows(rusctl(*words))
    assert path == tmp_path / f"ut/deltagare-antal-{DAY}.{form}"
    named = [tuple(str(cell) for cell in row) for row in found]
    assert named == [
        ("event", "day", "role", "number", "counted"),
        ("Municipal dialogue Sala", "2018-11-07", "Business", "<5", "who came"),
        ("Municipal dialogue Sala", "2018-11-07", "Elected politicians", "7", "who came"),
        ("Municipal dialogue Sala", "2018-11-07", "Civil servants", "0", "who came"),
        ("Municipal dialogue Köping", "2018-12-06", "Elected politicians", "6", "who said yes"),
    ]
    assert "Testperson" not in str(found)


@pytest.mark.parametrize("kind", ["--internal", "--on-request", "--public"])
def test_whose_data_are_restricted_or_protected_is_in_none(kind: str, rusctl: Run) -> None:
    path, found = rows(rusctl("participants", "export", kind))
    assert [name for name in HIDDEN if name in str(found)] == []
    assert path.exists()


@pytest.mark.parametrize("kind", ["--internal", "--on-request"])
def test_persons_are_not_written_where_git_keeps_them(kind: str, project: Path, tmp_path: Path, rusctl: Run) -> None:
    (tmp_path / "genväg").symlink_to(project)
    for place in (project, project / "ut", project / "register/../ut", tmp_path / "genväg/ut"):
        result = rusctl("participants", "export", kind, "--output", str(place), "--lang", "en")
        assert (result.code, result.out) == (6, "")
        assert result.err.endswith(
            "is in the project's folder, which git keeps; name another, or none: then it is register/exports\n"
        )
    assert not (project / "ut").exists()
    assert rusctl("participants", "export", kind, "--output", str(tmp_path / "annan")).code == 0


def test_nothing_is_written_over(rusctl: Run) -> None:
    first = rusctl("participants", "export", "--internal")
    data = Path(first.out.strip()).read_bytes()
    again = rusctl("participants", "export", "--internal", "--lang", "en")
    assert (again.code, again.out) == (1, "")
    assert again.err == f"rusctl: {first.out.strip()} is there already; move it away first\n"
    assert Path(first.out.strip()).read_bytes() == data


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ([], "missing the audience: --internal, --on-request or --public"),
        (["--internal", "--public"], "missing the audience: --internal, --on-request or --public"),
        (["--public", "--format", "ods"], "ods is not a format; there are xlsx, csv"),
        (["--public", "salla"], "salla is not an event; did you mean sala?"),
    ],
)
def test_what_is_refused(words: list[str], sentence: str, project: Path, rusctl: Run) -> None:
    result = rusctl("participants", "export", *words, "--lang", "en")
    assert (result.out, result.err) == ("", f"rusctl: {sentence}\n")
    assert result.code in {1, 2}
    assert not (project / "register/exports").exists()


def test_a_dry_run_writes_nothing(project: Path, rusctl: Run) -> None:
    assert rusctl("participants", "export", "--internal", "--dry-run").code == 0
    assert not (project / "register/exports").exists()


def test_erasing_removes_exports_with_the_person(project: Path, register: Register, rusctl: Run) -> None:
    for form in ("xlsx", "csv"):
        assert rusctl("participants", "export", "--internal", "--format", form).code == 0
    assert rusctl("participants", "export", "--public").code == 0
    with register.reading() as connection:
        number = connection.execute(person.select().where(person.c.name == "Testperson Ett")).mappings().one()["id"]
    result = rusctl("person", "erase", str(number), "--decision", "D", "--yes", "--lang", "en")
    assert result.out.splitlines()[-1] == "nothing of it is left in the folder"
    assert os.listdir(project / "register/exports") == [f"deltagare-antal-{DAY}.xlsx"]  # noqa: PTH208 - names only
