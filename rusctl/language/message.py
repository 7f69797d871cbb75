"""What is to be said, kept apart from how a language says it."""

from collections.abc import Mapping
from typing import NamedTuple


class Message(NamedTuple):
    """A message id (the English sentence with ``{names}``), its arguments and, where it counts, its plural.

    Arguments are text, numbers, days, times, ``When`` values, further messages, or lists of these; they are put into
    words only when printed.
    """

    id: str
    args: dict[str, object]
    plural: str = ""
    number: int = 1


def msg(text: str, /, **args: object) -> Message:
    """Give a message; the text is the key of the catalogues, so it is a literal."""
    return Message(text, args)


def nmsg(one: str, many: str, count: int, /, **args: object) -> Message:
    """Give a message that has a singular and a plural; ``{count}`` is filled in."""
    return Message(one, {"count": count, **args}, many, count)


class Own(NamedTuple):
    """A sentence in a folder's own words, by language, whose names in braces stand for the arguments.

    Who makes one has seen that it has no other braces.
    """

    texts: Mapping[str, str]
    args: Mapping[str, object]
