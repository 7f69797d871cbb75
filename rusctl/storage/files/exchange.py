"""Renaming that overwrites nothing, where the system can: two names exchanged in one step, or a name that is free."""

import errno
import os
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

_HERE = -100  # AT_FDCWD: names are as the process sees them
_FREE, _EXCHANGED = 1, 2  # RENAME_NOREPLACE, RENAME_EXCHANGE
_CANNOT = (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EPERM)  # an old kernel, or a file system without it


def exchange(one: Path, other: Path) -> bool:
    """Exchange the files of two names; False where the system cannot, or one is gone. Raises OSError."""
    try:
        return rename(one, other, _EXCHANGED)
    except FileNotFoundError:
        return False


def to_free_name(old: Path, new: Path) -> bool:
    """Give a file a name that is free; False where the system cannot. Raises FileExistsError where it is taken."""
    return rename(old, new, _FREE)


def rename(old: Path, new: Path, flags: int) -> bool:
    """Call renameat2; False where there is none. Fault tests make this one fail."""
    call = _renameat2()
    if call is None:
        return False
    number = call(os.fsencode(old), os.fsencode(new), flags)
    if not number:
        return True
    if number in _CANNOT:
        return False
    raise OSError(number, os.strerror(number), str(new))


@cache
def _renameat2() -> Callable[[bytes, bytes, int], int] | None:
    """Give what renames and gives 0, or the number of what went wrong; None where the system has no such call."""
    if sys.platform != "linux":
        return None
    import ctypes  # noqa: PLC0415 - only what changes files needs it

    try:
        call = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):  # a C library of before 2018
        return None
    call.argtypes = (ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_uint)

    def renamed(old: bytes, new: bytes, flags: int) -> int:
        return 0 if call(_HERE, old, _HERE, new, flags) == 0 else ctypes.get_errno()

    return renamed
