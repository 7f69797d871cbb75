"""Dates as people write them in Swedish and English, read without guessing in silence.

Days ("onsdag 7 november 2018", "7/11", "2018-11-07 09:00-12:00"), spans of days ("12-13 november 2018"), weeks and
loose times (see `windows`). In digits the day comes before the month. What can be read in two ways is refused with
both, or read as a guess that says so; the rest is refused with examples.
"""

import datetime as dt
import re
from typing import NamedTuple

from rusctl.errors import RusctlError
from rusctl.language.date_words import ABOUT, TENTATIVE, either, tidy, tokens
from rusctl.language.message import Message, msg
from rusctl.model.plan import Days, Hours, When, Window
from rusctl.schedule.dates import clock, date_forms, reasons, refusals, settle, times, windows
from rusctl.schedule.dates.date_forms import Point
from rusctl.schedule.dates.joined import How, Joined, joined
from rusctl.schedule.dates.times import Times
from rusctl.schedule.dates.windows import PeriodUnit
from rusctl.schedule.dates.years import DateContext, Settled
from rusctl.schedule.days.workdays import DAY

LONGEST = 100
NEAR = 2 * DAY  # "about 28 November" is two days before to two after


class Reading(NamedTuple):
    """What was meant; whether to ask before it is used; what to tell of how it was read; whether it said "prel."."""

    when: When
    guessed: bool = False
    why: Message | None = None
    tentative: bool = False


def read_when(text: str, today: dt.date, period: Window | None = None, zone: str = "Europe/Stockholm") -> Reading:
    """Read a date, hours, a span of days or a window; RusctlError says why something cannot be read.

    A year left out is the next in which the day lies in the period or, failing that, the next there is (`years`).
    "Next Wednesday" and a weekday alone are refused with the two days they can mean. A time that the change of clocks
    skips or gives twice is refused. A window that was written with "prel." keeps the word in its text.
    """
    words, mark = _firmness(tidy(text))
    given = DateContext(words[:LONGEST], today, period, zone)
    if len(words) > LONGEST:
        raise refusals.unreadable(given)
    folded = tokens(given.text)
    reading = _about(folded, given) or _days(folded, given)
    if reading is None and (limit := reasons.limit(folded, given)):
        raise limit
    reading = reading or _timed(folded, given)
    if reading is None:
        raise reasons.reason(folded, given)
    if mark and isinstance(reading.when, Window):
        window = reading.when
        shown = Window(first=window.first, last=window.last, text=f"{window.text} ({mark})")
        reading = reading._replace(when=shown)
    return reading._replace(tentative=bool(mark))


def _firmness(text: str) -> tuple[str, str]:
    """Take the words off that say how firm a date is; give what is left, and the last of them as it was written."""
    word = rf"\b(?:{either(TENTATIVE)})\b\.?"
    mark = rf"(?:\((?P<inside>{word}|\?)\)|(?P<word>{word})|(?P<sign>\?))"
    found = ""
    for match in re.finditer(mark, text, flags=re.IGNORECASE):
        found = match["inside"] or match["word"] or match["sign"]
    if not found:
        return text, ""
    left = re.sub(rf"[\s,:]*{mark}[\s:]*", " ", text, flags=re.IGNORECASE)
    return left.strip(" ,:"), found


def _about(folded: str, given: DateContext) -> Reading | None:
    """Read "omkring den 28 november": the days round a day, or a loose time that is looser still."""
    match = re.match(rf"(?:{either(ABOUT)})\.?\s*(?=\W|\w)(?:den\s+|the\s+)?", folded)
    if not match or match.end() == len(folded):
        return None
    reading = _days(folded[match.end() :], given)
    if reading is None:
        return None
    when = reading.when
    near = NEAR if isinstance(when, Days) else 0 * DAY
    try:
        days = Days(first=when.first - near, last=when.last + near)
    except OverflowError:
        return None
    shown = when.text if isinstance(when, Window) else settle.dated_text(given.text, days)
    if not shown.casefold().startswith(match[0].strip()):
        shown = f"{match[0].strip()} {shown}"
    window = Window(first=days.first, last=days.last, text=shown)
    return Reading(window, True, settle.loosely(days, given))


def _days(folded: str, given: DateContext) -> Reading | None:
    """Read what has no hours: a day, days in a row, a loose time."""
    point = date_forms.point(folded, given.today)
    if point is not None:
        settled = settle.point(point, given)
        return Reading(settled.days, settled.guessed, settled.why)
    unit = windows.unit(folded, given.today)
    if unit is not None:
        return _window(settle.unit(unit, given), settle.unit_text(unit, folded, given), given, told=not unit.relative)
    both = joined(folded, given.today)
    if both is not None:
        return _joined(both, folded, given)
    bare = date_forms.bare(folded)
    if bare is not None and bare.weekday is not None and bare.day is not None:
        settled = settle.next_of_month(bare, given)
        return Reading(settled.days, settled.guessed, settled.why)
    return None


def _joined(both: Joined, folded: str, given: DateContext) -> Reading:
    settled = settle.joined(both, given)
    if isinstance(both.first, PeriodUnit) and isinstance(both.last, PeriodUnit):
        return _window(settled, settle.joined_text(both, settled.days, folded), given)
    if both.how in (How.CHOICE, How.BETWEEN):
        return _window(settled, "", given)
    return Reading(settled.days, settled.guessed, settled.why)


def _window(settled: Settled, text: str, given: DateContext, *, told: bool = True) -> Reading:
    days = settled.days
    shown = text or settle.dated_text(given.text, days)
    window = Window(first=days.first, last=days.last, text=shown)
    return Reading(window, settled.guessed, settled.why if told or settled.guessed else None)


def _timed(folded: str, given: DateContext) -> Reading | None:
    """Read a day with hours, or a first and a last day with an hour each."""
    for rest, found in times.split(folded):
        point = date_forms.point(rest, given.today) or _weekday_of_month(rest)
        if point is not None:
            return _on_day(point, found, given)
        if joined(rest, given.today) is not None:
            raise reasons.days_with_hours(given)
        if not found.bare and windows.unit(rest, given.today) is not None:
            raise reasons.window_with_hours(given)
    return _from_to(folded, given)


def _weekday_of_month(text: str) -> Point | None:
    bare = date_forms.bare(text)
    return bare if bare and bare.weekday is not None and bare.day is not None else None


def _on_day(point: Point, found: Times, given: DateContext) -> Reading:
    settled = settle.point(point, given) if point.whole else settle.next_of_month(point, given)
    if found.bare:
        raise refusals.bare_hours(given)
    day = settled.days.first
    start = _local(day, found.start, given)
    if found.end is None:
        return Reading(Hours(start=start, end=None), settled.guessed, settled.why)
    end = _local(day + DAY, "0", given) if times.midnight(found.end) else _local(day, found.end, given)
    return Reading(_hours(start, end, given), settled.guessed, settled.why)


def _from_to(folded: str, given: DateContext) -> Reading | None:
    """Read "2018-11-30 22:00 - 2018-12-01 01:00"."""
    found: list[tuple[Point, Times, Point, Times]] = []
    for match in re.finditer(r"\s*(?:-|/|\btill\b|\bto\b|\buntil\b|\bt\.?o\.?m\b\.?)\s*", folded):
        left, right = (_pointed(text, given) for text in (folded[: match.start()], folded[match.end() :]))
        if left and right:
            found.append((*left, *right))
    if len(found) != 1:
        return None
    first, start, last, end = found[0]
    if start.bare or end.bare:
        raise refusals.bare_hours(given)
    settled = settle.joined(Joined(first, last, How.SPAN), given)
    hours = _hours(_local(settled.days.first, start.start, given), _local(settled.days.last, end.start, given), given)
    return Reading(hours, settled.guessed, settled.why)


def _pointed(text: str, given: DateContext) -> tuple[Point, Times] | None:
    for rest, found in times.split(text):
        point = date_forms.point(rest, given.today)
        if point is not None and found.end is None:
            return point, found
    return None


def _hours(start: dt.datetime, end: dt.datetime, given: DateContext) -> Hours:
    if end <= start:
        raise refusals.no_hours(given)
    return Hours(start=start, end=end)


def _local(day: dt.date, text: str, given: DateContext) -> dt.datetime:
    time = times.clock(text)
    if time is None:
        raise refusals.no_such_time(given, text)
    local = dt.datetime.combine(day, time)
    if clock.nonexistent(local, given.zone):
        raise RusctlError(msg("the clock skips {time}: summer time begins that night", time=local))
    if clock.doubled(local, given.zone):
        raise RusctlError(msg("the clock shows {time} twice: summer time ends that night", time=local))
    return local
