"""Texts and pages avoid the words that readers stumble over; `make lint` looks for the same."""

import re
from pathlib import Path
from runpy import run_path
from types import SimpleNamespace

import pytest

from tests.conftest import ROOT

plain_words = SimpleNamespace(**run_path(str(ROOT / "tools" / "plain_words.py")))


def test_no_text_and_no_page_has_a_word_to_avoid() -> None:
    assert [*plain_words.in_catalogue(), *plain_words.in_pages()] == []


@pytest.mark.parametrize(
    ("lang", "text", "found"),
    [
        ("sv", "Träffen är i Sala.", ["Träffen"]),
        ("sv", "Brevet är skickat.", ["Brevet"]),
        ("sv", "Svarsbrev är skrivna.", []),
        ("sv", "Kolumnen `Anmärkning` hoppas över.", []),
        ("sv", "Kolumnen Anmärkning hoppas över.", ["Anmärk"]),
        ("sv", "enligt förordning 2024:99, 10 §", ["förordning 2024:9"]),
        ("sv", "enligt 10 § förordningen (2024:99) om resultatredovisning", []),
        ("sv", "Den drogs inte tillbaka: dras genast tillbaka", ["dras genast tillbaka"]),
        ("en", "{lacks} of {persons}", []),
        ("en", "Two persons", ["persons"]),
        ("en", "Prelim.: {title}", []),
        ("en", "The date is preliminary.", ["prelim"]),
        ("en", "amended", []),
        ("en", "The number of the diarium", []),
    ],
)
def test_what_is_a_word_to_avoid(lang: str, text: str, found: list[str]) -> None:
    assert [word for word, _ in plain_words.words(text, lang)] == found


def test_every_form_of_a_text_is_looked_at() -> None:
    catalogue = 'msgid ""\n"one "\n"two"\nmsgid_plural "three \\"four\\""\nmsgstr[0] "ett"\nmsgstr[1] "två"\n'
    assert list(plain_words.entries(catalogue)) == [
        ("en", "one two"),
        ("en", 'three "four"'),
        ("sv", "ett"),
        ("sv", "två"),
    ]


def test_pages_made_from_texts_are_left_out() -> None:
    names = {path.relative_to(ROOT) for path in plain_words.pages()}
    assert {Path("docs/guide.md"), Path("docs/sv/guide.md")} <= names
    assert Path("docs/sv/commands.md") not in names


def test_every_page_is_there_in_swedish_and_sends_nobody_to_the_english_one() -> None:
    """What tools measured is a record, in the words of the tests."""
    english = {path.name for path in (ROOT / "docs").glob("*.md")}
    swedish = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "docs/sv").glob("*.md")}
    assert english - set(swedish) == {"benchmarks.md", "reliability.md"}
    sent = {(name, page) for name, text in swedish.items() for page in re.findall(r"\]\(\.\./([\w-]+\.md)", text)}
    assert {(name, page) for name, page in sent if page in swedish and page != name} == set()
