"""The columns of a form's answers, a row for each reply: what each is by its heading, or by what was said of it once.

What was said is kept in config/lists.toml for the next export with the same headings. No column goes without a word:
each is used, known to be of no use, or said to be left out.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from rusctl.errors import RusctlError
from rusctl.language.message import msg
from rusctl.language.slug import slug
from rusctl.lists import columns, table
from rusctl.lists.table import FoundTable
from rusctl.model.plan import Plan
from rusctl.services.people import list_memory
from rusctl.services.project import Project
from rusctl.storage import mappings
from rusctl.storage.files.names import LISTS
from rusctl.storage.toml import edits
from rusctl.storage.untrusted.sheet import Sheet

TEXT = "text"
FIELDS = ("name", "kind", "municipality", "arrived", "stance", TEXT, "dnr", "their_dnr", "channel", "file")
"""What a column can be; several can be the text, each with its heading above what was answered."""
_WORDS: Mapping[str, tuple[str, ...]] = {
    "name": (
        *(
            "instans",
            "remissinstans",
            "organisation",
            "organisationens namn",
            "avsändare",
            "namn",
            "namn på organisation",
        ),
        *("vem svarar", "företräder", "name", "body", "organization", "sender"),
    ),
    "kind": ("typ", "typ av instans", "kategori", "slag", "jag svarar som", "du svarar som", "kind", "type"),
    "municipality": ("kommun", "municipality"),
    "arrived": (
        "inkom",
        "inkommet",
        "inkommen",
        "svar inkommit",
        "ankomstdag",
        "inkommet datum",
        "arrived",
        "received",
    ),
    "stance": ("ställningstagande", "inställning", "stance"),
    TEXT: (
        *("synpunkt", "synpunkter", "yttrande", "remissvar", "svar", "kommentar", "kommentarer", "text", "fritext"),
        *("övriga synpunkter", "reply", "comment", "comments", "statement"),
    ),
    "dnr": ("dnr", "diarienummer", "vårt dnr"),
    "their_dnr": ("ert dnr", "er beteckning", "instansens dnr", "avsändarens dnr"),
    "channel": ("kanal", "channel"),
    "file": ("bilaga", "bilagor", "bifogad fil", "fil", "attachment", "file"),
}
_UNUSED = (
    *("id", "nr", "starttid", "start time", "slutförandetid", "completion time", "tidsstämpel", "timestamp", "språk"),
    *(
        "senast ändrad",
        "last modified time",
        "e-post",
        "e-postadress",
        "email",
        "telefon",
        "phone",
        "ip-adress",
        "gdpr",
    ),
)
_BY_WORD = {slug(word): field for field, words in _WORDS.items() for word in words}
_NO_USE = frozenset(map(slug, _UNUSED))


class FormColumns(NamedTuple):
    """A form's table with the places of its fields, those of its texts, and the headings that are not used.

    `said` are the headings that options have explained, to be remembered.
    """

    found: FoundTable
    places: Mapping[str, int]
    texts: tuple[int, ...]
    unused: tuple[str, ...]
    said: Mapping[str, str] = {}


def find(project: Project, sheet: Sheet, given: Sequence[str] = (), heading_row: int = 0) -> FormColumns:
    """Find the table of a form's answers and its columns; `given` are HEADING=FIELD, or HEADING= to leave one out.

    RusctlError where a column is not known and nothing is said of it, where two are the same, or none holds a text.
    """
    own = {word: field for field, words in _WORDS.items() for word in words}
    found = table.find(sheet, heading_row, own)
    said = columns.said(given, [text for text in found.heading if text], FIELDS)
    known = {**_remembered(project.plan, found.heading), **said}
    places: dict[str, int] = {}
    texts: list[int] = []
    unused: list[str] = []
    unknown: list[str] = []
    for index, text in enumerate(found.heading):
        if not _holds(found, index) and text not in said:
            continue
        field = known.get(text, _BY_WORD.get(slug(text)))
        if field == TEXT:
            texts.append(index)
        elif field:
            if field in places:
                raise RusctlError(
                    msg(
                        "two columns are {field}; say with --column {column}= to leave one out",
                        field=field,
                        column=text,
                    )
                )
            places[field] = index
        elif field == "" or slug(text) in _NO_USE:
            unused.append(text or "–")
        else:
            unknown.append(text or "–")
    if unknown:
        raise RusctlError(
            msg(
                "it is not known what these columns are: {columns}; say it once with --column HEADING=FIELD (fields: "
                "{fields}), or --column HEADING= to leave one out",
                columns=unknown,
                fields=[*FIELDS],
            )
        )
    if not texts and "stance" not in places and "file" not in places:
        raise RusctlError(msg("no column holds what was replied; say which with --column HEADING=text"))
    return FormColumns(found, places, tuple(texts), tuple(unused), said)


def _holds(found: FoundTable, index: int) -> bool:
    return any(row.cells[index].strip() for row in found.rows)


def _key(heading: Sequence[str]) -> str:
    return mappings.key(("consultation", *heading))  # a list of people with the same headings is another


def _remembered(plan: Plan, heading: Sequence[str]) -> dict[str, str]:
    digest = _key(heading)
    for one in plan.lists:
        if one.headings == digest:
            pairs = (text.rpartition("=") for text in one.columns)
            return {text: field for text, _, field in pairs if field == "" or field in FIELDS}
    return {}


def remember(project: Project, form: FormColumns) -> None:
    """Keep what was said of a form's columns in config/lists.toml, for the next one with the same headings."""
    if not form.said:
        return
    heading = form.found.heading
    known = {**_remembered(project.plan, heading), **form.said}
    kept = [f"{text}={field}" for text, field in known.items() if "\n" not in text]
    entry: dict[str, Any] = {"headings": _key(heading), "columns": kept}
    place = next((at for at, one in enumerate(project.plan.lists) if one.headings == entry["headings"]), None)
    if place is None:
        changes: list[edits.Edit] = [edits.Append(("list",), entry)]
    elif list(project.plan.lists[place].columns) == kept:
        return
    else:
        changes = [edits.Set(("list", place, "columns"), kept)]
    list_memory.write(project, {LISTS: changes})
