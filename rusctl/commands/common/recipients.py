"""Lists of people as a command is given them: a file, or - for stdin."""

import sys

from rusctl.commands.terminal import Terminal
from rusctl.model.recipients import Recipient
from rusctl.services.mailing import read_recipients

STDIN = "-"


def listed(run: Terminal, name: str) -> list[Recipient]:
    """Give the people of a list by its file's name, ``-`` being stdin."""
    if name == STDIN:
        data = sys.stdin.buffer.read(read_recipients.MOST_BYTES)
        return read_recipients.from_bytes(run.project, data, "stdin")
    return read_recipients.from_file(run.project, name)
