"""What mail puts down of persons in the register: that they were told, what they answer, and what has not arrived."""

import datetime as dt
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from rusctl.consultation import circulation
from rusctl.language.catalogue import LANGUAGES, Language
from rusctl.language.message import msg
from rusctl.model.consultation import BodyNotice
from rusctl.model.messages import CONSULTING, MessageKind, State
from rusctl.model.people import Answer
from rusctl.register import inviting, waiting
from rusctl.services.people import places
from rusctl.services.people.register_access import is_there
from rusctl.services.project import Project

if TYPE_CHECKING:
    from rusctl.database.transaction import Transaction
    from rusctl.mail.outbox import OutboxRow, Told

_BY_MAIL = msg("email")
_BEFORE = "e-mail"  # as registers of earlier versions have it


def answered(project: Project) -> "Callable[[Transaction, str, Iterable[int], Answer, bool], int]":
    """Give what enters an answer for the persons whose the address is, who are entered under the event: how many.

    With the last word True an answer that stands there is left alone.
    """
    if not is_there(project):
        return lambda *_: 0

    def enter(change: "Transaction", event: str, numbers: Iterable[int], answer: Answer, first: bool) -> int:
        numbers = list(numbers)
        before = waiting.seated(change.connection, event, numbers)
        found = inviting.answered(change, event, numbers, answer, first=first)
        if found:
            waiting.settle(change, event, numbers, before, places.room(project, change.connection, event))
        return found

    return enter


def uninformed(project: Project) -> "Callable[[Transaction, str, Iterable[int]], None]":
    """Give what takes back that persons were told of an event by mail, where the mail has not arrived."""
    if not is_there(project):
        return lambda *_: None
    by_mail = [_BEFORE, *(Language(code).text(_BY_MAIL) for code in LANGUAGES)]

    def take_back(change: "Transaction", event: str, numbers: Iterable[int]) -> None:
        inviting.not_told(change, event, numbers, by_mail)

    return take_back


def _asked(change: "Transaction", entry: "OutboxRow", today: dt.date) -> None:
    """Enter that a body of a consultation was asked or reminded, once the message is known to be sent."""
    if entry.state is State.SENT:
        asked = entry.kind == MessageKind.CONSULTATION
        what = BodyNotice.ASKED if asked else BodyNotice.REMINDED
        circulation.told_by_mail(change, entry.event, what, today, entry.number)


def told(project: Project, language: Language) -> "Told":
    """Give what puts down that participants were told today, by mail, and that a new date asks them anew."""
    values = {"told": project.today, "told_how": language.text(_BY_MAIL)}

    def put_down(change: "Transaction", entry: "OutboxRow", persons: tuple[int, ...], anew: bool) -> None:
        if entry.kind in CONSULTING:
            _asked(change, entry, project.today)
            return
        if entry.kind == MessageKind.DONE:
            return
        if anew:
            inviting.asked_anew(change, entry.event, persons)
        if entry.kind == MessageKind.PLACE:
            waiting.offer(change, entry.event, persons, project.today)
        if entry.state is State.SENT and entry.kind not in (MessageKind.WITHDRAWAL, MessageKind.THANKS):
            inviting.told(change, entry.event, persons, values)

    return put_down
