"""What those who have a calendar will see change, in words."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from rusctl.calendar.feeds.cancellations import told_date
from rusctl.calendar.feeds.feeds import DEADLINES
from rusctl.calendar.feeds.ledger import PublicationDecision
from rusctl.calendar.ics.entry import Entry
from rusctl.language.message import Message, msg
from rusctl.language.vocabulary import STATUS
from rusctl.model.ledger import PublishedEntry
from rusctl.model.plan import Status
from rusctl.services.publishing.to_folder import FeedFile

ORDER = ("cancelled", "put off", "moved", "changed", "new", "left out")


class FeedChange(NamedTuple):
    """One change that those who have a calendar will see: what kind (one of ORDER), of which entry, and the words."""

    kind: str
    id: str
    title: str
    sequence: int
    text: Message


def seen_changes(file: FeedFile, decisions: Mapping[str, PublicationDecision]) -> list[FeedChange]:
    """Give what those who have a feed will see change, the gravest first; nothing where it stays as it is."""
    if file.new == file.old:
        return []
    if file.id == DEADLINES:
        return [FeedChange("changed", "", file.feed.name, 0, msg("the deadlines as they are counted now"))]
    found = [*_shown(file, decisions), *_left_out(file, decisions)]
    return sorted(found, key=lambda one: (ORDER.index(one.kind), one.title, one.id))


def _shown(file: FeedFile, decisions: Mapping[str, PublicationDecision]) -> Iterator[FeedChange]:
    for entry in file.feed.entries:
        version = file.versions.get(entry.uid)
        if version != entry.sequence:
            yield _seen(entry, decisions[entry.uid], version)
    for task in file.feed.tasks:
        uid = task.uid.replace(".todo@", "@")
        version = file.versions.get(uid)
        if version != task.sequence:
            shown = decisions[uid].shown(windows=file.target.windows)
            if shown:
                yield _seen(shown, decisions[uid], version)


def _seen(entry: Entry, decision: PublicationDecision, version: int | None) -> FeedChange:
    told, before = decision.told, decision.before
    was = before if before and version == before.sequence else None
    kind, text = _words(entry, told, was, version, put_off=decision.put_off)
    return FeedChange(kind, told.id, told.title, told.sequence, text)


def _words(
    entry: Entry, told: PublishedEntry, before: PublishedEntry | None, version: int | None, *, put_off: bool
) -> tuple[str, Message]:
    if entry.status == "CANCELLED":
        if put_off:
            return "put off", msg("put off, no new date: {title}, {when}", title=told.title, when=entry.when)
        return "cancelled", msg("cancelled: {title}, {when}", title=told.title, when=entry.when)
    if version is None:
        return "new", msg("new: {title}, {when}", title=told.title, when=entry.when)
    old = told_date(before) if before else None
    if put_off and before and before.window_from is None:
        text = msg("the day is no longer set: {title}, was {old}, now {new}", title=told.title, old=old, new=entry.when)
        return "put off", text
    what = list(_differences(told, before)) if before else []
    if old and old != entry.when:
        kind, text = "moved", msg("moved: {title}, from {old} to {new}", title=told.title, old=old, new=entry.when)
    else:
        kind, text = "changed", msg("changed: {title}, {when}", title=told.title, when=entry.when)
    return kind, msg("{change}: {what}", change=text, what=what) if what else text


def _differences(told: PublishedEntry, before: PublishedEntry) -> Iterator[Message]:
    if told.status != before.status:
        yield STATUS[Status(told.status.lower())]
    if told.title != before.title:
        yield msg("was called {title}", title=before.title)
    if told.location != before.location:
        yield msg("in {place}", place=told.location) if told.location else msg("no place")


def _left_out(file: FeedFile, decisions: Mapping[str, PublicationDecision]) -> Iterator[FeedChange]:
    there = {entry.uid for entry in file.feed.entries} | {task.uid.replace(".todo@", "@") for task in file.feed.tasks}
    for uid, version in file.versions.items():
        if uid not in there:
            told = decisions[uid].told if uid in decisions else None
            title = told.title if told else uid
            yield FeedChange("left out", uid.partition("@")[0], title, version, msg("left out: {title}", title=title))
