"""The sheet that a working group sorts in: a row for each input and each part, which knows what it was then."""

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rusctl.errors import RusctlError
from rusctl.inputs import parts, sorting, store, themes
from rusctl.inputs.sorting import SortedPart, Sorting
from rusctl.inputs.three_way import SortingValues
from rusctl.language.catalogue import Language
from rusctl.language.message import Message, msg
from rusctl.language.vocabulary_inputs import STANCE, STEP
from rusctl.model.inputs import Input, Stance, Step
from rusctl.output import sheets
from rusctl.output.sheets import SheetTable
from rusctl.services import selection
from rusctl.services.inputs.headings import SortingHeadings
from rusctl.services.inputs.storing import opened
from rusctl.services.project import Project
from rusctl.storage.files import exports

if TYPE_CHECKING:
    from rusctl.output.sheets import Value

INPUT, TEXT, HEADINGS, THEMES = "input", "text", "headings", "themes"
OF_STANCE, OF_STEP, VERSION, BASE = "stance", "step", "version", "base"
COLUMNS: Mapping[str, Message] = {
    INPUT: msg("Input"),
    "event": msg("Event"),
    "municipality": msg("Municipality"),
    "roles": msg("Roles"),
    "kind": msg("Kind"),
    "question": msg("Question"),
    TEXT: msg("Text"),
    HEADINGS: msg("Headings"),
    THEMES: msg("Themes"),
    OF_STANCE: msg("Stance"),
    OF_STEP: msg("Sorted"),
    VERSION: msg("Version"),
    BASE: msg("Taken as"),
}
_BETWEEN = "; "


def make(project: Project, language: Language, path: Path, event: str = "", *, dry_run: bool = False) -> int:
    """Write a sheet of all inputs, or of an event's, to a new file, and give how many rows it has."""
    plan = project.readable().plan
    wanted = selection.event(plan, event).id if event else ""
    with opened(project).reading() as connection:
        found = [one for one in store.read(connection) if not wanted or one.event == wanted]
        standing = sorting.standing(connection)
        there = SortingHeadings(plan, themes.listed(connection), project.today)
        rows: list[list[Value]] = []
        for one in found:
            now = standing.get(one.id, sorting.UNSORTED)
            rows += _rows(one, now, there, language, parts.quotes(connection, now.parts))
    if not rows:
        raise RusctlError(msg("there are no inputs to sort"))
    heading = [language.text(text) for text in COLUMNS.values()]
    table = SheetTable(language.text(msg("Inputs")), heading, rows, (len(heading) - 1,))
    made = dt.datetime.combine(project.today, dt.time())
    if not dry_run:
        exports.write(path, sheets.workbook([table], language.text(msg("Inputs to sort")), made), personal=False)
    return len(rows)


def _rows(
    one: Input, now: Sorting, there: SortingHeadings, language: Language, quotes: Sequence[tuple[SortedPart, str]]
) -> "list[list[Value]]":
    about = [one.event, one.municipality, _BETWEEN.join(one.roles), one.kind, one.question]
    found: list[list[Value]] = [[one.ident, *about, one.text, *_cells(values_of(now), there, language), now.version]]
    found += [
        [f"{one.ident}.{part.number}", *about, text, *_cells(values_of_part(part), there, language), now.version]
        for part, text in quotes
    ]
    for row, values in zip(found, [values_of(now), *(values_of_part(part) for part, _ in quotes)], strict=True):
        row.append(values.packed())
    return found


def _cells(values: SortingValues, there: SortingHeadings, language: Language) -> list[str]:
    under = values.under or ()
    return [
        _BETWEEN.join(there.called(name, language) for name in under if name not in there.themes),
        _BETWEEN.join(there.called(name, language) for name in under if name in there.themes),
        language.text(STANCE[Stance(values.stance)]) if values.stance else "",
        language.text(STEP[Step(values.step)]) if values.step else "",
    ]


def values_of(now: Sorting) -> SortingValues:
    """Give what a row says of an input as it stands."""
    return SortingValues((*now.headings, *now.themes), now.stance or "", now.step)


def values_of_part(part: SortedPart) -> SortingValues:
    """Give what a row says of a part as it stands; how far it has come is said of the input."""
    return SortingValues((*part.headings, *part.themes), part.stance or "", "")
