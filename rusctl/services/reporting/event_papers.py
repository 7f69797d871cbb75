"""What is printed before a stop: the sign-in sheet, which holds names, and the kitchen's numbers, which hold none."""

import datetime as dt
from pathlib import Path

from rusctl.errors import PrivacyError
from rusctl.language import dates
from rusctl.language.catalogue import Language
from rusctl.language.message import msg
from rusctl.language.names import event_title, role_names
from rusctl.language.order import swedish
from rusctl.model.people import Answer, HeadCount, Kind
from rusctl.model.plan import Event, Status
from rusctl.output.document import Block, Document, DocumentTable, Heading, Paragraph
from rusctl.schedule.state.status import status_on
from rusctl.services.people.participants_words import in_order
from rusctl.services.people.register_access import opened
from rusctl.services.project import Project
from rusctl.storage.files import private
from rusctl.storage.folder import expanded

EMPTY_ROWS = 25  # for who comes without being on the sheet


def sheet_place(folder: Path, event: Event, output: str) -> Path:
    """Give where a sheet is written: where the user says, if git does not keep it there, else in register/."""
    if not output:
        return private.make(folder) / f"PERSONUPPGIFTER-{event.id}.docx"
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


def sign_in_sheet(project: Project, event: Event, language: Language) -> Document:
    """Give the sheet; who declined, or whose data are protected or restricted, is not on it, and no mailbox is."""
    from rusctl.register import participants, persons  # loads SQLAlchemy

    plan = project.readable().plan
    names = role_names(plan, language)
    with opened(project).reading() as connection:
        parts = [one for one in participants.of_event(connection, event.id) if one.kind is Kind.PERSON]
        listed = persons.listed(connection, numbers=[one.person or 0 for one in parts])
    known = {one.id: one for one in listed if not one.function}
    coming = [
        (known[one.person], one)
        for one in parts
        if one.person in known and one.answer not in (Answer.DECLINED, Answer.DELEGATED)
    ]
    coming.sort(key=lambda each: (swedish(each[0].name), each[0].id))
    rows = [(who.name, one.organisation, names.get(one.role, one.role) if one.role else "", "") for who, one in coming]
    header = (msg("Name"), msg("Organisation"), msg("Role"), msg("Signature"))
    table = DocumentTable(tuple(map(language.text, header)), (*rows, *[("", "", "", "")] * EMPTY_ROWS), tall=True)
    title = language.text(msg("Attendance: {event}", event=event_title(event, plan, language)))
    notice = Paragraph(
        language.text(
            msg(
                "{region} keeps who came, by name, organisation and role, to account for with whom the strategy is "
                "made. How your data are handled: {contact}.",
                region=plan.process.region or plan.process.name,
                contact=plan.process.contact or language.text(msg("(contact is missing)")),
            )
        )
    )
    return Document(title, language.code, (*_when(event, project.today, language), notice, table))


def catering_list(project: Project, event: Event, language: Language) -> Document:
    """Give how many will eat at an event, and which diets: numbers only, and none of 1 to 4 people."""
    from rusctl.services.people import counting  # loads SQLAlchemy

    plan = project.readable().plan
    mine, diets = counting.known(project, event)
    names = role_names(plan, language)
    rows = [
        (
            names.get(role, role),
            str(sum(one.accepted for one in mine if one.role == role)),
            str(sum(_unsure(one) for one in mine if one.role == role)),
        )
        for role in in_order(plan, {one.role for one in mine})
    ]
    total = (language.text(msg("All")), str(sum(one.accepted for one in mine)), str(sum(map(_unsure, mine))))
    header = tuple(map(language.text, (msg("Role"), msg("Coming"), msg("Maybe or no answer"))))
    blocks: list[Block] = [*_when(event, project.today, language), DocumentTable(header, (*rows, total), (1, 2))]
    if diets:
        head = tuple(map(language.text, (msg("Diet"), msg("Number"))))
        blocks += [
            Heading(language.text(msg("Diets"))),
            DocumentTable(head, tuple((language.text(one), number) for one, number in counting.shown(diets)), (1,)),
        ]
    title = language.text(msg("Catering: {event}", event=event_title(event, plan, language)))
    return Document(title, language.code, tuple(blocks))


def _unsure(one: HeadCount) -> int:
    """Give how many of those asked may still come."""
    return max(0, one.asked - one.accepted - one.declined - one.delegated)


def _when(event: Event, today: dt.date, language: Language) -> list[Block]:
    parts = [
        dates.medium(event.when, language.code) if event.when else language.text(msg("no date")),
        event.venue,
        event.room,
    ]
    when: list[Block] = [Paragraph(", ".join(part for part in parts if part))]
    if status_on(event, today) is Status.CANCELLED:
        when.append(Paragraph(language.text(msg("The event is cancelled."))))
    return when
