"""What publishing tells calendars, entry by entry: pure, from the plan, what was told before, and the day.

`decide` compares the values of entries, not their words; each decision holds what calendars are given and what the
ledger says afterwards. Nothing is bumped that recipients do not see, nor for a better word, and what the plan has lost
becomes a cancellation.
"""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from rusctl.calendar.feeds.cancellations import cancellation, postponement
from rusctl.calendar.feeds.entries import Current, current
from rusctl.calendar.feeds.fingerprint import fingerprint, fingerprints
from rusctl.calendar.ics.entry import Entry
from rusctl.model.ledger import EntryChange, Ledger, PublishedEntry
from rusctl.model.plan import NOWHERE, Hours, Plan, Source
from rusctl.schedule.state.milestones import standings

CANCELLED = "CANCELLED"
_NOTHING: Mapping[str, int] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationDecision:
    """What an entry is to those who have the calendar, and what the ledger says once it was published.

    `entry` is what a target is given that shows windows, `dated` what one is given that does not; None where it is to
    have nothing. `put_off` says that no other date is set. `at` is the record's place in the plan; NOWHERE for what the
    plan no longer has.
    """

    change: EntryChange
    told: PublishedEntry
    before: PublishedEntry | None
    entry: Entry | None
    dated: Entry | None
    put_off: bool = False
    at: Source = NOWHERE

    @property
    def uid(self) -> str:
        """The UID that it is about."""
        return self.told.uid

    def shown(self, *, windows: bool) -> Entry | None:
        """Give what a target is given."""
        return self.entry if windows else self.dated


def decide(
    plan: Plan,
    today: dt.date,
    now: dt.datetime | None = None,
    *,
    restored: Collection[str] = (),
    seen: Mapping[str, int] = _NOTHING,
) -> tuple[PublicationDecision, ...]:
    """Decide about every entry of the plan and of its ledger, in the order of the UIDs.

    `now` stamps what has changed; without it, as for an export, the stamp comes from the plan. `restored` are the ids
    of events that were gone and are meant to be back. `seen` are higher sequences that targets are known to hold.
    RusctlError where the plan holds what no calendar can say.
    """
    ledger = plan.published or Ledger()
    deciding = _Deciding(plan, today, now.replace(microsecond=0) if now else None, frozenset(restored), seen)
    there = {one.uid: one for one in current(plan, standings(plan, today))}
    found = []
    for uid in sorted({*there, *ledger.entries}):
        now_there, before = there.get(uid), ledger.entries.get(uid)
        if now_there is None:
            found.append(deciding.gone(ledger.entries[uid]))
        elif before:
            found.append(deciding.known(now_there, before))
        elif new := deciding.new(now_there):
            found.append(new)
    return tuple(found)


def next_ledger(ledger: Ledger | None, decisions: Iterable[PublicationDecision]) -> Ledger:
    """Give what the ledger says once the decisions were published."""
    return (ledger or Ledger()).with_told(*(decision.told for decision in decisions))


def stamped(entry: Entry, told: PublishedEntry) -> Entry:
    """Give an entry the numbers and times that the ledger has for it."""
    return replace(entry, sequence=told.sequence, created=told.created, modified=told.modified)


def many_gone(decisions: Iterable[PublicationDecision]) -> bool:
    """Whether so many are gone from the plan at once, three and more than a fifth, that it may be a mistake."""
    alive = [one for one in decisions if one.before and not one.before.gone]
    gone = [one for one in alive if one.told.gone]
    return len(gone) >= 3 and len(gone) * 5 > len(alive)  # noqa: PLR2004 - the figures of the sentence


@dataclass(frozen=True, slots=True)
class _Deciding:
    """What all decisions share."""

    plan: Plan
    today: dt.date
    now: dt.datetime | None
    restored: frozenset[str]
    seen: Mapping[str, int]

    def new(self, there: Current) -> PublicationDecision | None:
        """Decide about what nobody was told of; None where there is no date to tell."""
        entry = there.entry
        if entry is None:
            return None
        told = PublishedEntry(
            uid=entry.uid,
            sequence=max(entry.sequence, self.seen.get(entry.uid, -1) + 1),
            fingerprint=self._mark(entry),
            created=entry.created,
            modified=entry.modified,
            status=entry.status,
            title=there.title,
        )
        return self._decision(EntryChange.NEW, _shape(there, told), None, there)

    def known(self, there: Current, before: PublishedEntry) -> PublicationDecision:
        """Decide about what the plan has and calendars have been told of."""
        if self._is_another(there, before):
            return replace(self.gone(before), change=EntryChange.REUSED, told=before, at=there.at)
        mark = self._mark(there.entry)
        if mark and mark == before.fingerprint and not before.gone and self._highest(before) == before.sequence:
            return self._decision(EntryChange.UNCHANGED, before, before, there)  # most are, and this is the short way
        told = _shape(there, before)
        entry = there.entry or self._off(there, told)
        mark = self._mark(entry) if entry else before.fingerprint
        told = replace(told, fingerprint=mark, status=entry.status if entry else CANCELLED)
        if self._is_told(entry, before) and not before.gone:
            told = self._raised(told)
        else:
            sequence = max(self._highest(before) + 1, there.entry.sequence if there.entry else 0)
            told = replace(told, sequence=sequence, modified=self._stamp(before, there.entry))
        change = EntryChange.UNCHANGED if told.sequence == before.sequence else EntryChange.CHANGED
        if change is EntryChange.CHANGED and told.status == CANCELLED != before.status and there.cancelled:
            change = EntryChange.CANCELLED
        return self._decision(change, told, before, there)

    def gone(self, before: PublishedEntry) -> PublicationDecision:
        """Decide about what the plan no longer has: its cancellation stays for a time."""
        if before.gone:
            told = self._raised(before)
            change = EntryChange.UNCHANGED if told.sequence == before.sequence else EntryChange.CHANGED
        else:
            told = replace(
                before,
                sequence=self._highest(before) + 1,
                modified=self._stamp(before, None),
                status=CANCELLED,
                cancelled=self._off_since(before),
                gone=True,
            )
            change = EntryChange.CHANGED if before.status == CANCELLED else EntryChange.CANCELLED
        entry = self._kept(cancellation(told, self.plan.process), told)
        if entry is None:
            change = EntryChange.EXPIRED
        return PublicationDecision(
            change=change, told=told, before=before, entry=entry, dated=entry if told.start else None
        )

    def _decision(
        self, change: EntryChange, told: PublishedEntry, before: PublishedEntry | None, there: Current
    ) -> PublicationDecision:
        undated = there.entry is None or there.window is not None
        if told.status == CANCELLED:
            told = told if told is before else replace(told, cancelled=self._off_since(before))
        elif undated and told.start:
            told = told if told.cancelled else replace(told, cancelled=self.today)
        elif told.cancelled:
            told = replace(told, cancelled=None)
        off = self._kept(self._off(there, told), told) if undated else None
        entry = self._kept(stamped(there.entry, told), told) if there.entry else off
        dated = entry if not undated else off if told.start else None
        if entry is None and dated is None:
            change = EntryChange.EXPIRED
        return PublicationDecision(
            change=change,
            told=told,
            before=before,
            entry=entry,
            dated=dated,
            put_off=undated and not there.cancelled,
            at=there.at,
        )

    def _off_since(self, before: PublishedEntry | None) -> dt.date:
        """Give since when nothing is held; a window that stood for a date that was put off was still something."""
        return (before.cancelled if before and before.status == CANCELLED else None) or self.today

    def _off(self, there: Current, told: PublishedEntry) -> Entry | None:
        """Give what is told of a date that no longer holds."""
        return (cancellation if there.cancelled else postponement)(told, self.plan.process)

    def _is_another(self, there: Current, before: PublishedEntry) -> bool:
        """Whether an id that belonged to something that is gone now stands for something else."""
        if there.milestone != before.milestone:
            return True
        if not before.gone or before.id in self.restored:
            return False
        return there.entry is None or not self._is_told(there.entry, before)

    def _mark(self, entry: Entry | None) -> str:
        """Give the digest of what an entry says, by the names in the folder's language."""
        return fingerprint(entry.values, self.plan.process.language) if entry and entry.values else ""

    def _is_told(self, entry: Entry | None, before: PublishedEntry) -> bool:
        """Whether calendars have been told what an entry says, in whatever language."""
        if entry is None or entry.values is None:
            return entry is None
        return before.fingerprint in fingerprints(entry.values, self.plan.process.language)

    def _raised(self, told: PublishedEntry) -> PublishedEntry:
        """Give the same, or a higher version where a target holds a higher one than the ledger knows."""
        highest = self._highest(told)
        if highest <= told.sequence:
            return told
        return replace(told, sequence=highest + 1, modified=self._stamp(told, None))

    def _highest(self, told: PublishedEntry) -> int:
        highest = max(told.sequence, self.seen.get(told.uid, 0))
        for one in told.given:
            if one.sequence is not None and one.sequence > highest:
                highest = one.sequence
        return highest

    def _stamp(self, before: PublishedEntry, entry: Entry | None) -> dt.datetime:
        """Give when a version was published, never before the one it follows."""
        own = entry.modified if entry else before.modified
        return max(before.modified, self.now or own)

    def _kept(self, entry: Entry | None, told: PublishedEntry) -> Entry | None:
        """Give an entry, or None where it is a cancellation that has stayed long enough."""
        if entry is None or entry.status != CANCELLED:
            return entry
        last = max(told.cancelled or self.today, entry.when.last)
        return None if (self.today - last).days > self.plan.publishing.keep_days else entry


def _shape(there: Current, before: PublishedEntry) -> PublishedEntry:
    """Give what the ledger keeps of what the plan says now; an exact date stays until another takes its place."""
    entry, window = there.entry, there.window
    told = replace(before, title=there.title, milestone=there.milestone, gone=False)
    if entry is None:
        return told
    told = replace(
        told,
        location=entry.location,
        yearly=entry.yearly,
        window_from=window.first if window else None,
        window_to=window.last if window else None,
    )
    if window:
        return told
    if isinstance(entry.when, Hours):
        return replace(told, start=entry.when.start, end=entry.when.end)
    return replace(told, start=entry.when.first, end=entry.when.last)
