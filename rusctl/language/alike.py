"""Texts that are like each other: tf-idf over stems, with an index that is built once a run.

Two texts are as like as the cosine of their weighted words, from 0 to 1. A word weighs 1 + ln(how often it stands in
the text) times ln(1 + all texts / those that have it). Sums are made in the order of the texts and of the alphabet, so
that the same texts give the same order every time, whichever database they are from.
"""

import heapq
import math
from bisect import insort
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from rusctl.language.stems import Stems
from rusctl.language.terms import words_of

_COMMON = 0.2  # the share of texts from which on a word tells nothing about any of them
_FEW = 50  # texts, below which no word is too common
_PLACES = 9  # decimals in which cosines are compared: what is below is rounding
_ROUNDING = 1e-9

# One of the rarest words of a text: what it and all words after it weigh together, below 0 so that the most come first;
# its own weight; what the words after it weigh together; and the place of the text.
_FirstWord = tuple[float, float, float, int]


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
        return [self._alike(place, other, -likeness) for likeness, other in near]

    def _sums(self, counts: Mapping[str, int]) -> dict[int, float]:
        sums: dict[int, float] = {}
        for stem, mine in sorted(self._weighed(counts).items()):
            for other, theirs in self._where[stem]:
                sums[other] = sums.get(other, 0.0) + mine * theirs
        return sums

    def all_like(self, most: int, least: float) -> list[list[Alike]]:
        """Give for each text what `like` gives for it, in time that grows with how many texts are like each other.

        The words of a text stand in one order for all, the rarest first. Two texts that are `least` alike have one of
        their first words in common, where the rest of each weighs less than `least`: only texts that do are compared
        (Bayardo and others, Scaling Up All Pairs Similarity Search, 2007). `least` is above 0.
        """
        rank = {stem: at for at, (_, stem) in enumerate(sorted((self._having[one], one) for one in self._weights))}
        weighed = [self._weighed(counts) for counts in self._counts]
        having: dict[str, list[_FirstWord]] = {}
        near: list[list[tuple[float, int]]] = [[] for _ in weighed]
        for place, mine in enumerate(weighed):
            first = _first_words(place, mine, rank, least)
            ordered = sorted(mine.items())
            for other in maybe_like(first, having, least - _ROUNDING):
                theirs = weighed[other]
                sum_ = 0.0
                for stem, weight in ordered:
                    if stem in theirs:
                        sum_ += weight * theirs[stem]
                if sum_ >= least:
                    _keep(near[place], (round(sum_, _PLACES), -other), most)
                    _keep(near[other], (round(sum_, _PLACES), -place), most)
            for stem, word in first.items():
                insort(having.setdefault(stem, []), word)
        return [
            [self._alike(place, -other, likeness) for likeness, other in sorted(found, reverse=True)]
            for place, found in enumerate(near)
        ]

    def _alike(self, place: int, other: int, likeness: float) -> Alike:
        mine = self._counts[place]
        return Alike(other, likeness, len(mine.keys() & self._counts[other].keys()), len(mine))


def _first_words(
    place: int, weighed: Mapping[str, float], rank: Mapping[str, int], least: float
) -> dict[str, _FirstWord]:
    """Give the rarest words of a text, so many that what is left of it weighs less than `least`."""
    found: dict[str, _FirstWord] = {}
    left = 1.0
    for stem in sorted(weighed, key=rank.__getitem__):
        if left < least * least - _ROUNDING:
            break
        weight, from_here = weighed[stem], math.sqrt(left)
        left = max(left - weight * weight, 0.0)
        found[stem] = (-from_here, weight, math.sqrt(left), place)
    return found


def maybe_like(
    first: Mapping[str, _FirstWord], having: Mapping[str, Sequence[_FirstWord]], least: float
) -> Iterable[int]:
    """Give which texts may be `least` like one: by the first word they share, and what the rest of both can add."""
    found: set[int] = set()
    for stem, (from_here, mine, rest, _) in first.items():
        needed = least / from_here
        for theirs_from, theirs, of_other, other in having.get(stem, ()):
            if theirs_from > needed:
                break
            if mine * theirs + rest * of_other >= least:
                found.add(other)
    return found


def _keep(heap: list[tuple[float, int]], one: tuple[float, int], most: int) -> None:
    """Keep the greatest ones of a heap, so many at most."""
    if len(heap) < most:
        heapq.heappush(heap, one)
    elif one > heap[0]:
        heapq.heapreplace(heap, one)
