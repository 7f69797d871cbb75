"""A synthesis as a workbook: a sheet for the weights and one for each table, each with the rule that it counts by."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rusctl.language.catalogue import Language
from rusctl.language.message import Message, msg
from rusctl.model.synthesis import CellState, Dimension
from rusctl.output import sheets
from rusctl.output.sheets import SheetTable, Value
from rusctl.services.reporting import synthesis_words
from rusctl.services.reporting.synthesis_words import SynthesisWords

if TYPE_CHECKING:
    from rusctl.services.inputs.synthesis import Synthesis


def workbook(found: "Synthesis", language: Language) -> bytes:
    """Give the workbook, as bytes; the same inputs on the same day give the same ones."""
    words = SynthesisWords(found.plan, language)
    tables = [
        _weights(found, words),
        *(_crossed(found, by, words) for by in synthesis_words.CROSSED),
    ]
    if found.people.roles:
        tables.append(_people(found, words))
    title = words.say(msg("What was said: {process}", process=found.plan.process.name))
    return sheets.workbook(tables, title, dt.datetime.combine(found.today, dt.time()))


def _weights(found: "Synthesis", words: SynthesisWords) -> SheetTable:
    heading = tuple(
        map(words.say, (msg("Heading"), msg("Part"), msg("Inputs"), msg("Municipalities"), msg("Roles"), msg("Weight")))
    )
    rows: list[Sequence[Value]] = [
        (
            words.path(one.row, found.rows),
            group.heading,
            one.inputs,
            len(one.municipalities),
            ", ".join(words.value(Dimension.BY_ROLE, role) for role in one.roles),
            words.raised(one),
        )
        for group in words.groups(found.weights)
        for one in group.weights
    ]
    notes = [*synthesis_words.sorted_words(found, initials=False), *synthesis_words.rule()]
    return _ruled(words, msg("Weights"), heading, rows, notes)


def _crossed(found: "Synthesis", by: Dimension, words: SynthesisWords) -> SheetTable:
    table = found.table(by)
    heading = (words.say(msg("Heading")), *synthesis_words.heads(table, words), words.say(msg("All")))
    rows: list[Sequence[Value]] = []
    for row in table.rows:
        cells = [table.cell(row, value) for value in table.values]
        shown = [synthesis_words.NOT_VISITED if isinstance(cell, CellState) else cell for cell in cells]
        rows.append((words.path(row, table.rows), *shown, table.sums[row.key]))
    return _ruled(words, synthesis_words.by_word(by), heading, rows, synthesis_words.rule(by))


def _people(found: "Synthesis", words: SynthesisWords) -> SheetTable:
    heading, shown = synthesis_words.people_table(found.people, words)
    rows: list[Sequence[Value]] = [[int(cell) if cell.isdecimal() else cell for cell in row] for row in shown]
    return _ruled(words, msg("Who came"), heading, rows, [synthesis_words.HIDDEN, synthesis_words.EMPTY])


def _ruled(
    words: SynthesisWords,
    name: Message,
    heading: Sequence[str],
    rows: Iterable[Sequence[Value]],
    notes: Iterable[Message],
) -> SheetTable:
    """Give a table with an empty row and notes under it."""
    empty: tuple[Value, ...] = (None,) * len(heading)
    below = [(words.say(one), *empty[1:]) for one in notes]
    return SheetTable(words.say(name), heading, [*rows, empty, *below])
