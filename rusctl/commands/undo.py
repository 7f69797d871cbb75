"""`rusctl undo`."""

import datetime as dt
import shlex

from rusctl.commands.common import typed
from rusctl.commands.common.options import DryRun
from rusctl.commands.terminal import terminal
from rusctl.language.message import msg
from rusctl.services.mailing import outdated
from rusctl.services.planning.change_events import difference
from rusctl.storage.files import journal


def undo(context: typed.Context, *, dry_run: DryRun = False) -> None:
    """Undo the last change. Refused if a file has been changed since."""
    run = terminal(context)
    folder = run.project.folder.path
    if dry_run:
        found = journal.undoing(folder)
    else:
        with journal.changing(folder):
            found = journal.undo(folder, run.project.command, dt.datetime.now(dt.UTC))
    for name, change in found.changes.items():
        run.out(difference(change.before or b"", change.after or b"", name))
    command = shlex.join(["rusctl", *found.entry.command])
    if dry_run:
        run.unchanged(msg("this would be undone: {command}", command=command))
    else:
        run.tell(msg("undone: {command}", command=command))
        run.tell_all(outdated.notes(run.project, run.project.again().plan))
