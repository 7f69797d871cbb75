"""What is said to a CalDAV server and what it answers (RFC 4918, RFC 4791), as XML; the owner of defusedxml."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from urllib.parse import quote, urlsplit
from xml.etree.ElementTree import Element, ParseError
from xml.sax.saxutils import escape

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

DAV = "{DAV:}"
CALDAV = "{urn:ietf:params:xml:ns:caldav}"
_SPACES = 'xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"'
_DECLARATION = '<?xml version="1.0" encoding="utf-8"?>'
_OK = 200
_STATUS = re.compile("[1-9][0-9]{2}")
_ETAG = re.compile("[!-~]{1,1000}")  # what a header and the ledger can hold
_AS_IT_IS = "/%:@!$&'()*+,;=~"  # in a path; what a server should have encoded and has not is encoded here


class NoAnswerError(ValueError):
    """What came is not the XML that was asked for."""


class Resource(NamedTuple):
    """What a server says of one address: its path as it is to be asked for, its status, ETag and content."""

    path: str
    status: int = _OK
    etag: str = ""
    data: bytes | None = None
    is_calendar: bool = False


def question() -> bytes:
    """Ask what a resource is (PROPFIND)."""
    return _document("D:propfind", "<D:prop><D:resourcetype/></D:prop>")


def query() -> bytes:
    """Ask for the ETags of all events in a calendar (REPORT calendar-query)."""
    events = '<C:comp-filter name="VCALENDAR"><C:comp-filter name="VEVENT"/></C:comp-filter>'
    return _document("C:calendar-query", f"<D:prop><D:getetag/></D:prop><C:filter>{events}</C:filter>")


def multiget(paths: Iterable[str]) -> bytes:
    """Ask for the ETags and contents of some events (REPORT calendar-multiget)."""
    hrefs = "".join(f"<D:href>{escape(path)}</D:href>" for path in paths)
    return _document("C:calendar-multiget", f"<D:prop><D:getetag/><C:calendar-data/></D:prop>{hrefs}")


def new_calendar(name: str) -> bytes:
    """Ask for a new calendar of events (MKCALENDAR)."""
    kinds = '<C:supported-calendar-component-set><C:comp name="VEVENT"/></C:supported-calendar-component-set>'
    named = f"<D:displayname>{escape(name)}</D:displayname>" if name else ""
    return _document("C:mkcalendar", f"<D:set><D:prop>{named}{kinds}</D:prop></D:set>")


def resources(body: bytes, origin: str) -> list[Resource]:
    """Give what a multistatus says; NoAnswerError where it is none. What is on another server is passed over."""
    root = _parsed(body)
    if root.tag != f"{DAV}multistatus":
        raise NoAnswerError(root.tag)
    return [found for response in root.iterfind(f"{DAV}response") for found in _resources(response, origin)]


def precondition(body: bytes) -> str:
    """Give the name of what a server found broken, such as no-uid-conflict; nothing where it does not say."""
    try:
        root = _parsed(body)
    except NoAnswerError:
        return ""
    names = [child.tag.rpartition("}")[2] for child in root] if root.tag == f"{DAV}error" else []
    return next((name for name in names if name != "responsedescription"), "")


def etag_of(text: str | None) -> str:
    """Give an ETag that can be sent back as it is, or nothing; a weak one can be sent, and matches nothing."""
    tag = (text or "").strip()
    return tag if _ETAG.fullmatch(tag) else ""


def _resources(response: Element, origin: str) -> Iterator[Resource]:
    whole = _status(response.findtext(f"{DAV}status"))
    for href in response.iterfind(f"{DAV}href"):
        path = _path((href.text or "").strip(), origin)
        if path is None:
            continue
        found = Resource(path, whole or _OK)
        for propstat in response.iterfind(f"{DAV}propstat"):
            prop = propstat.find(f"{DAV}prop")
            if prop is not None and _status(propstat.findtext(f"{DAV}status")) == _OK:
                found = _with(found, prop)
        yield found


def _with(found: Resource, prop: Element) -> Resource:
    etag, data = prop.findtext(f"{DAV}getetag"), prop.findtext(f"{CALDAV}calendar-data")
    if etag is not None:
        found = found._replace(etag=etag_of(etag))
    if data is not None:
        found = found._replace(data=data.encode())
    if prop.find(f"{DAV}resourcetype/{CALDAV}calendar") is not None:
        found = found._replace(is_calendar=True)
    return found


def _path(href: str, origin: str) -> str | None:
    """Give the path of a href on this server, or None; behind a proxy servers name a scheme and a port of their own."""
    if href.startswith("/") and not href.startswith("//"):
        return quote(href, safe=_AS_IT_IS)
    try:
        parts = urlsplit(href)
    except ValueError:
        return None
    if not parts.path or parts.hostname is None or parts.hostname != urlsplit(origin).hostname:
        return None
    return quote(parts.path, safe=_AS_IT_IS)


def _status(line: str | None) -> int:
    """Give the number of a line such as ``HTTP/1.1 200 OK``; 0 where there is none."""
    words = (line or "").split()
    return int(words[1]) if len(words) > 1 and _STATUS.fullmatch(words[1]) else 0


def _document(tag: str, content: str) -> bytes:
    return f"{_DECLARATION}<{tag} {_SPACES}>{content}</{tag}>".encode()


def _parsed(body: bytes) -> Element:
    try:
        root: Element = fromstring(body, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError, RecursionError) as error:
        raise NoAnswerError(type(error).__name__) from None
    return root
