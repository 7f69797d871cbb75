"""The circulation list kept: bodies taken in, changed, taken over; who was asked, extended, declined, and when."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from rusctl.consultation import circulation, store
from rusctl.consultation.circulation import CirculatedBody
from rusctl.database import erased
from rusctl.database.transaction import Transaction
from rusctl.errors import PolicyError, RusctlError, UsageError
from rusctl.language.message import Message, msg, nmsg
from rusctl.lists.folding import fold
from rusctl.lists.mailboxes import is_functional
from rusctl.model.consultation import BodyNotice, NewBody
from rusctl.model.consulting import Consultation
from rusctl.model.people import Person
from rusctl.register import persons
from rusctl.services.consultation.read_list import ListedRow, said
from rusctl.services.consulting.opening import changed, opened
from rusctl.services.consulting.period import period
from rusctl.services.inputs.words import initials
from rusctl.services.project import Project

IMPORT, BODY = "consultation import", "consultation body"
ASK, EXTEND, DECLINE = (
    "consultation ask",
    "consultation extend",
    "consultation decline",
)  # as the log of changes has them
LONGEST_REASON = 1_000
_COLUMN = {"email": "contact", "contact": "contact_name"}  # where a field stands in the row
_NOTHING: Mapping[str, Any] = {"email": None}
_OF_ROW = ("kind", "legal_group", "municipality", "note")  # what a row may change of a body that is there


class TakenList(NamedTuple):
    """What a list did: names of bodies that are new, that got something new, and that were there as they are.

    A private person's name is left out of it, and an empty one stands in its place. `without` are bodies whose contact
    was erased, and is not entered again.
    """

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    there: tuple[str, ...] = ()
    without: tuple[str, ...] = ()


def listed(project: Project, consultation: str) -> list[CirculatedBody]:
    """Give the bodies of a consultation."""
    with opened(project).reading() as connection:
        return circulation.bodies(connection, consultation)


def take(
    project: Project, consultation: str, rows: Sequence[ListedRow], by: str = "", *, dry_run: bool = False
) -> TakenList:
    """Store the bodies of a list, all or none; one that is there by its name gets what is new, and is not doubled."""

    def work(change: Transaction) -> TakenList:
        return _ListTaking(project, change, consultation, initials(by.strip())).run(rows)

    return changed(project, IMPORT, work, nothing=_nothing, dry_run=dry_run)


def take_over(project: Project, earlier: str, consultation: str, by: str = "", *, dry_run: bool = False) -> TakenList:
    """Take the bodies of an earlier consultation that were on its list; private persons and who replied unasked stay.

    What was said to them and their notes are of the earlier one. RusctlError where it has none, or is the same one.
    """
    if earlier == consultation:
        raise UsageError(msg("{id} is this consultation; name an earlier one", id=earlier))

    def work(change: Transaction) -> TakenList:
        before = circulation.bodies(change.connection, earlier)
        there = {fold(one.name) for one in circulation.bodies(change.connection, consultation)}
        mine = [one for one in before if not one.private and not one.facts.unsolicited]
        if not mine:
            raise RusctlError(msg("{id} has no bodies on its list that could be taken over", id=earlier))
        new = [one for one in mine if fold(one.name) not in there]
        made = [
            NewBody(
                name=one.name,
                kind=one.kind,
                legal_group=one.legal_group,
                municipality=one.municipality,
                contact=one.contact,
            )
            for one in new
        ]
        store.add_bodies(change, consultation, made, initials(by.strip()))
        return TakenList(tuple(one.name for one in new), (), tuple(one.name for one in mine if fold(one.name) in there))

    return changed(project, IMPORT, work, nothing=_nothing, dry_run=dry_run)


def _nothing(taken: TakenList) -> bool:
    return not taken.added and not taken.changed


def remove(project: Project, consultation: str, which: str, *, dry_run: bool = False) -> str:
    """Take a body from the list that was never asked, and give its name; RusctlError where it was."""

    def work(change: Transaction) -> str:
        one = named(circulation.bodies(change.connection, consultation), which)
        circulation.remove_body(change, one)
        return one.name

    return opened(project, dry_run=dry_run).change(BODY, work, dry_run=dry_run)


def named(found: Iterable[CirculatedBody], which: str) -> CirculatedBody:
    """Give the body of a number or a name; RusctlError where there is none, or several begin so."""
    bodies = list(found)
    bare = which.strip()
    if bare.isdecimal():
        mine = [one for one in bodies if one.number == int(bare)]
    else:
        wanted = fold(bare)
        mine = [one for one in bodies if fold(one.name) == wanted] or [
            one for one in bodies if wanted and fold(one.name).startswith(wanted)
        ]
    if len(mine) == 1:
        return mine[0]
    if mine:
        text = msg(
            "{word} can be any of {names}; write the number", word=bare, names=[_with_number(one) for one in mine]
        )
        raise RusctlError(text)
    raise RusctlError(
        msg("{word} is no body of the circulation list; rusctl consultation bodies lists them", word=bare)
    )


def _with_number(one: CirculatedBody) -> str:
    return f"{one.number} {one.name}"


class EnteredBodies(NamedTuple):
    """Whom something was entered for, by name, and who was left alone since it was so already."""

    done: tuple[str, ...]
    left: tuple[str, ...] = ()


def ask(  # noqa: PLR0917 - what is said of it
    project: Project, one: Consultation, names: Sequence[str], day: dt.date, channel: str, by: str, *, dry_run: bool
) -> EnteredBodies:
    """Enter that bodies were asked on a day: those named, else all on the list that were not; each once."""
    _refuse_to_come(project, day)

    def chosen(found: list[CirculatedBody]) -> tuple[list[CirculatedBody], list[CirculatedBody]]:
        mine = [named(found, name) for name in names] or [each for each in found if not each.facts.unsolicited]
        return [each for each in mine if not each.facts.asked], [each for each in mine if each.facts.asked]

    return _entered(project, one.id, ASK, BodyNotice.ASKED, day, channel, by, chosen, dry_run=dry_run)


def decline(project: Project, one: Consultation, which: str, day: dt.date, by: str, *, dry_run: bool) -> EnteredBodies:
    """Enter that a body declined to reply, on a day: that is a message and no reply."""
    _refuse_to_come(project, day)

    def chosen(found: list[CirculatedBody]) -> tuple[list[CirculatedBody], list[CirculatedBody]]:
        body = named(found, which)
        if body.facts.arrived:
            raise PolicyError(msg("{name} has replied, and so has not declined", name=body.name))
        return ([], [body]) if body.facts.declined else ([body], [])

    return _entered(project, one.id, DECLINE, BodyNotice.DECLINED, day, "", by, chosen, dry_run=dry_run)


def _entered(  # noqa: PLR0917 - what a notice holds
    project: Project,
    consultation: str,
    what: str,
    notice: BodyNotice,
    day: dt.date,
    channel: str,
    by: str,
    chosen: Callable[[list[CirculatedBody]], tuple[list[CirculatedBody], list[CirculatedBody]]],
    *,
    dry_run: bool,
) -> EnteredBodies:
    def work(change: Transaction) -> EnteredBodies:
        mine, left = chosen(circulation.bodies(change.connection, consultation))
        rows = dict.fromkeys(one.row for one in mine)
        store.tell(change, rows, notice, day, channel=channel, noted_by=initials(by.strip()))
        return EnteredBodies(tuple(one.name for one in mine), tuple(one.name for one in left))

    return changed(project, what, work, nothing=lambda found: not found.done, dry_run=dry_run)


def extend(  # noqa: PLR0917 - what an extension holds
    project: Project, one: Consultation, names: Sequence[str], until: dt.date, reason: str, by: str, *, dry_run: bool
) -> EnteredBodies:
    """Give bodies a later last day, with the reason; PolicyError where it is no later than that of all."""
    closes = period(project.plan, one, project.today).closes
    if closes and until <= closes:
        raise PolicyError(
            msg("{day} is no later than the last day of the consultation, {closes}", day=until, closes=closes)
        )
    reason = " ".join(reason.split())
    if not reason:
        raise UsageError(msg("say with --reason why the body gets more time"))
    if len(reason) > LONGEST_REASON:
        raise RusctlError(msg("it has more than {most} characters", most=LONGEST_REASON))

    def work(change: Transaction) -> EnteredBodies:
        found = circulation.bodies(change.connection, one.id)
        mine = {body.row: body for body in (named(found, name) for name in names)}
        new = [body for body in mine.values() if body.facts.until != until]
        for body in new:
            store.extend(change, body.row, until, reason, granted=project.today, noted_by=initials(by.strip()))
        left = [body for body in mine.values() if body.facts.until == until]
        return EnteredBodies(tuple(body.name for body in new), tuple(body.name for body in left))

    return changed(project, EXTEND, work, nothing=lambda found: not found.done, dry_run=dry_run)


def _refuse_to_come(project: Project, day: dt.date) -> None:
    if day > project.today:
        raise UsageError(msg("{day} is to come; what has not happened is not entered", day=day))


def _shown(one: ListedRow) -> str:
    return "" if one.private else one.name


class _ListTaking:
    """A list on its way into the database, in one change."""

    def __init__(self, project: Project, change: Transaction, consultation: str, by: str) -> None:
        self.change, self.consultation, self.by, self.today = change, consultation, by, project.today
        self.marks = erased.known(change.connection)
        self.without: list[str] = []

    def run(self, rows: Sequence[ListedRow]) -> TakenList:
        before = {fold(one.name): one for one in circulation.bodies(self.change.connection, self.consultation)}
        new = [one for one in rows if fold(one.name) not in before]
        made = [self._new(one) for one in new]
        numbers = store.add_bodies(self.change, self.consultation, made, self.by)
        self._enter(new, numbers)
        new_values: list[str] = []
        there: list[str] = []
        for one in rows:
            if body := before.get(fold(one.name)):
                (new_values if self.changed(body, one) else there).append("" if body.private else body.name)
        return TakenList(tuple(map(_shown, new)), tuple(new_values), tuple(there), tuple(self.without))

    def _new(self, one: ListedRow) -> NewBody:
        return NewBody(
            name=one.name,
            kind=one.kind,
            legal_group=one.legal_group,
            municipality=one.municipality,
            contact=self._contact(one),
            private=one.private,
            note=one.note,
        )

    def _contact(self, one: ListedRow) -> int | None:
        if not one.email:
            return None
        if self.marks.of(one.email):
            self.without.append(_shown(one))
            return None
        return contact_of(self.change, one)

    def _enter(self, rows: Sequence[ListedRow], numbers: Sequence[int]) -> None:
        """Enter what a list says was said to its new bodies."""
        by_number = {one.number: one.row for one in circulation.bodies(self.change.connection, self.consultation)}
        for one, number in zip(rows, numbers, strict=True):
            self._said(by_number[number], one)

    def _said(self, row: int, one: ListedRow, known: Mapping[str, Any] | None = None) -> bool:
        known = known or {}
        entered = False
        for notice in BodyNotice:
            day: dt.date | None = getattr(one, notice.value)
            if day and known.get(notice.value) != day:
                store.tell(self.change, [row], notice, day, noted_by=self.by)
                entered = True
        if one.until and known.get("until") != one.until:
            store.extend(self.change, row, one.until, "", granted=self.today, noted_by=self.by)
            entered = True
        return entered

    def changed(self, body: CirculatedBody, one: ListedRow) -> bool:
        values: dict[str, Any] = {}
        for name in _OF_ROW:
            value = getattr(one, name)
            if value and value != getattr(body, name) and not (one.guessed and name == "kind" and body.kind):
                values[name] = value
        if one.email and one.email.casefold() != body.email.casefold() and (contact := self._contact(one)):
            values["contact"] = contact
        if values:
            circulation.set_body(self.change, body, values)
        return self._said(body.row, one, body.facts._asdict()) or bool(values)


def contact_of(change: Transaction, one: ListedRow) -> int:
    """Give the person whose mailbox a body's is: the one that has it, else one that is made of it.

    A functional mailbox is entered as such. RusctlError where several have it.
    """
    there = persons.with_email(change.connection, one.email)
    if len(there) == 1:
        return there[0]
    if there:
        raise RusctlError(msg("several have the mailbox of {name} in the register; merge them first", name=one.name))
    function = not one.private and (not one.contact or is_functional(one.contact, one.email))
    new = Person(
        name=one.contact or one.name,
        organisation="" if one.private else one.name,
        municipality=one.municipality,
        email=one.email,
        function=function and is_functional("", one.email),
    )
    return persons.add(change, new)


def put(
    project: Project, consultation: str, name: str, texts: Mapping[str, str | None], by: str, *, dry_run: bool
) -> TakenList:
    """Enter a body, or change the one that is there; of its fields None stays as it is, and an empty text goes.

    RusctlError for a word that means nothing.
    """
    new = said(project, {field: text or "" for field, text in texts.items()} | {"name": name})
    gone = {_COLUMN.get(field, field): _NOTHING.get(field, "") for field, text in texts.items() if text == ""}
    gone.pop("contact_name", None)

    def work(change: Transaction) -> TakenList:
        taking = _ListTaking(project, change, consultation, initials(by.strip()))
        done = taking.run([new])
        if done.added or not gone:
            return done
        body = named(circulation.bodies(change.connection, consultation), new.name)
        circulation.set_body(change, body, gone)
        return TakenList(changed=("" if body.private else body.name,))

    return changed(project, BODY, work, nothing=_nothing, dry_run=dry_run)


def said_left_out(taken: TakenList) -> Message | None:
    """Say which bodies have no contact since it was erased; None where none has."""
    if not taken.without:
        return None
    return msg("entered without a contact, which was erased before: {names}", names=names_shown(taken.without))


def names_shown(names: Sequence[str]) -> list[object]:
    """Give the names of bodies as they are shown: private persons are counted."""
    shown: list[object] = [name for name in names if name]
    if count := len(names) - len(shown):
        shown.append(nmsg("{count} private individual", "{count} private individuals", count))
    return shown
