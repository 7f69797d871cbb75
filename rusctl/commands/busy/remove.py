"""`rusctl busy remove`."""

import datetime as dt

from rusctl.commands.busy.show import BusyId, calendar
from rusctl.commands.common import typed
from rusctl.commands.common.options import DryRun
from rusctl.commands.terminal import terminal
from rusctl.language.message import msg
from rusctl.services.planning.change_events import difference
from rusctl.storage.files import atomic, journal
from rusctl.storage.files.atomic import Change
from rusctl.storage.files.names import WORKDAYS
from rusctl.storage.toml import edits


def remove(context: typed.Context, name: BusyId, *, dry_run: DryRun = False) -> None:
    """Take a busy calendar away, with the file of its times."""
    run = terminal(context)
    found = calendar(run, name)
    folder = run.project.folder.path
    old = run.project.loaded.files[WORKDAYS]
    new = edits.apply(old, [edits.Delete(found.at.route)], run.project.loaded.data[WORKDAYS], WORKDAYS).raw
    run.out(difference(old, new, WORKDAYS))
    if dry_run:
        run.dry_run()
        return
    # the entry goes first: a file of times that nothing names does no harm, should the machine stop in between
    changes = {WORKDAYS: Change(old, new), found.file: Change(atomic.read_if_there(folder / found.file), None)}
    with journal.changing(folder):
        journal.commit(folder, changes, run.project.command, dt.datetime.now(dt.UTC))
    run.tell(msg("{id} is removed, with {file}", id=name, file=found.file))
