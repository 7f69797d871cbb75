"""config/published.toml: what is written is what is read, the same each time."""

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rusctl.errors import ConflictError
from rusctl.model.ledger import Ledger, PublishedEntry, TargetState
from rusctl.storage import ledger as published
from rusctl.storage.files.names import PUBLISHED
from rusctl.storage.plan import read_plan
from rusctl.storage.schema.published_keys import STATUSES

texts = st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=20).map(str.strip)
words = texts.filter(bool)
days = st.dates(dt.date(1900, 1, 1), dt.date(2199, 12, 31))
moments = st.datetimes(dt.datetime(1900, 1, 1), dt.datetime(2199, 12, 31)).map(lambda time: time.replace(microsecond=0))  # noqa: DTZ001 - made aware below
instants = moments.map(lambda time: time.replace(tzinfo=dt.UTC))
sequences = st.integers(0, 2**31 - 1)
givens = st.builds(
    TargetState,
    target=words,
    sequence=st.none() | sequences,
    href=texts,
    etag=texts,
    digest=texts,
    refused=st.none() | sequences,
    reason=texts,
)
spans = st.tuples(days, days) | st.tuples(moments, moments) | st.just((None, None))
tolds = st.builds(
    lambda span, window, **values: PublishedEntry(
        start=span[0], end=span[1], window_from=window[0], window_to=window[1], **values
    ),
    spans,
    st.tuples(days, days) | st.just((None, None)),
    uid=st.from_regex(r"[A-Za-z0-9._-]+@[A-Za-z0-9._-]+", fullmatch=True),
    sequence=sequences,
    fingerprint=texts,
    created=instants,
    modified=instants,
    status=st.sampled_from(STATUSES),
    title=words,
    location=texts,
    yearly=st.booleans(),
    milestone=st.booleans(),
    cancelled=st.none() | days,
    gone=st.booleans(),
    feeds=st.lists(words, max_size=3).map(tuple),
    given=st.lists(givens, max_size=3, unique_by=lambda one: one.target).map(lambda found: tuple(sorted(found))),
)
ledgers = st.builds(
    lambda found, feeds: Ledger(entries={one.uid: one for one in found}, feeds=feeds),
    st.lists(tolds, max_size=4, unique_by=lambda one: one.uid),
    st.dictionaries(words, texts, max_size=3),
)


@given(ledger=ledgers)
@settings(deadline=None)
def test_a_ledger_is_read_as_it_was_written(ledger: Ledger) -> None:
    raw = published.published_bytes(ledger)
    loaded = read_plan({PUBLISHED: raw})
    assert [fault for fault in loaded.faults if fault.at.file == PUBLISHED] == []
    assert (loaded.plan.published or Ledger()) == ledger
    reordered = Ledger(entries=dict([*ledger.entries.items()][::-1]), feeds=dict([*ledger.feeds.items()][::-1]))
    assert published.published_bytes(reordered) == raw


FILE = """\
# Written by rusctl publish: what calendars have been told. Keep it in git, and do not edit it.
# After a git merge conflict in it: rusctl publish --repair

[feed]
all = "Everything"

[entry."sala@plan.example.org"]
sequence = 1
fingerprint = "abc"
created = 2018-11-06 00:00:00+00:00
modified = 2018-11-08 12:00:00+00:00
status = "CANCELLED"
title = "Sala"
start = 2018-11-07 09:00:00
end = 2018-11-07 12:00:00
cancelled = 2018-11-08
gone = true
feeds = [
    "all",
]

[entry."sala@plan.example.org".given.group]
sequence = 0
href = "/sala.ics"
etag = "\\"1\\""
refused = 1
reason = "507"
"""
SALA = PublishedEntry(
    uid="sala@plan.example.org",
    sequence=1,
    fingerprint="abc",
    created=dt.datetime(2018, 11, 6, tzinfo=dt.UTC),
    modified=dt.datetime(2018, 11, 8, 12, tzinfo=dt.UTC),
    status="CANCELLED",
    title="Sala",
    start=dt.datetime.fromisoformat("2018-11-07 09:00"),
    end=dt.datetime.fromisoformat("2018-11-07 12:00"),
    cancelled=dt.date(2018, 11, 8),
    gone=True,
    feeds=("all",),
    given=(TargetState("group", 0, href="/sala.ics", etag='"1"', refused=1, reason="507"),),
)


def test_the_file() -> None:
    ledger = Ledger(entries={SALA.uid: SALA}, feeds={"all": "Everything"})
    assert published.published_bytes(ledger).decode() == FILE


def test_an_entry_that_lacks_what_it_needs_is_a_fault_and_no_entry() -> None:
    loaded = read_plan({PUBLISHED: b'[entry."a@b"]\nsequence = "1"\n[entry."c@d"]\nsequense = 1\n'})
    rules = [fault.rule for fault in loaded.faults if fault.at.file == PUBLISHED]
    assert rules == ["wrong-type", *["missing-key"] * 5, "unknown-key", *["missing-key"] * 6]
    assert loaded.plan.published == Ledger()


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("sala@plan.example.org", "sala\\r\\nX-A:b@plan.example.org", "invalid-value"),
        ("sala@plan.example.org", "../sala@plan.example.org", "invalid-value"),
        ("end = 2018-11-07 12:00:00", "end = 2018-11-07", "conflicting-keys"),
        ("end = 2018-11-07 12:00:00\n", "", ""),  # nobody knows when it ends
        ("sequence = 1\n", "sequence = -1\n", "invalid-value"),
        ("sequence = 1\n", "sequence = 2147483648\n", "invalid-value"),
        ("2018-11-08 12:00:00+00:00", "2018-11-08 12:00:00", "wrong-type"),
        ('status = "CANCELLED"', 'status = "BANANA"', "invalid-value"),
        ('location = "Sala"', 'location = "Sala"', ""),
    ],
)
def test_what_somebody_has_edited_is_looked_at(old: str, new: str, rule: str) -> None:
    text = FILE.replace('title = "Sala"', 'title = "Sala"\nlocation = "Sala"')
    assert old in text
    loaded = read_plan({PUBLISHED: text.replace(old, new).encode()})
    assert [fault.rule for fault in loaded.faults if fault.at.file == PUBLISHED] == ([rule] if rule else [])
    assert loaded.plan.published is not None
    assert len(loaded.plan.published.entries) == (not rule)


def test_what_somebody_else_wrote_meanwhile_is_kept(tmp_path: Path) -> None:
    (tmp_path / "config").mkdir()
    ledger = Ledger(entries={SALA.uid: SALA})
    published.write(tmp_path, ledger, None)
    path = tmp_path / PUBLISHED
    assert path.read_bytes() == published.published_bytes(ledger)
    with pytest.raises(ConflictError):
        published.write(tmp_path, Ledger(), None)
    assert path.read_bytes() == published.published_bytes(ledger)
    published.write(tmp_path, ledger, path.read_bytes())
