"""What was said of a list, kept for the next one that looks the same, in files of the plan that colleagues share.

Words of roles and municipalities go to config/roles.toml and config/municipalities.toml, what columns are to
config/lists.toml. Nobody in a list is named there: a cell is kept only where it can be no person.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from rusctl.errors import RusctlError
from rusctl.language.message import Message, msg
from rusctl.language.patterns import addresses, personal_numbers, phone_numbers
from rusctl.lists.folding import fold
from rusctl.lists.questions import About, quotable
from rusctl.model.plan import Municipality, Role
from rusctl.services.people.read_list import ListReading
from rusctl.services.project import Project
from rusctl.storage import mappings
from rusctl.storage.files import journal
from rusctl.storage.files.atomic import FileChange
from rusctl.storage.files.names import LISTS, MUNICIPALITIES, ROLES
from rusctl.storage.schema.list_keys import HEADER
from rusctl.storage.toml import edits


def remember(project: Project, reading: ListReading, *, agreed: bool = False) -> list[Message]:
    """Keep what was said of a list; with `agreed` also what was proposed, since somebody has seen it and said yes.

    Gives what there is to say: which words are kept from now on, and what could not be kept.
    """
    changes: dict[str, list[edits.Edit]] = {}
    words = _words(reading, agreed=agreed)
    plan = project.readable().plan
    kept = [*_of_records(plan.roles, words, "role"), *_of_records(plan.municipalities, words, "municipality")]
    for one, more in kept:
        file = ROLES if isinstance(one, Role) else MUNICIPALITIES
        changes.setdefault(file, []).append(edits.Set(one.at.key("words").route, [*one.words, *more], after="name"))
    if of_list := _of_list(project, reading, agreed=agreed):
        changes[LISTS] = of_list
    if not changes:
        return []
    try:
        write(project, changes)
    except RusctlError as error:
        return [msg("what was said of the list is not remembered: {reason}", reason=error.message)]
    return [msg("{id} is called {words} in lists, from now on", id=one.id, words=more) for one, more in kept]


def _words(reading: ListReading, *, agreed: bool) -> dict[tuple[str, str], str]:
    """Give the words that are to be kept, as they stand in the list, with the field and what they mean."""
    said = dict(reading.words)
    spelled: dict[tuple[str, str], str] = {}
    for row in reading.found.persons:
        for field in ("role", "municipality"):
            if text := row.cells.get(field):
                spelled.setdefault((field, fold(text)), " ".join(text.split()))
    found = {(field, spelled.get((field, word), word)): value for (field, word), value in said.items() if value}
    if agreed:
        for question in reading.questions:
            if question.about in {About.WORDS, About.GROUPS}:
                found |= {(item.field, item.subject): item.proposed for item in question.items if item.proposed}
    return {key: value for key, value in found.items() if quotable(key[1])}


def _of_records(
    records: Iterable[Role | Municipality], words: Mapping[tuple[str, str], str], field: str
) -> list[tuple[Role | Municipality, list[str]]]:
    """Give each record with the words that are new for it."""
    found = []
    for one in records:
        known = {fold(word) for word in (one.id, *one.words)}
        names = one.name.values() if isinstance(one, Role) else [one.name]
        known |= {fold(name) for name in names}
        new = [word for (kind, word), value in words.items() if kind == field and value == one.id]
        more = list({fold(word): word for word in new if fold(word) not in known}.values())
        if more:
            found.append((one, more))
    return found


def _of_list(project: Project, reading: ListReading, *, agreed: bool) -> list[edits.Edit]:
    """Give what is to be written into config/lists.toml of a list; nothing where there is nothing new to keep."""
    found, heading = reading.found, reading.found.table.heading
    came = reading.said.came
    if agreed and any(question.about is About.CAME for question in reading.questions):
        came = True
    proposed = agreed and any(question.about in {About.COLUMNS, About.HEADINGS} for question in reading.questions)
    if not (reading.columns or proposed or came is not None) or not found.table.at:
        return []
    columns = [f"{text}={field}" for text, field in found.columns.items() if text and not _personal(text)]
    entry: dict[str, Any] = {"headings": mappings.key(heading), "columns": columns}
    if came is not None:
        entry["everybody_came"] = came
    for index, one in enumerate(project.readable().plan.lists):
        if one.headings == entry["headings"]:
            had = {"columns": list(one.columns), "everybody_came": one.everybody_came}
            return [edits.Set(("list", index, key), entry[key]) for key in had if entry.get(key, had[key]) != had[key]]
    return [edits.Append(("list",), entry)]


def _personal(text: str) -> bool:
    return any(True for find in (addresses, personal_numbers, phone_numbers) for _ in find(text))


def write(project: Project, changes: Mapping[str, list[edits.Edit]]) -> None:
    """Write files of the plan in one change, each with what it held before."""
    loaded = project.readable()
    written: dict[str, FileChange] = {}
    for file, more in changes.items():
        old = loaded.files.get(file)
        start = HEADER.encode() if old is None and file == LISTS else old or b""
        written[file] = FileChange(old, edits.apply(start, more, loaded.data.get(file), file).raw)
    folder = project.folder.path
    with journal.changing(folder):
        journal.commit(folder, written, project.command, dt.datetime.now(dt.UTC))
