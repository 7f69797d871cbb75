"""Seeing bytes safe on the disk itself, and not only handed to the drive."""

import contextlib
import os
import sys

if sys.platform == "darwin":
    import fcntl


def file(handle: int) -> None:
    """See what was written to a file safe on the disk; raises OSError.

    On macOS fsync leaves the bytes in the drive's own memory, which a power cut empties; F_FULLFSYNC does not, and
    where a disk does not know it, as on a network, fsync is what there is.
    """
    if sys.platform == "darwin":
        with contextlib.suppress(OSError):
            fcntl.fcntl(handle, fcntl.F_FULLFSYNC)
            return
    os.fsync(handle)
