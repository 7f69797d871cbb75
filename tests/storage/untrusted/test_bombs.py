"""Files made to do harm end in one sentence, within 10 seconds of processor time and 1 GiB."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.storage.untrusted.bombs import BOMBS, HEAVY, sample

SECONDS, MIB = 10, 1024
CHOSEN = list(HEAVY if os.environ.get("RUSCTL_NIGHTLY") else sample())
PROGRAM = """
import json, resource, sys
from pathlib import Path
from rusctl.errors import RusctlError
from rusctl.language.catalogue import Language
from rusctl.storage.untrusted import spreadsheet
try:
    said = f"{len(spreadsheet.read(Path(sys.argv[1])).rows)} rows"
except RusctlError as error:
    said = Language("en").text(error.message)
own, child = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
cpu = own.ru_utime + own.ru_stime + child.ru_utime + child.ru_stime
status = Path("/proc/self/status")  # where there is one, it does not count the process that this one was forked from
words = status.read_text().split() if status.exists() else ["VmHWM:", own.ru_maxrss]
print(json.dumps([said, cpu, int(words[words.index("VmHWM:") + 1]) // 1024, child.ru_maxrss // 1024]))
"""


class Measured(NamedTuple):
    """What reading a file said, and took: seconds of processor time, MiB here and in the child."""

    said: str
    cpu: float
    here: int
    child: int


def measured(path: Path) -> Measured:
    done = subprocess.run([sys.executable, "-c", PROGRAM, str(path)], capture_output=True, text=True, check=True)
    assert done.stderr == ""
    return Measured(*json.loads(done.stdout))


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_ends_in_one_sentence(name: str, tmp_path: Path) -> None:
    build, sentence = BOMBS[name]
    path = tmp_path / "lista.xlsx"
    path.write_bytes(build())
    said, cpu, here, child = measured(path)
    assert said.startswith(("lista.xlsx is not read: ", "lista.xlsx is empty"))
    assert sentence in said
    assert "\n" not in said
    assert cpu < SECONDS
    assert here + child < MIB


@pytest.mark.one_in(2)
@pytest.mark.parametrize("name", CHOSEN)
def test_a_heavy_bomb_ends_at_a_limit(name: str, tmp_path: Path) -> None:
    build = HEAVY[name]
    path = tmp_path / "lista.xlsx"
    path.write_bytes(build())
    said, cpu, here, child = measured(path)
    assert said == "1 rows" or said.startswith("lista.xlsx is not read: ")
    assert "\n" not in said
    assert cpu < SECONDS
    assert here + child < MIB
