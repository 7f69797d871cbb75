"""Which headings are likely and what is likely said twice: the same for the same inputs, with the reason in words."""

import random
import time

import pytest

from rusctl.inputs.suggest import InputSuggestions
from rusctl.language.alike import TextIndex
from rusctl.language.catalogue import Language
from rusctl.language.stems import Stems

SAID = {
    "ARB-001": "Bussarna måste gå oftare på kvällarna mellan Arboga och Köping",
    "ARB-002": "Fler unga borde få praktik hos företagen",
    "SALA-001": "Bussarna måste gå oftare på kvällen mellan Sala och Västerås",
    "SALA-002": "Det saknas kompetens inom vården",
    "SALA-003": "Klimatanpassa vägarna längs Sagån",
    "SALA-004": "Fler unga borde få praktik hos företag",
}
HEADINGS = {
    "klimat": ["Klimat, miljö och energi", "Climate, environment and energy"],
    "kompetens": ["Kompetensförsörjning"],
    "miljoer": ["Attraktiva miljöer och tillgänglighet"],
}
PLACE = {ident: place for place, ident in enumerate(SAID)}
ENGLISH = Language("en")


@pytest.fixture(scope="module", name="suggestions")
def suggestions_fixture() -> InputSuggestions:
    return InputSuggestions([*SAID], [*SAID.values()], HEADINGS)


def test_a_likely_duplicate_says_how_many_words_it_shares(suggestions: InputSuggestions) -> None:
    found = suggestions.duplicates(PLACE["SALA-004"])
    assert [(one.ident, one.shared, one.of) for one in found] == [("ARB-002", 7, 7)]
    assert ENGLISH.text(found[0].reason) == "shares 7 of 7 words with ARB-002"
    assert suggestions.duplicates(PLACE["SALA-003"]) == []


@pytest.mark.parametrize(
    ("ident", "held", "likely", "reasons"),
    [
        ("SALA-003", {}, ["klimat"], ["has a word that goes with klimat in its name"]),
        ("SALA-002", {}, ["kompetens"], ["has a word that goes with kompetensförsörjning in its name"]),
        ("SALA-001", {"ARB-001": {"miljoer"}}, ["miljoer"], ["1 like input stands under it: ARB-001"]),
        ("SALA-001", {"ARB-001": {"miljoer"}, "SALA-001": {"miljoer"}}, [], []),
        ("SALA-001", {}, [], []),
    ],
)
def test_a_likely_heading_says_why(
    suggestions: InputSuggestions, ident: str, held: dict[str, set[str]], likely: list[str], reasons: list[str]
) -> None:
    found = suggestions.headings(PLACE[ident], {PLACE[name]: headings for name, headings in held.items()})
    assert [one.heading for one in found] == likely
    assert [ENGLISH.text(reason) for one in found for reason in one.reasons] == reasons


def test_a_theme_that_is_made_meanwhile_is_suggested_too() -> None:
    suggestions = InputSuggestions([*SAID], [*SAID.values()], HEADINGS)
    suggestions.add("praktik", ["Praktikplatser"])
    assert [one.heading for one in suggestions.headings(PLACE["ARB-002"], {})] == ["praktik"]


def test_what_is_equally_like_stands_in_its_order() -> None:
    index = TextIndex(["mål och väg", "väg och mål", "helt annat", "mål och väg"], Stems())
    assert [(one.place, one.likeness) for one in index.like(0, 9)] == [(1, 1.0), (3, 1.0)]
    assert [one.place for one in index.like(3, 1)] == [0]
    assert index.like(2, 9) == []


@pytest.mark.parametrize("texts", [[], [""], ["–", "!"], ["ett ord", ""]])
def test_texts_without_words_are_like_no_other(texts: list[str]) -> None:
    index = TextIndex(texts, Stems())
    assert [index.like(place, 5) for place in range(len(texts))] == [[] for _ in texts]


def test_the_index_of_some_thousand_inputs_takes_a_moment() -> None:
    chance = random.Random(14)
    letters = "abdefghiklmnoprstuvåäö"
    words = ["".join(chance.choices(letters, k=chance.randint(2, 12))) for _ in range(4_000)]
    often = [1 / (place + 1) for place in range(len(words))]
    texts = [" ".join(chance.choices(words, often, k=30)) for _ in range(2_000)]
    began = time.process_time()
    index = TextIndex(texts, Stems())
    assert time.process_time() - began < 1.5  # 20,000 within 3 s, as the benchmarks measure
    assert index.like(7, 5) == TextIndex(texts, Stems()).like(7, 5)
