"""The plan against what calendars have been told, and what refuses to be published."""

from dataclasses import replace

import pytest

from rusctl.calendar.feeds.ledger import decide
from rusctl.diagnostics import Problem
from rusctl.errors import ConflictError, PolicyError, RusctlError
from rusctl.language.message import msg
from rusctl.model.ledger import EntryChange
from rusctl.model.plan import NOWHERE, Source
from rusctl.services.project import Project
from rusctl.services.publishing import publication
from rusctl.services.publishing.publication import prepare
from rusctl.storage.files.names import EVENTS, PROCESS, PUBLISHED
from tests.services.conftest import change, said
from tests.services.publishing.conftest import FOLDER, STOPS, publish, uid, without

AT = Source(PUBLISHED, ("entry",))


def changes(project: Project, **options: object) -> dict[str, EntryChange]:
    found = prepare(project, {}, **options)  # type: ignore[arg-type]
    return {one.told.id: one.change for one in found.decisions if one.change is not EntryChange.UNCHANGED}


def refusal(project: Project, error: type[RusctlError] = PolicyError, **options: object) -> tuple[str, Source]:
    with pytest.raises(error) as caught:
        changes(project, **options)
    return said(caught.value.message), caught.value.at


def test_the_first_publication_tells_all_that_has_a_date(tour: Project) -> None:
    found = prepare(tour, {})
    assert {one.change for one in found.decisions} == {EntryChange.NEW}
    assert len([one for one in found.decisions if one.dated]) == STOPS
    assert (found.plan, found.before) == (tour.plan, None)
    assert set(found.ledger.entries) == {one.uid for one in found.decisions}
    assert found.ledger.entries[uid("norberg")].feeds == ("all", "municipality-norberg")
    assert list(found.ledger.feeds)[:4] == ["all", "confirmed", "milestones", "milestones-todo"]
    assert found.ledger.entries[uid("norberg")].sequence == 0


def test_of_what_has_been_told_only_what_has_changed(tour: Project) -> None:
    publish(tour, FOLDER)
    again = tour.again()
    assert changes(again) == {}
    change(tour.folder.path, EVENTS, "date = 2018-11-26", "date = 2018-12-03")
    without(tour.folder.path, "sala")
    third = tour.again()
    assert changes(third) == {"norberg": EntryChange.CHANGED, "sala": EntryChange.CANCELLED}
    found = prepare(third, {})
    assert found.before == (tour.folder.path / PUBLISHED).read_bytes()
    entries = found.ledger.entries
    assert (entries[uid("norberg")].sequence, entries[uid("sala")].gone) == (1, True)


def test_no_version_that_a_target_holds_is_ever_taken_back(tour: Project) -> None:
    found = prepare(tour, {uid("norberg"): 7})
    assert found.ledger.entries[uid("norberg")].sequence == 8


def test_the_moment_of_the_project_stamps_what_is_told(tour: Project) -> None:
    publish(tour, FOLDER)
    change(tour.folder.path, EVENTS, "date = 2018-11-26", "date = 2018-12-03")
    project = Project(str(tour.folder.path), "2018-11-20")
    assert prepare(project, {}).ledger.entries[uid("norberg")].modified == project.now


def test_a_ledger_that_has_changed_since_it_was_read_stops_it(tour: Project) -> None:
    assert tour.loaded
    (tour.folder.path / PUBLISHED).write_text("# of a colleague\n", encoding="utf-8")
    with pytest.raises(ConflictError) as caught:
        prepare(tour, {})
    assert (caught.value.exit_code, PUBLISHED in said(caught.value.message)) == (4, True)


def test_much_that_is_gone_is_cancelled_only_when_that_is_meant(tour: Project) -> None:
    publish(tour, FOLDER)
    without(tour.folder.path, "sala", "kungsor", "norberg", "arboga")
    project = tour.again()
    text = (
        "4 events or milestones are gone from the plan since it was published (Kommundialog Arboga, Kommundialog "
        "Kungsör, Kommundialog Norberg, Kommundialog Sala); if they are to be cancelled in people's calendars, add "
        "--many"
    )
    assert refusal(project) == (text, NOWHERE)
    assert changes(project, many=True) == dict.fromkeys(("sala", "kungsor", "norberg", "arboga"), EntryChange.CANCELLED)


def test_two_that_are_gone_are_cancelled_without_a_word(tour: Project) -> None:
    publish(tour, FOLDER)
    without(tour.folder.path, "sala", "norberg")
    assert changes(tour.again()) == dict.fromkeys(("sala", "norberg"), EntryChange.CANCELLED)


def test_an_id_that_was_something_elses_is_refused_unless_it_is_the_same(tour: Project) -> None:
    publish(tour, FOLDER)
    before = (tour.folder.path / EVENTS).read_text(encoding="utf-8")
    without(tour.folder.path, "norberg")
    publish(tour, FOLDER)
    (tour.folder.path / EVENTS).write_text(before.replace("2018-11-26", "2019-02-05"), encoding="utf-8")
    project = tour.again()
    text, at = refusal(project)
    assert text == (
        "norberg is the id of Kommundialog Norberg, which calendars were told of and which is gone; give this one "
        "another id, or, if it is the same, publish with --restored norberg"
    )
    assert (at.file, at.route) == (EVENTS, ("event", 5, "id"))
    assert changes(project, restored=["norberg"]) == {"norberg": EntryChange.CHANGED}


@pytest.mark.parametrize("name", ["norberg", "sala", "nosuch"])
def test_only_what_was_deleted_and_is_back_can_be_said_to_be(tour: Project, name: str) -> None:
    publish(tour, FOLDER)
    without(tour.folder.path, "sala")
    publish(tour, FOLDER)
    text = f"{name} is not the id of something that was deleted and is back"
    assert refusal(tour.again(), RusctlError, restored=[name]) == (text, NOWHERE)
    with pytest.raises(RusctlError):
        publication.refuse_unknown(replace(tour.plan, published=None), [name])
    publication.refuse_unknown(tour.plan, [])


def test_what_feeds_hold_and_nobody_knows_is_said(tour: Project) -> None:
    decisions = decide(tour.plan, tour.today)
    known = [one.uid for one in decisions]
    assert publication.forgotten(known, decisions) is None
    assert publication.forgotten([uid("council.board")], decisions) is None
    one = publication.forgotten([*known, uid("gone")], decisions)
    assert one
    assert said(one) == (
        "1 entry stands in the feeds, and neither in the plan nor in config/published.toml (gone): it would vanish "
        "without being cancelled; restore the file from git"
    )
    two = publication.forgotten([uid("gone"), uid("away")], decisions)
    assert two
    assert said(two).startswith(
        "2 entries stand in the feeds, and neither in the plan nor in config/published.toml (away, gone)"
    )


def test_a_plan_that_was_not_read_whole_is_not_published(tour: Project) -> None:
    publication.refuse_faults(tour)
    change(tour.folder.path, EVENTS, "date = 2018-11-26", 'date = "soon"')
    with pytest.raises(RusctlError) as caught:
        publication.refuse_faults(tour.again())
    assert said(caught.value.message).endswith("; fix the plan first (rusctl check), or calendars would be wrong")
    assert caught.value.at.route == ("event", 5, "date")


def test_what_to_do_about_a_ledger_that_cannot_be_read(tour: Project) -> None:
    (tour.folder.path / PUBLISHED).write_text("no TOML", encoding="utf-8")
    with pytest.raises(RusctlError) as caught:
        publication.refuse_faults(tour)
    assert said(caught.value.message).endswith("; restore the file from git, or run rusctl publish --repair")
    other = publication.unreadable(Problem(AT, msg("it is odd"), "wrong-type"))
    assert (said(other.message), other.at) == (
        "it is odd; restore the file from git, or run rusctl publish --repair",
        AT,
    )
    conflict = publication.unreadable(Problem(AT, msg("two versions"), publication.CONFLICT))
    assert (said(conflict.message), conflict.at) == ("two versions", AT)


def test_half_a_plan_is_not_prepared(tour: Project) -> None:
    (tour.folder.path / EVENTS).write_text("no TOML", encoding="utf-8")
    with pytest.raises(RusctlError, match="missing = after the key"):
        prepare(tour, {})


def test_another_domain_is_named_and_nobody_is_told(tour: Project) -> None:
    publish(tour, FOLDER)
    change(tour.folder.path, PROCESS, 'uid_domain = "', 'uid_domain = "other.')
    old = uid("norberg").partition("@")[2]
    text, at = refusal(tour.again())
    assert text == (
        f"uid_domain is other.{old} and was {old} when calendars were told: everybody would have each event twice, "
        f"cancelled and new; put {old} back, or, if it is meant, add --many"
    )
    assert at.route[-1] == "uid_domain"
    found = {one.change for one in prepare(tour.again(), {}, many=True).decisions}
    assert found == {EntryChange.NEW, EntryChange.CANCELLED}


def test_where_another_domain_is_meant_the_feeds_are_written_and_it_is_said_once(tour: Project) -> None:
    publish(tour, FOLDER)
    change(tour.folder.path, PROCESS, 'uid_domain = "', 'uid_domain = "other.')
    publish(tour.again(), FOLDER, many=True)
    assert changes(tour.again()) == {}
