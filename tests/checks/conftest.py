import datetime as dt
from collections.abc import Callable

import pytest

from rusctl.checks.rules import RULES
from rusctl.checks.run import run
from rusctl.diagnostics import Finding
from rusctl.language.catalogue import Language
from rusctl.storage.plan import lines_in, read_plan

Ask = Callable[..., list[tuple[int, str]]]
Check = Callable[..., tuple[Finding, ...]]
FILES = {
    "events": "events.toml",
    "process": "config/process.toml",
    "municipalities": "config/municipalities.toml",
    "roles": "config/roles.toml",
    "checks": "config/checks.toml",
    "workdays": "config/workdays.toml",
    "deadlines": "config/deadlines.toml",
    "frame": "config/frame.toml",
}
PROCESS = b"""
name = "Strategi"
region = "Region"
timezone = "Europe/Stockholm"
uid_domain = "rus.example.org"
period = { from = 2018-01-01, to = 2020-12-31 }
"""


@pytest.fixture
def check() -> Check:
    """Give a function that reads a plan from texts and asks all rules, or the named ones."""

    def ask(*names: str, today: str = "2018-11-08", **texts: str) -> tuple[Finding, ...]:
        files = {"events.toml": b"", "config/process.toml": PROCESS}
        files |= {FILES[key]: text.encode() for key, text in texts.items()}
        loaded = read_plan(files)
        rules = [rule for rule in RULES if not names or rule.name in names]
        return run(loaded.facts(dt.date.fromisoformat(today)), lines_in(loaded), rules)

    return ask


@pytest.fixture
def ask(check: Check) -> Ask:
    """Give a function that asks one rule and tells the lines and the English words of what it finds."""

    def one(name: str, *, today: str = "2018-11-08", **texts: str) -> list[tuple[int, str]]:
        english = Language("en")
        return [(found.line, english.text(found.message, iso=True)) for found in check(name, today=today, **texts)]

    return one
