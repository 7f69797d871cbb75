"""Inputs stored and read: numbers given, texts kept with their versions, roles beside them."""

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, and_, insert, select, text, update

from rusctl.database.transaction import Transaction
from rusctl.inputs.schema import form, input_role, input_text, inputs, series
from rusctl.language.terms import terms_of
from rusctl.model.inputs import Input, InputVersion, NewInput, ident_of

_AT_ONCE = 500  # ids in one question


def prefix_of(event: str) -> str:
    """Give how the ids of an event's inputs begin: its own id, in capitals."""
    return event.upper()


def take_numbers(change: Transaction, event: str, count: int) -> int:
    """Take numbers of an event that nobody else gets, and give the first; they are never given again."""
    made = text(
        "INSERT INTO input_series (event, prefix, last, operation) VALUES (:event, :prefix, 0, :operation) "
        "ON CONFLICT (event) DO NOTHING"
    )
    change.connection.execute(made, {"event": event, "prefix": prefix_of(event), "operation": change.number})
    more = update(series).where(series.c.event == event).values(last=series.c.last + count).returning(series.c.last)
    return int(change.connection.execute(more).scalar_one()) - count + 1


def reserve(change: Transaction, event: str, count: int) -> tuple[int, int]:
    """Take numbers for a form that is printed; give the first and the last."""
    first = take_numbers(change, event, count)
    last = first + count - 1
    values = {"event": event, "first": first, "last": last, "at": change.now, "operation": change.number}
    change.connection.execute(insert(form).values(**values))
    return first, last


def printed(connection: Connection, event: str) -> list[range]:
    """Give the numbers that the forms of an event have printed."""
    query = select(form.c.first, form.c.last).where(form.c.event == event).order_by(form.c.first)
    return [range(first, last + 1) for first, last in connection.execute(query)]


def add(change: Transaction, found: Sequence[NewInput]) -> list[str]:
    """Store inputs, and give their ids in the same order.

    One without a number of its own gets the next of its event. A number that is taken is refused by the database:
    look first at `taken`.
    """
    if not found:
        return []
    numbers = _numbers(change, found)
    row_ids = change.reserve(inputs, len(found))
    idents = [ident_of(prefix_of(one.event), number) for one, number in zip(found, numbers, strict=True)]
    rows = list(zip(found, numbers, row_ids, idents, strict=True))
    change.insert_many(inputs, [_row(change, *one) for one in rows])
    change.insert_many(
        input_text,
        [
            {
                "input": row_id,
                "ordinal": 1,
                "text": one.text,
                "terms": terms_of(one.text),
                "at": one.noted or change.now,
                "noted_by": one.noted_by,
            }
            for one, _, row_id, _ in rows
        ],
    )
    change.insert_many(
        input_role,
        [{"input": row_id, "role": role} for one, _, row_id, _ in rows for role in dict.fromkeys(one.roles)],
    )
    return idents


def _numbers(change: Transaction, found: Sequence[NewInput]) -> list[int]:
    lacking: dict[str, int] = {}
    for one in found:
        if one.number is None:
            lacking[one.event] = lacking.get(one.event, 0) + 1
    given = {event: iter(range(first, first + count)) for event, first, count in _taken(change, lacking)}
    return [next(given[one.event]) if one.number is None else one.number for one in found]


def _taken(change: Transaction, lacking: Mapping[str, int]) -> list[tuple[str, int, int]]:
    # in one order, so that two who store for the same events do not wait for each other
    return [(event, take_numbers(change, event, count), count) for event, count in sorted(lacking.items())]


def _row(change: Transaction, one: NewInput, number: int, row_id: int, ident: str) -> dict[str, Any]:
    return {
        "id": row_id,
        "ident": ident,
        "event": one.event,
        "number": number,
        "question": one.question,
        "at_table": one.table,
        "kind": one.kind,
        "municipality": one.municipality,
        "noted_by": one.noted_by,
        "noted": one.noted or change.now,
    }


def taken(connection: Connection, idents: Collection[str]) -> set[str]:
    """Give those of some ids that inputs have."""
    return {
        ident
        for some in _in_parts(idents)
        for ident in connection.execute(select(inputs.c.ident).where(inputs.c.ident.in_(some))).scalars()
    }


class FirstText(NamedTuple):
    """An input as it was said: its id, event and question, and the first version of its text."""

    ident: str
    event: str
    question: str
    text: str


def first_texts(connection: Connection, events: Collection[str]) -> list[FirstText]:
    """Give what was said at some events, as it was said first, in the order of the numbers."""
    columns = (inputs.c.ident, inputs.c.event, inputs.c.question, input_text.c.text)
    query = select(*columns).join(input_text, and_(input_text.c.input == inputs.c.id, input_text.c.ordinal == 1))
    found = connection.execute(query.where(inputs.c.event.in_(list(events))).order_by(inputs.c.event, inputs.c.number))
    return [FirstText(*row) for row in found]


def by_ident(connection: Connection, ident: str) -> Input | None:
    """Give the input of an id, written in capitals or not; None where there is none."""
    return next(iter(read(connection, inputs.c.ident == ident.upper())), None)


def read(connection: Connection, *where: ColumnElement[bool]) -> list[Input]:
    """Give the inputs that meet all conditions on the columns of `input`, in the order of events and numbers."""
    query = valid().where(*where).order_by(inputs.c.event, inputs.c.number)
    rows = list(connection.execute(query).mappings())
    roles = roles_of(connection, [row["id"] for row in rows])
    return [_input(row, roles.get(row["id"], ())) for row in rows]


class InputsWanted(NamedTuple):
    """Which inputs are meant, by ids of the plan; what is empty lets all through."""

    events: Collection[str] = ()
    kinds: Collection[str] = ()
    municipalities: Collection[str] = ()
    questions: Collection[str] = ()
    roles: Collection[str] = ()


def listed(connection: Connection, wanted: InputsWanted) -> list[Input]:
    """Give the inputs that every filter lets through, in the order of events and numbers."""
    of_columns = (
        (inputs.c.event, wanted.events),
        (inputs.c.kind, wanted.kinds),
        (inputs.c.municipality, wanted.municipalities),
        (inputs.c.question, wanted.questions),
    )
    where = [column.in_(list(words)) for column, words in of_columns if words]
    if wanted.roles:
        where.append(inputs.c.id.in_(select(input_role.c.input).where(input_role.c.role.in_(list(wanted.roles)))))
    return read(connection, *where)


def valid() -> Select[Any]:
    """Give the query of all inputs with the text that is valid, as `text`, and its row, as `text_row`."""
    of = and_(input_text.c.input == inputs.c.id, input_text.c.ordinal == inputs.c.current)
    return select(inputs, input_text.c.text, input_text.c.id.label("text_row")).join(input_text, of)


def roles_of(connection: Connection, row_ids: Collection[int]) -> dict[int, tuple[str, ...]]:
    """Give the roles of inputs by their rows, in the order they were given."""
    found: dict[int, tuple[str, ...]] = {}
    for some in _in_parts(row_ids):
        query = select(input_role.c.input, input_role.c.role).where(input_role.c.input.in_(some))
        for row_id, role in connection.execute(query.order_by(input_role.c.id)):
            found[row_id] = (*found.get(row_id, ()), role)
    return found


def _in_parts(values: Collection[Any]) -> Iterator[list[Any]]:
    left = iter(values)
    while some := list(islice(left, _AT_ONCE)):
        yield some


def _input(row: Mapping[Any, Any], roles: tuple[str, ...]) -> Input:
    return Input(
        id=row["id"],
        ident=row["ident"],
        event=row["event"],
        number=row["number"],
        text=row["text"],
        text_number=row["current"],
        text_row=row["text_row"],
        question=row["question"],
        table=row["at_table"],
        kind=row["kind"],
        roles=roles,
        municipality=row["municipality"],
        noted_by=row["noted_by"],
        noted=row["noted"],
        version=row["version"],
    )


def versions(connection: Connection, row_id: int) -> list[InputVersion]:
    """Give the versions of an input's text, the first first."""
    query = select(input_text).where(input_text.c.input == row_id).order_by(input_text.c.ordinal)
    return [
        InputVersion(number=row["ordinal"], text=row["text"], at=row["at"], noted_by=row["noted_by"])
        for row in connection.execute(query).mappings()
    ]


def correct(
    change: Transaction,
    one: Input,
    new: str = "",
    noted_by: str = "",
    at: dt.datetime | None = None,
    *,
    values: Mapping[str, str] | None = None,
    roles: Sequence[str] | None = None,
) -> int:
    """Give an input a corrected text, as a version of its own, and give the number of the one that is valid then.

    `values` are columns of `input` that change with it, `roles` those that take the place of its own. All of it is one
    change of the row, which undo asks for. ConflictError where the input was changed since it was read.
    """
    if roles is not None and tuple(roles) != one.roles:
        query = select(input_role).where(input_role.c.input == one.id)
        for row in change.connection.execute(query).mappings().all():
            change.delete(input_role, row["id"], row["version"])
        change.insert_many(input_role, [{"input": one.id, "role": role} for role in dict.fromkeys(roles)])
    number = one.text_number
    if new and new != one.text:
        number = max(version.number for version in versions(change.connection, one.id)) + 1
        change.insert(
            input_text,
            input=one.id,
            ordinal=number,
            text=new,
            terms=terms_of(new),
            at=at or change.now,
            noted_by=noted_by,
        )
    change.update(inputs, one.id, one.version, current=number, **(values or {}))
    return number


def set_values(change: Transaction, one: Input, values: Mapping[str, str], roles: Sequence[str] | None = None) -> None:
    """Change where and how an input was given: columns of `input`, and its roles where they are given.

    ConflictError where it was changed since it was read.
    """
    correct(change, one, values=values, roles=roles)
