"""Loose times, such as "i början av 2019" or "v. 48": the days they are read as.

Conventions, which the reader is told and may refuse:
- the beginning, middle and end of a year are its first three months, the six in between and its last three; of a month
  the 1st to the 10th, the 11th to the 20th and the rest; of a week Monday and Tuesday, Tuesday to Thursday, Thursday
  and Friday; of what has whole months (a quarter, a season) its first, those between, and its last;
- spring is March to May, summer June to August, autumn September to November, winter December to February, and a
  winter is written with both its years;
- the spring term is January to June, the autumn term August to December.
Weeks are ISO 8601's, Monday to Sunday. Weeks, months, quarters, halves and years have fixed limits and are no guess.
"""

import datetime as dt
import re
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from rusctl.language import dates
from rusctl.language.date_words import PARTS, SEASONS, TERMS, either, tokens
from rusctl.model.durations import FIRST_YEAR, LAST_YEAR
from rusctl.model.plan import Days
from rusctl.schedule.dates import named_days
from rusctl.schedule.dates.date_forms import LETTERS, WEEK
from rusctl.schedule.days.workdays import DAY, week

LEAD = r"^(?:(?:i|in|under|during|den|the|någon gång|någon dag|some time|sometime|hela|all of|vid|at)\s+)+"
NTH = r"(?P<nth>[1-4]):?(?:sta|dra|dje|te|de|[ea]|st|nd|rd|th)?\.?"
SEASON_MONTHS = 3
YEAR = 12  # months
MIDDLE, LAST_THIRD = 1, 2
CHRISTMAS_OR_JULY = "G"
EACH = {"quarter": 3, "half": 6, "tertial": 4}


class PeriodUnit(NamedTuple):
    """A week, month, quarter, … as it was written: what gives its days in a year, and the year where one was written.

    `loose` says that its limits are not fixed; `fault` why it is no time at all; `number` is a week's. `relative` are
    the words that keep what is said from today, and then the days are known whatever the year.
    """

    kind: str
    on: Callable[[int], Days | None]
    year: int | None = None
    loose: bool = False
    fault: str = ""
    number: int = 0
    relative: str = ""


def unit(text: str, today: dt.date) -> PeriodUnit | None:
    """Read one loose time; None where it is none."""
    season = re.sub(r"^(?:i|till) ", "", text)
    text = season if season in SEASONS else text
    for form in (text, re.sub(LEAD, "", text)):
        found = _relative(form, today) or _parted(form, today) or _core(form)
        if found:
            return found
    return None


def bare_week(text: str) -> PeriodUnit | None:
    """Read the number of a week whose word stands elsewhere, "47" or "47 2018"."""
    match = re.fullmatch(r"(?P<week>[0-9]{1,2})(?:[\s,]+(?P<year>[0-9]{4}))?", text)
    return _week(int(match["week"]), _year(match)) if match else None


def months(year: int, first: int, last: int) -> Days | None:
    """Give the days from one month to another of a year; None beyond the years that a plan has."""
    if not FIRST_YEAR - 1 <= year <= LAST_YEAR + 1:
        return None
    following = dt.date(year + last // 12, last % 12 + 1, 1)
    return Days(first=dt.date(year, first, 1), last=following - DAY)


def _relative(text: str, today: dt.date) -> PeriodUnit | None:
    """Read what is said from today: "nästa vecka", "next month", "i år"."""
    if text in named_days.RELATIVE_WEEKS:
        try:
            monday = today + (7 * named_days.RELATIVE_WEEKS[text] - today.weekday()) * DAY
            days = Days(first=monday, last=monday + 6 * DAY)
        except OverflowError:
            return None
        year, number, _ = monday.isocalendar()
        word = dates.WEEK["en" if "week" in text else "sv"]
        return PeriodUnit("week", lambda _: days, year, number=number, relative=f"{word}{number} {year}")
    match = _relatives().fullmatch(text)
    if not match:
        return None
    ahead = 0 if match["now"] else 1
    word = match["unit"]
    if word in ("år", "året", "year"):
        year = today.year + ahead
        return PeriodUnit("year", lambda year: months(year, 1, 12), year, relative=str(year))
    size = EACH["quarter"] if word.startswith(("kvartal", "quarter")) else 1
    year, part = divmod((today.year * 12 + today.month - 1) // size + ahead, 12 // size)
    name = dates.MONTHS["en" if word == "month" else "sv"][part] if size == 1 else f"Q{part + 1}"
    return PeriodUnit(
        "month", lambda _: months(year, part * size + 1, part * size + size), year, relative=f"{name} {year}"
    )


@cache
def _relatives() -> re.Pattern[str]:
    unit = "(?P<unit>år|året|year|månad|månaden|month|kvartal|kvartalet|quarter)"
    return re.compile(rf"(?:(?P<now>i|detta|denna|det här|den här|this|innevarande)|nästa|next|kommande)\s+{unit}")


def _parted(text: str, today: dt.date) -> PeriodUnit | None:
    """Read the beginning, middle or end of something: "mitten av vecka 48", "tidig höst 2019", "mid-March"."""
    match = _parts().fullmatch(text)
    inner = unit(match["rest"], today) if match else None
    if match is None or inner is None or (inner.loose and inner.kind not in ("season", "term")):
        return None
    third = PARTS[match["part"]]

    def on(year: int) -> Days | None:
        days = inner.on(year)
        return None if days is None else _third(days, third, inner.kind)

    relative = f"{match['part']} {inner.relative}" if inner.relative else ""
    return inner._replace(kind=f"part of {inner.kind}", on=on, loose=True, relative=relative)


@cache
def _parts() -> re.Pattern[str]:
    return re.compile(rf"(?:the\s+)?(?P<part>{either(PARTS)})[\s-]+(?P<rest>.+)")


def _third(days: Days, third: int, kind: str) -> Days:
    if kind == "week":
        first, last = ((0, 1), (1, 3), (3, 4))[third]
        return Days(first=days.first + first * DAY, last=days.first + last * DAY)
    number = (days.last.year - days.first.year) * 12 + days.last.month - days.first.month + 1
    if number == 1:
        start = days.first + third * 10 * DAY
        return Days(first=start, last=days.last if third == LAST_THIRD else start + 9 * DAY)
    edge = 3 if number == YEAR else max(1, number // 3)
    begins = _month_later(days.first, edge)
    ends = _month_later(days.first, number - edge)
    if third == MIDDLE:
        return Days(first=begins, last=ends - DAY)
    return Days(first=ends, last=days.last) if third == LAST_THIRD else Days(first=days.first, last=begins - DAY)


def _month_later(first: dt.date, number: int) -> dt.date:
    year, month = divmod(first.year * 12 + first.month - 1 + number, 12)
    return dt.date(year, month + 1, 1)


def _core(text: str) -> PeriodUnit | None:
    """Read what has a year before it, after it or none."""
    if match := re.fullmatch(r"(?P<year>[0-9]{4})-(?P<month>0[1-9]|1[0-2])", text):
        number = int(match["month"])
        return PeriodUnit("month", lambda year: months(year, number, number), int(match["year"]))
    for form in _years_beside():
        match = form.fullmatch(text)
        found = _apart(match["core"]) or _year_alone(match["core"]) if match else None
        if match and found:
            return found._replace(year=_year(match)) if found.year is None else None
    return _spanning(text) or _apart(text)


@cache
def _years_beside() -> tuple[re.Pattern[str], ...]:
    year = r"(?P<year>[0-9]{4})"
    return (
        re.compile(rf"(?P<core>.*?)(?:[\s,]*[-/]?\s*(?:\b(?:of|av|in|i|på|år)\s+)*){year}"),
        re.compile(rf"{year}[\s,-]*(?P<core>.+)"),
    )


def _year(match: re.Match[str]) -> int | None:
    return int(match["year"]) if match["year"] else None


def _year_alone(core: str) -> PeriodUnit | None:
    return None if core.strip(" ,") else PeriodUnit("year", lambda year: months(year, 1, 12))


def _apart(core: str) -> PeriodUnit | None:
    core = core.strip(" ,")
    if not core:
        return None
    for form, make in _forms():
        if match := form.fullmatch(core):
            return make(match)
    core = re.sub(LEAD, "", core)
    if core in SEASONS:
        first = SEASONS[core]
        return PeriodUnit("season", lambda year: months(year, first, first + SEASON_MONTHS - 1), loose=True)
    if core in TERMS:
        from_, to = TERMS[core]
        return PeriodUnit("term", lambda year: months(year, from_, to), loose=True)
    known = _festive().get(core)
    return PeriodUnit("feast", known, loose=True) if known else None


@cache
def _forms() -> tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], PeriodUnit]], ...]:
    forms: tuple[tuple[str, Callable[[re.Match[str]], PeriodUnit]], ...] = (
        (WEEK, lambda match: _week(int(match["week"]))),
        (r"(?:månaden\s+)?M(?P<month>[a-lG])\.?(?:\s+månad)?", _month),
        (r"(?:q|k|kv\.?|kvartal|kvartalet|quarter)\s*(?P<nth>[1-4])", _nth("quarter")),
        (rf"{NTH}\s*(?:kvartalet|kvartal|kv|quarter)", _nth("quarter")),
        (r"(?:h|halvår|halvåret|half)\s*(?P<nth>[12])", _nth("half")),
        (rf"{NTH}\s*(?:halvåret|halvår|halvan|halva|hälften|half)", _nth("half")),
        (r"(?:t|tertial|tertialet)\s*(?P<nth>[1-3])", _nth("tertial")),
        (rf"{NTH}\s*(?:tertialet|tertial)", _nth("tertial")),
        (r"sensommar(?:en)?", lambda _: PeriodUnit("season", lambda year: months(year, 8, 8), loose=True)),
        (r"senhöst(?:en)?", lambda _: PeriodUnit("season", lambda year: months(year, 11, 11), loose=True)),
        (r"(?:vintern?|winter)(?:\s+of)?", lambda _: PeriodUnit("winter", lambda _: None, fault="winter")),
    )
    return tuple((re.compile(form), make) for form, make in forms)


def _week(number: int, year: int | None = None) -> PeriodUnit:
    def on(year: int) -> Days | None:
        try:
            return week(year, number)
        except ValueError:
            return None

    return PeriodUnit("week", on, year, number=number)


def _month(match: re.Match[str]) -> PeriodUnit:
    if match["month"] == CHRISTMAS_OR_JULY:
        return PeriodUnit("month", lambda year: months(year, 7, 7), fault="jul")
    number = LETTERS.index(match["month"]) + 1
    return PeriodUnit("month", lambda year: months(year, number, number))


def _nth(kind: str) -> Callable[[re.Match[str]], PeriodUnit]:
    size = EACH[kind]

    def make(match: re.Match[str]) -> PeriodUnit:
        last = size * int(match["nth"])
        if last > YEAR:
            return PeriodUnit(kind, lambda _: None, fault="number")
        return PeriodUnit(kind, lambda year: months(year, last - size + 1, last))

    return make


def _spanning(text: str) -> PeriodUnit | None:
    """Read what has two years: "vintern 2018/19", "årsskiftet 2018/2019"."""
    match = _two_years().fullmatch(text)
    if not match:
        return None
    year = int(match["year"])
    if (year + 1) % 10 ** len(match["next"]) != int(match["next"]):
        return PeriodUnit("winter", lambda _: None, fault="winter")
    if match["turn"]:
        return PeriodUnit("turn", _turn_of_year, year, loose=True)

    def on(year: int) -> Days | None:
        first, last = months(year, 12, 12), months(year + 1, 1, 2)
        return first and last and Days(first=first.first, last=last.last)

    return PeriodUnit("winter", on, year, loose=True)


@cache
def _two_years() -> re.Pattern[str]:
    what = r"(?:the\s+)?(?:vintern?|winter(?:\s+of)?|(?P<turn>(?:runt\s+|kring\s+)?årsskiftet|turn of the year))"
    return re.compile(rf"{what}\s*(?P<year>[0-9]{{4}})\s*[-/]\s*(?P<next>[0-9]{{4}}|[0-9]{{2}})")


def _turn_of_year(year: int) -> Days | None:
    """Give the four weeks and some days round the New Year after a year's end."""
    if not FIRST_YEAR - 1 <= year <= LAST_YEAR:
        return None
    return Days(first=dt.date(year, 12, 15), last=dt.date(year + 1, 1, 15))


def _new_year(year: int) -> Days | None:
    if not FIRST_YEAR - 1 <= year <= LAST_YEAR:
        return None
    return Days(first=dt.date(year, 12, 31), last=dt.date(year + 1, 1, 1))


def _christmas(year: int) -> Days:
    return Days(first=dt.date(year, 12, 24), last=dt.date(year, 12, 26))


@cache
def _festive() -> dict[str, Callable[[int], Days | None]]:
    known = {
        named_days.easter_days: ("påsk", "påsken", "påskhelgen", "easter"),
        named_days.week_before_easter: ("påskveckan", "stilla veckan", "holy week"),
        named_days.whitsun_days: ("pingst", "pingsten", "pingsthelgen", "whitsun"),
        named_days.midsummer_days: ("midsommar", "midsommaren", "midsommarhelgen", "midsummer"),
        _christmas: ("julen", "julhelgen", "christmas"),
        _new_year: ("nyår", "nyårshelgen", "new year"),
        _turn_of_year: ("årsskiftet", "turn of the year"),
    }
    return {tokens(word): on for on, words in known.items() for word in words}
