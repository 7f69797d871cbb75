"""Calendar files from elsewhere, taken apart: components with their properties, and what could not be read.

A fault costs the line or the component it stands in and nothing else. Values stay as they were written; `values.py`
says what they mean.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from rusctl.calendar.foreign.lines import ContentLine, LineFault, content_lines
from rusctl.language.message import Message, msg
from rusctl.storage.untrusted.sandbox import Refused

CALENDAR = "VCALENDAR"
DEEPEST = 8
MOST_COMPONENTS = 50_000
MOST_PROPERTIES = 5_000  # of one component
MOST_FAULTS = 100  # more are counted

_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
_ENTRIES = frozenset(("VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY", "VTIMEZONE"))


class Property(NamedTuple):
    """A property: its name in capitals, its parameters, its value as written, and its line."""

    name: str
    parameters: Mapping[str, tuple[str, ...]]
    value: str
    line: int = 0

    def parameter(self, name: str) -> str:
        """Give the first value of a parameter, or nothing."""
        return next(iter(self.parameters.get(name, ())), "")

    @property
    def text(self) -> str:
        """The value as TEXT: without its escapes (RFC 5545, 3.3.11)."""
        if "\\" not in self.value:
            return self.value
        return _ESCAPE.sub(lambda found: "\n" if found[1] in "nN" else found[1], self.value)


@dataclass(slots=True)
class Component:
    """A component: its name in capitals, its properties, the components in it, and the line it begins on.

    A calendar that was nowhere begun, with entries all the same, begins on line 0.
    """

    name: str
    line: int = 0
    properties: list[Property] = field(default_factory=list)
    components: list["Component"] = field(default_factory=list)

    def all(self, name: str) -> Iterator[Property]:
        """Give the properties of a name."""
        return (one for one in self.properties if one.name == name)

    def first(self, name: str) -> Property | None:
        """Give the first property of a name."""
        return next(self.all(name), None)

    def filled(self, name: str) -> Iterator[Property]:
        """Give the properties of a name that say something; one that is there and empty says as much as none."""
        return (one for one in self.all(name) if one.value.strip(" ;,"))

    def text(self, name: str) -> str:
        """Give a property's text without space at its ends; nothing where it is not there."""
        found = self.first(name)
        return found.text.strip() if found else ""

    def inside(self, name: str) -> Iterator["Component"]:
        """Give the components of a name that stand directly in this one."""
        return (one for one in self.components if one.name == name)


class CalendarReading(NamedTuple):
    """What a file holds: its calendars (VCALENDAR), what was not read, and how much of that is not listed."""

    calendars: tuple[Component, ...]
    faults: tuple[LineFault, ...]
    more_faults: int = 0


def read(data: bytes) -> CalendarReading:
    """Take a calendar file apart; Refused where there is no calendar in it, or where it holds too much."""
    reader = _OpenComponents()
    for one in content_lines(data):
        if isinstance(one, LineFault):
            reader.fault(one.number, one.message)
        else:
            reader.take(one)
    return reader.end()


class Faults:
    """What could not be read: the first faults, and how many more there are."""

    def __init__(self, faults: Iterable[LineFault] = (), more: int = 0) -> None:
        """Begin with what was found before."""
        self.faults: list[LineFault] = list(faults)
        self.more_faults = more

    def fault(self, line: int, message: Message) -> None:
        """Keep a fault, or count it where there are many."""
        if len(self.faults) < MOST_FAULTS:
            self.faults.append(LineFault(line, message))
        else:
            self.more_faults += 1


class _OpenComponents(Faults):
    """The components begun and not yet ended, outermost first."""

    def __init__(self) -> None:
        super().__init__()
        self.calendars: list[Component] = []
        self.open: list[Component] = []
        self.count = 0

    def take(self, line: ContentLine) -> None:
        if line.name == "BEGIN":
            self._begin(line.value.strip().upper(), line.number)
        elif line.name == "END":
            self._end(line.value.strip().upper(), line.number)
        elif not self.open:
            self.fault(line.number, msg("{name} stands outside of every calendar", name=line.name))
        elif len(self.open[-1].properties) < MOST_PROPERTIES:
            self.open[-1].properties.append(Property(*line))
        else:
            raise Refused(msg("an entry has more than {most} properties", most=MOST_PROPERTIES))

    def _begin(self, name: str, number: int) -> None:
        self.count += 1
        if self.count > MOST_COMPONENTS:
            raise Refused(msg("the file has more than {most} entries", most=MOST_COMPONENTS))
        if name == CALENDAR or name in _ENTRIES:
            self._close(number, upto=0 if name == CALENDAR else 1)
        if not self.open and name != CALENDAR:
            self.fault(number, msg("{name} stands outside of every calendar", name=name))
            self.open = [Component(CALENDAR)]
        if len(self.open) == DEEPEST:
            raise Refused(msg("the file nests more than {most} components", most=DEEPEST))
        self.open.append(Component(name, number))

    def _end(self, name: str, number: int) -> None:
        if all(one.name != name for one in self.open):
            self.fault(number, msg("{name} ends and was not begun", name=name))
            return
        while self.open[-1].name != name:
            self._drop(number)
        ended = self.open.pop()
        (self.open[-1].components if self.open else self.calendars).append(ended)

    def _close(self, number: int, upto: int) -> None:
        """Leave what is open down to a depth; a calendar that was not ended is kept, an entry is not."""
        while len(self.open) > upto:
            self._drop(number)

    def _drop(self, number: int) -> None:
        """Leave out a component that breaks off: what it lacks may be what matters."""
        lost = self.open.pop()
        if lost.name == CALENDAR and not self.open:
            self.calendars.append(lost)
        if lost.line:
            self.fault(number, msg("{name}, begun on line {line}, is not ended", name=lost.name, line=lost.line))

    def end(self) -> CalendarReading:
        self._close(0, upto=0)
        if not self.calendars:
            raise Refused(msg("there is no calendar in it"))
        if all(one.text("VERSION") == "1.0" for one in self.calendars):
            raise Refused(msg("it is vCalendar 1.0, which came before iCalendar; save it as iCalendar"))
        return CalendarReading(tuple(self.calendars), tuple(self.faults), self.more_faults)


def as_data(reading: CalendarReading) -> dict[str, Any]:
    """Give a reading as what JSON can say."""
    return {
        "calendars": [_component_data(one) for one in reading.calendars],
        "faults": [[number, message.id, message.args] for number, message in reading.faults],
        "more": reading.more_faults,
    }


def from_data(data: dict[str, Any]) -> CalendarReading:
    """Give the reading that `as_data` said."""
    return CalendarReading(
        tuple(map(_component, data["calendars"])),
        tuple(LineFault(number, Message(text, args)) for number, text, args in data["faults"]),
        data["more"],
    )


def _component_data(one: Component) -> list[Any]:
    return [one.name, one.line, one.properties, [_component_data(inner) for inner in one.components]]


def _component(data: list[Any]) -> Component:
    name, line, properties, components = data
    made = [
        Property(key, {one: tuple(values) for one, values in parameters.items()}, value, number)
        for key, parameters, value, number in properties
    ]
    return Component(name, line, made, [_component(inner) for inner in components])
