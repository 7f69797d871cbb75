"""What a Word file says, paragraph by paragraph, out of its XML parts: the text, and what only a machine reads.

It is for files that rusctl wrote, and for templates that were opened with care.
"""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from typing import NamedTuple
from xml.etree.ElementTree import Element, fromstring

_SHOWN = re.compile(r"word/(?:document|header\d*|footer\d*|footnotes|endnotes)\.xml")
_BREAKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


class ReadParagraph(NamedTuple):
    """The text of a paragraph, and the part it stands in."""

    part: str
    text: str


def local(element: Element) -> str:
    """Give the name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def shown_parts(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """Give the parts that people read: the text first, then headers, footers and notes."""
    names = sorted(filter(_SHOWN.fullmatch, parts), key=lambda name: ("document" not in name, name))
    return {name: parts[name] for name in names}


def paragraphs(parts: Mapping[str, bytes]) -> Iterator[ReadParagraph]:
    """Give the paragraphs that people read, also those in tables, text boxes and content controls."""
    for name, data in shown_parts(parts).items():
        for element in fromstring(data).iter():  # noqa: S314 - entities were refused, or rusctl wrote it
            if local(element) == "p" and element.tag.startswith("{http"):
                yield ReadParagraph(name, "".join(_texts(element)))


def word_text(octets: bytes) -> str:
    """Give all that people read in a Word file that rusctl wrote, a line for each paragraph."""
    with zipfile.ZipFile(io.BytesIO(octets)) as found:
        parts = {name: found.read(name) for name in found.namelist()}
    return "\n".join(one.text for one in paragraphs(parts))


def _texts(element: Element) -> Iterator[str]:
    """Give the texts of a paragraph, those of paragraphs inside it left out: they come by themselves."""
    for one in element:
        name = local(one)
        if name in ("t", "delText"):
            yield one.text or ""
        elif name in _BREAKS and len(one) == 0:
            yield _BREAKS[name]
        elif name not in ("p", "pPr", "rPr", "txbxContent"):
            yield from _texts(one)
