"""Measure the register on SQLite and on a real PostgreSQL: lists taken in, the two matrices, and several who write.

    tools/bench_register.py [--write docs/benchmarks.md]

Both sides run in this one process, libraries loaded, from the command line's words (or the driver's connect) to the end
of the transaction: what Python needs to start, and SQLAlchemy to load, is in neither figure. The several who write are
processes of their own.
"""

import contextlib
import csv
import os
import random
import statistics
import sys
import tempfile
import time
import tomllib
from collections.abc import Callable, Iterator
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

import bench_input_import
from bench_base import ROUNDS, shipped
from bench_databases import Place, on_postgresql, on_sqlite, rusctl
from bench_mail import MAILS, WITHIN, replies
from bench_writers import CHANGES, WRITERS, Wait, several

LIST, LONG_LIST, PARTS = 5_000, 50_000, 100_000
TABLES = ("operation", "person", "address", "mandate", "participation")
NOT_RESTRICTED = "(person IS NULL OR person NOT IN (SELECT id FROM person WHERE restricted))"
BARE = {
    "coverage": (
        f"SELECT event, role, municipality, SUM(number) FROM participation WHERE attendance = 'attended' "  # noqa: S608
        f"AND {NOT_RESTRICTED} GROUP BY event, role, municipality"
    ),
    "roles": (
        "SELECT event, role, SUM(CASE WHEN answer = 'accepted' THEN number END), "  # noqa: S608
        "SUM(CASE WHEN attendance = 'attended' THEN number END) "
        f"FROM participation WHERE {NOT_RESTRICTED} GROUP BY event, role"
    ),
}
HEADING = "## The register"
LATER = "2020-01-01"  # every stop has been


class Figure(NamedTuple):
    """A row of the table: medians in seconds."""

    name: str
    peer_name: str
    ours: float
    peer: float
    target: float


def timed(*sides: Callable[[], object], before: Callable[[], object]) -> list[float]:
    """Give the medians of the sides, run turn about, each after `before`; the first round is not counted."""
    found: list[list[float]] = [[] for _ in sides]
    for _ in range(ROUNDS + 1):
        for side, times in zip(sides, found, strict=True):
            before()
            begun = time.perf_counter()
            side()
            times.append(time.perf_counter() - begun)
    return [statistics.median(times[1:]) for times in found]


def a_list(path: Path, count: int) -> Path:
    """Write a list of invented participants as Excel in Sweden does."""
    towns, roles = ("Sala", "Arboga", "Norberg", "Köping"), ("politiker", "tjansteman", "naringsliv")
    with path.open("w", newline="", encoding="utf-8-sig") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(["Namn", "Organisation", "Kommun", "E-post", "Telefon", "Roll"])
        for number in range(count):
            person = (f"Testperson {number}", f"Organisation {number % 97}", towns[number % len(towns)])
            reached = (f"person{number}@example.org", f"021-{100_000 + number}", roles[number % len(roles)])
            writer.writerow(person + reached)
    return path


def as_workbook(path: Path) -> Path:
    """Give a list that was written as CSV as a workbook."""
    import xlsxwriter

    found = path.with_suffix(".xlsx")
    with xlsxwriter.Workbook(found) as book, path.open(encoding="utf-8-sig", newline="") as file:
        sheet = book.add_worksheet("Lista")
        for number, row in enumerate(csv.reader(file, delimiter=";")):
            sheet.write_row(number, 0, row)
    return found


def _bare_csv(path: Path) -> list[list[str]]:
    """csv.reader"""  # noqa: D400 - the table calls it so
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, delimiter=";"))


def _bare_xlsx(path: Path) -> list[tuple[Any, ...]]:
    """openpyxl"""  # noqa: D400, D403 - the table calls it so
    import openpyxl

    return list(openpyxl.load_workbook(path, read_only=True).worksheets[0].iter_rows(values_only=True))


def lists(work: Path, place: Place) -> Iterator[Figure]:
    """Measure taking lists in: against the driver that writes the same rows, and a long list against a short one."""
    short, long = a_list(work / "short.csv", LIST), a_list(work / "long.csv", LONG_LIST)

    def take(path: Path) -> None:
        rusctl("participants", "import", "sala", str(path), "--yes")

    place.fresh("empty")
    take(short)
    rows = _rows(place)

    def peer() -> None:
        with contextlib.closing(place.connect()) as connection:
            cursor = connection.cursor()
            cursor.execute("BEGIN")
            for table, (names, values) in rows.items():
                marks = ", ".join([place.mark] * len(names))
                cursor.executemany(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})", values)  # noqa: S608
            cursor.execute("COMMIT")

    ours, theirs = timed(lambda: take(short), peer, before=lambda: place.fresh("empty"))
    name = f"`participants import`, {LIST} rows of CSV, {place.name}"
    yield Figure(name, "the driver's `executemany` of the same rows", ours, theirs, 5)
    for path, read, what in ((short, _bare_csv, "CSV"), (as_workbook(short), _bare_xlsx, ".xlsx")):

        def bare(path: Path = path, read: Callable[[Path], object] = read) -> None:
            read(path)
            peer()

        ours, theirs = timed(partial(take, path), bare, before=lambda: place.fresh("empty"))
        name = f"`participants import`, {LIST} rows of {what}, {place.name}"
        yield Figure(name, f"`{read.__doc__}` of the file, and the same `executemany`", ours, theirs, 3)
    longer, shorter = timed(lambda: take(long), lambda: take(short), before=lambda: place.fresh("empty"))
    yield Figure(f"`participants import`, {LONG_LIST} rows, {place.name}", f"{LIST} rows", longer, shorter, 12)


def _rows(place: Place) -> dict[str, tuple[list[str], list[Any]]]:
    """Give what an import has written, as the driver takes it."""
    found = {}
    with contextlib.closing(place.connect()) as connection:
        for table in TABLES:
            cursor = connection.cursor()
            cursor.execute(f"SELECT * FROM {table} ORDER BY id")  # noqa: S608
            found[table] = [f'"{one[0]}"' for one in cursor.description], cursor.fetchall()
    return found


def mails(work: Path, place: Place, folder: Path) -> Iterator[Figure]:
    """Measure a folder of answers against the time that it may take."""
    domain = tomllib.loads((folder / "config/process.toml").read_text("utf-8"))["uid_domain"]
    for name, seconds in replies(work, place, timed, domain):
        yield Figure(name, "what it may take", seconds, WITHIN, 1)


def matrices(place: Place, folder: Path) -> Iterator[Figure]:
    """Measure the two matrices over many participations."""
    from rusctl.database import making

    place.fresh("empty")
    making.open_register(folder, "").change("participants import", lambda change: _fill(change, folder))
    with contextlib.closing(place.connect()) as connection:
        connection.cursor().execute("ANALYZE")
    place.keep("full")
    for name, query in BARE.items():

        def peer(query: str = query) -> None:
            with contextlib.closing(place.connect()) as connection:
                connection.cursor().execute(query).fetchall()

        for words in ([name], [name, "--json"]):
            ours, theirs = timed(partial(rusctl, *words), peer, before=lambda: None)
            what = f"`{' '.join(words)}`, {PARTS} participations, {place.name}"
            yield Figure(what, "the bare SQL", ours, theirs, 3)


def _fill(change: Any, folder: Path) -> None:
    from rusctl.database.tables import person
    from rusctl.register.schema import participation

    def ids(file: str, table: str) -> list[str]:
        found: list[dict[str, str]] = tomllib.loads((folder / file).read_text("utf-8"))[table]
        return [one["id"] for one in found if one.get("group") != "crew"]

    events, roles = ids("events.toml", "event"), ids("config/roles.toml", "role")
    towns = ids("config/municipalities.toml", "municipality")
    chance = random.Random(1)  # noqa: S311 - the same register every time is what is wanted
    people = change.reserve(person, PARTS // len(events))
    change.insert_many(person, [{"id": one, "name": f"Testperson {one}"} for one in people])
    rows = [
        {
            "event": event,
            "role": chance.choice(roles),
            "municipality": towns[one % len(towns)],
            "person": one,
            "answer": chance.choice(("none", "accepted", "declined")),
            "attendance": chance.choice(("attended", "attended", "absent", "unknown")),
        }
        for event in events
        for one in people
    ]
    change.insert_many(participation, rows)


def figures() -> tuple[list[Figure], dict[str, list[Wait]]]:
    """Measure everything; a database that is not installed has no figures."""
    found: list[Figure] = []
    waits: dict[str, list[Wait]] = {}
    os.environ["RUSCTL_TODAY"] = LATER
    for name, on in (("SQLite", on_sqlite), ("PostgreSQL", on_postgresql)):
        with tempfile.TemporaryDirectory() as work:
            folder = shipped(Path(work) / "tour")
            with contextlib.chdir(folder), on(folder) as place:
                if place is None:
                    waits[name] = []
                    continue
                for figure in chain(
                    lists(Path(work), place),
                    (Figure(*one) for one in bench_input_import.imports(Path(work), place, timed)),
                    mails(Path(work), place, folder),
                    matrices(place, folder),
                ):
                    found.append(figure)
                    print(_row(figure), flush=True)
                waits[name] = list(several(place, folder))
                print(waits[name], flush=True)
    return found, waits


def section() -> str:
    """Measure, and give the page's section."""
    found, waits = figures()
    missing = [f"\n{name}: not installed.\n" for name, some in waits.items() if not some]
    there = {name: some for name, some in waits.items() if some}
    lines = ["| what | peer | ours, s | peer, s | ratio | at most |", "|---|---|---|---|---|---|", *map(_row, found)]
    wide = ["| writing at once |" + "".join(f" {name}: changes/s | median wait, ms | longest, ms |" for name in there)]
    wide += ["|---|" + "---|---|---|" * len(there)]
    for index, count in enumerate(WRITERS):
        some = [one[index] for one in there.values()]
        wide.append(f"| {count} |" + "".join(f" {one.rate:.0f} | {one.median:.0f} | {one.most:.0f} |" for one in some))
    return SECTION.format(
        heading=HEADING, table="\n".join(lines), several="\n".join(wide), missing="".join(missing),
        rounds=ROUNDS, changes=CHANGES, mails=MAILS,
    )  # fmt: skip


def _row(figure: Figure) -> str:
    ratio = figure.ours / figure.peer
    missed = " **missed**" if ratio > figure.target else ""
    times = f"{figure.ours:.3f} | {figure.peer:.3f} | {ratio:.2f}{missed}"
    return f"| {figure.name} | {figure.peer_name} | {times} | {figure.target:g} |"


SECTION = """{heading}

Medians of {rounds} rounds, both sides in one process with its libraries loaded, from the command's words or the
driver's connect to the end of the transaction. PostgreSQL is a real server on the same machine.
{missing}
{table}

- An import reads the file in a process of its own with limits, whose start is counted; checks every cell; looks every
  row up among the persons that are known; and writes what taking it back needs. The driver writes the same rows with
  the same pragmas, constraints and indexes, and does nothing else.
- Beside a bare read of the file, an import recognises the table, its headings and its words, looks through every cell
  for what nobody is to keep, and shows what it would do.
- An import of inputs reads in the same way, looks through each text for what may be somebody's alone, looks whether the
  row is stored already, and makes what the texts are found by.
- The mails are of {mails} people who were invited, each in a file; what is read is judged, kept and shown.
- `coverage` and `roles` read the plan and print a table; the bare SQL fetches the same sums. `--json` says what
  the table alone takes.

### Several who write at once

So many processes on this machine, each of which makes {changes} changes of one row without a pause. A change waits for
those before it; the longest wait is that of one change among all.

{several}
"""


def main() -> int:
    """Measure, print, and put the section into the page where --write names it."""
    text = section()
    print(text)
    if "--write" in sys.argv[1:]:
        page = Path(sys.argv[sys.argv.index("--write") + 1])
        before, _, rest = page.read_text("utf-8").partition(HEADING)
        after = rest.partition("\n## ")[2]
        page.write_text(f"{before.rstrip()}\n\n{text}" + (f"\n## {after}" if after else ""), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
