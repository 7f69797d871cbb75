"""Rules about the order of the milestones, by what they come after and as they stand in the file, and of the phases."""

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from rusctl.checks.dates import last_key
from rusctl.checks.lookup import incomplete
from rusctl.checks.rule import rule
from rusctl.diagnostics import Problem, Severity
from rusctl.language.message import msg
from rusctl.language.names import way
from rusctl.model.plan import Event, Facts, Milestone, Source, Status, When
from rusctl.schedule.state.milestones import loops
from rusctl.schedule.state.phases import overlapping, turned_round
from rusctl.schedule.state.rounds import due_on, followed, holds_up, over_on
from rusctl.storage.files.names import PROCESS

LARGE = 500
"""So many dates that disturb one another are looked at one by one; of more only the exact days are."""
_NO_END = dt.date.max.toordinal()


@rule(code="RUS401", name="after-order", severity=Severity.ERROR)
def after_order(facts: Facts) -> Iterator[Problem]:
    """A milestone or an event is due before something that it comes after.

    The council cannot decide before the board has treated the matter; one of the two dates has to move. Windows that
    overlap leave it open, and are no fault.

    Bad:
        # file: config/process.toml
        [[milestone]]
        id = "board"
        title = { sv = "Regionstyrelsen behandlar förslaget" }
        date = 2020-05-20

        [[milestone]]
        id = "council"
        title = { sv = "Regionfullmäktige beslutar" }
        date = 2020-02-18  # RUS401
        after = ["board"]

    Good:
        # file: config/process.toml
        [[milestone]]
        id = "board"
        title = { sv = "Regionstyrelsen behandlar förslaget" }
        date = 2020-05-20

        [[milestone]]
        id = "council"
        title = { sv = "Regionfullmäktige beslutar" }
        date = 2020-06-16
        after = ["board"]
    """
    for record, due, name, before in out_of_order(facts):
        text = msg(
            "{id} is due {due}, before {name}, {before}, which it comes after; move one of them",
            id=record.id,
            due=due,
            name=name,
            before=before,
        )
        yield Problem(date_key(record), text, others=(name,))


def out_of_order(facts: Facts) -> Iterator[tuple[Milestone | Event, When, str, When]]:
    """Give each record that is due before something it comes after, with when, and what that is, with when."""
    plan = followed(facts.plan, facts.today)
    reached: dict[str, When] = {
        event.id: event.when for event in plan.events if event.when and event.status is not Status.CANCELLED
    }
    for milestone in plan.milestones:
        if known := over_on(milestone, facts.today) or _set_for(milestone, facts.today):
            reached[milestone.id] = known
    for record in plan.records:
        due = _set_for(record, facts.today)
        if due is None or not record.after or _over(record, facts):
            continue
        for name, _gap in record.after:
            before = reached.get(name)
            if before and name != record.id and due.last < before.first:
                yield record, due, name, before


def _set_for(record: Milestone | Event, today: dt.date) -> When | None:
    """Give the date that a record has in the file, where it holds: not one of a round that has ended."""
    if isinstance(record, Event) or record.when is None or record.every:
        return record.when
    return record.when if due_on(record, today) else None


def _over(record: Milestone | Event, facts: Facts) -> bool:
    """Whether it has happened, or never will."""
    if isinstance(record, Event):
        return record.status in {Status.HELD, Status.CANCELLED}
    return not holds_up(record, facts.today)


@rule(code="RUS402", name="dependency-loop", severity=Severity.ERROR)
def dependency_loop(facts: Facts) -> Iterator[Problem]:
    """Milestones or events wait for one another in a ring, so none can be first.

    The finding names the ring, each one before the one that it comes after.

    Bad:
        # file: config/process.toml
        [[milestone]]
        id = "board"
        title = { sv = "Regionstyrelsen behandlar förslaget" }
        after = ["council"]  # RUS402

        [[milestone]]
        id = "council"
        title = { sv = "Regionfullmäktige beslutar" }
        after = ["board"]

    Good:
        # file: config/process.toml
        [[milestone]]
        id = "board"
        title = { sv = "Regionstyrelsen behandlar förslaget" }

        [[milestone]]
        id = "council"
        title = { sv = "Regionfullmäktige beslutar" }
        after = ["board"]
    """
    records = facts.plan.records
    if not any(record.after for record in records):
        return
    by_id = {record.id: record for record in records}
    for path in loops(records):
        text = msg("these wait for one another in a ring: {path}; take one out of after", path=way(path))
        yield Problem(by_id[path[0]].at.key("after"), text)


@rule(code="RUS405", name="milestone-out-of-order", severity=Severity.WARNING)
def milestone_out_of_order(facts: Facts) -> Iterator[Problem]:
    """Milestones are not listed in date order.

    The milestones are listed as they come. One that is dated January 2025 between November 2025 and April 2026 has most
    often the wrong year. Windows that overlap leave the order open, and are no fault.

    Bad:
        # file: config/process.toml
        [[milestone]]
        id = "consultation-closes"
        title = { sv = "Remissen stänger" }
        date = 2025-11-14

        [[milestone]]
        id = "board"
        title = { sv = "Regionstyrelsen behandlar förslaget" }
        date = 2025-01-20  # RUS405

        [[milestone]]
        id = "council"
        title = { sv = "Regionfullmäktige beslutar" }
        date = 2026-04-21

    Good:
        # file: config/process.toml
        [[milestone]]
        id = "consultation-closes"
        title = { sv = "Remissen stänger" }
        date = 2025-11-14

        [[milestone]]
        id = "board"
        title = { sv = "Regionstyrelsen behandlar förslaget" }
        date = 2026-01-20

        [[milestone]]
        id = "council"
        title = { sv = "Regionfullmäktige beslutar" }
        date = 2026-04-21
    """
    dated = [one for one in facts.plan.milestones if one.when and one.when.first <= one.when.last]
    in_order = _in_order([one.when for one in dated if one.when])
    preceding = _latest_before(dated, in_order)
    following = _earliest_after(dated, in_order)
    for milestone, stands, before, after in zip(dated, in_order, preceding, following, strict=True):
        if stands:
            continue
        if before and _before(milestone, before):
            text = msg(
                "{id}, {when}, stands after {other}, {other_when}; correct the date or move it up",
                id=milestone.id,
                when=milestone.when,
                other=before.id,
                other_when=before.when,
            )
            yield Problem(date_key(milestone), text)
        elif after and _before(after, milestone):
            text = msg(
                "{id}, {when}, stands before {other}, {other_when}; correct the date or move it down",
                id=milestone.id,
                when=milestone.when,
                other=after.id,
                other_when=after.when,
            )
            yield Problem(date_key(milestone), text)


def date_key(record: Milestone | Event) -> Source:
    """Give the place of the key that says when a milestone or an event is due."""
    if record.when is None:
        return record.at.key("every" if isinstance(record, Milestone) and record.every else "baseline")
    return record.at.key(last_key(record.when))


def _before(one: Milestone, other: Milestone) -> bool:
    """Whether one is over before the other can be."""
    return bool(one.when and other.when and one.when.last < other.when.first)


def _latest_before(milestones: Sequence[Milestone], in_order: Sequence[bool]) -> list[Milestone | None]:
    """Give for each milestone the one that begins last of those before it that stand in order."""
    found: list[Milestone | None] = []
    latest: Milestone | None = None
    for one, stands in zip(milestones, in_order, strict=True):
        found.append(latest)
        if stands and one.when and (latest is None or latest.when is None or one.when.first >= latest.when.first):
            latest = one
    return found


def _earliest_after(milestones: Sequence[Milestone], in_order: Sequence[bool]) -> list[Milestone | None]:
    """Give for each milestone the one that ends first of those after it that stand in order."""
    found: list[Milestone | None] = []
    earliest: Milestone | None = None
    for one, stands in zip(reversed(milestones), reversed(in_order), strict=True):
        found.append(earliest)
        if stands and one.when and (earliest is None or earliest.when is None or one.when.last <= earliest.when.last):
            earliest = one
    return found[::-1]


def _in_order(whens: Sequence[When]) -> list[bool]:
    """Say which dates stand in order: as many as can be, so that the fewest are called wrong.

    Dates stand in order where a day can be chosen within each so that none is before the one above it. Where several
    choices leave out equally few, exact days are kept rather than windows, and then those earlier in the file. What
    nothing on either side disturbs is set aside first, since the search takes the square of what is left.
    """
    spans = [(when.first.toordinal(), when.last.toordinal()) for when in whens]
    ends = [*accumulate((last for _, last in reversed(spans)), min)][::-1]
    begins = [*accumulate((first for first, _ in spans), max)]
    found: list[bool] = []
    start = 0
    for at in range(1, len(spans) + 1):
        if at == len(spans) or begins[at - 1] <= ends[at]:
            block = spans[start:at]
            found += _most_in_order(block) if len(block) <= LARGE else _most_days_in_order(block)
            start = at
    return found


def _most_in_order(spans: Sequence[tuple[int, int]]) -> list[bool]:
    """Say which of some spans of days stand in order: as many as can be, of these most days, and the first rather.

    `known[at]` holds choices among the spans from `at` on: how much is kept, and by which day the first to end must
    end; of two choices one keeps more, and the other leaves more days to what stands before.
    """
    worth = [len(spans) + 1 + (first == last) for first, last in spans]
    known = [[(0, _NO_END)]]
    for (first, last), own in zip(reversed(spans), reversed(worth), strict=True):
        with_it = [(kept + own, min(last, end)) for kept, end in known[-1] if end >= first]
        best, choices = 0, []
        for kept, end in sorted(known[-1] + with_it, key=lambda one: (-one[0], -one[1])):
            if end > best:
                best = end
                choices.append((kept, end))
        known.append(choices)
    known.reverse()
    left, begun, found = known[0][0][0], 0, []
    for (first, last), own, choices in zip(spans, worth, known[1:], strict=True):
        needed = max(begun, first)
        stands = last >= begun and any(kept + own >= left and end >= needed for kept, end in choices)
        if stands:
            left, begun = left - own, needed
        found.append(stands)
    return found


def _most_days_in_order(spans: Sequence[tuple[int, int]]) -> list[bool]:
    """Say the same of very many spans: of those that are a day; a longer one is not judged among so many."""
    lengths = iter(_rises([first for first, last in spans if first == last]))
    rises = [next(lengths) if first == last else 0 for first, last in spans]
    wanted, kept = max(rises), []
    for (first, last), length in zip(spans, rises, strict=True):
        # The next one of the wanted length is never earlier: if it were, it would itself have a longer rise.
        stands = first != last or length == wanted
        wanted -= length == wanted
        kept.append(stands)
    return kept


def _rises(days: Sequence[int]) -> list[int]:
    """Give for each day how many, from it on, can stand in order at most (patience sorting, from the end)."""
    tops: list[int] = []
    lengths = []
    for day in reversed(days):
        pile = bisect_right(tops, -day)
        tops[pile : pile + 1] = [-day]
        lengths.append(pile + 1)
    return lengths[::-1]


@rule(code="RUS419", name="phases-overlap", severity=Severity.WARNING)
def phases_overlap(facts: Facts) -> Iterator[Problem]:
    """Two phases of the process overlap, or are in the wrong order.

    Phases come one after the other, in the order of the file. Where two go on side by side, one of them says so in
    `overlaps`.

    Bad:
        # file: config/process.toml
        [[phase]]
        id = "dialogue"
        name = { sv = "Dialog", en = "Dialogue" }
        from = 2018-11-06
        to = 2019-03-31

        [[phase]]
        id = "writing"
        name = { sv = "Skrivande", en = "Writing" }
        from = 2019-02-01  # RUS419
        to = 2019-04-30

    Good:
        # file: config/process.toml
        [[phase]]
        id = "dialogue"
        name = { sv = "Dialog", en = "Dialogue" }
        from = 2018-11-06
        to = 2019-03-31

        [[phase]]
        id = "writing"
        name = { sv = "Skrivande", en = "Writing" }
        from = 2019-02-01
        to = 2019-04-30
        overlaps = ["dialogue"]
    """
    phases = facts.plan.phases
    for phase in phases:
        if phase.last < phase.first:
            text = msg("{id} ends on {last}, before it begins", id=phase.id, last=phase.last)
            yield Problem(phase.at.key("to"), text, severity=Severity.ERROR)
    for one, other in overlapping(phases):
        text = msg(
            "{one} goes on until {last}, and {other} begins on {first}; move one, or write overlaps",
            one=one.id,
            last=one.last,
            other=other.id,
            first=other.first,
        )
        yield Problem(other.at.key("from"), text, others=(one.id,))
    for one, other in turned_round(phases):
        text = msg("{other} stands after {one} and begins before it; put them in order", one=one.id, other=other.id)
        yield Problem(other.at.key("from"), text, others=(one.id,))
    known = {one.id for one in phases}
    for phase in phases if not incomplete(facts, PROCESS, "phase") else ():
        for number, name in enumerate(phase.overlaps):
            if name not in known:
                text = msg('"{name}" is not a phase; correct it or take it out', name=name)
                yield Problem(phase.at.key("overlaps", number), text, severity=Severity.ERROR)
