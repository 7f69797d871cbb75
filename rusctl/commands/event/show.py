"""`rusctl event show`."""

from rusctl.commands.common import typed
from rusctl.commands.common.earlier import said_of_earlier
from rusctl.commands.common.listing import give
from rusctl.commands.common.options import AsJson, EventId
from rusctl.commands.terminal import Terminal, terminal
from rusctl.language import dates
from rusctl.language.message import Message, msg
from rusctl.language.names import event_title, kind_name, municipality_name
from rusctl.language.vocabulary import STATUS
from rusctl.model.plan import Event, Status
from rusctl.output import rows
from rusctl.output.tables import print_pairs
from rusctl.schedule.state.series import papers_due
from rusctl.schedule.state.status import movable, possible, postponable, status_word
from rusctl.services import selection
from rusctl.services.reporting.venue_facts import site_facts


def show(context: typed.Context, name: EventId, *, as_json: AsJson = False) -> None:
    """Show all that is known about an event."""
    run = terminal(context)
    plan = run.complete().plan
    event = selection.event(plan, name)
    if as_json:
        give(run, [rows.event_row(event, plan, run.project.today)])
        return

    print_pairs((run.say(heading), text) for heading, text in _pairs(run, event) if text)


def _pairs(run: Terminal, event: Event) -> list[tuple[Message, str]]:
    plan, language = run.project.loaded.plan, run.language
    roles = {role.id: language.name(role.name) for role in plan.roles}
    text = run.say
    lacking = [text(rows.OPEN[name]) for name in rows.what_is_open(event, run.project.today)]
    pairs = [
        (msg("Event"), event_title(event, plan, language)),
        (msg("When"), dates.full(event.when, language.code) if event.when else text(msg("no date"))),
        (msg("Planned hours"), event.hours),
        (msg("Status"), text(status_word(event, run.project.today))),
        (msg("Why"), event.reason),
        (msg("Open"), ", ".join(lacking)),
        (msg("Kind"), kind_name(plan, event.kind, language)),
        (msg("Municipality"), ", ".join(municipality_name(plan, place) for place in event.places)),
        *_of_tour(run, event),
        (msg("Venue"), event.venue),
        (msg("Room"), event.room),
        *_of_site(run, event),
        (msg("Takes part"), ", ".join(roles.get(role, role) for role in event.roles)),
        (msg("Crew"), ", ".join(roles.get(role, role) for role in event.crew)),
        (msg("Answer by"), dates.full(event.answer_by, language.code) if event.answer_by else ""),
        (msg("Decide by"), dates.full(event.decide_by, language.code) if event.decide_by else ""),
        (msg("Confirmed by"), roles.get(event.confirms, event.confirms)),
        (msg("Reminder"), text(msg("{minutes} minutes before", minutes=event.reminder)) if event.reminder else ""),
        (msg("Capacity"), str(event.capacity or "")),
        (msg("Questions"), "\n".join(event.questions)),
        (msg("Dnr"), event.dnr),
        (msg("Page"), event.url),
        (msg("Note"), event.note),
        (msg("Source"), event.source),
        (msg("Stated"), dates.long(event.stated, language.code) if event.stated else ""),
    ]
    pairs += [(msg("Earlier"), text(said_of_earlier(one))) for one in event.earlier]
    place = f"{event.at.file}:{run.project.line(event.at)}"
    can = [*possible(event, run.project.today), *([text(_move(event))] if movable(event) else [])]
    can += [*(["postpone"] if postponable(event) else []), "set", "edit"]
    return [*pairs, (msg("You can"), ", ".join(can)), (msg("File and line"), place)]


def _of_site(run: Terminal, event: Event) -> list[tuple[Message, str]]:
    """Give what the plan knows of an event's venue, where that is a record."""
    if event.site is None:
        return []
    return [(name, run.say(text)) for name, text in site_facts(event.site)]


def _move(event: Event) -> Message:
    """Say what a move can do beside: without a day an event is planned."""
    if event.status in (Status.TENTATIVE, Status.CONFIRMED):
        return msg("move (without a day it becomes {status})", status=STATUS[Status.PLANNED])
    return msg("move")


def _of_tour(run: Terminal, event: Event) -> list[tuple[Message, str]]:
    """Give what is known of an event as one of a tour or a series."""
    frame = {one.id: run.language.name(one.name) for one in run.project.loaded.plan.frame}
    papers = papers_due(event)
    return [
        (msg("Round"), str(event.round or "")),
        (msg("Themes"), ", ".join(frame.get(theme, theme) for theme in event.themes)),
        (msg("Held by"), event.partner),
        (msg("Dialogues"), str(event.count or "")),
        (msg("People in all"), str(event.people or "")),
        (msg("Series"), event.series),
        (msg("Papers"), dates.full(papers, run.language.code) if papers else ""),
    ]
