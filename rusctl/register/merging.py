"""Persons that are likely the same, and making one of two; by hand, since only people know."""

from collections.abc import Callable, Iterable, Iterator
from difflib import SequenceMatcher
from itertools import combinations
from typing import NamedTuple

from sqlalchemy import select

from rusctl.database import addresses
from rusctl.database.pieces import Pieces
from rusctl.database.tables import person
from rusctl.database.transaction import Transaction
from rusctl.errors import PolicyError, RusctlError
from rusctl.language.message import msg
from rusctl.language.slug import slug
from rusctl.model.people import Answer, Attendance, Participation, Person, RoleAssignment
from rusctl.register import likeness, objecting, persons
from rusctl.register.participants import as_participation
from rusctl.register.schema import mandate, participation

ALIKE_NAME, ALIKE_ORGANISATION = 0.85, 0.8
FILLED = ("organisation", "municipality", "email", "phone", "language")


class Likeness(NamedTuple):
    """Two persons that may be one, by number; `certain` where they have the same e-mail address."""

    one: int
    other: int
    certain: bool


def duplicates(everybody: Iterable[Person]) -> list[Likeness]:
    """Give the pairs that are likely the same person: the same address or name, or like names and organisations.

    Titles and the order of words make no name another one. Only who shares an address, or an organisation or a name in
    part, is compared, so that it takes little more than twice as long for twice as many.
    """
    people = {one.id: one for one in everybody}
    found: dict[tuple[int, int], bool] = {}
    for one, other in _sharing(people.values(), lambda each: [each.email] if each.email else []):
        found[one, other] = True
    compared = {number: _compared(one) for number, one in people.items()}
    for one, other in _sharing(people.values(), lambda each: _keys(compared[each.id])):
        if (one, other) not in found and _alike(compared[one], compared[other]):
            found[one, other] = False
    pairs = (Likeness(*pair, certain) for pair, certain in found.items())
    alike = (each for each in pairs if people[each.one].function == people[each.other].function)
    return sorted(alike, key=lambda each: (not each.certain, each))


class _Compared(NamedTuple):
    """What of a person is compared, as it is compared."""

    words: list[str]
    name: str
    place: str
    municipality: str


def _compared(one: Person) -> _Compared:
    words = sorted(likeness.name(one.name).words)
    return _Compared(words, " ".join(words), slug(one.organisation), one.municipality)


def _keys(one: _Compared) -> list[str]:
    initials = "".join(word[:1] for word in one.words)
    return [f"name {one.name}", f"place {one.place or one.municipality} {initials}"]


def _sharing(people: Iterable[Person], keys: Callable[[Person], Iterable[str]]) -> Iterator[tuple[int, int]]:
    groups: dict[str, list[int]] = {}
    for one in people:
        for key in keys(one):
            groups.setdefault(key, []).append(one.id)
    for group in groups.values():
        yield from combinations(sorted(set(group))[:MOST_ALIKE], 2)


MOST_ALIKE = 50  # of one key: a whole organisation without names would be compared with itself


def _alike(one: _Compared, other: _Compared) -> bool:
    if one.name == other.name:
        return True
    if one.place and other.place:
        same_place = are_like(one.place, other.place, ALIKE_ORGANISATION)
    else:
        same_place = one.municipality == other.municipality
    return same_place and are_like(one.name, other.name, ALIKE_NAME)


def are_like(one: str, other: str, least: float) -> bool:
    """Whether two texts have so great a part of their letters in blocks that both have."""
    if one == other:
        return True
    both = len(one) + len(other)
    if 2.0 * min(len(one), len(other)) / both < least:
        return False
    if both > LONG:
        matcher = SequenceMatcher(None, one, other, autojunk=False)
        return matcher.quick_ratio() >= least and matcher.ratio() >= least
    return 2.0 * _in_blocks(one, other) / both >= least


LONG = 120  # letters of two texts, up to which looking for blocks from the longest down is the faster way


def _in_blocks(one: str, other: str) -> int:
    """Count the letters in blocks that both have, as SequenceMatcher does: the longest, then what is on each side."""
    for length in range(min(len(one), len(other)), 0, -1):
        for start in range(len(one) - length + 1):
            at = other.find(one[start : start + length])
            if at >= 0:
                before, after = (one[:start], other[:at]), (one[start + length :], other[at + length :])
                return _in_blocks(*before) + length + _in_blocks(*after)
    return 0


def merge(change: Transaction, keep: int, drop: int, pieces: Pieces = ()) -> None:
    """Make one person of two: what the first lacks is the second's, and all that the second did is the first's.

    Every row is kept as it was, so that it can be taken back; what other rooms keep of the second is theirs to hand on.
    """
    if keep == drop:
        raise RusctlError(msg("these are the same person, {number}", number=keep))
    first, second = persons.get(change.connection, keep), persons.get(change.connection, drop)
    if first.function != second.function:
        raise PolicyError(msg("one of these is a functional mailbox and no person, so they are not the same"))
    filled = {name: getattr(second, name) for name in FILLED if not getattr(first, name)}
    flags = {name: getattr(first, name) or getattr(second, name) for name in ("protected", "restricted")}
    change.forget(drop)
    change.update(person, keep, first.version, **filled, **flags)
    for held in second.mandates:
        _take_mandate(change, first, held)
    _take_parts(change, keep, drop)
    objecting.hand_over(change, keep, drop)
    for piece in pieces:
        piece.merge(change, keep, drop)
    addresses.hand_over(change.connection, drop, keep)
    change.delete(person, drop, second.version)
    change.belongs_to(drop, keep)


def _take_mandate(change: Transaction, first: Person, held: RoleAssignment) -> None:
    same = [one for one in first.mandates if one.role == held.role and persons.overlap(one, held)]
    if not same:
        change.update(mandate, held.id, held.version, person=first.id)
        return
    change.delete(mandate, held.id, held.version)
    one = same[0]
    now = persons.mandate_of(change.connection, one.id)
    days = {
        "first_day": None if now.first_day is None or held.first_day is None else min(now.first_day, held.first_day),
        "last_day": None if now.last_day is None or held.last_day is None else max(now.last_day, held.last_day),
    }
    change.update(mandate, one.id, now.version, **days)


def _take_parts(change: Transaction, keep: int, drop: int) -> None:
    mine = {one.event: one for one in _parts(change, keep)}
    for one in _parts(change, drop):
        there = mine.get(one.event)
        if there is None:
            values = {"person": keep, "substitute_for": None if one.substitute_for == keep else one.substitute_for}
            change.update(participation, one.id, one.version, **values)
            continue
        change.delete(participation, one.id, one.version)
        change.update(participation, there.id, there.version, **_together(there, one))
    query = select(participation).where(participation.c.substitute_for == drop)
    for one in [as_participation(row) for row in change.connection.execute(query).mappings()]:
        change.update(participation, one.id, one.version, substitute_for=None if one.person == keep else keep)


def _parts(change: Transaction, number: int) -> list[Participation]:
    query = select(participation).where(participation.c.person == number)
    return [as_participation(row) for row in change.connection.execute(query).mappings()]


def _together(there: Participation, other: Participation) -> dict[str, object]:
    """Give what two parts in the same event say together: who came has come, and who has answered has answered."""
    return {
        "answer": there.answer if there.answer is not Answer.NONE else other.answer,
        "attendance": max(there.attendance, other.attendance, key=_WEIGHT.index),
        "told": there.told or other.told,
        "told_how": there.told_how or other.told_how,
        "walk_in": there.walk_in and other.walk_in,
    }


_WEIGHT = [Attendance.UNKNOWN, Attendance.ABSENT, Attendance.ATTENDED]
