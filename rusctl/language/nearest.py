"""The word that was meant by one that is nowhere known."""

from collections.abc import Iterable

LONGEST = 100  # characters; nobody meant what is longer, and to compare it takes seconds
LIKE = 0.7  # of 1: what is less like, such as "completion" and "milestones", was hardly meant


def nearest(word: str, known: Iterable[str]) -> str:
    """Give the known word that was most likely meant, or an empty string."""
    if len(word) > LONGEST:
        return ""
    from difflib import get_close_matches

    return next(iter(get_close_matches(word, [one for one in known if len(one) <= LONGEST], 1, LIKE)), "")
