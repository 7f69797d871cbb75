"""The folder of what is about persons: for its owner only, and ignored by git."""

import os
from pathlib import Path

from rusctl.errors import EnvironmentFailureError
from rusctl.language.message import msg
from rusctl.storage import atomic, inside

NAME = "register"


def make(folder: Path) -> Path:
    """Give a project's private folder, made where it is missing; EnvironmentFailureError where others can read it."""
    path = folder / NAME
    try:
        inside.make_own(folder, NAME)
        if os.name == "posix" and path.stat().st_mode & 0o077:
            path.chmod(0o700)
        ignore = path / ".gitignore"
        if not ignore.exists():
            atomic.write_private(ignore, b"*\n", below=folder)
    except OSError as error:
        raise EnvironmentFailureError(
            msg("{file} cannot be written: {reason}; nothing was changed", file=NAME, reason=atomic.reason(error))
        ) from None
    return path
