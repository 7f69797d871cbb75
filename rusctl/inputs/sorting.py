"""How inputs are sorted: put under headings and themes, with a stance, a note, and how far it has come."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Table, func, insert, select

from rusctl.database.transaction import Row, Transaction
from rusctl.errors import ConflictError, RusctlError
from rusctl.inputs.schema import heading, inputs, member, note, part, stance, tag, theme, work
from rusctl.language.message import msg
from rusctl.model.inputs import Stance, Step
from rusctl.model.plan import FrameItem

_AT_ONCE = 500  # ids in one question


class InputUnit(NamedTuple):
    """What is sorted: an input as a whole, or a part of it, by their rows."""

    input: int
    part: int | None = None


class SortedPart(NamedTuple):
    """A part of an input: its row and number, the span of which version of the text it is, and where it is put."""

    row: int
    number: int
    text_row: int
    start: int
    stop: int
    version: int = 1
    headings: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    stance: Stance | None = None


class Sorting(NamedTuple):
    """How an input is sorted: ids of headings and themes that it as a whole is put under, and what else is said of it.

    `version` counts the changes of all this; it is 0 where nobody has sorted it.
    """

    headings: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    stance: Stance | None = None
    step: Step = Step.OPEN
    assigned: str = ""
    note: str = ""
    parts: tuple[SortedPart, ...] = ()
    groups: tuple[int, ...] = ()
    version: int = 0

    @property
    def everywhere(self) -> frozenset[str]:
        """The ids of all headings and themes that it or a part of it is put under."""
        of_parts = (name for one in self.parts for name in (*one.headings, *one.themes))
        return frozenset((*self.headings, *self.themes, *of_parts))


UNSORTED = Sorting()


def standing(connection: Connection, rows: Collection[int] | None = None) -> dict[int, Sorting]:
    """Give how inputs are sorted, by their rows, of those that somebody has sorted; of all where none are named."""
    if rows is None:
        return _standing(connection, None)
    left = iter(rows)
    found: dict[int, Sorting] = {}
    while some := list(islice(left, _AT_ONCE)):
        found |= _standing(connection, some)
    return found


def _standing(connection: Connection, rows: list[int] | None) -> dict[int, Sorting]:
    under = _under(connection, rows)
    stances = {InputUnit(row["input"], row["part"]): Stance(row["stance"]) for row in _rows(connection, stance, rows)}
    parts: dict[int, list[SortedPart]] = {}
    for row in _rows(connection, part, rows):
        unit = InputUnit(row["input"], row["id"])
        headings, themes = under.get(unit, ((), ()))
        span = (row["of_text"], row["start"], row["stop"], row["version"])
        one = SortedPart(row["id"], row["ordinal"], *span, headings, themes, stances.get(unit))
        parts.setdefault(unit.input, []).append(one)
    groups: dict[int, list[int]] = {}
    for row in _rows(connection, member, rows):
        groups.setdefault(row["input"], []).append(row["of_group"])
    notes = {row["input"]: row["text"] for row in _rows(connection, note, rows)}
    found: dict[int, Sorting] = {}
    for row in _rows(connection, work, rows):
        whole = InputUnit(row["input"])
        headings, themes = under.get(whole, ((), ()))
        found[row["input"]] = Sorting(
            headings,
            themes,
            stances.get(whole),
            Step(row["step"]),
            row["assigned"],
            notes.get(row["input"], ""),
            tuple(sorted(parts.get(row["input"], ()), key=lambda one: one.number)),
            tuple(sorted(groups.get(row["input"], ()))),
            row["version"],
        )
    return found


def _rows(connection: Connection, table: Table, rows: list[int] | None) -> Iterator[Mapping[Any, Any]]:
    query = select(table) if rows is None else select(table).where(table.c.input.in_(rows))
    return iter(connection.execute(query.order_by(table.c.id)).mappings())


def _under(connection: Connection, rows: list[int] | None) -> dict[InputUnit, tuple[tuple[str, ...], tuple[str, ...]]]:
    """Give the headings and the themes of each unit, each id once, in the order in which it was put there."""
    query = (
        select(tag.c.input, tag.c.part, heading.c.heading, theme.c.ident)
        .outerjoin(heading, heading.c.id == tag.c.heading)
        .outerjoin(theme, theme.c.id == tag.c.theme)
        .order_by(tag.c.id)
    )
    found: dict[InputUnit, tuple[list[str], list[str]]] = {}
    for row, part_row, of_frame, made in connection.execute(
        query if rows is None else query.where(tag.c.input.in_(rows))
    ):
        headings, themes = found.setdefault(InputUnit(row, part_row), ([], []))
        names, name = (headings, of_frame) if of_frame is not None else (themes, made)
        if name not in names:
            names.append(name)
    return {unit: (tuple(headings), tuple(themes)) for unit, (headings, themes) in found.items()}


def of_input(connection: Connection, row: int) -> Sorting:
    """Give how one input is sorted."""
    return standing(connection, [row]).get(row, UNSORTED)


def wording(change: Transaction, item: FrameItem) -> int:
    """Give the row of a heading of the frame as it is worded now; it is made at the first use of that wording."""
    named = item.name
    values = {
        "kind": item.kind,
        "heading": item.id,
        "sv": named.get("sv") or named.get("") or "",
        "en": named.get("en") or named.get("") or "",
    }
    query = select(heading.c.id).where(*(heading.c[name] == value for name, value in values.items()))
    found = change.connection.execute(query).scalar()
    if found is None:
        made = insert(heading).values(**values, at=change.now, operation=change.number)
        (found,) = change.connection.execute(made).inserted_primary_key or (0,)
    return int(found)


def touch(change: Transaction, row: int, seen: int | None = None, **values: Any) -> None:
    """Raise the version of what is made of an input, and set how far it has come or who has it where that is given.

    ConflictError where `seen` is given and is another version, RusctlError where the input is gone.
    """
    if change.row(inputs, row) is None:  # on PostgreSQL nobody else sorts it until this is confirmed
        raise RusctlError(msg("the input no longer exists"))
    query = select(work).where(work.c.input == row)
    found = change.connection.execute(query).mappings().first()
    if seen is not None and seen != (found["version"] if found else 0):
        raise ConflictError(
            msg("this input was sorted by someone else meanwhile, and that was kept: look at it again and try again")
        )
    if found is None:
        change.insert(work, input=row, at=change.now, **values)
    else:
        change.update(work, found["id"], found["version"], at=change.now, **values)


def put(
    change: Transaction, unit: InputUnit, headings: Sequence[FrameItem], themes: Mapping[str, int], noted_by: str = ""
) -> int:
    """Put a unit under headings and themes (their rows by their ids) that it is not under; give how many those are."""
    already = _tags(change, unit)
    there = {one["name"] for one in already}
    new: list[dict[str, Any]] = [
        {"heading": wording(change, item), "theme": None} for item in headings if item.id not in there
    ]
    new += [{"heading": None, "theme": row} for name, row in themes.items() if name not in there]
    for one in new:
        change.insert(tag, input=unit.input, part=unit.part, at=change.now, noted_by=noted_by, **one)
    if new:
        touch(change, unit.input)
    return len(new)


def take_away(change: Transaction, unit: InputUnit, names: Collection[str]) -> int:
    """Take a unit away from under headings and themes, by their ids; give how many it was under."""
    gone = [one for one in _tags(change, unit) if one["name"] in names]
    for one in gone:
        change.delete(tag, one["id"], one["version"])
    if gone:
        touch(change, unit.input)
    return len({one["name"] for one in gone})


def _tags(change: Transaction, unit: InputUnit) -> list[Row]:
    """Give the tags of a unit, each with the id of its heading or theme as `name`."""
    query = (
        select(tag.c.id, tag.c.version, heading.c.heading, theme.c.ident)
        .outerjoin(heading, heading.c.id == tag.c.heading)
        .outerjoin(theme, theme.c.id == tag.c.theme)
        .where(*_is(tag, unit))
    )
    rows = change.connection.execute(query.order_by(tag.c.id))
    return [{"id": row, "version": version, "name": of_frame or made} for row, version, of_frame, made in rows]


def names_of_tags(connection: Connection, rows: Collection[int]) -> dict[int, str]:
    """Give the id of the heading or theme of tags, by their rows."""
    query = (
        select(tag.c.id, func.coalesce(heading.c.heading, theme.c.ident))
        .outerjoin(heading, heading.c.id == tag.c.heading)
        .outerjoin(theme, theme.c.id == tag.c.theme)
        .where(tag.c.id.in_(list(rows)))
    )
    return {row: str(name) for row, name in connection.execute(query)}


def _is(table: Table, unit: InputUnit) -> Sequence[ColumnElement[bool]]:
    return (table.c.input == unit.input, table.c.part.is_(None) if unit.part is None else table.c.part == unit.part)


def set_stance(change: Transaction, unit: InputUnit, value: Stance | None, noted_by: str = "") -> bool:
    """Say where a unit stands, or with None that nobody says; give whether that is a change."""
    query = select(stance).where(*_is(stance, unit))
    there = change.connection.execute(query).mappings().first()
    if value is None:
        if there is None:
            return False
        change.delete(stance, there["id"], there["version"])
    elif there is None:
        change.insert(stance, input=unit.input, part=unit.part, stance=value, at=change.now, noted_by=noted_by)
    elif there["stance"] == value:
        return False
    else:
        change.update(stance, there["id"], there["version"], stance=value, at=change.now, noted_by=noted_by)
    touch(change, unit.input)
    return True


def set_note(change: Transaction, row: int, text: str, noted_by: str = "") -> bool:
    """Note something of an input in place of what was noted before; an empty text takes it away."""
    query = select(note).where(note.c.input == row)
    there = change.connection.execute(query).mappings().first()
    if (there["text"] if there else "") == text:
        return False
    if there is None:
        change.insert(note, input=row, text=text, at=change.now, noted_by=noted_by)
    elif text:
        change.update(note, there["id"], there["version"], text=text, at=change.now, noted_by=noted_by)
    else:
        change.delete(note, there["id"], there["version"])
    touch(change, row)
    return True
