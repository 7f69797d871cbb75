"""What a value in a plan's file may be: each form reads a TOML value, and describes itself as JSON Schema.

A form's `read` gives the value as the model holds it, or `BAD` after it has added to `faults` what is wrong; so one run
finds every fault of a record.
"""

import datetime as dt
import math
import re
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any, Final, NamedTuple

from rusctl.diagnostics import Problem
from rusctl.language.message import Message, msg
from rusctl.language.nearest import nearest
from rusctl.model.durations import FIRST_YEAR, LAST_YEAR
from rusctl.model.plan import Source

Faults = list[Problem]
Schema = dict[str, Any]


class _Bad:
    """Stands for a value that could not be read."""


class Partial(NamedTuple):
    """A record that lacks what it must have: no part of the plan, and what it names is looked up all the same."""

    record: Any


BAD: Final = _Bad()
SHOWN = 100  # characters of a value that a message repeats
MOST_LETTERS = 20_000  # of a text
MOST_LINES_LETTERS = 200_000  # of a text of several lines
MOST_ITEMS = 10_000  # of a list
LARGE_DIGITS = 15
LARGE = 10**LARGE_DIGITS  # from here on a number is not repeated
_ONE_LINE: Final = r"^[^\u0000-\u0008\u000a-\u001f\u007f-\u009f]*$"
_NO_CONTROLS: Final = r"^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]*$"


def fault(faults: Faults, rule: str, at: Source, message: Message) -> _Bad:
    """Add a fault and give BAD."""
    faults.append(Problem(at, message, rule))
    return BAD


def misread(at: Source, faults: Faults, *keys: str) -> bool:
    """Whether one of a table's keys, or a key in it that nobody knows, has a fault of its own.

    What the table then seems to lack may be there and misspelt. It is asked where the table has just been read, so its
    faults are the last ones.
    """
    for problem in reversed(faults):
        if problem.at.file != at.file or problem.at.route[: len(at.route)] != at.route:
            return False
        rest = problem.at.route[len(at.route) :]
        if rest and (rest[0] in keys or (len(rest) == 1 and problem.rule == "unknown-key")):
            return True
    return False


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


def short(text: str) -> str:
    """Give a text as a message repeats it: its beginning, where there is no end of it."""
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"


def key_at(at: Source) -> str:
    """Give the key that a value stands at; an element of a list stands at the list's."""
    return next(step for step in reversed(at.route) if isinstance(step, str))


def wrong_type(faults: Faults, at: Source, value: object, expected: Message) -> _Bad:
    """Add the fault that a value is of another kind than its key takes."""
    message = msg(
        "{key} must be {expected}, and this is {found}", key=key_at(at), expected=expected, found=_kind(value)
    )
    return fault(faults, "wrong-type", at, message)


class ValueType:
    """A kind of value."""

    expected: Message

    def read(self, value: Any, at: Source, faults: Faults) -> Any:
        """Give the value as the model holds it, or BAD."""
        raise NotImplementedError

    def schema(self, say: Callable[[str], str]) -> Schema:
        """Give the JSON Schema; `say` puts a description into a language."""
        raise NotImplementedError


class Text(ValueType):
    """A text; on one line unless `lines`."""

    def __init__(self, *, lines: bool = False) -> None:
        self.lines = lines
        self.expected = msg("a text in quotation marks")

    def read(self, value: Any, at: Source, faults: Faults) -> Any:
        """Give the text without space at its ends."""
        if type(value) is not str:
            return wrong_type(faults, at, value, self.expected)
        most = MOST_LINES_LETTERS if self.lines else MOST_LETTERS
        if len(value) > most:
            return fault(faults, "invalid-value", at, too_long(key_at(at), most, len(value)))
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
    """A text of a given shape, such as an id or an address; one that may hold a secret is not repeated."""

    def __init__(self, pattern: str, expected: Message, *, secret: bool = False) -> None:
        super().__init__()
        self.secret = secret
        self.pattern = pattern
        self.expected = expected

    @property
    def _regex(self) -> re.Pattern[str]:
        return _compiled(self.pattern)

    def read(self, value: Any, at: Source, faults: Faults) -> Any:
        """Give the text if it has the shape, with no space at its ends."""
        text = super().read(value, at, faults)
        if text is BAD:
            return BAD
        if hidden := next((c for c in value if not c.isprintable()), ""):
            code = f"U+{ord(hidden):04X}"
            message = msg("{key} holds the invisible character {code}; take it out", key=key_at(at), code=code)
            return fault(faults, "invalid-value", at, message)
        if self._regex.fullmatch(value):
            return text
        message = msg(
            "{key} must be {expected}, and this is {value}", key=key_at(at), expected=self.expected, value=short(value)
        )
        if self.secret:
            message = msg("{key} must be {expected}", key=key_at(at), expected=self.expected)
        return fault(faults, "invalid-value", at, message)

    def schema(self, say: Callable[[str], str]) -> Schema:  # noqa: ARG002
        """Give a string schema with the pattern."""
        return {"type": "string", "pattern": f"^(?:{self.pattern})$"}


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


class Choice(ValueType):
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
        key, shown = key_at(at), short(value)
        if meant := nearest(value, self.values):
            text = msg(
                "{key} must be {expected}, and this is {value}; did you mean {meant}?",
                key=key,
                expected=self.expected,
                value=shown,
                meant=meant,
            )
        else:
            text = msg("{key} must be {expected}, and this is {value}", key=key, expected=self.expected, value=shown)
        return fault(faults, "invalid-value", at, text)

    def schema(self, say: Callable[[str], str]) -> Schema:  # noqa: ARG002
        """Give the words."""
        return {"enum": list(self.values)}


class Number(ValueType):
    """A number between two bounds; a whole one unless `decimal`."""

    def __init__(self, low: float, high: float, *, decimal: bool = False) -> None:
        self.low, self.high, self.decimal = low, high, decimal
        self.expected = (
            msg("a decimal number from {low} to {high}", low=low, high=high)
            if decimal
            else msg("a whole number from {low} to {high}", low=low, high=high)
        )

    def read(self, value: Any, at: Source, faults: Faults) -> Any:
        """Give the number."""
        if type(value) is not int and not (self.decimal and type(value) is float):
            return wrong_type(faults, at, value, self.expected)
        if not self.low <= value <= self.high:
            return fault(faults, "invalid-value", at, self._out_of_bounds(key_at(at), value))
        return value

    def _out_of_bounds(self, key: str, value: float) -> Message:
        """Say what a number must be; one of many digits is not repeated: Python writes none of over 4 300."""
        if -LARGE < value < LARGE or value != value or abs(value) == math.inf:  # noqa: PLR0124 - not a number
            return msg("{key} must be {expected}, and this is {value}", key=key, expected=self.expected, value=value)
        return msg(
            "{key} must be {expected}, and this has more than {digits} digits",
            key=key,
            expected=self.expected,
            digits=LARGE_DIGITS,
        )

    def schema(self, say: Callable[[str], str]) -> Schema:  # noqa: ARG002
        """Give a number schema with its bounds."""
        return {"type": "number" if self.decimal else "integer", "minimum": self.low, "maximum": self.high}


class Flag(ValueType):
    """Yes or no."""

    expected = msg("true or false")

    def read(self, value: Any, at: Source, faults: Faults) -> Any:
        """Give whether it is so."""
        return value if type(value) is bool else wrong_type(faults, at, value, self.expected)

    def schema(self, say: Callable[[str], str]) -> Schema:  # noqa: ARG002
        """Give a boolean schema."""
        return {"type": "boolean"}


def must_be(key: str, form: ValueType, say: Callable[[str], str]) -> str:
    """Give what a key must be as the sentences about a wrong value begin; `say` puts the words into a language."""
    return _put(msg("{key} must be {expected}", key=key, expected=form.expected), say)


def _put(message: Message, say: Callable[[str], str]) -> str:
    pattern = say(message.id)
    if not message.args:  # such a text may hold braces of its own
        return pattern
    args = {name: _put(one, say) if isinstance(one, Message) else str(one) for name, one in message.args.items()}
    return pattern.format(**args)


def too_long(key: str, most: int, count: int) -> Message:
    """Say that a text is too long."""
    return msg("{key} must have {most} characters at most, and this has {count}", key=key, most=most, count=count)


def near(day: dt.date, at: Source, faults: Faults) -> Any:
    """Give a day, or a time on it, that people can mean: what is counted from it then never leaves the calendar."""
    if FIRST_YEAR <= day.year <= LAST_YEAR:
        return day
    text = msg(
        "{key}: the year {year} is not between {first} and {last}",
        key=key_at(at),
        year=f"{day.year:04}",
        first=str(FIRST_YEAR),
        last=str(LAST_YEAR),
    )
    return fault(faults, "invalid-value", at, text)


class Day(ValueType):
    """A day, written 2018-11-07."""

    expected = msg("a day written 2018-11-07, without quotation marks")

    def read(self, value: Any, at: Source, faults: Faults) -> Any:
        """Give the day."""
        return near(value, at, faults) if type(value) is dt.date else wrong_type(faults, at, value, self.expected)

    def schema(self, say: Callable[[str], str]) -> Schema:  # noqa: ARG002
        """Give a date schema."""
        return {"type": "string", "format": "date"}


class Moment(ValueType):
    """A day, or a day with a time on the local clock."""

    expected = msg("a day written 2018-11-07, or a time written 2018-11-07T09:00:00, without quotation marks")

    def read(self, value: Any, at: Source, faults: Faults) -> Any:
        """Give the day or the local time; a time with an offset is refused, since the folder names its time zone."""
        if type(value) is dt.datetime and value.tzinfo is not None:
            text = msg(
                "{key} must be a local time; take out the offset after {time}", key=key_at(at), time=value.time()
            )
            return fault(faults, "invalid-value", at, text)
        return near(value, at, faults) if isinstance(value, dt.date) else wrong_type(faults, at, value, self.expected)

    def schema(self, say: Callable[[str], str]) -> Schema:  # noqa: ARG002
        """Give a schema for either."""
        return {"anyOf": [{"type": "string", "format": "date"}, {"type": "string", "format": "date-time-local"}]}


class Listed(ValueType):
    """A list of values of one form."""

    def __init__(self, form: ValueType) -> None:
        self.form = form
        self.expected = msg("a list in square brackets")

    def read(self, value: Any, at: Source, faults: Faults) -> Any:
        """Give the readable values as a tuple."""
        if type(value) is not list:
            return wrong_type(faults, at, value, self.expected)
        if len(value) > MOST_ITEMS:
            text = msg(
                "{key} must have {most} values at most, and this has {count}",
                key=key_at(at),
                most=MOST_ITEMS,
                count=len(value),
            )
            return fault(faults, "invalid-value", at, text)
        read = (self.form.read(item, at.key(index), faults) for index, item in enumerate(value))
        return tuple(item for item in read if item is not BAD)

    def schema(self, say: Callable[[str], str]) -> Schema:
        """Give an array schema."""
        return {"type": "array", "items": self.form.schema(say)}
