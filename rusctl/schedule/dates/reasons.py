"""Why words are no date: the true reason, and what to write instead."""

import re

from rusctl.errors import RusctlError
from rusctl.language import dates
from rusctl.language.date_words import (
    FIRST_DAYS,
    LAST_DAYS,
    NO_DAY,
    PARTS_OF_DAY,
    SCHOOL_BREAKS,
    either,
    plain,
)
from rusctl.language.message import msg
from rusctl.language.nearest import nearest
from rusctl.schedule.dates import date_forms, refusals, times, windows
from rusctl.schedule.dates.date_forms import LETTERS
from rusctl.schedule.dates.joined import joined
from rusctl.schedule.dates.years import DateContext

SHORTEST_SLIP = 4  # letters; of shorter words too many are alike
LIKE_DIGITS = str.maketrans("lio|", "1101")


def reason(folded: str, given: DateContext) -> RusctlError:
    """Give the refusal of words that are no date, with the most helpful hint there is."""
    words = plain(given.text).strip(" .!")
    weekday = re.fullmatch(r"(?:(?:på|nästa|next|this|on|nu på|nu|last|coming)\s+)*D([a-g])\.?", folded)
    if weekday:
        return refusals.which_week(given, LETTERS.index(weekday[1]))
    if re.fullmatch(r"(?:(?:den|the)\s+)?[0-9]{1,2}(?::?(?:te|de|[ea])|st|nd|rd|th|\.)?", folded):
        return refusals.no_month(given)
    return (
        _no_day(words, given)
        or _school_break(words, given)
        or _part_of_day(folded, given)
        or _two_digits(folded, given)
        or _misspelt(words, given)
        or refusals.unreadable(given)
    )


def days_with_hours(given: DateContext) -> RusctlError:
    """Refuse "28-29 nov kl 9-12", which is from 9 the first day, or from 9 to 12 each day."""
    message = msg(
        '"{text}": with several days the hours can be meant for each day or from the first to the last; '
        'write "28 nov kl 9 - 29 nov kl 12", or an event for each day',
        text=given.text,
    )
    return RusctlError(message)


def window_with_hours(given: DateContext) -> RusctlError:
    """Refuse "v 48 kl 9-12"."""
    return RusctlError(msg('"{text}" has hours and no day; write the day as well', text=given.text))


def _no_day(words: str, given: DateContext) -> RusctlError | None:
    if words not in NO_DAY:
        return None
    message = msg(
        '"{text}" is not a date; to say that there is none until further notice: rusctl event postpone EVENT, or '
        "rusctl milestone postpone MILESTONE",
        text=given.text,
    )
    return RusctlError(message)


def limit(folded: str, given: DateContext) -> RusctlError | None:
    """Refuse "senast 15 januari 2019", which is a limit: a day, or a loose time, with a word before or after it."""
    for words, key in ((LAST_DAYS, "not_after"), (FIRST_DAYS, "not_before")):
        word = either(words)
        match = re.fullmatch(rf"(?:{word})\s+(.+)|(.+?)\s+(?:{word}|till|-)", folded)
        rest = (match[1] or match[2]) if match else None
        if rest and _dated(re.sub(r"^(?:den|the)\s+", "", rest), given):
            message = msg(
                '"{text}" is a limit and not a date; of an event write {key} in events.toml, of a milestone '
                "rusctl milestone set {option} DAY",
                text=given.text,
                key=key,
                option=f"--{key.replace('_', '-')}",
            )
            return RusctlError(message)
    return None


def _dated(folded: str, given: DateContext) -> bool:
    if date_forms.point(folded, given.today) or windows.unit(folded, given.today):
        return True
    return joined(folded, given.today) is not None


def _school_break(words: str, given: DateContext) -> RusctlError | None:
    if not re.search(rf"\b(?:{either(SCHOOL_BREAKS)})(?:et|en)?\b", words):
        return None
    message = msg('"{text}": each municipality has its own school breaks; write the days or the week', text=given.text)
    return RusctlError(message)


def _part_of_day(folded: str, given: DateContext) -> RusctlError | None:
    match = re.fullmatch(rf"(.+?)[\s,]+(?:(?:på|under|in|the|i|vid)\s+)*(?:{either(PARTS_OF_DAY)})\.?", folded)
    if not match or not (_dated(match[1], given) or next(times.split(match[1]), None)):
        return None
    return RusctlError(msg('"{text}" does not say the hours; write them like "kl 9-12"', text=given.text))


def _two_digits(folded: str, given: DateContext) -> RusctlError | None:
    match = re.fullmatch(r"(.+?)[\s,]*[-'/]?\s*([0-9]{2})", folded)
    if not match or re.search(r"[0-9]{4}", match[1]) or not _dated(match[1], given):
        return None
    return refusals.two_digit_year(given)


def _misspelt(words: str, given: DateContext) -> RusctlError | None:
    """Refuse "28 novmber" and "28 nov 20l8" with what was meant."""
    for word in re.findall(r"[\w|]+", words):
        digits = word.translate(LIKE_DIGITS)
        if digits.isdigit() and not word.isdigit() and any(map(str.isdigit, word)):
            message = msg(
                '"{text}": {word} has a letter where a digit belongs; did you mean "{meant}"?',
                text=given.text,
                word=word,
                meant=digits,
            )
            return RusctlError(message)
    names = (*dates.MONTHS.values(), *dates.WEEKDAYS.values())
    known = [*(name.casefold() for each in names for name in each), "vecka", "week"]
    for word in re.findall(r"[^\W\d_]+", words):
        meant = nearest(word, known) if len(word) >= SHORTEST_SLIP and word not in known else ""
        if meant:
            message = msg('"{text}": did you mean "{meant}" by "{word}"?', text=given.text, word=word, meant=meant)
            return RusctlError(message)
    return None
