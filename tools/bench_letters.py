"""Measure letters to respondents: as many again take as long again, and memory stays within what a laptop has."""

from collections.abc import Iterator
from pathlib import Path

from bench_base import RUSCTL, Measure

REPLIES, FEW, EACH = 130, 13, 12
LINEAR, MEMORY = 12.0, 500  # times the time of a tenth, and MiB


def measures(work: Path) -> Iterator[Measure]:
    """Give what is measured: all letters of a consultation of a region's size, against a tenth of them."""
    from tests.services.consultation.answered import many, remiss

    folders = []
    for count in (REPLIES, FEW):
        folder = work / f"letters-{count}"
        folder.mkdir()
        remiss(folder, many(count, EACH))
        folders.append(str(folder))
    ours = [*RUSCTL, "consultation", "letters", "--dry-run", "--project"]
    title = f"`consultation letters`, {REPLIES} replies with {REPLIES * EACH} comments"
    yield Measure(title, [*ours, folders[0]], f"the same, {FEW} replies", [*ours, folders[1]], LINEAR, MEMORY)
