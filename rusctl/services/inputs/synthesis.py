"""What was said over the whole process, or at some events, counted and weighed: by municipality, role, question, kind.

Pieces of it are read as they are asked for, each in one question to the database.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import Connection  # noqa: TID251 - a type

from rusctl.inputs import counts, said, weighing
from rusctl.inputs.counts import Counts, WorkLeft
from rusctl.inputs.placing import Placing, placing
from rusctl.model.plan import Event, Status
from rusctl.model.synthesis import (
    Dimension,
    SaidSpan,
    Selected,
    SortedState,
    SynthesisRow,
    SynthesisTable,
    Weight,
)
from rusctl.register import coverage, headcounts, suppression
from rusctl.schedule.state.status import status_on
from rusctl.services.inputs.selecting import kinds
from rusctl.services.people.register_access import opened_or_empty
from rusctl.services.project import Project

if TYPE_CHECKING:
    from rusctl.register.flow_network import Node

_ONE_EACH = (Dimension.BY_MUNICIPALITY, Dimension.BY_QUESTION, Dimension.BY_KIND)  # what an input has exactly one of


class PeopleTable(NamedTuple):
    """How many people came, by municipality and role, as they may be shown; who was not visited has no cell."""

    municipalities: tuple[str, ...]
    roles: tuple[str, ...]
    cells: Mapping[tuple[str, str], str]


class Synthesis:
    """The inputs that are chosen, counted while a connection is open."""

    def __init__(self, project: Project, connection: Connection, chosen: Selected) -> None:
        """Take the plan and the day, where the inputs are, and which of them it is about."""
        self.plan, self.today = project.readable().plan, project.today
        self.connection, self.chosen = connection, chosen

    @cached_property
    def placing(self) -> Placing:
        """Where inputs can stand: the frame, what it was, and the themes."""
        wordings, themes = counts.wordings(self.connection), counts.themes(self.connection)
        return placing(self.plan.frame, wordings, themes, self.plan.events)

    def counted(self, *by: Dimension) -> Counts:
        """Count the inputs by some dimensions."""
        return counts.counted(self.connection, by, self.placing, self.chosen)

    @cached_property
    def by_municipality(self) -> Counts:
        """The inputs of each row in each municipality."""
        return self.counted(Dimension.BY_HEADING, Dimension.BY_MUNICIPALITY)

    @cached_property
    def by_role(self) -> Counts:
        """The inputs of each row of each role."""
        return self.counted(Dimension.BY_HEADING, Dimension.BY_ROLE)

    @cached_property
    def by_event(self) -> Counts:
        """How many inputs there are of each event, sorted or not."""
        return self.counted(Dimension.BY_EVENT)

    @cached_property
    def total(self) -> int:
        """How many inputs there are, sorted or not."""
        return sum(self.by_event.values())

    @cached_property
    def sorting(self) -> list[WorkLeft]:
        """How far the inputs are sorted, and who has the rest."""
        return counts.sorting(self.connection, self.chosen)

    @property
    def sorted(self) -> int:
        """How many of the inputs stand under a heading or a theme."""
        return sum(one.number for one in self.sorting if one.state is SortedState.SORTED)

    @cached_property
    def rows(self) -> tuple[SynthesisRow, ...]:
        """The rows: headings that hold, and others where something stands under them."""
        holding = {one.id for one in self.plan.frame if one.holds_on(self.today)}
        return tuple(
            row
            for row in self.placing.rows
            if (row.id in holding and not row.undeclared) or any(key == row.key for key, _ in self.by_municipality)
        )

    @property
    def weights(self) -> list[Weight]:
        """How much was said under each row, in how many municipalities and by which roles."""
        orders = self.order(Dimension.BY_MUNICIPALITY), self.order(Dimension.BY_ROLE)
        return weighing.weights(self.rows, _sums(self.by_municipality), self.by_municipality, self.by_role, orders)

    def table(self, by: Dimension) -> SynthesisTable:
        """Give the rows against the values of a dimension."""
        cells = self.by_municipality if by is Dimension.BY_MUNICIPALITY else self.by_role
        if by not in {Dimension.BY_MUNICIPALITY, Dimension.BY_ROLE}:
            cells = self.counted(Dimension.BY_HEADING, by)
        sums = _sums(cells) if by in _ONE_EACH else _sums(self.by_municipality)
        unseen = self.not_visited if by is Dimension.BY_MUNICIPALITY else ()
        return weighing.table(by, self.rows, sums, cells, self.order(by), unseen)

    def order(self, by: Dimension) -> list[str]:
        """Give the values of a dimension that the plan declares, in its order."""
        declared: Mapping[Dimension, Sequence[str]] = {
            Dimension.BY_MUNICIPALITY: [one.id for one in self.plan.municipalities],
            Dimension.BY_ROLE: [one.id for one in self.plan.roles if one.group != coverage.CREW],
            Dimension.BY_QUESTION: [one.id for one in self.plan.questions],
            Dimension.BY_KIND: [one.id for one in kinds(self.plan)],
        }
        return list(declared[by])

    @cached_property
    def visited(self) -> frozenset[str]:
        """The municipalities in which an event that it is about has begun, and those that inputs are from."""
        found = {
            place
            for one in self.plan.events
            if self.chosen.events is None or one.id in self.chosen.events
            if _was_held(one, self)
            for place in one.places
        }
        return frozenset(found | {place for _, place in self.by_municipality})

    @property
    def not_visited(self) -> frozenset[str]:
        """The municipalities of the plan in which nobody was there to ask."""
        return frozenset({one.id for one in self.plan.municipalities} - self.visited)

    @cached_property
    def said(self) -> list[SaidSpan]:
        """What stands under each row, word for word."""
        return said.said(self.connection, self.placing, self.chosen)

    @cached_property
    def all_said(self) -> list[SaidSpan]:
        """Each input word for word, sorted or not."""
        return [one for _, one in said.whole(self.connection, self.placing, self.chosen).values()]

    @cached_property
    def people(self) -> PeopleTable:
        """How many people came to the events, as they may be shown: 1 to 4 is "<5", and what gives it away is ".."."""
        tallies = headcounts.of_those_who_came(self.connection)
        chosen = [one for one in tallies if self.chosen.events is None or one.event in self.chosen.events]
        found = coverage.coverage(self.plan, chosen, self.today)
        roles = [role for role in found.roles if role in self.order(Dimension.BY_ROLE)]
        numbers: dict[tuple[Node, Node], int] = {
            (("place", place), ("role", role)): found.numbers.get((place, role), 0)
            for place in found.municipalities
            for role in roles
            if place in self.visited or found.numbers.get((place, role), 0)
        }
        shown = suppression.people(numbers)
        cells = {(str(place[1]), str(role[1])): suppression.word(cell) for (place, role), cell in shown.items()}
        return PeopleTable(tuple(found.municipalities), tuple(roles), cells)


def _sums(cells: Counts) -> dict[tuple[str, ...], int]:
    found: dict[tuple[str, ...], int] = {}
    for (row, _), number in cells.items():
        found[(row,)] = found.get((row,), 0) + number
    return found


def _was_held(event: Event, of: Synthesis) -> bool:
    status = status_on(event, of.today)
    begun = status is Status.HELD or (event.when is not None and event.when.first <= of.today)
    return begun and status is not Status.CANCELLED


@contextmanager
def reading(project: Project, chosen: Selected) -> Iterator[Synthesis]:
    """Give a synthesis while the database is open."""
    with opened_or_empty(project).reading() as connection:
        yield Synthesis(project, connection, chosen)
