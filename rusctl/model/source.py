"""Where something was read from, and a text in several languages: what every record holds."""

from typing import NamedTuple


class Source(NamedTuple):
    """Where a record or one of its keys stands: a file, and the route to it inside.

    The route is what leads to the value in the parsed file, such as ``("event", 6, "date")``. The
    line is looked up from it when something is printed; only what has no key (a comment, a byte that is not
    TOML) says its line, counted from 1, itself.
    """

    file: str
    route: tuple[str | int, ...] = ()
    record: str = ""
    line: int = 0

    def key(self, *names: str | int) -> "Source":
        """Give the place of a key inside this record."""
        return Source(self.file, (*self.route, *names), self.record, self.line)  # a third of what _replace takes


NOWHERE = Source("")


class Texts(dict[str, str]):
    """A text in one or more languages, by language code; ``""`` holds a text that names no language."""

    __slots__ = ()

    def __hash__(self) -> int:  # type: ignore[override]
        """Nothing changes a text once it is read, and records that hold one are counted."""
        return hash(frozenset(self.items()))
