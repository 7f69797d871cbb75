"""The run sheet of a stop: what the plan knows of it, and what it does not know named as lacking."""

from collections.abc import Sequence

from rusctl.language.catalogue import Language
from rusctl.model.people import HeadCount
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


def sheet(project: Project, code: str, counts: Sequence[HeadCount] = ()) -> str:
    again = project.again()
    return markdown(run_sheet(again, selection.event(again.readable().plan, "sala"), counts, Language(code)))


def test_a_stop_of_which_little_is_known_says_what_is_not_settled(tour: Project) -> None:
    written = sheet(tour, "en")
    assert "- the hours\n- the venue\n- the crew\n- the questions" in written
    assert "Step-free" not in written
    assert "## Hour by hour" in written


def test_what_the_plan_knows_stands_there(tour: Project) -> None:
    path = tour.folder.path / MUNICIPALITIES
    path.write_text(path.read_text(encoding="utf-8") + VENUE, encoding="utf-8")
    more = 'municipality = "sala"\nvenue = "radhuset"\ncrew = ["projektledare"]\nquestions = ["Vad är viktigast?"]'
    more += '\nroles = ["politiker"]'
    change(tour.folder.path, EVENTS, "date = 2018-11-07", "start = 2018-11-07T09:00:00\nend = 2018-11-07T12:00:00")
    change(tour.folder.path, EVENTS, 'municipality = "sala"', more)
    counts = [HeadCount(event="sala", role="naringsliv", accepted=7)]
    written = sheet(tour, "sv", counts)
    for line in (
        "| 09:00 | Början |  |",
        "| 12:00 | Slut |  |",
        "| Politiker | – | Projektledare |",
        "| Näringsliv | 7 | Projektledare |",
        "- En bärbar hörslinga: lokalen har ingen",
        "- Närvarolistan: rusctl report sign-in sala",
        "- Skicka tack med en sammanfattning: rusctl report thanks sala, rusctl thank sala --attach FIL",
        "| Plats | Rådhuset, Stora torget 1 |",
        "| Stegfri entré | ja |",
        "| Hörslinga | nej |",
        "| Fråga där | Vaktmästeriet |",
        "- Vad är viktigast?",
    ):
        assert line in written
    assert "## Inte klart" not in written
    assert written.startswith("# Körschema: ")
