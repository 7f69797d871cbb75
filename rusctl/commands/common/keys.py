"""Keys as they are pressed in a terminal, without Enter; where there is no terminal, a line for each."""

import contextlib
import os
import sys
from collections.abc import Iterator

from rusctl.errors import RusctlError
from rusctl.language.message import msg

if sys.platform == "win32":
    import msvcrt
else:
    import select
    import termios
    import tty

BACK = "\b"
ENTER = "\n"
END = ""  # there is nothing more to read
_WAIT = 0.02  # seconds in which the rest of what an arrow key sends has come
_LEFT = {"\x1b[D", "\x1bOD", "\xe0K", "\x00K"}  # as terminals and Windows send the arrow
_DELETES = {"\x7f", "\b"}
_ENDS = {"\x04", "\x1a"}  # Ctrl-D, Ctrl-Z


class KeyPresses:
    """What somebody presses or types while it is read."""

    def __init__(self) -> None:
        """Look whether there is a terminal."""
        self.terminal = sys.stdin.isatty()
        self.read = 0  # lines
        self._rest = ""

    @contextlib.contextmanager
    def reading(self) -> Iterator[None]:
        """Let keys come one by one, and leave the terminal as it was, whatever happens."""
        if not self.terminal or sys.platform == "win32":
            yield
            return
        handle = sys.stdin.fileno()
        before = termios.tcgetattr(handle)
        tty.setcbreak(handle, termios.TCSADRAIN)
        try:
            yield
        finally:
            termios.tcsetattr(handle, termios.TCSADRAIN, before)

    def key(self) -> str:
        """Give the next key: a letter or a digit, ENTER, BACK for the arrow to the left too, END where all is read.

        Without a terminal it is how the next line begins; the rest of the line is what `line` gives.
        """
        if not self.terminal:
            return self._begun_line()
        pressed = self._pressed()
        if pressed in _LEFT or pressed in _DELETES:
            return BACK
        if pressed in _ENDS:
            return END
        return ENTER if pressed in ("\r", "\n") else pressed

    def _begun_line(self) -> str:
        try:
            text = sys.stdin.readline()
        except UnicodeDecodeError:
            message = msg("line {number} is no text in UTF-8; what stands above it is done", number=self.read + 1)
            raise RusctlError(message) from None
        self.read += bool(text)
        self._rest = text[1:].strip()
        if not text:
            return END
        return ENTER if text[:1] in ("\n", "\r") else text[:1]

    def _pressed(self) -> str:
        if sys.platform == "win32":
            first = msvcrt.getwch()
            if first == "\x03":
                raise KeyboardInterrupt
            return first + msvcrt.getwch() if first in ("\x00", "\xe0") else first
        handle = sys.stdin.fileno()
        found = os.read(handle, 1)
        if found == b"\x1b":
            while select.select([handle], [], [], _WAIT)[0]:
                found += os.read(handle, 1)
        else:
            for _ in range(_more(found)):  # a letter such as ö is sent as several bytes
                found += os.read(handle, 1)
        return found.decode("utf-8", "replace")

    def line(self, prompt: str) -> str:
        """Ask for a line of text, and give it; nothing where there is none."""
        if not self.terminal:
            return self._rest
        print(prompt, end="", file=sys.stderr, flush=True)
        if sys.platform == "win32":
            return sys.stdin.readline().strip()
        handle = sys.stdin.fileno()
        now = termios.tcgetattr(handle)
        typed = termios.tcgetattr(handle)
        typed[3] |= termios.ICANON | termios.ECHO
        termios.tcsetattr(handle, termios.TCSADRAIN, typed)
        try:
            return sys.stdin.readline().strip()
        finally:
            termios.tcsetattr(handle, termios.TCSADRAIN, now)


def _more(first: bytes) -> int:
    """Give how many bytes of a character in UTF-8 follow its first."""
    lead = first[0] if first else 0
    return 3 if lead >= 0xF0 else 2 if lead >= 0xE0 else 1 if lead >= 0xC0 else 0  # noqa: PLR2004 - RFC 3629, 3
