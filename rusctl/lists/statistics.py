"""Statistics as tables have them: figures by year, and by women and men, out of a sheet of Statistics Sweden's.

Such a table has the years as headings, or in a column of their own; titles above and notes below; a label once for
several rows; and ".." where a figure is not known. What it has besides, such as places and ages, is chosen by a word.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rusctl.errors import RusctlError
from rusctl.language.message import msg
from rusctl.lists.folding import fold, squeezed
from rusctl.model.follow_up import Figure
from rusctl.storage.untrusted.sheet import Sheet, SheetRow

LOOKED_AT = 100  # rows from the top among which the years are looked for
SHORTEST = 3  # letters of a part of a label that means it
SHOWN = 8  # words of a table that a refusal names
MOST = 10**13
TOTAL, WOMEN, MEN = "total", "women", "men"
_SEXES = {
    WOMEN: ("kvinnor", "kvinna", "women", "woman", "females", "female", "flickor", "girls"),
    MEN: ("män", "man", "men", "males", "male", "pojkar", "boys"),
    TOTAL: (
        *("totalt", "total", "samtliga", "alla", "båda könen", "män och kvinnor", "kvinnor och män"),
        *("both sexes", "men and women", "women and men"),
    ),
}
_WORDS = {squeezed(word): sex for sex, words in _SEXES.items() for word in words}
_YEAR = re.compile(r"(?:(.*?)[\s,:]+)?((?:19|20)\d\d)")
_YEAR_COLUMNS = frozenset({"år", "year", "tid", "time", "period"})
_MISSING = frozenset({"", ".", "..", "...", "…", "-", "–", "—", "x"})
_NUMBER = re.compile(r"[-−]?\d+(?:[.,]\d+)?")


class StatisticsCell(NamedTuple):
    """A cell with a figure: its year, its sex or nothing, the words that it stands under and beside, and its text."""

    year: int
    sex: str
    words: tuple[str, ...]
    text: str
    row: int


class StatisticsTaken(NamedTuple):
    """Figures by year and by total, women or men; the cells that hold none, by row; and the words that chose them."""

    figures: dict[int, dict[str, Figure]]
    left: tuple[tuple[int, str], ...]
    chosen: tuple[str, ...]


def taken(sheet: Sheet, wanted: Sequence[str] = (), preferred: Sequence[str] = ()) -> StatisticsTaken:
    """Give the figures of a table, those under or beside all the words that are wanted.

    Where more than one figure is left for a year, one of the words `preferred`, such as the county's code, chooses.
    RusctlError where there is no year, no such word, or still more than one figure for a year and sex.
    """
    cells = list(_cells((SheetRow(sheet.at, sheet.heading), *sheet.rows)))
    if not cells:
        raise RusctlError(msg("no figures of years were found in the table; it has years as headings, or a column År"))
    for word in wanted:
        cells = _with(cells, word)
    chosen = list(wanted)
    for place in range(len(cells[0].words)):
        liked = {one for cell in cells if any(_means(one := cell.words[place], word) for word in preferred)}
        if len(liked) == 1 and len({cell.words[place] for cell in cells}) > 1:
            chosen += liked
            cells = [cell for cell in cells if cell.words[place] in liked]
    if _several(cells):
        _refuse_several(cells)
    figures: dict[int, dict[str, Figure]] = {}
    left = []
    for cell in cells:
        value = number(cell.text)
        of_year, sex = figures.setdefault(cell.year, {}), cell.sex or TOTAL
        if sex in of_year and value != of_year[sex]:
            raise RusctlError(msg("row {row}: there is another figure for {year}", row=cell.row, year=str(cell.year)))
        if value is None:
            left.append((cell.row, f"{cell.year}: {cell.text}"))
        else:
            of_year[sex] = value
    return StatisticsTaken(
        {year: of_year for year, of_year in sorted(figures.items()) if of_year}, tuple(left), tuple(chosen)
    )


def number(text: str) -> Figure | None:
    """Read a figure as tables write it, with a comma or a point and spaces among its digits; None where it is none."""
    plain = "".join(text.split()).replace("\u00a0", "").replace("−", "-")
    if not _NUMBER.fullmatch(plain):
        return None
    value = float(plain.replace(",", "."))
    whole = "," not in plain and "." not in plain
    return None if abs(value) > MOST else int(plain) if whole else value


def _several(cells: Sequence[StatisticsCell]) -> bool:
    """Whether there is more than one cell for a year and sex."""
    return len({(cell.year, cell.sex) for cell in cells}) < len(cells)


def _refuse_several(cells: Sequence[StatisticsCell]) -> None:
    """Refuse a table in which nothing says which of several figures is meant, with the words that tell them apart."""
    for place in range(len(cells[0].words)):
        values = list(dict.fromkeys(cell.words[place] for cell in cells))
        if len(values) > 1:
            words = _some(values)
            raise RusctlError(
                msg("the table has several figures for a year: {words}; choose: --where TEXT", words=words)
            )


def _with(cells: Sequence[StatisticsCell], word: str) -> list[StatisticsCell]:
    """Give the cells under or beside a word, or the only label that holds it; RusctlError where there is none."""
    found = [cell for cell in cells if any(_means(one, word) for one in cell.words)]
    if not found:
        holding = {one for cell in cells for one in cell.words if fold(word) in fold(one)}
        if len(holding) == 1 and len(fold(word)) >= SHORTEST:
            return [cell for cell in cells if holding & {*cell.words}]
        there = list(dict.fromkeys(one for cell in cells for one in cell.words if one))
        raise RusctlError(msg("the table has no {word}; it has {words}", word=word, words=_some(there)))
    return found


def _means(text: str, word: str) -> bool:
    """Whether a label is meant: by all of it, or by the code before its name, or by the name after its code."""
    folded, wanted = fold(text), fold(word)
    code, _, name = folded.partition(" ")
    return bool(wanted) and (folded == wanted or (code.isdecimal() and wanted in (code, name)))


def _some(words: Sequence[str]) -> list[object]:
    shown: list[object] = [f"“{word}”" for word in words[:SHOWN]]
    return [*shown, msg("{count} more", count=len(words) - SHOWN)] if len(words) > SHOWN else shown


def _cells(rows: Sequence[SheetRow]) -> Iterator[StatisticsCell]:
    """Give the cells with figures, whichever way the table stands."""
    for index, row in enumerate(rows[:LOOKED_AT]):
        filled = [cell for cell in row.cells if cell.strip()]
        years = {at: found for at, cell in enumerate(row.cells) if (found := _year(cell))}
        long = next((at for at, cell in enumerate(row.cells) if fold(cell) in _YEAR_COLUMNS), None)
        if long is not None and len(filled) > 1 and not years:
            yield from _upright(row, rows[index + 1 :], long)
            return
        exact = any(not before for before, _ in years.values())
        if years and (exact or len(filled) > 1) and any(_has_figure(one, years) for one in rows[index + 1 :]):
            yield from _across(rows[:index], row, rows[index + 1 :], years)
            return


def _year(cell: str) -> tuple[str, int] | None:
    """Give what stands before the year that a heading ends with, and the year; None where it ends with none."""
    found = _YEAR.fullmatch(" ".join(cell.split()))
    return ((found[1] or "").strip(), int(found[2])) if found else None


def _has_figure(row: SheetRow, years: dict[int, tuple[str, int]]) -> bool:
    return any(number(row.cells[at]) is not None for at in years if at < len(row.cells))


def _across(
    above: Sequence[SheetRow], heading: SheetRow, rows: Sequence[SheetRow], years: dict[int, tuple[str, int]]
) -> Iterator[StatisticsCell]:
    """Give the cells of a table whose headings are years; words may stand above them, once for several."""
    levels = [_filled_right(row.cells, min(years)) for row in above if _spans(row, years)]
    beside = [at for at in range(len(heading.cells)) if at not in years]
    rows = list(_filled_down(rows, beside, years))
    of_sex = _sex_columns(rows, beside)
    for row in rows:
        for at, (before, year) in years.items():
            over = [*(level[at] for level in levels), before]
            words = [row.cells[one] for one in beside if one not in of_sex] + ["" if _sex(one) else one for one in over]
            sexes = [_sex(row.cells[one]) for one in of_sex] + [_sex(one) for one in over]
            if row.cells[at].strip():
                yield StatisticsCell(year, next(filter(None, sexes), ""), tuple(words), row.cells[at], row.number)


def _upright(heading: SheetRow, rows: Sequence[SheetRow], column: int) -> Iterator[StatisticsCell]:
    """Give the cells of a table with a column of years; its figures stand to the right of it, or else last."""
    width = len(heading.cells)
    right = [at for at in range(column + 1, width) if _is_of_figures(rows, at)] or [width - 1]
    beside = [at for at in range(width) if at != column and at not in right]
    rows = list(_filled_down(rows, [*beside, column], dict.fromkeys(right, ("", 0))))
    of_sex = _sex_columns(rows, beside)
    for row in rows:
        found = _year(row.cells[column])
        for at in right if found else ():
            words = [*(row.cells[one] for one in beside if one not in of_sex), heading.cells[at]]
            sex = next(filter(None, (_sex(row.cells[one]) for one in of_sex)), "") or _sex(heading.cells[at])
            if found and row.cells[at].strip():
                yield StatisticsCell(
                    found[1], sex, tuple("" if _sex(one) else one for one in words), row.cells[at], row.number
                )


def _is_of_figures(rows: Sequence[SheetRow], at: int) -> bool:
    cells = [row.cells[at].strip() for row in rows if row.cells[at].strip()]
    known = sum(number(cell) is not None or cell in _MISSING for cell in cells)
    return bool(cells) and 2 * known > len(cells)


def _spans(row: SheetRow, years: dict[int, tuple[str, int]]) -> bool:
    """Whether a row above the years says something of them: it begins where they do, and is no title of the table."""
    return any(row.cells[at].strip() for at in years) and not any(row.cells[: min(years)])


def _filled_right(cells: Sequence[str], first: int) -> list[str]:
    """Give a row in which a label that stands for several columns stands in each of them."""
    filled, last = list(cells), ""
    for at in range(first, len(cells)):
        last = cells[at].strip() or last
        filled[at] = last
    return filled


def _filled_down(
    rows: Sequence[SheetRow], beside: Sequence[int], figures: dict[int, tuple[str, int]]
) -> Iterator[SheetRow]:
    """Give the rows that have figures, a label that stands for several rows in each of them."""
    last = dict.fromkeys(beside, "")
    for row in rows:
        for at in beside:
            last[at] = " ".join(row.cells[at].split()) or last[at]
        cells = list(row.cells)
        if any(cells[at].strip() for at in figures if at < len(cells)):
            for at in beside:
                cells[at] = last[at]
            yield SheetRow(row.number, tuple(cells))


def _sex_columns(rows: Sequence[SheetRow], beside: Sequence[int]) -> list[int]:
    """Give the columns that say of whom a figure is: those in which women or men are named."""
    return [at for at in beside if any(_sex(row.cells[at]) in (WOMEN, MEN) for row in rows)]


def _sex(text: str) -> str:
    return _WORDS.get(squeezed(text), "")
