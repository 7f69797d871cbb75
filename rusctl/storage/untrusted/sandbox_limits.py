"""The inside of a confined process: take the limits first, then the work, and answer once.

Its order is one line of JSON on stdin, what follows is the data; its answer is one JSON object on stdout.
"""

import importlib
import json  # noqa: TID253 - the whole process is for this
import math
import os
import signal
import sys
import threading
import time
from contextlib import suppress
from typing import Any

from rusctl.storage.untrusted import job_object
from rusctl.storage.untrusted.sandbox import Refused

if sys.platform != "win32":
    import resource

_LOOK = 0.02  # seconds between two looks at the memory, where the system does not limit it
_OUT_OF_MEMORY = b'{"fault": "memory"}'


def main() -> None:
    """Do the one piece of work that stdin asks for, within its limits, and end."""
    order = json.loads(sys.stdin.buffer.readline())
    _confine(order["limits"])
    _answer(_worked(order))


def _worked(order: dict[str, Any]) -> bytes:
    try:
        module, _, function = order["worker"].partition(":")
        value = getattr(importlib.import_module(module), function)(sys.stdin.buffer.read(), order["argument"])
        return json.dumps({"value": value}, ensure_ascii=False).encode("utf-8", "surrogatepass")
    except Refused as refused:
        message = refused.message
        said = {"message": message.id, "args": message.args, "plural": message.plural, "number": message.number}
        return json.dumps(said).encode()
    except MemoryError:
        return _OUT_OF_MEMORY
    except RecursionError:
        return b'{"fault": "depth"}'
    except Exception:  # noqa: BLE001 - whatever a hostile file brought about, the answer is that it failed
        return b'{"fault": "died"}'


def _answer(said: bytes) -> None:
    """Write the answer and end at once: clearing up a great heap would only cost time."""
    view = memoryview(said)
    with suppress(BrokenPipeError):
        while view:
            view = view[os.write(1, view) :]
    os._exit(0)


def _confine(limits: dict[str, Any]) -> None:
    """Take the limits that this system knows.

    Processor time is measured twice: a timer that nothing catches ends the process in time, to the hundredth of a
    second, and the system's own limit, in whole seconds, stands behind it.
    """
    if sys.platform == "win32":
        job_object.confine(limits["memory"], limits["cpu"])
        return
    signal.setitimer(signal.ITIMER_PROF, max(limits["cpu"] - time.process_time(), 0.01))
    whole = math.ceil(limits["cpu"])
    wanted = (
        ("RLIMIT_CPU", whole, whole + 1),
        ("RLIMIT_CORE", 0, 0),
        ("RLIMIT_FSIZE", 0, 0),
        ("RLIMIT_AS", limits["memory"], limits["memory"]),
    )
    for name, soft, hard in wanted:
        with suppress(AttributeError, ValueError, OSError):  # a system that does not know one keeps the others
            kind = getattr(resource, name)
            most = resource.getrlimit(kind)[1]
            if most != resource.RLIM_INFINITY:
                resource.setrlimit(kind, (min(soft, most), min(hard, most)))
            else:
                resource.setrlimit(kind, (soft, hard))
    if sys.platform != "linux":
        watch_memory(limits["memory"])


def watch_memory(limit: int) -> None:
    """End the process when it has held more memory than it may, told by what it has itself measured."""
    unit = 1 if sys.platform == "darwin" else 1024  # getrusage counts bytes there, KiB elsewhere

    def watch() -> None:
        while resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit <= limit:
            time.sleep(_LOOK)
        _answer(_OUT_OF_MEMORY)

    threading.Thread(target=watch, daemon=True).start()
