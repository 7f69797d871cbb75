"""Measure calendars: writing, publishing and listing them, against icalendar, khal and TaskJuggler."""

import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

from bench_base import FEW, MANY, PYTHON, RUSCTL, Measure, generated

CHANGED = 10  # events, of those that were published
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

# Of what rusctl writes, everything is read back before it is handed out.
READ_BACK = "import sys; from rusctl.calendar.ics import ical; ical.read(open(sys.argv[1], 'rb').read())"
PARSE = "import sys; from icalendar import Calendar; Calendar.from_ical(open(sys.argv[1], 'rb').read())"


def measures(work: Path, many: Path, few: Path) -> Iterator[Measure]:
    """Give what is measured of calendars; the folders hold many events and few."""
    export = [*RUSCTL, "export", "--output", "-", "--project"]
    bare = [PYTHON, "-c", BARE, str(many / "events.toml")]
    name = f"`export`, {MANY} events"
    yield Measure(name, [*export, str(many)], "load + bare icalendar: build, serialise, parse", bare, 1.5, 300)
    yield Measure(name, [*export, str(many)], f"`export`, {FEW} events", [*export, str(few)], 12.0)
    folder, before = published(generated(work / "published", MANY))
    exporting = [*export, str(folder)]
    for title, words, limit in (
        (f"`publish --to` one folder of feeds, {MANY} events, {CHANGED} changed", ["--to", "web"], 1.3),
        (f"`publish` to three folders, every feed, {MANY} events, {CHANGED} changed", [], 2.0),
    ):
        publish = [*RUSCTL, "publish", *words, "--project", str(folder)]
        yield Measure(title, publish, name, exporting, limit, 0, before)
    calendar = str(folder / "feeds-web" / "all.ics")
    reading, parsing = ([PYTHON, "-c", text, calendar] for text in (READ_BACK, PARSE))
    yield Measure(f"reading back a calendar of {MANY} events", reading, "icalendar's own parse", parsing, 1.3, 300)
    tj3 = shutil.which("tj3")
    for count in (1_000, 5_000):
        project = taskjuggler(work / f"{count}.tjp", count)
        peer = [tj3, "--silent", "--output-dir", str(work), str(project)] if tj3 else None
        folder = generated(work / f"tj{count}", count)
        yield Measure(
            f"`export`, {count} events", [*export, str(folder)], f"TaskJuggler `tj3`, {count} tasks", peer, 1.0
        )


def taskjuggler(path: Path, count: int) -> Path:
    """Write a TaskJuggler project of so many tasks and its iCalendar report."""
    tasks = "\n".join(f'task t{n} "Task {n}" {{ start 2018-11-12 duration 1d }}' for n in range(count))
    path.write_text(f'project p "p" 2018-11-01 +3y\n{tasks}\nicalreport "out" {{ }}\n', encoding="utf-8")
    return path


def published(folder: Path) -> tuple[Path, Callable[[], object]]:
    """Publish a folder and change some events; give it, and what puts back what calendars had been told."""
    targets = {"web": "", "windows": "windows = true\n", "tasks": "todo = true\n"}
    texts = [
        f'[[target]]\nid = "{id_}"\nkind = "folder"\npath = "feeds-{id_}"\n{more}' for id_, more in targets.items()
    ]
    (folder / "config/targets.toml").write_text("\n".join(texts), "utf-8")
    subprocess.run([*RUSCTL, "publish", "--project", str(folder)], check=True, capture_output=True)
    told = [folder / "config/published.toml", *folder.glob("feeds-*/*.ics")]
    kept = {path: path.read_bytes() for path in told}
    events = folder / "events.toml"
    text = events.read_text(encoding="utf-8")
    events.write_text(text.replace('status = "confirmed"', 'status = "tentative"', CHANGED), "utf-8")
    return folder, lambda: [path.write_bytes(data) for path, data in kept.items()]
