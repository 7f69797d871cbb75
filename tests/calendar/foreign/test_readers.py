"""Readers that know nothing of rusctl find in a file what the plan says, whatever the plan says."""

import datetime as dt
import hashlib
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from rusctl.calendar.feeds.entries import EntryOptions, feed
from rusctl.calendar.ics.entry import Entry, Feed
from rusctl.calendar.ics.verify import calendar_bytes
from rusctl.model.plan import Days, Earlier, Event, Hours, Municipality, Plan, Process, Status, Texts, When, Window
from rusctl.schedule.dates.clock import doubled, nonexistent
from tests.calendar.judges import JUDGES, by_ical_js
from tests.calendar.seen import Seen, meant

clock = dt.datetime.fromisoformat
ZONE = "Europe/Stockholm"
EXAMPLES = 1_000 if os.environ.get("RUSCTL_NIGHTLY") else 150
PERIOD = Window(first=dt.date(2018, 11, 6), last=dt.date(2020, 6, 16))

INJECTIONS = (
    "\r\nATTENDEE:mailto:x@example.org",
    "\nEND:VEVENT\nBEGIN:VEVENT",
    "\rSTATUS:CANCELLED",
    "\u2028DTSTART:20200101",
    "\x85X-A:b",
    "\x00\x07\x1b[31m\x7f\x9b",
    "\u202e\u2066\ufeff",
    "K:\\Norberg\\",
    "\\n\\N\\,\\;\\\\",
    '";CN="x":mailto:',
    "^n^'^^",
    ",;:",
    "å" * 80,
    "🎉",
    "\t",
    "{title}",
)
texts = st.lists(
    st.sampled_from(INJECTIONS) | st.text(st.characters(exclude_categories=()), max_size=30), max_size=4
).map("".join)
days = st.dates(dt.date(1997, 1, 1), dt.date(2099, 12, 31))
# Some of the times lie near a change of the clocks.
moments = st.datetimes(clock("1997-01-01 00:00"), clock("2037-12-31 00:00")) | st.sampled_from(
    [clock("2018-10-28 00:00"), clock("2019-03-31 00:00"), clock("2024-03-31 00:00"), clock("2030-10-27 00:00")]
).flatmap(lambda day: st.integers(-300, 600).map(lambda minutes: day + dt.timedelta(minutes=minutes)))


def exists(hours: Hours) -> bool:
    instants = [time.replace(tzinfo=ZoneInfo(ZONE)).astimezone(dt.UTC) for time in (hours.start, hours.known_end)]
    return instants[0] < instants[1] and not any(nonexistent(time, ZONE) for time in (hours.start, hours.known_end))


spans: st.SearchStrategy[When] = (
    st.builds(lambda day, more: Days(first=day, last=day + dt.timedelta(days=more)), days, st.integers(0, 9))
    | st.builds(
        lambda start, minutes: Hours(start=start, end=start + dt.timedelta(minutes=minutes)),
        moments.map(lambda time: time.replace(microsecond=0)),
        st.integers(1, 3000),
    ).filter(exists)
    | st.builds(
        lambda day, more, text: Window(first=day, last=day + dt.timedelta(days=more), text=text),
        days,
        st.integers(0, 90),
        texts,
    )
)
earlier = st.builds(Earlier, when=st.none() | spans, stated=st.none() | days, source=texts, reason=texts)
events = st.builds(
    Event,
    id=st.integers(0, 10**6).map(lambda number: f"e-{number}"),
    kind=st.sampled_from(["", "dialogue", "unknown"]) | texts,
    title=texts,
    municipality=st.sampled_from(["", "sala"]) | texts,
    when=st.none() | spans,
    status=st.sampled_from(Status),
    venue=texts,
    room=texts,
    answer_by=st.none() | days,
    reminder=st.none() | st.integers(0, 40_320),
    url=texts | texts.map("https://example.org/{}".format),
    note=texts,
    source=texts,
    earlier=st.lists(earlier, max_size=3).map(tuple),
)
plans = st.builds(
    lambda name, region, contact, language, kind, found: Plan(
        process=Process(
            name=name,
            region=region,
            contact=contact,
            language=language,
            uid_domain="plan.example.org",
            period=PERIOD,
            kinds={"dialogue": Texts(sv=kind)},
        ),
        events=tuple(found),
        municipalities=(Municipality(id="sala", name="Sala"),),
    ),
    texts,
    texts,
    texts | st.just("region@example.org"),
    st.sampled_from(["sv", "en"]),
    texts,
    st.lists(events, max_size=5, unique_by=lambda event: event.id),
)


def ambiguous(event: Event) -> bool:
    """Whether an event starts or ends at a time that the clock shows twice."""
    return isinstance(event.when, Hours) and any(
        doubled(time, ZONE) for time in (event.when.start, event.when.known_end)
    )


READERS = pytest.mark.parametrize("reader", JUDGES)


@READERS
def test_a_reader_sees_everything(reader: Callable[[bytes], list[Seen]], everything: Feed) -> None:
    assert reader(calendar_bytes(everything)) == [meant(entry) for entry in everything.entries]


@READERS
@given(plan=plans)
@settings(deadline=None, max_examples=EXAMPLES)
def test_a_reader_sees_any_plan(
    reader: Callable[[bytes], list[Seen]], logical_lines: Callable[[bytes], list[str]], plan: Plan
) -> None:
    # ical.js takes a time that comes twice in autumn for the second one; RUS208 finds such times (docs/calendars.md).
    assume(reader is not by_ical_js or not any(map(ambiguous, plan.events)))
    found = feed(plan, plan.events, (), EntryOptions(windows=True, notes=True, reminders=(dt.timedelta(days=1),)))
    octets = calendar_bytes(found)
    lines = logical_lines(octets)
    assert len(found.entries) == sum(event.when is not None for event in plan.events)
    assert lines.count("BEGIN:VEVENT") == len(found.entries)
    assert not [line for line in lines if line.startswith(("ATTENDEE", "X-A", "BEGIN:VTODO"))]
    assert reader(octets) == [meant(entry) for entry in found.entries]
    for entry in found.entries:
        event = next(event for event in plan.events if entry.uid == f"{event.id}@plan.example.org")
        agree(entry, event)


def agree(entry: Entry, event: Event) -> None:
    """Compare an entry with its event without the code that made it."""
    if isinstance(event.when, Hours):
        assert entry.when == event.when
    else:
        assert event.when is not None
        assert entry.when == Days(first=event.when.first, last=event.when.last)
    assert entry.sequence == len(event.earlier)
    assert (entry.status == "CANCELLED") == (event.status is Status.CANCELLED)
    if not isinstance(event.when, Window):
        assert (entry.status == "CONFIRMED") == (event.status in (Status.CONFIRMED, Status.HELD))


SCRIPT = """
import hashlib, sys
sys.path.insert(0, sys.argv[1])
from test_readers import INJECTIONS, hostile
from rusctl.calendar.ics.verify import calendar_bytes
print(__debug__, hashlib.sha256(b"".join(calendar_bytes(hostile(text)) for text in INJECTIONS)).hexdigest())
"""


def hostile(text: str) -> Feed:
    """Put a text everywhere that a plan holds text."""
    event = Event(
        id="a",
        kind="k",
        title=f"a{text}b",
        municipality="m",
        when=Hours(start=clock("2018-11-07 09:00"), end=clock("2018-11-07 12:00")),
        status=Status.TENTATIVE,
        venue=text,
        room=text,
        url=f"https://example.org/{text}",
        note=text,
        source=text,
        earlier=(Earlier(when=Window(first=PERIOD.first, last=PERIOD.last, text=text), source=text, reason=text),),
    )
    process = Process(
        name=text,
        region=text,
        contact="region@example.org",
        uid_domain="plan.example.org",
        period=PERIOD,
        kinds={"k": Texts({"": text})},
    )
    plan = Plan(process=process, events=(event,), municipalities=(Municipality(id="m", name=text),))
    return feed(plan, plan.events, (), EntryOptions(notes=True, reminders=(dt.timedelta(days=1),)))


@pytest.mark.parametrize("text", INJECTIONS)
def test_no_text_leaves_its_property(text: str, logical_lines: Callable[[bytes], list[str]]) -> None:
    found = hostile(text)
    octets = calendar_bytes(found)
    expected = [line.partition(":")[0].partition(";")[0] for line in logical_lines(calendar_bytes(hostile("text")))]
    names = [line.partition(":")[0].partition(";")[0] for line in logical_lines(octets)]
    optional = {"X-WR-CALNAME", "NAME", "URL", "LOCATION", "CATEGORIES"}
    assert [name for name in names if name not in optional] == [name for name in expected if name not in optional]
    assert [judge(octets) for judge in JUDGES] == [[meant(entry) for entry in found.entries]] * len(JUDGES)


@pytest.mark.parametrize("seed", ["0", "1", "4711"])
def test_the_same_octets_without_asserts_and_with_any_hash_seed(seed: str) -> None:
    octets = b"".join(calendar_bytes(hostile(text)) for text in INJECTIONS)
    surroundings = {**os.environ, "PYTHONHASHSEED": seed}
    result = subprocess.run(
        [sys.executable, "-O", "-c", SCRIPT, str(Path(__file__).parent)],
        env=surroundings,
        capture_output=True,
        text=True,
        check=True,
    )
    assert result.stdout.split() == ["False", hashlib.sha256(octets).hexdigest()]
