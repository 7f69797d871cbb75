"""People who have been written to about an event, as the outbox keeps it."""

import datetime as dt
from pathlib import Path

from rusctl.database import making
from rusctl.database.database import Register
from rusctl.mail.history import REQUEST, State
from rusctl.mail.outbox import New, Outbox
from rusctl.model.ledger import Ledger
from rusctl.model.recipients import Recipient
from rusctl.services.mailing.recipient_actions import find_meeting, version_of
from rusctl.services.pieces import PIECES
from rusctl.services.project import Project
from rusctl.storage import ledger as ledgers
from rusctl.storage.files.names import PUBLISHED

NOW = dt.datetime(2018, 11, 8, 12, tzinfo=dt.UTC)


def register(folder: Path) -> Register:
    """Give the register beside a plan, which is made where there is none."""
    if not (folder / "register").exists():
        making.make_beside(folder, PIECES)
    return making.open_register(folder, "")


def written(project: Project, event: str, *states: State) -> Project:
    """Invite somebody to an event for each state that their message is to be in; give the project read anew."""
    box = Outbox(register(project.folder.path), NOW)
    meeting = find_meeting(project.plan, project.today, box, event, NOW)
    version = version_of(meeting)
    new = [
        New(
            recipient=Recipient(address=f"person{number}@example.org"),
            ordinal=1,
            kind="invitation",
            method=REQUEST,
            version=version,
            identity=f"<{event}-{number}@example.org>",
            state=state,
            octets=b"",
        )
        for number, state in enumerate(states)
    ]
    box.add(meeting.uid, event, new)
    ledger = (project.plan.published or Ledger()).with_told(meeting.told)
    ledgers.write(project.folder.path, ledger, project.loaded.files.get(PUBLISHED))
    return project.again()
