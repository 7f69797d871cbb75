"""A sheet that a working group has sorted in, read back: what it changes, and what colleagues have changed since."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from rusctl.database.transaction import Transaction
from rusctl.errors import RusctlError
from rusctl.inputs import sorting, store, themes
from rusctl.inputs.sorting import InputUnit, SortedPart, Sorting
from rusctl.inputs.three_way import Disagreement, PutTogether, SortingValues, put_together, unpacked
from rusctl.language.catalogue import LANGUAGES, Language
from rusctl.language.message import Message, msg
from rusctl.language.slug import slug
from rusctl.language.vocabulary_inputs import STANCE, STEP
from rusctl.model.inputs import Input, Stance, Step
from rusctl.services import selection
from rusctl.services.inputs.headings import SortingHeadings
from rusctl.services.inputs.sheet import (
    BASE,
    COLUMNS,
    HEADINGS,
    INPUT,
    OF_STANCE,
    OF_STEP,
    TEXT,
    THEMES,
    VERSION,
    values_of,
    values_of_part,
)
from rusctl.services.inputs.sorting import stance_of
from rusctl.services.inputs.storing import opened
from rusctl.services.inputs.words import initials
from rusctl.services.project import Project
from rusctl.storage.untrusted.sheet import Sheet, SheetRow

WHAT = "inputs read"  # as the log of changes has it


class SheetFault(NamedTuple):
    """What cannot be taken: the row of the file, the column, the value, and why."""

    row: int
    column: str
    value: str
    why: Message


class SheetChange(NamedTuple):
    """What a row changes of an input or a part, what it and somebody else say differently, and how it stands."""

    name: str
    together: PutTogether
    now: SortingValues


class SheetRead(NamedTuple):
    """A sheet that was read: how many rows it has, what they change, what is wrong, and what is not looked at.

    `texts` has the inputs whose text is another in the sheet: what was said is not changed by a sheet.
    """

    rows: int
    unchanged: int
    changes: tuple[SheetChange, ...]
    faults: tuple[SheetFault, ...]
    unused: tuple[str, ...]
    texts: tuple[str, ...]

    @property
    def applied(self) -> tuple[SheetChange, ...]:
        """The rows that change something."""
        return tuple(one for one in self.changes if one.together.changes)

    @property
    def disagreeing(self) -> tuple[SheetChange, ...]:
        """The rows in which something waits until a person has decided."""
        return tuple(one for one in self.changes if one.together.disagreements)


class _Reading:
    """A sheet while it is read, row by row, against how things stand."""

    def __init__(
        self,
        sheet: Sheet,
        there: SortingHeadings,
        inputs: Mapping[str, Input],
        standing: Mapping[int, Sorting],
        *,
        wins: bool,
    ) -> None:
        self.sheet, self.there, self.inputs, self.standing, self.wins = sheet, there, inputs, standing, wins
        self.columns = columns_of(sheet)
        self.faults: list[SheetFault] = []
        self.changes: list[SheetChange] = []
        self.texts: list[str] = []
        self.unchanged = 0
        self.seen: dict[str, int] = {}

    def read(self) -> SheetRead:
        for row in self.sheet.rows:
            self._row(row)
        used = set(self.columns.values())
        unused = tuple(text for at, text in enumerate(self.sheet.heading) if text and at not in used)
        counts = (len(self.sheet.rows), self.unchanged)
        return SheetRead(*counts, tuple(self.changes), tuple(self.faults), unused, tuple(self.texts))

    def _cell(self, row: SheetRow, column: str) -> str | None:
        at = self.columns.get(column)
        return None if at is None else row.cells[at].strip()

    def _fault(self, row: SheetRow, column: str, why: Message) -> None:
        at = self.columns.get(column, 0)
        self.faults.append(SheetFault(row.number, self.sheet.heading[at], row.cells[at], why))

    def _row(self, row: SheetRow) -> None:
        name = (self._cell(row, INPUT) or "").upper()
        found = self._meant(row, name)
        if found is None:
            return
        one, now, part = found
        self.seen[name] = row.number
        faults = len(self.faults)
        current = values_of_part(part) if part else values_of(now)
        before = self._before(row, now, current)
        said = self._said(row, part, before)
        together = put_together(before, said, current, sheet_wins=self.wins)
        self._held(row, together.put, one.event)
        if len(self.faults) > faults:
            return
        if not part and (text := self._cell(row, TEXT)) is not None and text.split() != one.text.split():
            self.texts.append(one.ident)
        if together.changes or together.disagreements:
            self.changes.append(SheetChange(name, together, current))
        else:
            self.unchanged += 1

    def _before(self, row: SheetRow, now: Sorting, current: SortingValues) -> SortingValues:
        """Give what the row was when the sheet was made; where it does not say, the same version is the same."""
        before = unpacked(self._cell(row, BASE) or "")
        if before is not None:
            return before
        return current if self._cell(row, VERSION) == str(now.version) else SortingValues((), "", "")

    def _held(self, row: SheetRow, names: Sequence[str], event: str) -> None:
        """Refuse a heading that holds no longer, as every command does."""
        for name in names:
            try:
                self.there.chosen([name], event)
            except RusctlError as error:
                self._fault(row, HEADINGS if name in self.there.frame else THEMES, error.message)

    def _meant(self, row: SheetRow, name: str) -> tuple[Input, Sorting, SortedPart | None] | None:
        ident, dot, number = name.partition(".")
        one = self.inputs.get(ident)
        if one is None:
            self._fault(row, INPUT, msg("there is no such input") if name else msg("the row has no input"))
            return None
        if name in self.seen:
            self._fault(row, INPUT, msg("it stands in row {row}, too", row=self.seen[name]))
            return None
        now = self.standing.get(one.id, sorting.UNSORTED)
        part = next((each for each in now.parts if str(each.number) == number), None)
        if dot and part is None:
            self._fault(row, INPUT, msg("the input has no such part"))
            return None
        return one, now, part

    def _said(self, row: SheetRow, part: SortedPart | None, before: SortingValues) -> SortingValues:
        """Give what the row says; of a column that somebody has taken out, it says what it was."""
        under: list[str] = []
        for column in (HEADINGS, THEMES):
            text = self._cell(row, column)
            if text is None:
                under += [one for one in before.under or () if (one in self.there.themes) == (column == THEMES)]
            else:
                under += self._names(row, column, text)
        stance = self._word(row, OF_STANCE, lambda text: stance_of(text) or "")
        step = None if part else self._word(row, OF_STEP, step_of)
        if part and self._cell(row, OF_STEP):
            self._fault(row, OF_STEP, msg("how far it has come is said of the whole input"))
        return SortingValues(tuple(dict.fromkeys(under)), stance, step)

    def _word(self, row: SheetRow, column: str, read_as: Callable[[str], str]) -> str | None:
        text = self._cell(row, column)
        if text is None:
            return None
        try:
            return read_as(text)
        except RusctlError as error:
            self._fault(row, column, error.message)
            return None

    def _names(self, row: SheetRow, column: str, text: str) -> list[str]:
        """Give the ids that a cell names: with semicolons or lines between, or with commas where that has a meaning."""
        found: list[str] = []
        for piece in (one.strip() for one in text.replace("\n", ";").split(";")):
            try:
                found += self.there.meant([piece]) if piece else ()
            except RusctlError as error:
                try:
                    found += self.there.meant([one.strip() for one in piece.split(",") if one.strip()])
                except RusctlError:
                    self._fault(row, column, error.message)
        return found


def step_of(text: str) -> Step:
    """Give how far an input is sorted by a word of either language; an empty cell is not sorted."""
    return Step(selection.word_of(text, STEP, msg("how far an input is sorted"))) if text else Step.OPEN


def columns_of(sheet: Sheet) -> dict[str, int]:
    """Give the index of each column that is known by its heading; RusctlError where none says which input a row is."""
    words = {slug(Language(code).text(text)): key for key, text in COLUMNS.items() for code in LANGUAGES}
    found: dict[str, int] = {}
    for at, heading in enumerate(sheet.heading):
        key = words.get(slug(heading))
        if key in found:
            raise RusctlError(msg("two columns are {column}; take one of them away", column=heading))
        if key is not None:
            found[key] = at
    if INPUT not in found:
        raise RusctlError(msg("no column says which input a row is; the one that rusctl writes is called Input"))
    return found


def read(project: Project, sheet: Sheet, *, sheet_wins: bool = False, by: str = "", dry_run: bool = False) -> SheetRead:
    """Take what a sheet changes, in one transaction, and give what it was; where a row is wrong, nothing is taken.

    What a colleague has changed meanwhile stays; with `sheet_wins` the sheet decides where both say different things.
    """
    plan, who = project.readable().plan, initials(by)
    register = opened(project)

    def look(connection: Any) -> tuple[SheetRead, SortingHeadings, dict[str, Input]]:
        there = SortingHeadings(plan, themes.listed(connection), project.today)
        inputs = {one.ident: one for one in store.read(connection)}
        standing = sorting.standing(connection)
        return _Reading(sheet, there, inputs, standing, wins=sheet_wins).read(), there, inputs

    with register.reading() as connection:
        found, _, _ = look(connection)
    if found.faults or not found.applied:
        return found

    def work(change: Transaction) -> SheetRead:
        again, there, inputs = look(change.connection)
        for one in again.applied:
            _take(change, one, there, inputs, who)
        return again

    return register.change(WHAT, work, dry_run=dry_run)


def _take(change: Transaction, one: SheetChange, there: SortingHeadings, inputs: Mapping[str, Input], who: str) -> None:
    ident, _, number = one.name.partition(".")
    row = inputs[ident].id
    now = sorting.of_input(change.connection, row)
    part = next((each for each in now.parts if str(each.number) == number), None)
    unit = InputUnit(row, part.row if part else None)
    chosen = there.chosen(one.together.put, inputs[ident].event)
    sorting.put(change, unit, chosen.headings, chosen.themes, who)
    sorting.take_away(change, unit, one.together.taken)
    if one.together.stance is not None:
        sorting.set_stance(change, unit, Stance(one.together.stance) if one.together.stance else None, who)
    if one.together.step is not None:
        sorting.touch(change, row, step=Step(one.together.step))


def disagreement(one: Disagreement, language: Language) -> tuple[str, str, str]:
    """Give a disagreement as people read it: the field, what the sheet says, and what stands."""
    column, words = _words(one.field, language)
    return column, words[one.sheet], words[one.now]


def meanwhile(one: SheetChange, language: Language) -> list[str]:
    """Give what somebody else has changed since the sheet was made, as it stands, as people read it."""
    found = []
    for field in one.together.others:
        if field == "under":
            found.append(f"{language.text(COLUMNS[HEADINGS])}: {', '.join(one.now.under or ()) or '–'}")
        else:
            column, words = _words(field, language)
            found.append(f"{column}: {words[getattr(one.now, field) or '']}")
    return found


def changed(one: SheetChange, language: Language) -> list[str]:
    """Give what the sheet changes, as people read it."""
    found = [f"+{name}" for name in one.together.put] + [f"-{name}" for name in one.together.taken]
    for field in ("stance", "step"):
        value = getattr(one.together, field)
        if value is not None:
            column, words = _words(field, language)
            found.append(f"{column}: {words[value]}")
    return found


def _words(field: str, language: Language) -> tuple[str, dict[str, str]]:
    """Give what a field is called, and what its values are."""
    table: Mapping[Stance, Message] | Mapping[Step, Message] = STANCE if field == "stance" else STEP
    words = {str(key): language.text(text) for key, text in table.items()} | {"": "–"}
    return language.text(COLUMNS[OF_STANCE if field == "stance" else OF_STEP]), words
