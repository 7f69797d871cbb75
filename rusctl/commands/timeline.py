"""`rusctl timeline`."""

from pathlib import Path
from typing import Annotated

from rusctl.commands.common import typed
from rusctl.commands.common.options import AsJson
from rusctl.commands.terminal import Terminal, terminal
from rusctl.errors import RusctlError
from rusctl.language.message import msg
from rusctl.output import rows, timeline
from rusctl.output.clean import one_line
from rusctl.output.tables import Cell, Column, print_table, width
from rusctl.output.timeline import TimelineBar
from rusctl.output.timeline_rows import timeline_row
from rusctl.schedule.network.least_times import with_least_times
from rusctl.schedule.network.network import network
from rusctl.schedule.state.milestones import every_standing
from rusctl.services.planning.baselines import named
from rusctl.services.planning.meeting_days import read_meetings
from rusctl.services.reporting import timeline as reporting
from rusctl.services.reporting.milestones import CRITICAL
from rusctl.storage.files import atomic
from rusctl.storage.folder import expanded

NARROWEST = 24
BESIDES = 62  # columns for the names and the dates
DRAWING = b"<?xml"


def show(
    context: typed.Context,
    *,
    image: Annotated[
        str, typed.Option("--svg", metavar="FILE|-", help="Draw it as SVG, into a file or to stdout.")
    ] = "",
    against: Annotated[
        str, typed.Option("--baseline", metavar="NAME", help="Against this baseline, not what was first promised.")
    ] = "",
    as_json: AsJson = False,
) -> None:
    """Show the stops and the milestones on a timeline: first promised, now, done."""
    run = terminal(context)
    run.complete()
    plan = read_meetings(run.project).loaded.plan
    today, language = run.project.today, run.language
    found = network(with_least_times(plan, today), today)
    entries = reporting.in_time(plan, today)
    yearly = [one for one in every_standing(plan, today) if one.milestone.every and one.open]
    promised = reporting.promised_days(plan, named(plan, against) if against else None)
    if as_json:
        everything = [*entries, *yearly]
        run.out(rows.json_text(timeline_row(one, plan, found, today, promised) for one in everything))
        return
    if not entries and not yearly:
        run.tell(msg("there is nothing to show: no event and no milestone"))
        return
    bars = [reporting.bar(entry, plan, today, found, promised, language) for entry in entries]
    more = [reporting.yearly_text(one, language) for one in yearly]
    if not image:
        _print(run, bars, against)
        for line in more:
            run.out(one_line(line))
        return
    drawn = timeline.as_svg(bars, reporting.words(plan, today, bars, more, against, language), today)
    if image == "-":
        run.out(drawn.rstrip("\n"))
    else:
        _save(run, expanded(image), drawn.encode())


def _save(run: Terminal, path: Path, drawn: bytes) -> None:
    """Write a drawing, over an older one but over nothing else."""
    before = atomic.read_if_there(path)
    if before is not None and not before.startswith(DRAWING):
        raise RusctlError(msg("{file} is there and is no drawing; name another file", file=str(path)))
    path.parent.mkdir(parents=True, exist_ok=True)
    atomic.sweep_beside([path])
    atomic.replace_all({path: atomic.FileChange(before, drawn)})
    run.tell(msg("written: {file}", file=str(path)))


def _print(run: Terminal, bars: list[TimelineBar], against: str) -> None:
    wide = max(NARROWEST, width() - BESIDES)
    axis, lanes = timeline.lanes(bars, run.project.today, wide)
    columns = [
        Column(run.say(msg("What"))),
        Column(axis.ljust(wide), whole=True),
        Column(run.say(msg("When"))),
    ]
    table = []
    for one, lane in zip(bars, lanes, strict=True):
        style = "dim" if one.done or one.cancelled else "bold" if one.critical else ""
        mark = f"{CRITICAL} " if one.critical else ""
        table.append((Cell(mark + one.title, style), Cell(lane, style), Cell(one.dates, style)))
    print_table(columns, table)
    legend = "  ".join(f"{mark} {meaning}" for mark, meaning in reporting.legend(against, run.language))
    today = run.say(msg("today"))
    run.out("\n" + one_line(f"{timeline.TODAY} {today}  {legend}"))
