"""The ledger of what calendars were told, after a git merge conflict: mended to the higher versions."""

from typing import NamedTuple

from rusctl.errors import RusctlError
from rusctl.language.message import msg
from rusctl.model.ledger import Ledger
from rusctl.services.project import Project
from rusctl.storage import ledger as published
from rusctl.storage import ledger_merge
from rusctl.storage.files import atomic, journal
from rusctl.storage.files.names import PUBLISHED
from rusctl.storage.toml.parse import TomlFault


class Repair(NamedTuple):
    """The file as it was read and as it would be, and how many lines of it could not be read."""

    old: bytes
    new: bytes
    ledger: Ledger
    lost: int


def propose(project: Project) -> Repair | None:
    """Give what mending makes of the file, None where it needs none; of each UID and target the higher version counts.

    RusctlError where there is no such file, or where it holds more than a conflict.
    """
    old = atomic.read_if_there(project.folder.path / PUBLISHED)
    if old is None:
        raise RusctlError(msg("{file} is not there, so there is nothing to repair", file=PUBLISHED))
    if not any(fault.at.file == PUBLISHED for fault in project.loaded.faults):
        return None
    try:
        ledger, lost = ledger_merge.merged(old)
    except TomlFault as fault:
        raise RusctlError(fault.message) from None
    return Repair(old, published.published_bytes(ledger), ledger, lost)


def carry_out(project: Project, repair: Repair) -> None:
    """Write the mended file, if it still holds what was read."""
    with journal.changing(project.folder.path):
        published.write(project.folder.path, repair.ledger, repair.old)
