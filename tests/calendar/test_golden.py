"""The files themselves, octet for octet; RUSCTL_GOLDEN=write renews them."""

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from rusctl.calendar.feeds.entries import feed
from rusctl.calendar.ics.entry import Feed
from rusctl.calendar.ics.verify import calendar_bytes
from rusctl.model.plan import Plan

GOLDEN = Path(__file__).parents[1] / "golden" / "calendar"


def compare(name: str, octets: bytes, logical_lines: Callable[[bytes], list[str]]) -> None:
    path = GOLDEN / name
    logical_lines(octets)
    if os.environ.get("RUSCTL_GOLDEN") == "write":
        path.write_bytes(octets)
    assert octets == path.read_bytes(), f"{path} differs; RUSCTL_GOLDEN=write renews it"


def test_everything(everything: Feed, logical_lines: Callable[[bytes], list[str]]) -> None:
    compare("everything.ics", calendar_bytes(everything), logical_lines)


def test_the_events_alone_in_english(in_english: Plan, logical_lines: Callable[[bytes], list[str]]) -> None:
    compare("events-en.ics", calendar_bytes(feed(in_english, in_english.events)), logical_lines)


@pytest.mark.parametrize("name", ["plain", "tentative", "cancelled", "moved", "window", "night-back", "fold"])
def test_one_entry_for_a_store(name: str, everything: Feed, logical_lines: Callable[[bytes], list[str]]) -> None:
    (entry,) = (entry for entry in everything.entries if entry.file_name == f"{name}.ics")
    octets = calendar_bytes(replace(everything, entries=(entry,), method=""))
    compare(entry.file_name, octets, logical_lines)
    assert (b"BEGIN:VTIMEZONE" in octets) == (name in {"moved", "night-back"})
