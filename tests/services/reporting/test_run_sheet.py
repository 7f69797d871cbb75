"""The run sheet of a stop: what the plan knows of it, and what it does not know named as lacking."""

from rusctl.language.catalogue import Language
from rusctl.output.document import markdown
from rusctl.services import selection
from rusctl.services.project import Project
from rusctl.services.reporting.run_sheet import run_sheet
from rusctl.storage.files.names import EVENTS, MUNICIPALITIES
from tests.services.conftest import change

VENUE = """
[[venue]]
id = "radhuset"
name = "Rådhuset"
address = "Stora torget 1"
step_free = true
hearing_loop = false
contact = "Vaktmästeriet"
"""


def sheet(project: Project, code: str) -> str:
    again = project.again()
    return markdown(run_sheet(again, selection.event(again.readable().plan, "sala"), Language(code)))


def test_a_stop_of_which_little_is_known_says_what_is_not_settled(tour: Project) -> None:
    written = sheet(tour, "en")
    assert "- the venue\n- the crew\n- the questions" in written
    assert "Step-free" not in written
    assert "## Hour by hour" in written


def test_what_the_plan_knows_stands_there(tour: Project) -> None:
    path = tour.folder.path / MUNICIPALITIES
    path.write_text(path.read_text(encoding="utf-8") + VENUE, encoding="utf-8")
    more = 'municipality = "sala"\nvenue = "radhuset"\ncrew = ["projektledare"]\nquestions = ["Vad är viktigast?"]'
    change(tour.folder.path, EVENTS, 'municipality = "sala"', more)
    written = sheet(tour, "sv")
    for line in (
        "| Plats | Rådhuset, Stora torget 1 |",
        "| Stegfri entré | ja |",
        "| Hörslinga | nej |",
        "| Fråga där | Vaktmästeriet |",
        "- Vad är viktigast?",
    ):
        assert line in written
    assert "## Inte klart" not in written
    assert written.startswith("# Körschema: ")
