"""`rusctl log`."""

import shlex
from typing import Annotated

from rusctl.commands.common import change_list, typed
from rusctl.commands.common.change_list import Made
from rusctl.commands.common.listing import give
from rusctl.commands.common.options import AsJson
from rusctl.commands.terminal import terminal
from rusctl.language.message import msg
from rusctl.storage.files import journal


def log(
    context: typed.Context,
    *,
    most: Annotated[int, typed.Option("--most", metavar="N", help="How many changes at the most.", min=1)] = 20,
    as_json: AsJson = False,
) -> None:
    """Show what rusctl has changed in this folder, the latest first."""
    run = terminal(context)
    made = journal.entries(run.project.folder.path)
    undone = {entry.undoes for entry in made}
    shown = list(reversed(made))[:most]
    if as_json:
        rows = (
            {
                "number": entry.number,
                "when": entry.when.isoformat(),
                "command": shlex.join(["rusctl", *entry.command]),
                "files": [file.name for file in entry.files],
                "undoes": entry.undoes or None,
                "undone": entry.number in undone,
            }
            for entry in shown
        )
        give(run, rows)
        return
    if not shown:
        run.tell(msg("rusctl has changed nothing here"))
        return
    change_list.show(
        run,
        (
            Made(
                entry.number,
                entry.when,
                shlex.join(["rusctl", *entry.command]),
                None,
                entry.undoes or None,
                entry.number in undone,
            )
            for entry in shown
        ),
    )
