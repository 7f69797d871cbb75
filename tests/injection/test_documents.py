"""What is printed and handed in: Word files, Markdown, charts and tables, with hostile texts in them."""

import csv
import io
import json
from functools import cache
from pathlib import Path

import openpyxl
import pytest

from tests.conftest import run_rusctl
from tests.injection import expected, readers
from tests.injection.accept import accepted, said, short
from tests.injection.places import write
from tests.injection.settings import SOME

PERSON = {"name": "Testperson Ett", "organisation": "Testorganisation"}
WORD = ("report status", "report annual 2018", "report catering tre", "report catering ett", "report sign-in ett")
MARKDOWN = ("report annual 2018", "report catering tre", "export --registrar")
CHARTS = ("coverage", "balance")
JSON = ("participants list ett --json", "person list --json", "roles --json", "coverage --json", "balance --json")
TODAY = ("--today", "2018-12-31")


def fill(hostile: str) -> None:
    """Put people and numbers into the register."""
    for key in ("name", "organisation"):
        given = {**PERSON, key: PERSON[key] + hostile}
        words = [word for name, text in given.items() for word in (f"--{name}", text)]
        said("person", "add", *words, "--role", "grupp", "--municipality", "norra", "--anyway")
    people = [str(one["number"]) for one in json.loads(said("person", "list", "--json"))]
    said("participants", "add", "ett", *people)
    said("participants", "attend", "tre", "1", "--role", "grupp")
    said("participants", "count", "tre", "grupp", "14", "--women", "6", "--diet", "vegan=3")


def word(words: str) -> tuple[object, list[str]]:
    path = Path("../ut.docx")
    path.unlink(missing_ok=True)
    run_rusctl(*words.split(), "--output", str(path), "--lang", "en", *TODAY)
    return readers.word(path.read_bytes()) if path.exists() else ({}, [])


def drawn(words: str) -> tuple[object, list[str]]:
    path = Path("../ut.svg")
    path.unlink(missing_ok=True)
    said(words, "--svg", str(path), *TODAY)
    return readers.drawing(path.read_text(encoding="utf-8"))


@cache
def harmless() -> dict[str, tuple[object, list[str]]]:
    found = {words: word(words) for words in WORD}
    found |= {f"{words} md": readers.markdown(said(*words.split(), *TODAY)) for words in MARKDOWN}
    return found | {words: drawn(words) for words in CHARTS}


@pytest.fixture
def filled(register_file: Path) -> Path:
    write(Path(), {})
    fill("")
    harmless()
    return register_file


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("hostile", SOME, ids=short)
def test_the_plan_s_texts_are_texts_in_every_document(hostile: str) -> None:
    before, taken = harmless(), accepted(hostile)
    for words in WORD:
        beside, texts = word(words)
        old_beside, old_texts = before[words]
        if not texts:  # what looks like an address is not handed out
            assert words in {"report status", "report annual 2018", "report catering tre", "report catering ett"}
            continue
        assert texts == [readers.plain(expected.text(one, taken)) for one in old_texts], words
        core = "docProps/core.xml"  # the title, which is among the texts, too
        assert {key for key in beside if core not in key} == {key for key in old_beside if core not in key}, words  # type: ignore[attr-defined]
    for words in MARKDOWN:
        told = said(*words.split(), *TODAY)
        if told:
            marks, texts = readers.markdown(told)
            assert marks <= before[f"{words} md"][0], words  # type: ignore[operator]
            assert texts == [readers.plain(expected.text(one, taken)) for one in before[f"{words} md"][1]], words
    for words in CHARTS:
        shapes, texts = drawn(words)
        assert shapes <= before[words][0], words  # type: ignore[operator]
        assert texts == [readers.plain(expected.text(one, taken)) for one in before[words][1]], words


@pytest.mark.parametrize("hostile", SOME, ids=short)
def test_the_register_s_texts_are_texts_in_every_document(filled: Path, hostile: str) -> None:
    fill(hostile)
    before, after = harmless()["report sign-in ett"], word("report sign-in ett")
    assert set(after[0]) == set(before[0])  # type: ignore[call-overload]
    people = {one["name"]: one for one in json.loads(said("person", "list", "--json"))}
    assert {readers.plain(name) for name in people} <= set(after[1])
    catering, old = word("report catering tre"), harmless()["report catering tre"]
    if catering[1]:  # what looks like an address is not handed out
        assert set(catering[0]) == set(old[0])  # type: ignore[call-overload]
    marks, _ = readers.markdown(said("report", "catering", "tre", *TODAY))
    assert marks <= harmless()["report catering tre md"][0]  # type: ignore[operator]
    for words in JSON:
        assert json.loads(said(*words.split()))
    for form in ("xlsx", "csv"):
        said("participants", "export", "ett", "--internal", "--format", form)
    exports = filled / "register" / "exports"
    (book,) = exports.rglob("*.xlsx")
    (table,) = exports.rglob("*.csv")
    in_book = [
        [str(cell.value or "") for cell in row]
        for sheet in openpyxl.load_workbook(book).worksheets
        for row in sheet.iter_rows()
    ]
    shown = {readers.plain(cell.lstrip("'")) for row in in_book for cell in row}
    rows = list(csv.reader(io.StringIO(table.read_text(encoding="utf-8-sig"), newline=""), delimiter=";"))
    assert len({len(row) for row in rows}) == 1
    assert {readers.plain(cell.lstrip("'")) for row in rows for cell in row} <= shown | {""}
