"""The question in a terminal before what cannot be taken back; a script is asked nothing."""

import sys

from rusctl.commands.terminal import Terminal
from rusctl.errors import RusctlError
from rusctl.language.message import Message, msg, nmsg


def sure(run: Terminal, question: Message, *, yes: bool) -> None:
    """Ask where somebody sits there and has not said yes on the command line; all but a clear yes ends the command."""
    if yes or not sys.stdin.isatty():
        return
    if not run.agreed(question):
        raise RusctlError(msg("you did not say yes"), stops=True)


def sure_to_send(run: Terminal, count: int, *, yes: bool) -> None:
    """Ask before so many messages are sent."""
    if count:
        question = nmsg(
            "{count} message will be sent, which cannot be undone. Send it?",
            "{count} messages will be sent, which cannot be undone. Send them?",
            count,
        )
        sure(run, question, yes=yes)
