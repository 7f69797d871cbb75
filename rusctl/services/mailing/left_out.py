"""Who is not written to or not shown: left out, and said in numbers, never who it is."""

from typing import TYPE_CHECKING

from rusctl.language.message import msg, nmsg
from rusctl.model.recipients import Recipient
from rusctl.services.mailing.recipient_actions import RecipientAction
from rusctl.services.project import Project

if TYPE_CHECKING:
    from rusctl.mail.outbox import Outbox


def without_hidden(project: Project, box: "Outbox", turns: list[RecipientAction]) -> list[RecipientAction]:
    """Leave out those who are protected or restricted, and say how many there is something to tell."""
    kept = [turn for turn in turns if turn.recipient.key not in box.addresses.hidden]
    tell_hidden(project, sum(bool(turn.step.kind) for turn in turns) - sum(bool(turn.step.kind) for turn in kept))
    return kept


def without_erased(project: Project, box: "Outbox", people: list[Recipient]) -> list[Recipient]:
    """Leave out those of a list who were erased, and say how many; who is entered again is none of them."""
    kept = [one for one in people if not box.marks.of(one.address)]
    if gone := len(people) - len(kept):
        project.tell(
            nmsg(
                "{count} person of the list was erased and is not written to; rusctl person add enters who is to be "
                "here again",
                "{count} people of the list were erased and are not written to; rusctl person add enters who is "
                "to be here again",
                gone,
            )
        )
    return kept


def tell_hidden(project: Project, count: int) -> None:
    """Say how many are not written to, and not who."""
    if count:
        project.tell(
            nmsg(
                "{count} person is protected or restricted and is not written to",
                "{count} people are protected or restricted and are not written to",
                count,
            )
        )


def tell_not_shown(project: Project, count: int) -> None:
    """Say how many rows of a listing are not shown, and not whose they are."""
    if count:
        project.tell(msg("{count} more are not shown, since their data are protected or restricted", count=count))
