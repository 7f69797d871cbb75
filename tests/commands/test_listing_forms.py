"""--format and --output of listings: which commands have them, and what is refused before anything is done."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from rusctl import cli
from rusctl.commands.terminal import Terminal
from rusctl.language.catalogue import Language
from rusctl.output.listings import LISTINGS, PERSONAL
from tests.conftest import Run


def commands(group: Any, before: str = "") -> Iterator[tuple[str, set[str]]]:
    """Give each command with its options."""
    context = group.context_class(group, obj=Terminal(Language("en")))
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if hasattr(command, "table"):
            yield from commands(command, f"{name} ")
        else:
            yield f"{before}{name}", {option for parameter in command.params for option in parameter.opts}


def test_every_command_that_gives_json_gives_the_other_forms_and_is_a_listing() -> None:
    every = dict(commands(cli.root(Language("en"))))
    listing = {name for name, options in every.items() if "--json" in options}
    assert listing == {name for name in LISTINGS if " --" not in name}
    assert {name for name in listing if not {"--format", "--output", "-o"} <= every[name]} == {"check"}

    assert listing >= PERSONAL


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize("language", ["sv", "en"])
def test_csv_has_the_rows_that_json_has(rusctl: Run, language: str) -> None:
    rows = json.loads(rusctl("tour", "--json").out)
    result = rusctl("tour", "--format", "csv", "--lang", language)
    assert (result.code, result.err) == (0, "")
    found = list(csv.DictReader(io.StringIO(result.out.removeprefix("\ufeff"), newline=""), delimiter=";"))
    assert [one["id"] for one in found] == [row["id"] for row in rows]
    assert list(found[0]) == list(rows[0])


@pytest.mark.usefixtures("project")
def test_a_form_is_said_by_a_word_or_by_the_ending_of_a_file(rusctl: Run, tmp_path: Path) -> None:
    assert rusctl("municipality", "list", "--format=json").out == rusctl("municipality", "list", "--json").out
    result = rusctl("milestones", "-o", str(tmp_path / "a.XLSX"))
    assert (result.code, result.out) == (0, "")
    assert "a.XLSX" in result.err
    assert openpyxl.load_workbook(tmp_path / "a.XLSX").worksheets[0].title == "milestones"
    assert rusctl("tour", "--format", "md", "-o", str(tmp_path / "b.txt")).code == 0
    assert (tmp_path / "b.txt").read_text(encoding="utf-8").startswith("| id | kind |")


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["tour", "--format", "xlsx"], 2, "-o FILE.xlsx"),
        (["tour", "--format", "csvv"], 2, "csvv is not a format; did you mean csv?"),
        (["tour", "--json", "--format", "csv"], 2, "two forms"),
        (["tour", "-o", "tour.pdf"], 2, "tour.pdf ends as no form"),
        (["tour", "-o", "events.toml"], 2, "events.toml ends as no form"),
        (["tour", "--format", "csv", "-o", "events.toml"], 1, "is there already"),
        (["person", "list", "-o", "persons.csv"], 6, "git keeps"),
        (["invite", "norberg", "--send", "-o", "told.csv"], 6, "git keeps"),
        (["inputs", "list", "-o", "inputs.md"], 6, "git keeps"),
    ],
)
def test_what_cannot_be_is_refused_at_once(words: list[str], code: int, said: str, rusctl: Run, project: Path) -> None:
    before = sorted(project.rglob("*"))
    result = rusctl(*words, "--lang", "en")
    assert said in result.err
    assert (result.code, result.out) == (code, "")
    assert sorted(project.rglob("*")) == before


@pytest.mark.usefixtures("project")
def test_no_row_is_still_a_table(rusctl: Run) -> None:
    result = rusctl("tour", "--status", "cancelled", "--format", "csv")
    assert result.out.removeprefix("\ufeff").split(";")[:2] == ["id", "kind"]
    assert len(result.out.splitlines()) == 1
