"""What the columns of a list are: told by their headings, by the cells below them, or by what was said of them."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from rusctl.language.patterns import phone_numbers
from rusctl.lists import names, words
from rusctl.lists.folding import fold, squeezed
from rusctl.lists.vocabulary import RoleWords
from rusctl.lists.words import ASK, CELLS, LAST_FIRST, Heading
from rusctl.storage.untrusted.sheet import FORMULA, SheetRow

PERSON = (
    "name",
    "first_name",
    "last_name",
    "organisation",
    "municipality",
    "email",
    "phone",
    "language",
    "role",
    "role_from",
    "role_to",
    "protected",
)
OF_EVENT = ("answer", "attendance", "walk_in", "substitute_for", "told", "told_how")
HALF = 0.5
TRIED = 200  # rows whose cells are looked at
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_DAY = re.compile(r"\d{4}-\d\d-\d\d|\d\d?[/.]\d\d?")
_PLACE = re.compile(
    r"\b(?:kommun|region|förvaltning|nämnd|förening|stad|ab|hb|kb|län|universitet|högskola)\b", re.IGNORECASE
)
_PHRASES: tuple[tuple[str, str], ...] = (  # of headings that are questions, squeezed: the first that is found counts
    (
        "allergi|kost|måltid|lunch|middag|fika|samtyck|gdpr|personnummer|födelse|kommentar|övrigt|faktura|logi|hotell",
        "",
    ),
    ("epost|email|mejl|mailadress", "email"),
    ("telefon|mobil", "phone"),
    ("organisation|arbetsplats|arbetsgivare|företräder|representerar", "organisation"),
    ("kommun", "municipality"),
    ("efternamn.*förnamn|förnamn.*efternamn|duheter|heterdu|(?:ditt|deltagarens|personens).*namn", "name"),
    ("^(?:kommer|deltar|kan|vill|ska)du|jag(?:kommer|deltar)|närvar.*du|komma.*(?:mötet|dialog|träff)", "answer"),
)


class ColumnGuess(NamedTuple):
    """What the columns are: fields by index, and by index those to be agreed to first.

    `also` are further columns of a field, whose cells fill in what the first lacks. `joined` are those that say when
    somebody was in a meeting.
    """

    fields: Mapping[int, str]
    asked: Mapping[int, str]
    also: Mapping[int, str]
    joined: tuple[int, ...] = ()
    last_first: bool = False


class _Candidate(NamedTuple):
    place: int
    field: str
    how: str  # "said", nothing where sure, or ASK
    filled: int


def known(text: str) -> Heading | None:
    """Give what a heading is over, as the shipped words have it, whatever stands in brackets after it."""
    found = words.headings().get(squeezed(text))
    if found is None and (bare := _BRACKETS.sub(" ", text)) != text:
        found = words.headings().get(squeezed(bare))
    return found


def in_phrase(text: str) -> Heading | None:
    """Give what a heading that is a question or a phrase is over; that is to be agreed to."""
    word = squeezed(text)
    for pattern, field in _PHRASES:
        if re.search(pattern, word):
            return Heading(field, ASK if field else "")
    return None


def guess(
    heading: Sequence[str],
    rows: Sequence[SheetRow],
    said: Mapping[str, str],
    roles: RoleWords,
    allowed: Collection[str],
) -> ColumnGuess:
    """Say what the columns of a table are; `said` are fields by heading, `allowed` those that the list may have."""
    shown = _Cells(rows[:TRIED])
    found: list[_Candidate] = []
    joined = []
    last_first = False
    for index, text in enumerate(heading):
        if text in said:
            if said[text]:
                found.append(_Candidate(index, said[text], "said", shown.filled(index)))
                last_first |= said[text] == "name" and _last_first(text)
            continue
        one = _read(text, index, shown, roles)
        if one is None:
            continue
        if one.field == "joined":
            joined.append(index)
        elif one.field in allowed:
            found.append(_Candidate(index, one.field, ASK if one.how in {ASK, CELLS} else "", shown.filled(index)))
            last_first |= one.how == LAST_FIRST
    return _chosen(heading, shown, found, set(said), allowed, tuple(joined), last_first=last_first)


def _last_first(text: str) -> bool:
    found = known(text)
    return found is not None and found.how == LAST_FIRST


def _read(text: str, index: int, shown: "_Cells", roles: RoleWords) -> Heading | None:
    """Give what a column is by its heading, where its cells do not speak against it."""
    found = (known(text) or in_phrase(text)) if text else None
    if found is None:
        return None
    if found.field == "role" and found.how == CELLS:
        return Heading("role", ASK) if shown.share(index, lambda one: bool(roles.meaning(one).value)) else None
    if found.field in {"answer", "attendance"}:
        if shown.share(index, words.values("part").__contains__, fold):
            return Heading("part", "")
        if shown.share(index, lambda one: bool(_DAY.match(one))):
            return None
        if found.how and not shown.share(index, words.values(found.field).__contains__, fold):
            return None
    return found


def _chosen(  # noqa: PLR0917 - what was found, on its way to what it comes to
    heading: Sequence[str], shown: "_Cells", found: list[_Candidate], said: set[str], allowed: Collection[str],
    joined: tuple[int, ...], *, last_first: bool
) -> ColumnGuess:  # fmt: skip
    """Let one column have each field: what was said first, a filled column before an empty one, a sure one first."""
    fields: dict[int, str] = {}
    asked: dict[int, str] = {}
    also: dict[int, str] = {}
    order = {"said": 0, "": 1, ASK: 2}
    for one in sorted(found, key=lambda each: (each.how != "said", not each.filled, order[each.how], each.place)):
        if one.field not in fields.values():
            fields[one.place] = one.field
            if one.how == ASK:
                asked[one.place] = one.field
        elif one.field in _SEVERAL and one.filled:
            also[one.place] = one.field
    free = [i for i, text in enumerate(heading) if text and i not in fields and i not in also and text not in said]
    free = [i for i in free if known(heading[i]) is None]
    for field, looks in _LOOKS.items():
        if field in allowed and field not in fields.values() and _lacks(field, fields.values()):
            for index in free:
                if index not in fields and shown.share(index, looks):
                    fields[index] = asked[index] = field
                    break
    return ColumnGuess(dict(sorted(fields.items())), asked, also, joined, last_first)


def _lacks(field: str, there: Iterable[str]) -> bool:
    return field != "name" or not {"first_name", "last_name"} <= set(there)


_SEVERAL = frozenset({"email", "phone", "organisation"})


class _Cells:
    """The first rows of a table, looked at down the columns."""

    def __init__(self, rows: Sequence[SheetRow]) -> None:
        self.rows = rows
        self.known: dict[int, list[str]] = {}

    def of(self, index: int) -> list[str]:
        """Give the cells of a column that hold something."""
        found = self.known.get(index)
        if found is None:
            cells = (row.cells[index].strip() for row in self.rows)
            found = self.known[index] = [cell for cell in cells if cell and fold(cell) not in words.others("nothing")]
        return found

    def filled(self, index: int) -> int:
        """Count the cells that hold something, a formula too."""
        return len(self.of(index)) + sum(row.kinds.get(index) == FORMULA for row in self.rows if row.kinds)

    def share(self, index: int, holds: Callable[[str], bool], form: Callable[[str], str] = str) -> bool:
        """Whether at least half of the different cells of a column are of a kind; False where there is none."""
        cells = set(self.of(index))
        return bool(cells) and sum(holds(form(cell)) for cell in cells) >= HALF * len(cells)


def _is_address(cell: str) -> bool:
    return "@" in cell and " " not in cell.strip()


def _is_phone(cell: str) -> bool:
    return any(True for _ in phone_numbers(cell))


def _is_name(cell: str) -> bool:
    return names.may_be_one(names.read(cell).name) and not _PLACE.search(cell)


_LOOKS: Mapping[str, Callable[[str], bool]] = {"email": _is_address, "phone": _is_phone, "name": _is_name}
