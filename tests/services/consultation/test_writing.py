"""Bodies asked and reminded by mail: who gets the cover letter, what it says, and when a body counts as asked."""

import email
import email.policy
from collections.abc import Iterator

import pytest

from rusctl.errors import PolicyError, RusctlError
from rusctl.language.catalogue import LANGUAGES, Language
from rusctl.language.fields import fields
from rusctl.model.letter_texts import FIELDS, NEEDED
from rusctl.model.messages import LetterKind, MessageKind
from rusctl.services.consultation import circulation, writing
from rusctl.services.consulting import mailing, naming
from rusctl.services.consulting.mailing import BodyMailing
from rusctl.services.mailing import consulting_letters, outbox_messages, own_letters, sending
from rusctl.services.project import Project
from tests.mail.server import Box
from tests.services.conftest import change, said
from tests.services.consultation.test_circulation import ID, LIST, states, taken
from tests.services.mailing.conftest import mail  # noqa: F401 - a fixture

SWEDISH = Language("sv")
ASK, REMIND = MessageKind.CONSULTATION, MessageKind.CONSULTATION_REMINDER
WITHOUT_DAYS = "\n".join(line.replace("2019-05-20", "").replace("20 maj 2019", "") for line in LIST.splitlines())


def write(
    project: Project, kind: MessageKind = ASK, *names: str, send: bool = False, unsent: bool = False
) -> BodyMailing:
    with sending.outbox(project, SWEDISH, sending.moment(), what="consultation send") as box:
        found = writing.prepare(project, box, naming.named(project), kind, names, unsent=unsent)
        if found.mails or send:
            mailing.carry_out(project, box, found, send=send)
        return found


def drafts(project: Project) -> Iterator[tuple[str, str]]:
    for path in sorted((project.folder.path / "register/drafts" / ID).glob("*.eml"), key=lambda one: int(one.stem)):
        message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
        body = message.get_body(("plain",))
        assert body is not None
        yield str(message["subject"]), body.get_content()


def test_drafts_are_written_to_who_was_not_asked_and_count_when_somebody_says_that_they_were_sent(one: Project) -> None:
    taken(one)
    before = states(one, one.today)
    found = write(one)
    assert [each.body.name for each in found.mails] == ["Mälardalens högskola", "Eva Exempel", "Företagarna"]
    assert states(one, one.today) == before
    again = write(one)
    assert (again.mails, again.drafted) == ((), ("Mälardalens högskola", "", "Företagarna"))
    assert "Mälardalens högskola, Företagarna, 1 private individual" in said(next(mailing.said(again)))
    assert outbox_messages.resolve(one, SWEDISH, [1, 2], arrived=True) == 2
    after = states(one, one.today)
    assert {name for name in after if after[name] != before[name]} == {"Mälardalens högskola", "Eva Exempel"}
    assert [each.body.name for each in write(one, unsent=True).mails] == ["Företagarna"]
    assert len(list(drafts(one))) == 3
    reminded = write(one, REMIND)
    assert [each.body.name for each in reminded.mails][-2:] == ["Mälardalens högskola", "Eva Exempel"]
    outbox_messages.resolve(one, SWEDISH, [5], arrived=True)
    assert states(one, one.today)["Sala kommun"] == "reminded"


def test_a_letter_says_what_is_asked_about_and_the_last_day_of_its_body(one: Project) -> None:
    taken(one)
    write(one)
    subject, text = next(drafts(one))
    assert subject == "remiss: Remiss av strategin, svar senast tisdag 15 oktober 2019"
    assert "senast tisdag 15 oktober 2019, före dagens slut" in text
    assert "Ange diarienumret RV 2019/1 i ämnesraden." in text
    *_, (subject, text) = drafts(one)
    assert "fredag 1 november 2019" in subject  # who has more time is told their own last day
    assert "{" not in subject + text


def test_without_a_last_day_or_with_a_text_that_lacks_it_nothing_is_written(one: Project) -> None:
    taken(one)
    own = one.folder.path / "config/texts"
    own.mkdir()
    (own / "consultation.sv.txt").write_text("Välkommen att yttra dig över {about}.\n", encoding="utf-8")
    with pytest.raises(RusctlError, match="the text first"):
        write(one.again())
    (own / "consultation.sv.txt").unlink()
    change(one.folder.path, "config/process.toml", "date = 2019-10-15\n", "")
    change(one.folder.path, "config/process.toml", "done = 2019-10-15\n", "")
    with pytest.raises(RusctlError, match="no last day"):
        write(one.again())


def test_what_is_sent_is_entered_at_once_and_never_sent_twice(one: Project, mail: Box) -> None:  # noqa: F811 - a fixture
    circulation.put(one, ID, "Sala kommun", {"kind": "kommun", "email": "kommun@sala.example.se"}, "", dry_run=False)
    circulation.put(one, ID, "Arboga kommun", {"kind": "kommun"}, "", dry_run=False)
    project = one.again()
    project.asked = lambda _: True
    found = write(project, send=True)
    assert (len(found.mails), found.without) == (1, ("Arboga kommun",))
    assert states(project, project.today) == {"Sala kommun": "asked", "Arboga kommun": "not_asked"}
    assert write(project, send=False).mails == ()
    assert len(mail.taken) == 1
    box = sending.looked_at(project, sending.moment())
    assert box.ids() == {}  # no event has been told of


def test_what_may_have_been_sent_from_a_draft_is_not_sent(one: Project, mail: Box) -> None:  # noqa: F811 - a fixture
    circulation.put(one, ID, "Sala kommun", {"kind": "kommun", "email": "kommun@sala.example.se"}, "", dry_run=False)
    write(one.again())
    with pytest.raises(PolicyError, match="--unsent"):
        write(one.again(), send=True)
    assert mail.taken == []


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("kind", [LetterKind.CONSULTATION, LetterKind.CONSULTATION_REMINDER])
def test_the_shipped_text_has_what_a_request_must_say_and_no_field_that_is_none(kind: LetterKind, code: str) -> None:
    text = consulting_letters.shipped(kind, Language(code))
    assert text
    there = {name for line in (text.subject, *text.text.splitlines()) for name in fields(line)}
    assert set(NEEDED[kind]) <= there <= set(FIELDS[kind])
    assert own_letters.shown(kind, Language(code)).endswith(text.text + "\n")


def test_who_is_named_alone_is_written_to(one: Project) -> None:
    taken(one, WITHOUT_DAYS)
    assert [each.body.name for each in write(one, ASK, "Sala kommun").mails] == ["Sala kommun"]
    with pytest.raises(RusctlError, match="no body"):
        write(one, ASK, "Borås")
