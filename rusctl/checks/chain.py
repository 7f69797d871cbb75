"""Rules about the network of milestones: rows that cannot all hold, what is out of reach, too little slack."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence

from rusctl.checks.consultation import too_short
from rusctl.checks.deadlines import too_late
from rusctl.checks.order import date_key, out_of_order
from rusctl.checks.rule import place, rule, unreadable
from rusctl.diagnostics import Problem, Severity
from rusctl.language.message import Message, msg, nmsg
from rusctl.language.names import way
from rusctl.language.spans import span
from rusctl.model.plan import Event, Facts, Milestone, Plan, Source
from rusctl.model.rounds import before
from rusctl.schedule.network.conflicts import LENGTH, ConflictRow, contradictions
from rusctl.schedule.network.least_times import with_least_times
from rusctl.schedule.network.network import Network, network
from rusctl.schedule.state.milestones import due_on
from rusctl.storage.files.names import DEADLINES

_TIMING = (
    *("date", "start", "end", "window", "done", "status", "baseline", "every"),
    *("after", "duration", "not_before", "not_after", "body", "id"),
)


@rule(code="RUS411", name="contradiction", severity=Severity.ERROR)
def contradiction(facts: Facts) -> Iterator[Problem]:
    """Entries in the plan contradict each other.

    The finding names the rows, each with its file and line, from the first cause to the limit that it breaks; changing
    or taking out any one of them resolves it. What counts are `after` with its gap, `duration`, `not_before`,
    `not_after`, windows, and the dates that other things come after. Days off count, too.

    Bad:
        # file: config/process.toml
        [[milestone]]
        id = "board"
        title = { sv = "Regionstyrelsen behandlar förslaget" }
        not_before = 2020-02-03

        [[milestone]]
        id = "council"
        title = { sv = "Regionfullmäktige beslutar" }
        after = [{ id = "board", gap = "3 weeks" }]
        not_after = 2020-02-18  # RUS411

    Good:
        # file: config/process.toml
        [[milestone]]
        id = "board"
        title = { sv = "Regionstyrelsen behandlar förslaget" }
        not_before = 2020-01-13

        [[milestone]]
        id = "council"
        title = { sv = "Regionfullmäktige beslutar" }
        after = [{ id = "board", gap = "3 weeks" }]
        not_after = 2020-02-18
    """
    plan = facts.plan
    if not any(record.after or record.not_before or record.not_after for record in plan.records):
        return
    records = {record.id: record for record in reversed(plan.records)}
    for found in contradictions(plan, facts.today):
        text = msg(
            "{id} can be on {earliest} at the earliest, and {limit} is its last day; these cannot all hold: {rows}",
            id=found.id,
            earliest=found.earliest,
            limit=found.limit,
            rows=[_row(records[row.id], row) for row in found.rows],
        )
        last = found.rows[-1]
        yield Problem(records[last.id].at.key(last.key), text)


@rule(code="RUS412", name="promise-too-early", severity=Severity.ERROR)
def promise_too_early(facts: Facts) -> Iterator[Problem]:
    """Something is promised for a day before what it waits for can be done.

    With every gap and duration in `after` counted, lead times and the days of a consultation too, and what is open no
    earlier than today, its chain ends later than its date. Move the date, or shorten the chain; the finding names the
    chain.

    Bad:
        # today: 2020-01-20
        # file: config/process.toml
        [[milestone]]
        id = "replies-compiled"
        title = { sv = "Remissvaren är sammanställda" }
        date = 2020-01-31

        [[milestone]]
        id = "council"
        title = { sv = "Regionfullmäktige beslutar" }
        date = 2020-02-18  # RUS412
        after = [{ id = "replies-compiled", gap = "4 weeks" }]

    Good:
        # today: 2020-01-20
        # file: config/process.toml
        [[milestone]]
        id = "replies-compiled"
        title = { sv = "Remissvaren är sammanställda" }
        date = 2020-01-20

        [[milestone]]
        id = "council"
        title = { sv = "Regionfullmäktige beslutar" }
        date = 2020-02-18
        after = [{ id = "replies-compiled", gap = "4 weeks" }]
    """
    plan = facts.plan
    if not _is_joined(plan):
        return
    told = {record.id for record, *_ in out_of_order(facts)}
    told |= {row.id for found in contradictions(plan, facts.today) for row in found.rows}
    told |= {meeting.id for _, meeting, *_ in too_late(facts)}
    told |= {closes.id for closes, _ in too_short(facts)}
    found = network(with_least_times(plan, facts.today), facts.today)
    for record in plan.records:
        timing = found.timings.get(record.id)
        if timing is None or record.id in told:
            continue
        due = due_on(record, facts.today) if isinstance(record, Milestone) else record.when
        if due is None or due.last >= timing.earliest or due.last < facts.today:
            continue
        text = msg(
            "{id} is promised for {due}, and can be on {earliest} at the earliest: {path}",
            id=record.id,
            due=due,
            earliest=timing.earliest,
            path=way(found.chain_to(record.id)),
        )
        yield Problem(date_key(record), text)


@rule(code="RUS413", name="little-slack", severity=Severity.WARNING)
def little_slack(facts: Facts) -> Iterator[Problem]:
    """The critical path, or the chain to another end, has little slack left.

    The critical path is what decides when the decision can be made, whatever comes after it; a slip of more than its
    slack breaks a date. The chains to the other ends of the plan are looked at, too. How many days are too few is
    `slack_days` in config/checks.toml (default 10). docs/network.md says how slack is worked out. Where a step has
    neither a date nor a duration, nobody knows what time it takes, and what is told is the most that the slack can be.

    Bad:
        # today: 2020-01-27
        # file: config/process.toml
        [[milestone]]
        id = "board"
        title = { sv = "Regionstyrelsen behandlar förslaget" }

        [[milestone]]
        id = "council"
        title = { sv = "Regionfullmäktige beslutar" }
        date = 2020-02-18  # RUS413
        after = [{ id = "board", gap = "2 weeks" }]

    Good:
        # today: 2020-01-07
        # file: config/process.toml
        [[milestone]]
        id = "board"
        title = { sv = "Regionstyrelsen behandlar förslaget" }

        [[milestone]]
        id = "council"
        title = { sv = "Regionfullmäktige beslutar" }
        date = 2020-02-18
        after = [{ id = "board", gap = "2 weeks" }]
    """
    for found, chain, slack, tight in too_tight(facts):
        latest, path = found.timings[tight.id].latest, way(chain)
        yield Problem(_promise(tight), _little(found, chain, slack, latest, path))


def too_tight(facts: Facts) -> Iterator[tuple[Network, tuple[str, ...], int, Milestone | Event]]:
    """Give each chain with less slack than the folder asks for: the network, the chain, its slack, and what has it.

    Of several chains on which one and the same has the least slack the first is given.
    """
    plan = facts.plan
    if not any(record.after for record in plan.records):
        return
    found = network(with_least_times(plan, facts.today), facts.today)
    records = {record.id: record for record in reversed(plan.records)}
    told: set[str] = set()
    for chain in found.chains:
        slack = found.slack_on(chain)
        if slack is None or not 0 <= slack < plan.checks.slack_days or _misread(facts, records, chain):
            continue
        tight = next(name for name in reversed(chain) if found.timings[name].slack_days == slack)
        if tight not in told:
            told.add(tight)
            yield found, chain, slack, records[tight]


def _little(found: Network, chain: Sequence[str], slack: int, latest: dt.date | None, path: object) -> Message:
    """Say how little slack a chain has, and of which chain it is."""
    if not all(found.timings.is_known(name) for name in chain):
        return nmsg(
            "at most {count} day of slack is left before {latest}, and some steps have no day, on the chain: {path}",
            "at most {count} days of slack are left before {latest}, and some steps have no day, on the chain: {path}",
            slack,
            latest=latest,
            path=path,
        )
    if chain == found.chain:
        return nmsg(
            "{count} day of slack is left before {latest} on the critical path: {path}",
            "{count} days of slack are left before {latest} on the critical path: {path}",
            slack,
            latest=latest,
            path=path,
        )
    return nmsg(
        "{count} day of slack is left before {latest} on the chain: {path}",
        "{count} days of slack are left before {latest} on the chain: {path}",
        slack,
        latest=latest,
        path=path,
    )


@rule(code="RUS416", name="last-day-out-of-reach", severity=Severity.ERROR)
def last_day_out_of_reach(facts: Facts) -> Iterator[Problem]:
    """A last day (`not_after`) has passed, or can no longer be kept.

    A grant, an instruction or a contract sets such a day. Where it has passed and the thing is not done, say what
    became of it; where all that must come before takes longer, ask for another last day or shorten the chain, which the
    finding names.

    Bad:
        # today: 2019-01-07
        # file: config/process.toml
        [[milestone]]
        id = "draft"
        title = { sv = "Underlaget är klart" }
        duration = "20 workdays"

        [[milestone]]
        id = "application"
        title = { sv = "Ansökan är inne" }
        after = ["draft"]
        not_after = 2019-01-25  # RUS416

    Good:
        # today: 2019-01-07
        # file: config/process.toml
        [[milestone]]
        id = "draft"
        title = { sv = "Underlaget är klart" }
        duration = "10 workdays"

        [[milestone]]
        id = "application"
        title = { sv = "Ansökan är inne" }
        after = ["draft"]
        not_after = 2019-01-25
    """
    plan, today = facts.plan, facts.today
    limited = [record for record in plan.records if record.not_after]
    if not limited:
        return
    told = {row.id for found in contradictions(plan, today) for row in found.rows}
    misread = unreadable(facts, *_TIMING)
    found = network(with_least_times(plan, today), today)
    for record in limited:
        limit, timing = record.not_after, found.timings.get(record.id)
        if limit is None or timing is None or place(record.at) in misread:
            continue
        if limit < today and not _had_its_day(record, limit):
            yield Problem(
                record.at.key("not_after"),
                msg(
                    "{id} was to be by {limit}, and that day has passed; write when it was done, or another last day",
                    id=record.id,
                    limit=limit,
                ),
            )
        elif timing.earliest > limit >= today and record.id not in told:
            text = msg(
                "{id} can be on {earliest} at the earliest, and {limit} is its last day: {path}",
                id=record.id,
                earliest=timing.earliest,
                limit=limit,
                path=way(found.chain_to(record.id)),
            )
            yield Problem(record.at.key("not_after"), text)


def _had_its_day(record: Milestone | Event, limit: dt.date) -> bool:
    """Whether an event had its day in time; that nobody has said that it was held is another finding."""
    return isinstance(record, Event) and record.when is not None and record.when.last <= limit


def _is_joined(plan: Plan) -> bool:
    """Whether anything holds something back: what it comes after, its own work, a limit, or a consultation's days."""
    return bool(plan.consultations) or any(
        record.after or record.duration or record.not_before for record in plan.records
    )


def _misread(facts: Facts, records: Mapping[str, Milestone | Event], chain: Iterable[str]) -> bool:
    """Whether a date or a limit that decides a chain's days cannot be read, of it or of what it comes after."""
    if any(fault.at.file == DEADLINES or fault.at.route[:1] == ("body",) for fault in facts.faults):
        return True  # a lead time is lost
    misread = unreadable(facts, *_TIMING)
    if not misread:
        return False
    names = {other for name in chain for other in (name, *before(name, records))}
    return any(place(records[name].at) in misread for name in names if name in records)


def _promise(record: Milestone | Event) -> Source:
    """Give the place of what bounds a record: its date, its limit, or the record itself."""
    if record.when is not None or (isinstance(record, Milestone) and record.baseline):
        return date_key(record)
    return record.at.key("not_after" if record.not_after else "id")


def _row(record: Milestone | Event, row: ConflictRow) -> Message:
    """Say what a row holds, and where it stands."""
    if row.key == LENGTH and record.when:
        count = (record.when.last - record.when.first).days + 1
        return msg("{id} lasts {count} days ({place})", id=record.id, count=count, place=date_key(record))
    at = record.at.key(row.key)
    if row.number is not None:
        at, link = record.at.key("after", row.number), record.after[row.number]
        if link.gap is None:
            return msg("{id} comes after {other} ({place})", id=record.id, other=link.id, place=at)
        return msg(
            "{id} comes at least {gap} after {other} ({place})",
            id=record.id,
            gap=span(link.gap),
            other=link.id,
            place=at,
        )
    if row.key == "duration" and record.duration:
        return msg("{id} takes {duration} ({place})", id=record.id, duration=span(record.duration), place=at)
    if row.key == "not_before":
        return msg("{id} is not before {day} ({place})", id=record.id, day=record.not_before, place=at)
    if row.key == "not_after":
        return msg("{id} is not after {day} ({place})", id=record.id, day=record.not_after, place=at)
    if isinstance(record, Milestone) and row.key == "done":
        return msg("{id} was done {when} ({place})", id=record.id, when=record.done, place=at)
    if isinstance(record, Milestone) and row.key == "baseline":
        return msg("{id} is promised for {day} ({place})", id=record.id, day=record.baseline, place=at)
    return msg("{id} is set for {when} ({place})", id=record.id, when=record.when, place=at)
