"""Dates in words, as CLDR writes them in Swedish (``sv``) and British English (``en_GB``).

The tables and patterns are CLDR's own; the tests hold them equal to Babel's output, so that no command pays for
loading Babel. Thin spaces in CLDR's English spans become plain ones, since they are lost when people copy text.
"""

import datetime as dt
from collections.abc import Callable

from rusctl.model.plan import Days, Hours, Window

MONTHS = {
    "sv": (
        "januari",
        "februari",
        "mars",
        "april",
        "maj",
        "juni",
        "juli",
        "augusti",
        "september",
        "oktober",
        "november",
        "december",
    ),
    "en": (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
}
SHORT_MONTHS = {
    "sv": ("jan.", "feb.", "mars", "apr.", "maj", "juni", "juli", "aug.", "sep.", "okt.", "nov.", "dec."),
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sept", "Oct", "Nov", "Dec"),
}
WEEKDAYS = {
    "sv": ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
SHORT_WEEKDAYS = {
    "sv": ("mån", "tis", "ons", "tors", "fre", "lör", "sön"),
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}
AFTER_WEEKDAY = {"sv": "", "en": ","}
SPAN_DASH = {"sv": "–", "en": " – "}
WEEK = {"sv": "v. ", "en": "wk "}

Dated = dt.date | Days | Hours | Window


def full(value: Dated, code: str) -> str:
    """Write a day with its weekday in full ("onsdag 7 november 2018"), or any ``When`` built of such days."""
    return _words(value, code, _full_day, long_span)


def medium(value: Dated, code: str) -> str:
    """Write a day with its short weekday ("ons 7 nov. 2018"), or any ``When`` built of such days."""
    return _words(value, code, _medium_day, span)


def long(day: dt.date, code: str) -> str:
    """Write a day without its weekday: "7 november 2018"."""
    return f"{day.day} {month(day, code)} {day.year}"


def short(day: dt.date, code: str) -> str:
    """Write a day without its weekday and the month short: "7 nov. 2018"."""
    return f"{day_month(day, code)} {day.year}"


def day_month(day: dt.date, code: str) -> str:
    """Write a day of a year that is understood: "26 nov."."""
    return f"{day.day} {SHORT_MONTHS[code][day.month - 1]}"


def month(day: dt.date, code: str) -> str:
    """Write the month's name in full: "november"."""
    return MONTHS[code][day.month - 1]


def weekday(day: dt.date, code: str) -> str:
    """Write the weekday in full: "onsdag"."""
    return WEEKDAYS[code][day.weekday()]


def short_weekday(day: dt.date, code: str) -> str:
    """Write the weekday short: "ons"."""
    return SHORT_WEEKDAYS[code][day.weekday()]


def week(day: dt.date, code: str) -> str:
    """Write the ISO week: "v. 48", "wk 48" (the year is understood)."""
    return f"{WEEK[code]}{day.isocalendar().week}"


def clock(time: dt.datetime | dt.time) -> str:
    """Write a time of day: "09:00"."""
    return f"{time.hour:02}:{time.minute:02}"


def hours(value: Hours) -> str:
    """Write from when to when in a day, "09:00–12:00", or when it starts, where no end is known."""
    if value.end is None:
        return clock(value.start)
    return f"{clock(value.start)}–{clock(value.end)}"


def span(first: dt.date, last: dt.date, code: str) -> str:
    """Write days in a row, sharing month and year: "12–13 nov. 2018", "28 nov.–3 dec. 2018"."""
    return _span(first, last, code, SHORT_MONTHS[code])


def long_span(first: dt.date, last: dt.date, code: str) -> str:
    """Write days in a row with the months in full: "12–13 november 2018"."""
    return _span(first, last, code, MONTHS[code])


def window(value: Window, code: str) -> str:
    """Write a window in the words it was given in, else as its span."""
    return value.text or span(value.first, value.last, code)


def iso(value: Dated) -> str:
    """Write ISO 8601 for programs: a day, a local time as it stands, or first/last."""
    match value:
        case Hours():
            end = f"/{value.end.isoformat()}" if value.end else ""
            return f"{value.start.isoformat()}{end}"
        case Days() | Window():
            same_day = value.first == value.last
            return value.first.isoformat() if same_day else f"{value.first.isoformat()}/{value.last.isoformat()}"
    return value.isoformat()


def _full_day(day: dt.date, code: str) -> str:
    return f"{weekday(day, code)}{AFTER_WEEKDAY[code]} {long(day, code)}"


def _medium_day(day: dt.date, code: str) -> str:
    return f"{short_weekday(day, code)}{AFTER_WEEKDAY[code]} {short(day, code)}"


def _words(
    value: Dated,
    code: str,
    day: Callable[[dt.date, str], str],
    days: Callable[[dt.date, dt.date, str], str],
) -> str:
    match value:
        case Window():
            return value.text or days(value.first, value.last, code)
        case Days():
            return day(value.first, code) if value.first == value.last else days(value.first, value.last, code)
        case Hours() if value.first == value.last:
            return f"{day(value.start, code)} {hours(value)}"
        case Hours():
            return f"{_words(value.start, code, day, days)} – {_words(value.known_end, code, day, days)}"
        case dt.datetime():
            return f"{day(value, code)} {clock(value)}"
    return day(value, code)


def _span(first: dt.date, last: dt.date, code: str, months: tuple[str, ...]) -> str:
    end = f"{last.day} {months[last.month - 1]} {last.year}"
    if first == last:
        return end
    start = str(first.day)
    if (first.year, first.month) == (last.year, last.month):
        return f"{start}–{end}"
    start = f"{start} {months[first.month - 1]}"
    if first.year == last.year:
        return f"{start}{SPAN_DASH[code]}{end}"
    return f"{start} {first.year}{SPAN_DASH[code]}{end}"
