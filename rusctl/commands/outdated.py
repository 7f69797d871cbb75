"""What people have been told by mail, compared with the plan after a change; nothing is opened where nobody was."""

import datetime as dt
from collections.abc import Collection, Iterator

from rusctl.commands.session import Session
from rusctl.errors import RusctlError
from rusctl.language.message import Message, nmsg
from rusctl.model import Plan
from rusctl.storage import private

OUTBOX = "outbox.sqlite3"


def tell(run: Session, plan: Plan, events: Collection[str] | None = None) -> None:
    """Say how many have been told otherwise of the events that were changed, or of any, and what writes to them."""
    if (run.folder.path / private.NAME / OUTBOX).exists():
        run.tell_all(_sentences(run, plan, events))


def _sentences(run: Session, plan: Plan, events: Collection[str] | None) -> Iterator[Message]:
    from rusctl.commands.invitations import find_meeting, turns  # noqa: PLC0415 - only where people have been told
    from rusctl.mail import database
    from rusctl.mail.outbox import Outbox

    now = dt.datetime.now(dt.UTC).replace(microsecond=0)
    with database.looked_at(run.folder.path) as connection:
        box = Outbox(connection, now)
        for event in sorted(box.ids().values()):
            if events is not None and event not in events:
                continue
            try:
                meeting = find_meeting(plan, run.today, box, event, now)
            except RusctlError:  # rusctl invite says what stands in the way
                continue
            if meeting.entry is not None and meeting.entry.when.last >= run.today:
                kinds = [turn.step.kind for turn in turns(meeting, box, ()) if turn.step.kind]
                if kinds:
                    yield _sentence(event, kinds)


def _sentence(event: str, kinds: list[str]) -> Message:
    if "cancellation" in kinds:
        return nmsg(
            "{count} person has been told that {id} is held; rusctl invite {id} writes that it is not",
            "{count} persons have been told that {id} is held; rusctl invite {id} writes that it is not",
            len(kinds),
            id=event,
        )
    if "update" in kinds:
        return nmsg(
            "{count} person has been told the old date of {id}; rusctl invite {id} writes the new one",
            "{count} persons have been told the old date of {id}; rusctl invite {id} writes the new one",
            len(kinds),
            id=event,
        )
    return nmsg(
        "{count} person has been told of {id} as it was; rusctl invite {id} writes what holds now",
        "{count} persons have been told of {id} as it was; rusctl invite {id} writes what holds now",
        len(kinds),
        id=event,
    )
