"""`rusctl timeline`."""

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

from rusctl.commands.common import typed
from rusctl.commands.common.options import AsJson
from rusctl.commands.terminal import Terminal, terminal
from rusctl.errors import RusctlError
from rusctl.language import dates
from rusctl.language.message import msg, nmsg
from rusctl.language.names import short_name
from rusctl.model.plan import Event, Plan, Status, When, Window
from rusctl.output import rows, timeline
from rusctl.output.clean import one_line
from rusctl.output.timeline import Bar, Words
from rusctl.output.timeline_rows import first_days, timeline_row
from rusctl.schedule.network.network import Network, network
from rusctl.schedule.state.deadlines import with_lead_times
from rusctl.schedule.state.milestones import Standing, standings
from rusctl.schedule.state.status import status_on
from rusctl.services.planning.baselines import named
from rusctl.services.reporting.milestones import CRITICAL, when_text
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
    plan = run.complete().plan
    found = network(with_lead_times(plan, run.project.today), run.project.today)
    entries, yearly = (
        in_time(plan, run.project.today),
        [one for one in standings(plan, run.project.today) if one.milestone.every],
    )
    promised = _promised(run, against)
    if as_json:
        everything = [*entries, *yearly]
        run.out(rows.json_text(timeline_row(one, plan, found, run.project.today, promised) for one in everything))
    elif not entries and not yearly:
        run.tell(msg("there is nothing to show: no event and no milestone"))
    elif image:
        bars = [bar(run, entry, found, promised) for entry in entries]
        words = _words(run, plan, bars, [_yearly_text(run, one) for one in yearly], against)
        drawn = timeline.as_svg(bars, words, run.project.today)
        if image == "-":
            run.out(drawn.rstrip("\n"))
        else:
            _save(run, expanded(image), drawn.encode())
    else:
        _print(run, [bar(run, entry, found, promised) for entry in entries], against)
        for one in yearly:
            run.out(one_line(_yearly_text(run, one)))


def _promised(run: Terminal, against: str) -> dict[str, dt.date]:
    """Give the last day that was promised of each record: by a baseline, or at first."""
    if against:
        return {one.id: one.last for one in named(run.project.plan, against).promises}
    return first_days(run.project.loaded.plan)


def _yearly_text(run: Terminal, standing: Standing) -> str:
    """Say what comes back every year, and when it does next: it has no place of its own on the line."""
    title = run.language.name(standing.milestone.title) or standing.milestone.id
    return run.say(msg("Every year: {title}, next {day}", title=title, day=when_text(standing, run.language)))


def _save(run: Terminal, path: Path, drawn: bytes) -> None:
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


def bar(run: Terminal, entry: Event | Standing, found: Network, promises: Mapping[str, dt.date]) -> Bar:
    """Put an event or a milestone into words and days."""
    when: When | None = entry.when
    if isinstance(entry, Event):
        status = status_on(entry, run.project.today)
        title, done, cancelled = (
            short_name(entry, run.project.loaded.plan),
            status is Status.HELD,
            status is Status.CANCELLED,
        )
        name = entry.id
    else:
        milestone = entry.milestone
        title, done, cancelled = run.language.name(milestone.title) or milestone.id, not entry.open, False
        name = milestone.id
    promised = promises.get(name)
    return Bar(
        title=title,
        dates=_dates(run, when, promised, done=done, cancelled=cancelled),
        first=when.first if when else None,
        last=when.last if when else None,
        promised=promised,
        window=isinstance(when, Window),
        done=done,
        cancelled=cancelled,
        critical=name in found.critical,
    )


def _dates(run: Terminal, when: When | None, promised: dt.date | None, *, done: bool, cancelled: bool) -> str:
    """Say when it is or was, and how far that is from what was first promised."""
    parts = [dates.medium(when, run.language.code) if when else run.say(msg("no date"))]
    if done:
        parts.append(run.say(msg("done")))
    if cancelled:
        parts.append(run.say(msg("cancelled")))
    if promised and when and not isinstance(when, Window) and when.last != promised:
        days = (when.last - promised).days
        parts.append(run.say(msg("promised {day}", day=dates.short(promised, run.language.code))))
        parts.append(run.say(nmsg("{sign} day", "{sign} days", abs(days), sign=f"{days:+d}")))
    elif promised and isinstance(when, Window):
        parts.append(run.say(msg("promised {day}", day=dates.short(promised, run.language.code))))
    return ", ".join(parts)


def _legend(run: Terminal, against: str) -> list[tuple[str, str]]:
    promised = msg("promised in {name}", name=against) if against else msg("first promised")
    return [
        (timeline.FIRST_PROMISED, run.say(promised)),
        (timeline.NOW, run.say(msg("date now"))),
        (timeline.WINDOW, run.say(msg("day not set: some time in these days"))),
        (timeline.DONE, run.say(msg("done"))),
        (timeline.DONE_WITHIN, run.say(msg("done some time in these days"))),
        (timeline.CANCELLED, run.say(msg("cancelled"))),
        (CRITICAL, run.say(msg("critical chain"))),
    ]


def _words(run: Terminal, plan: Plan, bars: list[Bar], more: list[str], against: str) -> Words:
    code = run.language.code
    known = run.say(msg("As known on {day}", day=run.project.today))
    about = ". ".join([known, *(f"{one.title}: {one.dates}" for one in bars), *more])
    today = run.say(msg("today, {day}", day=dates.short(run.project.today, code)))
    return Words(
        title=run.say(msg("{name}: timeline", name=plan.process.name)),
        about=f"{about}.",
        today=today,
        legend=_legend(run, against),
        more=more,
        months=dates.SHORT_MONTHS[code],
        language=code,
    )


def _print(run: Terminal, bars: list[Bar], against: str) -> None:
    from rusctl.output.tables import Cell, Column, print_table, width

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
    legend = "  ".join(f"{mark} {meaning}" for mark, meaning in _legend(run, against))
    today = run.say(msg("today"))
    run.out("\n" + one_line(f"{timeline.TODAY} {today}  {legend}"))
