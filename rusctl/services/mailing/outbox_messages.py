"""The messages of the outbox: looked at, put in order before they are sent, and settled by what somebody found out."""

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from rusctl.errors import PolicyError, RusctlError
from rusctl.language.catalogue import Language
from rusctl.language.message import Message, msg, nmsg
from rusctl.language.names import mail_about
from rusctl.language.vocabulary_people import STATE
from rusctl.mail.message import plain_text
from rusctl.model.consultation import COMMITMENT_REF, read_ref
from rusctl.model.messages import State
from rusctl.model.plan import Plan
from rusctl.output import mail_rows
from rusctl.output.rows import Row
from rusctl.services.mailing import chosen_participants, left_out, read_recipients, recipient_actions, sending
from rusctl.services.people import erasing
from rusctl.services.people.acceptance import refuse_unexpected
from rusctl.services.people.read_list import Purpose
from rusctl.services.project import Project

if TYPE_CHECKING:
    from rusctl.mail.outbox import Outbox, OutboxRow


def listed(
    project: Project, event: str = "", state: str = "", *, hidden: bool = False, language: Language | None = None
) -> list[Row]:
    """Give the messages, of an event or in a state or all; what each is about in a language, else in the folder's.

    Those to people whose data are protected or restricted are counted only, unless `hidden` shows them, too.
    """
    project.readable()
    event = sending.event_id(project, event) if event else ""
    box = sending.looked_at(project, sending.moment())
    entries = box.entries(event=event, state=state)
    shown = [one for one in entries if hidden or one.recipient.key not in box.addresses.hidden]
    left_out.tell_not_shown(project, len(entries) - len(shown))
    return [_row(one, project.plan, language) for one in shown]


def message(
    project: Project, number: int, *, hidden: bool = False, language: Language | None = None
) -> tuple[Row, str]:
    """Give a message, and what it says, "" where that is not kept; RusctlError where there is none of the number.

    PolicyError where it is to somebody whose data are protected or restricted, unless `hidden` shows it.
    """
    box = sending.looked_at(project, sending.moment())
    (entry,) = _chosen(box, [number])
    if not hidden and entry.recipient.key in box.addresses.hidden:
        raise PolicyError(
            msg("the data of whom message {number} is to are protected or restricted; --hidden shows it", number=number)
        )
    octets = box.octets(number)
    return _row(entry, project.plan, language), plain_text(octets) if octets else ""


def in_order(project: Project, box: "Outbox", now: dt.datetime, *, dry_run: bool = False) -> list[str]:
    """Remove from the queue what holds no more, and give the UIDs of the events of which what waits may be sent.

    ConflictError where there is something and the register is not the one that is expected.
    """
    events = box.events(State.QUEUED)
    if events:
        refuse_unexpected(box.register)
    return [uid for event in events if (uid := _in_order(project, box, event, now, dry_run=dry_run))]


def _in_order(project: Project, box: "Outbox", event: str, now: dt.datetime, *, dry_run: bool) -> str:
    """Remove from the queue what no longer holds, and give the event's UID; nothing where it needs a look first."""
    if read_ref(event):  # a body of a consultation: what it was asked holds
        return box.uid(event)
    meeting = recipient_actions.find_meeting(project.loaded.plan, project.today, box, event, now)
    if meeting.entry is None:
        project.tell(msg("{id} has no date to tell; nothing about it is sent", id=event))
        return ""
    answers = recipient_actions.standing_answers(meeting, box, chosen_participants.answers(project, event))
    turns = recipient_actions.turns(meeting, box, (), answers)
    stale = [number for turn in turns for number in turn.step.withdraw]
    if stale:
        project.tell(
            nmsg(
                "{id} has changed: {count} message is removed from the queue; rusctl invite {id} --send tells "
                "what holds now",
                "{id} has changed: {count} messages are removed from the queue; rusctl invite {id} --send tells "
                "what holds now",
                len(stale),
                id=event,
            )
        )
        if not dry_run:
            box.add(meeting.uid, event, (), stale)
    return meeting.uid


def erase(project: Project, name: str, data: bytes | None, *, dry_run: bool = False) -> int:
    """Erase what mail keeps about the addresses of a list, as `read_recipients.given` has it; give how many entries."""
    listed = read_recipients.given(project, name, data, Purpose.ADDRESSES)
    return erasing.erase_mail(project, [one.address for one in listed.people], dry_run=dry_run)


def resolve(project: Project, language: Language, numbers: Sequence[int], event: str = "", *, arrived: bool) -> int:
    """Settle messages that are unknown or drafts: they were sent, or may be sent again; give how many.

    Those of the numbers, else all of the event that are. One of a number that failed may have arrived after all.
    PolicyError where one of the numbers is neither, and RusctlError where there is none.
    """
    event = sending.event_id(project, event) if event else ""
    with sending.outbox(project, language, sending.moment(), what="outbox resolve") as box:
        chosen = _chosen(box, numbers) if numbers else box.entries(event=event)
        states = {State.UNKNOWN, State.DRAFT} | ({State.FAILED} if numbers and arrived else set())
        open_ones = [one for one in chosen if one.state in states]
        for one in chosen:
            if numbers and one not in open_ones:
                text = msg("{number} is {state}, not unknown", number=one.number, state=STATE[one.state])
                raise PolicyError(text)
        if not open_ones:
            raise RusctlError(msg("nothing of {id} is unknown or a draft", id=event))
        for one in open_ones:
            again = State.WITHDRAWN if one.state is State.DRAFT else State.QUEUED
            box.decide(one.number, State.SENT if arrived else again)
    return len(open_ones)


def retry(project: Project, language: Language, numbers: Sequence[int]) -> int:
    """Queue messages again that failed for good, and give how many; PolicyError where one has not.

    The text of one that was given out and came back is not kept: it is forgotten, so that `rusctl invite` writes it
    anew.
    """
    with sending.outbox(project, language, sending.moment(), what="outbox retry") as box:
        chosen = _chosen(box, numbers)
        for one in chosen:
            if one.state is State.UNKNOWN:
                text = msg(
                    "{number} may have arrived; say rusctl outbox resolve {number} --not-sent", number=one.number
                )
                raise PolicyError(text)
            if one.state is not State.FAILED:
                raise PolicyError(msg("{number} is {state}, not failed", number=one.number, state=STATE[one.state]))
        anew = [one for one in chosen if box.octets(one.number) is None]
        for one in chosen:
            box.decide(one.number, State.WITHDRAWN if one in anew else State.QUEUED)
    for event in dict.fromkeys(one.event for one in anew):
        project.tell(_written_again(event))
    return len(chosen) - len(anew)


def _written_again(ref: str) -> Message:
    """Say which command writes again to those of whom a message came back."""
    found = read_ref(ref)
    if found is None:
        return msg("rusctl invite {id} writes again to those of whom a message came back", id=ref)
    name = found[0].removeprefix(COMMITMENT_REF)
    if name != found[0]:
        return msg("rusctl commitment tell {id} writes again to those of whom a message came back", id=name)
    return msg("rusctl consultation send writes again to the bodies from which a message came back")


def _chosen(box: "Outbox", numbers: Sequence[int]) -> "list[OutboxRow]":
    found = {one.number: one for one in box.entries(numbers)}
    for number in numbers:
        if number not in found:
            raise RusctlError(msg("there is no message {number}; rusctl outbox list shows them", number=number))
    return [found[number] for number in dict.fromkeys(numbers)]


def _row(one: "OutboxRow", plan: Plan, language: Language | None) -> Row:
    values: Row = one._asdict() | {
        "about": mail_about(one.event, plan, language or Language(plan.process.language)),
        "address": one.recipient.address,
        "name": one.recipient.name,
        "state": one.state.value,
    }
    return mail_rows.row(mail_rows.OUTBOX, values)
