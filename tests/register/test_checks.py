"""`rusctl check --register`: each rule fires on what is wrong and on nothing else, and names nobody."""

import json
import re
from pathlib import Path

import pytest

from rusctl.database.database import Register
from tests.conftest import Run, run_rusctl
from tests.register.conftest import Typed


@pytest.fixture(autouse=True)
def a_register(register: Register) -> Register:
    return register


def found(day: str, *more: str) -> list[tuple[str, str]]:
    result = run_rusctl("check", "--register", "--json", "--today", day, *more)
    assert result.err == ""
    rows = json.loads(result.out)
    return [(row["code"], row["message"].split()[0].rstrip(":")) for row in rows if row["code"].startswith("RUS80")]


def test_nobody_is_invited_to_what_is_near(rusctl: Run) -> None:
    """28 days before 2018-11-07 it is told of Sala, and the day before of nobody."""
    assert found("2018-10-09") == []
    assert found("2018-10-10") == [("RUS802", "sala")]
    rusctl("participants", "count", "sala", "politiker", "7", "--what", "invited")
    assert found("2018-10-10") == []


def test_nobody_is_counted_a_while_after(rusctl: Run) -> None:
    assert ("RUS803", "sala") not in found("2018-11-14")
    assert ("RUS803", "sala") in found("2018-11-15")
    rusctl("participants", "count", "sala", "politiker", "7")
    assert ("RUS803", "sala") not in found("2018-11-15")


def test_a_role_that_is_asked_for_is_missing(rusctl: Run, project: Path) -> None:
    path = project / "config/roles.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('id = "politiker"', 'id = "politiker"\nneeds = 3', 1), encoding="utf-8")
    rusctl("participants", "count", "sala", "politiker", "7", "--what", "invited")
    rusctl("participants", "count", "sala", "politiker", "2", "--what", "coming")
    assert ("RUS801", "sala") not in found("2018-10-30")
    assert ("RUS801", "sala") in found("2018-10-31")
    rusctl("participants", "count", "sala", "politiker", "3", "--what", "coming")
    assert ("RUS801", "sala") not in found("2018-10-31")


def test_a_role_that_is_not_held_on_the_day(rusctl: Run, typed: Typed) -> None:
    typed('name = "Testperson"', "person", "add", "--role", "politiker", "--to", "2018-12-31")
    rusctl("participants", "add", "sala", "1")
    assert ("RUS804", "sala") not in found("2018-11-01")
    rusctl("event", "move", "sala", "2019-01-10", "--yes")
    assert ("RUS804", "sala") in found("2018-11-01")


def test_somebody_entered_twice(typed: Typed) -> None:
    given = 'name = "Testperson"\nemail = "ett@example.org"'
    typed(given, "person", "add")
    assert "RUS805" not in {code for code, _ in found("2018-10-09")}
    typed(given, "person", "add", "--anyway")
    assert "RUS805" in {code for code, _ in found("2018-10-09")}


def over_capacity(day: str) -> list[tuple[str, str]]:
    rows = json.loads(run_rusctl("check", "--register", "--json", "--lang", "en", "--today", day).out)
    return [(row["severity"], row["message"].partition(";")[0]) for row in rows if row["code"] == "RUS811"]


@pytest.fixture
def seats(project: Path) -> None:
    """Give Sala's room forty seats."""
    path = project / "events.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('id = "sala"', 'id = "sala"\ncapacity = 40', 1), encoding="utf-8")


@pytest.mark.usefixtures("seats")
def test_more_than_the_room_takes(rusctl: Run) -> None:
    for role, number in (("politiker", 20), ("naringsliv", 20)):
        assert rusctl("participants", "count", "sala", role, str(number), "--what", "invited").code == 0
    assert over_capacity("2018-10-10") == []
    rusctl("participants", "count", "sala", "naringsliv", "21", "--what", "invited")
    invited = "sala: 41 are invited and have not said no, and the room takes 40"
    assert over_capacity("2018-10-10") == [("note", invited)]
    assert over_capacity("2018-11-07") == [("note", invited)]
    assert over_capacity("2018-11-08") == []
    rusctl("participants", "count", "sala", "politiker", "41", "--what", "coming")
    assert over_capacity("2018-11-07") == [("warning", "sala: 41 are coming, and the room takes 40")]
    assert over_capacity("2018-11-08") == []
    rusctl("participants", "count", "sala", "politiker", "41")
    assert over_capacity("2018-11-15") == [("note", "sala: 41 are counted, and the room takes 40")]
    rusctl("participants", "count", "sala", "politiker", "40")
    assert over_capacity("2018-11-15") == []


@pytest.mark.usefixtures("seats")
def test_who_has_said_no_needs_no_seat(rusctl: Run, typed: Typed) -> None:
    rusctl("participants", "count", "sala", "politiker", "40", "--what", "invited")
    typed('name = "Testperson"', "person", "add", "--role", "naringsliv")
    rusctl("participants", "add", "sala", "1")
    assert [one for one, _ in over_capacity("2018-10-10")] == ["note"]
    rusctl("participants", "add", "sala", "1", "--answer", "declined")
    assert over_capacity("2018-10-10") == []


def test_a_finding_names_nobody(rusctl: Run, typed: Typed) -> None:
    given = 'name = "Testperson Hemlig"\nemail = "ett@example.org"'
    typed(given, "person", "add", "--role", "politiker", "--to", "2018-01-01")
    typed(given, "person", "add", "--anyway")
    rusctl("participants", "add", "sala", "1", "--role", "politiker")
    result = rusctl("check", "--register", "--today", "2018-11-01")
    assert "RUS804" in result.out
    assert "Hemlig" not in result.out
    assert "ett@" not in result.out


def test_plain_check_says_the_same_whatever_the_register_holds(rusctl: Run, typed: Typed) -> None:
    before = rusctl("check", "--today", "2018-12-31")
    given = 'name = "Testperson"\nemail = "ett@example.org"'
    typed(given, "person", "add")
    typed(given, "person", "add", "--anyway")
    assert rusctl("check", "--today", "2018-12-31") == before
    assert "RUS80" not in before.out


OWNED = """
[[milestone]]
id = "papers"
title = "Handlingarna skickas"
date = 2018-12-20
owner = "projektledare"
"""


def owners(project: Path) -> None:
    path = project / "config/process.toml"
    path.write_text(path.read_text(encoding="utf-8") + OWNED, encoding="utf-8")


def test_an_owner_that_nobody_holds_on_the_day(rusctl: Run, typed: Typed, project: Path) -> None:
    owners(project)
    assert ("RUS806", "papers") not in found("2018-11-01")  # nobody has entered who holds which role
    typed('name = "Testperson"', "person", "add", "--role", "projektledare", "--to", "2018-12-19")
    assert ("RUS806", "papers") in found("2018-11-01")
    assert ("RUS806", "papers") in found("2019-02-01")  # overdue, so today counts
    said = rusctl("check", "--register", "--today", "2018-11-01", "--lang", "en")
    assert "papers: nobody in the register holds its owner projektledare on Thu, 20 Dec 2018; enter who" in said.out
    assert "Testperson" not in said.out + said.err
    typed('name = "Testperson Två"', "person", "add", "--role", "projektledare", "--from", "2018-12-20")
    assert ("RUS806", "papers") not in found("2018-11-01")


def test_an_owner_that_the_plan_says_is_vacant_is_told_once(typed: Typed, project: Path) -> None:
    owners(project)
    path = project / "config/roles.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('id = "projektledare"', 'id = "projektledare"\nvacant_from = 2018-12-01', 1), "utf-8")
    typed('name = "Testperson"', "person", "add", "--role", "projektledare", "--to", "2018-11-30")
    rows = json.loads(run_rusctl("check", "--register", "--json", "--today", "2018-11-01", "--lang", "en").out)
    assert [row["name"] for row in rows if row["name"] in {"vacant-role", "owner-not-held"}] == ["vacant-role"]


def test_whatif_counts_whom_the_register_has_as_invited(rusctl: Run, typed: Typed) -> None:
    for name, answer in (("Ett", "declined"), ("Två", "accepted"), ("Tre", "")):
        typed(f'name = "Testperson {name}"', "person", "add", "--role", "politiker")
        number = {"Ett": "1", "Två": "2", "Tre": "3"}[name]
        rusctl("participants", "add", "norberg", number, *(["--answer", answer] if answer else []))
    rusctl("participants", "count", "norberg", "naringsliv", "7", "--what", "invited")
    told = json.loads(rusctl("whatif", "move", "norberg", "2018-12-03", "--json").out)
    assert [row["message"] for row in told if row["kind"] == "invitation"] == [
        "Norberg: 9 people are invited in the register, and must be told"
    ]


UID = "sala@rus2030.regionvastmanland.se"


def listed(project: Path, count: int) -> None:
    """Write a list of so many people, none of whom the register knows."""
    people = "".join(f"Testperson {number} <t{number}@example.org>\n" for number in range(count))
    (project / "list.txt").write_text(people, encoding="utf-8")


def answer(project: Path, number: int, status: str) -> None:
    """Read the answer of one of them."""
    (project / "reply.ics").write_text(
        f"BEGIN:VCALENDAR\nMETHOD:REPLY\nBEGIN:VEVENT\nUID:{UID}\nSEQUENCE:0\nDTSTAMP:20181002T{number:02d}0000Z\n"
        f"ATTENDEE;PARTSTAT={status}:mailto:t{number}@example.org\nEND:VEVENT\nEND:VCALENDAR\n",
        encoding="utf-8",
    )
    assert run_rusctl("replies", "reply.ics", "--today", "2018-10-03").code == 0


def invite(project: Path, count: int) -> None:
    listed(project, count)
    assert run_rusctl("invite", "sala", "--to", "list.txt", "--today", "2018-10-01").code == 0


@pytest.mark.usefixtures("seats")
def test_who_is_invited_from_a_list_needs_a_seat(rusctl: Run, project: Path, typed: Typed) -> None:
    invite(project, 40)
    assert ("RUS802", "sala") not in found("2018-10-10")
    assert over_capacity("2018-10-10") == []
    typed('name = "Testperson"', "person", "add", "--role", "naringsliv")
    rusctl("participants", "add", "sala", "41")
    note = ("note", "sala: 41 are invited and have not said no, and the room takes 40")
    assert over_capacity("2018-10-10") == [note]
    answer(project, 1, "DECLINED")
    assert over_capacity("2018-10-10") == []
    invite(project, 41)
    assert over_capacity("2018-10-10") == [note]


@pytest.mark.usefixtures("seats")
def test_who_is_only_counted_may_be_on_the_list(rusctl: Run, project: Path) -> None:
    invite(project, 40)
    rusctl("participants", "count", "sala", "politiker", "40", "--what", "invited")
    assert over_capacity("2018-10-10") == []


def test_a_yes_from_a_list_takes_a_seat(project: Path) -> None:
    path = project / "events.toml"
    path.write_text(path.read_text(encoding="utf-8").replace('id = "sala"', 'id = "sala"\ncapacity = 1', 1), "utf-8")
    invite(project, 2)
    answer(project, 0, "ACCEPTED")
    assert [one for one, _ in over_capacity("2018-10-10")] == ["note"]
    answer(project, 1, "ACCEPTED")
    assert [one for one, _ in over_capacity("2018-10-10")] == ["note"]  # the second waits for a place
    found = run_rusctl("check", "--register", "--today", "2018-10-10", "--lang", "en").out
    assert [line for line in found.splitlines() if "RUS834" in line] != []


@pytest.mark.usefixtures("seats")
def test_who_is_on_the_list_and_in_the_register_is_one(rusctl: Run, project: Path, typed: Typed) -> None:
    invite(project, 40)
    typed('name = "Testperson"\nemail = "T1@example.org"', "person", "add", "--role", "naringsliv")
    rusctl("participants", "add", "sala", "1")
    assert over_capacity("2018-10-10") == []


def test_who_is_on_a_list_and_has_not_answered_is_told_of(project: Path) -> None:
    path = project / "events.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('id = "sala"', 'id = "sala"\nanswer_by = 2018-10-20', 1), encoding="utf-8")
    invite(project, 2)
    assert ("RUS809", "sala") not in found("2018-10-20")
    assert ("RUS809", "sala") in found("2018-10-21")
    answer(project, 0, "ACCEPTED")
    assert ("RUS809", "sala") in found("2018-10-21")
    answer(project, 1, "DECLINED")
    assert ("RUS809", "sala") not in found("2018-10-21")


def booked_twice(day: str) -> list[tuple[str, str]]:
    rows = json.loads(run_rusctl("check", "--register", "--json", "--lang", "en", "--today", day).out)
    return [
        (row["severity"], re.split(" (?:is|are) added", row["message"])[0]) for row in rows if row["code"] == "RUS812"
    ]


def test_somebody_is_under_two_events_at_a_time(rusctl: Run, typed: Typed) -> None:
    for number in (1, 2):
        typed(f'name = "Testperson {number}"', "person", "add", "--role", "politiker")
    rusctl("participants", "add", "sala", "1", "2")
    rusctl("participants", "add", "norberg", "1", "2")
    assert booked_twice("2018-11-01") == []
    rusctl("event", "move", "norberg", "2018-11-07", "--yes", "--today", "2018-11-01")
    assert booked_twice("2018-11-01") == [("note", "2 people")]
    for name, hours in (("sala", "09:00-12:00"), ("norberg", "11:00-14:00")):
        rusctl("event", "set", name, "--time", hours)
    assert booked_twice("2018-11-01") == [("warning", "2 people")]
    rusctl("participants", "add", "norberg", "2", "--answer", "declined")
    assert booked_twice("2018-11-01") == [("warning", "1 person")]
    rusctl("event", "set", "norberg", "--time", "12:00-14:00")
    assert booked_twice("2018-11-01") == []
