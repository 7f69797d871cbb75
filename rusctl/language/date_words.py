"""The words of dates as people write them in Swedish and English, folded to lower case."""

import unicodedata
from collections.abc import Iterable

from rusctl.language import dates

MONTHS = {
    **{name.casefold(): number for names in dates.MONTHS.values() for number, name in enumerate(names, 1)},
    **{
        name.casefold().rstrip("."): number
        for names in dates.SHORT_MONTHS.values()
        for number, name in enumerate(names, 1)
    },
    "sep": 9,
}
WEEKDAYS = {
    **{name.casefold(): number for names in dates.WEEKDAYS.values() for number, name in enumerate(names)},
    **{name + "en": number for number, name in enumerate(dates.WEEKDAYS["sv"])},
    **{name.casefold(): number for names in dates.SHORT_WEEKDAYS.values() for number, name in enumerate(names)},
    "tor": 3,
    "tues": 1,
    "weds": 2,
    "thur": 3,
    "thurs": 3,
}
RELATIVE_DAYS = {
    "idag": 0,
    "i dag": 0,
    "today": 0,
    "imorgon": 1,
    "i morgon": 1,
    "imorron": 1,
    "tomorrow": 1,
    "igår": -1,
    "i går": -1,
    "yesterday": -1,
}
SEASONS = {"vår": 3, "våren": 3, "spring": 3, "sommar": 6, "sommaren": 6, "summer": 6}
SEASONS |= {"höst": 9, "hösten": 9, "autumn": 9, "fall": 9}
ORDINALS = {"första": 1, "first": 1, "andra": 2, "second": 2, "tredje": 3, "third": 3, "fjärde": 4, "fourth": 4}
PARTS = {
    "början av": 0,
    "början på": 0,
    "tidigt": 0,
    "tidigt i": 0,
    "early": 0,
    "early in": 0,
    "beginning of": 0,
    "start of": 0,
    "mitten av": 1,
    "mitten på": 1,
    "mid": 1,
    "middle of": 1,
    "slutet av": 2,
    "slutet på": 2,
    "sent": 2,
    "sent i": 2,
    "late": 2,
    "late in": 2,
    "end of": 2,
}
TENTATIVE = ("prel", "preliminärt", "preliminär", "preliminary", "provisional", "tentative", "tbc", "ev", "eventuellt")

DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-") | {ord("’"): "'"}


def tidy(text: str) -> str:
    """Give a text with composed letters and plain single spaces, and without characters that nobody sees."""
    seen = (" " if c.isspace() else c for c in unicodedata.normalize("NFC", text) if unicodedata.category(c) != "Cf")
    return " ".join("".join(seen).split())


def plain(text: str) -> str:
    """Give a text in lower case, with one kind of dash and of apostrophe, so that patterns can be few."""
    return unicodedata.normalize("NFC", text.casefold()).translate(DASHES).replace("--", "-").strip()


def either(words: Iterable[str]) -> str:
    """Give the pattern that matches any of the words, the longest first."""
    return "|".join(sorted(words, key=len, reverse=True))
