"""Spans of time as they are written in a file, such as "5 workdays", and what something comes after."""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from rusctl.language.message import msg
from rusctl.model.durations import After, Span, Unit
from rusctl.model.plan import Source
from rusctl.storage.schema.forms import BAD, Faults, Pattern, Schema, ValueType, wrong_type
from rusctl.storage.schema.tables import Key, Keys, read_table, table_schema

WORDS = {
    **dict.fromkeys(("day", "days", "dag", "dagar"), Unit.DAYS),
    **dict.fromkeys(("workday", "workdays", "arbetsdag", "arbetsdagar"), Unit.WORKDAYS),
    **dict.fromkeys(("week", "weeks", "vecka", "veckor"), Unit.WEEKS),
}
LONGEST = 9999


class SpanText(Pattern):
    """A number and a unit, in English or Swedish."""

    def __init__(self) -> None:
        super().__init__(
            rf"[0-9]{{1,{len(str(LONGEST))}}} (?:{'|'.join(WORDS)})",
            msg('a number and days, workdays or weeks, such as "5 workdays" (or "5 arbetsdagar")'),
        )

    def read(self, value: Any, at: Source, faults: Faults) -> Any:
        """Give the span."""
        text = super().read(value, at, faults)
        return text if text is BAD else read_span(text)


@lru_cache(maxsize=256)
def read_span(text: str) -> Span | None:
    """Give the span that a text says, or None; a space between number and unit may be left out."""
    found = re.fullmatch(r"([0-9]{1,4}) ?([a-z]+)", text)
    return Span(int(found[1]), WORDS[found[2]]) if found and found[2] in WORDS else None


class AfterForm(ValueType):
    """An id, or an id with a gap."""

    expected = msg('an id, or { id = "…", gap = "5 workdays" }')

    def __init__(self, name: ValueType) -> None:
        self.name = name
        self.keys: Keys = {
            "id": Key(name, "what it comes after", required=True),
            "gap": Key(SpanText(), 'the least time after it, such as "5 workdays" or "3 weeks"'),
        }

    def read(self, value: Any, at: Source, faults: Faults) -> Any:
        """Give what it comes after."""
        if type(value) is str:
            name = self.name.read(value, at, faults)
            return BAD if name is BAD else After(name)
        if type(value) is not dict:
            return wrong_type(faults, at, value, self.expected)
        table = read_table(value, self.keys, at, faults)
        return After(**table) if "id" in table else BAD

    def schema(self, say: Callable[[str], str]) -> Schema:
        """Give a schema for either."""
        return {"anyOf": [self.name.schema(say), table_schema(self.keys, say)]}
