"""`rusctl calendar`."""

from typing import Annotated

from rusctl.commands.common import typed
from rusctl.commands.common.options import AsJson
from rusctl.commands.terminal import Terminal, terminal
from rusctl.language import dates
from rusctl.language.message import Message, msg
from rusctl.model.plan import Days
from rusctl.output import rows
from rusctl.output.calendar_rows import note_row
from rusctl.output.tables import Cell, Column, print_table
from rusctl.schedule.days.yearbook import Note, yearbook
from rusctl.services.planning.meeting_days import read_meetings

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


def show(
    context: typed.Context,
    year: Annotated[
        int | None, typed.Argument(metavar="YEAR", min=1900, max=2200, help="The year; this one where it is left out.")
    ] = None,
    *,
    as_json: AsJson = False,
) -> None:
    """Show a year: public holidays, eves, bridge days, and the folder's school breaks, elections and meeting days."""
    run = terminal(context)
    year = year or run.project.today.year
    read_meetings(run.project, year)
    plan = run.complete().plan
    notes = yearbook(plan, year)
    if as_json:
        run.out(rows.json_text(note_row(note, plan) for note in notes))
        return
    _print(run, notes)
    if not plan.workyear.school_breaks:
        run.tell(
            msg("school breaks are set locally and never guessed: write them in {file}", file="config/workdays.toml")
        )


def _print(run: Terminal, notes: tuple[Note, ...]) -> None:
    columns = [
        Column(run.say(msg("Week")), number=True),
        Column(run.say(msg("Day"))),
        Column(run.say(msg("What"))),
        Column(run.say(msg("Kind"))),
    ]
    table = []
    for note in notes:
        style = "" if note.working else "bold"
        when = Days(first=note.first, last=note.last)
        table.append(
            (
                str(note.first.isocalendar().week),
                Cell(dates.medium(when, run.language.code), style),
                Cell(run.language.value(note.name), style),
                run.say(KINDS[note.kind]),
            )
        )
    print_table(columns, table)
