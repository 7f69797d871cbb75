"""Invitations to those whom the register knows, and their answers in it."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.conftest import Result, Run
from tests.mail.server import Box, serving

Tell = Callable[..., Result]
REPLY = """BEGIN:VCALENDAR
METHOD:REPLY
BEGIN:VEVENT
UID:norberg@rus2030.regionvastmanland.se
SEQUENCE:0
DTSTAMP:20181109T100000Z
ATTENDEE;PARTSTAT=ACCEPTED:mailto:Ett@example.org
END:VEVENT
END:VCALENDAR
"""


@pytest.fixture
def tell(rusctl: Run, project: Path) -> Tell:
    def run(*words: str) -> Result:
        return rusctl("--lang", "en", *words)

    for words in (
        ("register", "init"),
        ("person", "add", "--name", "Testperson Ett", "--email", "ett@example.org", "--role", "politiker"),
        ("person", "add", "--name", "Testperson Två", "--email", "tva@example.org", "--language", "en"),
        ("person", "add", "--name", "Testperson Tre"),
        ("person", "add", "--name", "Testperson Fyra", "--email", "fyra@example.org", "--protected"),
        ("person", "add", "--name", "Testperson Fem", "--email", "fem@example.org"),
        ("participants", "add", "norberg", "1", "2", "3", "4", "--role", "politiker"),
    ):
        assert run(*words).code == 0
    assert (project / "register" / "register.sqlite3").exists()
    return run


@pytest.fixture
def box(project: Path) -> Iterator[Box]:
    with serving(Box()) as found:
        path = project / "config" / "targets.toml"
        settings = f'\n[mail]\nhost = "127.0.0.1"\nport = {found.port}\nsecurity = "none"\n'
        path.write_text(path.read_text(encoding="utf-8") + settings, encoding="utf-8")
        yield found


def participants(tell: Tell) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(tell("participants", "list", "norberg", "--json").out)
    return found


def test_the_participants_of_an_event_are_invited(box: Box, tell: Tell) -> None:
    result = tell("invite", "norberg", "--send")
    assert (result.code, result.err) == (
        0,
        (
            "1 person is protected or restricted and is not written to\n"
            "1 person has no e-mail address in the register\n2 sent\n"
        ),
    )
    assert box.copies() == {"ett@example.org": 1, "tva@example.org": 1}
    subjects = [message["Subject"].partition(":")[0] for message in box.messages()]
    assert subjects == ["Inbjudan", "Invitation"]


def test_an_answer_stands_in_the_register_too(project: Path, box: Box, tell: Tell) -> None:
    tell("invite", "norberg", "--send")
    (project / "svar.ics").write_text(REPLY, encoding="utf-8")
    assert tell("replies", "svar.ics", "--dry-run").err.startswith("1 answer taken\n")
    assert "accepted" not in tell("participants", "list", "norberg", "--json").out
    assert tell("replies", "svar.ics").err == "1 answer put down in the register\n1 answer taken\n"
    assert tell("replies", "svar.ics").err == "1 known already\n"
    assert tell("participants", "list", "norberg", "--json").out.count('"accepted"') == 1
    assert box.copies() == {"ett@example.org": 1, "tva@example.org": 1}


def test_who_has_declined_is_not_asked_again(box: Box, tell: Tell) -> None:
    tell("participants", "add", "norberg", "2", "--answer", "declined")
    tell("invite", "norberg", "--send")
    assert box.copies() == {"ett@example.org": 1}


def test_who_became_protected_is_not_written_to_any_more(box: Box, tell: Tell) -> None:
    tell("invite", "norberg", "--send")
    assert tell("person", "set", "2", "--protected").code == 0
    tell("event", "move", "norberg", "2018-12-03", "--yes")
    tell("invite", "norberg", "--send")
    assert box.copies() == {"ett@example.org": 2, "tva@example.org": 1}


def test_a_list_takes_the_place_of_the_register(project: Path, box: Box, tell: Tell) -> None:
    (project / "list.txt").write_text("fem@example.org\n", encoding="utf-8")
    assert tell("invite", "norberg", "--to", "list.txt", "--send").err == "1 sent\n"
    assert box.copies() == {"fem@example.org": 1}
