"""A message that somebody sent as its reply (.eml), and what is attached to it, read in a process with limits.

A message that is attached to another, as where a registrar sends one on, is read as if it had come by itself: its text
follows, and its attachments are among the others.
"""

import base64
import binascii
import re
from collections import Counter
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage, Message
from html.parser import HTMLParser
from typing import Any

from rusctl.language.message import msg
from rusctl.storage.untrusted import reply_text
from rusctl.storage.untrusted.reply_text import MAIL, clean
from rusctl.storage.untrusted.sandbox import Refused

MOST_PARTS = 200
MOST_DEEP = 5  # messages in messages
_BREAKS = frozenset({"p", "div", "br", "li", "tr", "table", "h1", "h2", "h3", "h4", "ul", "ol", "blockquote", "hr"})
_NOT_SHOWN = frozenset({"style", "script", "head", "title"})
_SEALED = ("application/pkcs7-mime", "application/x-pkcs7-mime", "multipart/encrypted")
_OUTLOOKS = ("winmail.dat", "application/ms-tnef")
_DAMAGED = msg("the message is damaged; open it in your mail program and save it as .eml again")
_UNNAMED = "bilaga"


def work(data: bytes, _argument: object) -> dict[str, Any]:
    """Read a message inside the process with limits, and give it as JSON takes it."""
    message = message_from_bytes(data, policy=policy.default)
    if not isinstance(message, EmailMessage) or not (message.keys() and ("From" in message or "Subject" in message)):
        raise Refused(msg("it is no message of a mail program; save it as .eml again"))
    try:
        return _MailText().read(message)
    except (ValueError, LookupError, TypeError, AttributeError, OverflowError):  # of heads that email trips over
        raise Refused(_DAMAGED) from None


class _MailText:
    def __init__(self) -> None:
        self.paragraphs: list[str] = []
        self.attached: list[dict[str, str]] = []
        self.left: Counter[str] = Counter()
        self.parts = 0

    def read(self, message: EmailMessage) -> dict[str, Any]:
        self._message(message, 0)
        found = reply_text.of_paragraphs(MAIL, self.paragraphs)
        return {
            "subject": _header(message, "Subject"),
            "senders": [*_addresses(message)],
            "sent": _header(message, "Date"),
            "text": found._replace(
                left=dict(self.left), taken={**found.taken, "attachments": len(self.attached)}
            )._asdict(),
            "attached": self.attached,
        }

    def _message(self, message: Message, depth: int) -> None:
        if depth > MOST_DEEP:
            raise Refused(msg("it holds messages in messages, deeper than anybody sends them on"))
        self._part(message, depth)

    def _part(self, part: Message, depth: int) -> None:
        self.parts += 1
        if self.parts > MOST_PARTS:
            raise Refused(msg("it has more than {most} parts, which no message has", most=MOST_PARTS))
        kind = part.get_content_type()
        if kind in _SEALED:
            self.left["sealed parts"] += 1
        elif kind == "message/rfc822":
            for inner in _inside(part):
                self._message(inner, depth + 1)
        elif kind == "multipart/alternative":
            self._alternative(part, depth)
        elif part.is_multipart():
            for inner in _inside(part):
                self._part(inner, depth)
        elif kind in ("text/plain", "text/html") and not _is_file(part):
            text = _text(part)
            self.paragraphs += re.split(r"\n\s*\n", _shown(text) if kind == "text/html" else _unwrapped(text, part))
        else:
            self._file(part, kind)

    def _alternative(self, part: Message, depth: int) -> None:
        """Take the plain text of a message that says the same in several ways; else the last, which is the richest."""
        ways = _inside(part)
        plain = next((one for one in ways if one.get_content_type() == "text/plain" and _text(one).strip()), None)
        chosen = plain or (ways[-1] if ways else None)
        if chosen is not None:
            self._part(chosen, depth)
        for one in ways:
            if one is not chosen and one.is_multipart():  # the richer way has its pictures, and at times the files
                for inner in _inside(one):
                    if inner.get_content_maintype() != "text":
                        self._part(inner, depth)

    def _file(self, part: Message, kind: str) -> None:
        if kind.startswith("image/") and part.get("Content-ID") and part.get_content_disposition() != "attachment":
            self.left["pictures"] += 1  # of a signature, or in the text
            return
        name = _name(part, kind)
        payload = part.get_payload(decode=True)
        data = payload if isinstance(payload, bytes) else b""
        if _OUTLOOKS[0] in name.casefold() or kind == _OUTLOOKS[1]:
            self.left["winmail.dat"] += 1
        if not data:
            self.left["empty attachments"] += 1
            return
        self.attached.append({"name": name, "media_type": kind, "data": base64.b64encode(data).decode()})


def _inside(part: Message) -> list[Message]:
    found = part.get_payload()
    return [one for one in found if isinstance(one, Message)] if isinstance(found, list) else []


def _is_file(part: Message) -> bool:
    return part.get_content_disposition() == "attachment" or bool(part.get_filename())


def _text(part: Message) -> str:
    """Give the text of a part, whatever its character set says and is."""
    try:
        data = part.get_payload(decode=True)
    except (ValueError, binascii.Error, LookupError):
        return ""
    if not isinstance(data, bytes):
        return ""
    for charset in (str(part.get_content_charset() or ""), "utf-8", "cp1252"):
        try:
            return data.decode(charset)
        except (LookupError, ValueError):
            continue
    return data.decode("cp1252", "replace")


def _unwrapped(text: str, part: Message) -> str:
    """Give a text whose lines the mail program has wrapped (format=flowed, RFC 3676) with its lines whole."""
    text = text.replace("\r\n", "\n")
    return re.sub(r"(?<!--) \n(?!\s|>)", " ", text) if part.get_param("format") == "flowed" else text


def _name(part: Message, kind: str) -> str:
    name = clean(str(part.get_filename() or "")).replace("\\", "/").rpartition("/")[2]
    name = " ".join(name.split())
    return name or f"{_UNNAMED}.{kind.rpartition('/')[2]}"


def _header(message: Message, name: str) -> str:
    try:
        return " ".join(clean(str(message.get(name, ""))).split())
    except (ValueError, LookupError, TypeError, AttributeError, OverflowError):  # the others may be whole
        return ""


def _addresses(message: Message) -> Iterator[str]:
    yield from (one.casefold() for one in re.findall(r"[^@\s<>\"(),:;]+@[^@\s<>\"(),:;]+", _header(message, "From")))


class _Shown(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.out: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        self.hidden += tag in _NOT_SHOWN
        if tag in _BREAKS:
            self.out.append("\n" if tag in ("br", "tr", "li") else "\n\n")
        elif tag == "td":
            self.out.append(" ")

    def handle_endtag(self, tag: str) -> None:
        self.hidden = max(self.hidden - (tag in _NOT_SHOWN), 0)
        if tag in _BREAKS:
            self.out.append("\n" if tag in ("tr", "li") else "\n\n")

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.out.append(re.sub(r"\s+", " ", data))


def _shown(text: str) -> str:
    """Give what a page shows, as text; what is not closed is closed at the end."""
    parser = _Shown()
    parser.feed(text)
    parser.close()
    lines = (line.strip() for line in "".join(parser.out).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines))
