"""What is likely of an input, and why: under which headings it belongs, and what says the same; a person decides."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from rusctl.language.alike import Alike, TextIndex
from rusctl.language.message import Message, nmsg
from rusctl.language.stems import Stems
from rusctl.language.terms import words_of

_SAME = 0.6  # the likeness from which on two inputs likely say the same
_NEAR = 0.15  # the likeness from which on the headings of another input tell something
_ASKED, _NEAREST = 60, 12  # the most like that are looked at, and of those the sorted ones that are asked
_NAMED = 0.5  # what a word of the heading's own name weighs, where a like input weighs its likeness
_LEAST_WORD, _LEAST_PART = 4, 5  # letters of a word of a name, and of one that is part of a compound
_MOST_SHOWN = 3  # ids in a reason
_PLACES = 9  # decimals of a weight: what is below is rounding


class LikelyHeading(NamedTuple):
    """A heading that an input likely belongs under, how much speaks for it, and why."""

    heading: str
    weight: float
    reasons: tuple[Message, ...]


class LikelyDuplicate(NamedTuple):
    """An input that likely says the same: its place and id, and how many of this one's words it shares."""

    place: int
    ident: str
    shared: int
    of: int

    @property
    def reason(self) -> Message:
        """Why it is likely."""
        return nmsg(
            "shares {shared} of {count} word with {name}",
            "shares {shared} of {count} words with {name}",
            self.of,
            shared=self.shared,
            name=self.ident,
        )


class InputSuggestions:
    """InputSuggestions for some inputs, each known by its place among them; the index of their words is built once."""

    def __init__(self, idents: Sequence[str], texts: Sequence[str], headings: Mapping[str, Iterable[str]]) -> None:
        """Take the inputs' ids and texts in one order, and the names of each heading, in whichever languages."""
        self._stems = Stems()
        self._idents = idents
        self._index = TextIndex(texts, self._stems)
        self._headings: dict[str, list[str]] = {}
        for heading, names in headings.items():
            self.add(heading, names)

    def add(self, heading: str, names: Iterable[str]) -> None:
        """Take one heading more, such as a theme that has been made meanwhile."""
        words = {word for name in names for word in words_of(name) if len(word) >= _LEAST_WORD}
        self._headings[heading] = sorted(words)

    def duplicates(self, place: int, most: int = _MOST_SHOWN) -> list[LikelyDuplicate]:
        """Give the inputs that likely say the same as one, the most like first."""
        return [
            LikelyDuplicate(one.place, self._idents[one.place], one.shared, one.of)
            for one in self._index.like(place, most, _SAME)
        ]

    def headings(self, place: int, held: Mapping[int, Collection[str]], most: int = 5) -> list[LikelyHeading]:
        """Give the headings that an input is likely to belong under, the likeliest first.

        `held` says under which headings inputs stand, by their places; those that this one has are left out.
        """
        near = [one for one in self._index.like(place, _ASKED, _NEAR) if held.get(one.place)][:_NEAREST]
        mine = held.get(place, ())
        there = self._index.stems_of(place)
        asked = (heading for heading in self._headings if heading not in mine)
        found = [likely for heading in asked if (likely := self._likely(heading, there, near, held))]
        return sorted(found, key=lambda one: -one.weight)[:most]  # those that weigh the same stay in their order

    def _likely(
        self, heading: str, there: Collection[str], near: Sequence[Alike], held: Mapping[int, Collection[str]]
    ) -> LikelyHeading | None:
        like = [one for one in near if heading in held[one.place]]
        named = [word for word in self._headings[heading] if self._stands(word, there)]
        if not (like or named):
            return None
        weight = sum(one.likeness for one in like) + _NAMED * len(named)
        return LikelyHeading(heading, round(weight, _PLACES), tuple(self._reasons(like, named)))

    def _reasons(self, like: Sequence[Alike], named: Sequence[str]) -> Iterator[Message]:
        if named:
            yield nmsg(
                "has a word that goes with {words} in its name",
                "has words that go with {words} in its name",
                len(named),
                words=list(named),
            )
        if like:
            yield nmsg(
                "{count} like input stands under it: {names}",
                "{count} like inputs stand under it: {names}",
                len(like),
                names=[self._idents[one.place] for one in like[:_MOST_SHOWN]],
            )

    def _stands(self, word: str, there: Collection[str]) -> bool:
        """Say whether a word of a heading's name stands in an input, in another form or as part of a compound."""
        forms = {word, self._stems.of(word)}
        return any(form == other or _is_part(form, other) or _is_part(other, form) for form in forms for other in there)


def _is_part(one: str, whole: str) -> bool:
    return len(one) >= _LEAST_PART and (whole.startswith(one) or whole.endswith(one))
