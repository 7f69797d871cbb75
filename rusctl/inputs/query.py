"""What is searched for, in words: which terms a text must have to be looked at, and whether it is meant."""

from collections.abc import Collection

from rusctl.errors import UsageError
from rusctl.language.message import msg
from rusctl.language.stems import Stems
from rusctl.language.terms import folded, terms_of_word, words_of

_GRAM = 3  # letters of the longest terms; those of two letters tell no more where there are longer ones


class Query:
    """Words that a text is to have, each as it is, in another form, or inside a longer word.

    åtgärd and åtgärderna find each other, trafik finds kollektivtrafiken, and åtgärder finds klimatåtgärd. A letter or
    a digit alone is meant as a word.
    """

    def __init__(self, text: str, stems: Stems) -> None:
        """Take the words as somebody types them; UsageError where there are none."""
        self._stems = stems
        self.wanted = sorted(set(words_of(text)))
        if not self.wanted:
            raise UsageError(msg("write what is to be searched for, in words"))

    def terms(self) -> list[str]:
        """Give the terms that every text which is meant has, in the order of the alphabet."""
        return sorted({term for word in self.wanted for term in _longest(self._stems.of(word))})

    def means(self, text: str) -> bool:
        """Say whether every word that is searched for stands in a text."""
        said = folded(text)
        for word in self.wanted:
            if len(word) == 1 or word not in said:
                return self._forms_stand(said)
        return True  # what is all letters and digits stands in a word where it stands in the text

    def _forms_stand(self, said: str) -> bool:
        there = set(words_of(said))
        return all(self._stands(word, there) for word in self.wanted)

    def _stands(self, wanted: str, there: Collection[str]) -> bool:
        if wanted in there or len(wanted) == 1:
            return wanted in there
        if any(wanted in word for word in there):
            return True
        stem = self._stems.of(wanted)
        return any(stem in word and self._stems.of(word).endswith(stem) for word in there)


def _longest(stem: str) -> list[str]:
    """Give the terms of a stem, which every word of that stem has: it begins with it."""
    found = terms_of_word(stem)
    return [term for term in found if len(term) == _GRAM] or list(found)
