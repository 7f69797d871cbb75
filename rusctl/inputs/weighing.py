"""What was said, weighed: by how many municipalities and which roles, never by votes. Pure sums of what is counted.

An input counts once in each row that it stands under and once for each of its roles, so that rows and columns do not
add up to how many there are.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence

from rusctl.model.synthesis import Dimension, SynthesisRow, SynthesisTable, Weight

Cells = Mapping[tuple[str, ...], int]


def weights(
    rows: Sequence[SynthesisRow],
    sums: Cells,
    by_municipality: Cells,
    by_role: Cells,
    orders: tuple[Sequence[str], Sequence[str]],
) -> list[Weight]:
    """Give what was said under each row; `orders` are municipalities and roles as they are to be listed.

    `sums` has the inputs of each row, the two others those by row and municipality and by row and role. What says no
    municipality or no role of its own counts for none.
    """
    places, roles = _raised(by_municipality), _raised(by_role)
    return [
        Weight(
            row,
            sums.get((row.key,), 0),
            ordered(places.get(row.key, ()), orders[0]),
            ordered(roles.get(row.key, ()), orders[1]),
        )
        for row in rows
    ]


def _raised(cells: Cells) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for (row, value), number in cells.items():
        if number and value:
            found.setdefault(row, set()).add(value)
    return found


def ordered(values: Iterable[str], order: Sequence[str]) -> tuple[str, ...]:
    """Give values in an order; those that it does not have come last, by their letters."""
    place = {one: at for at, one in enumerate(order)}
    return tuple(sorted(set(values), key=lambda one: (place.get(one, len(place)), one)))


def table(  # noqa: PLR0917 - what a table is made of
    by: Dimension,
    rows: Sequence[SynthesisRow],
    sums: Cells,
    cells: Cells,
    order: Sequence[str],
    not_visited: Collection[str] = (),
) -> SynthesisTable:
    """Give rows against the values of a dimension: all that are declared, and others that inputs have."""
    values = ordered({*order, *(value for (_, value), number in cells.items() if number)}, order)
    return SynthesisTable(
        by,
        values,
        tuple(rows),
        {(row, value): number for (row, value), number in cells.items()},
        {row.key: sums.get((row.key,), 0) for row in rows},
        frozenset(not_visited),
    )
