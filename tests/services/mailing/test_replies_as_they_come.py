"""Mails as programs write them, each read alone: what becomes of it, and what of it is shown."""

import csv
import datetime as dt
from pathlib import Path

import pytest

from rusctl.calendar.itip.replies import asked
from rusctl.mail.incoming import CalendarPart, pieces
from rusctl.model.recipients import Recipient
from rusctl.services.mailing import sending, take_replies
from rusctl.services.mailing.take_replies import ReadReply
from rusctl.services.mailing.who_is_told import Invitation
from rusctl.services.project import Project
from tests.services.conftest import said
from tests.services.mailing.conftest import EN, mail_list, run_invitation

MAILS = Path(__file__).parents[2] / "mail" / "replies"
with (MAILS / "expected.tsv").open(encoding="utf-8", newline="") as table:
    ROWS = {row["file"]: row for row in csv.DictReader(table, delimiter="\t")}
INVITED = {
    "asa.oberg@example.org": "Åsa Öberg",
    "kim@example.org": "Larsson, Kim",
    "bo@example.net": "Bo Ek",
    "eva@example.com": "Eva Ny",
    "per@example.com": "Per Sol",
    "mia@example.com": "Mia Tal",
    "ola@example.com": "Ola Vik",
}
NOW = dt.datetime(2026, 12, 1, 12, tzinfo=dt.UTC)
PROCESS = """name = "Strategi"
region = "Regionen"
timezone = "Europe/Stockholm"
language = "sv"
contact = "rus@example.se"
uid_domain = "rus.example.se"
period = { from = 2026-11-01, to = 2028-12-31 }

[kinds]
dialog = "Dialog"
"""
EVENT = """[[event]]
id = "sala"
kind = "dialog"
title = "Samråd i Sala"
start = 2027-03-15T09:00:00
end = 2027-03-15T12:00:00
status = "confirmed"
"""


@pytest.fixture(scope="module")
def invited(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A plan with one meeting, to which seven people were invited."""
    folder = tmp_path_factory.mktemp("invited")
    (folder / "config").mkdir()
    (folder / "config" / "process.toml").write_text(PROCESS, encoding="utf-8")
    (folder / "events.toml").write_text(EVENT, encoding="utf-8")
    found = Project(str(folder), "2026-12-01")
    people = [Recipient(address=address, name=name) for address, name in INVITED.items()]
    run_invitation(found, Invitation("sala", mail_list(*people)), now=NOW - dt.timedelta(days=1))
    return found


def read(project: Project, name: str) -> list[ReadReply]:
    """Give what becomes of a file, of which nothing is kept."""
    project = project.again()
    with sending.outbox(project, EN, NOW, what="replies", dry_run=True) as box:
        return take_replies.take(project, box, [MAILS / name], NOW, dry_run=True)


def comments(name: str) -> dict[str, str]:
    """Give what is said beside the answers in a file, by address."""
    found = [one for one in pieces([MAILS / name]) if isinstance(one, CalendarPart)]
    replies = [entry.reply for one in found for entry in asked(one.octets, one.method) if entry.reply]
    return {one.address: one.comment for one in replies}


@pytest.mark.parametrize("name", ROWS)
def test_a_mail_comes_to_what_the_table_says(invited: Project, name: str) -> None:
    row, found = ROWS[name], read(invited, name)
    shown = "\n".join(
        " ".join((one.file, one.address, one.answer, one.sender, one.subject, said(one.reason) if one.reason else ""))
        for one in found
    )
    assert name in shown
    if row["outcome"] != "taken":
        assert {one.result for one in found} <= ({"review"} if row["outcome"] == "review" else {"review", "unread"})
        words = [word for word in row["shown"].split(" | ") if word]
        assert [word for word in words if word not in shown + "".join(comments(name).values())] == []
        return
    assert {one.result for one in found} <= {"taken", "known"}
    for want in row["shown"].split(" | "):
        address, answer, *comment = want.split("=")
        assert [one.result for one in found if (one.address, one.answer) == (address, answer)].count("taken") == 1
        assert not comment or comments(name)[address].startswith(comment[0])


def test_who_is_brought_along_is_counted() -> None:
    found = next(iter(pieces([MAILS / "02-google-comment.eml"])))
    assert isinstance(found, CalendarPart)
    (one,) = asked(found.octets)
    assert one.reply is not None
    assert (one.reply.guests, one.reply.name) == (2, "Larsson Kim")
