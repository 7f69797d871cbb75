"""Who was invited, and what they have answered."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rusctl.errors import RusctlError
from rusctl.language.message import Message, msg, nmsg
from rusctl.mail.history import CANCEL, MAY_HAVE_ARRIVED, is_withdrawn, newest
from rusctl.output import mail_rows
from rusctl.output.rows import Row
from rusctl.register import waiting
from rusctl.services.mailing import left_out, sending
from rusctl.services.mailing.answer_words import NONE, ORDER, WORDS, word
from rusctl.services.people.erasing import held_events
from rusctl.services.project import Project

if TYPE_CHECKING:
    from rusctl.mail.outbox import Outbox


def invited(project: Project, name: str | None = None, *, hidden: bool = False) -> list[Row]:
    """Give those who were invited to an event, or to any, each with what holds of their answer.

    Those whose data are protected or restricted are counted only, unless `hidden` shows them, too. RusctlError where
    nobody has been invited to the event.
    """
    project.readable()
    name = None if name is None else sending.event_id(project, name)
    box = sending.looked_at(project, sending.moment())
    if name is not None and not box.uid(name):
        raise RusctlError(msg("nobody has been invited to {id}", id=name))
    found = [row for uid, event in box.ids().items() if name in (None, event) for row in _rows(box, uid, event)]
    over = held_events(project.plan, project.today)
    found = [row | {"comment": None} if row["event"] in over else row for row in found]
    shown = [row for row in found if hidden or row["address"].casefold() not in box.addresses.hidden]
    left_out.tell_not_shown(project, len(found) - len(shown))
    return shown


def _rows(box: "Outbox", uid: str, event: str) -> Iterator[Row]:
    have = box.given(uid)
    people = box.recipients(uid)
    with box.register.reading() as connection:
        queue = {number: place for place, number in enumerate(waiting.queue(connection, event), 1)}
    for key, said in box.histories(uid).items():
        arrived = [one for one in said if one.state in MAY_HAVE_ARRIVED]
        if is_withdrawn(said):
            continue
        who, answer = people[key], have.get(key)
        current = bool(
            answer and arrived and arrived[-1].method != CANCEL and answer.sequence >= arrived[-1].version.sequence
        )
        values: Row = {
            "event": event,
            "address": who.address,
            "name": who.name,
            "role": who.role,
            "part": who.part.value,
            "told": newest(said).state.value,
            "answer": word(answer.status) if answer else NONE,
            "current": current,
            "comment": answer.comment if answer else "",
            "answered": answer.stamp.isoformat() if answer else "",
            "guests": answer.guests if answer else 0,
            "waiting": next((queue[one] for one in box.addresses.persons.get(key, ()) if one in queue), None),
        }
        yield mail_rows.row(mail_rows.ANSWER, values)


def counted(found: Sequence[Row]) -> Iterator[Message]:
    """Say of each event how many were invited, and how many have answered what to the date that holds."""
    for event in dict.fromkeys(row["event"] for row in found):
        mine = [row for row in found if row["event"] == event]
        counts = Counter(row["answer"] if row["current"] else NONE for row in mine)
        words = [msg("{answer} {count}", answer=WORDS[one], count=counts[one]) for one in ORDER if counts[one]]
        yield nmsg(
            "{event}: {count} invited: {words}",
            "{event}: {count} invited: {words}",
            len(mine),
            event=event,
            words=words,
        )
