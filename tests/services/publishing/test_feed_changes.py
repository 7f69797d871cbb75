"""What those who have a calendar will see change, in words; the gravest first."""

from dataclasses import replace

import pytest

from rusctl.model.plan import Target
from rusctl.services.project import Project
from rusctl.services.publishing import publishing
from rusctl.services.publishing.feed_changes import ORDER
from rusctl.services.publishing.to_server import Permissions
from rusctl.storage.files.names import EVENTS, PROCESS, PUBLISHED
from tests.services.conftest import add, change, said
from tests.services.publishing.conftest import FOLDER, publish, without

WINDOWS = replace(FOLDER, windows=True)
NEW = """
[[event]]
id = "avslut"
kind = "kommundialog"
title = "Avslutning"
municipality = "vasteras"
date = 2018-12-18
status = "tentative"
"""


def seen(
    project: Project, feed: str = "all", target: Target = FOLDER, day: str | None = None
) -> list[tuple[str, str, str]]:
    """Give what the readers of a feed will see."""
    again = Project(str(project.folder.path), day)
    found = publishing.prepare_all(again, (target,), Permissions())
    (changes,) = (changes for file, changes in found.files if file.id == feed)
    return [(one.kind, one.id, said(one.text)) for one in changes]


def test_where_nothing_changes_nothing_is_seen(tour: Project) -> None:
    publish(tour, FOLDER)
    assert seen(tour) == []


def test_a_first_feed_is_new_throughout(tour: Project) -> None:
    assert seen(tour, "municipality-norberg") == [("new", "norberg", "new: Kommundialog Norberg, 2018-11-26")]


def test_the_gravest_is_said_first_and_each_with_what_is_otherwise(tour: Project) -> None:
    publish(tour, FOLDER)
    folder = tour.folder.path
    change(folder, EVENTS, 'date = 2018-11-26\nstatus = "tentative"', 'date = 2018-12-03\nstatus = "confirmed"')
    change(folder, EVENTS, 'date = 2018-11-19\nstatus = "confirmed"', 'date = 2018-11-19\nstatus = "cancelled"')
    change(folder, EVENTS, 'id = "sala"', 'id = "sala"\ntitle = "Dialog i Sala"\nvenue = "Aulan"')
    change(folder, EVENTS, "date = 2018-11-12", 'window = { from = 2019-01-01, to = 2019-03-31, text = "i vår" }')
    without(folder, "kungsor")
    add(folder, EVENTS, NEW)
    found = seen(tour)
    assert found == [
        ("cancelled", "arboga", "cancelled: Kommundialog Arboga, 2018-11-19"),
        ("cancelled", "kungsor", "cancelled: Kommundialog Kungsör, 2018-11-09"),
        ("put off", "surahammar", "put off, no new date: Kommundialog Surahammar, 2018-11-12"),
        ("moved", "norberg", "moved: Kommundialog Norberg, from 2018-11-26 to 2018-12-03: confirmed"),
        ("changed", "sala", "changed: Dialog i Sala, 2018-11-07: was called Kommundialog Sala, in Aulan, Sala"),
        ("new", "avslut", "new: Avslutning, 2018-12-18"),
    ]
    assert [ORDER.index(kind) for kind, _, _ in found] == sorted(ORDER.index(kind) for kind, _, _ in found)


def test_a_place_that_is_taken_out_is_said(tour: Project) -> None:
    change(tour.folder.path, EVENTS, 'id = "sala"', 'id = "sala"\nvenue = "Aulan"')
    publish(tour, FOLDER)
    change(tour.folder.path, EVENTS, 'venue = "Aulan"\n', "")
    assert seen(tour) == [("changed", "sala", "changed: Kommundialog Sala, 2018-11-07: in Sala")]


def test_who_sees_windows_sees_that_the_day_is_no_longer_set(tour: Project) -> None:
    publish(tour, WINDOWS)
    change(
        tour.folder.path, EVENTS, "date = 2018-11-26", 'window = { from = 2019-01-01, to = 2019-03-31, text = "i vår" }'
    )
    text = "the day is no longer set: Kommundialog Norberg, was 2018-11-26, now 2019-01-01/2019-03-31"
    assert seen(tour, target=WINDOWS) == [("put off", "norberg", text)]
    publish(tour, WINDOWS)
    change(tour.folder.path, EVENTS, "to = 2019-03-31", "to = 2019-04-30")
    assert [row[:2] for row in seen(tour, target=WINDOWS)] == [("moved", "norberg")]


def test_a_version_that_nobody_was_told_is_a_change_without_what_was_before(tour: Project) -> None:
    publish(tour, FOLDER)
    old = (tour.folder.path / PUBLISHED).read_bytes()
    change(tour.folder.path, EVENTS, "date = 2018-11-26", "date = 2018-12-03")
    publish(tour, FOLDER)
    (tour.folder.path / PUBLISHED).write_bytes(old)
    assert seen(tour) == [("changed", "norberg", "changed: Kommundialog Norberg, 2018-12-03")]


def test_what_stands_in_no_feed_any_more_is_left_out(tour: Project) -> None:
    publish(tour, FOLDER)
    without(tour.folder.path, "norberg")
    publish(tour, FOLDER)
    assert [row for row in seen(tour, day="2019-02-15") if row[0] == "left out"] == [
        ("left out", "norberg", "left out: Kommundialog Norberg")
    ]


def test_of_what_nobody_knows_the_uid_is_all_there_is_to_say(tour: Project) -> None:
    publish(tour, FOLDER)
    (tour.folder.path / PUBLISHED).unlink()
    without(tour.folder.path, "norberg")
    found = [row for row in seen(tour) if row[0] != "changed"]
    assert found == [("left out", "norberg", "left out: norberg@rus2030.regionvastmanland.se")]


def test_the_deadlines_are_counted_anew_and_said_as_a_whole(tour: Project) -> None:
    target = replace(FOLDER, deadlines=True)
    publish(tour, target)
    assert seen(tour, "deadlines", target) == []
    change(tour.folder.path, PROCESS, "baseline = 2020-02-18", "baseline = 2020-02-25")
    ((kind, name, text),) = seen(tour, "deadlines", target)
    assert (kind, name, text) == ("changed", "", "the deadlines as they are counted now")


def test_tasks_are_told_as_their_milestones_are(tour: Project) -> None:
    target = replace(FOLDER, todo=True)
    publish(tour, target)
    change(tour.folder.path, PROCESS, "baseline = 2020-02-18", "baseline = 2020-02-25")
    expected = [("moved", "council", "moved: Regionfullmäktige beslutar, from 2020-02-18 to 2020-02-25")]
    assert (seen(tour, "milestones-todo", target), seen(tour, "milestones", target)) == (expected, expected)


@pytest.mark.parametrize("feed", ["confirmed", "municipality-norberg"])
def test_each_audience_sees_its_own(tour: Project, feed: str) -> None:
    publish(tour, FOLDER)
    change(
        tour.folder.path, EVENTS, 'date = 2018-11-26\nstatus = "tentative"', 'date = 2018-11-26\nstatus = "confirmed"'
    )
    what = "new: Kommundialog Norberg, 2018-11-26"
    changed = "changed: Kommundialog Norberg, 2018-11-26: confirmed"
    expected = ("new", "norberg", what) if feed == "confirmed" else ("changed", "norberg", changed)
    assert seen(tour, feed) == [expected]
