"""What must not be in what is published: the words that were removed, looked for in every finished file; and patterns.

Found are whole words in composed letters (NFC), whatever stands for them: entities of XML and HTML, soft hyphens, line
ends, capitals. Of an archive every part is unpacked; of a PDF the text, the metadata and the bookmarks are read.
"""

import html
import io
import re
import unicodedata
import zipfile
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from rusctl.language.message import Message, msg
from rusctl.language.patterns import address_places, personal_numbers, phone_places
from rusctl.papers.pdf_checks import pdf_metadata, pdf_text

_WORD = re.compile(r"\w+")
_PARAGRAPH_ENDS = re.compile(
    r"</(?:w:p|p|h[1-6]|li|td|th|si|row|c|w:tc|title|div|blockquote|footer)>|<(?:w:)?br\b[^>]*>"
)
_TAG = re.compile(r"<[^>]*>")
_SOFT = str.maketrans("", "", "\u00ad\u200b\u2060\ufeff")
_BROKEN = re.compile(r"[-\u2010]\s*\n\s*")
_SHORTEST = 3  # letters of a part of a name that is looked for by itself
_STREET = re.compile(
    r"(?<!\w)[A-ZÅÄÖ][\wåäöÅÄÖ]*(?:gatan?|gata|vägen|väg|gränd|gränden|stigen|stig|allén|torget|backen|leden|kajen)"
    r"[ \u00a0]\d{1,4}[ \u00a0]?[A-Za-z]?(?!\w)"
)
_POSTCODE = re.compile(r"(?<![\w.:/-])\d{3}[ \u00a0]\d{2}[ \u00a0][A-ZÅÄÖ][A-Za-zåäöÅÄÖ-]+")
_PROPERTY = re.compile(
    r"(?<!\w)(?:[A-ZÅÄÖ][\wåäö-]+[ \u00a0]){1,3}(?:[Ss]:)?\d{1,3}:\d{1,4}(?!\w|[.:]\d)|"
    r"(?i:fastighet(?:en|sbeteckning(?:en)?)?)[ \u00a0:]+[A-ZÅÄÖ][\wåäö-]+(?:[ \u00a0][A-ZÅÄÖ]?[\wåäö-]+)?"
    r"[ \u00a0]\d{1,4}(?::\d{1,4})?"
)
_OTHER_NUMBERS = re.compile(
    r"(?i:kl|klockan|\w+dag|tabell|figur|bild|kapitel|kap|avsnitt|mål|delmål|bilaga|prop|sou|dir|ds|sfs|skala)"
    r"[ \u00a0][^ \u00a0]*$"
)


class PrivateFinding(NamedTuple):
    """What looks like a person's in a text: what it is, and its words, which are shown to who may see them alone."""

    what: Message
    words: str
    never: bool = False


def patterns(text: str, mailboxes: Collection[str]) -> Iterator[PrivateFinding]:
    """Give the personal numbers, addresses, telephones and property designations in a text.

    `mailboxes` are the functional ones, in small letters, which are nobody's.
    """
    for start in personal_numbers(text):
        yield PrivateFinding(msg("a personnummer or samordningsnummer"), text[start : start + 13].strip(), never=True)
    for start, stop in address_places(text):
        if text[start:stop].casefold() not in mailboxes:
            yield PrivateFinding(msg("an email address"), text[start:stop])
    for start, stop in phone_places(text):
        yield PrivateFinding(msg("a telephone number"), text[start:stop].strip())
    for pattern in (_STREET, _POSTCODE):
        for found in pattern.finditer(text):
            yield PrivateFinding(msg("an address"), found.group())
    for found in _PROPERTY.finditer(text):
        if not _OTHER_NUMBERS.search(found.group()):
            yield PrivateFinding(msg("a property designation"), found.group())


class RemovedStrings:
    """The strings that were removed, to be looked for in what is published."""

    def __init__(self, strings: Iterable[str], public: Iterable[str]) -> None:
        """Take what was removed, and the words that somebody has confirmed to be public."""
        allowed = {tuple(_words(one)) for one in public}
        self._by_first: dict[str, list[tuple[str, ...]]] = {}
        for one in sorted({tuple(_words(string)) for string in strings} - allowed, key=lambda one: (-len(one), one)):
            if one:
                self._by_first.setdefault(one[0], []).append(one)

    def found(self, text: str) -> Iterator[str]:
        """Give each removed string that stands in a text as whole words, as it was written in small letters."""
        seen: set[tuple[str, ...]] = set()
        for version in _versions(text):
            words = _words(version)
            for at, word in enumerate(words):
                for one in self._by_first.get(word, ()):
                    if one not in seen and tuple(words[at : at + len(one)]) == one:
                        seen.add(one)
                        yield " ".join(one)

    def in_file(self, name: str, octets: bytes, empty: Collection[bytes] = ()) -> Iterator[str]:
        """Give each removed string in a file: its name, its parts, its text and what it says of itself.

        `empty` are parts that an empty file has, too, such as its fonts: nobody's name is in them.
        """
        seen: set[str] = set()
        for text in (name, *texts_of(name, octets, empty)):
            for one in self.found(text):
                if one not in seen:
                    seen.add(one)
                    yield one


def _versions(text: str) -> Iterator[str]:
    yield text
    if _BROKEN.search(text):
        yield _BROKEN.sub("", text)


def _words(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFC", text.translate(_SOFT)).casefold())


def parts_of(octets: bytes) -> Iterator[tuple[str, bytes]]:
    """Give the parts of an archive by their names."""
    with zipfile.ZipFile(io.BytesIO(octets)) as found:
        for part in found.namelist():
            yield part, found.read(part)


def texts_of(name: str, octets: bytes, empty: Collection[bytes] = ()) -> Iterator[str]:
    """Give every text of a file by what its name ends with; of XML and HTML with its tags, and without them.

    Parts of an archive that are among the `empty` ones are passed over.
    """
    if name.endswith((".docx", ".xlsx")):
        for part, data in parts_of(octets):
            if data not in empty:
                yield part
                yield from _of_markup(data.decode("utf-8", "replace"))
    elif name.endswith(".pdf"):
        yield pdf_text(octets)
        yield pdf_metadata(octets)
    else:
        yield from _of_markup(octets.decode("utf-8", "replace"))


def _of_markup(text: str) -> Iterator[str]:
    yield html.unescape(text)
    yield html.unescape(_TAG.sub("", _PARAGRAPH_ENDS.sub("\n", text)))


def of_person(values: Sequence[str]) -> Iterator[str]:
    """Give what of a person is looked for: each value whole, and each part of a name that is no single letter."""
    for value in values:
        if value.strip():
            yield value
    name = values[0] if values else ""
    parts = _WORD.findall(name)
    if len(parts) > 1:
        yield from (part for part in parts if len(part) >= _SHORTEST)


def public_texts(named: Mapping[str, Iterable[str]]) -> set[str]:
    """Give the words of public data, as `RemovedStrings` compares them."""
    return {word for texts in named.values() for text in texts for word in _words(text)}


def stands_in(word: str, public: Collection[str]) -> bool:
    """Whether all words of a string stand in public data."""
    words = _words(word)
    return bool(words) and all(one in public for one in words)
