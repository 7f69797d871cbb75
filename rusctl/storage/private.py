"""The folder of what is about persons: for its owner only, and ignored by git."""

import os
from pathlib import Path

from rusctl.errors import EnvironmentFailureError, PrivacyError
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


def refuse_kept(path: Path) -> None:
    """Raise PrivacyError where git would keep a file with persons in it, whatever folder it lies in."""
    from rusctl.storage import git  # noqa: PLC0415 - only what holds persons asks git

    if git.keeps(path):
        raise PrivacyError(
            msg(
                "{file} would lie in a git work tree that does not ignore it, so nothing with persons in it is written "
                "there; name another place, or have git ignore it (.gitignore) and stop tracking it (git rm --cached)",
                file=f"{path.parent.name}/{path.name}",
            )
        )
