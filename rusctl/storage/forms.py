"""What a value in a plan's file may be: each form reads a TOML value, and describes itself as JSON Schema.

A form's `read` gives the value as the model holds it, or `BAD` after it has added to `faults` what is wrong; so one run
finds every fault of a record.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any, Final, NamedTuple

from rusctl.diagnostics import Problem
from rusctl.language.message import Message, msg
from rusctl.language.nearest import nearest
from rusctl.model import Days, Source, Texts, Window

Faults = list[Problem]
Schema = dict[str, Any]


class _Bad:
    """Stands for a value that could not be read."""


BAD: Final = _Bad()
_ONE_LINE: Final = r"^[^\u0000-\u0008\u000a-\u001f\u007f-\u009f]*$"
_NO_CONTROLS: Final = r"^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]*$"


def fault(faults: Faults, rule: str, at: Source, message: Message) -> _Bad:
    """Add a fault and give BAD."""
    faults.append(Problem(at, message, rule))
    return BAD


def _kind(value: object) -> Message:
    """Say what a TOML value is, in plain words."""
    names: tuple[tuple[type, Message], ...] = (
        (bool, msg("true or false")),
        (int, msg("a whole number")),
        (float, msg("a decimal number")),
        (str, msg("a text in quotation marks")),
        (dt.datetime, msg("a day with a time")),
        (dt.date, msg("a day")),
        (dt.time, msg("a time of day")),
        (list, msg("a list in square brackets")),
        (dict, msg("a table")),
    )
    return next(name for kind, name in names if isinstance(value, kind))


def key_at(at: Source) -> str:
    """Give the key that a value stands at; an element of a list stands at the list's."""
    return next(step for step in reversed(at.route) if isinstance(step, str))


def wrong_type(faults: Faults, at: Source, value: object, expected: Message) -> _Bad:
    """Add the fault that a value is of another kind than its key takes."""
    message = msg(
        "{key} must be {expected}, and this is {found}", key=key_at(at), expected=expected, found=_kind(value)
    )
    return fault(faults, "wrong-type", at, message)


class Form:
    """A kind of value."""

    expected: Message

    def read(self, value: Any, at: Source, faults: Faults) -> Any:
        """Give the value as the model holds it, or BAD."""
        raise NotImplementedError

    def schema(self, say: Callable[[str], str]) -> Schema:
        """Give the JSON Schema; `say` puts a description into a language."""
        raise NotImplementedError


class Text(Form):
    """A text; on one line unless `lines`."""

    def __init__(self, *, lines: bool = False) -> None:
        self.lines = lines
        self.expected = msg("a text in quotation marks")

    def read(self, value: Any, at: Source, faults: Faults) -> Any:
        """Give the text without space at its ends."""
        if type(value) is not str:
            return wrong_type(faults, at, value, self.expected)
        if not value.isprintable():
            return self._unprintable(value, at, faults)
        return value.strip()

    def _unprintable(self, value: str, at: Source, faults: Faults) -> Any:
        if not self.lines and ("\n" in value or "\r" in value):
            return fault(
                faults, "invalid-value", at, msg("{key} must be on one line; take out the line break", key=key_at(at))
            )
        control = next((c for c in value if (ord(c) < ord(" ") and c not in "\n\r\t") or 0x7F <= ord(c) < 0xA0), "")  # noqa: PLR2004 - the C1 controls
        if control:
            code = f"U+{ord(control):04X}"
            text = msg("{key} holds the control character {code}; take it out", key=key_at(at), code=code)
            return fault(faults, "invalid-value", at, text)
        return value.strip()

    def schema(self, say: Callable[[str], str]) -> Schema:  # noqa: ARG002 - the shape of all forms
        """Give a string schema that keeps out control characters."""
        return {"type": "string", "pattern": _NO_CONTROLS if self.lines else _ONE_LINE}


class Pattern(Text):
    """A text of a given shape, such as an id or an address."""

    def __init__(self, pattern: str, expected: Message) -> None:
        super().__init__()
        self.pattern = pattern
        self.expected = expected

    @property
    def _regex(self) -> re.Pattern[str]:
        return _compiled(self.pattern)

    def read(self, value: Any, at: Source, faults: Faults) -> Any:
        """Give the text if it has the shape, with no space at its ends."""
        text = super().read(value, at, faults)
        if text is BAD or self._regex.fullmatch(value):
            return text
        message = msg(
            "{key} must be {expected}, and this is {value}", key=key_at(at), expected=self.expected, value=value
        )
        return fault(faults, "invalid-value", at, message)

    def schema(self, say: Callable[[str], str]) -> Schema:  # noqa: ARG002
        """Give a string schema with the pattern."""
        return {"type": "string", "pattern": f"^(?:{self.pattern})$"}


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


class Choice(Form):
    """One of some words."""

    def __init__(self, words: Iterable[str], make: Callable[[str], Any] = str) -> None:
        self.values: dict[str, Any] = {word: make(word) for word in words}
        self.expected = msg("one of {words}", words=", ".join(self.values))

    def read(self, value: Any, at: Source, faults: Faults) -> Any:
        """Give what the word stands for."""
        if type(value) is str and value in self.values:
            return self.values[value]
        if type(value) is not str:
            return wrong_type(faults, at, value, self.expected)
        meant = nearest(value, self.values)
        words = ", ".join(self.values)
        if meant:
            text = msg(
                "{value} is no {key}; did you mean {meant}? It is one of {words}",
                value=value,
                key=key_at(at),
                meant=meant,
                words=words,
            )
        else:
            text = msg("{value} is no {key}; it is one of {words}", value=value, key=key_at(at), words=words)
        return fault(faults, "invalid-value", at, text)

    def schema(self, say: Callable[[str], str]) -> Schema:  # noqa: ARG002
        """Give the words."""
        return {"enum": list(self.values)}


class Number(Form):
    """A number between two bounds; a whole one unless `decimal`."""

    def __init__(self, low: float, high: float, *, decimal: bool = False) -> None:
        self.low, self.high, self.decimal = low, high, decimal
        self.expected = msg("a decimal number") if decimal else msg("a whole number")

    def read(self, value: Any, at: Source, faults: Faults) -> Any:
        """Give the number."""
        if type(value) is not int and not (self.decimal and type(value) is float):
            return wrong_type(faults, at, value, self.expected)
        if not self.low <= value <= self.high:
            text = msg(
                "{key} must be from {low} to {high}, and this is {value}",
                key=key_at(at),
                low=self.low,
                high=self.high,
                value=value,
            )
            return fault(faults, "invalid-value", at, text)
        return value

    def schema(self, say: Callable[[str], str]) -> Schema:  # noqa: ARG002
        """Give a number schema with its bounds."""
        return {"type": "number" if self.decimal else "integer", "minimum": self.low, "maximum": self.high}


class Day(Form):
    """A day, written 2018-11-07."""

    expected = msg("a day written 2018-11-07, without quotation marks")

    def read(self, value: Any, at: Source, faults: Faults) -> Any:
        """Give the day."""
        return value if type(value) is dt.date else wrong_type(faults, at, value, self.expected)

    def schema(self, say: Callable[[str], str]) -> Schema:  # noqa: ARG002
        """Give a date schema."""
        return {"type": "string", "format": "date"}


class Moment(Form):
    """A day, or a day with a time on the local clock."""

    expected = msg("a day written 2018-11-07, or a time written 2018-11-07T09:00:00, without quotation marks")

    def read(self, value: Any, at: Source, faults: Faults) -> Any:
        """Give the day or the local time; a time with an offset is refused, since the folder names its time zone."""
        if type(value) is dt.datetime and value.tzinfo is not None:
            text = msg(
                "{key} must be a local time; take out the offset after {time}", key=key_at(at), time=value.time()
            )
            return fault(faults, "invalid-value", at, text)
        return value if isinstance(value, dt.date) else wrong_type(faults, at, value, self.expected)

    def schema(self, say: Callable[[str], str]) -> Schema:  # noqa: ARG002
        """Give a schema for either."""
        return {"anyOf": [{"type": "string", "format": "date"}, {"type": "string", "format": "date-time-local"}]}


class Named(Form):
    """A name: one text, or one in each language."""

    expected = msg('a text, or { sv = "…", en = "…" }')

    def read(self, value: Any, at: Source, faults: Faults) -> Any:
        """Give the name by language."""
        if type(value) is str:
            text = Text().read(value, at, faults)
            return BAD if text is BAD else Texts({"": text})
        if type(value) is not dict:
            return wrong_type(faults, at, value, self.expected)
        table = read_table(value, LANGUAGES, at, faults)
        return Texts({code: text for code, text in table.items() if text})

    def schema(self, say: Callable[[str], str]) -> Schema:
        """Give a schema for either."""
        return {"anyOf": [Text().schema(say), table_schema(LANGUAGES, say)]}


class Listed(Form):
    """A list of values of one form."""

    def __init__(self, form: Form) -> None:
        self.form = form
        self.expected = msg("a list in square brackets")

    def read(self, value: Any, at: Source, faults: Faults) -> Any:
        """Give the readable values as a tuple."""
        if type(value) is not list:
            return wrong_type(faults, at, value, self.expected)
        read = (self.form.read(item, at.key(index), faults) for index, item in enumerate(value))
        return tuple(item for item in read if item is not BAD)

    def schema(self, say: Callable[[str], str]) -> Schema:
        """Give an array schema."""
        return {"type": "array", "items": self.form.schema(say)}


class Mapped(Form):
    """A table whose keys the user chooses."""

    def __init__(self, form: Form) -> None:
        self.form = form
        self.expected = msg("a table")

    def read(self, value: Any, at: Source, faults: Faults) -> Any:
        """Give the readable values by key."""
        if type(value) is not dict:
            return wrong_type(faults, at, value, self.expected)
        read = {key: self.form.read(item, at.key(key), faults) for key, item in value.items()}
        return {key: item for key, item in read.items() if item is not BAD}

    def schema(self, say: Callable[[str], str]) -> Schema:
        """Give an object schema."""
        return {"type": "object", "additionalProperties": self.form.schema(say)}


class Table(Form):
    """A table of declared keys, made into a value by `make(table, at, faults)`.

    `together` is the JSON Schema of what `make` asks of several keys at once.
    """

    def __init__(
        self, keys: "Keys", make: Callable[[dict[str, Any], Source, Faults], Any], together: Schema | None = None
    ) -> None:
        self.keys, self.make, self.together = keys, make, together or {}
        self.expected = msg("a table")

    def read(self, value: Any, at: Source, faults: Faults) -> Any:
        """Give the value made of the table."""
        if type(value) is not dict:
            return wrong_type(faults, at, value, self.expected)
        return self.make(read_table(value, self.keys, at, faults), at, faults)

    def schema(self, say: Callable[[str], str]) -> Schema:
        """Give an object schema."""
        return table_schema(self.keys, say) | self.together


class Records(Form):
    """A list of tables, each introduced by ``[[name]]``, that have ids of their own."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.expected = msg("a list of tables, each begun with its name in double square brackets")

    def read(self, value: Any, at: Source, faults: Faults) -> Any:
        """Give the readable records as a tuple; an id that stands twice is a fault of the second."""
        if type(value) is not list or not all(type(item) is dict for item in value):
            return wrong_type(faults, at, value, self.expected)
        seen: set[str] = set()
        records = []
        for index, item in enumerate(value):
            name = item.get("id")
            here = Source(at.file, (*at.route, index), name if type(name) is str else at.record)
            record = self.table.read(item, here, faults)
            if type(name) is str and name in seen:
                text = msg("the id {id} is already taken in this file; give this one another", id=name)
                fault(faults, "duplicate-id", here.key("id"), text)
            elif record is not BAD:
                records.append(record)
            if type(name) is str:
                seen.add(name)
        return tuple(records)

    def schema(self, say: Callable[[str], str]) -> Schema:
        """Give an array schema."""
        return {"type": "array", "items": self.table.schema(say)}


class Key(NamedTuple):
    """A key of a table: its form, whether it must be there, and what it is for (a message id)."""

    form: Form
    about: str = ""
    required: bool = False


Keys = Mapping[str, Key]

LANGUAGES: Keys = {"sv": Key(Text(), "in Swedish"), "en": Key(Text(), "in English")}


def read_table(table: dict[str, Any], keys: Keys, at: Source, faults: Faults) -> dict[str, Any]:
    """Give the readable values of a table by key; unknown and missing keys are faults."""
    read: dict[str, Any] = {}
    for name, value in table.items():
        key = keys.get(name)
        if key is None:
            _unknown(name, keys, at, faults)
            continue
        here = Source(at.file, (*at.route, name), at.record)
        result = key.form.read(value, here, faults)
        if result is not BAD:
            read[name] = result
    for name, key in keys.items():
        if key.required and name not in table:
            text = msg("{key} is missing: {about}", key=name, about=Message(key.about, {}))
            fault(faults, "missing-key", at, text)
    return read


def _unknown(name: str, keys: Keys, at: Source, faults: Faults) -> None:
    meant = nearest(name, keys)
    if meant:
        text = msg('"{key}" is not a key here; did you mean "{meant}"?', key=name, meant=meant)
    else:
        text = msg('"{key}" is not a key here; the keys are {known}', key=name, known=", ".join(keys))
    fault(faults, "unknown-key", at.key(name), text)


def table_schema(keys: Keys, say: Callable[[str], str]) -> Schema:
    """Give the JSON Schema of a table with declared keys."""
    properties = {name: {"description": say(key.about), **key.form.schema(say)} for name, key in keys.items()}
    schema: Schema = {"type": "object", "additionalProperties": False, "properties": properties}
    required = [name for name, key in keys.items() if key.required]
    return schema | ({"required": required} if required else {})


def _window(table: dict[str, Any], _at: Source, _faults: Faults) -> Any:
    """Make a window; that it does not end before it begins is a rule, not a matter of form."""
    if "from" not in table or "to" not in table:
        return BAD
    return Window(first=table["from"], last=table["to"], text=table.get("text", ""))


WINDOW = Table(
    {
        "from": Key(Day(), "the first day it can be", required=True),
        "to": Key(Day(), "the last day it can be", required=True),
        "text": Key(Text(), "how the source puts it, such as “i början av 2019”"),
    },
    _window,
)


class DayOrWindow(Form):
    """A day, or a window where the day is not known."""

    expected = msg("a day written 2018-11-07, or { from = 2018-11-01, to = 2018-11-30 }")

    def read(self, value: Any, at: Source, faults: Faults) -> Any:
        """Give Days or a Window."""
        if type(value) is dt.date:
            return Days(first=value, last=value)
        if type(value) is dict:
            return WINDOW.read(value, at, faults)
        return wrong_type(faults, at, value, self.expected)

    def schema(self, say: Callable[[str], str]) -> Schema:
        """Give a schema for either."""
        return {"anyOf": [Day().schema(say), WINDOW.schema(say)]}
