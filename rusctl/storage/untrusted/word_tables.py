"""The tables of a Word file (.docx) that somebody has filled in, read as one table in a process with limits.

What is read is what Word shows: inserted text that is tracked and content controls are, deleted text is not. Tables
that follow each other are one, as where a form was split over pages; a heading that is repeated is left to the reader.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any
from xml.parsers import expat

from rusctl.errors import RusctlError
from rusctl.language.message import msg
from rusctl.storage.untrusted import sandbox
from rusctl.storage.untrusted.archive import MOST_RATIO, MOST_UNPACKED
from rusctl.storage.untrusted.sheet import ZIP, Sheet, SheetRow, gather
from rusctl.storage.untrusted.spreadsheet import LIMITS, taken

_DOCUMENT = "word/document.xml"
_NOT_SHOWN = frozenset({"del", "moveFrom", "instrText", "delText"})
_PIECE = 1 << 16
_SMALL = 1 << 14  # bytes that may be packed as well as they like
_FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError)
_SIGNS = {"br": "\n", "cr": "\n", "tab": "\t", "noBreakHyphen": "-"}
_DIGITS = 2  # of how many columns a cell spans
_DAMAGED = msg("the Word file is damaged; open it in Word and save it again")


def is_word(data: bytes) -> bool:
    """Whether bytes are a zip archive with a Word document in it."""
    return data.startswith(ZIP) and _DOCUMENT.encode() in data


def read(data: bytes, name: str) -> Sheet:
    """Give the tables of a Word file as one; RusctlError, in one sentence, where there is none that can be read."""
    outcome = sandbox.run("rusctl.storage.untrusted.word_tables:work", data, None, LIMITS)
    if outcome.reason is not None:
        raise RusctlError(msg("{file} is not read: {reason}", file=name, reason=outcome.reason))
    return taken(outcome.value)


def work(data: bytes, _argument: object) -> dict[str, Any]:
    """Read the tables inside the process with limits, and give them as JSON takes them."""
    parser = _Tables()
    try:
        for piece in _pieces(data):
            parser.expat.Parse(piece)
        parser.expat.Parse(b"", True)
        found = gather(SheetRow(number, cells) for number, cells in enumerate(parser.rows, 1))
    except RusctlError as error:
        raise sandbox.Refused(error.message) from None
    except (*_FAULTS, expat.ExpatError):
        raise sandbox.Refused(_DAMAGED) from None
    return Sheet(found.heading, found.rows, at=found.at, name="Word")._asdict()


def _pieces(data: bytes) -> Iterator[bytes]:
    """Unpack the document, if its size and kind are those of a plain Word file."""
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        parts = [part for part in opened.infolist() if part.filename == _DOCUMENT]
        if len(parts) != 1:
            raise RusctlError(_DAMAGED)
        (part,) = parts
        if part.file_size > MOST_UNPACKED or part.file_size > MOST_RATIO * max(part.compress_size, _SMALL):
            raise RusctlError(msg("the Word file would unpack to more than a form takes; copy its tables to a new one"))
        with opened.open(part) as source:
            while piece := source.read(_PIECE):
                yield piece


def _refuse_document_type(*_: object) -> None:
    raise RusctlError(msg("the Word file declares a document type or entities, which Word never does; it is not read"))


class _Tables:
    """Gathers the cells of the outermost tables; a table within a cell is text of that cell."""

    def __init__(self) -> None:
        self.rows: list[tuple[str, ...]] = []
        self.expat = expat.ParserCreate(namespace_separator="}")
        self.expat.StartDoctypeDeclHandler = _refuse_document_type
        self.expat.StartElementHandler = self._start
        self.expat.EndElementHandler = self._end
        self.expat.CharacterDataHandler = self._text
        self.tables = self.hidden = self.in_text = 0
        self.cells: list[str] = []
        self.parts: list[str] = []
        self.width = 1
        self.in_run = False  # a tab among a paragraph's properties is a place and no sign

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        name = _local(tag)
        self.hidden += name in _NOT_SHOWN
        self.tables += name == "tbl"
        self.in_text += name == "t"
        if name == "r":
            self.in_run = True
        if self.tables == 1:
            self._of_table(name, attributes)
        if self.tables and not self.hidden and (name != "tab" or self.in_run):
            self.parts.append(_SIGNS.get(name, ""))

    def _of_table(self, name: str, attributes: dict[str, str]) -> None:
        if name == "tr":
            self.cells = []
        elif name == "tc":
            self.parts, self.width = [], 1
        elif name == "gridSpan":
            value = next((text for key, text in attributes.items() if _local(key) == "val"), "1")
            self.width = int(value) if value.isdecimal() and len(value) <= _DIGITS else 1

    def _end(self, tag: str) -> None:
        name = _local(tag)
        if name in _NOT_SHOWN:
            self.hidden -= 1
        elif name == "tbl":
            self.tables -= 1
        elif name == "t":
            self.in_text -= 1
        elif name == "r":
            self.in_run = False
        elif name == "p" and self.tables:
            self.parts.append("\n")
        elif name == "tc" and self.tables == 1:
            self.cells += ["".join(self.parts).strip("\n"), *[""] * (self.width - 1)]
        elif name == "tr" and self.tables == 1:
            self.rows.append(tuple(self.cells))

    def _text(self, text: str) -> None:
        if self.in_text and self.tables and not self.hidden:
            self.parts.append(text)


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]
