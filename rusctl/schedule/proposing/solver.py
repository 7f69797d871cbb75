"""Answers to questions about days, by OR-Tools' CP-SAT; the only importer of ortools.

One worker, a fixed seed and a limit that counts steps and not seconds: the same question and the same version of the
solver give the same answer on every machine.
"""

import datetime as dt
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from ortools.sat.python import cp_model

from rusctl.schedule.proposing import horizon
from rusctl.schedule.proposing.proposals import (
    DAYS_FOR_KEEPING,
    Apart,
    Certainty,
    NotAll,
    NotTogether,
    Ordered,
    ProposalAnswer,
    Question,
    Week,
    Weekly,
    changed_weeks,
)

STEPS = 20.0
"""The solver's own measure of work for one answer; about as many seconds on a machine of 2026."""
STEPS_TO_EXPLAIN, STEPS_FOR_ONE = 10.0, 2.0
STEPS_A_VARIABLE = 1e-5
"""What making a variable takes, in the same measure."""
CERTAINTY = {
    cp_model.OPTIMAL: Certainty.BEST,
    cp_model.FEASIBLE: Certainty.FOUND,
    cp_model.INFEASIBLE: Certainty.NONE,
}


def best(question: Question, unlike: Sequence[Mapping[str, dt.date]] = (), steps: float = STEPS) -> ProposalAnswer:
    """Give the best days, with enough stops in another week than in each answer of `unlike`.

    A first answer near the start says how far ahead a better one could lie; that is then searched, and proves it.
    """
    if not all(question.days.values()):
        return ProposalAnswer(Certainty.NONE, {})
    near = replace(question, latest=horizon.near(question))
    first = _search(near, unlike, steps / 2)
    if not first.answer.days:
        return _search(question, unlike, steps).answer
    end = horizon.beyond(question, first.cost)
    if all(end <= last for last in near.latest.values()):
        return first.answer
    whole = replace(question, latest=dict.fromkeys(question.days, end))
    second = _search(whole, unlike, steps / 2, first.answer.days)
    return second.answer if second.answer.days else first.answer._replace(certainty=Certainty.FOUND, gap=100)


class _Searched(NamedTuple):
    """An answer and what it costs, in minutes."""

    answer: ProposalAnswer
    cost: float


def _search(
    question: Question,
    unlike: Sequence[Mapping[str, dt.date]],
    steps: float,
    hint: Mapping[str, dt.date] | None = None,
) -> _Searched:
    model = _Model(question)
    for answer in unlike:
        model.differ(answer)
    model.minimise()
    model.begin_with(hint or {})
    solver = _solver(steps)
    certainty = CERTAINTY.get(solver.solve(model.model), Certainty.UNKNOWN)
    if certainty not in {Certainty.BEST, Certainty.FOUND}:
        return _Searched(ProposalAnswer(certainty, {}), 0)
    days = {stop: day for (stop, day), chosen in model.chosen.items() if solver.boolean_value(chosen)}
    cost, bound = solver.objective_value, solver.best_objective_bound
    gap = 0 if certainty is Certainty.BEST else math.ceil(100 * (cost - bound) / max(1.0, abs(bound)))
    return _Searched(ProposalAnswer(certainty, days, gap), cost)


class Possible:
    """Says whether questions have an answer, until the steps are used up; None then, and where one takes too many."""

    def __init__(self, steps: float = STEPS_TO_EXPLAIN) -> None:
        self.left = steps

    def __call__(self, question: Question) -> bool | None:
        """Say whether there is any answer; one that lies near is found sooner."""
        near = horizon.near(question)
        if any(days[-1] > near[stop] for stop, days in question.days.items()) and self._try(
            replace(question, latest=near)
        ):
            return True
        return self._try(question)

    def _try(self, question: Question) -> bool | None:
        if self.left <= 0:
            return None
        model = _Model(question)
        solver = _solver(min(self.left, STEPS_FOR_ONE))
        status = solver.solve(model.model)
        self.left -= solver.response_proto.deterministic_time + len(model.chosen) * STEPS_A_VARIABLE
        return None if status == cp_model.UNKNOWN else status != cp_model.INFEASIBLE


def _solver(steps: float) -> cp_model.CpSolver:
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 1
    solver.parameters.max_deterministic_time = steps
    solver.parameters.linearization_level = 2  # 100 stops with 20 crews are proved in 2 s, and in 30 s without
    return solver


class _Model:
    """A question as variables: each stop on each of its days, yes or no."""

    def __init__(self, question: Question) -> None:
        self.question, self.model = question, cp_model.CpModel()
        self.chosen: dict[tuple[str, dt.date], cp_model.IntVar] = {}
        self.by_week: dict[tuple[str, Week], list[cp_model.IntVar]] = defaultdict(list)
        self.both: dict[tuple[str, str, dt.date], cp_model.IntVar] = {}
        for stop in question.stops:
            for day in question.days[stop.id]:
                variable = self.model.new_bool_var(f"{stop.id} {day}")
                self.chosen[stop.id, day] = variable
                self.by_week[stop.id, day.isocalendar()[:2]].append(variable)
            self.model.add_exactly_one(self.chosen[stop.id, day] for day in question.days[stop.id])
        self._pairs()
        for limit in question.limits:
            if isinstance(limit, Weekly):
                self._weekly(limit)
            elif isinstance(limit, Apart):
                self._apart(limit)
            elif isinstance(limit, Ordered):
                self._ordered(limit)
            elif isinstance(limit, NotTogether):
                self._not_together(limit)
            elif isinstance(limit, NotAll):
                self._not_all(limit)

    def differ(self, answer: Mapping[str, dt.date]) -> None:
        """Ask for enough stops in other weeks than in an answer."""
        same = [
            variable for stop, day in answer.items() for variable in self.by_week.get((stop, day.isocalendar()[:2]), ())
        ]
        self.model.add(_sum(same) <= len(answer) - changed_weeks(len(answer)))

    def minimise(self) -> None:
        """Ask for early days, close after one another, and few minutes on the road."""
        question = self.question
        if not self.chosen:
            return
        start = horizon.start(question)
        costs: list[Any] = [
            question.minutes_a_day * (day - start).days * variable for (_, day), variable in self.chosen.items()
        ]
        worth = DAYS_FOR_KEEPING * question.minutes_a_day
        costs += [
            -worth * self.chosen[stop.id, stop.now]
            for stop in question.stops
            if stop.now and (stop.id, stop.now) in self.chosen
        ]
        places = {stop.id: stop.place for stop in question.stops}
        visits = {stop.id: stop.visit for stop in question.stops}
        costs += [
            -question.roads.saved(places[one], places[other]) * variable
            for (one, other, _), variable in self.both.items()
        ]
        costs += [
            -question.roads.saved(places[stop], visit.place) * variable
            for (stop, day), variable in self.chosen.items()
            for visit in question.kept.get(day, ())
            if question.roads.may_share(visits[stop], visit)
        ]
        self.model.minimize(_sum(costs))

    def begin_with(self, answer: Mapping[str, dt.date]) -> None:
        """Let the search begin with an answer that is known already."""
        for (stop, day), variable in self.chosen.items():
            if stop in answer:
                self.model.add_hint(variable, answer[stop] == day)

    def _pairs(self) -> None:
        """Let pairs share a day; a stop does so with one other at most, whether that stands or is to have a day."""
        shared: dict[str, list[cp_model.IntVar]] = defaultdict(list)
        for one, other in self.question.together():
            for day in self.question.days[one.id]:
                joins = self.question.joins(one, day) or self.question.joins(other, day)
                if (other.id, day) in self.chosen and not joins:
                    variable = self.model.new_bool_var(f"{one.id} {other.id} {day}")
                    self.model.add_implication(variable, self.chosen[one.id, day])
                    self.model.add_implication(variable, self.chosen[other.id, day])
                    self.both[one.id, other.id, day] = variable
                    shared[one.id].append(variable)
                    shared[other.id].append(variable)
        for variables in shared.values():
            self.model.add_at_most_one(variables)

    def _weekly(self, limit: Weekly) -> None:
        weeks: dict[Week, list[cp_model.IntVar]] = defaultdict(list)
        for (_, week), variables in self.by_week.items():
            weeks[week] += variables
        for week, variables in weeks.items():
            self.model.add(_sum(variables) <= max(0, limit.most - limit.kept.get(week, 0)))

    def _apart(self, limit: Apart) -> None:
        """In as many days as a stop and its rest take, a crew has one stop, or one pair that shares a day."""
        for group in self.question.groups():
            ids = {stop.id for stop in group}
            on: dict[dt.date, list[Any]] = defaultdict(list)
            for stop in group:
                for day in self.question.days[stop.id]:
                    on[day].append(self.chosen[stop.id, day])
            for (one, other, day), variable in self.both.items():
                if one in ids and other in ids:
                    on[day].append(-variable)
            if len(group) > 1:
                self._windows(on, limit.rest)

    def _ordered(self, limit: Ordered) -> None:
        """Keep a stop from being before the day that another one allows."""
        days = self.question.days
        if limit.first in days and limit.then in days:
            earliest = _sum(
                limit.earliest(day).toordinal() * self.chosen[limit.first, day] for day in days[limit.first]
            )
            self.model.add(earliest <= _sum(day.toordinal() * self.chosen[limit.then, day] for day in days[limit.then]))

    def _not_together(self, limit: NotTogether) -> None:
        for day in self.question.days.get(limit.one, ()):
            if (limit.other, day) in self.chosen:
                self.model.add_at_most_one(self.chosen[limit.one, day], self.chosen[limit.other, day])

    def _not_all(self, limit: NotAll) -> None:
        if all(stop in self.question.days for stop in limit.days):
            some = [(stop, day) for stop, days in limit.days.items() for day in self.question.days[stop] if day in days]
            self.model.add(_sum(self.chosen[one] for one in some) <= len(limit.days) - 1)

    def _windows(self, on: Mapping[dt.date, list[Any]], rest: int) -> None:
        for first in sorted(on):
            window = [first + dt.timedelta(days=count) for count in range(rest + 1)]
            self.model.add(_sum(term for day in window for term in on.get(day, ())) <= 1)


def _sum(terms: Iterable[Any]) -> Any:
    return cp_model.LinearExpr.sum(list(terms))
