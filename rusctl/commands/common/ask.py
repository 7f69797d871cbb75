"""Dates as the user writes them, asked about where they take a guess."""

import contextlib
import datetime as dt
import re
import sys

from rusctl.commands.terminal import Terminal
from rusctl.errors import RusctlError, UsageError
from rusctl.language import dates
from rusctl.language.message import msg
from rusctl.model.plan import Days, Hours, When, Window
from rusctl.schedule.dates.hours import same_hours
from rusctl.schedule.dates.parse import Reading, read_when
from rusctl.schedule.dates.past import read_past

_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def when(run: Terminal, text: str, *, yes: bool, past: bool = False) -> When:
    """Read a date as `reading` does, of something that is never tentative: a day with "prel." is refused."""
    found = reading(run, text, yes=yes, past=past)
    if found.tentative and not isinstance(found.when, Window):
        message = msg(
            "{text} says that the date is tentative, which is kept of events alone; write the date", text=text
        )
        raise RusctlError(message)
    return found.when


def day(run: Terminal, option: str, text: str, *, yes: bool, past: bool = False) -> dt.date:
    """Read the day that an option says, as people write it; of what has happened a year left out is the last.

    UsageError where it is none, or says no single day; where it takes a guess, as for `reading`.
    """
    found = _of_option(run, option, text, yes=yes, past=past)
    if isinstance(found, Days) and found.first == found.last:
        return found.first
    raise UsageError(
        msg("{option}: {text} is no single day; write the day, such as 8 Nov 2018", option=option, text=text)
    )


def limit(run: Terminal, option: str, text: str, *, last: bool = False, yes: bool = False) -> dt.date:
    """Read the first day that an option says or, with `last`, the last: of a week or a month its first or its last."""
    found = _of_option(run, option, text, yes=yes, past=False)
    return found.last if last else found.first


def _of_option(run: Terminal, option: str, text: str, *, yes: bool, past: bool) -> Days | Window:
    """Read what an option says; a day with its whole year takes no guess, whatever the period of the process."""
    if _ISO_DAY.fullmatch(text):
        with contextlib.suppress(ValueError):
            day = dt.date.fromisoformat(text)
            return Days(first=day, last=day)
    try:
        found = _read(run, text, past=past)
    except RusctlError as error:
        raise UsageError(msg("{option}: {reason}", option=option, reason=error.message)) from None
    _settled(run, text, found, yes=yes)
    if isinstance(found.when, Hours) or found.tentative:
        raise UsageError(msg("{option}: {text} says more than a day; write the day alone", option=option, text=text))
    return found.when


def reading(run: Terminal, text: str, *, yes: bool, past: bool = False) -> Reading:
    """Read a date as the user writes it; where that takes a guess, ask, or in a script want `--yes`.

    With `past` it is of what has happened: a day without a year is the last there was.
    """
    found = _read(run, text, past=past)
    _settled(run, text, found, yes=yes)
    return found


def _read(run: Terminal, text: str, *, past: bool) -> Reading:
    process = run.project.loaded.plan.process
    return (read_past if past else read_when)(text, run.project.today, process.period, process.timezone)


def _settled(run: Terminal, text: str, found: Reading, *, yes: bool) -> None:
    """Say how a date was read; where that takes a guess, ask."""
    if found.why:
        run.tell(found.why)
    if not found.guessed or yes:
        return
    what = msg("{text} is read as {days}", text=text, days=_plain(found.when))
    if not sys.stdin.isatty():
        if sys.stdin.closed:
            raise UsageError(msg("{what}; if that is right, say --yes", what=what))
        raise RusctlError(msg("{what}; if that is right, say --yes", what=what))
    if not run.agreed(msg("{what}; is that right?", what=what)):
        raise RusctlError(msg("write the date in another way"), stops=True)


def with_hours(run: Terminal, old: When | None, new: When) -> When:
    """Give a new day the hours of the old date, and say so."""
    kept = same_hours(old, new)
    if isinstance(kept, Hours) and kept != new:
        text = msg("the hours {hours} are kept; --no-hours if they are not known", hours=dates.hours(kept))
        run.tell(text)
    return kept


def _plain(found: When) -> When:
    """Give a window's days without the words it was written with."""
    return Days(first=found.first, last=found.last) if isinstance(found, Window) else found
