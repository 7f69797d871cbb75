"""What Typst does not refuse in a PDF, looked for in the file itself, as a screen reader finds it; by pypdf."""

import io
import re
from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from rusctl.language.message import Message, msg
from rusctl.output.contrast import EDGE, PAPER, contrast

_HEADING = re.compile(r"/H([1-6])")
_WRITTEN_IN = re.compile(rb"(?<![\d.])((?:[\d.]+ ){1,3})(?:rg|g|scn|sc)\s+BT\s")


def pdf_text(octets: bytes) -> str:
    """Give the text of every page."""
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(octets)).pages)


def pdf_metadata(octets: bytes) -> str:
    """Give what a PDF says of itself, also in its bookmarks and alternative texts: a line for each value."""
    reader: Any = PdfReader(io.BytesIO(octets))
    said = [str(value) for value in (reader.metadata or {}).values()]
    found = reader.trailer["/Root"]
    xmp = found.get("/Metadata")
    said += [xmp.get_object().get_data().decode("utf-8", "replace")] if xmp else []
    return "\n".join([*said, *_strings(reader)])


def _strings(reader: Any) -> Iterator[str]:
    """Give the titles of bookmarks, and what stands for pictures and shortened words."""
    outlines = reader.trailer["/Root"].get("/Outlines")
    left = [outlines.get_object()] if outlines else []
    while left:  # pypdf's own list of them looks for the page of each, which takes a minute for a thousand
        one = left.pop()
        if "/Title" in one:
            yield str(one["/Title"])
        left += [one[key].get_object() for key in ("/Next", "/First") if key in one]
    for node in _nodes(reader):
        for key in ("/Alt", "/ActualText", "/E", "/T"):
            if key in node:
                yield str(node[key])


def _nodes(reader: Any) -> Iterator[Any]:
    """Give the elements of the structure, in the order in which they are read."""
    tree = reader.trailer["/Root"].get("/StructTreeRoot")
    left = [tree.get_object()] if tree else []
    while left:
        node = left.pop()
        if not hasattr(node, "get"):
            continue
        if "/S" in node:
            yield node
        kids = node.get("/K", [])
        kids = kids.get_object() if hasattr(kids, "get_object") else kids
        below = kids if isinstance(kids, list) else [kids]
        left += [one.get_object() for one in reversed(below) if hasattr(one, "get_object")]


def pdf_faults(octets: bytes, language: str) -> list[Message]:
    """Say what a PDF lacks for those who hear it or see little; nothing where it is as it should be.

    Looked at are the language, the title, that it is tagged, the levels of headings, the heads of tables, pictures
    without words, and the contrast of text on white paper.
    """
    try:
        return [*_faults(PdfReader(io.BytesIO(octets)), language)]
    except (PyPdfError, KeyError, ValueError) as error:
        return [msg("the PDF cannot be read back: {fault}", fault=str(error))]


def _faults(reader: PdfReader, language: str) -> Iterator[Message]:
    root: Any = reader.trailer["/Root"]
    said = str(root.get("/Lang", ""))
    if said.split("-", maxsplit=1)[0] != language:
        yield msg("the language of the file is {said}, and it is written in {language}", said=said, language=language)
    shown = root.get("/ViewerPreferences", {})
    if not (reader.metadata and reader.metadata.title) or not shown.get("/DisplayDocTitle"):
        yield msg("the file has no title")
    if not root.get("/MarkInfo", {}).get("/Marked"):
        yield msg("the file is not tagged, so it cannot be heard in order")
    yield from _structure(reader)
    for colour in sorted(_colours(reader)):
        if (ratio := contrast(colour, PAPER)) < EDGE:
            yield msg("text in the colour {colour} has a contrast of {found}", colour=colour, found=f"{ratio:.2f}")


def _structure(reader: PdfReader) -> Iterator[Message]:
    """Look at headings, tables and pictures."""
    level = 0
    for node in _nodes(reader):
        kind = str(node["/S"])
        if found := _HEADING.fullmatch(kind):
            now = int(found[1])
            if now > level + 1:
                yield msg("a heading of level {found} follows one of level {before}", found=now, before=level)
            level = now
        elif kind == "/Table" and not _has_head(node):
            yield msg("a table has no row of headings")
        elif kind in ("/Figure", "/Formula") and not node.get("/Alt"):
            yield msg("a picture has no words that stand for it")


def _has_head(table: Any) -> bool:
    left = [table]
    while left:
        node = left.pop()
        if str(node.get("/S", "")) == "/TH":
            return True
        kids = node.get("/K", [])
        kids = kids.get_object() if hasattr(kids, "get_object") else kids
        below = [one.get_object() for one in (kids if isinstance(kids, list) else [kids]) if hasattr(one, "get_object")]
        left += [one for one in below if hasattr(one, "get")]
    return False


def _colours(reader: PdfReader) -> set[str]:
    """Give the colours that text is written in."""
    found = set()
    for page in reader.pages:
        content = page.get_contents()
        for parts in _WRITTEN_IN.findall(content.get_data() if content is not None else b""):
            shades = [round(min(float(one), 1.0) * 255) for one in parts.split()]
            if len(shades) != 2:  # noqa: PLR2004 - one is of greys, three are red, green and blue
                found.add("#" + "".join(f"{one:02x}" for one in (shades * 3)[:3]))
    return found
