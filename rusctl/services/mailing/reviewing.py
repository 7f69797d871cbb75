"""The answers that somebody has to look at: from strangers, delegations, and what is not clear."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rusctl.database.database import Steps
from rusctl.errors import RusctlError
from rusctl.language.message import msg
from rusctl.mail import answers
from rusctl.mail.addresses import known
from rusctl.mail.history import LOCK
from rusctl.output import mail_rows
from rusctl.output.rows import Row
from rusctl.services.mailing import registered_mail
from rusctl.services.people.register_access import opened_or_empty
from rusctl.services.project import Project
from rusctl.storage.files.lock import lock

if TYPE_CHECKING:
    from rusctl.database.transaction import Transaction
    from rusctl.mail.answers import ReviewItem


def to_review(project: Project, *, everything: bool = False, hidden: bool = False) -> list[Row]:
    """Give the answers to look at, and with `everything` also those that somebody has looked at.

    What is about those whose data are protected or restricted is counted only, unless `hidden` shows it, too.
    """
    project.readable()
    with opened_or_empty(project).reading() as connection:
        looks = answers.to_review(connection, everything=everything)
        left_out = known(connection).hidden
    shown = [one for one in looks if hidden or not {one.address, one.sender, one.delegate}.intersection(left_out)]
    registered_mail.tell_not_shown(project, len(looks) - len(shown))
    return [_row(one) for one in shown]


def settle(project: Project, numbers: Sequence[int]) -> None:
    """Take answers off the list, all or none; RusctlError where one is not on it."""

    def work(change: "Transaction") -> None:
        there = {one.number for one in answers.to_review(change.connection, everything=True)}
        for number in numbers:
            if number not in there:
                raise RusctlError(msg("there is no {number} on the list", number=number))
        for number in numbers:
            answers.settle(change, number)

    with lock(project.folder.path, name=LOCK):
        Steps(opened_or_empty(project), "review").take(work)


def _row(one: "ReviewItem") -> Row:
    values: Row = one._asdict() | {"reason": one.reason.value, "answer": one.status.lower()}
    return mail_rows.row(mail_rows.REVIEW, values)
