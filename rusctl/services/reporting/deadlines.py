"""The deadlines round a meeting: from which day they are counted, what the law knows of it, and why each stands."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, NamedTuple

from rusctl.errors import RusctlError
from rusctl.language import dates
from rusctl.language.catalogue import Language
from rusctl.language.message import Message, msg
from rusctl.language.nearest import nearest
from rusctl.language.slug import slug
from rusctl.language.spans import span
from rusctl.language.vocabulary import OUTCOME
from rusctl.model.plan import SWEDEN, Milestone, Outcome, Plan
from rusctl.output.tables import Cell, Column, Table
from rusctl.schedule.days.workdays import working_day_until
from rusctl.schedule.state import law
from rusctl.schedule.state.bodies import kind_of, kinds
from rusctl.schedule.state.deadlines import Deadline, deadlines, meeting_day, prepares
from rusctl.schedule.state.minutes import minutes_of
from rusctl.schedule.state.rounds import adopting


class MeetingOfBody(NamedTuple):
    """A milestone that a meeting decides, the day of the meeting, the deadlines round it, and what is to be said."""

    milestone: Milestone
    day: dt.date
    found: tuple[Deadline, ...]
    notes: tuple[Message, ...] = ()


def round_meeting(  # noqa: PLR0917 - the days that may be given instead of the file's
    plan: Plan, name: str, today: dt.date, on: dt.date | None, adjusted: dt.date | None, announced: dt.date | None
) -> MeetingOfBody:
    """Give the deadlines round the meeting of a milestone, counted from days that are given instead of the file's."""
    chosen = named(plan, name)
    day = on or meeting_day(chosen, today)
    if day is None:
        text = msg("{id} has no exact day to count from; give one with --on, such as --on 2020-02-18", id=chosen.id)
        raise RusctlError(text, chosen.at)
    chosen = _with_days(chosen, day, adjusted, announced)
    known = max([today, *(one for one in (adjusted, announced) if one)])
    found = deadlines(plan, chosen, day, known)
    notes = (
        *_of_the_law(plan, chosen, day, given=bool(adjusted or announced)),
        *_besides(plan, chosen, day, today),
        *_of_the_day(plan, chosen, day, today),
    )
    return MeetingOfBody(chosen, day, found, notes)


def _with_days(milestone: Milestone, day: dt.date, adjusted: dt.date | None, announced: dt.date | None) -> Milestone:
    """Give the milestone with the days of the minutes that are given, of the meeting on the day."""
    if not (adjusted or announced):
        return milestone
    now = minutes_of(milestone, day)
    days: dict[str, Any] = {"adjusted": adjusted or now.adjusted, "announced": announced or now.announced}
    meetings = tuple(replace(one, **days) if one.first <= day <= one.last else one for one in milestone.meetings)
    return replace(milestone, meetings=meetings, **days)


def named(plan: Plan, name: str) -> Milestone:
    """Give a milestone, or refuse with the one that was likely meant."""
    known = {milestone.id: milestone for milestone in plan.milestones}
    if name in known:
        return known[name]
    called = [one for one in plan.milestones if slug(name) in {one.id, *map(slug, one.title.values())}]
    if len(called) == 1:
        return called[0]
    if meant := nearest(name, known):
        raise RusctlError(msg('there is no milestone {id}; did you mean "{meant}"?', id=name, meant=meant))
    raise RusctlError(msg("there is no milestone {id}; rusctl milestones --all lists them", id=name))


def _of_the_law(plan: Plan, milestone: Milestone, day: dt.date, *, given: bool) -> Iterator[Message]:
    """Say from when on the law is known, or why its deadlines are not shown."""
    body = next((one for one in plan.bodies if one.id == milestone.body), None)
    kind = kind_of(body) if body else ""
    if plan.process.country != SWEDEN:
        yield msg("the process is in {country}, and nothing of its law is known here", country=plan.process.country)
    elif kind not in law.LIMITS:
        yield msg(
            "the law's deadlines round the meetings of {body} are not known here: say with kind in config/process.toml "
            "what body it is",
            body=body.name if body else milestone.body or milestone.id,
        )
    elif not law.NOTICE.holds(day):
        yield msg("the law's deadlines are known for meetings from {day} on", day=law.NOTICE.since)
    else:
        if body and not body.kind:
            yield msg(
                "{body} is taken for a committee (nämnd) by its name; kind in config/process.toml says what body it is",
                body=body.name,
            )
        yield msg(
            "{act}: wording in force from {day}; later changes are not known here",
            act=law.NOTICE.act.name,
            day=law.NOTICE.since,
        )
        return
    if given:
        yield msg("nothing is counted from --adjusted and --announced here")


def _of_the_day(plan: Plan, milestone: Milestone, day: dt.date, today: dt.date) -> Iterator[Message]:
    """Say what a meeting's minutes are not counted from, and why nobody can appeal its decision."""
    if kinds(plan).get(milestone.body, "") not in law.LIMITS or not law.NOTICE.holds(day):
        return
    minutes = minutes_of(milestone, day)
    for key, other in minutes.too_early.items():
        text = msg(
            "nothing is counted from {key}, {day}: it is before {other}; correct one of the days",
            key=key,
            day=minutes.adjusted if key == "adjusted" else minutes.announced,
            other=other,
        )
        yield text
    if minutes.outcome in (Outcome.REFERRED_BACK, Outcome.TABLED):
        yield msg("{outcome}: no decision was made that can be appealed", outcome=OUTCOME[minutes.outcome])
    elif prepares(plan, milestone, today) and milestone.preparatory is None:
        yield msg(
            "the decision is taken to prepare the council's, so that nobody can appeal it ({law}); preparatory = false "
            "in the milestone says otherwise",
            law=law.PREPARATORY.text,
        )
    elif milestone.preparatory:
        yield msg(
            "the decision only prepares or carries out another, so nobody can appeal it ({law})",
            law=law.PREPARATORY.text,
        )


def _besides(plan: Plan, milestone: Milestone, day: dt.date, today: dt.date) -> Iterator[Message]:
    """Say what else the law asks for round a meeting, where nobody can tell from the plan whether it concerns it."""
    kind = kinds(plan).get(milestone.body, "")
    if kind == "council" and day >= today and law.URGENT.holds(day):
        last = working_day_until(minutes_of(milestone, day).first - dt.timedelta(days=1))
        yield msg(
            "a matter that is urgent is announced at the latest the weekday before the meeting, {day} ({law})",
            day=last,
            law=law.URGENT.text,
        )
    if kind == "federation-board" and day >= today and law.FEDERATION_BUDGET.holds(day):
        last = minutes_of(milestone, day).first - dt.timedelta(weeks=1)
        yield msg(
            "where the budget is decided, the meeting is announced by {day} at the latest, a week before ({law})",
            day=last,
            law=law.FEDERATION_BUDGET.text,
        )
    adopts = {adopting(plan, one.adopted, today) for one in plan.checks.reviews}
    undecided = minutes_of(milestone, day).outcome in (None, Outcome.ADOPTED)
    if milestone.id in adopts and undecided and kind and law.HANDED_OVER.holds(day):
        yield msg(
            "when the strategy has been adopted it is handed over to the Government, Tillväxtverket and the other "
            "state authorities and actors concerned ({law})",
            law=law.HANDED_OVER.whole,
        )


def why(one: Deadline) -> list[str | Message]:
    """Say why a deadline is on its day: the law, the region's own time, and what moved it."""
    parts: list[str | Message] = []
    if one.law:
        parts.append(one.law.text)
    if one.own:
        parts.append(msg("own: {span}", span=span(one.own)))
        if one.law_day and one.law_day != one.day:
            parts.append(msg("by law {day}", day=one.law_day))
    if one.counted:
        parts.append(msg("moved from {day}", day=one.counted))
    if one.step:
        parts.append(msg("the milestone {id}", id=one.step))
    if one.known:
        parts.append(msg("done {day}", day=one.known))
    if one.note:
        parts.append(one.note)
    return parts


def table(found: Iterable[Deadline], language: Language, today: dt.date) -> Table:
    """Give deadlines as people read them: the last day, the working day that holds, how long is left, and why."""
    say = language.text
    columns = [
        Column(say(msg("What"))),
        Column(say(msg("Last day")), whole=True),
        Column(say(msg("Working day"))),
        Column(say(msg("Left")), number=True),
        Column(say(msg("Why"))),
    ]
    rows = []
    for one in found:
        days = (one.day - today).days
        style = "dim" if days < 0 or one.done else "bold" if one.id == "meeting" else ""
        day = say(msg("before {day}", day=one.before)) if one.before else dates.medium(one.day, language.code)
        moved = one.working_day != one.day and not one.before
        texts = (
            language.value(one.title),
            day,
            dates.medium(one.working_day, language.code) if moved else "",
            str(days) if days >= 0 and not one.done else "",
            "; ".join(map(language.value, why(one))),
        )
        rows.append([Cell(text, style) for text in texts])
    return columns, rows
