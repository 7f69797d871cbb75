"""The properties of an event's file: where each stands, its name, its parameters and its value."""

import re
from collections.abc import Iterator
from typing import NamedTuple

LONGEST = 2**20  # octets of an event that is looked at; ours have a few thousand
EVENT, ALARM = ("VCALENDAR", "VEVENT"), ("VCALENDAR", "VEVENT", "VALARM")
_ENDS = re.compile(rb"\r\n|\n|\r")
_FOLD = re.compile(rb"(?:\r\n|\n|\r)[ \t]")
_PARAMETER = re.compile(r';([A-Za-z0-9-]+)=("[^"]*"|[^";:,]*)(?:,("[^"]*"|[^";:,]*))*')
_NAME = re.compile(r"[A-Za-z0-9-]+")
_ESCAPE = re.compile(r"\\(.)")
_BUSY = "X-MICROSOFT-CDO-BUSYSTATUS"
_UNSAID = frozenset(("DTSTAMP", "CREATED", "LAST-MODIFIED"))


class Statement(NamedTuple):
    """A property of an event: where it stands, its name, its parameters and its value.

    `number` says in which event of the file it stands, 0 for the first, and `inner` in which component of that.
    """

    within: tuple[str, ...]
    name: str
    parameters: tuple[tuple[str, str], ...]
    value: str
    number: int = 0
    inner: int = 0


def said(octets: bytes) -> Iterator[Statement]:
    """Give what a file says of an event and its alarms, without what says nothing to people."""
    for one in lines(octets):
        if "VEVENT" not in one.within and not one.within[1:]:
            continue  # the calendar's own properties
        if "VTIMEZONE" in one.within or one.name in _UNSAID or (one.name.startswith("X-") and one.name != _BUSY):
            continue
        yield one


def lines(octets: bytes) -> Iterator[Statement]:
    """Give every property with the components round it; unfolded as octets, since a fold may part a letter."""
    within: list[str] = []
    number, inner = -1, 0
    for raw in _ENDS.split(_FOLD.sub(b"", octets[:LONGEST])):
        one = _line(raw.decode("utf-8", "replace"), tuple(within))
        if one is None:
            continue
        if one.name == "BEGIN":
            within.append(one.value.upper())
            number += within[-1] == "VEVENT"
            inner += 1
        elif one.name == "END":
            if within and within[-1] == one.value.upper():
                within.pop()
        else:
            yield one._replace(number=max(number, 0), inner=inner)


def _line(text: str, within: tuple[str, ...]) -> Statement | None:
    name = _NAME.match(text)
    if name is None:
        return None
    at, parameters = name.end(), []
    while found := _PARAMETER.match(text, at):
        parameters.append((found[1].upper(), found[0].partition("=")[2].replace('"', "")))
        at = found.end()
    if text[at : at + 1] != ":":
        return None
    value = _ESCAPE.sub(lambda escaped: "\n" if escaped[1] in "nN" else escaped[1], text[at + 1 :]).strip()
    return Statement(within, name[0].upper(), tuple(sorted(parameters)), value)
