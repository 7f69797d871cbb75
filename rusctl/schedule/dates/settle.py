"""From what was written to the days that are meant: the year, the weekday, the limits, and the words that are kept."""

import datetime as dt
import re

from rusctl.errors import RusctlError
from rusctl.language.message import Message, msg
from rusctl.model.plan import Days
from rusctl.schedule.dates import refusals
from rusctl.schedule.dates.date_forms import Point
from rusctl.schedule.dates.joined import How, Joined, on_year, pair_of, separators
from rusctl.schedule.dates.windows import PeriodUnit
from rusctl.schedule.dates.years import LEAP_YEAR, DateContext, Settled, checked, in_year
from rusctl.schedule.days.workdays import WEEKS_MOST, weeks_in

MONTHS_AHEAD = 12
TWO_YEARS = re.compile(r"[0-9]{4}\s*[-–—/]\s*[0-9]{2,4}")


def point(written: Point, given: DateContext) -> Settled:
    """Give the day that was meant; RusctlError where there is none, or its weekday is another."""
    _check(written, given)
    settled = in_year(written.days, written.year, given, written.weekday)
    _agree(written, settled.days.first, given)
    if written.loose:
        return Settled(settled.days, True, loosely(settled.days, given))
    return settled


def next_of_month(written: Point, given: DateContext) -> Settled:
    """Give the next day with a number, "Wednesday 28th", whose month was left out; RusctlError where it is another."""
    for ahead in range(MONTHS_AHEAD):
        year, month = divmod(given.today.year * 12 + given.today.month - 1 + ahead, 12)
        day = written._replace(month=month + 1).on(year)
        if day is not None and day >= given.today:
            if day.weekday() != written.weekday:
                break
            message = msg('"{text}" has no month; read as {days}', text=given.text, days=day)
            return Settled(Days(first=day, last=day), why=message)
    raise refusals.no_month(given)


def unit(written: PeriodUnit, given: DateContext) -> Settled:
    """Give the days of a loose time; RusctlError where it is no time at all."""
    _check_unit(written, given)
    settled = in_year(written.on, written.year, given)
    return Settled(settled.days, True, loosely(settled.days, given)) if written.loose else settled


def joined(both: Joined, given: DateContext) -> Settled:
    """Give the days from the first to the last; what runs into the next year without saying so is a guess."""
    parts = (both.first, *both.inner, both.last)
    for part in parts:
        if isinstance(part, Point):
            _check(part, given)
        else:
            _check_unit(part, given)
    known = both.first.year or both.last.year
    if both.first.year and both.last.year and both.first.year != both.last.year:
        settled = _both_years(both, given)
    else:
        days, over = pair_of(both, known or LEAP_YEAR)
        if days is None and over:
            raise refusals.end_before_start(given)
        weekday = both.first.weekday if isinstance(both.first, Point) else None
        settled = in_year(lambda year: pair_of(both, year)[0], known, given, weekday)
        if over:
            settled = _guess(settled, given)
    _consecutive(both, settled.days, given)
    for part, day in ((both.first, settled.days.first), (both.last, settled.days.last)):
        if isinstance(part, Point):
            _agree(part, day, given)
    if both.how is How.CHOICE or any(isinstance(part, PeriodUnit) and part.loose for part in parts):
        return Settled(settled.days, True, loosely(settled.days, given))
    return settled


def loosely(days: Days, given: DateContext) -> Message:
    """Say what something without fixed limits is read as."""
    return msg('"{text}" has no fixed limits; read as {days}', text=given.text, days=days)


def unit_text(written: PeriodUnit, folded: str, given: DateContext) -> str:
    """Give the words that are kept of a loose time; empty where they are those that were written, with the year."""
    if written.relative:
        return written.relative
    if written.kind == "week":
        year = written.year or unit(written, given).days.first.isocalendar().year
        return f"{_week_word(folded)} {written.number} {year}"
    return ""


def joined_text(both: Joined, days: Days, folded: str) -> str:
    """Give the words that are kept of what stands together, with every year in them."""
    first, last = both.first, both.last
    if isinstance(first, PeriodUnit) and isinstance(last, PeriodUnit) and first.kind == last.kind == "week":
        years = days.first.isocalendar().year, days.last.isocalendar().year
        if both.how is not How.CHOICE:
            word = _week_word(folded)
            if years[0] == years[1]:
                return f"{word} {first.number}–{last.number} {years[0]}"
            return f"{word} {first.number} {years[0]}–{word} {last.number} {years[1]}"
    return ""


def dated_text(text: str, days: Days) -> str:
    """Give words that tell their year: those of a time that has no year in them get it, or both where there are two."""
    first, last = str(days.first.year), str(days.last.year)
    if first in text and (last in text or TWO_YEARS.search(text)):
        return text
    if first == last:
        return f"{text} {last}"
    separator = separators().search(text.casefold())
    if separator is None:
        return text if last in text else f"{text} {first}/{last}"
    shown = text if last in text else f"{text} {last}"
    return shown if first in text else f"{shown[: separator.start()]} {first}{shown[separator.start() :]}"


def _week_word(folded: str) -> str:
    return "wk" if re.search(r"\bw(?:k|ee)", folded) else "v."


def _both_years(both: Joined, given: DateContext) -> Settled:
    first_year, last_year = both.first.year or 0, both.last.year or 0
    start = in_year(lambda year: on_year(both.first, year), checked(first_year, given), given)
    end = in_year(lambda year: on_year(both.last, year), checked(last_year, given), given)
    if end.days.last < start.days.first:
        raise refusals.end_before_start(given)
    days = Days(first=start.days.first, last=end.days.last)
    return Settled(days, start.guessed or end.guessed, start.why if start.guessed else end.why)


def _guess(settled: Settled, given: DateContext) -> Settled:
    message = msg('"{text}" runs into the next year; read as {days}', text=given.text, days=settled.days)
    return Settled(settled.days, True, message)


def _consecutive(both: Joined, days: Days, given: DateContext) -> None:
    """Refuse a list with gaps."""
    if both.how is not How.LIST:
        return
    number = (days.last - days.first).days + 1
    if isinstance(both.first, Point):
        if number != len(both.inner) + 2:
            raise refusals.two_dates(given)
    elif sum((part.last - part.first).days + 1 for part in _each(both, days)) != number:
        raise refusals.two_windows(given)


def _each(both: Joined, days: Days) -> list[Days]:
    """Give the days of each part, in the year in which it lies between the first and the last."""
    found = []
    for part in (both.first, *both.inner, both.last):
        years = (part.year,) if part.year else range(days.first.year - 1, days.last.year + 2)
        for year in years:
            one = on_year(part, year)
            if one and days.first <= one.first and one.last <= days.last:
                found.append(one)
                break
    return found


def _check(written: Point, given: DateContext) -> None:
    if written.short:
        raise refusals.two_digit_year(given)
    if written.unsure:
        raise refusals.day_or_year(given)
    if written.year is not None:
        checked(written.year, given)
    if written.named is not None or written.on(written.year or LEAP_YEAR) is not None:
        return
    if written.week is None:
        raise refusals.no_such_day(given, written.year or LEAP_YEAR, written.month or 0)
    most = WEEKS_MOST if written.year is None else weeks_in(written.year)
    if not 1 <= written.week <= most:
        raise refusals.no_such_week(given, most)


def _check_unit(written: PeriodUnit, given: DateContext) -> None:
    if written.fault == "jul":
        message = msg('"{text}" can be Christmas or July; write it in full or give the days', text=given.text)
        raise RusctlError(message)
    if written.fault == "winter":
        message = msg('"{text}": a winter has two years, one after the other; write both', text=given.text)
        raise RusctlError(message)
    if written.fault:
        raise refusals.unreadable(given)
    if written.year is not None:
        checked(written.year, given)
    if written.kind.endswith("week") and not written.relative:
        most = WEEKS_MOST if written.year is None else weeks_in(written.year)
        if not 1 <= written.number <= most:
            raise refusals.no_such_week(given, most)


def _agree(written: Point, day: dt.date, given: DateContext) -> None:
    if written.weekday is not None and written.weekday != day.weekday():
        raise refusals.weekday_disagrees(given, day, written.weekday)
    if written.beside is not None and written.beside != day.isocalendar().week:
        raise refusals.week_disagrees(given, day)
