"""`rusctl diff`."""

from typing import Annotated

from rusctl.commands.common import typed
from rusctl.commands.common.listing import give
from rusctl.commands.common.options import AsJson
from rusctl.commands.terminal import terminal
from rusctl.errors import RusctlError
from rusctl.language.message import msg
from rusctl.model.plan import Plan
from rusctl.output.changes import change_row
from rusctl.output.clean import one_line
from rusctl.schedule.diff.changes import changes
from rusctl.storage import git
from rusctl.storage.plan import Loaded, read_plan
from rusctl.storage.schema import keys


def diff(
    context: typed.Context,
    revision: Annotated[
        str, typed.Argument(metavar="REV", help="A commit, a tag or a branch of git, such as HEAD~1.")
    ] = "HEAD",
    *,
    as_json: AsJson = False,
) -> None:
    """Show what has changed in the plan since a git revision."""
    run = terminal(context)
    new = whole(run.project.loaded)
    files = git.files_at(run.project.folder.path, revision, keys.FILES)
    then = read_plan(files)
    old = whole(then, revision)
    found = changes(old, new)
    if run.project.loaded.faults or then.faults:
        run.tell(msg("some of it could not be read and is not compared; rusctl check says what is wrong now"))
    if as_json:
        give(run, (change_row(change, new.process.timezone) for change in found))
        return
    if not files:
        run.tell(msg("there was no plan in this folder at {revision}, so everything is new", revision=revision))
    if not found:
        run.tell(msg("nothing has changed since {revision}", revision=revision))
    for change in found:
        run.out(one_line(run.say(change.message)))


def whole(loaded: Loaded, revision: str = "") -> Plan:
    """Give the plan, or refuse where a file is no TOML: all that is in it would seem to be removed or new."""
    for fault in loaded.faults:
        if fault.at.file not in loaded.plan.unread:
            continue
        if revision:
            text = msg("as it was at {revision}: {fault}", revision=revision, fault=fault.message)
            raise RusctlError(text, fault.at)
        raise RusctlError(fault.message, fault.at)
    return loaded.plan
