"""Publishing as a whole: which targets, what every one would get, and then giving it to them."""

from dataclasses import replace
from pathlib import Path

import pytest

from rusctl.errors import EnvironmentFailureError, PolicyError, PrivacyError, RusctlError
from rusctl.language.message import msg
from rusctl.model.ledger import TargetState
from rusctl.services.project import Project
from rusctl.services.publishing import publishing, to_folder
from rusctl.services.publishing.publishing import Prepared
from rusctl.services.publishing.to_server import Permissions
from rusctl.storage.files.names import EVENTS, PUBLISHED, TARGETS
from tests.services.conftest import add, change, said
from tests.services.publishing.conftest import FOLDER, Group, publish, told, uid, without

TARGETS_TEXT = """
[[target]]
id = "webb"
kind = "folder"
path = "flöden"

[[target]]
id = "gruppen"
kind = "caldav"
url = "https://moln.example.org/dav"

[[target]]
id = "arkiv"
kind = "folder"
path = "arkiv"
"""


def written(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (folder / "flöden").glob("*")}


def prepared(project: Project) -> Prepared:
    again = project.again()
    return publishing.prepare_all(again, (FOLDER,), Permissions())


def test_without_a_name_every_folder_is_published_to_and_no_server(tour: Project) -> None:
    add(tour.folder.path, TARGETS, TARGETS_TEXT)
    assert [one.id for one in publishing.chosen(tour, None)] == ["webb", "arkiv"]
    assert [one.id for one in publishing.chosen(tour, [])] == ["webb", "arkiv"]
    assert [one.id for one in publishing.chosen(tour, ["arkiv", "gruppen"])] == ["gruppen", "arkiv"]
    with pytest.raises(RusctlError) as caught:
        publishing.chosen(tour, ["grupen"])
    assert said(caught.value.message) == "grupen is not a target; did you mean gruppen?"


def test_where_there_is_no_folder_it_is_said_how_to_name_one(tour: Project) -> None:
    with pytest.raises(RusctlError) as caught:
        publishing.chosen(tour, None)
    assert said(caught.value.message) == "there is no folder to publish to; add a [[target]] to config/targets.toml"
    add(tour.folder.path, TARGETS, '[[target]]\nid = "rad"\nkind = "caldav"\nurl = "https://example.org/"\n')
    with pytest.raises(RusctlError) as caught:
        publishing.chosen(tour.again(), None)
    assert said(caught.value.message) == ("there is no folder to publish to; name the calendar on a server: --to rad")


def test_what_is_prepared_is_written_nowhere(tour: Project) -> None:
    found = prepared(tour)
    assert (found.folders, found.servers, found.notes) == ((FOLDER,), (), ())
    assert [file.id for file, _ in found.files][:2] == ["all", "confirmed"]
    assert {one.kind for _, seen in found.files for one in seen} == {"new"}
    assert not (tour.folder.path / "flöden").exists()
    assert not (tour.folder.path / PUBLISHED).exists()


def test_the_feeds_and_the_ledger_are_written_and_then_as_before(tour: Project) -> None:
    found = prepared(tour)
    assert publishing.write(tour, found) == len(found.files)
    assert written(tour.folder.path) == {file.path.name: file.new for file, _ in found.files}
    assert told(tour)["norberg"].given == (TargetState("webb", 0),)
    ledger = (tour.folder.path / PUBLISHED).read_bytes()
    again = prepared(tour)
    assert all(file.new == file.old and seen == [] for file, seen in again.files)
    assert publishing.write(tour, again) == 0
    assert (tour.folder.path / PUBLISHED).read_bytes() == ledger


def test_the_word_of_the_user_reaches_what_is_decided(tour: Project) -> None:
    publish(tour, FOLDER)
    before = (tour.folder.path / EVENTS).read_text(encoding="utf-8")
    without(tour.folder.path, "sala", "kungsor", "norberg", "arboga")
    with pytest.raises(PolicyError):
        prepared(tour)
    project = tour.again()
    many = publishing.prepare_all(project, (FOLDER,), Permissions(), many=True)
    publishing.write(project, many)
    (tour.folder.path / EVENTS).write_text(before.replace("2018-11-26", "2019-02-05"), encoding="utf-8")
    with pytest.raises(PolicyError):
        prepared(tour)
    back = publishing.prepare_all(tour.again(), (FOLDER,), Permissions(), restored=["norberg"])
    assert back.publication.ledger.entries[uid("norberg")].gone is False


def test_a_ledger_that_was_put_back_takes_no_version_back(tour: Project) -> None:
    publish(tour, FOLDER)
    old = (tour.folder.path / PUBLISHED).read_bytes()
    for day in ("2018-12-03", "2018-12-04"):
        text = (tour.folder.path / EVENTS).read_text(encoding="utf-8")
        start = text.index('id = "norberg"')
        at = text.index("date = ", start)
        (tour.folder.path / EVENTS).write_text(f"{text[:at]}date = {day}{text[at + 17 :]}", encoding="utf-8")
        publish(tour, FOLDER)
    assert told(tour)["norberg"].sequence == 2
    (tour.folder.path / PUBLISHED).write_bytes(old)
    publish(tour, FOLDER)
    assert told(tour)["norberg"].sequence == 3


def test_what_would_vanish_without_being_cancelled_is_noted(tour: Project) -> None:
    publish(tour, FOLDER)
    (tour.folder.path / PUBLISHED).unlink()
    without(tour.folder.path, "norberg")
    (note,) = prepared(tour).notes
    assert said(note).startswith(
        "1 entry stands in the feeds, and neither in the plan nor in config/published.toml (norberg)"
    )


def test_a_person_stops_all_of_it(tour: Project) -> None:
    change(tour.folder.path, EVENTS, 'id = "norberg"', 'id = "norberg"\ntitle = "Ring 070-174 06 05"')
    with pytest.raises(PrivacyError):
        prepared(tour)


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (EnvironmentFailureError(msg("the disk is full")), "the disk is full"),
        (OSError(28, "No space left on device"), "the disk is full; free some space and try again"),
    ],
)
def test_what_a_full_disk_leaves_undone_the_next_publishing_does(
    tour: Project, monkeypatch: pytest.MonkeyPatch, error: Exception, reason: str
) -> None:
    def fails(_: object) -> None:
        raise error

    found = prepared(tour)
    with monkeypatch.context() as patch:
        patch.setattr(to_folder, "write", fails)
        with pytest.raises(EnvironmentFailureError) as caught:
            publishing.write(tour, found)
    sentence = "the feeds could not all be written: {}; when that is fixed, run rusctl publish again"
    assert said(caught.value.message) == sentence.format(reason)
    ledger = (tour.folder.path / PUBLISHED).read_bytes()
    publish(tour, FOLDER)
    assert (tour.folder.path / PUBLISHED).read_bytes() == ledger
    assert written(tour.folder.path)


def test_a_folder_and_a_server_are_told_one_story(group: Group) -> None:
    found = publish(group.project, FOLDER, group.target)
    (ready,) = found.servers
    assert (ready.target, ready.to_make) == (group.target, True)
    assert {one.target for one in told(group.project)["norberg"].given} == {"webb", "gruppen"}
    assert "SEQUENCE:0" in group.there()["norberg"]
    assert written(group.project.folder.path)


def test_a_colleague_who_has_counted_on_is_counted_past(group: Group) -> None:
    group.publish()
    group.edit("norberg", "SEQUENCE:0", "SEQUENCE:5")
    group.edit("norberg", "Kommundialog Norberg", "Dialog i Norberg")
    change(group.project.folder.path, EVENTS, "date = 2018-11-26", "date = 2018-12-03")
    found = group.publish(Permissions(overwrite=("norberg",)))
    assert found.publication.ledger.entries[uid("norberg")].sequence == 6
    assert "SEQUENCE:6" in group.there()["norberg"]


def test_what_needs_a_word_of_the_user_on_a_server_is_refused(group: Group) -> None:
    group.publish()
    for name in list(group.there()):
        group.remove(name)
    again = group.project.again()
    found = publishing.prepare_all(again, (group.target,), Permissions())
    with pytest.raises(PolicyError) as caught:
        publishing.refuse(found)
    assert caught.value.at == group.target.at
    publishing.refuse(publishing.prepare_all(again, (group.target,), Permissions(put_back=True)))
    publishing.refuse(replace(found, servers=()))
