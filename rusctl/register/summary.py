"""What the rules are told of the register: numbers and ids of events, and nobody."""

import datetime as dt
from collections.abc import Collection, Iterable

from sqlalchemy import Connection, case, func, select

from rusctl.database.tables import person as people
from rusctl.model.people import (
    Answer,
    Attendance,
    DoubleBooking,
    Kind,
    KnownAtEvent,
    Person,
    RegisterSummary,
    RoleAtEvent,
    RolePeriod,
    TooFew,
)
from rusctl.model.plan import Plan, exact
from rusctl.register import headcounts, merging, overdue, persons, waiting
from rusctl.register.coverage import coverage, places, too_few
from rusctl.register.inviting import NOT_ASKED_AGAIN
from rusctl.register.schema import participation
from rusctl.schedule.state.spells import Spell, spells

_COUNTED = ~(people.c.restricted | people.c.function)  # who is counted: no one who is restricted, and no mailbox


def in_short(
    connection: Connection,
    plan: Plan,
    today: dt.date,
    others: overdue.Others = overdue.nobody,
    *,
    withdrawn: Collection[tuple[str, int]] = (),
) -> RegisterSummary:
    """Give the register in short.

    `withdrawn` are those whose invitations were withdrawn, by event and number: they are expected no more.
    """
    everybody = [one for one in persons.listed(connection, hidden=True) if not one.function]
    people = [one for one in everybody if not one.hidden]
    alike = merging.duplicates(people)
    found = places(plan, headcounts.by_role(connection, withdrawn), today, roleless=True)
    return RegisterSummary(
        persons=len(everybody),
        roles=tuple(
            RoleAtEvent(
                event=one.event.id,
                role=one.role,
                missing=one.missing,
                asked=one.sums.asked + one.sums.accepted,
                attended=one.sums.attended,
                invited=max(0, one.sums.asked - one.sums.declined - one.sums.delegated),
                coming=one.sums.accepted,
            )
            for one in found
        ),
        not_valid=_not_valid(connection, plan, everybody),
        silent=_silent(connection, withdrawn),
        named=_named(connection, withdrawn),
        held=tuple(
            dict.fromkeys(
                RolePeriod(role=held.role, first_day=held.first_day, last_day=held.last_day)
                for one in everybody
                for held in one.mandates
            )
        ),
        duplicates_certain=sum(one.certain for one in alike),
        duplicates_likely=sum(not one.certain for one in alike),
        double=double_bookings(connection, plan),
        places=waiting.everywhere(connection),
        too_few=_too_few(connection, plan, today),
        overdue=tuple((one.kept.id, one.number) for one in overdue.due(connection, plan, today, others) if one.number),
    )


def _silent(connection: Connection, withdrawn: Collection[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    """Count by event those who are invited by name and of whom there is no answer."""
    columns = participation.c
    query = (
        select(columns.event, func.count())
        .join(people, people.c.id == columns.person)
        .where(columns.answer == Answer.NONE, columns.attendance == Attendance.UNKNOWN, _COUNTED)
        .where(headcounts.expected(withdrawn))
        .group_by(columns.event)
        .order_by(columns.event)
    )
    return tuple((event, count) for event, count in connection.execute(query))


def _named(connection: Connection, withdrawn: Collection[tuple[str, int]]) -> tuple[KnownAtEvent, ...]:
    """Count by event those who are entered under it by name, and of them who may come and who will."""
    columns = participation.c
    asked = ~columns.walk_in
    query = (
        select(
            columns.event,
            func.sum(case((asked, 1), else_=0)),
            func.sum(case((asked & columns.answer.not_in(NOT_ASKED_AGAIN), 1), else_=0)),
            func.sum(case((waiting.COMING, 1), else_=0)),
        )
        .join(people, people.c.id == columns.person)
        .where(_COUNTED, headcounts.expected(withdrawn))
        .group_by(columns.event)
        .order_by(columns.event)
    )
    return tuple(
        KnownAtEvent(event=event, asked=asked, invited=invited, coming=coming)
        for event, asked, invited, coming in connection.execute(query)
    )


def _not_valid(connection: Connection, plan: Plan, everybody: Iterable[Person]) -> tuple[tuple[str, int], ...]:
    """Count by event who stands under it with a role of theirs that they do not hold on its day.

    Who takes part in a role that nobody has entered for them is passed over: it was said by hand.
    """
    days = {one.id: when.first for one in plan.events if (when := exact(one.when)) is not None}
    held = {one.id: one.mandates for one in everybody}
    columns = (participation.c.event, participation.c.role, participation.c.person)
    counts: dict[str, int] = {}
    for event, role, person in connection.execute(select(*columns).where(participation.c.kind == Kind.PERSON)):
        mine = [one for one in held.get(person, ()) if one.role == role]
        if event in days and mine and not any(one.valid_on(days[event]) for one in mine):
            counts[event] = counts.get(event, 0) + 1
    return tuple(sorted(counts.items()))


def _too_few(connection: Connection, plan: Plan, today: dt.date) -> tuple[TooFew, ...]:
    if not plan.minimums:
        return ()
    return too_few(plan, coverage(plan, headcounts.of_those_who_came(connection), today), today)


def double_bookings(connection: Connection, plan: Plan) -> tuple[DoubleBooking, ...]:
    """Count by two events at a time those who stand under both and have not said no; no one who is restricted.

    Of three or more at a time it is each with the one that lasts longest of those before it.
    """
    found = spells(plan)
    at_once = _at_once(found)
    if not at_once:
        return ()
    columns = participation.c
    query = (
        select(columns.event, columns.person)
        .join(people, people.c.id == columns.person)
        .where(columns.answer.not_in(NOT_ASKED_AGAIN), columns.attendance != Attendance.ABSENT, ~people.c.restricted)
    )
    under: dict[str, set[int]] = {}
    for event, person in connection.execute(query):
        if event in at_once:
            under.setdefault(event, set()).add(person)
    last: dict[int, Spell] = {}  # by person, the event that has lasted longest
    counts: dict[tuple[str, str], DoubleBooking] = {}
    for spell in found:
        name = spell.event.id
        for person in under.get(name, ()):
            other = last.get(person)
            if other and other.end > spell.start:
                pair = other.event.id, name
                before = counts[pair].persons if pair in counts else 0
                counts[pair] = DoubleBooking(one=pair[0], other=name, persons=before + 1, certain=spell.timed_as(other))
            if other is None or other.end < spell.end:
                last[person] = spell
    return tuple(counts[pair] for pair in sorted(counts))


def _at_once(found: list[Spell]) -> set[str]:
    """Give the events that are at the same time as another; they come in the order of their start."""
    at_once: set[str] = set()
    longest: Spell | None = None
    for spell in found:
        if longest and longest.end > spell.start:
            at_once |= {longest.event.id, spell.event.id}
        if longest is None or longest.end < spell.end:
            longest = spell
    return at_once
