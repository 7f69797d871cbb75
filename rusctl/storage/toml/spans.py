"""Where everything stands in a TOML text: the span of each header, key and value, by its route.

The text must be valid TOML 1.0, so parse it first. The scanner then needs only to tell strings, comments and brackets
from the rest, and can trust the grammar for everything else. The whole text is walked once, a table at a time; the
keys of a table are looked at when somebody asks for them.
"""

import re
from bisect import bisect_left
from collections.abc import Generator, Iterator
from functools import lru_cache
from typing import NamedTuple

import tomli

Route = tuple[str | int, ...]

DEEPEST = 200  # values nested deeper than this have no places; tomli itself stops at 400

# A quantifier with a plus never gives anything back. It stands after single characters only: early releases of
# Python 3.11 and 3.12 match it wrongly round a group. A group is repeated at most _MOST times instead, since the
# matcher remembers each time; the alternatives in it begin differently, so that no text has a second way through it.
# What is longer is walked in steps: by _skip, _string_end and _closed.
_MOST = 64
_BASIC = rf"""\"(?!"")[^"\\\n]*+(?:\\.[^"\\\n]*+){{0,{_MOST}}}\""""
_LITERAL = r"'(?!'')[^'\n]*+'"
_LONG = rf"""\"{{3}}[^"\\]*+(?:(?:\\[\s\S]|"(?!""))[^"\\]*+){{0,{_MOST}}}"{{3,5}}+"""
_LONG_LITERAL = rf"""'{{3}}[^']*+(?:'(?!'')[^']*+){{0,{_MOST}}}'{{3,5}}+"""
_STRING = rf"(?:{_LONG}|{_LONG_LITERAL}|{_BASIC}|{_LITERAL})"
_COMMENT = r"#[^\n]*+"
_QUOTED_KEY = r"""\"(?!"")[^"\\\n]*+(?:\\.[^"\\\n]*+)*\""""  # of any length: a key has no end to look for elsewhere
_KEY = rf"(?:[A-Za-z0-9_-]++|{_QUOTED_KEY}|{_LITERAL})"
_KEYS = rf"{_KEY}(?:[ \t]*+\.[ \t]*+{_KEY})*"


def _brackets(depth: int) -> str:
    inner = f"|{_brackets(depth - 1)}" if depth else ""
    return rf"""[\[{{](?:[^"'#\[\]{{}}]++|{_STRING}|{_COMMENT}{inner}){{0,{_MOST}}}[\]}}]"""


_NESTED = _brackets(1)  # what is nested deeper is counted by _closed
_BODY = re.compile(
    rf"""(?:(?![ \t]*+\[)(?:[^"'#\n\[{{]++|{_STRING}|{_COMMENT}|{_NESTED}){{0,{_MOST}}}\n){{0,{_MOST}}}"""
)
_HEADER = re.compile(rf"[ \t]*+(\[\[?+)[ \t]*+({_KEYS})[ \t]*+\]\]?+[^\n]*+\n")
_BLANK = re.compile(rf"(?:[ \t\r]*+(?:{_COMMENT})?\n){{0,{_MOST}}}[ \t]*+")
_GAP = re.compile(rf"(?:[ \t\r\n]++|{_COMMENT}){{0,{_MOST}}}")
_ASSIGN = re.compile(rf"({_KEYS})[ \t]*+=[ \t]*+")
_DAY = r"\d{4}-\d\d-\d\d [0-9]{2}:[^\s,\]}#]++"  # the one value with a space in it
_VALUE = re.compile(rf"{_STRING}|{_NESTED}|{_DAY}|[^\s,\[\]{{}}#\"']++")
_TOKEN = re.compile(rf"""{_STRING}|{_COMMENT}|[\[\]{{}}]|[^"'#\[\]{{}}]++""")
_KEY_PART = re.compile(_KEY)
# a line that most lines are like: a bare key and a value with nothing inside it; what is not is walked in steps
_PLAIN = re.compile(
    rf"[ \t]*+([A-Za-z0-9_-]++)[ \t]*+=[ \t]*+({_BASIC}|{_LITERAL}|{_DAY}|[^\s,\[\]{{}}#\"']++)[ \t\r]*+\n"
)
# what stands between a string's quotes, and what ends it
_INSIDE = (
    ('"""', re.compile(rf"""(?:[^"\\]++|\\[\s\S]|"(?!"")){{0,{_MOST}}}"""), re.compile('"{3,5}')),
    ("'''", re.compile(rf"""(?:[^']++|'(?!'')){{0,{_MOST}}}"""), re.compile("'{3,5}")),
    ('"', re.compile(rf"""(?:[^"\\\n]++|\\.){{0,{_MOST}}}"""), re.compile('"')),
)


class SourceSpan(NamedTuple):
    """Where a value stands; in a list, where there is no key, `key_start` and `key_end` are its start."""

    route: Route
    key_start: int
    key_end: int
    start: int
    end: int


class Section(NamedTuple):
    """A table with a header, or the keys before the first one: `start` header `body` keys `end`.

    `array` says that the header is one of an array of tables; `end` is where the next header's line starts.
    """

    route: Route
    array: bool
    start: int
    body: int
    end: int


class _Walk:
    """The places under one header by their routes, walked as far as somebody has asked; the first of a route counts."""

    def __init__(self, places: Iterator[SourceSpan]) -> None:
        self._places = places
        self._known: dict[Route, SourceSpan] = {}

    def find(self, route: Route) -> SourceSpan | None:
        """Give the place of a route."""
        known = self._known
        if route in known:
            return known[route]
        for place in self._places:
            known.setdefault(place.route, place)
            if place.route == route:
                return place
        return None


class Places:
    """The places in a text."""

    def __init__(self, text: str) -> None:
        """Walk the text once; it must be valid TOML."""
        self.text = text
        self._scanned = text if text.endswith("\n") else text + "\n"
        self.sections = tuple(_sections(self._scanned, len(text)))
        self.index = {section.route: number for number, section in enumerate(self.sections)}
        self._entries: dict[Route, list[SourceSpan]] = {}
        self._walks: dict[Route, _Walk] = {}
        self._newlines: list[int] | None = None

    def __iter__(self) -> Iterator[SourceSpan]:
        """Give every value's place, and those of the values inside it, in the order of the text."""
        for section in self.sections:
            yield from self.entries(section)

    def entries(self, section: Section) -> list[SourceSpan]:
        """Give the places of the values under one header, a value before those inside it."""
        if section.route not in self._entries:
            self._entries[section.route] = list(_entries(self._scanned, section))
        return self._entries[section.route]

    def find(self, route: Route) -> SourceSpan | None:
        """Give the place of the value that is written at this route, or None: a table with a header has no value."""
        for size in range(len(route), -1, -1):
            number = self.index.get(route[:size])
            if number is not None:
                place = self._walk(self.sections[number]).find(route)
                if place is not None:
                    return place
        return None

    def _walk(self, section: Section) -> "_Walk":
        if section.route not in self._walks:
            self._walks[section.route] = _Walk(_entries(self._scanned, section))
        return self._walks[section.route]

    def written(self, route: Route) -> bool:
        """Say whether a route has a header or a value of its own, and is not only the parent of some."""
        return route in self.index or self.find(route) is not None

    def line_at(self, offset: int) -> int:
        """Give the line of an offset, counted from 1."""
        if self._newlines is None:
            self._newlines = [match.start() for match in re.finditer("\n", self.text)]
        return bisect_left(self._newlines, offset) + 1

    def line_of(self, route: Route) -> int:
        """Give the line of a key, an element or a header; for what is not there, that of the nearest table round it."""
        for size in range(len(route), 0, -1):
            offset = self.offset_of(route[:size])
            if offset is not None:
                return self.line_at(offset)
        return 1

    def offset_of(self, route: Route) -> int | None:
        """Give where a key, an element or a header begins, or None where nothing speaks of the route."""
        if route in self.index:
            header = _HEADER.match(self._scanned, self.sections[self.index[route]].start)
            return header.start(1) if header else None
        place = self.find(route)
        if place is not None:
            return place.key_start
        # A table that only longer headers or dotted keys speak of stands where the first of them does.
        size = len(route)
        for parent in range(size - 1, -1, -1):
            number = self.index.get(route[:parent])
            if number is not None:
                for place in self.entries(self.sections[number]):
                    if place.route[:size] == route:
                        return place.key_start
        return next((section.start for section in self.sections if section.route[:size] == route), None)


def statement_start(text: str, offset: int) -> int:
    """Give where the statement begins that an offset belongs to; the text may be faulty from there on."""
    scanned = text + "\n"
    position = 0
    while True:
        begin = _skip(_BLANK, scanned, position)
        header = _HEADER.match(scanned, begin)
        if header:
            position = header.end()
        else:
            assigned = _ASSIGN.match(scanned, begin)
            end = _value_end(scanned, assigned.end()) if assigned else len(scanned)
            position = _line_end(scanned, end) if end < len(scanned) else end
        if position > offset:
            return begin


@lru_cache(maxsize=4096)
def key_parts(raw: str) -> tuple[str, ...]:
    """Give the parts of a key as it is written: bare, quoted or dotted."""
    parts = []
    for match in _KEY_PART.finditer(raw):
        part = match[0]
        if part[0] == '"' and "\\" in part:
            part = str(tomli.loads(f"key = {part}")["key"])
        elif part[0] in "\"'":
            part = part[1:-1]
        parts.append(part)
    return tuple(parts)


def _skip(pattern: re.Pattern[str], text: str, position: int) -> int:
    """Give where a run ends; after _MOST characters it may only have been cut short."""
    while match := pattern.match(text, position):
        start, position = position, match.end()
        if position - start < _MOST:
            break
    return position


def _line_end(text: str, position: int) -> int:
    return text.index("\n", position) + 1


def _sections(text: str, size: int) -> Iterator[Section]:
    last: dict[Route, int] = {}  # of each array of tables, the number of the table that headers now speak of
    route: Route = ()
    array, start, body = False, 0, 0
    while True:
        end = _body_end(text, body)
        yield Section(route, array, start, min(body, size), min(end, size))
        header = _HEADER.match(text, end)
        if header is None:
            return
        start, body = end, header.end()
        array = header[1] == "[["
        parts = key_parts(header[2])
        route = ()
        for part in parts[:-1]:
            route = (*route, part)
            if route in last:
                route = (*route, last[route])
        route = (*route, parts[-1])
        if array:
            number = last[route] = last.get(route, -1) + 1
            route = (*route, number)


def _body_end(text: str, position: int) -> int:
    while True:
        position = _skip(_BODY, text, position)
        assigned = _ASSIGN.match(text, _skip(_BLANK, text, position))
        if assigned is None:
            return position
        position = _line_end(text, _value_end(text, assigned.end()))


def _entries(text: str, section: Section) -> Generator[SourceSpan, None, None]:
    position = section.body
    while True:
        while position < section.end and (plain := _PLAIN.match(text, position)):
            yield SourceSpan((*section.route, plain[1]), plain.start(1), plain.end(1), plain.start(2), plain.end(2))
            position = plain.end()
        assigned = _ASSIGN.match(text, _skip(_BLANK, text, position))
        if assigned is None or assigned.start() >= section.end:
            return
        position = yield from _assigned(text, assigned, section.route)
        position = _line_end(text, position)


def _assigned(text: str, assigned: re.Match[str], base: Route) -> Generator[SourceSpan, None, int]:
    route = (*base, *key_parts(assigned[1]))
    start, end = assigned.end(), _value_end(text, assigned.end())
    yield SourceSpan(route, assigned.start(1), assigned.end(1), start, end)
    yield from _inside(text, route, start)
    return end


def _inside(text: str, route: Route, start: int) -> Iterator[SourceSpan]:
    if len(route) > DEEPEST:
        return
    if text[start] == "[":
        position, number = _skip(_GAP, text, start + 1), 0
        while text[position] != "]":
            end = _value_end(text, position)
            yield SourceSpan((*route, number), position, position, position, end)
            yield from _inside(text, (*route, number), position)
            position, number = _after_comma(text, end), number + 1
    elif text[start] == "{":
        position = _skip(_GAP, text, start + 1)
        while (assigned := _ASSIGN.match(text, position)) is not None:
            end = yield from _assigned(text, assigned, route)
            position = _after_comma(text, end)


def _after_comma(text: str, position: int) -> int:
    position = _skip(_GAP, text, position)
    return _skip(_GAP, text, position + 1) if text[position] == "," else position


def _value_end(text: str, position: int) -> int:
    match = _VALUE.match(text, position)
    return match.end() if match else _closed(text, position)


def _closed(text: str, position: int) -> int:
    """Give where a long string or a list ends, or the end of the text where it never does."""
    if text[position] in "\"'":
        return _string_end(text, position)
    depth = 0
    while position < len(text):
        match = _TOKEN.match(text, position)
        if match is None:
            position = _string_end(text, position)
            continue
        position = match.end()
        if match[0] in "[{":
            depth += 1
        elif match[0] in "]}":
            depth -= 1
        if depth <= 0:
            return position if depth == 0 and match[0] in "]}" else len(text)
    return len(text)


def _string_end(text: str, position: int) -> int:
    """Give where a string ends, however much of it is escaped, or the end of the text where it never does."""
    for quotes, inside, closing in _INSIDE:
        if text.startswith(quotes, position):
            end = closing.match(text, _skip(inside, text, position + len(quotes)))
            return end.end() if end else len(text)
    return len(text)
