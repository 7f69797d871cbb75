"""`rusctl milestone show`."""

from rusctl.commands.common import typed
from rusctl.commands.common.earlier import said_of_earlier
from rusctl.commands.common.listing import give
from rusctl.commands.common.nouns.change_milestone import MilestoneId
from rusctl.commands.common.options import AsJson
from rusctl.commands.terminal import Terminal, terminal
from rusctl.language import dates
from rusctl.language.message import Message, msg
from rusctl.language.names import role_names
from rusctl.language.spans import span
from rusctl.language.vocabulary import LEVEL, OUTCOME, PROGRESS
from rusctl.model.plan import Days, Meeting, Milestone, MilestoneNote, Progress
from rusctl.output import rows
from rusctl.output.tables import print_pairs
from rusctl.schedule.network.network import network
from rusctl.schedule.state.deadlines import with_lead_times
from rusctl.schedule.state.milestones import Standing, every_standing
from rusctl.services import selection
from rusctl.services.planning.milestone_edits import possible
from rusctl.services.reporting.milestones import left_and_told, when_text


def show(context: typed.Context, name: MilestoneId, *, as_json: AsJson = False) -> None:
    """Show all that is known about a milestone: its dates, its meetings, its years, and what can be done with it."""
    run = terminal(context)
    plan, today = run.complete().plan, run.project.today
    milestone = selection.milestone(plan, name)
    found = [one for one in every_standing(plan, today) if one.milestone.id == milestone.id]
    if as_json:
        chain = network(with_lead_times(plan, today), today)
        give(run, (rows.milestone_row(one, plan, chain) for one in found))
        return
    pairs = [*_state(run, milestone, found), *_facts(run, milestone), *_history(milestone)]
    can = ", ".join(possible(milestone, today))
    place = f"{milestone.at.file}:{run.project.line(milestone.at)}"
    pairs += [(msg("You can"), can), (msg("File and line"), place)]
    print_pairs((run.say(heading), run.language.value(text)) for heading, text in pairs if text)


def _state(run: Terminal, milestone: Milestone, found: list[Standing]) -> list[tuple[Message, str | Message]]:
    language = run.language
    pairs: list[tuple[Message, str | Message]] = [(msg("Milestone"), language.name(milestone.title) or milestone.id)]
    for one in found:
        parts = [when_text(one, language), left_and_told(one, language)]
        heading = msg("Year {year}", year=str(one.year)) if one.year else msg("When")
        pairs.append((heading, ", ".join(filter(None, parts))))
        if not one.year and one.progress is not Progress.OPEN:
            pairs.append((msg("Status"), PROGRESS[one.progress]))
    first = found[0]
    titles = {one.id: language.name(one.title) for one in run.project.plan.milestones}
    if first.goes_on:
        pairs.append((msg("Goes on in"), titles.get(first.goes_on, first.goes_on)))
    pairs.append((msg("Waits for"), ", ".join(titles.get(name, name) for name in first.waits_for)))
    return pairs


def _facts(run: Terminal, milestone: Milestone) -> list[tuple[Message, str | Message]]:
    plan, language = run.project.plan, run.language
    titles = {one.id: language.name(one.title) for one in plan.milestones}
    bodies = {one.id: language.name(one.name) for one in plan.bodies}
    day, roles = language.code, role_names(plan, language)
    return [
        (msg("Body"), bodies.get(milestone.body, milestone.body)),
        (msg("Owner"), roles.get(milestone.owner, milestone.owner) if milestone.owner else ""),
        (msg("First promised"), dates.full(milestone.baseline, day) if milestone.baseline else ""),
        (msg("Comes after"), ", ".join(titles.get(one.id, one.id) for one in milestone.after)),
        (msg("Takes"), span(milestone.duration) if milestone.duration else ""),
        (msg("Not before"), dates.full(milestone.not_before, day) if milestone.not_before else ""),
        (msg("Not after"), dates.full(milestone.not_after, day) if milestone.not_after else ""),
        (msg("Decide by"), dates.full(milestone.decide_by, day) if milestone.decide_by else ""),
        (msg("Confirmed by"), roles.get(milestone.confirms, milestone.confirms) if milestone.confirms else ""),
        (msg("Dnr"), milestone.dnr),
        (msg("Note"), milestone.note),
        (msg("Source"), milestone.source),
    ]


def _history(milestone: Milestone) -> list[tuple[Message, str | Message]]:
    pairs: list[tuple[Message, str | Message]] = [(msg("Meeting"), _meeting(one)) for one in milestone.meetings]
    pairs += [(msg("Journal"), _entry(one)) for one in sorted(milestone.journal, key=lambda one: one.date)]
    return pairs + [(msg("Earlier"), said_of_earlier(one)) for one in milestone.earlier]


def _entry(one: MilestoneNote) -> Message:
    said = {"level": LEVEL[one.level], "day": one.date, "text": one.text}
    if one.source:
        return msg("{level} {day}, {text} (source: {source})", **said, source=one.source)
    return msg("{level} {day}, {text}", **said)


def _meeting(one: Meeting) -> Message:
    parts: list[object] = [Days(first=one.first, last=one.last)]
    if one.outcome:
        parts.append(OUTCOME[one.outcome])
    if one.to_step:
        parts.append(msg("to {step}", step=one.to_step))
    if one.reason:
        parts.append(msg("because: {reason}", reason=one.reason))
    if one.adjusted:
        parts.append(msg("minutes approved {day}", day=one.adjusted))
    if one.announced:
        parts.append(msg("announced {day}", day=one.announced))
    if one.dnr:
        parts.append(one.dnr)
    if one.source:
        parts.append(msg("source: {source}", source=one.source))
    return msg("{parts}", parts=parts)
