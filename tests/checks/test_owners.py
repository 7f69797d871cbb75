"""Owners: a milestone or an event that is open must not be owned by a role that is vacant on its day."""

import pytest

from tests.checks.conftest import Ask

ROLE = '[[role]]\nid = "projektledare"\nname = "Projektledare"\ngroup = "crew"\n'
OWNER = 'owner = "projektledare"\n'
MILESTONE = '[[milestone]]\nid = "board"\ntitle = "Styrelsen"\n' + OWNER
PROCESS = """
name = "Strategi"
region = "Region"
timezone = "Europe/Stockholm"
uid_domain = "rus.example.org"
kinds = { dialog = "Dialog" }
"""


def vacant(first: str = "", last: str = "") -> str:
    return ROLE + (f"vacant_from = {first}\n" if first else "") + (f"vacant_until = {last}\n" if last else "")


@pytest.mark.parametrize(
    ("first", "last", "found"),
    [
        ("2019-03-01", "", True),
        ("2019-03-02", "", False),
        ("", "2019-03-01", True),
        ("", "2019-02-28", False),
        ("2019-03-01", "2019-03-01", True),
        ("2019-01-01", "2019-02-28", False),
        ("", "", False),
    ],
)
def test_a_role_is_vacant_from_a_day_to_a_day(first: str, last: str, *, found: bool, ask: Ask) -> None:
    told = ask("vacant-role", process=PROCESS + MILESTONE + "date = 2019-03-01\n", roles=vacant(first, last))
    assert bool(told) is found


@pytest.mark.parametrize(
    ("date", "today", "found"),
    [
        ("", "2018-11-08", True),
        ("date = 2019-03-01\n", "2018-11-08", False),
        ("date = 2018-10-01\n", "2018-11-08", True),  # overdue: somebody must see to it now
        ("window = { from = 2018-11-01, to = 2019-03-01 }\n", "2018-11-08", False),
        ("done = 2018-11-08\n", "2018-11-08", False),
    ],
)
def test_the_day_that_is_asked_about(date: str, today: str, *, found: bool, ask: Ask) -> None:
    roles = vacant("2018-11-01", "2018-11-30")
    assert bool(ask("vacant-role", today=today, process=PROCESS + MILESTONE + date, roles=roles)) is found


@pytest.mark.parametrize(
    ("date", "status", "found"),
    [
        ("2018-11-20", "confirmed", True),
        ("2018-12-20", "confirmed", False),
        ("2018-11-20", "cancelled", False),
        ("2018-11-02", "confirmed", False),
    ],
)
def test_an_event_has_an_owner_too(date: str, status: str, *, found: bool, ask: Ask) -> None:
    event = f'[[event]]\nid = "sala"\nkind = "dialog"\ndate = {date}\nstatus = "{status}"\n{OWNER}'
    told = ask("vacant-role", process=PROCESS, events=event, roles=vacant("2018-11-01", "2018-11-30"))
    assert bool(told) is found


def test_what_it_says(ask: Ask) -> None:
    process = PROCESS + MILESTONE + "date = 2019-03-01\n"
    line = process.splitlines().index(OWNER.strip()) + 1
    said = (
        "board: its owner projektledare is vacant from 2019-01-01 to 2019-04-01; name another owner, or who stands in"
    )
    assert ask("vacant-role", process=process, roles=vacant("2019-01-01", "2019-04-01")) == [(line, said)]


@pytest.mark.parametrize(("date", "found"), [("2018-11-20", True), ("2018-12-20", False), ("2018-11-02", False)])
def test_a_vacant_role_of_the_crew_is_told_too(date: str, *, found: bool, ask: Ask) -> None:
    event = f'[[event]]\nid = "sala"\nkind = "dialog"\ndate = {date}\nstatus = "confirmed"\n'
    told = ask(
        "vacant-role",
        process=PROCESS,
        events=event + 'crew = ["annan", "projektledare"]\n',
        roles=vacant("2018-11-01", "2018-11-30"),
    )
    said = (
        "sala: projektledare of its crew is vacant from 2018-11-01 to 2018-11-30; name who stands in, or move the event"
    )
    assert told == ([(6, said)] if found else [])


def test_a_vacancy_that_ends_before_it_begins_is_a_fault(ask: Ask) -> None:
    assert ask("conflicting-keys", roles=vacant("2019-04-01", "2019-01-01")) == [
        (6, "vacant_until is before vacant_from")
    ]
