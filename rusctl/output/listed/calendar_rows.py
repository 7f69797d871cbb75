"""What `rusctl calendar` gives: to programs one flat object a note, to people a table."""

from collections.abc import Iterable

from rusctl.language import dates
from rusctl.language.catalogue import Language
from rusctl.language.message import Message, msg
from rusctl.model.plan import Days, Plan
from rusctl.output.cells import Cell, Column, Table
from rusctl.output.rows import Field, Row
from rusctl.schedule.days.yearbook import Note

CALENDAR = {
    "first": Field("date", "the day, or the first of several"),
    "last": Field("date", "the day, or the last of several"),
    "kind": Field("string", "holiday, eve, short-day, bridge-day, school-break, election, new-term or meeting"),
    "name": Field("string", "what it is, in the folder's language"),
    "working": Field("boolean", "whether it is a working day"),
    "week": Field("integer", "the ISO week of the first day"),
}


def note_row(note: Note, plan: Plan) -> Row:
    """Give a note's row."""
    return {
        "first": note.first.isoformat(),
        "last": note.last.isoformat(),
        "kind": note.kind,
        "name": Language(plan.process.language).value(note.name),
        "working": note.working,
        "week": note.first.isocalendar().week,
    }


KINDS: dict[str, Message] = {
    "holiday": msg("public holiday"),
    "eve": msg("eve, a day off"),
    "short-day": msg("eve, many close early"),
    "bridge-day": msg("working day between days off"),
    "school-break": msg("school break"),
    "election": msg("election"),
    "new-term": msg("new term of office"),
    "meeting": msg("meeting"),
}


def note_table(notes: Iterable[Note], language: Language) -> Table:
    """Give what there is to say of days as people read it."""
    say = language.text
    columns = [Column(say(msg("Week")), number=True), *map(Column, map(say, (msg("Day"), msg("What"), msg("Kind"))))]
    rows = []
    for one in notes:
        style = "" if one.working else "bold"
        day = dates.medium(Days(first=one.first, last=one.last), language.code)
        week = str(one.first.isocalendar().week)
        rows.append((week, Cell(day, style), Cell(language.value(one.name), style), say(KINDS[one.kind])))
    return columns, rows
