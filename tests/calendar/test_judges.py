"""All kinds of files that rusctl gives out: independent readers and the strict validator agree with the plan."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace
from operator import attrgetter

import pytest

from rusctl.calendar.feeds.entries import EntryOptions, feed
from rusctl.calendar.feeds.feeds import feeds, with_feeds
from rusctl.calendar.feeds.ledger import decide
from rusctl.calendar.feeds.tasks import tasks
from rusctl.calendar.ics.entry import Feed
from rusctl.calendar.ics.verify import all_calendar_bytes, calendar_bytes
from rusctl.calendar.itip.itip import cancel, request, scheduling_bytes
from rusctl.model.plan import Plan, Target
from rusctl.model.recipients import Part, Recipient
from rusctl.schedule.state.milestones import standings
from tests.calendar.ics.strict import problems
from tests.calendar.judges import JUDGES, NIGHTLY
from tests.calendar.seen import Seen, meant, meant_task

TODAY = dt.date(2018, 11, 8)
STAMP = dt.datetime(2018, 11, 8, 12, 30, tzinfo=dt.UTC)
RECIPIENTS = (
    Recipient(address="ett@example.org", name="Testperson Ett"),
    Recipient(address="två@example.org", name='Åsa "Ö" ^n; Testperson, \\Två', part=Part.OPTIONAL),
    Recipient(address="tre@example.org", part=Part.INFORMED),
)
GIVEN_OUT = ("held", "done", "night-back", "plain", "tentative", "planned", "cancelled", "moved", "window", "timed")
Files = list[tuple[str, bytes, list[Seen]]]


def of_feed(name: str, whole: Feed, octets: bytes) -> tuple[str, bytes, list[Seen]]:
    return name, octets, [*map(meant, whole.entries), *map(meant_task, whole.tasks)]


def exports(plan: Plan, everything: Feed) -> Iterator[tuple[str, Feed]]:
    yield "everything", everything
    yield "events", feed(plan, plan.events)
    in_english = replace(plan, process=replace(plan.process, language="en"))
    yield "in English", feed(in_english, plan.events, standings(plan, TODAY), EntryOptions(windows=True, notes=True))
    milestones = feed(plan, (), standings(plan, TODAY)).entries
    yield "tasks", replace(everything, entries=(), tasks=tasks(plan, milestones, TODAY), method="")
    for entry in everything.entries:
        yield f"{entry.uid} alone", replace(everything, entries=(entry,))
        yield f"{entry.uid} for a store", replace(everything, entries=(entry,), method="")


@pytest.fixture(scope="module")
def files(plan: Plan, everything: Feed) -> Files:
    found = [of_feed(name, whole, calendar_bytes(whole)) for name, whole in exports(plan, everything)]
    target = Target(id="web", kind="folder", path="feeds", windows=True, todo=True)
    decided = with_feeds(plan, decide(plan, TODAY, STAMP), TODAY)
    folder = feeds(plan, decided, target, {}, TODAY)
    octets = all_calendar_bytes(list(folder.values()))
    found += [of_feed(name, whole, one) for (name, whole), one in zip(folder.items(), octets, strict=True)]
    for entry in everything.entries:
        for who in RECIPIENTS:
            for make in (request, cancel) if entry.status != "CANCELLED" else (cancel,):
                made = make(entry, who, 7, STAMP)
                seen = meant(made.entry, (f"mailto:{who.address}", "NEEDS-ACTION"))
                found.append((f"{made.method} {entry.uid} to {who.address}", scheduling_bytes(made), [seen]))
    return found


def test_the_files_are_all_that_is_to_be_judged(files: Files, everything: Feed) -> None:
    names = [name for name, _, _ in files]
    assert len(set(names)) == len(names)
    assert {"all", "confirmed", "milestones", "milestones-todo", "municipality-orebo", "tasks"} <= set(names)
    held = [one for one in everything.entries if one.status != "CANCELLED"]
    assert sum(name.startswith("REQUEST") for name in names) == len(held) * len(RECIPIENTS)
    assert sum(name.startswith("CANCEL") for name in names) == len(everything.entries) * len(RECIPIENTS)
    assert {uid.partition("@")[0] for uid in (one.uid for one in everything.entries)} >= set(GIVEN_OUT)


@pytest.mark.parametrize("judge", JUDGES)
def test_a_judge_sees_what_the_plan_says(judge: object, files: Files) -> None:
    assert callable(judge)
    for name, octets, seen in files:
        assert judge(octets) == seen, name


def as_in_khal(seen: list[Seen], octets: bytes) -> list[Seen]:
    """Give what khal sees of it: it knows no tasks, and keeps events with icalendar, which breaks a line at `\\N`."""
    if b"BEGIN:VTODO" in octets:
        return []
    texts = ("summary", "description", "location")
    return [one._replace(**{name: getattr(one, name).replace("\\N", "\n") for name in texts}) for one in seen]


@pytest.mark.parametrize("name", NIGHTLY)
def test_a_judge_of_the_nights_sees_it_too(
    name: str, files: Files, counted: Callable[[str], None], not_run: Callable[[str], None]
) -> None:
    judge, uid = NIGHTLY[name], attrgetter("uid")
    if not judge.is_there():
        not_run(f"{name} as a judge of calendar files: {judge.lacking}")
        return
    for file, octets, seen in files:
        expected = seen if name != "khal" else as_in_khal(seen, octets)
        assert sorted(judge.read(octets), key=uid) == sorted(expected, key=uid), file
    counted(f"{len(files)} calendar files read by {name}")


def test_the_validator_has_nothing_against_them(files: Files) -> None:
    assert {name: problems(octets) for name, octets, _ in files if problems(octets)} == {}


def test_the_nights_when_clocks_change_are_the_instants_they_are(everything: Feed) -> None:
    """Set by hand, not counted: 00.30 is summer time still, 04.30 no more; and the other way round in March."""
    nights = {
        "night-back": ("2018-10-27T22:30", "2018-10-28T03:30"),
        "night-forward": ("2019-03-31T00:30", "2019-03-31T01:30"),
    }
    for judge in JUDGES:
        seen = {one.uid.partition("@")[0]: one for one in judge(calendar_bytes(everything))}
        for name, (start, end) in nights.items():
            utc = [dt.datetime.fromisoformat(f"{time}+00:00") for time in (start, end)]
            assert [seen[name].start, seen[name].end] == utc
