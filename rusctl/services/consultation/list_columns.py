"""The columns of a circulation list: what each is by its heading, in both languages, and which are not taken."""

from collections.abc import Mapping
from typing import NamedTuple

from rusctl.errors import RusctlError
from rusctl.language.message import Message, msg
from rusctl.language.slug import slug
from rusctl.lists import table
from rusctl.lists.table import FoundTable
from rusctl.storage.untrusted.sheet import Sheet

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "name": (
        *("instans", "remissinstans", "remissinstanser", "organisation", "namn", "mottagare", "avsändare"),
        *("body", "consultation body", "organization", "name", "myndighet", "instansens namn"),
    ),
    "kind": ("typ", "kategori", "slag", "typ av instans", "instanstyp", "sektor", "kind", "type", "category"),
    "legal_group": ("grupp", "grupp enligt lagen", "laglig grupp", "legal group", "group"),
    "municipality": ("kommun", "ort", "municipality", "town"),
    "contact": ("kontakt", "kontaktperson", "handläggare", "contact", "contact person"),
    "email": (
        *("e-post", "epost", "mejl", "mail", "mejladress", "e-postadress", "funktionsbrevlåda", "brevlåda"),
        *("e-mail", "email", "mailbox", "e-mail address"),
    ),
    "asked": ("skickad", "skickat", "utskickad", "remitterad", "sänd", "tillfrågad", "sent", "asked"),
    "reminded": ("påmind", "påminnelse", "påmint", "reminded", "reminder"),
    "until": ("anstånd till", "anstånd", "förlängd till", "förlängd tid", "extension", "extended until"),
    "declined": ("avstår", "avstått", "avböjt", "declined"),
    "note": ("anmärkning", "anteckning", "kommentar", "notering", "not", "note", "remark", "comment"),
}
"""What each column may be headed; case and accents do not count."""
OF_REPLIES = frozenset(
    map(slug, ("svar inkommit", "inkommit", "svar", "dnr", "diarienummer", "kanal", "arrived", "reply", "channel"))
)
"""Columns that say what came back: replies are taken in one by one, with their files."""
NUMBERS = frozenset(map(slug, ("nr", "nummer", "löpnummer", "number", "no", "id")))
"""Columns that number the rows: bodies get numbers of their own."""
_BY_WORD = {slug(word): field for field, words in COLUMNS.items() for word in words}
LABELS: Mapping[str, Message] = {
    "name": msg("body"),
    "kind": msg("kind"),
    "legal_group": msg("legal group"),
    "municipality": msg("municipality"),
    "contact": msg("contact"),
    "email": msg("email"),
    "asked": msg("asked"),
    "reminded": msg("reminded"),
    "until": msg("extension until"),
    "declined": msg("declined"),
    "note": msg("note"),
}


class CirculationColumns(NamedTuple):
    """A circulation list: its rows and headings, the place of each field, and the headings that are not taken.

    `of_replies` are columns about what came back, `numbered` those that number the rows, `unused` all others.
    """

    found: FoundTable
    places: Mapping[str, int]
    of_replies: tuple[str, ...] = ()
    numbered: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()


def find(sheet: Sheet, heading_row: int = 0) -> CirculationColumns:
    """Find the list in a sheet and its columns; RusctlError where none has the bodies' names, or two are one."""
    found = table.find(sheet, heading_row, {word: field for field, words in COLUMNS.items() for word in words})
    places: dict[str, int] = {}
    others: dict[str, list[str]] = {"of_replies": [], "numbered": [], "unused": []}
    for index, text in enumerate(found.heading):
        holds = any(row.cells[index].strip() or index in row.kinds for row in found.rows)
        field = _BY_WORD.get(slug(text))
        if field in places and holds:
            raise RusctlError(msg("two columns are {column}; take one of them away", column=text))
        if field is not None and (holds or field == "name"):
            places.setdefault(field, index)
        elif holds:
            others[_left(slug(text))].append(text or "\u2013")
    if "name" not in places:
        raise RusctlError(
            msg(
                "no column holds the bodies; head it Instans (body) or Name. The headings are {known}",
                known=[text for text in found.heading if text],
            )
        )
    return CirculationColumns(found, places, **{name: tuple(texts) for name, texts in others.items()})


def _left(word: str) -> str:
    return "of_replies" if word in OF_REPLIES else "numbered" if word in NUMBERS else "unused"
