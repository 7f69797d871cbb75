"""Proposals held to what the check knows: each is checked before it is shown, and what it would bring is a limit.

The limits that stand in the folder are in the question itself. What only shows when several dates are chosen, such as
the slack that is left on a chain, or what the folder's own rules say, is found here: the check is asked of the plan
with the days proposed, and what it would find that it does not find without them becomes a limit of the question, which
is then asked again.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import NamedTuple

from rusctl.checks.chain import too_tight
from rusctl.checks.rules import rule_named
from rusctl.checks.run import run
from rusctl.diagnostics import Finding, Severity
from rusctl.language.message import msg
from rusctl.model.people import RegisterSummary
from rusctl.model.plan import Days, Event, Facts, Hours, Plan, Source, Status, When
from rusctl.schedule.dates.hours import hours_planned
from rusctl.schedule.proposing.crews import every
from rusctl.schedule.proposing.proposals import (
    Certainty,
    Limit,
    NotAll,
    Off,
    ProposalAnswer,
    Question,
    Solve,
    proposals,
)
from rusctl.services.planning.own_listings import listings
from rusctl.services.project import Project
from rusctl.storage.files.names import EVENTS
from rusctl.storage.plan import lines_in

ORDER = frozenset({"RUS401", "RUS402", "RUS411", "RUS412", "RUS416", "RUS703"})
"""Rules about order and limits; one of them silences another, so that of a record they count as one."""
SLACK, TENTATIVE = "RUS413", "RUS301"
ALONE = frozenset(
    {
        *("RUS201", "RUS203", "RUS204", "RUS205", "RUS207", "RUS208", "RUS221"),  # days off and the period
        *(TENTATIVE, "RUS306"),  # how firm it is
        *("RUS415", "RUS650"),  # vacancies and busy times
        "RUS811",  # more people than the room takes, where the register is looked at
        "RUS951",  # the folder's own rules
    }
)
"""Rules that judge an event by itself, so that what they find says nothing of the days of others."""
KEPT_TO = frozenset({*ORDER, SLACK, *ALONE, "RUS112", "RUS113", "RUS115", "RUS117", "RUS421"})
"""All that a proposal is held to: these, and crews, travel, venues and consultations."""
MOST_TRIES = 60
"""How often a question is asked again with what was found; each time rules out at least what was proposed."""


class Brought(NamedTuple):
    """What the check would find with a proposal and does not find without: of what, and the chain where it is slack."""

    key: tuple[str, str]
    finding: Finding
    chain: tuple[str, ...] = ()
    bound: tuple[str, ...] = ()


class KeptLimits:
    """A question about events of a project, and how it is answered so that the check finds nothing new.

    `question` has the limits that were found so far. `codes` are the rules that it is held to.
    """

    def __init__(
        self,
        project: Project,
        events: Sequence[Event],
        question: Question,
        *,
        codes: Iterable[str] = KEPT_TO,
        register: RegisterSummary | None = None,
    ) -> None:
        """Keep what the check finds before; with `register` it looks at that, too."""
        self.question = question
        self.events = tuple(events)
        self.project = project
        self._codes, self._register, self._lines = sorted(codes), register, lines_in(project.loaded)

    @cached_property
    def _before(self) -> frozenset[tuple[str, str]]:
        return frozenset(one.key for one in self._brought(self.project.loaded.plan))

    def answers(self, solve: Solve, count: int, seconds: float = 0) -> list[ProposalAnswer]:
        """Give up to so many answers of a solver, the best first; none where there is none.

        `seconds` is what the solver takes for one at most, nearly.
        """

        def along(numbers: range) -> Iterable[int]:
            return self.project.progress(msg("Proposals"), numbers, count, seconds)

        return proposals(self.question, lambda _, unlike: self._best(solve, unlike), count, along)

    def _best(self, solve: Solve, unlike: Sequence[Mapping[str, dt.date]]) -> ProposalAnswer:
        """Answer the question; nothing is known where too much stands in the way."""
        for _ in range(MOST_TRIES):
            answer = solve(self.question, unlike)
            new = self.brings(answer.days) if answer.days else []
            if not new:
                return answer
            more = [self._limit(one, answer.days) for one in new]
            self.question = replace(self.question, limits=(*self.question.limits, *more))
        return ProposalAnswer(Certainty.UNKNOWN, {})

    def brings(self, days: Mapping[str, dt.date]) -> list[Brought]:
        """Give what the check would find with some days and does not find without them."""
        return [one for one in self._brought(self._with(days)) if one.key not in self._before]

    def _brought(self, plan: Plan, codes: Iterable[str] | None = None) -> Iterator[Brought]:
        facts = self._facts(plan)
        found = run(facts, self._lines, [rule for code in codes or self._codes if (rule := rule_named(code))])
        chains = {}
        if any(one.code == SLACK for one in found):
            for network, chain, _slack, tight in too_tight(facts):
                chains[tight.id] = chain, network.timings.chain_from(tight.id)
        for one in found:
            if one.severity < Severity.WARNING:
                continue
            if one.code == SLACK and one.record in chains:
                chain, bound = chains[one.record]
                yield Brought((SLACK, chain[-1]), one, chain, bound)
            else:
                yield Brought(("order" if one.code in ORDER else one.name, one.record), one)

    def _facts(self, plan: Plan) -> Facts:
        project = self.project
        facts = replace(project.loaded.facts(project.today), plan=plan, texts=None, register=self._register)
        return replace(facts, listings=listings(plan, project.today))

    def _with(self, days: Mapping[str, dt.date]) -> Plan:
        """Give the plan with the days of a proposal."""
        plan = self.project.loaded.plan
        known = {event.id for event in plan.events}
        new = [event for event in self.events if event.id not in known]
        placed = [
            replace(event, at=Source(EVENTS, ("event", number), event.id))
            for number, event in enumerate(new, len(known))
        ]
        events = (
            replace(event, when=on_day(event, days[event.id]), status=Status.TENTATIVE, postponed=None)
            if event.id in days
            else event
            for event in (*plan.events, *placed)
        )
        return replace(plan, events=tuple(events))

    def _limit(self, brought: Brought, days: Mapping[str, dt.date]) -> Limit:
        """Give the limit that keeps what was found, and what would be found for the same reason, from coming again."""
        finding = brought.finding
        why = msg("the check would find: {finding}", finding=finding.message)
        at = Source(finding.file, line=finding.line)
        ill = self._ill_days(brought, days) or {name: frozenset({day}) for name, day in days.items()}
        if len(ill) == 1:
            ((name, some),) = ill.items()
            whatever = some.issuperset(self.question.days[name])
            return Off(why, at, frozenset(every(*self.question.span)) if whatever else some, frozenset({name}))
        return NotAll(why, at, ill)

    def _ill_days(self, brought: Brought, days: Mapping[str, dt.date]) -> dict[str, frozenset[dt.date]]:
        """Give the days that go ill together, by event; none where it cannot be told whose days they are.

        A chain has too little slack where what stands before the tight step is so late, or what bounds it so early.
        """
        if not brought.chain:
            name, code = brought.finding.record, brought.finding.code
            return {name: frozenset(self._as_ill(name, brought, days))} if name in days and code in ALONE else {}
        before = brought.chain[: brought.chain.index(brought.bound[0]) + 1]
        last = brought.bound[-1]
        ill = {
            name: frozenset(day for day in self.question.days[name] if day >= days[name])
            for name in before
            if name in days and name != last
        }
        if last in days:
            sooner = frozenset(day for day in self.question.days[last] if day <= days[last])
            ill[last] = sooner | frozenset(self._as_ill(last, brought, days))
        return ill

    def _as_ill(self, name: str, brought: Brought, days: Mapping[str, dt.date]) -> Iterator[dt.date]:
        """Give an event's day and those after it with which the same is found, as far as one with which it is not."""
        for day in self.question.days[name]:
            if day < days[name]:
                continue
            found = self._brought(self._with({**days, name: day}), [brought.finding.code])
            if all(one.key != brought.key for one in found):
                return
            yield day


def on_day(event: Event, day: dt.date) -> When:
    """Give an event's date on another day; one that has times keeps them, and one that is to have some gets them."""
    if isinstance(event.when, Hours):
        later = day - event.when.first
        return Hours(start=event.when.start + later, end=event.when.end and event.when.end + later)
    return hours_planned(event, Days(first=day, last=day))
