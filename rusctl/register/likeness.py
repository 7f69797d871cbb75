"""Whether two names may be one person's, and two places of work the same place: as people write them in lists."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from rusctl.language.slug import slug

# Titles that stand before or after a name in some lists and not in others, as `slug` gives them.
_TITLES = frozenset({
    "prof", "professor", "docent", "dr", "doktor", "fil", "tekn", "med", "jur", "teol", "ekon", "agr", "lic", "mag",
    "kand", "ing", "civing", "herr", "hr", "fru", "froken", "mr", "mrs", "ms", "miss", "sir", "phd", "msc", "bsc",
    "mba", "kommunalrad", "regionrad", "borgmastare", "landshovding", "overste", "kapten",
})  # fmt: skip
# Words of a place of work that one list writes and another leaves out.
_FORMS = frozenset(
    {
        "kommun",
        "kommuner",
        "kommunen",
        "stad",
        "kn",
        "ab",
        "aktiebolag",
        "hb",
        "kb",
        "ek",
        "for",
        "forening",
        "publ",
        "inc",
        "ltd",
    }
)


class Name(NamedTuple):
    """A name as it is compared: its words in small letters a to z, without titles.

    `key` is what two names have in common that differ in capitals, accents, titles and the order of words alone.
    """

    words: tuple[str, ...]
    key: str


@lru_cache(maxsize=1 << 16)
def name(text: str) -> Name:
    """Give a name as it is compared."""
    words = [word for word in slug(text).split("-") if word]
    plain = [word for word in words if word not in _TITLES]
    kept = tuple(plain if len(plain) > 1 else words)
    return Name(kept, " ".join(sorted(kept)))


def may_be(one: Name, other: Name) -> bool:
    """Whether two names may be one person's: the same words, initials of them, or one name with more words."""
    if one.key == other.key:
        return True
    short, long = sorted((one.words, other.words), key=len)
    if len(short) < 2:  # noqa: PLR2004 - a first name alone is too many people's
        return False
    if len(short) == len(long):
        return _abbreviated(short, long)
    return short[0] == long[0] and set(short) <= set(long)


def _abbreviated(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two names are the same but for words that are initials in one of them; the last word is whole."""
    pairs = [*zip(one, other, strict=True)]
    return pairs[-1][0] == pairs[-1][1] and all(
        mine == theirs or (min(len(mine), len(theirs)) == 1 and mine[0] == theirs[0]) for mine, theirs in pairs
    )


@lru_cache(maxsize=1 << 14)
def place(text: str) -> str:
    """Give a place of work as it is compared: "Sala kommun", "Salas kommun" and "Sala" are one, and so with AB."""
    words = [word for word in slug(text).split("-") if word]
    return " ".join([word for word in words if word not in _FORMS] or words).removesuffix("s")


def same_place(one: str, other: str) -> bool:
    """Whether two places of work are the same one; one that nobody has said may be any."""
    return not one or not other or place(one) == place(other)


def within(one: str, other: str) -> bool:
    """Whether one of two places of work is the other written shorter: "Sala kommun" of "Sala kommun, kansliet"."""
    short, long = sorted((place(one).split(), place(other).split()), key=len)
    bare = [word.removesuffix("s") for word in long]
    return bool(short) and bare[: len(short)] == [word.removesuffix("s") for word in short]
