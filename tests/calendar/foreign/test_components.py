"""Calendar files from elsewhere, taken apart: whole, broken and hostile ones."""

import datetime as dt
import re
from collections.abc import Callable

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rusctl.calendar.foreign import components, values
from rusctl.calendar.foreign import read as foreign
from rusctl.calendar.foreign.components import CalendarReading, Component
from rusctl.calendar.foreign.lines import LONGEST, MOST_BYTES, MOST_LINES, ContentLine, content_lines
from rusctl.errors import RusctlError
from rusctl.language.catalogue import Language
from rusctl.language.message import Message
from rusctl.storage.untrusted.sandbox import Refused
from tests.conftest import ROOT

OWN = sorted((ROOT / "tests/calendar/foreign").glob("*.ics"))
CORPUS = ROOT.parent / "shared/corpus"
ENGLISH = Language("en")


def tried(data: bytes) -> CalendarReading | Message:
    """Give what was read, or the reason for refusing."""
    try:
        return components.read(data)
    except Refused as refused:
        return refused.message


def shown(data: bytes) -> str:
    """Say what was read of a file, for a golden file."""
    reading = tried(data)
    if isinstance(reading, Message):
        return f"refused: {ENGLISH.text(reading)}\n"
    lines = [text for calendar in reading.calendars for text in _tree(calendar, "")]
    lines += [f"line {number}: {ENGLISH.text(message)}" for number, message in reading.faults]
    return "".join(f"{line}\n" for line in lines)


def _tree(one: Component, indent: str) -> list[str]:
    names = " ".join(part.name for part in one.properties)
    told = [f"{indent}{one.name} ({one.line}): {names}"]
    return told + [line for inner in one.components for line in _tree(inner, indent + "  ")]


def read(body: str) -> CalendarReading:
    return components.read(f"BEGIN:VCALENDAR\r\n{body}\r\nEND:VCALENDAR\r\n".encode())


def test_what_is_read_of_our_own_broken_files(golden: Callable[[str, str], None]) -> None:
    golden("foreign/components.txt", "".join(f"== {path.name}\n{shown(path.read_bytes())}" for path in OWN))


@pytest.mark.parametrize("name", ["bom", "utf16", "utf16-no-mark", "latin1", "cr-only", "lf-only", "fold-in-character"])
def test_however_a_file_was_saved_its_letters_are_read(name: str) -> None:
    data = (ROOT / f"tests/calendar/foreign/{name}.ics").read_bytes()
    event = next(components.read(data).calendars[0].inside("VEVENT"))
    title = "Kommundialog i Skinnskatteberg: förmöte" if name.startswith("fold") else "Möte"
    assert event.text("SUMMARY") == title


def test_parameters_and_texts_are_read_as_they_were_meant() -> None:
    data = (ROOT / "tests/calendar/foreign/parameters.ics").read_bytes()
    event = next(components.read(data).calendars[0].inside("VEVENT"))
    attendee = event.first("ATTENDEE")
    assert attendee is not None
    assert attendee.value == "mailto:ett@example.org"
    assert attendee.parameters == {
        "CN": ("Testperson; Ett",),
        "PARTSTAT": ("ACCEPTED",),
        "MEMBER": ("mailto:x@example.org", "mailto:y@example.org"),
    }
    caret = event.first("X-CARET")
    assert caret is not None
    assert (caret.parameter("X-TEXT"), caret.value) == ('"a"\nb^', "value:with;signs")
    assert event.text("COMMENT") == "ja, gärna\nå;\\"


def test_the_confined_reader_gives_the_same() -> None:
    for path in OWN:
        data = path.read_bytes()
        expected = tried(data)
        if isinstance(expected, Message):
            with pytest.raises(RusctlError) as error:
                foreign.read(data, "x.ics")
            assert error.value.message.args == {"file": "x.ics", "reason": expected}
        else:
            assert foreign.read(data, "x.ics") == expected


def test_every_file_of_the_corpus_is_read_or_refused_with_a_reason(counted: Callable[[str], None]) -> None:
    """Where the corpus is not at hand, our own files stand for it."""
    counts = {"read": 0, "with faults": 0, "refused": 0}
    for path in [*OWN, *sorted(CORPUS.rglob("*.ics"))]:
        reading = tried(path.read_bytes())
        if isinstance(reading, Message):
            assert ENGLISH.text(reading)
            counts["refused"] += 1
            continue
        assert reading.calendars
        counts["with faults" if reading.faults else "read"] += 1
    counted(f"calendar files: {counts['read']} read, {counts['with faults']} with faults, {counts['refused']} refused")
    assert counts["read"] >= 8
    assert counts["refused"] < counts["read"]


def test_lines_are_divided_as_icalendar_divides_them() -> None:
    compared, differing = 0, set[str]()
    for path in [*OWN, *sorted(CORPUS.rglob("*.ics"))]:
        data = path.read_bytes()
        try:
            theirs = [line.parts() for line in icalendar.parser.Contentlines.from_ical(data) if line]  # type: ignore[no-untyped-call]
            ours = [one for one in content_lines(data) if isinstance(one, ContentLine)]
        except (ValueError, Refused):
            continue
        garbled = any("\ufffd" in value for _, _, value in theirs)  # icalendar decodes before it unfolds
        if len(ours) == len(theirs) and b"^" not in data and not garbled:
            compared += 1
            if [(one.name, _bare(one.value)) for one in ours] != [(n.upper(), _bare(v)) for n, _, v in theirs]:
                differing.add(path.name)
    assert compared >= 5
    assert differing <= {"event_with_escaped_character4.ics"}  # ORGANIZER;CN=a\: b:c, where a backslash escapes nothing


def _bare(value: str) -> str:
    """Give a value without escapes, since icalendar takes them out of what it does not know."""
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], value)


@given(st.binary(max_size=400))
def test_no_bytes_crash_the_reader(data: bytes) -> None:
    for begun in (data, b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n" + data):
        try:
            reading = components.read(begun)
        except Refused:
            continue
        assert components.from_data(components.as_data(reading)) == reading


PIECES = ("BEGIN:VCALENDAR", "END:VCALENDAR", "BEGIN:VEVENT", "END:VEVENT", "BEGIN:VALARM", "END:VALARM", "UID:a", " b")


@given(st.lists(st.sampled_from(PIECES), max_size=30))
def test_components_in_any_order_are_taken_apart(pieces: list[str]) -> None:
    try:
        reading = components.read("\n".join(pieces).encode())
    except Refused:
        return
    assert all(one.name == "VCALENDAR" for one in reading.calendars)
    assert all(one.name != "VCALENDAR" for calendar in reading.calendars for one in calendar.components)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"x" * (MOST_BYTES + 1), "the file is larger than 16 MiB"),
        (b"\n" * (MOST_LINES + 1), "the file has more than 500000 lines"),
        (b"BEGIN:VCALENDAR\n" + b"BEGIN:VEVENT\nEND:VEVENT\n" * 50_000, "the file has more than 50000 entries"),
        (b"BEGIN:VCALENDAR\nBEGIN:VEVENT\n" + b"X:1\n" * 5_001, "an entry has more than 5000 properties"),
        (b"BEGIN:VCALENDAR\n" + b"BEGIN:X\n" * 8, "the file nests more than 8 components"),
        (b"", "there is no calendar in it"),
    ],
)
def test_what_holds_too_much_is_refused(data: bytes, words: str) -> None:
    with pytest.raises(Refused) as refused:
        components.read(data)
    assert ENGLISH.text(refused.value.message) == words


def test_an_attachment_that_is_too_long_costs_itself_alone() -> None:
    reading = read(f"BEGIN:VEVENT\r\nUID:a\r\nATTACH:{'x' * LONGEST}\r\nSUMMARY:b\r\nEND:VEVENT")
    event = next(reading.calendars[0].inside("VEVENT"))
    assert [one.name for one in event.properties] == ["UID", "SUMMARY"]
    assert [(fault.number, ENGLISH.text(fault.message)) for fault in reading.faults] == [
        (4, "the line is longer than 1 MiB")
    ]


def test_faults_beyond_the_hundredth_are_counted() -> None:
    reading = read("\r\n".join(["garbage"] * 250))
    assert (len(reading.faults), reading.more_faults) == (100, 150)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("20181107", dt.date(2018, 11, 7)),
        ("20181107T090000", dt.datetime(2018, 11, 7, 9, 0)),  # noqa: DTZ001
        ("20181107T090000Z", dt.datetime(2018, 11, 7, 9, 0, tzinfo=dt.UTC)),
        (" 20181107T235960Z", dt.datetime(2018, 11, 7, 23, 59, 59, tzinfo=dt.UTC)),
        ("20181131", None),
        ("20181107T0900", None),
        ("٢٠١٨١١٠٧", None),
        ("2018-11-07", None),
        ("", None),
    ],
)
def test_moments(text: str, expected: dt.date | None) -> None:
    assert values.moment(text) == expected


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("PT1H30M", 5400), ("-PT15M", -900), ("P1W", 604_800), ("P1DT1S", 86_401), ("+P0D", 0), ("P", None), ("PT", None)],
)
def test_durations(text: str, seconds: int | None) -> None:
    found = values.duration(text)
    assert (found.total_seconds() if found is not None else None) == seconds


def test_numbers_and_instants() -> None:
    body = "BEGIN:VEVENT\r\nSEQUENCE:3\r\nPRIORITY:high\r\nDTSTAMP:20181107T090000\r\nEND:VEVENT"
    event = next(read(body).calendars[0].inside("VEVENT"))
    assert (values.number(event, "SEQUENCE"), values.number(event, "PRIORITY"), values.number(event, "X", 7)) == (
        3,
        0,
        7,
    )
    assert values.instant(event, "DTSTAMP") == dt.datetime(2018, 11, 7, 9, tzinfo=dt.UTC)
    assert values.instant(event, "CREATED") is None
