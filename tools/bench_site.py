"""Measure the public site of a large plan: built from nothing, and again after one event was moved."""

import datetime as dt
import shutil
import subprocess
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from bench_base import RUSCTL, Measure, shipped

from rusctl.model.source import Texts
from rusctl.site.snapshot import SiteComment, SiteConsultation, SiteData, SiteRespondent, written

STOPS, COMMENTS = 300, 1500
FEW_STOPS, FEW_COMMENTS = 30, 150
TODAY = "2018-11-08"
WORDS = "Bussarna till länets västra delar går för sällan, och den som pendlar kommer inte fram i tid. " * 4


def measures(work: Path) -> Iterator[Measure]:
    """Give what is measured of the site: whole processes that read the folder and write every file."""
    large, small = filled(work / "site", STOPS, COMMENTS), filled(work / "small-site", FEW_STOPS, FEW_COMMENTS)
    ours, few = build(large), build(small)
    title = f"`site build`, {STOPS} stops and {COMMENTS} comments"
    before = partial(without, large, small)
    yield Measure(title, ours, f"{FEW_STOPS} stops and {FEW_COMMENTS} comments", few, 12.0, 300, before)
    again = moving(large, small)
    yield Measure("the same again, one stop moved", ours, "a tenth of it, one stop moved", few, 12.0, 300, again)


def build(folder: Path) -> list[str]:
    """Give the command that builds a folder's site."""
    return [*RUSCTL, "--today", TODAY, "site", "build", "-o", str(folder.parent / "out"), "--project", str(folder)]


def filled(work: Path, stops: int, comments: int) -> Path:
    """Give the shipped tour with so many stops, and so many comments in the site's data."""
    work.mkdir()
    folder = shipped(work / "plan")
    towns = ("sala", "kungsor", "surahammar", "arboga", "fagersta", "norberg", "koping")
    first = dt.date(2018, 9, 1)
    events = [
        f'[[event]]\nid = "stopp-{one}"\nkind = "kommundialog"\nmunicipality = "{towns[one % 7]}"\n'
        f'date = {first + dt.timedelta(one)}\nstatus = "confirmed"\nstated = 2018-08-01\n'
        for one in range(stops)
    ]
    (folder / "events.toml").write_text("\n".join(events), encoding="utf-8")
    respondents = tuple(SiteRespondent(f"r{one}", f"Exempelkommun {one}") for one in range(max(1, comments // 12)))
    said = tuple(
        SiteComment(
            respondents[one % len(respondents)].id,
            f"{one % 12 + 1}",
            f"{WORDS}{one}",
            Texts({"sv": "Tillgodoses", "en": "Accepted"}),
            "Vi håller med.",
        )
        for one in range(comments)
    )
    name = Texts({"sv": "Remissen", "en": "The consultation"})
    data = SiteData(
        dt.date(2018, 11, 1),
        consultations=(SiteConsultation("remiss", name, len(respondents), len(respondents), respondents, said),),
    )
    (folder / "site").mkdir(exist_ok=True)
    (folder / "site" / "data.json").write_bytes(written(data))
    return folder


def without(*folders: Path) -> None:
    """Remove the sites that were built, so that every round makes them."""
    for folder in folders:
        shutil.rmtree(folder.parent / "out", ignore_errors=True)


def moving(*folders: Path) -> Callable[[], object]:
    """Give what moves one stop of each folder back or forth, so that every round finds one changed."""
    for folder in folders:
        subprocess.run(build(folder), check=True, capture_output=True)

    def before() -> None:
        for folder in folders:
            file = folder / "events.toml"
            text = file.read_text(encoding="utf-8")
            one, other = "date = 2018-09-21", "date = 2018-09-22"
            old, new = (one, other) if text.count(one) else (other, one)
            at = text.index('id = "stopp-20"')
            file.write_text(text[:at] + text[at:].replace(old, new, 1), encoding="utf-8")

    return before
