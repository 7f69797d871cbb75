"""The Swedish alphabet's order, in which lists are shown in every language.

The rules are those of Svenska Akademiens ordlista since 2006 (w is a letter of its own) and of Unicode CLDR's
collation for Swedish (common/collation/sv.xml): å, ä and ö come last, in that order; æ goes with ä, ø and ő with ö,
ü and ű with y; other accents count only between words that are otherwise alike. Punctuation comes before digits and
digits before letters, as in CLDR's root order.
"""

import unicodedata
from functools import lru_cache

ALPHABET = {letter: rank for rank, letter in enumerate("abcdefghijklmnopqrstuvwxyzåäö")}
GOES_WITH = {
    "æ": "ä",
    "ø": "ö",
    "ő": "ö",
    "ü": "y",
    "ű": "y",
    "ð": "d",
    "đ": "d",
    "ł": "l",
    "þ": "th",
    "œ": "oe",
}
PUNCTUATION, DIGIT, LETTER, OTHER_LETTER = range(4)

Key = tuple[tuple[tuple[int, int], ...], str, str]


def swedish(text: str) -> Key:
    """Give the key that sorts texts as a Swedish reader expects; where only the case differs, lower comes first."""
    composed = unicodedata.normalize("NFC", text)
    folded = unicodedata.normalize("NFC", composed.casefold())
    return tuple(rank for character in folded for rank in _ranks(character)), folded, composed.swapcase()


@lru_cache(maxsize=1_000)
def _ranks(character: str) -> list[tuple[int, int]]:
    if character not in ALPHABET:
        character = GOES_WITH.get(character) or unicodedata.normalize("NFD", character)
    return [_rank(part) for part in character if not unicodedata.combining(part)]


def _rank(character: str) -> tuple[int, int]:
    if character in ALPHABET:
        return LETTER, ALPHABET[character]
    if character.isalpha():
        return OTHER_LETTER, ord(character)
    return DIGIT if character.isdigit() else PUNCTUATION, ord(character)
