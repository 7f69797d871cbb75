"""The keys of config/lists.toml, which taking in a list writes."""

from typing import Any

from rusctl.model.known_lists import KnownList
from rusctl.model.plan import Source
from rusctl.storage.schema.forms import BAD, Faults, Flag, Listed
from rusctl.storage.schema.string_patterns import text
from rusctl.storage.schema.tables import Key, Keys, Records, Table

HEADER = (
    "# Written by rusctl when a list is taken in: what its columns were said to be, for the next one with the same\n"
    "# headings. Nobody in the lists is named here.\n"
)


def list_keys() -> Keys:
    """Give the file's keys."""
    known: Keys = {
        "headings": Key(text, "a digest of the list's headings", required=True),
        "columns": Key(Listed(text), "what its columns are, each HEADING=FIELD"),
        "everybody_came": Key(Flag(), "whether all in such a list came"),
    }
    return {"list": Key(Records(Table(known, _known)), "lists whose headings have been explained")}


def _known(table: dict[str, Any], at: Source, _faults: Faults) -> Any:
    """Make what is known of a list; without its headings it is of none."""
    return KnownList(at=at, **table) if "headings" in table else BAD
