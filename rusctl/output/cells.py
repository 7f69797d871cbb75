"""What a table for people is made of, before anything draws it."""

from collections.abc import Sequence
from typing import NamedTuple


class Column(NamedTuple):
    """A column: its heading; whether it is numbers, or must stay on one line, and what becomes of it on short lines.

    A `spare` one is left out, which is only right where others say as much; one that is `beneath` goes below its row.
    """

    heading: str
    number: bool = False
    whole: bool = False
    spare: bool = False
    beneath: bool = False


class Cell(NamedTuple):
    """A text, how it is to stand out (a rich style such as ``bold red``), and a dimmed text on a line below it."""

    text: str
    style: str = ""
    below: str = ""


Row = Sequence["str | Cell"]
Table = tuple[Sequence[Column], Sequence[Row]]
