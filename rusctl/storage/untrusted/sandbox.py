"""Work on files from elsewhere, done in a process of its own that may take little time and memory.

A worker is a pure function `(data, argument) -> value`, named "package.module:function"; its argument and its value
are what JSON can say, so nothing but text and numbers comes back from what a hostile file was read by. Whatever
becomes of the worker (killed for its time, out of memory, a fault of ours) comes back as a reason.

What the system enforces: on Linux processor time, memory and no writing of files; on macOS the same, but memory is
watched from inside, since the system does not keep to its limit; on Windows a job object has the processor time, the
memory and the number of processes, and files could be written. Nothing here keeps a worker from the network: the
workers of this program open nothing.
"""

import json  # noqa: TID253 - both ends of a confined process speak it
import os
import signal
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, NamedTuple

from rusctl.language.message import Message, msg

if TYPE_CHECKING:
    from subprocess import Popen

MIB = 1024 * 1024
_START = "import sys; sys.path[:] = sys.argv[1:]; from rusctl.storage.untrusted.sandbox_limits import main; main()"
_FAULTS = {
    "memory": msg("it takes too much memory to read"),
    "depth": msg("it nests too deeply"),
    "time": msg("it takes too long to read"),
    "size": msg("it holds too much"),
    "died": msg("reading it failed"),
}


class Limits(NamedTuple):
    """What a worker may take: seconds of processor time, bytes of memory, seconds by the clock, bytes of its answer.

    A file is to be refused within two seconds of processor time: the rest is what the system counts beside. The clock
    is far slacker than the processor: it only ends what waits, and a busy machine is no reason to refuse.
    """

    cpu: float = 1.6
    memory: int = 256 * MIB
    wall: float = 60
    answer: int = 16 * MIB


class SandboxOutcome(NamedTuple):
    """What a worker gave, or why it gave nothing."""

    value: Any = None
    reason: Message | None = None


class Refused(Exception):  # noqa: N818 - it is an answer, not a fault
    """Raised by a worker: what it was given is not read, for this reason; the arguments are text and numbers."""

    def __init__(self, message: Message) -> None:
        """Keep the reason."""
        super().__init__(message.id)
        self.message = message


def run(worker: str, data: bytes, argument: Any = None, limits: Limits = Limits()) -> SandboxOutcome:  # noqa: B008 - immutable
    """Give what a worker makes of the data, or the reason why it makes nothing of it."""
    import subprocess  # the confined process imports this file too, and starts none

    order = {"worker": worker, "argument": argument, "limits": limits._asdict()}
    paths = [str(Path(__file__).parents[3]), *(path for path in map(os.path.abspath, sys.path) if path)]
    with subprocess.Popen(  # noqa: S603 - this interpreter, with a program of ours
        [sys.executable, "-I", "-S", "-c", _START, *dict.fromkeys(paths)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=os.sep,
        env={name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ},
    ) as child:
        answer, late = _talk(child, json.dumps(order).encode() + b"\n", data, limits)
    if len(answer) > limits.answer:
        return SandboxOutcome(reason=_FAULTS["size"])
    try:
        said = json.loads(answer)
    except ValueError:
        return SandboxOutcome(reason=_FAULTS[_ending(child.returncode, late=late)])
    if "message" in said:
        return SandboxOutcome(reason=Message(said["message"], said["args"], said["plural"], said["number"]))
    return SandboxOutcome(reason=_FAULTS[said["fault"]]) if "fault" in said else SandboxOutcome(said["value"])


def _talk(child: "Popen[bytes]", order: bytes, data: bytes, limits: Limits) -> tuple[bytes, bool]:
    """Give the child its work and take its answer, at most a byte too much of it; also whether its time ran out."""
    late = threading.Event()

    def end() -> None:
        late.set()
        child.kill()

    timer = threading.Timer(limits.wall, end)
    timer.start()
    try:
        assert child.stdin is not None and child.stdout is not None  # noqa: S101, PT018 - both are pipes
        _give(child.stdin, order, data)
        answer = child.stdout.read(limits.answer + 1)
        if len(answer) > limits.answer:
            child.kill()
        child.wait()
    except BaseException:
        child.kill()
        raise
    finally:
        timer.cancel()
    return answer, late.is_set()


def _give(pipe: IO[bytes], *parts: bytes) -> None:
    """Write all parts; a child that has ended already needs no more."""
    with suppress(OSError):  # Windows has no error of its own for it
        for part in parts:
            pipe.write(part)
    with suppress(OSError):
        pipe.close()


def _ending(code: int | None, *, late: bool) -> str:
    """Say what a child that gave no answer died of, as far as its end tells."""
    if late or code in (-getattr(signal, "SIGPROF", 0), -getattr(signal, "SIGXCPU", 0)):
        return "time"
    # Past the last second of its time the system kills it, and a system short of memory does the same.
    return "died"
