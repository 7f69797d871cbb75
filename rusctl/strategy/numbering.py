"""The numbers of headings, such as 3.2: as they are written in the text, else counted.

A single heading of the highest level that stands first is the text's title and has no number.
"""

import re
from collections.abc import Collection, Sequence

from rusctl.strategy.blocks import BlockKind, TextBlock

_OWN = re.compile(r"(\d{1,3}(?:\.\d{1,3})*)\.?(?:\s|$)")


def numbers(blocks: Sequence[TextBlock], without: Collection[str] = ()) -> dict[int, str]:
    """Give the number of each heading that has one, by its first line; those of the ids `without` have none.

    Where a heading's own words begin with a number, that is its number, and the next one is counted from there.
    """
    headings = [block for block in blocks if block.kind is BlockKind.HEADING and block.id not in without]
    top = _highest(blocks, headings)
    counters: list[int] = []
    found: dict[int, str] = {}
    for heading in headings:
        depth = heading.level - top
        if depth < 0:
            continue
        if own := _OWN.match(heading.words):
            counters = [int(one) for one in own[1].split(".")]
        else:
            counters = [*counters[: depth + 1], *([0] * (depth + 1 - len(counters)))]
            counters[depth] += 1
        found[heading.first] = ".".join(map(str, counters))
    return found


def _highest(blocks: Sequence[TextBlock], headings: Sequence[TextBlock]) -> int:
    """Give the level that is counted as the first: one below the title's where there is a title."""
    levels = sorted({one.level for one in headings})
    if not levels:
        return 1
    return levels[1] if len(levels) > 1 and title(blocks) is not None else levels[0]


def title(blocks: Sequence[TextBlock]) -> TextBlock | None:
    """Give the text's title: a heading without a number that stands first, above all others; None where it has none."""
    named = [block for block in blocks if block.kind is not BlockKind.NONE]
    if not named or named[0].kind is not BlockKind.HEADING or _OWN.match(named[0].words):
        return None
    levels = [block.level for block in named[1:] if block.kind is BlockKind.HEADING]
    return named[0] if levels and min(levels) > named[0].level else None


def under(blocks: Sequence[TextBlock], heading: TextBlock) -> list[TextBlock]:
    """Give a heading and what stands under it, down to the next heading of its level or a higher one."""
    found = [heading]
    for block in blocks:
        if block.first <= heading.first:
            continue
        if block.kind is BlockKind.HEADING and block.level <= heading.level:
            break
        if block.kind is not BlockKind.NONE:
            found.append(block)
    return found


def section_of(blocks: Sequence[TextBlock], block: TextBlock) -> TextBlock | None:
    """Give the nearest heading above a block, itself where it is one; None where there is none."""
    above = [one for one in blocks if one.kind is BlockKind.HEADING and one.first <= block.first]
    return above[-1] if above else None
