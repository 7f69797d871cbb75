"""Where somebody still stands whom nothing may show any more: drafts that are removed, and files made earlier."""

from pathlib import Path
from typing import TYPE_CHECKING

from rusctl.language.message import Message, msg
from rusctl.register import persons
from rusctl.services.people.data_subject import identity, traces_of, without_drafts
from rusctl.services.people.erasing import unseen_lists
from rusctl.services.project import Project
from rusctl.storage.files import handed_out, personal_data_search, private

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection  # noqa: TID251 - a type

    from rusctl.database.database import Register

# What rusctl itself keeps beside the plan, and no list that somebody was given.
_OWN = (f"{private.NAME}/drafts/", f"{private.NAME}/columns.json", ".rusctl/")
_KEPT = frozenset({".gitignore", "erased.jsonl", "sent.list", handed_out.NAME})
_OF_THE_DATABASE = (".sqlite3", ".sqlite3-journal", ".sqlite3-wal", ".sqlite3-shm")


def without_traces(project: Project, register: "Register", number: int) -> list[Message]:
    """Remove the drafts to somebody who is hidden from now on, and name every file made earlier that holds them."""
    folder = project.folder.path
    with register.reading() as connection:
        who = identity(connection, number)
    note = without_drafts(folder, register, number)
    notes = [note] if note else []
    elsewhere = handed_out.look_through(folder, personal_data_search.holding(who.own))
    if places := (*made_earlier(folder, who.texts), *elsewhere.holding):
        notes.append(
            msg("the person is named in these files; remove or create them again: {places}", places=list(places))
        )
    return [*notes, *unseen_lists(elsewhere.unseen)]


def made_earlier(folder: Path, texts: "Sequence[str]") -> tuple[str, ...]:
    """Give the files in which one of some texts stands: exports, sheets and copies in register/, and the user's own."""
    return tuple(
        place
        for place in traces_of(folder, texts)
        if not place.startswith((*_OWN, f"{private.NAME}/{handed_out.NAME}"))
        and (not place.endswith(_OF_THE_DATABASE) or "backup" in place)
    )


def lists_with_hidden(connection: "Connection", folder: Path) -> tuple[str, ...]:
    """Give the lists that hold somebody whose data are protected or restricted by now, in register/ and elsewhere."""
    hidden = [one.id for one in persons.listed(connection, hidden=True) if one.hidden]
    lists = [
        path
        for path in sorted((folder / private.NAME).rglob("*"))
        if path.is_file() and not _is_own(path.relative_to(folder).as_posix())
    ]
    if not hidden or not (lists or handed_out.places(folder)):
        return ()
    texts = [text for number in hidden for text in identity(connection, number).own]
    patterns = personal_data_search.patterns_of(texts)
    found = tuple(
        path.relative_to(folder).as_posix()
        for path in lists
        if personal_data_search.holds(path.read_bytes(), patterns) is not None
    )
    return (*found, *handed_out.look_through(folder, personal_data_search.holding(texts)).holding)


def _is_own(place: str) -> bool:
    """Whether a file is one of those that rusctl itself keeps, and no list that somebody was given."""
    name = place.rpartition("/")[2]
    return place.startswith(_OWN) or place.endswith((*_OF_THE_DATABASE, ".key")) or name in _KEPT
