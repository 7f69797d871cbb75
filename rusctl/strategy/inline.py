"""What a block's lines say, in pieces: stressed, linked, with references to notes; for other formats than Markdown."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rusctl.strategy.blocks import BlockKind, TextBlock, body_of

_TOKEN = re.compile(
    r"\\(?P<escaped>[!-/:-@\[-`{-~])|\[\^(?P<note>[^\]\s]+)\]|!?\[(?P<text>(?:[^\[\]\\]|\\.)*)\]\(<?(?P<link>[^()<>\s]*)>?\)"
    r"|(?P<stress>\*{1,3})|(?P<line>\\\n| {2,}\n)|(?P<space>\s+)"
)
_BOLD = 2


class InlineSpan(NamedTuple):
    """Letters of one look; `note` is the name of a note that is referred to, `line` a break of the line."""

    text: str
    bold: bool = False
    italic: bool = False
    link: str = ""
    note: str = ""
    line: bool = False


def spans(block: TextBlock) -> list[InlineSpan]:
    """Give what a block says in pieces; of a table use `rows`."""
    return list(_spans(body_of(block.raw, block.kind), literal=block.kind is BlockKind.CODE))


def rows(block: TextBlock) -> list[list[list[InlineSpan]]]:
    """Give the cells of a table, row by row, the headings first, each in pieces."""
    lines = [line.strip() for line in block.lines]
    kept = [line for at, line in enumerate(lines) if at != 1]  # the delimiters stand below the headings
    return [[list(_spans(cell.replace("\\|", "|"))) for cell in _cells(line)] for line in kept]


def _cells(line: str) -> Sequence[str]:
    inner = re.sub(r"(?<!\\)\|$", "", line.removeprefix("|"))
    return [cell.strip() for cell in re.split(r"(?<!\\)\|", inner)]


def _spans(text: str, *, literal: bool = False) -> Iterator[InlineSpan]:
    if literal:
        yield InlineSpan(text)
        return
    at, bold, italic = 0, False, False
    for found in _TOKEN.finditer(text):
        if found.start() > at:
            yield InlineSpan(text[at : found.start()], bold, italic)
        at = found.end()
        if found["stress"]:
            bold ^= len(found["stress"]) >= _BOLD
            italic ^= len(found["stress"]) != _BOLD
        elif found["note"]:
            yield InlineSpan("", note=found["note"])
        elif found["text"] is not None:
            shown = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", found["text"])
            yield InlineSpan(shown, bold, italic, found["link"])
        elif found["line"]:
            yield InlineSpan("", line=True)
        else:
            yield InlineSpan(found["escaped"] or " ", bold, italic)
    if at < len(text):
        yield InlineSpan(text[at:], bold, italic)
