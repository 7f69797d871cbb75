"""Inputs split into parts: each is a span of the text as it was said, which stays what it is."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table, select

from rusctl.database.transaction import Transaction
from rusctl.errors import PolicyError, RusctlError
from rusctl.inputs import sorting
from rusctl.inputs.schema import fate, input_text, part, stance, tag
from rusctl.inputs.sorting import SortedPart
from rusctl.language.message import msg
from rusctl.model.inputs import Input

Span = tuple[int, int]  # the first character, from 0, and the first that is not in it


def spans_of(text: str, quotes: Sequence[str]) -> list[Span]:
    """Give where quotes stand in a text, each after the one before it where it can.

    RusctlError, with the quote, where one does not stand there, or stands there several times.
    """
    found: list[Span] = []
    after = 0
    for quote in quotes:
        count = text.count(quote)
        if not quote.strip() or not count:
            raise RusctlError(msg('"{quote}" does not stand in the input, character by character', quote=quote))
        at = text.find(quote, after)
        if count > 1 and (at < 0 or text.find(quote, at + 1) >= 0):
            raise RusctlError(
                msg(
                    '"{quote}" stands {count} times in the input; take more of what is round it',
                    quote=quote,
                    count=count,
                )
            )
        at = at if at >= 0 else text.find(quote)
        found.append((at, at + len(quote)))
        after = at + len(quote)
    return found


def split(change: Transaction, one: Input, spans: Sequence[Span]) -> list[int]:
    """Make parts of spans of the valid text, and give their numbers; RusctlError where a span is no part of it."""
    there = sorting.of_input(change.connection, one.id).parts
    known = {(each.text_row, each.start, each.stop): each.number for each in there}
    number = max((each.number for each in there), default=0)
    numbers: list[int] = []
    for start, stop in spans:
        if not 0 <= start < stop <= len(one.text) or not one.text[start:stop].strip():
            raise RusctlError(
                msg(
                    "characters {start} to {stop} are no part of {name}, which has {count}",
                    start=start,
                    stop=stop,
                    name=one.ident,
                    count=len(one.text),
                )
            )
        if (at := (one.text_row, start, stop)) not in known:
            number += 1
            change.insert(part, input=one.id, of_text=one.text_row, ordinal=number, start=start, stop=stop)
            known[at] = number
            sorting.touch(change, one.id)
        numbers.append(known[at])
    return numbers


def join(change: Transaction, one: Input, gone: SortedPart) -> None:
    """Take a part away; what it was put under, and where it stands, is then said of the input as a whole.

    PolicyError where something is written down of what became of the part.
    """
    if change.connection.execute(select(fate.c.id).where(fate.c.part == gone.row)).first():
        raise PolicyError(
            msg("what became of {name}.{number} is written down; change that first", name=one.ident, number=gone.number)
        )
    whole = sorting.of_input(change.connection, one.id)
    under = {*whole.headings, *whole.themes}
    tags = change.connection.execute(select(tag).where(tag.c.part == gone.row).order_by(tag.c.id)).mappings().all()
    names = sorting.names_of_tags(change.connection, [row["id"] for row in tags])
    for row in tags:
        change.delete(tag, row["id"], row["version"])
        if names[row["id"]] not in under:
            under.add(names[row["id"]])
            change.insert(tag, **_of_whole(row, tag))
    for row in change.connection.execute(select(stance).where(stance.c.part == gone.row)).mappings().all():
        change.delete(stance, row["id"], row["version"])
        if whole.stance is None:
            change.insert(stance, **_of_whole(row, stance))
    change.delete(part, gone.row, gone.version)
    sorting.touch(change, one.id)


def _of_whole(row: Mapping[Any, Any], table: Table) -> dict[str, Any]:
    """Give a row about a part as a new one about the input: undo takes back what was removed as it was."""
    own = ("id", "version", "operation")
    return {**{column.name: row[column.name] for column in table.columns if column.name not in own}, "part": None}


def quotes(connection: Connection, found: Sequence[SortedPart]) -> tuple[tuple[SortedPart, str], ...]:
    """Give parts with their words, as they stand in the version of the text that each is of."""
    rows = {one.text_row for one in found}
    texts: dict[int, str] = {}
    if rows:
        query = select(input_text.c.id, input_text.c.text).where(input_text.c.id.in_(rows))
        texts = {row: str(text) for row, text in connection.execute(query)}
    return tuple((one, texts[one.text_row][one.start : one.stop]) for one in found)


def part_of(parts: Sequence[SortedPart], number: int, ident: str) -> SortedPart:
    """Give the part of a number; RusctlError where the input has none."""
    found = next((each for each in parts if each.number == number), None)
    if found is None:
        numbers = [str(each.number) for each in parts]
        raise RusctlError(
            msg("{name} has no part {number}; it has {numbers}", name=ident, number=number, numbers=numbers)
            if numbers
            else msg("{name} has no parts; rusctl inputs split makes them", name=ident)
        )
    return found
