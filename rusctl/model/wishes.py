"""What a folder asks of the one who uses it, as a record: it acts only once the user has agreed to its content."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from rusctl.model.source import Source

MAIL, REGISTER = "mail", "register"
_PASSWORD = re.compile(r"(://[^:@/?#]*):[^@/?#]*@|((?:^|[?&])(?:ssl)?password=)[^&]*")
Pairs = tuple[tuple[str, str | tuple[str, ...]], ...]


class Wish(NamedTuple):
    """One thing that a folder asks for: what and which, the keys and values that act, and the files they name."""

    kind: str
    id: str
    pairs: Pairs
    files: tuple[tuple[str, str], ...]
    at: Source

    def shown(self) -> Iterator[tuple[str, str]]:
        """Give the keys and values as they may be shown: a password that stands in an address is left out."""
        for key, value in self.pairs:
            yield key, _words(value) if isinstance(value, tuple) else _PASSWORD.sub(_without, value)
        for name, digest in self.files:
            yield name, f"sha256 {digest[:16]}…"


def _words(command: Iterable[str]) -> str:
    import shlex  # noqa: PLC0415 - only to show a command

    return shlex.join(command)


def _without(found: re.Match[str]) -> str:
    return f"{found[1]}@" if found[1] else found[2]
