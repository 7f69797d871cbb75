"""A Word file (.docx) taken apart: its XML parts, styles, lists and links. Only a process with limits runs it.

Names of elements and attributes are compared without their namespaces: Word writes two sets, transitional and strict.
"""

import re
import zipfile
from collections.abc import Iterator
from typing import NamedTuple
from xml.etree import ElementTree as ET
from xml.etree.ElementTree import Element

from rusctl.errors import RusctlError
from rusctl.language.message import msg
from rusctl.storage.untrusted import archive
from rusctl.storage.untrusted.archive import MOST_PARTS, ArchiveWords

_HEADING = re.compile(r"(?:heading|rubrik|überschrift|titre) ?([1-9])", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:toc|innehåll) ?[0-9]|toc heading|innehållsförteckningsrubrik", re.IGNORECASE)
_BODY_LEVEL = 9  # of an outline: text that is no heading
_DEEPEST_STYLE = 50  # styles based on one another; more is a circle


def _refuse_kind(names: list[str]) -> None:
    if "word/vbaProject.bin" in names:
        raise RusctlError(msg("the document holds macros (.docm); save it as .docx"))
    if "mimetype" in names:
        raise RusctlError(msg("this is no Word file but an OpenDocument file; save it as .docx"))
    if "[Content_Types].xml" not in names or not any(name.startswith("word/") for name in names):
        raise RusctlError(msg("this is a zip archive and no Word file; unpack it, and give the document in it"))


DOCUMENT = ArchiveWords(
    _refuse_kind,
    msg("this is the old .doc or another old Office format; save it as .docx"),
    msg("the document is locked with a password; save it without one"),
    msg("the document is damaged; open it in Word and save it again"),
    msg("the document has more than {most} parts, which no text has", most=MOST_PARTS),
    msg("the document has two parts of the same name; save it again in Word"),
    msg("the document would unpack to more than a text takes; copy the text to a new document"),
    msg("the document declares a document type or entities, which Word never does; it is not read"),
)


class WordStyle(NamedTuple):
    """A style of paragraphs: the level of its heading, 0 where it is none; whether it is a title or of a contents list.

    `numbers` and `depth` are the list that it belongs to, and the depth in it; `bold`, `size` (half points) and
    `hidden` what it says of its letters, None where it says nothing.
    """

    level: int = 0
    title: bool = False
    contents: bool = False
    numbers: str = ""
    depth: int = 0
    bold: bool | None = None
    size: int | None = None
    hidden: bool | None = None


class WordParts(NamedTuple):
    """What a Word file holds, as far as its text goes; `around_texts` are its headers and footers that say anything."""

    body: Element
    styles: dict[str, WordStyle]
    usual: WordStyle
    lists: dict[tuple[str, int], str]
    links: dict[str, str]
    footnotes: dict[str, Element]
    endnotes: dict[str, Element]
    around_texts: tuple[str, ...] = ()
    numbering: Element | None = None

    @property
    def around(self) -> int:
        """How many headers and footers say something."""
        return len(self.around_texts)


def local(element: Element) -> str:
    """Give an element's name without its namespace."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def attribute(element: Element | None, name: str) -> str:
    """Give the value of an attribute by its name without its namespace; empty where it has none."""
    if element is not None:
        for key, value in element.attrib.items():
            if key.rpartition("}")[2] == name:
                return value
    return ""


def child(element: Element | None, *names: str) -> Element | None:
    """Give the first child of a name, then the first of that by the next name; None where one is not there."""
    for name in names:
        if element is None:
            return None
        element = next((one for one in element if local(one) == name), None)
    return element


def switched(element: Element | None, name: str) -> bool | None:
    """Give whether a property is switched on; None where nothing is said."""
    found = child(element, name)
    return None if found is None else attribute(found, "val") not in ("0", "false", "off", "none")


def opened(data: bytes) -> WordParts:
    """Take a Word file apart; RusctlError where it is none that can be read."""
    archive.refuse_by_first_bytes(data, DOCUMENT)
    with archive.opened(data, DOCUMENT) as found:
        archive.refuse_entities(found, DOCUMENT)
        main = _main(found)
        root = _part(found, main)
        body = child(root, "body")
        if body is None:
            raise RusctlError(DOCUMENT.damaged)
        folder = main.rpartition("/")[0]
        styles, usual = _styles(_part(found, f"{folder}/styles.xml"))
        numbering = _part(found, f"{folder}/numbering.xml")
        around = (_said(_part(found, name)) for name in found.namelist() if _around(name, folder))
        return WordParts(
            body=body,
            styles=styles,
            usual=usual,
            lists=_lists(numbering),
            links=_links(_part(found, f"{folder}/_rels/{main.rpartition('/')[2]}.rels")),
            footnotes=_notes(_part(found, f"{folder}/footnotes.xml"), "footnote"),
            endnotes=_notes(_part(found, f"{folder}/endnotes.xml"), "endnote"),
            around_texts=tuple(text for text in around if text),
            numbering=numbering,
        )


def _main(found: zipfile.ZipFile) -> str:
    """Give the name of the part with the text."""
    root = _part(found, "_rels/.rels")
    for one in root if root is not None else ():
        if attribute(one, "Type").endswith("/officeDocument"):
            return attribute(one, "Target").lstrip("/")
    return "word/document.xml"


def _part(found: zipfile.ZipFile, name: str) -> Element | None:
    try:
        part = found.getinfo(name)
    except KeyError:
        return None
    data = b"".join(archive.pieces(found, part, DOCUMENT))
    try:
        return ET.fromstring(data)  # noqa: S314 - looked at before
    except ET.ParseError:
        raise RusctlError(DOCUMENT.damaged) from None


def _around(name: str, folder: str) -> bool:
    return re.fullmatch(rf"{re.escape(folder)}/(?:header|footer)\d*\.xml", name) is not None


def _said(part: Element | None) -> str:
    """Give what stands in a header or a footer, a line for each of its paragraphs."""
    if part is None:
        return ""
    lines = (
        "".join(
            (one.text or "") if local(one) == "t" else " " for one in each.iter() if local(one) in ("t", "tab", "br")
        )
        for each in part.iter()
        if local(each) == "p"
    )
    return "\n".join(line.strip() for line in lines if line.strip())


def _links(part: Element | None) -> dict[str, str]:
    external = (one for one in part if attribute(one, "TargetMode") == "External") if part is not None else ()
    return {attribute(one, "Id"): attribute(one, "Target") for one in external}


def _notes(part: Element | None, name: str) -> dict[str, Element]:
    """Give the notes by their ids, without the lines that part them from the text."""
    found = part if part is not None else ()
    return {attribute(one, "id"): one for one in found if local(one) == name and not attribute(one, "type")}


def _lists(part: Element | None) -> dict[tuple[str, int], str]:
    """Give how each depth of each list is numbered: bullet, decimal and so on."""
    if part is None:
        return {}
    abstract: dict[str, dict[int, str]] = {}
    for one in part:
        if local(one) == "abstractNum":
            levels = (level for level in one if local(level) == "lvl")
            abstract[attribute(one, "abstractNumId")] = {
                number(attribute(level, "ilvl")): attribute(child(level, "numFmt"), "val") for level in levels
            }
    found: dict[tuple[str, int], str] = {}
    for one in part:
        if local(one) == "num":
            levels_of = abstract.get(attribute(child(one, "abstractNumId"), "val"), {})
            found |= {(attribute(one, "numId"), depth): form for depth, form in levels_of.items()}
    return found


def number(text: str) -> int:
    """Give a whole number as it is written, 0 for anything else."""
    return int(text) if re.fullmatch(r"-?\d{1,6}", text) else 0


def _styles(part: Element | None) -> tuple[dict[str, WordStyle], WordStyle]:
    """Give the styles by id, each with what it has of those it is based on; and how letters are where none is named."""
    if part is None:
        return {}, WordStyle()
    raw = {attribute(one, "styleId"): one for one in part if local(one) == "style"}
    letters = child(part, "docDefaults", "rPrDefault", "rPr")
    found = {name: _style(name, raw, letters) for name in raw}
    usual = next((name for name, one in raw.items() if _is_usual(one)), "")
    return found, found.get(usual, _style("", {}, letters))


def _is_usual(style: Element) -> bool:
    return attribute(style, "type") == "paragraph" and attribute(style, "default") in ("1", "true")


def _style(name: str, raw: dict[str, Element], letters: Element | None) -> WordStyle:
    chain = list(_based_on(name, raw))
    names = [attribute(child(one, "name"), "val") for one in chain]
    outlines = [attribute(child(one, "pPr", "outlineLvl"), "val") for one in chain]
    level = next((number(heading[1]) for one in names if (heading := _HEADING.fullmatch(one))), 0)
    if not level and (outline := next((one for one in outlines if one), "")) and number(outline) < _BODY_LEVEL:
        level = number(outline) + 1
    lists = next((one for style in chain if (one := child(style, "pPr", "numPr")) is not None), None)
    said = [one for style in chain if (one := child(style, "rPr")) is not None] + (
        [letters] if letters is not None else []
    )
    return WordStyle(
        level=level,
        title=any(one.casefold() == "title" for one in names),
        contents=any(_CONTENTS.fullmatch(one) for one in names),
        numbers=attribute(child(lists, "numId"), "val"),
        depth=number(attribute(child(lists, "ilvl"), "val")),
        bold=next((bold for each in said if (bold := switched(each, "b")) is not None), None),
        size=next((number(size) for each in said if (size := attribute(child(each, "sz"), "val"))), None),
        hidden=next((hidden for each in said if (hidden := switched(each, "vanish")) is not None), None),
    )


def _based_on(name: str, raw: dict[str, Element]) -> Iterator[Element]:
    for _ in range(_DEEPEST_STYLE):
        if name not in raw:
            return
        yield raw[name]
        name = attribute(child(raw[name], "basedOn"), "val")
