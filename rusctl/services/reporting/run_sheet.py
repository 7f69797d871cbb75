"""The run sheet of a stop (körschema): when, where, who works, who greets whom, what is asked, brought and sent.

It has roles and functions and no name of anybody: who writes names on it keeps the paper.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from rusctl.language import dates
from rusctl.language.catalogue import Language
from rusctl.language.message import Message, msg
from rusctl.language.names import event_title, municipality_name, role_names, worded
from rusctl.language.vocabulary import STATUS
from rusctl.model.plan import Event, Hours, Plan, exact
from rusctl.output.document import Block, Bullets, Document, DocumentTable, Heading, Paragraph
from rusctl.schedule.state.status import status_on
from rusctl.services.inputs.words import questions_of
from rusctl.services.project import Project
from rusctl.services.reporting.venue_facts import site_facts

if TYPE_CHECKING:
    from rusctl.model.people import HeadCount

TO_FILL_IN = 4  # rows between the beginning and the end, to be written by hand


def run_sheet(project: Project, event: Event, counts: "Sequence[HeadCount]", language: Language) -> Document:
    """Give the run sheet of an event, as far as the plan knows it; what it does not know is named as lacking.

    `counts` are how many are asked and have said yes, by role.
    """
    plan = project.readable().plan
    text = language.text
    names = role_names(plan, language)
    blocks: list[Block] = [_facts(project, event, language)]
    blocks += _listed(text(msg("Crew")), [names.get(one, one) for one in event.crew])
    blocks += _listed(text(msg("Takes part")), [names.get(one, one) for one in event.roles])
    questions = questions_asked(plan, event, language)
    blocks += _listed(text(msg("Not settled")), [text(one) for one in _lacking(event, questions)])
    heads = tuple(map(text, (msg("Time"), msg("What is done"), msg("Who"))))
    rows = tuple((when, text(what) if what else "", "") for when, what in _hours(event))
    blocks += [Heading(text(msg("Hour by hour"))), DocumentTable(heads, rows, tall=True)]
    blocks += _greeted(event, counts, names, language)
    blocks += _listed(text(msg("Questions")), questions)
    blocks += _listed(text(msg("To bring")), [text(one) for one in _to_bring(event, questions)])
    blocks += _listed(text(msg("Afterwards")), [text(one) for one in _afterwards(event)])
    if event.note:
        blocks += [Heading(text(msg("Note"))), Paragraph(event.note)]
    blocks.append(
        Paragraph(text(msg("This is a paper for the house. Names that are written on it are personal data.")))
    )
    title = text(msg("Run sheet: {event}", event=event_title(event, plan, language)))
    return Document(title, language.code, tuple(blocks))


def _facts(project: Project, event: Event, language: Language) -> DocumentTable:
    plan, text = project.readable().plan, language.text
    when = worded(event.when, plan, language, dates.full) or text(msg("no date"))
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


def _hours(event: Event) -> Iterator[tuple[str, Message | None]]:
    """Give what is done when: the ends that are known, and empty rows between and around them."""
    begins, ends = _ends(event)
    yield "", msg("The crew is there and makes the room ready")
    yield "", msg("Those who come are greeted and sign in")
    yield begins, msg("It begins")
    yield from (("", None) for _ in range(TO_FILL_IN))
    yield ends, msg("It ends")
    yield "", msg("The room is left as it was found")


def _ends(event: Event) -> tuple[str, str]:
    """Give the times of day at which it begins and ends, where they are known or planned."""
    if isinstance(event.when, Hours):
        end = f"{event.when.end:%H:%M}" if event.when.end else ""
        return f"{event.when.start:%H:%M}", end
    begins, _, ends = event.hours.replace("–", "-").partition("-")
    return begins.strip(), ends.strip()


def _greeted(event: Event, counts: "Sequence[HeadCount]", names: Mapping[str, str], language: Language) -> list[Block]:
    """Give who greets whom: each role that comes, how many have said yes, and by whom they are greeted.

    Where the crew is of one role it is that; else it is left to fill in.
    """
    coming: dict[str, int] = {}
    for one in counts:
        coming[one.role] = coming.get(one.role, 0) + one.accepted
    roles = list(dict.fromkeys([*event.roles, *(role for role in names if role in coming)]))
    if not roles:
        return []
    by = names.get(event.crew[0], event.crew[0]) if len(event.crew) == 1 else ""
    rows = tuple((names.get(role, role), str(coming.get(role) or "–"), by) for role in roles)
    header = tuple(map(language.text, (msg("Who comes"), msg("Have said yes"), msg("Greeted by"))))
    return [Heading(language.text(msg("Who greets whom"))), DocumentTable(header, rows, (1,), tall=not by)]


def _to_bring(event: Event, questions: Sequence[str]) -> Iterator[Message]:
    """Name what is brought, and the command that writes it."""
    yield msg("The sign-in sheet: rusctl report sign-in {id}", id=event.id)
    yield msg("How personal data are handled, to put up: rusctl notice {id}", id=event.id)
    if questions:
        yield msg("The questions on paper, one for each table")
    yield msg("Forms for what is said: rusctl inputs form {id}", id=event.id)
    yield msg("How many eat, and diets: rusctl report catering {id}", id=event.id)
    if event.site is not None and event.site.hearing_loop is False:
        yield msg("A portable hearing loop: the venue has none")


def _afterwards(event: Event) -> Iterator[Message]:
    """Name what is done and sent after the event, and the command that does it."""
    yield msg("Mark it as held: rusctl event held {id}", id=event.id)
    yield msg("Note who came: rusctl participants attend {id}, then throw the sign-in sheet away", id=event.id)
    yield msg("Enter what was said: rusctl inputs record {id}", id=event.id)
    yield msg("Send thanks with a summary: rusctl report thanks {id}, rusctl thank {id} --attach FILE", id=event.id)


def questions_asked(plan: Plan, event: Event, language: Language) -> list[str]:
    """Give what is asked at every dialogue of its kind, and then what is asked at this one."""
    return [*(language.name(one.text) for one in questions_of(plan, event)), *event.questions]


def _lacking(event: Event, questions: Sequence[str]) -> Iterator[Message]:
    """Name what a stop needs and the plan does not say."""
    if exact(event.when) is None:
        yield msg("the day")
    elif not any(_ends(event)):
        yield msg("the hours")
    if not event.venue:
        yield msg("the venue")
    if event.site is not None and event.site.step_free is None:
        yield msg("whether one comes in without steps")
    if event.site is not None and not event.site.contact:
        yield msg("whom to ask at the venue")
    if not event.crew:
        yield msg("the crew")
    if not questions:
        yield msg("the questions")


def _listed(heading: str, items: Sequence[str]) -> list[Block]:
    return [Heading(heading), Bullets(tuple(items))] if items else []
