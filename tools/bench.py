"""Measure rusctl against named peers: medians of five rounds in one run, ours and the peer's turn about.

    tools/bench.py [--write docs/benchmarks.md]

Every figure is of a whole process, but for the register, whose section says what is timed. A peer that is not installed
is named as such; a target that is missed is said.
"""

import os
import platform
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import bench_calendar
import bench_inputs
import bench_letters
import bench_network
import bench_register
import bench_scale
import bench_server
import bench_site
from bench_base import FEW, MANY, PYTHON, ROUNDS, RUSCTL, Measure, Run, generated, restoring, run, shipped
from bench_dates import Found, dates_table, found_dates
from bench_network import Sorted, paths_table

MIB = 1024  # getrusage gives KiB

ONE_COMMAND = """
import typer
app = typer.Typer(rich_markup_mode=None)
@app.command()
def main() -> None:
    print("a line")
app()
"""
LOAD = "import sys, tomllib; tomllib.load(open(sys.argv[1], 'rb'))"


def khal(folder: Path, work: Path) -> list[str] | None:
    """Give khal's listing of the same events, or None where khal is not installed."""
    program = Path(PYTHON).with_name("khal")
    if not program.exists():
        return None
    calendars = work / "khal" / "tour"
    calendars.mkdir(parents=True)
    subprocess.run([*RUSCTL, "export", "--project", str(folder), "--output", str(calendars), "--split"], check=True)
    config = work / "khal.conf"
    config.write_text(
        f"[calendars]\n[[tour]]\npath = {calendars}\n[locale]\ntimeformat = %H:%M\ndateformat = %Y-%m-%d\n"
        "longdateformat = %Y-%m-%d\ndatetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n"
        f"[sqlite]\npath = {work / 'khal.db'}\n",
        encoding="utf-8",
    )
    return [str(program), "-c", str(config), "list", "2018-11-01", "60d"]


def measures(work: Path) -> Iterator[Measure]:
    """Give what is measured."""
    one = work / "one.py"
    one.write_text(ONE_COMMAND, encoding="utf-8")
    typer = [PYTHON, str(one)]
    tour = shipped(work / "tour")
    listing = khal(tour, work)
    for command, most in (("check", 1.4), ("tour --json", 1.25), ("milestones --json", 1.25)):
        ours = [*RUSCTL, *command.split(), "--project", str(tour)]
        yield Measure(f"`{command}`, the shipped tour", ours, "one-command Typer program", typer, most)
        yield Measure(f"`{command}`, the shipped tour", ours, "`khal list`, the same events", listing, 0.4)
    for command in ("tour", "milestones", "status"):
        ours = [*RUSCTL, command, "--project", str(tour)]
        yield Measure(f"`{command}` (a table), the shipped tour", ours, "one-command Typer program", typer, 2.4)
    many, few = generated(work / "many", MANY), generated(work / "few", FEW)
    load = [PYTHON, "-c", LOAD, str(many / "events.toml")]
    for name, words in (("check", ["check"]), ("event move", ["event", "move", "mote-500", "2019-03-05"])):
        ours = [*RUSCTL, *words, "--project"]
        before = restoring(many, few)
        title = f"`{name}`, {MANY} events"
        yield Measure(title, [*ours, str(many)], "`tomllib.load` of the file", load, 4.0, 300, before)
        yield Measure(title, [*ours, str(many)], f"`{name}`, {FEW} events", [*ours, str(few)], 12.0, 0, before)
    yield from bench_calendar.measures(work, many, few)
    yield from bench_network.measures(work)
    yield from bench_server.measures(work)
    yield from bench_scale.measures(work)
    yield from bench_letters.measures(work)
    yield from bench_site.measures(work)


def table(found: list[tuple[Measure, float, float | None, int]]) -> str:
    """Give the results as a Markdown table."""
    lines = [
        "| what | peer | ours, s | peer, s | ratio | at most | memory, MiB |",
        "|---|---|---|---|---|---|---|",
    ]
    for measure, ours, peer, memory in found:
        times = f"{ours:.3f} | {'not installed' if peer is None else f'{peer:.3f}'}"
        ratio = "" if peer is None else f"{ours / peer:.2f}"
        missed = " **missed**" if peer is not None and ours / peer > measure.target else ""
        limit = f"{measure.target:g}"
        space = f"{memory / MIB:.0f}" + (f" (at most {measure.memory_target})" if measure.memory_target else "")
        lines.append(f"| {measure.name} | {measure.peer_name} | {times} | {ratio}{missed} | {limit} | {space} |")
    return "\n".join(lines)


def main() -> int:
    """Measure, print, and write the page where --write names it."""
    found = []
    with tempfile.TemporaryDirectory() as name:
        for measure in measures(Path(name)):
            run(measure.ours)  # once for the caches
            ours: list[Run] = []
            peer: list[Run] = []
            for _ in range(ROUNDS):
                measure.before()
                ours.append(run(measure.ours))
                if measure.peer:
                    peer.append(run(measure.peer))
            mine = statistics.median(one.seconds for one in ours)
            theirs = statistics.median(one.seconds for one in peer) if peer else None
            found.append((measure, mine, theirs, max(one.memory for one in ours)))
            print(table(found[-1:]).splitlines()[-1], flush=True)
            write_page(found, [], [])  # a run that is ended early has written what it measured
        paths = list(bench_network.critical_paths(Path(name)))
        print(paths_table(paths), flush=True)
        dates = list(found_dates(Path(name)))
        print(dates_table(dates), flush=True)
    write_page(found, paths, dates)
    return bench_register.main() or bench_inputs.main()


def write_page(found: list[tuple[Measure, float, float | None, int]], paths: list[Sorted], dates: list[Found]) -> None:
    """Write the page where --write names it."""
    if "--write" not in sys.argv[1:]:
        return
    page = PAGE.format(
        table=table(found),
        paths=paths_table(paths),
        dates=dates_table(dates),
        rounds=ROUNDS,
        python=platform.python_version(),
        cores=os.cpu_count(),
        machine=f"{platform.system()} {platform.machine()}",
    )
    Path(sys.argv[sys.argv.index("--write") + 1]).write_text(page, encoding="utf-8")


PAGE = """# Benchmarks

`make bench` makes this page: medians of {rounds} rounds in one run, rusctl and its peer turn about, whole processes,
on {machine} with {cores} cores and Python {python}. Compare ratios, not seconds. A target that is missed is marked;
it fails no test, since a slow day is no fault.

{table}

- The one-command Typer program prints a line: it is the floor for what loads Typer, which a plain, correct
  command line does not.
- `tomllib.load` is a process that only loads the same `events.toml` with the standard library.
- Bare icalendar loads the file, builds the events with the icalendar package, serialises and parses them again;
  `rusctl export` does that and compares every value with the plan.
- `site build` reads the folder and writes every page; it is to take 10 seconds at most. Again, with one stop moved, it
  writes what names that stop alone.
- `event move` writes the file, under the lock, with its proof that nothing else changed, and what undo needs.
- `publish` to folders decides about every entry, reads back every entry, writes what is told and the feeds that
  changed; of three folders one has what has no day yet, and one has tasks.
- Reading back is what every calendar file goes through before it is handed out; nothing is compared here.
- The calendar server is a Radicale on this machine, and nearly all the time is its own: rusctl and a bare loop of PUTs
  wait for it alike, longer for each event the more it holds. Each round begins with an empty calendar.
- TaskJuggler schedules its tasks, which rusctl's export does not; it stands here as the known planner of text files.

- The 5 000 milestones have three others before each, with durations and gaps; TaskJuggler has the same as tasks with
  `length`, `depends` and gaps, and writes their days as CSV. It knows no Swedish day off, and rusctl no resources.

## The critical path

Not whole processes, but processor time of the calculation `network(plan, today)` alone, given the plan's records as
they were loaded: earliest, planned and latest day, slack and critical path. The peer is
`list(networkx.topological_sort(graph))`, one step of such a calculation, on a graph of the same ids that is made
already; what making it takes stands beside it.

{paths}

## Finding dates

Whole processes, medians of {rounds} rounds, one proposal each; the solver has one worker and a limit in steps. There is
no peer: the figure to compare with is the limit.

{dates}
"""

if __name__ == "__main__":
    sys.exit(main())
