"""Replies taken in: whose they are, when they came, what was read; files kept, and nothing twice."""

import datetime as dt
import json
from email.message import EmailMessage
from pathlib import Path

import pytest

from rusctl.consultation import received, store
from rusctl.errors import RusctlError, UsageError
from rusctl.services.consultation import acknowledging, correcting_replies, listing_replies, receiving, reply_accounts
from rusctl.services.consultation.kept_files import path_of, place
from rusctl.services.consultation.receiving import ReplyGiven, ReplyTaken
from rusctl.services.consulting.opening import opened
from rusctl.services.project import Project
from tests.services.conftest import said
from tests.storage.untrusted.pdfs import SCANNED, made
from tests.storage.untrusted.reply_documents import reply

DAY = dt.date(2018, 11, 1)
WORD = reply()


def files(tmp_path: Path, **found: bytes) -> list[str]:
    for name, data in found.items():
        (tmp_path / name.replace("_", ".")).write_bytes(data)
    return [str(tmp_path / name.replace("_", ".")) for name in found]


def taken(project: Project, names: list[str], **given: object) -> ReplyTaken:
    proposal = receiving.propose(project, "", names, ReplyGiven(**{"arrived": DAY, **given}))  # type: ignore[arg-type]
    return receiving.carry_out(project, proposal)


def mail(text: str = "Se bifogad fil.", attached: bytes = b"", sender: str = "ks@sala.example") -> bytes:
    message = EmailMessage()
    message["From"], message["Subject"] = f"Sala kommun <{sender}>", "Svar, dnr RV 2019/1234-7"
    message.set_content(text)
    if attached:
        message.add_attachment(attached, maintype="application", subtype="msword", filename="Svar på remiss.docx")
        message.add_attachment(b"{\\rtf1", maintype="application", subtype="rtf", filename="protokoll.rtf")
    return bytes(message)


def test_a_reply_is_stored_with_its_files_text_and_account(asked: Project, tmp_path: Path) -> None:
    done = taken(asked, files(tmp_path, svar_docx=WORD), bodies=("Köpings kommun", "2"), level="kommunstyrelsen")
    assert (done.number, done.known) == (1, False)
    shown = listing_replies.shown(asked, 1)
    one = shown.listed.reply
    assert [name for _, name in one.bodies] == ["Köpings kommun", "Sala kommun"]
    assert (one.arrived, one.level, one.their_dnr, one.dnr) == (DAY, "board", "KS 2019/00442", "")
    assert (shown.files[0].here, shown.files[0].file.path) == (True, "consultation/remiss/1/svar.docx")
    assert path_of(asked, done.kept[0]).read_bytes() == WORD
    assert json.loads(shown.texts[0].account)["left"]["headers"] == 1
    assert shown.texts[0].text.startswith("1 Yttrande över")
    assert "not taken in" in " ".join(map(said, listing_replies.account(shown, shown.texts[0])))


def test_the_same_file_adds_nothing_and_comes_back_where_it_was_lost(asked: Project, tmp_path: Path) -> None:
    names = files(tmp_path, svar_txt=b"Bra.")
    path = path_of(asked, taken(asked, names, bodies=("1",)).kept[0])
    assert taken(asked, names, bodies=("1",)) == ReplyTaken(1, (), known=True)
    path.unlink()
    assert not listing_replies.shown(asked, 1).files[0].here
    assert taken(asked, names).kept == ("consultation/remiss/1/svar.txt",)
    assert path.read_bytes() == b"Bra."
    assert len(listing_replies.listed(asked)) == 1


def test_a_letter_that_many_sent_is_a_reply_of_each_of_them(asked: Project, tmp_path: Path) -> None:
    names = files(tmp_path, svar_txt=b"Fler bussar.")
    assert [taken(asked, names, bodies=(one,)).known for one in ("1", "2", "2", "1")] == [False, False, True, True]
    new = {"new": ("Testa Testsson",), "kind": "privatperson"}
    assert [taken(asked, names, **new).known for _ in range(2)] == [False, True]
    assert [one.reply.number for one in listing_replies.listed(asked)] == [1, 2, 3]
    assert taken(asked, names).known


def test_a_file_of_a_colleague_is_said_to_be_there(
    asked: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken(asked, files(tmp_path, svar_txt=b"Bra."), bodies=("1",))
    path_of(asked, "consultation/remiss/1/svar.txt").unlink()
    assert "gone from" in said(listing_replies.shown(asked, 1).files[0].where)
    monkeypatch.setattr(received, "folder_number", lambda _connection, _name: 99)
    assert "colleague" in said(listing_replies.shown(asked, 1).files[0].where)


def test_a_part_of_the_files_in_another_reply_is_refused(asked: Project, tmp_path: Path) -> None:
    names = files(tmp_path, svar_txt=b"Bra.", mer_txt=b"Mer text.")
    taken(asked, names[:1], bodies=("1",))
    with pytest.raises(RusctlError) as raised:
        taken(asked, names, bodies=("1",))
    assert said(raised.value.message) == "svar.txt is in reply 1 already; give the others with --adds-to 1"
    assert taken(asked, names[1:], adds_to=1).number == 2
    shown = listing_replies.shown(asked, 1)
    assert shown.followed == {2: False}
    assert listing_replies.shown(asked, 2).listed.reply.bodies == shown.listed.reply.bodies


def test_a_mail_is_one_reply_with_what_is_attached_and_its_text_comes_last(asked: Project, tmp_path: Path) -> None:
    (name,) = files(tmp_path, svar_eml=mail(attached=WORD))
    proposal = receiving.propose(asked, "", [name], ReplyGiven(bodies=("Sala kommun",), arrived=DAY))
    account = [said(one) for one in reply_accounts.of_document(proposal.documents[0])]
    assert account[0] == "svar.eml: taken in: 1 paragraph, 2 attached files"
    assert any("protokoll.rtf is kept as a file, and not read" in one for one in account)
    done = receiving.carry_out(asked, proposal)
    shown = listing_replies.shown(asked, done.number)
    assert [one.file.name for one in shown.files] == ["svar.eml", "Svar på remiss.docx", "protokoll.rtf"]
    assert [one.of_file for one in shown.texts] == [2, 1]
    assert (shown.listed.reply.channel, shown.listed.reply.dnr) == ("e-mail", "RV 2019/1234-7")
    draft = acknowledging.draft(asked, proposal, done, acknowledging.recipient(asked, proposal))
    written = (asked.folder.path / draft).read_text()
    assert "To: ks@sala.example" in written
    assert "X-Unsent: 1" in written


def test_a_mail_that_only_says_that_something_is_attached_is_told(asked: Project, tmp_path: Path) -> None:
    (name,) = files(tmp_path, svar_eml=mail("Hej!\n\nSe bifogad fil."))
    proposal = receiving.propose(asked, "", [name], ReplyGiven(bodies=("2",), arrived=DAY))
    assert "nothing is; ask for it" in said([*reply_accounts.of_document(proposal.documents[0])][-1])


def test_a_scanned_page_has_a_file_and_no_text(asked: Project, tmp_path: Path) -> None:
    names = files(tmp_path, brev_pdf=made([SCANNED]), avskrift_txt="Vi är för.".encode())
    proposal = receiving.propose(asked, "", names, ReplyGiven(bodies=("1",), arrived=DAY, channel="brev"))
    account = [said(one) for each in proposal.documents for one in reply_accounts.of_document(each)]
    assert account[:3] == [
        "brev.pdf holds no text; write it down in a .txt file and give it, too",
        "not taken in: 1 page that is a picture",
        "page 1 has no text; is it scanned?",
    ]
    shown = listing_replies.shown(asked, receiving.carry_out(asked, proposal).number)
    assert [(one.text, one.of_file) for one in shown.texts] == [("Vi är för.", 2)]


def test_what_was_said_has_who_heard_it_and_when_and_is_stored_once(asked: Project) -> None:
    heard = dt.datetime(2018, 10, 1, 12, 30, tzinfo=dt.UTC)
    given = ReplyGiven(bodies=("3",), text="Bra.\n\nFler tåg.", heard_by="kf", heard=heard, arrived=DAY)
    numbers = [receiving.carry_out(asked, receiving.propose(asked, "", [], given)) for _ in range(2)]
    assert [(one.number, one.known) for one in numbers] == [(1, False), (1, True)]
    one = listing_replies.shown(asked, 1)
    assert (one.listed.reply.heard_by, one.listed.reply.heard, one.listed.reply.channel) == ("kf", heard, "spoken")
    assert one.texts[0].text == "Bra.\n\nFler tåg."
    assert receiving.came_in(None, first=False, heard=heard) == dt.date(2018, 10, 1)


def test_a_file_that_is_in_the_official_register_alone_is_pointed_at(asked: Project) -> None:
    given = ReplyGiven(bodies=("3",), diary="RV 2019/1234-9", arrived=None)
    receiving.carry_out(asked, receiving.propose(asked, "", [], given))
    shown = listing_replies.shown(asked, 1)
    assert said(shown.files[0].where) == "in the official register: RV 2019/1234-9"
    assert (shown.listed.reply.arrived, shown.listed.late) == (None, None)


def test_what_is_said_of_a_reply_is_corrected_and_its_text_stays(asked: Project, tmp_path: Path) -> None:
    taken(asked, files(tmp_path, svar_txt=b"Bra."), bodies=("1",))
    given = ReplyGiven(bodies=("2", "3"), dnr="RV 2019/1234-9", stance="tillstyrker", level="nämnden")
    done = correcting_replies.correct(asked, "", 1, given, unknown=True)
    assert done.fields == ("level", "stance", "dnr", "arrived", "bodies")
    one = listing_replies.shown(asked, 1)
    assert (one.listed.reply.arrived, one.listed.reply.dnr, one.texts[0].text) == (None, "RV 2019/1234-9", "Bra.")
    assert [number for number, _ in one.listed.reply.bodies] == [2, 3]
    assert correcting_replies.correct(asked, "", 1, given, unknown=True).fields == ()
    for number, wrong, error in ((9, given, RusctlError), (1, ReplyGiven(), UsageError)):
        with pytest.raises(error):
            correcting_replies.correct(asked, "", number, wrong)


def test_a_private_person_who_was_not_asked_has_a_number_of_their_own(asked: Project, tmp_path: Path) -> None:
    names = files(tmp_path, svar_txt=b"Nej.")
    with pytest.raises(UsageError):
        taken(asked, names, new=("Testa Testsson",))
    taken(asked, names, new=("Testa Testsson",), kind="privatperson")
    with opened(asked).reading() as connection:
        one = store.listed(connection, "remiss")[-1]
    assert (one.name, one.person_number, one.facts.unsolicited) == ("Testa Testsson", 1, True)


def test_who_it_is_from_is_never_guessed_from_a_name(asked: Project, tmp_path: Path) -> None:
    names = files(tmp_path, svar_txt="Köpings kommun har beslutat.".encode())
    with pytest.raises(RusctlError) as raised:
        taken(asked, names)
    assert said(raised.value.message) == "svar.txt: say who it is from with --body; it may be Köpings kommun"
    with pytest.raises(RusctlError) as raised:
        taken(asked, names, bodies=("Rymden",))
    assert said(raised.value.message).startswith("Rymden is not on the list")
    assert not listing_replies.listed(asked)


def test_another_cases_number_and_a_late_day_are_told(asked: Project, tmp_path: Path) -> None:
    names = files(tmp_path, svar_txt="Dnr RV 2018/77\n\nVi är för.".encode())
    late = dt.date(2020, 12, 1)
    proposal = receiving.propose(asked, "", names, ReplyGiven(bodies=("1",), arrived=late))
    told = [said(one) for one in proposal.said]
    assert told[0].startswith("it came after the last day for Köpings kommun")
    assert told[1] == "the number of another case stands in it: RV 2018/77; is it a reply to RV 2019/1234?"


def test_a_day_is_the_working_day_before_where_the_mailbox_was_emptied_first(asked: Project) -> None:
    del asked
    assert receiving.came_in(dt.date(2019, 10, 16), first=True) == dt.date(2019, 10, 15)
    assert receiving.came_in(dt.date(2019, 10, 16), first=False) == dt.date(2019, 10, 16)


def test_a_dry_run_and_a_full_disk_leave_neither_rows_nor_files(
    asked: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = files(tmp_path, svar_txt=b"Bra.")
    proposal = receiving.propose(asked, "", names, ReplyGiven(bodies=("1",), arrived=DAY))
    assert receiving.carry_out(asked, proposal, dry_run=True).number == 1

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("rusctl.storage.files.atomic.write_private", full)
        with pytest.raises(RusctlError):
            receiving.carry_out(asked, proposal)
    assert not listing_replies.listed(asked)
    assert not [*(asked.folder.path / "register" / "consultation").rglob("*.txt")]


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("Svar på yttrande.docx", "Svar på yttrande.docx"),
        ("../../etc/passwd", "_.._etc_passwd"),
        ("CON.txt", "_CON.txt"),
        ("a:b|c?.pdf", "a_b_c_.pdf"),
        ("...", "fil"),
        ("x" * 300 + ".pdf", "x" * 100 + ".pdf"),
        ("rtl\u202efdp.exe", "rtl_fdp.exe"),
    ],
)
def test_a_name_is_one_that_every_system_can_have(name: str, path: str) -> None:
    assert place("remiss", 1, name) == f"consultation/remiss/1/{path}"


def test_two_files_of_one_name_have_two_places() -> None:
    first = place("remiss", 1, "Svar.pdf")
    assert place("remiss", 1, "svar.pdf", [first]) == "consultation/remiss/1/svar (2).pdf"
