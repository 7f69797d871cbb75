"""The run sheet of a stop (körschema): when, where, who works, who is greeted, what is asked; no name of anybody."""

from collections.abc import Iterator, Sequence

from rusctl.language import dates
from rusctl.language.catalogue import Language
from rusctl.language.message import Message, msg
from rusctl.language.names import event_title, municipality_name, role_names
from rusctl.language.vocabulary import STATUS
from rusctl.model.plan import Event, Plan, exact
from rusctl.output.document import Block, Bullets, Document, DocumentTable, Heading, Paragraph
from rusctl.schedule.state.status import status_on
from rusctl.services.inputs.words import questions_of
from rusctl.services.project import Project
from rusctl.services.reporting.venue_facts import site_facts

TO_FILL_IN = 8  # rows for what is done when, to be written by hand


def run_sheet(project: Project, event: Event, language: Language) -> Document:
    """Give the run sheet of an event, as far as the plan knows it; what it does not know is named as lacking."""
    plan = project.readable().plan
    text = language.text
    names = role_names(plan, language)
    blocks: list[Block] = [_facts(project, event, language)]
    blocks += _listed(text(msg("Crew")), [names.get(one, one) for one in event.crew])
    blocks += _listed(text(msg("Takes part")), [names.get(one, one) for one in event.roles])
    questions = questions_asked(plan, event, language)
    blocks += _listed(text(msg("Questions")), questions)
    blocks += _listed(text(msg("Not settled")), [text(one) for one in _lacking(event, questions)])
    heads = tuple(map(text, (msg("Time"), msg("What is done"), msg("Who"))))
    blocks += [Heading(text(msg("Hour by hour"))), DocumentTable(heads, (("", "", ""),) * TO_FILL_IN, tall=True)]
    if event.note:
        blocks += [Heading(text(msg("Note"))), Paragraph(event.note)]
    title = text(msg("Run sheet: {event}", event=event_title(event, plan, language)))
    return Document(title, language.code, tuple(blocks))


def _facts(project: Project, event: Event, language: Language) -> DocumentTable:
    plan, text = project.readable().plan, language.text
    when = dates.full(event.when, language.code) if event.when else text(msg("no date"))
    pairs: list[tuple[Message, str]] = [
        (msg("When"), when),
        (msg("Planned hours"), event.hours),
        (msg("Status"), text(STATUS[status_on(event, project.today)])),
        (msg("Municipality"), ", ".join(municipality_name(plan, one) for one in event.places)),
        (msg("Venue"), event.venue),
        (msg("Room"), event.room),
        (msg("Capacity"), "" if event.capacity is None else str(event.capacity)),
    ]
    if event.site is not None:
        pairs += [(name, text(said)) for name, said in site_facts(event.site)]
    rows = tuple((text(name), value) for name, value in pairs if value)
    return DocumentTable((text(msg("What")), text(msg("Said in the plan"))), rows)


def questions_asked(plan: Plan, event: Event, language: Language) -> list[str]:
    """Give what is asked at every dialogue of its kind, and then what is asked at this one."""
    return [*(language.name(one.text) for one in questions_of(plan, event)), *event.questions]


def _lacking(event: Event, questions: Sequence[str]) -> Iterator[Message]:
    """Name what a stop needs and the plan does not say."""
    if exact(event.when) is None:
        yield msg("the day")
    if not event.venue:
        yield msg("the venue")
    if not event.crew:
        yield msg("the crew")
    if not questions:
        yield msg("the questions")


def _listed(heading: str, items: Sequence[str]) -> list[Block]:
    return [Heading(heading), Bullets(tuple(items))] if items else []
