"""Texts looked for in the bytes of a file, however they are written: encoded, in capitals, composed or decomposed.

Two steps, since reading a whole database as every kind of text takes many seconds. A pattern over the bytes finds each
place where a text may stand, and more; there, and only there, the bytes are decoded, folded and compared.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

SHORT = 6  # a shorter text counts only as a word of its own
OF_BYTES = ("utf-8", "latin-1", "mac_roman", "cp850")
OF_PAIRS = ("utf-16-le", "utf-16-be")
AROUND = 64  # bytes beside a place that are read with it

# What else becomes an ASCII letter or sign when it is folded, and what becomes two characters of which one is ASCII.
ALSO = {
    "s": "\u00df\u017f\u1e9e\ufb05\ufb06",
    "k": "\u212a",
    "f": "\ufb00\ufb01\ufb02\ufb03\ufb04",
    "i": "\u0130\ufb01\ufb03",
    "l": "\ufb02\ufb04",
    "t": "\ufb05\ufb06",
    "n": "\u0149",
    "a": "\u1e9a",
    ";": "\u037e",
    "`": "\u1fef",
}
TOGETHER = frozenset({"ss", "ff", "fi", "fl", "st", "\u02bcn", "i\u0307", "a\u02be"})
_BEYOND = rb"[\x80-\xff]"
_WORD = rb"[0-9a-z_]"


class Sought(NamedTuple):
    """A text that is looked for: its exact pattern in folded text, and where it may stand in bytes, by encodings."""

    exact: re.Pattern[str]
    places: Mapping[tuple[str, ...], re.Pattern[bytes]]
    room: int


def sought(text: str) -> Sought:
    """Give how a text is looked for."""
    words = folded(text).split()
    exact = r"\s+".join(re.escape(word) for word in words)
    short = len(text) < SHORT
    return Sought(
        re.compile(rf"(?<!\w){exact}(?!\w)" if short else exact),
        {kind: _loose(words, kind, short=short) for kind in (OF_BYTES, *((one,) for one in OF_PAIRS))},
        AROUND + 8 * len(text),
    )


def folded(text: str) -> str:
    """Give a text without what makes no difference: capitals, and whether accents stand by themselves."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())


def found_in(data: bytes, encodings: Sequence[str], sought_for: Sequence[Sought]) -> Iterator[int]:
    """Give the first line on which one of the texts stands, for each encoding in which one does; all of one kind."""
    small = data.lower()
    kind = OF_BYTES if encodings[0] in OF_BYTES else (encodings[0],)
    likely = [(one, first) for one in sought_for if (first := one.places[kind].search(small))]
    for encoding in encodings:
        for one, first in likely:
            line = _line(data, small, one, first, encoding)
            if line:
                yield line


def _line(data: bytes, small: bytes, one: Sought, first: re.Match[bytes], encoding: str) -> int:
    """Give the line on which a text stands, from the first place on where it may, or 0."""
    loose = first.re
    found: re.Match[bytes] | None = first
    while found:
        start = max(0, found.start() - one.room)
        if encoding in OF_PAIRS:
            start += (found.start() - start) % 2  # so that pairs of bytes stay together
        end = found.end() + one.room
        text = folded(data[start:end].decode(encoding, "replace"))
        match = one.exact.search(text)
        if match:
            return data.count(b"\n", 0, start) + text.count("\n", 0, match.start()) + 1
        found = loose.search(small, found.start() + 1)
    return 0


def _loose(words: Sequence[str], encodings: Sequence[str], *, short: bool) -> re.Pattern[bytes]:
    """Make the pattern of wherever the words may begin, in bytes whose A to Z are small; it may match elsewhere too."""
    pairs = encodings[0] if encodings[0] in OF_PAIRS else ""
    gap = _pair(pairs, rb"[\t-\r\x1c-\x20\x85\xa0]", rb"[\x16\x20\x30]") if pairs else rb"[\t-\r\x1c-\x20\x80-\xff]"
    body = (b"(?:" + gap + b")+").join(_word(word, encodings, pairs) for word in words)
    if short:
        mark = _one(pairs, _WORD)
        body = b"(?<!" + mark + b")" + body + b"(?!" + mark + b")"
    return re.compile(body, re.DOTALL)


def _word(word: str, encodings: Sequence[str], pairs: str) -> bytes:
    """Make the part for a word: characters beyond ASCII are anything beyond ASCII, perhaps after their plain letter."""
    beyond = _pair(pairs, rb"[\x80-\xff]", rb"[\x01-\xff]") if pairs else _BEYOND
    made, at = [], 0
    while at < len(word):
        optional = b"?" if word[at - 1 : at + 1] in TOGETHER else b""
        end = at
        while end < len(word) and not word[end].isascii():
            end += 1
        if end > at:
            bases = {base for one in word[at:end] if (base := unicodedata.normalize("NFD", one)[0]).isascii()}
            plain = [_one(pairs, re.escape(base.lower().encode())) for base in sorted(bases)]
            least = b"0" if optional else b"1"
            most = str(12 * (end - at)).encode()
            made.append(b"(?:" + b"|".join([*plain, beyond]) + b"){" + least + b"," + most + b"}")
            at = end
            continue
        letters = [_one(pairs, re.escape(word[at].encode()))]
        for other in ALSO.get(word[at], ""):
            letters += [re.escape(code.lower()) for code in dict.fromkeys(_codes(other, encodings))]
        alone = len(letters) == 1 and not optional
        made.append(letters[0] if alone else b"(?:" + b"|".join(letters) + b")" + optional)
        at += 1
    return b"".join(made)


def _codes(character: str, encodings: Sequence[str]) -> list[bytes]:
    codes = []
    for encoding in encodings:
        try:
            codes.append(character.encode(encoding))
        except UnicodeEncodeError:
            continue
    return codes


def _one(pairs: str, low: bytes) -> bytes:
    """Give the pattern of an ASCII character."""
    return low if not pairs else low + rb"\x00" if pairs == "utf-16-le" else rb"\x00" + low


def _pair(pairs: str, low: bytes, high: bytes) -> bytes:
    """Give the pattern of a pair of bytes that is one of `low` with nothing above it, or any with one of `high`."""
    if pairs == "utf-16-le":
        return b"(?:" + low + rb"\x00|." + high + b")"
    return rb"(?:\x00" + low + b"|" + high + b".)"
