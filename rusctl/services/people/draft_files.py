"""Drafts, which are files of one computer: written with their messages, and gone with them in whatever folder."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from rusctl.errors import ConflictError
from rusctl.language.message import nmsg
from rusctl.mail import drafts, piece
from rusctl.services.project import Project

if TYPE_CHECKING:
    from sqlalchemy import Connection  # noqa: TID251 - a type

    from rusctl.database.database import Register
    from rusctl.database.erased import Marks
    from rusctl.database.pieces import Identity


class DraftFiles:
    """The drafts of one event's new messages; they are written before it is confirmed that the messages are there."""

    def __init__(self, folder: Path, event: str, octets: Sequence[bytes]) -> None:
        """Take the project's folder, the event, and the drafts in the order of their messages."""
        self.folder, self.event, self.octets = folder, event, octets
        self.written: list[Path] = []

    def write(self, numbers: Sequence[int]) -> None:
        """Write the drafts under the numbers that their messages have got, all of them or none."""
        self.take_back()
        try:
            for number, octets in zip(numbers, self.octets, strict=True):
                self.written.append(drafts.write(self.folder, self.event, number, octets))
        except BaseException:
            self.take_back()
            raise

    def take_back(self) -> None:
        """Remove what was written: its messages are not there."""
        drafts.remove(self.folder, [path for path in self.written if path.exists()])
        self.written = []

    @contextmanager
    def put_down(self, replaced: Collection[int]) -> Iterator[None]:
        """Put down that they are written, in the block; then the drafts of the messages that they replace go.

        What was written goes where somebody has told the same persons the same (ConflictError): a draft would tell it
        once more.
        """
        try:
            yield
        except ConflictError:
            self.take_back()
            raise
        self.replace(replaced)

    def replace(self, numbers: Collection[int]) -> None:
        """Remove the drafts of earlier messages to the same persons: the new ones take their place."""
        drafts.remove(self.folder, drafts.of(self.folder, numbers, ()))


def tell_written(project: Project, event: str, count: int) -> None:
    """Say where drafts were written that somebody sends by hand and then puts down as sent."""
    if not count:
        return
    folder = project.folder.path
    project.tell(
        nmsg(
            "{count} draft written to {folder}; open it in your mail program, look at it, and send it; then say so "
            "with rusctl outbox resolve --sent",
            "{count} drafts written to {folder}; open them in your mail program, look at them, and send them; then say "
            "so with rusctl outbox resolve --sent",
            count,
            folder=drafts.place(folder, event).relative_to(folder).as_posix(),
        )
    )


def to(connection: "Connection", folder: Path, addresses: Iterable[str], persons: Collection[int] = ()) -> list[Path]:
    """Give the drafts to some addresses or persons, of all events."""
    keys = list(addresses)
    return drafts.of(folder, piece.numbers(connection, keys, persons), keys)


def remove(register: "Register", folder: Path, who: "Iterable[Identity]") -> int:
    """Remove the drafts to some persons; give how many there were."""
    with register.reading() as connection:
        found = {path for one in who for path in to(connection, folder, one.addresses, [one.number])}
    return drafts.remove(folder, found)


def tidy(project: Project, register: "Register", marks: "Marks") -> None:
    """Remove the drafts of messages that are gone or have a newer draft, and say how many are gone.

    That is how somebody who was erased by a colleague goes from this folder. Nothing is removed where the register is
    not the one that is expected here. Drafts that an earlier rusctl named by their addresses get their numbers.
    """
    folder = project.folder.path
    memory = register.memory
    if register.unmade or memory is None or memory.remembered() is None:
        return
    with register.reading() as connection:
        if memory.doubt(connection):
            return
        for event, address, path in drafts.older(folder):
            if marks.of(address):
                drafts.remove(folder, [path])
            elif number := piece.last_number(connection, event, address):
                drafts.rename(folder, path, number)
        found = drafts.found(folder)
        gone, replaced = piece.without_draft(connection, found, lambda key: marks.of(key) is not None)
    drafts.remove(folder, [found[number] for number in replaced])
    if count := drafts.remove(folder, [found[number] for number in gone]):
        project.tell(
            nmsg(
                "{count} draft is removed: its message is no longer in the register, for example because the "
                "recipient was erased",
                "{count} drafts are removed: their messages are no longer in the register, for example because "
                "the recipients were erased",
                count,
            )
        )
