"""No value adds a property, a header, a terminal escape or markup, wherever it enters (tests/injection/places.py)."""

import io
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections import Counter
from email import message_from_bytes, policy
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import openpyxl
import pytest
import vobject
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from ical.calendar_stream import IcsCalendarStream
from markdown_it import MarkdownIt

from rusctl.calendar.ics import clean
from tests.conftest import ROOT, run_rusctl
from tests.injection import readers
from tests.injection.accept import EXPORT, accepted, said, short
from tests.injection.places import PLACES, STRINGS, value, write
from tests.injection.readers import quiet
from tests.injection.settings import EXAMPLES, NIGHTLY, PART, SOME

SCREENS = (
    ("check",),
    ("check", "--json"),
    ("check", "--format", "sarif"),
    ("check", "--format", "github"),
    ("tour",),
    ("tour", "--json"),
    ("event", "show", "ett"),
    ("event", "show", "ett", "--json"),
    ("status",),
    ("milestones", "--all"),
    ("milestones", "--json"),
    ("milestones", "--graph", "text"),
    ("milestones", "--graph", "mermaid"),
    ("milestones", "--graph", "svg"),
    ("timeline",),
    ("timeline", "--json"),
    ("timeline", "--svg", "-"),
    ("forecast",),
    ("report", "status"),
    ("calendar", "2019"),
    ("deadlines", "m-ett"),
    ("busy", "list"),
    ("busy", "show", "upptagen"),
    ("baseline", "diff", "start"),
    ("whatif", "move", "ett", "2019-12-12"),
    ("export", "--registrar"),
    ("publish", "--dry-run"),
    ("invite", "ett", "--to", "list.txt", "--dry-run"),
)
MAIL_HEADERS = ["X-Unsent", "From", "To", "Subject", "MIME-Version", "Content-Type", "Content-Language"]
MAY_GO = {"URL", "ORGANIZER", "CONTACT", "X-ALT-DESC"}  # what a text that is no address leaves out
_REPLY = """BEGIN:VCALENDAR
METHOD:REPLY
BEGIN:VEVENT
UID:ett@example.org
SEQUENCE:0
DTSTAMP:20181109T100000Z
ATTENDEE;PARTSTAT=ACCEPTED;CN="@":mailto:@
COMMENT:@
END:VEVENT
END:VCALENDAR
"""


def by_vobject(octets: bytes) -> Counter[str]:
    found: Counter[str] = Counter()

    def count(component: Any) -> None:
        for child in component.getChildren():
            found[child.name] += 1
            if hasattr(child, "contents"):
                count(child)

    for calendar in vobject.readComponents(octets.decode(), transform=False):
        count(calendar)
    return found


def by_ical(octets: bytes) -> Counter[str]:
    found: Counter[str] = Counter()
    for calendar in IcsCalendarStream.from_ics(octets.decode().replace("\r\n", "\n")).calendars:
        for name in ("events", "todos", "journal", "timezones"):
            found[name] += len(getattr(calendar, name))
        for event in calendar.events:
            found.update(name for name, held in event if held and name != "extras")
            found.update(extra.name for extra in event.extras)
            found["alarms"] += len(event.alarm)
            found["attendees"] += len(event.attendees)
    return found


def added(found: Counter[str], harmless: Counter[str]) -> None:
    """The same, but for an address that is left out."""
    assert not found - harmless
    assert {name.upper() for name in harmless - found} <= MAY_GO


def exported() -> bytes:
    out = run_rusctl("--lang", "en", *EXPORT).out
    return out.encode()


def drawn(text: str) -> set[tuple[str, tuple[str, ...]]]:
    return {(one.tag, tuple(sorted(one.attrib))) for one in ET.fromstring(text).iter()}


def marks(text: str) -> set[str]:
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    return {one.type for token in tokens for one in (token, *(token.children or ()))} - {"text_special"}


def shapes(text: str) -> set[str]:
    """Give the kinds of lines of a Mermaid graph, without the words in it."""
    return {
        re.sub(r"\d+", "0", re.sub(r'"[^"]*"|\|[^|]*\||(?<=^  acc)(Title|Descr): .*', '""', line))
        for line in text.splitlines()
    }


def mails() -> list[list[str]]:
    found = []
    for path in sorted(Path("register/drafts").rglob("*.eml")):
        octets = path.read_bytes()
        headers = octets.partition(b"\r\n\r\n")[0].replace(b"\r\n ", b" ").split(b"\r\n")
        by_hand = [line.partition(b":")[0].decode() for line in headers]
        parsed = message_from_bytes(octets, policy=policy.default)
        assert parsed.keys() == by_hand
        (to,) = parsed["To"].addresses
        assert to.addr_spec == "ett@example.org"
        found.append([f"{part.get_content_type()} {','.join(part.keys())}" for part in parsed.walk()])
        path.unlink()
    return found


def drafts() -> list[list[str]]:
    shutil.rmtree("register", ignore_errors=True)
    said("invite", "ett", "--to", "list.txt")
    return mails()


@cache
def harmless() -> tuple[bytes, list[list[str]], dict[tuple[str, ...], str]]:
    """Give what is made of the plan when nothing in it is hostile."""
    write(Path(), {})
    calendar, mail = exported(), drafts()
    assert mail
    assert calendar.count(b"BEGIN:VEVENT") > 1
    return calendar, mail, {words: said(*words) for words in SCREENS}


def looks_the_same(texts: dict[str, str]) -> None:
    """Everything that is made of the plan has the structure that it has with harmless texts."""
    calendar, mail, before = harmless()
    write(Path(), texts)
    found = exported()
    added(by_vobject(found), by_vobject(calendar))
    added(by_ical(found), by_ical(calendar))
    # A contact that no message could come from is refused in a sentence when it is needed.
    found_mail = drafts()
    if not found_mail:
        write(Path(), {place: text for place, text in texts.items() if place not in {"process-contact", "mail-from"}})
        found_mail = drafts()
        shutil.rmtree("register")  # what people were told stands in the ledger, too, which is written anew
        write(Path(), texts)
    assert found_mail == mail
    after = {words: said(*words) for words in SCREENS}
    for words in (("milestones", "--graph", "svg"), ("timeline", "--svg", "-")):
        assert drawn(after[words]) <= drawn(before[words])
    assert shapes(after["milestones", "--graph", "mermaid"]) <= shapes(before["milestones", "--graph", "mermaid"])
    assert marks(after["report", "status"]) <= marks(before["report", "status"])
    assert set(json.loads(after["event", "show", "ett", "--json"])[0]) == set(
        json.loads(before["event", "show", "ett", "--json"])[0]
    )


def one_event(octets: bytes) -> tuple[str, str]:
    """Give the title of the event as two readers find it."""
    read = next(vobject.readComponents(octets.decode()))
    (other,) = IcsCalendarStream.from_ics(octets.decode().replace("\r\n", "\n")).calendars
    ids = [one.uid.value.partition("@")[0] for one in read.vevent_list]
    return read.vevent_list[ids.index("ett")].summary.value, other.events[ids.index("ett")].summary or ""


@pytest.mark.parametrize("hostile", PART, ids=short)
@pytest.mark.usefixtures("folder")
def test_a_hostile_text_is_refused_in_a_sentence_or_is_a_text(hostile: str) -> None:
    assert len(PLACES) >= 25
    taken = accepted(hostile)
    looks_the_same(taken)
    if "event-title" in taken:
        title = clean.line(value("event-title", hostile))
        assert one_event(exported()) == (title, title)


@pytest.mark.usefixtures("folder")
def test_rich_markup_is_shown_and_not_obeyed() -> None:
    write(Path(), {"event-title": "[/red][bold]x"})
    assert "[/red][bold]x" in said("tour")


@given(hostile=st.lists(st.sampled_from(STRINGS) | st.text(max_size=30), max_size=3).map("".join))
@settings(max_examples=EXAMPLES, derandomize=EXAMPLES == 3, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example(hostile="ý9R\U00039e48\u200d")  # neither acts in a header
@example(hostile="\U000e0041\xad\u061c\u180e")
@pytest.mark.usefixtures("folder")
def test_any_text_is_refused_or_is_a_text(hostile: str) -> None:
    looks_the_same(accepted(hostile))


CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:x
BEGIN:VEVENT
UID:u@
DTSTAMP:20181101T100000Z
DTSTART:20181204T100000Z
DTEND:20181204T110000Z
SUMMARY:S@
LOCATION:L@
URL:https://example.org/@
END:VEVENT
END:VCALENDAR
"""


@pytest.mark.parametrize("hostile", SOME, ids=short)
def test_what_comes_in_from_elsewhere(folder: Path, hostile: str) -> None:
    """Imported and busy calendars, recipients, answers, file names, versions, what is given on the command line."""
    text = CALENDAR.replace("@", hostile)
    (folder / "in.ics").write_bytes(text.encode("utf-8", "surrogatepass"))
    said("import", "in.ics", "--kind", "dialog", "--yes", "--source", f"s{hostile}")
    said("import", "in.ics", "--kind", "dialog", "--yes")
    said("busy", "add", "in.ics", "--name", f"b{hostile}"[:200], "--everyone", "--titles")
    said("busy", "list")
    said("check")
    said("tour", "--json")
    said("event", "move", "ett", "2018-12-10", "--yes", "--reason", f"r{hostile}")
    given_texts = (f"--{key}={key}{hostile}" for key in ("title", "venue", "room", "note", "source"))
    said("event", "add", "--date", "2018-12-12", "--kind", "dialog", "--status", "planned", "--yes", *given_texts)
    said("log")
    said("log", "--json")
    if octets := exported():
        names = set(by_vobject(octets))
        assert not names & {"ATTENDEE", "X-A"}
        assert octets.count(b"STATUS:CANCELLED") == 0
    plain = hostile.replace("/", "").replace("\0", "")[:60]  # no argument holds a NUL, or half a character
    name = f"n{plain}".encode("utf-8", "surrogatepass").decode("utf-8", "surrogateescape")
    for words in (("diff", name), ("import", name), ("replies", name), ("event", "show", name), ("explain", name)):
        result = run_rusctl("--lang", "en", *words)
        quiet(result.out + result.err)
        assert result.code in (1, 2), result
        assert result.err.count("\n") <= 2, result.err
    (folder / "list.txt").write_bytes(f'"T{hostile}" <ett@example.org>\n'.encode("utf-8", "surrogatepass"))
    said("invite", "ett", "--to", "list.txt")
    for headers in mails():
        assert headers[0] == f"multipart/mixed {','.join(MAIL_HEADERS)}"
    reply = _REPLY.replace("@\n", f"ett@example.org{hostile}\n").replace('"@"', f'"{hostile}"')
    (folder / "svar.eml").write_bytes(
        f"From: T{hostile} <ett@example.org>\nSubject: {hostile}\nContent-Type: text/calendar; method=REPLY\n\n".encode(
            "utf-8", "surrogatepass"
        )
        + reply.encode("utf-8", "surrogatepass")
    )
    said("replies", "svar.eml")
    ours = "From: T{0} <ett@example.org>\nSubject: S{0}\nMessage-ID: <{0}>\n\nJa, jag kommer {0}\n"
    status = "Final-Recipient: rfc822; ett@example.org\nAction: failed\nDiagnostic-Code: smtp; 550 {0}\n"
    report = (
        "From: x@example.org\nSubject: {0}\nContent-Type: multipart/report; boundary=B\n\n--B\n"
        f"Content-Type: message/delivery-status\n\n\n{status}\n--B--\n"
    )
    for file, whole in (("ord.eml", ours), ("retur.eml", report)):
        (folder / file).write_bytes(whole.replace("{0}", hostile).encode("utf-8", "surrogatepass"))
    (folder / "motbud.ics").write_bytes(reply.replace("REPLY", "COUNTER").encode("utf-8", "surrogatepass"))
    said("replies", "ord.eml", "motbud.ics", "retur.eml")
    said("replies", "ord.eml", "--json")
    said("status")
    for listing in (("review",), ("review", "--json"), ("answers",), ("answers", "--json"), ("outbox", "list")):
        said(*listing)


@pytest.mark.parametrize("hostile", SOME, ids=short)
def test_the_register(register_file: Path, hostile: str) -> None:
    for place in ("name", "organisation", "party", "email", "phone"):
        values = {"name": "Testperson Ett", place: f"T{hostile}"}
        options = [word for key, text in values.items() for word in (f"--{key}", text)]
        said("person", "add", *options, "--role", "grupp", "--anyway")
    said("person", "list")
    people = json.loads(said("person", "list", "--json"))
    numbers = [str(one["number"]) for one in people]
    said("participants", "add", "ett", *numbers, "--role", "grupp")
    for words in (("list", "ett"), ("list", "ett", "--json")):
        said("participants", *words)
    for number in numbers:
        said("person", "extract", number)
    for form in ("xlsx", "csv"):
        said("participants", "export", "ett", "--internal", "--format", form)
    for path in (register_file / "register" / "exports").rglob("*.xlsx"):
        no_formula(path.read_bytes())
    for path in (register_file / "register" / "exports").rglob("*.csv"):
        rows = path.read_text(encoding="utf-8-sig").split(";")
        assert not [cell for cell in rows if re.match(r'\s*"?[\s]*[=+@]', cell)]


def no_formula(octets: bytes) -> None:
    book = openpyxl.load_workbook(io.BytesIO(octets))
    cells = (cell for sheet in book for row in sheet.iter_rows() for cell in row)
    assert not [cell.value for cell in cells if cell.data_type == "f" or cell.hyperlink]
    with zipfile.ZipFile(io.BytesIO(octets)) as packed:
        assert not [name for name in packed.namelist() if b"<f>" in packed.read(name)]


def test_also_without_asserts(folder: Path) -> None:
    """The product under -O, where its assert statements do not run; this process is the judge."""
    calendar = exported()
    said("report", "status", "--output", "x.docx")
    shapes, _ = readers.drawing(said("timeline", "--svg", "-"))
    marks, _ = readers.markdown(said("report", "status"))
    beside, _ = readers.word(Path("x.docx").read_bytes())
    tried = STRINGS if NIGHTLY else STRINGS[::2]  # the other half is tried with its asserts
    for number, hostile in enumerate(tried):
        taken = accepted(hostile)
        plan = folder / str(number)
        plan.mkdir()
        write(plan, taken)
        (plan / "list.txt").write_text("Testperson Ett <ett@example.org>\n", encoding="utf-8")
    program = (
        "import sys, os\nfrom rusctl import cli\nassert False\n"
        f"for number in range({len(tried)}):\n"
        "    os.chdir(sys.argv[1] + '/' + str(number))\n"
        "    for words in (['export', '--output', 'x.ics', '--notes', '--windows'], ['tour'], "
        "['invite', 'ett', '--to', 'list.txt'], ['timeline', '--svg', 'x.svg'], "
        "['report', 'status', '--output', 'x.docx'], ['report', 'status', '--output', 'x.md']):\n"
        "        code = cli.run(['--lang', 'en', *words])\n"
        "        if code and words[0] not in ('invite', 'report'): sys.exit(f'{number} {words} {code}')\n"
    )
    done = subprocess.run(
        [sys.executable, "-O", "-c", program, str(folder)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    quiet(done.stdout.decode())
    quiet(done.stderr.decode())
    for number in range(len(tried)):
        octets = (folder / str(number) / "x.ics").read_bytes()
        added(by_vobject(octets), by_vobject(calendar))
        added(by_ical(octets), by_ical(calendar))
        assert readers.drawing((folder / str(number) / "x.svg").read_text(encoding="utf-8"))[0] <= shapes
    for path in folder.glob("*/x.md"):
        assert readers.markdown(path.read_text(encoding="utf-8"))[0] <= marks
    assert len(list(folder.glob("*/x.docx"))) >= 2 * len(tried) // 3
    for path in folder.glob("*/x.docx"):
        core = "docProps/core.xml"
        assert {key for key in readers.word(path.read_bytes())[0] if core not in key} <= set(beside)
    assert len(list(folder.glob("*/register/drafts/*/*.eml"))) >= 2 * len(tried) // 3
    for path in folder.glob("*/register/drafts/*/*.eml"):
        assert message_from_bytes(path.read_bytes(), policy=policy.default).keys() == MAIL_HEADERS
