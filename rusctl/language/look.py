"""A look at a text before it is stored: what in it may be somebody's alone, and the text without that.

What is recognised: e-mail addresses, telephone numbers, personnummer, the names of those in the register, and listed
words about health, opinions, parties and protected identity. Other names are not recognised.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from rusctl.language import hard_words
from rusctl.language.hard_words import LEFT_OUT
from rusctl.language.patterns import address_places, phone_places
from rusctl.language.terms import folded
from rusctl.model.inputs import Sensitive

_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_LEAST = 4  # letters of a name of one word that is looked for


class SensitiveWord(NamedTuple):
    """Where something that may be somebody's alone stands in a text, and what it is."""

    about: Sensitive
    start: int
    end: int


class Looked(NamedTuple):
    """A text that was looked at, composed (NFC) where something was found in it, and what was found, in order."""

    text: str
    found: tuple[SensitiveWord, ...] = ()

    @property
    def abouts(self) -> tuple[Sensitive, ...]:
        """What was found, each kind once."""
        return tuple(dict.fromkeys(one.about for one in self.found))

    @property
    def without(self) -> str:
        """The text with […] in the place of all that was found."""
        parts, at = [], 0
        for start, end in _joined(self.found):
            parts += [self.text[at:start], LEFT_OUT]
            at = end
        return "".join([*parts, self.text[at:]])


class Names:
    """The names of those in the register, to be looked for: first name and last name in either order."""

    def __init__(self, names: Iterable[str]) -> None:
        self.by_first: dict[str, list[tuple[str, ...]]] = {}
        for name in names:
            words = tuple(folded(word) for word in _WORD.findall(unicodedata.normalize("NFC", name)))
            if not words or (len(words) == 1 and len(words[0]) < _LEAST):
                continue
            for one in {words, (words[0], words[-1]), (words[-1], *words[:-1]), (words[-1], words[0])}:
                self.by_first.setdefault(one[0], []).append(one)

    def places(self, text: str) -> Iterator[tuple[int, int]]:
        """Give where one of the names begins and ends; its last word may be in the genitive."""
        if not self.by_first:
            return
        words = [(folded(match[0]), match.start(), match.end()) for match in _WORD.finditer(text)]
        for index, (word, start, _) in enumerate(words):
            for name in (*self.by_first.get(word, ()), *self.by_first.get(word.removesuffix("s"), ())):
                here = words[index : index + len(name)]
                if len(here) == len(name) and _same([one[0] for one in here], name):
                    yield start, here[-1][2]


def _same(words: Sequence[str], name: Sequence[str]) -> bool:
    *before, last = words
    return tuple(before) == tuple(name[:-1]) and last in (name[-1], f"{name[-1]}s")


def look(text: str, names: Names) -> Looked:
    """Look through a text; where nothing is found it is given as it is, character by character."""
    composed = unicodedata.normalize("NFC", text)
    hits = [SensitiveWord(Sensitive.EMAIL, *place) for place in address_places(composed)]
    hits += [SensitiveWord(Sensitive.PHONE, *place) for place in phone_places(composed)]
    hits += [SensitiveWord(Sensitive.NAME, *place) for place in names.places(composed)]
    hits += [SensitiveWord(Sensitive(one.about.value), one.start, one.end) for one in hard_words.found(composed)]
    if not hits:
        return Looked(text)
    return Looked(composed, tuple(sorted(hits, key=lambda one: (one.start, one.end))))


def _joined(found: Iterable[SensitiveWord]) -> list[tuple[int, int]]:
    """Give the places of what was found, those that touch each other as one."""
    joined: list[tuple[int, int]] = []
    for one in found:
        if joined and one.start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], one.end))
        else:
            joined.append((one.start, one.end))
    return joined
