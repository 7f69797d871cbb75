"""Rules about the order of the milestones: by what they come after, and as they stand in the file."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from rusctl.checks.dates import last_key
from rusctl.checks.rule import rule
from rusctl.diagnostics import Problem, Severity
from rusctl.language.message import msg
from rusctl.language.names import way
from rusctl.model.plan import Days, Event, Facts, Milestone, Source, Status, When
from rusctl.schedule.state.milestones import done_on, loops


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
        yield Problem(date_key(record), text)


def out_of_order(facts: Facts) -> Iterator[tuple[Milestone | Event, When, str, When]]:
    """Give each record that is due before something it comes after, with when, and what that is, with when."""
    plan = facts.plan
    reached: dict[str, When] = {
        event.id: event.when for event in plan.events if event.when and event.status is not Status.CANCELLED
    }
    for milestone in plan.milestones:
        if known := done_on(milestone, facts.today) or milestone.when:
            reached[milestone.id] = known
    for record in plan.records:
        if record.when is None or not record.after or _over(record, facts):
            continue
        for name, _gap in record.after:
            before = reached.get(name)
            if before and name != record.id and record.when.last < before.first:
                yield record, record.when, name, before


def _over(record: Milestone | Event, facts: Facts) -> bool:
    """Whether it has happened, or never will."""
    if isinstance(record, Event):
        return record.status in {Status.HELD, Status.CANCELLED}
    return done_on(record, facts.today) is not None


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
    """A milestone does not stand in the order of the dates.

    The milestones are listed as they come. One that is dated January 2025 between November 2025 and April 2026 has most
    often the wrong year.

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
    dated = [milestone for milestone in facts.plan.milestones if milestone.when]
    in_order = _in_order(dated)
    following = _neighbours(reversed(dated), in_order)
    preceding = _neighbours(dated, in_order)
    for milestone in dated:
        before, after = preceding.get(milestone.id), following.get(milestone.id)
        if milestone.id in in_order:
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


def _neighbours(milestones: Iterable[Milestone], in_order: frozenset[str]) -> dict[str, Milestone]:
    """Give for each milestone the nearest one before it that stands in order."""
    found: dict[str, Milestone] = {}
    nearest: Milestone | None = None
    for milestone in milestones:
        if nearest:
            found[milestone.id] = nearest
        if milestone.id in in_order:
            nearest = milestone
    return found


def _in_order(milestones: Sequence[Milestone]) -> frozenset[str]:
    """Give the milestones with exact days that stand in order: as many as can be, so that the fewest are called wrong.

    Where several choices leave out equally few, the one that keeps those earlier in the file is taken.
    """
    days = [(one.id, one.when.first.toordinal()) for one in milestones if isinstance(one.when, Days)]
    lengths = _rises([day for _, day in days])
    wanted, kept = max(lengths, default=0), set()
    for (name, _), length in zip(days, lengths, strict=True):
        # The next one of the wanted length is never earlier: if it were, it would itself have a longer rise.
        if length == wanted:
            kept.add(name)
            wanted -= 1
    return frozenset(kept)


def _rises(days: Sequence[int]) -> list[int]:
    """Give for each day how many, from it on, can stand in order at most (patience sorting, from the end)."""
    tops: list[int] = []
    lengths = []
    for day in reversed(days):
        pile = bisect_right(tops, -day)
        tops[pile : pile + 1] = [-day]
        lengths.append(pile + 1)
    return lengths[::-1]
