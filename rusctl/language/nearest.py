"""The word that was meant by one that is nowhere known."""

from collections.abc import Iterable
from functools import lru_cache

LONGEST = 100  # characters; nobody meant what is longer, and to compare it takes seconds
LIKE = 0.7  # of 1: what is less like, such as "completion" and "milestones", was hardly meant


def nearest(word: str, known: Iterable[str]) -> str:
    """Give the known word that was most likely meant, or an empty string."""
    return "" if len(word) > LONGEST else _nearest(word, tuple(known))


@lru_cache(maxsize=1024)  # a slip is often repeated, and to compare is slow
def _nearest(word: str, known: tuple[str, ...]) -> str:
    from difflib import get_close_matches  # only a word that is not known needs it

    return next(iter(get_close_matches(word, [one for one in known if len(one) <= LONGEST], 1, LIKE)), "")
