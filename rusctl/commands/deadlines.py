"""`rusctl deadlines`."""

from typing import Annotated

from rusctl.commands.common import ask, typed
from rusctl.commands.common.listing import give
from rusctl.commands.common.options import AsJson
from rusctl.commands.terminal import terminal
from rusctl.output.listed.deadline_rows import deadline_row
from rusctl.output.tables import print_table
from rusctl.services.planning.meeting_days import read_meetings
from rusctl.services.reporting import deadlines as reporting


def show(
    context: typed.Context,
    milestone: Annotated[
        str,
        typed.Argument(metavar="MILESTONE", help="The milestone's id, such as council.", asks=typed.MILESTONE),
    ],
    *,
    on: Annotated[str, typed.Option("--on", metavar="DAY", help="Count from this day of meeting instead.")] = "",
    adjusted: Annotated[
        str,
        typed.Option(
            "--adjusted", metavar="DAY", help="The day the minutes were approved (justerades), if not in the file."
        ),
    ] = "",
    announced: Annotated[
        str, typed.Option("--announced", metavar="DAY", help="The day that was announced, if not in the file.")
    ] = "",
    as_json: AsJson = False,
) -> None:
    """Show the deadlines around a meeting: summons, papers, minutes and appeal, by law and as the region decides."""
    run = terminal(context)
    day = ask.day(run, "--on", on, yes=True) if on else None
    known = [
        ask.day(run, option, text, yes=True, past=True) if text else None
        for option, text in (("--adjusted", adjusted), ("--announced", announced))
    ]
    read_meetings(run.project, *([day.year] if day else []))
    plan, today = run.complete().plan, run.project.today
    meeting = reporting.round_meeting(plan, milestone, today, day, *known)
    if as_json:
        give(run, (deadline_row(one, meeting.milestone.id, plan, today) for one in meeting.found))
        run.tell_all(meeting.notes if adjusted or announced else ())  # no option is dropped in silence
        return
    print_table(*reporting.table(meeting.found, run.language, today))
    run.tell_all(meeting.notes)
