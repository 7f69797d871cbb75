"""A new text matched with the version before it: which paragraph is which, by ids and by words.

What is the same in both is found first, then what was split or merged, then what was reworded; what is left is new or
gone. Nothing is guessed twice: the same two texts always give the same match.
"""

import difflib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from rusctl.model.strategy import Became
from rusctl.strategy.blocks import BlockKind, TextBlock

LIKE, SURE = 0.4, 0.6  # of the words that two texts share (Dice's coefficient): to be matched at all, and unasked
PART, FEWEST = 0.8, 4  # of a part's words that stand in the whole, and how few words a part may have
_BETWEEN = 0.1  # likeness that a place between the same neighbours is worth
_COMMON = 0.2  # words in more of the paragraphs than this tell nothing
_WORD = re.compile(r"\w+")


class Place(NamedTuple):
    """A block of the new text: the id that it gets of the version before, empty where it gets a new one.

    `of` are the other paragraphs that its words are from: the one that it is a part of, or those merged into it.
    `likeness` is the share of words in common, from 0 to 1.
    """

    at: int
    id: str = ""
    became: Became = Became.NEW
    moved: bool = False
    likeness: float = 0
    of: tuple[str, ...] = ()

    @property
    def sure(self) -> bool:
        """Whether nobody needs to be asked."""
        return self.became is not Became.REWORDED or self.likeness >= SURE


class Matching(NamedTuple):
    """What each block of a new text is, in its order, and which paragraphs of the version before are gone."""

    places: tuple[Place, ...]
    gone: tuple[str, ...]


class ByHand(NamedTuple):
    """What somebody has said: which block is which paragraph, which are new, which paragraphs are gone.

    `parts` says of which paragraph a block is a part, `merged` into which block a paragraph went.
    """

    same: Mapping[int, str] = {}
    new: frozenset[int] = frozenset()
    gone: frozenset[str] = frozenset()
    parts: Mapping[int, str] = {}
    merged: Mapping[str, int] = {}


def match(old: Sequence[TextBlock], new: Sequence[TextBlock], by_hand: ByHand = ByHand()) -> Matching:  # noqa: B008 - immutable
    """Match a new text's blocks with those of the version before, which have ids; what was said by hand holds."""
    return _Matcher(old, new, by_hand).matched()


def likeness(one: Counter[str], other: Counter[str]) -> float:
    """Give the share of words that two texts have in common, from 0 to 1."""
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 0


def counted(text: str) -> Counter[str]:
    """Count a text's words, capitals or not."""
    return Counter(_WORD.findall(text.casefold()))


class _Matcher:
    """Works with places: `pairs` has the old block of each new one that is found, by their indices."""

    def __init__(self, old: Sequence[TextBlock], new: Sequence[TextBlock], by_hand: ByHand) -> None:
        self.old, self.new, self.by_hand = old, new, by_hand
        self.old_texts, self.new_texts = [one.words for one in old], [one.words for one in new]
        self.old_words = [counted(text) for text in self.old_texts]
        self.new_words = [counted(text) for text in self.new_texts]
        self.index = {block.id: index for index, block in enumerate(old) if block.id}
        self.pairs: dict[int, int] = {}
        self.parts: dict[int, int] = {}  # a new block, and the old one it is a part of
        self.merged: dict[int, int] = {}  # an old block, and the new one it went into

    def matched(self) -> Matching:
        self._said()
        self._by_id()
        self._by_text()
        self._split_and_merged()
        self._reworded()
        self._left_over()
        return self._result()

    def _free_old(self) -> list[int]:
        taken = {*self.pairs.values(), *self.merged}
        return [one for one in range(len(self.old)) if one not in taken and self.old[one].id not in self.by_hand.gone]

    def _free_new(self) -> list[int]:
        kept = self.by_hand.new
        return [
            one for one in range(len(self.new)) if one not in self.pairs and one not in self.parts | dict.fromkeys(kept)
        ]

    def _said(self) -> None:
        for place, name in self.by_hand.same.items():
            if name in self.index:
                self.pairs[place] = self.index[name]
        self.parts |= {place: self.index[name] for place, name in self.by_hand.parts.items() if name in self.index}
        self.merged |= {self.index[name]: place for name, place in self.by_hand.merged.items() if name in self.index}

    def _by_id(self) -> None:
        free = {self.old[one].id: one for one in self._free_old()}
        for place in self._free_new():
            if (name := self.new[place].id) and name in free:
                self.pairs[place] = free.pop(name)

    def _by_text(self) -> None:
        """Pair what says the same: first what stands in the same order, then the rest, in order."""
        old, new = self._free_old(), self._free_new()
        before = [self._key(self.old[one], self.old_texts[one]) for one in old]
        after = [self._key(self.new[one], self.new_texts[one]) for one in new]
        for run in difflib.SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks():
            for step in range(run.size):
                self.pairs[new[run.b + step]] = old[run.a + step]
        left: dict[tuple[bool, str], list[int]] = defaultdict(list)
        for one in self._free_old():
            left[self._key(self.old[one], self.old_texts[one])].append(one)
        for place in self._free_new():
            if left[key := self._key(self.new[place], self.new_texts[place])]:
                self.pairs[place] = left[key].pop(0)

    @staticmethod
    def _key(block: TextBlock, text: str) -> tuple[bool, str]:
        return block.kind is BlockKind.HEADING, text

    def _split_and_merged(self) -> None:
        """Find a whole of which two parts or more stand on the other side; the longest part has the whole's id."""
        for whole, parts in self._wholes(self._free_old(), self.old_words, self._free_new(), self.new_words):
            longest = max(parts, key=lambda one: (self.new_words[one].total(), -one))
            self.pairs[longest] = whole
            self.parts |= {part: whole for part in parts if part != longest}
        for whole, parts in self._wholes(self._free_new(), self.new_words, self._free_old(), self.old_words):
            longest = max(parts, key=lambda one: (self.old_words[one].total(), -one))
            self.pairs[whole] = longest
            self.merged |= {part: whole for part in parts if part != longest}

    def _wholes(
        self,
        wholes: Sequence[int],
        of_wholes: Sequence[Counter[str]],
        parts: Sequence[int],
        of_parts: Sequence[Counter[str]],
    ) -> Iterator[tuple[int, list[int]]]:
        found: dict[int, list[int]] = defaultdict(list)
        near = _Postings(wholes, of_wholes)
        for part in parts:
            whole = self._whole_of(of_parts[part], near.like(of_parts[part]), of_wholes)
            if whole is not None:
                found[whole].append(part)
        for whole, several in found.items():
            if len(several) > 1 and sum(of_parts[one].total() for one in several) <= of_wholes[whole].total() * (
                2 - PART
            ):
                yield whole, several

    @staticmethod
    def _whole_of(part: Counter[str], wholes: Iterable[int], of_wholes: Sequence[Counter[str]]) -> int | None:
        """Give the whole that holds a part's words best; None where none holds enough of them."""
        if part.total() < FEWEST:
            return None
        held = [
            ((part & of_wholes[one]).total() / part.total(), -one)
            for one in wholes
            if of_wholes[one].total() > part.total()
        ]
        best = max(held, default=(0.0, 0))
        return -best[1] if best[0] >= PART else None

    def _reworded(self) -> None:
        """Pair what is alike, the likest first; a place between the same neighbours speaks for it."""
        near = _Postings(self._free_old(), self.old_words)
        candidates = []
        for place in self._free_new():
            for one in near.like(self.new_words[place]):
                if (self.old[one].kind is BlockKind.HEADING) is not (self.new[place].kind is BlockKind.HEADING):
                    continue
                alike = likeness(self.old_words[one], self.new_words[place])
                if alike >= LIKE:
                    candidates.append((alike + _BETWEEN * self._neighbours(one, place), -abs(one - place), -place, one))
        taken: set[int] = set()
        for _, _, place, one in sorted(candidates, reverse=True):
            if -place not in self.pairs and one not in taken:
                self.pairs[-place] = one
                taken.add(one)

    def _neighbours(self, one: int, place: int) -> int:
        return (self.pairs.get(place - 1) == one - 1) + (self.pairs.get(place + 1) == one + 1)

    def _left_over(self) -> None:
        """Find parts of what is paired already: cut off from a paragraph that stayed, or put into another one."""
        stayed = [one for one in self.pairs.values() if one not in self.merged]
        near = _Postings(stayed, self.old_words)
        where = {one: place for place, one in self.pairs.items()}
        for place in self._free_new():
            words = self.new_words[place]
            whole = self._whole_of(words, near.like(words), self.old_words)
            if whole is not None and (words & self.new_words[where[whole]]).total() < words.total() * PART:
                self.parts[place] = whole
        near = _Postings([*self.pairs], self.new_words)
        for one in self._free_old():
            words = self.old_words[one]
            into = self._whole_of(words, near.like(words), self.new_words)
            if into is not None and (words & self.old_words[self.pairs[into]]).total() < words.total() * PART:
                self.merged[one] = into

    def _result(self) -> Matching:
        still = in_order([self.pairs[place] for place in sorted(self.pairs)])
        came = defaultdict(list)
        for one, place in self.merged.items():
            came[place].append(self.old[one].id)
        places = []
        for place in range(len(self.new)):
            if place in self.pairs:
                places.append(self._paired(place, tuple(came[place]), moved=self.pairs[place] not in still))
            elif place in self.parts:
                places.append(Place(place, became=Became.SPLIT, of=(self.old[self.parts[place]].id,)))
            else:
                places.append(Place(place, became=Became.MERGED if came[place] else Became.NEW, of=tuple(came[place])))
        return Matching(tuple(places), tuple(self.old[one].id for one in self._gone()))

    def _gone(self) -> list[int]:
        taken = {*self.pairs.values(), *self.merged}
        return [one for one in range(len(self.old)) if one not in taken]

    def _paired(self, place: int, came: tuple[str, ...], *, moved: bool) -> Place:
        one = self.pairs[place]
        same = self.old_texts[one] == self.new_texts[place]
        became = Became.MERGED if came else Became.REWORDED if not same else Became.MOVED if moved else Became.SAME
        alike = 1.0 if same else likeness(self.old_words[one], self.new_words[place])
        if place in self.by_hand.same or self.new[place].id == self.old[one].id != "":
            alike = 1.0  # nobody needs to be asked
        return Place(place, self.old[one].id, became, moved, alike, came)


class _Postings:
    """Which texts hold which words, so that only texts with words in common are compared."""

    def __init__(self, of: Iterable[int], words: Sequence[Counter[str]]) -> None:
        self.of = list(of)
        self.holding: dict[str, list[int]] = defaultdict(list)
        for one in self.of:
            for word in words[one]:
                self.holding[word].append(one)

    def like(self, words: Counter[str]) -> list[int]:
        """Give the texts that share a telling word with this one; where there is none, all that share any."""
        most = max(FEWEST, len(self.of) * _COMMON)
        telling = {one for word in words for one in self.holding.get(word, ()) if len(self.holding[word]) <= most}
        return sorted(telling or {one for word in words for one in self.holding.get(word, ())})


def in_order(numbers: Sequence[int]) -> frozenset[int]:
    """Give the longest run of numbers that goes upwards (its members): all others have been moved."""
    from_here: list[tuple[int, int]] = []  # the length of the longest run that ends here, and what comes before it
    ends: list[int] = []  # for each length, where the run with the lowest end ends
    for index, number in enumerate(numbers):
        low, high = 0, len(ends)
        while low < high:
            middle = (low + high) // 2
            if numbers[ends[middle]] < number:
                low = middle + 1
            else:
                high = middle
        from_here.append((low, ends[low - 1] if low else -1))
        if low == len(ends):
            ends.append(index)
        else:
            ends[low] = index
    found = []
    at = ends[-1] if ends else -1
    while at >= 0:
        found.append(numbers[at])
        at = from_here[at][1]
    return frozenset(found)
