"""Tables in a plan's files: their declared keys, how they are read, and their JSON Schema."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from rusctl.language.message import Message, msg, nmsg
from rusctl.language.nearest import nearest
from rusctl.model.plan import Days, Source, Texts, Window
from rusctl.storage.schema.forms import (
    BAD,
    Day,
    Faults,
    Listed,
    Schema,
    Text,
    ValueType,
    fault,
    must_be,
    near,
    short,
    wrong_type,
)


class Key(NamedTuple):
    """A key of a table: its form, whether it must be there, and what it is for (a message id)."""

    form: ValueType
    about: str = ""
    required: bool = False


Keys = Mapping[str, Key]


class Table(ValueType):
    """A table of declared keys, made into a value by `make(table, at, faults)`.

    `together` is the JSON Schema of what `make` asks of several keys at once.
    """

    def __init__(
        self, keys: Keys, make: Callable[[dict[str, Any], Source, Faults], Any], together: Schema | None = None
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


class Records(ValueType):
    """A list of tables, each introduced by ``[[name]]``, that have ids of their own."""

    unique = True

    def __init__(self, table: Table) -> None:
        self.table = table
        self.expected = msg("a list of tables, each begun with its name in double square brackets")

    def read(self, value: Any, at: Source, faults: Faults) -> Any:
        """Give the readable records as a tuple; an id that stands twice is a fault of the second."""
        if type(value) is not list or not all(type(item) is dict for item in value):
            return wrong_type(faults, at, value, self.expected)
        if len(value) > MOST_RECORDS:
            text = msg(
                "there are {count} of these, and at most {most} can be read; divide the plan",
                count=len(value),
                most=MOST_RECORDS,
            )
            return fault(faults, "invalid-value", at.key(MOST_RECORDS), text)
        seen: set[str] = set()
        records = []
        for index, item in enumerate(value):
            name = item.get("id")
            here = Source(at.file, (*at.route, index), name if type(name) is str else at.record)
            record = self.table.read(item, here, faults)
            if self.unique and type(name) is str and name in seen:
                text = msg("the id {id} is already taken in this file; give this one another", id=short(name))
                fault(faults, "duplicate-id", here.key("id"), text)
            if record is not BAD:
                records.append(record)
            if type(name) is str:
                seen.add(name)
        return tuple(records)

    def schema(self, say: Callable[[str], str]) -> Schema:
        """Give an array schema."""
        return {"type": "array", "items": self.table.schema(say)}


MOST_UNKNOWN = 1_000  # keys of one table that are told one by one
MOST_RECORDS = 100_000  # of one list: ten times what the largest plans hold
LANGUAGES: Keys = {"sv": Key(Text(), "in Swedish"), "en": Key(Text(), "in English")}


def read_table(table: dict[str, Any], keys: Keys, at: Source, faults: Faults) -> dict[str, Any]:
    """Give the readable values of a table by key; unknown and missing keys are faults."""
    read: dict[str, Any] = {}
    unknown = 0
    for name, value in table.items():
        key = keys.get(name)
        if key is None:
            unknown += 1
            if unknown <= MOST_UNKNOWN:
                _unknown(name, keys, at, faults)
            elif unknown == MOST_UNKNOWN + 1:
                count = sum(one not in keys for one in table) - MOST_UNKNOWN
                text = nmsg(
                    "{count} more key here is not known either", "{count} more keys here are not known either", count
                )
                fault(faults, "unknown-key", at.key(name), text)
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
        text = msg('"{key}" is not a key here; did you mean "{meant}"?', key=short(name), meant=meant)
    else:
        text = msg('"{key}" is not a key here; the keys are {known}', key=short(name), known=", ".join(keys))
    fault(faults, "unknown-key", at.key(name), text)


def table_schema(keys: Keys, say: Callable[[str], str]) -> Schema:
    """Give the JSON Schema of a table with declared keys; what an editor says of a wrong value is what `check` says."""
    properties = {name: _property(name, key, say) for name, key in keys.items()}
    schema: Schema = {"type": "object", "additionalProperties": False, "properties": properties}
    required = [name for name, key in keys.items() if key.required]
    return schema | ({"required": required} if required else {})


def _property(name: str, key: Key, say: Callable[[str], str]) -> Schema:
    """Give the schema of a key: what it is for, and the sentence for a value that it does not take.

    Editors show the description over the value, and `errorMessage` where they know it (VS Code's JSON, ajv).
    """
    sentence = must_be(name, key.form, say)
    schema = key.form.schema(say)
    if isinstance(key.form, Listed):
        schema["items"]["errorMessage"] = must_be(name, key.form.form, say)
    return {"description": f"{say(key.about)}\n\n{sentence}.", "errorMessage": sentence, **schema}


class Named(ValueType):
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


class Mapped(ValueType):
    """A table whose keys the user chooses."""

    def __init__(self, form: ValueType) -> None:
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


class DayOrWindow(ValueType):
    """A day, or a window where the day is not known."""

    expected = msg("a day written 2018-11-07, or { from = 2018-11-01, to = 2018-11-30 }")

    def read(self, value: Any, at: Source, faults: Faults) -> Any:
        """Give Days or a Window."""
        if type(value) is dt.date:
            day = near(value, at, faults)
            return BAD if day is BAD else Days(first=day, last=day)
        if type(value) is dict:
            return WINDOW.read(value, at, faults)
        return wrong_type(faults, at, value, self.expected)

    def schema(self, say: Callable[[str], str]) -> Schema:
        """Give a schema for either."""
        return {"anyOf": [Day().schema(say), WINDOW.schema(say)]}
