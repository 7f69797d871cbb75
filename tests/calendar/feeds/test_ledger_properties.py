"""Whatever is done to a plan, and however often it is published: calendars are told each thing once, and never less."""

import datetime as dt
import os
from collections.abc import Callable, Collection
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from rusctl.calendar.feeds.entries import midnight
from rusctl.calendar.feeds.feeds import feeds, names, with_feeds
from rusctl.calendar.feeds.ledger import PublicationDecision, decide, next_ledger
from rusctl.calendar.ics.entry import Entry, Feed
from rusctl.model.ledger import EntryChange, Ledger
from rusctl.model.plan import Days, Event, Hours, Milestone, Plan, Process, Status, Target, Texts, Window
from rusctl.storage.files.names import PUBLISHED
from rusctl.storage.ledger import published_bytes
from rusctl.storage.plan import read_plan

EXAMPLES = 1_000 if os.environ.get("RUSCTL_NIGHTLY") else 100
FIRST = dt.date(2018, 11, 8)
KEEP = 30
PROCESS = Process(
    name="RUS",
    language="sv",
    uid_domain="rus.example.org",
    period=Window(first=dt.date(2018, 11, 6), last=dt.date(2020, 6, 16)),
)
IDS = ("a", "b", "c")
days = st.integers(0, 60).map(lambda more: FIRST + dt.timedelta(days=more))
whens = (
    days.map(lambda day: Days(first=day, last=day))
    | days.map(lambda day: Hours(start=dt.datetime.combine(day, dt.time(9)), end=dt.datetime.combine(day, dt.time(12))))
    | days.map(lambda day: Window(first=day, last=day + dt.timedelta(days=30)))
    | st.none()
)
Edit = Callable[[Event], Event]


def setting(name: str, values: st.SearchStrategy[object]) -> st.SearchStrategy[Edit]:
    return values.map(lambda value: lambda event: replace(event, **{name: value}))


edits: st.SearchStrategy[Edit] = st.one_of(
    setting("when", whens),
    setting("title", st.sampled_from(["Möte", "Samtal"])),
    setting("status", st.sampled_from(Status)),
    setting("municipality", st.sampled_from(["sala", "koping", ""])),
    setting("roles", st.sampled_from([(), ("politiker",), ("politiker", "naringsliv")])),
    setting("note", st.sampled_from(["", "x"])),
)
steps = st.lists(
    st.tuples(
        st.sampled_from(["edit", "edit", "edit", "remove", "add"]), st.sampled_from(IDS), edits, st.integers(0, 20)
    ),
    max_size=12,
)


def content(entry: Entry) -> Entry:
    """Give what an entry says, whatever its version."""
    return replace(entry, sequence=0, modified=midnight(FIRST))


class Reader:
    """Somebody who has a calendar, and remembers all that it has ever said."""

    def __init__(self) -> None:
        self.said: dict[tuple[str, int], Entry] = {}
        self.before: dict[str, Entry] = {}

    def reads(self, there: dict[str, Entry], ledger: Ledger, today: dt.date) -> None:
        for uid, entry in there.items():
            assert self.said.setdefault((uid, entry.sequence), content(entry)) == content(entry), (
                "one version, two things"
            )
            old = self.before.get(uid, entry)
            assert (entry.sequence > old.sequence) or content(entry) == content(old), "a change without a new version"
            assert (entry.sequence, entry.modified) >= (old.sequence, old.modified), "a version went back"
        for uid in self.before.keys() - there.keys():
            cancelled = ledger.entries[uid].cancelled
            assert cancelled is not None, "what was told has vanished"
            assert (today - max(cancelled, self.before[uid].when.last)).days > KEEP
        self.before = dict(there)


class Publisher:
    """A plan and its ledger, published day by day."""

    def __init__(self, *, windows: bool) -> None:
        self.target = Target(id="webb", kind="folder", path="x", windows=windows, todo=True)
        self.events = {name: Event(id=name, title="Möte", when=Days(first=FIRST, last=FIRST)) for name in IDS[:2]}
        self.ledger = Ledger()
        self.today = FIRST

    def does(self, action: str, name: str, edit: Edit, later: int) -> None:
        self.today += dt.timedelta(days=later)
        if action == "remove":
            self.events.pop(name, None)
        elif action == "add":
            new = Event(id=name, title="Nytt", when=Days(first=self.today, last=self.today))
            self.events.setdefault(name, new)
        elif name in self.events:
            self.events[name] = edit(self.events[name])

    def plan(self) -> Plan:
        milestone = Milestone(id="m", title=Texts(sv="Beslut"), when=Days(first=FIRST, last=FIRST))
        events = tuple(self.events.values())
        return Plan(process=PROCESS, events=events, milestones=(milestone,), published=self.ledger)

    def decides(self, later: int = 0, restored: Collection[str] = ()) -> tuple[PublicationDecision, ...]:
        now = midnight(self.today) + dt.timedelta(hours=later)
        return with_feeds(self.plan(), decide(self.plan(), self.today, now, restored=restored), self.today)

    def publishes(self, decisions: tuple[PublicationDecision, ...]) -> dict[str, Feed]:
        plan = self.plan()
        self.ledger = replace(next_ledger(self.ledger, decisions), feeds={**self.ledger.feeds, **names(plan)})
        return feeds(plan, decisions, self.target, self.ledger.feeds, self.today)


@given(steps=steps, windows=st.booleans(), restores=st.booleans())
@settings(deadline=None, max_examples=EXAMPLES)
def test_no_version_is_told_twice_and_none_goes_back(
    steps: list[tuple[str, str, Edit, int]], *, windows: bool, restores: bool
) -> None:
    publisher, reader = Publisher(windows=windows), Reader()
    for step in [("edit", "a", lambda event: event, 0), *steps]:
        publisher.does(*step)
        reused = [one.told.id for one in publisher.decides() if one.change is EntryChange.REUSED]
        if not restores:
            for name in reused:
                del publisher.events[name]
        found = publisher.publishes(publisher.decides(restored=reused))
        there = {entry.uid: entry for entry in found["all"].entries}
        reader.reads(there, publisher.ledger, publisher.today)
        assert all(entry == there[entry.uid] for feed in found.values() for entry in feed.entries)
        ledger = publisher.ledger
        assert read_plan({PUBLISHED: published_bytes(ledger)}).plan.published == ledger
        assert publisher.publishes(publisher.decides(later=1)) == found
        assert publisher.ledger == ledger


def test_a_window_that_took_the_place_of_a_date_is_put_off_in_its_turn() -> None:
    """Found at random: the days since the date was put off were counted, and the window vanished without a word."""
    publisher, reader = Publisher(windows=True), Reader()
    window = Window(first=FIRST, last=FIRST + dt.timedelta(days=30))
    turns: list[tuple[Days | Window | None, int]] = [(Days(first=FIRST, last=FIRST), 0), (window, 0)]
    turns += [(None, 31), (None, 30), (None, 1)]
    for when, later in turns:
        publisher.today += dt.timedelta(days=later)
        publisher.events["b"] = replace(publisher.events["b"], when=when)
        there = {entry.uid: entry for entry in publisher.publishes(publisher.decides())["all"].entries}
        reader.reads(there, publisher.ledger, publisher.today)
    assert "b@rus.example.org" not in there
