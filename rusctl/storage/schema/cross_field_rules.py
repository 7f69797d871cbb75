"""What the keys of one table say together, as JSON Schema: the conditions that records.py looks at when it reads.

They are written so that an editor marks the key that is one too many, and not the whole table.
"""

from typing import Any

from rusctl.model.outcomes import Outcome

Schema = dict[str, Any]


def _alone(key: str, *others: str) -> Schema:
    """Say that others may not stand where a key stands."""
    return {key: {"properties": dict.fromkeys(others, False)}}


_DAY = {"type": "string", "format": "date"}
_LOCAL_TIME = {"type": "string", "format": "date-time-local"}


def _both(form: Schema) -> Schema:
    return {"properties": {"start": form, "end": form}}


WHEN: Schema = {
    "dependentSchemas": _alone("date", "start", "end", "window") | _alone("window", "date", "start", "end"),
    "dependentRequired": {"end": ["start"]},
    "anyOf": [_both(_DAY) | {"dependentRequired": {"start": ["end"]}}, _both(_LOCAL_TIME)],
}
"""A day, or a start and an end that are both days or both times, or a time it starts alone, or a window, or nothing."""

EVENT: Schema = WHEN | {
    "dependentSchemas": WHEN["dependentSchemas"]
    | _alone("postponed", "date", "start", "end", "window")
    | _alone("hours", "date", "start", "end")
}
"""As WHEN, and no date where it is postponed until further notice, and no day beside hours that it is to have."""

DAY_OR_WINDOW: Schema = {"dependentSchemas": _alone("date", "window") | _alone("window", "date")}
"""A day, or a window, or nothing."""

_SHORT_MONTHS = [4, 6, 9, 11]
_FEBRUARY = 2


def _month_has(months: list[int], days: int) -> Schema:
    """Say how many days some months have; a day that comes every year is never 29 February."""
    return {
        "if": {"properties": {"month": {"enum": months}}, "required": ["month"]},
        "then": {"properties": {"day": {"maximum": days}}},
    }


MILESTONE: Schema = {
    "dependentSchemas": _alone("date", "window")
    | _alone("window", "date")
    | _alone("every", "date", "window", "meeting", "postponed")
    | _alone("postponed", "date", "window"),
    "dependentRequired": {
        "occurrence": ["every"],
        "every": ["month", "day", "first"],
        "month": ["every"],
        "day": ["every"],
        "first": ["every"],
    },
    "allOf": [_month_has([_FEBRUARY], 28), _month_has(_SHORT_MONTHS, 30)],
}
"""A day, or a window, or what comes back every year with its month, day and first year, or nothing.

What is postponed has no date; what comes back is given up year by year, and no meeting treats it.
"""

MEETING: Schema = {
    "if": {"required": ["to_step"]},
    "then": {"properties": {"outcome": {"const": Outcome.REFERRED_BACK.value}}, "required": ["outcome"]},
}
"""Only a referral back goes back to a step."""

OCCURRENCE: Schema = {"dependentSchemas": _alone("done", "given_up")}
"""Done, or given up, or neither."""

TRAVEL: Schema = {"allOf": [{"properties": {"between": {"minItems": 2, "maxItems": 2}}}]}
"""Between two municipalities."""
