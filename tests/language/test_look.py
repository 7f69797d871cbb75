"""A text looked through before it is stored: what is found in it, and the text without that."""

import unicodedata

import pytest

from rusctl.inputs.block import inputs_of
from rusctl.language.look import Names, look
from rusctl.model.inputs import Sensitive

NAMES = Names(["Testa Maria Testsson", "Prov Åström", "Canary005", "Bo"])


@pytest.mark.parametrize(
    ("text", "abouts", "without"),
    [
        ("Fler bussar på kvällen, kl. 18–22", [], "Fler bussar på kvällen, kl. 18–22"),
        ("Skriv till a.b@example.se snart", ["email"], "Skriv till […] snart"),
        ("Ring 021-17 45 00.", ["phone"], "Ring […]."),
        ("Hon är 811218-9876 och bor här", ["number"], "Hon är […] och bor här"),
        ("Testa Maria Testssons förslag", ["name"], "[…] förslag"),
        ("TESTA TESTSSON vill det", ["name"], "[…] vill det"),
        ("Testsson, Testa, vill det", ["name"], "[…], vill det"),
        ("Testsson vill det", [], "Testsson vill det"),
        ("Canary005s förslag", ["name"], "[…] förslag"),
        ("Bo bra i Sala", [], "Bo bra i Sala"),
        ("Socialdemokraterna vill det", ["party"], "[…] vill det"),
        ("Vården och folkhälsan", [], "Vården och folkhälsan"),
        ("Prov Åström på x@example.se", ["name", "email"], "[…] på […]"),
    ],
)
def test_what_may_be_somebodys_alone_is_found_and_can_be_left_out(text: str, abouts: list[str], without: str) -> None:
    found = look(text, NAMES)
    assert [one.value for one in found.abouts] == abouts
    assert found.without == without


def test_a_text_in_which_nothing_is_found_stays_as_it_is_sign_by_sign() -> None:
    text = unicodedata.normalize("NFD", "Åtgärder \u00a0för ÖP")
    assert look(text, NAMES).text == text


def test_a_name_is_found_however_its_letters_are_composed() -> None:
    found = look(unicodedata.normalize("NFD", "enligt Prov Åström"), NAMES)
    assert found.abouts == (Sensitive.NAME,)
    assert found.without == "enligt […]"


@pytest.mark.parametrize(
    ("block", "texts"),
    [
        ("en\ntvå\n\ntre", ["en", "två", "tre"]),
        ("- en\r\n- två\r\n", ["en", "två"]),
        ("•\ten\n•\ttvå  med   luft\n", ["en", "två  med   luft"]),
        ("o\ten\n1. två\n2) tre", ["en", "två", "tre"]),
        ("- en\n  fortsätter\n- två", ["en\nfortsätter", "två"]),
        ("Rubrik\n\n– en", ["Rubrik", "en"]),
        ("2030 – ett mål\n3,5 procent\n-5 grader", ["2030 – ett mål", "3,5 procent", "-5 grader"]),
        (" \n\t\n", []),
        ("* =1+1\n* <b>&amp;", ["=1+1", "<b>&amp;"]),
    ],
)
def test_a_block_is_an_input_for_each_bullet_or_line(block: str, texts: list[str]) -> None:
    assert inputs_of(block) == texts
