"""What calendars are told: nothing is bumped that nobody sees, and nothing is bumped twice."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import fields, replace
from itertools import combinations
from typing import Any

import pytest

from rusctl.calendar.feeds import saying
from rusctl.calendar.feeds.entries import EntryOptions, feed, midnight
from rusctl.calendar.feeds.fingerprint import fingerprint, fingerprints
from rusctl.calendar.feeds.ledger import PublicationDecision, decide, many_gone, next_ledger
from rusctl.calendar.feeds.saying import EntryVersion
from rusctl.calendar.ics.entry import Entry
from rusctl.language.catalogue import Language
from rusctl.model.entry_values import EntryValues, Off
from rusctl.model.ledger import EntryChange, Ledger, PublishedEntry, TargetState
from rusctl.model.plan import (
    Days,
    Earlier,
    Event,
    Hours,
    Milestone,
    Plan,
    Process,
    Publishing,
    Source,
    Status,
    Texts,
    Window,
    Yearly,
)

clock = dt.datetime.fromisoformat
PERIOD = Window(first=dt.date(2018, 11, 6), last=dt.date(2020, 6, 16))
PROCESS = Process(name="Plan", language="en", uid_domain="plan.example.org", period=PERIOD)
DAY = dt.date(2018, 11, 26)
ONE_DAY = Days(first=DAY, last=DAY)
LATER = Days(first=dt.date(2018, 12, 3), last=dt.date(2018, 12, 3))
HOURS = Hours(start=clock("2018-11-26 09:00"), end=clock("2018-11-26 12:00"))
WINDOW = Window(first=dt.date(2019, 1, 1), last=dt.date(2019, 3, 31), text="early in 2019")
TODAY = dt.date(2018, 11, 8)
NOW = clock("2018-11-08T12:30:15.5Z")
THEN = clock("2018-11-09T08:00:00Z")
AT = Source("events.toml", ("event", 4))
TALK = Event(id="talk", title="Talk", when=ONE_DAY, status=Status.CONFIRMED)


def plan(*events: Event, ledger: Ledger | None = None, milestones: Sequence[Milestone] = (), keep: int = 30) -> Plan:
    return Plan(
        process=PROCESS,
        events=events,
        milestones=tuple(milestones),
        published=ledger,
        publishing=Publishing(keep_days=keep),
    )


def published(*events: Event, ledger: Ledger | None = None, now: dt.datetime = NOW, **more: Any) -> Ledger:
    return next_ledger(ledger, decide(plan(*events, ledger=ledger, **more), TODAY, now))


def after(*events: Event, ledger: Ledger, today: dt.date = TODAY, **more: Any) -> PublicationDecision:
    (one,) = decide(plan(*events, ledger=ledger), today, more.pop("now", THEN), **more)
    return one


def test_the_first_publishing_says_what_an_export_says() -> None:
    moved = replace(TALK, earlier=(Earlier(when=LATER, stated=dt.date(2018, 11, 1)),))
    (one,) = decide(plan(moved), TODAY, NOW)
    assert one.change is EntryChange.NEW
    assert (one.entry,) == (one.dated,) == feed(plan(moved), [moved]).entries
    assert one.told == PublishedEntry(
        uid="talk@plan.example.org",
        sequence=1,
        fingerprint=fingerprint(one.entry.values, "en") if one.entry and one.entry.values else "",
        created=clock("2018-11-01T00:00Z"),
        modified=clock("2018-11-01T00:00Z"),
        status="CONFIRMED",
        title="Talk",
        start=DAY,
        end=DAY,
    )


def test_what_has_not_changed_is_the_same_for_ever() -> None:
    ledger = published(TALK)
    for today in (TODAY, DAY, dt.date(2030, 1, 1)):
        one = after(TALK, ledger=ledger, today=today)
        assert (one.change, one.told) == (EntryChange.UNCHANGED, ledger.entries[one.uid])


@pytest.mark.parametrize(
    "other",
    [
        {"title": "Speech"},
        {"when": LATER},
        {"when": HOURS},
        {"status": Status.TENTATIVE},
        {"venue": "Hall"},
        {"answer_by": DAY},
        {"url": "https://example.org/talk"},
        {"reminder": 30},
        {"source": "example.org"},
    ],
)
def test_what_recipients_see_is_bumped_once_and_keeps_its_uid(other: dict[str, Any]) -> None:
    ledger, changed = published(TALK), replace(TALK, **other)
    one = after(changed, ledger=ledger)
    assert (one.change, one.uid) == (EntryChange.CHANGED, "talk@plan.example.org")
    assert one.entry is not None
    assert (one.entry.sequence, one.entry.modified, one.entry.created) == (1, THEN, midnight(PERIOD.first))
    (again,) = decide(plan(changed, ledger=next_ledger(ledger, [one])), TODAY, clock("2018-12-24T00:00Z"))
    assert (again.change, again.entry) == (EntryChange.UNCHANGED, one.entry)


@pytest.mark.parametrize("other", [{"note": "n"}, {"crew": ("a",)}, {"roles": ("b",)}, {"dnr": "1"}, {"capacity": 9}])
def test_what_nobody_sees_bumps_nothing(other: dict[str, Any]) -> None:
    ledger = published(TALK)
    assert after(replace(TALK, **other), ledger=ledger).change is EntryChange.UNCHANGED


def test_an_entry_keeps_the_day_it_was_first_told_and_takes_a_new_title() -> None:
    ledger = published(TALK)
    earlier = replace(PROCESS, period=replace(PERIOD, first=dt.date(2018, 1, 1)))
    changed = replace(plan(replace(TALK, title="Speech", at=AT), ledger=ledger), process=earlier)
    (one,) = decide(changed, TODAY, THEN)
    assert one.entry is not None
    assert (one.entry.created, one.told.created) == (midnight(PERIOD.first), midnight(PERIOD.first))
    assert (one.told.title, one.at) == ("Speech", AT)


def test_a_move_that_is_kept_in_the_file_counts_once_more_only() -> None:
    moved = replace(TALK, when=LATER, earlier=(Earlier(when=ONE_DAY, stated=TODAY),))
    assert after(moved, ledger=published(TALK)).told.sequence == 1
    twice = replace(moved, earlier=(*moved.earlier, *moved.earlier))
    assert after(twice, ledger=published(TALK)).told.sequence == 2


def test_without_a_clock_the_stamp_is_the_plans_and_never_older() -> None:
    ledger = published(replace(TALK, title="Old"), ledger=published(TALK))
    one = after(TALK, ledger=ledger, now=None)
    assert one.entry is not None
    assert (one.entry.sequence, one.entry.modified) == (2, NOW.replace(microsecond=0))
    stated = replace(TALK, stated=dt.date(2018, 12, 1))
    assert after(stated, ledger=ledger, now=None).told.modified == clock("2018-12-01T00:00Z")


def test_a_clock_that_was_put_back_takes_nothing_back() -> None:
    ledger = published(replace(TALK, title="Old"), ledger=published(TALK))
    assert after(TALK, ledger=ledger, now=clock("2001-01-01T00:00Z")).told.modified == NOW.replace(microsecond=0)


def test_a_cancelled_event_stays_for_its_time() -> None:
    off = replace(TALK, status=Status.CANCELLED)
    one = after(off, ledger=published(TALK))
    assert (one.change, one.told.cancelled, one.told.gone) == (EntryChange.CANCELLED, TODAY, False)
    ledger = next_ledger(None, [one])
    assert after(off, ledger=ledger).change is EntryChange.UNCHANGED
    assert after(off, ledger=ledger, today=dt.date(2018, 12, 26)).entry == one.entry
    expired = after(off, ledger=ledger, today=dt.date(2018, 12, 27))
    assert (expired.change, expired.entry, expired.dated, expired.told) == (EntryChange.EXPIRED, None, None, one.told)


def test_a_deleted_event_is_a_cancellation_for_a_time() -> None:
    held = replace(TALK, when=HOURS, venue="Hall", status=Status.TENTATIVE)
    ledger = published(held)
    one = after(ledger=ledger)
    assert (one.change, one.told.cancelled, one.told.gone) == (EntryChange.CANCELLED, TODAY, True)
    assert (
        one.entry
        == one.dated
        == Entry(
            uid="talk@plan.example.org",
            when=HOURS,
            summary="Cancelled: Talk",
            status="CANCELLED",
            transp="TRANSPARENT",
            busystatus="FREE",
            created=midnight(PERIOD.first),
            modified=THEN,
            sequence=1,
            description="The event is cancelled.",
            location="Hall",
        )
    )
    ledger = next_ledger(ledger, [one])
    assert after(ledger=ledger, today=dt.date(2018, 12, 26)).entry == one.entry
    expired = after(ledger=ledger, today=dt.date(2018, 12, 27))
    assert (expired.change, expired.entry, expired.told) == (EntryChange.EXPIRED, None, one.told)
    late = after(ledger=published(held), today=dt.date(2019, 2, 1))
    assert after(ledger=next_ledger(None, [late]), today=dt.date(2019, 3, 3)).entry == late.entry
    assert after(ledger=next_ledger(None, [late]), today=dt.date(2019, 3, 4)).entry is None


def test_an_id_that_belonged_to_another_is_refused_until_it_is_said_to_be_the_same() -> None:
    ledger = published(TALK)
    ledger = next_ledger(ledger, [after(ledger=ledger)])
    other = replace(TALK, title="Another", at=AT)
    one = after(other, ledger=ledger)
    told = ledger.entries[one.uid]
    assert (one.change, one.told, one.before, one.at) == (EntryChange.REUSED, told, told, AT)
    back = after(other, ledger=ledger, restored=["talk"])
    assert (back.change, back.told.sequence, back.told.gone, back.told.cancelled) == (
        EntryChange.CHANGED,
        2,
        False,
        None,
    )
    undone = after(TALK, ledger=ledger)
    assert (undone.change, undone.told.sequence, undone.told.gone) == (EntryChange.CHANGED, 2, False)


def test_a_milestone_does_not_take_an_events_place() -> None:
    milestone = Milestone(id="talk", title=Texts(en="Talk"), when=ONE_DAY)
    (one,) = decide(plan(ledger=published(TALK), milestones=[milestone]), TODAY, THEN)
    assert one.change is EntryChange.REUSED


def test_a_date_that_no_longer_holds_is_taken_back() -> None:
    ledger = published(TALK)
    for undated in (replace(TALK, when=WINDOW), replace(TALK, when=None)):
        one = after(undated, ledger=ledger)
        assert (one.change, one.told.sequence, one.told.start) == (EntryChange.CHANGED, 1, DAY)
        assert one.dated is not None
        assert (one.dated.when, one.dated.status) == (ONE_DAY, "CANCELLED")
        assert one.dated.summary == "Put off, new date not set: Talk"
        assert one.entry is not None
        assert one.entry.summary == ("Date not set: Talk (early in 2019)" if undated.when else one.dated.summary)
        ledger_after = next_ledger(ledger, [one])
        assert after(undated, ledger=ledger_after).change is EntryChange.UNCHANGED
        assert after(undated, ledger=ledger_after, today=dt.date(2019, 5, 1)).dated is None
        dated = after(replace(TALK, when=LATER), ledger=ledger_after)
        assert (dated.change, dated.told.sequence, dated.told.cancelled) == (EntryChange.CHANGED, 2, None)
        assert dated.entry == dated.dated
        gone = after(ledger=ledger_after)
        assert gone.dated is not None
        assert (gone.dated.when, gone.dated.summary, gone.dated.sequence) == (ONE_DAY, "Cancelled: Talk", 2)


def test_what_was_put_off_and_then_deleted_stays_from_the_day_it_was_deleted() -> None:
    ledger = next_ledger(None, decide(plan(TALK), TODAY, NOW))
    ledger = next_ledger(ledger, [after(replace(TALK, when=WINDOW), ledger=ledger)])
    assert ledger.entries["talk@plan.example.org"].cancelled == TODAY
    later = dt.date(2018, 12, 20)
    gone = after(ledger=ledger, today=later)
    assert (gone.change, gone.told.cancelled) == (EntryChange.CANCELLED, later)
    off = after(replace(TALK, status=Status.CANCELLED), ledger=published(TALK))
    deleted = after(ledger=next_ledger(None, [off]), today=later)
    assert (deleted.change, deleted.told.cancelled, deleted.told.sequence) == (EntryChange.CHANGED, TODAY, 2)


@pytest.mark.parametrize("when", [LATER, None, WINDOW])
def test_what_two_sides_told_under_one_number_is_told_anew(when: Any) -> None:
    changed = replace(TALK, when=when)
    ledger = published(changed, ledger=published(TALK))
    told = replace(ledger.entries["talk@plan.example.org"], fingerprint="")
    one = after(changed, ledger=Ledger(entries={told.uid: told}))
    assert (one.change, one.told.sequence, one.told.fingerprint != "") == (EntryChange.CHANGED, 2, True)


def test_a_cancelled_event_without_a_date_says_so_on_the_date_that_was_told() -> None:
    off = replace(TALK, status=Status.CANCELLED, when=WINDOW)
    for cancelled in (off, replace(off, when=None)):
        one = after(cancelled, ledger=published(TALK))
        assert one.dated is not None
        assert (one.change, one.put_off, one.dated.summary) == (EntryChange.CANCELLED, False, "Cancelled: Talk")
        assert one.dated.when == ONE_DAY


def test_a_window_is_for_those_who_asked_for_it() -> None:
    vague = replace(TALK, when=WINDOW)
    (one,) = decide(plan(vague), TODAY, NOW)
    assert (one.dated, one.shown(windows=False), one.told.start) == (None, None, None)
    assert (one.shown(windows=True),) == feed(plan(vague), [vague], (), EntryOptions(windows=True)).entries
    ledger = next_ledger(None, [one])
    gone = after(ledger=ledger)
    assert gone.dated is None
    assert gone.entry is not None
    assert gone.entry.when == Days(first=WINDOW.first, last=WINDOW.last)
    unknown = after(replace(TALK, when=None), ledger=ledger)
    assert unknown.dated is None
    assert unknown.entry is not None
    assert unknown.entry.when == Days(first=WINDOW.first, last=WINDOW.last)


def test_what_never_had_a_date_is_told_to_nobody() -> None:
    assert decide(plan(replace(TALK, when=None)), TODAY, NOW) == ()


def test_a_milestone_that_comes_back_is_cancelled_for_good() -> None:
    milestone = Milestone(id="report", title=Texts(en="Report"), every=Yearly(month=2, day=21, first=2025))
    ledger = next_ledger(None, decide(plan(milestones=[milestone]), TODAY, NOW))
    one = after(ledger=ledger)
    assert one.entry is not None
    assert (one.entry.yearly, one.entry.status, one.told.milestone) == (True, "CANCELLED", True)
    assert one.entry.description == "The milestone no longer applies."


@pytest.mark.parametrize("gone", [False, True])
def test_a_version_that_a_target_has_is_never_given_again(*, gone: bool) -> None:
    ledger = published(TALK)
    if gone:
        ledger = next_ledger(ledger, [after(ledger=ledger)])
    told = ledger.entries["talk@plan.example.org"].with_given(TargetState("web", 7))
    events = [] if gone else [TALK]
    one = after(*events, ledger=ledger.with_told(told))
    assert (one.change, one.told.sequence, one.told.modified) == (EntryChange.CHANGED, 8, THEN)
    refused = ledger.entries["talk@plan.example.org"].with_given(TargetState("web", None, refused=9, reason="no"))
    assert after(*events, ledger=ledger.with_told(refused)).change is EntryChange.UNCHANGED  # it holds nothing
    one = after(*events, ledger=ledger, seen={"talk@plan.example.org": 5})
    assert (one.change, one.told.sequence) == (EntryChange.CHANGED, 6)
    one = after(*events, ledger=ledger, seen={"talk@plan.example.org": int(gone)})
    assert one.change is EntryChange.UNCHANGED


def test_a_lost_ledger_does_not_take_a_version_back() -> None:
    (one,) = decide(plan(TALK), TODAY, NOW, seen={"talk@plan.example.org": 3})
    assert (one.change, one.told.sequence) == (EntryChange.NEW, 4)


def test_many_gone_at_once_may_be_a_mistake() -> None:
    events = [replace(TALK, id=f"talk-{number}") for number in range(14)]
    ledger = published(*events)
    assert not many_gone(decide(plan(*events[2:], ledger=ledger), TODAY, THEN))
    assert many_gone(decide(plan(*events[3:], ledger=ledger), TODAY, THEN))
    assert not many_gone(decide(plan(*events[2:], ledger=ledger), TODAY, THEN))
    assert not many_gone(decide(plan(events[0], ledger=published(*events[:3])), TODAY, THEN))


def test_what_is_new_and_what_was_gone_before_are_neither_gone_nor_left() -> None:
    events = [replace(TALK, id=f"talk-{number}") for number in range(20)]
    ledger = published(*events[5:], ledger=published(*events))  # five are gone, and calendars know
    new = [replace(TALK, id=f"new-{number}") for number in range(20)]
    assert not many_gone(decide(plan(*events[8:], *new, ledger=ledger), TODAY, THEN))  # three of fifteen
    assert many_gone(decide(plan(*events[9:], *new, ledger=ledger), TODAY, THEN))


@pytest.mark.parametrize(("told", "gone", "many"), [(15, 3, False), (14, 3, True), (20, 4, False), (10, 2, False)])
def test_a_fifth_is_not_yet_many_and_fewer_than_three_never_are(told: int, gone: int, many: bool) -> None:
    events = [replace(TALK, id=f"talk-{number}") for number in range(told)]
    assert many_gone(decide(plan(*events[gone:], ledger=published(*events)), TODAY, THEN)) is many


def test_what_a_target_was_given_stays_with_an_entry() -> None:
    told = published(TALK).entries["talk@plan.example.org"]
    told = (
        told.with_given(TargetState("b", 0, refused=1, reason="no"))
        .with_given(TargetState("a", 0))
        .with_given(TargetState("b", 1))
    )
    assert told.given == (TargetState("a", 0), TargetState("b", 1))
    assert told.given_to("b") == TargetState("b", 1)
    assert (told.given_to("c"), told.without_given("b").given) == (None, (TargetState("a", 0),))
    changed = after(replace(TALK, title="Speech"), ledger=Ledger(entries={told.uid: told}))
    assert changed.told.given == told.given


SAID = EntryValues(uid="talk@plan.example.org", when=ONE_DAY, status=Status.CONFIRMED)
# For each value that an entry has, another that its readers would see.
OTHERS: dict[str, EntryValues] = {
    "uid": replace(SAID, uid="other@plan.example.org"),
    "when": replace(SAID, when=HOURS),
    "title": replace(SAID, title=Texts({"": "Talk"})),
    "kind": replace(SAID, kind=Texts({"": "Dialogue"})),
    "municipality": replace(SAID, municipality="Sala"),
    "venue": replace(SAID, venue="Town hall"),
    "room": replace(SAID, room="Room 1"),
    "location": replace(SAID, location="Town hall, Sala"),
    "status": replace(SAID, status=Status.TENTATIVE),
    "off": replace(SAID, off=Off.GONE),
    "done": replace(SAID, done=True),
    "yearly": replace(SAID, yearly=True),
    "baseline": replace(SAID, baseline=DAY),
    "earlier": replace(SAID, earlier=(Earlier(when=LATER),)),
    "answer_by": replace(SAID, answer_by=DAY),
    "reminder": replace(SAID, reminder=dt.timedelta(minutes=30)),
    "source": replace(SAID, source="Dnr 1"),
    "timezone": replace(SAID, timezone="Europe/Helsinki"),
    "url": replace(SAID, url="https://example.org/"),
    "contact": replace(SAID, contact="plan@example.org"),
    "reason": replace(SAID, reason="Too few came"),
    "region": replace(SAID, region="Region", contact="plan@example.org"),
    "point": replace(SAID, point=(59.9205, 16.6042)),
}


def test_the_fingerprint_is_of_every_value_that_words_are_made_of() -> None:
    assert {field.name for field in fields(EntryValues)} == {*OTHERS, "note"}  # a note is shown to colleagues alone
    for code in ("sv", "en"):
        digests = [fingerprint(one, code) for one in (SAID, *OTHERS.values())]
        assert len(set(digests)) == len(digests)
    assert fingerprint(replace(SAID, note="For us"), "sv") == fingerprint(SAID, "sv")


VERSION = EntryVersion(NOW, NOW, 0)


def reminders(values: EntryValues) -> tuple[dt.timedelta, ...]:
    return () if values.reminder is None else (values.reminder,)


def test_what_words_say_otherwise_is_another_fingerprint_and_nothing_else_is() -> None:
    """An earlier date has values of its own, of which some are said and some are not."""
    moved = [
        SAID,
        *(
            replace(SAID, earlier=(one,))
            for one in (
                Earlier(when=LATER),
                Earlier(when=LATER, stated=DAY),
                Earlier(when=LATER, done=ONE_DAY),
                Earlier(when=LATER, source="Dnr 1"),
                Earlier(when=LATER, reason="The room was taken"),
                Earlier(when=None, reason="Not said"),
            )
        ),
        replace(SAID, earlier=(Earlier(when=LATER), Earlier(when=HOURS))),
        *OTHERS.values(),
    ]
    for code in ("sv", "en"):
        language = Language(code)
        said = [
            (saying.entry(one, language, VERSION, reminders=reminders(one)), one.timezone, one.region) for one in moved
        ]
        digests = [fingerprint(one, code) for one in moved]
        for (here, one), (there, other) in combinations(zip(said, digests, strict=True), 2):
            assert (here == there) == (one == other), (here, there)


def test_another_time_zone_moves_what_has_a_time_of_day() -> None:
    ledger = published(replace(TALK, when=HOURS), replace(TALK, id="day"))
    elsewhere = plan(replace(TALK, when=HOURS), replace(TALK, id="day"), ledger=ledger)
    elsewhere = replace(elsewhere, process=replace(PROCESS, timezone="Europe/Helsinki"))
    changes = {one.uid.partition("@")[0]: one.change for one in decide(elsewhere, TODAY, THEN)}
    assert changes == {"talk": EntryChange.CHANGED, "day": EntryChange.UNCHANGED}


def test_in_whatever_language_it_was_told_it_is_the_same() -> None:
    assert fingerprints(SAID, "sv") == tuple(reversed(fingerprints(SAID, "en")))
    assert fingerprints(SAID, "fi") == fingerprints(SAID, "sv")


def test_a_folder_in_another_language_tells_nobody_anything() -> None:
    events = [
        replace(TALK, status=Status.TENTATIVE, answer_by=DAY),
        Event(id="later", title="Later", when=WINDOW, earlier=(Earlier(when=HOURS, source="Dnr 1"),)),
    ]
    steps = [
        Milestone(id="every", title=Texts({"sv": "Varje", "en": "Every"}), every=Yearly(month=2, day=21, first=2019))
    ]
    ledger = published(*events, milestones=steps)
    swedish = plan(*events, milestones=steps, ledger=ledger)
    swedish = replace(swedish, process=replace(PROCESS, language="sv"))
    told = decide(swedish, TODAY, THEN)
    assert {one.change for one in told} == {EntryChange.UNCHANGED}
    assert {one.uid: one.told.sequence for one in told} == {uid: one.sequence for uid, one in ledger.entries.items()}
    # What is different in the new language is told from then on.
    ledger = next_ledger(ledger, told)
    renamed = replace(steps[0], title=Texts({"sv": "Årligen", "en": "Every"}))
    again = replace(swedish, milestones=(renamed,), published=ledger)
    changes = {one.uid.partition("@")[0]: one.change for one in decide(again, TODAY, THEN)}
    assert changes == {"talk": EntryChange.UNCHANGED, "later": EntryChange.UNCHANGED, "every": EntryChange.CHANGED}


def test_what_is_off_is_the_same_in_another_language() -> None:
    ledger = published(TALK)
    undated = replace(TALK, when=None, status=Status.PLANNED)
    ledger = next_ledger(ledger, decide(plan(undated, ledger=ledger), TODAY, THEN))
    swedish = replace(plan(undated, ledger=ledger), process=replace(PROCESS, language="sv"))
    (one,) = decide(swedish, TODAY, THEN)
    assert (one.change, one.put_off) == (EntryChange.UNCHANGED, True)


def test_the_fingerprint_is_the_same_under_every_python() -> None:
    (one,) = decide(plan(replace(TALK, when=HOURS, reminder=30, venue="Å, ä")), TODAY, NOW)
    assert one.told.fingerprint == "bkpbpdobmcncpboolfmgonmochbhlafd"
    assert set(one.told.fingerprint) <= set("abcdefghijklmnop")
