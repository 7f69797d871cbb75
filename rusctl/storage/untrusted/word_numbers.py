"""The numbers that Word shows before headings and items of lists, and that stand nowhere in the file: 2.1, b), iv.

They are counted as Word counts them: each list by its abstract numbering and depth, deeper ones begun anew below a
higher one.
"""

import re
from typing import NamedTuple
from xml.etree.ElementTree import Element

from rusctl.storage.untrusted.word_parts import attribute, child, local, number

BULLET = "•"
_DEEPEST = 9
_PLACE = re.compile(r"%([1-9])")
_ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_LETTERS = 26
_UNSAID = ("bullet", "none", "")


class _NumberedLevel(NamedTuple):
    form: str
    text: str
    start: int


class WordNumbers:
    """Counts the items of a document's lists as they come."""

    def __init__(self, part: Element | None) -> None:
        """Take what the document says of its numbering; None where it has none."""
        self._abstract: dict[str, dict[int, _NumberedLevel]] = {}
        self._of: dict[str, str] = {}
        self._begun_at: dict[str, dict[int, int]] = {}
        self._counts: dict[str, list[int | None]] = {}
        for one in part if part is not None else ():
            if local(one) == "abstractNum":
                levels = (level for level in one if local(level) == "lvl")
                self._abstract[attribute(one, "abstractNumId")] = {
                    number(attribute(level, "ilvl")): _level(level) for level in levels
                }
            elif local(one) == "num":
                name = attribute(one, "numId")
                self._of[name] = attribute(child(one, "abstractNumId"), "val")
                self._begun_at[name] = {
                    number(attribute(over, "ilvl")): number(attribute(start, "val"))
                    for over in one
                    if local(over) == "lvlOverride" and (start := child(over, "startOverride")) is not None
                }

    def next(self, numbers: str, depth: int) -> str:
        """Give what stands before the next item of a list: its number, a bullet, or nothing where it has neither."""
        abstract = self._of.get(numbers, "")
        levels = self._abstract.get(abstract, {})
        level = levels.get(depth)
        if level is None or not 0 <= depth < _DEEPEST:
            return BULLET if numbers else ""
        counts = self._counts.setdefault(abstract, [None] * _DEEPEST)
        anew = self._begun_at.get(numbers, {}).pop(depth, None)
        before = counts[depth]
        counts[depth] = anew if anew is not None else level.start if before is None else before + 1
        counts[depth + 1 :] = [None] * (_DEEPEST - depth - 1)
        if level.form in _UNSAID:
            return BULLET if level.form == "bullet" else ""

        def shown(found: re.Match[str]) -> str:
            at = int(found[1]) - 1
            of = levels.get(at, level)
            counted = counts[at]
            return _written(of.start if counted is None else counted, of.form)

        return _PLACE.sub(shown, level.text).strip()


def _level(level: Element) -> _NumberedLevel:
    start = child(level, "start")
    text = child(level, "lvlText")
    depth = number(attribute(level, "ilvl"))
    return _NumberedLevel(
        attribute(child(level, "numFmt"), "val"),
        f"%{depth + 1}." if text is None else attribute(text, "val"),
        1 if start is None else number(attribute(start, "val")),
    )


def _written(value: int, form: str) -> str:
    if form in ("lowerLetter", "upperLetter") and value > 0:
        letter = chr(ord("a") + (value - 1) % _LETTERS) * min((value - 1) // _LETTERS + 1, _DEEPEST)
        return letter if form == "lowerLetter" else letter.upper()
    if form in ("lowerRoman", "upperRoman") and 0 < value < 400:  # noqa: PLR2004 - no list of a reply goes on so far
        out = ""
        for worth, sign in _ROMAN:
            out += sign * (value // worth)
            value %= worth
        return out if form == "lowerRoman" else out.upper()
    return f"{value:02}" if form == "decimalZero" else str(value)
