"""Looking up names: where they stand, what they may have been meant to be, and whether all declarations were read."""

from collections.abc import Iterable
from typing import NamedTuple

from rusctl.language.nearest import nearest
from rusctl.model.plan import Facts, Source

COMPARISONS = 20_000  # how many pairs of words one rule compares, so that a wholly wrong file is told quickly too


class Reference(NamedTuple):
    """A name, and the record and key where it stands for something."""

    name: str
    record: Source
    key: tuple[str | int, ...]

    @property
    def at(self) -> Source:
        """The place of the name."""
        return self.record.key(*self.key)


class Suggestions:
    """Finds which known word was meant, until it has compared as many words as is worth while."""

    def __init__(self, known: Iterable[str]) -> None:
        self._known = sorted(known)
        self._found: dict[str, str] = {}
        self._left = max(COMPARISONS, len(self._known))

    def meant(self, word: str) -> str:
        """Give the known word that is most like this one, or an empty string."""
        if word not in self._found:
            self._left -= len(self._known)
            self._found[word] = nearest(word, self._known) if self._left >= 0 else ""
        return self._found[word]


def incomplete(facts: Facts, file: str, table: str) -> bool:
    """Whether a file could not be read, or one of its records was lost, so that an id may only seem unknown."""
    return file in facts.plan.unread or any(
        fault.at.file == file and _loses(fault.at.route, fault.rule, table) for fault in facts.faults
    )


def _loses(route: tuple[str | int, ...], name: str, table: str) -> bool:
    """Whether a fault lost a record: the whole table, a misspelt table, a record without a key, or an unread id."""
    match route:
        case (key,):
            return key == table or name == "unknown-key"
        case (key, _):
            return key == table
        case (key, _, "id"):
            return key == table and name != "duplicate-id"
    return False
