"""Every enum's words stand once, and are what the glossary says."""

from typing import TYPE_CHECKING, Any

import pytest

from rusctl.language import vocabulary, vocabulary_people
from rusctl.language.catalogue import Language
from rusctl.model.plan import Status

if TYPE_CHECKING:
    from collections.abc import Mapping
    from enum import Enum

    from rusctl.language.message import Message

TABLES = {
    name: table
    for module in (vocabulary, vocabulary_people)
    for name, table in vars(module).items()
    if name.isupper() and isinstance(table, dict)
}


@pytest.mark.parametrize("name", TABLES)
def test_every_member_has_words_of_its_own(name: str) -> None:
    table: dict[Enum, Message] = TABLES[name]
    assert list(table) == list(type(next(iter(table))))
    for lang in ("en", "sv"):
        assert len({Language(lang).text(word) for word in table.values()}) == len(table)


def test_an_answer_is_called_the_same_everywhere() -> None:
    answer = vocabulary_people.ANSWER
    assert words(answer, "en") == ["no answer", "yes", "no", "maybe", "sends somebody else"]
    assert words(answer, "sv") == ["inget svar", "ja", "nej", "kanske", "skickar någon annan"]


def test_a_status_is_called_the_same_everywhere() -> None:
    assert words(vocabulary.STATUS, "en") == ["planned", "tentative", "confirmed", "held", "cancelled"]
    assert words(vocabulary.STATUS, "sv") == ["planerat", "preliminärt", "bekräftat", "hållet", "inställt"]
    assert list(vocabulary.STATUS) == list(Status)


def words(table: "Mapping[Any, Message]", lang: str) -> list[str]:
    return [Language(lang).text(word) for word in table.values()]
