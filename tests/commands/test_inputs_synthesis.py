"""Commands on what was said: the example made, weighed, written down and handed on."""

import json
import zipfile
from pathlib import Path

import jsonschema
import pytest

from rusctl.output.listings import LISTINGS
from rusctl.output.rows import rows_schema
from tests.conftest import Run, run_rusctl

DAY = ("--today", "2026-01-15")


@pytest.fixture(scope="module")
def region(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented region, made by the command."""
    folder = tmp_path_factory.mktemp("made") / "region"
    made = run_rusctl("init", str(folder), "--example", "exempelregionen", "--lang", "en")
    assert made.code == 0, made.err
    assert "300 inputs are in its register, all of them invented" in made.err
    return folder


def test_weights_for_people_and_for_programs(region: Path, rusctl: Run) -> None:
    words = ("inputs", "synthesis", "--project", str(region), *DAY)
    shown = rusctl(*words, "--lang", "sv")
    assert (shown.code, shown.err) == (0, "")
    assert "lyft i 4 av 10 kommuner" in shown.out
    assert "Sorterat: 270 av 300 inspel." in shown.out
    rows = json.loads(rusctl(*words, "--json").out)
    assert {row["part"] for row in rows} == {"challenge", "priority", "equality", "target", "theme"}
    cells = json.loads(rusctl(*words, "--json", "--by", "kommun").out)
    for name, found in (("inputs synthesis", rows), ("inputs synthesis --by", cells)):
        jsonschema.Draft202012Validator(rows_schema(LISTINGS[name], str)).validate(found)
    assert {cell["state"] for cell in cells} == {"counted", "not visited"}


def test_a_chart_and_a_workbook_beside_the_table(region: Path, tmp_path: Path, rusctl: Run) -> None:
    drawing, book = tmp_path / "s.svg", tmp_path / "s.xlsx"
    words = ("inputs", "synthesis", "--by", "role", "--svg", str(drawing), "-o", str(book), "--lang", "en")
    shown = rusctl(*words, "--project", str(region), *DAY)
    assert shown.code == 0
    assert "Of people, 1 to 4 is shown as <5" in shown.out
    assert drawing.read_text(encoding="utf-8").startswith("<?xml")
    assert zipfile.is_zipfile(book)
    book.write_text("something else", encoding="utf-8")
    again = rusctl(*words, "--project", str(region), *DAY)
    assert (again.code, book.read_text(encoding="utf-8")) == (1, "something else")
    assert "is there and is no such file" in again.err


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("inputs", "synthesis", "--by", "moon"), 1, "moon"),
        (("inputs", "synthesis", "-o", "x.ods"), 2, "name a file that ends in .xlsx"),
        (("inputs", "synthesis", "--event", "nowhere"), 1, "nowhere"),
        (("inputs", "synthesis", "--question", "nix"), 1, "nix"),
        (("inputs", "synthesis", "--kind", "nix"), 1, "nix"),
        (("inputs", "export", "x.zip"), 2, "name a file that ends in .qdpx, .qdc"),
        (("report", "inputs", "nowhere"), 1, "nowhere"),
        (("report", "inputs", "--format", "docx"), 2, "a Word file or a PDF needs a name"),
    ],
)
def test_what_cannot_be_shown_is_said_in_a_sentence(
    words: tuple[str, ...], code: int, said: str, region: Path, rusctl: Run
) -> None:
    result = rusctl(*words, "--project", str(region), "--lang", "en", *DAY)
    assert (result.code, result.out) == (code, "")
    assert said in result.err


def test_of_a_kind_that_nobody_noted_it_is_said_so(region: Path, rusctl: Run) -> None:
    words = ("inputs", "synthesis", "--event", "lovnas", "--project", str(region), "--lang", "en", *DAY)
    assert rusctl(*words).err == "nothing of the kind is noted\n"


@pytest.mark.parametrize(("name", "begins"), [("u.md", b"# "), ("u.html", b"<!doctype html>"), ("u.docx", b"PK")])
def test_the_basis_in_each_format(name: str, begins: bytes, region: Path, tmp_path: Path, rusctl: Run) -> None:
    path = tmp_path / name
    for words in ((), ("granvik",)):
        path.unlink(missing_ok=True)
        made = rusctl("report", "inputs", *words, "-o", str(path), "--project", str(region), *DAY)
        assert made.code == 0, made.err
        assert path.read_bytes().startswith(begins)


@pytest.mark.parametrize("name", ["a.qdpx", "a.qdc"])
def test_a_file_for_another_program(name: str, region: Path, tmp_path: Path, rusctl: Run) -> None:
    path = tmp_path / name
    words = ("inputs", "export", str(path), "--project", str(region), *DAY)
    assert rusctl(*words, "--dry-run").code == 0
    assert not path.exists()
    assert rusctl(*words).code == 0
    first = path.read_bytes()
    assert rusctl(*words).code == 0
    assert path.read_bytes() == first


def test_an_example_is_a_whole_folder(tmp_path: Path, rusctl: Run) -> None:
    folder = str(tmp_path / "region")
    refused = rusctl("init", folder, "--example", "vastmanland", "--name", "X", "--lang", "en")
    assert (refused.code, refused.out) == (2, "")
    assert "leave out the other options" in refused.err
    assert rusctl("init", folder, "--example", "atlantis").code == 1
    assert rusctl("init", folder, "--example", "exempelregionen", "--dry-run").code == 0
    assert not Path(folder).exists()
    made = rusctl("init", folder, "--example", "vastmanland", "--lang", "en")
    assert made.code == 0
    assert not (Path(folder) / "register").exists()
    assert rusctl("init", folder, "--example", "vastmanland").code == 1
