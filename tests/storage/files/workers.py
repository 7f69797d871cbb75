"""What the tests of confinement run in a process of its own: good workers and bad ones."""

import os
import sys
import time
from typing import Any

from rusctl.language.message import msg
from rusctl.storage.untrusted import sandbox_limits
from rusctl.storage.untrusted.sandbox import Refused


def count(data: bytes, argument: Any) -> Any:
    return {"bytes": len(data), "argument": argument, "modules": sorted(sys.modules)}


def refuse(_data: bytes, _argument: Any) -> Any:
    raise Refused(msg("the file has more than {most} lines", most=3))


def spin(_data: bytes, _argument: Any) -> Any:
    while True:
        pass


def hog(_data: bytes, argument: Any) -> Any:
    if argument == "watched":
        sandbox_limits.watch_memory(128 * 1024 * 1024)
    kept = []
    while True:
        kept.append(bytearray(1024 * 1024))
        time.sleep(0.001)


def sleep(_data: bytes, _argument: Any) -> Any:
    time.sleep(600)


def talk(_data: bytes, _argument: Any) -> Any:
    return "x" * 100_000


def flood(_data: bytes, _argument: Any) -> Any:
    while True:
        os.write(1, b"x" * 65_536)


def write(_data: bytes, argument: Any) -> Any:
    with open(argument, "wb") as file:  # noqa: PTH123
        file.write(b"x")


def nest(data: bytes, argument: Any) -> Any:
    return nest(data, argument)


def kill(_data: bytes, _argument: Any) -> Any:
    os.kill(os.getpid(), 9)


def deaf(_data: bytes, _argument: Any) -> Any:
    raise ValueError
