"""Measure rusctl against named peers: medians of five rounds in one run, ours and the peer's turn about.

    tools/bench.py [--write docs/benchmarks.md]

Every figure is of a whole process. A peer that is not installed is named as such; a target that is missed is said.
"""

import datetime as dt
import json
import os
import platform
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
ROUNDS = 5
PYTHON = sys.executable
RUSCTL = [PYTHON, "-m", "rusctl"]
DAY = "2018-11-08"
MIB = 1024  # getrusage gives KiB
MANY, FEW = 10_000, 1_000
CHANGED = 10  # events, of those that were published

ONE_COMMAND = """
import typer
app = typer.Typer(rich_markup_mode=None)
@app.command()
def main() -> None:
    print("a line")
app()
"""
LOAD = "import sys, tomllib; tomllib.load(open(sys.argv[1], 'rb'))"
BARE = """
import datetime as dt, sys, tomllib
from icalendar import Calendar, Event
calendar = Calendar()
calendar.add("version", "2.0")
calendar.add("prodid", "-//bench//EN")
stamp = dt.datetime(2018, 11, 6, tzinfo=dt.timezone.utc)
for one in tomllib.load(open(sys.argv[1], "rb"))["event"]:
    if "date" not in one:
        continue
    event = Event()
    event.add("uid", one["id"] + "@example.org")
    for name in ("dtstamp", "created", "last-modified"):
        event.add(name, stamp)
    event.add("sequence", 0)
    event.add("dtstart", one["date"])
    event.add("dtend", one["date"] + dt.timedelta(days=1))
    event.add("summary", one.get("title", one["id"]))
    event.add("status", "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    event.add("class", "PUBLIC")
    event.add("location", one.get("municipality", ""))
    event.add("description", one.get("source", ""))
    event.add("categories", [one["kind"]])
    event.add("organizer", "mailto:region@example.org")
    event.add("x-microsoft-cdo-busystatus", "FREE")
    calendar.add_component(event)
data = calendar.to_ical()
again = Calendar.from_ical(data)
for event in again.walk("VEVENT"):
    str(event["uid"]), event["dtstart"].dt, str(event["summary"])
"""


class Run(NamedTuple):
    """One run of a process: seconds by the clock, and its greatest memory in KiB."""

    seconds: float
    memory: int


class Measure(NamedTuple):
    """What is measured: our command and the peer's, and how many times the peer's time ours may take."""

    name: str
    ours: list[str]
    peer_name: str
    peer: list[str] | None
    target: float
    memory_target: int = 0
    before: Callable[[], object] = lambda: None


def run(command: list[str]) -> Run:
    """Run a command to its end; a command that fails ends the bench."""
    environment = {
        **os.environ,
        "PYTHONDONTWRITEBYTECODE": "",
        "RUSCTL_TODAY": DAY,
        "RUSCTL_LANG": "sv",
        "LC_ALL": "C.UTF-8",
    }
    begun = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment)
    assert process.stderr is not None  # noqa: S101 - it is piped
    said = process.stderr.read()
    _, code, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - begun
    process.returncode = os.waitstatus_to_exitcode(code)
    if process.returncode:
        sys.exit(f"{' '.join(command)} ended with {process.returncode}: {said.decode(errors='replace')}")
    return Run(seconds, usage.ru_maxrss)


def shipped(folder: Path) -> Path:
    """Copy the shipped tour."""
    folder.mkdir()
    shutil.copy(ROOT / "events.toml", folder)
    shutil.copytree(ROOT / "config", folder / "config")
    return folder


def generated(folder: Path, count: int) -> Path:
    """Write a folder of the shipped tour and so many other events, on working days, without findings."""
    shipped(folder)
    process = folder / "config/process.toml"
    kinds = 'mote = { sv = "Möte", en = "Meeting" }\n\n[[body]]'
    process.write_text(process.read_text(encoding="utf-8").replace("[[body]]", kinds, 1), encoding="utf-8")
    lines = []
    days = working_days()
    for number in range(count):
        day = next(days)
        lines.append(
            f'[[event]]\nid = "mote-{number}"\nkind = "mote"\ntitle = "Möte {number} om kompetensförsörjning"\n'
            f'municipality = "sala"\ndate = {day}\nstatus = "confirmed"\nsource = "exempel"\n'
        )
    with (folder / "events.toml").open("a", encoding="utf-8") as file:
        file.write("\n" + "\n".join(lines))
    return folder


def working_days() -> Iterator[dt.date]:
    """Give the plain working days of the period's years again and again."""
    while True:
        day = dt.date(2019, 1, 14)
        while day < dt.date(2020, 6, 1):
            if day.weekday() in (1, 2) and (day.month, day.day) not in {
                (5, 1),
                (12, 24),
                (12, 25),
                (1, 1),
                (4, 30),
                (12, 31),
            }:
                yield day
            day += dt.timedelta(days=1)


def taskjuggler(path: Path, count: int) -> Path:
    """Write a TaskJuggler project of so many tasks and its iCalendar report."""
    tasks = "\n".join(f'task t{n} "Task {n}" {{ start 2018-11-12 duration 1d }}' for n in range(count))
    path.write_text(f'project p "p" 2018-11-01 +3y\n{tasks}\nicalreport "out" {{ }}\n', encoding="utf-8")
    return path


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
    for command in ("check", "tour --json", "milestones --json"):
        ours = [*RUSCTL, *command.split(), "--project", str(tour)]
        yield Measure(f"`{command}`, the shipped tour", ours, "one-command Typer program", typer, 1.6)
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
    export = [*RUSCTL, "export", "--output", "-", "--project"]
    bare = [PYTHON, "-c", BARE, str(many / "events.toml")]
    name = f"`export`, {MANY} events"
    yield Measure(name, [*export, str(many)], "load + bare icalendar: build, serialise, parse", bare, 1.5, 300)
    yield Measure(name, [*export, str(many)], f"`export`, {FEW} events", [*export, str(few)], 12.0)
    folder, before = published(generated(work / "published", MANY))
    publish = [*RUSCTL, "publish", "--project", str(folder)]
    exporting = [*export, str(folder)]
    yield Measure(
        f"`publish`, {MANY} events in every feed, {CHANGED} changed",
        publish,
        f"`export`, {MANY} events",
        exporting,
        2.0,
        0,
        before,
    )
    tj3 = shutil.which("tj3")
    for count in (1_000, 5_000):
        project = taskjuggler(work / f"{count}.tjp", count)
        peer = [tj3, "--silent", "--output-dir", str(work), str(project)] if tj3 else None
        folder = generated(work / f"tj{count}", count)
        yield Measure(
            f"`export`, {count} events", [*export, str(folder)], f"TaskJuggler `tj3`, {count} tasks", peer, 1.0
        )


def published(folder: Path) -> tuple[Path, Callable[[], object]]:
    """Publish a folder and change some events; give it, and what puts back what calendars had been told."""
    (folder / "config/targets.toml").write_text('[[target]]\nid = "web"\nkind = "folder"\npath = "feeds"\n', "utf-8")
    subprocess.run([*RUSCTL, "publish", "--project", str(folder)], check=True, capture_output=True)
    told = [folder / "config/published.toml", *(folder / "feeds").iterdir()]
    kept = {path: path.read_bytes() for path in told}
    events = folder / "events.toml"
    text = events.read_text(encoding="utf-8")
    events.write_text(text.replace('status = "confirmed"', 'status = "tentative"', CHANGED), "utf-8")
    return folder, lambda: [path.write_bytes(data) for path, data in kept.items()]


class Found(NamedTuple):
    """A search for dates: what was asked, how long it took, how long it may take, and how good the answer is."""

    name: str
    seconds: float
    target: float
    answer: str


def searches(work: Path) -> Iterator[tuple[str, list[str], float]]:
    """Give what is searched for: a name, the command and the seconds it may take."""
    tour = shipped(work / "ten")
    events = tour / "events.toml"
    text = events.read_text(encoding="utf-8").replace('status = "confirmed"', 'status = "planned"')
    events.write_text(text, encoding="utf-8")
    words = [*RUSCTL, "propose", "--all", "--count", "1", "--json", "--today", "2018-10-01", "--project"]
    yield "the ten stops of the shipped tour, all anew", [*words, str(tour)], 2.0
    crews = many_crews(work / "crews", stops=100, crews=20)
    yield "100 stops with 20 crew, at most 8 a week, 20 pairs that may share a day", [*words, str(crews)], 60.0


def many_crews(folder: Path, stops: int, crews: int) -> Path:
    """Write a folder of stops without a date, each with one to three of the crew, and some travel times."""
    shipped(folder)
    chance = random.Random(1)  # noqa: S311 - the same folder every time is what is wanted
    names = [f"ort-{number}" for number in range(stops)]
    pairs = [chance.sample(names, 2) for _ in range(20)]
    roles = [f'[[role]]\nid = "roll-{n}"\nname = "Roll {n}"\ngroup = "crew"\n' for n in range(crews)]
    places = [f'[[municipality]]\nid = "{name}"\nname = "{name}"\n' for name in names]
    roads = [
        f'[[travel]]\nbetween = ["{names[0]}", "{name}"]\nminutes = {chance.randrange(20, 120)}\n' for name in names[1:]
    ]
    roads += [f"[[travel]]\nbetween = {json.dumps(pair)}\nminutes = {chance.randrange(20, 120)}\n" for pair in pairs]
    events = []
    for name in names:
        crew = chance.sample([f"roll-{n}" for n in range(crews)], chance.choice([1, 2, 3]))
        events.append(
            f'[[event]]\nid = "{name}"\nkind = "kommundialog"\nmunicipality = "{name}"\nstatus = "planned"\n'
            f"crew = {json.dumps(crew)}\n"
        )
    (folder / "events.toml").write_text("\n".join(events), encoding="utf-8")
    (folder / "config/roles.toml").write_text("\n".join(roles), encoding="utf-8")
    (folder / "config/municipalities.toml").write_text("\n".join(places + roads), encoding="utf-8")
    (folder / "config/workdays.toml").write_text(
        f'[propose]\nmost_a_week = 8\nhome = "{names[0]}"\nshare = {json.dumps(pairs)}\n', encoding="utf-8"
    )
    return folder


def found_dates(work: Path) -> Iterator[Found]:
    """Measure the searches for dates."""
    for name, words, target in searches(work):
        said = subprocess.run(words, check=True, capture_output=True, text=True).stdout
        first = json.loads(said)[0]
        answer = "proven best" if first["proven"] else f"at most {first['gap_percent']} % from the best"
        seconds = statistics.median(run(words).seconds for _ in range(ROUNDS))
        yield Found(name, seconds, target, answer)


def dates_table(found: list[Found]) -> str:
    """Give the searches for dates as a Markdown table."""
    lines = ["| `propose` | s | at most | answer |", "|---|---|---|---|"]
    for one in found:
        missed = " **missed**" if one.seconds > one.target else ""
        lines.append(f"| {one.name} | {one.seconds:.2f}{missed} | {one.target:g} | {one.answer} |")
    return "\n".join(lines)


def restoring(*folders: Path) -> Callable[[], object]:
    """Give what puts the folders' events back as they are now, so that every round has a change to make."""
    kept = {folder / "events.toml": (folder / "events.toml").read_bytes() for folder in folders}
    return lambda: [path.write_bytes(data) for path, data in kept.items()]


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
            write_page(found, [])  # a run that is ended early has written what it measured
        dates = list(found_dates(Path(name)))
        print(dates_table(dates), flush=True)
    write_page(found, dates)
    return 0


def write_page(found: list[tuple[Measure, float, float | None, int]], dates: "list[Found]") -> None:
    """Write the page where --write names it."""
    if "--write" not in sys.argv[1:]:
        return
    page = PAGE.format(
        table=table(found),
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

- The one-command Typer program prints a line: it is the floor for anything built on Typer.
- `tomllib.load` is a process that only loads the same `events.toml` with the standard library.
- Bare icalendar loads the file, builds the events with the icalendar package, serialises and parses them again;
  `rusctl export` does that and compares every value with the plan.
- `event move` writes the file, under the lock, with its proof that nothing else changed, and what undo needs.
- TaskJuggler schedules its tasks, which rusctl's export does not; it stands here as the known planner of text files.

## Finding dates

Whole processes, medians of {rounds} rounds, one proposal each; the solver has one worker and a limit in steps. There is
no peer: the figure to compare with is the limit.

{dates}
"""

if __name__ == "__main__":
    sys.exit(main())
