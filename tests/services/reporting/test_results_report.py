"""The report on results: the headings that the ordinance asks for, filled with what the folder knows; gaps named."""

import pytest

from rusctl.database.database import Register
from rusctl.language.catalogue import Language
from rusctl.model.follow_up import ReportPoint
from rusctl.output.document import markdown
from rusctl.services.project import Project
from rusctl.services.reporting.annual_report import annual_report
from rusctl.services.reporting.results_report import SECTIONS
from tests.services.conftest import add

SV = Language("sv")
FOLLOW_UP = """
[[indicator]]
id = "jobb"
name = { sv = "Sysselsatta", en = "Employed" }
unit = "procent"
source = "SCB"
themes = ["valmaende", "sysselsattning"]
people = true
better = "higher"
base = 2023
goal = 80
points = ["8.1a"]

[[indicator.value]]
year = 2023
total = 77.5
women = 76
men = 79

[[indicator.value]]
year = 2025
total = 78
women = 77
men = 79

[[indicator.value]]
year = 2026
total = 70

[[report]]
year = 2025
point = "9.1"
text = "Medlen har gått till glesbygden."

[[report]]
year = 2024
point = "9.2"
text = "Förra året."

[[result]]
id = "bok"
project = "Boken"
what = "En bok."
whom = "Alla"
lives = "Biblioteket"
year = 2025
points = ["11.1"]
"""
COMMITMENTS = """
[[commitment]]
id = "utbildning"
what = "En gemensam utbildning"
who = ["Sala kommun"]
state = "done"
points = ["8.1b"]

[[commitment.follow_up]]
date = 2025-03-01
state = "under-way"
text = "Två kurser har börjat"

[[commitment.follow_up]]
date = 2026-01-02
state = "done"
text = "Klar"
"""


@pytest.fixture(name="report")
def report_fixture(tour: Project, register: Register) -> str:
    """The report on 2025 in Swedish, of a folder that knows something of it."""
    add(tour.folder.path, "config/follow-up.toml", FOLLOW_UP)
    add(tour.folder.path, "config/commitments.toml", COMMITMENTS)
    assert register
    return markdown(annual_report(Project(tour.chosen, "2026-02-01"), 2025, SV))


def test_every_point_of_the_ordinance_has_its_heading_once() -> None:
    assert [one for _, points in SECTIONS for one in points] == list(ReportPoint)


def test_the_headings_follow_the_ordinance(report: str) -> None:
    headings = [line for line in report.splitlines() if line.startswith("## ")]
    sections = ["(8 §)", "(9 §)", "(10 §)", "(11 §)", "(7 §)"]
    assert [one.rpartition(" (")[2].join(("(", "")) for one in headings[:5]] == sections
    assert headings[-1] == "## Vad som inte är känt"


def test_what_the_folder_knows_stands_at_its_point(report: str) -> None:
    by_heading = {part.partition("\n")[0]: part for part in report.split("\n### ")[1:]}
    found = {key: text for key, text in by_heading.items() if "Inget är skrivet om detta." not in text}
    homes, skills, funds, learned = (
        next(text for key, text in found.items() if word in key)
        for word in ("(1 a)", "(1 b)", "Beslut om medel (1)", "Erfarenheter")
    )
    assert "Sysselsatta, procent" in homes
    assert "78,0 (2025)" in homes  # and not the figure of the year after
    assert "bättre" in homes
    assert "pågår" in skills
    assert "Två kurser har börjat" in skills
    assert "Klar" not in skills
    assert "Medlen har gått till glesbygden." in funds
    assert "En bok. För: Alla. Lever vidare i: Biblioteket." in learned


def test_gaps_are_named(report: str) -> None:
    gaps = report.partition("## Vad som inte är känt")[2]
    assert "8.1c" in gaps
    assert "9.2" in gaps
    assert "9.1" not in gaps
    assert "Målområden utan indikator: Ett tillgängligt Västmanland" in gaps


def test_goals_and_promises_stand_under_follow_up(report: str) -> None:
    follow_up = report.partition("(11 §)")[2]
    assert "### Så går det: Ett välmående Västmanland" in follow_up
    assert "### Så går det: Sysselsättning" in follow_up
    assert "### Resultat av projekt" in follow_up


def test_a_year_before_the_ordinance_has_the_evidence_alone(tour: Project, register: Register) -> None:
    assert register
    assert "(8 §)" not in markdown(annual_report(Project(tour.chosen, "2026-02-01"), 2023, SV))
