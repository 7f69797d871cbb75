"""From the entries of a calendar from elsewhere to their times by the clock of the plan."""

import datetime as dt
import re
from collections.abc import Iterator

from rusctl.calendar.foreign import expand
from rusctl.calendar.foreign.components import Component, Property
from rusctl.calendar.foreign.expand import EARLIEST, Moment, RecurringEntry
from rusctl.calendar.foreign.values import duration, instant, moment, moment_of, number
from rusctl.language.message import Message, msg
from rusctl.storage.untrusted.sandbox import Refused

DAY = dt.timedelta(days=1)
NEAR = dt.timedelta(hours=6)  # the clock is not changed twice within so short a time
MOST_DATES = 2_000  # of RDATE and EXDATE in one entry
MOST_ZONES = 50
FREE = frozenset(("FREE", "WORKINGELSEWHERE"))
_ALL_DAY = re.compile(r"X-.*ALL-?DAY(?:-?EVENT)?")  # X-MICROSOFT-CDO-ALLDAYEVENT, X-FUNAMBOL-ALLDAY
_YES = frozenset(("TRUE", "1", "YES"))
_UNTIL = re.compile(r"(?<![A-Z])UNTIL=([0-9TZ]+)")


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

    def __init__(self, calendar: Component, home: dt.tzinfo, spent: expand.Spent) -> None:
        self.blocks = tuple(calendar.inside("VTIMEZONE"))
        self.home = home
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


def entry(event: Component, zones: Zones, *, cancelled: bool = False) -> RecurringEntry:
    """Give a VEVENT as it can be expanded; Unreadable where its times cannot be known, or it lasts no time.

    RECURRENCE-ID, EXDATE and RDATE are as they are written: `series.py` gives them the form of the series.
    """
    start = _required(event, zones, "DTSTART")
    rules = tuple(one.value.strip().strip(";") for one in event.filled("RRULE"))
    if len(rules) > expand.MOST_RULES or any(True for _ in event.filled("EXRULE")):
        raise Unreadable(msg("its rule of recurrence cannot be read"))
    for rule in rules:
        if expand.harmful(rule):
            text = msg("the entry on line {line} comes back every second or minute", line=event.line)
            raise Refused(text)
        if reason := expand.fault_of_rule(rule):
            raise Unreadable(reason)
    if rules and day_of(start) < EARLIEST:
        raise Unreadable(msg("it comes back since {year}", year=start.year))
    end = _end(event, zones, start)
    if days := _whole_days(event, start, end, zones):
        rules = tuple(_until_aday_of(rule, start, days[0]) for rule in rules)
        start, end = days
    if end <= start:
        raise Unreadable(_no_length(event, start, end))
    return RecurringEntry(
        uid=event.text("UID"),
        start=start,
        end=end,
        sequence=number(event, "SEQUENCE"),
        rules=rules,
        dates=tuple(_dates(event, zones, "RDATE")),
        without=tuple(one for one in _dates(event, zones, "EXDATE") if not isinstance(one, tuple)),
        replaces=replaced(event, zones),
        onwards=onwards(event),
        busy=not (cancelled or event.text("STATUS").upper() == "CANCELLED"),
    )


def replaced(event: Component, zones: Zones) -> Moment | None:
    """Give which time of a series an entry stands for, None where it stands for none; Unreadable where not known."""
    written = next(event.filled("RECURRENCE-ID"), None)
    return _value(written, zones) if written else None


def onwards(event: Component) -> bool:
    """Whether an entry stands for all times of a series from one on."""
    written = next(event.filled("RECURRENCE-ID"), None)
    return written is not None and written.parameter("RANGE").upper() == "THISANDFUTURE"


def stamp(event: Component) -> dt.datetime:
    """Give when an entry was last changed, as far as it says so."""
    return instant(event, "LAST-MODIFIED") or instant(event, "DTSTAMP") or dt.datetime.min.replace(tzinfo=dt.UTC)


def free(event: Component) -> bool:
    """Whether an entry leaves people free: what Outlook wrote counts, else TRANSP."""
    status = event.text("X-MICROSOFT-CDO-BUSYSTATUS").upper()
    return status in FREE if status else event.text("TRANSP").upper() == "TRANSPARENT"


def _required(event: Component, zones: Zones, name: str) -> Moment:
    found = next(event.filled(name), None)
    if not found:
        raise Unreadable(msg("it has no {name}", name=name))
    return _value(found, zones)


def _value(one: Property, zones: Zones) -> Moment:
    value = moment_of(one)
    if value is None:
        raise Unreadable(msg("its {name} is neither a day nor a time", name=one.name))
    return zones.placed(value, one.parameter("TZID"))


def _end(event: Component, zones: Zones, start: Moment) -> Moment:
    """Give the end, exclusive: DTEND, else DURATION, else for a day its whole length, for a time nothing."""
    ending, length = next(event.filled("DTEND"), None), next(event.filled("DURATION"), None)
    if ending:
        end = _end_like(start, _value(ending, zones))
        if end <= start and (length_shown := _length_shown(event)):
            return start + length_shown  # both by a clock that skips the hour between
        # A day that ends when it starts is what some programs write for one day.
        return start + DAY if end == start and not isinstance(start, dt.datetime) else end
    if length:
        span = duration(length.value)
        if span is None:
            raise Unreadable(msg("its {name} cannot be read", name="DURATION"))
        try:
            if isinstance(start, dt.datetime):
                return _after(start, span)
            return start + max(span, DAY) if span >= dt.timedelta() else start + span
        except OverflowError:
            raise Unreadable(msg("its {name} cannot be read", name="DURATION")) from None
    return start if isinstance(start, dt.datetime) else start + DAY


def _end_like(start: Moment, end: Moment) -> Moment:
    """Give an end of the same kind as the start: some programs mix days and times; a day that was begun is a day."""
    if isinstance(start, dt.datetime) == isinstance(end, dt.datetime):
        return end
    if isinstance(start, dt.datetime):
        return dt.datetime.combine(end, dt.time.min, start.tzinfo)
    return day_of(end) + (DAY if isinstance(end, dt.datetime) and end.time() > dt.time.min else dt.timedelta())


def _no_length(event: Component, start: Moment, end: Moment) -> Message:
    if end < start:
        return msg("it ends before it begins")
    if next(event.filled("DTEND"), None) or next(event.filled("DURATION"), None):
        return msg("it ends when it begins")
    return msg("it does not say when it ends")


def _whole_days(event: Component, start: Moment, end: Moment, zones: Zones) -> tuple[dt.date, dt.date] | None:
    """Give the days of what Outlook or another program says lasts all day, from midnight to midnight; None elsewhere.

    By its own clock, or by the plan's: some write such days in UTC.
    """
    flagged = any(_ALL_DAY.fullmatch(one.name) and one.value.strip().upper() in _YES for one in event.properties)
    if not flagged or not isinstance(start, dt.datetime) or not isinstance(end, dt.datetime):
        return None
    for first, last in ((start, end), (start.astimezone(zones.home), end.astimezone(zones.home))):
        if first.time() == last.time() == dt.time.min and last >= first:
            return first.date(), max(last.date(), first.date() + DAY)
    return None


def _until_aday_of(rule: str, start: Moment, first: dt.date) -> str:
    """Give a rule of times as one of days that begins on the day `first`: its last time is as far from the start."""

    def day(found: re.Match[str]) -> str:
        until = moment(found[1])
        if not isinstance(until, dt.datetime) or not isinstance(start, dt.datetime):
            return found[0]
        last = until.astimezone(start.tzinfo) if until.tzinfo else until.replace(tzinfo=start.tzinfo)
        return f"UNTIL={first + (last.replace(tzinfo=None) - start.replace(tzinfo=None)):%Y%m%d}"

    return _UNTIL.sub(day, rule.upper())


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
    start, end = next(event.filled("DTSTART"), None), next(event.filled("DTEND"), None)
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


def _dates(event: Component, zones: Zones, name: str) -> Iterator[Moment | tuple[Moment, Moment | dt.timedelta]]:
    count = 0
    for one in event.filled(name):
        for text in filter(str.strip, one.value.split(",")):
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


def day_of(value: Moment) -> dt.date:
    """Give the day of a moment, by its own clock."""
    return value.date() if isinstance(value, dt.datetime) else value
