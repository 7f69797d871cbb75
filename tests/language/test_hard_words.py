"""What says of a person what nobody is to keep is recognised in every form, and what only looks like it stays."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rusctl.language import hard_word_tables as tables
from rusctl.language.hard_words import (
    Cleaned,
    Hard,
    _is_personal,
    _like_a_number,
    _number,
    kinds,
    personal_numbers,
    protects,
    sentences,
    without,
    without_in_sentences,
)

NUMBERS = [
    "19121212-1212", "191212121212", "121212-1212", "1212121212", "121212+1212", "19121212 1212", "121212 1212",
    "121272-1219", "19121272-1219", "1912-12-12-1212", "1912.12.12-1212", "19121212.1212", "121212.1212",
    "12/12/12-1212", "12-12-12-1212", "121212/1212", "121212 - 1212", "pnr121212-1212", "pnr:121212-1212",
    "20121212TF12", "20121212-TF12", "19121212-T121", "121212-1R12", "19121212-1213", "121212-1213",
    "191212121213", "12１212-1212", "121212–1212", "121212\u200b-1212", "121212−1212", "12121212-1212"[2:],
    "(121212-1212)",
]  # fmt: skip
NO_NUMBERS = [
    "070-174 06 05", "0701740605", "+46 70 174 06 05", "08-465 004 00", "021-17 00 01", "2027-03-15 1300",
    "20270315 1300", "2027-03-15 13:00", "2027-03-15", "RS 2027-1234", "RV180123", "SFS 2010:630",
    "2027-03-15–2027-03-16", "121313-1212", "123212-1212", "1212121213", "rum 1212, våning 12", "2026-2027",
    "v. 12 2027", "556016-0680", "20270315 kl13", "12 12 12",
]  # fmt: skip


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("around", ["{}", "Anna {}", "född {}, ring"])
def test_a_personnummer_is_known_in_every_form(number: str, around: str) -> None:
    text = around.format(number)
    assert Hard.NUMBER in kinds(text)
    left = without(text).text
    assert [*personal_numbers(left)] == []
    assert "212" not in left


@pytest.mark.parametrize("text", NO_NUMBERS)
def test_what_is_no_personnummer_stays(text: str) -> None:
    assert Hard.NUMBER not in kinds(text)


PROTECTED = [
    "SKYDDAD IDENTITET - lämna ej ut!", "skyddade personuppgifter", "Skyddad-identitet", "skyddadidentitet",
    "Skyddad id", "skyddade uppgifter", "sekretessmarkerad", "Sekretessmarkering", "kvarskriven i Sala",
    "kvarskrivning", "fingerat namn", "fingerade personuppgifter", "hemlig adress", "hemliga uppgifter",
    "skyddad folkbokföring", "skyddad", "Karin Hemlig, skyddad", "SKYDDAD!", "sekretess", "lämna inte ut",
    "får ej röjas", "protected identity", "secret identity", "identiteten är skyddad", "får ej ro\u0308jas",
]  # fmt: skip
NOT_PROTECTED = [
    "ej skyddad identitet", "Skyddad identitet: nej", "inte sekretessmarkerad", "skyddad natur",
    "Naturskyddsföreningen", "skyddat boende", "Skyddsombud", "Sekreterare", "Brandskydd AB",
    "utan skyddade personuppgifter", "har allergi", "(S)",
]  # fmt: skip


@pytest.mark.parametrize("text", PROTECTED)
def test_a_protected_identity_is_known(text: str) -> None:
    assert protects(text)


@pytest.mark.parametrize("text", NOT_PROTECTED)
def test_what_protects_nobody(text: str) -> None:
    assert not protects(text)


@pytest.mark.parametrize(
    ("name", "left", "about"),
    [
        ("Nora Nord (S)", "Nora Nord", {Hard.PARTY}),
        ("Olle Ost(m)", "Olle Ost", {Hard.PARTY}),
        ("Nora (SD) Nord", "Nora Nord", {Hard.PARTY}),
        ("Nora Nord [KD]", "Nora Nord", {Hard.PARTY}),
        ("Nora Nord, SD", "Nora Nord", {Hard.PARTY}),
        ("Nora Nord (Socialdemokraterna)", "Nora Nord", {Hard.PARTY}),
        ("Nora Nord, Centerpartiet", "Nora Nord", {Hard.PARTY}),
        ("Nora Nord Moderaterna", "Nora Nord", {Hard.PARTY}),
        ("Kommunalråd (S)", "Kommunalråd", {Hard.PARTY}),
        ("Örjan Ö (skyddade personuppgifter)", "Örjan Ö", {Hard.PROTECTED}),
        ("Örjan Ö SKYDDAD IDENTITET", "Örjan Ö", {Hard.PROTECTED}),
        ("Karin Ek, skyddad", "Karin Ek", {Hard.PROTECTED}),
        ("Bo Berg (sjukskriven)", "Bo Berg", {Hard.HEALTH}),
        ("Bo Berg - gravid", "Bo Berg", {Hard.HEALTH}),
        ("nötallergi Cia Cyk", "Cia Cyk", {Hard.HEALTH}),
        ("Bo Berg, vill ha halal", "Bo Berg", {Hard.OPINION}),
        ("Bo Berg 19121212-1212", "Bo Berg", {Hard.NUMBER}),
        ("Bo Berg (S, sjukskriven)", "Bo Berg", {Hard.PARTY, Hard.HEALTH}),
    ],
)
def test_a_name_is_kept_without_what_is_hard(name: str, left: str, about: set[Hard]) -> None:
    assert without(name) == Cleaned(left, frozenset(about))
    assert without(left) == Cleaned(left, frozenset())


@pytest.mark.parametrize(
    "name",
    [
        "Anna-Karin Ek", "Kristen Nygaard", "Jude Law", "Ove Blind", "Anna Ek (Gäst)", "S. Ek", "Ek, S", "Maria Corona",
        "Sten Sjukvist", "Christian Sick", "Anna Moderatsson", "Per (Pelle) Ek", "Ek, Anna", "Eva Allard",
    ],
)  # fmt: skip
def test_a_name_that_only_looks_hard_stays(name: str) -> None:
    assert without(name) == Cleaned(name, frozenset())


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        (
            "Jag är sjukskriven för depression, pnr 19121212-1212. Dan Dahl kommer inte.",
            "[…] Dan Dahl kommer inte.",
        ),
        ("Kommer gärna! Ring 070-174 06 05.", "Kommer gärna! Ring 070-174 06 05."),
        ("Mitt nummer är 121212-1212, jag kommer", "Mitt nummer är […], jag kommer"),
        ("Anna (S) kommer i stället", "Anna […] kommer i stället"),
        ("Kommer.\nÄr allergisk mot nötter.\nHälsningar", "Kommer.\n[…]\nHälsningar"),
        ("Sjuk. Har feber. Hej", "[…] Hej"),
        ("Jag har skyddad identitet", "[…]"),
        ("", ""),
        ("kl. 13.30 passar", "kl. 13.30 passar"),
    ],
)
def test_a_comment_is_kept_without_the_sentences_that_are_hard(said: str, kept: str) -> None:
    assert without_in_sentences(said).text == kept


def test_a_text_is_its_sentences() -> None:
    assert sentences("Hej! Jag kommer kl. 13.30.\nMvh Anna") == ["Hej!", "Jag kommer kl.", "13.30.", "Mvh Anna"]


TABLES = {
    Hard.PROTECTED: (*tables.PROTECTED, *tables.PROTECTED_ALONE),
    Hard.HEALTH: tables.HEALTH,
    Hard.OPINION: tables.OPINION,
    Hard.PARTY: tables.PARTY_NAMES,
}


@pytest.mark.parametrize("about", TABLES)
def test_every_word_of_the_tables_is_found(about: Hard) -> None:
    for word in TABLES[about]:
        for text in (word.replace("*", ""), word.replace("*", "").upper(), word.replace("*", "").replace(" ", "-")):
            assert about in kinds(text), text


@settings(max_examples=50, deadline=None)
@given(st.text(st.sampled_from("0129-+./ T)(:\n１"), max_size=40))
def test_nothing_hard_is_left_in_any_text(text: str) -> None:
    assert [*personal_numbers(without_in_sentences(text).text)] == []


def test_a_long_text_is_looked_through_quickly() -> None:
    start = time.process_time()
    for text in ("sjuk" * 2_000, "1212" * 2_000, "(" * 4_000, "a, " * 3_000, "- " * 4_000, "skyddad " * 1_000):
        without(text)
        without_in_sentences(text)
    assert time.process_time() - start < 20


@settings(max_examples=50)
@given(st.text(st.sampled_from("0129-+./ TF)(:\n"), max_size=40))
def test_what_a_number_is_told_by_at_once_is_in_every_number(text: str) -> None:
    blanks = text.replace("\n", " ")
    assert _like_a_number().search(text) or not [one for one in _number().finditer(blanks) if _is_personal(one)]
