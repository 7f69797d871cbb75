"""Searches for bytes that a reader trips over, for some seconds of processor time a target.

    python tests/hostile/fuzz.py SECONDS [TARGET ...]

The targets stand in tests/hostile/fuzz_targets.py. Where atheris is installed (`make nightly` puts it into an
environment of its own) the search is led by what the code goes through; else files are damaged at random. It ends with
1 at the first fault, with the bytes in a file that it names: an exception that is no refusal, or a try that takes more
than 5 seconds, or with atheris 512 MiB in one piece.
"""

import importlib.util
import random
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from pathlib import Path
from types import FrameType
from typing import NoReturn

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT)]
from tests.hostile.fuzz_targets import TARGETS, damaged, seeds  # noqa: E402 - found by the line above

MOST_SECONDS, MOST_MIB = 5, 512  # for one try


def main(words: list[str]) -> int:
    """Search for each target in a process of its own."""
    seconds, *names = words
    if names[:1] == ["--one"]:
        search = led_by_coverage if importlib.util.find_spec("atheris") else at_random
        return search(names[1], float(seconds))
    ends = [
        subprocess.run([sys.executable, __file__, seconds, "--one", name], check=False).returncode
        for name in names or TARGETS
    ]
    return int(any(ends))


def at_random(name: str, seconds: float) -> int:
    """Damage files, another way each day, until the time is over."""

    def late(_signal: int, _frame: FrameType | None) -> NoReturn:
        raise TimeoutError

    signal.signal(signal.SIGVTALRM, late)
    tries, target, begin = 0, TARGETS[name][0], time.process_time()
    for data in damaged(seeds(name), random.Random(time.strftime("%Y%m%d"))):
        signal.setitimer(signal.ITIMER_VIRTUAL, MOST_SECONDS)
        try:
            target(data)
        except Exception:  # noqa: BLE001 - each is a fault
            traceback.print_exc()
            return failed(name, data)
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        tries += 1
        if time.process_time() - begin > seconds:
            break
    print(f"{name}: {tries} files at random, none tripped over")
    return 0


def failed(name: str, data: bytes) -> int:
    """Keep the bytes and say where."""
    kept = Path(tempfile.mkdtemp(prefix=f"rusctl-fuzz-{name}-")) / "bytes"
    kept.write_bytes(data)
    print(f"{name}: tripped over the bytes in {kept}")
    return 1


def led_by_coverage(name: str, seconds: float) -> int:
    """Search with atheris, in a child of this process, since libFuzzer ends the process that it is in."""
    with tempfile.TemporaryDirectory(prefix="rusctl-corpus-") as folder:
        for number, data in enumerate(seeds(name)):
            (Path(folder) / str(number)).write_bytes(data)
        kept = Path(tempfile.mkdtemp(prefix=f"rusctl-fuzz-{name}-"))
        limits = [f"-timeout={MOST_SECONDS}", f"-malloc_limit_mb={MOST_MIB}", "-rss_limit_mb=4096", "-max_len=20000"]
        done = subprocess.run(
            [sys.executable, "-c", LED, str(ROOT), name, str(seconds), folder, f"-artifact_prefix={kept}/", *limits],
            capture_output=True,
            check=False,
        )
        if done.returncode == 0:
            kept.rmdir()
            print(done.stdout.decode().strip())
            return 0
        print(done.stderr.decode(errors="replace")[-4000:])
        print(f"{name}: tripped over the bytes in {kept}")
        return 1


LED = """
import os, sys, time
import atheris
root, name, seconds = sys.argv[1:4]
sys.path[:0] = [root]
with atheris.instrument_imports(include=["rusctl"]):
    from tests.hostile import fuzz_targets
target, tries = fuzz_targets.TARGETS[name][0], 0
def one(data):
    global tries
    target(data)
    tries += 1
    if time.process_time() > float(seconds):
        print(f"{name}: {tries} files led by coverage, none tripped over", flush=True)
        os._exit(0)
atheris.Setup([sys.argv[0], *sys.argv[4:]], one)
atheris.Fuzz()
"""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
