"""An entry's values as a text that never changes, for comparing them and for nothing else; nobody reads it.

Ledgers and mailboxes hold digests of this form since rusctl 0.1.0, so that it stays as it is to the letter, whatever
calendars and letters say in better words, in another language or with another table of months: a changed form would be
a change of every entry that anybody was ever told of. The sentences are therefore no messages and are not translated.
A value that entries come to say more is put at the end of `fields_of`, under a name of its own and left out where it is
empty: then it changes no digest of what lacks it.
"""

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

from rusctl.calendar.ics import clean
from rusctl.language.catalogue import Language
from rusctl.model.entry_values import EntryValues, Off
from rusctl.model.plan import Days, Hours, Status, When, Window


class _Form(NamedTuple):
    """The fixed words of one language; `{}` is what is filled in."""

    months: tuple[str, ...]
    short_months: tuple[str, ...]
    weekdays: tuple[str, ...]
    after_weekday: str
    dash: str
    milestone: str
    cancelled: str
    put_off: str
    undated: str
    unsure: str
    planned: str
    tentative: str
    off: dict[Off, str]
    done: str
    window: str
    baseline: str
    yearly: str
    moved: str
    answer_by: str
    source: str
    contact: str


_FORMS = {
    "sv": _Form(
        months=(
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
        short_months=("jan.", "feb.", "mars", "apr.", "maj", "juni", "juli", "aug.", "sep.", "okt.", "nov.", "dec."),
        weekdays=("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag"),
        after_weekday="",
        dash="–",
        milestone="Milstolpe",
        cancelled="Inställt: {}",
        put_off="Uppskjutet, nytt datum ej bestämt: {}",
        undated="Datum ej bestämt: {} ({})",
        unsure="Prel.: {}",
        planned="Planerat, inte bekräftat.",
        tentative="Datumet är preliminärt.",
        off={
            Off.GONE: "Händelsen är inställd.",
            Off.LAPSED: "Milstolpen gäller inte längre.",
            Off.PUT_OFF: "Datumet gäller inte längre och inget nytt är bestämt.",
        },
        done="Klart.",
        window="Dagen är inte bestämd: {}.",
        baseline="Först utlovat till {}.",
        yearly="På en lördag eller söndag: om dagen då flyttas till måndagen är inte känt.",
        moved="Flyttat från {}",
        answer_by="Svar senast {}.",
        source="Källa: {}",
        contact="Kontakt: {}",
    ),
    "en": _Form(
        months=(
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
        short_months=("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sept", "Oct", "Nov", "Dec"),
        weekdays=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
        after_weekday=",",
        dash=" – ",
        milestone="Milestone",
        cancelled="Cancelled: {}",
        put_off="Put off, new date not set: {}",
        undated="Date not set: {} ({})",
        unsure="Prelim.: {}",
        planned="Planned, not confirmed.",
        tentative="The date is tentative.",
        off={
            Off.GONE: "The event is cancelled.",
            Off.LAPSED: "The milestone no longer applies.",
            Off.PUT_OFF: "The date no longer holds, and no new one is set.",
        },
        done="Done.",
        window="The day is not set: {}.",
        baseline="First promised for {}.",
        yearly="On a Saturday or Sunday: whether the day then moves to Monday is not known.",
        moved="Moved from {}",
        answer_by="Answer by {}.",
        source="Source: {}",
        contact="Contact: {}",
    ),
}
LANGUAGES = tuple(_FORMS)
_UNSURE = (Status.PLANNED, Status.TENTATIVE)
_FIRST_ZONE = "Europe/Stockholm"  # the only one that times were told in when this form was made


def fields_of(values: EntryValues, code: str) -> dict[str, str]:
    """Give the fields of an entry by name, in the order they are digested; names of the plan's are in a language."""
    form, language = _FORMS[code], Language(code)
    off = values.off is not None or values.status is Status.CANCELLED
    unsure, undated = values.status in _UNSURE, isinstance(values.when, Window)
    hours = isinstance(values.when, Hours)
    kind = form.milestone if values.status is None else language.name(values.kind)
    places = (values.location, values.venue, values.room, values.municipality)
    mailbox = clean.mailbox(values.contact)
    reminds = values.reminder is not None and not off and not undated
    return {
        "uid": values.uid,
        "when": _span(values.days),
        "summary": clean.line(_summary(values, form, language)),
        "status": "CANCELLED" if off else "TENTATIVE" if unsure or undated else "CONFIRMED",
        "transp": "OPAQUE" if hours and not off else "TRANSPARENT",
        "busystatus": "FREE" if off or undated else "TENTATIVE" if unsure else "BUSY" if hours else "FREE",
        "yearly": "yes" if values.yearly else "",
        "description": clean.lines("\n".join(_lines(values, form))),
        "location": ", ".join(filter(None, map(clean.line, places))),
        "categories": "" if values.off else clean.word(kind),
        "url": clean.address(values.url),
        "organizer": f"{mailbox}\x1d{clean.name(values.region) or mailbox}" if mailbox else "",
        "reminders": f"{values.reminder // dt.timedelta(seconds=1)}" if reminds and values.reminder is not None else "",
        "timezone": "" if values.timezone == _FIRST_ZONE else values.timezone,
        "reason": clean.line(values.reason),
        "geo": f"{values.point[0]:.6f};{values.point[1]:.6f}" if values.point else "",
    }


def _summary(values: EntryValues, form: _Form, language: Language) -> str:
    called = language.name(values.title) or f"{language.name(values.kind)} {values.municipality}".strip() or values.id
    if values.off is Off.PUT_OFF:
        return form.put_off.format(called)
    if values.off or values.status is Status.CANCELLED:
        return form.cancelled.format(called)
    if isinstance(values.when, Window):
        return form.undated.format(called, values.when.text or _days(values.when, form, form.short_months))
    return form.unsure.format(called) if values.status in _UNSURE else called


def _lines(values: EntryValues, form: _Form) -> Iterator[str]:
    yield from _firmness(values, form)
    if values.baseline:
        yield form.baseline.format(_day(values.baseline, form))
    if values.yearly and not values.off:
        yield form.yearly
    for one in reversed(values.earlier):
        if one.when is not None and not one.done:  # as in the words: what was reached then was not moved
            text = form.moved.format(_full(one.when, form)) + (f": {one.reason}" if one.reason else "")
            yield f"{text} ({one.source})" if one.source else text
    if values.answer_by:
        yield form.answer_by.format(_day(values.answer_by, form))
    if values.source:
        yield form.source.format(values.source)
    if values.contact:
        yield form.contact.format(values.contact)


def _firmness(values: EntryValues, form: _Form) -> Iterator[str]:
    if values.off or values.status is Status.CANCELLED:
        yield form.off[values.off or Off.GONE]
    elif values.status in _UNSURE:
        yield form.planned if values.status is Status.PLANNED else form.tentative
    if values.done:
        yield form.done
    if isinstance(values.when, Window):
        yield form.window.format(_full(values.when, form))


def _span(when: Days | Hours) -> str:
    first, last = (when.start, when.end) if isinstance(when, Hours) else (when.first, when.last)
    return f"{first.isoformat()}/{last.isoformat() if last else ''}"


def _full(when: When, form: _Form) -> str:
    match when:
        case Window():
            return when.text or _days(when, form, form.months)
        case Days():
            return _day(when.first, form) if when.first == when.last else _days(when, form, form.months)
    if when.end is None:
        return f"{_day(when.start, form)} {when.start:%H:%M}"
    start, end = f"{when.start:%H:%M}", f"{when.end:%H:%M}"
    if when.first == when.last:
        return f"{_day(when.start, form)} {start}–{end}"
    return f"{_day(when.start, form)} {start} – {_day(when.end, form)} {end}"


def _day(day: dt.date, form: _Form) -> str:
    month = form.months[day.month - 1]
    return f"{form.weekdays[day.weekday()]}{form.after_weekday} {day.day} {month} {day.year}"


def _days(when: Days | Window, form: _Form, months: tuple[str, ...]) -> str:
    first, last = when.first, when.last
    end = f"{last.day} {months[last.month - 1]} {last.year}"
    if first == last:
        return end
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{end}"
    start = f"{first.day} {months[first.month - 1]}"
    return f"{start}{form.dash}{end}" if first.year == last.year else f"{start} {first.year}{form.dash}{end}"
