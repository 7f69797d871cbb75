"""What this user has agreed to on this machine, folder by folder: kept by the digest of the exact content."""

import os
from pathlib import Path

from rusctl.language.message import msg
from rusctl.storage.files import made, user_state
from rusctl.storage.files.digests import sha256

_BELOW = "agreed"
_WHAT = msg("what you have agreed to on this machine")


def agreed(project: Path, digest: str) -> bool:
    """Whether the user has agreed to a content in a folder."""
    return user_state.read(_name(project, digest)) is not None


def agree(project: Path, digest: str) -> None:
    """Remember that the user has agreed to a content in a folder; the folder's name is kept for who looks there."""
    user_state.write(_name(project, digest), os.fsencode(f"{_real(project)}\n"))
    made.note(_WHAT)


def forget(project: Path) -> int:
    """Take back all that was agreed to in a folder, also what it asks for no longer; give how many there were."""
    count = 0
    for name in user_state.names(_of(project)):
        if user_state.remove(name):
            made.note(_WHAT)
            count += 1
    return count


def _name(project: Path, digest: str) -> str:
    return f"{_of(project)}/{digest}"


def _of(project: Path) -> str:
    return f"{_BELOW}/{sha256(os.fsencode(_real(project)))}"


def _real(project: Path) -> str:
    return os.path.realpath(project)
