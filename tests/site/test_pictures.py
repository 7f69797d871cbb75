"""The site as pictures, and by the Nu validator: at night, since each takes its time."""

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

from tests.conftest import ROOT
from tests.site import plans
from tests.site.looks import IS_THERE, JUDGES, LACKING, PICTURES, SITES, pictures

NIGHTLY = os.environ.get("RUSCTL_NIGHTLY") == "1"
RENEW = os.environ.get("RUSCTL_GOLDEN") == "write"
GOLDEN = ROOT / "tests" / "golden" / "site"
MOST = 0.001  # of the dots of a picture may differ: a machine draws edges a little otherwise
NU = JUDGES / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
NOT_SO = (
    "violates Content Security Policy",  # it takes data for a script, and does not know the page's own address
    "This document appears to be written in Swedish",  # it guesses by the words of people, which are marked as Swedish
)


def test_pages_look_as_they_did(tmp_path: Path, not_run: Callable[[str], None]) -> None:
    """The pictures were looked at when they were taken; RUSCTL_GOLDEN=write takes them anew, to be looked at."""
    if not IS_THERE:
        return not_run(LACKING)
    if not (NIGHTLY or RENEW):
        return not_run("the pictures of the site: at night")
    into = GOLDEN if RENEW else tmp_path
    GOLDEN.mkdir(exist_ok=True)
    differing = pictures(tmp_path / "site", into, GOLDEN)
    assert {*differing} == {*PICTURES}
    assert {name: part for name, part in differing.items() if part > MOST} == {}
    return None


def test_the_nu_validator_has_nothing_against_the_pages(tmp_path: Path, not_run: Callable[[str], None]) -> None:
    """It sees every page of every site."""
    java = shutil.which("java")
    if not NIGHTLY or java is None:
        return not_run("the Nu validator: at night, where there is Java")
    pages = []
    for name, make in SITES.items():
        (tmp_path / name / "plan").mkdir(parents=True)
        plans.build(make(tmp_path / name / "plan"), tmp_path / name / "out")
        pages += sorted(map(str, (tmp_path / name / "out").rglob("*.html")))
    done = subprocess.run(
        [java, "-jar", str(NU), "--format", "json", "--stdout", *pages], capture_output=True, check=False, text=True
    )
    found = [one for one in json.loads(done.stdout)["messages"] if not any(text in one["message"] for text in NOT_SO)]
    assert len(pages) > 100
    assert found == []
    return None
