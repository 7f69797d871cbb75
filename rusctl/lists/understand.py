"""A sheet understood: its table, its columns, its persons, and what is to be asked before they are taken.

It is pure: the same sheet and the same answers give the same. An answer is put among what was said (`Said`), and the
sheet is understood anew; a question that has been answered does not come back.
"""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from rusctl.language.message import Message, msg
from rusctl.language.patterns import phone_numbers
from rusctl.lists import cells, columns, names, rows, table, words
from rusctl.lists.columns import ColumnGuess
from rusctl.lists.folding import fold
from rusctl.lists.questions import LEAVE, NO, YES, ZERO, About, ListAnswers, ListQuestion, QuestionItem, quotable
from rusctl.lists.rows import Group
from rusctl.lists.table import FoundTable, LeftOut
from rusctl.lists.vocabulary import Meaning, MunicipalityWords, RoleWords
from rusctl.storage.untrusted.sheet import NUMBER, Sheet, SheetRow

ANSWERS = ("accepted", "declined", "tentative", "delegated", "none")
ATTENDANCES = ("attended", "absent", "unknown")
_WORDS = ("role", "municipality", "answer", "attendance")


class ListVocabulary(NamedTuple):
    """What a list is read with: the words for the plan's roles and municipalities, and the fields that it may have.

    With `nameless` a row may have an address alone, as a list of whom to write to may.
    """

    roles: RoleWords
    municipalities: MunicipalityWords
    fields: frozenset[str]
    nameless: bool = False


class ListRow(NamedTuple):
    """A person's row: its number, its cells by field, and of which kind those are that hold no plain text.

    `meant` are the values of words, by field: ids of roles and municipalities, values of answers. `dropped` are the
    cells of columns that are not taken, so that they can be looked through.
    """

    number: int
    cells: Mapping[str, str]
    kinds: Mapping[str, str]
    meant: Mapping[str, str]
    dropped: tuple[str, ...]


class Waiting(NamedTuple):
    """A row that waits for an answer: its number, the heading of the column at fault (or nothing), and why."""

    row: int
    column: str
    reason: Message


class Understood(NamedTuple):
    """A list as it was understood.

    `persons` are all rows of persons, also those that wait. `left` is what is left out, by rows; `notes` what is said
    of cells, with their rows; `headings` are the headings of the fields.
    """

    table: FoundTable
    guess: ColumnGuess
    persons: tuple[ListRow, ...]
    waiting: tuple[Waiting, ...]
    left: tuple[LeftOut, ...]
    notes: tuple[tuple[Message, tuple[int, ...]], ...]
    questions: tuple[ListQuestion, ...]
    headings: Mapping[str, str]

    @property
    def columns(self) -> dict[str, str]:
        """Give the field of each heading that is taken."""
        return {self.table.heading[index]: field for index, field in self.guess.fields.items()}

    @property
    def sheet_rows(self) -> tuple[SheetRow, ...]:
        """Give the persons' rows as they stand in the sheet."""
        numbers = {one.number for one in self.persons}
        return tuple(row for row in self.table.rows if row.number in numbers)

    @property
    def skipped(self) -> int:
        """How many rows of the list are left out; those above its headings are none of them."""
        return sum(len(one.rows) for one in self.left if not one.above)


def understand(sheet: Sheet, vocabulary: ListVocabulary, said: ListAnswers = ListAnswers()) -> Understood:  # noqa: B008 - immutable
    """Understand a sheet with what has been said of it."""
    if sheet.of_addresses:
        found = FoundTable(("", ""), 0, sheet.rows)
        guess = ColumnGuess({0: "name", 1: "email"}, {}, {})
    else:
        found = table.find(sheet, said.heading_row, said.columns)
        guess = columns.guess(
            found.heading, found.rows, said.columns, vocabulary.roles, vocabulary.fields, headless=not found.at
        )
    return _Understanding(sheet, vocabulary, said, found, guess).run()


class _Understanding:
    def __init__(
        self, sheet: Sheet, vocabulary: ListVocabulary, said: ListAnswers, found: FoundTable, guess: ColumnGuess
    ) -> None:
        self.sheet, self.vocabulary, self.said, self.found, self.guess = sheet, vocabulary, said, found, guess
        self.notes: dict[str, tuple[Message, list[int]]] = {}
        self.waiting: list[Waiting] = []
        self.left: list[LeftOut] = list(found.left)
        self.asked: dict[tuple[str, str], tuple[Meaning, list[int]]] = {}
        self.numbers: list[int] = []
        self.roleless: list[int] = []
        self.headings = {field: found.heading[index] for index, field in guess.fields.items()}
        taken = {*guess.fields, *guess.also, *guess.marks}
        self.dropped = [index for index in range(len(found.heading)) if index not in taken]
        self.places = [*guess.fields.items(), *guess.also.items()]
        self.values = {field: words.values(field) for field in ("answer", "attendance", "part", "language", "walk_in")}
        self.meanings: dict[tuple[str, str], Meaning] = {}
        self.came = bool(guess.joined) and "attendance" in vocabulary.fields and "attendance" not in self.headings
        self.row, self.beside, self.place, self.phone = 0, "", "", ""

    def run(self) -> Understood:
        vocabulary = self.vocabulary
        if self.sheet.of_addresses:
            sorted_rows = rows.Sorted(tuple((row, None) for row in self.found.rows), (), (), ())
        else:
            sorted_rows = rows.sort(self.found, self.guess, vocabulary.roles, vocabulary.municipalities)
        self.left += sorted_rows.left
        persons = self._without_hidden(sorted_rows.persons)
        persons = list(rows.filled_down(persons, self.sheet, self.guess.fields))
        found = [one for row, group in persons if (one := self._person(row, group)) is not None]
        asked_of = len(self.roleless)
        for row in sorted_rows.doubtful:
            if (one := self._person(row, None)) is not None:
                found.append(one)
            self.waiting = [waiting for waiting in self.waiting if waiting.row != row.number]
            self.waiting.append(Waiting(row.number, "", msg("it is not clear whether this row is a person")))
        del self.roleless[asked_of:]  # of what may be nobody no role is asked
        self._compare_total(len(found))
        notes = tuple((text, tuple(numbers)) for text, numbers in self.notes.values())
        questions = self._questions(sorted_rows.groups)
        return Understood(
            self.found, self.guess, tuple(found), tuple(self.waiting), tuple(self.left), notes, questions, self.headings
        )

    def _compare_total(self, count: int) -> None:
        """Say where the one total of a list is another number than that of its persons."""
        totals = [number for one in self.left if one.reason.id == rows.TOTAL.id for number in one.rows]
        if len(totals) != 1:
            return
        (row,) = (one for one in self.found.rows if one.number == totals[0])
        numbers = {int(number) for cell in row.cells for number in re.findall(r"\b\d{1,4}\b", cell)}
        if len(numbers) == 1 and numbers != {count}:
            self.row = row.number
            self._note(msg("the total is {total}, and {count} people were found", total=numbers.pop(), count=count))

    def _without_hidden(self, persons: Sequence[tuple[SheetRow, Group | None]]) -> list[tuple[SheetRow, Group | None]]:
        hidden = frozenset(self.sheet.hidden)
        self.hidden = tuple(row.number for row, _ in persons if row.number in hidden) if hidden else ()
        if not self.hidden or self.said.hidden is not False:
            return list(persons)
        self.left.append(LeftOut(self.hidden, msg("hidden in the workbook")))
        return [one for one in persons if one[0].number not in hidden]

    def _person(self, row: SheetRow, group: Group | None) -> ListRow | None:
        """Read the cells of a person's row; None where it is left out."""
        self.row, self.beside, self.place, self.phone = row.number, "", "", ""
        held, kinds = self._cells(row)
        if self.sheet.of_addresses and self._no_recipient(row.number, held):
            return None
        if group is not None:
            self._grouped(group, held)
        if self.came and self.said.came is not False:
            held["attendance"] = "x"
        meant = self._meant(row.number, held)
        return ListRow(
            row.number, held, kinds, meant, tuple(filter(None, (row.cells[index] for index in self.dropped)))
        )

    def _cells(self, row: SheetRow) -> tuple[dict[str, str], dict[str, str]]:
        """Give the cells of a row by field, and of which kind those are that hold no plain text."""
        held: dict[str, str] = {}
        kinds: dict[str, str] = {}
        for index, field in self.places:
            text = row.cells[index]
            kind = row.kinds.get(index, "") if row.kinds else ""
            if field in held or not (text or kind):
                continue
            if kind == NUMBER and field == "phone":
                text, kind = self._phone_number(text), ""
            elif not kind:
                text = self._text(field, text)
            if text or kind:
                held[field] = text
            if kind:
                kinds[field] = kind
        if not (self.guess.marks or self.beside or self.place or self.phone):
            return held, kinds
        marked = [
            (field, self.found.heading[index]) for index, field in self.guess.marks.items() if row.cells[index].strip()
        ]
        for field, text in (*marked, ("email", self.beside), ("organisation", self.place), ("phone", self.phone)):
            if text:
                held.setdefault(field, text)
        return held, kinds

    def _text(self, field: str, text: str) -> str:
        if field in {"name", "first_name", "last_name"}:
            last_first = self.guess.last_first and field == "name"
            found = cells.name(text, self._note, last_first=last_first, with_place=self.guess.with_place)
            self.beside = self.beside or found.address
            self.place = found.place
            return found.name
        if field == "email":
            if "@" not in text and any(True for _ in phone_numbers(text)):  # a column of either
                self.phone = cells.phone(text, self._note)
                return ""
            return "" if cells.is_nothing(text) else cells.email(text, self._note)
        if field == "phone":
            return "" if cells.is_nothing(text) else cells.phone(text, self._note)
        return "" if field not in self.values and field != "role" and cells.is_nothing(text) else text

    def _phone_number(self, text: str) -> str:
        self.numbers.append(self.row)
        if self.said.zero:
            return f"0{text}"
        self._note(msg("the telephone number was kept as a number and has lost its 0 or +; it is left out"))
        return ""

    def _note(self, text: Message) -> None:
        self.notes.setdefault(text.id, (text, []))[1].append(self.row)

    def _no_recipient(self, number: int, held: Mapping[str, str]) -> bool:
        """Whether an entry of a line of addresses is nobody's who can be taken; that is said."""
        address = held.get("email", "")
        if "@" not in address:
            exchange = address.lower().startswith("/o=")
            why = msg("an address of Exchange's own and no email address") if exchange else msg("no email address")
            self.left.append(LeftOut((number,), why))
            return True
        if "name" not in held and not self.vocabulary.nameless:
            self.left.append(LeftOut((number,), msg("an address without a name")))
            return True
        return False

    def _grouped(self, group: Group, held: dict[str, str]) -> None:
        """Let a row have what the heading of its group says, where it does not say it itself."""
        if group.field and not held.get(group.field) and group.field in self.vocabulary.fields:
            held[group.field] = group.text

    def _meant(self, number: int, held: Mapping[str, str]) -> dict[str, str]:
        """Give what the words of a row mean; those that are not known are kept as questions, and the row waits."""
        meant: dict[str, str] = {}
        waits = False
        for field in _WORDS:
            if text := held.get(field):
                value = self._word_of(number, field, names.without_party(text) if field == "role" else text)
                waits |= value is None
                if value:
                    meant[field] = value
        for field in ("part", "language", "walk_in"):
            if (text := held.get(field)) and (value := self.values[field].get(fold(text))):
                meant[field] = value
        if "role" not in meant and "role" in self.vocabulary.fields and not waits:
            self.roleless.append(number)
        return meant

    def _word_of(self, number: int, field: str, text: str) -> str | None:
        """Give what a word means, nothing where it means none; None where that is not known, and the row waits."""
        found = self._meaning(field, text)
        if found.value is None or not found.sure:
            self.asked.setdefault((field, text), (found, []))[1].append(number)
        if found.value is None:
            self.waiting.append(Waiting(number, self.headings.get(field, ""), self._unknown(field, text, found)))
        elif not found.value and field in _NOT_TAKEN and not cells.is_nothing(text):
            self._note(_NOT_TAKEN[field])
        return found.value

    def _meaning(self, field: str, text: str) -> Meaning:
        found = self.meanings.get((field, text))
        if found is None:
            found = self.meanings[field, text] = self._look_up(field, text)
        return found

    def _look_up(self, field: str, text: str) -> Meaning:
        if field == "role":
            return self.vocabulary.roles.meaning(text)
        if field == "municipality":
            return self.vocabulary.municipalities.meaning(text)
        folded = fold(text)
        if (value := self.said.words.get((field, folded))) is not None:
            return Meaning(value, sure=True)
        known = self.values[field]
        if folded in known:
            return Meaning(known[folded], sure=True)
        if folded in self.values["part"]:
            return Meaning("", sure=True)
        return Meaning(words.meant(field, text))

    def _unknown(self, field: str, text: str, found: Meaning) -> Message:
        """Say what of a row is not understood, and how it is said."""
        shown = " ".join(text.split())
        if not quotable(shown):
            return _UNKNOWN[field]
        if found.among:
            return msg(
                "{word} may be each of {names}; say --means {word}=ID for the one that counts",
                word=shown,
                names=list(found.among),
            )
        near = self._near(field, shown)
        if near:
            return msg("{word} is not known; did you mean {meant}? Say --means {word}=ID", word=shown, meant=near)
        return msg("{word} is not known; say what it means with --means {word}=ID", word=shown)

    def _near(self, field: str, text: str) -> str:
        if field == "role":
            return self.vocabulary.roles.near(text)
        return self.vocabulary.municipalities.near(text) if field == "municipality" else ""

    def _questions(self, groups: Sequence[Group]) -> tuple[ListQuestion, ...]:
        found: list[ListQuestion] = []
        heading = self.found.heading
        if not self.found.first and not self.said.heading_row and self.found.at:
            item = QuestionItem("headings", "", (self.found.at,), YES, (YES,))
            found.append(ListQuestion(About.HEADINGS, (item,)))
        fields = tuple(sorted(self.vocabulary.fields))
        items = [
            QuestionItem(f"column:{heading[index]}", heading[index], (), field, fields, field)
            for index, field in self.guess.asked.items()
        ]
        items += [QuestionItem(f"column:{text}", text, (), "", fields) for text in self._unknown_headings()]
        if items:
            found.append(ListQuestion(About.COLUMNS, tuple(items)))
        texts = {group.text for group in groups}
        items = [self._word(*key, *one) for key, one in self.asked.items() if key[1] not in texts]
        if items:
            found.append(ListQuestion(About.WORDS, tuple(items)))
        if headed := self._of_groups(groups):
            found.append(ListQuestion(About.GROUPS, headed))
        found += self._of_rows()
        return tuple(found)

    def _unknown_headings(self) -> list[str]:
        """Give the headings that nothing is known of, over columns that hold something."""
        return [
            text
            for index in self.dropped
            if (text := self.found.heading[index]) and text not in self.said.columns and index not in self.guess.joined
            if columns.known(text) is None and columns.in_phrase(text) is None
            if any(row.cells[index] for row in self.found.rows)
        ]

    def _word(self, field: str, text: str, found: Meaning, numbers: Sequence[int]) -> QuestionItem:
        choices = {
            "role": self.vocabulary.roles.ids,
            "municipality": self.vocabulary.municipalities.ids,
            "answer": ANSWERS,
            "attendance": ATTENDANCES,
        }[field]
        return QuestionItem(
            f"{field}:{fold(text)}", " ".join(text.split()), tuple(numbers), found.value, choices, field
        )

    def _of_groups(self, groups: Sequence[Group]) -> tuple[QuestionItem, ...]:
        """Give the headings of groups that are to be agreed to, each text once."""
        rows_of: dict[str, list[int]] = {}
        about: dict[str, Group] = {}
        for group in groups:
            rows_of.setdefault(group.text, []).append(group.row)
            about[group.text] = group
        ids = {"role": self.vocabulary.roles.ids, "municipality": self.vocabulary.municipalities.ids}
        return tuple(
            QuestionItem(
                f"{one.field or 'role'}:{fold(text)}", text, tuple(rows_of[text]), one.value,
                ids[one.field or "role"], one.field or "role",
            )
            for text, one in about.items()
            if (one.field or "role", fold(text)) not in self.said.words
        )  # fmt: skip

    def _of_rows(self) -> list[ListQuestion]:
        found = []

        def ask(about: About, numbers: Sequence[int], proposed: str, choices: tuple[str, ...]) -> None:
            found.append(ListQuestion(about, (QuestionItem(about, "", tuple(numbers), proposed, choices),)))

        if self.hidden and self.said.hidden is None:
            ask(About.HIDDEN, self.hidden, YES, (YES, NO))
        if self.came and self.said.came is None:
            ask(About.CAME, (), YES, (YES, NO))
        if self.numbers and self.said.zero is None:
            ask(About.NUMBERS, self.numbers, LEAVE, (LEAVE, ZERO))
        if self.roleless and self.said.role is None and "attendance" in self.vocabulary.fields:
            ask(About.ROLE, self.roleless, "", self.vocabulary.roles.ids)
        return found


_NOT_TAKEN: Mapping[str, Message] = {
    "role": msg("a role in a meeting is no actor group, and is left out"),
    "municipality": msg("a region or a county is no municipality, and is left out"),
}
_UNKNOWN: Mapping[str, Message] = {
    "role": msg("what stands there is not known as a role; change the cell, or say --role"),
    "municipality": msg("what stands there is not known as a municipality; change the cell"),
    "answer": msg("what stands there is not known as an answer; change the cell"),
    "attendance": msg("what stands there does not tell whether somebody came; change the cell"),
}
