"""The columns of a list of inputs: what each is by its heading, in both languages, and which are not taken."""

from collections.abc import Mapping
from typing import NamedTuple

from rusctl.errors import RusctlError
from rusctl.language.message import Message, msg
from rusctl.language.slug import slug
from rusctl.lists import table
from rusctl.lists.table import FoundTable
from rusctl.storage.untrusted.sheet import Sheet

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "id": ("nr", "id", "inspel nr", "inspelsnummer", "nummer", "number", "no", "input id"),
    "text": ("inspel", "text", "inspelet", "input", "vad sades", "citat", "synpunkt", "kommentar", "vad som sades"),
    "kind": ("slag", "typ", "kategori", "utmaning/möjlighet", "utmaning eller möjlighet", "kind", "type"),
    "role": ("roll", "roller", "aktörsgrupp", "vem (roll)", "role", "roles"),
    "question": ("fråga", "fråga nr", "frågan", "question"),
    "table": ("bord", "grupp", "bord/grupp", "grupp/bord", "table", "group"),
    "event": ("händelse", "dialog", "stopp", "tillfälle", "event"),
    "municipality": ("kommun", "municipality", "ort", "town"),
    "noted_by": ("antecknat av", "antecknare", "sekreterare", "noted by", "av"),
    "noted": ("datum", "dag", "antecknat", "när", "date", "noted"),
}
"""What each column may be headed; case and accents do not count."""
_BY_WORD = {slug(word): field for field, words in COLUMNS.items() for word in words}
LABELS: Mapping[str, Message] = {
    "id": msg("number"),
    "text": msg("input"),
    "kind": msg("kind"),
    "role": msg("role"),
    "question": msg("question"),
    "table": msg("table"),
    "event": msg("event"),
    "municipality": msg("municipality"),
    "noted_by": msg("noted by"),
    "noted": msg("date"),
}


class InputColumns(NamedTuple):
    """A table of inputs: its rows and headings, the place of each field, and the headings that are not taken."""

    found: FoundTable
    places: Mapping[str, int]
    unused: tuple[str, ...]

    def heading(self, field: str) -> str:
        """Give the heading over a field."""
        return self.found.heading[self.places[field]]


def find(sheet: Sheet, heading_row: int = 0) -> InputColumns:
    """Find the table of a sheet and its columns; RusctlError where no column holds what was said, or two are one."""
    if sheet.of_addresses:
        raise RusctlError(msg("this is a text of names and addresses, and no list of inputs"))
    own = {word: field for field, words in COLUMNS.items() for word in words}
    found = table.find(sheet, heading_row, own)
    places: dict[str, int] = {}
    for index, text in enumerate(found.heading):
        field = _BY_WORD.get(slug(text))
        if field is None or not _holds(found, index):
            continue
        if field in places:
            raise RusctlError(msg("two columns are {column}; take one of them away", column=text))
        places[field] = index
    if "text" not in places:
        raise RusctlError(
            msg(
                "no column holds what was said; head it Inspel (input) or Text. The headings are {known}",
                known=[text for text in found.heading if text],
            )
        )
    unused = tuple(
        text or "–" for index, text in enumerate(found.heading) if index not in places.values() and _holds(found, index)
    )
    return InputColumns(found, places, unused)


def _holds(found: FoundTable, index: int) -> bool:
    """Whether a column has anything in it, or is what was said: an empty form is no fault."""
    return _BY_WORD.get(slug(found.heading[index])) == "text" or any(
        row.cells[index].strip() or index in row.kinds for row in found.rows
    )
