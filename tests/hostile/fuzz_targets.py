"""What a search for faults gives bytes to: each reader of bytes from elsewhere, and files to begin from.

A target takes any bytes and returns; what it raises beside the refusals that users are told in a sentence is a fault.
"""

import datetime as dt
import random
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from rusctl.calendar.foreign import busy_work, components, incoming_work
from rusctl.calendar.foreign.busy import BusyPeriod
from rusctl.calendar.foreign.incoming import ImportPeriod
from rusctl.calendar.itip import replies
from rusctl.errors import RusctlError
from rusctl.lists.questions import ListAnswers
from rusctl.lists.understand import understand
from rusctl.mail import incoming as mail
from rusctl.register.list_rows import Reader
from rusctl.storage import plan
from rusctl.storage.schema import keys
from rusctl.storage.toml import edits
from rusctl.storage.toml.parse import TomlFault, parse
from rusctl.storage.untrusted import reply_mail, reply_pdf, reply_word, spreadsheet
from rusctl.storage.untrusted.sandbox import Refused
from tests.lists.conftest import vocabulary
from tests.storage.untrusted.pdfs import SCANNED, made
from tests.storage.untrusted.reply_documents import reply

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
FIRST, LAST, ZONE = dt.date(2018, 1, 1), dt.date(2019, 12, 31), "Europe/Stockholm"
LONGEST = 20_000  # bytes of a file to begin from; a longer one makes each try slow
PLAN_FILES = (*keys.FILES, *keys.OWN)
FIELDS = ("name", "email", "phone", "role", "municipality", "language", "answer", "told_how", "walk_in", "first_name")
Target = Callable[[bytes], None]


def toml(data: bytes) -> None:
    """Read a plan in which one file holds these bytes; what is no TOML has a line of the file."""
    assert 1 <= fault_line(data) <= data.count(b"\n") + 1
    for name in (PLAN_FILES[len(data) % len(PLAN_FILES)], "events.toml"):
        for one in plan.read_plan({name: data}).faults:
            assert one.at.line >= 0


def fault_line(data: bytes) -> int:
    """Give the line at which a file is no TOML, the first one where it is."""
    try:
        parse(data)
    except TomlFault as fault:
        return fault.line
    return 1


def change(data: bytes) -> None:
    """Add an event to a file, as a change does; whatever else stands in it is proved to be as it was."""
    with suppress(RusctlError):
        edits.apply(data, [edits.Append(("event",), {"id": "new"})])


def table(data: bytes) -> None:
    """Read a list of people as a table: CSV in any encoding, or a workbook."""
    with suppress(Refused):
        sheet = spreadsheet.taken(spreadsheet.work(data, ""))
        columns = {text: field for text, field in zip(sheet.heading, FIELDS, strict=False) if text}
        for said in (ListAnswers(), ListAnswers(columns=columns)):
            Reader(understand(sheet, vocabulary(), said), sheet.epoch).read()


def addresses(data: bytes) -> None:
    """Read a list of recipients."""
    with suppress(Refused):
        sheet = spreadsheet.taken(spreadsheet.work(data, ""))
        Reader(understand(sheet, vocabulary(nameless=True)), sheet.epoch, nameless=True).read()


def calendar(data: bytes) -> None:
    """Read a calendar for its events and for the times at which somebody is busy."""
    with suppress(Refused):
        components.read(data)
    with suppress(Refused):
        busy_work.read(data, BusyPeriod(FIRST, LAST, ZONE, titles=True))
    with suppress(Refused):
        incoming_work.read(data, ImportPeriod(FIRST, LAST, ZONE, "example.org"))


def answer(data: bytes) -> None:
    """Read an answer to an invitation, as a calendar and as a mail that holds one."""
    with suppress(Refused):
        replies.asked(data)
    for piece in mail.of_mail(data, "mail"):
        if isinstance(piece, mail.CalendarPart):
            with suppress(Refused):
                replies.asked(piece.octets)


def document(data: bytes) -> None:
    """Read a reply as a Word file, as a PDF and as a message."""
    for work in (reply_word.work, reply_pdf.work, reply_mail.work):
        with suppress(Refused):
            work(data, None)


TOML, CALENDARS, LISTS = ("*.toml",), ("*.ics",), ("*.csv", "*.txt")
TARGETS: dict[str, tuple[Target, tuple[str, ...]]] = {
    "toml": (toml, TOML),
    "change": (change, TOML),
    "table": (table, LISTS),
    "addresses": (addresses, LISTS),
    "calendar": (calendar, CALENDARS),
    "answer": (answer, (*CALENDARS, "*.eml", "*.eml.txt")),
    "document": (document, ("*.eml", "*.eml.txt")),
}
LIST = "Namn;E-post;Telefon;Roll;Kommun;Språk;Svar\r\nÅsa Ek;asa@example.org;021-12 34 56;politiker;sala;sv;ja\r\n"
HAND_MADE = {
    "toml": [b'[[event]]\nid = "a"\ndate = 2018-11-07\nduration = "1 dag"\n', b'a.b = {c = [1, nan, "\\u00e5"]}\n'],
    "table": [LIST.encode(), LIST.encode("utf-16"), LIST.encode("cp1252"), LIST.replace(";", "\t").encode()],
    "addresses": [LIST.encode(), "Åsa Ek <asa@example.org>\nroll politiker\n# nobody\n".encode()],
    "document": [
        reply(),
        made([["Yttrande", "åt\u00ad", "gärder"], SCANNED], [("Svar", "Ja")]),
        b"From: a@example.org\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nSe bilaga.\n--b--\n",
        b"From: a@example.org\nContent-Type: text/html; name*=utf-8''a\nContent-Transfer-Encoding: base64\n\nPGI+\n",
    ],
    "answer": [b"From: a@example.org\nContent-Type: text/calendar; method=REPLY\n\nBEGIN:VCALENDAR\nMETHOD:REPLY\n"],
}


def seeds(name: str) -> list[bytes]:
    """Give what a search begins from: files of the project, of the corpora where they are, and some made by hand."""
    found = list(HAND_MADE.get(name, [b""]))
    for root in (ROOT / "tests", ROOT / "config", SHARED / "corpus", SHARED / "toml-test"):
        paths = sorted(one for form in TARGETS[name][1] for one in root.rglob(form))
        found += [path.read_bytes() for path in paths if path.is_file() and path.stat().st_size <= LONGEST]
    return found


def damaged(begin: list[bytes], dice: random.Random) -> Iterator[bytes]:
    """Give files without end, each one of those to begin from with a few pieces changed, moved, doubled or mixed in."""
    while True:
        data = bytearray(dice.choice(begin))
        for _ in range(dice.randint(1, 6)):
            at, length = dice.randint(0, len(data)), dice.choice((0, 1, 1, 2, 4, 16, 200))
            other = dice.choice(begin)
            start = dice.randint(0, len(other))
            data[at : at + length] = dice.choice(
                (b"", dice.randbytes(length), data[at : at + length] * 2, other[start : start + length], b"9" * length)
            )
        yield bytes(data[:LONGEST])
