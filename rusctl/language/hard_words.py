"""What a text says of a person that nobody is to keep: recognised, and left out.

That is a personnummer in whatever form, health, opinions, a party, and that an identity is protected. Which words those
are stands in rusctl/language/hard_word_tables.py. Nothing here repeats what it found.
"""

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from rusctl.language import hard_word_tables as tables
from rusctl.language.patterns import check_digit_is_right, is_birthday, is_time

LEFT_OUT = "[…]"
_BEFORE_PARTIES = "([,"
_OF_ADDRESSES = frozenset("@()[]<>{},;")  # signs of addresses and lists, which no single word has


class Hard(StrEnum):
    """What hard words are about."""

    PROTECTED = "protected"
    NUMBER = "number"
    HEALTH = "health"
    OPINION = "opinion"
    PARTY = "party"


class HardWord(NamedTuple):
    """Where something hard stands in a text, and what it is about."""

    about: Hard
    start: int
    end: int


class Cleaned(NamedTuple):
    """A text without its hard words, and what those were about."""

    text: str
    left_out: frozenset[Hard]


def found(text: str) -> list[HardWord]:
    """Give what is hard in a text, in order; the text is to be composed (NFC)."""
    hits = [HardWord(Hard.NUMBER, *place) for place in personal_numbers(text)]
    if any(sign in text for sign in _BEFORE_PARTIES):
        hits += [HardWord(Hard.PARTY, *match.span()) for match in _party_letters().finditer(text)]
    for match in _words().finditer(text) if _may_have_words(text) else ():
        about = Hard(match.lastgroup or "")
        if about is Hard.PROTECTED and _denied(text, *match.span()):
            continue
        hits.append(HardWord(about, _word_start(text, match.start()), match.end()))
    return sorted(hits, key=lambda one: one.start)


def kinds(text: str) -> frozenset[Hard]:
    """Give what the hard words of a text are about."""
    return frozenset(one.about for one in found(unicodedata.normalize("NFC", text)))


def says_nobody(text: str, longest: int) -> bool:
    """Whether a cell of up to so many letters may be repeated: it can be no person, nor what is said of one.

    A cell that has slipped into the wrong column can hold anything: a name, an address, what protects somebody.
    """
    if len(text) > longest or any(one.isdecimal() or one in _OF_ADDRESSES for one in text):
        return False
    capitals = [word for word in text.split() if word[:1].isupper()]
    return len(capitals) <= 1 and not kinds(text)


def protects(text: str) -> bool:
    """Whether a text says of somebody that their identity is protected."""
    return Hard.PROTECTED in kinds(text)


def without(text: str, only: Collection[Hard] = tuple(Hard)) -> Cleaned:
    """Take hard words out of a name, a title or a place of work.

    What stands in brackets, or apart by a comma or a dash, goes as a whole; of the rest the words alone.
    """
    text = unicodedata.normalize("NFC", text)
    cut: list[tuple[int, int]] = []
    left_out = set()
    for one in found(text):
        if one.about not in only:
            continue
        place = _apart(text, one.start, one.end)
        if place is None:
            if text[one.start : one.end].casefold() in tables.ALSO_NAMES:
                continue
            place = (one.start, one.end)
        cut.append(place)
        left_out.add(one.about)
    return Cleaned(_tidied(_cut(text, cut)) if cut else text, frozenset(left_out))


def without_brackets(text: str) -> str:
    """Give a text without what stands in brackets in it."""
    return _brackets().sub(" ", text)


def without_in_sentences(text: str) -> Cleaned:
    """Take hard words out of what somebody has written: the sentence goes with them, but for a number and a bracket."""
    text = unicodedata.normalize("NFC", text)
    hits = found(text)
    if not hits:
        return Cleaned(text, frozenset())
    parts = []
    for match in _sentence().finditer(text):
        start, end = match.span()
        mine = [one for one in hits if start <= one.start < end]
        small = [one for one in mine if one.about is Hard.NUMBER or text[one.start] in "(["]
        if len(small) < len(mine):
            parts.append(f"{LEFT_OUT}{_ends_with(match[0])}")
        elif mine:
            parts.append(_cut(match[0], [(one.start - start, one.end - start) for one in mine], LEFT_OUT))
        else:
            parts.append(match[0])
    told = re.sub(rf"(?:{re.escape(LEFT_OUT)}\s*)+(?={re.escape(LEFT_OUT)})", "", "".join(parts))
    return Cleaned(told.strip(), frozenset(one.about for one in hits))


def sentences(text: str) -> list[str]:
    """Give the sentences of a text, without space around them."""
    return [part for match in _sentence().finditer(text) if (part := match[0].strip())]


def personal_numbers(text: str) -> Iterator[tuple[int, int]]:
    """Give where something has the form of a personnummer or samordningsnummer, whatever stands between its parts.

    The form is a day of birth, with or without its century, and four more signs: digits, or a letter or two and digits,
    as in the reserve numbers of health care (20121212TF12). Where digits and spaces alone could be a telephone number,
    the check digit must be right (Luhn's, SKV 704); four digits after a space can be the time of a meeting.
    """
    if not _enough_digits().match(text) or (text.isascii() and not _like_a_number().search(text)):
        return
    plain, places = _plain(text)
    if not _like_a_number().search(plain):
        return
    for match in _number().finditer(plain):
        if _is_personal(match):
            yield places[match.start("day")], places[match.end() - 1] + 1


_LEAST = 8  # digits of a day of birth and of the shortest serial number, which is letters and two digits
_MEETINGS = range(16, 100)  # years of this century of which a day and four digits can be when people meet


@cache
def _enough_digits() -> re.Pattern[str]:
    return re.compile(rf"(?:\D*\d){{{_LEAST}}}")


def _is_personal(match: re.Match[str]) -> bool:
    day = re.sub(r"[^0-9]", "", match["day"])
    serial, between, apart = match["serial"], match["between"] or "", match["day"] != day
    century, short = day[:-6], day[-6:]
    if not is_birthday(century, short):
        return False
    if not serial.isdecimal():
        return between != " " and bool(century or between)
    if serial.startswith("000"):
        return False
    if between.isspace() or (apart and not between):
        meeting = century in {"", "20"} and int(short[:2]) in _MEETINGS and is_time(serial)
        return check_digit_is_right(short + serial) and not meeting
    return bool(between) or bool(century) or check_digit_is_right(short + serial)


_BLANKS = str.maketrans("\t\r\n\v\f", "     ")


def _plain(text: str) -> tuple[str, Sequence[int]]:
    """Give a text with the digits 0 to 9 and - for all that look like them, without what cannot be seen; and places."""
    if text.isascii() or not _looks_otherwise().search(text):
        return text.translate(_BLANKS), range(len(text))
    signs, places = [], []
    for place, sign in enumerate(text):
        if unicodedata.category(sign) == "Cf":
            continue
        digit = unicodedata.decimal(sign, None)
        plain = str(digit) if digit is not None else "-" if unicodedata.category(sign) == "Pd" or sign == "−" else sign
        signs.append(" " if plain.isspace() else unicodedata.normalize("NFKC", plain)[:1] or plain)
        places.append(place)
    return "".join(signs), places


@cache
def _looks_otherwise() -> re.Pattern[str]:
    """Compile digits, signs and blanks that are not those of ASCII; letters are no part of a number."""
    return re.compile(r"[^\x00-\x7f\w]|(?![0-9])\d")


def _denied(text: str, start: int, end: int) -> bool:
    """Whether it is said that something is not so: "ej skyddad identitet", "skyddad identitet: nej"."""
    return bool(_not_before().search(text, 0, start) or _no_after().match(text, end))


def _word_start(text: str, start: int) -> int:
    while start and text[start - 1].isalnum():
        start -= 1
    return start


def _apart(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Give what stands apart around a place: its brackets, or what is between commas and dashes but for the first."""
    for match in _brackets().finditer(text):
        if match.start() <= start and end <= match.end():
            return match.span()
    bounds = [match.span() for match in _separators().finditer(text)]
    before = [one for one in bounds if one[1] <= start]
    if not before:
        return None
    after = [one for one in bounds if one[0] >= end]
    return before[-1][0], after[0][0] if after else len(text)


def _cut(text: str, places: Sequence[tuple[int, int]], instead: str = " ") -> str:
    parts, at = [], 0
    for start, end in sorted(places):
        if end <= at:
            continue
        parts += [text[at : max(start, at)], instead]
        at = end
    return "".join([*parts, text[at:]])


def _tidied(text: str) -> str:
    """Take away what is left of brackets, and of commas and dashes at the ends."""
    text = re.sub(r"\(\s*\)|\[\s*\]", " ", text)
    return " ".join(text.split()).strip(" ,;:–—/|-!*")


def _ends_with(sentence: str) -> str:
    """Give the line break or the space that a sentence ends with."""
    return sentence[len(sentence.rstrip()) :]


def _pattern(words: Sequence[str]) -> str:
    """Make words one pattern; what begins with * may begin inside a word."""

    def one(word: str) -> str:
        body = word.removeprefix("*")
        inner = r"[\s\-]*".join(re.escape(part).replace(r"\*", r"\w*") for part in body.split(" "))
        return (r"" if word.startswith("*") else r"(?<!\w)") + inner + r"(?!\w)"

    return "|".join(map(one, words))


@cache
def _words() -> re.Pattern[str]:
    alone = rf"(?<!\w)(?:{'|'.join(tables.PROTECTED_ALONE)})(?=\s*(?:$|[\n,.;:!?)\]/–—-]))"
    groups = {
        Hard.PROTECTED: f"{_pattern(tables.PROTECTED)}|{alone}",
        Hard.PARTY: _pattern(tables.PARTY_NAMES),
        Hard.HEALTH: _pattern(tables.HEALTH),
        Hard.OPINION: _pattern(tables.OPINION),
    }
    return re.compile("|".join(f"(?P<{about}>{pattern})" for about, pattern in groups.items()), re.IGNORECASE)


def _may_have_words(text: str) -> bool:
    """Whether a text has a word that begins like a hard one."""
    folded = text.casefold()
    if any(part in folded for part in _inside()):
        return True
    harmless = _harmless()
    for word in {*_word().findall(folded)} - harmless:
        if any(word[:length] in _beginnings() for length in _LENGTHS):
            return True
        if len(harmless) < _MOST_HARMLESS:
            harmless.add(word)
    return False


_MOST_HARMLESS = 1 << 17  # words that are remembered


@cache
def _harmless() -> set[str]:
    """Give the words that have been looked at and begin like no hard one: a list has most of its words again."""
    return set()


_LENGTHS = range(2, 9)  # letters that words are told by, before the patterns are tried


@cache
def _beginnings() -> frozenset[str]:
    """Give what the longest part of every hard word begins with."""
    parts = (max(word.split(" "), key=len) for word in _all_words() if not word.startswith("*"))
    return frozenset(part.rstrip("*")[: _LENGTHS[-1]] for part in parts)


@cache
def _inside() -> tuple[str, ...]:
    return tuple(word.strip("*") for word in _all_words() if word.startswith("*"))


def _all_words() -> Iterator[str]:
    for table in (tables.PROTECTED, tables.PROTECTED_ALONE, tables.HEALTH, tables.OPINION, tables.PARTY_NAMES):
        yield from table


@cache
def _word() -> re.Pattern[str]:
    return re.compile(r"\w+")


@cache
def _party_letters() -> re.Pattern[str]:
    """Compile a party in brackets, as (S) or (M, tidigare C), or after a comma where it can be no initial."""
    letters = "|".join(sorted(tables.PARTY_LETTERS, key=len, reverse=True))
    return re.compile(rf"[(\[]\s*(?i:{letters})\s*(?:[,/;][^)\]]*)?[)\]]|(?<=\w,)\s*(?:SD|KD|MP)(?!\w)")


@cache
def _brackets() -> re.Pattern[str]:
    return re.compile(r"\([^()]*\)?|\[[^\[\]]*\]?")


@cache
def _separators() -> re.Pattern[str]:
    return re.compile(r"\s*[,;|]\s*|\s+[-–—/]+\s*|:\s+|\s*!+\s+")


@cache
def _sentence() -> re.Pattern[str]:
    return re.compile(r"(?:[^.!?\n]|[.!?]+(?=[^\s.!?]))+(?:[.!?]+\s*|\n\s*)?|[.!?\n]+\s*")


@cache
def _not_before() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(tables.NOT)})\s+(?:är\s+|har\s+|is\s+)?$", re.IGNORECASE)


@cache
def _no_after() -> re.Pattern[str]:
    return re.compile(rf"\s*[:=?]+\s*(?:{'|'.join(tables.NO_AFTER)})(?!\w)", re.IGNORECASE)


@cache
def _like_a_number() -> re.Pattern[str]:
    """Compile what every number of ASCII signs has, whatever stands before and after it: this is found fast."""
    return re.compile(r"[0-9]{2}[\s./-]?[0-9]{2}[\s./-]?[0-9]{2}(?:\s?[-+./]?\s?)[0-9A-Z]{4}")


@cache
def _number() -> re.Pattern[str]:
    gap = r"[ ./-]?"
    return re.compile(
        rf"(?<![0-9])(?<![0-9][.,])(?P<day>(?:[0-9]{{2}})?[0-9]{{2}}{gap}[0-9]{{2}}{gap}[0-9]{{2}})"
        r"(?P<between> ?[-+./] ?| )?"
        r"(?P<serial>[0-9]{4}|[A-Z][A-Z0-9][0-9]{2}|[0-9][A-Z][0-9]{2})(?![0-9A-Za-z_]|[-+.,:/][0-9])"
    )
