"""A program that is killed at each of the calls by which a change to the register reaches the disk.

It is traced as a debugger does (Linux): the call is counted when it begins, and the process is ended before it is made.
Prints a JSON object for each kill.
"""

import ctypes
import json
import os
import platform
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import text

from rusctl.database import making, vacuum
from rusctl.database.place import DatabasePlace
from rusctl.database.tables import copy as copies
from rusctl.database.tables import person
from rusctl.database.transaction import Transaction
from rusctl.register.schema import mandate
from rusctl.services.pieces import PIECES

CALLS = {
    "x86_64": {
        1: "write",
        18: "write",
        74: "sync",
        75: "sync",
        77: "truncate",
        82: "name",
        86: "name",
        87: "unlink",
        263: "unlink",
        264: "name",
        265: "name",
        316: "name",
    },
    "aarch64": {
        64: "write",
        68: "write",
        82: "sync",
        83: "sync",
        46: "truncate",
        35: "unlink",
        37: "name",
        38: "name",
        276: "name",
    },
}.get(platform.machine(), {})
TRACEME, SYSCALL, SETOPTIONS, SYSCALL_INFO = 0, 24, 0x4200, 0x420E
SYSGOOD, EXITKILL = 1, 0x100000
BEGINS = 1  # PTRACE_SYSCALL_INFO_ENTRY
PEOPLE = 40


class Info(ctypes.Structure):
    _fields_ = (
        ("op", ctypes.c_uint8),
        ("arch", ctypes.c_uint32),
        ("instruction", ctypes.c_uint64),
        ("stack", ctypes.c_uint64),
        ("number", ctypes.c_uint64),
        ("arguments", ctypes.c_uint64 * 6),
    )


_ptrace: Any = ctypes.CDLL(None, use_errno=True).ptrace
_ptrace.argtypes = (ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p)


def can_trace() -> bool:
    """Whether this system lets a process be traced."""
    if not CALLS or sys.platform != "linux":
        return False
    child = os.fork()
    if child == 0:
        os._exit(0 if _ptrace(TRACEME, 0, None, None) == 0 else 1)
    return os.waitpid(child, 0)[1] == 0


def run(work: Callable[[], None], kill_at: int, calls: list[str] | None = None) -> str:
    """Run `work` in a process that is killed at a call; give that call, or nothing where it came to its end."""
    child = os.fork()
    if child == 0:
        _ptrace(TRACEME, 0, None, None)
        os.kill(os.getpid(), signal.SIGSTOP)
        work()
        os._exit(0)
    os.waitpid(child, 0)
    _ptrace(SETOPTIONS, child, None, SYSGOOD | EXITKILL)
    count = 0
    while True:
        _ptrace(SYSCALL, child, None, None)
        _, status = os.waitpid(child, 0)
        if os.WIFEXITED(status) or os.WIFSIGNALED(status):
            assert os.WIFEXITED(status), status
            assert os.WEXITSTATUS(status) == 0, status
            return ""
        call = _call(child)
        if call:
            if calls is not None:
                calls.append(call)
            count += 1
            if count == kill_at:
                os.kill(child, signal.SIGKILL)
                os.waitpid(child, 0)
                return call


def _call(child: int) -> str:
    info = Info()
    size = _ptrace(SYSCALL_INFO, child, ctypes.c_void_p(ctypes.sizeof(info)), ctypes.byref(info))
    call = CALLS.get(info.number, "") if size > 0 and info.op == BEGINS else ""
    if call not in ("", "unlink", "name"):
        try:
            name = str(Path(f"/proc/{child}/fd/{info.arguments[0]}").readlink())
        except OSError:
            return ""
        return call if "/register" in name else ""
    return call


def change() -> None:
    """Make one change: new people, and other values for those who are there."""
    register = making.open_register(Path(), "")

    def work(one: Transaction) -> None:
        ids = one.reserve(person, PEOPLE)
        one.insert_many(person, [{"id": number, "name": f"Testperson {number} " * 9} for number in ids])
        one.insert_many(mandate, [{"person": number, "role": "politiker"} for number in ids])
        for number in range(1, PEOPLE + 1, 4):
            one.update(person, number, 1, name="Nytt Namn " * 15)

    register.change("import", work)


def shrink() -> None:
    """Remove nearly all people, and write the file anew, as erasing does."""
    register = making.open_register(Path(), "")

    def work(one: Transaction) -> None:
        for number in range(2, PEOPLE + 1):
            one.delete(person, number, 1)
            one.forget(number)

    register.change("person erase", work)
    vacuum.compact(register, PIECES)


def recover() -> None:
    """Open a register whose last change was ended in the middle: what was there before is put back."""
    with making.open_register(Path(), "").reading():
        pass


def copy() -> None:
    """Make a backup beside the register."""
    making.backup(making.open_register(Path(), ""), Path("register/copy.sqlite3").absolute(), PIECES)


WORKS = {one.__name__: one for one in (change, shrink, recover, copy)}


def state() -> dict[str, Any]:
    """Say whether the database is sound, and what it holds."""
    register = making.open_register(Path(), "")
    with register.reading() as connection:
        rows = connection.execute(person.select().order_by(person.c.id)).all()
        return {
            "sound": connection.execute(text("PRAGMA integrity_check")).scalar(),
            "broken": len(connection.execute(text("PRAGMA foreign_key_check")).all()),
            "people": len(rows),
            "changed": sum(row.version > 1 for row in rows),
            "files": sorted(path.name for path in Path("register").iterdir()),
            "copy": copied(),
            "remembered": len(connection.execute(copies.select()).all()),
        }


def copied() -> int:
    """Give how many people are in the backup; -1 where there is none."""
    path = Path("register/copy.sqlite3").absolute()
    if not path.exists():
        return -1
    with making.open_place(DatabasePlace(path=path)).reading() as connection:
        assert connection.execute(text("PRAGMA integrity_check")).scalar() == "ok"
        return len(connection.execute(person.select()).all())


def main() -> None:
    work, step, what = Path(sys.argv[1]), int(sys.argv[2]), WORKS[sys.argv[3]]
    template = work / "template"
    template.mkdir()
    os.chdir(template)
    making.make(Path(), "", PIECES)
    making.open_register(Path(), "").change(
        "import", lambda one: one.insert_many(person, [{"name": f"Testperson {n}"} for n in range(PEOPLE)])
    )
    if what is recover:
        calls: list[str] = []
        shutil.copytree(template, work / "whole")
        os.chdir(work / "whole")
        run(change, 1 << 30, calls)
        os.chdir(template)
        run(change, len(calls) - calls[::-1].index("unlink"))  # the file is written, the journal not yet removed
        assert Path("register/register.sqlite3-journal").exists()
    number = 1
    while True:
        folder = work / str(number)
        shutil.copytree(template, folder)
        os.chdir(folder)
        call = run(what, number)
        print(json.dumps({"number": number, "call": call, **state()}))
        if not call:
            break
        number += step


if __name__ == "__main__":
    main()
