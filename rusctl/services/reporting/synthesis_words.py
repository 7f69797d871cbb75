"""What was said, in words and tables: weights as sentences, rows by municipality, role, question and kind, and charts.

Under every table stands by which rule it counts.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from rusctl.language.catalogue import Language
from rusctl.language.message import Message, msg, nmsg
from rusctl.language.names import municipality_name, role_names
from rusctl.language.vocabulary import DIMENSION, FRAME_PART
from rusctl.model.plan import Plan
from rusctl.model.synthesis import CellState, Dimension, FramePart, SortedState, SynthesisRow, SynthesisTable, Weight
from rusctl.output.cells import Cell, Column, Row, Table
from rusctl.output.drawing import charts
from rusctl.output.drawing.matrix import MatrixRow, matrix
from rusctl.services.inputs.selecting import kinds

if TYPE_CHECKING:
    from rusctl.services.inputs.synthesis import PeopleTable, Synthesis

NOT_VISITED = "–"
SHORTEST = 4  # letters of a short name of a municipality
INDENT = "  "  # before the name of a theme below its heading
CROSSED = (
    Dimension.BY_MUNICIPALITY,
    Dimension.BY_ROLE,
    Dimension.BY_QUESTION,
    Dimension.BY_KIND,
)  # what rows are set against
DIGITS, GAP = 3, 3  # characters of a number, and between columns


class WeightGroup(NamedTuple):
    """The rows of one part of the frame, with what they are together."""

    heading: str
    part: str
    weights: tuple[Weight, ...]


class SynthesisWords:
    """The words of a synthesis in one language."""

    def __init__(self, plan: Plan, language: Language) -> None:
        """Take the plan that names what is counted, and the language."""
        self.plan, self.language = plan, language
        self._roles = role_names(plan, language)
        self._questions = {one.id: language.name(one.text) for one in plan.questions}
        self._kinds = {one.id: language.name(one.name) for one in kinds(plan)}

    def say(self, message: Message) -> str:
        """Put a message into words."""
        return self.language.text(message)

    def row(self, row: SynthesisRow) -> str:
        """Give what a heading or a theme is called, or its id."""
        return self.language.name(row.name) or row.id

    def path(self, row: SynthesisRow, rows: Iterable[SynthesisRow]) -> str:
        """Give what a heading is called, and a theme with the heading that it is below, where nothing sets it in."""
        above = next((one for one in rows if one.key == row.above), None) if row.above else None
        return f"{self.row(above)}: {self.row(row)}" if above else self.row(row)

    def value(self, by: Dimension, value: str) -> str:
        """Give what a value of a dimension is called."""
        if not value:
            return self.say(msg("not said"))
        if by is Dimension.BY_MUNICIPALITY:
            return municipality_name(self.plan, value)
        names: Mapping[Dimension, Mapping[str, str]] = {
            Dimension.BY_ROLE: self._roles,
            Dimension.BY_QUESTION: self._questions,
            Dimension.BY_KIND: self._kinds,
        }
        return names[by].get(value) or value

    def roles(self, roles: Sequence[str]) -> str:
        """Give roles as they stand in a sentence: "politicians, civil servants and business"."""
        return self.joined([_in_a_sentence(self.value(Dimension.BY_ROLE, role)) for role in roles])

    def joined(self, words: Sequence[str]) -> str:
        """Give words as a sentence lists them."""
        if len(words) < 2:  # noqa: PLR2004 - one needs no "and"
            return "".join(words)
        return self.say(msg("{some} and {last}", some=", ".join(words[:-1]), last=words[-1]))

    def raised(self, weight: Weight) -> str:
        """Say in how many municipalities and by which roles something was raised."""
        if not weight.inputs:
            return self.say(msg("not raised"))
        where = msg(
            "raised in {number} of {all} municipalities",
            number=len(weight.municipalities),
            all=len(self.plan.municipalities),
        )
        if not weight.roles:
            return self.say(where)
        return self.say(msg("{where}, by {roles}", where=where, roles=self.roles(weight.roles)))

    def groups(self, weights: Sequence[Weight]) -> list[WeightGroup]:
        """Give weights by the parts of the frame, a theme below its heading with it, and at last themes across it."""
        found: dict[str, list[Weight]] = {}
        for one in weights:
            part = one.row.above.partition(":")[0] or one.row.kind
            found.setdefault(part, []).append(one)
        return [WeightGroup(self.part(part), part, tuple(some)) for part, some in found.items()]

    def part(self, part: str) -> str:
        """Give what a part of the frame is called."""
        return self.say(FRAME_PART[FramePart(part)]) if part in [*FramePart] else part


def _in_a_sentence(name: str) -> str:
    """Give a name with a small letter, unless more of it says that it is a proper name."""
    rest = name[1:]
    return name if rest != rest.lower() else name[:1].lower() + rest


COUNTING = msg(
    "How it is counted: an input counts once under each heading that it is sorted under, and once for each role that "
    "said it, so rows and columns do not add up. A weight counts municipalities and roles, never votes."
)
EMPTY = msg("0: asked, and nobody said it. –: nobody was there to ask.")
HIDDEN = msg("Of people, 1 to 4 is shown as <5, and .. stands for a number that would give another away.")


def rule(by: Dimension | None = None) -> list[Message]:
    """Give the rule that a table counts by."""
    return [COUNTING, EMPTY] if by is Dimension.BY_MUNICIPALITY else [COUNTING]


def not_visited(found: "Synthesis", words: SynthesisWords) -> list[Message]:
    """Say in which municipalities nobody was there to ask."""
    names = [words.value(Dimension.BY_MUNICIPALITY, one) for one in found.order(Dimension.BY_MUNICIPALITY)]
    missing = [
        name
        for name, one in zip(names, found.order(Dimension.BY_MUNICIPALITY), strict=True)
        if one in found.not_visited
    ]
    return [msg("Not visited: {municipalities}.", municipalities=words.joined(missing))] if missing else []


def sorted_words(found: "Synthesis", *, initials: bool) -> list[Message]:
    """Say how much is sorted and who has the rest; initials are for colleagues and stand in no report."""
    numbers = dict.fromkeys(SortedState, 0)
    rest: dict[str, int] = {}
    for one in found.sorting:
        numbers[one.state] += one.number
        if one.state in {SortedState.LATER, SortedState.OPEN}:
            rest[one.assigned] = rest.get(one.assigned, 0) + one.number
    said = [
        nmsg(
            "Sorted: {sorted} of {count} input.",
            "Sorted: {sorted} of {count} inputs.",
            found.total,
            sorted=numbers[SortedState.SORTED],
        )
    ]
    if numbers[SortedState.WITHOUT]:
        said.append(
            nmsg(
                "{count} was looked at and stands under no heading.",
                "{count} were looked at and stand under no heading.",
                numbers[SortedState.WITHOUT],
            )
        )
    if numbers[SortedState.LATER]:
        said.append(nmsg("{count} is put off.", "{count} are put off.", numbers[SortedState.LATER]))
    nobody = rest.pop("", 0)
    if initials:
        said += [
            nmsg("{who} has {count} to sort.", "{who} has {count} to sort.", number, who=who)
            for who, number in rest.items()
        ]
    elif rest:
        said.append(
            nmsg(
                "{count} is with a colleague to be sorted.",
                "{count} are with colleagues to be sorted.",
                sum(rest.values()),
            )
        )
    if nobody:
        said.append(nmsg("{count} is with nobody yet.", "{count} are with nobody yet.", nobody))
    return said


def weight_table(group: WeightGroup, words: SynthesisWords) -> Table:
    """Give the rows of a part of the frame, with how much each weighs."""
    columns = [
        Column(words.say(msg("Heading"))),
        Column(words.say(msg("Inputs")), number=True),
        Column(words.say(msg("Weight"))),
    ]
    rows: list[Row] = [
        (_set_in(one.row, words), Cell(str(one.inputs), "" if one.inputs else "dim"), words.raised(one))
        for one in group.weights
    ]
    return columns, rows


def _set_in(row: SynthesisRow, words: SynthesisWords) -> str:
    return f"{INDENT}{words.row(row)}" if row.above else words.row(row)


def heads(table: SynthesisTable, words: SynthesisWords) -> list[str]:
    """Give what stands above the columns of a table."""
    return [words.value(table.by, value) for value in table.values]


def shortened(names: Sequence[str]) -> list[str]:
    """Give names as short as they can be told apart, each with a full stop where letters are left out."""
    found = []
    for name in names:
        others = [one for one in names if one != name]
        lengths = range(min(SHORTEST, len(name)), len(name) + 1)
        found.append(
            name[: next(at for at in lengths if not any(one[:at] == name[:at] for one in others) or at == len(name))]
        )
    return found


def cross_table(table: SynthesisTable, words: SynthesisWords, *, room: int) -> tuple[Table, list[Message]]:
    """Give rows against the values of a dimension as a terminal shows them, and what short names stand for.

    Where not even short names have room on a line, each row lists its cells.
    """
    full = heads(table, words)
    all_ = words.say(msg("All"))
    short = numbered(table, full) if table.by is Dimension.BY_QUESTION else shortened(full)
    names = next((some for some in (full, short) if _fits(table, words, (*some, all_), room)), None)
    columns = [Column(words.say(msg("Heading")))]
    if names is None:
        columns += [Column(all_, number=True), Column(words.say(by_word(table.by)))]
        listed: list[Row] = [
            (_set_in(row, words), str(table.sums[row.key]), ", ".join(_listed(table, row, full))) for row in table.rows
        ]
        return (columns, listed), []
    columns += [Column(name, number=True) for name in (*names, all_)]
    rows: list[Row] = [
        (_set_in(row, words), *(cell_word(table.cell(row, value)) for value in table.values), str(table.sums[row.key]))
        for row in table.rows
    ]
    legend = [f"{one} {name}" for one, name in zip(names, full, strict=True) if one != name]
    return (columns, rows), [msg("Short names: {names}.", names=", ".join(legend))] if legend else []


def numbered(table: SynthesisTable, names: Sequence[str]) -> list[str]:
    """Give questions their numbers; others keep their names."""
    if table.by is not Dimension.BY_QUESTION:
        return list(names)
    return [str(at) if value else name for at, (value, name) in enumerate(zip(table.values, names, strict=True), 1)]


def _fits(table: SynthesisTable, words: SynthesisWords, names: Sequence[str], room: int) -> bool:
    longest = max((len(word) for row in table.rows for word in words.row(row).split()), default=0) + len(INDENT)
    return longest + sum(max(len(name), DIGITS) + GAP for name in names) <= room


def _listed(table: SynthesisTable, row: SynthesisRow, names: Sequence[str]) -> Iterator[str]:
    for name, value in zip(names, table.values, strict=True):
        yield f"{name} {cell_word(table.cell(row, value))}"


def cell_word(cell: "int | CellState") -> str:
    """Give a cell as it is shown."""
    return NOT_VISITED if isinstance(cell, CellState) else str(cell)


def people_table(people: "PeopleTable", words: SynthesisWords) -> tuple[list[str], list[list[str]]]:
    """Give how many people came, by municipality and role: the headings and the rows."""
    head = [words.say(msg("Municipality")), *(words.value(Dimension.BY_ROLE, role) for role in people.roles)]
    rows = [
        [
            words.value(Dimension.BY_MUNICIPALITY, place),
            *(people.cells.get((place, role), NOT_VISITED) for role in people.roles),
        ]
        for place in people.municipalities
    ]
    return head, rows


def weight_chart(weights: Iterable[Weight], words: SynthesisWords, name: str = "chart") -> str:
    """Draw how many inputs stand under each heading, and in how many municipalities each was raised."""
    all_ = len(words.plan.municipalities)
    rows = [
        charts.ChartRow(
            words.row(one.row),
            (
                charts.Bar(
                    words.say(
                        msg(
                            "{inputs} ({number} of {all} municipalities)",
                            inputs=one.inputs,
                            number=len(one.municipalities),
                            all=all_,
                        )
                    ),
                    one.inputs,
                ),
            ),
        )
        for one in weights
    ]
    series = (words.say(msg("Inputs")),)
    note = words.say(COUNTING)
    title = words.say(msg("What was said, by heading"))
    return charts.bars(title, series, rows, language=words.language.code, note=note, name=name)


def by_word(by: Dimension) -> Message:
    """Give what stands above the cells of a table by a dimension."""
    return msg("By {what}", what=DIMENSION[by])


def title(by: Dimension) -> Message:
    """Give what a table by a dimension is called."""
    return msg("What was said, by heading and {what}", what=DIMENSION[by])


def cross_chart(table: SynthesisTable, words: SynthesisWords, name: str = "matrix") -> str:
    """Draw rows against the values of a dimension."""
    rows = [
        MatrixRow(
            words.row(row),
            tuple(
                (cell_word(cell), None if isinstance(cell, CellState) else cell)
                for cell in (table.cell(row, value) for value in table.values)
            ),
            below=bool(row.above),
        )
        for row in table.rows
    ]
    notes = [words.say(one) for one in rule(table.by)]
    return matrix(words.say(title(table.by)), heads(table, words), rows, notes, language=words.language.code, name=name)


def lines(messages: Iterable[Message], words: SynthesisWords) -> Iterator[str]:
    """Put several messages into words."""
    return map(words.say, messages)
