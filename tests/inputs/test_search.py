"""Words found in Swedish texts: other forms, parts of compounds, capitals, short words, decomposed letters."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from snowballstemmer.swedish_stemmer import SwedishStemmer

from rusctl.database.database import Register
from rusctl.errors import UsageError
from rusctl.inputs import search, store
from rusctl.inputs.query import Query
from rusctl.language import stems as stemming
from rusctl.language.stems import Stems
from rusctl.language.terms import terms_of, words_of
from rusctl.model.inputs import NewInput

SAID = (
    "Fler åtgärder mot trångboddhet i Västerås",
    "Kollektivtrafiken måste gå på kvällen",
    "ÖP från 2012 är för gammal, den nya ÖP:n behövs",
    "Klimatåtgärder i skolan",
    "Förslaget om målet för IT-stödet",
    "Bättre köpcentrum",
    unicodedata.normalize("NFD", "Åtgärda vägen till Hällbybrunn"),
)
CASES = [
    ("åtgärd", {0, 3, 6}),
    ("åtgärder", {0, 3, 6}),
    ("åtgärderna", {0, 3, 6}),
    ("trafik", {1}),
    ("VÄSTERÅS", {0}),
    ("vasteras", set()),
    ("ÖP", {2, 5}),
    ("it", {4}),
    ("mål", {4}),
    ("förslag", {4}),
    (unicodedata.normalize("NFD", "Åtgärder"), {0, 3, 6}),
    ("hällby", {6}),
    ("kollektivtrafiken kväll", {1}),
    ("trafik skola", set()),
    ("2012", {2}),
    ("n", {2}),
    ("ö", set()),
]


@pytest.mark.parametrize(("words", "found"), CASES)
def test_a_query_means_words_in_other_forms_and_inside_others(words: str, found: set[int]) -> None:
    query = Query(words, Stems())
    assert {place for place, text in enumerate(SAID) if query.means(text)} == found
    assert all(set(query.terms()) <= set(terms_of(SAID[place])) for place in found)


@pytest.mark.parametrize("words", ["", "  ", "–?", "*"])
def test_what_has_no_letter_or_digit_is_searched_for_by_nobody(words: str) -> None:
    with pytest.raises(UsageError):
        Query(words, Stems())


WORDS = st.text("abdefghiklmnoprstuvåäö", min_size=1, max_size=14)


@settings(max_examples=50, deadline=None)
@given(WORDS, WORDS, WORDS)
def test_whatever_is_meant_has_the_terms_that_are_asked_of_the_index(before: str, word: str, after: str) -> None:
    stems = Stems()
    assert word.startswith(stems.of(word))
    query = Query(word, stems)
    for text in (word, before + word, word + after, before + word + after, before + stems.of(word)):
        if query.means(text):
            assert set(query.terms()) <= set(terms_of(text))


def test_each_distinct_word_is_stemmed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    class Counted(SwedishStemmer):  # type: ignore[misc]
        def stemWord(self, word: str) -> str:  # noqa: N802 - the library's name
            asked.append(word)
            return str(super().stemWord(word))

    monkeypatch.setattr(stemming, "SwedishStemmer", Counted)
    Stems().of_all(words_of("Mål och åtgärder, åtgärder och mål"))
    assert sorted(asked) == ["mål", "och", "åtgärder"]


def test_both_databases_find_the_same_inputs(register: Register) -> None:
    register.change("inputs add", lambda change: store.add(change, [NewInput(event="sala", text=one) for one in SAID]))
    with register.reading() as connection:
        last = store.by_ident(connection, "SALA-002")
    assert last is not None
    register.change("inputs correct", lambda change: store.correct(change, last, "Tåget mot Västerås"))
    with register.reading() as connection:
        for words, places in CASES:
            found = [one.ident for one in search.find(connection, Query(words, Stems()))]
            expected = {f"SALA-{place + 1:03}" for place in places}
            if "trafik" in words:
                expected = set()  # of a corrected text the valid version alone
            if words == "VÄSTERÅS":
                expected = {"SALA-001", "SALA-002"}
            assert set(found) == expected, words


def test_more_candidates_are_fetched_than_the_first_page_has(register: Register) -> None:
    register.change("inputs add", lambda change: store.add(change, [NewInput(event="sala", text="Mål")] * 9))
    with register.reading() as connection:
        assert [one.ident[-1] for one in search.find(connection, Query("målen", Stems()), 2)] == list("123456789")
