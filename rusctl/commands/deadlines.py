"""`rusctl deadlines`."""

import datetime as dt
from dataclasses import replace
from typing import Annotated

from rusctl.commands.common import typed
from rusctl.commands.common.options import AsJson
from rusctl.commands.terminal import Terminal, terminal
from rusctl.errors import RusctlError
from rusctl.language import dates
from rusctl.language.message import msg
from rusctl.language.nearest import nearest
from rusctl.language.spans import span
from rusctl.model.plan import Milestone, Plan
from rusctl.output import rows
from rusctl.output.deadline_rows import deadline_row
from rusctl.schedule.state import law
from rusctl.schedule.state.deadlines import Deadline, deadlines, meeting_day
from rusctl.services.planning.meeting_days import read_meetings
from rusctl.services.project import iso_day


def show(
    context: typed.Context,
    milestone: Annotated[str, typed.Argument(metavar="MILESTONE", help="The milestone's id, such as council.")],
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
    read_meetings(run.project, *([iso_day(on).year] if on else []))
    plan = run.complete().plan
    chosen = milestone_named(plan, milestone)
    chosen = replace(
        chosen,
        adjusted=iso_day(adjusted) if adjusted else chosen.adjusted,
        announced=iso_day(announced) if announced else chosen.announced,
    )
    day = iso_day(on) if on else meeting_day(chosen, run.project.today)
    if day is None:
        text = msg("{id} has no exact day to count from; give one with --on, such as --on 2020-02-18", id=chosen.id)
        raise RusctlError(text, chosen.at)
    today = (
        max(run.project.today, *(iso_day(text) for text in (adjusted, announced) if text))
        if adjusted or announced
        else run.project.today
    )
    found = deadlines(plan, chosen, day, today)
    if as_json:
        run.out(rows.json_text(deadline_row(one, chosen.id, plan, run.project.today) for one in found))
        return
    _print(run, found)
    _tell_of_the_law(run, plan, chosen, day)


def milestone_named(plan: Plan, name: str) -> Milestone:
    """Give a milestone, or refuse with the one that was likely meant."""
    known = {milestone.id: milestone for milestone in plan.milestones}
    if name in known:
        return known[name]
    if meant := nearest(name, known):
        raise RusctlError(msg('there is no milestone {id}; did you mean "{meant}"?', id=name, meant=meant))
    raise RusctlError(msg("there is no milestone {id}; rusctl milestones --all lists them", id=name))


def _tell_of_the_law(run: Terminal, plan: Plan, milestone: Milestone, day: dt.date) -> None:
    """Say from when on the law is known, or why its deadlines are not shown."""
    kind = next((body.kind for body in plan.bodies if body.id == milestone.body), "")
    if kind != "council":
        text = msg(
            "the law's deadlines are the council's; the body of {id} is not marked as one (kind)", id=milestone.id
        )
        run.tell(text)
    elif law.NOTICE.holds(day):
        run.tell(
            msg(
                "{act}: wording in force from {day}; later changes are not known here",
                act=law.NOTICE.act,
                day=law.NOTICE.since,
            )
        )
    else:
        run.tell(msg("the law's deadlines are known for meetings from {day} on", day=law.NOTICE.since))


def _print(run: Terminal, found: tuple[Deadline, ...]) -> None:
    from rusctl.output.tables import Cell, Column, print_table

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
        style = "dim" if days < 0 or one.known else "bold" if one.id == "meeting" else ""
        moved = one.working_day != one.day
        table.append(
            [
                Cell(run.language.value(one.title), style),
                Cell(dates.medium(one.day, run.language.code), style),
                Cell(dates.medium(one.working_day, run.language.code) if moved else "", style),
                Cell(str(days) if days >= 0 and not one.known else "", style),
                Cell(_why(run, one), style),
            ]
        )
    print_table(columns, table)


def _why(run: Terminal, one: Deadline) -> str:
    parts = []
    if one.law:
        parts.append(one.law.text)
    if one.own:
        parts.append(run.say(msg("own: {span}", span=span(one.own))))
        if one.law_day and one.law_day != one.day:
            parts.append(run.say(msg("by law {day}", day=one.law_day)))
    if one.counted:
        parts.append(run.say(msg("moved from {day}", day=one.counted)))
    if one.known:
        parts.append(run.say(msg("done {day}", day=one.known)))
    return "; ".join(parts)
