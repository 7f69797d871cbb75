"""Inputs counted: how many there are of each heading, municipality, role, question, kind and event, in one query each.

An input counts once under a heading, however many of its parts stand there, and once for each of its roles.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Integer, Select, and_, case, exists, func, literal, select, union

from rusctl.inputs.placing import Placing
from rusctl.inputs.schema import heading, input_role, inputs, tag, theme, work
from rusctl.model.inputs import HeadingWording, Step, Theme
from rusctl.model.synthesis import Dimension, Selected, SortedState

_OF_EVENT = "@"  # before an event's id, for an input that says no municipality of its own
Counts = Mapping[tuple[str, ...], int]


class WorkLeft(NamedTuple):
    """How many inputs are in a state of the sorting, and the initials of who has them; empty where nobody has."""

    state: SortedState
    assigned: str
    number: int


def wordings(connection: Connection) -> list[HeadingWording]:
    """Give the headings that inputs stand under, as they were worded, the oldest first."""
    query = select(heading).order_by(heading.c.id)
    return [
        HeadingWording(id=row["id"], kind=row["kind"], heading=row["heading"], sv=row["sv"], en=row["en"])
        for row in connection.execute(query).mappings()
    ]


def themes(connection: Connection) -> list[Theme]:
    """Give the themes that were made, the oldest first."""
    names = ("id", "ident", "sv", "en", "heading", "above", "first_day", "last_day", "replaced_by", "version")
    query = select(*(theme.c[name] for name in names)).order_by(theme.c.id)
    return [Theme(**row) for row in connection.execute(query).mappings()]


def counted(connection: Connection, by: Sequence[Dimension], placing: Placing, chosen: Selected) -> Counts:
    """Count the inputs that are chosen, by any of the dimensions, in their order; what there is none of is left out."""
    columns = {
        Dimension.BY_MUNICIPALITY: case(
            (inputs.c.municipality == "", literal(_OF_EVENT).concat(inputs.c.event)), else_=inputs.c.municipality
        ),
        Dimension.BY_QUESTION: inputs.c.question,
        Dimension.BY_KIND: inputs.c.kind,
        Dimension.BY_EVENT: inputs.c.event,
    }
    source: Any = inputs
    if Dimension.BY_HEADING in by:
        placed = _placed(placing)
        source = source.join(placed, placed.c.input == inputs.c.id)
        columns[Dimension.BY_HEADING] = placed.c.place
    if Dimension.BY_ROLE in by:
        source = source.outerjoin(input_role, input_role.c.input == inputs.c.id)
        columns[Dimension.BY_ROLE] = func.coalesce(input_role.c.role, "")
    wanted = [columns[one].label(one.value) for one in by]
    query = select(*wanted, func.count()).select_from(source).where(*conditions(chosen)).group_by(*wanted)
    found: dict[tuple[str, ...], int] = {}
    for *values, number in connection.execute(query):
        key = tuple(_word(one, value, placing) for one, value in zip(by, values, strict=True))
        found[key] = found.get(key, 0) + number
    return found


def _word(dimension: Dimension, value: Any, placing: Placing) -> str:
    if dimension is Dimension.BY_HEADING:
        return placing.names[value]
    if dimension is Dimension.BY_MUNICIPALITY and value.startswith(_OF_EVENT):
        return placing.municipalities.get(value.removeprefix(_OF_EVENT), "")
    return str(value)


def _placed(placing: Placing) -> Any:
    """Give which inputs stand in which place, each once: a heading, or a theme and each heading above it."""
    asked: list[Select[Any]] = [
        select(tag.c.input, _mapped(placing.headings, tag.c.heading).label("place")).where(tag.c.heading.is_not(None))
    ]
    asked += [
        select(tag.c.input, _mapped(places, tag.c.theme).label("place")).where(tag.c.theme.in_(places))
        for places in placing.themes
    ]
    return (asked[0].distinct() if len(asked) == 1 else union(*asked)).subquery("placed")


def _mapped(places: Mapping[int, int], column: ColumnElement[Any]) -> ColumnElement[Any]:
    """Give a column's numbers as places; those that are their own place are not looked up."""
    others = {number: place for number, place in places.items() if number != place}
    if not others:
        return column
    return case({number: literal(place, Integer) for number, place in others.items()}, value=column, else_=column)


def conditions(chosen: Selected) -> list[ColumnElement[bool]]:
    """Give what the inputs that are chosen meet, as conditions on their table."""
    found: list[ColumnElement[bool]] = []
    if chosen.events is not None:
        found.append(inputs.c.event.in_(chosen.events))
    if chosen.question is not None:
        found.append(inputs.c.question == chosen.question)
    if chosen.kind is not None:
        found.append(inputs.c.kind == chosen.kind)
    return found


def sorting(connection: Connection, chosen: Selected) -> list[WorkLeft]:
    """Count how far the inputs that are chosen are sorted, and who has the rest."""
    tagged = exists().where(tag.c.input == inputs.c.id)
    state = case(
        (tagged, SortedState.SORTED.value),
        (work.c.step == Step.DONE, SortedState.WITHOUT.value),
        (work.c.step == Step.LATER, SortedState.LATER.value),
        else_=SortedState.OPEN.value,
    ).label("state")
    assigned = case((and_(~tagged, work.c.assigned != ""), work.c.assigned), else_="").label("assigned")
    source = inputs.outerjoin(work, work.c.input == inputs.c.id)
    query = (
        select(state, assigned, func.count()).select_from(source).where(*conditions(chosen)).group_by(state, assigned)
    )
    return [
        WorkLeft(SortedState(word), who, number) for word, who, number in connection.execute(query.order_by(assigned))
    ]
