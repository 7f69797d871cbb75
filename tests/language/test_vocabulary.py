"""Every enum's words stand once, and are what the glossary says."""

from typing import TYPE_CHECKING

import pytest

from rusctl.language import vocabulary
from rusctl.language.catalogue import Language
from rusctl.language.message import Message
from rusctl.model.plan import Status

if TYPE_CHECKING:
    from enum import Enum

TABLES = {
    name: table
    for module in (vocabulary,)
    for name, table in vars(module).items()
    if name.isupper() and isinstance(table, dict)
}


@pytest.mark.parametrize("name", TABLES)
def test_every_member_has_words_of_its_own(name: str) -> None:
    table: dict[Enum, Message] = TABLES[name]
    assert list(table) == list(type(next(iter(table))))
    for lang in ("en", "sv"):
        assert len({Language(lang).text(word) for word in table.values()}) == len(table)


def test_a_status_is_called_the_same_everywhere() -> None:
    assert words(vocabulary.STATUS, "en") == ["planned", "tentative", "confirmed", "held", "cancelled"]
    assert words(vocabulary.STATUS, "sv") == ["planerat", "preliminärt", "bekräftat", "hållet", "inställt"]
    assert list(vocabulary.STATUS) == list(Status)


def words(table: dict[Status, Message], lang: str) -> list[str]:
    return [Language(lang).text(word) for word in table.values()]
