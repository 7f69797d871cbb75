"""Persons in the register: added, corrected, restricted, merged, and looked up."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from rusctl.database import erased
from rusctl.errors import PolicyError, RusctlError
from rusctl.language.message import Message, msg
from rusctl.language.order import swedish
from rusctl.mail import addresses, unreached
from rusctl.model.people import Person, RoleAssignment
from rusctl.register import merging, objecting, participants, persons
from rusctl.services import selection
from rusctl.services.people.erasing import coming_events
from rusctl.services.people.exposure import without_traces
from rusctl.services.people.register_access import opened, role_chooser
from rusctl.services.pieces import PIECES
from rusctl.services.project import Project

if TYPE_CHECKING:
    from rusctl.database.transaction import Transaction


class Added(NamedTuple):
    """The number of a new person, and what there is to say of them."""

    number: int
    notes: tuple[Message, ...]


class AlikePersons(NamedTuple):
    """Two persons that may be one; it is certain where they have the same e-mail address."""

    one: Person
    other: Person
    certain: bool


def add(project: Project, new: Person, *, anyway: bool = False, dry_run: bool = False) -> Added:
    """Add a person; PolicyError where another has the same e-mail address, unless it is to be done `anyway`."""
    register = opened(project)
    with register.reading() as connection:
        same = persons.with_email(connection, new.email) if new.email and not anyway else []
        mark = erased.known(connection).of(new.email)
    if same:
        raise PolicyError(
            msg(
                "person {numbers} has the same email address; change that one with rusctl person set, or add --anyway",
                numbers=same,
            )
        )
    number = register.change("person add", lambda change: persons.add(change, new), dry_run=dry_run)
    if mark is None:
        return Added(number, ())
    note = msg(
        "note: somebody with this address was erased on {day} by decision {decision}; see that there is a reason to "
        "have them here again",
        day=mark.at.date(),
        decision=mark.decision,
    )
    return Added(number, (note,))


def correct(
    project: Project,
    number: int,
    values: Mapping[str, Any],
    held: RoleAssignment | None = None,
    *,
    version: int | None = None,
    dry_run: bool = False,
) -> tuple[Message, ...]:
    """Change a person, or the role they hold: one with a last day alone ends, one with a first day is new.

    ConflictError where the person has another version than the one that was said. Gives what else was done, and where
    somebody who is protected from then on still stands.
    """
    register, coming = opened(project), coming_events(project)
    with register.reading() as connection:
        seen = persons.get(connection, number).version

    def work(change: "Transaction") -> None:
        if values or version is not None:
            persons.set_values(change, number, seen if version is None else version, values)
            participants.follow(change, number, coming, values)
        if held and held.last_day and not held.first_day:
            persons.end(change, number, held.role, held.last_day)
        elif held:
            persons.hold(change, number, held)

    register.change("person set", work, dry_run=dry_run)
    if dry_run or not values.get("protected"):
        return ()
    return tuple(without_traces(project, register, number))


def restrict(project: Project, number: int, *, lift: bool = False, dry_run: bool = False) -> tuple[Message, ...]:
    """Restrict the use of a person's data, or lift that; give what else was done, and where else they stand."""
    register = opened(project)
    with register.reading() as connection:
        person = persons.get(connection, number)
    register.change(
        "person restrict",
        lambda change: persons.set_values(change, number, person.version, {"restricted": not lift}),
        dry_run=dry_run,
    )
    return () if dry_run or lift else tuple(without_traces(project, register, number))


def objects(project: Project, number: int, day: dt.date, *, dry_run: bool = False) -> tuple[Message, ...]:
    """Write down that a person has objected to the use of their data; it is restricted until that is decided.

    Gives what else was done, and where else they stand. PolicyError where an objection of theirs waits already.
    """
    register = opened(project)
    with register.reading() as connection:
        person = persons.get(connection, number)
        waits = objecting.open_one(connection, number)
    if waits:
        raise PolicyError(
            msg("person {number} has objected on {day}, which is not decided", number=number, day=waits["received"])
        )

    def work(change: "Transaction") -> None:
        objecting.receive(change, number, day, restricted=person.restricted)
        persons.set_values(change, number, person.version, {"restricted": True})

    register.change("person object", work, dry_run=dry_run)
    return () if dry_run else tuple(without_traces(project, register, number))


def decide_objection(
    project: Project, number: int, day: dt.date, decision: str, *, upheld: bool, dry_run: bool = False
) -> None:
    """Write down what was decided of a person's objection; the restriction is lifted where it is not upheld.

    RusctlError where no objection of theirs waits.
    """
    register = opened(project)
    with register.reading() as connection:
        person = persons.get(connection, number)
        waits = objecting.open_one(connection, number)
    if waits is None:
        raise RusctlError(msg("person {number} has no objection that waits for a decision", number=number))

    def work(change: "Transaction") -> None:
        objecting.decide(change, waits, day, decision, upheld=upheld)
        if not upheld and not waits["restricted_before"]:
            persons.set_values(change, number, person.version, {"restricted": False})

    register.change("person object", work, dry_run=dry_run)


def merge(project: Project, number: int, other: int, *, dry_run: bool = False) -> None:
    """Make one person of two: the first stays, and takes over what the other has and did."""
    opened(project).change("person merge", lambda change: merging.merge(change, number, other, PIECES), dry_run=dry_run)


def duplicates(project: Project) -> list[AlikePersons]:
    """Give persons that may be entered twice: the same e-mail address, or like names and organisations."""
    with opened(project).reading() as connection:
        people = {one.id: one for one in persons.listed(connection)}
    found = merging.duplicates(people.values())
    return [AlikePersons(people[one.one], people[one.other], one.certain) for one in found]


def listed(
    project: Project, municipalities: Sequence[str] | None, roles: Sequence[str] | None, *, hidden: bool = False
) -> list[Person]:
    """Give persons by name: those of some municipalities, and who hold one of some roles today."""
    plan = project.readable().plan
    municipalities = [selection.municipality(plan, one) for one in municipalities or ()]
    chosen = [role_chooser(plan)(one) for one in roles or ()]
    with opened(project).reading() as connection:
        found = persons.listed(
            connection, municipalities=municipalities, roles=chosen, day=project.today, hidden=hidden
        )
    return _by_name(found)


def not_reached(project: Project) -> frozenset[int]:
    """Give the numbers of those whose address a message did not reach, as long as nobody has settled it."""
    with opened(project).reading() as connection:
        known = addresses.known(connection)
        return unreached.of_persons(unreached.found(connection, known), known)


def find(project: Project, text: str, *, hidden: bool = False) -> list[Person]:
    """Give the persons whose name, organisation, address or telephone number holds a text, by name."""
    if not text.strip():
        raise RusctlError(msg("missing: a name, organisation, email address or number to search for"))
    with opened(project).reading() as connection:
        return _by_name(persons.find(connection, text, hidden=hidden))


def _by_name(found: Sequence[Person]) -> list[Person]:
    return sorted(found, key=lambda one: (swedish(one.name), one.id))
