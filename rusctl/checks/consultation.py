"""Rules about the formal consultation (remiss) and about the next review of the strategy."""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from rusctl.checks.lookup import Reference, Suggestions, incomplete
from rusctl.checks.order import date_key
from rusctl.checks.rule import rule
from rusctl.diagnostics import Problem, Severity
from rusctl.language.message import msg, nmsg
from rusctl.model.consulting import Consultation
from rusctl.model.plan import SWEDEN, Days, Facts, Milestone, Window
from rusctl.schedule.state import law
from rusctl.schedule.state.milestones import done_on, due_on
from rusctl.schedule.state.rounds import adopting
from rusctl.storage.files.names import PROCESS

JULY = 7


@rule(code="RUS421", name="consultation-too-short", severity=Severity.WARNING)
def consultation_too_short(facts: Facts) -> Iterator[Problem]:
    """A consultation is shorter than the plan requires.

    `[[consultation]]` in config/consultations.toml names the milestones that open and close it and, as `days`, how long
    it must last at least, both ends counted; without `days` nothing is asked. Where only windows are known, the longest
    time they allow counts.

    Bad:
        # today: 2019-04-01
        # file: config/consultations.toml
        [[consultation]]
        id = "remiss"
        opens = "consultation-opens"
        closes = "consultation-closes"
        days = 90

        # file: config/process.toml
        [[milestone]]
        id = "consultation-opens"
        title = { sv = "Remissen öppnar" }
        date = 2019-08-19

        [[milestone]]
        id = "consultation-closes"
        title = { sv = "Remissen stänger" }
        date = 2019-10-15  # RUS421

    Good:
        # today: 2019-04-01
        # file: config/consultations.toml
        [[consultation]]
        id = "remiss"
        opens = "consultation-opens"
        closes = "consultation-closes"
        days = 90

        # file: config/process.toml
        [[milestone]]
        id = "consultation-opens"
        title = { sv = "Remissen öppnar" }
        date = 2019-05-20

        [[milestone]]
        id = "consultation-closes"
        title = { sv = "Remissen stänger" }
        date = 2019-10-15
    """
    for closes, span in too_short(facts):
        text = nmsg(
            "the consultation that {id} closes lasts {count} day, and must last {least}",
            "the consultation that {id} closes lasts {count} days, and must last {least}",
            span.days,
            id=closes.id,
            least=span.consultation.days,
        )
        yield Problem(date_key(closes), text)


def too_short(facts: Facts) -> Iterator[tuple[Milestone, "ConsultationSpan"]]:
    """Give each consultation that is planned to last too few days, by what closes it."""
    for span in _ahead(facts):
        if span.consultation.days is not None and 0 < span.days < span.consultation.days:
            yield span.closes, span


@rule(code="RUS422", name="consultation-in-july", severity=Severity.WARNING)
def consultation_in_july(facts: Facts) -> Iterator[Problem]:
    """A consultation is mainly in July.

    Most who are asked are on leave then, and boards do not meet. The consultations are those that `[[consultation]]` in
    config/consultations.toml names; mainly is more than half of the days.

    Bad:
        # today: 2019-04-01
        # file: config/consultations.toml
        [[consultation]]
        id = "remiss"
        opens = "consultation-opens"
        closes = "consultation-closes"

        # file: config/process.toml
        [[milestone]]
        id = "consultation-opens"
        title = { sv = "Remissen öppnar" }
        date = 2019-06-24

        [[milestone]]
        id = "consultation-closes"
        title = { sv = "Remissen stänger" }
        date = 2019-08-12  # RUS422

    Good:
        # today: 2019-04-01
        # file: config/consultations.toml
        [[consultation]]
        id = "remiss"
        opens = "consultation-opens"
        closes = "consultation-closes"

        # file: config/process.toml
        [[milestone]]
        id = "consultation-opens"
        title = { sv = "Remissen öppnar" }
        date = 2019-06-24

        [[milestone]]
        id = "consultation-closes"
        title = { sv = "Remissen stänger" }
        date = 2019-09-30
    """
    for span in _ahead(facts):
        july = span.in_july
        if 2 * july > span.days > 0:
            text = msg(
                "of {days} days of the consultation that {id} closes {july} are in July; move it, or make it longer",
                days=span.days,
                id=span.closes.id,
                july=july,
            )
            yield Problem(date_key(span.closes), text)


@rule(code="RUS431", name="review-too-late", severity=Severity.WARNING)
def review_too_late(facts: Facts) -> Iterator[Problem]:
    """The next review comes after a whole term of office without one.

    The strategy is reviewed at least once between elections to the councils (12 § förordningen (2017:583) om regionalt
    utvecklingsarbete; so since 1 January 2020, in two wordings). `[[review]]` in config/checks.toml names the milestone
    that adopts the strategy and its next review, and `[[election]]` in config/workdays.toml the elections; where two
    elections after the adoption are not known, nothing is asked.

    Bad:
        # today: 2020-06-17
        # file: config/checks.toml
        [[review]]
        adopted = "council"
        review = "review"

        # file: config/workdays.toml
        [[election]]
        date = 2022-09-11

        [[election]]
        date = 2026-09-13

        # file: config/process.toml
        [[milestone]]
        id = "council"
        title = { sv = "Regionfullmäktige beslutar" }
        done = 2020-06-16

        [[milestone]]
        id = "review"
        title = { sv = "Strategin ses över" }
        date = 2027-03-01  # RUS431

    Good:
        # today: 2020-06-17
        # file: config/checks.toml
        [[review]]
        adopted = "council"
        review = "review"

        # file: config/workdays.toml
        [[election]]
        date = 2022-09-11

        [[election]]
        date = 2026-09-13

        # file: config/process.toml
        [[milestone]]
        id = "council"
        title = { sv = "Regionfullmäktige beslutar" }
        done = 2020-06-16

        [[milestone]]
        id = "review"
        title = { sv = "Strategin ses över" }
        date = 2026-03-02
    """
    if facts.plan.process.country != SWEDEN:
        return
    milestones = {milestone.id: milestone for milestone in facts.plan.milestones}
    elections = sorted(election.day for election in facts.plan.workyear.elections)
    for one in facts.plan.checks.reviews:
        adopted, review = milestones.get(adopting(facts.plan, one.adopted, facts.today)), milestones.get(one.review)
        begun = _known(adopted, facts.today) if adopted else None
        due = _known(review, facts.today) if review else None
        if not (review and begun and due) or done_on(review, facts.today):
            continue
        following = [day for day in elections if day > begun.last]
        if len(following) > 1 and due.first >= following[1]:
            text = msg(
                "{id}, {due}, comes after a term without a review, {first} to {second} ({law}, wording from {since})",
                id=review.id,
                due=due,
                first=following[0],
                second=following[1],
                law=law.review_on(due.first).text,
                since=law.review_on(due.first).since,
            )
            yield Problem(date_key(review), text)


@rule(code="RUS106", name="unknown-milestone-in-checks", severity=Severity.ERROR, alone=True)
def unknown_in_checks(facts: Facts) -> Iterator[Problem]:
    """A consultation or a review names a milestone that is not declared.

    What is misspelt there is never checked.

    Bad:
        # file: config/process.toml
        [[milestone]]
        id = "consultation-closes"
        title = { sv = "Remissen stänger" }

        # file: config/consultations.toml
        [[consultation]]
        id = "remiss"
        opens = "consultation-opens"  # RUS106
        closes = "consultation-closes"

    Good:
        # file: config/process.toml
        [[milestone]]
        id = "consultation-opens"
        title = { sv = "Remissen öppnar" }

        [[milestone]]
        id = "consultation-closes"
        title = { sv = "Remissen stänger" }

        # file: config/consultations.toml
        [[consultation]]
        id = "remiss"
        opens = "consultation-opens"
        closes = "consultation-closes"
    """
    plan = facts.plan
    if incomplete(facts, PROCESS, "milestone"):
        return
    known = {milestone.id for milestone in plan.milestones}
    used = []
    for one in plan.consultations:
        used += [Reference(one.opens, one.at, ("opens",)), Reference(one.closes, one.at, ("closes",))]
    for other in plan.checks.reviews:
        used += [Reference(other.adopted, other.at, ("adopted",)), Reference(other.review, other.at, ("review",))]
    suggestions = Suggestions(known)
    for reference in used:
        if not reference.name or reference.name in known:
            continue
        if meant := suggestions.meant(reference.name):
            text = msg('"{name}" is not a milestone; did you mean "{meant}"?', name=reference.name, meant=meant)
        else:
            text = msg('"{name}" is not a milestone; declare it in {file}', name=reference.name, file=PROCESS)
        yield Problem(reference.at, text)


class ConsultationSpan(NamedTuple):
    """A consultation that is not over, from its first possible day to its last."""

    consultation: Consultation
    closes: Milestone
    first: dt.date
    last: dt.date

    @property
    def days(self) -> int:
        """How many days it lasts, both ends counted."""
        return (self.last - self.first).days + 1

    @property
    def in_july(self) -> int:
        """How many of them are in July."""
        years = range(self.first.year, self.last.year + 1)
        return sum(
            max(0, (min(self.last, dt.date(year, JULY, 31)) - max(self.first, dt.date(year, JULY, 1))).days + 1)
            for year in years
        )


def _ahead(facts: Facts) -> Iterator[ConsultationSpan]:
    """Give the consultations whose two ends are known and that have not closed."""
    milestones: Mapping[str, Milestone] = {milestone.id: milestone for milestone in facts.plan.milestones}
    for one in facts.plan.consultations:
        opens, closes = milestones.get(one.opens), milestones.get(one.closes)
        if opens is None or closes is None or done_on(closes, facts.today):
            continue
        first, last = _known(opens, facts.today), _known(closes, facts.today)
        if first and last:
            yield ConsultationSpan(one, closes, first.first, last.last)


def _known(milestone: Milestone, today: dt.date) -> Days | Window | None:
    return done_on(milestone, today) or due_on(milestone, today)
