import datetime as dt
import json
import os
import unicodedata
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rusctl.checks.manual import entries
from rusctl.checks.rules import RULES
from rusctl.checks.run import findings_of
from rusctl.diagnostics import Finding, Severity
from rusctl.language.catalogue import Language
from rusctl.language.message import msg
from rusctl.output.report import FINDING, as_json, finding_row, github, text
from rusctl.output.sarif import sarif
from rusctl.storage.plan import load
from tests.examples import examples

ROOT = Path(__file__).resolve().parents[2]
GOLDEN = ROOT / "tests/golden/report"
ENGLISH = Language("en")

UNKNOWN = Finding(
    file="events.toml",
    line=8,
    code="RUS101",
    name="unknown-municipality",
    severity=Severity.ERROR,
    message=msg('"{name}" is not a municipality; did you mean "{meant}"?', name="norbreg", meant="norberg"),
    record="norberg",
)
PERCENT = Finding(
    file="config/50 %, a:b.toml",
    line=3,
    code="RUS203",
    name="weekend",
    severity=Severity.WARNING,
    message=msg(
        "{id} is on a weekend, {day}; choose a working day", id="50 %\r\n::error::x", day=dt.date(2018, 11, 10)
    ),
)
WHOLE_FILE = Finding(
    file="config/process.toml",
    line=0,
    code="RUS002",
    name="missing-file",
    severity=Severity.NOTE,
    message=msg("the file is not there: å\x1b[31m"),
)
FINDINGS = (UNKNOWN, PERCENT, WHOLE_FILE)


def golden(name: str, written: str) -> None:
    """Compare with a file of the golden folder; RUSCTL_GOLDEN=write makes it anew."""
    path = GOLDEN / name
    if os.environ.get("RUSCTL_GOLDEN") == "write":
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(written + "\n", encoding="utf-8")
    assert written + "\n" == path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("severity", "shown"),
    [
        (Severity.ERROR, "\x1b[1;31merror\x1b[0m"),
        (Severity.WARNING, "\x1b[33mwarning\x1b[0m"),
        (Severity.NOTE, "\x1b[36mnote\x1b[0m"),
    ],
)
def test_a_terminal_shows_how_grave_it_is_by_a_colour(severity: Severity, shown: str) -> None:
    finding = replace(WHOLE_FILE, severity=severity)
    said = text([finding], ENGLISH, colours=True)
    assert said == f"config/process.toml: {shown}: the file is not there: å\\u001b[31m [missing-file RUS002]"


def test_a_line_of_text() -> None:
    assert text([UNKNOWN], ENGLISH) == (
        'events.toml:8: error: "norbreg" is not a municipality; did you mean "norberg"? [unknown-municipality RUS101]'
    )


def test_a_file_as_a_whole_has_no_line() -> None:
    assert text([WHOLE_FILE], ENGLISH) == (
        "config/process.toml: note: the file is not there: å\\u001b[31m [missing-file RUS002]"
    )


def test_nothing_found_is_nothing_said() -> None:
    assert text([], ENGLISH) == ""
    assert github([]) == ""
    assert json.loads(as_json([])) == []


@pytest.mark.parametrize("day", ["2018-11-08", "2018-11-13"])
def test_the_findings_on_the_shipped_tour(day: str) -> None:
    found = findings_of(load(ROOT), dt.date.fromisoformat(day))
    golden(f"shipped-{day}.txt", text(found, ENGLISH))
    golden(f"shipped-{day}.json", as_json(found))


def test_json() -> None:
    golden("findings.json", as_json(FINDINGS))
    assert list(finding_row(UNKNOWN)) == list(FINDING)
    assert json.loads(as_json([PERCENT])) == [
        {
            "file": "config/50 %, a:b.toml",
            "line": 3,
            "code": "RUS203",
            "name": "weekend",
            "severity": "warning",
            "message": "50 %\\u000d ::error::x is on a weekend, 2018-11-10; choose a working day",
        }
    ]


def test_github_annotations() -> None:
    golden("findings.github", github(FINDINGS))
    assert github([PERCENT], "plans/rus") == (
        "::warning file=plans/rus/config/50 %25%2C a%3Ab.toml,line=3,title=weekend RUS203"
        "::50 %25\\u000d ::error::x is on a weekend, 2018-11-10; choose a working day"
    )


@settings(deadline=None, max_examples=examples(200))
@given(st.text(), st.text())
def test_no_text_breaks_out_of_its_line(name: str, file: str) -> None:
    finding = Finding(
        file=file, line=1, code="RUS203", name="weekend", severity=Severity.ERROR, message=msg("{id}", id=name)
    )
    for written in (text([finding], ENGLISH), github([finding])):
        assert len(written.splitlines()) == 1
        assert not {unicodedata.category(character) for character in written} & {"Cc", "Cf", "Cs", "Zl", "Zp"}
    assert json.loads(as_json([finding]))[0]["file"] == file


def test_sarif() -> None:
    golden(
        "findings.sarif", sarif(FINDINGS, [page for page in entries() if page.code in {"RUS002", "RUS101", "RUS203"}])
    )


def test_sarif_has_what_the_standard_asks_for() -> None:
    log: dict[str, Any] = json.loads(sarif(FINDINGS, entries()))
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [rule.code for rule in RULES]
    for rule in rules:
        assert rule["defaultConfiguration"]["level"] in {"none", "note", "warning", "error"}
        assert rule["help"]["text"].startswith(rule["shortDescription"]["text"])
    for result, finding in zip(run["results"], FINDINGS, strict=True):
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == finding.code
        assert result["level"] == finding.severity.word
        (place,) = result["locations"]
        assert set(place["physicalLocation"]) == {"artifactLocation"} | ({"region"} if finding.line else set())
    assert run["results"][1]["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "config/50%20%25%2C%20a%3Ab.toml", "uriBaseId": "FOLDER"},
        "region": {"startLine": 3},
    }


def test_a_file_whose_name_is_no_text_is_still_reported() -> None:
    finding = Finding(
        file="n\udce4mn.txt", line=1, code="RUS203", name="weekend", severity=Severity.ERROR, message=msg("found")
    )
    assert text([finding], ENGLISH) == "n\\udce4mn.txt:1: error: found [weekend RUS203]"
    assert github([finding]) == "::error file=n\\udce4mn.txt,line=1,title=weekend RUS203::found"
    assert json.loads(as_json([finding]).encode())[0]["file"] == "n?mn.txt"
    (run,) = json.loads(sarif([finding], entries()).encode())["runs"]
    assert run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "n%3Fmn.txt"
