"""`rusctl inputs sort`: one input after another, with a key for what is likely."""

from typing import TYPE_CHECKING, Annotated

from rusctl.commands.common import typed
from rusctl.commands.common.input_options import NotedBy
from rusctl.commands.common.keys import KeyPresses
from rusctl.commands.common.later import later
from rusctl.commands.common.nouns.desk_session import DeskSession
from rusctl.commands.terminal import terminal

if TYPE_CHECKING:
    from rusctl.services.inputs import desk
else:
    desk = later("rusctl.services.inputs.desk")


def sort(
    context: typed.Context,
    event: Annotated[
        str,
        typed.Argument(metavar="[EVENT]", help="Only inputs of this event; without, all.", completes=typed.EVENT),
    ] = "",
    *,
    by: NotedBy = "",
) -> None:
    """Sort one input after another: likely headings and duplicates first, with the reason; a key accepts.

    Each choice is kept at once, so that you can stop at any time and go on from there. ? says the keys. Without a
    terminal, each line is a key and what belongs to it.
    """
    run = terminal(context)
    at_desk = desk.SortingDesk(run.project, run.language, event, by)
    keys = KeyPresses()
    with keys.reading():
        DeskSession(run, at_desk, keys).work()
