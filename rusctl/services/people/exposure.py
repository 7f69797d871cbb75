"""Where somebody still stands whom nothing may show any more: drafts that are removed, and files made earlier."""

from pathlib import Path
from typing import TYPE_CHECKING

from rusctl.language.message import Message, msg
from rusctl.services.people.data_subject import identity, traces_of, without_drafts
from rusctl.services.project import Project
from rusctl.storage.files import private

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rusctl.database.database import Register

# What rusctl itself keeps beside the plan, and no list that somebody was given.
_OWN = (f"{private.NAME}/drafts/", f"{private.NAME}/columns.json", ".rusctl/")
_OF_THE_DATABASE = (".sqlite3", ".sqlite3-journal", ".sqlite3-wal", ".sqlite3-shm")


def without_traces(project: Project, register: "Register", number: int) -> list[Message]:
    """Remove the drafts to somebody who is hidden from now on, and name every file made earlier that holds them."""
    folder = project.folder.path
    with register.reading() as connection:
        who = identity(connection, number)
    note = without_drafts(folder, register, number)
    notes = [note] if note else []
    if places := made_earlier(folder, who.texts):
        notes.append(
            msg("the person stands in these files, which you remove or make anew: {places}", places=list(places))
        )
    return notes


def made_earlier(folder: Path, texts: "Sequence[str]") -> tuple[str, ...]:
    """Give the files in which one of some texts stands: exports, sheets and copies in register/, and the user's own."""
    return tuple(
        place
        for place in traces_of(folder, texts)
        if not place.startswith(_OWN) and (not place.endswith(_OF_THE_DATABASE) or "backup" in place)
    )
