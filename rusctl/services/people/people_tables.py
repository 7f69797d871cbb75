"""Persons, and who takes part in an event, as people read them: the columns of each table, and its rows."""

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from rusctl.language.message import Message, msg
from rusctl.language.vocabulary import KEPT
from rusctl.language.vocabulary_people import ANSWER, ATTENDANCE, PARTICIPATION
from rusctl.model.people import Answer, Attendance, Participation, Person
from rusctl.output import rows as listings
from rusctl.output.tables import Cell, Column, Row, Table
from rusctl.services.people.participants_words import PeopleWords

if TYPE_CHECKING:
    from rusctl.register.overdue import Due
    from rusctl.services.people.persons import AlikePersons

Say = Callable[[Message], str]


def persons(
    words: PeopleWords, found: Iterable[Person], today: dt.date, unreached: Collection[int] = frozenset()
) -> Table:
    """Give persons with the roles they hold today; who is hidden, what is no person, and who is not reached is marked.

    `unreached` are the numbers of those whose address messages did not reach.
    """
    headings = (msg("Name"), msg("Organisation"), msg("Municipality"), msg("Role"), msg("Email"), msg("Telephone"))
    rows: list[Row] = []
    for one in found:
        mark = words.say(_mark(one)) if one.hidden or one.function else ""
        name = Cell(f"{one.name} ({mark})", "bold red" if one.hidden else "") if mark else one.name
        roles = ", ".join(map(words.role, one.roles_on(today)))
        email = one.email if one.id not in unreached else f"{one.email} ({words.say(msg('not reached'))})"
        rows.append(
            (str(one.id), name, one.organisation, words.municipality(one.municipality), roles, email, one.phone)
        )
    return _columns(words, headings), rows


def _mark(one: Person) -> Message:
    if one.function:
        return msg("functional mailbox")
    return msg("protected") if one.protected else msg("restricted")


def participants(
    words: PeopleWords,
    found: Iterable[Participation],
    known: Mapping[int, Person],
    queue: Mapping[int, int] = MappingProxyType({}),
) -> Table:
    """Give parts in an event, of persons and of people counted without names; `queue` has the place of who waits."""
    say = words.say
    headings = (msg("Who"), msg("Role"), msg("Municipality"), msg("Answer"), msg("There"), msg("Note"))
    rows: list[Row] = []
    for one in found:
        person = known.get(one.person or 0)
        who = person.name if person else f"{one.number} {say(PARTICIPATION[one.kind])}"
        answer = say(ANSWER[one.answer]) if person or one.answer is not Answer.NONE else ""
        there = "" if one.attendance is Attendance.UNKNOWN else say(ATTENDANCE[one.attendance])
        came = Cell(there, "green" if one.attendance is Attendance.ATTENDED else "")
        place = words.municipality(one.municipality)
        note = _note(words, one, known, queue)
        rows.append((str(one.person or ""), who, words.role(one.role), place, answer, came, note))
    return _columns(words, headings), rows


def _note(words: PeopleWords, one: Participation, known: Mapping[int, Person], queue: Mapping[int, int]) -> str:
    notes = []
    if place := queue.get(one.person or 0):
        notes.append(words.say(msg("waiting list, place {place}", place=place)))
    if one.offered:
        notes.append(words.say(msg("place offered {day}", day=one.offered)))
    if (person := known.get(one.person or 0)) and person.function:
        notes.append(words.say(msg("functional mailbox")))
    if one.walk_in:
        notes.append(words.say(msg("not invited")))
    if one.substitute_for is not None:
        other = known.get(one.substitute_for)
        name = other.name if other and not other.hidden else str(one.substitute_for)
        notes.append(words.say(msg("instead of {name}", name=name)))
    if one.told:
        notes.append(words.say(msg("told {day}", day=one.told)) + (f" ({one.told_how})" if one.told_how else ""))
    return ", ".join(notes)


def _columns(words: PeopleWords, headings: Iterable[Message]) -> list[Column]:
    return [Column("", number=True), *(Column(words.say(heading)) for heading in headings)]


def duplicates(say: Say, found: "Iterable[AlikePersons]") -> Table:
    """Give pairs of persons that may be one, and why."""
    name, number = Column(say(msg("Name"))), Column("", number=True)
    why = {True: say(msg("the same email address")), False: say(msg("like name and organisation"))}
    rows = [(str(one.one.id), one.one.name, str(one.other.id), one.other.name, why[one.certain]) for one in found]
    return [number, name, number, name, Column(say(msg("Why")))], rows


def overdue(say: Say, found: "Iterable[Due]") -> Table:
    """Give by class what has been kept long enough."""
    columns = [
        Column(say(msg("Class"))),
        Column(say(msg("What"))),
        Column(say(msg("Before")), whole=True),
        Column(say(msg("Decision"))),
        Column(say(msg("Number")), number=True),
    ]
    return columns, [
        (one.kept.id, say(KEPT[one.kept.what]), one.before.isoformat(), one.kept.decision, str(one.number))
        for one in found
    ]


def disposals(say: Say, rows: Iterable[listings.Row]) -> Table:
    """Give what was erased and disposed of, as the log has it."""
    columns = [
        Column(say(msg("When")), whole=True),
        Column(say(msg("Class"))),
        Column(say(msg("Number")), number=True),
        Column(say(msg("Decision"))),
    ]
    return columns, [(row["when"][:10], row["class"], str(row["number"]), row["decision"]) for row in rows]
