"""Dates as the user writes them, asked about where they take a guess."""

import sys

from rusctl.commands.terminal import Terminal
from rusctl.errors import RusctlError, UsageError
from rusctl.language import dates
from rusctl.language.message import msg
from rusctl.model.plan import Days, Hours, When, Window
from rusctl.schedule.dates.hours import same_hours
from rusctl.schedule.dates.parse import Reading, read_when


def when(run: Terminal, text: str, *, yes: bool) -> When:
    """Read a date as `reading` does, of something that is never tentative: a day with "prel." is refused."""
    found = reading(run, text, yes=yes)
    if found.tentative and not isinstance(found.when, Window):
        message = msg(
            "{text} says that the date is tentative, which is kept of events alone; write the date", text=text
        )
        raise RusctlError(message)
    return found.when


def reading(run: Terminal, text: str, *, yes: bool) -> Reading:
    """Read a date as the user writes it; where that takes a guess, ask, or in a script want `--yes`."""
    process = run.project.loaded.plan.process
    found = read_when(text, run.project.today, process.period, process.timezone)
    if found.why:
        run.tell(found.why)
    if not found.guessed or yes:
        return found
    what = msg("{text} is read as {days}", text=text, days=_plain(found.when))
    if not sys.stdin.isatty():
        if sys.stdin.closed:
            raise UsageError(msg("{what}; if that is right, say --yes", what=what))
        raise RusctlError(msg("{what}; if that is right, say --yes", what=what))
    if not run.agreed(msg("{what}; is that right?", what=what)):
        raise RusctlError(msg("write the date in another way"), stops=True)
    return found


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
