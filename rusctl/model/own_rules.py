"""A folder's own rules (config/checks.toml), and the listings that they look at."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum
from typing import NamedTuple

from rusctl.model.record import dataclass
from rusctl.model.source import NOWHERE, Source, Texts

Value = str | int | float | bool | dt.date | tuple[object, ...] | None
"""What a field or a part of an expression is; None where it is empty."""


class ValueKind(StrEnum):
    """Which kind of value a field or a part of an expression is."""

    TEXT = "text"
    NUMBER = "number"
    DAY = "day"
    TRUTH = "truth"
    LIST = "list"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnRule:
    """A rule of the folder's own: `over` names the listing, `when` is the expression that is true of what it finds.

    `severity` is note, warning or error, `sentence` is what is said of each row, with names of fields in braces.
    """

    name: str
    over: str
    when: str
    severity: str
    sentence: Texts
    at: Source = field(default=NOWHERE, compare=False)


class Listing(NamedTuple):
    """A listing as own rules look at it: the kind of each field, each row beside its record's place.

    `words` are those that a field can have, where they are known; a text in an expression is compared with them.
    """

    kinds: Mapping[str, ValueKind]
    words: Mapping[str, tuple[str, ...]]
    rows: tuple[tuple[Source, Mapping[str, Value]], ...]
