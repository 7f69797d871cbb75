"""Documents and letters as PDF that can be heard (PDF/UA-1), by Typst; the only importer of it, and an extra.

All that varies is handed over as values, so that nothing in a text is markup. The fonts are those that Typst carries:
the same values give the same octets on every machine.
"""

import datetime as dt
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from rusctl.errors import EnvironmentFailureError, RusctlError
from rusctl.language.message import Message, msg
from rusctl.output.clean import clean
from rusctl.output.document import (
    Block,
    Bullets,
    Changed,
    Document,
    DocumentTable,
    Figure,
    Heading,
    LetterHead,
    PageDrawing,
    Paragraph,
    Quote,
)
from rusctl.papers.look import PaperLook

try:
    import typst
except ModuleNotFoundError:  # the extra is not installed
    typst = None  # type: ignore[assignment]

TEMPLATES = Path(__file__).parent / "templates"
_REGIONS = {"sv": "SE", "en": "GB"}
_CONTENTS = {"sv": "Innehåll", "en": "Contents"}
_MANY, _REMEMBERED = 300, 11  # blocks; 1 000 of them take some 60 MiB, and Typst remembers ten documents
_DEEP = 3  # levels of headings in a list of contents, the title's among them
_LISTED = 200  # headings of a list of contents, above which those of the second level are left out of it
_NARROW, _WIDE = 6, 60  # characters of a column, as its share of the line is reckoned
_WRITTEN = 20  # the same where somebody is to write by hand


class PdfPrinter:
    """Makes PDF files that look alike; the second takes a fifth of the time of the first."""

    def __init__(self, look: PaperLook) -> None:
        """Take how the papers look; EnvironmentFailureError, which names the extra, where Typst is not installed."""
        if typst is None:
            text = msg("PDF files are made by Typst, which is not installed; install it: {command}", command=_COMMAND)
            raise EnvironmentFailureError(text, stops=False)
        self._look = look
        self._source = (TEMPLATES / "paper.typ").read_bytes()
        self._compiler: Any = typst.Compiler(root=TEMPLATES, ignore_system_fonts=True)

    def pdf(
        self,
        document: Document,
        *,
        head: LetterHead | None = None,
        day: dt.date | None = None,
        footer: str = "",
        contents: bool = False,
    ) -> bytes:
        """Give a document as PDF: under a letter's head, or as a report with a list of contents.

        Levels of headings must not be skipped. RusctlError where Typst refuses, with its own words.
        """
        values = {
            "title": _line(document.title),
            "language": document.language,
            "region": _REGIONS[document.language],
            "date": [day.year, day.month, day.day] if day else None,
            "colour": self._look.colour,
            "logo": _logo(self._look),
            "head": {key: [_line(one) for one in lines] for key, lines in head._asdict().items()} if head else None,
            "footer": _line(footer),
            "contents": _CONTENTS[document.language] if contents else None,
            "depth": _depth(document.blocks),
            "blocks": [*_blocks(document.blocks)],
        }
        try:
            made: bytes = self._compiler.compile(
                self._source, format="pdf", sys_inputs={"data": json.dumps(values)}, pdf_standards=["ua-1"], timestamp=0
            )
        except RuntimeError as error:
            raise RusctlError(refused(str(error))) from None
        if len(document.blocks) > _MANY:
            self._forget()
        return made

    def _forget(self) -> None:
        """Let Typst drop what it remembers of a large document, which it keeps until ten more are made."""
        for _ in range(_REMEMBERED):
            self._compiler.compile(b"= -", format="svg", sys_inputs={})


_COMMAND = "pip install 'rusctl[pdf]'"


def refused(words: str) -> Message:
    """Say that Typst made no PDF, in its own words."""
    return msg("no PDF was made of it: {fault}", fault=" ".join(words.split()))


def _depth(blocks: Iterable[Block]) -> int:
    """Give how deep a list of contents goes, the title being level 1: to the third, or the second of many."""
    many = sum(isinstance(block, Heading) and block.level < _DEEP for block in blocks) > _LISTED
    return _DEEP - 1 if many else _DEEP


def _blocks(blocks: Iterable[Block]) -> Iterator[dict[str, Any]]:
    for block in blocks:
        match block:
            case Heading():
                yield {"kind": "heading", "level": block.level, "text": _line(block.text)}
            case Paragraph():
                yield {"kind": "paragraph", "text": _lines(block.text)}
            case Figure():
                yield {"kind": "paragraph", "text": _line(block.alternative)}
            case Bullets():
                yield {"kind": "bullets", "items": [_line(one) for one in block.items]}
            case Quote():
                yield {"kind": "quote", "text": _lines(block.text), "about": _line(block.about)}
            case DocumentTable():
                yield _table(block)
            case Changed():
                pieces = [[mark, " ".join(clean(text).split(" "))] for mark, text in block.pieces]
                yield {"kind": "changed", "pieces": pieces}
            case PageDrawing():
                pass  # the table beside it says the same


def _table(table: DocumentTable) -> dict[str, Any]:
    rows = [[_lines(cell) for cell in row] for row in table.rows]
    widths = [
        min(max((len(row[at]) for row in (table.header, *rows) if at < len(row)), default=0), _WIDE)
        + (_WRITTEN if table.tall else _NARROW)
        for at in range(len(table.header))
    ]
    return {
        "kind": "table",
        "header": [_line(one) for one in table.header],
        "rows": rows,
        "widths": widths,
        "tall": table.tall,
    }


def _logo(look: PaperLook) -> dict[str, Any] | None:
    if not look.logo:
        return None
    picture = {"text": look.logo.decode("utf-8", "replace")} if look.vector else {"octets": [*look.logo]}
    return {"vector": look.vector, "alt": look.logo_text, **picture}


def _line(text: str) -> str:
    return " ".join(clean(text).split())


def _lines(text: str) -> str:
    return "\n".join(_line(line) for line in text.replace("\r\n", "\n").split("\n"))
