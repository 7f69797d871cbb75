"""How a command that lists begins: with the rows in a form that was asked for, or a sentence where there are none."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from rusctl.commands.common.later import later
from rusctl.commands.terminal import Terminal
from rusctl.language.message import Message
from rusctl.output.rows import Row, json_text

if TYPE_CHECKING:
    from rusctl.commands.common import row_forms
else:
    row_forms = later("rusctl.commands.common.row_forms")


def give(run: Terminal, rows: Iterable[Row]) -> None:
    """Give rows as JSON, or in the form that --format and --output ask for."""
    if run.form is None:
        run.out(json_text(rows))
    else:
        row_forms.give(run, run.form, list(rows))


def listed(run: Terminal, rows: Iterable[Row], nothing: Message, *, as_json: bool) -> bool:
    """Give the rows, or say `nothing` where there are none; False where a table is still to be shown."""
    if as_json:
        give(run, rows)
        return True
    if any(True for _ in rows):
        return False
    run.tell(nothing)
    return True
