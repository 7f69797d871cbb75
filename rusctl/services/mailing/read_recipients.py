"""Lists of people as a command is given them: a file, or what came in by stdin."""

from rusctl.errors import RusctlError
from rusctl.language.message import msg
from rusctl.mail import recipients
from rusctl.model.recipients import Recipient
from rusctl.services.project import Project
from rusctl.storage.files import atomic
from rusctl.storage.folder import expanded

MOST_BYTES = recipients.MOST_BYTES + 1  # of a list that are read: one more than it may have, so that it is refused


def from_file(project: Project, name: str) -> list[Recipient]:
    """Give the people of a list by its file's name; RusctlError where there is no such file."""
    path = expanded(name)
    if not path.is_file():
        raise RusctlError(msg("{file} is no file; name a list of recipients", file=name))
    return from_bytes(project, atomic.read(path), name)


def from_bytes(project: Project, data: bytes, name: str) -> list[Recipient]:
    """Give the people of a list that was read, with the name that its faults are said with."""
    return recipients.read(data, name, {role.id for role in project.loaded.plan.roles})
