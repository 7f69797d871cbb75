"""How many have been invited by mail alone: numbers for the rules about the register, and nobody."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from rusctl.mail.history import CANCEL, MAY_HAVE_ARRIVED, is_withdrawn
from rusctl.model.messages import State
from rusctl.model.people import Answer, KnownAtEvent
from rusctl.services.mailing import sending
from rusctl.services.mailing.outdated import may_have_told
from rusctl.services.project import Project

if TYPE_CHECKING:
    from rusctl.mail.outbox import Outbox


def by_mail(
    project: Project, entered: Collection[tuple[str, int]], functions: Collection[int] = ()
) -> tuple[KnownAtEvent, ...]:
    """Count by event those who were invited by mail, other than the persons who are entered under it.

    `functions` are the functional mailboxes, which are no persons.
    """
    if not may_have_told(project, None):
        return ()
    box = sending.looked_at(project, sending.moment())
    found = [_counted(box, uid, event, entered, functions) for uid, event in box.ids().items()]
    return tuple(sorted((one for one in found if one.asked), key=lambda one: one.event))


def withdrawn(project: Project) -> frozenset[tuple[str, int]]:
    """Give whose invitations to which events were withdrawn: the event's id and the person's number."""
    if not may_have_told(project, None):
        return frozenset()
    box = sending.looked_at(project, sending.moment())
    return frozenset(
        (event, number)
        for uid, event in box.ids().items()
        for key, history in box.histories(uid).items()
        if is_withdrawn(history)
        for number in box.addresses.persons.get(key, ())
    )


def _counted(
    outbox: "Outbox", uid: str, event: str, entered: Collection[tuple[str, int]], functions: Collection[int]
) -> KnownAtEvent:
    have = outbox.given(uid)
    said: list[Answer] = []
    for key, history in outbox.histories(uid).items():
        told = [one for one in history if one.state in MAY_HAVE_ARRIVED or one.state is State.QUEUED]
        persons = outbox.addresses.persons.get(key, ())
        known = any((event, one) in entered or one in functions for one in persons) or key in outbox.addresses.hidden
        if known or not told or told[-1].method == CANCEL:
            continue
        answer = have.get(key)
        current = answer is not None and answer.sequence >= told[-1].version.sequence
        said.append(answer.status if answer and current else Answer.NONE)
    return KnownAtEvent(
        event=event,
        asked=len(said),
        invited=sum(one is not Answer.DECLINED for one in said),
        coming=said.count(Answer.ACCEPTED),
        silent=said.count(Answer.NONE),
    )
