"""Messages as mail carries them (RFC 5322, RFC 6047), read back before anybody gets them; an owner of `email`."""

import hashlib
import unicodedata
from collections.abc import Iterator
from email import policy
from email.errors import HeaderParseError
from email.header import Header, decode_header, make_header
from email.headerregistry import Address
from email.message import EmailMessage, MIMEPart
from email.parser import BytesParser
from email.utils import formatdate, getaddresses
from typing import NamedTuple

from rusctl.errors import IntegrityError
from rusctl.language.message import msg
from rusctl.language.slug import slug

ATTACHMENT = "invite.ics"
_FORM = policy.SMTP  # CRLF, lines of 78, headers in ASCII
_FOLD = "\r\n "
_SHORT = 60


class Attachment(NamedTuple):
    """A file that goes with a message: its name, its kind as MIME has it, its octets."""

    name: str
    kind: str
    octets: bytes


class Mail(NamedTuple):
    """What a message says: `calendar` is an iTIP object whose METHOD is `method`, or nothing where it has none."""

    sender: str
    sender_name: str
    recipient: str
    recipient_name: str
    subject: str
    text: str
    calendar: bytes
    method: str
    language: str
    attached: Attachment | None = None


def identity(*parts: object) -> str:
    """Give the name of a message: the same parts give the same one, in the Message-ID and in the outbox."""
    return hashlib.sha256("\0".join(map(str, parts)).encode()).hexdigest()[:40]


def plain_text(octets: bytes) -> str:
    """Give the subject and the text of a message, as people read it."""
    message = BytesParser(policy=_FORM).parsebytes(octets)
    assert isinstance(message, EmailMessage)  # noqa: S101 - the policy makes it one
    body = message.get_body(("plain",))
    return f"{_decoded(str(message['Subject']))}\n\n{_content(body) if body else ''}"


def dated(octets: bytes) -> bytes:
    """Give a message with the Date of now."""
    return f"Date: {formatdate(localtime=True)}\r\n".encode("ascii") + octets


def message_bytes(mail: Mail, message_id: str) -> bytes:
    """Give the octets to send, without Date: that is set when it is sent. IntegrityError where they would mislead."""
    # Written here, since the library would fold the line before a long name and leave nothing on it.
    return _proven(f"Message-ID: {message_id}\r\n".encode("ascii"), mail)


def draft_bytes(mail: Mail) -> bytes:
    """Give the octets of an .eml file that mail programs open as a draft; they add Date and Message-ID themselves."""
    return _proven(b"X-Unsent: 1\r\n", mail)


def _headers(mail: Mail) -> bytes:
    """Give the headers that hold texts.

    They are written here, since the library's own writer puts spaces into long names in other letters than a to z, at
    each place where it cuts them.
    """
    lines = {
        "From": _mailbox(mail.sender_name, mail.sender),
        "To": _mailbox(mail.recipient_name, mail.recipient),
        "Subject": _encoded(mail.subject, "Subject"),
    }
    for text in (*mail[:5], *lines.values()):
        if any(map(_acts, text.replace(_FOLD, " "))):
            raise _differs("header")
    return "".join(f"{name}: {value}\r\n" for name, value in lines.items()).encode("ascii")


def _acts(character: str) -> bool:
    """Whether a character ends a line, controls or turns one; the joiners of emoji do not, nor do unassigned ones."""
    return unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp") and character not in "\u200c\u200d"


def _mailbox(name: str, address: str) -> str:
    """Give a mailbox (RFC 5322, 3.4)."""
    spec = Address(addr_spec=address).addr_spec  # ValueError where it is none
    if not name:
        return spec
    if name.isascii() and len(name) < _SHORT:
        escaped = name.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{escaped}"{_FOLD}<{spec}>'
    return f"{_encoded(name, 'From')}{_FOLD}<{spec}>"


def _encoded(text: str, name: str) -> str:
    """Give a text as a header holds it: in ASCII, in encoded words that are cut between characters (RFC 2047)."""
    if text.isascii() and "=?" not in text and len(text) < _SHORT:
        return text
    return Header(text, "utf-8", header_name=name).encode(linesep="\r\n")


def _message(mail: Mail) -> bytes:
    message = EmailMessage(_FORM)
    message.set_content(mail.text, cte="base64")
    if mail.calendar:
        # The last part of the alternatives is the one that clients prefer (RFC 2046, 5.1.4).
        message.add_alternative(
            mail.calendar,
            maintype="text",
            subtype="calendar",
            cte="base64",
            params={"charset": "UTF-8", "method": mail.method, "component": "VEVENT"},
        )
        message.add_attachment(mail.calendar, maintype="application", subtype="ics", filename=ATTACHMENT)
    if mail.attached:
        # Beside the alternatives, never among them: Outlook looks for the invitation there (multipart/mixed).
        maintype, _, subtype = mail.attached.kind.partition("/")
        plain = {"name": slug(mail.attached.name.rpartition(".")[0]) + "." + mail.attached.name.rpartition(".")[2]}
        message.add_attachment(
            mail.attached.octets, maintype=maintype, subtype=subtype, filename=mail.attached.name, params=plain
        )
    message["Content-Language"] = mail.language
    for number, part in enumerate(part for part in message.walk() if part.is_multipart()):
        name = hashlib.sha256(mail.calendar + mail.text.encode()).hexdigest()[:32]
        part.set_boundary(f"=_{name}_{number}")  # not in base64, and the same for the same message
    return _headers(mail) + message.as_bytes()


def _proven(before: bytes, mail: Mail) -> bytes:
    """Make a message after a first header, and read it back; a name that the library garbles is left out."""
    try:
        octets = before + _message(mail)
        found = BytesParser(policy=_FORM).parsebytes(octets)
        assert isinstance(found, EmailMessage)  # noqa: S101 - the policy makes it one
        differing = next(_differences(octets, found, mail), "")
    except (ValueError, LookupError, AttributeError, TypeError, HeaderParseError) as error:
        differing = type(error).__name__
    if not differing:
        return octets
    if mail.recipient_name:
        return _proven(before, mail._replace(recipient_name=""))
    raise _differs(differing)


def _differs(what: str) -> IntegrityError:
    return IntegrityError(msg("the message does not read back as it was meant ({what})", what=what))


def _differences(octets: bytes, found: EmailMessage, mail: Mail) -> Iterator[str]:
    """Name what a message says otherwise than meant."""
    if found.defects:
        yield type(found.defects[0]).__name__
    # The older reader: the newer one puts spaces into names that are cut into several encoded words.
    old = BytesParser(policy=policy.compat32).parsebytes(octets, headersonly=True)
    for name, meant in (("From", (mail.sender_name, mail.sender)), ("To", (mail.recipient_name, mail.recipient))):
        if [(_decoded(shown), address) for shown, address in getaddresses(old.get_all(name, []))] != [meant]:
            yield name
    if [_decoded(value.replace("\r\n", "")) for value in old.get_all("Subject", [])] != [mail.subject]:
        yield "Subject"
    if {name.lower() for name in found} - _HEADERS:
        yield ", ".join(sorted(set(found)))
    parts = [
        (part.get_content_type(), part.get_filename(), _content(part))
        for part in found.walk()
        if not part.is_multipart()
    ]
    if parts != list(_parts(mail)):
        yield "parts"
    methods = [part.get_param("method") for part in found.walk() if part.get_content_type() == "text/calendar"]
    if methods != ([mail.method] if mail.calendar else []):
        yield "method"


def _parts(mail: Mail) -> Iterator[tuple[str, str | None, object]]:
    """Give the parts that a message is to have: the kind, the file's name and what it holds."""
    yield "text/plain", None, mail.text
    if mail.calendar:
        yield "text/calendar", None, mail.calendar
        yield "application/ics", ATTACHMENT, mail.calendar
    if mail.attached:
        yield mail.attached.kind, mail.attached.name, mail.attached.octets


_HEADERS = frozenset(
    (
        *("from", "to", "subject", "content-language", "message-id", "x-unsent", "mime-version", "content-type"),
        "content-transfer-encoding",
    )
)


def _decoded(text: str) -> str:
    return str(make_header(decode_header(text)))


def _content(part: MIMEPart) -> object:
    if part.get_content_type() == "text/plain":
        return part.get_content().replace("\r\n", "\n")
    return part.get_payload(decode=True)
