"""Invitations to those whom the register knows, and their answers in it: a real mail server, both databases."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from rusctl.database.database import Register
from rusctl.output.listings import LISTINGS
from rusctl.output.rows import rows_schema
from tests.conftest import Result, Run
from tests.mail.first import INCOMPLETE
from tests.mail.server import Box, Fault, serving_plan

Tell = Callable[..., Result]
NORBERG = "norberg@rus2030.regionvastmanland.se"
DECEMBER = "2018-12-03"


def reply(address: str, answer: str = "ACCEPTED", *, sequence: int = 0, hour: int = 10, more: str = "") -> str:
    """Give an answer to the invitation to Norberg, as a calendar file."""
    return (
        f"BEGIN:VCALENDAR\nMETHOD:REPLY\nBEGIN:VEVENT\nUID:{NORBERG}\nSEQUENCE:{sequence}\n"
        f"DTSTAMP:20181109T{hour:02d}0000Z\nATTENDEE;PARTSTAT={answer}{more}:mailto:{address}\nEND:VEVENT\nEND:VCALENDAR\n"
    )


def mail(sender: str, calendar: str) -> str:
    """Give an answer as a mail from somebody."""
    return f"From: {sender}\nSubject: Svar\nContent-Type: text/calendar; method=REPLY\n\n{calendar}"


@pytest.fixture
def tell(rusctl: Run, register: Register) -> Tell:
    """Run a command line over a register with five persons, four of them under Norberg."""
    assert register

    def run(*words: str) -> Result:
        return rusctl("--lang", "en", *words)

    for words in (
        ("person", "add", "--name", "Testperson Ett", "--email", "ett@example.org", "--role", "politiker"),
        ("person", "add", "--name", "Testperson Två", "--email", "tva@example.org", "--language", "en"),
        ("person", "add", "--name", "Testperson Tre"),
        ("person", "add", "--name", "Testperson Fyra", "--email", "fyra@example.org", "--protected"),
        ("person", "add", "--name", "Testperson Fem", "--email", "fem@example.org", "--municipality", "sala"),
        ("participants", "add", "norberg", "1", "2", "3", "4", "--role", "politiker"),
    ):
        assert run(*words).code == 0
    return run


@pytest.fixture
def answered(tell: Tell, project: Path) -> Callable[..., Result]:
    """Read answers, each a file of its own."""

    def run(*texts: str) -> Result:
        names = []
        for number, text in enumerate(texts):
            suffix = "eml" if text.startswith("From:") else "ics"
            names.append(f"svar{number}.{suffix}")
            (project / names[-1]).write_text(text, encoding="utf-8")
        return tell("replies", *names)

    return run


@pytest.fixture
def box(project: Path) -> Iterator[Box]:
    with serving_plan(project) as found:
        yield found


def parts(tell: Tell) -> dict[int, dict[str, Any]]:
    """Give the parts in Norberg by the persons' numbers."""
    rows = json.loads(tell("participants", "list", "norberg", "--hidden", "--json").out)
    return {row["number"]: row for row in rows}


def answer(tell: Tell, number: int) -> str:
    found: str = parts(tell)[number]["answer"]
    return found


def told(result: Result, name: str = "invite") -> list[tuple[Any, ...]]:
    """Give what a command says in JSON that it tells, once its schema has been looked at."""
    rows = json.loads(result.out)
    checker = jsonschema.Draft202012Validator.FORMAT_CHECKER
    jsonschema.Draft202012Validator(rows_schema(LISTINGS[name], str), format_checker=checker).validate(rows)
    return [(row["event"], row["address"].partition("@")[0], row["kind"], row["state"]) for row in rows]


def test_the_participants_of_an_event_are_invited(box: Box, tell: Tell) -> None:
    result = tell("invite", "norberg", "--send")
    assert (result.code, result.err) == (
        0,
        (
            "1 person is protected or restricted and is not written to\n"
            "1 person has no email address in the register that can be written to: 3\n"
            f"{INCOMPLETE}\n"
            "2 sent\n"
        ),
    )
    assert box.copies() == {"ett@example.org": 1, "tva@example.org": 1}
    subjects = [message["Subject"].partition(":")[0] for message in box.messages()]
    assert subjects == ["Inbjudan", "Invitation"]
    found = parts(tell)
    assert [found[number]["told"] for number in (1, 2, 3, 4)] == ["2018-11-08", "2018-11-08", None, None]
    assert [found[number]["told_how"] for number in (1, 3)] == ["email", None]


def test_the_register_is_told_of_drafts_when_they_have_been_sent(tell: Tell, project: Path) -> None:
    result = tell("invite", "norberg", "--json")
    assert told(result) == [("norberg", "ett", "invitation", "draft"), ("norberg", "tva", "invitation", "draft")]
    assert sorted(path.name for path in (project / "register/drafts/norberg").iterdir()) == [
        "1.eml",
        "2.eml",
    ]
    assert [one["told"] for one in parts(tell).values()] == [None] * 4
    tell("outbox", "resolve", "1", "--sent")
    assert [one["told"] for one in parts(tell).values()] == ["2018-11-08", None, None, None]


@pytest.mark.usefixtures("box")
@pytest.mark.parametrize(
    ("words", "invited"),
    [
        (("--role", "politiker"), ["ett", "tva"]),
        (("--role", "Näringsliv"), ["fem"]),
        (("--role", "naringsliv", "--role", "politiker"), ["ett", "tva", "fem"]),
        (("--municipality", "Sala"), ["fem"]),
        (("--role", "politiker", "--municipality", "sala"), []),
        (("--answer", "none"), ["ett", "fem"]),
        (("--answer", "declined"), ["tva"]),
        (("--answer", "declined", "--answer", "accepted"), ["tva"]),
        ((), ["ett", "fem"]),
    ],
)
def test_the_invited_are_chosen_out_of_the_register(tell: Tell, words: tuple[str, ...], invited: list[str]) -> None:
    tell("participants", "add", "norberg", "5", "--role", "naringsliv")
    if "politiker" not in words:
        tell("participants", "add", "norberg", "2", "--answer", "declined")
    result = tell("invite", "norberg", *words, "--json", "--dry-run")
    if not invited:
        assert (result.code, result.out) == (1, "")
        return
    assert told(result) == [("norberg", name, "invitation", None) for name in invited]


def test_a_choice_tells_nobody_else_of_a_new_date(box: Box, tell: Tell) -> None:
    tell("participants", "add", "norberg", "5", "--role", "naringsliv")
    tell("invite", "norberg", "--send")
    tell("event", "move", "norberg", DECEMBER, "--yes")
    assert tell("invite", "norberg", "--role", "naringsliv", "--send").err.splitlines()[-1] == "1 sent"
    assert box.copies() == {"ett@example.org": 1, "tva@example.org": 1, "fem@example.org": 2}
    assert tell("invite", "norberg", "--send").err.splitlines()[-1] == "2 sent"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--role", "politker"), "rusctl: politker is not a role; did you mean politiker?\n"),
        (("--municipality", "oslo"), "rusctl: oslo is not a municipality"),
        (("--answer", "soon"), "rusctl: soon is not an answer"),
    ],
)
def test_a_choice_of_what_is_not_known(tell: Tell, words: tuple[str, ...], sentence: str) -> None:
    result = tell("invite", "norberg", *words)
    assert (result.code, result.out) == (1, "")
    assert result.err.startswith(sentence)


def test_whose_role_is_not_held_on_the_day_is_left_out(box: Box, tell: Tell) -> None:
    tell("person", "set", "1", "--role", "politiker", "--to", "2018-11-25")
    result = tell("invite", "norberg", "--send")
    assert ("1 person does not hold the role they were added with on that day, and is not invited: 1\n") in result.err
    assert box.copies() == {"tva@example.org": 1}


def test_who_was_invited_and_whose_role_ends_before_the_new_day_hears_of_it(box: Box, tell: Tell) -> None:
    tell("person", "set", "1", "--role", "politiker", "--to", "2018-11-30")
    tell("invite", "norberg", "--send")
    tell("event", "move", "norberg", DECEMBER, "--yes")
    assert "1 person does not hold the role" in tell("invite", "norberg", "--send").err
    assert box.copies() == {"ett@example.org": 2, "tva@example.org": 2}


def test_an_answer_stands_in_the_register_too(box: Box, tell: Tell, project: Path) -> None:
    tell("invite", "norberg", "--send")
    (project / "svar.ics").write_text(reply("Ett@example.org"), encoding="utf-8")
    assert tell("replies", "svar.ics", "--dry-run").err.startswith("1 answer taken\n")
    assert answer(tell, 1) == "none"
    assert tell("replies", "svar.ics").err == "1 answer recorded in the register\n1 answer taken\n"
    assert tell("replies", "svar.ics").err == "1 known already\n"
    assert (answer(tell, 1), answer(tell, 2)) == ("accepted", "none")
    assert box.copies() == {"ett@example.org": 1, "tva@example.org": 1}


@pytest.mark.usefixtures("box")
def test_what_was_said_on_the_telephone_stands_against_mail_that_was_read_before(
    tell: Tell, answered: Callable[..., Result]
) -> None:
    tell("invite", "norberg", "--send")
    answered(reply("ett@example.org"))
    tell("participants", "add", "norberg", "1", "--answer", "declined")
    assert answered(reply("ett@example.org")).err == "1 known already\n"
    assert answer(tell, 1) == "declined"


@pytest.mark.usefixtures("box")
def test_an_older_answer_after_a_newer_one_changes_nothing(tell: Tell, answered: Callable[..., Result]) -> None:
    tell("invite", "norberg", "--send")
    assert answered(reply("ett@example.org", "DECLINED", hour=12)).err.endswith("1 answer taken\n")
    assert answered(reply("ett@example.org", "ACCEPTED", hour=11)).err == "1 known already\n"
    assert answer(tell, 1) == "declined"
    assert answered(reply("ett@example.org", "TENTATIVE", hour=13)).err.endswith("1 answer taken\n")
    assert answer(tell, 1) == "tentative"


@pytest.mark.usefixtures("box")
def test_a_new_date_asks_everybody_anew(tell: Tell, answered: Callable[..., Result]) -> None:
    tell("invite", "norberg", "--send")
    answered(reply("ett@example.org"), reply("tva@example.org", "DECLINED"))
    tell("event", "move", "norberg", DECEMBER, "--yes")
    assert [answer(tell, number) for number in (1, 2)] == ["accepted", "declined"]
    assert told(tell("invite", "norberg", "--send", "--json")) == [
        ("norberg", "ett", "update", "sent"),
        ("norberg", "tva", "update", "sent"),
    ]
    assert [answer(tell, number) for number in (1, 2)] == ["none", "none"]
    late = answered(reply("ett@example.org", hour=15), reply("tva@example.org", "DECLINED"))
    assert late.err == "2 to an earlier date\n"
    assert [answer(tell, number) for number in (1, 2)] == ["none", "none"]
    assert answered(reply("tva@example.org", sequence=1, hour=9)).err.endswith("1 answer taken\n")
    assert [answer(tell, number) for number in (1, 2)] == ["none", "accepted"]


@pytest.mark.usefixtures("box")
def test_an_answer_to_the_old_date_counts_until_the_new_one_is_told(
    tell: Tell, answered: Callable[..., Result]
) -> None:
    tell("invite", "norberg", "--send")
    tell("event", "move", "norberg", DECEMBER, "--yes")
    answered(reply("ett@example.org"))
    assert answer(tell, 1) == "accepted"
    tell("invite", "norberg")
    assert answer(tell, 1) == "none"


def test_who_has_declined_hears_of_another_day_and_of_the_end_but_not_of_another_room(
    box: Box, tell: Tell, answered: Callable[..., Result]
) -> None:
    tell("invite", "norberg", "--send")
    answered(reply("tva@example.org", "DECLINED"))
    tell("event", "confirm", "norberg")
    tell("invite", "norberg", "--send")
    assert box.copies() == {"ett@example.org": 2, "tva@example.org": 1}
    tell("event", "move", "norberg", DECEMBER, "--yes")
    tell("invite", "norberg", "--send")
    assert box.copies() == {"ett@example.org": 3, "tva@example.org": 2}
    answered(reply("tva@example.org", "DECLINED", sequence=2, hour=11))
    tell("event", "cancel", "norberg")
    tell("invite", "norberg", "--send")
    assert box.copies() == {"ett@example.org": 4, "tva@example.org": 3}


@pytest.mark.parametrize("words", [(), ("--to", "list.txt")])
def test_what_was_said_on_the_telephone_is_kept_in_the_calendar(
    box: Box, tell: Tell, project: Path, words: tuple[str, ...]
) -> None:
    tell("invite", "norberg", "--send")
    tell("participants", "add", "norberg", "1", "--answer", "accepted")
    tell("event", "confirm", "norberg")
    (project / "list.txt").write_text("ett@example.org\n", encoding="utf-8")
    tell("invite", "norberg", *words, "--send")
    found = {}
    for message in box.messages()[2:]:
        part = next(part for part in message.walk() if part.get_content_type() == "text/calendar")
        text = part.get_payload(decode=True).decode().replace("\r\n ", "")
        found[message["To"].addresses[0].username] = "PARTSTAT=ACCEPTED;RSVP=FALSE" in text
        assert "SEQUENCE:0" in text
    assert found == {"ett": True, "tva": False}


def test_who_has_declined_is_not_invited(box: Box, tell: Tell) -> None:
    tell("participants", "add", "norberg", "2", "--answer", "declined")
    tell("invite", "norberg", "--send")
    assert box.copies() == {"ett@example.org": 1}


def test_reminders_go_to_those_of_whom_the_register_has_no_answer(
    box: Box, tell: Tell, answered: Callable[..., Result]
) -> None:
    tell("participants", "add", "norberg", "5", "--role", "naringsliv")
    tell("invite", "norberg", "--send")
    answered(reply("ett@example.org"))
    tell("participants", "add", "norberg", "5", "--answer", "tentative")  # said on the telephone
    assert told(tell("remind", "norberg", "--json", "--dry-run"), "remind") == [("norberg", "tva", "reminder", None)]
    assert tell("remind", "norberg", "--send").err == "1 sent\n"
    assert box.copies() == {"ett@example.org": 1, "tva@example.org": 2, "fem@example.org": 1}
    assert told(tell("remind", "norberg", "--json"), "remind") == []


def test_a_withdrawn_invitation_is_not_renewed_by_the_register(box: Box, tell: Tell, project: Path) -> None:
    tell("invite", "norberg", "--send")
    (project / "ut.txt").write_text("tva@example.org\n", encoding="utf-8")
    tell("invite", "norberg", "--withdraw", "ut.txt", "--send")
    again = tell("invite", "norberg", "--send").err
    assert "1 person's invitation was withdrawn and is not renewed; --to FILE invites them again\n" in again
    assert again.endswith("everybody has been told; there is nothing to send\n")
    assert tell("invite", "norberg", "--to", "ut.txt", "--send").err == "1 sent\n"
    assert box.copies() == {"ett@example.org": 1, "tva@example.org": 3}


def test_of_every_event_those_are_told_who_know_what_is_no_more(box: Box, tell: Tell) -> None:
    tell("participants", "add", "koping", "1", "2", "--role", "politiker")
    tell("participants", "add", "fagersta", "1", "--role", "politiker")
    for event in ("norberg", "koping", "fagersta"):
        tell("invite", event, "--send")
    assert tell("invite", "--changed", "--send").err == "everybody has been told; there is nothing to send\n"
    tell("event", "move", "norberg", DECEMBER, "--yes")
    tell("event", "cancel", "koping")
    tell("participants", "add", "norberg", "5", "--role", "naringsliv")  # new, and so not of the changed
    result = tell("invite", "--changed", "--dry-run")
    assert re.findall(r"(\w+) +(\w+)@example.org", result.out) == [
        ("koping", "ett"), ("koping", "tva"), ("norberg", "ett"), ("norberg", "tva"),
    ]  # fmt: skip
    assert told(tell("invite", "--changed", "--send", "--json")) == [
        ("koping", "ett", "cancellation", "sent"),
        ("koping", "tva", "cancellation", "sent"),
        ("norberg", "ett", "update", "sent"),
        ("norberg", "tva", "update", "sent"),
    ]
    assert box.copies() == {"ett@example.org": 5, "tva@example.org": 4}
    assert tell("invite", "--changed", "--send").err == "everybody has been told; there is nothing to send\n"


@pytest.mark.parametrize("how", [("restrict", "2"), ("set", "2", "--protected")])
def test_who_is_restricted_or_protected_gets_nothing(box: Box, tell: Tell, how: tuple[str, ...]) -> None:
    left_out = "people are protected or restricted and are not written to"
    tell("invite", "norberg", "--send")
    assert tell("person", *how).code == 0
    assert tell("remind", "norberg", "--send").err.splitlines()[-1] == "1 sent"
    tell("event", "confirm", "norberg")
    assert tell("invite", "norberg", "--send").err.splitlines()[0] == f"2 {left_out}"
    tell("event", "move", "norberg", DECEMBER, "--yes")
    assert tell("invite", "--changed", "--send").err.splitlines()[-1] == "1 sent"
    tell("event", "cancel", "norberg")
    assert tell("invite", "norberg").err.splitlines()[-1].startswith("1 draft written")
    assert box.copies() == {"ett@example.org": 4, "tva@example.org": 1}


def test_what_waits_for_who_is_restricted_meanwhile_is_not_sent(box: Box, tell: Tell) -> None:
    box.faults.append(Fault("MAIL", "451 later"))
    assert tell("invite", "norberg", "--send").code == 7
    box.faults.clear()
    tell("person", "restrict", "2")
    assert tell("outbox", "send").err.splitlines()[-1] == "1 sent"
    assert tell("outbox", "send").code == 0
    assert box.copies() == {"ett@example.org": 1}


def test_a_restricted_person_is_known_by_addresses_they_had(box: Box, tell: Tell) -> None:
    tell("invite", "norberg", "--send")
    tell("person", "set", "2", "--email", "")
    tell("person", "restrict", "2")
    tell("event", "cancel", "norberg")
    tell("invite", "norberg", "--send")
    assert box.copies() == {"ett@example.org": 2, "tva@example.org": 1}


def test_who_gets_another_address_is_told_there_and_answers_from_both(
    box: Box, tell: Tell, answered: Callable[..., Result]
) -> None:
    tell("invite", "norberg", "--send")
    tell("person", "set", "2", "--email", "ny@example.se")
    assert answered(mail("ny@example.se", reply("tva@example.org", "TENTATIVE"))).err.endswith("1 answer taken\n")
    assert answer(tell, 2) == "tentative"
    assert answered(reply("ny@example.se", "DECLINED", hour=11)).err.endswith("1 answer taken\n")
    assert answered(reply("tva@example.org", "ACCEPTED", hour=10)).err == "1 known already\n"
    assert answer(tell, 2) == "declined"
    rows = json.loads(tell("answers", "norberg", "--json").out)
    assert [(row["address"], row["answer"]) for row in rows] == [
        ("ett@example.org", "needs-action"),
        ("ny@example.se", "declined"),
    ]
    tell("event", "move", "norberg", DECEMBER, "--yes")
    tell("invite", "norberg", "--send")
    assert box.copies() == {"ett@example.org": 2, "tva@example.org": 1, "ny@example.se": 1}
    tell("register", "undo", "--dry-run")


def test_answers_follow_a_person_who_was_entered_twice(box: Box, tell: Tell, answered: Callable[..., Result]) -> None:
    tell("participants", "add", "norberg", "5", "--role", "politiker")
    tell("invite", "norberg", "--send")
    tell("person", "merge", "1", "5")
    assert answered(reply("fem@example.org", "DECLINED")).err.endswith("1 answer taken\n")
    assert answer(tell, 1) == "declined"
    tell("event", "move", "norberg", DECEMBER, "--yes")
    tell("invite", "norberg", "--send")
    assert box.copies() == {"ett@example.org": 2, "tva@example.org": 2, "fem@example.org": 1}
    assert tell("person", "restrict", "1").code == 0
    tell("event", "cancel", "norberg")
    tell("invite", "norberg", "--send")
    assert box.copies() == {"ett@example.org": 2, "tva@example.org": 3, "fem@example.org": 1}


def test_a_message_that_failed_goes_to_the_mended_address(box: Box, tell: Tell) -> None:
    box.faults.append(Fault("RCPT", "550 nobody", times=1))
    assert tell("invite", "norberg", "--send").code == 1
    assert "failed before and is left alone" in tell("invite", "norberg", "--send").err
    tell("person", "set", "1", "--email", "ett@example.se")
    assert tell("invite", "norberg", "--send").err.splitlines()[-1] == "1 sent"
    assert box.copies() == {"tva@example.org": 1, "ett@example.se": 1}


@pytest.mark.usefixtures("box")
def test_who_is_invited_by_a_list_is_entered_and_answers(
    tell: Tell, project: Path, answered: Callable[..., Result]
) -> None:
    (project / "list.txt").write_text("fem@example.org\n", encoding="utf-8")
    tell("invite", "norberg", "--to", "list.txt", "--send")
    assert answered(reply("fem@example.org")).err == "1 answer recorded in the register\n1 answer taken\n"
    assert answer(tell, 5) == "accepted"


def test_who_sends_somebody_else_is_looked_at_and_the_substitute_invited(
    box: Box, tell: Tell, answered: Callable[..., Result]
) -> None:
    tell("invite", "norberg", "--send")
    delegated = reply("ett@example.org", "DELEGATED", more=';DELEGATED-TO="mailto:fem@example.org"')
    assert answered(delegated).err == "1 to look at (rusctl review)\n"
    assert answer(tell, 1) == "none"
    rows = json.loads(tell("review", "--json").out)
    assert [(row["reason"], row["address"], row["delegate"]) for row in rows] == [
        ("delegated", "ett@example.org", "fem@example.org")
    ]
    tell("participants", "add", "norberg", "1", "--answer", "delegated")
    tell("participants", "add", "norberg", "5", "--substitute-for", "1", "--role", "politiker")
    assert told(tell("invite", "norberg", "--send", "--json")) == [("norberg", "fem", "invitation", "sent")]
    assert told(tell("remind", "norberg", "--send", "--json"), "remind") == [
        ("norberg", "tva", "reminder", "sent"),
        ("norberg", "fem", "reminder", "sent"),
    ]
    assert answered(reply("fem@example.org", hour=12)).err.endswith("1 answer taken\n")
    assert (answer(tell, 1), answer(tell, 5)) == ("delegated", "accepted")
    assert box.copies() == {"ett@example.org": 1, "tva@example.org": 2, "fem@example.org": 2}


@pytest.mark.usefixtures("box")
def test_two_persons_with_one_address_get_one_message_which_is_said(tell: Tell) -> None:
    tell("person", "set", "3", "--email", "ett@example.org")
    result = tell("invite", "norberg", "--send")
    assert "1 person has the same email address as another, and gets no invitation of their own: 3\n" in result.err
    assert result.err.splitlines()[-1] == "2 sent"


def test_a_list_takes_the_place_of_the_register(box: Box, tell: Tell, project: Path) -> None:
    (project / "list.txt").write_text("fem@example.org\n", encoding="utf-8")
    assert tell("invite", "norberg", "--to", "list.txt", "--send").err == f"{INCOMPLETE}\n" + "1 sent\n"
    assert box.copies() == {"fem@example.org": 1}


def test_nobody_is_entered(tell: Tell) -> None:
    result = tell("invite", "koping")
    assert (result.code, result.out) == (1, "")
    assert result.err.startswith("rusctl: nobody in the register is to be invited to koping; rusctl participants add")


def test_who_was_told_that_it_is_put_off_is_asked_anew(box: Box, tell: Tell, answered: Callable[..., Result]) -> None:
    tell("invite", "norberg", "--send")
    answered(reply("ett@example.org"))
    tell("event", "move", "norberg", "i början av 2019", "--yes")
    tell("invite", "norberg", "--send")
    assert answer(tell, 1) == "accepted"
    tell("event", "move", "norberg", "2019-02-04", "--yes")
    tell("participants", "add", "norberg", "5", "--role", "politiker", "--answer", "accepted")
    tell("invite", "norberg", "--send")
    assert (answer(tell, 1), answer(tell, 5)) == ("none", "accepted")  # the fifth was asked for this date only
    assert box.copies() == {"ett@example.org": 3, "tva@example.org": 3, "fem@example.org": 1}


def test_the_last_day_to_answer_is_told_and_kept_to(box: Box, tell: Tell, project: Path) -> None:
    path = project / "events.toml"
    text = path.read_text(encoding="utf-8")
    day = "date = 2018-11-26\n"
    path.write_text(text.replace(day, f"{day}answer_by = 2018-11-20\n"), encoding="utf-8")
    tell("invite", "norberg", "--send")
    assert tell("remind", "norberg", "--send", "--today", "2018-11-20").err.splitlines()[-1] == "2 sent"
    assert len(box.taken) == 4
    for message in box.messages():
        body = message.get_body(("plain",)).get_content()
        asked = [body.count("Svar senast tisdag 20 november 2018."), body.count("Answer by Tuesday, 20 November 2018.")]
        assert sorted(asked) == [0, 1], body
    late = tell("remind", "norberg", "--today", "2018-11-21")
    assert (late.code, late.err) == (
        3,
        (
            "rusctl: the last day to answer norberg was Tue, 20 Nov 2018; give it another first, with rusctl event "
            "edit norberg\n"
        ),
    )
    found = json.loads(tell("check", "--register", "--json", "--today", "2018-11-21").out)
    assert [row["message"] for row in found if row["code"] == "RUS809"] == [
        (
            "norberg: the last day to answer was 2018-11-20, and 4 of the invited have not answered; rusctl "
            "participants list norberg shows who"
        )
    ]


def test_who_is_restricted_is_known_however_the_address_is_written(box: Box, tell: Tell, project: Path) -> None:
    tell("person", "set", "2", "--email", "Två.kanarie@bofågel.example.se")
    assert "that can be written to: 2, 3" in tell("invite", "norberg", "-n").err.replace(" and ", ", ")
    tell("person", "set", "2", "--email", "tva@bofågel.example.se")
    tell("person", "restrict", "2")
    (project / "list.txt").write_text("TVA@Bofågel.example.se\ntva@xn--bofgel-kua.example.se\n", encoding="utf-8")
    result = tell("invite", "norberg", "--to", "list.txt", "--send")
    assert result.err == (
        "1 person is protected or restricted and is not written to\neverybody has been told; there is nothing to send\n"
    )
    assert box.taken == []


def test_nobody_is_reminded_of_what_they_have_not_been_told(tell: Tell) -> None:
    """Who has the old date is first told the new one."""
    assert tell("invite", "norberg").code == 0
    assert tell("event", "move", "norberg", "2018-12-03").code == 0
    reminded = tell("remind", "norberg")
    assert reminded.code == 3
    first, last = reminded.err.splitlines()
    assert first.endswith("have been told the old date of norberg; rusctl invite norberg writes the new one")
    assert last == "rusctl: nobody is reminded of what they have not been told"
    assert tell("invite", "--changed").code == 0
    assert tell("remind", "norberg").code == 0


@pytest.mark.parametrize("words", [("move", "norberg", DECEMBER, "--yes"), ("confirm", "norberg")])
def test_an_old_plan_does_not_speak(box: Box, tell: Tell, project: Path, words: tuple[str, ...]) -> None:
    """A colleague who has not fetched the new plan would tell everybody the old one as news."""
    names = ("events.toml", "config/published.toml")
    tell("invite", "norberg", "--send")
    old = {name: (project / name).read_bytes() for name in names}
    tell("event", *words)
    tell("invite", "norberg", "--send")
    new = {name: (project / name).read_bytes() for name in names}
    for name, octets in old.items():
        (project / name).write_bytes(octets)
    for refused in (("invite", "norberg", "--send"), ("remind", "norberg"), ("invite", "norberg", "-n")):
        result = tell(*refused)
        assert (result.code, result.out) == (4, "")
        assert "people have been told of norberg what this folder does not know yet" in result.err
    assert "fetch your colleagues' changes" in tell("invite", "--changed").err
    for name, octets in new.items():
        (project / name).write_bytes(octets)
    assert tell("invite", "norberg", "--send").err.endswith("everybody has been told; there is nothing to send\n")
    assert box.copies() == {"ett@example.org": 2, "tva@example.org": 2}


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
@pytest.mark.parametrize("before", ["nothing", "queued"])
def test_what_went_out_after_a_copy_was_made_does_not_go_out_again(
    box: Box, tell: Tell, project: Path, before: str
) -> None:
    if before == "queued":
        box.faults.append(Fault("MAIL", "451 later"))
        tell("invite", "norberg", "--send")
        box.faults.clear()
    copy = project / "register/copy.sqlite3"
    tell("register", "backup", str(copy))
    tell("invite", "norberg", "--send")
    tell("outbox", "send")
    assert box.copies() == {"ett@example.org": 1, "tva@example.org": 1}
    (project / "register/register.sqlite3").unlink()
    restored = tell("register", "restore", str(copy))
    again = tell("invite", "norberg", "--send")
    said = restored.err if before == "queued" else again.err
    assert "2 messages" in said
    assert "unknown; rusctl outbox resolve settles them" in said
    tell("outbox", "send")
    assert box.copies() == {"ett@example.org": 1, "tva@example.org": 1}
    assert [row["state"] for row in json.loads(tell("outbox", "list", "--json").out)] == ["unknown"] * 2
    sent = (project / "register/sent.list").read_text(encoding="ascii").split()
    assert len(sent) == 2
    tell("person", "erase", "1", "--decision", "D", "--yes")
    assert len((project / "register/sent.list").read_text(encoding="ascii").split()) == 1


def test_who_invites_second_leaves_no_drafts(tell: Tell, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two who invite at once: the second has read before the first has written."""
    assert tell("invite", "norberg").code == 0
    for path in (project / "register/drafts/norberg").iterdir():
        path.unlink()
    monkeypatch.setattr("rusctl.mail.outbox.messages", lambda _connection, _uid: [])
    result = tell("invite", "norberg")
    assert (result.code, result.out.count("example.org")) == (4, 2)
    assert list((project / "register/drafts/norberg").iterdir()) == []
