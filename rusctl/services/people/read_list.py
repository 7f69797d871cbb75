"""A list read: from a file to what it says, with the plan's words, what was said of such a list before, and questions.

Every list of people comes in by this: of persons, of an event's participants, of who has come, of whom to write to.
"""

from collections.abc import Mapping, Sequence
from enum import Enum
from pathlib import Path
from typing import NamedTuple

from rusctl.errors import RusctlError, UsageError
from rusctl.language.message import msg
from rusctl.language.patterns import addresses, personal_numbers, phone_numbers
from rusctl.lists import columns, table
from rusctl.lists.folding import fold
from rusctl.lists.questions import NO, YES, ZERO, About, ListAnswers, ListQuestion, QuestionItem
from rusctl.lists.understand import ANSWERS, ATTENDANCES, ListVocabulary, Understood, understand
from rusctl.lists.vocabulary import MunicipalityWords, Nameable, RoleWords
from rusctl.model.plan import Plan
from rusctl.services.project import Project
from rusctl.storage import mappings
from rusctl.storage.untrusted import spreadsheet
from rusctl.storage.untrusted.sheet import Sheet

SHEETS_TRIED = 10
NONE = "none"  # what a word is said to mean that means no role and no municipality


class Purpose(Enum):
    """What a list is read for, which says what its columns may be."""

    PERSONS = "persons"
    EVENT = "event"
    MAIL = "mail"
    ADDRESSES = "addresses"  # whose, and nothing else of them


class ListGiven(NamedTuple):
    """What options say of a list: its sheet, HEADING=FIELD and WORD=ID, the row of its headings, and so on.

    `hidden`, `came` and `zero` are None where nothing was said.
    """

    sheet: str = ""
    columns: Sequence[str] = ()
    means: Sequence[str] = ()
    heading_row: int = 0
    hidden: bool | None = None
    came: bool | None = None
    zero: bool | None = None
    role: str | None = None


class ListReading(NamedTuple):
    """A list as it was read: its file's name, its sheet, what was said of it, and what was understood.

    `passed` are sheets before it that hold no list. `given` are the columns and words that options or answers said, to
    be remembered; the rest was known before.
    """

    file: str
    sheet: Sheet
    purpose: Purpose
    said: ListAnswers
    found: Understood
    passed: tuple[str, ...] = ()
    columns: Mapping[str, str] = {}
    words: Mapping[tuple[str, str], str] = {}

    @property
    def questions(self) -> tuple[ListQuestion, ...]:
        """What is asked of the one who takes the list in."""
        if not self.passed:
            return self.found.questions
        item = QuestionItem("sheet", self.sheet.name, (), YES, (YES,))
        return (ListQuestion(About.SHEET, (item,)), *self.found.questions)


def from_file(project: Project, path: Path, purpose: Purpose, given: ListGiven = ListGiven()) -> ListReading:  # noqa: B008 - immutable
    """Read the list in a file: of a workbook the sheet that is named, else the first that holds a list."""
    sheet = spreadsheet.read(path, given.sheet)
    passed: tuple[str, ...] = ()
    if not given.sheet and sheet.others and not table.has_one(sheet):
        for number, name in enumerate(sheet.others[:SHEETS_TRIED]):
            other = spreadsheet.read(path, name)
            if table.has_one(other):
                passed = (sheet.name, *sheet.others[:number])
                sheet = other._replace(others=tuple(one for one in other.others if one not in passed))
                break
    return read(project, sheet, purpose, given, file=path.name, passed=passed)


def read(
    project: Project, sheet: Sheet, purpose: Purpose, given: ListGiven, *, file: str, passed: tuple[str, ...] = ()
) -> ListReading:
    """Read a list of a sheet; RusctlError or UsageError where it cannot be read as options say."""
    plan = project.readable().plan
    words = _words(plan, given.means)
    said = ListAnswers({}, words, given.heading_row, given.hidden, given.came, given.zero, given.role)
    found = understand(sheet, _vocabulary(plan, purpose, words), said)
    heading = [text for text in found.table.heading if text]
    said_now = {} if sheet.of_addresses else columns.said(given.columns, heading, _FIELDS[purpose])
    known = None if sheet.of_addresses else _known(project, plan, found.table.heading)
    if known is not None:
        said = _with_known(said, known, found, purpose)
    if said_now or known is not None:
        taken = set(said_now.values()) - {""}
        before = {text: "" if field in taken else field for text, field in said.columns.items()}
        said = said._replace(columns={**before, **said_now})
        found = understand(sheet, _vocabulary(plan, purpose, words), said)
    if not sheet.of_addresses:
        _refuse_wrong(found, said.columns, purpose)
    return ListReading(file, sheet, purpose, said, found, passed, said_now, words)


_FIELDS = {
    Purpose.PERSONS: columns.fields(),
    Purpose.EVENT: columns.fields(of_event=True),
    Purpose.MAIL: columns.fields(of_mail=True),
    Purpose.ADDRESSES: ("name", "first_name", "last_name", "email"),
}
_BY_ADDRESS = frozenset({Purpose.MAIL, Purpose.ADDRESSES})  # who has no name is called by the address


class _KnownBefore(NamedTuple):
    columns: Mapping[str, str]
    came: bool | None


def _known(project: Project, plan: Plan, heading: Sequence[str]) -> _KnownBefore | None:
    """Give what was said of a list with the same headings; None where nothing was."""
    digest = mappings.key(heading)
    for one in plan.lists:
        if one.headings == digest:
            pairs = (text.rpartition("=") for text in one.columns)
            return _KnownBefore({text: field for text, _, field in pairs}, one.everybody_came)
    before = mappings.recall(project.folder.path, heading)
    return None if before is None else _KnownBefore(before, None)


def _with_known(said: ListAnswers, known: _KnownBefore, found: Understood, purpose: Purpose) -> ListAnswers:
    """Let what was said of such a list before count where nothing else was said."""
    allowed = _FIELDS[purpose]
    beside = {found.table.heading[index] for index in (*found.guess.also, *found.guess.marks)}  # found anew
    heading = [text for text in found.table.heading if text and (text in known.columns or text not in beside)]
    fields = {text: known.columns.get(text, "") for text in heading}
    fields = {text: field if field in allowed else "" for text, field in fields.items()}
    came = known.came if said.came is None else said.came
    return said._replace(columns=fields, heading_row=said.heading_row or found.table.at, came=came)


def _vocabulary(plan: Plan, purpose: Purpose, words: Mapping[tuple[str, str], str]) -> ListVocabulary:
    """Give what a list is read with: the names and words of the plan's roles and municipalities."""
    roles = RoleWords(
        (Nameable(one.id, tuple(one.name.values()), one.words) for one in plan.roles),
        {word: value for (field, word), value in words.items() if field == "role"},
    )
    towns = MunicipalityWords(
        (Nameable(one.id, (one.name,), one.words, one.code) for one in plan.municipalities),
        {word: value for (field, word), value in words.items() if field == "municipality"},
    )
    return ListVocabulary(roles, towns, frozenset(_FIELDS[purpose]), purpose in _BY_ADDRESS)


def _words(plan: Plan, options: Sequence[str]) -> dict[tuple[str, str], str]:
    """Read `WORD=ID` as options have it: the id of a role or a municipality, an answer, or none."""
    found: dict[tuple[str, str], str] = {}
    ids = {
        "role": {one.id for one in plan.roles} | {NONE},
        "municipality": {one.id for one in plan.municipalities} | {NONE},
        "answer": set(ANSWERS),
        "attendance": set(ATTENDANCES),
    }
    for option in options:
        word, sign, value = option.rpartition("=")
        fields = [field for field, known in ids.items() if value in known]
        if not sign or not word.strip():
            raise UsageError(msg("--means {text}: write it as WORD=ID, such as KSO=politiker", text=option))
        if not fields:
            raise UsageError(
                msg(
                    "{id} is neither a role nor a municipality of the plan, nor an answer; roles: {roles}",
                    id=value or '""',
                    roles=sorted(ids["role"] - {NONE}),
                )
            )
        for field in fields:
            meant = "" if value == NONE and field in {"role", "municipality"} else value
            found[field, fold(word)] = meant
    return found


def answered(project: Project, reading: ListReading, about: About, answers: Mapping[str, str]) -> ListReading:
    """Read a list anew with the answers to a question: by the keys of its items, what was said."""
    said, column_answers = reading.said, dict(reading.columns)
    words = dict(reading.words)
    for key, value in answers.items():
        kind, _, subject = key.partition(":")
        if about is About.COLUMNS:
            column_answers[subject] = "" if value == NONE else value
        elif about in {About.WORDS, About.GROUPS}:
            words[kind, subject] = "" if value == NONE and kind in {"role", "municipality"} else value
        elif about is About.HEADINGS:
            said = said._replace(heading_row=int(value))
        elif about is About.HIDDEN:
            said = said._replace(hidden=value != NO)
        elif about is About.CAME:
            said = said._replace(came=value != NO)
        elif about is About.NUMBERS:
            said = said._replace(zero=value == ZERO)
        elif about is About.ROLE:
            said = said._replace(role=value)
    said = said._replace(columns={**said.columns, **column_answers}, words=words)
    found = understand(reading.sheet, _vocabulary(project.readable().plan, reading.purpose, words), said)
    return reading._replace(said=said, found=found, columns=column_answers, words=words)


def _refuse_wrong(found: Understood, said: Mapping[str, str], purpose: Purpose) -> None:
    """Refuse a list whose headings are a person, or that leaves out the name, or has two columns for one field."""
    heading = found.table.heading
    for text in heading:
        if any(True for find in (addresses, personal_numbers, phone_numbers) for _ in find(text)):
            raise RusctlError(msg("the first row seems to hold a person and no headings; put headings above it"))
    taken = [field for field in said.values() if field]
    for field in taken:
        if taken.count(field) > 1:
            raise RusctlError(
                msg("two columns are the {field}; drop one with --column HEADING=", field=columns.label(field))
            )
    fields = set(found.guess.fields.values())
    for index, text in enumerate(heading):
        twice = [place for place, one in enumerate(heading) if place > index and fold(one) == fold(text)]
        if text and twice and index in found.guess.fields and _both_filled(found, index, twice[0]):
            raise RusctlError(msg("two columns are called {text}; give one of them another heading", text=text))
    if purpose in _BY_ADDRESS and "email" not in fields:
        known = [text for text in heading if text]
        raise RusctlError(
            msg("no column is known to be the email address; write Email above it; the file has {known}", known=known)
        )
    if purpose not in _BY_ADDRESS and "name" not in fields and not {"first_name", "last_name"} <= fields:
        label = "name"
        raise RusctlError(
            msg(
                "no column is known to be the {field}; say which with --column HEADING={id}, the file has {known}",
                field=columns.label(label),
                id=label,
                known=[text for text in heading if text],
            )
        )


def _both_filled(found: Understood, one: int, other: int) -> bool:
    cells = [(row.cells[one].strip(), row.cells[other].strip()) for row in found.table.rows]
    return any(first for first, _ in cells) and any(second for _, second in cells)
