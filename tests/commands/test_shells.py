"""Completion in the shells themselves: what each gets when the Tab key is pressed after a value's first letters."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

LINES = {
    "bash": (
        *("bash", "--norc", "-c"),
        (
            'eval "$(_RUSCTL_COMPLETE=source_bash rusctl)"; COMP_WORDS=(rusctl event move Hall); COMP_CWORD=3; '
            "found=$(complete -p rusctl); found=${found#*-F }; ${found%% *} rusctl Hall move; "
            'printf "%s\\n" "${COMPREPLY[@]}"'
        ),
    ),
    "zsh": (
        *("zsh", "-f", "-c"),
        # what draws the list needs a terminal with its line editor; the script and what it asks for are the shell's own
        (
            "compdef() { found=$1 }; _arguments() { print -r -- $@ }; words=(rusctl event move Hall); CURRENT=4; "
            'eval "$(_RUSCTL_COMPLETE=source_zsh rusctl)"; $found'
        ),
    ),
    "fish": (
        *("fish", "--no-config", "-c"),
        '_RUSCTL_COMPLETE=source_fish rusctl | source; complete -C "rusctl event move Hall"',
    ),
    "pwsh": (
        *("pwsh", "-NoProfile", "-NonInteractive", "-Command"),
        (
            "$env:_RUSCTL_COMPLETE = 'source_powershell'; $made = rusctl | Where-Object { $_ -notmatch 'PSReadLine' }"
            " | Out-String; $env:_RUSCTL_COMPLETE = ''; Invoke-Expression $made; $line = 'rusctl event move Hall'; "
            "(TabExpansion2 $line $line.Length).CompletionMatches.CompletionText"
        ),
    ),
}


@pytest.mark.parametrize("shell", LINES)
def test_a_shell_completes_a_value_by_the_name_of_what_it_is_of(
    shell: str, project: Path, not_run: Callable[[str], None]
) -> None:
    if shutil.which(shell) is None:
        assert shell != "bash" or sys.platform != "linux"
        not_run(f"completion in {shell}: it is not on PATH")
        return
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    done = subprocess.run(
        LINES[shell],
        cwd=project,
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert "hallstahammar" in done.stdout, done.stderr
    assert not any(other in done.stdout for other in ("norberg", "sala"))
