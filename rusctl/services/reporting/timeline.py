"""A plan in time: what was first promised of each event and milestone, what holds now, what is done, in words."""

import datetime as dt
from collections.abc import Mapping

from rusctl.language import dates
from rusctl.language.catalogue import Language
from rusctl.language.message import msg, nmsg
from rusctl.language.names import short_name
from rusctl.model.baselines import Baseline
from rusctl.model.plan import Event, Plan, Status, When, Window
from rusctl.output import timeline
from rusctl.output.timeline import TimelineBar, Words
from rusctl.output.timeline_rows import first_days
from rusctl.schedule.network.network import Network
from rusctl.schedule.state.milestones import Standing, standings
from rusctl.schedule.state.status import status_on
from rusctl.services.reporting.milestones import CRITICAL, when_text


def promised_days(plan: Plan, baseline: Baseline | None) -> dict[str, dt.date]:
    """Give the last day that was promised of each record: by a baseline, or at first."""
    return {one.id: one.last for one in baseline.promises} if baseline else first_days(plan)


def yearly_text(standing: Standing, language: Language) -> str:
    """Say what comes back every year, when it does next or was missed: it has no place of its own on the line."""
    title = language.name(standing.milestone.title) or standing.milestone.id
    if standing.overdue:
        return language.text(msg("Every year: {title}, missed {day}", title=title, day=when_text(standing, language)))
    return language.text(msg("Every year: {title}, next {day}", title=title, day=when_text(standing, language)))


def in_time(plan: Plan, today: dt.date) -> list[Event | Standing]:
    """Give the events and the milestones in the order of their days; what has none comes last.

    What comes back every year is left out: it has no place of its own.
    """
    once = (standing for standing in standings(plan, today) if standing.milestone.every is None)
    entries: list[Event | Standing] = [*plan.events, *once]

    def day(entry: Event | Standing) -> tuple[dt.date, dt.date]:
        when = entry.when
        return (when.last, when.first) if when else (dt.date.max, dt.date.max)

    return sorted(entries, key=day)


def bar(  # noqa: PLR0917 - what a bar is made of
    entry: Event | Standing,
    plan: Plan,
    today: dt.date,
    found: Network,
    promises: Mapping[str, dt.date],
    language: Language,
) -> TimelineBar:
    """Put an event or a milestone into words and days."""
    when: When | None = entry.when
    if isinstance(entry, Event):
        status = status_on(entry, today)
        title, done, cancelled = (
            short_name(entry, plan),
            status is Status.HELD,
            status is Status.CANCELLED,
        )
        name = entry.id
    else:
        milestone = entry.milestone
        title, done, cancelled = language.name(milestone.title) or milestone.id, not entry.open, False
        name = milestone.id
    promised = promises.get(name)
    return TimelineBar(
        title=title,
        dates=_dates(language, when, promised, done=done, cancelled=cancelled),
        first=when.first if when else None,
        last=when.last if when else None,
        promised=promised,
        window=isinstance(when, Window),
        done=done,
        cancelled=cancelled,
        critical=name in found.critical,
    )


def _dates(language: Language, when: When | None, promised: dt.date | None, *, done: bool, cancelled: bool) -> str:
    """Say when it is or was, and how far that is from what was first promised."""
    parts = [dates.medium(when, language.code) if when else language.text(msg("no date"))]
    if done:
        parts.append(language.text(msg("done")))
    if cancelled:
        parts.append(language.text(msg("cancelled")))
    if promised and when and not isinstance(when, Window) and when.last != promised:
        days = (when.last - promised).days
        parts.append(language.text(msg("promised {day}", day=dates.short(promised, language.code))))
        parts.append(language.text(nmsg("{sign} day", "{sign} days", abs(days), sign=f"{days:+d}")))
    elif promised and isinstance(when, Window):
        parts.append(language.text(msg("promised {day}", day=dates.short(promised, language.code))))
    return ", ".join(parts)


def legend(against: str, language: Language) -> list[tuple[str, str]]:
    """Give the signs of the timeline, each with what it means."""
    promised = msg("promised in {name}", name=against) if against else msg("first promised")
    return [
        (timeline.FIRST_PROMISED, language.text(promised)),
        (timeline.NOW, language.text(msg("date now"))),
        (timeline.WINDOW, language.text(msg("day not set: some time in these days"))),
        (timeline.DONE, language.text(msg("done"))),
        (timeline.DONE_WITHIN, language.text(msg("done some time in these days"))),
        (timeline.CANCELLED, language.text(msg("cancelled"))),
        (CRITICAL, language.text(msg("critical chain"))),
    ]


def words(  # noqa: PLR0917 - what is written round the bars
    plan: Plan, today: dt.date, bars: list[TimelineBar], more: list[str], against: str, language: Language
) -> Words:
    """Give what is written round the bars, and all of it in words for those who hear it."""
    code = language.code
    known = language.text(msg("As known on {day}", day=today))
    about = ". ".join([known, *(f"{one.title}: {one.dates}" for one in bars), *more])
    today_text = language.text(msg("today, {day}", day=dates.short(today, code)))
    return Words(
        title=language.text(msg("{name}: timeline", name=plan.process.name)),
        about=f"{about}.",
        today=today_text,
        legend=legend(against, language),
        more=more,
        months=dates.SHORT_MONTHS[code],
        language=code,
    )
