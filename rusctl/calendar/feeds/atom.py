"""The feed of changes that readers of news follow: Atom (RFC 4287), an entry for each release of the schedule."""

import datetime as dt
from typing import NamedTuple
from uuid import NAMESPACE_DNS, UUID, uuid5
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from rusctl.calendar.ics import clean

ATOM = "http://www.w3.org/2005/Atom"
XHTML = "http://www.w3.org/1999/xhtml"
GENERATOR = "rusctl"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


class AtomEntry(NamedTuple):
    """What was said on a day: under which name, when, the title, a comment, and what has changed, a line for each."""

    name: str
    updated: dt.datetime
    title: str
    comment: str
    lines: tuple[str, ...]


class AtomFeed(NamedTuple):
    """A feed of changes: whose it is by its domain, what it is called, in which language, by whom, and its page."""

    domain: str
    title: str
    language: str
    author: str
    url: str
    entries: tuple[AtomEntry, ...]


def feed_id(domain: str) -> UUID:
    """Give the feed's id, which is made of the domain and never changes (RFC 4287, 4.2.6; RFC 9562, 5.5)."""
    return uuid5(uuid5(NAMESPACE_DNS, domain), "releases")


def atom_bytes(feed: AtomFeed) -> bytes:
    """Give the feed's octets, the newest entry first; the same feed gives the same ones. It has an entry at least."""
    root = Element("feed", {"xmlns": ATOM, _LANGUAGE: feed.language})
    whole = feed_id(feed.domain)
    _text(root, "id", whole.urn)
    _text(root, "title", feed.title)
    _text(root, "updated", _moment(max(one.updated for one in feed.entries)))
    author = SubElement(root, "author")
    _text(author, "name", feed.author)
    if page := clean.address(feed.url):
        SubElement(root, "link", {"rel": "alternate", "href": page})
    _text(root, "generator", GENERATOR)
    for one in reversed(feed.entries):
        entry = SubElement(root, "entry")
        _text(entry, "id", uuid5(whole, one.name).urn)
        _text(entry, "title", one.title)
        _text(entry, "updated", _moment(one.updated))
        _content(entry, one)
    indent(root)
    text: str = tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'.encode()


def is_of(octets: bytes, domain: str) -> bool:
    """Whether octets are a feed of changes that was written for a domain."""
    return f"<id>{feed_id(domain).urn}</id>".encode() in octets[:1000]


def _content(entry: Element, one: AtomEntry) -> None:
    body = SubElement(SubElement(entry, "content", {"type": "xhtml"}), "div", {"xmlns": XHTML})
    if one.comment:
        _text(body, "p", one.comment)
    if one.lines:
        points = SubElement(body, "ul")
        for line in one.lines:
            _text(points, "li", line)


def _text(parent: Element, tag: str, text: str) -> None:
    """Put an element with a text below another: on one line, without characters that XML does not have."""
    SubElement(parent, tag).text = clean.line(text)


def _moment(moment: dt.datetime) -> str:
    """Write a moment in UTC (RFC 3339)."""
    return moment.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
