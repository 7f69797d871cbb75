"""Feeds in a folder: what is written, and what rusctl did not write there left alone."""

from dataclasses import replace
from pathlib import Path

import pytest

from rusctl.calendar.ics.write import PRODID
from rusctl.errors import EnvironmentFailureError, PrivacyError, RusctlError
from rusctl.model.ledger import TargetState
from rusctl.model.plan import Source, Target
from rusctl.services.project import Project
from rusctl.services.publishing import to_folder
from rusctl.services.publishing.publication import Publication, prepare
from rusctl.services.publishing.to_folder import FeedFile
from rusctl.storage.files.names import EVENTS
from tests.services.conftest import change, said
from tests.services.publishing.conftest import DOMAIN, FOLDER, publish, uid, without

HEAD = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:{PRODID}\r\n"


def files(project: Project, *targets: Target) -> dict[str, FeedFile]:
    again = project.again()
    found = to_folder.files(prepare(again, {}), targets or (FOLDER,), again.folder.path, again.today)
    return {one.id: one for one in found}


def version(project: Project, name: str) -> int:
    return prepare(project.again(), {}).ledger.entries[uid(name)].sequence


def refusal(project: Project, target: Target, error: type[RusctlError] = RusctlError) -> tuple[str, Source]:
    with pytest.raises(error) as caught:
        to_folder.folder_of(target, project.folder.path)
    return said(caught.value.message), caught.value.at


def test_the_folder_is_seen_from_the_plans_and_need_not_be_there(tour: Project, tmp_path: Path) -> None:
    project = tour.folder.path
    assert to_folder.folder_of(FOLDER, project) == project / "flöden"
    assert to_folder.folder_of(replace(FOLDER, path="../flöden"), project) == tmp_path / "flöden"
    assert to_folder.folder_of(replace(FOLDER, path=str(tmp_path / "x")), project) == tmp_path / "x"
    assert not (project / "flöden").exists()


def test_a_folder_that_cannot_be_one_is_refused_at_its_line(tour: Project, tmp_path: Path) -> None:
    path = FOLDER.at.key("path")
    (tour.folder.path / "fil").write_text("", encoding="utf-8")
    (tour.folder.path / "länk").symlink_to(tmp_path)
    (tmp_path / "config").symlink_to(tour.folder.path / "config")
    assert refusal(tour, replace(FOLDER, path="")) == (
        "webb has no path; set the folder that its feeds go to",
        FOLDER.at,
    )
    assert refusal(tour, replace(FOLDER, path="fil")) == (f"{tour.folder.path}/fil is a file; name a folder", path)
    assert refusal(tour, replace(FOLDER, path="a/b"), EnvironmentFailureError) == (
        f"{tour.folder.path}/a is not there; is the drive connected?",
        path,
    )
    assert refusal(tour, replace(FOLDER, path="config/x"))[1] == path
    assert refusal(tour, replace(FOLDER, path="../config/x"))[1] == path
    assert "länk" in refusal(tour, replace(FOLDER, path="länk/x"), EnvironmentFailureError)[0]


@pytest.mark.parametrize("path", [".", "config/feeds", "register", "/etc/feeds", "../.git/feeds"])
def test_a_path_that_is_wrong_as_it_is_written_is_refused_before_anything_is_looked_at(path: str) -> None:
    with pytest.raises(RusctlError) as caught:
        to_folder.refuse_misplaced(replace(FOLDER, path=path))
    assert (caught.value.exit_code, caught.value.at) == (1, FOLDER.at.key("path"))
    to_folder.refuse_misplaced(FOLDER)
    to_folder.refuse_misplaced(replace(FOLDER, path=""))


def test_deadlines_are_given_where_they_are_asked_for_or_people_have_them(tour: Project) -> None:
    project = tour.folder.path
    assert not to_folder.gives_deadlines(FOLDER, project)
    assert to_folder.gives_deadlines(replace(FOLDER, deadlines=True), project)
    (project / "flöden").mkdir()
    (project / "flöden/deadlines.ics").write_text("", encoding="utf-8")
    assert to_folder.gives_deadlines(FOLDER, project)


def test_the_first_time_every_feed_is_new(tour: Project) -> None:
    found = files(tour)
    assert list(found)[:3] == ["all", "confirmed", "milestones"]
    assert "milestones-todo" not in found
    assert "deadlines" not in found
    assert {one.path for one in found.values()} == {tour.folder.path / f"flöden/{name}.ics" for name in found}
    assert {(one.old, one.kept, one.target.id) for one in found.values()} == {(None, False, "webb")}
    assert [one.uid for one in found["municipality-norberg"].feed.entries] == [uid("norberg")]
    assert found["municipality-norberg"].new.startswith(HEAD.encode())
    assert to_folder.versions(found["municipality-norberg"].new) == {uid("norberg"): 0}


def test_tasks_and_deadlines_stand_in_files_of_their_own(tour: Project) -> None:
    found = files(tour, replace(FOLDER, todo=True, deadlines=True))
    tasks = [one.uid.partition(".todo@")[0] for one in found["milestones-todo"].feed.tasks]
    assert tasks == ["consultation-closes", "council", "annual-report"]
    assert to_folder.versions(found["milestones-todo"].new) == {uid(name): version(tour, name) for name in tasks}
    assert found["deadlines"].feed.entries[0].uid.startswith("council.")


def test_a_feed_of_tasks_that_people_have_is_kept_up(tour: Project) -> None:
    publish(tour, replace(FOLDER, todo=True))
    assert "milestones-todo" in files(tour)


def test_what_was_written_is_read_again_with_its_versions(tour: Project) -> None:
    publish(tour, FOLDER)
    change(tour.folder.path, EVENTS, "date = 2018-11-26", "date = 2018-12-03")
    found = files(tour)
    assert {name for name, one in found.items() if one.new != one.old} == {"all", "municipality-norberg"}
    assert found["municipality-norberg"].versions == {uid("norberg"): 0}
    assert to_folder.versions(found["municipality-norberg"].new) == {uid("norberg"): 1}
    shown = [one.told for one in prepare(tour.again(), {}).decisions if one.dated]
    earlier = {one.uid: 0 if one.id == "norberg" else one.sequence for one in shown}
    assert to_folder.seen([FOLDER], tour.folder.path, DOMAIN) == earlier


def test_a_feed_the_plan_has_nothing_for_is_kept_while_its_file_is_there(tour: Project) -> None:
    publish(tour, FOLDER)
    without(tour.folder.path, "norberg")
    publish(tour, FOLDER)
    later = Project(str(tour.folder.path), "2019-03-01")
    found = {one.id: one for one in to_folder.files(prepare(later, {}), (FOLDER,), later.folder.path, later.today)}
    assert [name for name, one in found.items() if one.kept] == ["municipality-norberg"]
    assert found["municipality-norberg"].feed.entries == ()
    (tour.folder.path / "flöden/municipality-norberg.ics").unlink()
    again = to_folder.files(prepare(later, {}), (FOLDER,), later.folder.path, later.today)
    assert "municipality-norberg" not in [one.id for one in again]


@pytest.mark.parametrize(
    "text",
    [
        "hej",
        "",
        HEAD.replace(PRODID, "-//x//y//EN"),
        f"{HEAD}BEGIN:VEVENT\r\nUID:a@other.example.org\r\nEND:VEVENT\r\n",
    ],
)
def test_a_file_of_somebody_else_is_refused(tour: Project, text: str) -> None:
    path = tour.folder.path / "flöden/all.ics"
    path.parent.mkdir()
    path.write_bytes(text.encode())
    with pytest.raises(RusctlError) as caught:
        files(tour)
    assert said(caught.value.message) == (
        f"{path} is there and is no feed of this process; move it away, or publish to another folder"
    )


@pytest.mark.parametrize("text", [HEAD, f"{HEAD}BEGIN:VEVENT\r\nUID:a-long-id@rus2030.region\r\n vastmanland.se\r\n"])
def test_a_feed_of_this_process_is_written_over(tour: Project, text: str) -> None:
    path = tour.folder.path / "flöden/all.ics"
    path.parent.mkdir()
    path.write_bytes(text.encode())
    assert files(tour)["all"].old == text.encode()


def test_a_link_is_not_followed(tour: Project, tmp_path: Path) -> None:
    folder = tour.folder.path / "flöden"
    folder.mkdir()
    (tmp_path / "elsewhere.ics").write_text("x", encoding="utf-8")
    (folder / "all.ics").symlink_to(tmp_path / "elsewhere.ics")
    for look in (lambda: files(tour), lambda: to_folder.seen([FOLDER], tour.folder.path, DOMAIN)):
        with pytest.raises(RusctlError):
            look()


def test_two_targets_do_not_share_a_folder(tour: Project) -> None:
    other = replace(FOLDER, id="annan", path="./x/../flöden", at=Source("config/targets.toml", ("target", 1), "annan"))
    with pytest.raises(RusctlError) as caught:
        files(tour, FOLDER, other)
    assert said(caught.value.message) == "webb and annan go to the same folder; give each its own"
    assert caught.value.at == other.at.key("path")


def test_a_person_is_in_no_file(tour: Project) -> None:
    change(tour.folder.path, EVENTS, 'id = "norberg"', 'id = "norberg"\ntitle = "Ring 070-174 06 05"')
    with pytest.raises(PrivacyError):
        files(tour)


def event(name: str, *lines: str) -> str:
    return "".join(f"{line}\r\n" for line in ("BEGIN:VEVENT", f"UID:{name}", *lines, "END:VEVENT"))


def test_versions_are_read_of_what_rusctl_wrote() -> None:
    text = HEAD + event("a@x", "DTSTAMP:1", "SEQUENCE:3") + event("long\r\n er@x", "SEQUENCE:12")
    text += event("none@x", "SUMMARY:x") + event("b.todo@x", "SEQUENCE:0") + event("c@x", "SEQUENCE:1234567890")
    assert to_folder.versions(text.encode()) == {"a@x": 3, "longer@x": 12, "b@x": 0}
    assert to_folder.versions(text.replace(PRODID, "x").encode()) == {}
    assert (to_folder.versions(None), to_folder.versions(b"")) == ({}, {})


def test_the_highest_version_of_several_folders_counts(tour: Project) -> None:
    folder = tour.folder.path
    for name, versions in (("a", (3, 1)), ("b", (4, 2))):
        (folder / name).mkdir()
        for number, version in enumerate(versions):
            text = HEAD + event(uid("sala"), f"SEQUENCE:{version}") + event("other@example.org", "SEQUENCE:9")
            (folder / name / f"{number}.ics").write_bytes(text.encode())
    (folder / "a" / "note.txt").write_bytes((HEAD + event(uid("sala"), "SEQUENCE:7")).encode())
    targets = [replace(FOLDER, path=name) for name in ("a", "b", "c")]
    assert to_folder.seen(targets, folder, DOMAIN) == {uid("sala"): 4}
    assert to_folder.seen([], folder, DOMAIN) == {}


def prepared(project: Project) -> Publication:
    return prepare(project.again(), {})


def test_the_ledger_has_what_a_folder_is_given(tour: Project) -> None:
    publication = prepared(tour)
    windows = replace(FOLDER, id="allt", windows=True)
    ledger = to_folder.given(publication.ledger, publication, [FOLDER, windows])
    assert ledger.feeds == publication.ledger.feeds
    given = {one.id: one.given for one in ledger.entries.values()}
    assert given["norberg"] == (TargetState("allt", 0), TargetState("webb", 0))
    with_windows = {one.told.id for one in publication.decisions if one.entry}
    shown = {one.told.id for one in publication.decisions if one.dated}
    assert {name for name, one in given.items() if "webb" in [to.target for to in one]} == shown
    assert {name for name, one in given.items() if "allt" in [to.target for to in one]} == with_windows
    assert with_windows > shown


def test_only_the_files_that_differ_are_written(tour: Project) -> None:
    first = to_folder.write(list(files(tour).values()))
    assert [one.path.read_bytes() for one in first] == [one.new for one in first]
    assert len(first) == len(files(tour))
    assert to_folder.write(list(files(tour).values())) == []
    change(tour.folder.path, EVENTS, "date = 2018-11-26", "date = 2018-12-03")
    stale = list(files(tour).values())
    (tour.folder.path / "flöden/all.ics").write_bytes(HEAD.encode())
    before = (tour.folder.path / "flöden/municipality-norberg.ics").read_bytes()
    with pytest.raises(RusctlError) as caught:
        to_folder.write(stale)
    assert caught.value.exit_code == 4
    assert (tour.folder.path / "flöden/municipality-norberg.ics").read_bytes() == before
    assert [one.id for one in to_folder.write(list(files(tour).values()))] == ["all", "municipality-norberg"]


def test_what_a_crash_has_left_beside_the_feeds_goes(tour: Project) -> None:
    publish(tour, FOLDER)
    names = sorted(path.name for path in (tour.folder.path / "flöden").iterdir())
    (tour.folder.path / "flöden/.all.ics.rusctl-0123abcd").write_bytes(b"half")
    (tour.folder.path / "flöden/theirs.txt").write_bytes(b"theirs")
    to_folder.write(list(files(tour).values()))
    assert sorted(path.name for path in (tour.folder.path / "flöden").iterdir()) == [*names, "theirs.txt"]
