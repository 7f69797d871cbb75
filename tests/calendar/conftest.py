"""A plan with everything a calendar can be asked to hold, and a strict look at a file's lines."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from rusctl.calendar.feeds.entries import EntryOptions, feed
from rusctl.calendar.ics.entry import Feed
from rusctl.model.plan import Plan
from rusctl.schedule.state.milestones import standings
from rusctl.storage.plan import load
from tests.calendar.ics.strict import logical, problems

TODAY = dt.date(2018, 11, 8)
GOLDEN = Path(__file__).parents[1] / "golden" / "calendar"
EVERYTHING = EntryOptions(windows=True, notes=True, reminders=(dt.timedelta(days=1), dt.timedelta(minutes=30)))


@pytest.fixture(scope="session")
def plan() -> Plan:
    loaded = load(GOLDEN / "plan")
    assert [fault for fault in loaded.faults if fault.rule != "missing-file"] == []
    return loaded.plan


@pytest.fixture(scope="session")
def everything(plan: Plan) -> Feed:
    return feed(plan, plan.events, standings(plan, TODAY), EVERYTHING)


@pytest.fixture(scope="session")
def in_english(plan: Plan) -> Plan:
    return replace(plan, process=replace(plan.process, language="en"))


def logical_lines(octets: bytes) -> list[str]:
    """Give the unfolded lines of a file, in which a strict validator has found no fault."""
    assert problems(octets) == []
    return logical(octets)


@pytest.fixture(scope="session", name="logical_lines")
def logical_lines_fixture() -> Callable[[bytes], list[str]]:
    return logical_lines
