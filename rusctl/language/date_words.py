"""The words of dates as people write them in Swedish and English, folded to lower case."""

import re
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
    "febr": 2,
    "sep": 9,
}
WEEKDAYS = {
    **{name.casefold(): number for names in dates.WEEKDAYS.values() for number, name in enumerate(names)},
    **{name + "en": number for number, name in enumerate(dates.WEEKDAYS["sv"])},
    **{name + "s": number for number, name in enumerate(dates.WEEKDAYS["sv"])},
    **{name[:-2]: number for number, name in enumerate(dates.WEEKDAYS["sv"])},
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
    "i morron": 1,
    "tomorrow": 1,
    "övermorgon": 2,
    "i övermorgon": 2,
    "iövermorgon": 2,
    "the day after tomorrow": 2,
    "day after tomorrow": 2,
    "igår": -1,
    "i går": -1,
    "yesterday": -1,
    "förrgår": -2,
    "i förrgår": -2,
    "the day before yesterday": -2,
    "day before yesterday": -2,
}
SEASONS = {"vår": 3, "våren": 3, "spring": 3, "sommar": 6, "sommaren": 6, "summer": 6}
SEASONS |= {"höst": 9, "hösten": 9, "autumn": 9, "fall": 9}
# Half of the year's work in schools and universities: from its first month to its last.
TERMS = {
    **dict.fromkeys(("vt", "vårterminen", "vårtermin", "spring term", "spring semester"), (1, 6)),
    **dict.fromkeys(
        ("ht", "höstterminen", "hösttermin", "autumn term", "autumn semester", "fall term", "fall semester"), (8, 12)
    ),
}
ORDINALS = {"första": 1, "first": 1, "andra": 2, "second": 2, "tredje": 3, "third": 3, "fjärde": 4, "fourth": 4}
PARTS = {
    "början av": 0,
    "början på": 0,
    "tidig": 0,
    "tidiga": 0,
    "tidigt": 0,
    "tidigt i": 0,
    "tidigt på": 0,
    "tidigt under": 0,
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
    "sen": 2,
    "sena": 2,
    "sent": 2,
    "sent i": 2,
    "sent på": 2,
    "sent under": 2,
    "late": 2,
    "late in": 2,
    "end of": 2,
}
TENTATIVE = (
    "prel",
    "preliminärt",
    "preliminär",
    "preliminary",
    "preliminarily",
    "provisional",
    "provisionally",
    "tentative",
    "tentatively",
    "tbc",
    "ev",
    "eventuellt",
    "eventuell",
    "kanske",
    "möjligen",
    "troligen",
    "troligtvis",
    "sannolikt",
    "perhaps",
    "maybe",
    "possibly",
    "probably",
)
ABOUT = ("omkring", "kring", "runt", "cirka", "ungefär", "ca", "c:a", "about", "around", "approximately", "circa", "~")
NUMBERS = {
    **dict.fromkeys(("en", "ett", "a", "an", "one"), 1),
    **dict.fromkeys(("två", "two"), 2),
    **dict.fromkeys(("tre", "three"), 3),
    **dict.fromkeys(("fyra", "four"), 4),
    **dict.fromkeys(("fem", "five"), 5),
    **dict.fromkeys(("sex", "six"), 6),
    **dict.fromkeys(("sju", "seven"), 7),
    **dict.fromkeys(("åtta", "eight"), 8),
    **dict.fromkeys(("nio", "nine"), 9),
    **dict.fromkeys(("tio", "ten"), 10),
    **dict.fromkeys(("elva", "eleven"), 11),
    **dict.fromkeys(("tolv", "twelve"), 12),
}
PARTS_OF_DAY = (
    "fm",
    "f.m",
    "em",
    "e.m",
    "förmiddag",
    "förmiddagen",
    "eftermiddag",
    "eftermiddagen",
    "kväll",
    "kvällen",
    "morgon",
    "morgonen",
    "på morgonen",
    "lunch",
    "lunchtid",
    "morning",
    "afternoon",
    "evening",
)
SCHOOL_BREAKS = (
    "sportlov",
    "påsklov",
    "sommarlov",
    "höstlov",
    "jullov",
    "läslov",
    "vinterlov",
    "lov",
    "school break",
    "spring break",
    "half-term",
    "half term",
    "school holidays",
    "winter break",
)
CHRISTMAS_OR_JULY = "jul"
NO_DAY = (
    "tills vidare",
    "until further notice",
    "ej bestämt",
    "inte bestämt",
    "ännu inte bestämt",
    "ej beslutat",
    "obestämt",
    "ej klart",
    "ej fastställt",
    "okänt",
    "senare",
    "uppskjutet",
    "uppskjuten",
    "framskjutet",
    "tba",
    "tbd",
    "to be decided",
    "to be determined",
    "to be announced",
    "not decided",
    "not yet decided",
    "postponed",
    "undecided",
    "later",
    "unknown",
)
LAST_DAYS = (
    "senast",
    "före",
    "innan",
    "fram till",
    "till och med",
    "till",
    "t.o.m.",
    "t o m",
    "tom",
    "by",
    "before",
    "until",
    "no later than",
    "not later than",
    "at the latest",
    "latest",
    "deadline",
)
FIRST_DAYS = (
    "tidigast",
    "efter",
    "från och med",
    "från",
    "fr.o.m.",
    "fr o m",
    "from",
    "after",
    "not before",
    "since",
    "no earlier than",
    "not earlier than",
    "at the earliest",
    "earliest",
)


_UNITS_SV = (
    "",
    "första",
    "andra",
    "tredje",
    "fjärde",
    "femte",
    "sjätte",
    "sjunde",
    "åttonde",
    "nionde",
    "tionde",
    "elfte",
    "tolfte",
    "trettonde",
    "fjortonde",
    "femtonde",
    "sextonde",
    "sjuttonde",
    "artonde",
    "nittonde",
)
_UNITS_EN = (
    "",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
)
ORDINAL_DAYS = {word: number for words in (_UNITS_SV, _UNITS_EN) for number, word in enumerate(words) if word}
ORDINAL_DAYS |= {"förste": 1, "andre": 2, "adertonde": 18, "tjugonde": 20, "trettionde": 30}
ORDINAL_DAYS |= {"twentieth": 20, "thirtieth": 30}
ORDINAL_DAYS |= {f"tjugo{word}": 20 + number for number, word in enumerate(_UNITS_SV[:10]) if word}
ORDINAL_DAYS |= {"trettioförsta": 31, "tjugoförste": 21, "tjugoandre": 22, "trettioförste": 31}
DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-") | {ord("’"): "'"}
FULL_WIDTH = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)}
BRACKETS = str.maketrans("()[]", "    ")


def tidy(text: str) -> str:
    """Give a text with composed letters, plain single spaces and digits, and without characters that nobody sees."""
    composed = unicodedata.normalize("NFC", text).translate(FULL_WIDTH)
    seen = (" " if c.isspace() else c for c in composed if unicodedata.category(c) != "Cf")
    return " ".join("".join(seen).split())


def plain(text: str) -> str:
    """Give a text in lower case, with one kind of dash and of apostrophe, so that patterns can be few."""
    return unicodedata.normalize("NFC", text.casefold()).translate(DASHES).replace("--", "-").strip()


def tokens(text: str) -> str:
    """Give a date as it was written in signs that patterns can be short with.

    A month becomes M and a letter from a to l, a weekday D and a letter from a to g, an ordinal word its number
    ("första" 1:e); everything else is in lower case, without brackets. "jul", which to a Swede is Christmas when it
    stands alone, becomes MG.
    """
    whole = re.sub(r"(?<=[0-9]-[0-9]{2}-[0-9]{2})(?:--|[–—])(?=[0-9])", " - ", text.translate(BRACKETS))
    words = re.sub(r"\b(twenty|thirty)[- ]?(?=[a-z])", r"\1-", " ".join(plain(whole).split()))
    found = re.sub(r"(?:twenty|thirty)-[a-z]+|[^\W\d_]+", _token, words)
    return found.rstrip(" .,;")


def _token(match: re.Match[str]) -> str:
    word = match[0]
    tens, _, unit = word.partition("-")
    if unit:
        number = ORDINAL_DAYS.get(unit, 0)
        return f"{(20 if tens == 'twenty' else 30) + number}:e" if 0 < number < ORDINAL_DAYS["tenth"] else word
    if word in MONTHS:
        return "MG" if word == CHRISTMAS_OR_JULY else f"M{chr(ord('a') + MONTHS[word] - 1)}"
    if word in WEEKDAYS:
        return f"D{chr(ord('a') + WEEKDAYS[word])}"
    return f"{ORDINAL_DAYS[word]}:e" if word in ORDINAL_DAYS else word


def either(words: Iterable[str]) -> str:
    """Give the pattern that matches any of the words, the longest first."""
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
