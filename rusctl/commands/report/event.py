"""`rusctl report sign-in` and `report catering`: what is printed before a stop."""

from pathlib import Path
from typing import Annotated

from rusctl.commands.common import typed
from rusctl.commands.common.options import DryRun, EventId
from rusctl.commands.common.write_report import STDOUT, Format, Output, write_report
from rusctl.commands.terminal import Terminal, terminal
from rusctl.errors import PrivacyError, RusctlError
from rusctl.language import dates
from rusctl.language.message import msg
from rusctl.language.names import event_title
from rusctl.language.order import swedish
from rusctl.model.people import Answer, Kind, Tally
from rusctl.model.plan import Event, Status
from rusctl.output.document import Block, Document, Heading, Paragraph, Table
from rusctl.schedule.state.status import status_on
from rusctl.services import selection
from rusctl.services.people.participants_words import in_order, role_names
from rusctl.services.people.register_access import not_done, opened
from rusctl.storage.files import atomic, inside, made, private
from rusctl.storage.folder import expanded

EMPTY_ROWS = 8


def sign_in(
    context: typed.Context,
    name: EventId,
    *,
    output: Annotated[
        str,
        typed.Option(
            "--output", "-o", metavar="FILE", help="The Word file; else one in register/, which git never sees."
        ),
    ] = "",
    dry_run: DryRun = False,
) -> None:
    """Write a sign-in sheet for an event as a Word file: those invited, with room for a signature, and empty rows."""
    run = terminal(context)
    event = selection.event(run.project.readable().plan, name)
    path = _place(run, event, output)
    document = sign_in_sheet(run, event)
    if dry_run:
        not_done(run)
        return
    from rusctl.output.word import word_bytes

    octets = word_bytes(document)
    before = atomic.read_if_there(path)
    if before is not None and not before.startswith(b"PK"):
        raise RusctlError(msg("{file} is there and is no such report; name another file", file=str(path)))
    below = None if output else run.project.folder.path.resolve()
    if below is not None:
        inside.refuse_links(below, path)
    private.refuse_kept(path)
    atomic.sweep_beside([path])
    atomic.write_private(path, octets, below=below)
    made.note(path.name)
    run.out(str(path))
    run.tell(msg("it holds names: keep it as safe as the register, and throw it away when attendance is noted"))


def _place(run: Terminal, event: Event, output: str) -> Path:
    folder = run.project.folder.path.resolve()
    if not output:
        from rusctl.database import sqlite

        sqlite.make_folder(folder / sqlite.FOLDER)
        return folder / "register" / f"PERSONUPPGIFTER-{event.id}.docx"
    path = expanded(output)
    path = path.parent.resolve() / path.name
    if path.is_relative_to(folder) and not path.is_relative_to(folder / "register"):
        raise PrivacyError(
            msg(
                "{file} would be among the plan's files, which git keeps; name a place outside, or register/",
                file=output,
            )
        )
    return path


def sign_in_sheet(run: Terminal, event: Event) -> Document:
    """Give the sheet; who declined, or whose data are protected or restricted, is not on it."""
    from rusctl.register import participants, persons

    names = role_names(run)
    with opened(run).reading() as connection:
        parts = [one for one in participants.of_event(connection, event.id) if one.kind is Kind.PERSON]
        known = {one.id: one for one in persons.listed(connection, numbers=[one.person or 0 for one in parts])}
    coming = [
        (known[one.person], one.role)
        for one in parts
        if one.person in known and one.answer not in (Answer.DECLINED, Answer.DELEGATED)
    ]
    coming.sort(key=lambda each: (swedish(each[0].name), each[0].id))
    rows = [(one.name, one.organisation, names.get(role, role), "") for one, role in coming]
    header = (msg("Name"), msg("Organisation"), msg("Role"), msg("Signature"))
    table = Table(tuple(map(run.say, header)), (*rows, *[("", "", "", "")] * EMPTY_ROWS), tall=True)
    title = run.say(msg("Attendance: {event}", event=event_title(event, run.project.loaded.plan, run.language)))
    return Document(title, run.language.code, (*_when(run, event), table))


def catering(
    context: typed.Context,
    name: EventId,
    *,
    form: Format = "",
    output: Output = STDOUT,
    dry_run: DryRun = False,
) -> None:
    """Write how many will eat at an event, and which diets: numbers only."""
    from rusctl.register import headcounts, participants

    run = terminal(context)
    plan = run.project.readable().plan
    event = selection.event(plan, name)
    with opened(run).reading() as connection:
        mine = headcounts.of_event(connection, event.id)
        diets = participants.diets_of(connection, event.id)
    names = role_names(run)
    rows = [
        (
            names.get(role, role),
            str(sum(one.accepted for one in mine if one.role == role)),
            str(sum(_unsure(one) for one in mine if one.role == role)),
        )
        for role in in_order(plan, {one.role for one in mine})
    ]
    total = (run.say(msg("All")), str(sum(one.accepted for one in mine)), str(sum(map(_unsure, mine))))
    header = tuple(map(run.say, (msg("Role"), msg("Coming"), msg("Perhaps, or no answer yet"))))
    blocks: list[Block] = [*_when(run, event), Table(header, (*rows, total), (1, 2))]
    if diets:
        head = tuple(map(run.say, (msg("Diet"), msg("Number"))))
        blocks += [
            Heading(run.say(msg("Diets"))),
            Table(head, tuple((one, str(number)) for one, number in diets.items()), (1,)),
        ]
    title = run.say(msg("Catering: {event}", event=event_title(event, plan, run.language)))
    write_report(run, Document(title, run.language.code, tuple(blocks)), form, output, dry_run=dry_run)


def _unsure(one: Tally) -> int:
    """Give how many of those asked may still come."""
    return max(0, one.asked - one.accepted - one.declined - one.delegated)


def _when(run: Terminal, event: Event) -> list[Block]:
    parts = [
        dates.medium(event.when, run.language.code) if event.when else run.say(msg("no date")),
        event.venue,
        event.room,
    ]
    when: list[Block] = [Paragraph(", ".join(part for part in parts if part))]
    if status_on(event, run.project.today) is Status.CANCELLED:
        when.append(Paragraph(run.say(msg("The event is cancelled."))))
    return when
