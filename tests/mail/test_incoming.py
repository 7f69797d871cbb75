"""Calendars out of files and folders: all forms that answers come in, and nothing hostile stops the reading."""

import contextlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rusctl.calendar.itip.replies import ItipEntry, asked
from rusctl.language.catalogue import Language
from rusctl.mail import incoming
from rusctl.mail.incoming import CalendarPart, Letter, Piece, Unread, of_mail, pieces
from rusctl.storage.untrusted.sandbox import Refused
from tests.examples import examples

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
ICS = b"""BEGIN:VCALENDAR\r
VERSION:2.0\r
METHOD:REPLY\r
BEGIN:VEVENT\r
UID:sala@example.org\r
SEQUENCE:3\r
DTSTAMP:20181109T100000Z\r
ATTENDEE;PARTSTAT=ACCEPTED;CN="X":MAILTO:Ett%2Bx@example.org\r
COMMENT:Kommer g\xc3\r
 \xa4rna\\, med t\xc3\xa5g\r
SUMMARY:Something else\r
END:VEVENT\r
END:VCALENDAR\r
"""


def mail(
    kind: str = 'text/calendar; charset="UTF-8"; method=REPLY', body: bytes = ICS, sender: str = "ett@example.org"
) -> bytes:
    head = f"From: Testperson Ett <{sender}>\nTo: rus@example.org\nSubject: Ja\nMIME-Version: 1.0\n"
    return (head + f"Content-Type: {kind}\nContent-Transfer-Encoding: 8bit\n\n").encode() + body


def multipart(*parts: bytes, subtype: str = "mixed", boundary: str = "b1") -> bytes:
    head = f'Content-Type: multipart/{subtype}; boundary="{boundary}"\n\n'.encode()
    mark = f"--{boundary}".encode()
    return head + b"".join(mark + b"\n" + part + b"\n" for part in parts) + mark + b"--\n"


def found(path: Path) -> list[Piece]:
    return list(pieces([path]))


def said(one: Piece) -> str:
    assert isinstance(one, Unread)
    return Language("en").text(one.reason)


def test_a_bare_calendar(tmp_path: Path) -> None:
    path = tmp_path / "svar.ics"
    for start in (b"", b"\xef\xbb\xbf", b"\r\n"):
        path.write_bytes(start + ICS)
        (piece,) = found(path)
        assert isinstance(piece, CalendarPart)
        assert (piece.name, piece.sender, piece.method) == ("svar.ics", "", "")


@pytest.mark.parametrize(
    ("kind", "method"),
    [
        ('text/calendar; charset="UTF-8"; method=REPLY', "REPLY"),
        ("text/calendar; method=reply", "REPLY"),
        ("text/calendar", ""),
        ("application/ics", ""),
        ('application/ics; name="invite.ics"', ""),
        ('application/octet-stream; name="Svar.ICS"', ""),
    ],
)
def test_a_mail_with_a_calendar(tmp_path: Path, kind: str, method: str) -> None:
    path = tmp_path / "svar.eml"
    path.write_bytes(mail(kind))
    (piece,) = found(path)
    assert isinstance(piece, CalendarPart)
    assert (piece.name, piece.sender, piece.method) == ("svar.eml", "ett@example.org", method)
    assert asked(piece.octets) == asked(ICS)


def test_a_calendar_among_other_parts_is_given_once(tmp_path: Path) -> None:
    part = b"Content-Type: text/calendar; method=REPLY\nContent-Transfer-Encoding: 8bit\n\n" + ICS
    text = b"Content-Type: text/plain\n\nJa tack\n"
    inner = multipart(text, part, subtype="alternative", boundary="b2")
    path = tmp_path / "svar.eml"
    path.write_bytes(b"From: ett@example.org\n" + multipart(inner, part))
    assert len(found(path)) == 1


def test_an_mbox_with_several_mails(tmp_path: Path) -> None:
    path = tmp_path / "inbox"
    path.write_bytes(
        b"".join(
            b"From somebody Fri Nov  9 10:00:00 2018\n" + mail(sender=f"p{number}@example.org") + b"\n"
            for number in range(3)
        )
    )
    assert [(one.name, one.sender) for one in found(path) if isinstance(one, CalendarPart)] == [
        (f"inbox:{number + 1}", f"p{number}@example.org") for number in range(3)
    ]


def test_a_folder_of_all_kinds_in_the_order_of_names(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "2.eml").write_bytes(mail())
    (tmp_path / "a.ics").write_bytes(ICS)
    (tmp_path / "c.txt").write_bytes(b"just text")
    (tmp_path / "d.msg").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100)
    (tmp_path / "link").symlink_to("/etc")
    (tmp_path / "link2").symlink_to("/etc/passwd")
    assert [one.name for one in found(tmp_path)] == ["a.ics", "c.txt", "d.msg", "link", "link2", "b/2.eml"]
    assert said(found(tmp_path)[1]) == "it is neither a message nor a calendar"
    assert said(found(tmp_path)[2]).startswith("it is a file of Outlook's own")
    assert {said(one) for one in found(tmp_path)[3:5]} == {"it is a link, and links are not followed"}


def test_a_folder_and_a_file_that_cannot_be_read_are_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "shut").mkdir()
    os.mkfifo(tmp_path / "pipe")

    def walk(root: Path, onerror: Callable[[OSError], None]) -> Iterator[tuple[str, list[str], list[str]]]:
        yield str(root), ["shut"], ["pipe"]
        onerror(PermissionError(13, "Permission denied", str(root / "shut")))

    monkeypatch.setattr(os, "walk", walk)
    assert [(one.name, said(one)) for one in found(tmp_path)] == [
        ("pipe", "it is no ordinary file"),
        ("shut", "it cannot be read: no permission"),
    ]


@pytest.mark.parametrize("charset", ["iso-8859-1", "windows-1252", "ISO-8859-15", "utf-16"])
def test_other_charsets(charset: str) -> None:
    text = ICS.replace(b"\xc3\r\n \xa4", "ä".encode()).decode()
    (piece,) = of_mail(mail(f"text/calendar; charset={charset}; method=REPLY", text.encode(charset)), "x")
    assert isinstance(piece, CalendarPart)
    assert asked(piece.octets) == asked(ICS)


def test_what_is_taken_out_of_a_reply() -> None:
    (one,) = asked(ICS)
    assert one.reply is not None
    assert (one.method, one.uid, one.several, one.part) == ("REPLY", "sala@example.org", False, False)
    reply = one.reply
    assert (reply.address, reply.status, reply.comment, reply.sequence) == (
        "Ett+x@example.org",
        "ACCEPTED",
        "Kommer gärna, med tåg",
        3,
    )
    assert reply.stamp is not None
    assert reply.stamp.isoformat() == "2018-11-09T10:00:00+00:00"


@pytest.mark.parametrize("method", ["REQUEST", "CANCEL", "PUBLISH", "ADD", "REFRESH", "DECLINECOUNTER", ""])
def test_nothing_is_taken_out_of_anything_else(method: str) -> None:
    assert asked(ICS.replace(b"METHOD:REPLY", f"METHOD:{method}".encode())) == [ItipEntry(method, "sala@example.org")]


def test_a_calendar_that_says_no_method_has_that_of_its_mail() -> None:
    bare = ICS.replace(b"METHOD:REPLY\r\n", b"")
    assert [one.method for one in asked(bare, "REPLY")] == ["REPLY"]
    assert [one.method for one in asked(ICS, "CANCEL")] == ["REPLY"]
    assert [one.reply for one in asked(bare)] == [None]


def test_the_note_and_the_guests_that_google_writes() -> None:
    note = b'ATTENDEE;PARTSTAT=ACCEPTED;X-NUM-GUESTS=2;X-RESPONSE-COMMENT="Kommer lite sent"'
    (one,) = asked(ICS.replace(b"ATTENDEE;PARTSTAT=ACCEPTED", note))
    assert one.reply is not None
    assert (one.reply.guests, one.reply.comment) == (2, "Kommer lite sent\nKommer gärna, med tåg")
    (other,) = asked(ICS.replace(b"ATTENDEE;PARTSTAT=ACCEPTED", b"ATTENDEE;PARTSTAT=ACCEPTED;X-NUM-GUESTS=99999999"))
    assert other.reply is not None
    assert other.reply.guests == 999


def test_several_answers_in_one() -> None:
    two = ICS.replace(b"COMMENT", b"ATTENDEE;PARTSTAT=DECLINED:mailto:b@example.org\r\nCOMMENT")
    assert [one.several for one in asked(two)] == [True]
    assert [[other.address for other in one.others] for one in asked(two)] == [["b@example.org"]]
    assert [one.part for one in asked(ICS.replace(b"COMMENT", b"RECURRENCE-ID:20181107\r\nCOMMENT"))] == [True]


def test_a_comment_is_cleaned_and_cut() -> None:
    hostile = ICS.replace(b"COMMENT:", "COMMENT:\u202eabc\u2028".encode() + b"x" * 5_000)
    (one,) = asked(hostile)
    assert one.reply is not None
    assert len(one.reply.comment) == 2_000
    assert one.reply.comment.startswith("abc\nx")


HOSTILE = {
    "empty": (b"", "it is neither a message nor a calendar"),
    "nul": (b"\0" * 1_000, "it is neither a message nor a calendar"),
    "nested": (b"".join(multipart(boundary=f"b{n}") for n in range(100)), "the mail has too many parts"),
    "rfc822": (b"Content-Type: message/rfc822\n\n" * 5_000, "the mail has too many parts"),
    "bomb": (b"a: b\n" + b"x" * (incoming.MOST_MAIL + 10), "the mail is larger than 25 MiB"),
    "large": (ICS + b"X-A:" + b"a" * incoming.MOST_CALENDAR, "the calendar is larger than 1 MiB"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_are_said_and_passed_over(tmp_path: Path, name: str) -> None:
    data, reason = HOSTILE[name]
    (tmp_path / "a").write_bytes(data)
    (tmp_path / "b.ics").write_bytes(ICS)
    first, second = found(tmp_path)
    assert said(first) == reason
    assert isinstance(second, CalendarPart)


def test_one_mail_that_is_too_large_does_not_hide_the_next(tmp_path: Path) -> None:
    mark = b"From somebody Fri Nov  9 10:00:00 2018\n"
    (tmp_path / "mbox").write_bytes(mark + b"a: b\n\n" + (b"x" * 2_000 + b"\n") * 14_000 + b"\n" + mark + mail())
    first, second = found(tmp_path / "mbox")
    assert said(first) == "the mail is larger than 25 MiB"
    assert isinstance(second, CalendarPart)


def read_all(data: bytes) -> Iterator[ItipEntry]:
    for piece in of_mail(data, "x"):
        if isinstance(piece, CalendarPart):
            try:
                yield from asked(piece.octets)
            except Refused:
                continue


@settings(max_examples=examples(150), suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=300), st.integers(0, 600), st.binary(max_size=4))
def test_no_bytes_stop_the_reading(noise: bytes, at: int, piece: bytes) -> None:
    whole = mail()
    for data in (noise, whole[:at], whole[:at] + piece + whole[at:], b"Content-Type: text/calendar\n\n" + noise):
        for one in read_all(data):
            assert one.reply is None or len(one.reply.comment) <= 2_000


def test_every_file_of_the_corpus_is_read_or_said(tmp_path: Path) -> None:
    """Where the corpus is not at hand, our own files stand for it."""
    for number in range(101):
        (tmp_path / f"{number}.eml").write_bytes(mail()[: 10 * number])
    names = set()
    for one in pieces([CORPUS if CORPUS.exists() else tmp_path]):
        names.add(one.name)
        if isinstance(one, CalendarPart):
            with contextlib.suppress(Refused):
                asked(one.octets)
    assert len(names) > 50


def test_an_mbox_without_empty_lines_is_parted_where_a_program_begins_a_mail(tmp_path: Path) -> None:
    mark = b"From MAILER-DAEMON Fri Jan 10 08:00:00 2025\n"
    body = b"Hej\nFrom Monday on I am away: really\nFrom x Fri Jan 10 08:00:00 2025\nno header here\n"
    mails = b"".join(mark + f"From: p{number}@example.org\nSubject: Svar\n\n".encode() + body for number in range(3))
    (tmp_path / "mbox").write_bytes(mails)
    assert [(one.name, one.sender) for one in found(tmp_path) if isinstance(one, Letter)] == [
        (f"mbox:{number + 1}", f"p{number}@example.org") for number in range(3)
    ]


def test_a_mail_without_a_calendar_is_a_letter() -> None:
    octets = (
        b"From: =?utf-8?Q?=C3=85sa?= <asa@example.org>\nSubject: =?utf-8?B?SsOkdHRlYnJh?=\n"
        b"Date: Fri, 9 Nov 2018 10:00:00 +0100\nIn-Reply-To: <abc@example.org>\n"
        b"References: <x@y> <abc@example.org>\n\nJa, jag kommer.\n\n> Hej\n"
    )
    (one,) = of_mail(octets, "a.eml")
    assert isinstance(one, Letter)
    assert (one.sender, one.subject, one.text) == ("asa@example.org", "Jättebra", "Ja, jag kommer.")
    assert one.references == ("abc@example.org", "x@y")
    assert str(one.date) == "2018-11-09 09:00:00+00:00"
    assert {one.automatic, one.forwarded, one.returned, one.enclosed} == {False, ""}


@pytest.mark.parametrize(
    ("head", "what"),
    [
        ("Auto-Submitted: auto-replied", "automatic"),
        ("Auto-Submitted: no", ""),
        ("Precedence: bulk", "automatic"),
        ("X-Autoreply: yes", "automatic"),
        ("Subject: Autosvar: Inbjudan", "automatic"),
        ("Subject: Automatic reply: Invitation", "automatic"),
        ("Subject: =?utf-8?q?Fr=C3=A5nvarande=3A_Inbjudan?=", "automatic"),
        ("Subject: Semestersvar", "automatic"),
        ("Subject: Jag är på semester", "automatic"),
        ("Auto-Submitted: auto-generated (vacation)", "automatic"),
        ("Subject: VB: Inbjudan", "forwarded"),
        ("Subject: Fwd: Invitation", "forwarded"),
        ("Subject: Sv: VB: Inbjudan", ""),
        ("Return-Path: <>", "returned"),
        ("From: MAILER-DAEMON@example.org", "returned"),
        ("Content-Type: application/ms-tnef", "enclosed"),
        ('Content-Type: application/x-pkcs7-mime; name="smime.p7m"', "enclosed"),
        ('Content-Type: application/octet-stream; name="WINMAIL.DAT"', "enclosed"),
        ('Content-Type: application/pkcs7-signature; name="smime.p7s"', ""),
    ],
)
def test_what_is_nobodys_own_answer_is_told_by_its_head(head: str, what: str) -> None:
    sender = "" if head.startswith("From") else "From: ett@example.org\n"
    (one,) = of_mail(f"{sender}{head}\n\nHej\n".encode(), "x")
    assert isinstance(one, Letter)
    marks = {name for name in ("automatic", "forwarded", "returned", "enclosed") if getattr(one, name)}
    assert marks == ({what} if what else set())


def test_a_mail_with_a_calendar_carries_its_letter_with_the_last() -> None:
    part = b"Content-Type: text/calendar; method=REPLY\n\n" + ICS
    octets = b"From: ett@example.org\nSubject: Ja\n" + multipart(
        b"Content-Type: text/plain\n\nNej tack\n", part, part[:-2]
    )
    first, second = of_mail(octets, "x")
    assert isinstance(first, CalendarPart)
    assert isinstance(second, CalendarPart)
    assert first.letter is None
    assert second.letter is not None
    assert (second.letter.subject, second.letter.text) == ("Ja", "Nej tack")


def test_broken_base64_of_an_attached_mail_costs_that_mail_alone() -> None:
    inner = b"Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\nRnJvbT\n"
    (one,) = of_mail(b"From: ett@example.org\n" + multipart(b"Content-Type: text/plain\n\nHej\n", inner), "x")
    assert isinstance(one, Letter)
    assert one.text == "Hej"


@pytest.mark.parametrize("coding", ["utf-8", "cp1252"])
def test_a_subject_may_hold_letters_as_they_are(coding: str) -> None:
    (one,) = of_mail("From: Åsa <ett@example.org>\nSubject: SV: Möte i Åmål\n\nJa\n".encode(coding), "x")
    assert isinstance(one, Letter)
    assert (one.address, one.subject) == ("ett@example.org", "SV: Möte i Åmål")


def test_a_sender_who_has_no_address_is_named_as_the_mail_has_it() -> None:
    (one,) = of_mail("From: Åsa Öberg\nSubject: =?utf-8?q?M=C3=B6te?=\n\nJa\n".encode(), "x")
    assert isinstance(one, Letter)
    assert (one.sender, one.subject) == ("Åsa Öberg", "Möte")
