"""What a synthesis of inputs gives to programs."""

from collections.abc import Sequence

from rusctl.model.synthesis import CellState, SynthesisRow, SynthesisTable, Weight
from rusctl.output.rows import Field, Row

SYNTHESIS = {
    "heading": Field("string", "the heading's or the theme's id"),
    "part": Field("string", "which part of the frame it is of: challenge, priority, equality or target; or theme"),
    "name": Field("string", "what it is called, in the folder's language"),
    "above": Field("string?", "of a theme, the id of the heading that it is below"),
    "inputs": Field("integer", "how many inputs stand under it; an input of two parts counts once"),
    "municipalities": Field("strings", "the municipalities in which it was raised: ids"),
    "roles": Field("strings", "the roles that raised it: ids"),
    "all_municipalities": Field("integer", "how many municipalities the plan has"),
}
SYNTHESIS_CELL = {
    "heading": Field("string", "the heading's or the theme's id"),
    "part": Field("string", "which part of the frame it is of: challenge, priority, equality or target; or theme"),
    "by": Field("string", "municipality, role, question or kind"),
    "value": Field("string?", "the id of one of them; null for inputs that say none"),
    "inputs": Field("integer?", "how many inputs there are; null where nobody was there to ask"),
    "state": Field("string", "counted, or not visited"),
}
LISTINGS = {"inputs synthesis": SYNTHESIS, "inputs synthesis --by": SYNTHESIS_CELL}


def weight_row(one: Weight, name: str, municipalities: int) -> Row:
    """Give the row of how much was said under a heading."""
    return {
        "heading": one.row.id,
        "part": one.row.kind,
        "name": name,
        "above": one.row.above.partition(":")[2] or None,
        "inputs": one.inputs,
        "municipalities": list(one.municipalities),
        "roles": list(one.roles),
        "all_municipalities": municipalities,
    }


def cell_rows(table: SynthesisTable) -> Sequence[Row]:
    """Give a row for each cell of a table."""
    return [_cell_row(table, row, value) for row in table.rows for value in table.values]


def _cell_row(table: SynthesisTable, row: SynthesisRow, value: str) -> Row:
    cell = table.cell(row, value)
    return {
        "heading": row.id,
        "part": row.kind,
        "by": table.by.word,
        "value": value or None,
        "inputs": None if isinstance(cell, CellState) else cell,
        "state": cell.value if isinstance(cell, CellState) else "counted",
    }
