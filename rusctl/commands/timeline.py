"""`rusctl timeline`."""

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

from rusctl.commands.milestones import CRITICAL
from rusctl.commands.options import AsJson
from rusctl.commands.session import Session, session
from rusctl.errors import RusctlError
from rusctl.language import dates
from rusctl.language.message import msg, nmsg
from rusctl.language.names import short_name
from rusctl.model import Event, Plan, Status, When, Window
from rusctl.output import rows, timeline
from rusctl.output.clean import one_line
from rusctl.output.timeline import Bar, Words
from rusctl.output.timeline_rows import first_promised, timeline_row
from rusctl.schedule.milestones import Standing, standings
from rusctl.schedule.network import Network, network
from rusctl.schedule.status import status_on
from rusctl.storage import atomic
from rusctl.storage.folder import expanded

NARROWEST = 24
BESIDES = 62  # columns for the names and the dates
DRAWING = b"<?xml"


def show(
    context: typer.Context,
    *,
    image: Annotated[
        str, typer.Option("--svg", metavar="FILE|-", help="Draw it as SVG, into a file or to stdout.")
    ] = "",
    as_json: AsJson = False,
) -> None:
    """Show the stops and the milestones on a timeline: first promised, now, done."""
    run = session(context)
    plan = run.complete().plan
    found = network(plan, run.today)
    entries = in_time(plan, run.today)
    if as_json:
        run.out(rows.json_text(timeline_row(entry, plan, found, run.today) for entry in entries))
    elif not entries:
        run.tell(msg("there is nothing to show: no event and no milestone"))
    elif image:
        bars = [bar(run, entry, found) for entry in entries]
        drawn = timeline.as_svg(bars, _words(run, plan, bars), run.today)
        if image == "-":
            run.out(drawn.rstrip("\n"))
        else:
            _save(run, expanded(image), drawn.encode())
    else:
        _print(run, entries, found)


def _save(run: Session, path: Path, drawn: bytes) -> None:
    """Write a drawing, over an older one but over nothing else."""
    before = atomic.read_if_there(path)
    if before is not None and not before.startswith(DRAWING):
        raise RusctlError(msg("{file} is there and is no drawing; name another file", file=str(path)))
    path.parent.mkdir(parents=True, exist_ok=True)
    atomic.sweep_beside([path])
    atomic.replace_all({path: atomic.Change(before, drawn)})
    run.tell(msg("written: {file}", file=str(path)))


def in_time(plan: Plan, today: dt.date) -> list[Event | Standing]:
    """Give the events and the milestones in the order of their days; what has none comes last.

    What comes back every year is left out: it has no place of its own.
    """
    once = (standing for standing in standings(plan, today) if standing.milestone.every is None)
    entries: list[Event | Standing] = [*plan.events, *once]

    def day(entry: Event | Standing) -> tuple[dt.date, dt.date]:
        when = entry.when
        return (when.last, when.first) if when else (dt.date.max, dt.date.max)

    return sorted(entries, key=day)


def bar(run: Session, entry: Event | Standing, found: Network) -> Bar:
    """Put an event or a milestone into words and days."""
    when: When | None = entry.when
    if isinstance(entry, Event):
        status = status_on(entry, run.today)
        title, done, cancelled = short_name(entry, run.loaded.plan), status is Status.HELD, status is Status.CANCELLED
        promised = first_promised(entry)
        name = entry.id
    else:
        milestone = entry.milestone
        title, done, cancelled = run.language.name(milestone.title) or milestone.id, not entry.open, False
        promised, name = milestone.baseline, milestone.id
    return Bar(
        title=title,
        dates=_dates(run, when, promised, done=done, cancelled=cancelled),
        first=when.first if when else None,
        last=when.last if when else None,
        promised=promised,
        window=isinstance(when, Window),
        done=done,
        cancelled=cancelled,
        critical=name in found.chain,
    )


def _dates(run: Session, when: When | None, promised: dt.date | None, *, done: bool, cancelled: bool) -> str:
    """Say when it is or was, and how far that is from what was first promised."""
    parts = [dates.medium(when, run.language.code) if when else run.say(msg("no date"))]
    if done:
        parts.append(run.say(msg("done")))
    if cancelled:
        parts.append(run.say(msg("cancelled")))
    if promised and when and not isinstance(when, Window) and when.last != promised:
        days = (when.last - promised).days
        parts.append(run.say(msg("first promised {day}", day=dates.short(promised, run.language.code))))
        parts.append(run.say(nmsg("{sign} day", "{sign} days", abs(days), sign=f"{days:+d}")))
    elif promised and isinstance(when, Window):
        parts.append(run.say(msg("first promised {day}", day=dates.short(promised, run.language.code))))
    return ", ".join(parts)


def _legend(run: Session) -> list[tuple[str, str]]:
    return [
        (timeline.FIRST_PROMISED, run.say(msg("first promised"))),
        (timeline.NOW, run.say(msg("date now"))),
        (timeline.WINDOW, run.say(msg("day not set: some time in these days"))),
        (timeline.DONE, run.say(msg("done"))),
        (timeline.CANCELLED, run.say(msg("cancelled"))),
        (CRITICAL, run.say(msg("critical chain"))),
    ]


def _words(run: Session, plan: Plan, bars: list[Bar]) -> Words:
    code = run.language.code
    about = ". ".join(f"{one.title}: {one.dates}" for one in bars)
    today = run.say(msg("today, {day}", day=dates.short(run.today, code)))
    return Words(
        title=run.say(msg("{name}: timeline", name=plan.process.name)),
        about=f"{run.say(msg('As known on {day}', day=run.today))}. {about}.",
        today=today,
        legend=_legend(run),
        months=dates.SHORT_MONTHS[code],
        language=code,
    )


def _print(run: Session, entries: list[Event | Standing], found: Network) -> None:
    from rusctl.output.tables import Cell, Column, print_table, width

    bars = [bar(run, entry, found) for entry in entries]
    wide = max(NARROWEST, width() - BESIDES)
    axis, lanes = timeline.lanes(bars, run.today, wide)
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
    legend = "  ".join(f"{mark} {meaning}" for mark, meaning in _legend(run))
    run.out("\n" + one_line(f"{timeline.TODAY} {run.say(msg('today'))}  {legend}"))
