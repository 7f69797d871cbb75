"""Replies by mail: text, pages, attachments, messages that are sent on, and what is broken."""

from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rusctl.storage.untrusted import received_mail, reply_mail
from rusctl.storage.untrusted.sandbox import Refused
from tests.storage.untrusted.reply_documents import reply

WORD = reply()


def mail(text: str = "Hej!\n\nSe bifogad fil.\n", page: str = "") -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Kommunstyrelsen <KS@exempel.example>"
    message["Subject"] = "Yttrande, dnr RV 2019/1234"
    message["Date"] = "Tue, 15 Oct 2019 09:14:00 +0200"
    message.set_content(text)
    if page:
        message.add_alternative(page, subtype="html")
    return message


def with_file(message: EmailMessage, name: str = "Svar på yttrande.docx") -> EmailMessage:
    message.add_attachment(WORD, maintype="application", subtype="octet-stream", filename=name)
    return message


def test_a_message_with_a_file_comes_back_whole() -> None:
    found = received_mail.read(with_file(mail()).as_bytes(), "svar.eml")
    assert (found.subject, found.senders, found.sent[:16]) == (
        "Yttrande, dnr RV 2019/1234",
        ("ks@exempel.example",),
        "Tue, 15 Oct 2019",
    )
    assert found.text.text == "Hej!\n\nSe bifogad fil."
    assert [(one.name, one.data) for one in found.attached] == [("Svar på yttrande.docx", WORD)]
    assert found.text.taken == {"paragraphs": 2, "attachments": 1}


def test_a_message_that_is_sent_on_is_read_with_its_files() -> None:
    outer = mail("Vidarebefordras.")
    outer.add_attachment(with_file(mail("Kommunen tillstyrker.")))
    found = reply_mail.work(outer.as_bytes(), None)
    assert found["text"]["text"] == "Vidarebefordras.\n\nKommunen tillstyrker."
    assert [one["name"] for one in found["attached"]] == ["Svar på yttrande.docx"]


def test_a_page_is_read_as_what_it_shows_where_there_is_no_text() -> None:
    page = "<html><head><style>p {}</style></head><body><p>Vi &auml;r f&ouml;r.<p>&nbsp;Mer <b>tåg</b><br>nu</body>"
    message = EmailMessage()
    message["From"], message["Subject"] = "a@example.org", ""
    message.set_content(page, subtype="html")
    assert reply_mail.work(message.as_bytes(), None)["text"]["text"] == "Vi är för.\n\nMer tåg\nnu"
    assert reply_mail.work(mail("Texten", page).as_bytes(), None)["text"]["text"] == "Texten"


@pytest.mark.parametrize(
    ("name", "kind", "left"),
    [("winmail.dat", "application/ms-tnef", "winmail.dat"), ("smime.p7m", "application/pkcs7-mime", "sealed parts")],
)
def test_what_other_programs_cannot_open_is_said(name: str, kind: str, left: str) -> None:
    message = mail()
    maintype, _, subtype = kind.partition("/")
    message.add_attachment(b"x", maintype=maintype, subtype=subtype, filename=name)
    assert reply_mail.work(message.as_bytes(), None)["text"]["left"] == {left: 1}


def test_a_picture_of_a_signature_is_no_file_of_the_reply() -> None:
    message = mail()
    message.add_attachment(b"x", maintype="image", subtype="png", disposition="inline", cid="<logga>")
    found = reply_mail.work(message.as_bytes(), None)
    assert (found["attached"], found["text"]["left"]) == ([], {"pictures": 1})


def test_what_is_no_message_or_nests_too_deeply_is_refused() -> None:
    with pytest.raises(Refused):
        reply_mail.work(b"bara text\nutan huvud", None)
    outer = mail()
    for _ in range(reply_mail.MOST_DEEP + 1):
        inner, outer = outer, mail()
        outer.add_attachment(inner)
    with pytest.raises(Refused):
        reply_mail.work(outer.as_bytes(), None)


def test_a_head_that_nobody_can_read_costs_itself_alone() -> None:
    data = mail().as_bytes().replace(b"15 Oct 2019 09:14:00 +0200", b"15 Oct 2019 09:14:00 +99999999999999")
    found = reply_mail.work(data, None)
    assert (found["sent"], found["subject"]) == ("", "Yttrande, dnr RV 2019/1234")


@settings(max_examples=30, deadline=None)
@given(st.data())
def test_a_damaged_message_is_read_or_refused_and_nothing_else(data: st.DataObject) -> None:
    octets = bytearray(with_file(mail(), "../../svar.docx").as_bytes()[:900])
    for _ in range(data.draw(st.integers(1, 8))):
        octets[data.draw(st.integers(0, len(octets) - 1))] = data.draw(st.integers(0, 255))
    try:
        found = reply_mail.work(bytes(octets), None)
    except Refused:
        return
    assert not any("/" in one["name"] for one in found["attached"])
