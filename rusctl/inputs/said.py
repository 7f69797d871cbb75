"""Inputs word for word, by what they stand under: a part where they were split, else the whole text."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, and_, select

from rusctl.inputs.counts import conditions
from rusctl.inputs.placing import Placing
from rusctl.inputs.schema import input_text, inputs, part, tag
from rusctl.inputs.store import roles_of, valid
from rusctl.model.synthesis import SaidSpan, Selected


def said(connection: Connection, placing: Placing, chosen: Selected) -> list[SaidSpan]:
    """Give what was said under each row, in the order of events and numbers.

    A part of a text that was corrected since is left out: its words are no longer those that hold.
    """
    of = and_(input_text.c.input == inputs.c.id, input_text.c.ordinal == inputs.c.current)
    query = (
        select(tag.c.input, tag.c.heading, tag.c.theme, tag.c.part, part.c.of_text, part.c.start, part.c.stop)
        .join(inputs, inputs.c.id == tag.c.input)
        .join(input_text, of)
        .outerjoin(part, part.c.id == tag.c.part)
        .where(*conditions(chosen))
        .order_by(inputs.c.event, inputs.c.number, tag.c.id)
    )
    about = whole(connection, placing, chosen)
    found: dict[tuple[Any, ...], SaidSpan] = {}
    for row in connection.execute(query).mappings():
        text_row, one = about[row["input"]]
        if row["part"] is not None and row["of_text"] != text_row:
            continue
        if row["part"] is not None:
            one = one._replace(start=row["start"], stop=row["stop"])
        for key in _keys(placing, row["heading"], row["theme"]):
            found.setdefault((one.ident, key, one.start, one.stop), one._replace(row=key))
    return list(found.values())


def whole(connection: Connection, placing: Placing, chosen: Selected) -> dict[int, tuple[int, SaidSpan]]:
    """Give the row of the valid text, and the whole text, of each input that is chosen, by the input's row."""
    rows = list(
        connection.execute(valid().where(*conditions(chosen)).order_by(inputs.c.event, inputs.c.number)).mappings()
    )
    roles = roles_of(connection, [row["id"] for row in rows])
    return {
        row["id"]: (
            row["text_row"],
            SaidSpan(
                "",
                row["ident"],
                row["text"],
                0,
                len(row["text"]),
                row["event"],
                row["municipality"] or placing.municipalities.get(row["event"], ""),
                roles.get(row["id"], ()),
                row["question"],
                row["kind"],
            ),
        )
        for row in rows
    }


def _keys(placing: Placing, heading: int | None, theme: int | None) -> Iterator[str]:
    if heading is not None:
        yield placing.names[placing.headings[heading]]
    if theme is not None:
        for places in placing.themes:
            if theme in places:
                yield placing.names[places[theme]]
