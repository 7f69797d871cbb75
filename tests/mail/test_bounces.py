"""Reports that a mail did not arrive (RFC 3464): whom they are about, and which mail."""

import pytest

from rusctl.mail.parts import Bounce, Undelivered, of_mail

CALENDAR = (
    b"BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nUID:sala@example.org\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)
MAIL = (
    b"Message-ID: <abc@example.org>\r\nFrom: rus@example.org\r\nTo: ett@example.org\r\nContent-Type: text/calendar; "
    b"method=REQUEST\r\n\r\n" + CALENDAR
)
RECIPIENT = "Final-Recipient: rfc822; ett@example.org\r\nAction: failed\r\nStatus: 5.1.1\r\n"


def report(*recipients: str, returned: bytes = MAIL, kind: str = "message/rfc822") -> bytes:
    """Give a report on delivery, with the mail that it gives back."""
    said = "\r\n".join(("Reporting-MTA: dns; mail.example.org\r\n", *recipients))
    head = (
        "From: MAILER-DAEMON@example.org\r\nSubject: Undelivered Mail\r\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="B"\r\n\r\n'
        "--B\r\nContent-Type: text/plain\r\n\r\nUser unknown\r\n"
        f"--B\r\nContent-Type: message/delivery-status\r\n\r\n{said}\r\n--B\r\nContent-Type: {kind}\r\n\r\n"
    )
    return head.encode() + returned + b"\r\n--B--\r\n"


def read(octets: bytes) -> Bounce:
    (one,) = of_mail(octets, "x.eml")
    assert isinstance(one, Bounce)
    return one


def test_a_report_says_whom_a_mail_did_not_reach_and_which() -> None:
    found = read(report(f"{RECIPIENT}Diagnostic-Code: smtp; 550 5.1.1 User\r\n unknown\r\n"))
    assert found.recipients == (Undelivered("ett@example.org", True, "5.1.1", "550 5.1.1 User unknown"),)
    assert (found.identities, found.sender, found.subject) == (
        ("abc@example.org",),
        "MAILER-DAEMON@example.org",
        "Undelivered Mail",
    )
    assert found.calendars == (CALENDAR,)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("Action: delayed\r\nStatus: 4.4.7\r\n", (False, "4.4.7")),
        ("Action: delivered\r\nStatus: 2.0.0\r\n", (False, "2.0.0")),
        ("Action: FAILED\r\n", (True, "")),
        ("", (False, "")),
    ],
)
def test_only_what_has_failed_is_final(lines: str, expected: tuple[bool, str]) -> None:
    (one,) = read(report(f"Final-Recipient: rfc822; ett@example.org\r\n{lines}")).recipients
    assert (one.final, one.status) == expected


def test_who_was_written_to_counts_and_not_where_it_was_passed_on() -> None:
    passed_on = "Original-Recipient: rfc822;ett@example.org\r\nFinal-Recipient: rfc822; box-7@inner.example.org\r\n"
    found = read(report(f"{passed_on}Action: failed\r\n", RECIPIENT.replace("ett@", "<två@").replace("två", "tva")))
    assert [one.address for one in found.recipients] == ["ett@example.org", "tva@example.org"]


def test_a_report_may_give_back_the_head_alone() -> None:
    found = read(
        report(RECIPIENT, returned=b"Message-ID: <abc@example.org>\r\nSubject: x\r\n", kind="text/rfc822-headers")
    )
    assert (found.identities, found.calendars) == (("abc@example.org",), ())


def test_what_exim_says_in_a_header_is_a_report() -> None:
    octets = (
        b"From: Mailer-Daemon@example.org\r\nX-Failed-Recipients: ett@example.org, tva@example.org\r\n\r\nfailed\r\n"
    )
    assert [one.address for one in read(octets).recipients] == ["ett@example.org", "tva@example.org"]


@pytest.mark.parametrize(
    "octets",
    [
        b"From: MAILER-DAEMON@example.org\r\nSubject: failure notice\r\n\r\n<ett@example.org>: no such user\r\n",
        report(),
        report("Final-Recipient: x400; c=se\r\nAction: failed\r\n"),
        b"Content-Type: multipart/report; report-type=disposition-notification; boundary=B\r\n\r\n--B\r\n\r\nx\r\n",
    ],
)
def test_what_names_nobody_is_a_letter_to_be_read(octets: bytes) -> None:
    assert not [one for one in of_mail(octets, "x") if isinstance(one, Bounce)]
