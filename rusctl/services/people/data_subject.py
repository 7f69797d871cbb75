"""What somebody whose data are kept is found by, and where it stands."""

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rusctl.database import addresses, extracting
from rusctl.language.message import Message, nmsg
from rusctl.model.recipients import mail_address
from rusctl.services.people import draft_files
from rusctl.storage.files.personal_data_search import traces

if TYPE_CHECKING:
    from sqlalchemy import Connection  # noqa: TID251 - a type

    from rusctl.database.database import Register
    from rusctl.database.pieces import Identity


def identity(connection: "Connection", number: int, gone: Collection[int] = ()) -> "Identity":
    """Give what a person can be found by, with the addresses that they have or had.

    An address that somebody else has now is no longer the person's; `gone` are those who are to go as well.
    """
    found = extracting.identity(connection, number)
    spelled = [mail_address(one) for one in found.addresses]
    others = extracting.shared(connection, found.texts, but={number, *gone})
    had = addresses.of(connection, number)
    others |= extracting.shared(connection, had, but={number, *gone})
    more = [one for one in dict.fromkeys([*spelled, *had]) if one and one not in found.texts and one not in others]
    texts = (*found.texts, *more)
    return found._replace(
        texts=texts,
        contacts=(*found.contacts, *more),
        addresses=tuple(one for one in (*found.addresses, *more) if one not in others),
        own=tuple(one for one in texts if one not in others),
    )


def without_drafts(folder: Path, register: "Register", number: int) -> Message | None:
    """Remove the drafts to somebody who may not be written to any more, and say so; None where there were none."""
    with register.reading() as connection:
        who = identity(connection, number)
    count = draft_files.remove(register, folder, [who])
    if not count:
        return None
    return nmsg(
        "{count} draft to the person is removed; rusctl invite --unsent writes it again, once that is lifted",
        "{count} drafts to the person are removed; rusctl invite --unsent writes them again, once that is lifted",
        count,
    )


def traces_of(folder: Path, texts: Sequence[str]) -> list[str]:
    """Give the files of the folder in which one of some texts stands, each with its line, without the text."""
    return [f"{one.file}:{one.line}" if one.line else one.file for one in traces(folder, texts)]


def others_files(folder: Path, texts: Sequence[str]) -> list[str]:
    """Give those of them that are the user's own, and not what rusctl keeps beside the plan."""
    return [place for place in traces_of(folder, texts) if not place.startswith(("register/", ".rusctl/"))]
