"""The answers of a form taken in, each row a reply: read, skipped or refused, and none of them twice."""

import datetime as dt
import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from rusctl.consultation import received, store
from rusctl.consultation.reply_marks import points_to_file
from rusctl.consultation.schema import reply
from rusctl.consultation.store import ListedBody
from rusctl.database.transaction import Transaction
from rusctl.errors import RusctlError
from rusctl.language.message import Message, msg, nmsg
from rusctl.language.slug import slug
from rusctl.lists.table import LeftOut
from rusctl.model.consultation import NewBody, NewReply, NewReplyFile, NewReplyText
from rusctl.model.consulting import PRIVATE, Consultation
from rusctl.schedule.dates.parse import read_when
from rusctl.services import foreign_file
from rusctl.services.consultation import reply_forms
from rusctl.services.consultation.kept_files import KeptFiles, place
from rusctl.services.consultation.receiving import ADD, ReplyGiven
from rusctl.services.consultation.reply_forms import FormColumns
from rusctl.services.consulting import naming
from rusctl.services.consulting.opening import opened
from rusctl.services.people.register_access import municipality_chooser
from rusctl.services.project import Project
from rusctl.storage.files.digests import sha256
from rusctl.storage.folder import expanded
from rusctl.storage.untrusted import spreadsheet
from rusctl.storage.untrusted.reply_text import APART, TEXT, TextParts
from rusctl.storage.untrusted.sheet import ERROR, FORMULA, SheetRow

WEB_FORM = "web-form"
_SECONDS = re.compile(r"(\d\d:\d\d):\d\d(?:[.,]\d+)?Z?$")
_NAMELESS = "Anonym"  # a private person who gave no name
_FORMS = "forms"  # the folder of lists, beside those of the numbers of replies


class FormReply(NamedTuple):
    """A row that is a reply: its number in the list, who it is from, and what is stored of it."""

    row: int
    body: int | None
    new: NewBody | None
    name: str
    values: NewReply
    text: str
    headings: tuple[tuple[int, int, int], ...] = ()


class RefusedRow(NamedTuple):
    """A row that is not taken: its number, the heading of the column at fault, and why."""

    row: int
    column: str
    why: Message


class FormProposal(NamedTuple):
    """What a form's answers would do: rows that are new, those that are there already by their replies, and the rest.

    `empty` are rows without anything that was replied; `noted` are rows that say that a file is attached.
    """

    consultation: str
    file: str
    data: bytes
    form: Message
    columns: FormColumns
    rows: tuple[FormReply, ...]
    there: Mapping[int, int]
    empty: tuple[int, ...]
    same: Mapping[int, int]
    faults: tuple[RefusedRow, ...]
    noted: tuple[int, ...]
    by: str = ""

    @property
    def left(self) -> tuple[LeftOut, ...]:
        """The rows that are no answers, such as headings that are repeated."""
        return self.columns.found.left

    def counted(self) -> Message:
        """Say how many rows are read, skipped and refused: all of the list."""
        skipped = len(self.there) + len(self.empty) + len(self.same)
        return msg(
            "rows: {total} = read {read} + skipped {skipped} (there already {there}, the same twice {same}, without a "
            "reply {empty}) + refused {refused}",
            total=len(self.rows) + skipped + len(self.faults),
            read=len(self.rows),
            skipped=skipped,
            there=len(self.there),
            same=len(self.same),
            empty=len(self.empty),
            refused=len(self.faults),
        )


def propose(
    project: Project,
    which: str,
    file: str,
    given: ReplyGiven,
    *,
    said: Sequence[str] = (),
    sheet: str = "",
    heading_row: int = 0,
) -> FormProposal:
    """Give what the answers of a form would store; nothing is written. Options count where a row says nothing itself.

    RusctlError where the file is no list that can be read, or a column is not known.
    """
    one = naming.named(project, which)
    data = foreign_file.raw(file, most=spreadsheet.LARGEST)
    name = expanded(file).name
    read = spreadsheet.read_bytes(data, name, sheet)
    columns = reply_forms.find(project, read, said, heading_row)
    register = opened(project)
    with register.reading() as connection:
        listed = store.listed(connection, one.id)
        known = received.known_sources(connection, one.id)
    found = _FormRows(project, one, columns, listed, given)
    return found.proposal(name, data, read.form, known)


class _FormRows:
    def __init__(
        self, project: Project, one: Consultation, columns: FormColumns, listed: Sequence[ListedBody], given: ReplyGiven
    ) -> None:
        self.project, self.one, self.columns, self.given = project, one, columns, given
        self.heading = columns.found.heading
        self.by_name: dict[str, list[ListedBody]] = {}
        for each in listed:
            self.by_name.setdefault(slug(each.name), []).append(each)
        self.faults: list[RefusedRow] = []
        self.noted: list[int] = []
        self.municipality = municipality_chooser(project.plan)

    def proposal(self, name: str, data: bytes, form: Message, known: Mapping[str, int]) -> FormProposal:
        rows: list[FormReply] = []
        there: dict[int, int] = {}
        same: dict[int, int] = {}
        empty: list[int] = []
        seen: dict[str, int] = {}
        for row in self.columns.found.rows:
            digest = _digest(self.one.id, self.heading, row)
            if digest in seen:
                same[row.number] = seen[digest]
                continue
            seen[digest] = row.number
            if digest in known:
                there[row.number] = known[digest]
            elif not self._says_anything(row):
                empty.append(row.number)
            else:
                try:
                    rows.append(self._reply(row, digest))
                except RusctlError as error:
                    if not any(fault.row == row.number for fault in self.faults):
                        self.faults.append(RefusedRow(row.number, "", error.message))
        return FormProposal(
            self.one.id,
            name,
            data,
            form,
            self.columns,
            tuple(rows),
            there,
            tuple(empty),
            same,
            tuple(self.faults),
            tuple(self.noted),
            self.given.by,
        )

    def _says_anything(self, row: SheetRow) -> bool:
        places = [
            *self.columns.texts,
            *(self.columns.places[name] for name in ("stance", "file") if name in self.columns.places),
        ]
        return any(row.cells[index].strip() for index in places)

    def _cell(self, row: SheetRow, field: str) -> str:
        place_of = self.columns.places.get(field)
        if place_of is None:
            return ""
        if row.kinds and row.kinds.get(place_of) in {ERROR, FORMULA}:
            raise self._fault(row, field, msg("the cell is a formula or a fault of one; write what it is to say"))
        return " ".join(row.cells[place_of].split())

    def _fault(self, row: SheetRow, field: str, why: Message) -> RusctlError:
        self.faults.append(RefusedRow(row.number, self.heading[self.columns.places[field]], why))
        return RusctlError(why)

    def _reply(self, row: SheetRow, digest: str) -> FormReply:
        name = self._cell(row, "name")
        kind = self._word(row, "kind", lambda text: naming.kind(self.project.plan, text))
        kind = kind or (naming.kind(self.project.plan, self.given.kind) if self.given.kind else "")
        listed, new = self._body(row, name, kind)
        channel = self._word(row, "channel", lambda text: naming.channel(self.project.plan, text))
        text = self._text(row)
        said_file = self._cell(row, "file")
        if said_file or points_to_file(text.text):
            self.noted.append(row.number)
        values = NewReply(
            bodies=(listed.number,) if listed else (),
            arrived=self._day(row) or self.given.arrived,
            authored=self.given.authored,
            channel=channel or self.given.channel or self._web_form(),
            stance=self._word(row, "stance", lambda word: naming.stance(self.project.plan, word)),
            dnr=self._cell(row, "dnr") or self.given.dnr,
            their_dnr=self._cell(row, "their_dnr"),
            text_version=self.given.version or self.one.version,
            source=digest,
        )
        headings = tuple((one.start, one.stop, one.level) for one in text.headings)
        return FormReply(row.number, listed.number if listed else None, new, name, values, text.text, headings)

    def _web_form(self) -> str:
        return next((one.id for one in self.project.plan.consultation_words.channels if one.id == WEB_FORM), "")

    def _body(self, row: SheetRow, name: str, kind: str) -> tuple[ListedBody | None, NewBody | None]:
        """Give the body on the list that has the very name, else a new one that replied unasked."""
        if not name:
            if kind != PRIVATE:
                raise self._nobody(row)
            name = _NAMELESS
        found = self.by_name.get(slug(name), []) if kind != PRIVATE else []  # two persons of one name are two
        if len(found) == 1:
            return found[0], None
        if len(found) > 1:
            raise self._fault(row, "name", msg("several bodies on the list have this name; write the body's number"))
        if not kind:
            raise self._fault(
                row, "name", msg("it is not on the list; say what kind of body it is in a column, or with --kind")
            )
        new = NewBody(
            name=name,
            kind=kind,
            legal_group=naming.group_of(self.project.plan, kind),
            municipality=self._word(row, "municipality", self.municipality),
            private=kind == PRIVATE,
            unsolicited=True,
        )
        return None, new

    def _nobody(self, row: SheetRow) -> RusctlError:
        why = msg("it is not said who it is from")
        if "name" in self.columns.places:
            return self._fault(row, "name", why)
        self.faults.append(RefusedRow(row.number, "", why))
        return RusctlError(why)

    def _word(self, row: SheetRow, field: str, how: Callable[[str], str]) -> str:
        text = self._cell(row, field)
        if not text:
            return ""
        try:
            return str(how(text))
        except RusctlError as error:
            raise self._fault(row, field, error.message) from None

    def _day(self, row: SheetRow) -> dt.date | None:
        text = self._cell(row, "arrived")
        if not text:
            return None
        process = self.project.plan.process
        text = _SECONDS.sub(r"\1", text)
        try:
            when = read_when(text, self.project.today, process.period, process.timezone).when
        except RusctlError as error:
            raise self._fault(row, "arrived", error.message) from None
        if when.first != when.last:
            raise self._fault(
                row, "arrived", msg("{text} is no single day; write the day, such as 8 Nov 2018", text=text)
            )
        if when.first > self.project.today:
            raise self._fault(row, "arrived", msg("{day} is after today", day=when.first))
        return when.first

    def _text(self, row: SheetRow) -> TextParts:
        """Give what was answered, each text below the heading of its column where there are several."""
        parts = TextParts()
        for index in self.columns.texts:
            text = row.cells[index].replace("_x000D_", "\n").strip()
            if not text:
                continue
            if len(self.columns.texts) > 1:
                parts.add(" ".join(self.heading[index].split()), 1)
            for paragraph in text.replace("\r\n", "\n").split("\n\n"):
                parts.add(paragraph)
        return parts


def _digest(consultation: str, heading: Sequence[str], row: SheetRow) -> str:
    """Give the digest of all that a row says, of the columns that are not used, too; in whatever order they stand."""
    filled = ((text, " ".join(cell.split())) for text, cell in zip(heading, row.cells, strict=False))
    cells = sorted(f"{text}={cell}" for text, cell in filled if cell)
    return sha256("\0".join((consultation, *cells)).encode("utf-8", "surrogatepass"))


def carry_out(project: Project, proposal: FormProposal, *, dry_run: bool = False) -> list[int]:
    """Store the rows that are new, all in one change, with the list itself; give their numbers as replies."""
    if not proposal.rows:
        return []
    files = KeptFiles(project)
    register = opened(project)
    path = place(proposal.consultation, 0, _kept_name(proposal)).replace("/0/", f"/{_FORMS}/", 1)

    def work(change: Transaction) -> list[int]:
        known = received.known_sources(change.connection, proposal.consultation)
        rows = [one for one in proposal.rows if one.values.source not in known]
        new = _new_bodies(change, proposal, rows)
        folder = register.memory.folder_in(change.connection) if register.memory else None
        kept = NewReplyFile(
            name=proposal.file, size=len(proposal.data), sha256=sha256(proposal.data), path=path, folder=folder
        )
        numbers = [_store(change, proposal, one, new, kept) for one in rows]
        files.take_back()  # of an attempt before this one
        if rows and not dry_run:
            files.write(path, proposal.data)
        return numbers

    try:
        numbers = register.change(ADD, work, dry_run=dry_run)
    except BaseException:
        files.take_back()
        raise
    if not dry_run:
        reply_forms.remember(project, proposal.columns)
    return numbers


def _kept_name(proposal: FormProposal) -> str:
    """Give a name of the list that another export of the same form does not have."""
    path = Path(proposal.file)
    return f"{path.stem}-{sha256(proposal.data)[:8]}{path.suffix}"


def _new_bodies(change: Transaction, proposal: FormProposal, rows: Sequence[FormReply]) -> dict[str, int]:
    """Put new bodies on the list, each once but for private persons: two of one name are two."""
    wanted = {_of(one): one.new for one in rows if one.new is not None}
    numbers = store.add_bodies(change, proposal.consultation, list(wanted.values()), proposal.by)
    return dict(zip(wanted, numbers, strict=True))


def _of(one: FormReply) -> str:
    private = one.new is not None and one.new.private
    return f"{slug(one.name)}\0{one.row if private else ''}"


def _store(
    change: Transaction, proposal: FormProposal, one: FormReply, new: Mapping[str, int], kept: NewReplyFile
) -> int:
    bodies = one.values.bodies or (new[_of(one)],)
    number = store.add_reply(change, proposal.consultation, replace(one.values, bodies=bodies), proposal.by)
    row = store.row_of(change.connection, reply, proposal.consultation, number) or 0
    (ordinal,) = received.add_files(change, row, [kept])
    if one.text:
        taken = {"headings": len(one.headings), "paragraphs": one.text.count(APART) + 1 - len(one.headings)}
        account = {"kind": TEXT, "headings": one.headings, "taken": taken}
        text = NewReplyText(text=one.text, account=json.dumps(account, ensure_ascii=False), of_file=ordinal)
        received.add_texts(change, row, [text], proposal.by)
    return number


def refused(proposal: FormProposal) -> list[Message]:
    """Say of each row that is refused why."""
    return [
        msg("row {row}, column {column}: {why}", row=one.row, column=one.column, why=one.why)
        if one.column
        else msg("row {row}: {why}", row=one.row, why=one.why)
        for one in proposal.faults
    ]


def lacking(proposal: FormProposal, numbers: Sequence[int]) -> list[Message]:
    """Say what replies lack, by the numbers that they have got: the day they came in, and a file that is attached."""
    got = dict(zip((one.row for one in proposal.rows), numbers, strict=False))
    dayless = sum(one.values.arrived is None for one in proposal.rows)
    said = [
        nmsg(
            "{count} row has no day on which it came in; say which column has it (--column HEADING=arrived), or the "
            "day with rusctl consultation correct NUMBER --arrived DAY",
            "{count} rows have no day on which they came in; say which column has it (--column HEADING=arrived), or "
            "the day with rusctl consultation correct NUMBER --arrived DAY",
            dayless,
        )
    ]
    return (said if dayless else []) + [
        msg(
            "row {row} says that a file is attached; add it with rusctl consultation add FILE --adds-to {number}",
            row=row,
            number=got[row],
        )
        for row in proposal.noted
        if row in got
    ]


def skipped(proposal: FormProposal) -> list[Message]:
    """Say row by row what is there already, by the number of its reply, and which rows are the same twice."""
    said = [
        msg("row {row}: there already as reply {number}", row=row, number=number)
        for row, number in proposal.there.items()
    ]
    said += [msg("row {row}: the same as row {other}", row=row, other=other) for row, other in proposal.same.items()]
    if proposal.empty:
        said.append(
            nmsg(
                "without a reply: row {rows}",
                "without a reply: rows {rows}",
                len(proposal.empty),
                rows=list(proposal.empty),
            )
        )
    return said
