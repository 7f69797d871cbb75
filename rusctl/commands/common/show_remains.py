"""What is left of persons who were erased, and the exit code that goes with it."""

from typing import TYPE_CHECKING

from rusctl.commands.common import typed
from rusctl.commands.terminal import Terminal

if TYPE_CHECKING:
    from rusctl.services.people.erasing import Remains


def end(run: Terminal, found: "Remains") -> None:
    """Say what is left, and end the command: with 1 where something of them still stands in the folder."""
    from rusctl.services.people import erasing  # loads SQLAlchemy

    run.tell_all(erasing.told(found))
    run.out(run.say(erasing.still_there(found)))
    raise typed.Exit(1 if found.places else 0)
