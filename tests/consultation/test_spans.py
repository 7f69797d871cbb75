"""Spans of replies' texts: exact whatever the text holds; what is covered, and what is not."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rusctl.consultation.spans import coverage, find, merged, paragraphs, trimmed

REPLY = "Yttrande\n\nVi tillstyrker förslaget.\n\nTåg saknas i Sala.\nFler bussar behövs.\n\nMed vänlig hälsning"
TEXTS = st.text(alphabet="aå Ö.1\n\t\u00a0e\u0301🚆-", max_size=80)


def test_paragraphs_are_parted_by_empty_lines() -> None:
    found = [REPLY[start:stop] for start, stop in paragraphs(REPLY)]
    assert found == [
        "Yttrande",
        "Vi tillstyrker förslaget.",
        "Tåg saknas i Sala.\nFler bussar behövs.",
        "Med vänlig hälsning",
    ]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Första stycket.\nAndra stycket.\nTredje.", 3),
        ("Ett stycke som är\nbrutet av sidans bredd\noch går vidare här.", 1),
        ("- Tåg\n- Bussar\n- Cyklar", 3),
        ("", 0),
        (" \n\n \t", 0),
    ],
)
def test_without_empty_lines_a_line_is_a_paragraph_where_it_is_no_broken_one(text: str, count: int) -> None:
    assert len(paragraphs(text)) == count


def test_what_is_covered_is_counted_in_letters_and_what_is_not_by_paragraphs() -> None:
    first, second = (find(REPLY, quote)[0] for quote in ("Tåg saknas i Sala.", "Vi tillstyrker förslaget."))
    found = coverage(REPLY, [first, second, first])
    letters = sum(map(str.isalnum, REPLY))
    assert (found.letters, found.covered) == (letters, 14 + 22)
    assert found.per_cent == 100 * 36 // letters
    assert [REPLY[start:stop] for start, stop in found.missing] == ["Yttrande", "Med vänlig hälsning"]
    whole = coverage(REPLY, [(0, len(REPLY))])
    assert (whole.per_cent, whole.missing) == (100, ())
    assert coverage(REPLY, [(0, len(REPLY) - 1)]).per_cent == 98  # 99 says that something is left
    both = found.plus(whole)
    assert (both.letters, both.paragraphs, len(both.missing)) == (2 * letters, 8, 2)
    assert coverage("", []).per_cent == 0


def test_a_quote_is_found_whatever_space_stands_in_it() -> None:
    text = "Tåg  saknas\ni Sala. Tåg saknas i Sala."
    assert [text[start:stop] for start, stop in find(text, " Tåg saknas i Sala. ")] == [
        "Tåg  saknas\ni Sala.",
        "Tåg saknas i Sala.",
    ]
    assert find(text, "  ") == []
    assert find(text, "(.*)") == []


@settings(max_examples=50, deadline=None)
@given(TEXTS)
def test_paragraphs_are_exact_in_order_and_leave_out_space_alone(text: str) -> None:
    found = paragraphs(text)
    assert all(text[start:stop] == text[start:stop].strip() != "" for start, stop in found)
    assert found == sorted(found)
    assert merged(found) == found or not found
    left = list(text)
    for start, stop in found:
        left[start:stop] = " " * (stop - start)
    assert not "".join(left).strip()
    if found:
        assert coverage(text, found).missing == ()
        assert coverage(text, []).missing == tuple(found)


@settings(max_examples=50, deadline=None)
@given(TEXTS, st.data())
def test_the_words_of_a_span_are_found_where_they_stand(text: str, data: st.DataObject) -> None:
    text = unicodedata.normalize("NFC", text)
    start = data.draw(st.integers(0, len(text)))
    span = trimmed(text, start, data.draw(st.integers(start, len(text))))
    if span[0] < span[1]:
        quote = text[slice(*span)]
        assert all(text[one:other].split() == quote.split() for one, other in find(text, quote))
        assert find(text, quote)
    covered = coverage(text, [span])
    assert 0 <= covered.covered <= covered.letters
    assert (covered.per_cent == 100) == (covered.letters > 0 and covered.covered == covered.letters)
