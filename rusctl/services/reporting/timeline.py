"""A plan in time: what was first promised of each event and milestone, what holds now, what is done, in words."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from rusctl.errors import UsageError
from rusctl.language import dates
from rusctl.language.catalogue import Language
from rusctl.language.message import Message, msg, nmsg
from rusctl.language.names import short_name
from rusctl.language.vocabulary import PROGRESS, STATUS
from rusctl.language.vocabulary_strategy import COMMITMENT_STATE
from rusctl.model.baselines import Baseline
from rusctl.model.phases import Phase
from rusctl.model.plan import Days, Event, Plan, Progress, Status, When, Window
from rusctl.model.strategy import Commitment, CommitmentState
from rusctl.output.drawing import timeline
from rusctl.output.drawing.timeline import TimelineBar, Words
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


MARK = {
    Status.PLANNED: timeline.PLANNED,
    Status.TENTATIVE: timeline.TENTATIVE,
    Status.CONFIRMED: timeline.CONFIRMED,
    Status.HELD: timeline.DONE,
    Status.CANCELLED: timeline.CANCELLED,
}
SAID_OF_EVENTS = {  # a confirmed one is said by its date alone
    Status.TENTATIVE: STATUS[Status.TENTATIVE],
    Status.HELD: msg("done"),
    Status.CANCELLED: STATUS[Status.CANCELLED],
}


def between(
    entries: Iterable[Event | Standing],
    promises: Mapping[str, dt.date],
    first: dt.date | None,
    last: dt.date | None,
) -> list[Event | Standing]:
    """Give what may lie within two days, or was promised for one of them; without such days, everything."""
    if first and last and last < first:
        raise UsageError(msg("--to is {to}, which is before --from, {day}", to=last, day=first))

    def within(days: tuple[dt.date, dt.date]) -> bool:
        return (first is None or days[1] >= first) and (last is None or days[0] <= last)

    if first is None and last is None:
        return list(entries)
    found = []
    for entry in entries:
        day = promises.get(entry.id if isinstance(entry, Event) else entry.milestone.id)
        when = entry.when
        if (when and within((when.first, when.last))) or (day and within((day, day))):
            found.append(entry)
    return found


def _of_milestone(standing: Standing) -> tuple[str, Message | None]:
    """Give the sign of a milestone's day, and what is said of it beside the day."""
    if standing.open:
        later = standing.progress is Progress.POSTPONED
        return timeline.NOW, PROGRESS[Progress.POSTPONED] if later else None
    if standing.progress is Progress.GIVEN_UP:
        return timeline.CANCELLED, PROGRESS[Progress.GIVEN_UP]
    return timeline.DONE, msg("done")


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
    said: Message | None
    if isinstance(entry, Event):
        status = status_on(entry, today)
        name, title = entry.id, short_name(entry, plan)
        mark, said = MARK[status], SAID_OF_EVENTS.get(status)
    else:
        milestone = entry.milestone
        name, title = milestone.id, language.name(milestone.title) or milestone.id
        mark, said = _of_milestone(entry)
    promised = promises.get(name)
    return TimelineBar(
        title=title,
        dates=_dates(language, when, promised, said),
        first=when.first if when else None,
        last=when.last if when else None,
        promised=promised,
        window=isinstance(when, Window),
        mark=mark,
        critical=name in found.critical,
    )


def phase_bars(plan: Plan, first: dt.date | None, last: dt.date | None, language: Language) -> list[TimelineBar]:
    """Put the phases that lie within two days, where those are given, into words and days."""
    return [
        TimelineBar(
            title=language.name(one.name),
            dates=dates.span(one.first, one.last, language.code),
            first=one.first,
            last=one.last,
            promised=None,
            window=True,
            mark=timeline.PHASE,
            critical=False,
        )
        for one in phases_between(plan, first, last)
    ]


def phases_between(plan: Plan, first: dt.date | None, last: dt.date | None) -> list[Phase]:
    """Give the phases that have a day from one to another, where those are given."""
    found = [one for one in plan.phases if one.first <= one.last]
    return [one for one in found if (first is None or one.last >= first) and (last is None or one.first <= last)]


_SAID_OF_COMMITMENTS = {  # what remains is said by its date alone
    CommitmentState.PROPOSED: COMMITMENT_STATE[CommitmentState.PROPOSED],
    CommitmentState.UNDER_WAY: COMMITMENT_STATE[CommitmentState.UNDER_WAY],
    CommitmentState.DONE: COMMITMENT_STATE[CommitmentState.DONE],
    CommitmentState.DROPPED: COMMITMENT_STATE[CommitmentState.DROPPED],
}


def commitments_between(plan: Plan, first: dt.date | None, last: dt.date | None) -> list[Commitment]:
    """Give the joint commitments with a day from one to another, where those are given, in their order."""
    found = [(day, one) for one in plan.commitments if (day := one.done or one.by)]
    within = [(day, one) for day, one in found if (first is None or day >= first) and (last is None or day <= last)]
    return [one for _, one in sorted(within, key=lambda each: (each[0], each[1].id))]


def commitment_bars(plan: Plan, first: dt.date | None, last: dt.date | None, language: Language) -> list[TimelineBar]:
    """Put the joint commitments that lie within two days, where those are given, into words and days."""
    bars = []
    for one in commitments_between(plan, first, last):
        day = one.done or one.by
        dropped = one.state is CommitmentState.DROPPED
        said = _SAID_OF_COMMITMENTS.get(one.state)
        bars.append(
            TimelineBar(
                title=one.what,
                dates=_dates(language, Days(first=day, last=day) if day else None, None, said),
                first=day,
                last=day,
                promised=None,
                window=False,
                mark=timeline.PLANNED if one.open else timeline.CANCELLED if dropped else timeline.DONE,
                critical=False,
            )
        )
    return bars


def _dates(language: Language, when: When | None, promised: dt.date | None, said: Message | None) -> str:
    """Say when it is or was, what became of it, and how far that is from what was first promised."""
    parts = [dates.medium(when, language.code) if when else language.text(msg("no date"))]
    if said:
        parts.append(language.text(said))
    if promised and when and not isinstance(when, Window) and when.last != promised:
        days = (when.last - promised).days
        parts.append(language.text(msg("promised {day}", day=dates.short(promised, language.code))))
        parts.append(language.text(nmsg("{sign} day", "{sign} days", abs(days), sign=f"{days:+d}")))
    elif promised and isinstance(when, Window):
        parts.append(language.text(msg("promised {day}", day=dates.short(promised, language.code))))
    return ", ".join(parts)


def legend(bars: Sequence[TimelineBar], against: str, language: Language) -> list[tuple[str, str]]:
    """Give the signs that the bars have, each with what it means."""
    shown = timeline.signs(bars) | ({CRITICAL} if any(one.critical for one in bars) else set())
    meanings = (
        (timeline.PHASE, msg("phase")),
        (timeline.FIRST_PROMISED, msg("promised in {name}", name=against) if against else msg("first promised")),
        (timeline.PLANNED, msg("planned")),
        (timeline.TENTATIVE, msg("tentative")),
        (timeline.CONFIRMED, msg("confirmed")),
        (timeline.NOW, msg("milestone")),
        (timeline.WINDOW, msg("day not set: some time in these days")),
        (timeline.DONE, msg("done")),
        (timeline.DONE_WITHIN, msg("done some time in these days")),
        (timeline.CANCELLED, msg("cancelled")),
        (CRITICAL, msg("critical path")),
    )
    return [(sign, language.text(meaning)) for sign, meaning in meanings if sign in shown]


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
        legend=legend(bars, against, language),
        more=more,
        months=dates.SHORT_MONTHS[code],
        language=code,
    )
