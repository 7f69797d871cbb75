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
