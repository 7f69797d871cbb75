"""Figures of indicators recorded: year by year by hand, or out of a table that somebody has sent."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from rusctl.errors import RusctlError, UsageError
from rusctl.language.message import Message, msg, nmsg
from rusctl.lists import statistics
from rusctl.lists.statistics import MEN, TOTAL, WOMEN, StatisticsTaken
from rusctl.model.follow_up import Figure, Indicator
from rusctl.model.plan import Plan
from rusctl.services import foreign_file
from rusctl.services.strategy import follow_up_records
from rusctl.storage.toml import edits
from rusctl.storage.untrusted import spreadsheet

COUNTY = 2  # digits of a county's code, with which those of its municipalities begin
SHOWN = 5


class FiguresWritten(NamedTuple):
    """Figures of a year as somebody writes them: empty or None where nothing was written."""

    year: str = ""
    total: str | None = None
    women: str | None = None
    men: str | None = None
    note: str | None = None

    @property
    def any(self) -> bool:
        """Whether anything was written."""
        return bool(self.year) or any(one is not None for one in self[1:])


class Recorded(NamedTuple):
    """The edits that record figures, and what there is to say of them."""

    edits: list[edits.Edit]
    notes: list[Message]


def by_hand(one: Indicator, written: FiguresWritten) -> Recorded:
    """Record the figures of a year; UsageError where the year or every figure is missing, or one is no figure."""
    year = follow_up_records.year("--year", written.year)
    if not isinstance(year, int):
        raise UsageError(msg("say which year the figures are of: --year 2024; or name a file"))
    found = {name: follow_up_records.figure(f"--{name}", getattr(written, name)) for name in (TOTAL, WOMEN, MEN)}
    if all(value is None for value in found.values()) and written.note is None:
        raise UsageError(msg("say the figures: --total NUMBER, and --women NUMBER --men NUMBER of people"))
    values = {name: value for name, value in {**found, "note": written.note}.items() if value is not None}
    return Recorded(_edits(one, {year: values}), [])


def from_file(plan: Plan, one: Indicator, file: str, sheet: str = "", where: Sequence[str] = ()) -> Recorded:
    """Record the figures of a table; RusctlError where it cannot be read, or which figures are meant cannot be told."""
    table = spreadsheet.read_bytes(foreign_file.raw(file), Path(file).name, sheet)
    found = statistics.taken(table, where, county(plan))
    figures = found.figures
    if not one.people:
        figures = {year: {TOTAL: of_year[TOTAL]} for year, of_year in figures.items() if TOTAL in of_year}
        if not figures:
            text = msg(
                "the table has women and men and no total, and {id} is not of people; rusctl indicator set {id} "
                "--people yes says that it is",
                id=one.id,
            )
            raise RusctlError(text)
    if not figures:
        raise RusctlError(msg("{file} has no figure of these", file=Path(file).name))
    return Recorded(_edits(one, figures), _notes(found, figures))


def county(plan: Plan) -> tuple[str, ...]:
    """Give the code of the county that the folder's municipalities are in; nothing where there is none, or several."""
    codes = {one.code[:COUNTY] for one in plan.municipalities if one.code}
    return tuple(codes) if len(codes) == 1 else ()


def _notes(found: StatisticsTaken, figures: Mapping[int, Mapping[str, Figure]]) -> list[Message]:
    notes: list[Message] = [msg("figures of {years} were read", years=[str(year) for year in figures])]
    if found.chosen:
        notes.append(msg("of what the table has, these count: {words}", words=[f"“{one}”" for one in found.chosen]))
    if found.left:
        shown: list[object] = [msg("row {row} ({text})", row=row, text=text) for row, text in found.left[:SHOWN]]
        if len(found.left) > SHOWN:
            shown.append(msg("{count} more", count=len(found.left) - SHOWN))
        notes.append(
            nmsg(
                "{count} cell holds no figure and was left out: {cells}",
                "{count} cells hold no figure and were left out: {cells}",
                len(found.left),
                cells=shown,
            )
        )
    return notes


def _edits(one: Indicator, figures: Mapping[int, Mapping[str, Any]]) -> list[edits.Edit]:
    """Give the edits that write figures: into the years that are there, and as new years after them."""
    known = {each.year: each for each in one.years}
    changes: list[edits.Edit] = []
    for year, values in figures.items():
        if year not in known:
            given = {key: value for key, value in values.items() if value != ""}
            changes.append(edits.Append(one.at.key("value").route, {"year": year, **given}))
            continue
        there = known[year]
        for key, value in values.items():
            before = getattr(there, key)
            if value == "" and before not in (None, ""):
                changes.append(edits.Delete(there.at.key(key).route))
            elif value not in ("", before):
                changes.append(edits.Set(there.at.key(key).route, value))
    return changes
