"""A document of headings, paragraphs, lists and tables, from which Markdown, Word files and pages are made."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from rusctl.output.clean import clean, one_line


class Heading(NamedTuple):
    """A heading under the document's title; level 1 is the highest."""

    text: str
    level: int = 1


class Paragraph(NamedTuple):
    """A paragraph of plain text."""

    text: str


class Bullets(NamedTuple):
    """A list of plain texts."""

    items: tuple[str, ...]


class DocumentTable(NamedTuple):
    """A table with its header row; `numbers` are the columns that are set to the right.

    `tall` leaves room on paper to write by hand in each row.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[int, ...] = ()
    tall: bool = False


class Figure(NamedTuple):
    """A picture, as the words that stand for it; `file` is where the picture itself is, for formats that link."""

    alternative: str
    file: str = ""


class PageDrawing(NamedTuple):
    """A drawing (SVG) of what the table beside it says; only a page shows it, and the others have the table."""

    svg: str


class Quote(NamedTuple):
    """Words exactly as they were said, with their lines, and whose they are in general: roles, a place, a number."""

    text: str
    about: str


class Changed(NamedTuple):
    """A paragraph with what was changed in it: each piece is kept, removed or added, and its text."""

    pieces: tuple[tuple[str, str], ...]


KEPT, REMOVED, ADDED = "kept", "removed", "added"
Block = Heading | Paragraph | Bullets | DocumentTable | Figure | PageDrawing | Quote | Changed


class LetterHead(NamedTuple):
    """What stands above a letter: who sends it, its marks such as day and dnr, and to whom it goes; a line each."""

    sender: tuple[str, ...]
    marks: tuple[str, ...]
    recipient: tuple[str, ...]


class Document(NamedTuple):
    """A title and what stands under it, in one language (``sv`` or ``en``); a letter has a head above its title."""

    title: str
    language: str
    blocks: tuple[Block, ...]
    head: LetterHead | None = None


LOWEST_HEADING = 6


def texts(document: Document) -> Iterator[str]:
    """Give every text of a document, for those who must look at what it says."""
    for lines in document.head or ():
        yield from lines
    yield document.title
    for block in document.blocks:
        match block:
            case Heading(text=text) | Paragraph(text=text) | Figure(alternative=text):
                yield text
            case Changed():
                yield "".join(text for _, text in block.pieces)
            case Quote():
                yield from (block.text, block.about)
            case Bullets():
                yield from block.items
            case DocumentTable():
                yield from block.header
                for row in block.rows:
                    yield from row


def markdown(document: Document) -> str:
    """Give a document as Markdown (CommonMark, with tables); no text in it is taken for markup."""
    head = ["\\\n".join(map(_line, lines)) for lines in document.head or () if lines]
    parts = [*head, f"# {_line(document.title)}", *filter(None, map(_block, document.blocks))]
    return "\n\n".join(parts) + "\n"


def _block(block: Block) -> str:
    match block:
        case Heading():
            return f"{'#' * min(block.level + 1, LOWEST_HEADING)} {_line(block.text)}"
        case Paragraph():
            return _line(block.text)
        case Bullets():
            return "\n".join(f"- {_line(item)}" for item in block.items)
        case DocumentTable():
            return table_lines(block)
        case Figure(file=""):
            return _line(block.alternative)
        case Changed():
            return _changed(block)
        case PageDrawing():
            return ""
        case Quote():
            said = [_line(line) for line in block.text.split("\n")]
            return "\n>\n".join(
                "\\\n".join(f"> {line}" for line in lines) for lines in (said, [_line(f"— {block.about}")])
            )
        case Figure():
            target = _IN_A_LINK.sub(r"\\\g<0>", one_line(block.file))
            return f"![{_inline(block.alternative)}](<{target}>)"


def _changed(block: Changed) -> str:
    """Give a changed paragraph: what was removed is struck through, what was added is bold."""
    out = ""
    for mark, text in block.pieces:
        said = _inline(text)
        if not said:
            continue
        sign = {REMOVED: "~~", ADDED: "**"}.get(mark, "")
        space = " " if out and text[:1].isspace() else ""
        out += f"{space}{sign}{said}{sign}" + (" " if text[-1:].isspace() else "")
    return out.strip()


def table_lines(table: DocumentTable) -> str:
    """Give a table as Markdown; no text in it is taken for markup."""
    rules = ["---:" if column in table.numbers else "---" for column in range(len(table.header))]
    rows = [[_inline(cell) for cell in row] for row in (table.header, *table.rows)]
    return "\n".join(f"| {' | '.join(row)} |" for row in (rows[0], rules, *rows[1:]))


_MARKUP = re.compile(r"[\\`*_\[\]<>|~&]")
_IN_A_LINK = re.compile(r"[\\<>]")
_AT_THE_START = re.compile(r"#{1,6}(?= |$)|[+-](?= |$)|--+|=+|\d{1,9}(?=[.)](?: |$))")


def _inline(text: str) -> str:
    """Put a text on one line, with a backslash before whatever Markdown would take for markup."""
    return _MARKUP.sub(r"\\\g<0>", " ".join(clean(text).split()))


def _line(text: str) -> str:
    """Give a text that begins a line: what would begin a heading, a list or a rule there is escaped too."""
    escaped = _inline(text)
    start = _AT_THE_START.match(escaped)
    if start is None:
        return escaped
    at = start.end() if start.group().isdigit() else 0  # of "3." the full stop can be escaped, and not the figure
    return f"{escaped[:at]}\\{escaped[at:]}"
