"""The text of a document that somebody sent, as it was read, with an account of what is in it and what is not.

Paragraphs are parted by an empty line, so that spans, paragraphs and headings of one text hold for all who read it.
Letters are composed (NFC); the bytes of the file stay as they are.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from rusctl.errors import RusctlError
from rusctl.language.message import msg
from rusctl.storage.untrusted import sandbox
from rusctl.storage.untrusted.sheet import OLE, ZIP

APART = "\n\n"
WORD, PDF, MAIL, TEXT = "docx", "pdf", "mail", "text"
LARGEST = 64 << 20  # bytes of a file
LONGEST = 4_000_000  # characters of a text: a thousand pages
_NO_SIGN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ud800-\udfff\ufffe\uffff]")
_LIMITS = {
    WORD: sandbox.Limits(cpu=10, memory=768 << 20, wall=120, answer=64 << 20),
    PDF: sandbox.Limits(cpu=60, memory=1024 << 20, wall=300, answer=64 << 20),
    MAIL: sandbox.Limits(cpu=20, memory=1024 << 20, wall=120, answer=128 << 20),
}
_WORKERS = {
    WORD: "rusctl.storage.untrusted.reply_word:work",
    PDF: "rusctl.storage.untrusted.reply_pdf:work",
    MAIL: "rusctl.storage.untrusted.reply_mail:work",
}


class TextHeading(NamedTuple):
    """A heading in a text: its first character, the first that is not in it, and its level, from 1."""

    start: int
    stop: int
    level: int


class ReplyText(NamedTuple):
    """A text as it was read: what was taken in by kind and number, what was not, and what was read otherwise.

    `pages` are where the pages of a PDF begin in the text, `empty_pages` the numbers of those without any text.
    `around` is what stands in headers and footers: no part of the text, but where numbers of cases are.
    """

    kind: str
    text: str
    headings: tuple[TextHeading, ...] = ()
    pages: tuple[int, ...] = ()
    empty_pages: tuple[int, ...] = ()
    taken: Mapping[str, int] = {}
    left: Mapping[str, int] = {}
    otherwise: Mapping[str, int] = {}
    around: str = ""

    def account(self) -> dict[str, Any]:
        """Give all but the text itself, as JSON takes it; what stands around it is no part of that either."""
        found = self._asdict()
        return {name: value for name, value in found.items() if name not in ("text", "around") and value}


class TextParts:
    """Gathers paragraphs into one text, and notes where its headings are."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._parts: list[str] = []
        self._at = 0
        self.headings: list[TextHeading] = []

    @property
    def at(self) -> int:
        """Where the next paragraph begins."""
        return self._at + len(APART) if self._parts else 0

    def add(self, text: str, level: int = 0) -> None:
        """Add a paragraph, if it says anything; a level makes it a heading."""
        text = clean(text).strip()
        if not text:
            return
        start = self.at
        self._parts.append(text)
        self._at = start + len(text)
        if level:
            self.headings.append(TextHeading(start, self._at, level))

    @property
    def text(self) -> str:
        """All of it."""
        return APART.join(self._parts)


def clean(text: str) -> str:
    """Compose the letters of a text (NFC), and take out what is no sign of any text, and soft hyphens."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    return unicodedata.normalize("NFC", _NO_SIGN.sub("", text.replace("\u00ad", "")))


def kind_of(data: bytes, name: str) -> str:
    """Tell what a file is by its first bytes and, where those leave it open, by its name; RusctlError for one unread.

    A mail and a plain text begin with anything at all: there the name counts.
    """
    ending = name.casefold().rpartition(".")[2]
    if data.lstrip()[:5] == b"%PDF-" or (ending == "pdf" and b"%PDF-" in data[:1024]):
        return PDF
    if data.startswith(b"{\\rtf") or ending == "rtf":
        raise _unread(name, ".rtf")
    if data.startswith(OLE):
        raise _unread(name, ".msg" if ending == "msg" else ".doc")
    if ending in ("msg", "odt"):
        raise _unread(name, f".{ending}")
    if data.startswith((ZIP, b"PK\x05\x06")):
        if b"mimetypeapplication/vnd.oasis.opendocument" in data[:200]:
            raise _unread(name, ".odt")
        return WORD
    if ending == "eml":
        return MAIL
    if ending in ("txt", "text", "md"):
        return TEXT
    raise RusctlError(
        msg("{file} is of no kind that is read; give .docx, .pdf, .eml or .txt, and a list as .csv or .xlsx", file=name)
    )


_SAVE = {
    ".msg": msg(
        "{file} is a message of Outlook (.msg); save it as .eml in the new Outlook or on the web, or save what is "
        "attached to it, and its text as .txt, and give those"
    ),
    ".odt": msg("{file} is an OpenDocument text (.odt); open it in LibreOffice or Word and save it as .docx"),
    ".rtf": msg("{file} is rich text (.rtf); open it in Word and save it as .docx"),
    ".doc": msg("{file} is of an older Word (.doc), or locked with a password; open it in Word and save it as .docx"),
}


def _unread(name: str, kind: str) -> RusctlError:
    return RusctlError(_SAVE[kind]._replace(args={"file": name}))


def read(data: bytes, name: str, kind: str = "") -> ReplyText:
    """Give the text of a document, read in a process with limits where it is no plain text.

    RusctlError, with the reason in one sentence, where it is none that can be read.
    """
    kind = kind or kind_of(data, name)
    if kind == TEXT:
        return plain(data, name)
    return from_json(worked(data, name, kind))


def worked(data: bytes, name: str, kind: str) -> dict[str, Any]:
    """Give what the worker of a kind makes of a file; RusctlError with the reason where it makes nothing."""
    outcome = sandbox.run(_WORKERS[kind], data, None, _LIMITS[kind])
    if outcome.reason is not None:
        raise RusctlError(msg("{file} is not read: {reason}", file=name, reason=outcome.reason))
    found: dict[str, Any] = outcome.value
    return found


def from_json(value: Mapping[str, Any]) -> ReplyText:
    """Take a text from what a process has answered, or from its account beside it."""
    return ReplyText(
        **{
            **value,
            "headings": tuple(TextHeading(*one) for one in value.get("headings", ())),
            "pages": tuple(value.get("pages", ())),
            "empty_pages": tuple(value.get("empty_pages", ())),
        }
    )


def plain(data: bytes, name: str) -> ReplyText:
    """Give a plain text, whose paragraphs stand apart by empty lines, or each on a line of its own."""
    from rusctl.storage.untrusted import csv_text  # noqa: PLC0415 - a text is read seldom

    try:
        found = csv_text.decode(data).text
    except RusctlError as error:
        raise RusctlError(msg("{file} is not read: {reason}", file=name, reason=error.message)) from None
    return of_paragraphs(TEXT, re.split(r"\n\s*\n", clean(found)))


def of_paragraphs(kind: str, paragraphs: Sequence[str]) -> ReplyText:
    """Give a text made of paragraphs."""
    parts = TextParts()
    count = 0
    for one in paragraphs:
        before = parts.at
        parts.add(one)
        count += parts.at != before
    return ReplyText(kind, parts.text, taken={"paragraphs": count} if count else {})
