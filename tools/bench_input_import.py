"""Measure inputs taken in: against the one reader of lists and the driver that writes the same rows and index."""

import contextlib
import csv
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from bench_databases import Place, rusctl

INPUTS = 5_000
_TABLES = ("operation", "input_series", "input", "input_text", "input_role")
_SYLLABLES = (
    "ko",
    "mun",
    "tra",
    "fik",
    "bo",
    "stad",
    "sko",
    "la",
    "vär",
    "me",
    "ar",
    "be",
    "te",
    "upp",
    "land",
    "sam",
    "ver",
    "kan",
)


def a_list(path: Path, count: int) -> Path:
    """Write a list of invented inputs of 8 to 40 words, as Excel in Sweden does."""
    chance = random.Random(1)  # noqa: S311 - the same list every time is what is wanted
    words = ["".join(chance.choices(_SYLLABLES, k=chance.randint(1, 5))) for _ in range(4_000)]
    kinds, roles = ("Utmaning", "Möjlighet", "Förslag"), ("politiker", "tjänstemän", "näringsliv")
    with path.open("w", newline="", encoding="utf-8-sig") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(["Slag", "Roll", "Bord", "Inspel", "Antecknat av"])
        for number in range(count):
            text = " ".join(chance.choices(words, k=chance.randint(8, 40)))
            writer.writerow([kinds[number % 3], roles[number % 3], f"Bord {number % 7}", text, "ak"])
    return path


def imports(
    work: Path, place: Place, timed: Callable[..., list[float]]
) -> Iterator[tuple[str, str, float, float, float]]:
    """Measure an import against the reader that reads the file and the bare insert of the rows it has written."""
    from rusctl.storage.untrusted import spreadsheet

    path = a_list(work / "inputs.csv", INPUTS)

    def take() -> None:
        rusctl("inputs", "import", str(path), "--event", "sala")

    place.fresh("empty")
    take()
    rows = _rows(place)

    def peer() -> None:
        spreadsheet.read(path)
        with contextlib.closing(place.connect()) as connection:
            cursor = connection.cursor()
            cursor.execute("BEGIN")
            for table, (names, values) in rows.items():
                marks = ", ".join([place.mark] * len(names))
                cursor.executemany(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})", values)  # noqa: S608
            if place.name == "SQLite":
                cursor.execute("INSERT INTO input_search(rowid, terms) SELECT id, terms FROM input_text")
            cursor.execute("COMMIT")

    ours, theirs = timed(take, peer, before=lambda: place.fresh("empty"))
    name = f"`inputs import`, {INPUTS} rows of CSV, {place.name}"
    yield (name, "the one reader, and the driver's `executemany` with the index", ours, theirs, 3)


def _rows(place: Place) -> dict[str, tuple[list[str], list[Any]]]:
    """Give what an import has written, as the driver takes it."""
    found = {}
    with contextlib.closing(place.connect()) as connection:
        for table in _TABLES:
            cursor = connection.cursor()
            cursor.execute(f"SELECT * FROM {table} ORDER BY id")  # noqa: S608
            found[table] = [f'"{one[0]}"' for one in cursor.description], cursor.fetchall()
    return found
