"""Lists are in the order of the Swedish alphabet."""

import random
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rusctl.language.order import swedish
from tests.examples import examples

# Written by hand, as a Swedish index would have them.
LISTS = [
    [
        "Arboga",
        "Fagersta",
        "Hallstahammar",
        "Kungsör",
        "Köping",
        "Norberg",
        "Sala",
        "Skinnskatteberg",
        "Surahammar",
        "Västerås",
    ],
    ["Z", "Å", "Ä", "Ö"],
    ["zon", "åka", "älg", "öga"],
    ["Arboga", "Zinkgruvan", "Åmål", "Älmhult", "Örebro"],
    ["bok", "Bok", "bok 2", "bokhylla"],
    ["ide", "idé", "idealist", "identitet"],
    ["Myhr", "Mysén", "Müslin", "Myt"],
    ["Vall", "Vega", "Wall", "Xerxes"],
    ["Dag 1", "Dag 1, del 2", "Dag 2", "Dag ett"],
    ["7 november", "Arboga", "november"],
    ["Ström", "Strømberg", "Strömlund"],
    ["fält", "fæltet", "fältherre"],
    ["Sala kommun", "Sala-Heby", "Sala2", "Salabygden"],
]


@pytest.mark.parametrize("expected", LISTS, ids=lambda names: str(names[0]))
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_lists_as_an_index_has_them(expected: list[str], form: str) -> None:
    for seed in range(10):
        shuffled = [unicodedata.normalize(form, name) for name in expected]  # type: ignore[arg-type]  # a plain str
        random.Random(seed).shuffle(shuffled)
        assert [unicodedata.normalize("NFC", name) for name in sorted(shuffled, key=swedish)] == expected


@settings(deadline=None, max_examples=examples(200))
@given(st.text(max_size=20))
def test_composed_and_decomposed_are_the_same_text(text: str) -> None:
    assert swedish(unicodedata.normalize("NFD", text)) == swedish(unicodedata.normalize("NFC", text))


@settings(deadline=None, max_examples=examples(200))
@given(st.text("aåäöÅÄÖz"), st.text("aåäöÅÄÖz"))
def test_only_the_same_text_has_the_same_key(one: str, other: str) -> None:
    assert (swedish(one) == swedish(other)) == (one == other)
