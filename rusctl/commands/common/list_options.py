"""What `rusctl participants import` and `rusctl person import` have in common: read, map, plan, show, do."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

from rusctl.commands.common import typed
from rusctl.errors import RusctlError, UsageError
from rusctl.language.message import Message, msg, nmsg
from rusctl.language.patterns import personal_numbers
from rusctl.output.clean import one_line
from rusctl.services.people.register_access import municipality_chooser, not_done, opened, role_chooser
from rusctl.services.session import Session
from rusctl.storage.folder import expanded

if TYPE_CHECKING:
    from rusctl.register.imports import ImportChoice, ImportCounts
    from rusctl.register.list_rows import Reader, RowFault
    from rusctl.storage.untrusted.sheet import Sheet

File = Annotated[str, typed.Argument(metavar="FILE", help="The list: a CSV file or a workbook (.xlsx).")]
SheetName = Annotated[str, typed.Option("--sheet", metavar="NAME", help="The sheet of the workbook; else its first.")]
Columns = Annotated[
    list[str] | None,
    typed.Option("--column", metavar="HEADING=FIELD", help="What a column is; HEADING= drops it; may be repeated."),
]
RoleName = Annotated[str, typed.Option("--role", metavar="ID", help="The role of those for whom no column says it.")]
Overwrite = Annotated[
    bool, typed.Option("--overwrite", help="Also write over what the register says otherwise of a person.")
]
Names = Annotated[bool, typed.Option("--names", help="Show the names of the rows that are not taken, too.")]
Agreed = Annotated[bool, typed.Option("--yes", "-y", help="Do it without asking.")]
FAULTS_SHOWN = 50
KINDS = ("participants import", "person import")


class ListOptions(NamedTuple):
    """How a list is to be read, and what is done with it."""

    sheet: SheetName = ""
    columns: Columns = None
    role: RoleName = ""
    overwrite: Overwrite = False
    names: Names = False
    yes: Agreed = False


def take(run: Session, file: str, options: ListOptions, *, event: str = "", dry_run: bool) -> int:
    """Take a list in, of an event or of persons, and give the exit code."""
    from rusctl.register.imports import ImportChoice

    wanted = ImportChoice(event, role_chooser(run.readable().plan)(options.role), options.overwrite)
    return run_import(run, file, options, wanted, dry_run=dry_run)


def run_import(run: Session, file: str, given: ListOptions, wanted: "ImportChoice", *, dry_run: bool) -> int:
    """Read a list, show what it would do, do it when that is agreed, and give the exit code."""
    from rusctl.register import imports
    from rusctl.register.apply_import import take_in
    from rusctl.register.list_rows import Reader
    from rusctl.storage.untrusted import spreadsheet  # noqa: PLC0415 - only when it is asked for

    plan = run.readable().plan
    path = expanded(file)
    sheet = spreadsheet.read(path, given.sheet)
    run.tell(sheet.form)
    if sheet.others:
        run.tell(msg("not read: the sheets {names}; --sheet chooses one", names=list(sheet.others)))
    mapped = _mapped(run, sheet, given.columns or (), of_event=bool(wanted.event))
    _tell_columns(run, sheet, mapped)
    reader = Reader(sheet, mapped, role_chooser(plan), municipality_chooser(plan))
    records, faults = reader.read(sheet.rows)
    register = opened(run)
    what = KINDS[0] if wanted.event else KINDS[1]
    with register.reading() as connection:
        planned = imports.plan(connection, records, faults, wanted)
    counts = planned.counts
    _show_faults(run, path, reader, planned.faults, sheet if given.names else None)
    agreed = given.yes or not counts.imported
    _show_counts(run, counts, done=agreed and not dry_run)
    if dry_run:
        not_done(run)
        return _code(planned.faults)
    if not agreed:
        if not sys.stdin.isatty():
            raise UsageError(msg("look at what --dry-run shows, and say --yes"), stops=True)
        if not run.agreed(msg("Take these rows into the register?")):
            raise RusctlError(msg("you did not say yes"), stops=True)
    if not counts.rows:
        run.unchanged(msg("the list has no rows below its headings"))
        return 0
    _remember(run, sheet, mapped)
    if not counts.imported:
        run.unchanged(msg("the register has all of this already"))
        return _code(planned.faults)
    done = register.change(what, lambda change: take_in(change, records, faults, wanted, planned))
    if (done.planned.counts, done.planned.faults) != (counts, planned.faults):
        run.tell(msg("the register was changed meanwhile; this is what was done:"))
        _show_faults(run, path, reader, done.planned.faults, sheet if given.names else None)
        _show_counts(run, done.planned.counts, done=True)
    run.out(run.say(msg("import {number}", number=done.number)))
    run.tell(
        msg("undo it with rusctl participants undo-import {number}, while nobody has changed it", number=done.number)
    )
    return _code(done.planned.faults)


def _mapped(run: Session, sheet: "Sheet", options: Sequence[str], *, of_event: bool) -> dict[str, str]:
    """Give the field of each heading: as the options say, as it was said before, else as the heading suggests."""
    from rusctl.register import columns
    from rusctl.storage import mappings  # noqa: PLC0415 - only when it is asked for

    heading = [text for text in sheet.heading if text]
    said = columns.said(options, heading, of_event=of_event)
    known = mappings.recall(run.folder.path, sheet.heading)
    allowed = columns.fields(of_event=of_event)
    mapped = {text: field for text, field in (known or {}).items() if field in allowed}
    if known is None:
        mapped = columns.suggested(heading, of_event=of_event)
        if sys.stdin.isatty() and not options:
            mapped |= _asked(run, [text for text in heading if text not in mapped], allowed)
    taken = set(said.values())
    mapped = {text: field for text, field in mapped.items() if text in said or field not in taken} | said
    columns.refuse_wrong(sheet.heading, mapped)
    return mapped


def _asked(run: Session, headings: Sequence[str], fields: Sequence[str]) -> dict[str, str]:
    """Ask what the columns are that no heading tells; an empty answer drops one."""
    found: dict[str, str] = {}
    if headings:
        run.tell(msg("fields: {fields}; an empty answer drops the column", fields=list(fields)))
    for text in headings:
        while True:
            print(one_line(run.say(msg("Which field is {heading}?", heading=text)) + " "), end="", file=sys.stderr)
            sys.stderr.flush()
            line = sys.stdin.readline()
            if not line:
                raise typed.Abort
            answer = line.strip()
            if not answer or answer in fields:
                break
            run.tell(msg("{field} is no field of a list; there are {names}", field=answer, names=list(fields)))
        found[text] = answer
    return found


def _tell_columns(run: Session, sheet: "Sheet", mapped: dict[str, str]) -> None:
    from rusctl.register.columns import COLUMNS
    from rusctl.storage.untrusted.sheet import column_letters  # noqa: PLC0415 - only when it is asked for

    for text, field in mapped.items():
        if field:
            run.tell(msg("column {heading}: {field}", heading=text, field=COLUMNS[field].label))
    dropped = [
        text or run.say(msg("{column} (no heading)", column=column_letters(index)))
        for index, text in enumerate(sheet.heading)
        if not mapped.get(text)
    ]
    if dropped:
        run.tell(msg("dropped, and not taken into the register: {columns}", columns=dropped))
    places = [index for index, text in enumerate(sheet.heading) if not mapped.get(text)]
    cells = "\n".join(row.cells[index] for row in sheet.rows for index in places)
    if any(True for _ in personal_numbers(cells)):
        run.tell(msg("what was dropped holds a personnummer: none of it is in the register, but the file still has it"))


def _show_faults(
    run: Session, path: Path, reader: "Reader", faults: "Sequence[RowFault]", sheet: "Sheet | None"
) -> None:
    """Say of each row that is not taken why; its name only where that was asked for."""
    names = reader.names(sheet) if sheet else {}
    for fault in faults[:FAULTS_SHOWN]:
        run.out(one_line(run.say(_fault(path, fault, names.get(fault.row, "")))))
    if len(faults) > FAULTS_SHOWN:
        run.out(run.say(nmsg("and {count} row more", "and {count} rows more", len(faults) - FAULTS_SHOWN)))


def _fault(path: Path, fault: "RowFault", name: str) -> Message:
    if name:
        return msg(
            "{file}, row {row} ({name}): {reason}", file=path.name, row=fault.row, name=name, reason=fault.reason
        )
    if fault.column:
        return msg(
            "{file}, row {row}, column {column}: {reason}",
            file=path.name,
            row=fault.row,
            column=fault.column,
            reason=fault.reason,
        )
    return msg("{file}, row {row}: {reason}", file=path.name, row=fault.row, reason=fault.reason)


def _show_counts(run: Session, counts: "ImportCounts", *, done: bool) -> None:
    """Say how many rows are taken in; as what would be, as long as it is not done."""
    text = (
        msg("{imported} imported + {skipped} skipped + {failed} failed = {rows} rows", **_rows(counts))
        if done
        else msg("{imported} would be imported + {skipped} skipped + {failed} failed = {rows} rows", **_rows(counts))
    )
    run.out(run.say(text))
    new, changed = counts.new_persons, counts.changed_persons
    run.out(run.say(msg("persons: {new} new, {changed} changed", new=new, changed=changed)))
    if counts.differing:
        run.out(
            run.say(
                nmsg(
                    "{count} person is described otherwise in the register, which stands; --overwrite takes the list's",
                    "{count} persons are described otherwise in the register, which stands; --overwrite takes the "
                    "list's",
                    counts.differing,
                )
            )
        )


def _rows(counts: "ImportCounts") -> dict[str, int]:
    return {
        "imported": counts.imported,
        "skipped": counts.skipped,
        "failed": counts.failed,
        "rows": counts.rows,
    }


def _remember(run: Session, sheet: "Sheet", mapped: dict[str, str]) -> None:
    from rusctl.storage import mappings  # noqa: PLC0415 - only when it is asked for
    from rusctl.storage.files.lock import lock  # noqa: PLC0415

    if mappings.recall(run.folder.path, sheet.heading) != {text: field for text, field in mapped.items() if field}:
        with lock(run.folder.path):
            mappings.remember(run.folder.path, sheet.heading, mapped)


def _code(faults: "Sequence[RowFault]") -> int:
    from rusctl.register.list_rows import PERSONAL

    if any(fault.personal for fault in faults):
        return PERSONAL
    return 1 if faults else 0
