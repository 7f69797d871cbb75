"""The folder's own rules in `rules`, `explain`, `check` and what is written for programs."""

import json
from pathlib import Path

from tests.conftest import Run

RULE = """
[[rule]]
name = "own-soon"
over = "events"
when = 'status == "tentative" and days_left < 21'
severity = "error"
sentence = { sv = "{title} är om {days_left} dagar", en = "{title} is in {days_left} days" }
"""


def add(project: Path, text: str = RULE) -> None:
    path = project / "config/checks.toml"
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


def test_own_rules_are_listed_and_explained(project: Path, rusctl: Run) -> None:
    add(project)
    last = json.loads(rusctl("rules", "--json").out)[-1]
    sentence = "{title} is in {days_left} days"
    assert last == {"code": "RUS951", "name": "own-soon", "severity": "error", "sentence": sentence}
    assert "own-soon" in rusctl("rules", "--lang", "sv").out
    assert rusctl("explain", "OWN-soon", "--lang", "sv").out.splitlines() == [
        "RUS951 own-soon (fel)",
        "",
        "{title} är om {days_left} dagar",
        "",
        'over = "events"',
        "",
        'when = status == "tentative" and days_left < 21',
    ]
    unknown = rusctl("explain", "own-son", "--lang", "en")
    assert unknown.code == 1
    assert "own-soon" in unknown.err


def test_without_a_folder_the_rules_are_those_of_rusctl(tmp_path: Path, rusctl: Run) -> None:
    words = ("--project", str(tmp_path / "nowhere"), "--json")
    assert json.loads(rusctl("rules", *words).out)[-1]["name"] == "folder-rule"


def test_check_shows_what_an_own_rule_finds_in_every_form(project: Path, rusctl: Run) -> None:
    add(project)
    words = ("check", "--today", "2018-11-08", "--lang", "en")
    text = rusctl(*words)
    assert text.code == 1
    assert "error: Kommundialog Norberg is in 18 days [own-soon RUS951]" in text.out
    (found,) = [one for one in json.loads(rusctl(*words, "--json").out) if one["code"] == "RUS951"]
    assert (found["file"], found["name"], found["severity"]) == ("events.toml", "own-soon", "error")
    assert '"ruleId": "RUS951"' in rusctl(*words, "--format", "sarif").out
    assert "own-soon RUS951" in rusctl(*words, "--format", "github").out


def test_what_a_sentence_holds_stays_text(project: Path, rusctl: Run) -> None:
    add(project, RULE.replace("{title} is in", "{id}: %0A::error::x \\u001b[31m is in"))
    found = rusctl("check", "--today", "2018-11-08", "--lang", "en")
    assert "\x1b" not in found.out
    add(project, '\n[[rule]]\nname = "soon"\nover = "people"\n')
    wrong = rusctl("check", "--lang", "en").out
    assert "own-late-venue" in wrong
    assert "over must be one of events, milestones, and this is people" in wrong
