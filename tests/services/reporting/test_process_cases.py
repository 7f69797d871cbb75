"""How real processes went, told of an invented region: what is said of each plan on its day, as a whole.

Each folder in tests/process/ is a small plan of one kind of turn that a process takes after its tour. The golden files
hold what the check, the forecast, the status report and the deadlines say of them.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copytree
from typing import NamedTuple

import pytest

from rusctl.language.catalogue import Language
from rusctl.output.document import markdown
from rusctl.output.forecast import experience_text, forecast_text
from rusctl.output.report import text as report_text
from rusctl.services.planning.checking import findings_of
from rusctl.services.planning.meeting_days import read_meetings
from rusctl.services.project import Project
from rusctl.services.reporting.deadlines import round_meeting, why
from rusctl.services.reporting.forecast import outlook
from rusctl.services.reporting.overview import overview
from rusctl.services.reporting.status_report import status_report
from tests.conftest import ROOT

PLANS = ROOT / "tests" / "process"
EN = Language("en")


class Case(NamedTuple):
    """A folder and the day it is looked at, milestones whose deadlines are shown, and what is written otherwise."""

    folder: str
    day: str
    deadlines: tuple[str, ...] = ()
    name: str = ""
    file: str = ""
    old: str = ""
    new: str = ""

    @property
    def called(self) -> str:
        return self.name or self.folder


REFERRED = """
[[milestone.meeting]]
from = 2019-10-22
outcome = "referred-back"
to_step = "board-2"
reason = "mer underlag"

[[milestone]]
id = "board-2"
"""
PROCESS = "config/process.toml"
CASES = (
    Case("board-days-run-out", "2019-03-01", ("council",)),
    Case("board-deadlines", "2020-02-10", ("board", "namnd")),
    Case("board-has-commented", "2019-10-01", ("council",)),
    Case("cancelled-without-reason", "2018-11-08"),
    Case("confirmed-without-day", "2019-01-07"),
    Case("council-day-proposed", "2019-01-07"),
    Case("date-words", "2018-11-08"),
    Case("decision-referred-back", "2019-11-05", ("council",)),
    Case(
        "decision-referred-back",
        "2019-11-05",
        ("council", "council-2"),
        "decision-referred-back-said",
        PROCESS,
        '\n[[milestone]]\nid = "board-2"\n',
        REFERRED,
    ),
    Case("dialogue-on-council-day", "2019-01-07"),
    Case("facts-out-of-order", "2019-05-07", ("council",)),
    Case("forecast-earlier-without-baseline", "2019-01-07"),
    Case("forecast-forgets-limit", "2019-01-07"),
    Case("forecast-forgets-order", "2019-01-07"),
    Case("forecast-moved-hides-broken", "2019-01-07"),
    Case("length-not-named", "2019-01-07"),
    Case("limit-passed", "2019-01-07"),
    Case("limit-unreachable", "2019-01-07"),
    Case("milestone-by-hand", "2019-11-01", ("council",)),
    Case("months-out-of-order", "2024-12-15"),
    Case("other-country", "2022-01-10"),
    Case("postponed-until-further-notice", "2020-03-27"),
    Case("postponed-with-first-promise", "2020-03-27"),
    Case("propose-duration-first", "2019-01-07"),
    Case("propose-impossible-through-milestone", "2019-01-07"),
    Case("propose-order-through-milestone", "2019-01-07"),
    Case("referred-back-by-moving", "2019-11-05", ("council",)),
    Case("replacement-not-waited-for", "2018-01-25"),
    Case("review-hides-little-slack", "2019-08-01", ("council",)),
    Case("review-hides-little-slack/without-review", "2019-08-01"),
    Case("source-of-a-move", "2018-12-01"),
    Case("start-without-end", "2018-11-08"),
    Case("tour-of-themes", "2018-02-01"),
    Case(
        "tour-of-themes",
        "2018-02-01",
        name="tour-of-themes-declared",
        file=PROCESS,
        old='tour_kind = "temadialog"\n',
        new='[[tour]]\nid = "teman"\nkind = "temadialog"\nvisits = 0\n',
    ),
    Case("two-municipalities-one-event", "2018-11-08"),
    Case("undated-steps-take-no-time", "2027-06-10", ("council",)),
    Case("window-cannot-be-held", "2019-04-05"),
    Case("yearly-report-missed", "2025-02-25"),
    Case("yearly-report-second-year", "2026-02-25"),
)


@pytest.mark.parametrize("case", CASES, ids=[case.called.replace("/", "-") for case in CASES])
def test_what_is_said_of_a_plan(case: Case, tmp_path: Path, golden: Callable[[str, str], None]) -> None:
    folder = PLANS / case.folder
    if case.old:
        folder = copytree(folder, tmp_path / "plan")
        path = folder / case.file
        text = path.read_text(encoding="utf-8")
        assert case.old in text
        path.write_text(text.replace(case.old, case.new, 1), encoding="utf-8")
    project = read_meetings(Project(str(folder), case.day))
    golden(f"process/{case.called.replace('/', '-')}.txt", "\n".join(said(project, case.deadlines)) + "\n")


def said(project: Project, deadlines: tuple[str, ...]) -> Iterator[str]:
    """Give what is said of a plan, line by line."""
    findings = findings_of(project.loaded, project.today)
    yield report_text(findings, EN) or "no findings"
    found = outlook(project)
    yield "\nforecast"
    for one in found.forecasts:
        yield f"{one.risk.word}: {EN.text(forecast_text(one, found.plan, project.today))}"
    yield EN.text(experience_text(found.experience))
    for name in deadlines:
        meeting = round_meeting(project.plan, name, project.today, None, None, None)
        yield f"\ndeadlines {name}"
        for row in meeting.found:
            title = EN.name(row.title) if isinstance(row.title, dict) else EN.text(row.title)
            reasons = ", ".join(one if isinstance(one, str) else EN.text(one, iso=True) for one in why(row))
            yield f"{'before ' if row.before else ''}{row.before or row.day}: {title} ({reasons})"
        yield from (EN.text(note, iso=True) for note in meeting.notes)
    yield "\n" + markdown(status_report(overview(project.plan, project.today, findings), EN)).rstrip()


def test_every_plan_is_a_case() -> None:
    there = {path.parent.parent.relative_to(PLANS).as_posix() for path in PLANS.rglob("process.toml")}
    assert there == {case.folder for case in CASES}
