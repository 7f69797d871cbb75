"""The list for the registrar: the documents that the plan names, with their diarienummer."""

from rusctl.language import dates
from rusctl.language.catalogue import Language
from rusctl.language.message import msg
from rusctl.language.names import event_title
from rusctl.model.plan import Plan
from rusctl.output.document import Document, DocumentTable, Paragraph
from rusctl.services.selection import time_order


def registrar_list(plan: Plan, language: Language) -> Document:
    """Give the events and milestones that have a diarienummer, and those held or done that have none."""
    code = language.code
    rows = [
        (one.dnr, event_title(one, plan, language), dates.medium(one.when, code) if one.when else "", one.id)
        for one in sorted(plan.events, key=time_order)
        if one.dnr
    ]
    rows += [
        (one.dnr, language.name(one.title), dates.medium(when, code) if when else "", one.id)
        for one in plan.milestones
        for when in [one.done or one.when]
        if one.dnr
    ]
    header = (msg("Dnr"), msg("What it is about"), msg("When"), msg("Id in the plan"))
    note = msg(
        "This list does not replace the official register (diariet), which the registrar keeps. It shows "
        "the registered documents in the plan."
    )
    nothing = msg("No event and no milestone has a dnr.")
    blocks = (
        Paragraph(language.text(note)),
        DocumentTable(tuple(map(language.text, header)), tuple(rows)) if rows else Paragraph(language.text(nothing)),
    )
    return Document(language.text(msg("Documents with a diarienummer")), code, blocks)
