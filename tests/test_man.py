"""The manual page is the help of every command, and nothing in it is taken for a request of roff."""

import subprocess
import sys
from pathlib import Path

from rusctl.language.catalogue import LANGUAGES
from tests.conftest import ROOT
from tests.test_cli import ALL

REQUESTS = {".TH", ".SH", ".SS", ".nf", ".fi"}


def test_every_command_has_its_help_in_every_language(tmp_path: Path) -> None:
    subprocess.run([sys.executable, ROOT / "tools/man.py", tmp_path], check=True, capture_output=True)
    for code in LANGUAGES:
        path = tmp_path / ("" if code == "en" else code) / "man1" / "rusctl.1"
        lines = path.read_text(encoding="utf-8").splitlines()
        named = [line.removeprefix('.SS "').removesuffix('"') for line in lines if line.startswith(".SS")]
        assert sorted(named) == sorted(f"rusctl {command}".strip().replace("-", r"\-") for command in ALL)
        assert {line.split()[0] for line in lines if line.startswith((".", "'"))} == REQUESTS
        assert any(line.endswith(r"\-\-dry\-run") or r"\-\-dry\-run  " in line for line in lines)
        assert not any("--" in line for line in lines)
