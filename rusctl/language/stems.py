"""Stems of Swedish words, made here, so that SQLite and PostgreSQL find the same.

The only importer of snowballstemmer, and of its code in Python alone: PyStemmer, which it takes where it is installed,
may be of another version, and would give other stems.
"""

from collections.abc import Iterable

from snowballstemmer.swedish_stemmer import SwedishStemmer


class Stems:
    """Stems by Snowball's algorithm for Swedish, each distinct word stemmed once.

    A stem is what a word begins with, at least its first three letters: åtgärd of åtgärder, utmaning of utmaningarna.
    """

    def __init__(self) -> None:
        """Start with no word known."""
        self._stem = SwedishStemmer().stemWord
        self._known: dict[str, str] = {}

    def of(self, word: str) -> str:
        """Give the stem of a folded word."""
        known = self._known.get(word)
        if known is None:
            known = self._known[word] = str(self._stem(word))
        return known

    def of_all(self, words: Iterable[str]) -> list[str]:
        """Give the stem of each of some folded words."""
        return [self.of(word) for word in words]
