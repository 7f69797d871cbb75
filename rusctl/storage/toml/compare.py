"""Parsed data as values: changed without touching the original, and compared with their types."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from rusctl.storage.toml.spans import Route


def at(data: Any, route: Route) -> Any:
    """Give what stands at a route; LookupError or TypeError where nothing does."""
    for step in route:
        if isinstance(data, str):
            raise TypeError(step)
        data = data[step]
    return data


def has(data: Any, route: Route) -> bool:
    """Say whether something stands at a route."""
    try:
        at(data, route)
    except (LookupError, TypeError):
        return False
    return True


def with_value(data: Any, route: Route, value: Any) -> Any:
    """Give the data with a value at a route, in place of what was there or added to its table."""
    if not route:
        return value
    copy = data.copy()
    last = len(route) == 1
    copy[route[0]] = value if last else with_value(data[route[0]], route[1:], value)
    return copy


def with_appended(data: Any, route: Route, table: dict[str, Any]) -> Any:
    """Give the data with a table more in the list at a route; the list begins here if there is none."""
    before = at(data, route) if has(data, route) else []
    return with_value(data, route, [*before, table])


def without(data: Any, route: Route, stands: Callable[[Route], bool], above: Route = ()) -> Any:
    """Give the data without what is at a route; a table or list that is emptied goes too unless it `stands` itself."""
    copy = data.copy()
    here = (*above, route[0])
    if len(route) == 1:
        del copy[route[0]]
        return copy
    inner = without(data[route[0]], route[1:], stands, here)
    if inner or stands(here):
        copy[route[0]] = inner
    else:
        del copy[route[0]]
    return copy


def same(one: Any, other: Any) -> bool:
    """Say whether two values are equal and of equal types all the way down: 1 is not 1.0, and nan is nan."""
    if type(one) is not type(other):
        return False
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(same(value, other[name]) for name, value in one.items())
    if isinstance(one, list):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, float):
        return repr(one) == repr(other)
    if isinstance(one, dt.datetime):
        # Equal instants with different offsets are not the same text.
        return bool(one == other and one.utcoffset() == other.utcoffset())
    return bool(one == other)
