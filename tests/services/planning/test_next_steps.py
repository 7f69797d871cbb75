"""What is likely next, out of the plan alone."""

import datetime as dt
from pathlib import Path

import pytest

from rusctl.language.catalogue import Language
from rusctl.services.planning.checking import findings_of
from rusctl.services.planning.next_steps import next_steps
from rusctl.services.project import Project

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize(
    ("today", "wanted"),
    [
        (
            "2018-11-08",
            [
                ("rusctl event held sala", "1 event has been: was it held?"),
                ("rusctl event confirm norberg", "1 date is tentative"),
                ("rusctl invite kungsor", "kungsor is near: invite, or see who has answered"),
            ],
        ),
        (
            "2018-11-13",
            [
                ("rusctl event held sala kungsor surahammar", "3 events have been: were they held?"),
                ("rusctl event confirm norberg", "1 date is tentative"),
                ("rusctl invite arboga", "arboga is near: invite, or see who has answered"),
            ],
        ),
    ],
)
def test_the_real_tour(today: str, wanted: list[tuple[str, str]]) -> None:
    project = Project(str(ROOT), today)
    found = next_steps(project, findings_of(project.loaded, project.today))
    assert [(one.command, Language("en").text(one.why)) for one in found] == wanted


def test_what_is_wrong_comes_first_and_none_comes_twice(tmp_path: Path) -> None:
    (tmp_path / "config").mkdir()
    (tmp_path / "events.toml").write_text('[[event]]\nid = "a"\nkind = "x"\ntitle = "A"\n', encoding="utf-8")
    (tmp_path / "config/process.toml").write_text('name = "P"\nregion = "R"\nuid_domain = "x.example.org"\n')
    project = Project(str(tmp_path), dt.date(2026, 1, 1).isoformat())
    found = next_steps(project, findings_of(project.loaded, project.today), most=10)
    commands = [one.command for one in found]
    assert commands == ["rusctl check", "rusctl propose", "rusctl forecast", "rusctl timeline"]
