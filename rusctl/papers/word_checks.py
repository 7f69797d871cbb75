"""What nobody refuses in a Word file, looked for in the file itself: language, title, headings, tables, contrast."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple
from xml.etree.ElementTree import Element, fromstring

from rusctl.errors import RusctlError
from rusctl.language.message import Message, msg
from rusctl.output.contrast import EDGE, PAPER, TEXT, contrast
from rusctl.papers.word_texts import local, shown_parts
from rusctl.storage.untrusted import archive
from rusctl.storage.untrusted.word_parts import DOCUMENT

_HEADING = re.compile(r"heading ([1-9])")
_COLOUR = re.compile(r"[0-9A-Fa-f]{6}")
_LARGE = 28  # half points: letters that large, or somewhat smaller and bold, may be fainter (WCAG 2.1, 1.4.3)


def word_parts(octets: bytes) -> dict[str, bytes]:
    """Give the parts of a Word file by their names; RusctlError where it is none."""
    with archive.opened(octets, DOCUMENT) as found:
        archive.refuse_entities(found, DOCUMENT)
        return {name: found.read(name) for name in found.namelist()}


def word_faults(octets: bytes, language: str) -> list[Message]:
    """Say what a Word file lacks for those who hear it or see little; nothing where it is as it should be."""
    try:
        found = [*_faults(word_parts(octets), language)]
    except RusctlError as error:
        return [error.message]
    return [one for place, one in enumerate(found) if one not in found[:place]]


def _faults(parts: Mapping[str, bytes], language: str) -> Iterator[Message]:
    styles = _FileStyles(parts)
    if styles.language.split("-")[0] != language:
        yield msg(
            "the language of the file is {said}, and it is written in {language}",
            said=styles.language or "?",
            language=language,
        )
    if not _title(parts):
        yield msg("the file has no title")
    yield from _levels(parts, styles)
    for name, data in shown_parts(parts).items():
        for one in fromstring(data).iter():  # noqa: S314 - entities were refused
            kind = local(one)
            if kind == "tbl" and not _has_head(one):
                yield msg("a table has no row of headings")
            elif kind == "docPr" and not (_of(one, "descr") or _of(one, "title")) and name == "word/document.xml":
                yield msg("a picture has no words that stand for it")
            elif kind == "p":
                yield from _faint(one, styles)


class _ParagraphStyle(NamedTuple):
    level: int
    colour: str
    large: bool


class _FileStyles:
    """The language of a file, and what its styles of paragraphs say: a heading's level, a colour, large letters."""

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        self.language = ""
        self.known: dict[str, _ParagraphStyle] = {}
        data = parts.get("word/styles.xml")
        for one in fromstring(data) if data else ():  # noqa: S314 - entities were refused
            if local(one) == "docDefaults":
                self.language = next((_of(each, "val") for each in one.iter() if local(each) == "lang"), "")
            elif local(one) == "style":
                name = next((_of(each, "val").casefold() for each in one if local(each) == "name"), "")
                found = _HEADING.fullmatch(name)
                level = int(found[1]) if found else 0
                self.known[_of(one, "styleId")] = _ParagraphStyle(level, *_letters(one))

    def of(self, paragraph: Element) -> _ParagraphStyle:
        """Give what the style of a paragraph says."""
        name = next((_of(one, "val") for one in paragraph.iter() if local(one) == "pStyle"), "")
        return self.known.get(name, _ParagraphStyle(0, "", large=False))


def _letters(element: Element) -> tuple[str, bool]:
    """Give the colour that letters are given, empty where none is, and whether they are large."""
    colour, size = "", 0
    for one in element.iter():
        if local(one) == "color":
            colour = _of(one, "val")
        elif local(one) == "sz" and _of(one, "val").isdigit():
            size = int(_of(one, "val"))
    return colour if _COLOUR.fullmatch(colour) else "", size >= _LARGE


def _levels(parts: Mapping[str, bytes], styles: _FileStyles) -> Iterator[Message]:
    before = 0
    for one in fromstring(parts["word/document.xml"]).iter():  # noqa: S314 - entities were refused
        level = styles.of(one).level if local(one) == "p" else 0
        if level > before + 1:
            yield msg("a heading of level {found} follows one of level {before}", found=level, before=before)
        before = level or before


def _faint(paragraph: Element, styles: _FileStyles) -> Iterator[Message]:
    style = styles.of(paragraph)
    for run in paragraph:
        if local(run) != "r" or not any(local(one) == "t" for one in run):
            continue
        own, large = _letters(run)
        shade = next((_of(one, "fill") for one in run.iter() if local(one) == "shd"), "")
        ground = f"#{shade}" if _COLOUR.fullmatch(shade) else PAPER
        colour = own or style.colour
        if colour and (ratio := contrast(f"#{colour}", ground)) < (EDGE if large or style.large else TEXT):
            yield msg(
                "text in the colour {colour} has a contrast of {found}", colour=f"#{colour}", found=f"{ratio:.2f}"
            )


def _has_head(table: Element) -> bool:
    """Whether the first row of a table is its head; a table of one row or one column is no table but a layout."""
    rows = [one for one in table if local(one) == "tr"]
    wide = max((sum(local(one) == "tc" for one in row) for row in rows), default=0)
    return len(rows) < 2 or wide < 2 or any(local(one) == "tblHeader" for one in rows[0].iter())  # noqa: PLR2004


def _title(parts: Mapping[str, bytes]) -> str:
    data = parts.get("docProps/core.xml")
    found = fromstring(data) if data else ()  # noqa: S314 - entities were refused
    return next((one.text or "" for one in found if local(one) == "title"), "")


def _of(element: Element, name: str) -> str:
    """Give an attribute by its name without a namespace."""
    return next((text for key, text in element.attrib.items() if key.rpartition("}")[2] == name), "")
