"""`rusctl indicator show|add|set|remove`."""

from typing import Annotated, NamedTuple

from rusctl.commands.common import typed
from rusctl.commands.common.change_events import change_plan
from rusctl.commands.common.listing import listed
from rusctl.commands.common.option_groups import spread
from rusctl.commands.common.options import AsJson, DryRun, NewId, Note
from rusctl.commands.terminal import terminal
from rusctl.language.message import msg
from rusctl.output.listed.follow_up_rows import figures_row
from rusctl.output.tables import Column, print_table
from rusctl.schedule.state import indicators
from rusctl.services.planning import plan_records
from rusctl.services.reporting import follow_up
from rusctl.services.strategy import follow_up_records
from rusctl.services.strategy.follow_up_records import INDICATOR, IndicatorValues
from rusctl.storage.files.names import FOLLOW_UP

IndicatorId = Annotated[
    str,
    typed.Argument(metavar="INDICATOR", help="Its id or its name.", asks=typed.INDICATOR),
]


class IndicatorFields(NamedTuple):
    """What an indicator has besides its name; None where it was not given, empty where it is to be taken out."""

    unit: Annotated[
        str | None, typed.Option("--unit", metavar="TEXT", help="What its figures are in, such as procent.")
    ] = None
    source: Annotated[str | None, typed.Option("--source", metavar="TEXT", help="The table its figures are from.")] = (
        None
    )
    themes: Annotated[
        list[str] | None,
        typed.Option(
            "--theme", metavar="ID", completes=typed.THEME, help="What it is about, of the frame; repeatable."
        ),
    ] = None
    people: Annotated[
        str | None, typed.Option("--people", metavar="yes|no", help="Whether its figures are of people: women and men.")
    ] = None
    better: Annotated[str | None, typed.Option("--better", metavar="higher|lower", help="Which way it is to go.")] = (
        None
    )
    base: Annotated[str | None, typed.Option("--base", metavar="YEAR", help="The year that it is compared with.")] = (
        None
    )
    goal: Annotated[str | None, typed.Option("--goal", metavar="NUMBER", help="The figure that it is to reach.")] = None
    goal_gap: Annotated[
        str | None, typed.Option("--goal-gap", metavar="NUMBER", help="How far women and men may be apart at most.")
    ] = None
    goal_year: Annotated[
        str | None, typed.Option("--goal-year", metavar="YEAR", help="The year by which it is to be so.")
    ] = None
    points: Annotated[
        list[str] | None,
        typed.Option(
            "--point", metavar="POINT", completes=typed.POINT, help="Where the report names it: 8.1b; repeatable."
        ),
    ] = None
    url: Annotated[str | None, typed.Option("--url", metavar="URL", help="A page about it.")] = None
    note: Note = None


def show(context: typed.Context, which: IndicatorId, *, as_json: AsJson = False) -> None:
    """Show the figures of an indicator, year by year."""
    run = terminal(context)
    one = follow_up_records.indicator(run.complete(FOLLOW_UP).plan, which)
    rows = [figures_row(each) for each in sorted(one.years, key=lambda each: each.year)]
    nothing = msg("{id} has no figures; record them: rusctl follow-up record {id} FILE", id=one.id)
    if listed(run, rows, nothing, as_json=as_json):
        return
    table = follow_up.figures_table(indicators.state(one, max(each.year for each in one.years)), run.language)
    run.out(f"{run.language.name(one.name)}, {one.unit}")
    print_table([Column(text, number=at in table.numbers) for at, text in enumerate(table.header)], table.rows)


@spread
def add(
    context: typed.Context,
    name: Annotated[str, typed.Argument(metavar="NAME", help="What people see.", asks=typed.TEXT)],
    *,
    fields: IndicatorFields,
    chosen: NewId = "",
    dry_run: DryRun = False,
) -> None:
    """Add an indicator: its unit, the table it is from, what it is about, its base and its goal."""
    run = terminal(context)
    given = fields._replace(unit=fields.unit or "", source=fields.source or "")
    table = follow_up_records.indicator_table(run.project, IndicatorValues(name=name, **given._asdict()))
    new, edits = follow_up_records.added(run.project, INDICATOR, chosen, name, table)
    change_plan(run, INDICATOR, new, edits, msg("{id} is added", id=new), dry_run=dry_run)


@spread
def set_values(
    context: typed.Context,
    which: IndicatorId,
    *,
    name: Annotated[str | None, typed.Option("--name", metavar="TEXT", help="What people see.")] = None,
    fields: IndicatorFields,
    dry_run: DryRun = False,
) -> None:
    """Set what an indicator has; an empty text takes it out. Its figures stay."""
    run = terminal(context)
    one = follow_up_records.indicator(run.project.readable(FOLLOW_UP).plan, which)
    table = follow_up_records.indicator_table(run.project, IndicatorValues(name=name, **fields._asdict()))
    edits = plan_records.changed(run.project, one.at, table)
    change_plan(run, INDICATOR, one.id, edits, msg("{name} is changed", name=one.id), dry_run=dry_run)


def remove(context: typed.Context, which: IndicatorId, *, dry_run: DryRun = False) -> None:
    """Take an indicator out of the file, with its figures."""
    run = terminal(context)
    one = follow_up_records.indicator(run.project.readable(FOLLOW_UP).plan, which)
    edits = plan_records.removed(run.project, INDICATOR, one.id, one.at)
    change_plan(run, INDICATOR, one.id, edits, msg("{id} is removed", id=one.id), dry_run=dry_run)
