"""What a text is found by: the grams of two and three letters of its words, made here so that both databases agree."""

import re
import unicodedata
from functools import lru_cache
from itertools import chain

_WORD = re.compile(r"[^\W_]+")
_GRAMS = (2, 3)  # letters


def folded(text: str) -> str:
    """Give a text as it is compared: its letters composed (NFC), and none of them a capital."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())


def words_of(text: str) -> list[str]:
    """Give the words of a text in their order, folded: runs of letters and digits."""
    return _WORD.findall(folded(text))


@lru_cache(maxsize=65_536)
def terms_of_word(word: str) -> tuple[str, ...]:
    """Give what a folded word is found by: its grams, or itself where it is shorter than those."""
    if len(word) < min(_GRAMS):
        return (word,)
    return tuple(word[at : at + size] for size in _GRAMS for at in range(len(word) - size + 1))


def terms_of(text: str) -> list[str]:
    """Give what a text is found by, each once, in the order of its words."""
    return list(dict.fromkeys(chain.from_iterable(map(terms_of_word, dict.fromkeys(words_of(text))))))
