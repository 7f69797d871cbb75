"""Files that go with messages: which can, how they arrive, and what is said where they cannot."""

import email
from email import policy
from pathlib import Path

import pytest

from rusctl.errors import RusctlError
from rusctl.language.catalogue import Language
from rusctl.mail.message import Attachment
from rusctl.services.mailing import attaching, inviting, sending, who_is_told
from rusctl.services.mailing.who_is_told import Invitation
from rusctl.services.project import Project
from tests.mail.server import Box
from tests.services.mailing.conftest import EN, NOW, heard, mail_list, person

PDF = b"%PDF-1.7\nprogram"


def test_a_programme_is_read(tmp_path: Path) -> None:
    (tmp_path / "Program.PDF").write_bytes(PDF)
    assert attaching.attachment(str(tmp_path / "Program.PDF")) == Attachment("Program.PDF", "application/pdf", PDF)


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("saknas.pdf", None, "is no file"),
        ("makro.docm", b"PK\x03\x04", "cannot go with a message"),
        ("program.exe", b"MZ", "cannot go with a message"),
        ("program.pdf", b"MZ", "is not what its name says"),
        ("program.pdf", PDF + bytes(3 * 1024 * 1024), "is larger than 3 MiB"),
        ("p" * 120 + ".pdf", PDF, "is too long"),
    ],
)
def test_what_cannot_go_with_a_message_is_said(tmp_path: Path, name: str, data: bytes | None, said: str) -> None:
    if data is not None:
        (tmp_path / name).write_bytes(data)
    with pytest.raises(RusctlError) as refused:
        attaching.attachment(str(tmp_path / name))
    assert said in Language("en").text(refused.value.message)


def test_all_messages_of_a_run_are_not_too_large_together() -> None:
    attached = Attachment("program.pdf", "application/pdf", bytes(2 * 1024 * 1024))
    attaching.refuse_too_much(attached, 100)
    with pytest.raises(RusctlError):
        attaching.refuse_too_much(attached, 101)


def run(project: Project, *, send: bool) -> None:
    what = Invitation("norberg", mail_list(person("ett")))
    attached = Attachment("Program för Norberg.pdf", "application/pdf", PDF)
    with sending.outbox(project, EN, NOW) as box:
        found = who_is_told.invited(project, box, what, None, NOW)
        prepared = inviting.prepare(project, box, found, send=send, attached=attached)
        assert inviting.MailingRun(project, box, prepared, NOW).carry_out()


def parts(octets: bytes) -> list[tuple[str, str | None]]:
    message = email.message_from_bytes(octets, policy=policy.default)
    return [(part.get_content_type(), part.get_filename()) for part in message.walk()]


WHOLE = [
    ("multipart/mixed", None),
    ("multipart/alternative", None),
    ("text/plain", None),
    ("text/calendar", None),
    ("application/ics", "invite.ics"),
    ("application/pdf", "Program för Norberg.pdf"),
]


def test_the_programme_is_in_the_draft(tour: Project) -> None:
    run(tour, send=False)
    (draft,) = (tour.folder.path / "register" / "drafts" / "norberg").glob("*.eml")
    assert parts(draft.read_bytes()) == WHOLE
    assert "Program för Norberg.pdf (1 kB) goes with each message" in heard(tour)


def test_the_programme_arrives_at_the_server(tour: Project, mail: Box) -> None:
    run(tour, send=True)
    ((_, octets),) = mail.taken
    assert parts(octets) == WHOLE
