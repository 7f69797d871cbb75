"""All that is held about a person, wherever rusctl keeps it: what they are given when they ask (registerutdrag)."""

from typing import TYPE_CHECKING

from rusctl.database import extracting
from rusctl.database.pieces import Held
from rusctl.mail.message import plain_text
from rusctl.register import persons
from rusctl.services.people import draft_files
from rusctl.services.people.data_subject import identity, traces_of
from rusctl.services.people.register_access import opened
from rusctl.services.pieces import PIECES
from rusctl.services.project import Project
from rusctl.storage.files import private

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from rusctl.database.pieces import Identity

_OF_THE_DATABASE = (".sqlite3", ".sqlite3-journal")


def held(project: Project, number: int) -> "list[Held]":
    """Give every row about a person, then their drafts and the files that name them; RusctlError where there is none.

    A text that somebody else has, too, is not looked for in files.
    """
    with opened(project).reading() as connection:
        persons.get(connection, number)
        who = identity(connection, number)
        rows = extracting.held(connection, who, PIECES)
        written = draft_files.to(connection, project.folder.path, who.addresses, [number])
    return [*rows, *_beside(project.folder.path, who, written)]


def _beside(folder: "Path", who: "Identity", written: "Sequence[Path]") -> "Iterator[Held]":
    """Give what is held beside the register: drafts, and in which other files of the folder the person stands."""
    for path in sorted(written):
        shown = path.relative_to(folder / private.NAME).as_posix()
        yield Held("draft", None, {"file": shown, "text": plain_text(path.read_bytes())}, None, "")
    for place in traces_of(folder, who.own):
        if not place.partition(":")[0].endswith(_OF_THE_DATABASE) and "register/drafts/" not in place:
            yield Held("file", None, {"file": place}, None, "")
