"""Lists of people as a command is given them: a file, or stdin."""

import sys

from rusctl.errors import RusctlError
from rusctl.language.message import msg
from rusctl.mail import recipients
from rusctl.model.recipients import Recipient
from rusctl.services.session import Session
from rusctl.storage.files import atomic
from rusctl.storage.folder import expanded

STDIN = "-"


def listed(run: Session, name: str) -> list[Recipient]:
    """Give the people of a list by its file's name, ``-`` being stdin."""
    if name == STDIN:
        data = sys.stdin.buffer.read(recipients.MOST_BYTES + 1)
    else:
        path = expanded(name)
        if not path.is_file():
            raise RusctlError(msg("{file} is no file; name a list of recipients", file=name))
        data = atomic.read(path)
    roles = {role.id for role in run.loaded.plan.roles}
    return recipients.read(data, "stdin" if name == STDIN else name, roles)
