"""No reader trips over damaged files: a second each here, minutes in `make nightly`, hours in `make weekly`."""

import os
import subprocess
import sys
import time
from collections.abc import Callable

import pytest

from tests.conftest import ROOT
from tests.faults import NIGHTLY
from tests.hostile import fuzz, fuzz_targets
from tests.hostile.fuzz_targets import TARGETS, TOML, seeds

OWN = ROOT / ".venv-fuzz" / "bin" / "python"
SECONDS = os.environ.get("RUSCTL_FUZZ_SECONDS") or ("300" if NIGHTLY else "1")  # of processor time
LONG = float(SECONDS) > 1


@pytest.mark.parametrize("name", TARGETS)
def test_no_reader_trips(name: str, counted: Callable[[str], None], not_run: Callable[[str], None]) -> None:
    led = LONG and OWN.exists()
    done = subprocess.run(
        [OWN if led else sys.executable, fuzz.__file__, SECONDS, "--one", name],
        capture_output=True, check=False, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    counted(f"fuzzing, {SECONDS} s of processor time: {done.stdout.strip()}")
    if LONG and not led:
        not_run("a search for faults led by coverage: atheris, in .venv-fuzz")


@pytest.mark.parametrize("name", TARGETS)
def test_each_search_begins_from_files(name: str) -> None:
    assert len(seeds(name)) > 2


def waits(_data: bytes) -> None:
    while True:
        time.process_time()


def trips(data: bytes) -> None:
    data.decode()


@pytest.mark.parametrize("target", [waits, trips])
def test_the_search_finds_a_fault_and_keeps_its_bytes(
    target: fuzz_targets.Target, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(TARGETS, "toml", (target, TOML))
    monkeypatch.setattr(fuzz, "MOST_SECONDS", 0.2)
    assert fuzz.at_random("toml", 20) == 1
    assert "toml: tripped over the bytes in " in capsys.readouterr().out
