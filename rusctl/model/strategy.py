"""The strategy's versions and joint commitments, in the field's words: frozen values, each with where it was read."""

import datetime as dt
from dataclasses import field
from enum import StrEnum

from rusctl.model.follow_up import ReportPoint
from rusctl.model.record import dataclass
from rusctl.model.source import NOWHERE, Source, Texts

PARAGRAPH = r"p[0-9]{3,7}"
"""The id of a heading or a paragraph; it is never changed and never given again."""
INPUT = r"[A-Z0-9]+(?:-[A-Z0-9]+)*-[0-9]{3,}"
"""The id of an input: that of its event in capitals, and a number."""


class HowChanged(StrEnum):
    """What became of a paragraph that its text alone does not tell."""

    SPLIT = "split"
    MERGED = "merged"
    GONE = "gone"


class Became(StrEnum):
    """What became of a paragraph from one version to the next."""

    SAME = "same"
    REWORDED = "reworded"
    MOVED = "moved"
    SPLIT = "split"
    MERGED = "merged"
    NEW = "new"
    GONE = "gone"


class CommitmentKind(StrEnum):
    """What is agreed: what several do together, or a measure that carries out the strategy."""

    COMMITMENT = "commitment"
    MEASURE = "measure"


class CommitmentState(StrEnum):
    """How a joint commitment stands."""

    PROPOSED = "proposed"
    AGREED = "agreed"
    UNDER_WAY = "under-way"
    DONE = "done"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True, kw_only=True)
class TextVersion:
    """A version of the strategy's text; versions follow each other as they stand in the file.

    `milestone` is the decision that it was made for or adopted by. `unnumbered` are headings without a number: ids.
    """

    id: str
    name: Texts = field(default_factory=Texts)
    date: dt.date | None = None
    milestone: str = ""
    source: str = ""
    unnumbered: tuple[str, ...] = ()
    at: Source = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class TextChange:
    """What is said of a paragraph's change in a version: how, of which other paragraphs, why, and from which inputs."""

    version: str
    paragraph: str
    how: HowChanged | None = None
    of: tuple[str, ...] = ()
    reason: str = ""
    inputs: tuple[str, ...] = ()
    at: Source = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp:
    """How a commitment stood on a day, and what is said of that."""

    date: dt.date
    state: CommitmentState
    text: str = ""
    at: Source = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment:
    """A joint commitment (gemensamt åtagande): which organisations do what, by when; never a person.

    `inputs` and `paragraph` are what it is from, by id; `event` is the meeting at which it was made. `themes` are
    headings of the frame, such as a target area. A measure (åtgärd) is of the plan of action.
    """

    id: str
    what: str
    who: tuple[str, ...] = ()
    by: dt.date | None = None
    state: CommitmentState = CommitmentState.AGREED
    done: dt.date | None = None
    inputs: tuple[str, ...] = ()
    paragraph: str = ""
    event: str = ""
    dnr: str = ""
    note: str = ""
    source: str = ""
    follow_ups: tuple[FollowUp, ...] = ()
    kind: CommitmentKind = CommitmentKind.COMMITMENT
    themes: tuple[str, ...] = ()
    points: tuple[ReportPoint, ...] = ()
    at: Source = field(default=NOWHERE, compare=False)

    @property
    def open(self) -> bool:
        """Whether it remains to be done."""
        return self.state not in (CommitmentState.DONE, CommitmentState.DROPPED)
