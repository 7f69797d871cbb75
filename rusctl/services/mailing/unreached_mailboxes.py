"""Addresses that messages did not reach: shown, counted, and settled by somebody who knows that they are good."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rusctl.errors import RusctlError
from rusctl.language.message import Message, msg, nmsg
from rusctl.mail import addresses, unreached
from rusctl.mail.history import LOCK
from rusctl.model.recipients import mail_address
from rusctl.output import mail_rows
from rusctl.output.rows import Row
from rusctl.services.people.register_access import is_there, opened
from rusctl.services.project import Project
from rusctl.storage.files.lock import lock

if TYPE_CHECKING:
    from sqlalchemy import Connection  # noqa: TID251 - a type

    from rusctl.mail.outbox import Outbox


def listed(project: Project) -> list[Row]:
    """Give the addresses that are not reached, each with the persons of the register whose it is."""
    project.readable()
    if not is_there(project):
        return []
    with opened(project).reading() as connection:
        known = addresses.known(connection)
        found = unreached.found(connection, known)
    rows = []
    for one in found:
        persons_of = [str(number) for number in known.persons.get(one.key, ())]
        rows.append(mail_rows.row(mail_rows.UNREACHED, {**one._asdict(), "address": one.key, "persons": persons_of}))
    return rows


def count(connection: "Connection") -> int:
    """Give how many addresses are not reached."""
    return len(unreached.found(connection, addresses.known(connection)))


def note(box: "Outbox", keys: Sequence[str]) -> Message | None:
    """Say how many of those who are written to have an address that is not reached; None where all are."""
    with box.register.reading() as connection:
        gone = {one.key for one in unreached.found(connection, box.addresses)}
    number = sum(key in gone for key in keys)
    if not number:
        return None
    return nmsg(
        "{count} of them has an address that an earlier message did not reach; rusctl outbox addresses shows it",
        "{count} of them have addresses that earlier messages did not reach; rusctl outbox addresses shows them",
        number,
    )


def settle(project: Project, words: Sequence[str], *, dry_run: bool = False) -> int:
    """Take addresses for good again, each given as it is or as the number of the person whose it is; give how many.

    RusctlError where one is none, or is reached as far as is known.
    """
    register = opened(project)
    with lock(project.folder.path, name=LOCK):
        with register.reading() as connection:
            known = addresses.known(connection)
            found = unreached.found(connection, known)
        keys = set()
        for word in words:
            mine = [one.key for one in found if _means(word, one.key, known)]
            if not mine:
                raise RusctlError(
                    msg(
                        "one of these is none of the addresses that are not reached; rusctl outbox addresses shows them"
                    )
                )
            keys |= set(mine)
        return register.change("outbox address-ok", lambda change: unreached.settle(change, keys), dry_run=dry_run)


def _means(word: str, key: str, known: addresses.Addresses) -> bool:
    if word.isdecimal():
        return int(word) in known.persons.get(key, ())
    return mail_address(word).casefold() == key
