"""A new folder for any region or tour: its files from the templates and what the user said of it."""

import contextlib
import datetime as dt
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from string import Template
from typing import Any, NamedTuple

from rusctl.errors import RusctlError
from rusctl.language.message import msg
from rusctl.model.plan import SWEDEN
from rusctl.storage.files import atomic
from rusctl.storage.files.lock import lock
from rusctl.storage.files.names import EVENTS, MUNICIPALITIES, PROCESS, ROLES
from rusctl.storage.plan import read_plan
from rusctl.storage.schema.editors import editor_files
from rusctl.storage.schema.json_schema import schema_path, schema_text
from rusctl.storage.schema.keys import FILES
from rusctl.storage.toml.literals import block, key, literal

TEMPLATES = Path(__file__).parent / "templates"
IGNORE = ".gitignore"
IGNORED = "/register/\n/public/\n/.rusctl/\n/.rusctl-set-aside-*/\n"


class NewMunicipality(NamedTuple):
    """A municipality of the new folder; without a code where the user gave none."""

    id: str
    name: str
    code: str = ""


class Answers(NamedTuple):
    """What the user said of the new folder; `kinds` holds names by id, the first one being that of the tour."""

    name: str
    region: str
    timezone: str
    language: str
    contact: str
    uid_domain: str
    first: dt.date
    last: dt.date
    kinds: Mapping[str, str | Mapping[str, str]]
    municipalities: tuple[NewMunicipality, ...]
    country: str = SWEDEN


def new_files(answers: Answers, say: Callable[[str], str]) -> dict[str, bytes]:
    """Give the files of a new folder by name, events.toml last: with it the folder is a project.

    `say` puts the schemas' descriptions into the folder's language. RusctlError where an answer is not what its key
    takes.
    """
    texts = {file: (TEMPLATES / answers.language / Path(file).name).read_text(encoding="utf-8") for file in FILES}
    texts[PROCESS] = Template(texts[PROCESS]).substitute(_process(answers))
    texts[ROLES] += "\n" + (TEMPLATES / "roles.toml").read_text(encoding="utf-8")
    texts = {file: of_country(text, answers.country) for file, text in texts.items()}
    for municipality in answers.municipalities:
        table = {name: value for name, value in municipality._asdict().items() if value}
        texts[MUNICIPALITIES] += "\n" + block(["municipality"], table)
        texts[EVENTS] += "\n" + block(["event"], _event(municipality, answers))
    files = {IGNORE: IGNORED} | editor_files(FILES)
    files |= {schema_path(file): schema_text(file, say) for file in FILES}
    files |= {file: texts[file] for file in (*(file for file in FILES if file != EVENTS), EVENTS)}
    made = {name: text.encode() for name, text in files.items()}
    for fault in read_plan({file: made[file] for file in FILES}).faults:
        raise RusctlError(fault.message)
    return made


def of_country(text: str, country: str) -> str:
    """Give a file's text for a country: comments that begin with ``#§`` are on Swedish law, those with ``#¤`` are not.

    What taking part counts as is of that law, too.
    """
    if country == SWEDEN:
        return re.sub(r"(?m)^#¤.*\n", "", text).replace("#§", "#")
    return re.sub(r"(?m)^(?:#§|counts_as = ).*\n", "", text).replace("#¤", "#")


def _process(answers: Answers) -> dict[str, str]:
    contact = f"contact = {literal(answers.contact)}" if answers.contact else '# contact = "…"'
    values: dict[str, Any] = answers._asdict() | {"tour_kind": next(iter(answers.kinds))}
    kinds = "\n".join(f"{key(kind)} = {literal(name)}" for kind, name in answers.kinds.items())
    country = f"country = {literal(answers.country)}" if answers.country != SWEDEN else '# country = "…"'
    named = {"contact": contact, "country": country, "kinds": kinds}
    return {name: literal(value) for name, value in values.items() if name not in {*named, "municipalities"}} | named


def _event(municipality: NewMunicipality, answers: Answers) -> dict[str, object]:
    """Give the stop that is to be planned in a municipality: nobody has said when."""
    kind = next(iter(answers.kinds))
    return {"id": municipality.id, "kind": kind, "municipality": municipality.id, "status": "planned"}


def refuse_what_is_there(folder: Path) -> None:
    """Refuse a place where a new folder would meet what is there; a .gitignore is left as it is."""
    for place in (folder, *folder.parents):
        if place.exists():
            break
    if not place.is_dir():
        raise RusctlError(msg("{place} is a file; name a folder", place=str(place)))
    for file in (EVENTS, *FILES, *map(schema_path, FILES)):
        if (folder / file).exists() or (folder / file).is_symlink():
            text = msg("{folder} already has {file}: name a new folder", folder=str(folder), file=file)
            raise RusctlError(text)


def write(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write a new folder's files, all or none; what was made is removed when something stands in the way.

    Errors as for `atomic.replace_all`.
    """
    made: list[Path] = []
    had_state = (folder / atomic.STATE).exists()
    try:
        for place in sorted({folder, *((folder / name).parent for name in files)}):
            _make(place, made)
        with lock(folder):
            atomic.sweep(folder)
            atomic.replace_all({folder / name: atomic.FileChange(None, data) for name, data in files.items()}, folder)
    except BaseException:
        _take_away(folder, files, had_state=had_state)
        for place in reversed(made):
            with contextlib.suppress(OSError):
                place.rmdir()
        raise


def _take_away(folder: Path, files: Mapping[str, bytes], *, had_state: bool) -> None:
    """Remove what an interrupted `write` has left; a file that somebody else wrote meanwhile stays."""
    state = folder / atomic.STATE
    with contextlib.suppress(OSError, RusctlError):
        for name, data in files.items():
            if atomic.read_if_there(folder / name) == data:
                (folder / name).unlink()
        atomic.sweep(folder)
        if not had_state and state.is_dir():
            for path in state.iterdir():
                path.unlink()
            state.rmdir()


def _make(folder: Path, made: list[Path]) -> None:
    """Make a folder and those above it, and note which ones are new."""
    for place in reversed([folder, *folder.parents]):
        if not place.is_dir():
            place.mkdir()
            made.append(place)
