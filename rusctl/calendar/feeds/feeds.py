"""The feeds of a folder: which there are, what stands in each, and what each is called.

An entry that no longer belongs to a feed stays in it for a time and says what is true now: who has the feed must not
keep a meeting that was moved away from it. A feed that no longer has anything is kept, since people subscribe to it.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from rusctl.calendar.feeds.deadline_entries import deadline_entries
from rusctl.calendar.feeds.entries import EntryOptions
from rusctl.calendar.feeds.ledger import PublicationDecision, stamped
from rusctl.calendar.feeds.tasks import tasks
from rusctl.calendar.ics import clean
from rusctl.calendar.ics.colors import color_of
from rusctl.calendar.ics.entry import PUBLISH, Entry, Feed
from rusctl.language.catalogue import Language
from rusctl.language.message import Message, msg
from rusctl.language.names import municipality_name, role_names
from rusctl.model.ledger import PublishedEntry
from rusctl.model.plan import Event, Plan, Target
from rusctl.schedule.state.milestones import standings

ALL, CONFIRMED, MILESTONES, TODO, DEADLINES = "all", "confirmed", "milestones", "milestones-todo", "deadlines"
MUNICIPALITY, ROLE = "municipality-", "role-"
_COLORS = {ALL: "steelblue", CONFIRMED: "seagreen", MILESTONES: "goldenrod", TODO: "goldenrod", DEADLINES: "indianred"}


def names(plan: Plan) -> dict[str, str]:
    """Give the feeds that a plan has, by id, and what each is called in its language.

    A municipality has one once an event is planned there, a role once an event names it.
    """
    language = Language(plan.process.language)
    found: dict[str, Message | str] = {
        ALL: "",
        CONFIRMED: msg("confirmed events"),
        MILESTONES: msg("milestones"),
        TODO: msg("milestones as tasks"),
    }
    for one in sorted({name for event in plan.events for name in event.places}):
        found[MUNICIPALITY + one] = municipality_name(plan, one)
    roles = role_names(plan, language)
    for one in sorted({role for event in plan.events for role in event.roles}):
        found[ROLE + one] = roles.get(one, one)
    return {feed: _named(plan, language.value(part)) for feed, part in found.items()}


def _named(plan: Plan, part: str) -> str:
    """Give what a feed is called: the process, and what part of it.

    Without what TEXT escapes: many programs show the backslash before a comma in a calendar's name.
    """
    whole, part = clean.word(plan.process.name), clean.word(part)
    return f"{whole} – {part}" if whole and part else whole or part


def with_feeds(plan: Plan, decisions: Iterable[PublicationDecision], today: dt.date) -> tuple[PublicationDecision, ...]:
    """Give the decisions with the feeds that each entry stands in from now on, and those it has left."""
    events = {event.id: event for event in plan.events}
    return tuple(replace(one, told=_placed(one, events, plan, today)) for one in decisions)


def file_name(feed: str) -> str:
    """Give what a feed's file is called; it is a part of an address, so it never changes."""
    return f"{feed}.ics"


def feeds(
    plan: Plan, decisions: Iterable[PublicationDecision], target: Target, kept: Mapping[str, str], today: dt.date
) -> dict[str, Feed]:
    """Give a target's feeds by id; `kept` names those of earlier days that the plan no longer has."""
    called = {**{feed: clean.word(name) for feed, name in kept.items()}, **names(plan)}
    if not target.todo:
        called.pop(TODO, None)
    if target.deadlines:
        called[DEADLINES] = _named(plan, Language(plan.process.language).text(msg("deadlines")))
    entries: dict[str, list[Entry]] = {feed: [] for feed in called}
    decisions = tuple(decisions)
    if target.deadlines:
        entries[DEADLINES] = list(_deadlines(plan, decisions, today))
    for decision in decisions:
        entry = decision.shown(windows=target.windows)
        if entry is None:
            continue
        entry = replace(entry, reminders=()) if entry.reminders else entry
        for feed in (*decision.told.feeds, *decision.told.left):
            if feed in entries:
                entries[feed].append(entry)
    return {feed: _feed(feed, name, entries[feed], plan, today) for feed, name in called.items()}


def _deadlines(plan: Plan, decisions: Iterable[PublicationDecision], today: dt.date) -> Iterator[Entry]:
    """Give the deadlines round each meeting, with the version that its milestone is told with."""
    told = {one.told.id: one.told for one in decisions if one.told.milestone and not one.told.gone}
    for entry in deadline_entries(plan, standings(plan, today), today, EntryOptions()):
        milestone = entry.uid.partition("@")[0].partition(".")[0]
        yield stamped(entry, told[milestone]) if milestone in told else entry


def _feed(feed: str, name: str, entries: list[Entry], plan: Plan, today: dt.date) -> Feed:
    language = Language(plan.process.language)
    given = tuple(sorted(entries, key=_order))
    return Feed(
        name=name,
        entries=() if feed == TODO else given,
        tasks=tasks(plan, given, today) if feed == TODO else (),
        method="" if feed == TODO else PUBLISH,
        timezone=clean.line(plan.process.timezone),
        description=clean.lines("\n".join(language.text(line) for line in _about(feed, plan))),
        color=_COLORS.get(feed) or color_of(feed),
    )


def _about(feed: str, plan: Plan) -> Iterator[Message]:
    match feed:
        case "all":
            yield msg("Everything that has a date.")
        case "confirmed":
            yield msg("Confirmed events. One that is no longer confirmed stays for a time, and says so.")
        case "milestones" | "milestones-todo":
            yield msg("The milestones of the process.")
        case "deadlines":
            yield msg("The last days for what is to be done round the meetings.")
        case _ if feed.startswith(MUNICIPALITY):
            yield msg("Events in the municipality. One that has moved elsewhere stays for a time, and says where.")
        case _:
            yield msg("Events that this group is to take part in.")
    if plan.process.url:
        yield msg("More: {url}", url=plan.process.url)
    if plan.process.contact:
        yield msg("Contact: {mailbox}", mailbox=plan.process.contact)


def _placed(decision: PublicationDecision, events: Mapping[str, Event], plan: Plan, today: dt.date) -> PublishedEntry:
    told = decision.told
    if told.gone:
        return _after_a_time(told, plan, today)
    belongs = set(_belongs(told, None if told.milestone else events.get(told.id)))
    left = {feed: day for feed, day in told.left.items() if feed not in belongs}
    left |= {feed: today for feed in told.feeds if feed not in belongs}
    return _after_a_time(replace(told, feeds=tuple(sorted(belongs)), left=left), plan, today)


def _after_a_time(told: PublishedEntry, plan: Plan, today: dt.date) -> PublishedEntry:
    kept = {feed: day for feed, day in told.left.items() if (today - day).days <= plan.publishing.keep_days}
    return told if kept == told.left else replace(told, left=kept)


def _belongs(told: PublishedEntry, event: Event | None) -> Iterator[str]:
    yield ALL
    if told.milestone:
        yield from (MILESTONES, TODO)
    if event is None:
        return
    if told.status == "CONFIRMED" or (told.status == "CANCELLED" and CONFIRMED in told.feeds):
        yield CONFIRMED
    yield from (MUNICIPALITY + name for name in event.places)
    yield from (ROLE + role for role in event.roles)


def _order(entry: Entry) -> tuple[dt.date, dt.time, str]:
    start = getattr(entry.when, "start", None)
    return entry.when.first, start.time() if start else dt.time.min, entry.uid
