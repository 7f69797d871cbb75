"""What Windows does otherwise with files: who holds them, how they are locked, and who may read them.

Elsewhere every function here does nothing, or says what it says of a file that nobody holds.

There an open file stands in the way of its renaming and removing, and virus scanners, indexers and synchronising
programs hold files for moments; so such a call is tried again for a while. Rights are lists (ACLs), and the mode that
POSIX knows is ignored. Locks are mandatory, and go with the process that has them.
"""

import errno
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

if sys.platform == "win32":
    import ctypes
    import msvcrt
    from ctypes import wintypes

T = TypeVar("T")

BINARY = getattr(os, "O_BINARY", 0)  # without it LF becomes CRLF on the way, and 0x1A ends a file
PAUSES = (0.02, 0.05, 0.1, 0.2, 0.4, 0.8, 0.8)  # seconds between tries, 2.4 in all
_SHARING, _LOCKED, _DENIED = 32, 33, 5  # ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION, ERROR_ACCESS_DENIED
_HELD = 1 << 20  # the byte that is locked: far behind what stands in the file, so that others can read that


def again(work: Callable[[], T]) -> T:
    """Do what another program may stand in the way of for a moment; raises OSError where it does so for 2.4 s."""
    for pause in PAUSES if os.name == "nt" else ():
        try:
            return work()
        except OSError as error:
            if _number(error) not in {_SHARING, _LOCKED, _DENIED}:
                raise
        time.sleep(pause)
    return work()


def is_held(error: OSError) -> bool:
    """Whether another program has the file open in a way that leaves no room for this one."""
    return _number(error) in {_SHARING, _LOCKED}


def is_denied(error: OSError) -> bool:
    """Whether Windows says no without saying why: another program may hold the file, or the user has no right to it."""
    return _number(error) == _DENIED


def _number(error: OSError) -> int | None:
    """Give the system's number of an error; os.open knows none, so that the system is asked again."""
    number: int | None = getattr(error, "winerror", None)
    if sys.platform == "win32" and number is None and error.errno == errno.EACCES and isinstance(error.filename, str):
        return _asked(error.filename)
    return number


def lock(handle: int) -> None:
    """Take the lock of a file that is open; BlockingIOError where another process has it, OSError otherwise."""
    if sys.platform == "win32":
        where = _Overlapped(offset=_HELD)
        if not _lock_file(msvcrt.get_osfhandle(handle), _EXCLUSIVE | _AT_ONCE, 0, 1, 0, ctypes.byref(where)):
            number = ctypes.get_last_error()
            raise BlockingIOError(errno.EAGAIN, "locked") if number == _LOCKED else ctypes.WinError(number)


def close_to_others(path: Path) -> bool:
    """Let a folder, or a file, be read by its user and by the system alone; whether that is so now.

    What is made in the folder later has the same rights. False where it cannot be done or cannot be seen to be done,
    as on a disk that keeps no rights.
    """
    if sys.platform == "win32":
        inherit = "OICI" if path.is_dir() else ""
        known = "".join(f"(A;{inherit};FA;;;{who})" for who in (_user(), _SYSTEM))
        return _set_rights(path, f"D:P{known}") and not is_open_to_others(path)
    return False


def is_open_to_others(path: Path) -> bool:
    """Whether somebody beside the user, system and administrators has a right to a file; True where nobody knows."""
    if sys.platform == "win32":
        rights = _rights(path)
        if not rights.startswith("D:") or "(" not in rights:  # no list at all lets everybody in
            return True
        entries = [entry.rstrip(")").split(";") for entry in rights.split("(")[1:]]
        allowed = {_user(), _SYSTEM, *_STANDING}
        return any(entry[0] != "D" and entry[-1] not in allowed for entry in entries)
    return False


if sys.platform == "win32":
    _EXCLUSIVE, _AT_ONCE = 0x2, 0x1  # LOCKFILE_EXCLUSIVE_LOCK, LOCKFILE_FAIL_IMMEDIATELY
    _SYSTEM = "SY"  # as SDDL writes it
    _STANDING = ("BA", "OW", "CO")  # administrators, who can take any file, and the owner of a file, whoever that is
    _FILE, _DACL = 1, 0x4  # SE_FILE_OBJECT, DACL_SECURITY_INFORMATION
    _SDDL = 1  # the revision of the language that rights are written in
    _TOKEN_QUERY, _TOKEN_USER = 0x8, 1

    class _Overlapped(ctypes.Structure):
        _fields_ = (
            ("internal", ctypes.c_void_p),
            ("internal_high", ctypes.c_void_p),
            ("offset", wintypes.DWORD),
            ("offset_high", wintypes.DWORD),
            ("event", wintypes.HANDLE),
        )

    _kernel = ctypes.WinDLL("kernel32", use_last_error=True)
    _advapi = ctypes.WinDLL("advapi32", use_last_error=True)
    _lock_file = _kernel.LockFileEx
    _lock_file.argtypes = (wintypes.HANDLE, *[wintypes.DWORD] * 4, ctypes.POINTER(_Overlapped))
    _free = _kernel.LocalFree
    _free.argtypes = (ctypes.c_void_p,)
    _kernel.GetCurrentProcess.restype = wintypes.HANDLE
    _kernel.CloseHandle.argtypes = (wintypes.HANDLE,)
    _advapi.OpenProcessToken.argtypes = (wintypes.HANDLE, wintypes.DWORD, ctypes.POINTER(wintypes.HANDLE))
    _advapi.GetTokenInformation.argtypes = (
        wintypes.HANDLE,
        ctypes.c_int,
        ctypes.c_void_p,
        wintypes.DWORD,
        ctypes.POINTER(wintypes.DWORD),
    )
    _advapi.ConvertSidToStringSidW.argtypes = (ctypes.c_void_p, ctypes.POINTER(wintypes.LPWSTR))
    _to_binary = _advapi.ConvertStringSecurityDescriptorToSecurityDescriptorW
    _to_binary.argtypes = (wintypes.LPCWSTR, wintypes.DWORD, ctypes.POINTER(ctypes.c_void_p), ctypes.c_void_p)
    _to_text = _advapi.ConvertSecurityDescriptorToStringSecurityDescriptorW
    _to_text.argtypes = (
        ctypes.c_void_p,
        wintypes.DWORD,
        wintypes.DWORD,
        ctypes.POINTER(wintypes.LPWSTR),
        ctypes.c_void_p,
    )
    _set_security = _advapi.SetFileSecurityW
    _set_security.argtypes = (wintypes.LPCWSTR, wintypes.DWORD, ctypes.c_void_p)
    _get_security = _advapi.GetNamedSecurityInfoW
    _get_security.argtypes = (wintypes.LPCWSTR, ctypes.c_int, wintypes.DWORD, *[ctypes.c_void_p] * 5)

    _create = _kernel.CreateFileW
    _create.restype = wintypes.HANDLE
    _create.argtypes = (
        wintypes.LPCWSTR,
        wintypes.DWORD,
        wintypes.DWORD,
        ctypes.c_void_p,
        *[wintypes.DWORD] * 2,
        wintypes.HANDLE,
    )
    _READ, _SHARED, _THERE, _NONE = 0x80000000, 0x7, 3, ctypes.c_void_p(-1).value  # GENERIC_READ, OPEN_EXISTING

    def _asked(name: str) -> int | None:
        """Give the number of the error with which a file cannot be read; None where it can be."""
        handle = _create(name, _READ, _SHARED, None, _THERE, 0, None)
        if handle == _NONE:
            return ctypes.get_last_error()
        _kernel.CloseHandle(handle)
        return None

    def _user() -> str:
        """Give the SID of the one who runs this process."""
        token = wintypes.HANDLE()
        if not _advapi.OpenProcessToken(_kernel.GetCurrentProcess(), _TOKEN_QUERY, ctypes.byref(token)):
            raise ctypes.WinError(ctypes.get_last_error())
        try:
            room, size = ctypes.create_string_buffer(256), wintypes.DWORD()
            if not _advapi.GetTokenInformation(token, _TOKEN_USER, room, len(room), ctypes.byref(size)):
                raise ctypes.WinError(ctypes.get_last_error())
            text = wintypes.LPWSTR()
            sid = ctypes.cast(room, ctypes.POINTER(ctypes.c_void_p))[0]
            if not _advapi.ConvertSidToStringSidW(sid, ctypes.byref(text)):
                raise ctypes.WinError(ctypes.get_last_error())
            found = str(text.value)
            _free(text)
            return found
        finally:
            _kernel.CloseHandle(token)

    def _set_rights(path: Path, rights: str) -> bool:
        """Give a file the rights that SDDL says, and none from above; whether the system took them."""
        made = ctypes.c_void_p()
        if not _to_binary(rights, _SDDL, ctypes.byref(made), None):
            return False
        try:
            return bool(_set_security(str(path), _DACL, made))
        finally:
            _free(made)

    def _rights(path: Path) -> str:
        """Give the rights to a file as SDDL writes them; nothing where the system does not say."""
        held, text = ctypes.c_void_p(), wintypes.LPWSTR()
        if _get_security(str(path), _FILE, _DACL, None, None, None, None, ctypes.byref(held)) != 0:
            return ""
        try:
            if not _to_text(held, _SDDL, _DACL, ctypes.byref(text), None):
                return ""
            found = str(text.value)
            _free(text)
            return found
        finally:
            _free(held)
