"""What is followed up after the decision: indicators, programmes, results and what the yearly report says; frozen."""

from dataclasses import field
from enum import StrEnum

from rusctl.model.record import dataclass
from rusctl.model.source import NOWHERE, Source, Texts

Figure = int | float


class ReportPoint(StrEnum):
    """A point of the report on results, by the paragraph of förordningen (2024:99) that asks for it.

    `8.1a` is 8 § first paragraph 1 a; `skills` and `agenda-2030` are 7 § second and third paragraphs.
    """

    HOMES = "8.1a"
    SKILLS_EVERYWHERE = "8.1b"
    INNOVATION = "8.1c"
    ACCESS = "8.1d"
    SUSTAINABLE_MEASURES = "8.2"
    TERRITORY = "8.3"
    FUNDS = "9.1"
    SUSTAINABLE_FUNDS = "9.2"
    TERRITORY_OF_FUNDS = "9.3"
    EQUAL_FUNDS = "9.4"
    COOPERATION = "10.1"
    CONSULTED = "10.2"
    LEARNED = "11.1"
    SUSTAINABLE_ANALYSES = "11.2"
    TERRITORY_OF_ANALYSES = "11.3"
    SKILLS = "skills"
    AGENDA = "agenda-2030"


class Better(StrEnum):
    """Which way an indicator is to go."""

    HIGHER = "higher"
    LOWER = "lower"


class Way(StrEnum):
    """Which way an indicator has gone since its base."""

    CLOSER = "closer"
    FURTHER = "further"
    SAME = "same"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class YearFigures:
    """The figures of a year, in the indicator's unit; None where nobody has stated one."""

    year: int
    total: Figure | None = None
    women: Figure | None = None
    men: Figure | None = None
    note: str = ""
    at: Source = field(default=NOWHERE, compare=False)

    @property
    def gap(self) -> Figure | None:
        """How far women and men are apart; None where one of them is not known."""
        return None if self.women is None or self.men is None else abs(self.women - self.men)


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """A measure of how the county fares: its unit, the table it is from, its base and its goal.

    `themes` are headings of the frame, such as a target area or an area of equality. `people` says that it is of
    people, so that it is stated for women and men, too. `base` is the year that it is compared with; `goal` is to be
    reached in `goal_year`, and `goal_gap` is the most that women and men are to be apart.
    """

    id: str
    name: Texts
    unit: str = ""
    source: str = ""
    themes: tuple[str, ...] = ()
    people: bool = False
    better: Better | None = None
    base: int | None = None
    goal: Figure | None = None
    goal_gap: Figure | None = None
    goal_year: int | None = None
    points: tuple[ReportPoint, ...] = ()
    url: str = ""
    note: str = ""
    years: tuple[YearFigures, ...] = ()
    at: Source = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """A programme or plan that builds on the strategy: on which paragraphs, in which version of the text."""

    id: str
    name: Texts
    by: str = ""
    version: str = ""
    paragraphs: tuple[str, ...] = ()
    url: str = ""
    dnr: str = ""
    note: str = ""
    source: str = ""
    at: Source = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectResult:
    """What a project has led to: what was done, for whom, and where it lives now."""

    id: str
    project: str
    what: str
    whom: str = ""
    lives: str = ""
    year: int | None = None
    themes: tuple[str, ...] = ()
    points: tuple[ReportPoint, ...] = ()
    url: str = ""
    dnr: str = ""
    source: str = ""
    at: Source = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedText:
    """What somebody has written on a point of the report on a year."""

    year: int
    point: ReportPoint
    text: str
    source: str = ""
    at: Source = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowedUp:
    """All that config/follow-up.toml has."""

    indicators: tuple[Indicator, ...] = ()
    programmes: tuple[Programme, ...] = ()
    results: tuple[ProjectResult, ...] = ()
    texts: tuple[ReportedText, ...] = ()
