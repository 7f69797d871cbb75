"""What stands for a text that somebody was to fill in, in any spelling: `{{ name }}`, «Namn», [NAMN], XXX, ÅÅÅÅ-MM-DD.

Templates are looked through for what is no placeholder of rusctl's, and finished papers for what was left.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

MOST = 60  # characters of one; what is longer is a text in brackets
_WORDS = (
    *("namn", "förnamn", "efternamn", "adress", "postadress", "datum", "dag", "dnr", "diarienummer", "titel"),
    *("rubrik", "text", "ort", "kommun", "instans", "mottagare", "avsändare", "handläggare", "telefon", "e-?post"),
    *("ange", "fyll i", "skriv", "infoga", "välj", "klistra in", "lägg till", "komplettera"),
    *("name", "address", "date", "title", "recipient", "sender", "insert", "fill in", "enter", "type", "choose"),
)
_YEAR, _MONTH, _DAY = r"(?:ÅÅÅÅ|åååå|YYYY|yyyy|20[Xx]{2}|20__)", r"(?:MM|mm|XX|xx|__)", r"(?:DD|dd|XX|xx|__)"
_SPELLINGS = (
    r"\{\{[^{}]{0,60}\}{0,2}",
    r"[^{}\s]{0,30}\s?\}\}",
    r"\{[%#][^{}]{0,60}[%#]?\}?",
    r"[%#]\}",
    r"\$?\{\s*[^\W\d][\w .-]{0,40}\s*\}",
    r"«[^«»\n]{1,40}»",
    r"‹[^‹›\n]{1,40}›",
    r"<<[^<>\n]{1,40}>>",
    r"\[[A-ZÅÄÖ][A-ZÅÄÖ0-9 _./-]{2,40}\]",
    rf"(?i:[\[<]\s*(?:{'|'.join(_WORDS)})\b[^\[\]<>\n]{{0,60}}[\]>])",
    rf"(?<!\w){_YEAR}(?:[-/. ]{_MONTH}(?:[-/. ]{_DAY})?)?(?!\w)",
    r"(?<!\w)(?:ÅÅMMDD|ÅÅÅÅMMDD|YYMMDD|YYYYMMDD)(?!\w)",
    r"(?<![\w.])(?:X{3,}|x{2,}|N\.?N\.?)(?!\w)",
    r"%[^\W\d]\w{1,30}%",
    r"##?[A-ZÅÄÖ][A-ZÅÄÖ_]{2,}##?",
    r"@@[^@\s]{1,30}@@",
    r"_{3,}",
    r"\.{5,}|…{2,}",
    r"\?{3,}",
    r"(?<!\w)(?:TODO|FIXME|TBD|ATT GÖRA)(?!\w)",
    r"(?i:\blorem ipsum\b)",
    r"(?i:\bklicka (?:eller tryck )?här för att (?:ange|skriva)[^.\n]{0,30})",
    r"(?i:\bclick (?:or tap )?here to enter[^.\n]{0,30})",
)
_ANY = re.compile("|".join(_SPELLINGS))
_BRACKETS = re.compile(r"\[[^\[\]\n]*[^\W\d][^\[\]\n]*\]|<[^<>\n/]*[^\W\d][^<>\n]*>")


def placeholders(text: str) -> list[str]:
    """Give what in a text stands for another, in its order; a template's own tags among it."""
    return [one.group().strip() for one in _ANY.finditer(text)]


def odd(text: str) -> Iterator[str]:
    """Give what in a template's text, its tags taken away, stands for another: there any words in brackets do."""
    found = placeholders(text)
    yield from found
    for one in _BRACKETS.finditer(text):
        if len(one.group()) <= MOST and not any(one.group() in each or each in one.group() for each in found):
            yield one.group()


def left_over(text: str, allowed: Iterable[str] = ()) -> list[str]:
    """Give what was left in a finished text; `allowed` are the words of others in it, which may hold anything."""
    theirs = Counter(one for each in allowed for one in placeholders(each))
    left = []
    for one in placeholders(text):
        if theirs[one] > 0:
            theirs[one] -= 1
        else:
            left.append(one)
    return left
