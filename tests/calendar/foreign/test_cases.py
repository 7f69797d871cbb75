"""Calendars as other programs write them, each with what importing and busy times are to make of it.

`cases/expected.tsv` has a row for each time that is right, as the plan writes it (days: the first and the last), or for
each entry that is left out and said: `said:4`, where it begins on line 4. `reader` is import, busy, or both.
"""

import csv
import datetime as dt
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

import pytest

from rusctl.calendar.foreign import busy_work, incoming_work
from rusctl.calendar.foreign.busy import BusyPeriod
from rusctl.calendar.foreign.incoming import Arrived, ImportPeriod
from rusctl.language import patterns

CASES = Path(__file__).parent / "cases"
FIRST, LAST, ZONE = dt.date(2026, 11, 1), dt.date(2028, 12, 31), "Europe/Stockholm"


class Expected(NamedTuple):
    """What is right of one file for one reader: times with titles and statuses, and the lines that are named."""

    times: list[tuple[str, str, str, str]]
    said: set[int]


def table() -> dict[tuple[str, str], Expected]:
    found: dict[tuple[str, str], Expected] = defaultdict(lambda: Expected([], set()))
    with (CASES / "expected.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            for reader in ("import", "busy") if row["reader"] == "both" else (row["reader"],):
                one = found[row["file"], reader]
                if row["start"].startswith("said:"):
                    one.said.add(int(row["start"].removeprefix("said:")))
                else:
                    status = row["status"] if reader == "import" else ""
                    one.times.append((row["start"], row["end"], row["title"], status))
    return found


EXPECTED = table()


def imported(data: bytes) -> Arrived:
    return incoming_work.read(data, ImportPeriod(FIRST, LAST, ZONE, "rus.example.se"))


@pytest.mark.parametrize("name", sorted(name for name, reader in EXPECTED if reader == "import"))
def test_import(name: str) -> None:
    right = EXPECTED[name, "import"]
    found = imported((CASES / name).read_bytes())
    times = [
        (
            one.start.isoformat()[:16],
            one.end.isoformat()[:16],
            one.title if patterns.harmless(one.title) else "",  # as `import_events` leaves it out
            "confirmed" if one.status == "CONFIRMED" else "tentative",
        )
        for one in found.events
        if one.status != "CANCELLED"  # which is not added
    ]
    assert sorted(times) == sorted(right.times)
    assert right.said <= {line for line, _ in found.faults}
    assert len({one.mark for one in found.events}) == len(found.events)


@pytest.mark.parametrize("name", sorted(name for name, reader in EXPECTED if reader == "busy"))
def test_busy(name: str) -> None:
    right = EXPECTED[name, "busy"]
    found = busy_work.read((CASES / name).read_bytes(), BusyPeriod(FIRST, LAST, ZONE, titles=True))
    times = [(one.start.isoformat()[:16], one.end.isoformat()[:16], one.title, "") for one in found.times]
    assert sorted(times) == sorted(right.times)
    assert right.said <= {line for line, _ in found.faults}
