"""The hours that stand beside a day, "kl. 9.00–12.00", "at 1-4 pm", "0930-1130": taken off, the day left for others."""

import datetime as dt
import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

MARKS = r"kl\.?|klockan|at|från|from|mellan|between|fr\.?\s?o\.?\s?m\.?|start|starts?\s+at|begins?\s+at|börjar"
CLOCK = r"[0-9]{1,2}(?:[:.][0-9]{2}(?::00)?)?|[0-9]{4}"
HALF = r"(?:[ap]\.?m\b\.?)"
RANGE = (
    rf"(?P<start>{CLOCK})(?:\s*(?P<start_half>{HALF}))?"
    rf"(?:\s*(?:-|till|to|och|and|until|t\.?\s?o\.?\s?m\.?)\s*(?:kl\.?|klockan)?\s*"
    rf"(?P<end>{CLOCK})(?:\s*(?P<end_half>{HALF}))?|\s*-)?"
)
MARK = rf"(?P<marked>(?:\b(?:{MARKS})(?:\s*\b(?:{MARKS}))?)\s*)"
NOON = 12
FOUR_DIGITS = 4
EVENNESS = 5  # minutes; "2018-2019" is no hours, and "1900-2100" after a day is


class Times(NamedTuple):
    """The hours as they were written, "9" or "13:00"; `end` is None where none was said.

    `bare` says that nothing shows that the figures are hours.
    """

    start: str
    end: str | None
    bare: bool


def split(text: str) -> Iterator[tuple[str, Times]]:
    """Give the ways to take hours off the end or the beginning of a text, each with what is left of it."""
    for form in _forms():
        match = form.fullmatch(text)
        times = _times(match) if match else None
        if match and times:
            yield match["rest"].rstrip(" ,"), times


def clock(text: str) -> dt.time | None:
    """Read a time of day, "9", "09:00" or "9.00"; None where there is no such hour or minute."""
    hour, _, minute = _colon(text).partition(":")
    try:
        return dt.time(int(hour), int(minute.split(":")[0] or 0))
    except ValueError:
        return None


def midnight(text: str) -> bool:
    """Say whether a time is the end of the day, "24" or "24:00"."""
    return re.fullmatch(r"24(?:[:.]?00(?::00)?)?", text) is not None


def _colon(text: str) -> str:
    return f"{text[:2]}:{text[2:]}" if len(text) == FOUR_DIGITS and text.isdigit() else text.replace(".", ":")


@cache
def _forms() -> tuple[re.Pattern[str], ...]:
    # Compiled on first use, since only commands that are given a date need them.
    return (
        re.compile(rf"(?P<rest>.*?[0-9a-zA-Z.])(?:[\s,]*{MARK}|(?<=[0-9])t|,?\s+){RANGE}"),
        re.compile(rf"{MARK}?{RANGE}[\s,]+(?:(?:on|den|the)\s+)?(?P<rest>[^\s,].*)"),
    )


def _times(match: re.Match[str]) -> Times | None:
    part = match.groupdict()
    start, end = part["start"], part["end"]
    marked = bool(part["marked"] or part["start_half"] or part["end_half"])
    plain = [len(text) == FOUR_DIGITS and text.isdigit() for text in (start, end) if text]
    if not marked and any(plain) and not (len(plain) > 1 and all(plain) and _even(start) and _even(end)):
        return None
    bare = not marked and not any(plain) and not any(mark in start + (end or "") for mark in ":.")
    start_half, end_half = _half(part["start_half"]), _half(part["end_half"])
    if end and end_half and not start_half:
        start_half = "a" if end_half == "p" and _hour(start) % NOON > _hour(end) % NOON else end_half
    return Times(_of_day(start, start_half), _of_day(end, end_half) if end else None, bare)


def _even(text: str) -> bool:
    return int(text[2:]) % EVENNESS == 0


def _half(text: str | None) -> str:
    return text[0] if text else ""


def _hour(text: str) -> int:
    return int(_colon(text).partition(":")[0])


def _of_day(text: str, half: str) -> str:
    """Give a time of the twelve-hour clock on that of twenty-four; what is no hour there stays, and is refused."""
    hour, _, minute = _colon(text).partition(":")
    if not half or not 1 <= int(hour) <= NOON:
        return text
    return f"{int(hour) % NOON + (NOON if half == 'p' else 0)}:{minute or '00'}"
