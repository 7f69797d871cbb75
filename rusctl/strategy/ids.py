"""Ids of paragraphs: a comment on a line of its own before each, such as `<!-- p031 -->`.

The comment is indented as what it belongs to, so that it breaks neither a list nor what stands in one. Without the
comments the text is what somebody wrote, letter by letter.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

from rusctl.model.strategy import PARAGRAPH
from rusctl.strategy.blocks import BlockKind, TextBlock, blocks_of, lines_of

BOM = "\ufeff"
_COMMENT = re.compile(rf"[ \t]*<!-- ({PARAGRAPH}) -->[ \t]*(?:\r\n|\r|\n)?$")
_NARROWEST = 3


class IdComment(NamedTuple):
    """A comment with an id: the id, and the number of its line in the file, counted from 1."""

    id: str
    line: int


class StrategyText(NamedTuple):
    """A version's text: what somebody wrote, its blocks with their ids, and what its comments have that is not right.

    `numbers` has the line of the file for each line of the text, counted from 1. `strays` are comments that no block
    follows, `doubled` those whose id an earlier block has.
    """

    text: str
    blocks: tuple[TextBlock, ...]
    numbers: tuple[int, ...] = ()
    strays: tuple[IdComment, ...] = ()
    doubled: tuple[IdComment, ...] = ()

    def line(self, block: TextBlock) -> int:
        """Give the line of the file at which a block begins, counted from 1."""
        return self.numbers[block.first] if block.first < len(self.numbers) else 0

    @property
    def identified(self) -> tuple[TextBlock, ...]:
        """The blocks that are to have an id: those that say something."""
        return tuple(block for block in self.blocks if block.kind is not BlockKind.NONE)

    def block(self, name: str) -> TextBlock | None:
        """Give the block of an id; None where there is none."""
        return next((block for block in self.blocks if block.id == name), None)


def read(written: str) -> StrategyText:
    """Read a version's file: its comments are taken out, and each goes to the block that follows it."""
    lines = lines_of(written.removeprefix(BOM))
    found = {at: match[1] for at, line in enumerate(lines) if (match := _COMMENT.match(line))}
    kept, blocks = _without(lines, found)
    within = {at for block in blocks if block.kind is BlockKind.CODE for at in range(block.first + 1, block.last)}
    above = [0, *accumulate(at not in found for at in range(len(lines)))]
    literal = {at for at in found if above[at] in within and _in_code(lines, found, at)}
    if literal:  # a line of code that looks like a comment of ours is code
        found = {at: name for at, name in found.items() if at not in literal}
        above = [0, *accumulate(at not in found for at in range(len(lines)))]
        kept, blocks = _without(lines, found)
    comments = [(above[at], IdComment(name, at + 1)) for at, name in found.items()]
    placed, strays, doubled = _placed(blocks, comments)
    start = BOM if written.startswith(BOM) else ""
    numbers = tuple(at + 1 for at in range(len(lines)) if at not in found)
    return StrategyText(start + "".join(kept), tuple(placed), numbers, tuple(strays), tuple(doubled))


def _in_code(lines: Sequence[str], found: Mapping[int, str], at: int) -> bool:
    """Whether a comment stands inside code where it alone is left: one that is indented less divides the code."""
    _, blocks = _without(lines, {other: name for other, name in found.items() if other != at})
    here = at - sum(other < at for other in found)
    return any(one.kind is BlockKind.CODE and one.first < here < one.last for one in blocks)


def _without(lines: Sequence[str], found: Mapping[int, str]) -> tuple[list[str], list[TextBlock]]:
    kept = [line for at, line in enumerate(lines) if at not in found]
    return kept, blocks_of(kept)


def _placed(
    blocks: Sequence[TextBlock], comments: Iterable[tuple[int, IdComment]]
) -> tuple[list[TextBlock], list[IdComment], list[IdComment]]:
    placed = list(blocks)
    strays: list[IdComment] = []
    doubled: list[IdComment] = []
    taken: dict[str, int] = {}
    by_block: dict[int, IdComment] = {}
    named = [index for index, block in enumerate(placed) if block.kind is not BlockKind.NONE]
    firsts = [placed[index].first for index in named]
    for at, comment in comments:
        place = bisect_left(firsts, at)
        index = named[place] if place < len(named) else None
        if index is None or index in by_block:
            strays.append(comment)
        elif comment.id in taken:
            doubled.append(comment)
        else:
            by_block[index] = comment
            taken[comment.id] = index
    for index, comment in by_block.items():
        placed[index] = placed[index]._replace(id=comment.id)
    return placed, strays, doubled


def written(text: str, names: Mapping[int, str]) -> str:
    """Give a text with a comment before each block; `names` has the id of a block by the number of its first line.

    ValueError where the text would not come back letter by letter when it is read.
    """
    body = text.removeprefix(BOM)
    lines = lines_of(body)
    end = next((found for line in lines if (found := line[len(line.rstrip("\r\n")) :])), "\n")
    out: list[str] = []
    indents = {block.first: block.indent for block in blocks_of(lines)}
    for number, line in enumerate(lines):
        if number in names:
            out.append(f"{indents[number]}<!-- {names[number]} -->{end}")
        out.append(line)
    made = (BOM if text.startswith(BOM) else "") + "".join(out)
    again = read(made)
    if again.text != text or {block.first: block.id for block in again.blocks if block.id} != dict(names):
        raise ValueError(text[:80])
    return made


def fresh(taken: Iterable[str], count: int) -> list[str]:
    """Give so many ids that nobody has had: they go on from the highest one."""
    last = max((int(name[1:]) for name in taken), default=0)
    return [f"p{number:0{_NARROWEST}d}" for number in range(last + 1, last + 1 + count)]
