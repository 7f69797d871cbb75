"""Rules about days on which people are off, or that are another weekday than was written."""

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

from rusctl.checks.dates import first_key, last_key
from rusctl.checks.rule import rule
from rusctl.diagnostics import Problem, Severity
from rusctl.language import date_words
from rusctl.language.dates import SHORT_WEEKDAYS, WEEKDAYS
from rusctl.language.message import msg
from rusctl.model.plan import Days, Event, Facts, Hours, Milestone, Source, Status, Window, exact
from rusctl.schedule.days import workdays


class PlannedDay(NamedTuple):
    """A day on which something is still to be, and the key that holds it."""

    day: dt.date
    record: Event | Milestone
    key: str


@rule(code="RUS203", name="weekend", severity=Severity.WARNING, alone=True)
def weekend(facts: Facts) -> Iterator[Problem]:
    """Something is planned on a Saturday or a Sunday.

    Few can come then, and most often the day was typed wrongly. A holiday on a weekend is told by its name instead.

    Bad:
        [[event]]
        id = "sala"
        kind = "kommundialog"
        date = 2018-11-10  # RUS203
        status = "planned"

    Good:
        [[event]]
        id = "sala"
        kind = "kommundialog"
        date = 2018-11-09
        status = "planned"
    """
    for day, record, key in _planned_days(facts):
        if workdays.weekend(day) and not (workdays.holiday(day) or workdays.eve(day) or workdays.short_day(day)):
            yield Problem(
                record.at.key(key), msg("{id} is on a weekend, {day}; choose a working day", id=record.id, day=day)
            )


@rule(code="RUS204", name="public-holiday", severity=Severity.WARNING, alone=True)
def public_holiday(facts: Facts) -> Iterator[Problem]:
    """Something is planned on a public holiday.

    The holidays are worked out for the year: `rusctl calendar 2019` shows them. Few can come then.

    Bad:
        [[event]]
        id = "sala"
        kind = "kommundialog"
        date = 2019-05-30  # RUS204
        status = "planned"

    Good:
        [[event]]
        id = "sala"
        kind = "kommundialog"
        date = 2019-05-29
        status = "planned"
    """
    for day, record, key in _planned_days(facts):
        if holiday := workdays.holiday(day):
            text = msg("{id} is on {holiday}, {day}; choose a working day", id=record.id, holiday=holiday, day=day)
            yield Problem(record.at.key(key), text)


@rule(code="RUS205", name="eve", severity=Severity.WARNING, alone=True)
def eve(facts: Facts) -> Iterator[Problem]:
    """Something is planned on the eve of a holiday.

    Midsummer's, Christmas and New Year's Eve count as days off here, as in the periods that boards post; on the other
    eves many offices close early.

    Bad:
        [[event]]
        id = "sala"
        kind = "kommundialog"
        date = 2018-12-24  # RUS205
        status = "planned"

    Good:
        [[event]]
        id = "sala"
        kind = "kommundialog"
        date = 2018-12-20
        status = "planned"
    """
    for day, record, key in _planned_days(facts):
        if day_off := workdays.eve(day):
            text = msg("{id} is on {eve}, {day}; choose a working day", id=record.id, eve=day_off, day=day)
            yield Problem(record.at.key(key), text)
        elif short_day := workdays.short_day(day):
            text = msg(
                "{id} is on {eve}, {day}, when many offices close early; choose another day",
                id=record.id,
                eve=short_day,
                day=day,
            )
            yield Problem(record.at.key(key), text)


@rule(code="RUS206", name="bridge-day", severity=Severity.NOTE, alone=True)
def bridge_day(facts: Facts) -> Iterator[Problem]:
    """Something is planned on a working day between two days off (klämdag).

    Many take such a day off, so fewer come.

    Bad:
        [[event]]
        id = "sala"
        kind = "kommundialog"
        date = 2019-05-31  # RUS206
        status = "planned"

    Good:
        [[event]]
        id = "sala"
        kind = "kommundialog"
        date = 2019-05-28
        status = "planned"
    """
    for day, record, key in _planned_days(facts):
        if workdays.bridge(day):
            text = msg("{id} is on {day}, between two days off; many will be away", id=record.id, day=day)
            yield Problem(record.at.key(key), text)


def _planned_days(facts: Facts) -> Iterator[PlannedDay]:
    """Give the first and last day of all that has exact days and is still to be; what has been is a fact."""
    records: list[Event | Milestone] = [
        event for event in facts.plan.events if event.status not in {Status.HELD, Status.CANCELLED}
    ]
    records += [one for one in facts.plan.milestones if one.done is None and one.given_up is None]
    for record in records:
        when = record.when
        if when is None or isinstance(when, Window) or when.last < when.first:
            continue
        yield PlannedDay(when.first, record, first_key(when))
        if when.last != when.first:
            yield PlannedDay(when.last, record, last_key(when))


FULL_NAMES = {name.casefold(): number for names in WEEKDAYS.values() for number, name in enumerate(names)}
STEMS = tuple(name.casefold()[:3] for names in SHORT_WEEKDAYS.values() for name in names)


class Written(NamedTuple):
    """A title or note, and the days of what it is written about; `title` says that it can be about no other day."""

    text: str
    at: Source
    days: Days | Hours | None
    years: tuple[int, ...]
    title: bool


@rule(code="RUS202", name="weekday-disagrees", severity=Severity.ERROR, alone=True)
def weekday_disagrees(facts: Facts) -> Iterator[Problem]:
    """A weekday in a title or a note disagrees with the date.

    One of the two is wrong, and some will come on the wrong day. An event note may mention other days; a title may not.

    Bad:
        [[event]]
        id = "sala"
        kind = "kommundialog"
        date = 2018-11-07
        status = "confirmed"
        note = "flyttad från torsdag 6 november"  # RUS202

        [[event]]
        id = "kungsor"
        kind = "kommundialog"
        title = "Torsdag i Kungsör"  # RUS202
        date = 2018-11-09
        status = "confirmed"

    Good:
        [[event]]
        id = "sala"
        kind = "kommundialog"
        date = 2018-11-07
        status = "confirmed"
        note = "flyttad från tisdag 6 november"

        [[event]]
        id = "kungsor"
        kind = "kommundialog"
        title = "Fredag i Kungsör"
        date = 2018-11-09
        status = "confirmed"
    """
    for written in _texts(facts):
        problems = list(_beside_date(written))
        yield from problems
        if written.title and not problems:
            yield from _in_title(written)


def _texts(facts: Facts) -> Iterator[Written]:
    """Give the titles and notes in which a weekday may stand."""
    for event in facts.plan.events:
        for key, text in (*(("title", text) for text in event.all_titles), ("note", event.note)):
            if _may_name_weekday(text):
                yield Written(text, event.at.key(key), exact(event.when), _years(event), title=key == "title")
    for milestone in facts.plan.milestones:
        days = exact(milestone.done or milestone.when)
        for language, title in milestone.title.items():
            if _may_name_weekday(title):
                at = milestone.at.key("title", language) if language else milestone.at.key("title")
                yield Written(title, at, days, _years(milestone), title=True)
        if _may_name_weekday(milestone.note):
            yield Written(milestone.note, milestone.at.key("note"), days, _years(milestone), title=False)


def _may_name_weekday(text: str) -> bool:
    """Whether it is worth while to look closer: most texts hold no weekday, long or short."""
    folded = text.casefold()
    return any(stem in folded for stem in STEMS) and not date_words.WEEKDAYS.keys().isdisjoint(_words(folded))


def _figure_after_weekday(text: str) -> bool:
    words = "".join(character if character.isalnum() else " " for character in text.casefold()).split()
    first = next((at for at, word in enumerate(words) if word in date_words.WEEKDAYS), len(words))
    return any(word[0].isdigit() for word in words[first:])


def _words(folded: str) -> list[str]:
    return "".join(character if character.isalpha() else " " for character in folded).split()


def _years(record: Event | Milestone) -> tuple[int, ...]:
    """Give the years in which a date without one can be: those of the record's own dates, the one now first."""
    spans = [record.when, *(earlier.when for earlier in record.earlier)]
    if isinstance(record, Milestone):
        spans.append(record.done)
    years = [day.year for span in spans if span for day in (span.first, span.last)]
    if isinstance(record, Milestone) and record.baseline:
        years.append(record.baseline.year)
    return tuple(dict.fromkeys(years))


def _beside_date(written: Written) -> Iterator[Problem]:
    """Find a weekday and a date side by side that do not go together."""
    if not _figure_after_weekday(written.text):
        return
    from rusctl.schedule.dates.weekday_claims import weekday_claims  # noqa: PLC0415 - few texts name a weekday

    for claim in weekday_claims(written.text):
        years = (claim.year,) if claim.year else written.years
        if years and not any(claim.agrees(year) for year in years):
            day = claim.on(years[0])
            if day:
                text = msg(
                    '"{words}" is wrong: that day is {day}; correct the weekday or the date', words=claim.text, day=day
                )
            else:
                text = msg('"{words}" is wrong: there is no such day in {year}', words=claim.text, year=years[0])
            yield Problem(written.at, text)


def _in_title(written: Written) -> Iterator[Problem]:
    """Find a title that names weekdays, none of which is a day of what it is the title of."""
    days = written.days
    if days is None or days.last < days.first or (days.last - days.first).days >= len(WEEKDAYS["sv"]):
        return
    named = {FULL_NAMES[word] for word in _words(written.text.casefold()) if word in FULL_NAMES}
    length = (days.last - days.first).days + 1
    own = {(days.first.weekday() + number) % 7 for number in range(length)}
    if named and not named & own:
        text = msg("the title names another weekday than the date, {day}; correct one of them", day=days.first)
        yield Problem(written.at, text)
