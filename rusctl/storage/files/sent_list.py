"""What a folder has given to a mail server: beside the register, since a copy that is put back does not know it.

A line is the keyed digest of a message's identity, which is the same whenever the same is told; it names nobody.
"""

import os
from collections.abc import Collection
from pathlib import Path

from rusctl.errors import EnvironmentFailureError
from rusctl.language.message import msg
from rusctl.storage.files import atomic, inside, private, synced

NAME = "sent.list"


def read(folder: Path) -> frozenset[str]:
    """Give the digests."""
    try:
        return frozenset((folder / private.NAME / NAME).read_text(encoding="ascii").split())
    except (OSError, ValueError):
        return frozenset()


def add(folder: Path, digest: str) -> None:
    """Add a digest; on the disk when this returns. EnvironmentFailureError where it cannot be written."""
    path = private.make(folder) / NAME
    try:
        handle = inside.opened(folder, path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        try:
            atomic.write_whole(handle, f"{digest}\n".encode())
            synced.file(handle)
        finally:
            os.close(handle)
    except OSError as error:
        raise _not_written(error) from None


def forget(folder: Path, digests: Collection[str]) -> None:
    """Take digests out, such as those of somebody who is erased."""
    kept = read(folder)
    if kept.isdisjoint(digests):
        return
    try:
        text = "".join(f"{digest}\n" for digest in sorted(kept.difference(digests)))
        atomic.write_private(folder / private.NAME / NAME, text.encode(), below=folder)
    except OSError as error:
        raise _not_written(error) from None


def _not_written(error: OSError) -> EnvironmentFailureError:
    return EnvironmentFailureError(
        msg("{file} cannot be written: {reason}", file=f"{private.NAME}/{NAME}", reason=atomic.reason(error))
    )
