"""What one mail holds: calendars, a letter in words, or a report that mail did not arrive; an owner of `email`.

A mail is hostile until it has been read: what is too large, too deep or no mail at all is said and passed over.
"""

import base64
import datetime as dt
import re
from collections.abc import Iterator
from contextlib import suppress
from email import policy
from email.header import decode_header, make_header
from email.message import Message as Parsed
from email.parser import BytesParser
from email.utils import getaddresses, parsedate_to_datetime
from typing import NamedTuple

from rusctl.language.message import Message, msg
from rusctl.mail import own_words
from rusctl.mail.own_words import shown
from rusctl.model.recipients import mail_address

MIB = 2**20
MOST_MAIL = 25 * MIB
MOST_CALENDAR = 1 * MIB
MOST_HEAD = 1 * MIB  # of the lines before its text and before each part's, together
MOST_FIELD = 100 * 1024  # of one of them with the lines that go on with it; Postfix cuts there, too
MOST_NESTED = 60  # marks of parts in a mail
MOST_PARTS = 10_000  # lines that may each begin a part
MOST_LINES = 1_000_000  # of a mail: more than twice those of the largest attachment
MOST_TEXT = 64 * 1024  # octets of a letter's text; an answer stands at its beginning
MOST_REPORTED = 100  # recipients of one report, and references of one mail
DEEPEST = 3  # mails attached to mails
UNKNOWN_SENDER = "?"
LONGEST_SHOWN = 200
_CALENDAR_TYPES = frozenset(("text/calendar", "application/ics", "application/calendar", "text/x-vcalendar"))
_SEALED_TYPES = {
    "application/ms-tnef": "winmail.dat",
    "application/vnd.ms-tnef": "winmail.dat",
    "application/pkcs7-mime": "smime.p7m",
    "application/x-pkcs7-mime": "smime.p7m",
    "application/pgp-encrypted": "encrypted.asc",
    "application/vnd.ms-outlook": "message.msg",
}
"""What a mail may be sealed in, and what such a file is called where it has no name."""
_SEALED_NAMES = ("winmail.dat", ".p7m", ".msg")
_HEAD_END = re.compile(rb"^(?!From |[!-9;-~]*+:|[\t ])", re.MULTILINE)  # as the parser of the library sees it
_FIELD_END = re.compile(rb"\n(?![\t ])")
_PART = re.compile(rb"^--[^\n]*+\n", re.MULTILINE)
_MARKS = re.compile(rb"boundary|message/", re.IGNORECASE)
_RECODED = re.compile(r"iso-?8859-|windows-125|cp125|utf-?16", re.IGNORECASE)
_CHARSETS = re.compile(
    r"(?:utf-?(?:8|16(?:[lb]e)?)|iso-?8859-\d{1,2}|(?:windows-|cp)125\d|us-ascii|macintosh)", re.IGNORECASE
)
_MESSAGE_ID = re.compile(r"<([^<>\s]{1,300})>")
_STATUS = re.compile(r"\d\.\d{1,3}\.\d{1,3}")
_FORWARDED = re.compile(r"\s*(?:vb|fwd?|wg)\s*:", re.IGNORECASE)
_AUTOMATIC = re.compile(
    r"\s*(?:auto(?:mat)?svar|automatiskt (?:svar|meddelande)|automatic reply|auto(?:matic)?[- ]?(?:reply|response)"
    r"|out of (?:the )?office|ooo|frånvaro\w*|frånvarande|ej på kontoret|inte på kontoret|(?:jag är )?på semester"
    r"|semester(?:meddelande|svar|ledig)?|(?:jag är )?(?:föräldra|tjänst)ledig|on (?:vacation|leave|holiday)"
    r"|vacation|away from|abwesenheit\w*)\b",
    re.IGNORECASE,
)
_MAILER = re.compile(r"mailer-daemon@|postmaster@|mail-daemon@", re.IGNORECASE)


class Letter(NamedTuple):
    """A mail as somebody wrote it: who it is from, its subject, what it says in words of its own, what it answers.

    `address` is "" where it does not say from whom it is, or from several. `references` are the Message-IDs that it
    names, `enclosed` the file in which it says what is not opened here. What is `automatic` or `forwarded` is nobody's
    own answer, and what a mail server returned is `returned`.
    """

    name: str
    sender: str
    address: str = ""
    subject: str = ""
    text: str = ""
    references: tuple[str, ...] = ()
    date: dt.datetime | None = None
    automatic: bool = False
    forwarded: bool = False
    returned: bool = False
    enclosed: str = ""


class CalendarPart(NamedTuple):
    """A calendar out of a file: where it was found, who sent the mail, its `method=`, its octets.

    The sender is empty for a file that is no mail, and UNKNOWN_SENDER for a mail that does not say it. The last
    calendar of a mail has the letter that is round it.
    """

    name: str
    sender: str
    method: str
    octets: bytes
    letter: Letter | None = None


class Undelivered(NamedTuple):
    """What a report says of one recipient: whether it is final, the status (RFC 3463), and the server's words."""

    address: str
    final: bool
    status: str = ""
    said: str = ""


class Bounce(NamedTuple):
    """A report on delivery (RFC 3464): of whom it tells, and the mail it is about as far as it came back.

    `identities` are Message-IDs without their brackets, `calendars` what the returned mail invited to.
    """

    name: str
    sender: str
    subject: str
    recipients: tuple[Undelivered, ...]
    identities: tuple[str, ...] = ()
    calendars: tuple[bytes, ...] = ()


class Unread(NamedTuple):
    """What was not read, and why; of a mail also whom it is from and its subject, where that can be seen."""

    name: str
    reason: Message
    sender: str = ""
    subject: str = ""


Piece = CalendarPart | Letter | Bounce | Unread


def of_mail(octets: bytes, name: str) -> Iterator[Piece]:
    """Give the calendars in one mail, or its letter where there is none, or the report that it is."""
    if reason := _refusal(octets):
        yield Unread(name, reason)
        return
    try:
        yield from _pieces(octets, name)
    except Exception as error:  # noqa: BLE001 - whatever the library trips over, the next mail is read
        yield Unread(name, msg("the mail cannot be read ({kind})", kind=type(error).__name__))


def _refusal(octets: bytes) -> Message | None:
    """Say why a mail is not given to the library at all."""
    if len(octets) > MOST_MAIL:
        return msg("the mail is larger than {most} MiB", most=MOST_MAIL // MIB)
    if len(_MARKS.findall(octets)) > MOST_NESTED:
        return msg("the mail has too many parts")
    return _too_much(octets.replace(b"\r\n", b"\n").replace(b"\r", b"\n"))


def _too_much(octets: bytes) -> Message | None:
    """Say what is too much in the lines of a mail: the library takes minutes and a gigabyte for them."""
    if octets.count(b"\n") > MOST_LINES:
        return msg("the message has more than {most} lines", most=MOST_LINES)
    starts = [0]
    for mark in _PART.finditer(octets):
        starts.append(mark.end())
        if len(starts) > MOST_PARTS:
            return msg("the mail has too many parts")
    size = 0
    while starts:
        start = starts.pop()
        found = _HEAD_END.search(octets, start)
        end = found.start() if found else len(octets)
        size += end - start
        if size > MOST_HEAD:
            return msg("the headers of the message and its parts are larger than {most} MiB", most=MOST_HEAD // MIB)
        head = octets[start:end]
        if any(len(field) > MOST_FIELD for field in _FIELD_END.split(head)):
            return msg("a line at the head of the mail or of a part is longer than {most} KiB", most=MOST_FIELD // 1024)
        if b"message/" in head.lower():  # a mail in the mail: what follows is its head
            starts.append(end + 1)
    return None


def _pieces(octets: bytes, name: str) -> Iterator[Piece]:
    mail = _parsed(octets)
    parts = list(_walked(mail, DEEPEST))
    if bounce := _bounce(mail, parts, name):
        yield bounce
        return
    letter = _letter(mail, parts, name)
    sender = letter.address or UNKNOWN_SENDER
    found = [limited(one) for one in _calendars(parts, name, sender)]
    for number, piece in enumerate(found, 1):
        last = number == len(found)
        if isinstance(piece, Unread):
            yield piece._replace(sender=letter.sender, subject=letter.subject)
        else:
            yield piece._replace(letter=letter) if last else piece
    if not found:
        yield letter


def _parsed(octets: bytes) -> Parsed:
    return BytesParser(policy=policy.compat32).parsebytes(octets)


def _walked(mail: Parsed, depth: int) -> Iterator[Parsed]:
    """Give the parts of a mail and of the mails attached to it, also of those in base64 or under a file's name."""
    for part in mail.walk():
        inner = _attached(part)
        if inner is None:
            yield part
        elif depth and not _refusal(inner):
            yield from _walked(_parsed(inner), depth - 1)


def _attached(part: Parsed) -> bytes | None:
    """Give the octets of a mail that a part holds as a file; None where the library has taken it apart, or is none."""
    kind = part.get_content_type()
    if kind == "message/rfc822":
        coding = str(part.get("Content-Transfer-Encoding", "")).strip().lower()
        inside = part.get_payload()
        if coding != "base64" or not isinstance(inside, list) or not inside:
            return None
        text = inside[0].get_payload() if isinstance(inside[0], Parsed) and not len(inside[0]) else None
        return _from_base64(text) if isinstance(text, str) else None
    if part.is_multipart() or not _file_name(part).endswith(".eml"):
        return None
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else None


def _from_base64(text: str) -> bytes | None:
    try:
        return base64.b64decode(text)
    except ValueError:
        return None


def _calendars(parts: list[Parsed], name: str, sender: str) -> Iterator[CalendarPart]:
    seen = set()
    for part in parts:
        if part.is_multipart():
            continue
        payload = part.get_payload(decode=True)
        if not isinstance(payload, bytes) or not _is_calendar(part, payload):
            continue
        data = _recoded(payload, str(part.get_content_charset() or ""))
        method = str(part.get_param("method") or "").upper()
        if (data, method) not in seen:
            seen.add((data, method))
            yield CalendarPart(name, sender, method, data)


def _is_calendar(part: Parsed, payload: bytes) -> bool:
    """Whether a part is a calendar by its type, its file's name, or what a file of no type begins with."""
    kind = part.get_content_type()
    if kind in _CALENDAR_TYPES or _file_name(part).endswith(".ics"):
        return True
    return kind == "application/octet-stream" and payload.lstrip()[:15].upper() == b"BEGIN:VCALENDAR"


def _file_name(part: Parsed) -> str:
    return _decoded(part.get_filename() or "").lower()


def _decoded(text: object) -> str:
    """Give a header's or a parameter's text with its encoded words decoded (RFC 2047), on one line."""
    value = str(text)
    if "=?" in value:
        with suppress(LookupError, ValueError):  # of a charset that nobody knows: as it stands
            value = str(make_header(decode_header(value)))
    return shown(value)


def _field(mail: Parsed, name: str) -> str:
    """Give a header's text, also where it holds letters that no mail may have there as they are."""
    raw = next((str(value) for key, value in mail.raw_items() if key.lower() == name.lower()), "")
    if not raw.isascii():
        octets = raw.encode("ascii", "surrogateescape") if _escaped(raw) else raw.encode("utf-8", "replace")
        try:
            raw = octets.decode("utf-8")
        except UnicodeDecodeError:
            raw = octets.decode("cp1252", "replace")
    return _decoded(raw)


def _escaped(text: str) -> bool:
    """Whether all that is not ASCII in a text are octets that were not decoded."""
    return all(sign.isascii() or "\udc80" <= sign <= "\udcff" for sign in text)


def _recoded(data: bytes, charset: str) -> bytes:
    """Give a text in UTF-8 where the mail says that it is in something else that calendars are met with in."""
    if not _RECODED.match(charset):
        return data
    try:
        return data.decode(charset, "replace").encode()
    except LookupError:
        return data


def limited(piece: CalendarPart) -> CalendarPart | Unread:
    """Give a calendar, or say that it is too large."""
    if len(piece.octets) > MOST_CALENDAR:
        return Unread(piece.name, msg("the calendar is larger than {most} MiB", most=MOST_CALENDAR // MIB))
    return piece


def _letter(mail: Parsed, parts: list[Parsed], name: str) -> Letter:
    senders = getaddresses([str(value) for value in mail.get_all("From", [])])
    address = mail_address(senders[0][1]) if len(senders) == 1 else ""
    sender = address or _field(mail, "From")[:LONGEST_SHOWN] or UNKNOWN_SENDER
    subject = _field(mail, "Subject")[:LONGEST_SHOWN]
    return Letter(
        name=name,
        sender=sender,
        address=address,
        subject=subject,
        text=_text(mail),
        references=_references(mail, "In-Reply-To", "References"),
        date=_date(mail),
        automatic=_is_automatic(mail, subject),
        forwarded=bool(_FORWARDED.match(subject)),
        returned=bool(_MAILER.match(address)) or str(mail.get("Return-Path", "")).strip() == "<>",
        enclosed=next(filter(None, map(_sealed, parts)), ""),
    )


def _is_automatic(mail: Parsed, subject: str) -> bool:
    """Whether a program wrote a mail (RFC 3834, 5), or the mail of an absence, as Exchange sends it."""
    said = str(mail.get("Auto-Submitted", "no")).strip().lower()
    if not said.startswith("no") or mail.get("X-Autoreply") or mail.get("X-Autorespond"):
        return True
    if str(mail.get("Precedence", "")).strip().lower() in ("auto_reply", "bulk", "junk"):
        return True
    return mail.get_param("report-type") == "disposition-notification" or bool(_AUTOMATIC.match(subject))


def _sealed(part: Parsed) -> str:
    """Give the name of a file that a part holds and that is not opened; "" where it is none."""
    name = _file_name(part)
    kind = part.get_content_type()
    if kind in _SEALED_TYPES:
        return name or _SEALED_TYPES[kind]
    return name if name.endswith(_SEALED_NAMES) else ""


def _references(mail: Parsed, *names: str) -> tuple[str, ...]:
    text = " ".join(str(value) for name in names for value in mail.get_all(name, []))
    return tuple(dict.fromkeys(_MESSAGE_ID.findall(text)))[:MOST_REPORTED]


def _date(mail: Parsed) -> dt.datetime | None:
    try:
        found = parsedate_to_datetime(str(mail.get("Date", "")))
        return found.replace(tzinfo=dt.UTC) if found.tzinfo is None else found.astimezone(dt.UTC)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None


def _text(mail: Parsed) -> str:
    """Give what a mail says in words of its own: of its plain text, or of its HTML where there is no other."""
    for kind in ("text/plain", "text/html"):
        for part in _own_parts(mail):
            if part.get_content_type() == kind and (text := _words(part).strip()):
                return own_words.of_html(text) if kind == "text/html" else own_words.of_text(text)
    return ""


def _own_parts(mail: Parsed) -> Iterator[Parsed]:
    """Give the parts that are not files and not in an attached mail."""
    if not mail.is_multipart():
        if mail.get_content_disposition() != "attachment":
            yield mail
    elif mail.get_content_maintype() == "multipart":
        for part in mail.get_payload():
            if isinstance(part, Parsed):
                yield from _own_parts(part)


def _words(part: Parsed) -> str:
    """Give the text of a part, as far as it is read at all; a charset that is not met with is taken for another."""
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        return ""
    data = payload[:MOST_TEXT]
    charset = str(part.get_content_charset() or "utf-8")
    if not _CHARSETS.fullmatch(charset) or charset.lower() == "us-ascii":
        charset = "utf-8"
    try:
        return data.decode(charset, "replace" if len(payload) > MOST_TEXT else "strict")
    except (LookupError, UnicodeDecodeError):
        return data.decode("cp1252", "replace")


def _bounce(mail: Parsed, parts: list[Parsed], name: str) -> Bounce | None:
    """Give the report that a mail is; None where it is none."""
    reports = [one for part in mail.walk() if part.get_content_type() == "message/delivery-status" for one in _of(part)]
    failed = getaddresses([str(value) for value in mail.get_all("X-Failed-Recipients", [])])[:MOST_REPORTED]
    if not reports and mail.get_content_type() != "multipart/report":  # Exim's own, which names them in a header
        reports = [Undelivered(address, final=True) for _, one in failed if (address := mail_address(one))]
    if not reports:
        return None
    letter = _letter(mail, [], name)
    return Bounce(
        name=name,
        sender=letter.sender,
        subject=letter.subject,
        recipients=tuple(dict.fromkeys(reports)),
        identities=tuple(dict.fromkeys(_returned(mail))),
        calendars=tuple(one.octets for one in _calendars(parts, name, "") if len(one.octets) <= MOST_CALENDAR),
    )


def _returned(mail: Parsed) -> Iterator[str]:
    """Give the Message-IDs of the mail that a report gives back, or of its head."""
    for part in mail.walk():
        if part is mail:
            continue
        if part.get_content_type() == "text/rfc822-headers":
            payload = part.get_payload(decode=True)
            yield from _references(_parsed(payload), "Message-ID") if isinstance(payload, bytes) else ()
        yield from _references(part, "Message-ID")


def _of(part: Parsed) -> Iterator[Undelivered]:
    """Give what each recipient's lines of a report say (RFC 3464, 2.3)."""
    blocks = part.get_payload()
    if not isinstance(blocks, list):
        return
    for block in blocks[: MOST_REPORTED + 1]:
        if not isinstance(block, Parsed):
            continue
        address = next(
            (found for key in ("Original-Recipient", "Final-Recipient") if (found := _recipient(block.get(key)))), ""
        )
        if address:
            status = _STATUS.search(str(block.get("Status", "")))
            words = _decoded(str(block.get("Diagnostic-Code", "")).partition(";")[2])[:LONGEST_SHOWN]
            final = str(block.get("Action", "")).strip().lower() == "failed"
            yield Undelivered(address, final, status[0] if status else "", words)


def _recipient(text: object) -> str:
    """Give the mailbox that a line of a report names: ``rfc822; address``."""
    return mail_address(str(text or "").rpartition(";")[2].strip().strip("<>"))
