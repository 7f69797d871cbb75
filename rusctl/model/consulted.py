"""How a consultation stands on a day, in numbers: what screens and rules look at."""

import datetime as dt
import math
from collections.abc import Mapping
from dataclasses import field

from rusctl.model.consultation import BodyState
from rusctl.model.record import dataclass

DAYS_OF_A_WEEK = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsultationStanding:
    """A consultation on a day. Names are those of bodies alone, and of no private person.

    `rates` has for each kind of body how many replied and how many were asked; who replied unasked is in neither.
    `silent` are names, an empty one for a private person. `groups` are the legal groups that somebody on the list
    belongs to. `split` are the replies of which somebody said that no more comments are in them; `drafted`, `checked`
    and `approved` count comments by how far their answers are. `overdue` are the names of comments whose last day has
    passed, `backdated` the numbers of replies that were authored after they came in, and `same_number` those of replies
    that have one diary number. `lettered` are replies that a letter went out to, `unlettered` their numbers else.
    `first_answer` is the day on which the first answer was written.
    """

    id: str
    states: Mapping[BodyState, int] = field(default_factory=dict)
    rates: tuple[tuple[str, int, int], ...] = ()
    silent: tuple[str, ...] = ()
    groups: frozenset[str] = frozenset()
    replies: int = 0
    undated: int = 0
    split: int = 0
    comments: int = 0
    drafted: int = 0
    checked: int = 0
    approved: int = 0
    overdue: tuple[str, ...] = ()
    backdated: tuple[int, ...] = ()
    same_number: tuple[tuple[str, tuple[int, ...]], ...] = ()
    lettered: int = 0
    unlettered: tuple[int, ...] = ()
    first_answer: dt.date | None = None

    @property
    def bodies(self) -> int:
        """How many are on the list."""
        return sum(self.states.values())

    @property
    def asked(self) -> int:
        """How many of them were asked."""
        return sum(asked for _, _, asked in self.rates)

    @property
    def replied(self) -> int:
        """How many of those asked replied or had no objection."""
        return sum(replied for _, replied, _ in self.rates)

    @property
    def answered(self) -> int:
        """How many comments have an answer, however far it has come."""
        return self.drafted + self.checked + self.approved

    @property
    def unanswered(self) -> int:
        """How many comments have none."""
        return self.comments - self.answered

    def pace(self, today: dt.date) -> float | None:
        """Give how many answers were written a week so far, to one decimal; None before a week has passed."""
        days = (today - self.first_answer).days + 1 if self.first_answer else 0
        return round(self.answered * DAYS_OF_A_WEEK / days, 1) if days >= DAYS_OF_A_WEEK and self.answered else None

    def ready(self, today: dt.date) -> dt.date | None:
        """Give the day on which the last comment has an answer at the pace so far; None where no pace is known."""
        days = (today - self.first_answer).days + 1 if self.first_answer else 0
        if days < DAYS_OF_A_WEEK or not self.answered or not self.unanswered:
            return None
        return today + dt.timedelta(days=math.ceil(self.unanswered * days / self.answered))
