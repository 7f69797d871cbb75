"""A plan with everything a calendar can be asked to hold, and a strict look at a file's lines."""

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from rusctl.calendar.entries import Options, feed
from rusctl.calendar.feed import Feed
from rusctl.model import Plan
from rusctl.schedule.milestones import standings
from rusctl.storage.plan import load

TODAY = dt.date(2018, 11, 8)
GOLDEN = Path(__file__).parents[1] / "golden" / "calendar"
EVERYTHING = Options(windows=True, notes=True, reminders=(dt.timedelta(days=1), dt.timedelta(minutes=30)))
NAME = re.compile(r"[A-Z-]+(;[A-Z]+=(\"[^\"\x00-\x1f\x7f]*\"|[^\";:,\x00-\x1f\x7f]*))*:")


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
    """Give the unfolded lines of a file, each of which has been looked at as RFC 5545, 3.1 demands."""
    assert octets.endswith(b"\r\n")
    lines: list[bytes] = []
    for line in octets.removesuffix(b"\r\n").split(b"\r\n"):
        assert 0 < len(line) <= 75
        assert not re.search(rb"[\x00-\x08\x0a-\x1f\x7f]", line)
        line.decode()  # whole characters on every line, folded or not
        if line.startswith(b" "):
            lines[-1] += line[1:]
        else:
            lines.append(line)
    opened: list[str] = []
    texts = [line.decode() for line in lines]
    for text in texts:
        assert NAME.match(text), text
        name, _, value = text.partition(":")
        if name == "BEGIN":
            opened.append(value)
        elif name == "END":
            assert opened.pop() == value
    assert opened == []
    assert texts[0] == "BEGIN:VCALENDAR"
    return texts


@pytest.fixture(scope="session", name="logical_lines")
def logical_lines_fixture() -> Callable[[bytes], list[str]]:
    return logical_lines
