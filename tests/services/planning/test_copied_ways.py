"""How a region works comes along into a new folder: templates, tours, phases, minimums, limits, own rules."""

import pytest

from rusctl.services.planning import copied_folder
from rusctl.services.project import Project
from rusctl.storage.files.names import CHECKS, PROCESS, ROLES, WORKDAYS
from rusctl.storage.toml.parse import parse
from tests.services.conftest import add, change, said
from tests.services.planning.test_copied_folder import made

WAYS = {
    PROCESS: """
[[tour]]
id = "varv-2"
kind = "kommundialog"
round = 2
municipalities = ["sala", "norberg"]
themes = ["klimat"]

[[tour]]
id = "bara-sala"
kind = "kommundialog"
municipalities = ["sala"]

[[template]]
id = "dialog"
hours = "09:00-12:00"
venue = "Rådhuset"
crew = ["projektledare"]
questions = ["Vad behövs?"]
note = "Ring Anna, 070-174 06 05"

[[phase]]
id = "samtal"
name = { sv = "Samtal", en = "Dialogue" }
from = 2018-11-01
to = 2018-12-31
source = "beslut"
""",
    ROLES: """
[[minimum]]
role = "politiker"
number = 2

[[minimum]]
role = "politiker"
municipality = "sala"
number = 5
""",
    CHECKS: """
[[rule]]
name = "own-soon"
over = "events"
when = 'status == "tentative" and days_left < 21'
severity = "warning"
sentence = "{id} is soon"

[[rule]]
name = "own-sala"
over = "events"
when = 'municipality == "sala"'
severity = "note"
sentence = "{id} is in Sala"

[[rule]]
name = "own-day"
over = "events"
when = 'date == "2018-11-26"'
severity = "note"
sentence = "{id} is on the day"
""",
    WORKDAYS: """
[propose]
rest_days = 2
home = "sala"
share = [["sala", "norberg"]]
""",
}


@pytest.fixture(name="ways")
def ways_fixture(tour: Project) -> Project:
    """The shipped tour with all that is of how a region works."""
    for name, text in WAYS.items():
        add(tour.folder.path, name, text)
    change(tour.folder.path, CHECKS, "tentative_days = 14", "tentative_days = 30\nslack_days = 3")
    project = tour.again()
    assert project.loaded.faults == ()
    return project


def test_the_same_region_keeps_how_it_works(ways: Project) -> None:
    project, files = made(ways)
    new = project.readable().plan
    assert project.loaded.faults == ()
    assert [(one.id, one.municipalities, one.themes) for one in new.tours] == [
        ("varv-2", ("sala", "norberg"), ()),
        ("bara-sala", ("sala",), ()),
    ]
    (template,) = new.templates
    assert (template.hours, template.venue, template.crew) == ("09:00-12:00", "Rådhuset", ("projektledare",))
    assert (template.questions, template.note) == (("Vad behövs?",), "")
    assert [(one.municipality, one.number) for one in new.minimums] == [("", 2), ("sala", 5)]
    assert [one.name for one in new.checks.rules] == ["own-soon", "own-sala"]
    assert (new.checks.tentative_days, new.checks.slack_days) == (30, 3)
    assert (new.preferences.rest_days, new.preferences.home) == (2, "sala")
    assert "2018" not in "".join(line for line in files[PROCESS].decode().splitlines() if line[:1] != "#")


def test_what_is_kept_is_said_where_there_is_something(ways: Project) -> None:
    lines = [said(one) for one in copied_folder.kept(copied_folder.old_folder(str(ways.folder.path)))]
    assert lines[1:] == [
        "kept, too: its templates, tours, minimums and own rules",
        "its phases stand without their days, as comments in config/process.toml",
    ]


def test_phases_come_without_their_days_as_comments_that_can_be_filled_in(ways: Project) -> None:
    project, files = made(ways)
    assert project.plan.phases == ()
    text = files[PROCESS].decode()
    at = text.index("# Faserna i den gamla mappen")
    assert "2018" not in text[at:]
    filled = text[at:].split("\n", 1)[1].replace("#   ", "").replace("#", "").replace("ÅÅÅÅ-MM-DD", "2027-03-01")
    assert [(one["id"], one["name"]["sv"]) for one in parse(filled.encode())["phase"]] == [("samtal", "Samtal")]


def test_a_sister_region_gets_nothing_that_names_what_it_lacks(ways: Project) -> None:
    project, _ = made(ways, region="Region Exempel", towns=("Norberg=1962", "Vik"))
    new = project.readable().plan
    assert project.loaded.faults == ()
    assert [(one.id, one.municipalities) for one in new.tours] == [("varv-2", ("norberg",))]
    assert [(one.id, one.venue, one.hours) for one in new.templates] == [("dialog", "", "09:00-12:00")]
    assert [(one.municipality, one.number) for one in new.minimums] == [("", 2)]
    assert [one.name for one in new.checks.rules] == ["own-soon"]
    assert (new.preferences.home, new.preferences.share, new.preferences.rest_days) == ("", (), 2)
