"""Lists taken into the register: read, their columns known or said, what they would do shown, and then done."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from rusctl.language.message import Message, msg, nmsg
from rusctl.language.patterns import personal_numbers
from rusctl.register import columns, imports
from rusctl.register.apply_import import take_in
from rusctl.register.columns import COLUMNS
from rusctl.register.imports import ImportChoice
from rusctl.register.list_rows import PERSONAL, Reader
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

KINDS = ("participants import", "person import")  # of an event, and of persons; as the log of changes has them
FAULTS_SHOWN = 50

Asks = Callable[[Sequence[str], Sequence[str]], Mapping[str, str]]
"""Asks what columns are: given their headings and the fields there are, gives the field of each, or nothing for it."""


class ListProposal(NamedTuple):
    """What a list would do to the register: its rows as they were read, what is planned, and names by row.

    The rows that are not taken are among what is planned. `names` is empty where nobody has asked for names.
    """

    file: str
    register: "Register"
    wanted: "ImportChoice"
    records: "Sequence[Record]"
    faults: "Sequence[RowFault]"
    planned: "Planned"
    names: Mapping[int, str]


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
    cells = "\n".join(row.cells[index] for row in sheet.rows for index in places)
    if any(True for _ in personal_numbers(cells)):
        said.append(
            msg("what was dropped holds a personnummer: none of it is in the register, but the file still has it")
        )
    return said


def choice(project: Project, event: str = "", role: str = "", *, overwrite: bool = False) -> "ImportChoice":
    """Say what a list is for: an event, by its id, or persons alone; and the role of rows that name none.

    With `overwrite` the list counts where the register says otherwise of a person.
    """
    return ImportChoice(event, role_chooser(project.readable().plan)(role), overwrite)


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
    register = opened(project)
    with register.reading() as connection:
        planned = imports.plan(connection, records, faults, wanted)
    return ListProposal(file, register, wanted, records, faults, planned, reader.names(sheet) if names else {})


def carry_out(proposal: ListProposal) -> "Taken":
    """Take the rows into the register in one change, planned anew where the register was changed meanwhile."""
    _, register, wanted, records, faults, planned, _ = proposal
    what = KINDS[0] if wanted.event else KINDS[1]
    return register.change(what, lambda change: take_in(change, records, faults, wanted, planned))


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
