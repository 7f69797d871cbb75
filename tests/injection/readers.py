"""What independent programs read out of what rusctl has made: two for each kind."""

import io
import re
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree as ET

import mistune
import pyte
import vobject
from ical.calendar_stream import IcsCalendarStream
from lxml import etree
from markdown_it import MarkdownIt

from rusctl.calendar.ics import clean
from rusctl.output.clean import clean as shown

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_QUIET = ("Cc", "Cf", "Cs", "Zl", "Zp")
_JOINED = re.compile("(?<=[\u2190-\U0001ffff])\u200d(?=[\u2190-\U0001ffff])")  # two pictures that are one
_EDGES = re.compile(r"\s+")


def plain(text: str) -> str:
    """Give a text as people read it, wherever it is broken."""
    return " ".join(shown(text).split())


def quiet(text: str) -> None:
    """Nothing in what a terminal gets does anything but end a line: by its characters, and by a terminal's own word."""
    acting = {c for c in _JOINED.sub("", text) if c != "\n" and unicodedata.category(c) in _QUIET}
    assert not acting, (acting, text[:2_000])
    lines = text.split("\n")[:200]
    screen = pyte.Screen(2_000, 1)
    stream = pyte.Stream(screen)
    stream.feed("\r".join(line[:500] for line in lines))
    row = screen.buffer[0]
    assert screen.cursor.y == 0
    assert not screen.title
    assert {row[x]._replace(data="") for x in range(screen.columns)} == {pyte.screens.Char("")}


def properties(octets: bytes) -> dict[str, list[str]]:
    """Give the properties of a calendar by where they stand, as vobject reads them."""
    found: dict[str, list[str]] = {}

    def take(component: Any, before: str) -> None:
        for child in component.getChildren():
            path = f"{before}/{child.name}"
            if hasattr(child, "contents"):
                uid = child.contents["uid"][0].value if "uid" in child.contents else ""
                take(child, f"{path}({uid})")
                continue
            values = child.value if isinstance(child.value, list) else [child.value]
            found.setdefault(path, []).extend(_calm(str(value)) for value in values)
            for key, several in child.params.items():
                found.setdefault(f"{path};{key}", []).extend(_calm(value) for value in several)

    for calendar in vobject.readComponents(octets.decode(), transform=False):
        take(calendar, "")
    return found


def fields(octets: bytes) -> dict[str, list[str]]:
    """Give the fields of a calendar's events, as `ical` reads them."""
    found: dict[str, list[str]] = {}
    for calendar in IcsCalendarStream.from_ics(octets.decode().replace("\r\n", "\n")).calendars:
        for event in calendar.events:
            texts = {
                "summary": event.summary,
                "location": event.location,
                "description": event.description,
                "url": event.url,
                "organizer": event.organizer.uri if event.organizer else None,
                "cn": event.organizer.common_name if event.organizer else None,
                "status": event.status,
            }
            for name, text in texts.items():
                found[f"{event.uid}/{name}"] = [_calm(str(text))] if text else []
            found[f"{event.uid}/categories"] = sorted(map(_calm, event.categories))
            found[f"{event.uid}/number"] = [f"{len(event.alarm)} {len(event.attendees)} {len(event.extras)}"]
    return found


def _calm(text: str) -> str:
    return " ".join(clean.lines(text).split())


def drawing(text: str) -> tuple[set[tuple[str, tuple[str, ...]]], list[str]]:
    """Give a drawing's elements with their attributes, and its title and description; two parsers agree on them."""
    one, other = ET.fromstring(text), etree.fromstring(text.encode(), etree.XMLParser(resolve_entities=False))
    first, second = (
        [(each.tag, tuple(sorted(each.attrib)), each.text or "") for each in root.iter()] for root in (one, other)
    )
    assert first == second
    assert not etree.ElementTree(other).docinfo.doctype
    said = [text for tag, _, text in first if tag.rpartition("}")[2] in {"title", "desc"}]
    return {(tag, names) for tag, names, _ in first}, [plain(one) for one in said]


def markdown(text: str) -> tuple[set[str], list[str]]:
    """Give the kinds of marks in a document and the texts in it; two readers agree on the texts."""
    one, other = _by_markdown_it(text), _by_mistune(text)
    assert one[1] == other[1]
    return one[0] | other[0], one[1]


def _by_markdown_it(text: str) -> tuple[set[str], list[str]]:
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    kinds = {one.type for token in tokens for one in (token, *(token.children or ()))} - {"text_special"}
    said = ["".join(child.content for child in token.children) for token in tokens if token.children]
    return kinds, [plain(one) for one in said if one]


def _by_mistune(text: str) -> tuple[set[str], list[str]]:
    tokens: Any = mistune.create_markdown(renderer=None, plugins=["table"])(text)
    kinds: set[str] = set()
    said: list[str] = []

    def take(token: Any) -> None:
        kinds.add(f"mistune {token['type']}")
        inside = token.get("children", ())
        if inside and all("raw" in child or child["type"] == "softbreak" for child in inside):
            kinds.update(f"mistune {child['type']}" for child in inside)
            said.append(plain("".join(child.get("raw", " ") for child in inside)))
            return
        for child in inside:
            take(child)

    for token in tokens:
        take(token)
    return kinds, [one for one in said if one]


def word(octets: bytes) -> tuple[Counter[str], list[str]]:
    """Give what stands in a Word file beside its texts, and its paragraphs; two parsers agree on every part."""
    beside: Counter[str] = Counter()
    said: list[str] = []
    with zipfile.ZipFile(io.BytesIO(octets)) as packed:
        for name in packed.namelist():
            beside[name] += 1
            if not name.endswith((".xml", ".rels")):
                continue
            data = packed.read(name)
            one, other = ET.fromstring(data), etree.fromstring(data, etree.XMLParser(resolve_entities=False))
            first = [(each.tag, sorted(each.attrib.items()), each.text) for each in one.iter()]
            assert first == [(each.tag, sorted(each.attrib.items()), each.text) for each in other.iter()]
            if name == "word/document.xml":
                said += [plain(text) for text in _paragraphs(one)]
                beside.update({f"{name} {tag}" for tag, _, _ in first})
            else:
                beside.update(f"{name} {tag} {attributes}" for tag, attributes, _ in first)
    return beside, said


def _paragraphs(root: Any) -> Iterator[str]:
    for paragraph in root.iter(f"{WORD}p"):
        yield "".join(one.text or "" for one in paragraph.iter(f"{WORD}t"))
