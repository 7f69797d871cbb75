"""Real cases, told of the invented Exempelregionen: each runs through every command that judges a plan.

The plans are in tests/plans/; the tour and its slip are the shipped folder, on the day of a dialogue and on the day
after the council was to decide.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.conftest import ROOT, Run, copy_plan

Golden = Callable[[str, str], None]
PLANS = ROOT / "tests" / "plans"
COMMANDS = ("status", "milestones", "check", "forecast", "report status")


class Case(NamedTuple):
    """A plan (the shipped one where it has no name) and its day, and what must be seen: findings, and promises."""

    plan: str
    day: str
    rules: dict[str, list[str]]
    risks: dict[str, str]

    @property
    def name(self) -> str:
        return self.plan or f"turnen-{self.day}"


CASES = [
    Case(
        "",
        "2018-11-08",
        {"past-not-held": ["sala"], "no-exact-date": ["vasteras"]},
        {
            "vasteras": "holds",
            "consultation-opens": "holds",
            "consultation-closes": "holds",
            "replies-compiled": "holds",
            "board": "holds",
            "council": "at_risk",
        },
    ),
    Case(
        "",
        "2020-02-19",
        {"milestone-overdue": ["board", "council", "replies-compiled"]},
        dict.fromkeys(["vasteras", "replies-compiled", "board", "council"], "broken"),
    ),
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
    Case(
        "vakant-roll",
        "2025-09-01",
        {"vacant-role": ["board", "council"], "milestone-without-owner": []},
        {"board": "holds", "council": "at_risk"},
    ),
]
each = pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])


def enter(case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(PLANS / case.plan if case.plan else copy_plan(tmp_path))


def test_every_plan_is_a_case_and_says_that_it_is_invented() -> None:
    assert sorted(case.plan for case in CASES if case.plan) == sorted(path.name for path in PLANS.iterdir())
    for path in PLANS.rglob("*.toml"):
        assert path.read_text(encoding="utf-8").startswith("# Påhittat: Exempelregionen finns inte. ")


@each
@pytest.mark.parametrize("lang", ["sv", "en"])
def test_a_case(  # noqa: PLR0917 - a table's columns and fixtures
    case: Case, lang: str, tmp_path: Path, rusctl: Run, golden: Golden, monkeypatch: pytest.MonkeyPatch
) -> None:
    enter(case, tmp_path, monkeypatch)
    screens = []
    for command in COMMANDS:
        result = rusctl(*command.split(), "--today", case.day, "--lang", lang)
        assert result.code in {0, 1}
        screens.append(f"$ rusctl {command}\n{result.out}{result.err}")
    golden(f"cases/{case.name}.{lang}.txt", "\n".join(screens))


@each
def test_what_must_be_seen(case: Case, tmp_path: Path, rusctl: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    enter(case, tmp_path, monkeypatch)
    found = json.loads(rusctl("check", "--format", "json", "--today", case.day).out)
    for rule, records in case.rules.items():
        assert sorted(_record(row) for row in found if row["name"] == rule) == records
    forecast = json.loads(rusctl("forecast", "--json", "--today", case.day).out)
    assert {row["id"]: row["risk"] for row in forecast} == case.risks


def _record(row: dict[str, str]) -> str:
    """Give the record that a finding's sentence begins with."""
    return row["message"].replace(",", " ").split()[0].rstrip(":")


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
