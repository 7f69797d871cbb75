"""`rusctl timeline`."""

from typing import Annotated

from rusctl.commands.common import ask, typed
from rusctl.commands.common.listing import give
from rusctl.commands.common.options import AsJson, From, To
from rusctl.commands.common.write_chart import write_chart
from rusctl.commands.terminal import Terminal, terminal
from rusctl.language import dates
from rusctl.language.message import msg
from rusctl.output.clean import one_line
from rusctl.output.drawing import timeline
from rusctl.output.drawing.timeline import TimelineBar, TimelineSpan, packed
from rusctl.output.tables import Cell, Column, print_table, width
from rusctl.output.timeline_rows import commitment_row, phase_row, timeline_row
from rusctl.schedule.network.least_times import with_least_times
from rusctl.schedule.network.network import network
from rusctl.schedule.state.milestones import every_standing
from rusctl.services.planning.baselines import named
from rusctl.services.planning.meeting_days import read_meetings
from rusctl.services.reporting import timeline as reporting
from rusctl.services.reporting.milestones import CRITICAL

NARROWEST = 24
BESIDES = 62  # columns for the names and the dates
STYLE = {
    timeline.TENTATIVE: "yellow",
    timeline.CONFIRMED: "green",
    timeline.DONE: "dim",
    timeline.CANCELLED: "dim",
}


def show(
    context: typed.Context,
    *,
    image: Annotated[
        str, typed.Option("--svg", metavar="FILE|-", help="Draw it as SVG, into a file or to stdout.")
    ] = "",
    against: Annotated[
        str,
        typed.Option(
            "--baseline",
            metavar="NAME",
            completes=typed.BASELINE,
            help="Against this baseline, not what was first promised.",
        ),
    ] = "",
    first: From = None,
    last: To = None,
    as_json: AsJson = False,
) -> None:
    """Show the phases, the stops and the milestones on a timeline: first promised, now, done."""
    run = terminal(context)
    run.complete()
    plan = read_meetings(run.project).loaded.plan
    today, language = run.project.today, run.language
    limits = (
        None if first is None else ask.limit(run, "--from", first, yes=True),
        None if last is None else ask.limit(run, "--to", last, last=True, yes=True),
    )
    found = network(with_least_times(plan, today), today)
    of_years = [one for one in every_standing(plan, today) if one.milestone.every and one.open]
    promised = reporting.promised_days(plan, named(plan, against) if against else None)
    entries = reporting.between(reporting.in_time(plan, today), promised, *limits)
    yearly = [one for one in of_years if reporting.between([one], promised, *limits)]
    phases, commitments = reporting.phases_between(plan, *limits), reporting.commitments_between(plan, *limits)
    if as_json:
        everything = [timeline_row(one, plan, found, today, promised) for one in (*entries, *yearly)]
        everything += [phase_row(one, plan, today) for one in phases]
        give(run, everything + [commitment_row(one) for one in commitments])
        return
    if not entries and not yearly and not phases and not commitments:
        nothing = msg("there is nothing to show: no event and no milestone")
        run.tell(msg("no event and no milestone lies within these days") if any(limits) else nothing)
        return
    bars = reporting.phase_bars(plan, *limits, language)
    bars += [reporting.bar(entry, plan, today, found, promised, language) for entry in entries]
    bars += reporting.commitment_bars(plan, *limits, language)
    more = [reporting.yearly_text(one, language) for one in yearly]
    span = timeline.span_of(bars, today, *limits)
    if not image:
        _print(run, bars, against, span)
        for line in more:
            run.out(one_line(line))
        return
    drawn = timeline.as_svg(bars, reporting.words(plan, today, bars, more, against, language), today, span)
    if image == "-":
        run.out(drawn.rstrip("\n"))
    else:
        write_chart(run, drawn, image)


def _print(run: Terminal, bars: list[TimelineBar], against: str, span: TimelineSpan) -> None:
    wide = max(NARROWEST, width() - BESIDES)
    months = dates.SHORT_MONTHS[run.language.code]
    axis, lanes = timeline.lanes(bars, run.project.today, wide, span, months)
    columns = [
        Column(run.say(msg("What"))),
        Column("\n".join(axis), whole=True),
        Column(run.say(msg("When"))),
    ]
    table = []
    for one, lane in zip(bars, lanes, strict=True):
        style = "bold" if one.critical and not (one.done or one.cancelled) else STYLE.get(one.mark, "")
        mark = f"{CRITICAL} " if one.critical else ""
        table.append((Cell(mark + one.title, style), Cell(lane, style), Cell(one.dates, style)))
    print_table(columns, table)
    signs = [(timeline.TODAY, run.say(msg("today")))] if span.holds(run.project.today) else []
    signs += reporting.legend(bars, against, run.language)
    run.out("")
    for line in packed([f"{mark} {meaning}" for mark, meaning in signs], width()):
        run.out(one_line(line))
