"""What a plan with hostile texts gives: what the harmless one gives, with those texts in their places."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from tests.injection.places import HARMLESS, PLACES, value

_ELSEWHERE = {"target-id", "waiver-rule"}  # words that mean something in other places, too
_WORDS = {HARMLESS.get(place, f"Namn {place}"): place for place in PLACES if place not in _ELSEWHERE}
_ANY = re.compile("|".join(re.escape(word) for word in sorted(_WORDS, key=len, reverse=True)))


def text(
    before: str,
    taken: Mapping[str, str],
    held: Callable[[str], str] = str.strip,
    page: Callable[[str], str] | None = None,
) -> str:
    """Give a text that was made of harmless values as it must be with those that were taken.

    `held` cleans a value, `page` an event's address where it is cleaned in another way.
    """

    def one(found: re.Match[str]) -> str:
        place = _WORDS[found[0]]
        clean = page if page and place == "event-url" else held
        return clean(value(place, taken.get(place, "")))

    return _ANY.sub(one, before)


def anything(before: Any, taken: Mapping[str, str], held: Callable[[str], str] = str.strip) -> Any:
    """Give lists and tables of texts likewise."""
    match before:
        case str():
            return text(before, taken, held)
        case list():
            return [anything(one, taken, held) for one in before]
        case dict():
            return {key: anything(one, taken, held) for key, one in before.items()}
    return before
