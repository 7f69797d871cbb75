"""A compiled catalogue of texts (.mo), looked into where a text is asked for instead of read as a whole.

The texts of such a file stand in order, each with where its translation is; GNU gettext's manual tells the format. To
read them all, as the gettext module does, takes longer than most commands take to say what they have to say.
"""

from bisect import bisect_left
from pathlib import Path
from struct import unpack_from

WORDS = 4  # bytes of a number
ENTRY = 2 * WORDS  # how long a text is, and where it begins


class MoFile:
    """The texts of a language; an empty one has none."""

    def __init__(self, path: Path) -> None:
        """Take a file; where there is none, no text is translated."""
        self._data = path.read_bytes() if path.exists() else bytes(7 * WORDS)
        _, _, self._count, self._keys, self._values = unpack_from("<5I", self._data)
        self._known: dict[str, str] = {}

    def text(self, text: str) -> str:
        """Give a text in the language, or itself where it is not translated."""
        return self._found(text) or text

    def number(self, one: str, many: str, number: int) -> str:
        """Give one of two texts by a number; Swedish and English say "one" of 1 alone."""
        forms = self._found(f"{one}\0{many}")
        return (forms.split("\0") if forms else (one, many))[number != 1]

    def _found(self, text: str) -> str:
        """Give the translation of a text, empty where there is none; it is looked for once."""
        if text not in self._known:
            key = text.encode()
            at = bisect_left(range(self._count), key, key=lambda entry: self._at(self._keys, entry))
            there = at < self._count and self._at(self._keys, at) == key
            self._known[text] = self._at(self._values, at).decode() if there else ""
        return self._known[text]

    def _at(self, table: int, entry: int) -> bytes:
        length, begin = unpack_from("<2I", self._data, table + entry * ENTRY)
        return self._data[begin : begin + length]
