"""What if: whom another date would concern, among those who have been invited; told by number, never by name."""

import datetime as dt
import json
from pathlib import Path

import pytest

from rusctl.database import making
from rusctl.database.sqlite import path_in
from rusctl.mail import answers
from rusctl.model.people import Answer
from rusctl.model.recipients import Reply
from tests.commands.test_planning import Golden, files
from tests.conftest import Run, agree

NAMES = "Testperson Ett <ett@example.org>\nTestperson Två <tva@example.org>\nTestperson Tre <tre@example.org>\n"
UID = "norberg@rus2030.regionvastmanland.se"


@pytest.fixture
def invited(project: Path, rusctl: Run) -> Path:
    """Three have been invited to Norberg: one has said yes, and another has only a draft."""
    (project / "list.txt").write_text(NAMES, encoding="utf-8")
    assert rusctl("invite", "norberg", "--to", "list.txt").code == 0
    assert rusctl("outbox", "resolve", "1", "2", "--sent").code == 0
    stamp = dt.datetime(2018, 11, 9, tzinfo=dt.UTC)
    yes = Reply(uid=UID, address="ett@example.org", status="ACCEPTED", answer=Answer.ACCEPTED, sequence=0, stamp=stamp)
    making.open_register(project, "").change("replies", lambda change: answers.keep(change, yes, "2018-11-09"))
    return project


def invitations(rusctl: Run, *words: str) -> list[tuple[str, str, str, str]]:
    result = rusctl("whatif", *words, "--json")
    assert result.code == 0
    rows = [row for row in json.loads(result.out) if row["kind"] == "invitation"]
    return [(row["id"], row["before"], row["after"], row["message"]) for row in rows]


@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize(("name", "when"), [("new-day", "2018-12-03"), ("no-day", "i början av 2019")])
def test_what_the_invited_would_have_to_be_told(  # noqa: PLR0917 - a table's columns and fixtures
    name: str, when: str, lang: str, invited: Path, rusctl: Run, golden: Golden
) -> None:
    before = files(invited)
    result = rusctl("whatif", "move", "norberg", when, "--lang", lang)
    assert result.code == 0
    golden(f"whatif/invited-{name}.{lang}.txt", result.out + result.err)
    assert files(invited) == before
    assert [word for word in ("Testperson", "example.org") if word in result.out + result.err] == []


@pytest.mark.usefixtures("invited")
def test_they_are_those_that_invite_then_tells(rusctl: Run) -> None:
    ((event, before, after, text),) = invitations(rusctl, "move", "norberg", "2018-12-03")
    assert (event, before, after) == ("norberg", "2018-11-26", "2018-12-03")
    assert text == (
        "Kommundialog Norberg: 3 people are invited to 2018-11-26, and must be told the new day and answer "
        "again; once the event is moved, rusctl invite norberg tells them (1 has said yes, 1 got a draft, which may "
        "not have been sent)"
    )
    assert rusctl("event", "move", "norberg", "2018-12-03").code == 0
    assert rusctl("invite", "norberg", "--dry-run").out.count("nytt datum") == 3


@pytest.mark.usefixtures("invited")
def test_nobody_is_concerned_by_another_event_or_by_the_same_day(rusctl: Run) -> None:
    assert invitations(rusctl, "move", "arboga", "2018-12-03") == []
    assert invitations(rusctl, "move", "norberg", "2018-11-26") == []
    assert invitations(rusctl, "slip", "council", "119d") == []


def test_an_event_that_is_pushed_concerns_its_invited_too(invited: Path, rusctl: Run) -> None:
    path = invited / "events.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('id = "norberg"', 'id = "norberg"\nafter = ["fagersta"]'), encoding="utf-8")
    ((event, before, after, _),) = invitations(rusctl, "move", "fagersta", "2018-12-11")
    assert (event, before, after) == ("norberg", "2018-11-26", "2018-12-11")


@pytest.mark.usefixtures("invited")
def test_invitations_alone_are_no_published_calendar(rusctl: Run) -> None:
    found = json.loads(rusctl("whatif", "move", "norberg", "2018-12-03", "--json").out)
    assert [row["kind"] for row in found if row["kind"] in {"invitation", "calendar"}] == ["invitation"]


def test_what_waits_in_the_outbox_is_told(project: Path, rusctl: Run) -> None:
    with (project / "config/targets.toml").open("a", encoding="utf-8") as file:
        file.write('\n[mail]\nhost = "127.0.0.1"\nport = 1\nsecurity = "none"\nfrom = "region@example.org"\n')
    (project / "list.txt").write_text(NAMES, encoding="utf-8")
    agree(project)
    rusctl("invite", "norberg", "--to", "list.txt", "--send")
    ((_, _, _, text),) = invitations(rusctl, "move", "norberg", "2018-12-03")
    assert text == "Kommundialog Norberg (3 messages in the outbox are removed from the queue)"


def test_an_outbox_that_cannot_be_read_is_told_and_the_rest_is_there(invited: Path, rusctl: Run) -> None:
    path_in(invited).write_bytes(b"no database at all, and longer than the header of one" * 30)
    result = rusctl("whatif", "move", "norberg", "2018-12-03", "--lang", "en")
    assert result.code == 0
    assert "what is not known: the register's file is damaged" in result.out
    assert "norberg" in result.out
