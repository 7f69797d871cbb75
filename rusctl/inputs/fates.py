"""What became of inputs: set, taken away and read, for an input or for what it went into."""

from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import ColumnElement, Connection, exists, select

from rusctl.database.transaction import Transaction
from rusctl.inputs import sorting, store
from rusctl.inputs.schema import fate, inputs
from rusctl.inputs.sorting import InputUnit
from rusctl.model.inputs import Fate
from rusctl.model.traces import TracedFate, TracedInput


def set_fate(change: Transaction, unit: InputUnit, now: TracedFate, noted_by: str = "") -> bool:
    """Say what became of an input or a part; the same fate and target said again get the new reason. Whether it is new.

    An input may have gone into several paragraphs.
    """
    query = select(fate).where(*_is(unit), fate.c.fate == now.fate.value, fate.c.target == now.target)
    there = change.connection.execute(query).mappings().first()
    values: dict[str, Any] = {"text_version": now.version, "reason": now.reason}
    if there is not None and all(there[name] == value for name, value in values.items()):
        return False
    values |= {"at": change.now, "noted_by": noted_by}
    if there is None:
        change.insert(fate, input=unit.input, part=unit.part, fate=now.fate.value, target=now.target, **values)
    else:
        change.update(fate, there["id"], there["version"], **values)
    sorting.touch(change, unit.input)
    return True


def take_away(change: Transaction, unit: InputUnit, target: str = "") -> int:
    """Take the fates of an input or a part away, or the one with a target alone; give how many those were."""
    query = select(fate.c.id, fate.c.version).where(*_is(unit), *([fate.c.target == target] if target else []))
    found = change.connection.execute(query).all()
    for row, version in found:
        change.delete(fate, row, version)
    if found:
        sorting.touch(change, unit.input)
    return len(found)


def _is(unit: InputUnit) -> Iterable[ColumnElement[bool]]:
    return fate.c.input == unit.input, fate.c.part.is_(None) if unit.part is None else fate.c.part == unit.part


def of_idents(connection: Connection, idents: Collection[str]) -> list[TracedInput]:
    """Give the inputs of some ids, with what they are sorted under and what became of them."""
    return _traced(connection, inputs.c.ident.in_(list(idents)))


def behind(connection: Connection, targets: Collection[str]) -> list[TracedInput]:
    """Give the inputs that went into some paragraphs or commitments, by their ids."""
    return _traced(connection, exists().where(fate.c.input == inputs.c.id, fate.c.target.in_(list(targets))))


def lacking(connection: Connection) -> list[TracedInput]:
    """Give the inputs without a fate."""
    return _traced(connection, ~exists().where(fate.c.input == inputs.c.id))


def targets(connection: Connection) -> set[str]:
    """Give the ids of every paragraph and commitment that an input went into."""
    kinds = (Fate.PARAGRAPH.value, Fate.COMMITMENT.value)
    return set(connection.execute(select(fate.c.target).where(fate.c.fate.in_(kinds)).distinct()).scalars())


def _traced(connection: Connection, *where: ColumnElement[bool]) -> list[TracedInput]:
    found = store.read(connection, *where)
    rows = [one.id for one in found]
    sorted_to = sorting.standing(connection, rows)
    fates: dict[int, list[TracedFate]] = {}
    for start in range(0, len(rows), 500):
        query = select(fate).where(fate.c.input.in_(rows[start : start + 500])).order_by(fate.c.id)
        for row in connection.execute(query).mappings():
            fates.setdefault(row["input"], []).append(_fate(row))
    return [
        TracedInput(
            one.ident,
            one.event,
            one.text,
            one.municipality,
            one.roles,
            tuple(sorted(sorted_to[one.id].everywhere)) if one.id in sorted_to else (),
            tuple(fates.get(one.id, ())),
        )
        for one in found
    ]


def _fate(row: Any) -> TracedFate:
    return TracedFate(Fate(row["fate"]), row["target"], row["text_version"], row["reason"])
