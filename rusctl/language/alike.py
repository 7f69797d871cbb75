"""Texts that are like each other: tf-idf over stems, with an index that is built once a run.

Two texts are as like as the cosine of their weighted words, from 0 to 1. A word weighs 1 + ln(how often it stands in
the text) times ln(1 + all texts / those that have it). Sums are made in the order of the texts and of the alphabet, so
that the same texts give the same order every time, whichever database they are from.
"""

import heapq
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from rusctl.language.stems import Stems
from rusctl.language.terms import words_of

_COMMON = 0.2  # the share of texts from which on a word tells nothing about any of them
_FEW = 50  # texts, below which no word is too common
_PLACES = 9  # decimals in which cosines are compared: what is below is rounding


class Alike(NamedTuple):
    """A text that is like another: its place among the texts, how like it is (0 to 1), and how many words they share.

    `shared` counts words of different stems, and `of` those of the text that was asked about.
    """

    place: int
    likeness: float
    shared: int
    of: int


class TextIndex:
    """Some texts by their words; a text is known by its place among them."""

    def __init__(self, texts: Sequence[str], stems: Stems) -> None:
        """Take the texts apart: each distinct word is stemmed once, and each text weighed once."""
        self.stems = stems
        self._counts = [Counter(stems.of_all(words_of(text))) for text in texts]
        self._texts = len(texts)
        self._having = Counter(stem for counts in self._counts for stem in counts)
        self._most = self._texts * _COMMON if self._texts >= _FEW else math.inf
        self._weights = {stem: self._rarity(having) for stem, having in self._having.items() if having <= self._most}
        self._where: dict[str, list[tuple[int, float]]] = {stem: [] for stem in self._weights}
        for place, counts in enumerate(self._counts):
            for stem, weight in self._weighed(counts).items():
                self._where[stem].append((place, weight))

    def _rarity(self, having: int) -> float:
        return math.log(1 + self._texts / having)

    def _weighed(self, counts: Mapping[str, int]) -> dict[str, float]:
        """Give the weight of each word of a text that tells something, so that their squares are 1 together."""
        weights = self._weights
        found = {
            stem: weights[stem] if count == 1 else weights[stem] * (1 + math.log(count))
            for stem, count in counts.items()
            if stem in weights
        }
        length = math.sqrt(math.fsum(weight * weight for weight in found.values()))
        return {stem: weight / length for stem, weight in found.items()}

    def stems_of(self, place: int) -> frozenset[str]:
        """Give the stems of the words of a text."""
        return frozenset(self._counts[place])

    def like(self, place: int, most: int, least: float = 0.0) -> list[Alike]:
        """Give the `most` other texts that are most like one, at least so much; those as like stand in their order."""
        mine = self._counts[place]
        found = ((-round(sum_, _PLACES), other) for other, sum_ in self._sums(mine).items() if sum_ >= least)
        near = heapq.nsmallest(most, (pair for pair in found if pair[0] and pair[1] != place))
        return [
            Alike(other, -likeness, len(mine.keys() & self._counts[other].keys()), len(mine))
            for likeness, other in near
        ]

    def _sums(self, counts: Mapping[str, int]) -> dict[int, float]:
        sums: dict[int, float] = {}
        for stem, mine in sorted(self._weighed(counts).items()):
            for other, theirs in self._where[stem]:
                sums[other] = sums.get(other, 0.0) + mine * theirs
        return sums
