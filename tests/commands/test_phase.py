"""`rusctl phase` as a user types it, and where phases are shown: status, the report, the timeline."""

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import jsonschema
import pytest

from rusctl.output.listings import LISTINGS
from rusctl.output.rows import rows_schema
from tests.conftest import Run

DIALOG = ("phase", "add", "dialog", "6 nov 2018 - 31 jan 2019", "--name", "Dialog")


def found(rusctl: Run, *words: str) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = json.loads(rusctl(*words, "--json").out)
    jsonschema.Draft202012Validator(rows_schema(LISTINGS[" ".join(words)], str)).validate(rows)
    return rows


def test_phases_are_added_changed_removed_and_undone(project: Path, rusctl: Run) -> None:
    path = project / "config/process.toml"
    before = path.read_bytes()
    assert rusctl(*DIALOG).code == 0
    result = rusctl("phase", "add", "skriv", "1 jan 2019 - 30 apr 2019", "--lang", "en")
    assert (result.code, "phases-overlap" in result.err) == (0, True)
    assert "phases-overlap" not in rusctl("phase", "set", "SKRIV", "--overlaps", "Dialog", "--lang", "en").err
    rows = found(rusctl, "phase", "list")
    assert [(one["id"], one["from"], one["to"], one["state"], one["overlaps"]) for one in rows] == [
        ("dialog", "2018-11-06", "2019-01-31", "under-way", []),
        ("skriv", "2019-01-01", "2019-04-30", "to-come", ["dialog"]),
    ]
    assert rusctl("phase", "remove", "dialog").code == 0
    assert found(rusctl, "phase", "list")[0]["overlaps"] == []
    for _ in range(4):
        assert rusctl("undo").code == 0
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("add", "dialog", "2018-11-06 09:00-12:00"), 1, "no time of day"),
        (("add", "Dialog 1", "2018-11-06"), 2, "is no id"),
        (("add", "ny", "2018-11-06", "--overlaps", "x"), 1, "is not a phase"),
        (("set", "x", "--name", "y"), 1, "is not a phase"),
    ],
)
def test_what_is_wrong_is_one_sentence_and_changes_nothing(
    project: Path, rusctl: Run, words: tuple[str, ...], code: int, said: str
) -> None:
    before = (project / "config/process.toml").read_bytes()
    result = rusctl("phase", *words, "--lang", "en", "--yes")
    assert (result.code, said in result.err) == (code, True), result
    assert (project / "config/process.toml").read_bytes() == before


@pytest.mark.usefixtures("project")
def test_a_phase_stands_in_status_the_report_and_the_timeline(rusctl: Run) -> None:
    assert rusctl(*DIALOG).code == 0
    assert found(rusctl, "status")[0]["phases"] == ["dialog"]
    assert "Dialog, 6 Nov 2018 – 31 Jan 2019, under way, 84 days left" in rusctl("status", "--lang", "en").out
    assert (
        "| Dialog | 6 Nov 2018 – 31 Jan 2019 | under way, 84 days left |"
        in rusctl("report", "status", "--lang", "en").out
    )
    shown = rusctl("timeline", "--lang", "en").out
    assert any(line.startswith("Dialog ") and "──" in line for line in shown.splitlines())
    assert "─ phase" in shown
    rows = found(rusctl, "timeline")
    assert [(one["id"], one["status"], one["exact"]) for one in rows if one["kind"] == "phase"] == [
        ("dialog", "under-way", True)
    ]
    drawn = rusctl("timeline", "--svg", "-", "--lang", "en").out
    assert "Dialog" in "".join(ET.fromstring(drawn).itertext())
    later = rusctl("timeline", "--from", "2019-06-01", "--lang", "en").out
    assert "Dialog" not in later
