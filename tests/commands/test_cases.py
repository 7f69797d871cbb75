"""Real cases, told of the invented Exempelregionen: each runs through every command that judges a plan.

The plans are in tests/plans/; the shipped tour and its slip have tests of their own, on several days.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.conftest import ROOT, Run

Golden = Callable[[str, str], None]
PLANS = ROOT / "tests" / "plans"
COMMANDS = ("status", "milestones", "check", "forecast", "report status")


class Case(NamedTuple):
    """A plan and the day it is looked at, and what must be seen: findings by rule, and how its promises stand."""

    plan: str
    day: str
    rules: dict[str, list[str]]
    risks: dict[str, str]


CASES = [
    Case(
        "arsfel",
        "2025-12-01",
        {"after-order": ["board"], "milestone-out-of-order": ["board"]},
        {"board": "broken", "council": "holds", "opens": "broken"},
    ),
    Case("tva-orter", "2025-09-01", {}, {"council": "holds"}),
    Case("sex-traffar", "2025-09-01", {}, {"council": "holds"}),
    Case(
        "remissen-flyttad",
        "2026-01-15",
        {"after-order": ["board"], "milestone-slipped": ["closes", "opens"]},
        {"board": "broken", "council": "broken", "opens": "moved", "closes": "moved"},
    ),
    Case("utan-remiss", "2025-09-01", {}, {"board": "holds", "council": "at_risk"}),
    Case("vakant-roll", "2025-09-01", {}, {"board": "holds", "council": "at_risk"}),
]


def test_every_plan_is_a_case_and_says_that_it_is_invented() -> None:
    assert sorted(case.plan for case in CASES) == sorted(path.name for path in PLANS.iterdir())
    for path in PLANS.rglob("*.toml"):
        assert path.read_text(encoding="utf-8").startswith("# Påhittat: Exempelregionen finns inte. ")


@pytest.mark.parametrize("case", CASES, ids=[case.plan for case in CASES])
@pytest.mark.parametrize("lang", ["sv", "en"])
def test_a_case(case: Case, lang: str, rusctl: Run, golden: Golden, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(PLANS / case.plan)
    screens = []
    for command in COMMANDS:
        result = rusctl(*command.split(), "--today", case.day, "--lang", lang)
        assert result.code in {0, 1}
        screens.append(f"$ rusctl {command}\n{result.out}{result.err}")
    golden(f"cases/{case.plan}.{lang}.txt", "\n".join(screens))


@pytest.mark.parametrize("case", CASES, ids=[case.plan for case in CASES])
def test_what_must_be_seen(case: Case, rusctl: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(PLANS / case.plan)
    found = json.loads(rusctl("check", "--format", "json", "--today", case.day).out)
    for rule, records in case.rules.items():
        assert sorted(_record(row) for row in found if row["name"] == rule) == records
    forecast = json.loads(rusctl("forecast", "--json", "--today", case.day).out)
    assert {row["id"]: row["risk"] for row in forecast} == case.risks


def _record(row: dict[str, str]) -> str:
    """Give the record that a finding's sentence begins with."""
    return row["message"].replace(",", " ").split()[0]


def test_six_stops_on_one_day_are_spread_by_propose(rusctl: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(PLANS / "sex-traffar")
    rows = json.loads(rusctl("propose", "--all", "--count", "1", "--today", "2025-08-01", "--json").out)
    days = [row["proposed"] for row in rows]
    assert (len(days), len(set(days))) == (6, 6)
    assert [days.count(day) for day in ("2025-09-02",)] == [1]


def test_two_towns_on_one_day_are_kept_where_they_stand(rusctl: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(PLANS / "tva-orter")
    rows = json.loads(rusctl("tour", "--json", "--today", "2025-09-01").out)
    assert [(row["id"], row["start"]) for row in rows][:2] == [
        ("norrby", "2025-09-02T09:00:00+02:00"),
        ("soderby", "2025-09-02T13:00:00+02:00"),
    ]


def test_a_consultation_postponed_by_half_a_year_is_told_with_its_reason(
    rusctl: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(PLANS / "remissen-flyttad")
    rows = json.loads(rusctl("baseline", "diff", "--json", "--today", "2026-01-15").out)
    slips = [(row["id"], row["slip_days"], row["reasons"]) for row in rows]
    assert slips == [("opens", 182, ["underlaget är inte klart"]), ("closes", 184, [])]


def test_the_plans_are_not_written_to(tmp_path: Path) -> None:
    assert [path.name for path in PLANS.rglob(".rusctl")] == []
    assert list(tmp_path.iterdir()) == []
