"""What calendars have been told (config/published.toml): for each UID, and for each target it was given to."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import field, replace
from enum import StrEnum
from typing import NamedTuple

from rusctl.model.record import dataclass


class TargetState(NamedTuple):
    """What one target was given of an entry, so that a refusal there is known as that target's alone.

    `sequence` is the one it took, None where it has taken none; `refused` is the one it did not take, and `reason` its
    words for that. `href` and `etag` are a server's; `digest` is of the octets it was sent.
    """

    target: str
    sequence: int | None = None
    href: str = ""
    etag: str = ""
    digest: str = ""
    refused: int | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedEntry:
    """An entry as calendars were last told of it, and what its cancellation needs once the plan has lost it.

    `start` and `end` are the last exact date, both ends included, also when only a window holds now; they are times
    where it has hours. `cancelled` is the day calendars were told that nothing is held on that date; `gone` says that
    the plan no longer has it. `feeds` are those that it stands in; `left` are those that it belongs to no more, with
    the day it left each. A `fingerprint` that is empty equals none, so the entry counts as changed.
    """

    uid: str
    sequence: int
    fingerprint: str
    created: dt.datetime
    modified: dt.datetime
    status: str
    title: str
    location: str = ""
    start: dt.date | None = None
    end: dt.date | None = None
    window_from: dt.date | None = None
    window_to: dt.date | None = None
    yearly: bool = False
    milestone: bool = False
    cancelled: dt.date | None = None
    gone: bool = False
    feeds: tuple[str, ...] = ()
    left: Mapping[str, dt.date] = field(default_factory=dict)
    given: tuple[TargetState, ...] = ()

    @property
    def id(self) -> str:
        """The id of the event or the milestone."""
        return self.uid.partition("@")[0]

    def given_to(self, target: str) -> TargetState | None:
        """Give what a target was given of it, or None."""
        return next((one for one in self.given if one.target == target), None)

    def with_given(self, new: TargetState) -> "PublishedEntry":
        """Give the same with what one target has now, in the place of what it had."""
        others = (one for one in self.given if one.target != new.target)
        return replace(self, given=tuple(sorted((*others, new))))

    def without_given(self, target: str) -> "PublishedEntry":
        """Give the same with nothing given to a target, such as when its copy was deleted."""
        return replace(self, given=tuple(one for one in self.given if one.target != target))


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """All that calendars have been told, by UID; `feeds` are the names of the feeds that were written, by id."""

    entries: Mapping[str, PublishedEntry] = field(default_factory=dict)
    feeds: Mapping[str, str] = field(default_factory=dict)

    def told_under(self, domain: str) -> str:
        """Give another domain than `domain` that ends UIDs which calendars have, "" where there is none."""
        domains = {uid.rpartition("@")[2] for uid, told in self.entries.items() if not told.gone}
        return min(domains - {domain}, default="")

    def with_told(self, *told: PublishedEntry) -> "Ledger":
        """Give the same with some entries in the place of those it had."""
        return replace(self, entries={**self.entries, **{one.uid: one for one in told}})


class EntryChange(StrEnum):
    """What an entry is to those who have the calendar, against what they were last told.

    `cancelled` is told once, whether it was cancelled or is gone from the plan; after that it is unchanged until it has
    `expired` and is left out. `reused` is the id of something that is gone, given to something else.
    """

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    CANCELLED = "cancelled"
    EXPIRED = "expired"
    REUSED = "reused"


class Pending(NamedTuple):
    """An entry that publishing would tell calendars something about."""

    uid: str
    change: EntryChange


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What rules look at: the ledger, and what has changed against it."""

    ledger: Ledger
    pending: tuple[Pending, ...] = ()
