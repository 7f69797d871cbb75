"""Standard output, error and input as a command may use them: a change does not depend on who reads its answer."""

import os
import sys
from collections.abc import Callable
from typing import Any

from rusctl.errors import UsageError
from rusctl.language.message import msg

_LAST = 2  # standard error's number


class Guarded:
    """A stream that takes everything: the first error is kept, and what comes after it goes nowhere."""

    def __init__(self, stream: Any) -> None:
        """Stand before a stream; None where the process was started without it."""
        self._missing = stream is None
        self.stream = open(os.devnull, "w", encoding="utf-8") if self._missing else stream  # noqa: SIM115, PTH123
        self.error: OSError | None = None

    def __getattr__(self, name: str) -> Any:
        """Be the stream in everything else."""
        return getattr(self.stream, name)

    def leave(self) -> None:
        """Close what stood in for a stream that is not there."""
        if self._missing:
            self.stream.close()

    @property
    def buffer(self) -> "_Bytes":
        """The stream of bytes below, guarded too."""
        return _Bytes(self)

    def write(self, text: str) -> int:
        """Write, or do nothing where that has failed once."""
        self.attempt(lambda: self.stream.write(text))
        return len(text)

    def flush(self) -> None:
        """Send what was written on its way."""
        self.attempt(self.stream.flush)

    def attempt(self, work: Callable[[], object]) -> None:
        """Do what may fail; after the first failure the stream leads nowhere, so that the last flush is silent."""
        if self.error is not None:
            return
        try:
            work()
        except OSError as error:
            self.error = error
            self._lead_nowhere()

    def _lead_nowhere(self) -> None:
        try:
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, self.stream.fileno())
            os.close(nowhere)
            self.stream.flush()
        except (OSError, ValueError):
            return


class Pageable:
    """What a command writes while it may have to be paged: standard output, and in its order what is said beside it.

    What is said beside the result and sent on its way at once, as a question is, ends the holding.
    """

    def __init__(self, out: Guarded, err: Guarded, wanted: Callable[[], bool]) -> None:
        """Take both streams, and what says at the first word whether this command's result may be paged."""
        self.out, self.err = _Holding(self, out), _Holding(self, err)
        self._wanted: Callable[[], bool] | None = wanted
        self._kept: list[tuple[Guarded, str]] = []

    def take(self, stream: Guarded, text: str) -> None:
        """Keep a text, or write it where nothing is held."""
        if self._wanted is not None and (self._kept or (stream is self.out.guarded and self._wanted())):
            self._kept.append((stream, text))
        else:
            stream.write(text)

    def release(self, page: Callable[[str], bool] | None = None, most: int = 0) -> None:
        """Write what was kept, in its order; a result of more lines than `most` goes to `page` first."""
        kept, self._kept, self._wanted = self._kept, [], None
        text = "".join(part for stream, part in kept if stream is self.out.guarded)
        paged = page is not None and text.count("\n") > most and page(text)
        for stream, part in kept:
            if not (paged and stream is self.out.guarded):
                stream.write(part)


class _Holding:
    """One of the two streams of `Pageable`."""

    def __init__(self, held: Pageable, guarded: Guarded) -> None:
        self._held, self.guarded = held, guarded

    def __getattr__(self, name: str) -> Any:
        return getattr(self.guarded, name)

    @property
    def buffer(self) -> "_Bytes":
        self._held.release()
        return self.guarded.buffer

    def write(self, text: str) -> int:
        if not isinstance(text, str):
            return self.guarded.write(text)  # Typer tries whether the stream takes bytes
        self._held.take(self.guarded, text)
        return len(text)

    def flush(self) -> None:
        if self is self._held.err:
            self._held.release()
        self.guarded.flush()


class _Bytes:
    def __init__(self, guarded: Guarded) -> None:
        self._guarded = guarded

    def write(self, data: bytes) -> int:
        self._guarded.attempt(lambda: self._guarded.stream.buffer.write(data))
        return len(data)

    def flush(self) -> None:
        self._guarded.attempt(self._guarded.stream.buffer.flush)


def form_of(stream: Any) -> dict[str, str]:
    """Give how a stream that is no terminal is written: UTF-8 and LF, whatever the system or the locale would have.

    JSON is UTF-8 (RFC 8259, 8.1), and so is iCalendar (RFC 5545, 3.1.4).
    """
    if stream.isatty():
        return {}
    return {"encoding": "utf-8", "newline": "\n"}


class NoInput:
    """Standard input that was closed when the process started: to ask is an error of the command line."""

    closed = True

    @property
    def buffer(self) -> "NoInput":
        """The bytes, which are not there either."""
        return self

    def isatty(self) -> bool:
        """Say that nobody sits there."""
        return False

    def read(self, _most: int = -1) -> Any:
        """Refuse."""
        raise UsageError(msg("stdin is closed, and this command has something to ask or to read"), stops=True)

    readline = read


def read_stdin(most: int) -> bytes:
    """Give what comes on standard input, so many bytes of it at most."""
    data: bytes = sys.stdin.buffer.read(most)
    return data


def fill_descriptors() -> None:
    """See that no file that is opened later gets the number of a standard stream that is closed."""
    handle = os.open(os.devnull, os.O_RDWR)
    while handle <= _LAST:
        handle = os.open(os.devnull, os.O_RDWR)
    os.close(handle)
