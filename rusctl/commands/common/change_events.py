"""Records changed by a command: shown as a diff, written unless it is a dry run, and what there is to say of it."""

from collections.abc import Collection, Sequence

from rusctl.commands.terminal import Terminal
from rusctl.language.message import Message, msg
from rusctl.services.planning import change_events, plan_records
from rusctl.services.planning.plan_records import RecordKind
from rusctl.storage.files.names import EVENTS
from rusctl.storage.toml.edits import Edit


def change(
    run: Terminal,
    record: str | Collection[str],
    changes: Sequence[Edit],
    done: Message,
    *,
    dry_run: bool,
    file: str = EVENTS,
) -> None:
    """Make edits to a record of a file, or several; show them as a diff, say what was done and what the check says."""
    make(run, record, change_events.propose(run.project, changes, file), done, dry_run=dry_run)


def change_plan(
    run: Terminal, kind: RecordKind, record: str, changes: Sequence[Edit], done: Message, *, dry_run: bool
) -> None:
    """Make edits to a record of what the plan is made of, as `change` does; what could not be read back is refused."""
    proposal = change_events.propose(run.project, changes, kind.file)
    change_events.refuse_new_faults(run.project, proposal)
    make(run, record, proposal, done, dry_run=dry_run)


def remove_record(run: Terminal, kind: RecordKind, which: str, *, dry_run: bool) -> None:
    """Take a municipality, a role or a body out of its file; only one that nothing else names."""
    found, at = plan_records.meant(run.project, kind, which)
    edits = plan_records.removed(run.project, kind, found, at)
    change_plan(run, kind, found, edits, msg("{id} is removed", id=found), dry_run=dry_run)


def make(
    run: Terminal, record: str | Collection[str], proposal: change_events.Proposal, done: Message, *, dry_run: bool
) -> None:
    """Make a change that is proposed: shown as a diff, written unless it is a dry run, and what there is to say."""
    if proposal.same:
        run.unchanged(msg("that is how it stands already"))
        return
    run.out(proposal.difference)
    if dry_run:
        run.dry_run()
        return
    notes = change_events.carry_out(run.project, proposal, {record} if isinstance(record, str) else record)
    run.tell(done)
    run.tell_all(notes)
