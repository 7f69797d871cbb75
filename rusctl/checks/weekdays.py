"""The rule about weekdays that are written beside dates."""

from collections.abc import Iterator
from typing import NamedTuple

from rusctl.checks.rule import rule
from rusctl.diagnostics import Problem, Severity
from rusctl.language import date_words
from rusctl.language.dates import SHORT_WEEKDAYS, WEEKDAYS
from rusctl.language.message import msg
from rusctl.model.plan import Days, Event, Facts, Hours, Milestone, Source, exact

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

    One of the two is wrong, and some will come on the wrong day. A note may tell of other days; a title may not.

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
        for key, text in (("title", event.title), ("note", event.note)):
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
