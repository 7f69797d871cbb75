"""Mails of too much are told by name, within little processor time and memory."""

from pathlib import Path

import pytest

from rusctl.mail import incoming
from tests.storage.test_limits import limited

SIZE = 20_000_000
PARTS = 'From: a@example.org\r\nContent-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\n'
HEADS, FIELD = (
    "the headers of the message and its parts are larger",
    "a line at the head of the mail or of a part",
)
CALENDAR = "Content-Type: text/calendar; "
FOLDED = "\r\n a23456789012345=b;" * (SIZE // 22)
LINES = "X-A: y2345678901234567890123456789\r\n" * (SIZE // 36)
MAILS = {
    "many lines": ("From: a@example.org\r\n" + "Received: x\r\n" * (SIZE // 13) + "\r\nhej\r\n", "1000000 lines"),
    "a long line": (f"From: a@example.org\r\nX-A: {'x' * SIZE}\r\n\r\nhej\r\n", HEADS),
    "a part's lines": (f"{PARTS}{LINES}\r\nhej\r\n--b--\r\n", HEADS),
    "a part's folded line": (f"{PARTS}{CALENDAR}{FOLDED}\r\n\r\nhej\r\n", HEADS),
    "a part's parameters": (f"{PARTS}{CALENDAR}{'a*0*=b; ' * (SIZE // 8)}\r\n\r\nhej\r\n", HEADS),
    "a mail in the mail": (
        "From: a@example.org\r\nContent-Type: message/rfc822\r\n\r\nSubject: x\r\n"
        + f"X: {'y' * 40}\r\n" * (SIZE // 45),
        HEADS,
    ),
    "parameters of a mebibyte": (f"From: a@example.org\r\n{CALENDAR}{'a*0=b; ' * 140_000}\r\n\r\nhej\r\n", FIELD),
    "a sender of a mebibyte": (f"From: {'(' * 1_000_000}\r\n\r\nhej\r\n", FIELD),
    "short lines": ("From: a@example.org\r\n\r\n" + "x\r\n" * (SIZE // 3), "1000000 lines"),
    "returns": ("From: a@example.org\r\n\r\n" + "\r" * SIZE, "1000000 lines"),
    "many parts": (PARTS + "\r\n--b\r\n" * (SIZE // 100), "too many parts"),
}


@pytest.mark.one_in(3)
@pytest.mark.parametrize("name", MAILS)
def test_a_mail_of_too_much_is_told(name: str, project: Path) -> None:
    text, says = MAILS[name]
    path = project.parent / "svar.eml"
    path.write_bytes(text.encode())
    result = limited("replies", str(path))
    assert says in result.stdout + result.stderr
    assert "svar.eml" in result.stdout + result.stderr


def test_a_mail_with_long_attachments_and_tables_is_read() -> None:
    """What mails really have: a large attachment, lines of hyphens, some hundred addressees."""
    to = ",\r\n ".join(f"Testperson {number} <t{number}@example.org>" for number in range(1_000))
    mail = (
        f"To: {to}\r\n{PARTS}Content-Type: text/plain\r\n\r\n" + "-----\r\nA: b\r\n" * 1_000 + "\r\n--b\r\n"
        "Content-Type: application/pdf\r\n\r\n"
        + f"{'A' * 76}\r\n" * 200_000
        + f"--b\r\n{CALENDAR}method=REPLY\r\n\r\nhej\r\n--b--\r\n"
    )
    (found,) = incoming.of_mail(mail.encode(), "svar.eml")
    assert isinstance(found, incoming.CalendarPart)
    assert (found.sender, found.method) == ("a@example.org", "REPLY")
