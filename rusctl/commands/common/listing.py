"""How a command that lists begins: with the rows as JSON, or with a sentence where there are none."""

from collections.abc import Iterable

from rusctl.commands.terminal import Terminal
from rusctl.language.message import Message
from rusctl.output.rows import Row, json_text


def listed(run: Terminal, rows: Iterable[Row], nothing: Message, *, as_json: bool) -> bool:
    """Give the rows as JSON, or say `nothing` where there are none; False where a table is still to be shown."""
    if as_json:
        run.out(json_text(rows))
        return True
    if any(True for _ in rows):
        return False
    run.tell(nothing)
    return True
