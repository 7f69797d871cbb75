"""Texts that are looked for in bytes: the quick pattern passes over no place where the slow reading finds the text."""

import json
import quopri
import re
import sys
import unicodedata
from itertools import pairwise
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rusctl.storage.files import personal_data_search
from rusctl.storage.files.spelled import ALSO, OF_BYTES, OF_PAIRS, SHORT, TOGETHER, folded

NEEDLES = ("Bo Ek", "bo@example.se", "Åsa Öström", "Kristina Fiss", "070-12 34", "Sofia Ståffi", "Iñandú Ŕ", "ek", "Ö")
WAYS = [*OF_BYTES, *OF_PAIRS, "json", "percent", "quoted"]
OTHER = {"s": "ſ", "k": "\u212a", "å": "\u212b", " ": "\xa0"}
LIGATURES = {"ss": "ß", "ffi": "\ufb03", "ff": "\ufb00", "fi": "\ufb01", "st": "\ufb06"}


def _encoded(text: str, way: str) -> bytes:
    if way == "json":
        return json.dumps(text).encode()
    if way == "percent":
        return quote(text).encode()
    if way == "quoted":
        return quopri.encodestring(text.encode())
    return text.encode(way, "replace")


def _slowly(text: str, needle: str) -> int | None:
    """Give the line in a text that is read whole."""
    words = r"\s+".join(re.escape(word) for word in folded(needle).split())
    match = re.search(rf"(?<!\w){words}(?!\w)" if len(needle) < SHORT else words, folded(text))
    return folded(text).count("\n", 0, match.start()) + 1 if match else None


@st.composite
def _spelled(draw: st.DrawFn, needle: str) -> str:
    out = ""
    for letter in needle:
        way = draw(st.integers(0, 4))
        lone = OTHER.get(letter, letter)
        out += [letter, letter.upper(), letter.lower(), unicodedata.normalize("NFD", letter), lone][way]
    for plain, one in LIGATURES.items():
        if draw(st.booleans()):
            out = out.replace(plain, one)
    return out


@given(data=st.data(), needle=st.sampled_from(NEEDLES), way=st.sampled_from(WAYS))
def test_what_reading_the_whole_finds_is_found(data: st.DataObject, needle: str, way: str) -> None:
    around = st.text("abk \n,1åßé", max_size=90)
    text = data.draw(around) + data.draw(_spelled(needle)) + data.draw(around)
    raw = _encoded(text, way)
    read = raw.decode(way) if way in (*OF_BYTES, *OF_PAIRS) else text
    expected = _slowly(read, needle)
    found = personal_data_search.holds(raw, personal_data_search.patterns_of([needle]))
    if expected is not None:
        assert found is not None
    if way == "utf-8":
        assert found == expected or expected is None  # else another reading of the same bytes finds it


def test_every_character_that_folds_to_ascii_is_known() -> None:
    also: dict[str, str] = {}
    together = set()
    for number in range(0x80, sys.maxunicode + 1):
        result = folded(chr(number))
        for letter in dict.fromkeys(result):
            if letter.isascii():
                also[letter] = also.get(letter, "") + chr(number)
        together |= {one + other for one, other in pairwise(result) if (one + other).isascii()}
    assert {letter: "".join(sorted(ones)) for letter, ones in ALSO.items()} == also
    assert together <= TOGETHER


@pytest.mark.parametrize("way", [*OF_BYTES, *OF_PAIRS])
def test_a_short_text_is_a_word_of_its_own_in_every_encoding(way: str) -> None:
    patterns = personal_data_search.patterns_of(["Bo"])
    assert personal_data_search.holds("alla boende, bok.".encode(way), patterns) is None
    assert personal_data_search.holds("alla BO, bok".encode(way), patterns) is not None


def test_the_line_is_that_of_the_file_however_long_it_is() -> None:
    data = ("Bok\n" * 5_000 + "å Bo Ek\n").encode()
    assert personal_data_search.holds(data, personal_data_search.patterns_of(["bo ek"])) == 5_001
