"""Titles of events in two languages: listings, calendars and letters take the one of their language."""

import datetime as dt

import pytest

from rusctl.calendar.feeds.entries import feed
from rusctl.calendar.feeds.fingerprint import fingerprint, fingerprints
from rusctl.language.catalogue import Language
from rusctl.language.names import event_title, short_name
from rusctl.model.plan import Plan
from rusctl.services import selection
from rusctl.storage.plan import read_plan

PROCESS = """
name = "RUS"
region = "Region"
timezone = "Europe/Stockholm"
uid_domain = "rus.example.org"
period = {{ from = 2018-11-06, to = 2020-06-16 }}
language = "{code}"
"""
EVENT = """
[[event]]
id = "start"
kind = "konferens"
date = 2018-11-07
status = "confirmed"
title = {title}
"""
BOTH = '{ sv = "Uppstart", en = "Kick-off" }'


def plan(title: str, code: str = "sv") -> Plan:
    files = {"events.toml": EVENT.format(title=title), "config/process.toml": PROCESS.format(code=code)}
    loaded = read_plan({name: text.encode() for name, text in files.items()})
    assert not loaded.faults
    return loaded.plan


@pytest.mark.parametrize(
    ("title", "swedish", "english"),
    [
        (BOTH, "Uppstart", "Kick-off"),
        ('"Uppstart"', "Uppstart", "Uppstart"),
        ('{ en = "Kick-off" }', *["Kick-off"] * 2),
    ],
)
def test_each_language_has_its_title(title: str, swedish: str, english: str) -> None:
    for code, expected in (("sv", swedish), ("en", english)):
        there = plan(title, code)
        event = there.events[0]
        assert event_title(event, plan(title), Language(code)) == short_name(event, there) == expected
        assert feed(there, there.events).entries[0].summary == expected


def test_it_is_meant_by_either() -> None:
    for name in ("Uppstart", "kick-off", "start"):
        assert selection.event(plan(BOTH), name).id == "start"


def test_who_had_the_one_language_is_not_told_because_of_the_other() -> None:
    before, after = (feed(one, one.events).entries[0].values for one in (plan('"Uppstart"'), plan(BOTH)))
    assert before is not None
    assert after is not None
    assert fingerprint(before, "sv") == fingerprint(after, "sv")
    assert fingerprint(before, "sv") in fingerprints(after, "en")


def test_the_page_of_an_event_stands_at_the_end_of_what_calendars_say() -> None:
    there = plan('"Uppstart"\nurl = "https://example.org/start"\nsource = "Dnr 18/1"')
    entry = feed(there, there.events).entries[0]
    assert entry.description.splitlines()[-1] == "Mer: https://example.org/start"
    assert entry.when.first == dt.date(2018, 11, 7)
