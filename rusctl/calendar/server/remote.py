"""What a server has, how its paths are compared, and an answer that did not come: values that load nothing."""

from typing import NamedTuple
from urllib.parse import unquote

from rusctl.language.message import Message


class Seen(NamedTuple):
    """An event as a server has it now; without `etag` it cannot be changed safely, without `data` it was too large."""

    path: str
    etag: str
    data: bytes | None = None


class LostError(Exception):
    """The answer did not come, or not whole: the request may have been carried out."""

    def __init__(self, message: Message) -> None:
        """Keep what to say."""
        super().__init__(message.id)
        self.message = message


def key(path: str) -> str:
    """Give a path as it is compared: servers differ in what they percent-encode."""
    return unquote(path)
