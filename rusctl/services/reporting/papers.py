"""Papers of the process: a brief for a visit, the summary to those who came, the attachment to the board's paper.

They hold roles, organisations and counts, and never a person; what nobody has said is named as lacking.
"""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rusctl.language import dates
from rusctl.language.catalogue import Language
from rusctl.language.message import Message, msg, nmsg
from rusctl.language.names import event_title, municipality_name, role_names, worded
from rusctl.language.vocabulary import STATUS
from rusctl.model.plan import SWEDEN, Event, Milestone, Plan, Status
from rusctl.model.strategy import Commitment
from rusctl.output.document import Block, Bullets, Document, DocumentTable, Heading, Paragraph
from rusctl.register import headcounts
from rusctl.schedule.state import indicators, law, rounds
from rusctl.schedule.state.status import status_on
from rusctl.services.people.register_access import opened_or_empty
from rusctl.services.project import Project
from rusctl.services.reporting import brief_replies, follow_up
from rusctl.services.reporting.results_report import commitment_table
from rusctl.services.reporting.run_sheet import questions_asked
from rusctl.services.selection import time_order

if TYPE_CHECKING:
    from rusctl.model.people import HeadCount

LAST_STEPS = 4


def expected(project: Project, event: Event) -> "list[HeadCount]":
    """Give how many are asked to an event and what they said, by role; nothing where there is no register."""
    with opened_or_empty(project).reading() as connection:
        return [one for one in headcounts.of_all(connection) if one.event == event.id]


def brief(project: Project, event: Event, said: Sequence[Block], language: Language) -> Document:
    """Give the brief for a visit: what has been there, who came, what was said and replied, promised and asked now.

    `said` is what was said at the earlier events of the place, already in words; the first few quotations stand there.
    """
    plan, text = project.readable().plan, language.text
    here = [one for one in sorted(plan.events, key=time_order) if set(one.places) & set(event.places)]
    counts = _counted(project, here)
    title = text(msg("Brief for a visit: {event}", event=event_title(event, plan, language)))
    blocks: list[Block] = [
        Paragraph(_place(project, event, language)),
        Heading(text(msg("What has been here"))),
        _events(project, here, counts, language),
    ]
    blocks += _earlier_dates(plan, event, language)
    blocks += _who_came(plan, here, counts, language)
    shown = brief_replies.shortened(said, language)
    blocks += [Heading(text(msg("What was said here"))), *_lower(shown)] if said else []
    blocks += brief_replies.replies(project, event, language)
    blocks += _promised(plan, here, event, language, project)
    blocks += _list(text(msg("Questions now")), questions_asked(plan, event, language))
    if counts:
        blocks.append(Paragraph(text(msg("For use in the house: small numbers are not hidden here."))))
    blocks += _unknown(_not_known_of(event, here, counts, said, language), language)
    return Document(title, language.code, tuple(blocks))


def said_at(project: Project, event: Event, said: Sequence[Block], language: Language) -> list[Block]:
    """Give what was said at an event under what it is called; nothing where nothing was."""
    return [Heading(event_title(event, project.plan, language)), *_lower(said)] if said else []


def thanks(project: Project, event: Event, said: Sequence[Block], language: Language) -> Document:
    """Give the thanks and the summary to those who came: what was said, and what happens next."""
    plan, text = project.readable().plan, language.text
    when = worded(event.when, plan, language, dates.full) or text(msg("no date"))
    name = event_title(event, plan, language)
    lead = msg(
        "Thank you for taking part in {event}, {when}. This is what was said, and what happens next.",
        event=name,
        when=when,
    )
    blocks: list[Block] = [Paragraph(text(lead)), Heading(text(msg("What was said"))), *_lower(said)]
    if not said:
        blocks.append(Paragraph(text(msg("Nothing is stored yet of what was said."))))
    blocks += [Heading(text(msg("What happens next"))), *_next_steps(project, language)]
    blocks += _contact(plan, language)
    return Document(text(msg("Thank you, and a summary: {event}", event=name)), language.code, tuple(blocks))


def decision_paper(project: Project, milestone: Milestone, language: Language) -> Document:
    """Give the attachment to the board's paper: how the proposal was worked out, with whom, what changed, and when."""
    plan, text, today = project.readable().plan, language.text, project.today
    name = language.name(milestone.title)
    held = [one for one in plan.events if status_on(one, today) is Status.HELD]
    counts = _counted(project, held)
    people = sum(one.attended for one in counts)
    blocks: list[Block] = [
        Heading(text(msg("The matter"))),
        Paragraph(_matter(plan, milestone, language)),
        Heading(text(msg("How the proposal was worked out"))),
        Paragraph(
            text(
                msg(
                    "{held}, {people}, in {places} of {all} municipalities.",
                    held=nmsg("{count} dialogue has been held", "{count} dialogues have been held", len(held)),
                    people=nmsg("{count} person was counted", "{count} people were counted", people),
                    places=len({place for one in held for place in one.places}),
                    all=len(plan.municipalities),
                )
            )
        ),
    ]
    if plan.process.country == SWEDEN:
        grounds = msg(
            "The strategy is worked out in cooperation with municipalities, regions and state authorities, and "
            "business and civil society are offered it ({law}).",
            law=law.on(law.WORKED_OUT, today).whole,
        )
        blocks.append(Paragraph(text(grounds)))
    blocks += _consultations(plan, language)
    blocks += _changes(plan, language)
    blocks += [Heading(text(msg("Timetable"))), _timetable(project, language)]
    states = indicators.states(plan, today.year)
    if states:
        blocks += [Heading(text(msg("How the goals are followed up"))), follow_up.indicator_table(states, language)]
    if plan.commitments:
        blocks += [Heading(text(msg("Joint commitments and measures")))]
        blocks.append(commitment_table(plan.commitments, today, language))
    lacking = [] if held else [text(msg("No dialogue is marked held."))]
    lacking += [] if people else [text(msg("Nobody has counted who came."))]
    blocks += _unknown([*lacking, *map(text, follow_up.not_known(plan, states, language))], language)
    title = text(msg("Attachment to the paper: {milestone}", milestone=name))
    return Document(title, language.code, tuple(blocks))


def _place(project: Project, event: Event, language: Language) -> str:
    """Say where and when it is, how many live there, and whom to ask."""
    plan = project.plan
    when = worded(event.when, plan, language, dates.full) or language.text(msg("no date"))
    places = [one for one in plan.municipalities if one.id in event.places]
    said = msg(
        "{when} ({status}), {places}.",
        when=f"{when[:1].upper()}{when[1:]}",
        status=STATUS[status_on(event, project.today)],
        places=[one.name for one in places] or [event.venue or msg("no place yet")],
    )
    people = [one for one in places if one.population]
    living = [language.text(nmsg("{count} inhabitant", "{count} inhabitants", one.population or 0)) for one in people]
    return " ".join([language.text(said), *(f"{one.name}: {text}." for one, text in zip(people, living, strict=True))])


def _counted(project: Project, events: Sequence[Event]) -> "list[HeadCount]":
    """Give how many came to some events, by event and role; nothing where there is no register."""
    ids = {one.id for one in events}
    with opened_or_empty(project).reading() as connection:
        return [one for one in headcounts.of_all(connection) if one.event in ids and one.attended]


def _events(
    project: Project, here: Sequence[Event], counts: "Sequence[HeadCount]", language: Language
) -> DocumentTable:
    plan, text = project.plan, language.text
    rows = tuple(
        (
            worded(one.when, plan, language) or text(msg("no date")),
            event_title(one, plan, language),
            text(STATUS[status_on(one, project.today)]),
            str(sum(each.attended for each in counts if each.event == one.id) or "–"),
        )
        for one in here
    )
    return DocumentTable(tuple(map(text, (msg("When"), msg("Event"), msg("Status"), msg("Came")))), rows, (3,))


def _earlier_dates(plan: Plan, event: Event, language: Language) -> list[Block]:
    """Give the dates that were stated before and no longer hold, and why."""
    text = language.text
    lines = []
    for one in event.earlier:
        day = worded(one.when, plan, language) or text(msg("no date"))
        lines.append(": ".join(filter(None, (day, one.reason or one.source))))
    return _list(text(msg("Earlier dates")), lines)


def _who_came(plan: Plan, here: Sequence[Event], counts: "Sequence[HeadCount]", language: Language) -> list[Block]:
    names, ids = role_names(plan, language), {one.id for one in here}
    sums: dict[str, int] = {}
    for one in counts:
        if one.event in ids:
            sums[one.role] = sums.get(one.role, 0) + one.attended
    unnamed = language.text(msg("no role"))
    rows = tuple((names.get(role, role) or unnamed, str(number)) for role, number in sorted(sums.items()))
    if not rows:
        return []
    header = (language.text(msg("Role")), language.text(msg("People")))
    return [Heading(language.text(msg("Who came"))), DocumentTable(header, rows, (1,))]


def _promised(plan: Plan, here: Sequence[Event], event: Event, language: Language, project: Project) -> list[Block]:
    """Give the commitments that were made here, that what was said here led to, or that somebody here carries out."""
    ids = {one.id for one in here}
    names = [municipality_name(plan, one).casefold() for one in event.places]
    found = [one for one in plan.commitments if _concerns(one, ids, names)]
    if not found:
        return []
    return [
        Heading(language.text(msg("What was promised"))),
        commitment_table(found, project.today, language),
    ]


def _concerns(one: Commitment, events: set[str], names: Sequence[str]) -> bool:
    raised = {name.rpartition("-")[0].casefold() for name in one.inputs}
    carried = any(name in who.casefold() for who in one.who for name in names if name)
    return one.event in events or bool(raised & events) or carried


def _not_known_of(
    event: Event, here: Sequence[Event], counts: "Sequence[HeadCount]", said: Sequence[Block], language: Language
) -> list[str]:
    past = [one for one in here if one.id != event.id]
    lacking: list[Message] = []
    if not event.when:
        lacking.append(msg("The day of the visit is not set."))
    if past and not counts:
        lacking.append(msg("Nobody has counted who came here."))
    if past and not said:
        lacking.append(msg("Nothing is stored of what was said here."))
    if not past:
        lacking.append(msg("No other event has been here."))
    return [language.text(one) for one in lacking]


def _next_steps(project: Project, language: Language) -> list[Block]:
    """Give the next milestones that have a day, and what each is."""
    coming = [one for one in project.plan.milestones if not one.done and one.when and one.when.last >= project.today]
    lines = [
        f"{worded(one.when, project.plan, language)}: {language.name(one.title)}"
        for one in sorted(coming, key=lambda one: one.when.last if one.when else project.today)[:LAST_STEPS]
        if one.when
    ]
    return [Bullets(tuple(lines))] if lines else [Paragraph(language.text(msg("The next steps have no day yet.")))]


def _contact(plan: Plan, language: Language) -> list[Block]:
    contact = plan.process.contact
    return [Paragraph(language.text(msg("Contact: {contact}", contact=contact)))] if contact else []


def _matter(plan: Plan, milestone: Milestone, language: Language) -> str:
    body = next((language.name(one.name) for one in plan.bodies if one.id == milestone.body), "")
    when = milestone.done or milestone.when
    day = worded(when, plan, language) or language.text(msg("no date"))
    text = msg(
        "{process}: {title}, {day}.",
        process=plan.process.name,
        title=language.name(milestone.title),
        day=day,
    )
    decided = msg("{body} decides.", body=body)
    return " ".join([language.text(text), *([language.text(decided)] if body else [])])


def _consultations(plan: Plan, language: Language) -> list[Block]:
    """Give the consultations whose days are known: from the day that opened each to the one that closed it."""
    steps = {one.id: one.done or one.when for one in plan.milestones}
    lines = []
    for one in plan.consultations:
        begun, ended = steps.get(one.opens), steps.get(one.closes)
        if begun and ended:
            name = language.name(one.name) or one.about or one.version or one.id
            days = dates.span(begun.first, ended.last, language.code)
            lines.append(language.text(msg("{name}: {days}.", name=name, days=days)))
    return _list(language.text(msg("Consultations")), lines)


def _changes(plan: Plan, language: Language) -> list[Block]:
    """Count the changes of the text that the plan says the reason of, by version."""
    lines = []
    for one in plan.versions:
        reasons = sum(1 for each in plan.text_changes if each.version == one.id and each.reason)
        if reasons:
            name = language.name(one.name) or one.id
            count = nmsg("{count} change with its reason", "{count} changes with their reasons", reasons)
            lines.append(language.text(msg("{name}: {changes}.", name=name, changes=count)))
    return _list(language.text(msg("Changes of the text")), lines)


def _timetable(project: Project, language: Language) -> DocumentTable:
    text = language.text
    rows = tuple(
        (
            language.name(one.title),
            dates.medium(one.baseline, language.code) if one.baseline else "",
            worded(rounds.due_on(one, project.today), project.plan, language),
            worded(rounds.done_on(one, project.today), project.plan, language),
        )
        for one in project.plan.milestones
        if not one.every
    )
    header = (msg("Step"), msg("First promised"), msg("When"), msg("Done"))
    return DocumentTable(tuple(map(text, header)), rows)


def _lower(blocks: Iterable[Block]) -> list[Block]:
    """Give blocks one level of headings lower."""
    return [one._replace(level=one.level + 1) if isinstance(one, Heading) else one for one in blocks]


def _list(heading: str, items: Sequence[str]) -> list[Block]:
    return [Heading(heading), Bullets(tuple(items))] if items else []


def _unknown(said: Sequence[str], language: Language) -> list[Block]:
    return [Heading(language.text(msg("What is not known"))), *map(Paragraph, said)] if said else []
