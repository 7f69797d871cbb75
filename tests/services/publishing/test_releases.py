"""Releases of the schedule: what is new in each, kept with a comment, and told in the feed of changes."""

import datetime as dt
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring

from rusctl.errors import PolicyError, PrivacyError, RusctlError, UsageError
from rusctl.model.plan import Target
from rusctl.output.changes import change_row
from rusctl.services.project import Project
from rusctl.services.publishing import changes_feed, publishing, releases
from rusctl.services.publishing.to_server import Permissions
from rusctl.storage.files import journal
from rusctl.storage.files.names import EVENTS, MUNICIPALITIES, RELEASES
from tests.conftest import DAY
from tests.services.conftest import add, change, said
from tests.services.publishing.conftest import FOLDER, without

ATOM = "{http://www.w3.org/2005/Atom}"
MOVED = ("date = 2018-11-26", "date = 2018-12-03")


@pytest.fixture(name="on_day")
def on_day_fixture(project: Path) -> Project:
    """The shipped tour on its day."""
    return Project(str(project), DAY, ("rusctl", "publish"))


def release(project: Project, name: str, comment: str = "", *targets: Target) -> list[str]:
    """Publish with a release, and give what is new in it."""
    again = project.again()
    made = releases.propose(again, name, comment)
    prepared = publishing.prepare_all(again, targets or (FOLDER,), Permissions(), release=made)
    publishing.write(again, prepared)
    return [said(one.message) for one in made.changes]


def feed(project: Project) -> Element:
    root: Element = fromstring((project.folder.path / "flöden" / changes_feed.FILE).read_bytes())
    return root


def texts(root: Element, path: str) -> list[str]:
    return [one.text or "" for one in root.iterfind("/".join(f"{ATOM}{step}" for step in path.split("/")))]


def points(root: Element) -> list[list[str]]:
    """Give what has changed, entry by entry as the feed has them."""
    entries = root.iterfind(f"{ATOM}entry")
    return [[one.text or "" for one in entry.iter("{http://www.w3.org/1999/xhtml}li")] for entry in entries]


def test_a_release_names_what_is_new_since_the_one_before(on_day: Project) -> None:
    first = release(on_day, "v1", "Tidplanen")
    assert len(first) > 10
    assert "new: Norberg, 2018-11-26, tentative" in first
    kept = (on_day.folder.path / RELEASES).read_bytes()
    change(on_day.folder.path, EVENTS, *MOVED)
    without(on_day.folder.path, "sala")
    change(on_day.folder.path, EVENTS, 'id = "arboga"', 'id = "arboga"\nnote = "Ring värden"\ncrew = ["leder"]')
    moved, gone = releases.since(on_day.again())
    row = change_row(moved, "Europe/Stockholm")
    assert [row[key] for key in ("what", "id", "change", "field", "before", "after")] == [
        *("event", "norberg", "moved", "date", "2018-11-26", "2018-12-03")
    ]
    assert (gone.change, gone.id) == ("removed", "sala")
    assert release(on_day, "v2", "Norberg flyttas") == [
        "Norberg moved from 26 Nov to 3 Dec 2018",
        "removed: Sala, 2018-11-07, confirmed",
    ]
    after = (on_day.folder.path / RELEASES).read_bytes()
    assert after.startswith(kept)
    assert b"Ring" not in after
    assert releases.since(on_day.again()) == ()
    assert [len(one.changes) for one in releases.all_out(on_day.again().plan)] == [len(first), 2]
    with pytest.raises(RusctlError) as caught:
        releases.named(on_day.again().plan, "v3")
    assert said(caught.value.message) == "v3 is not a release; there are v1, v2"


def test_the_feed_of_changes_has_an_entry_for_each_release(on_day: Project) -> None:
    release(on_day, "v1", "Tidplanen <första>")
    change(on_day.folder.path, EVENTS, *MOVED)
    release(on_day, "v2")
    root = feed(on_day)
    assert root.tag == f"{ATOM}feed"
    assert texts(root, "title") == ["Regional utvecklingsstrategi Västmanland 2030 – ändringar"]
    assert texts(root, "entry/title") == ["v2: 1 ändring", f"v1: {len(points(root)[1])} ändringar"]
    assert texts(root, "updated") == texts(root, "entry/updated")[:1] == ["2018-11-08T00:00:00Z"]
    assert points(root)[0] == ["Norberg flyttad 26 nov. till 3 dec. 2018"]
    assert texts(root, "author/name") == ["Region Västmanland"]
    ids = texts(root, "id") + texts(root, "entry/id")
    assert len(set(ids)) == 3
    assert all(one.startswith("urn:uuid:") for one in ids)
    octets = (on_day.folder.path / "flöden" / changes_feed.FILE).read_bytes()
    assert publishing.write(on_day.again(), publishing.prepare_all(on_day.again(), (FOLDER,), Permissions())) == 0
    assert (on_day.folder.path / "flöden" / changes_feed.FILE).read_bytes() == octets


def test_a_release_taken_back_and_made_again_is_the_same_entry(on_day: Project) -> None:
    release(on_day, "v1", "Tidplann")
    before = texts(feed(on_day), "id") + texts(feed(on_day), "entry/id")
    with journal.changing(on_day.folder.path):
        journal.undo(on_day.folder.path, ("rusctl", "undo"), dt.datetime.now(dt.UTC))
    assert not (on_day.folder.path / RELEASES).exists()
    release(on_day, "v1", "Tidplan")
    assert texts(feed(on_day), "id") + texts(feed(on_day), "entry/id") == before


def test_calendars_without_windows_are_told_of_none(on_day: Project) -> None:
    release(on_day, "v1")
    change(on_day.folder.path, EVENTS, MOVED[0], "window = { from = 2019-01-07, to = 2019-01-18 }")
    windows = Target(id="arkiv", kind="folder", path="arkiv", windows=True, at=FOLDER.at)
    release(on_day, "v2", "", FOLDER, windows)
    change(on_day.folder.path, EVENTS, "to = 2019-01-18", "to = 2019-01-25")
    release(on_day, "v3", "", FOLDER, windows)
    shown = [changes_feed.feed_of(on_day.again().plan, windows=one).entries for one in (False, True)]
    assert [one.lines for one in shown[0]][1:] == [("Norberg har inte längre något datum, var mån 26 nov. 2018",), ()]
    assert "2019" in shown[1][1].lines[0]
    assert "25 jan. 2019" in shown[1][2].lines[0]


def test_what_is_postponed_or_reached_is_said(on_day: Project) -> None:
    release(on_day, "v1")
    change(on_day.folder.path, EVENTS, MOVED[0], "postponed = 2018-11-08")
    change(on_day.folder.path, "config/process.toml", "done = 2020-06-16", "done = 2020-06-17")
    assert release(on_day, "v2") == [
        "Norberg no longer has a date, was 2018-11-26",
        "Norberg: postponed until further notice 2018-11-08",
        "The council decides: done 2020-06-17, was 2020-06-16",
    ]


def test_of_what_was_cancelled_only_those_who_knew_of_it_are_told(on_day: Project) -> None:
    stop = '[[event]]\nid = "extra"\nkind = "kommundialog"\nmunicipality = "sala"\ndate = 2018-12-12\n'
    add(on_day.folder.path, EVENTS, f'{stop}status = "cancelled"')
    assert not any("12-12" in line for line in release(on_day, "v1"))
    change(on_day.folder.path, EVENTS, 'status = "tentative"', 'status = "cancelled"')
    assert release(on_day, "v2") == ["Norberg is now cancelled, was tentative"]
    without(on_day.folder.path, "norberg", "extra")
    assert release(on_day, "v3") == []


@pytest.mark.parametrize(
    ("name", "comment", "error"),
    [
        ("v1", "", PolicyError),
        ("Våren", "", UsageError),
        ("v2", "Ring 070-174 06 05", PrivacyError),
        ("v2", "skriv till anna@example.org", PrivacyError),
    ],
)
def test_what_is_no_release_is_refused(on_day: Project, name: str, comment: str, error: type[Exception]) -> None:
    release(on_day, "v1")
    before = (on_day.folder.path / RELEASES).read_bytes()
    with pytest.raises(error):
        release(on_day, name, comment)
    assert (on_day.folder.path / RELEASES).read_bytes() == before


def test_a_person_in_what_was_released_stops_the_publishing(on_day: Project) -> None:
    release(on_day, "v1", "hej")
    change(on_day.folder.path, RELEASES, '"hej"', '"070-174 06 05"')
    with pytest.raises(PrivacyError) as caught:
        publishing.prepare_all(on_day.again(), (FOLDER,), Permissions())
    assert said(caught.value.message).startswith("release v1 holds a telephone number")


def test_a_file_that_others_wrote_is_left_alone(on_day: Project) -> None:
    path = on_day.folder.path / "flöden" / changes_feed.FILE
    path.parent.mkdir()
    path.write_bytes(b"<feed/>")
    with pytest.raises(RusctlError) as caught:
        release(on_day, "v1")
    assert "is no feed of this process" in said(caught.value.message)
    assert path.read_bytes() == b"<feed/>"


def test_of_a_server_it_is_said_where_the_changes_stand(on_day: Project) -> None:
    made = releases.propose(on_day, "v1", "")
    server = Target(id="gruppen", kind="caldav")
    assert [said(one).partition(":")[0] for one in releases.unheard(made, (server,))] == ["gruppen"]
    assert not any(releases.unheard(made, ()))
    assert not any(releases.unheard(None, (server,)))


def test_without_a_release_there_is_no_feed_of_changes(on_day: Project) -> None:
    assert changes_feed.files(on_day.plan, (FOLDER,), on_day.folder.path) == []


def test_a_release_keeps_the_place_in_words_so_that_an_id_for_it_is_no_news(on_day: Project) -> None:
    change(on_day.folder.path, EVENTS, MOVED[0], MOVED[0] + '\nvenue = "Rådhuset"')
    release(on_day, "v1")
    path = on_day.folder.path / MUNICIPALITIES
    venue = '\n[[venue]]\nid = "radhuset"\nname = "Rådhuset"\n'
    path.write_text(path.read_text(encoding="utf-8") + venue, encoding="utf-8")
    change(on_day.folder.path, EVENTS, 'venue = "Rådhuset"', 'venue = "radhuset"')
    change(on_day.folder.path, EVENTS, *MOVED)
    (told,) = release(on_day, "v2")
    assert "moved" in told
    assert b'venue = "radhuset"' not in (on_day.folder.path / RELEASES).read_bytes()
