"""A change of date in words: "Norberg moved from 26 Nov to 3 Dec 2018"."""

from rusctl.language import dates
from rusctl.language.catalogue import LANGUAGES
from rusctl.language.message import Message, msg
from rusctl.model.plan import Days, Hours, Texts, When, Window


def move_word(before: When | None, after: When | None) -> str:
    """Give the key that changed: ``window_text`` where only the words of a window did, else ``date``."""
    return "window_text" if _same_window(before, after) else "date"


def is_move(before: When | None, after: When | None) -> bool:
    """Whether something goes from one day or span to another; a window that gets its day does not move."""
    if before is None or after is None or (before.first, before.last) == (after.first, after.last):
        return False
    return isinstance(after, Window) or not isinstance(before, Window)


def moved(name: object, before: When | None, after: When | None) -> Message:
    """Say how a date changed; the two differ."""
    if before is None:
        return msg("{name} now has a date: {after}", name=name, after=after)
    if after is None:
        return msg("{name} no longer has a date, was {before}", name=name, before=before)
    if _same_window(before, after):
        span = Window(first=after.first, last=after.last)
        texts = {"before": _words(before) or span, "after": _words(after) or span}
        return msg("{name}: window now {after}, was {before}", name=name, **texts)
    if isinstance(before, Window) and not isinstance(after, Window):
        return msg("{name} now has a day: {after}, was {before}", name=name, before=before, after=after)
    if (before.first, before.last) == (after.first, after.last):
        return _time(name, before, after)
    if _one_day(before) and _one_day(after) and before.first.year == after.first.year:
        # the year is said once, and the weekdays are left out: it is the days that are compared
        return msg(
            "{name} moved from {before} to {after}",
            name=name,
            before=Texts({code: dates.day_month(before.first, code) for code in LANGUAGES}),
            after=Texts({code: dates.short(after.first, code) for code in LANGUAGES}),
        )
    return msg("{name} moved from {before} to {after}", name=name, before=before, after=after)


def _time(name: object, before: When, after: When) -> Message:
    """Say what changed of something that stays on its day."""
    if isinstance(before, Days) and isinstance(after, Hours):
        return msg("{name} now has a time: {after}", name=name, after=after)
    if isinstance(before, Hours) and isinstance(after, Days):
        return msg("{name} no longer has a time, was {before}", name=name, before=before)
    return msg("{name}: now {after}, was {before}", name=name, before=before, after=after)


def _one_day(when: When) -> bool:
    return isinstance(when, Days) and when.first == when.last


def _same_window(before: When | None, after: When | None) -> bool:
    return (
        isinstance(before, Window)
        and isinstance(after, Window)
        and (before.first, before.last) == (after.first, after.last)
    )


def _words(when: When) -> str:
    return when.text if isinstance(when, Window) else ""
