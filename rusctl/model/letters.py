"""Replies as letters and publication see them, and the letters that were made: frozen values."""

import datetime as dt
from typing import NamedTuple


class RespondingBody(NamedTuple):
    """A body that a reply is from: its number on the list, its name and kind; `contact` is a row of `person`.

    `person_number` is that of a private person in all that is published, None for a body.
    """

    number: int
    name: str
    kind: str
    municipality: str
    contact: int | None
    person_number: int | None


class GivenReply(NamedTuple):
    """A reply with its bodies, by its row and number; `follows` is the row of the reply that it adds to or replaces.

    `all_split` says that somebody has said that no more comments are in it. `published` and `ground` are of its text.
    """

    row: int
    version: int
    number: int
    dnr: str
    their_dnr: str
    authored: dt.date | None
    arrived: dt.date | None
    channel: str
    stance: str
    follows: int | None
    replaces: bool
    all_split: bool
    published: bool
    ground: str
    bodies: tuple[RespondingBody, ...]

    @property
    def private(self) -> bool:
        """Whether it is from private persons alone."""
        return bool(self.bodies) and all(one.person_number is not None for one in self.bodies)


class MadeLetter(NamedTuple):
    """A letter that was made: which one of its reply's, in which file, and when and how it went out."""

    row: int
    version: int
    reply: int
    ordinal: int
    corrects: int | None
    language: str
    name: str
    sha256: str
    path: str
    sent: dt.date | None
    channel: str
    message: int | None
    at: dt.datetime
    answers: frozenset[int]
