"""Lists taken into the register: read, their columns known or said, what they would do shown, and then done."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from rusctl.database.tables import person
from rusctl.errors import UsageError
from rusctl.language.columns import COLUMNS as LABELS
from rusctl.language.hard_words import Hard
from rusctl.language.message import Message, msg, nmsg
from rusctl.language.vocabulary_people import HARD
from rusctl.model.plan import exact
from rusctl.register import imports, participants, waiting
from rusctl.register.apply_import import take_in
from rusctl.register.imports import NEW, SAME, ImportChoice
from rusctl.register.list_rows import PERSONAL, Reader
from rusctl.register.matching import RowDoubt
from rusctl.register.screening import Screened, screened
from rusctl.services import selection
from rusctl.services.people import places
from rusctl.services.people.erasing import coming_events
from rusctl.services.people.exposure import without_traces
from rusctl.services.people.read_list import ListReading
from rusctl.services.people.register_access import opened, role_chooser
from rusctl.services.project import READING, WRITING, Project

if TYPE_CHECKING:
    from rusctl.database.database import Register
    from rusctl.database.transaction import Transaction
    from rusctl.register.apply_import import Taken
    from rusctl.register.imports import ImportCounts, Planned
    from rusctl.register.list_rows import Record, RowFault

KINDS = (imports.BY_LIST, "person import")  # of an event, and of persons; as the log of changes has them
FAULTS_SHOWN = 50
ROWS_SHOWN = 10


class ListProposal(NamedTuple):
    """What a list would do to the register: its rows as they were read, what is planned, and names by row.

    The rows that are not taken are among what is planned. `names` is empty where nobody has asked for names, and has
    nobody who is said to be protected. `side` are the cells that a fault has cost, and no more than them.
    """

    reading: ListReading
    project: Project
    register: "Register"
    wanted: "ImportChoice"
    records: "Sequence[Record]"
    faults: "Sequence[RowFault]"
    planned: "Planned"
    names: Mapping[int, str]
    screening: Screened
    side: "Sequence[RowFault]" = ()

    @property
    def file(self) -> str:
        """The name of the file, as its refused rows are named by."""
        return self.reading.file


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
        raise UsageError(msg("a list of people alone does not say who came"))
    plan = project.readable().plan
    when = next((exact(one.when) for one in plan.events if one.id == event), None)
    day = when.first if when else None
    since = min(project.today, day) if day else project.today
    chosen = role_chooser(plan)(role)
    return ImportChoice(event, chosen, overwrite, day, since, likely, shared, protected, came)


def settled(proposal: ListProposal, agreed: Callable[[Message], bool]) -> "ImportChoice":
    """Ask what is in doubt, once for the whole list, and give what the list is for after that; a no lets rows wait."""
    wanted, doubts = proposal.wanted, proposal.planned.doubts

    def asked(doubt: RowDoubt, question: Message) -> bool:
        return doubt in doubts and agreed(msg("{rows}: {question}", rows=_rows(doubts[doubt]), question=question))

    if asked(
        RowDoubt.PROTECTED,
        msg("it is said that the identity is protected. Take them in as protected, and show them nowhere?"),
    ):
        wanted = wanted._replace(protected=True)
    if asked(RowDoubt.MAILBOX, msg("another name stands at the address. Is it an address that several people have?")):
        wanted = wanted._replace(shared=True)
    if asked(RowDoubt.LIKELY, msg("this is likely somebody who is known. Is it the same person?")):
        wanted = wanted._replace(likely=SAME)
    elif asked(RowDoubt.LIKELY, msg("is it somebody else, who is to be entered as a new person?")):
        wanted = wanted._replace(likely=NEW)
    return wanted


def propose(project: Project, reading: ListReading, wanted: "ImportChoice", *, names: bool = False) -> ListProposal:
    """Say what the rows of a list would do; nothing is changed."""
    return project.during(READING, lambda: _proposed(project, reading, wanted, names=names))


def _proposed(project: Project, reading: ListReading, wanted: "ImportChoice", *, names: bool) -> ListProposal:
    found = reading.found
    reader = Reader(found, reading.sheet.epoch)
    records, faults = reader.read()
    looked = screened(found.table.heading, found.sheet_rows, found.columns, records)
    faults = [*faults, *looked.faults]
    register = opened(project)
    with register.reading() as connection:
        planned = imports.plan(connection, looked.records, faults, wanted)
    shown = {row: name for row, name in reader.names().items() if row not in looked.protected} if names else {}
    return ListProposal(
        reading, project, register, wanted, looked.records, faults, planned, shown, looked, tuple(reader.side)
    )


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
    coming = coming_events(proposal.project)

    def work(change: "Transaction") -> "Taken":
        here = _entered(change, wanted.event)
        before = waiting.seated(change.connection, wanted.event, here)
        taken = take_in(change, proposal.records, proposal.faults, wanted, proposal.planned)
        if wanted.event:
            room = places.room(proposal.project, change.connection, wanted.event)
            waiting.settle(change, wanted.event, _entered(change, wanted.event), before, room)
        for one in taken.planned.updates:
            if one.table is person:
                participants.follow(change, one.row_id, coming, one.values)
        return taken

    done = proposal.project.during(WRITING, lambda: register.change(what, work))
    for one in done.planned.updates:
        if one.table is person and one.values.get("protected"):
            for note in without_traces(proposal.project, register, one.row_id):
                proposal.project.tell(note)
    return done


def _entered(change: "Transaction", event: str) -> list[int]:
    """Give the persons who are entered under an event."""
    parts = participants.of_event(change.connection, event) if event else ()
    return [one.person for one in parts if one.person is not None]


def otherwise(proposal: ListProposal, done: "Taken") -> bool:
    """Whether something else was done than what was proposed, since the register was changed meanwhile."""
    before, after = proposal.planned, done.planned
    return (after.counts, after.faults) != (before.counts, before.faults)


def refused(proposal: ListProposal, planned: "Planned") -> list[Message]:
    """Say of each row that is not taken why; its name only where that was asked for."""
    faults = planned.faults
    said = [_fault(proposal.file, one, proposal.names.get(one.row, "")) for one in faults[:FAULTS_SHOWN]]
    if len(faults) > FAULTS_SHOWN:
        said.append(nmsg("and {count} row more", "and {count} rows more", len(faults) - FAULTS_SHOWN))
    return said


def cost(proposal: ListProposal, planned: "Planned") -> list[Message]:
    """Say which cells are left out of rows that are taken, and which rows are about somebody a second time."""
    found = [
        *((one, msg("{reason}; the cell is left out", reason=one.reason)) for one in proposal.side),
        *((one, msg("{reason}; it is passed over", reason=one.reason)) for one in planned.same),
    ]
    said = [_fault(proposal.file, one._replace(reason=text), "") for one, text in found[:FAULTS_SHOWN]]
    if len(found) > FAULTS_SHOWN:
        said.append(nmsg("and {count} row more", "and {count} rows more", len(found) - FAULTS_SHOWN))
    return said


def about_hard_words(proposal: ListProposal) -> list[Message]:
    """Say what was left out of names, titles and organisations, and what dropped columns hold; nothing of it."""
    looked = proposal.screening
    said = [
        msg("left out of names, titles and organisations: {what} ({rows})", what=HARD[about], rows=_rows(rows))
        for about, rows in sorted(looked.left_out.items())
        if about is not Hard.PROTECTED
    ]
    said += [
        msg(
            "what was dropped holds {what} ({rows}): none of it is in the register, but the file still has it",
            what=HARD[about],
            rows=_rows(rows),
        )
        for about, rows in sorted(looked.dropped.items())
        if about is not Hard.PROTECTED
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


def in_numbers(proposal: ListProposal, counts: "ImportCounts", *, done: bool) -> list[Message]:
    """Say how many rows are taken in; as what would be, as long as it is not done.

    The rows of a list are all below its headings; those that are no persons are skipped.
    """
    skipped = proposal.reading.found.skipped
    rows = {
        "imported": counts.imported,
        "skipped": counts.skipped + skipped,
        "asked": counts.failed,
        "rows": counts.rows + skipped,
    }
    said = [
        msg("{imported} imported + {skipped} skipped + {asked} asked = {rows} rows", **rows)
        if done
        else msg("{imported} would be imported + {skipped} skipped + {asked} asked = {rows} rows", **rows),
        msg("people: {new} new, {changed} changed", new=counts.new_persons, changed=counts.changed_persons),
    ]
    if counts.differing:
        said.append(
            nmsg(
                "{count} person differs from the list; the register was kept, use --overwrite to take the list's "
                "values",
                "{count} people differ from the list; the register was kept, use --overwrite to take the list's values",
                counts.differing,
            )
        )
    return said


def exit_code(planned: "Planned") -> int:
    """Give the exit code that says whether all rows were taken: 6 where one held a personnummer, else 1 or 0."""
    if any(fault.personal for fault in planned.faults):
        return PERSONAL
    return 1 if planned.faults else 0
