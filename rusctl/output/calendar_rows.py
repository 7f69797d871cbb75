"""What `rusctl calendar --json` gives: one flat object a note."""

from rusctl.language.catalogue import Language
from rusctl.model.plan import Plan
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
