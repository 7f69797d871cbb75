"""What the columns of a list are: told by their headings, by the cells below them, or by what was said of them."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from rusctl.errors import UsageError
from rusctl.language.columns import COLUMNS as LABELS
from rusctl.language.message import Message, msg
from rusctl.language.nearest import nearest
from rusctl.language.patterns import phone_numbers
from rusctl.lists import names, words
from rusctl.lists.folding import fold, squeezed
from rusctl.lists.vocabulary import RoleWords
from rusctl.lists.words import ASK, CELLS, LAST_FIRST, KnownHeading
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
OF_MAIL = (
    "name",
    "first_name",
    "last_name",
    "email",
    "language",
    "role",
    "organisation",
    "municipality",
    "phone",
    "part",
)
OF_EVENT = ("answer", "attendance", "walk_in", "substitute_for", "told", "told_how")
HALF = 0.5
TRIED = 200  # rows whose cells are looked at
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_EITHER = re.compile(r"\s*/\s*|\s+(?:eller|or)\s+")
_DAY = re.compile(r"\d{4}-\d\d-\d\d|\d\d?[/.]\d\d?")
_PHRASES: tuple[tuple[str, str], ...] = (  # of headings that are questions, squeezed: the first that is found counts
    (
        "allergi|kost|måltid|lunch|middag|fika|samtyck|gdpr|personnummer|födelse|kommentar|övrigt|faktura|logi|hotell",
        "",
    ),
    ("^(?:kommer|deltar|kan|vill|ska)du|jag(?:kommer|deltar)|närvar.*du|komma.*(?:mötet|dialog|träff)", "answer"),
    (
        "^(?:vilken|vad|i?vilken).*(?:roll|befattning|titel|funktion|uppdrag)|(?:din|deltagarens|din/dina)(?:roll|titel|befattning)",
        "role",
    ),
    ("epost|email|mejl|mailadress", "email"),
    ("telefon|mobil", "phone"),
    ("^namn.{0,6}(?:organisation|kommun|företag|arbetsplats)", "name"),
    ("organisation|arbetsplats|arbetsgivare|företräder|representerar", "organisation"),
    ("kommun", "municipality"),
    ("efternamn.*förnamn|förnamn.*efternamn|duheter|heterdu|(?:ditt|deltagarens|personens).*namn", "name"),
)


def fields(*, of_event: bool = False, of_mail: bool = False) -> tuple[str, ...]:
    """Give the fields that a list of persons can have, one of an event's participants, or one of whom to write to."""
    if of_mail:
        return OF_MAIL
    return (*PERSON, *OF_EVENT) if of_event else PERSON


def label(field: str) -> Message:
    """Give what people call a field."""
    return LABELS[field]


def said(options: Iterable[str], heading: Sequence[str], allowed: Sequence[str]) -> dict[str, str]:
    """Read `HEADING=FIELD` as options have it; UsageError where a heading or a field is none."""
    by_folded = {fold(text): text for text in heading if text}
    found: dict[str, str] = {}
    for option in options:
        text, sign, field = option.rpartition("=")
        if not sign:
            raise UsageError(msg("--column {text}: write it as HEADING=FIELD, or HEADING= to drop it", text=option))
        if fold(text) not in by_folded:
            meant = nearest(fold(text), by_folded)
            if meant:
                raise UsageError(
                    msg("the file has no column {text}; did you mean {meant}?", text=text, meant=by_folded[meant])
                )
            raise UsageError(
                msg("the file has no column {text}; it has {known}", text=text, known=[*by_folded.values()])
            )
        if field and field not in allowed:
            raise UsageError(msg("{field} is no field of a list; there are {names}", field=field, names=[*allowed]))
        found[by_folded[fold(text)]] = field
    return found


class ColumnGuess(NamedTuple):
    """What the columns are: fields by index, and by index those to be agreed to first.

    `also` are further columns of a field, whose cells fill in what the first lacks. `joined` are those that say when
    somebody was in a meeting. `with_place` says that a place of work stands beside the name, after a comma.
    `marks` are columns whose heading is an answer, which a cross below it gives.
    """

    fields: Mapping[int, str]
    asked: Mapping[int, str]
    also: Mapping[int, str]
    joined: tuple[int, ...] = ()
    last_first: bool = False
    with_place: bool = False
    marks: Mapping[int, str] = {}


class _Candidate(NamedTuple):
    place: int
    field: str
    how: str  # "said", nothing where sure, or ASK
    filled: int


def known(text: str) -> KnownHeading | None:
    """Give what a heading is over, as the shipped words have it, whatever stands in brackets after it."""
    found = words.headings().get(squeezed(text))
    if found is None and (bare := _BRACKETS.sub(" ", text)) != text:
        found = words.headings().get(squeezed(bare))
    if found is None and len(parts := _EITHER.split(text)) > 1:
        fields = {one.field if (one := words.headings().get(squeezed(part))) else None for part in parts}
        if fields in ({"organisation"}, {"organisation", "municipality"}):
            found = KnownHeading("organisation", ASK)
    return found


def in_phrase(text: str) -> KnownHeading | None:
    """Give what a heading that is a question or a phrase is over; that is to be agreed to."""
    word = squeezed(text)
    for pattern, field in _PHRASES:
        if re.search(pattern, word):
            return KnownHeading(field, ASK if field else "")
    return None


def guess(
    heading: Sequence[str],
    rows: Sequence[SheetRow],
    said: Mapping[str, str],
    roles: RoleWords,
    allowed: Collection[str],
    *,
    headless: bool = False,
) -> ColumnGuess:
    """Say what the columns of a table are; `said` are fields by heading, `allowed` those that the list may have.

    Where the table is `headless`, its cells tell.
    """
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
        one = None if headless else _read(text, index, shown, roles)
        if one is None:
            continue
        if one.field == "joined":
            joined.append(index)
        elif one.field in allowed:
            found.append(_Candidate(index, one.field, ASK if one.how in {ASK, CELLS} else "", shown.filled(index)))
            last_first |= one.how == LAST_FIRST
    looks: dict[str, Callable[[str], object]] = {**_LOOKS, "role": lambda cell: bool(roles.meaning(cell).value)}
    if headless:
        looks["organisation"] = str.strip
    guessed = _chosen(heading, shown, found, set(said), allowed, looks, tuple(joined), last_first=last_first)
    return guessed._replace(marks=_marks(heading, shown, guessed, set(said), allowed))


def _marks(
    heading: Sequence[str], shown: "_Cells", guessed: ColumnGuess, said: set[str], allowed: Collection[str]
) -> dict[int, str]:
    """Give the columns whose heading is the answer itself, with crosses below: Ja, Nej, Kanske; På plats, Borta."""
    free = [
        index
        for index, text in enumerate(heading)
        if text and text not in said and index not in guessed.fields and known(text) is None
        if shown.share(index, words.values("answer").get, fold) and all(len(cell) == 1 for cell in shown.of(index))
    ]
    for field in ("answer", "attendance"):
        mine = {index: field for index in free if fold(heading[index]) in words.values(field)}
        there = field in guessed.fields.values()
        if field in allowed and (len(mine) > 1 or (mine and there)) and (there or field == "answer" or len(mine) > 1):
            return mine
    return {}


def _last_first(text: str) -> bool:
    found = known(text)
    return found is not None and found.how == LAST_FIRST


def _read(text: str, index: int, shown: "_Cells", roles: RoleWords) -> KnownHeading | None:
    """Give what a column is by its heading, where its cells do not speak against it."""
    found = (known(text) or in_phrase(text)) if text else None
    if found is None:
        return None
    if found.field == "role" and found.how == CELLS:
        return KnownHeading("role", ASK) if shown.share(index, lambda one: bool(roles.meaning(one).value)) else None
    if found.field in {"answer", "attendance"}:
        if shown.share(index, words.values("part").__contains__, fold):
            return KnownHeading("part", "")
        if shown.share(index, lambda one: bool(_DAY.match(one))):
            return None
        if found.how and not shown.share(index, partial(words.meant, found.field)):
            return None
    return found


def _chosen(  # noqa: PLR0917 - what was found, on its way to what it comes to
    heading: Sequence[str], shown: "_Cells", found: list[_Candidate], said: set[str], allowed: Collection[str],
    looks_like: Mapping[str, Callable[[str], object]], joined: tuple[int, ...], *, last_first: bool
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
    for field, looks in looks_like.items():
        if field in allowed and field not in fields.values() and _lacks(field, fields.values()):
            for index in free:
                if index not in fields and shown.share(index, looks):
                    fields[index] = asked[index] = field
                    break
    named = [heading[index] for index, field in fields.items() if field == "name"]
    with_place = any(map(_NAME_AND_PLACE.search, named))
    return ColumnGuess(dict(sorted(fields.items())), asked, also, joined, last_first, with_place)


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

    def share(self, index: int, holds: Callable[[str], object], form: Callable[[str], str] = str) -> bool:
        """Whether at least half of the different cells of a column are of a kind; False where there is none."""
        cells = set(self.of(index))
        return bool(cells) and sum(bool(holds(form(cell))) for cell in cells) >= HALF * len(cells)


def _is_address(cell: str) -> bool:
    return "@" in cell and " " not in cell.strip()


def _is_phone(cell: str) -> bool:
    return any(True for _ in phone_numbers(cell))


def _is_name(cell: str) -> bool:
    return names.may_be_one(names.read(cell).name) and not names.PLACE.search(cell)


_NAME_AND_PLACE = re.compile(r"namn\W.*(?:organisation|kommun|företag|arbetsplats)", re.IGNORECASE)
_LOOKS: Mapping[str, Callable[[str], object]] = {"email": _is_address, "phone": _is_phone, "name": _is_name}
