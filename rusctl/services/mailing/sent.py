"""What this folder has given to a mail server, kept beside the register under the key of the list of the erased."""

from typing import TYPE_CHECKING

from rusctl.database import identity
from rusctl.database.erased import digest
from rusctl.mail import outbox
from rusctl.services.project import Project
from rusctl.storage.files import erased_list, sent_list

if TYPE_CHECKING:
    from rusctl.database.database import Register
    from rusctl.mail.outbox import SentList


def sent(project: Project, register: "Register | None" = None) -> "SentList":
    """Give what was sent; with a register its key is kept beside it, where there is none yet."""
    folder = project.folder.path

    class Beside(outbox.SentList):
        """The list in the private folder."""

        def __init__(self) -> None:
            self.key, self.there = erased_list.secret(folder), sent_list.read(folder)

        def has(self, identity: str) -> bool:
            return bool(self.key) and digest(self.key, identity) in self.there

        def add(self, identity: str) -> None:
            if not self.key and register is not None:
                self.key = erased_list.made(folder, _secret(register))
            if not self.has(identity):
                self.there |= {digest(self.key, identity)}
                sent_list.add(folder, digest(self.key, identity))

    return Beside()


def _secret(register: "Register") -> str:
    with register.reading() as connection:
        return identity.secret(connection)
