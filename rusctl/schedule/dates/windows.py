"""Loose times, such as "i början av 2019" or "v. 48": the days they are read as.

Conventions, which the reader is told and may refuse:
- the beginning, middle and end of a year are its first three months, the six in between and its last three; of a month
  the 1st to the 10th, the 11th to the 20th and the rest;
- spring is March to May, summer June to August, autumn September to November, winter December to February, and a
  winter is written with both its years.
Weeks are ISO 8601's, Monday to Sunday. Weeks, months, quarters, halves and years have fixed limits and are no guess.
"""

import datetime as dt
import re
from collections.abc import Callable
from functools import cache

from rusctl.errors import RusctlError
from rusctl.language.date_words import MONTHS, ORDINALS, PARTS, SEASONS, either, plain
from rusctl.language.message import msg
from rusctl.model.plan import Days, Window
from rusctl.schedule.dates.date_forms import MONTH, WEEK
from rusctl.schedule.dates.refusals import end_before_start, no_such_week
from rusctl.schedule.dates.years import DateContext, Settled, checked, in_year
from rusctl.schedule.days.workdays import DAY, WEEKS_MOST, week, weeks_in

MONTHS_WORD = either(MONTHS)
YEAR = r"(?P<year>[0-9]{4})"
LATER_YEAR = rf"(?:[\s,]*[-/]?(?:(?:of|av|in|i)\s+)?{YEAR})?"
PART = rf"(?:the\s+)?(?P<part>{either(PARTS)})[\s-]+"
# "v 10 -18" is no span: a dash with a space before it alone begins a year of two digits.
TO_WEEK = r"(?:(?:-|\s+-\s+|\s+(?:till|to)\s+)(?P<until>[0-9]{1,2}))?"
TO = r"\s*(?:-|till|to)\s*"
WINTER = r"(?:the\s+)?(?:vintern?|winter)(?:\s+of)?"
SEASON_MONTHS = 3
LAST_THIRD = 2
# Beside a day "jul" can only be the month; alone it is Christmas to a Swede.
CHRISTMAS_OR_JULY = "jul"

Reader = Callable[[re.Match[str], DateContext], Settled]


def window(given: DateContext) -> tuple[Window, Settled] | None:
    """Give the window that the words mean and how sure that is, or None; RusctlError where they mean no days."""
    text = re.sub(r"^(?:(?:i|in|under|during|den)\s+)+", "", plain(given.text))
    for form, reader in _forms():
        if match := form.fullmatch(text):
            settled = reader(match, given)
            shown = _week_text(match) if reader is _weeks else given.text
            return Window(first=settled.days.first, last=settled.days.last, text=shown), settled
    return None


def _numbered(letter: str, word: str, most: int) -> str:
    nth = either(name for name, number in ORDINALS.items() if number <= most)
    number = rf"{letter}(?P<number>[1-{most}])|{word}\s+(?P<count>[1-{most}])|(?P<nth>{nth})\s+{word}"
    return rf"(?:the\s+)?(?:{number}){LATER_YEAR}"


@cache
def _forms() -> tuple[tuple[re.Pattern[str], Reader], ...]:
    # Compiled on first use, since only commands that are given a date need them.
    forms: tuple[tuple[str, Reader], ...] = (
        (rf"{WEEK}{TO_WEEK}{LATER_YEAR}", _weeks),
        (rf"{YEAR}[\s-]*{WEEK}{TO_WEEK}", _weeks),
        (rf"(?:{PART})?{MONTH}{LATER_YEAR}", _months),
        (rf"{MONTH}{TO}(?P<until>{MONTHS_WORD})\b\.?{LATER_YEAR}", _months),
        (rf"{YEAR}-(?P<digits>0[1-9]|1[0-2])", _months),
        (rf"(?:{PART})?{YEAR}", _part_of_year),
        (rf"(?:the\s+)?(?P<season>{either(SEASONS)})\b{LATER_YEAR}", _season),
        (rf"{WINTER}(?:\s*{YEAR}(?:\s*[-/]\s*(?P<next>[0-9]{{4}}|[0-9]{{2}}))?)?", _winter),
        (_numbered("q", "(?:kvartal(?:et)?|quarter)", 4), _quarter),
        (rf"{YEAR}[\s-]*q(?P<number>[1-4])", _quarter),
        (_numbered("h", "(?:halvåret|half)", 2), _half),
    )
    return tuple((re.compile(form), reader) for form, reader in forms)


def _year(match: re.Match[str]) -> int | None:
    return int(match["year"]) if match["year"] else None


def _months_of(year: int, first: int, last: int) -> Days:
    following = dt.date(year + last // 12, last % 12 + 1, 1)
    return Days(first=dt.date(year, first, 1), last=following - DAY)


def _loose(settled: Settled, given: DateContext) -> Settled:
    why = msg('"{text}" has no fixed limits; read as {days}', text=given.text, days=settled.days)
    return Settled(settled.days, True, why)


def _weeks(match: re.Match[str], given: DateContext) -> Settled:
    year, first = _year(match), int(match["week"])
    last = int(match["until"] or first)
    most = WEEKS_MOST if year is None else weeks_in(checked(year, given))
    if min(first, last) < 1 or max(first, last) > most:
        raise no_such_week(given, most)
    if last < first:
        raise end_before_start(given)

    def make(year: int) -> Days | None:
        return Days(first=week(year, first).first, last=week(year, last).last) if last <= weeks_in(year) else None

    return in_year(make, year, given)


def _week_text(match: re.Match[str]) -> str:
    word = "wk" if match["word"].startswith("w") and len(match["word"]) > 1 else "v."
    weeks = match["week"].lstrip("0") + (f"–{match['until'].lstrip('0')}" if match["until"] else "")
    return f"{word} {weeks}"


def _months(match: re.Match[str], given: DateContext) -> Settled:
    part = match.groupdict()
    if CHRISTMAS_OR_JULY in (part.get("month"), part.get("until")):
        message = msg('"{text}" can be Christmas or July; write it in full or give the days', text=given.text)
        raise RusctlError(message)
    first = int(part["digits"]) if part.get("digits") else MONTHS[match["month"]]
    last = MONTHS[part["until"]] if part.get("until") else first
    if last < first:
        raise end_before_start(given)
    third = PARTS[part["part"]] if part.get("part") else None

    def make(year: int) -> Days:
        days = _months_of(year, first, last)
        if third is None:
            return days
        start = days.first + third * 10 * DAY
        return Days(first=start, last=days.last if third == LAST_THIRD else start + 9 * DAY)

    settled = in_year(make, _year(match), given)
    return settled if third is None else _loose(settled, given)


def _part_of_year(match: re.Match[str], given: DateContext) -> Settled:
    year = checked(int(match["year"]), given)
    if match["part"] is None:
        return Settled(_months_of(year, 1, 12))
    first, last = ((1, 3), (4, 9), (10, 12))[PARTS[match["part"]]]
    return _loose(Settled(_months_of(year, first, last)), given)


def _season(match: re.Match[str], given: DateContext) -> Settled:
    first = SEASONS[match["season"]]
    return _loose(in_year(lambda year: _months_of(year, first, first + SEASON_MONTHS - 1), _year(match), given), given)


def _winter(match: re.Match[str], given: DateContext) -> Settled:
    year = _year(match)
    if year is None or match["next"] is None or (year + 1) % 10 ** len(match["next"]) != int(match["next"]):
        message = msg('"{text}": a winter has two years, one after the other; write both', text=given.text)
        raise RusctlError(message)
    after_it = _months_of(checked(year, given) + 1, 1, 2).last
    return _loose(Settled(Days(first=dt.date(year, 12, 1), last=after_it)), given)


def _quarter(match: re.Match[str], given: DateContext) -> Settled:
    last = 3 * _number(match)
    return in_year(lambda year: _months_of(year, last - 2, last), _year(match), given)


def _half(match: re.Match[str], given: DateContext) -> Settled:
    last = 6 * _number(match)
    return in_year(lambda year: _months_of(year, last - 5, last), _year(match), given)


def _number(match: re.Match[str]) -> int:
    part = match.groupdict()
    if part.get("nth"):
        return ORDINALS[part["nth"]]
    return int(part["number"] or part["count"])
