"""The word that was meant by one that is nowhere known."""

from collections.abc import Iterable

LIKE = 0.7  # of 1: what is less like, such as "completion" and "milestones", was hardly meant


def nearest(word: str, known: Iterable[str]) -> str:
    """Give the known word that was most likely meant, or an empty string."""
    from difflib import get_close_matches

    return next(iter(get_close_matches(word, list(known), 1, LIKE)), "")
