"""Whom to write to about an event, what they answer, and that they were told."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from sqlalchemy import Connection, select

from rusctl.database.tables import person
from rusctl.database.transaction import Transaction
from rusctl.model.people import Answer, Invited, Kind, Participation, Person
from rusctl.model.recipients import mail_address
from rusctl.register import participants, persons
from rusctl.register.schema import participation

NOT_ASKED_AGAIN = frozenset((Answer.DECLINED, Answer.DELEGATED))


class ParticipantSelection(NamedTuple):
    """Which of those who are entered under an event; an empty choice is all."""

    roles: Collection[str] = ()
    municipalities: Collection[str] = ()
    answers: Collection[Answer] = ()

    def takes(self, part: Participation) -> bool:
        """Whether somebody's part in the event is of the chosen."""
        return (
            (not self.roles or part.role in self.roles)
            and (not self.municipalities or part.municipality in self.municipalities)
            and (not self.answers or part.answer in self.answers)
        )


class Chosen(NamedTuple):
    """Those of an event who are chosen: who can be written to, by number, and who cannot.

    `not_held` are those whose role there is not theirs on the day; `silent` have no address, `hidden` are protected or
    restricted, `shared` have somebody else's address.
    """

    invited: list[Invited]
    not_held: list[int]
    silent: list[int]
    shared: list[int]
    hidden: int


def chosen(connection: Connection, event: str, day: dt.date | None, choice: ParticipantSelection) -> Chosen:
    """Give whom to write to; a role that was said by hand, which somebody has never held, counts as held."""
    found = Chosen([], [], [], [], 0)
    addresses: set[str] = set()
    parts = [one for one in participants.of_event(connection, event) if one.kind is Kind.PERSON and choice.takes(one)]
    known = {one.id: one for one in persons.listed(connection, numbers=_numbers(parts), hidden=True)}
    for part in sorted(parts, key=lambda one: one.person or 0):
        one = known[part.person or 0]
        address = mail_address(one.email)
        if one.hidden:
            found = found._replace(hidden=found.hidden + 1)
        elif not _holds(one, part.role, day):
            found.not_held.append(one.id)
        elif not address:
            found.silent.append(one.id)
        elif address.casefold() in addresses:
            found.shared.append(one.id)
        else:
            addresses.add(address.casefold())
            found.invited.append(
                Invited(
                    number=one.id,
                    name=one.name,
                    address=address,
                    role=part.role,
                    language=one.language,
                    answer=part.answer,
                )
            )
    return found


def reached(connection: Connection) -> list[tuple[int, str, bool]]:
    """Give every person's number, the address they can be written to at, and whether they are hidden."""
    query = select(person.c.id, person.c.email, person.c.protected | person.c.restricted).order_by(person.c.id)
    return [(number, mail_address(email), bool(hidden)) for number, email, hidden in connection.execute(query)]


def answers(connection: Connection, event: str) -> dict[int, Answer]:
    """Give what each person who is entered under an event has answered, by number."""
    parts = participants.of_event(connection, event)
    return {one.person: one.answer for one in parts if one.person is not None}


def entered(connection: Connection) -> set[tuple[str, int]]:
    """Give which persons are entered under which events, by the event's id and the person's number."""
    columns = participation.c
    query = select(columns.event, columns.person).where(columns.person.is_not(None))
    return {(event, number) for event, number in connection.execute(query)}


def functions(connection: Connection) -> set[int]:
    """Give the numbers of the functional mailboxes."""
    return set(connection.execute(select(person.c.id).where(person.c.function)).scalars())


def answered(change: Transaction, event: str, numbers: Iterable[int], answer: Answer, *, first: bool = False) -> int:
    """Note the answer of persons who are entered under an event, and give how many that is.

    With `first` an answer that stands there is left alone.
    """
    found = _parts(change, event, numbers)
    for one in found:
        if not first or one.answer is Answer.NONE:
            change.update(participation, one.id, one.version, answer=answer)
    return len(found)


def told(change: Transaction, event: str, numbers: Iterable[int], values: Mapping[str, object]) -> int:
    """Note that persons were told of an event: when and how; give how many of them are entered under it."""
    found = _parts(change, event, numbers)
    for one in found:
        change.update(participation, one.id, one.version, **values)
    return len(found)


def not_told(change: Transaction, event: str, numbers: Iterable[int], how: Collection[str]) -> None:
    """Take back that persons were told of an event in one of some ways; what was told in another way stands."""
    for one in _parts(change, event, numbers):
        if one.told_how in how:
            change.update(participation, one.id, one.version, told=None, told_how="")


def asked_anew(change: Transaction, event: str, numbers: Iterable[int]) -> None:
    """Let the answers of persons go who are asked for another date; who has sent somebody else, still has."""
    for one in _parts(change, event, numbers):
        if one.answer is not Answer.DELEGATED:
            change.update(participation, one.id, one.version, answer=Answer.NONE, waiting="", offered=None)


def _parts(change: Transaction, event: str, numbers: Iterable[int]) -> list[Participation]:
    found = (participants.of_person(change.connection, number, event) for number in dict.fromkeys(numbers))
    return [one for one in found if one is not None]


def _numbers(parts: Iterable[Participation]) -> list[int]:
    return [one.person for one in parts if one.person is not None]


def _holds(one: Person, role: str, day: dt.date | None) -> bool:
    mine = [held for held in one.mandates if held.role == role]
    return day is None or not mine or any(held.valid_on(day) for held in mine)
