import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from rusctl.errors import ConflictError, EnvironmentFailureError
from rusctl.language.catalogue import Language
from rusctl.storage.files.lock import lock
from tests.faults import NIGHTLY

EDITS = 100 if NIGHTLY else 25  # of each writer

HOLD = """
import sys, time
from pathlib import Path
from rusctl.storage.files.lock import lock
from tests.faults import NIGHTLY
with lock(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""

WRITE = """
import sys, datetime as dt
from pathlib import Path
from rusctl.errors import ConflictError
from rusctl.storage.files import atomic; from rusctl.storage.toml import edits; from rusctl.storage.files import journal
from rusctl.storage.files.atomic import FileChange
folder, name, how = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
path, tries = folder / "events.toml", 0
for number in range(int(sys.argv[4])):
    while True:
        tries += 1
        if how == "reads first":
            old = atomic.read(path)
        try:
            with journal.changing(folder):
                if how == "locks first":
                    old = atomic.read(path)
                new = edits.apply(old, [edits.Append(("event",), {"id": f"{name}-{number}"})]).raw
                journal.commit(folder, {"events.toml": FileChange(old, new)}, ["add"], dt.datetime(2018, 11, 8))
            break
        except ConflictError:
            continue
print(tries)
"""


def test_the_folder_of_the_lock_is_private_and_ignored_by_git(tmp_path: Path) -> None:
    with lock(tmp_path):
        assert (tmp_path / ".rusctl" / "lock").read_text() == str(os.getpid())
    assert stat.S_IMODE((tmp_path / ".rusctl").stat().st_mode) == 0o700
    assert (tmp_path / ".rusctl" / ".gitignore").read_text() == "*\n"


def test_a_lock_that_is_held_is_waited_for_and_then_said(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", HOLD, str(tmp_path)], stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        begun = time.monotonic()
        with pytest.raises(ConflictError) as caught, lock(tmp_path, timeout=0.3):
            pass
        assert time.monotonic() - begun >= 0.3
        assert Language("en").text(caught.value.message) == (
            f"another rusctl, process {holder.pid}, is changing this folder; wait until it is done, or end it, "
            "and try again"
        )
        holder.kill()
    with lock(tmp_path, timeout=5):  # a lock goes away with the process that held it
        pass


def test_of_a_hundred_holders_that_are_killed_none_leaves_its_lock(
    tmp_path: Path, counted: Callable[[str], None]
) -> None:
    longest = 0.0
    for _ in range(100):
        told, tell = os.pipe()
        holder = os.fork()
        if holder == 0:
            with lock(tmp_path):
                os.write(tell, b"held")
                time.sleep(60)
            os._exit(0)
        assert os.read(told, 4) == b"held"
        os.close(told)
        os.close(tell)
        os.kill(holder, signal.SIGKILL)
        begun = time.monotonic()
        with lock(tmp_path):
            longest = max(longest, time.monotonic() - begun)
        os.waitpid(holder, 0)
    assert longest < 1
    counted(f"stale lock: 100 holders killed, the next waited {longest:.2f} s at most")


def test_what_stands_in_the_way_of_the_lock_is_said(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    (tmp_path / "x" / ".rusctl").write_bytes(b"")
    with pytest.raises(EnvironmentFailureError), lock(tmp_path / "x"):
        pass
    with pytest.raises(EnvironmentFailureError), lock(tmp_path / "missing"):
        pass
    with lock(tmp_path):
        pass
    (tmp_path / ".rusctl" / "lock").unlink()
    (tmp_path / ".rusctl" / "lock").mkdir()
    with pytest.raises(EnvironmentFailureError), lock(tmp_path):
        pass


@pytest.mark.parametrize("how", ["locks first", "reads first"])
def test_of_eight_writers_at_once_no_edit_is_lost(tmp_path: Path, how: str, counted: Callable[[str], None]) -> None:
    (tmp_path / "events.toml").write_bytes(b"# the tour\n")
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITE, str(tmp_path), f"w{n}", how, str(EDITS)], stdout=subprocess.PIPE)
        for n in range(8)
    ]
    said = [writer.communicate()[0] for writer in writers]
    assert [writer.returncode for writer in writers] == [0] * 8
    tries = sum(map(int, said))
    text = (tmp_path / "events.toml").read_text()
    kept = sum(f'id = "w{n}-{number}"\n' in text for n in range(8) for number in range(EDITS))
    assert kept == 8 * EDITS
    assert text.count("[[event]]") == 8 * EDITS
    assert text.startswith("# the tour\n")
    assert (tries == 8 * EDITS) is (how == "locks first")
    counted(f"8 writers at once, each {how}: {kept} of {8 * EDITS} edits kept in {tries} tries")
