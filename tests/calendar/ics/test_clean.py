"""Nothing that breaks a reader, or turns a line round, gets into a calendar."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rusctl.calendar.ics import clean
from tests.examples import examples

ANY = st.text(st.characters(exclude_categories=()), max_size=80)


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("  Kommundialog Köping ", "Kommundialog Köping"),
        ("a\r\nb\rc\u2028d\u2029e\x85f\ng", "a\nb\nc\nd\ne\nf\ng"),
        ("a\x00b\x07c\x0bd\x0ce\x1bf\x7fg\x9bh\ti", "abcdefgh\ti"),
        ("\ufeffa\u202eb\u2066c\u200ed\u061ce\u200bf\u00adg", "abcdefg"),
        ("A\u030a\u0308", "Å\u0308"),
        ("👩\u200d🌾", "👩\u200d🌾"),
        ("a\ud800b\U000e0041c\uffffd", "abcd"),
    ],
)
def test_lines(text: str, cleaned: str) -> None:
    assert clean.lines(text) == cleaned


def test_line_word_and_name() -> None:
    assert clean.line("a\r\n b\t\u2028c") == "a b c"
    assert clean.word("Natt, öppen; \\n") == "Natt öppen n"
    assert clean.name('Region "Ö", ^n\\') == "Region 'Ö', n"


@given(ANY)
@settings(deadline=None, max_examples=examples(300))
def test_what_is_clean_stays_as_it_is(text: str) -> None:
    cleaned = clean.lines(text)
    assert clean.lines(cleaned) == cleaned
    assert clean.line(clean.line(text)) == clean.line(text)
    assert unicodedata.is_normalized("NFC", cleaned)
    assert {unicodedata.category(c) for c in cleaned if c not in "\n\t"}.isdisjoint({"Cc", "Cs", "Zl", "Zp"})
    assert {unicodedata.bidirectional(c) for c in cleaned}.isdisjoint(
        {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
    )


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://example.org/a?b=1,2;3", "https://example.org/a?b=1,2;3"),
        ("https://example.org/möte", "https://example.org/m%C3%B6te"),
        ("https://example.org/\r\nATTENDEE:mailto:x@example.org", ""),
        ("https://example.org/\n", ""),
        ("https://example.org/\x00", ""),
        ("https://example.org/\u202ea", ""),
        ("javascript:alert(1)", ""),
        ("", ""),
    ],
)
def test_address(url: str, address: str) -> None:
    assert clean.address(url) == address


@pytest.mark.parametrize(
    ("contact", "mailbox"),
    [
        ("region@example.org", "region@example.org"),
        ("region@example.org\n", ""),
        ("a@b?subject=x@example.org", ""),
        ("två@example.org", ""),
        ("a,b@example.org", ""),
        ("", ""),
    ],
)
def test_mailbox(contact: str, mailbox: str) -> None:
    assert clean.mailbox(contact) == mailbox
