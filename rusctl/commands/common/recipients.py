"""Lists of people as a command is given them: a file, or - for stdin."""

import sys

from rusctl.storage.untrusted import spreadsheet

STDIN = "-"


def from_stdin(name: str) -> bytes | None:
    """Give what stdin holds where that is the list, a byte more than a list may have; None where a file is."""
    return sys.stdin.buffer.read(spreadsheet.LARGEST + 1) if name == STDIN else None
