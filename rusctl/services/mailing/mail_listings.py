"""What was sent and answered; where there is no register, that is nothing, and the database's library is not loaded."""

from rusctl.errors import RusctlError
from rusctl.language.catalogue import Language
from rusctl.language.message import Message, msg
from rusctl.language.vocabulary_people import STATE
from rusctl.output.rows import Row
from rusctl.services import selection
from rusctl.services.people.register_access import is_there
from rusctl.services.project import Project


def outbox(
    project: Project, event: str = "", state: str = "", *, hidden: bool = False, language: Language | None = None
) -> list[Row]:
    """Give the messages, of an event or in a state or all; RusctlError where there is no such state.

    Those to people whose data are protected or restricted are counted only, unless `hidden` shows them, too. What each
    is about is in words of a language, else of the folder's.
    """
    state = selection.word_of(state, STATE, msg("a state")) if state else ""
    if not is_there(project):
        return []
    from rusctl.services.mailing import outbox_messages  # noqa: PLC0415 - loads SQLAlchemy, where there is a register

    return outbox_messages.listed(project, event, state, hidden=hidden, language=language)


def message(
    project: Project, number: int, *, hidden: bool = False, language: Language | None = None
) -> tuple[Row, str]:
    """Give a message, and what it says, "" where that is not kept; RusctlError where there is none of the number."""
    if not is_there(project):
        raise RusctlError(msg("there is no message {number}; rusctl outbox list shows them", number=number))
    from rusctl.services.mailing import outbox_messages  # noqa: PLC0415 - loads SQLAlchemy, where there is a register

    return outbox_messages.message(project, number, hidden=hidden, language=language)


def answers(project: Project, name: str | None = None, *, hidden: bool = False) -> tuple[list[Row], list[Message]]:
    """Give those who were invited to an event, or to any, with what holds of their answer; and how many answered what.

    RusctlError where nobody has been invited to the event.
    """
    if not is_there(project):
        if name is not None:
            raise RusctlError(msg("nobody has been invited to {id}", id=name))
        return [], []
    from rusctl.services.mailing import answered  # noqa: PLC0415 - loads SQLAlchemy, where there is a register

    found = answered.invited(project, name, hidden=hidden)
    return found, list(answered.counted(found))


def to_review(project: Project, *, everything: bool = False, hidden: bool = False) -> list[Row]:
    """Give the answers to look at, and with `everything` also those that somebody has looked at.

    What is about those whose data are protected or restricted is counted only, unless `hidden` shows it, too.
    """
    if not is_there(project):
        project.readable()
        return []
    from rusctl.services.mailing import reviewing  # noqa: PLC0415 - loads SQLAlchemy, where there is a register

    return reviewing.to_review(project, everything=everything, hidden=hidden)
