"""From the bytes of a calendar file to its content lines (RFC 5545, 3.1), however it was saved.

Lines are unfolded before they are decoded, since a fold may stand inside a character. What cannot be read is said,
and the lines round it are kept; what no program writes that keeps people's calendars is refused, with the whole file.
"""

import codecs
import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from rusctl.language.message import Message, msg
from rusctl.storage.untrusted.sandbox import MIB, Refused

MOST_BYTES = 16 * MIB
MOST_LINES = 500_000
LONGEST = 1 * MIB
MOST_PARAMETERS = 50
MOST_CONTROLLED = 100  # lines with control characters: a text pasted from elsewhere may hold one

_NAME = re.compile(r"[A-Za-z0-9-]+")
_PARAMETER = re.compile(r';([A-Za-z0-9-]+)=((?:"[^"]*"|[^";:,]*)(?:,(?:"[^"]*"|[^";:,]*))*)')
_VALUE = re.compile(r'"([^"]*)"|([^",]+)')
_CONTROLS = re.compile("[\x00-\x08\x0a-\x1f\x7f]")
_CARET = re.compile(r"\^([n^'])")  # RFC 6868
_QUOTED = b"QUOTED-PRINTABLE"
_HEAD = 200  # octets in which the parameters of a line stand
_NO_PROPERTY = msg("the line is no property")
_ATTACHED = ("ATTACH", "IMAGE", "X-")  # pictures and documents stand in calendars, and are not read
_CARETS = {"n": "\n", "^": "^", "'": '"'}


class ContentLine(NamedTuple):
    """A content line: its name in capitals, its parameters by name, its value as written, and its number from 1."""

    name: str
    parameters: Mapping[str, tuple[str, ...]]
    value: str
    number: int


class LineFault(NamedTuple):
    """What was not read: the line, counted from 1 (0 where it is none in particular), and why."""

    number: int
    message: Message


def content_lines(data: bytes) -> Iterator[ContentLine | LineFault]:
    """Give the content lines and, in their places, what is wrong with those that are none; Refused for a whole file."""
    if len(data) > MOST_BYTES:
        raise Refused(msg("the file is larger than {most} MiB", most=MOST_BYTES // MIB))
    data = _octets(data)
    if data.count(b"\n") > MOST_LINES:
        raise Refused(msg("the file has more than {most} lines", most=MOST_LINES))
    utf8 = True
    controlled = 0
    for number, raw in _unfolded(data):
        if len(raw) > LONGEST:
            if not raw[:10].upper().decode("ascii", "replace").startswith(_ATTACHED):
                raise Refused(msg("line {line} is longer than {most} MiB", line=number, most=LONGEST // MIB))
            yield LineFault(number, msg("the line is longer than {most} MiB", most=LONGEST // MIB))
            continue
        try:
            text = raw.decode()
        except UnicodeDecodeError:
            text = raw.decode("cp1252", "replace")
            if utf8:
                yield LineFault(number, msg("from here on, what is not UTF-8 is read as Windows-1252"))
            utf8 = False
        if not text.isprintable() and _CONTROLS.search(text):
            controlled += 1
            if controlled > MOST_CONTROLLED:
                raise Refused(msg("more than {most} of its lines hold control characters", most=MOST_CONTROLLED))
            yield LineFault(number, _controlled(text))
            continue
        yield _line(text, number)


def _controlled(text: str) -> Message:
    name = _NAME.match(text)
    return msg("{name} holds a control character", name=name[0].upper()) if name else _NO_PROPERTY


def _octets(data: bytes) -> bytes:
    """Give the file as UTF-8 without byte order mark, its lines ended by a line feed (and perhaps a CR before it)."""
    for mark, coding in ((codecs.BOM_UTF8, ""), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if data.startswith(mark):
            data = _recoded(data[len(mark) :], coding) if coding else data[len(mark) :]
            break
    else:
        for begin, coding in ((b"B\0E\0", "utf-16-le"), (b"\0B\0E", "utf-16-be")):
            if data.startswith(begin):
                data = _recoded(data, coding)
    return data if b"\n" in data else data.replace(b"\r", b"\n")


def _recoded(data: bytes, coding: str) -> bytes:
    return data.decode(coding, "replace").encode()


def _unfolded(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Give each logical line with the number of its first one; what begins with a space continues the one before.

    So does what follows a quoted-printable line that ends with "=", as calendars before iCalendar had it.
    """
    parts: list[bytes] = []
    first = 0
    for number, raw in enumerate(data.split(b"\n"), 1):
        line = raw[:-1] if raw[-1:] == b"\r" else raw
        if line[:1] in (b" ", b"\t") and parts:
            parts.append(line[1:])
            continue
        if parts and parts[-1][-1:] == b"=" and _QUOTED in parts[0][:_HEAD].upper():
            parts[-1] = parts[-1][:-1]
            parts.append(line)
            continue
        if parts:
            yield first, b"".join(parts)
            parts = []
        if line:
            parts, first = [line], number
    if parts:
        yield first, b"".join(parts)


def _line(text: str, number: int) -> ContentLine | LineFault:
    name = _NAME.match(text)
    if not name:
        return LineFault(number, _NO_PROPERTY)
    end = name.end()
    parameters: dict[str, tuple[str, ...]] = {}
    if text[end : end + 1] != ":":
        count = 0
        while found := _PARAMETER.match(text, end):
            count += 1
            if count > MOST_PARAMETERS:
                raise Refused(msg("line {line} has more than {most} parameters", line=number, most=MOST_PARAMETERS))
            key = found[1].upper()
            parameters[key] = parameters.get(key, ()) + _values(found[2])
            end = found.end()
        if text[end : end + 1] != ":":
            return LineFault(number, _NO_PROPERTY)
    return ContentLine(name[0].upper(), parameters, text[end + 1 :], number)


def _values(text: str) -> tuple[str, ...]:
    """Give a parameter's values without their quotation marks."""
    found = tuple(one[1] if one[1] is not None else one[2] for one in _VALUE.finditer(text))
    return tuple(_CARET.sub(lambda caret: _CARETS[caret[1]], value) for value in found) if "^" in text else found
