"""A form for the tables of a dialogue: rows with the numbers of the inputs to come, for Word and for Excel."""

import datetime as dt

from rusctl.inputs import store
from rusctl.language import dates
from rusctl.language.catalogue import Language
from rusctl.language.message import msg
from rusctl.language.names import event_title
from rusctl.model.inputs import ident_of
from rusctl.model.plan import Event
from rusctl.output.document import Block, Bullets, Document, DocumentTable, Paragraph
from rusctl.output.sheets import SheetTable, workbook
from rusctl.output.word import PageFoot, word_bytes
from rusctl.services.inputs.storing import opened
from rusctl.services.inputs.words import questions_of
from rusctl.services.project import Project

FORM = "inputs form"  # as the log of changes has it


def reserve(project: Project, event: Event, rows: int, *, dry_run: bool = False) -> list[str]:
    """Take the numbers of a form, which nothing else gets; give them as ids."""
    first, last = opened(project).change(FORM, lambda change: store.reserve(change, event.id, rows), dry_run=dry_run)
    return [ident_of(store.prefix_of(event.id), number) for number in range(first, last + 1)]


def heading(language: Language) -> tuple[str, ...]:
    """Give the headings of a form, which is read back by them."""
    words = (msg("No."), msg("Question"), msg("Kind"), msg("Role"), msg("Input"))
    return tuple(map(language.text, words))


def document(project: Project, event: Event, idents: list[str], language: Language) -> Document:
    """Give the form for Word: what is asked, which kinds and roles there are, and a row for each number."""
    plan = project.readable().plan
    kinds = ", ".join(language.name(one.name) for one in plan.input_kinds)
    roles = ", ".join(language.name(one.name) for one in plan.roles if one.group == "actor")
    blocks: list[Block] = []
    if event.when:
        blocks.append(Paragraph(dates.full(event.when, language.code)))
    asked = questions_of(plan, event)
    if asked:
        blocks.append(Bullets(tuple(f"{number}. {language.name(one.text)}" for number, one in enumerate(asked, 1))))
    how = msg("A row for each input, as it is said and without names. Leave the number as it is; rows can be added.")
    blocks.append(Paragraph(language.text(how)))
    blocks.append(Paragraph(language.text(msg("Kinds: {kinds}. Roles: {roles}.", kinds=kinds, roles=roles))))
    rows = tuple((ident, "", "", "", "") for ident in idents)
    blocks.append(DocumentTable(heading(language), rows, tall=True))
    title = language.text(msg("Inputs: {event}", event=event_title(event, plan, language)))
    return Document(title, language.code, tuple(blocks))


def octets(project: Project, event: Event, idents: list[str], language: Language, *, excel: bool) -> bytes:
    """Give the bytes of the form, for Excel or for Word."""
    made = document(project, event, idents, language)
    if not excel:
        process = project.plan.process
        return word_bytes(made, PageFoot(process.region or process.name, project.today))
    rows = [(ident, "", "", "", "") for ident in idents]
    now = dt.datetime.combine(project.today, dt.time.min, dt.UTC)
    return workbook([SheetTable(event.id, heading(language), rows)], made.title, now)
