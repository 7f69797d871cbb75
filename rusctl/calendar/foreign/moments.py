"""From the entries of a calendar from elsewhere to their times by the clock of the plan."""

import datetime as dt
from collections.abc import Iterator
from zoneinfo import ZoneInfo

from rusctl.calendar.foreign import expand
from rusctl.calendar.foreign.components import Component, Property
from rusctl.calendar.foreign.expand import EARLIEST, Moment, RecurringEntry
from rusctl.calendar.foreign.values import duration, moment, number
from rusctl.calendar.ics import clean
from rusctl.language.message import Message, msg
from rusctl.storage.untrusted.sandbox import Refused

DAY = dt.timedelta(days=1)
NEAR = dt.timedelta(hours=6)  # the clock is not changed twice within so short a time
MOST_DATES = 2_000  # of RDATE and EXDATE in one entry
MOST_ZONES = 50
FREE = frozenset(("FREE", "WORKINGELSEWHERE"))


class Unreadable(Exception):  # noqa: N818 - it is a fault of a file
    """An entry is left out, for this reason."""

    def __init__(self, message: Message) -> None:
        """Keep the reason."""
        super().__init__(message.id)
        self.message = message


class Zones:
    """The time zones of one calendar; `floating` counts the times that name none and are read by the plan's clock.

    A time that names none is in the zone that the calendar says it is kept in (X-WR-TIMEZONE), where it says so.
    """

    def __init__(self, calendar: Component, home: str, spent: expand.Spent) -> None:
        self.blocks = tuple(calendar.inside("VTIMEZONE"))
        self.home = ZoneInfo(home)
        self.known: dict[str, dt.tzinfo | None] = {}
        self.floating = 0
        self.spent = spent
        stated = calendar.text("X-WR-TIMEZONE")
        self.stated = expand.zone(stated, self.blocks, spent) if stated else None

    def of(self, name: str) -> dt.tzinfo:
        """Give the zone of a TZID; Unreadable where it cannot be known."""
        if name not in self.known:
            if len(self.known) == MOST_ZONES:
                raise Refused(msg("it has more than {most} time zones", most=MOST_ZONES))
            self.known[name] = expand.zone(name, self.blocks, self.spent)
        found = self.known[name]
        if found is None:
            raise Unreadable(msg("its time zone {name} cannot be known", name=name[:60]))
        return found

    def placed(self, value: Moment, name: str) -> Moment:
        """Give a day as it is, and a time with its zone."""
        if not isinstance(value, dt.datetime) or value.tzinfo is not None:
            return value
        if not name and self.stated:
            return _existing(value.replace(tzinfo=self.stated))
        if not name:
            self.floating += 1
            return _existing(value.replace(tzinfo=self.home))
        return _existing(value.replace(tzinfo=self.of(name)))

    def at_home(self, value: Moment) -> Moment:
        """Give a day as it is, and a time by the plan's clock."""
        return value.astimezone(self.home).replace(tzinfo=None) if isinstance(value, dt.datetime) else value


def entry(event: Component, zones: Zones, *, cancelled: bool = False) -> RecurringEntry:
    """Give a VEVENT as it can be expanded; Unreadable where its times cannot be known."""
    start = _required(event, zones, "DTSTART")
    rules = tuple(one.value.strip().rstrip(";") for one in event.all("RRULE"))
    if len(rules) > expand.MOST_RULES or any(True for _ in event.all("EXRULE")):
        raise Unreadable(msg("its rule of recurrence cannot be read"))
    for rule in rules:
        if expand.harmful(rule):
            text = msg("the entry on line {line} comes back every second or minute", line=event.line)
            raise Refused(text)
        if reason := expand.fault_of_rule(rule):
            raise Unreadable(reason)
    replaces = event.first("RECURRENCE-ID")
    if rules and _day(start) < EARLIEST:
        raise Unreadable(msg("it comes back since {year}", year=start.year))
    return RecurringEntry(
        uid=event.text("UID"),
        start=start,
        end=_end(event, zones, start),
        sequence=number(event, "SEQUENCE"),
        rules=rules,
        dates=tuple(_dates(event, zones, "RDATE")),
        without=tuple(one for one in _dates(event, zones, "EXDATE") if not isinstance(one, tuple)),
        replaces=_like(start, _value(replaces, zones)) if replaces else None,
        onwards=bool(replaces) and replaces.parameter("RANGE").upper() == "THISANDFUTURE",  # type: ignore[union-attr]
        busy=not (cancelled or event.text("STATUS").upper() == "CANCELLED"),
    )


def free(event: Component) -> bool:
    """Whether an entry leaves people free: what Outlook wrote counts, else TRANSP."""
    status = event.text("X-MICROSOFT-CDO-BUSYSTATUS").upper()
    return status in FREE if status else event.text("TRANSP").upper() == "TRANSPARENT"


def public_text(event: Component, name: str, longest: int) -> tuple[str, list[Message]]:
    """Give a property's text as people see it, on one line, and say what it has lost by that."""
    whole = event.text(name)
    text = clean.line(whole)
    lost = []
    if clean.hides(whole):
        lost.append(msg("its {name} holds invisible characters, which are taken out", name=name))
    if len(text) > longest:
        lost.append(
            msg("its {name} is longer than {most} characters, and the rest is left out", name=name, most=longest)
        )
    return text[:longest].strip(), lost


def _required(event: Component, zones: Zones, name: str) -> Moment:
    found = event.first(name)
    if not found:
        raise Unreadable(msg("it has no {name}", name=name))
    return _value(found, zones)


def _value(one: Property, zones: Zones) -> Moment:
    value = moment(one.value)
    if value is None:
        raise Unreadable(msg("its {name} is neither a day nor a time", name=one.name))
    return zones.placed(value, one.parameter("TZID"))


def _end(event: Component, zones: Zones, start: Moment) -> Moment:
    """Give the end, exclusive: DTEND, else DURATION, else for a day its whole length, for a time nothing."""
    ending, length = event.first("DTEND"), event.first("DURATION")
    if ending:
        end = _like(start, _value(ending, zones))
        if end <= start and (length_shown := _length_shown(event)):
            return start + length_shown  # both by a clock that skips the hour between
        # A day that ends when it starts is what some programs write for one day.
        return end if end > start or isinstance(start, dt.datetime) else start + DAY
    if length:
        span = duration(length.value)
        if span is None:
            raise Unreadable(msg("its {name} cannot be read", name="DURATION"))
        try:
            return _after(start, span) if isinstance(start, dt.datetime) else start + max(span, DAY)
        except OverflowError:
            raise Unreadable(msg("its {name} cannot be read", name="DURATION")) from None
    return start if isinstance(start, dt.datetime) else start + DAY


def _existing(value: dt.datetime) -> dt.datetime:
    """Give the time that the clock shows in the place of one that it skips: by the offset before (RFC 5545, 3.3.5)."""
    if not dt.MINYEAR < value.year < dt.MAXYEAR:
        return value
    before = (value - NEAR).utcoffset() or dt.timedelta()
    if before == (value + NEAR).utcoffset():
        return value
    shown = value.replace(tzinfo=None)
    for offset in (before, value.utcoffset() or before):
        found = (shown - offset).replace(tzinfo=dt.UTC).astimezone(value.tzinfo)
        if found.replace(tzinfo=None, fold=0) == shown:
            return value
    return (shown - before).replace(tzinfo=dt.UTC).astimezone(value.tzinfo)


def _after(start: dt.datetime, span: dt.timedelta) -> dt.datetime:
    """Give when a time is over: days by the clock, and what is shorter exactly (RFC 5545, 3.3.6).

    In the hour that comes twice the clock shows no length, and then the end is as much later as the clock can say.
    """
    days = dt.timedelta(days=span.days)
    end = (_existing(start + days).astimezone(dt.UTC) + (span - days)).astimezone(start.tzinfo)
    return end if end.replace(tzinfo=None) > start.replace(tzinfo=None) or span <= dt.timedelta() else start + span


def _length_shown(event: Component) -> dt.timedelta | None:
    """Give how long an entry lasts by the clock, where its start and its end are by the same one."""
    start, end = event.first("DTSTART"), event.first("DTEND")
    if not start or not end or start.parameter("TZID") != end.parameter("TZID"):
        return None
    first, last = moment(start.value), moment(end.value)
    if (
        not isinstance(first, dt.datetime)
        or not isinstance(last, dt.datetime)
        or bool(first.tzinfo) != bool(last.tzinfo)
    ):
        return None
    return last - first if last > first else None


def _like(start: Moment, other: Moment) -> Moment:
    """Give a moment of the same kind as the start: some programs mix days and times."""
    if isinstance(start, dt.datetime) == isinstance(other, dt.datetime):
        return other
    if isinstance(start, dt.datetime):
        return dt.datetime.combine(other, dt.time.min, start.tzinfo)
    return _day(other)


def _dates(event: Component, zones: Zones, name: str) -> Iterator[Moment | tuple[Moment, Moment | dt.timedelta]]:
    count = 0
    for one in event.all(name):
        for text in one.value.split(","):
            count += 1
            if count > MOST_DATES:
                raise Refused(
                    msg("the entry on line {line} has more than {most} dates", line=event.line, most=MOST_DATES)
                )
            yield _date(text, one, zones)


def _date(text: str, one: Property, zones: Zones) -> Moment | tuple[Moment, Moment | dt.timedelta]:
    begin, slash, ending = text.partition("/")
    start = _value(one._replace(value=begin), zones)
    if not slash:
        return start
    span = duration(ending)
    return start, (span if span is not None else _value(one._replace(value=ending), zones))


def _day(value: Moment) -> dt.date:
    return value.date() if isinstance(value, dt.datetime) else value
