"""Limits of a process on Windows: a job object that it puts itself into; elsewhere there is nothing here."""

import sys

if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    _EXTENDED = 9  # JobObjectExtendedLimitInformation
    _TIME, _ONE_PROCESS, _MEMORY, _WITH_JOB = 0x2, 0x8, 0x100, 0x2000  # JOB_OBJECT_LIMIT_...
    _TICKS = 10_000_000  # of 100 ns in a second

    class _Basic(ctypes.Structure):
        _fields_ = (
            ("process_time", ctypes.c_int64),
            ("job_time", ctypes.c_int64),
            ("flags", wintypes.DWORD),
            ("least_working_set", ctypes.c_size_t),
            ("most_working_set", ctypes.c_size_t),
            ("processes", wintypes.DWORD),
            ("affinity", ctypes.c_size_t),
            ("priority", wintypes.DWORD),
            ("scheduling", wintypes.DWORD),
        )

    class _Limits(ctypes.Structure):
        _fields_ = (
            ("basic", _Basic),
            ("counters", ctypes.c_uint64 * 6),
            ("process_memory", ctypes.c_size_t),
            ("job_memory", ctypes.c_size_t),
            ("peak_process_memory", ctypes.c_size_t),
            ("peak_job_memory", ctypes.c_size_t),
        )

    _kernel = ctypes.WinDLL("kernel32", use_last_error=True)
    _kernel.CreateJobObjectW.restype = wintypes.HANDLE
    _kernel.GetCurrentProcess.restype = wintypes.HANDLE
    _kernel.SetInformationJobObject.argtypes = (wintypes.HANDLE, ctypes.c_int, ctypes.c_void_p, wintypes.DWORD)
    _kernel.AssignProcessToJobObject.argtypes = (wintypes.HANDLE, wintypes.HANDLE)


def confine(memory: int, seconds: float) -> bool:
    """Let this process take so many bytes and so much processor time, and start no other; whether the system does so.

    Memory beyond it is a MemoryError, and time beyond it ends the process. The job goes with the process, whose handle
    of it stays open.
    """
    if sys.platform == "win32":
        limits = _Limits()
        limits.basic.flags = _TIME | _ONE_PROCESS | _MEMORY | _WITH_JOB
        limits.basic.process_time = int(seconds * _TICKS)
        limits.basic.processes = 1
        limits.process_memory = memory
        job = _kernel.CreateJobObjectW(None, None)
        return bool(
            job
            and _kernel.SetInformationJobObject(job, _EXTENDED, ctypes.byref(limits), ctypes.sizeof(limits))
            and _kernel.AssignProcessToJobObject(job, _kernel.GetCurrentProcess())
        )
    return False
