"""A sheet in which comments were answered, read back: put together with what colleagues have written meanwhile."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from rusctl.consultation import answers, comments, reasons, spans
from rusctl.consultation.merging import (
    AnswerFate,
    AnswerWords,
    FieldsTogether,
    SheetBase,
    answer_fate,
    base,
    fields_together,
    plain,
)
from rusctl.database.transaction import Transaction
from rusctl.errors import RusctlError
from rusctl.language.catalogue import LANGUAGES, Language
from rusctl.language.message import Message, msg
from rusctl.language.slug import slug
from rusctl.language.vocabulary_comments import COMMENT_STEP
from rusctl.model.comments import AnsweredComment, NewComment, ReplyComment, SplitReply
from rusctl.services.consultation import comment_words
from rusctl.services.consultation.answering import put, versions_of, words_of
from rusctl.services.consultation.comment_sheet import (
    BASE,
    CHANGES,
    COLUMNS,
    COMMENT,
    DISPOSITION,
    QUOTE,
    REASON,
    REPLY,
    SAID,
    STEP,
    VERSION,
    values_of,
)
from rusctl.services.consultation.comment_words import CommentWords, long_text, who
from rusctl.services.consulting import naming
from rusctl.services.consulting.opening import opened
from rusctl.services.project import Project
from rusctl.storage.untrusted.sheet import Sheet, SheetRow

WHAT = "consultation read"  # as the log of changes has it

_STEPS = {step.value: {slug(Language(code).text(text)) for code in LANGUAGES} for step, text in COMMENT_STEP.items()}


class CommentFault(NamedTuple):
    """What cannot be taken: the row of the file, the column, the value, and why."""

    row: int
    column: str
    value: str
    why: Message


class CommentChange(NamedTuple):
    """What a row changes of a comment: its fields put together with what stands, and what becomes of its answer."""

    comment: ReplyComment
    together: FieldsTogether
    fate: AnswerFate
    said: AnswerWords
    now: AnswerWords
    by: str

    @property
    def changes(self) -> bool:
        """Whether anything is written."""
        return bool(self.together.values) or self.fate in (AnswerFate.VALID, AnswerFate.BESIDE)

    @property
    def waiting_answer(self) -> bool:
        """Whether the sheet's answer is kept beside one that a colleague has written."""
        return self.fate in (AnswerFate.BESIDE, AnswerFate.KEPT)

    @property
    def waits(self) -> bool:
        """Whether a person has something to decide."""
        return bool(self.together.disagreements) or self.waiting_answer


class NewInSheet(NamedTuple):
    """A row without a comment's number: a comment that the sheet adds to a reply."""

    row: int
    reply: int
    new: NewComment
    said: AnswerWords


class CommentsRead(NamedTuple):
    """A sheet that was read: its rows, what they change and add, what is wrong, and what is not looked at.

    `untaken` has the comments of which the sheet says something that no sheet changes: their own words, how far.
    """

    rows: int
    unchanged: int
    changes: tuple[CommentChange, ...]
    added: tuple[NewInSheet, ...]
    faults: tuple[CommentFault, ...]
    unused: tuple[str, ...]
    untaken: tuple[str, ...]

    @property
    def applied(self) -> int:
        """How many rows change or add something."""
        return sum(one.changes for one in self.changes) + len(self.added)

    @property
    def waiting(self) -> tuple[CommentChange, ...]:
        """The rows in which something waits until a person has decided."""
        return tuple(one for one in self.changes if one.waits)


class _CommentReading:
    """A sheet while it is read, row by row, against how things stand."""

    def __init__(self, sheet: Sheet, words: CommentWords, connection: Any, *, wins: bool) -> None:
        self.sheet, self.words, self.wins = sheet, words, wins
        self.columns = columns_of(sheet)
        found = answers.read(connection, words.which.id)
        self.there = {one.comment.name: one for one in found}
        self.replies = {one.number: one for one in comments.split_replies(connection, words.which.id)}
        self.faults: list[CommentFault] = []
        self.changes: list[CommentChange] = []
        self.added: list[NewInSheet] = []
        self.untaken: list[str] = []
        self.unchanged = 0
        self.seen: dict[str, int] = {}

    def read(self) -> CommentsRead:
        for row in self.sheet.rows:
            self._row(row)
        used = set(self.columns.values())
        unused = tuple(text for at, text in enumerate(self.sheet.heading) if text and at not in used)
        return CommentsRead(
            len(self.sheet.rows),
            self.unchanged,
            tuple(self.changes),
            tuple(self.added),
            tuple(self.faults),
            unused,
            tuple(dict.fromkeys(self.untaken)),
        )

    def _cell(self, row: SheetRow, column: str) -> str | None:
        at = self.columns.get(column)
        return None if at is None else plain(row.cells[at])

    def _fault(self, row: SheetRow, column: str, why: Message) -> None:
        at = self.columns.get(column, 0)
        self.faults.append(CommentFault(row.number, self.sheet.heading[at], row.cells[at], why))

    def _row(self, row: SheetRow) -> None:
        name = self._cell(row, COMMENT) or ""
        if not name:
            self._new(row)
            return
        one = self.there.get(name)
        if one is None:
            self._fault(row, COMMENT, msg("there is no such comment"))
            return
        if name in self.seen:
            self._fault(row, COMMENT, msg("it stands in row {row}, too", row=self.seen[name]))
            return
        self.seen[name] = row.number
        faults = len(self.faults)
        now = values_of(one.comment)
        before = self._before(row, one, now)
        fields = self._fields(row)
        said = self._answer(row, one, before)
        if len(self.faults) > faults:
            return
        together = fields_together(before, fields, now, sheet_wins=self.wins)
        valid = one.comment.current
        fate = answer_fate(before.answer, said, versions_of(one), valid, wins=self.wins)
        by = one.valid.noted_by if one.valid else ""
        change = CommentChange(one.comment, together, fate, said, words_of(one.valid), by)
        self._look_at_the_rest(row, one, before)
        if change.changes or change.waits:
            self.changes.append(change)
        else:
            self.unchanged += 1

    def _before(self, row: SheetRow, one: AnsweredComment, now: Mapping[str, str]) -> SheetBase:
        """Give what the row was when the sheet was made; where it does not say, the same version is the same."""
        found = base(self._cell(row, BASE) or "")
        if found is not None:
            return found
        if self._cell(row, VERSION) == str(one.comment.version):
            return SheetBase(one.comment.current, {})
        return SheetBase(0, dict.fromkeys(now, "-"))

    def _fields(self, row: SheetRow) -> dict[str, str]:
        read_as: dict[str, Callable[[str], str]] = {
            "chapter": comment_words.line,
            "page": comment_words.line,
            "paragraph": lambda text: " ".join(self.words.paragraphs(text)),
            "question": self.words.question,
            "summary": long_text,
            "proposal": long_text,
            "theme": lambda text: self.words.theme(text) if text else "",
            "stance": self.words.stance,
            "asks": comment_words.truth,
            "assigned": who,
            "due": self.words.due,
        }
        found: dict[str, str] = {}
        for column in SAID:
            text = self._cell(row, column)
            if text is not None:
                value = self._understood(row, column, text, read_as[column])
                found |= {} if value is None else {column: value}
        return found

    def _understood(self, row: SheetRow, column: str, text: str, read_as: Callable[[str], str]) -> str | None:
        try:
            return read_as(text)
        except RusctlError as error:
            self._fault(row, column, error.message)
            return None

    def _answer(self, row: SheetRow, one: AnsweredComment | None, before: SheetBase) -> AnswerWords:
        """Give the answer that the row says; of a column that somebody has taken out, it says what it was."""
        was = versions_of(one).get(before.answer, AnswerWords()) if one else AnswerWords()
        disposition, reason, changes = was
        if (text := self._cell(row, DISPOSITION)) is not None:
            disposition = self._understood(row, DISPOSITION, text, self.words.disposition) or ""
        if (text := self._cell(row, REASON)) is not None:
            reason = self._understood(row, REASON, text, long_text) or ""
        if (text := self._cell(row, CHANGES)) is not None:
            found = self._understood(row, CHANGES, text, lambda word: " ".join(self.words.paragraphs(word)))
            changes = tuple((found or "").split())
        return AnswerWords(disposition, reason, changes)

    def _look_at_the_rest(self, row: SheetRow, one: AnsweredComment, before: SheetBase) -> None:
        """Note where the sheet says something that no sheet changes."""
        word = slug(self._cell(row, STEP) or "")
        step = next((each for each, names in _STEPS.items() if word in names), word)
        quote = self._cell(row, QUOTE)
        if quote is not None and quote.split() != one.comment.quote.split():
            self.untaken.append(one.comment.name)
        if step and step != one.comment.step and not before.was(STEP, step):
            self.untaken.append(one.comment.name)

    def _new(self, row: SheetRow) -> None:
        """Take a row without a comment's number as a comment more of its reply."""
        number, quote = self._cell(row, REPLY) or "", self._cell(row, QUOTE) or ""
        of = self.replies.get(int(number)) if number.isdecimal() and len(number) < len("1000000") else None
        if of is None:
            self._fault(row, REPLY, msg("the row has no comment, and there is no such reply"))
            return
        faults = len(self.faults)
        said = self._answer(row, None, SheetBase(0, {}))
        new = self._made(row, of, quote, self._fields(row))
        if new is None or len(self.faults) > faults:
            return
        if any(_is_there(one, new) for one in of.comments):
            self.unchanged += 1
        else:
            self.added.append(NewInSheet(row.number, of.number, new, said))

    def _made(self, row: SheetRow, of: SplitReply, quote: str, fields: Mapping[str, str]) -> NewComment | None:
        place: dict[str, Any] = {}
        if quote:
            found = [(text, span) for text in of.texts for span in spans.find(text.text, quote)]
            if len(found) != 1:
                why = msg(
                    "these words stand {count} times in the reply; take them as they stand there", count=len(found)
                )
                self._fault(row, QUOTE, why)
                return None
            text, (start, stop) = found[0]
            place = {"of_text": text.row, "start": start, "stop": stop, "quote": text.text[start:stop]}
            place |= {"page": text.page(start)}
        elif not fields.get("summary"):
            self._fault(row, QUOTE, msg("a new comment quotes the reply, or sums it up"))
            return None
        said = {name: value for name, value in fields.items() if value and name not in ("assigned", "due")}
        return NewComment(**(place | said | {"asks": bool(fields.get("asks", "1"))}))


def _is_there(one: ReplyComment, new: NewComment) -> bool:
    if new.of_text is None:
        return one.of_text is None and plain(one.summary) == plain(new.summary)
    return (one.of_text, one.start, one.stop) == (new.of_text, new.start, new.stop)


def columns_of(sheet: Sheet) -> dict[str, int]:
    """Give the index of each column that is known by its heading; RusctlError where none has the comments' names."""
    words = {slug(Language(code).text(text)): key for key, text in COLUMNS.items() for code in LANGUAGES}
    found: dict[str, int] = {}
    for at, heading in enumerate(sheet.heading):
        key = words.get(slug(heading))
        if key in found:
            raise RusctlError(msg("two columns are {column}; take one of them away", column=heading))
        if key is not None:
            found[key] = at
    if COMMENT not in found:
        raise RusctlError(
            msg("no column says which comment a row is; the one that rusctl writes is called Comment no.")
        )
    return found


def read(
    project: Project, which: str, sheet: Sheet, *, sheet_wins: bool = False, by: str = "", dry_run: bool = False
) -> CommentsRead:
    """Take what a sheet changes, in one transaction, and give what it was; where a row is wrong, nothing is taken.

    What a colleague has written meanwhile stays valid, and the sheet's answer is kept beside it; with `sheet_wins` the
    sheet's is valid, and the colleague's is kept.
    """
    meant = naming.named(project, which)
    initials = who(by)
    register = opened(project)

    def look(connection: Any) -> CommentsRead:
        themes = {one.theme for one in comments.read(connection, meant.id) if one.theme}
        words = CommentWords(project, meant, sorted(themes))
        return _CommentReading(sheet, words, connection, wins=sheet_wins).read()

    with register.reading() as connection:
        found = look(connection)
    if found.faults or not found.applied:
        return found

    def work(change: Transaction) -> CommentsRead:
        for row in sorted({each.comment.row for each in found.changes}):
            comments.lock_row(change, row)
        again = look(change.connection)
        reusable = reasons.listed(change.connection, meant.id)
        for one in again.changes:
            _take(change, project, one, reusable, initials, wins=sheet_wins)
        for new in again.added:
            made = _added(change, meant.id, new, initials)
            put(change, made, new.said, 0, reusable, project=project, by=initials)
        return again

    return register.change(WHAT, work, dry_run=dry_run)


def _take(
    change: Transaction, project: Project, one: CommentChange, reusable: Sequence[Any], by: str, *, wins: bool
) -> None:
    if one.together.values:
        comments.update(change, comments.locked(change, one.comment), stored(one.together.values))
    if one.fate in (AnswerFate.VALID, AnswerFate.BESIDE):
        there = answers.answered(change.connection, [comments.locked(change, one.comment)])[0]
        seen = there.comment.current if one.fate is AnswerFate.VALID else 0
        put(change, there, one.said, seen, reusable, project=project, by=by, wins=wins)


def _added(change: Transaction, which: str, one: NewInSheet, by: str) -> AnsweredComment:
    of = comments.split_reply(change.connection, which, one.reply)
    (number,) = comments.add(change, which, of, [one.new], by)
    (made,) = comments.meant(change.connection, which, [f"{one.reply}.{number}"])
    return AnsweredComment(comment=made)


def stored(values: Mapping[str, str]) -> dict[str, Any]:
    """Give the values of a comment's fields as its row has them."""
    read_as: dict[str, Callable[[str], Any]] = {"asks": bool, "due": comment_words.day}
    return {name: read_as.get(name, str)(value) for name, value in values.items()}
