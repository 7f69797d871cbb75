"""Who takes part in an event: entered as invited, what they answer, and whether they came."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from rusctl.errors import PolicyError, RusctlError
from rusctl.language.message import Message, msg
from rusctl.language.order import swedish
from rusctl.model.people import Answer, Attendance, HeadCount, Kind, Participation, Person
from rusctl.model.plan import Event, Status, exact
from rusctl.register import headcounts, participants, persons, waiting
from rusctl.register.fields import remark
from rusctl.schedule.state.status import status_on
from rusctl.services.people import places
from rusctl.services.people.participants_words import answer_word
from rusctl.services.people.register_access import opened, role_chooser
from rusctl.services.project import Project

if TYPE_CHECKING:
    from rusctl.database.transaction import Transaction


class PartSaid(NamedTuple):
    """What a user says of somebody's part in an event: an answer, a number, a day, for whom; None stays as it is.

    `place` gives them a place, whoever waits before them.
    """

    answer: str | None = None
    substitute_for: int | None = None
    told: dt.date | None = None
    told_how: str | None = None
    organisation: str | None = None
    place: bool = False

    def values(self) -> dict[str, Any]:
        """Give what was said, as it is kept; RusctlError where a part of it is not what it is to be."""
        values = {
            "answer": None if self.answer is None else answer_word(self.answer),
            "substitute_for": self.substitute_for,
            "told": self.told,
            "told_how": None if self.told_how is None else remark(self.told_how, "told_how"),
            "organisation": None if self.organisation is None else remark(self.organisation, "organisation"),
        }
        return {name: value for name, value in values.items() if value is not None}


class Entered(NamedTuple):
    """How many persons are new under an event, and how many were there and are changed; how many are no persons."""

    new: int
    changed: int
    functions: int = 0


class Participants(NamedTuple):
    """The parts in an event: those that may be shown, who they are, the sums by role, and how many are not shown.

    `queue` has the place of those who wait for one, by their number.
    """

    shown: list[Participation]
    known: Mapping[int, Person]
    sums: list[HeadCount]
    left_out: int
    queue: Mapping[int, int] = {}


def enter(
    project: Project, event: Event, numbers: Iterable[int], part: PartSaid, *, role: str = "", dry_run: bool = False
) -> Entered:
    """Enter persons under an event as invited, or note what they have answered.

    A person who is new there takes part in the role that is said, else in the only one they hold on that day.
    """
    numbers = list(dict.fromkeys(numbers))
    if not numbers:
        raise RusctlError(msg("give register numbers; rusctl person find shows them"))
    if part.substitute_for in numbers:
        raise RusctlError(msg("nobody is their own substitute"))
    values = part.values()
    chosen = role_chooser(project.readable().plan)(role)
    register = opened(project)
    with register.reading() as connection:
        instead = persons.get(connection, part.substitute_for) if part.substitute_for is not None else None
        entered = []
        for number in numbers:
            person = persons.get(connection, number)
            there = participants.of_person(connection, number, event.id)
            entered.append((person, chosen if there else participants.role_at(person, _day(event), chosen)))
    if instead and (instead.function or any(person.function for person, _ in entered)):
        raise PolicyError(msg("a functional mailbox is no person, so nobody comes instead of it, nor it of anybody"))

    def work(change: "Transaction") -> int:
        before = waiting.seated(change.connection, event.id, numbers)
        new = sum(participants.put(change, event.id, person, as_role, values) for person, as_role in entered)
        room = places.room(project, change.connection, event.id)
        waiting.settle(change, event.id, numbers, before, room)
        if part.place:
            waiting.give(change, event.id, numbers)
        return new

    new = register.change("participants add", work, dry_run=dry_run)
    return Entered(new, len(entered) - new, sum(person.function for person, _ in entered))


def lacks_role(project: Project, event: Event, numbers: Iterable[int]) -> bool:
    """Say whether one of some persons is new under an event and holds no role, or several, on its day."""
    with opened(project).reading() as connection:
        for number in numbers:
            if participants.of_person(connection, number, event.id):
                continue
            try:
                participants.role_at(persons.get(connection, number), _day(event), "")
            except RusctlError:
                return True
    return False


def attend(
    project: Project,
    event: Event,
    numbers: Iterable[int],
    *,
    everybody: bool = False,
    absent: bool = False,
    role: str = "",
    dry_run: bool = False,
) -> int:
    """Note who came to an event, or did not, and give how many; who was not invited came all the same.

    With `everybody` they are besides all who have said yes and of whom nothing is noted yet.
    """
    chosen = role_chooser(project.readable().plan)(role)
    register = opened(project)
    with register.reading() as connection:
        coming = _coming(participants.of_event(connection, event.id)) if everybody else ()
        numbers = dict.fromkeys([*numbers, *coming])
        if not numbers:
            raise RusctlError(msg("give register numbers, or --all for those who said they were coming"))
        came = []
        for number in numbers:
            person = persons.get(connection, number)
            if person.function and number in coming:
                continue
            if person.function:
                raise PolicyError(
                    msg("{number} is a functional mailbox and comes to no event; say who came", number=number)
                )
            there = participants.of_person(connection, number, event.id)
            came.append((person, there.role if there else participants.role_at(person, _day(event), chosen)))
    attendance = Attendance.ABSENT if absent else Attendance.ATTENDED
    register.change(
        "participants attend", lambda change: participants.attend(change, event.id, came, attendance), dry_run=dry_run
    )
    return len(came)


def doubt(event: Event, today: dt.date) -> Message | None:
    """Say that an event of which it is noted who came has not been, by its date, or is cancelled; None where it has."""
    if status_on(event, today) is Status.CANCELLED:
        return msg("note: {id} is cancelled, so who came to it is counted in no report", id=event.id)
    if event.when and event.when.first > today:
        return msg(
            "{id} is still to come ({when}); record answers with participants add, and expected numbers with "
            "participants count --what coming",
            id=event.id,
            when=event.when,
        )
    return None


def listed(project: Project, event: Event, roles: Sequence[str] | None = None, *, hidden: bool = False) -> Participants:
    """Give who is invited to an event, who is coming and who came, persons by name and then those only counted.

    Those whose data are protected or restricted are left out, unless `hidden`; in the sums they are counted.
    """
    choose = role_chooser(project.readable().plan)
    chosen = {choose(one) for one in roles or ()}
    with opened(project).reading() as connection:
        parts = [one for one in participants.of_event(connection, event.id) if not chosen or one.role in chosen]
        known = {one.id: one for one in persons.listed(connection, numbers=_numbers(parts), hidden=True)}
        sums = [one for one in headcounts.of_event(connection, event.id) if not chosen or one.role in chosen]
        queue = {number: place for place, number in enumerate(waiting.queue(connection, event.id), 1)}
    named = [one for one in parts if one.kind is not Kind.ERASED]  # who was erased is in the sums, and no line
    shown = [one for one in named if hidden or one.person is None or not known[one.person].hidden]
    shown.sort(key=lambda one: (one.person is None, swedish(known[one.person].name if one.person else ""), one.id))
    return Participants(shown, known, sums, len(named) - len(shown), queue)


def came(found: Participants) -> list[Participation]:
    """Give those of a listing who came, by name."""
    return [one for one in found.shown if one.person is not None and one.attendance is Attendance.ATTENDED]


def missing(found: Participants) -> list[Participation]:
    """Give those of a listing who did not come, and those who said yes and of whom it is not noted."""
    named = [one for one in found.shown if one.person is not None and not found.known[one.person].function]
    return [
        one
        for one in named
        if one.attendance is Attendance.ABSENT
        or (one.attendance is Attendance.UNKNOWN and one.answer is Answer.ACCEPTED and not one.waiting)
    ]


def _numbers(parts: Iterable[Participation]) -> list[int]:
    return sorted({number for one in parts for number in (one.person, one.substitute_for) if number is not None})


def _coming(parts: Iterable[Participation]) -> list[int]:
    return [
        one.person
        for one in parts
        if one.person is not None
        and one.kind is Kind.PERSON
        and one.answer is Answer.ACCEPTED
        and not one.waiting
        and one.attendance is Attendance.UNKNOWN
    ]


def _day(event: Event) -> dt.date | None:
    when = exact(event.when)
    return when.first if when else None
