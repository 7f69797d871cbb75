"""Lists taken into the register: read, their columns known or said, what they would do shown, and then done."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from rusctl.database.tables import person
from rusctl.errors import UsageError
from rusctl.language import hard_words
from rusctl.language.columns import COLUMNS as LABELS
from rusctl.language.hard_words import ABOUT, Hard
from rusctl.language.message import Message, msg, nmsg
from rusctl.model.plan import exact
from rusctl.register import columns, imports
from rusctl.register.apply_import import take_in
from rusctl.register.columns import COLUMNS
from rusctl.register.imports import NEW, SAME, ImportChoice
from rusctl.register.list_rows import PERSONAL, Reader
from rusctl.register.matching import Doubt
from rusctl.register.screening import Screened, screened
from rusctl.services import selection
from rusctl.services.people.exposure import without_traces
from rusctl.services.people.register_access import municipality_chooser, opened, role_chooser
from rusctl.services.project import Project
from rusctl.storage import mappings
from rusctl.storage.files.lock import lock
from rusctl.storage.untrusted import spreadsheet
from rusctl.storage.untrusted.sheet import column_letters

if TYPE_CHECKING:
    from rusctl.database.database import Register
    from rusctl.register.apply_import import Taken
    from rusctl.register.imports import ImportCounts, Planned
    from rusctl.register.list_rows import Record, RowFault
    from rusctl.storage.untrusted.sheet import Sheet

KINDS = (imports.BY_LIST, "person import")  # of an event, and of persons; as the log of changes has them
FAULTS_SHOWN = 50
ROWS_SHOWN = 10

Asks = Callable[[Sequence[str], Sequence[str]], Mapping[str, str]]
"""Asks what columns are: given their headings and the fields there are, gives the field of each, or nothing for it."""


class ListProposal(NamedTuple):
    """What a list would do to the register: its rows as they were read, what is planned, and names by row.

    The rows that are not taken are among what is planned. `names` is empty where nobody has asked for names, and has
    nobody who is said to be protected.
    """

    file: str
    project: Project
    register: "Register"
    wanted: "ImportChoice"
    records: "Sequence[Record]"
    faults: "Sequence[RowFault]"
    planned: "Planned"
    names: Mapping[int, str]
    screening: Screened


def read(path: Path, name: str = "") -> "Sheet":
    """Read a list, of a workbook the sheet of a name, else its first."""
    return spreadsheet.read(path, name)


def about(sheet: "Sheet") -> list[Message]:
    """Say how a list was read, and which sheets were not."""
    said = [sheet.form]
    if sheet.others:
        said.append(msg("not read: the sheets {names}; --sheet chooses one", names=list(sheet.others)))
    return said


def mapped(
    project: Project, sheet: "Sheet", options: Sequence[str], *, of_event: bool, asks: Asks | None = None
) -> dict[str, str]:
    """Give the field of each heading: as the options say, as it was said before, else as the heading suggests.

    `options` are HEADING=FIELD. What no heading tells is asked of `asks`, where nothing was said of such a list.
    """
    heading = [text for text in sheet.heading if text]
    said = columns.said(options, heading, of_event=of_event)
    known = mappings.recall(project.folder.path, sheet.heading)
    allowed = columns.fields(of_event=of_event)
    found = {text: field for text, field in (known or {}).items() if field in allowed}
    if known is None:
        found = columns.suggested(heading, of_event=of_event)
        if asks and not options:
            found |= asks([text for text in heading if text not in found], allowed)
    taken = set(said.values())
    found = {text: field for text, field in found.items() if text in said or field not in taken} | said
    columns.refuse_wrong(sheet.heading, found)
    return found


def about_columns(sheet: "Sheet", columns: Mapping[str, str]) -> list[Message]:
    """Say what each column is taken as, which are dropped, and whether what is dropped should not be in any list."""
    said = [
        msg("column {heading}: {field}", heading=text, field=COLUMNS[field].label)
        for text, field in columns.items()
        if field
    ]
    places = [index for index, text in enumerate(sheet.heading) if not columns.get(text)]
    if places:
        names = [sheet.heading[index] or msg("{column} (no heading)", column=column_letters(index)) for index in places]
        said.append(msg("dropped, and not taken into the register: {columns}", columns=names))
    if any(True for row in sheet.rows for index in places for _ in hard_words.personal_numbers(row.cells[index])):
        said.append(
            msg("what was dropped holds a personnummer: none of it is in the register, but the file still has it")
        )
    return said


def choice(
    project: Project,
    event: str = "",
    role: str = "",
    *,
    overwrite: bool = False,
    likely: str = "",
    shared: bool = False,
    protected: bool = False,
    came: bool = False,
) -> "ImportChoice":
    """Say what a list is for: an event, by its id, or persons alone; the role of those for whom nothing else says one.

    With `overwrite` the list counts where the register says otherwise. The others settle what is in doubt: `likely`
    whether rows that are likely about somebody known are (same, new), `shared` that several may have an address,
    `protected` that who is said to be protected is taken in as that. `came` says that all in the list came.
    """
    selection.known([likely] if likely else None, [SAME, NEW], msg("an answer"))
    if came and not event:
        raise UsageError(msg("a list of persons alone says of nobody that they came"))
    plan = project.readable().plan
    when = next((exact(one.when) for one in plan.events if one.id == event), None)
    day = when.first if when else None
    since = min(project.today, day) if day else project.today
    chosen = role_chooser(plan)(role)
    return ImportChoice(event, chosen, overwrite, day, since, likely, shared, protected, came)


def settled(proposal: ListProposal, agreed: Callable[[Message], bool]) -> "ImportChoice":
    """Ask what is in doubt, once for the whole list, and give what the list is for after that; a no lets rows wait."""
    wanted, doubts = proposal.wanted, proposal.planned.doubts

    def asked(doubt: Doubt, question: Message) -> bool:
        return doubt in doubts and agreed(msg("{rows}: {question}", rows=_rows(doubts[doubt]), question=question))

    if asked(
        Doubt.PROTECTED,
        msg("it is said that the identity is protected. Take them in as protected, and show them nowhere?"),
    ):
        wanted = wanted._replace(protected=True)
    if asked(Doubt.MAILBOX, msg("another name stands at the address. Is it an address that several people have?")):
        wanted = wanted._replace(shared=True)
    if asked(Doubt.LIKELY, msg("this is likely somebody who is known. Is it the same person?")):
        wanted = wanted._replace(likely=SAME)
    elif asked(Doubt.LIKELY, msg("is it somebody else, who is to be entered as a new person?")):
        wanted = wanted._replace(likely=NEW)
    return wanted


def propose(
    project: Project,
    sheet: "Sheet",
    columns: Mapping[str, str],
    wanted: "ImportChoice",
    *,
    file: str,
    names: bool = False,
) -> ListProposal:
    """Say what the rows of a list would do; nothing is changed. `file` is what its refused rows are named by."""
    plan = project.readable().plan
    reader = Reader(sheet, columns, role_chooser(plan), municipality_chooser(plan))
    records, faults = reader.read(sheet.rows)
    looked = screened(sheet, columns, records)
    faults = [*faults, *looked.faults]
    register = opened(project)
    with register.reading() as connection:
        planned = imports.plan(connection, looked.records, faults, wanted)
    shown = {row: name for row, name in reader.names(sheet).items() if row not in looked.protected} if names else {}
    return ListProposal(file, project, register, wanted, looked.records, faults, planned, shown, looked)


def again(proposal: ListProposal, wanted: "ImportChoice") -> ListProposal:
    """Say what the rows of a list would do after something more has been settled."""
    if wanted == proposal.wanted:
        return proposal
    with proposal.register.reading() as connection:
        planned = imports.plan(connection, proposal.records, proposal.faults, wanted)
    return proposal._replace(wanted=wanted, planned=planned)


def carry_out(proposal: ListProposal) -> "Taken":
    """Take the rows into the register in one change, planned anew where the register was changed meanwhile.

    Nothing that was made earlier is left of those who are protected from then on, or it is said where.
    """
    register, wanted = proposal.register, proposal.wanted
    what = KINDS[0] if wanted.event else KINDS[1]
    done = register.change(
        what, lambda change: take_in(change, proposal.records, proposal.faults, wanted, proposal.planned)
    )
    for one in done.planned.updates:
        if one.table is person and one.values.get("protected"):
            for note in without_traces(proposal.project, register, one.row_id):
                proposal.project.tell(note)
    return done


def otherwise(proposal: ListProposal, done: "Taken") -> bool:
    """Whether something else was done than what was proposed, since the register was changed meanwhile."""
    before, after = proposal.planned, done.planned
    return (after.counts, after.faults) != (before.counts, before.faults)


def remember(project: Project, sheet: "Sheet", columns: Mapping[str, str]) -> None:
    """Keep what the columns of a list are for the next one with the same headings."""
    folder = project.folder.path
    if mappings.recall(folder, sheet.heading) != {text: field for text, field in columns.items() if field}:
        with lock(folder):
            mappings.remember(folder, sheet.heading, columns)


def refused(proposal: ListProposal, planned: "Planned") -> list[Message]:
    """Say of each row that is not taken why; its name only where that was asked for."""
    faults = planned.faults
    said = [_fault(proposal.file, one, proposal.names.get(one.row, "")) for one in faults[:FAULTS_SHOWN]]
    if len(faults) > FAULTS_SHOWN:
        said.append(nmsg("and {count} row more", "and {count} rows more", len(faults) - FAULTS_SHOWN))
    return said


def about_hard_words(proposal: ListProposal) -> list[Message]:
    """Say what was left out of names and places of work, and what columns hold that are dropped; nothing of it."""
    looked = proposal.screening
    said = [
        msg("left out of names and organisations: {what} ({rows})", what=ABOUT[about], rows=_rows(rows))
        for about, rows in sorted(looked.left_out.items())
        if about is not Hard.PROTECTED
    ]
    said += [
        msg(
            "what was dropped holds {what} ({rows}): none of it is in the register, but the file still has it",
            what=ABOUT[about],
            rows=_rows(rows),
        )
        for about, rows in sorted(looked.dropped.items())
        if about not in {Hard.PROTECTED, Hard.NUMBER}
    ]
    return said


def _rows(numbers: Iterable[int]) -> Message:
    """Name rows; of many the first."""
    numbers = sorted(set(numbers))
    shown = [str(one) for one in numbers[:ROWS_SHOWN]]
    if len(numbers) > ROWS_SHOWN:
        return msg("rows {rows} and {count} more", rows=shown, count=len(numbers) - ROWS_SHOWN)
    return nmsg("row {rows}", "rows {rows}", len(numbers), rows=shown)


def described_otherwise(proposal: ListProposal, planned: "Planned") -> list[Message]:
    """Say row by row in what a list differs from the register, which stands."""
    found = planned.otherwise
    said = [
        msg(
            "{file}, row {row}: the register says otherwise, and stands: {columns}",
            file=proposal.file,
            row=one.row,
            columns=[LABELS[name] for name in one.columns],
        )
        for one in found[:FAULTS_SHOWN]
    ]
    if len(found) > FAULTS_SHOWN:
        said.append(nmsg("and {count} row more", "and {count} rows more", len(found) - FAULTS_SHOWN))
    return said


def not_taken(planned: "Planned") -> list[Message]:
    """Say how many rows are about somebody who is not taken from lists; never which, since that would tell who."""
    if not planned.not_taken:
        return []
    return [
        nmsg(
            "{count} row is about somebody whose data are used for nothing; rusctl participants add enters them",
            "{count} rows are about people whose data are used for nothing; rusctl participants add enters them",
            planned.not_taken,
        )
    ]


def _fault(file: str, fault: "RowFault", name: str) -> Message:
    where = {"file": file, "row": fault.row, "reason": fault.reason}
    if name:
        return msg("{file}, row {row} ({name}): {reason}", name=name, **where)
    if fault.column:
        return msg("{file}, row {row}, column {column}: {reason}", column=fault.column, **where)
    return msg("{file}, row {row}: {reason}", **where)


def in_numbers(counts: "ImportCounts", *, done: bool) -> list[Message]:
    """Say how many rows are taken in; as what would be, as long as it is not done."""
    rows = {
        "imported": counts.imported,
        "skipped": counts.skipped,
        "failed": counts.failed,
        "rows": counts.rows,
    }
    said = [
        msg("{imported} imported + {skipped} skipped + {failed} failed = {rows} rows", **rows)
        if done
        else msg("{imported} would be imported + {skipped} skipped + {failed} failed = {rows} rows", **rows),
        msg("persons: {new} new, {changed} changed", new=counts.new_persons, changed=counts.changed_persons),
    ]
    if counts.differing:
        said.append(
            nmsg(
                "{count} person is described otherwise in the register, which stands; --overwrite takes the list's",
                "{count} persons are described otherwise in the register, which stands; --overwrite takes the list's",
                counts.differing,
            )
        )
    return said


def exit_code(planned: "Planned") -> int:
    """Give the exit code that says whether all rows were taken: 6 where one held a personnummer, else 1 or 0."""
    if any(fault.personal for fault in planned.faults):
        return PERSONAL
    return 1 if planned.faults else 0
