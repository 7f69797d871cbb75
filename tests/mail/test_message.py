"""Messages as mail carries them, read back with the library's own parser and by hand."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.utils import getaddresses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rusctl.calendar.ics import clean
from rusctl.errors import IntegrityError
from rusctl.mail.message import Attachment, Mail, dated, draft_bytes, identity, message_bytes, plain_text
from tests.conftest import ROOT

CALENDAR = b"BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nSUMMARY:\xc3\x85\r\nEND:VCALENDAR\r\n"
MAIL = Mail(
    sender="rus@example.org",
    sender_name="Region Väst, Mälardalen",
    recipient="ett@example.org",
    recipient_name='Testperson "Ett" Åsa',
    subject="Inbjudan: Kommundialog Åmål, måndag 26 november 2018 kl. 09:00–12:00 (svensk tid)",
    text="Du är inbjuden.\n.en rad som börjar med punkt\nFrom en annan\n",
    calendar=CALENDAR,
    method="REQUEST",
    language="sv",
)
ID = "<0123456789@rus2030.example.org>"


def test_what_stands_in_a_message(golden: Callable[[str, str], None]) -> None:
    golden("mail/message.eml.txt", message_bytes(MAIL, ID).decode("ascii").replace("\r\n", "\n"))
    golden("mail/draft.eml.txt", draft_bytes(MAIL).decode("ascii").replace("\r\n", "\n"))


def test_its_parts_in_their_order() -> None:
    message = message_from_bytes(message_bytes(MAIL, ID), policy=policy.default)
    assert message.get_content_type() == "multipart/mixed"
    alternative, attachment = message.iter_parts()
    assert alternative.get_content_type() == "multipart/alternative"
    text, calendar = alternative.iter_parts()
    assert text.get_content().replace("\r\n", "\n") == MAIL.text
    assert calendar.get_content_type() == "text/calendar"
    assert calendar["Content-Type"].params == {"charset": "UTF-8", "method": "REQUEST", "component": "VEVENT"}
    assert calendar["Content-Transfer-Encoding"] == "base64"
    assert calendar.get_payload(decode=True) == attachment.get_payload(decode=True) == CALENDAR
    assert attachment.get_filename() == "invite.ics"


def test_every_line_is_ascii_and_short_enough_for_mail() -> None:
    for line in message_bytes(MAIL, ID).split(b"\r\n"):
        assert len(line) <= 998
        assert re.fullmatch(rb"[\x09\x20-\x7e]*", line)


def test_a_draft_leaves_what_the_mail_program_adds() -> None:
    message = message_from_bytes(draft_bytes(MAIL))
    assert message.get_all("X-Unsent") == ["1"]
    assert (message["Date"], message["Message-ID"]) == (None, None)


def test_a_message_says_its_id_and_later_its_date() -> None:
    octets = dated(message_bytes(MAIL, ID))
    message = message_from_bytes(octets)
    assert message["Message-ID"] == ID
    assert message["X-Unsent"] is None
    assert len(message.get_all("Date", [])) == 1


def test_the_same_message_is_the_same_bytes() -> None:
    assert message_bytes(MAIL, ID) == message_bytes(MAIL, ID)


def test_an_identity_is_made_of_its_parts() -> None:
    assert identity("uid", "ett", "REQUEST", 1, 1) == identity("uid", "ett", "REQUEST", 1, 1)
    others = {identity("uid", "ett", "REQUEST", 1, 2), identity("uid", "ett", "REQUEST", 11, 1), identity("ui", "dett")}
    assert len(others | {identity("uid", "ett", "REQUEST", 1, 1)}) == 4


def test_what_people_read() -> None:
    assert plain_text(message_bytes(MAIL, ID)) == f"{MAIL.subject}\n\n{MAIL.text}"


HOSTILE = [
    "a\r\nBcc: b@example.org",
    "a\nBcc: b@example.org",
    "a\rBcc: b@example.org",
    "a\x00b",
    "a\x0bb",
    "a\u2028b",
    "a\x85Bcc: b@example.org",
    "=?utf-8?q?a=0ABcc:_b@example.org?=",
    "a" * 2_000,
]


@pytest.mark.parametrize("field", ["sender_name", "recipient_name", "subject"])
@pytest.mark.parametrize("text", HOSTILE)
def test_no_value_puts_in_a_header(field: str, text: str) -> None:
    try:
        octets = message_bytes(MAIL._replace(**{field: text}), ID)  # type: ignore[arg-type]
    except IntegrityError:
        return
    message = message_from_bytes(octets, policy=policy.default)
    assert message["Bcc"] is None
    assert len(message["To"].addresses) == 1


def test_without_assertions_it_is_the_same() -> None:
    program = (
        "import sys\nfrom tests.mail import test_message as t\nfrom rusctl.errors import IntegrityError\n"
        "for field in ('sender_name', 'recipient_name', 'subject'):\n"
        "    for text in t.HOSTILE:\n"
        "        try:\n            octets = t.message_bytes(t.MAIL._replace(**{field: text}), t.ID)\n"
        "        except IntegrityError:\n            continue\n"
        "        if t.message_from_bytes(octets)['Bcc'] is not None: sys.exit(1)\n"
        "if t.message_bytes(t.MAIL, t.ID) != t.message_bytes(t.MAIL, t.ID): sys.exit(2)\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    assert (
        subprocess.run([sys.executable, "-O", "-W", "ignore", "-c", program], env=environment, check=False).returncode
        == 0
    )


@pytest.mark.parametrize("field", ["sender", "recipient"])
@pytest.mark.parametrize(
    "text", ["a@example.org, b@example.org", "a@example.org\r\nBcc: b@example.org", "", "a", "å@b.org"]
)
def test_an_address_that_is_none_stops_it(field: str, text: str) -> None:
    with pytest.raises(IntegrityError):
        message_bytes(MAIL._replace(**{field: text}), ID)  # type: ignore[arg-type]


@given(st.text("abcåäöÅÄÖéßŁ ,.;:'\"()<>@-&+/|", max_size=120), st.text("abcåäö ,.:;–()\"'@<>?=_/", max_size=200))
def test_names_and_subjects_as_people_write_them_are_carried(name: str, subject: str) -> None:
    name, subject = clean.name(name), clean.line(subject) or "x"
    if "=?" in subject:  # stands for an encoded word, which nobody writes
        return
    message = message_from_bytes(
        message_bytes(MAIL._replace(recipient_name=name, subject=subject), ID), policy=policy.default
    )
    assert [one.addr_spec for one in message["To"].addresses] == [MAIL.recipient]
    assert message["Subject"] == subject


NAMES = {
    "plain": "Åsa Två",
    "comma": "Två, Åsa",
    "brackets": "Åsa (kansliet)",
    "apostrophe": "O'Neill-Ström",
    "quotes": 'A. B. C. "d" Été',
    "long": "Å" * 90,
    "Cyrillic": "Александра Константинопольская",
    "Arabic": "محمد عبد الرحمن",
    "long ASCII": "a" * 150,
    "long words": "a" * 40 + " " + "b" * 40,
}


@pytest.mark.parametrize("kind", NAMES)
def test_a_name_is_carried(kind: str) -> None:
    octets = message_bytes(MAIL._replace(recipient_name=NAMES[kind]), ID)
    assert all(len(line) <= 78 for line in octets.partition(b"\r\n\r\n")[0].split(b"\r\n"))
    (header,) = message_from_bytes(octets).get_all("To", [])
    ((shown, address),) = getaddresses([header])
    assert (str(make_header(decode_header(shown))), address) == (NAMES[kind], MAIL.recipient)


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_name_and_subject_is_carried_or_refused(name: str, subject: str) -> None:
    mail = MAIL._replace(recipient_name=name, subject=subject)
    try:
        octets = message_bytes(mail, ID)
    except IntegrityError:
        return
    message = message_from_bytes(octets, policy=policy.default)
    assert [one.addr_spec for one in message["To"].addresses] == [MAIL.recipient]
    assert message["Subject"] == subject
    assert message["Bcc"] is None


PROGRAMME = Attachment("Program för Åmål, förslag.pdf", "application/pdf", b"%PDF-1.7\n" + bytes(range(256)))


@pytest.mark.parametrize("calendar", [CALENDAR, b""])
def test_a_file_goes_beside_the_alternatives_and_not_among_them(calendar: bytes) -> None:
    mail = MAIL._replace(attached=PROGRAMME, calendar=calendar, method="REQUEST" if calendar else "")
    message = message_from_bytes(message_bytes(mail, ID), policy=policy.default)
    assert message.get_content_type() == "multipart/mixed"
    first, *others, file = message.iter_parts()
    if calendar:
        assert first.get_content_type() == "multipart/alternative"
        assert [part.get_content_type() for part in first.iter_parts()] == ["text/plain", "text/calendar"]
        assert [part.get_filename() for part in others] == ["invite.ics"]
    else:
        assert (first.get_content_type(), others) == ("text/plain", [])
    assert (file.get_content_type(), file.get_filename()) == ("application/pdf", PROGRAMME.name)
    assert file.get_param("name") == "program-for-amal-forslag.pdf"  # for who does not read RFC 2231
    assert file.get_content() == PROGRAMME.octets
    assert plain_text(message_bytes(mail, ID)) == f"{MAIL.subject}\n\n{MAIL.text}"


def test_a_message_without_a_calendar_is_a_text() -> None:
    message = message_from_bytes(draft_bytes(MAIL._replace(calendar=b"", method="")), policy=policy.default)
    assert message.get_content_type() == "text/plain"
    assert message.get_content().replace("\r\n", "\n") == MAIL.text


@pytest.mark.parametrize("name", ["a\r\nBcc: x@example.org.pdf", "a\x00.pdf", 'a"; x="y.pdf', "=?utf-8?q?a?=.pdf"])
def test_no_name_of_a_file_puts_in_a_header(name: str) -> None:
    try:
        octets = message_bytes(MAIL._replace(attached=PROGRAMME._replace(name=name)), ID)
    except IntegrityError:
        return
    message = message_from_bytes(octets, policy=policy.default)
    assert message["Bcc"] is None
    assert [*message.iter_parts()][-1].get_filename() == name
