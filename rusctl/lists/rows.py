"""The rows of a table: which are persons, which are headings of groups, totals or notes, and what their cells hold."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from rusctl.language import hard_words
from rusctl.language.message import Message, msg
from rusctl.lists import columns, names, words
from rusctl.lists.columns import ColumnGuess
from rusctl.lists.folding import fold
from rusctl.lists.table import FoundTable, LeftOut
from rusctl.lists.vocabulary import MunicipalityWords, RoleWords
from rusctl.storage.untrusted.sheet import Sheet, SheetRow

NAMES = frozenset({"name", "first_name", "last_name"})
OWN = NAMES | {"email", "phone"}  # what is a person's alone, and never the same as in the row above
_SAYING_ROOM = frozenset({"attendance", "part"})  # a tracking list says there what is no person
_SENTENCE = 60  # characters of a cell alone, from which it is a note
_SHORT = 2  # letters, up to which a word in capitals is no heading
_RULE = re.compile(r"[-=_+|: ]*")


class Group(NamedTuple):
    """A heading of a group among the rows: its row, its text, and what the text means, in which field.

    `value` is an id, nothing where it is known to be none, None where nothing is known.
    """

    row: int
    text: str
    field: str
    value: str | None


class Sorted(NamedTuple):
    """The rows of a table, sorted: those of persons, each with its group if it has one; what is left out and why.

    `doubtful` are rows of which it cannot be said whether they are persons.
    """

    persons: tuple[tuple[SheetRow, Group | None], ...]
    groups: tuple[Group, ...]
    left: tuple[LeftOut, ...]
    doubtful: tuple[SheetRow, ...]


def sort(table: FoundTable, guess: ColumnGuess, roles: RoleWords, municipalities: MunicipalityWords) -> Sorted:
    """Sort the rows of a table."""
    return _Sorting(guess, roles, municipalities, table.heading).run(table.rows, *table.title)


TOTAL, NOTE, EMPTY = msg("a total"), msg("a note"), msg("nothing that is taken")
ROOM = msg("a room or equipment, and no person")
NOBODY, GROUP, RULE = msg("nobody yet"), msg("the heading of a group"), msg("a line between rows")


class _Sorting:
    def __init__(
        self, guess: ColumnGuess, roles: RoleWords, municipalities: MunicipalityWords, heading: Sequence[str]
    ) -> None:
        self.fields = guess.fields
        named = {field: index for index, field in guess.fields.items() if field in NAMES}
        self.people = [named[field] for field in ("name", "first_name", "last_name") if field in named]
        self.taken = [*guess.fields, *guess.also]
        self.addressed = [index for index, field in (*guess.fields.items(), *guess.also.items()) if field == "email"]
        self.kinds = [
            index
            for index, text in enumerate(heading)
            if (one := columns.known(text)) is not None and one.field in _SAYING_ROOM
        ]
        self.roles, self.municipalities = roles, municipalities
        self.left: dict[str, tuple[Message, list[int]]] = {}
        self.groups: list[Group] = []
        self.doubtful: list[SheetRow] = []

    def run(self, rows: Iterable[SheetRow], title: str, row_of_title: int) -> Sorted:
        persons = []
        group = self._group(title) if title else None
        if group is not None:
            self.groups.append(group._replace(row=row_of_title))
        for row in rows:
            why = self._why_not(row)
            if why is None:
                persons.append((row, group))
            elif isinstance(why, Group):
                group = why._replace(row=row.number)
                self.groups.append(group)
                self._leave(row, GROUP)
            elif why is _DOUBT:
                self.doubtful.append(row)
            else:
                self._leave(row, why)
        left = tuple(LeftOut(tuple(numbers), reason) for reason, numbers in self.left.values())
        return Sorted(tuple(persons), tuple(self.groups), left, tuple(self.doubtful))

    def _leave(self, row: SheetRow, why: Message) -> None:
        self.left.setdefault(why.id, (why, []))[1].append(row.number)

    def _why_not(self, row: SheetRow) -> "Message | Group | None":
        """Say why a row is no person; None where it is one."""
        cells = row.cells
        if any(cells[index] and fold(cells[index]) in words.others("room") for index in self.kinds):
            return ROOM
        name = " ".join(cells[index].strip() for index in self.people if cells[index]).strip()
        if len(self.people) > 1 and (no_name := self._by_first(cells)) is not None:
            return no_name
        if any("@" in cells[index] for index in self.addressed):
            no_name = self._by_name(name, alone=False) if _may_be_none(name) else None
            return None if no_name is _DOUBT else no_name  # a function has an address, too
        filled = [cell for cell in cells if cell and not cell.isspace()]
        if len(filled) == 1 and len(cells) > 1 and not row.kinds:
            why = self._alone(filled[0].strip(), is_name=bool(name))
            return EMPTY if why is _DOUBT and not any(cells[index].strip() for index in self.taken) else why
        if filled and names.is_total(filled[0]):
            return TOTAL
        if len(cells) == 1 and filled and (group := self._group(filled[0].strip())) is not None:
            return group
        if all(_RULE.fullmatch(cell) for cell in filled) and any("--" in cell for cell in filled):
            return RULE
        if not name and not any(index in row.kinds for index in self.people):
            return None if any(cells[index].strip() for index in self.taken) else EMPTY
        if name:
            return self._by_name(name, alone=len(filled) == 1)
        return None

    def _alone(self, text: str, *, is_name: bool) -> "Message | Group | None":
        """Say what a row is that has one cell alone."""
        if names.is_total(text):
            return TOTAL
        if _RULE.fullmatch(text):
            return RULE
        if (group := self._group(text)) is not None:
            return group
        if is_name and names.may_be_one(_plain(text)) and not text.isupper():
            return None
        if _is_note(text) or any(sign.isdigit() or sign == "@" for sign in text):
            return NOTE
        if (text.isupper() and sum(map(str.isalpha, text)) > _SHORT) or text.endswith(":"):
            return Group(0, text, "", "")
        return _nobody(text) or _DOUBT

    def _group(self, text: str) -> Group | None:
        bare = text.rstrip(": ")
        if len(bare) > _SENTENCE:
            return None
        role = self.roles.of_group(bare)
        if role.value or role.among:
            return Group(0, bare, "role", role.value)
        town = self.municipalities.meaning(bare)
        return Group(0, bare, "municipality", town.value) if town.value else None

    def _by_first(self, cells: Sequence[str]) -> "Message | None":
        """Say why a row is no person by the first of the cells that make its name, in the order it is said in.

        What begins a note, or is a title, is asked, since people are called Page and Präst as well.
        """
        parts = [cells[index].strip() for index in self.people if cells[index].strip()]
        if not parts[1:]:
            return None
        if names.is_total(parts[0]):
            return TOTAL
        title = " " not in parts[0] and self.roles.meaning(parts[0]).value
        return _DOUBT if title or _begins_a_note(parts[0]) else None

    def _by_name(self, name: str, *, alone: bool) -> "Message | None":
        """Say why a row with several cells, or in a table of one column, is no person by its name."""
        if names.is_total(name):
            return TOTAL
        if (nobody := _nobody(name)) is not None:
            return nobody
        if not any(sign.isalpha() for sign in name):
            return _DOUBT
        if name.endswith(":") or _begins_a_note(name) or len(name) > 2 * _SENTENCE:
            return NOTE
        if alone and not names.may_be_one(_plain(name)):
            return _DOUBT
        if " " not in name and any(self.roles.meaning(name.removesuffix(end)).value for end in ("", "en", "n")):
            return _DOUBT  # a title in the place of a name
        return None


_DOUBT = msg("it is not clear whether this is a person")


def _plain(text: str) -> str:
    """Give a name without what nobody is to keep beside it, such as that an identity is protected."""
    return names.read(hard_words.without(text).text).name


def _nobody(text: str) -> Message | None:
    if len(text) > _LONGEST_NOBODY:
        return None
    folded = fold(text)
    return NOBODY if folded in _nobodies() or folded.strip("()[]<>.… ") in _nobodies() else None


_LONGEST_NOBODY = 40  # characters of what stands for a name that nobody has yet


@cache
def _nobodies() -> frozenset[str]:
    return words.others("nobody") | words.others("nothing")


def _is_note(text: str) -> bool:
    return text.startswith("*") or len(text) > _SENTENCE or _begins_a_note(text) or ": " in text


def _begins_a_note(text: str) -> bool:
    before = text.partition(":")[0]
    return fold(before) in words.others("note") or bool(_closing().match(fold(text)))


def _may_be_none(name: str) -> bool:
    """Whether what stands as a name may be none: it begins with a word that totals, notes and the like begin with."""
    first = _FIRST.match(name)
    return bool(name) and (first is None or first[0].casefold() in _first_words() or not name[-1].isalnum())


_FIRST = re.compile(r"[^\W\d_]+")


@cache
def _first_words() -> frozenset[str]:
    kinds = ("total", "nobody", "nothing", "note", "closing")
    return frozenset(first[0] for kind in kinds for one in words.others(kind) if (first := _FIRST.match(one)))


@cache
def _closing() -> re.Pattern[str]:
    """Compile the beginnings of what is written below a list."""
    return re.compile(rf"(?:{'|'.join(map(re.escape, sorted(words.others('closing'))))})(?=[ ,]|$)")


def merged(sheet: Sheet) -> Mapping[int, list[tuple[int, int]]]:
    """Give what merged cells cover below their first row: for each row the index of a column and the row above it."""
    found: dict[int, list[tuple[int, int]]] = {}
    for first, last, left, right in sheet.merged:
        if last - first > MOST_MERGED:
            continue
        for row in range(first + 1, last + 1):
            found.setdefault(row, []).extend((index, first) for index in range(left, right + 1))
    return found


MOST_MERGED = 10_000  # rows of a merged cell: a whole column is not one


def filled_down(
    rows: Sequence[tuple[SheetRow, Group | None]], sheet: Sheet, fields: Mapping[int, str]
) -> Iterator[tuple[SheetRow, Group | None]]:
    """Give the rows with what merged cells and ditto marks stand for; never in what is a person's alone."""
    covered = merged(sheet)
    ditto = words.others("ditto")
    shared = [index for index, field in fields.items() if field not in OWN]
    by_number = {row.number: row for row in sheet.rows}
    above: dict[int, str] = {}
    for row, group in rows:
        changed: dict[int, str] = {}
        for index in shared:
            cell = row.cells[index]
            if cell and len(cell) <= _DITTO and fold(cell) in ditto:
                changed[index] = above.get(index, "")
            elif cell:
                above[index] = cell
        for index, first in covered.get(row.number, ()):
            if index in shared and not row.cells[index] and first in by_number:
                changed[index] = above[index] = by_number[first].cells[index]
        if changed:
            cells = tuple(changed.get(index, cell) for index, cell in enumerate(row.cells))
            yield row._replace(cells=cells), group
        else:
            yield row, group


_DITTO = 16  # characters of a ditto mark, with the spaces round it
