"""Where a command's words go, and where its questions are asked; beside it stands the project that it works on."""

from typing import Any, Protocol

from rusctl.errors import RusctlError
from rusctl.language.catalogue import Language
from rusctl.services.session import Session


class Terminal(Session):
    """One run of rusctl, as its commands see it."""


class Context(Protocol):
    """What a command is called with, as far as it leads to the terminal."""

    def find_root(self) -> Any:
        """Give the outermost one, whose `obj` is the terminal."""


def terminal(context: Context) -> Terminal:
    """Give the terminal of a command."""
    found = context.find_root().obj
    assert isinstance(found, Terminal)  # noqa: S101 - cli.py puts it there
    return found


def event_ids(context: Context) -> list[str]:
    """Give the ids of the events, for a shell that completes; nothing where there is no plan."""
    found = context.find_root().obj
    run = found if isinstance(found, Terminal) else Terminal(Language("en"))
    try:
        return [event.id for event in run.project.plan.events]
    except RusctlError:
        return []
