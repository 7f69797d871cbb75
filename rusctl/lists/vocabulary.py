"""What the words for roles and municipalities in a list mean in one plan: its own names and words, then the shipped."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from rusctl.language.nearest import nearest
from rusctl.language.slug import slug
from rusctl.lists import words
from rusctl.lists.folding import fold, squeezed

_BOTH = re.compile(r"\s*(?:,|/|;|&|\+|\boch\b|\bsamt\b|\band\b)\s*", re.IGNORECASE)
_BRACKETS = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]\s*")
_ENDINGS = ("erna", "arna", "orna", "ens", "ets", "er", "ar", "or", "en", "et", "an", "na", "n", "t", "a", "e", "s")
_STEM = 4  # letters of a word, without its ending, that must be left
_SEAT = re.compile(r"\s*(?:kommun|stad|kn|kommuner|municipality)$", re.IGNORECASE)
_REGION = re.compile(r"(?:region|regionen|landstinget)\s+\S|\S\s*(?:län|läns? landsting)$|^region\S*$", re.IGNORECASE)


class Nameable(NamedTuple):
    """Something of the plan that a list may name: its id, its names, and the words that the region has added."""

    id: str
    names: tuple[str, ...]
    words: tuple[str, ...] = ()
    code: str = ""


class Meaning(NamedTuple):
    """What a word means: an id, nothing where it means none of them, or None where that is not known.

    It is `sure` where the plan itself says so. `among` are those it may be, where it names several.
    """

    value: str | None
    sure: bool = False
    among: tuple[str, ...] = ()


UNKNOWN, NONE = Meaning(None), Meaning("", sure=True)
Lookup = Callable[[str], Meaning]


class RoleWords:
    """The words for the roles of a plan, and those that a user has said meanwhile (folded word to id)."""

    def __init__(self, roles: Iterable[Nameable], said: Mapping[str, str] | None = None) -> None:
        known = tuple(roles)
        self.ids = tuple(one.id for one in known)
        self.said = dict(said or {})
        self.own: dict[str, str] = {}
        for one in known:
            for text in (one.id, *one.names, *one.words):
                self.own.setdefault(squeezed(text), one.id)
        self.forms = [(_forms(text), one.id) for one in known for text in one.names]
        shipped = words.roles()
        groups = {shipped[word]: one for word, one in self.own.items() if shipped.get(word)}
        self.groups = groups | {one: one for one in self.ids}
        self.found: dict[str, Meaning] = {}

    def meaning(self, text: str) -> Meaning:
        """Give what a cell says of the role; a party in brackets is no part of it."""
        found = self.found.get(text)
        if found is None:
            found = self.found[text] = self._meaning(text)
        return found

    def of_group(self, text: str) -> Meaning:
        """Give what the heading of a group says: only a word that is known as a whole, or several of them."""
        whole = self._whole(text)
        parts = _BOTH.split(text)
        if whole.value is not None or len(parts) == 1 or not all(self._whole(part).value for part in parts):
            return whole
        return self.meaning(text)

    def near(self, text: str) -> str:
        """Give the id that a word not known may be a slip of the pen for, or nothing."""
        meant = nearest(squeezed(text), self.own)
        return self.own[meant] if meant else ""

    def _meaning(self, text: str) -> Meaning:
        whole = self._whole(text)
        if whole.value is not None:
            return whole
        bare = " ".join(_BRACKETS.sub(" ", text).split())
        if bare != text.strip() and (found := self._whole(bare)).value is not None:
            return found
        parts = [self._whole(part) for part in _BOTH.split(bare) if part]
        several = tuple(dict.fromkeys(one.value for one in parts if one.value))
        if len(parts) > 1 and all(one.value is not None for one in parts):
            return Meaning(several[0]) if len(several) == 1 else Meaning(None, among=several)
        words_of = [self._whole(part).value for part in bare.split()]
        if len(words_of) > 1 and all(words_of) and len(set(words_of)) == 1:  # such as Ordf. KS
            return Meaning(words_of[0])
        return self._by_end(bare)

    def _whole(self, text: str) -> Meaning:
        """Give what a word means as a whole."""
        if fold(text) in self.said:
            return Meaning(self.said[fold(text)], sure=True)
        if fold(text) in words.others("nothing"):
            return NONE
        word = squeezed(text)
        if own := self.own.get(word) or self.own.get(squeezed(slug(text))) or self._inflected(text):
            return Meaning(own, sure=True)
        group = words.roles().get(word)
        if group == "":
            return NONE
        return Meaning(self.groups[group]) if group in self.groups else UNKNOWN

    def _inflected(self, text: str) -> str:
        """Give the role whose name a word is another form of: its singular, plural or definite."""
        forms = _forms(text)
        for named, one in self.forms:
            if len(named) == len(forms) and all(mine & theirs for mine, theirs in zip(forms, named, strict=True)):
                return one
        return ""

    def _by_end(self, text: str) -> Meaning:
        """Give what the end of a word says, such as that of Stadsbyggnadschef; of several words any."""
        for one in (squeezed(text), *map(squeezed, text.split())):
            for word, group in words.roles().items():
                if word.startswith("*") and one.endswith(word[1:]) and group in self.groups:
                    return Meaning(self.groups[group])
        return UNKNOWN


class MunicipalityWords:
    """The words for the municipalities of a plan, and those that a user has said meanwhile (folded word to id)."""

    def __init__(self, municipalities: Iterable[Nameable], said: Mapping[str, str] | None = None) -> None:
        self.own: dict[str, str] = {}
        self.said = dict(said or {})
        ids = []
        for one in municipalities:
            ids.append(one.id)
            for text in (one.id, *one.names, one.code, *one.words):
                if text:
                    self.own.setdefault(squeezed(text), one.id)
        self.ids = tuple(ids)
        self.found: dict[str, Meaning] = {}

    def meaning(self, text: str) -> Meaning:
        """Give what a cell says of the municipality; a region or a county is none."""
        found = self.found.get(text)
        if found is None:
            found = self.found[text] = self._meaning(text)
        return found

    def near(self, text: str) -> str:
        """Give the id that a word not known may be a slip of the pen for, or nothing."""
        meant = nearest(squeezed(_SEAT.sub("", text.strip())), self.own)
        return self.own[meant] if meant else ""

    def _meaning(self, text: str) -> Meaning:
        if fold(text) in self.said:
            return Meaning(self.said[fold(text)], sure=True)
        if found := self._one(text):
            return Meaning(found, sure=True)
        folded = fold(text)
        if folded in words.others("nowhere") or folded in words.others("nothing") or _REGION.search(folded):
            return NONE
        among = tuple(dict.fromkeys(found for part in _BOTH.split(text) if (found := self._one(part))))
        return Meaning(None, among=among)

    def _one(self, text: str) -> str:
        """Give the municipality with a name, as a name of its municipality or town; nothing where there is none."""
        bare = _SEAT.sub("", " ".join(text.split()))
        bare = re.sub(r"^(?:kommunen?|staden?)\s+", "", bare, flags=re.IGNORECASE)
        for one in (squeezed(text), squeezed(bare)):
            if one in self.own:
                return self.own[one]
        if bare[-1:].casefold() == "s" and bare != text.strip() and squeezed(bare[:-1]) in self.own:
            return self.own[squeezed(bare[:-1])]
        return ""


def _forms(text: str) -> list[frozenset[str]]:
    """Give each word of a text as it is and without each ending that it may have."""
    return [
        frozenset((word, *(word.removesuffix(end) for end in _ENDINGS if len(word) - len(end) >= _STEM)))
        for word in fold(text).split()
    ]
