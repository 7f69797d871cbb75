"""From the plan to what its calendar says: pure, and without a clock, so that the same plan gives the same file."""

import datetime as dt
import re
from collections.abc import Iterable

from rusctl.calendar.feeds import saying
from rusctl.calendar.feeds.saying import EntryVersion
from rusctl.calendar.ics import clean, zone
from rusctl.calendar.ics.entry import PUBLISH, Entry, Feed
from rusctl.errors import RusctlError
from rusctl.language.catalogue import Language
from rusctl.language.message import msg
from rusctl.language.names import event_title, municipality_name
from rusctl.model.entry_values import EntryValues
from rusctl.model.plan import NOWHERE, Days, Earlier, Event, Hours, Plan, Source, Status, Texts, When, Window
from rusctl.model.record import dataclass
from rusctl.schedule.dates import clock
from rusctl.schedule.state.milestones import Standing

_UID = re.compile(r"[A-Za-z0-9._-]+@[A-Za-z0-9._-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryOptions:
    """What the user chooses about a file.

    `reminders` are the times before the start for entries that state none of their own; `own_reminders` takes those
    that the events state. A note may be meant for colleagues alone, so it is left out unless asked for.
    """

    windows: bool = False
    notes: bool = False
    reminders: tuple[dt.timedelta, ...] = ()
    own_reminders: bool = True
    method: str = PUBLISH


_DEFAULT = EntryOptions()


@dataclass(frozen=True, slots=True, kw_only=True)
class Current:
    """What the plan says now of an event or a milestone; `entry` is None where it says no date at all.

    `title` is its name without the words that say how firm it is.
    """

    uid: str
    title: str
    entry: Entry | None
    window: Window | None = None
    cancelled: bool = False
    milestone: bool = False
    at: Source = NOWHERE


def current(plan: Plan, standings: Iterable[Standing], options: EntryOptions = _DEFAULT) -> tuple[Current, ...]:
    """Give every event and milestone of a plan as calendars would be told of it, windows too; errors as for `feed`."""
    frame = _Frame(plan, options)
    found = [frame.current_event(event) for event in plan.events]
    return (*found, *map(frame.current_milestone, standings))


def feed(
    plan: Plan, events: Iterable[Event], standings: Iterable[Standing] = (), options: EntryOptions = _DEFAULT
) -> Feed:
    """Give the calendar of chosen events and milestones, in time order and in the folder's language.

    What has no date is left out, and so is a window unless `options` asks for it. RusctlError where the plan holds
    what no calendar can say, or lacks what every entry needs.
    """
    frame = _Frame(plan, options)
    found: dict[str, Entry] = {}
    for event in events:
        if when := _shown(event.when, options):
            _add(found, frame.event(event, when), event.id, event.at)
    for standing in standings:
        if when := _shown(_milestone_when(standing), options):
            _add(found, frame.milestone(standing, when), standing.milestone.id, standing.milestone.at)
    return Feed(
        name=clean.word(plan.process.name),
        entries=tuple(sorted(found.values(), key=in_time)),
        method=options.method,
        timezone=clean.line(plan.process.timezone),
    )


class _Frame:
    """What all entries of a plan share."""

    def __init__(self, plan: Plan, options: EntryOptions) -> None:
        process = plan.process
        if not process.uid_domain or process.period is None:
            raise RusctlError(msg("calendars need uid_domain and period in config/process.toml"), process.at)
        if process.timezone != zone.ZONE:
            try:
                clock.zone(process.timezone)
            except RusctlError as error:
                raise RusctlError(error.message, process.at.key("timezone")) from None
        self.plan = plan
        self.options = options
        self.language = Language(process.language)
        self.first = midnight(process.period.first)

    def current_event(self, event: Event) -> Current:
        when = event.when
        return Current(
            uid=self._uid(event.id, event.at),
            title=clean.line(event_title(event, self.plan, self.language)) or event.id,
            entry=self.event(event, when) if when else None,
            window=when if isinstance(when, Window) else None,
            cancelled=event.status is Status.CANCELLED,
            at=event.at,
        )

    def current_milestone(self, standing: Standing) -> Current:
        milestone, when = standing.milestone, _milestone_when(standing)
        return Current(
            uid=self._uid(milestone.id, milestone.at),
            title=clean.line(self.language.name(milestone.title)) or milestone.id,
            entry=self.milestone(standing, when) if when else None,
            window=when if isinstance(when, Window) else None,
            milestone=True,
            at=milestone.at,
        )

    def event(self, event: Event, when: When) -> Entry:
        process, kind = self.plan.process, self.plan.process.kinds.get(event.kind, Texts())
        values = EntryValues(
            uid=self._uid(event.id, event.at),
            when=_span(when, event.id, event.at, process.timezone),
            title=event.titles or Texts({"": event.title} if event.title else {}),
            kind=kind if any(kind.values()) else Texts({"": event.kind}),
            municipality=municipality_name(self.plan, event.municipality),
            venue=event.venue,
            room=event.room,
            status=event.status,
            earlier=event.earlier,
            answer_by=event.answer_by,
            reminder=None if event.reminder is None else dt.timedelta(minutes=event.reminder),
            note=event.note,
            source=event.source,
            timezone=process.timezone if isinstance(when, Hours) else "",
            url=event.url,
            contact=process.contact,
            region=process.region,
            reason=event.reason if event.status is Status.CANCELLED else "",
            point=event.site.point if event.site else None,
        )
        return self._entry(values, event.stated)

    def milestone(self, standing: Standing, when: When) -> Entry:
        process, milestone = self.plan.process, standing.milestone
        kept = milestone.baseline and standing.when == Days(first=milestone.baseline, last=milestone.baseline)
        values = EntryValues(
            uid=self._uid(milestone.id, milestone.at),
            when=_span(when, milestone.id, milestone.at, process.timezone),
            title=milestone.title,
            done=standing.done is not None and not standing.open,
            yearly=milestone.every is not None,
            baseline=None if kept else milestone.baseline,
            earlier=milestone.earlier,
            note=milestone.note,
            source=milestone.source,
            contact=process.contact,
            region=process.region,
        )
        return self._entry(values)

    def _entry(self, values: EntryValues, stated: dt.date | None = None) -> Entry:
        modified = self._modified(values.earlier, stated)
        version = EntryVersion(min(self.first, modified), modified, len(values.earlier))
        reminders = self.options.reminders
        if values.reminder is not None and self.options.own_reminders:
            reminders = (values.reminder,)
        return saying.entry(values, self.language, version, note=self.options.notes, reminders=reminders)

    def _uid(self, name: str, at: Source) -> str:
        uid = f"{name}@{self.plan.process.uid_domain}"
        if not _UID.fullmatch(uid):
            raise RusctlError(
                msg('"{uid}" cannot name an entry of a calendar; use letters, digits, ".", "-"', uid=uid), at
            )
        return uid

    def _modified(self, earlier: tuple[Earlier, ...], stated: dt.date | None = None) -> dt.datetime:
        """Give the newest day that a date was stated; where none is known, the process's first day."""
        days = (stated, *(one.stated for one in earlier))
        return max((midnight(day) for day in days if day), default=self.first)


def midnight(day: dt.date) -> dt.datetime:
    """Give the beginning of a day in UTC, which stands for the day where no time is known."""
    return dt.datetime.combine(day, dt.time.min, dt.UTC)


def _shown(when: When | None, options: EntryOptions) -> When | None:
    return None if isinstance(when, Window) and not options.windows else when


def _milestone_when(standing: Standing) -> When | None:
    """Give a milestone's day; what comes back every year begins with its first year, so that no clock is needed."""
    every = standing.milestone.every
    if every:
        day = dt.date(every.first, every.month, every.day)
        return Days(first=day, last=day)
    return standing.when


def _add(found: dict[str, Entry], entry: Entry, name: str, at: Source) -> None:
    if entry.uid in found:
        raise RusctlError(msg('"{id}" is there twice, and a calendar would show only one of them', id=name), at)
    found[entry.uid] = entry


def _span(when: When, name: str, at: Source, timezone: str) -> When:
    """Give when it is, where a calendar can say it."""
    if isinstance(when, Hours):
        return _hours(when, name, at, timezone)
    if when.last < when.first:
        raise RusctlError(msg("{id} ends before it begins", id=name), at)
    if when.last == dt.date.max:
        raise RusctlError(msg("{id} lies beyond the last day that a calendar can hold", id=name), at)
    return when


def _hours(when: Hours, name: str, at: Source, timezone: str) -> Hours:
    for time in (when.start, when.known_end):
        if clock.nonexistent(time, timezone):
            raise RusctlError(msg("{id}: the clock skips {time}, when summer time begins", id=name, time=time), at)
    start, end = when.start.replace(microsecond=0), when.end and when.end.replace(microsecond=0)
    if end and end <= start:
        raise RusctlError(msg("{id} does not end after it begins", id=name), at)
    return Hours(start=start, end=end)


def in_time(entry: Entry) -> tuple[dt.date, dt.time, str]:
    """Give what entries are sorted by: the day, the time of day, the UID."""
    start = entry.when.start.time() if isinstance(entry.when, Hours) else dt.time.min
    return entry.when.first, start, entry.uid
