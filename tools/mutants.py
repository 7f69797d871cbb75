"""Puts small faults into the modules that people and dates depend on, one at a time, and counts what no test notices.

    python tools/mutants.py            every module
    python tools/mutants.py NAME ...   some, such as deadlines

The work is done in a copy of the checkout by mutmut, which runs the tests near each module. It ends with 1 where fewer
than nine in ten are noticed. Each survivor is printed as the line that was changed.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
WANTED = 0.9


class Place(NamedTuple):
    """A module, and the tests near it."""

    module: str
    tests: tuple[str, ...]


PLACES = {
    "atomic": Place(
        "storage/files/atomic.py",
        ("storage/files/test_atomic.py", "storage/files/test_order.py", "storage/files/test_journal.py"),
    ),
    "splices": Place(
        "storage/toml/splices.py", ("storage/toml/test_edits.py", "storage/toml/test_edits_properties.py")
    ),
    "edits": Place("storage/toml/edits.py", ("storage/toml/test_edits.py", "storage/toml/test_edits_properties.py")),
    "compare": Place(
        "storage/toml/compare.py", ("storage/toml/test_edits.py", "storage/toml/test_edits_properties.py")
    ),
    "ledger": Place(
        "calendar/feeds/ledger.py", ("calendar/feeds/test_ledger.py", "calendar/feeds/test_ledger_properties.py")
    ),
    "erasure": Place(
        "database/erasing.py",
        ("register/test_erasing_rows.py", "register/test_rights.py", "register/test_restricted.py"),
    ),
    "suppression": Place("register/suppression.py", ("register/test_suppression.py",)),
    "deadlines": Place(
        "schedule/state/deadlines.py", ("schedule/state/test_deadlines.py", "schedule/state/test_lead_times.py")
    ),
    "outbox": Place("mail/outbox.py", ("mail/test_dispatch.py", "mail/test_history.py", "register/test_adopt.py")),
}
SETTINGS = """
[tool.mutmut]
source_paths = ["rusctl"]
only_mutate = ["rusctl/{module}"]
also_copy = ["tests", "config", "events.toml", "tools", "docs", "README.md", "CHANGELOG.md", "Makefile"]
pytest_add_cli_args_test_selection = [{tests}]
pytest_add_cli_args = ["-p", "no:cacheprovider", "-n", "0"]
use_git_change_detection = false
"""
OWN_LIMITS = ("timeout", "faulthandler")  # mutmut has limits of its own, in the process that the tests run in


def main(names: list[str]) -> int:
    """Try the modules named, or all; 1 where too many faults go unnoticed."""
    unknown = [name for name in names if name not in PLACES]
    if unknown:
        print(f"no such module: {', '.join(unknown)}; there are {', '.join(PLACES)}")
        return 2
    good = True
    for name in names or PLACES:
        with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
            good &= tried(name, PLACES[name], Path(folder))
    return 0 if good else 1


def tried(name: str, place: Place, folder: Path) -> bool:
    """Try a module in a copy of the checkout, print what survives, and say whether enough is noticed."""
    folder.chmod(0o755)  # some tests are run by a user who may do less
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    compiled = [str(path.relative_to(ROOT)) for path in ROOT.glob("rusctl/language/locale/*/LC_MESSAGES/*.mo")]
    for file in filter(None, [*os.fsdecode(listed.stdout).split("\0"), *compiled]):
        if (ROOT / file).exists():
            (folder / file).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / file, folder / file)
    project = folder / "pyproject.toml"
    lines = [line for line in project.read_text(encoding="utf-8").splitlines() if not line.startswith(OWN_LIMITS)]
    tests = ", ".join(f'"tests/{test}"' for test in place.tests)
    project.write_text("\n".join(lines) + SETTINGS.format(module=place.module, tests=tests), encoding="utf-8")
    command = [sys.executable, "-m", "mutmut"]
    done = subprocess.run(
        [*command, "run", "--max-children", "1"], cwd=folder, check=False, capture_output=True, text=True
    )
    results = ran(folder, *command, "results", "--all", "true")
    ends = [line.strip().rpartition(": ") for line in results.splitlines() if "__mutmut_" in line]
    survivors = [mutant for mutant, _, end in ends if end not in {"killed", "timeout", "caught by type check"}]
    if all(end == "not checked" for _, _, end in ends):
        print(f"{name}: no fault could be tried\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
        return False
    share = 1 - len(survivors) / len(ends)
    print(f"{name}: {len(ends) - len(survivors)} of {len(ends)} noticed, {share:.1%}", flush=True)
    for mutant in survivors:
        shown = ran(folder, *command, "show", mutant).splitlines()
        print(*[f"    {line}" for line in shown if line[:1] in "+-" and line[:3] not in {"+++", "---"}], "", sep="\n")
    return share >= WANTED


def ran(folder: Path, *command: str) -> str:
    """Give what a command printed in the copy."""
    return subprocess.run(command, cwd=folder, check=False, capture_output=True, text=True).stdout


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
