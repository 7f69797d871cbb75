"""Invitations from the command line: to drafts, and to a real server that fails."""

import json
import os
import pty
import re
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from email import message_from_bytes, policy
from pathlib import Path

import jsonschema
import pytest

from rusctl.database.sqlite import path_in
from rusctl.output.listings import LISTINGS
from rusctl.output.rows import rows_schema
from tests.conftest import DAY, ROOT, Result, Run, agree
from tests.mail.first import INCOMPLETE
from tests.mail.server import CUT, Box, Fault, serving_plan

LIST = "Testperson Ett <ett@example.org>\nTestperson Två <tva@example.org>\n"
Tell = Callable[..., Result]

KEPT = (
    "who is invited, what is sent and what is answered is kept in register/register.sqlite3, which only you can read "
    "and git passes over\n"
)
NEW = "2 of the list are not in the register yet; whoever is written to is entered there\n"


@pytest.fixture
def box(project: Path) -> Iterator[Box]:
    """A server that the plan names."""
    with serving_plan(project) as found:
        (project / "list.txt").write_text(LIST, encoding="utf-8")
        yield found


@pytest.fixture
def tell(rusctl: Run) -> Tell:
    def run(*words: str) -> Result:
        return rusctl("--lang", "en", *words)

    return run


def states(tell: Tell) -> list[str]:
    return [
        f"{row['address']} {row['kind']} {row['sequence']} {row['state']}"
        for row in json.loads(tell("outbox", "list", "--json").out)
    ]


def calendars(box: Box) -> list[str]:
    found = []
    for message in box.messages():
        part = next(part for part in message.walk() if part.get_content_type() == "text/calendar")
        found.append(part.get_payload(decode=True).decode().replace("\r\n ", ""))
    return found


def test_nothing_is_queued_where_there_is_no_server(project: Path, tell: Tell) -> None:
    (project / "list.txt").write_text(LIST, encoding="utf-8")
    result = tell("invite", "norberg", "--to", "list.txt", "--send")
    assert (result.code, result.err) == (
        1,
        (
            f"{NEW}{INCOMPLETE}\n"
            "rusctl: no mail server: name one as [mail] in config/targets.toml, or leave out --send for drafts\n"
        ),
    )
    assert tell("outbox", "list").err == "no messages found\n"
    assert tell("invite", "norberg", "--to", "list.txt").code == 0


@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (("norberg",), 3, "nobody has been invited to norberg"),
        (("vasteras",), 3, "nobody has been invited to vasteras"),
        (("norbreg",), 1, "norbreg is not an event; did you mean norberg?"),
        ((), 2, "EVENT is missing"),
    ],
)
@pytest.mark.usefixtures("box")
def test_who_cannot_be_reminded(tell: Tell, words: tuple[str, ...], code: int, sentence: str) -> None:
    result = tell("remind", *words)
    assert result.code == code
    assert sentence in result.err


def test_what_waits_is_said(box: Box, tell: Tell) -> None:
    box.faults.append(Fault("MAIL", "451 later"))
    tell("invite", "norberg", "--to", "list.txt", "--send")
    result = tell("invite", "norberg")
    assert (result.code, result.err) == (0, "2 messages wait in the outbox; rusctl outbox send sends them\n")
    moved = tell("event", "move", "norberg", "2018-12-03", "--yes").err
    assert "outdated information" not in moved  # nobody has been
    box.faults.clear()
    assert tell("invite", "norberg", "--send").err.splitlines()[-1] == "2 sent"
    assert "SEQUENCE:1" in calendars(box)[-1]


@pytest.mark.parametrize("words", [("event", "move", "norberg", "2018-12-03", "--yes"), ("event", "cancel", "norberg")])
@pytest.mark.usefixtures("project")
def test_who_has_written_to_nobody_waits_for_no_database(words: tuple[str, ...]) -> None:
    code = (
        "import sys; from rusctl.cli import run; run(sys.argv[1:]); print({'sqlite3', 'sqlalchemy'} & set(sys.modules))"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", code, *words], env=environment, capture_output=True, check=True, encoding="utf-8"
    )
    assert done.stdout.splitlines()[-1] == "set()"


def test_who_has_written_about_another_event_does_not_load_the_database(box: Box, tell: Tell) -> None:
    tell("invite", "koping", "--to", "list.txt", "--send")
    assert box.taken
    code = "import sys; from rusctl.cli import run; run(sys.argv[1:]); print('sqlalchemy' in sys.modules)"
    words = ("event", "move", "norberg", "2018-12-03", "--yes")
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", code, *words], env=environment, capture_output=True, check=True, encoding="utf-8"
    )
    assert done.stdout.splitlines()[-1] == "False"


def test_a_dry_run_changes_nothing(project: Path, box: Box, tell: Tell) -> None:
    before = sorted(project.rglob("*"))
    for words in ((), ("--send",)):
        result = tell("invite", "norberg", "--to", "list.txt", "--dry-run", *words)
        assert result.code == 0
        assert result.err == NEW + f"{INCOMPLETE}\n" + "nothing was changed: this was --dry-run\n"
        assert re.findall(r"\S+@\S+", result.out) == ["ett@example.org", "tva@example.org"]
    assert sorted(project.rglob("*")) == before
    assert box.taken == []


def test_drafts(project: Path, box: Box, tell: Tell) -> None:
    result = tell("invite", "norberg", "--to", "list.txt")
    assert (result.code, result.err) == (
        0,
        f"{NEW}{INCOMPLETE}\n"
        + KEPT
        + "2 drafts written to register/drafts/norberg; open them in your mail program, check them and send them\n",
    )
    drafts = sorted((project / "register" / "drafts" / "norberg").iterdir())
    assert [path.name for path in drafts] == ["1.eml", "2.eml"]
    message = message_from_bytes(drafts[0].read_bytes(), policy=policy.default)
    assert (message["X-Unsent"], message["To"]) == ("1", "Testperson Ett <ett@example.org>")
    assert message["From"] == "Region Västmanland <region@regionvastmanland.se>"
    assert message["Subject"] == "Inbjudan: Prel.: Kommundialog Norberg, måndag 26 november 2018"
    assert box.taken == []


@pytest.mark.skipif(os.name != "posix", reason="permissions are POSIX's")
@pytest.mark.usefixtures("box")
def test_what_holds_addresses_is_for_its_owner_only(project: Path, tell: Tell) -> None:
    tell("invite", "norberg", "--to", "list.txt")
    register = project / "register"
    for path in (register, *register.rglob("*")):
        if path.name != ".gitignore":
            assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path
    assert (register / ".gitignore").read_bytes() == b"*\n"


def test_sending_and_a_second_run(box: Box, tell: Tell) -> None:
    assert tell("invite", "norberg", "--to", "list.txt", "--send").err == NEW + f"{INCOMPLETE}\n" + KEPT + "2 sent\n"
    assert (
        tell("invite", "norberg", "--to", "list.txt", "--send").err
        == "everybody has been told; there is nothing to send\n"
    )
    assert tell("invite", "norberg", "--send").err == "everybody has been told; there is nothing to send\n"
    assert box.copies() == {"ett@example.org": 1, "tva@example.org": 1}
    one = box.messages()[0]
    assert one["X-Unsent"] is None
    assert one["Date"]


def test_invitations_count_as_calendars_do(box: Box, tell: Tell) -> None:
    tell("invite", "norberg", "--to", "list.txt", "--send")
    moved = tell("event", "move", "norberg", "2018-12-03", "--yes").err
    assert moved.splitlines()[-1] == (
        "2 people have been told the old date of norberg; rusctl invite norberg writes the new one"
    )
    assert states(tell) == ["ett@example.org invitation 0 sent", "tva@example.org invitation 0 sent"]
    assert tell("invite", "norberg", "--send").err == "2 sent\n"
    assert states(tell)[2:] == ["ett@example.org update 1 sent", "tva@example.org update 1 sent"]
    exported = tell("export", "--event", "norberg").out
    for calendar in calendars(box)[2:]:
        for line in ("METHOD:REQUEST", "SEQUENCE:1", "DTSTART;VALUE=DATE:20181203"):
            assert line in calendar
        uid = re.search("UID:.*", calendar)
        assert uid
        assert uid[0] in exported
    assert "SEQUENCE:1" in exported


def test_other_words_are_told_without_asking_for_a_new_answer(box: Box, tell: Tell) -> None:
    tell("invite", "norberg", "--to", "list.txt", "--send")
    confirmed = tell("event", "confirm", "norberg").err
    assert confirmed.splitlines()[-1] == (
        "2 people have outdated information about norberg; rusctl invite norberg sends an update"
    )
    assert tell("invite", "norberg", "--send").err == "2 sent\n"
    assert states(tell)[2:] == ["ett@example.org information 0 sent", "tva@example.org information 0 sent"]
    assert "SEQUENCE:0" in calendars(box)[-1]
    tell("event", "move", "norberg", "2018-12-03", "--yes")
    tell("invite", "norberg", "--send")
    assert states(tell)[4:] == ["ett@example.org update 2 sent", "tva@example.org update 2 sent"]


def test_a_cancelled_event_is_told_and_nobody_is_reminded(box: Box, tell: Tell) -> None:
    tell("invite", "norberg", "--to", "list.txt", "--send")
    cancelled = tell("event", "cancel", "norberg").err
    assert cancelled.splitlines()[-1] == (
        "2 people have been told that norberg takes place; rusctl invite norberg writes that it is cancelled"
    )
    assert tell("remind", "norberg", "--send").code == 3
    assert tell("invite", "norberg", "--send").err == "2 sent\n"
    assert states(tell)[2:] == ["ett@example.org cancellation 1 sent", "tva@example.org cancellation 1 sent"]
    for calendar in calendars(box)[2:]:
        assert "METHOD:CANCEL" in calendar
        assert "STATUS:CANCELLED" in calendar
        assert "VALARM" not in calendar
    assert tell("invite", "norberg", "--send").err == "everybody has been told; there is nothing to send\n"


def test_what_waits_about_a_cancelled_event_is_never_sent(box: Box, tell: Tell) -> None:
    box.faults.append(Fault("MAIL", "451 later"))
    assert tell("invite", "norberg", "--to", "list.txt", "--send").code == 7
    assert states(tell) == ["ett@example.org invitation 0 queued", "tva@example.org invitation 0 queued"]
    box.faults.clear()
    tell("event", "cancel", "norberg")
    result = tell("outbox", "send")
    assert (result.code, result.err) == (
        0,
        (
            "norberg has changed: 2 messages are removed from the queue; "
            "rusctl invite norberg --send tells what holds now\n"
            "nothing is queued\n"
        ),
    )
    assert states(tell) == ["ett@example.org invitation 0 withdrawn", "tva@example.org invitation 0 withdrawn"]
    assert box.taken == []


def test_an_event_that_is_gone_from_the_plan_is_cancelled(project: Path, box: Box, tell: Tell) -> None:
    tell("invite", "norberg", "--to", "list.txt", "--send")
    assert tell("event", "remove", "norberg", "--force").code == 0
    assert "norberg" not in (project / "events.toml").read_text(encoding="utf-8")
    assert tell("invite", "norberg", "--send").err == "2 sent\n"
    assert "METHOD:CANCEL" in calendars(box)[-1]
    assert "DTSTART;VALUE=DATE:20181126" in calendars(box)[-1]


@pytest.mark.usefixtures("box")
def test_an_event_that_is_put_off_is_no_dead_meeting(tell: Tell) -> None:
    tell("invite", "norberg", "--to", "list.txt", "--send")
    tell("event", "move", "norberg", "i början av 2019", "--yes")
    assert tell("invite", "norberg", "--send").err == "2 sent\n"
    assert states(tell)[-1] == "tva@example.org cancellation 1 sent"
    tell("event", "move", "norberg", "2019-02-04", "--yes")
    assert tell("invite", "norberg", "--send").err == "2 sent\n"
    assert states(tell)[-1] == "tva@example.org invitation 2 sent"


def test_one_invitation_is_withdrawn(project: Path, box: Box, tell: Tell) -> None:
    tell("invite", "norberg", "--to", "list.txt", "--send")
    (project / "out.txt").write_text("tva@example.org\ntre@example.org\n", encoding="utf-8")
    assert tell("invite", "norberg", "--withdraw", "out.txt", "--send").err == "1 of them was not invited\n1 sent\n"
    assert "METHOD:CANCEL" in calendars(box)[-1]
    assert "\r\nSTATUS:" not in calendars(box)[-1]
    tell("event", "move", "norberg", "2018-12-03", "--yes")
    assert tell("invite", "norberg", "--send").err == (
        "1 person's invitation was withdrawn and is not renewed; --to FILE invites them again\n1 sent\n"
    )
    assert box.copies() == {"ett@example.org": 2, "tva@example.org": 2}


def test_reminders_go_to_those_who_have_not_answered(project: Path, box: Box, tell: Tell) -> None:
    tell("invite", "norberg", "--to", "list.txt", "--send")
    (project / "svar.ics").write_text(reply(calendars(box)[0], "ACCEPTED"), encoding="utf-8")
    assert tell("replies", "svar.ics").err == "1 answer recorded in the register\n1 answer taken\n"
    assert tell("remind", "norberg", "--send").err == "1 sent\n"
    assert tell("remind", "norberg", "--send").err == "everybody has been told; there is nothing to send\n"
    assert box.copies() == {"ett@example.org": 1, "tva@example.org": 2}
    assert box.messages()[-1]["Subject"].startswith("Påminnelse: ")


def reply(request: str, answer: str) -> str:
    """Answer an invitation as a client does."""
    text = request.replace("METHOD:REQUEST", "METHOD:REPLY").replace(
        "PARTSTAT=NEEDS-ACTION;RSVP=TRUE", f"PARTSTAT={answer}"
    )
    return re.sub("DTSTAMP:.*", "DTSTAMP:20181109T100000Z", text)


def test_answers_and_a_new_date(project: Path, box: Box, tell: Tell) -> None:
    tell("invite", "norberg", "--to", "list.txt", "--send")
    (project / "svar").mkdir()
    (project / "svar" / "1.ics").write_text(reply(calendars(box)[0], "ACCEPTED"), encoding="utf-8")
    (project / "svar" / "2.ics").write_text(reply(calendars(box)[1], "DECLINED"), encoding="utf-8")
    assert tell("replies", "svar", "--dry-run").err == "2 answers taken\nnothing was changed: this was --dry-run\n"
    assert tell("replies", "svar").err == "2 answers recorded in the register\n2 answers taken\n"
    before = path_in(project).read_bytes()
    assert tell("replies", "svar").err == "2 known already\n"
    assert path_in(project).read_bytes() == before
    assert tell("answers", "norberg").err == "norberg: 2 invited: yes 1, no 1\n"
    tell("event", "move", "norberg", "2018-12-03", "--yes")
    tell("invite", "norberg", "--send")
    assert tell("answers").err == "norberg: 2 invited: no answer 2\n"
    assert tell("replies", "svar").err == "2 to an earlier date\n"


def attendees(box: Box) -> list[str]:
    """Give what each message says of its attendee's answer: ett has PARTSTAT=ACCEPTED;RSVP=FALSE."""
    found = []
    for calendar in calendars(box):
        said = re.search(r"ATTENDEE;[^:]*(PARTSTAT=[^;]*;RSVP=[A-Z]*)[^:]*:mailto:(\w+)", calendar)
        assert said
        found.append(f"{said[2]} {said[1]}")
    return found


def test_an_answer_is_kept_in_the_calendar_until_the_date_is_another(project: Path, box: Box, tell: Tell) -> None:
    tell("invite", "norberg", "--to", "list.txt", "--send")
    (project / "svar.ics").write_text(reply(calendars(box)[0], "ACCEPTED"), encoding="utf-8")
    tell("replies", "svar.ics")
    assert tell("invite", "norberg", "--send").err == "everybody has been told; there is nothing to send\n"
    tell("event", "confirm", "norberg")
    assert tell("invite", "norberg", "--send").err == "2 sent\n"
    assert states(tell)[2:] == ["ett@example.org information 0 sent", "tva@example.org information 0 sent"]
    assert attendees(box)[2:] == ["ett PARTSTAT=ACCEPTED;RSVP=FALSE", "tva PARTSTAT=NEEDS-ACTION;RSVP=TRUE"]
    assert tell("answers", "norberg").err == "norberg: 2 invited: yes 1, no answer 1\n"
    assert tell("invite", "norberg", "--send").err == "everybody has been told; there is nothing to send\n"
    tell("event", "move", "norberg", "2018-12-03", "--yes")
    assert tell("invite", "norberg", "--send").err == "2 sent\n"
    assert attendees(box)[4:] == ["ett PARTSTAT=NEEDS-ACTION;RSVP=TRUE", "tva PARTSTAT=NEEDS-ACTION;RSVP=TRUE"]


def test_of_every_event_answers_are_kept_too(project: Path, box: Box, tell: Tell) -> None:
    tell("invite", "norberg", "--to", "list.txt", "--send")
    (project / "svar.ics").write_text(reply(calendars(box)[0], "TENTATIVE"), encoding="utf-8")
    tell("replies", "svar.ics")
    tell("event", "confirm", "norberg")
    tell("invite", "--changed", "--send")
    assert attendees(box)[2:] == ["ett PARTSTAT=TENTATIVE;RSVP=FALSE", "tva PARTSTAT=NEEDS-ACTION;RSVP=TRUE"]


def test_drafts_and_sending_do_not_cross(box: Box, tell: Tell) -> None:
    tell("invite", "norberg", "--to", "list.txt")
    refused = tell("invite", "norberg", "--send")
    assert refused.code == 3
    assert refused.err == (
        "rusctl: 2 drafts were written before: "
        "say --unsent if none was sent, rusctl outbox resolve --sent if all were\n"
    )
    assert tell("invite", "norberg", "--send", "--unsent").err == f"{INCOMPLETE}\n" + "2 sent\n"
    assert box.copies() == {"ett@example.org": 1, "tva@example.org": 1}
    assert states(tell)[:2] == ["ett@example.org invitation 0 withdrawn", "tva@example.org invitation 0 withdrawn"]


def test_unknown_is_settled_by_people(box: Box, tell: Tell) -> None:
    box.faults.append(Fault("after", CUT, times=1))
    result = tell("invite", "norberg", "--to", "list.txt", "--send")
    assert result.code == 1
    assert result.err == (
        NEW + f"{INCOMPLETE}\n" + KEPT + "1 sent, 1 unknown\n"
        "unknown: whether the server took it is not certain; rusctl outbox resolve settles it\n"
    )
    assert tell("invite", "norberg", "--send").err == "everybody has been told; there is nothing to send\n"
    assert tell("outbox", "retry", "1").code == 3
    assert tell("outbox", "resolve", "1").code == 2
    assert tell("outbox", "resolve", "2", "--sent").code == 3
    assert tell("outbox", "resolve", "1", "--not-sent").code == 0
    assert tell("outbox", "send").err == "1 sent\n"
    assert box.copies() == {"ett@example.org": 2, "tva@example.org": 1}  # as the user decided


def test_failed_is_left_alone_until_somebody_says_retry(box: Box, tell: Tell) -> None:
    box.faults.append(Fault("RCPT", "550 nobody", times=1))
    assert tell("invite", "norberg", "--to", "list.txt", "--send").code == 1
    assert tell("invite", "norberg", "--send").err == (
        "1 message failed before and is left alone; rusctl outbox retry 1 sends it again\n"
        "everybody has been told; there is nothing to send\n"
    )
    assert tell("outbox", "retry", "1").err == "1 message is queued; rusctl outbox send sends it\n"
    assert tell("outbox", "send").err == "1 sent\n"
    assert box.copies() == {"ett@example.org": 1, "tva@example.org": 1}


@pytest.mark.usefixtures("box")
def test_a_person_is_erased(project: Path, tell: Tell) -> None:
    tell("invite", "norberg", "--to", "list.txt")
    (project / "svar.ics").write_text(
        "BEGIN:VCALENDAR\nMETHOD:REPLY\nBEGIN:VEVENT\nUID:norberg@rus2030.regionvastmanland.se\n"
        "ATTENDEE;PARTSTAT=ACCEPTED:mailto:tva@example.org\nEND:VEVENT\nEND:VCALENDAR\n",
        encoding="utf-8",
    )
    tell("replies", "svar.ics")
    (project / "one.txt").write_text("TVA@example.org\n", encoding="utf-8")
    there = "1 person with such an address is in the register and stays there: 2; rusctl person erase erases them\n"
    assert tell("outbox", "erase", "one.txt", "--dry-run").err == there + "3 entries would be erased\n"
    assert tell("outbox", "erase", "one.txt").err == there + "3 entries erased\n"
    assert tell("outbox", "erase", "one.txt").err == there + "0 entries erased\n"
    assert "tva@" not in tell("outbox", "list").out + tell("answers", "norberg").out
    assert "Två" in tell("person", "list").out  # who was invited by a list is a person, until erased as one
    tell("person", "erase", "2", "--decision", "D", "--yes")
    data = b"".join(path.read_bytes() for path in (project / "register").rglob("*") if path.is_file())
    assert b"tva@" not in data
    assert "Två".encode() not in data
    assert b"ett@" in data


def test_listings_fit_their_schemas(project: Path, box: Box, tell: Tell) -> None:
    assert [tell(*words, "--json").out for words in (("outbox", "list"), ("answers",), ("review",))] == ["[\n\n]\n"] * 3
    tell("invite", "norberg", "--to", "list.txt", "--send")
    (project / "1.ics").write_text(reply(calendars(box)[0], "ACCEPTED"), encoding="utf-8")
    (project / "2.ics").write_text(reply(calendars(box)[0], "DECLINED").replace("ett@", "x@"), encoding="utf-8")
    for words, count in (
        (("replies", "1.ics", "2.ics", "list.txt"), 3),
        (("outbox", "list"), 2),
        (("outbox", "show", "1"), 1),
        (("answers", "norberg"), 2),
        (("review",), 1),
    ):
        rows = json.loads(tell(*words, "--json").out)
        assert len(rows) == count
        name = " ".join(word for word in words if word in {"outbox", "list", "show", "replies", "answers", "review"})
        checker = jsonschema.Draft202012Validator.FORMAT_CHECKER
        schema = rows_schema(LISTINGS[name], str)
        jsonschema.Draft202012Validator(schema, format_checker=checker).validate(rows)


@pytest.mark.usefixtures("box")
def test_no_address_goes_into_what_git_keeps_or_the_log(project: Path, tell: Tell) -> None:
    tell("invite", "norberg", "--to", "list.txt", "--send")
    tell("event", "move", "norberg", "2018-12-03", "--yes")
    tell("invite", "norberg", "--send")
    for path in project.rglob("*"):
        if path.is_file() and "register" not in path.parts and path.name != "list.txt":
            assert b"ett@example.org" not in path.read_bytes(), path


@pytest.mark.usefixtures("box")
@pytest.mark.parametrize(
    ("words", "code", "sentence"),
    [
        (("norberg",), 1, "nobody has been invited to norberg; give a list of recipients with --to"),
        (("norbreg",), 1, "norbreg is not an event; did you mean norberg?"),
        (("vasteras", "--to", "list.txt"), 1, "vasteras has no exact date, and nobody can be invited to a window"),
        (("sala", "--to", "list.txt"), 3, "sala was on Wed, 7 Nov 2018; nobody can be invited to a past event"),
        (("norberg", "--to", "none.txt"), 1, "none.txt is no file; name a list of recipients"),
        (("norberg", "--to", "events.toml"), 1, "events.toml"),
        (("norberg", "--to", "list.txt", "--withdraw", "list.txt"), 2, "cannot be combined; use one at a time"),
        (("norberg", "--to", "list.txt", "--role", "politiker"), 2, "cannot be combined; use one at a time"),
        (("norberg", "--changed"), 2, "name an event, or use --changed"),
        ((), 2, "name an event, or use --changed"),
        (("norberg", "--role", "politiker"), 1, "there is no register to choose out of"),
    ],
)
def test_what_is_refused(project: Path, tell: Tell, words: tuple[str, ...], code: int, sentence: str) -> None:
    result = tell("invite", *words)
    assert result.code == code
    assert sentence in result.err
    assert result.err.count("\n") == 1
    assert not path_in(project).exists() or states(tell) == []


def test_a_secret_is_never_sent_in_the_clear(project: Path, tell: Tell) -> None:
    path = project / "config" / "targets.toml"
    settings = '\n[mail]\nhost = "mail.example.org"\nsecurity = "none"\nuser = "rus"\npassword_env = "X"\n'
    path.write_text(path.read_text(encoding="utf-8") + settings, encoding="utf-8")
    (project / "list.txt").write_text(LIST, encoding="utf-8")
    result = tell("invite", "norberg", "--to", "list.txt", "--send")
    assert result.code == 1
    assert "would log in to mail.example.org in the clear" in result.err


def test_without_a_server_there_are_drafts_only(project: Path, tell: Tell) -> None:
    (project / "list.txt").write_text(LIST, encoding="utf-8")
    result = tell("invite", "norberg", "--to", "list.txt", "--send")
    assert result.code == 1
    assert "no mail server: name one as [mail] in config/targets.toml" in result.err


SENDER = """
import sys
from rusctl.cli import run
sys.exit(run(sys.argv[1:]))
"""


@pytest.mark.skipif(os.name != "posix", reason="signals are POSIX's")
@pytest.mark.parametrize("killed_when", ["text is taken", "before anything"])
@pytest.mark.parametrize("elsewhere", [False, True])
def test_a_killed_sender_sends_nothing_twice(
    project: Path,
    box: Box,
    tell: Tell,
    killed_when: str,
    monkeypatch: pytest.MonkeyPatch,
    *,
    elsewhere: bool,
) -> None:
    """Also where another machine, which shares the folder and sets aside the `.rusctl` of the first, sends the rest."""
    (project / "list.txt").write_text("".join(f"p{number}@example.org\n" for number in range(4)), encoding="utf-8")
    if killed_when == "text is taken":
        box.hang = True
    else:
        box.slow = True
    words = ["--lang", "en", "--today", DAY, "invite", "norberg", "--to", "list.txt", "--send"]
    sender = subprocess.Popen(
        [sys.executable, "-c", SENDER, *words],
        cwd=project,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
    )
    try:
        until = time.monotonic() + 30
        while not (box.taken or box.seen):
            assert time.monotonic() < until
            time.sleep(0.01)
    finally:
        sender.send_signal(signal.SIGKILL)
        sender.wait()
    box.hang = box.slow = False
    box.faults.clear()
    if elsewhere:
        monkeypatch.setenv("XDG_STATE_HOME", str(project.parent / "elsewhere"))
        agree(project)
    result = tell("outbox", "send")
    assert (project / ".rusctl-set-aside-1").is_dir() is elsewhere
    copies = box.copies()
    assert max(copies.values()) == 1
    unknown = [line.split()[0] for line in states(tell) if line.endswith("unknown")]
    if killed_when == "text is taken":
        assert unknown == ["p0@example.org"]
        assert "1 message was being sent when rusctl stopped; delivery unknown" in result.err
    else:
        assert unknown == []
    assert sorted({*copies, *unknown}) == [f"p{number}@example.org" for number in range(4)]


@pytest.mark.parametrize("last", [("invite", "norberg", "--to", "list.txt", "--send"), ("outbox", "send")])
def test_a_terminal_is_asked_before_anything_is_sent(
    last: tuple[str, ...], box: Box, tell: Tell, monkeypatch: pytest.MonkeyPatch
) -> None:
    if last[0] == "outbox":
        box.faults.append(Fault("MAIL", "451 later"))
        tell("invite", "norberg", "--to", "list.txt", "--send")
        box.faults.clear()
    controller, terminal = pty.openpty()
    os.write(controller, b"n\ny\n")
    with os.fdopen(terminal, encoding="utf-8") as stream:
        monkeypatch.setattr("sys.stdin", stream)
        refused = tell(*last)
        assert (refused.code, box.taken) == (1, [])
        assert "2 messages will be sent, which cannot be undone. Send them? [y/N]" in refused.err
        assert "you did not say yes" in refused.err
        assert tell(*last).code == 0
    os.close(controller)
    assert len(box.messages()) == 2
