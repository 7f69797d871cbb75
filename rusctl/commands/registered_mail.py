"""Mail and the register: whom an event's participants are written to as, and their answers put down there, too."""

import os
from collections.abc import Iterable
from typing import Any

from rusctl.commands.invitations import Turn
from rusctl.commands.registered import opened
from rusctl.commands.session import Session
from rusctl.invited import Recipient, Reply, mail_address
from rusctl.language.message import msg, nmsg
from rusctl.people import Answer, Kind
from rusctl.storage import private

VARIABLE = "RUSCTL_REGISTER"
FILE = "register.sqlite3"
_ANSWERS = {
    "ACCEPTED": Answer.ACCEPTED,
    "DECLINED": Answer.DECLINED,
    "TENTATIVE": Answer.TENTATIVE,
    "NEEDS-ACTION": Answer.NONE,
}


def is_there(run: Session) -> bool:
    """Say whether the project has a register, without loading its library."""
    declared = os.environ.get(VARIABLE) or run.loaded.plan.process.register
    return bool(declared) or (run.folder.path / private.NAME / FILE).exists()


def participants(run: Session, event: str) -> list[Recipient]:
    """Give those who are entered under an event in the register, and who can and may be written to.

    Who has declined is not asked again. Who is protected or restricted is left out, which is said without a name.
    """
    from rusctl.register import participants as parts
    from rusctl.register import persons

    with opened(run).reading() as connection:
        entered = [one for one in parts.of_event(connection, event) if one.kind is Kind.PERSON]
        asked = {
            one.person: one for one in entered if one.person and one.answer not in (Answer.DECLINED, Answer.DELEGATED)
        }
        people = persons.listed(connection, numbers=list(asked), hidden=True)
    shown = [one for one in people if not one.hidden]
    found = [
        Recipient(address=address, name=one.name, role=asked[one.id].role, language=one.language)
        for one in shown
        if (address := mail_address(one.email))
    ]
    _tell_hidden(run, len(people) - len(shown))
    if unknown := len(shown) - len(found):
        run.tell(
            nmsg(
                "{count} person has no e-mail address in the register",
                "{count} persons have no e-mail address in the register",
                unknown,
            )
        )
    return found


def hidden(run: Session) -> frozenset[str]:
    """Give the addresses of those who are protected or restricted: nothing is sent to them, whatever they were told."""
    if not is_there(run):
        return frozenset()
    from rusctl.register import persons

    with opened(run).reading() as connection:
        return frozenset(one.email for one in persons.listed(connection, hidden=True) if one.hidden and one.email)


def without_hidden(run: Session, turns: list[Turn]) -> list[Turn]:
    """Leave out those who are protected or restricted, and say how many."""
    left_out = hidden(run)
    kept = [turn for turn in turns if turn.recipient.key not in left_out]
    _tell_hidden(run, len(turns) - len(kept))
    return kept


def _tell_hidden(run: Session, count: int) -> None:
    if count:
        run.tell(
            nmsg(
                "{count} person is protected or restricted and is not written to",
                "{count} persons are protected or restricted and are not written to",
                count,
            )
        )


def keep_answers(run: Session, taken: Iterable[tuple[str, Reply]]) -> None:
    """Put answers down under their events in the register, for the persons whom it knows by their address."""
    from rusctl.register import participants as parts

    answers = [(event, reply) for event, reply in taken if reply.status in _ANSWERS]
    if not answers:
        return

    def work(change: Any) -> int:
        return sum(
            parts.by_email(change, event, reply.address, {"answer": _ANSWERS[reply.status]}) for event, reply in answers
        )

    if count := opened(run).change("replies", work):
        run.tell(nmsg("{count} answer put down in the register", "{count} answers put down in the register", count))


def keep_told(run: Session, event: str, addresses: Iterable[str]) -> None:
    """Put down in the register that participants were told today, by mail."""
    from rusctl.register import participants as parts

    told = list(addresses)
    if told:
        values = {"told": run.today, "told_how": run.say(msg("e-mail"))}
        opened(run).change("invite", lambda change: sum(parts.by_email(change, event, one, values) for one in told))
