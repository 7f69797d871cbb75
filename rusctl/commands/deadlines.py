"""`rusctl deadlines`."""

from typing import Annotated

from rusctl.commands.common import ask, typed
from rusctl.commands.common.options import AsJson
from rusctl.commands.terminal import Terminal, terminal
from rusctl.language import dates
from rusctl.language.message import msg
from rusctl.output import rows
from rusctl.output.deadline_rows import deadline_row
from rusctl.output.tables import Cell, Column, print_table
from rusctl.schedule.state.deadlines import Deadline
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
        str, typed.Option("--adjusted", metavar="DAY", help="The day the minutes were adjusted, if not in the file.")
    ] = "",
    announced: Annotated[
        str, typed.Option("--announced", metavar="DAY", help="The day that was announced, if not in the file.")
    ] = "",
    as_json: AsJson = False,
) -> None:
    """Show the deadlines round a meeting: summons, papers, minutes, appeal; the law's and the region's own."""
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
        run.out(rows.json_text(deadline_row(one, meeting.milestone.id, plan, today) for one in meeting.found))
        run.tell_all(meeting.notes if adjusted or announced else ())  # no option is dropped in silence
        return
    _print(run, meeting.found)
    for note in meeting.notes:
        run.tell(note)


def _day(run: Terminal, one: Deadline) -> str:
    if one.before:
        return run.say(msg("before {day}", day=one.before))
    return dates.medium(one.day, run.language.code)


def _print(run: Terminal, found: tuple[Deadline, ...]) -> None:
    columns = [
        Column(run.say(msg("What"))),
        Column(run.say(msg("Last day")), whole=True),
        Column(run.say(msg("Working day"))),
        Column(run.say(msg("Left")), number=True),
        Column(run.say(msg("Why"))),
    ]
    table = []
    for one in found:
        days = (one.day - run.project.today).days
        style = "dim" if days < 0 or one.done else "bold" if one.id == "meeting" else ""
        moved = one.working_day != one.day and not one.before
        table.append(
            [
                Cell(run.language.value(one.title), style),
                Cell(_day(run, one), style),
                Cell(dates.medium(one.working_day, run.language.code) if moved else "", style),
                Cell(str(days) if days >= 0 and not one.done else "", style),
                Cell("; ".join(map(run.language.value, reporting.why(one))), style),
            ]
        )
    print_table(columns, table)
