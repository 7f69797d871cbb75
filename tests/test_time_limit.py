"""A test that hangs fails, says where it stood, and does not take the others with it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

SLEEPS = """
import time

def test_hangs():
    time.sleep(60)

def test_next():
    pass
"""
SEARCHES = """
import re

def test_hangs():
    re.match("(a*)*b", "a" * 60)

def test_next():
    pass
"""


@pytest.mark.parametrize("body", [SLEEPS, SEARCHES], ids=["a wait", "a regular expression"])
def test_a_hang_is_one_failure_and_the_next_test_is_run(body: str, tmp_path: Path) -> None:
    (tmp_path / "test_it.py").write_text(body, encoding="utf-8")
    limits = ["--timeout", "0.5", "-o", "faulthandler_timeout=1.5", "-c", str(ROOT / "pyproject.toml")]
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-p",
            "no:cacheprovider",
            "-n",
            "1",
            *limits,
            "--rootdir",
            tmp_path,
            tmp_path,
        ],
        capture_output=True,
        check=False,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        timeout=60,
    )
    assert done.returncode == 1
    assert "1 failed, 1 passed" in done.stdout
    assert "test_hangs" in done.stdout
