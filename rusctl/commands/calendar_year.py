"""`rusctl calendar`."""

from typing import Annotated

from rusctl.commands.common import typed
from rusctl.commands.common.listing import give
from rusctl.commands.common.options import AsJson
from rusctl.commands.terminal import terminal
from rusctl.language.message import msg
from rusctl.output.listed.calendar_rows import note_row, note_table
from rusctl.output.tables import print_table
from rusctl.schedule.days.yearbook import yearbook
from rusctl.services.planning.meeting_days import read_meetings


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
        give(run, (note_row(note, plan) for note in notes))
        return
    print_table(*note_table(notes, run.language))
    if not plan.workyear.school_breaks:
        run.tell(
            msg("school breaks are set locally and never guessed: write them in {file}", file="config/workdays.toml")
        )
