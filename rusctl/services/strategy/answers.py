"""What somebody says of a new text's paragraphs, one answer a line: which paragraph of the version before each is.

    14=p031         paragraph 14 of the new text is p031
    14=new          it is new
    14=part:p031    it is a part of p031
    p032=into:14    p032 was put into it
    p033=gone       p033 is gone

What stands after # is for people.
"""

import re
from collections.abc import Iterable, Sequence

from rusctl.errors import UsageError
from rusctl.language.message import msg
from rusctl.model.strategy import PARAGRAPH, Became
from rusctl.strategy.blocks import TextBlock
from rusctl.strategy.matching import ByHand, Matching

_LONGEST = 70  # characters of a paragraph behind an answer
_NEW, _GONE, _PART, _INTO = "new", "gone", "part:", "into:"
_NUMBER = re.compile(r"[0-9]{1,6}")
_NAME = re.compile(PARAGRAPH)


def read(lines: Iterable[str], old: Sequence[TextBlock], count: int) -> ByHand:
    """Read answers about a text of so many paragraphs; UsageError for one that is none, or about what is not there."""
    same: dict[int, str] = {}
    new: set[int] = set()
    gone: set[str] = set()
    parts: dict[int, str] = {}
    merged: dict[str, int] = {}
    known = {block.id for block in old}
    for line in lines:
        text = line.partition("#")[0].strip()
        if not text:
            continue
        left, equals, right = (one.strip() for one in text.partition("="))
        if not equals:
            raise _wrong(text)
        if _NUMBER.fullmatch(left):
            place = _place(left, count)
            if right == _NEW:
                new.add(place)
            elif right.startswith(_PART):
                parts[place] = _known(right.removeprefix(_PART), known)
            else:
                same[place] = _known(right, known)
        elif right == _GONE:
            gone.add(_known(left, known))
        elif right.startswith(_INTO):
            merged[_known(left, known)] = _place(right.removeprefix(_INTO), count)
        else:
            raise _wrong(text)
    _refuse_twice(list(same.values()))
    return ByHand(same, frozenset(new), frozenset(gone), parts, merged)


def written(matching: Matching, new: Sequence[TextBlock], old: Sequence[TextBlock]) -> str:
    """Give the answers that say what was found, for somebody to correct and give back."""
    lines = []
    merged = {name: place.at for place in matching.places if place.became is Became.MERGED for name in place.of}
    for place, block in zip(matching.places, new, strict=True):
        words = block.words[:_LONGEST]
        said = place.id or (f"{_PART}{place.of[0]}" if place.became is Became.SPLIT else _NEW)
        lines.append(f"{place.at + 1}={said}  # {words}")
    texts = {block.id: block.words[:_LONGEST] for block in old}
    lines += [f"{name}={_INTO}{at + 1}  # {texts.get(name, '')}" for name, at in merged.items()]
    lines += [f"{name}={_GONE}  # {texts.get(name, '')}" for name in matching.gone]
    return "".join(f"{line}\n" for line in lines)


def _place(text: str, count: int) -> int:
    if not _NUMBER.fullmatch(text) or not 1 <= int(text) <= count:
        raise UsageError(msg("the new text has no paragraph {number}; it has {count}", number=text, count=count))
    return int(text) - 1


def _known(name: str, known: set[str]) -> str:
    if not _NAME.fullmatch(name) or name not in known:
        raise UsageError(msg("the version before has no paragraph {id}", id=name))
    return name


def _refuse_twice(names: Sequence[str]) -> None:
    for name in names:
        if names.count(name) > 1:
            raise UsageError(msg("two paragraphs cannot both be {id}; make one a part of it: 14=part:{id}", id=name))


def _wrong(text: str) -> UsageError:
    return UsageError(
        msg("{answer} is no answer; write 14=p031, 14=new, 14=part:p031, p032=into:14 or p033=gone", answer=text)
    )
