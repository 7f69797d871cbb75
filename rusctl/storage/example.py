"""The examples that are shipped: an invented region with all that belongs to a folder, and the tour of Västmanland.

Both are made by tools/examples.py; nobody ever said or wrote what stands in the first, and the second has neither
inputs nor replies.
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from rusctl.model.plan import SWEDEN
from rusctl.storage.files.names import EVENTS, ROLES
from rusctl.storage.schema.editors import editor_files
from rusctl.storage.schema.json_schema import schema_path, schema_text
from rusctl.storage.schema.keys import FILES
from rusctl.storage.template import IGNORE, IGNORED, TEMPLATES, of_country

PLACE = TEMPLATES / "examples"
INVENTED, SHIPPED = "exempelregionen", "vastmanland"
EXAMPLES = (INVENTED, SHIPPED)
LANGUAGE = "sv"
_INPUTS, _PEOPLE = "inputs.tsv", "people.tsv"
_BODIES, _REPLIES, _POINTS, _COMMENTS = "bodies.tsv", "replies.tsv", "points.tsv", "comments.tsv"
_TABLES = frozenset({_INPUTS, _PEOPLE, _BODIES, _REPLIES, _POINTS, _COMMENTS})
THEMES = (
    ("kvallstrafik", "infrastruktur", "Trafik på kvällar och helger", "Evening and weekend traffic"),
    ("praktik", "utbildning", "Praktik och handledning", "Work experience and supervision"),
    ("motesplatser", "", "Mötesplatser", "Places to meet"),
)
"""The themes of the invented example: id, the heading that it is below, its name in Swedish and in English."""


class ExampleRows(NamedTuple):
    """What is no text of the plan: who came (event, role, number), and what was said, by the names of its columns.

    Likewise who was asked in the consultation, what came in, what was asked for with what the region answers, and each
    comment. A body and a reply have the number of their row, from 1.
    """

    people: tuple[tuple[str, str, str], ...] = ()
    inputs: tuple[Mapping[str, str], ...] = ()
    bodies: tuple[Mapping[str, str], ...] = ()
    replies: tuple[Mapping[str, str], ...] = ()
    points: tuple[Mapping[str, str], ...] = ()
    comments: tuple[Mapping[str, str], ...] = ()


def example_files(name: str, say: Callable[[str], str]) -> dict[str, bytes]:
    """Give the files of an example's folder by name, events.toml last; what it does not set is as in a new folder.

    `say` puts the schemas' descriptions into the folder's language.
    """
    own = {path.relative_to(PLACE / name).as_posix(): path for path in sorted((PLACE / name).rglob("*.*"))}
    texts = {
        file: (own.get(file) or TEMPLATES / LANGUAGE / Path(file).name).read_text(encoding="utf-8") for file in FILES
    }
    if ROLES not in own:
        texts[ROLES] += "\n" + (TEMPLATES / "roles.toml").read_text(encoding="utf-8")
    texts = {file: text if file in own else of_country(text, SWEDEN) for file, text in texts.items()}
    files = {IGNORE: IGNORED} | editor_files(FILES)
    files |= {schema_path(file): schema_text(file, say) for file in FILES}
    files |= {file: path.read_text(encoding="utf-8") for file, path in own.items() if _is_text(file)}
    files |= {file: texts[file] for file in (*(file for file in FILES if file != EVENTS), EVENTS)}
    return {file: text.encode() for file, text in files.items()}


def _is_text(file: str) -> bool:
    """Whether a file of an example is one of the folder's, and no table of rows."""
    return file not in FILES and file not in _TABLES


def example_rows(name: str) -> ExampleRows:
    """Give the rows of an example; of the shipped tour there are none."""
    if not (PLACE / name / _INPUTS).exists():
        return ExampleRows()
    people = tuple((event, role, number) for event, role, number in _rows(PLACE / name / _PEOPLE)[1:])
    tables = (_table(PLACE / name / file) for file in (_INPUTS, _BODIES, _REPLIES, _POINTS, _COMMENTS))
    return ExampleRows(people, *tables)


def _table(path: Path) -> tuple[Mapping[str, str], ...]:
    head, *rows = _rows(path)
    return tuple(dict(zip(head, row, strict=True)) for row in rows)


def _rows(path: Path) -> Sequence[Sequence[str]]:
    return [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
