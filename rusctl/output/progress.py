"""How far work has come and how long it will take, on one line of the terminal that is gone when the work is done.

Written to stderr, where that is a terminal; whoever works knows nothing of it. What takes less than a second shows
nothing.
"""

import os
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from typing import NamedTuple, TypeVar

from rusctl.language.message import Message, msg
from rusctl.output.clean import one_line

AFTER = 1.0  # seconds of silence before the line is shown
EVERY = 0.25  # seconds between two looks of the line
MINUTE, HOUR = 60, 3600

Item = TypeVar("Item")


def shown() -> bool:
    """Say whether somebody sits there who sees the line, in a terminal that can take it away again."""
    return sys.stderr.isatty() and os.environ.get("TERM") != "dumb"


class WorkStand(NamedTuple):
    """What is done, how much of it, of how many, and how many seconds one takes at most; 0 is what nobody knows."""

    what: Message
    done: int = 0
    among: int = 0
    most: float = 0


class ProgressLine:
    """The line, for one run of work after another; `say` puts its words into the user's language."""

    def __init__(self, say: Callable[[Message], str]) -> None:
        """Show nothing yet."""
        self.say = say
        self._lock = threading.RLock()
        self._over = threading.Event()
        self._thread: threading.Thread | None = None
        self._wide = 0  # characters of what stands there
        self._began, self._work = 0.0, WorkStand(msg(""))

    def along(self, what: Message, items: Iterable[Item], count: int = 0, most: float = 0) -> Iterator[Item]:
        """Give each item, and show how many are done until the last is.

        `count` is how many there are, 0 where nobody knows; `most` is how many seconds one takes at most, for what is
        said before the first is done.
        """
        if self._thread is not None:  # work inside other work: the outer one is shown
            yield from items
            return
        self._work = WorkStand(what, 0, count, most)
        self._began = time.monotonic()
        self._over.clear()
        self._thread = threading.Thread(target=self._draw_on, name="progress", daemon=True)
        self._thread.start()
        try:
            for item in items:
                yield item
                self._work = self._work._replace(done=self._work.done + 1)
        finally:
            self.end()

    def end(self) -> None:
        """Take the line away for good, also where work was broken off."""
        thread, self._thread = self._thread, None
        if thread is not None:
            self._over.set()
            thread.join()
            self.clear()

    def clear(self) -> None:
        """Take the line away, so that something else can be written; it comes again by itself."""
        with self._lock:
            if self._wide:
                self._write(f"\r{' ' * self._wide}\r")
                self._wide = 0

    def _draw_on(self) -> None:
        wait = AFTER
        while not self._over.wait(wait):
            wait = EVERY
            text = one_line(self.say(words(self._work, time.monotonic() - self._began)))[: max(_columns() - 1, 1)]
            with self._lock:
                if not self._over.is_set():
                    self._write("\r" + text.ljust(self._wide))
                    self._wide = len(text)

    def _write(self, text: str) -> None:
        with suppress(OSError, ValueError, UnicodeError):  # the terminal was closed: the work goes on
            sys.stderr.write(text)
            sys.stderr.flush()


def _columns() -> int:
    """Give how many characters a line of the terminal takes."""
    with suppress(OSError, ValueError):
        return os.get_terminal_size(sys.stderr.fileno()).columns or 80  # some say 0
    return 80


def words(work: WorkStand, seconds: float) -> Message:
    """Say after so many seconds what is done, how much of it, and how long it will take."""
    what, done, count = work.what, work.done, work.among
    so_far = _time(round(seconds))
    if count <= 1:
        return msg("{what}: {time} so far", what=what, time=so_far)
    if done:
        left = _time(round(seconds / done * max(count - done, 0)))
        return msg("{what}: {done} of {count} done, about {time} left", what=what, done=done, count=count, time=left)
    if work.most * count > seconds:
        left = _time(round(work.most * count - seconds))
        return msg(
            "{what}: {done} of {count} done, about {time} left at most", what=what, done=done, count=count, time=left
        )
    return msg("{what}: {done} of {count} done, {time} so far", what=what, done=done, count=count, time=so_far)


def _time(seconds: int) -> Message:
    if seconds < MINUTE:
        return msg("{count} s", count=max(seconds, 1))
    if seconds < HOUR:
        return msg("{count} min", count=round(seconds / MINUTE))
    return msg("{hours} h {minutes} min", hours=seconds // HOUR, minutes=seconds % HOUR // MINUTE)
