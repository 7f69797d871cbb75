"""What an event has besides its date and its status, as options."""

from typing import Annotated, Any, NamedTuple

from rusctl.commands.common import ask, typed
from rusctl.commands.common.options import DocumentNumber, Note, Owner
from rusctl.commands.terminal import Terminal
from rusctl.services import selection

Listed = list[str] | None


class EventSubject(NamedTuple):
    """The options that say what an event is; None where one was not given, empty where it is to be taken out."""

    title: Annotated[str | None, typed.Option("--title", metavar="TEXT", help="What people see.")] = None
    kind: Annotated[
        str | None, typed.Option("--kind", metavar="KIND", completes=typed.KIND, help="What kind of meeting it is.")
    ] = None
    municipality: Annotated[
        str | None, typed.Option("--municipality", metavar="ID", completes=typed.MUNICIPALITY, help="Where it is.")
    ] = None


class EventDetails(NamedTuple):
    """The options that say how an event is held; None where one was not given, empty where it is to be taken out."""

    venue: Annotated[
        str | None,
        typed.Option(
            "--venue", metavar="TEXT", completes=typed.VENUE, help="The place: a venue's id or name, or any text."
        ),
    ] = None
    room: Annotated[str | None, typed.Option("--room", metavar="TEXT", help="The room.")] = None
    roles: Annotated[
        Listed,
        typed.Option("--role", metavar="ID", completes=typed.ROLE, help="An actor group that takes part. Repeatable."),
    ] = None
    crew: Annotated[
        Listed,
        typed.Option("--crew", metavar="ID", completes=typed.ROLE, help="A crew role that works there. Repeatable."),
    ] = None
    capacity: Annotated[
        int | None, typed.Option("--capacity", metavar="NUMBER", help="How many the room takes; 0 takes it out.", min=0)
    ] = None
    answer_by: Annotated[
        str | None, typed.Option("--answer-by", metavar="DAY", help="The last day to answer, such as 2018-11-23.")
    ] = None
    decide_by: Annotated[
        str | None,
        typed.Option("--decide-by", metavar="DAY", help="The last day to confirm it, where it is tentative."),
    ] = None
    confirms: Annotated[
        str | None, typed.Option("--confirms", metavar="ROLE", completes=typed.ROLE, help="The role that confirms it.")
    ] = None
    reminder: Annotated[
        int | None,
        typed.Option("--reminder", metavar="MINUTES", help="Minutes before the start that calendars remind.", min=0),
    ] = None
    questions: Annotated[
        Listed, typed.Option("--question", metavar="TEXT", help="What is asked at it. Repeatable.")
    ] = None
    url: Annotated[str | None, typed.Option("--url", metavar="ADDRESS", help="A page about it.")] = None
    dnr: DocumentNumber = None
    owner: Owner = None
    body: Annotated[str | None, typed.Option("--body", metavar="ID", completes=typed.BODY, help="Who holds it.")] = None
    note: Note = None


def subject(run: Terminal, given: EventSubject) -> dict[str, Any]:
    """Give what was given by the keys of the file; names are put as ids, and what names nothing is refused."""
    plan = run.project.readable().plan
    found: dict[str, Any] = {
        "title": given.title,
        "kind": given.kind and selection.kind(plan, given.kind),
        "municipality": given.municipality and selection.municipality(plan, given.municipality),
    }
    return {key: value for key, value in found.items() if value is not None}


def details(run: Terminal, given: EventDetails, *, yes: bool) -> dict[str, Any]:
    """Give what was given by the keys of the file; names are put as ids, and what names nothing is refused."""
    plan = run.project.readable().plan
    found: dict[str, Any] = {
        "venue": given.venue and selection.place(plan, given.venue),
        "room": given.room,
        "roles": given.roles and [selection.role(plan, name) for name in given.roles if name],
        "crew": given.crew and [selection.role(plan, name) for name in given.crew if name],
        "capacity": given.capacity or (None if given.capacity is None else ""),
        "answer_by": given.answer_by and ask.day(run, "--answer-by", given.answer_by, yes=yes),
        "decide_by": given.decide_by and ask.day(run, "--decide-by", given.decide_by, yes=yes),
        "confirms": given.confirms and selection.role(plan, given.confirms),
        "reminder": given.reminder,
        "questions": given.questions and [text for text in given.questions if text],
        "url": given.url,
        "dnr": given.dnr,
        "owner": given.owner and selection.role(plan, given.owner),
        "body": given.body and selection.body(plan, given.body),
        "note": given.note,
    }
    return {key: value for key, value in found.items() if value is not None}
