"""What was said, weighed: what inputs are counted by, where they stand, how much a heading weighs; frozen values."""

from collections.abc import Mapping
from enum import Enum, StrEnum
from typing import NamedTuple

from rusctl.model.plan import Texts


class FramePart(StrEnum):
    """The parts of the frame, as config/frame.toml names them in its order, and the themes made during the work."""

    CHALLENGE = "challenge"
    PRIORITY = "priority"
    EQUALITY = "equality"
    TARGET = "target"
    THEME = "theme"


class Dimension(StrEnum):
    """What inputs can be counted by."""

    BY_HEADING = "by_heading"
    BY_MUNICIPALITY = "by_municipality"
    BY_ROLE = "by_role"
    BY_QUESTION = "by_question"
    BY_KIND = "by_kind"
    BY_EVENT = "by_event"

    @property
    def word(self) -> str:
        """What it is called on a command line and by programs."""
        return self.value.removeprefix("by_")


class SortedState(StrEnum):
    """How far an input is sorted: under a heading, looked at and under none, put off, or not yet looked at."""

    SORTED = "sorted"
    WITHOUT = "without"
    LATER = "later"
    OPEN = "open"


class CellState(Enum):
    """Why a cell holds no number of inputs: nobody was there to ask. A place that was visited and said nothing is 0."""

    NOT_VISITED = "not visited"


class Selected(NamedTuple):
    """Which inputs are counted: of some events, a question, a kind; None takes all, an empty word those without one."""

    events: tuple[str, ...] | None = None
    question: str | None = None
    kind: str | None = None


class SynthesisRow(NamedTuple):
    """A heading of the frame, or a theme: its key (``equality:halsa``), its kind, its id, its name.

    `above` is the key of the row above a theme; `undeclared` says that the frame has the heading no more.
    """

    key: str
    kind: str
    id: str
    name: Texts
    above: str = ""
    undeclared: bool = False


class Weight(NamedTuple):
    """How much was said under a row: how many inputs, in which municipalities, and of which roles; ids in order."""

    row: SynthesisRow
    inputs: int
    municipalities: tuple[str, ...]
    roles: tuple[str, ...]


class SynthesisTable(NamedTuple):
    """Rows against the values of one dimension; a cell that is missing is 0, unless its value was not visited."""

    by: Dimension
    values: tuple[str, ...]
    rows: tuple[SynthesisRow, ...]
    cells: Mapping[tuple[str, str], int]
    sums: Mapping[str, int]
    not_visited: frozenset[str] = frozenset()

    def cell(self, row: SynthesisRow, value: str) -> int | CellState:
        """Give how many inputs there are, or why there can be none."""
        number = self.cells.get((row.key, value), 0)
        return CellState.NOT_VISITED if not number and value in self.not_visited else number


class SaidSpan(NamedTuple):
    """What was said under a row, word for word: an input, or a part of it, with whose it is in general.

    `start` and `stop` are where it stands in the valid text, of which it is all where nobody has split it.
    """

    row: str
    ident: str
    text: str
    start: int
    stop: int
    event: str
    municipality: str
    roles: tuple[str, ...] = ()
    question: str = ""
    kind: str = ""

    @property
    def words(self) -> str:
        """The span itself."""
        return self.text[self.start : self.stop]
