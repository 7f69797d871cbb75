"""A calendar on a real server: looked at, decided about, given what it is to hold, and never written over unasked."""

import threading
from dataclasses import replace

import pytest

from rusctl.calendar.ics.write import write
from rusctl.calendar.server.deliver import End, EntryDelivery
from rusctl.calendar.server.sync import SyncAction, SyncKind
from rusctl.errors import ConflictError, EnvironmentFailureError, IntegrityError, PolicyError, PrivacyError, RusctlError
from rusctl.language.message import msg
from rusctl.model.ledger import TargetState
from rusctl.services.project import Project
from rusctl.services.publishing import publishing, server_ledger, to_server
from rusctl.services.publishing.to_server import Permissions
from rusctl.storage.files import deliveries
from rusctl.storage.files.names import EVENTS
from tests.calendar.server.servers import never
from tests.services.conftest import change, said
from tests.services.publishing.conftest import DOMAIN, FOLDER, STOPS, Group, told, uid, without

MOVED = ("date = 2018-11-26", "date = 2018-12-03")


def kinds(group: Group, wish: Permissions | None = None) -> dict[str, SyncKind]:
    """Give what is to be done, by id, where it is not the same."""
    steps = group.look(wish).prepared.steps
    return {one.uid.partition("@")[0]: one.kind for one in steps if one.kind is not SyncKind.SAME}


def refusal(group: Group, error: type[RusctlError], wish: Permissions | None = None) -> str:
    with pytest.raises(error) as caught:
        to_server.refuse(group.look(wish))
    assert caught.value.at == group.target.at
    return said(caught.value.message)


def test_a_calendar_that_is_not_there_is_made_and_given_all(group: Group) -> None:
    ready = group.look()
    assert (ready.to_make, ready.had, set(kinds(group).values())) == (True, {}, {SyncKind.CREATE})
    assert not group.calendar.there()
    assert next(to_server.rows(ready)) == (
        "gruppen",
        "",
        "new",
        "annual-report",
        "Årlig uppföljning: rapport till regeringen",
        0,
    )
    assert len(list(to_server.rows(ready))) == STOPS
    write_ledger(group)
    outcomes = to_server.deliver(group.project.again(), ready)
    assert {one.end for one in outcomes} == {End.DONE}
    assert len(group.there()) == STOPS
    assert said(to_server.summary(outcomes)) == f"{STOPS} events delivered, 0 as before"
    assert to_server.refused(group.target, outcomes) is None
    assert deliveries.noted(group.project.folder.path, "gruppen") == []
    given = told(group.project)["norberg"].given_to("gruppen")
    assert given
    assert given._replace(etag="", digest="") == TargetState("gruppen", 0, f"{group.calendar.path}norberg.{DOMAIN}.ics")
    assert given.etag
    assert given.digest


def write_ledger(group: Group) -> None:
    """Write the ledger without delivering, as publishing does before."""
    again = group.project.again()
    publishing.write(again, publishing.prepare_all(again, (FOLDER,), Permissions()))


def test_the_second_time_all_is_as_before(group: Group) -> None:
    group.publish()
    ready = group.look()
    assert (ready.to_make, list(to_server.rows(ready)), len(ready.had)) == (False, [], STOPS)
    outcomes = to_server.deliver(group.project.again(), ready)
    assert said(to_server.summary(outcomes)) == f"0 events delivered, {STOPS} as before"


def test_only_what_has_changed_is_sent(group: Group) -> None:
    group.publish()
    change(group.project.folder.path, EVENTS, *MOVED)
    without(group.project.folder.path, "sala")
    assert kinds(group) == {"norberg": SyncKind.CHANGE, "sala": SyncKind.CHANGE}
    assert [row[2:] for row in to_server.rows(group.look())] == [
        ("changed", "norberg", "Kommundialog Norberg", 1),
        ("changed", "sala", "Kommundialog Sala", 1),
    ]
    group.publish()
    there = group.there()
    assert "DTSTART;VALUE=DATE:20181203" in there["norberg"]
    assert "STATUS:CANCELLED" in there["sala"]


def test_what_somebody_changed_there_stands_until_it_is_given_up(group: Group) -> None:
    group.publish()
    group.edit("norberg", "20181126", "20181128")
    change(group.project.folder.path, EVENTS, *MOVED)
    ready = group.look()
    assert kinds(group) == {"norberg": SyncKind.CHANGED_THERE}
    assert [row[2] for row in to_server.rows(ready)] == ["conflict"]
    outcomes = to_server.deliver(group.project.again(), ready)
    error = to_server.refused(group.target, outcomes)
    assert isinstance(error, ConflictError)
    assert said(error.message) == "1 event in gruppen is not as rusctl left it, and was not touched"
    assert "20181128" in group.there()["norberg"]
    assert kinds(group, Permissions(overwrite=("norberg",))) == {"norberg": SyncKind.CHANGE}
    group.publish(Permissions(overwrite=("norberg",)))
    assert "20181203" in group.there()["norberg"]


def test_only_what_the_plan_has_can_be_put_over(group: Group) -> None:
    with pytest.raises(RusctlError) as caught:
        group.look(Permissions(overwrite=("sala", "nosuch")))
    assert said(caught.value.message) == "nosuch is no event and no milestone of the plan"


def test_what_somebody_took_away_is_put_back(group: Group) -> None:
    group.publish()
    group.remove("norberg")
    assert [row[2:4] for row in to_server.rows(group.look())] == [("put back", "norberg")]


def test_many_deletions_need_a_word(group: Group) -> None:
    names = ("sala", "kungsor", "norberg")
    group.publish()
    without(group.project.folder.path, *names)
    group.publish()
    later = Group(Project(str(group.project.folder.path), "2019-03-01"), *group[1:])
    assert set(names) <= {name for name, kind in kinds(later).items() if kind is SyncKind.DELETE}
    text = refusal(later, PolicyError)
    assert text.endswith("more than a fifth of what the calendar was given; if that is right, add --allow-deletions")
    to_server.refuse(later.look(Permissions(deletions=True)))
    assert ("deleted", "sala") in [row[2:4] for row in to_server.rows(later.look(Permissions(deletions=True)))]


def test_a_calendar_that_is_gone_is_made_again_only_when_that_is_meant(group: Group) -> None:
    group.publish()
    answer = group.calendar.connection.ask("DELETE", group.calendar.path)
    assert answer.status in (200, 204)
    with pytest.raises(PolicyError) as caught:
        group.look()
    assert said(caught.value.message) == (
        "the calendar of gruppen is no longer on the server; check the address, or add --put-back to create it again"
    )
    assert group.look(Permissions(put_back=True)).to_make
    group.publish(Permissions(put_back=True))
    assert len(group.there()) == STOPS


def test_without_a_name_no_calendar_is_made(group: Group) -> None:
    other = replace(group.target, url=f"{group.target.url}saknas/", calendar="")
    with pytest.raises(EnvironmentFailureError) as caught:
        Group(group.project, other, group.calendar, group.proxy).look()
    assert said(caught.value.message) == (
        "there is no calendar at the url of gruppen; fix the address, or name the calendar to be made with calendar"
    )
    assert caught.value.at == other.at


def test_a_server_whose_answer_is_lost_is_the_surroundings_fault(group: Group) -> None:
    group.proxy.always(lambda method, _: "cut-before" if method == "PROPFIND" else "")
    with pytest.raises(EnvironmentFailureError) as caught:
        group.look()
    assert caught.value.at == group.target.at
    group.proxy.always(lambda method, _: "cut-before" if method == "MKCALENDAR" else "")
    with pytest.raises(EnvironmentFailureError) as caught:
        group.publish()
    assert caught.value.at == group.target.at
    group.proxy.always(never)
    group.publish()
    assert len(group.there()) == STOPS


def test_what_was_not_delivered_is_known_and_goes_on_from_there(group: Group) -> None:
    group.publish()
    change(group.project.folder.path, EVENTS, *MOVED)
    group.proxy.always(lambda method, _: "503" if method == "PUT" else "")
    write_ledger(group)
    outcomes = to_server.deliver(group.project.again(), group.look())
    error = to_server.refused(group.target, outcomes)
    assert isinstance(error, EnvironmentFailureError)
    assert said(error.message).startswith("1 event was not delivered to gruppen (")
    assert said(error.message).endswith("); publish again, and it goes on from there")
    given = told(group.project)["norberg"].given_to("gruppen")
    assert given
    assert (given.sequence, given.refused) == (0, 1)
    group.proxy.always(never)
    group.publish()
    given = told(group.project)["norberg"].given_to("gruppen")
    assert given
    assert (given.sequence, given.refused) == (1, None)


def test_a_person_goes_to_no_server(group: Group) -> None:
    change(group.project.folder.path, EVENTS, 'id = "norberg"', 'id = "norberg"\nvenue = "ett.testperson@example.org"')
    with pytest.raises(PrivacyError):
        group.look()
    assert group.proxy.requests == []


def test_what_is_to_be_sent_is_read_back_before(group: Group, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server_ledger, "write", lambda feed: write(feed).replace(b"20181126", b"20181127"))
    with pytest.raises(IntegrityError):
        group.look()


def test_a_password_is_found_and_a_target_that_lacks_something_refused_at_its_line(group: Group) -> None:
    target = group.target
    calendar = to_server.connect(group.project, target)
    assert calendar.path == group.calendar.path
    assert calendar.path.endswith("/tj%C3%A4nst-" + target.calendar.partition("-")[2] + "/")
    assert to_server.connect(group.project, replace(target, calendar="")).path == "/rusctl/"
    texts = []
    for wrong in (
        replace(target, url=""),
        replace(target, user=""),
        replace(target, user="", password_env="", password_command=("x",)),
        replace(target, url="ftp://example.org"),
        replace(target, password_env="NOT_THERE"),
    ):
        with pytest.raises(RusctlError) as caught:
            to_server.connect(group.project, wrong)
        texts.append((said(caught.value.message), caught.value.at.route))
    assert texts[:3] == [
        ("gruppen has no url; set the address of the server", ("target", 0)),
        ("gruppen has no user; set who logs in", ("target", 0)),
        ("gruppen has no user; set who logs in", ("target", 0)),
    ]
    assert [route for _, route in texts[3:]] == [("target", 0, "url"), ("target", 0)]
    assert "NOT_THERE" in texts[4][0]
    open_to_all = to_server.connect(group.project, replace(target, user="", password_env=""))
    assert open_to_all.connection.host == "127.0.0.1"


def test_two_do_not_publish_to_one_target_at_once(tour: Project) -> None:
    server = replace(FOLDER, id="gruppen", kind="caldav")
    entered = threading.Event()

    def other() -> None:
        with to_server.publishing(tour.again(), [server]):
            entered.set()

    with to_server.publishing(tour, [server, FOLDER, server]):
        thread = threading.Thread(target=other, daemon=True)
        thread.start()
        assert not entered.wait(0.3)
    assert entered.wait(20)
    thread.join(20)


def outcome(kind: SyncKind, end: End, reason: str = "") -> EntryDelivery:
    return EntryDelivery(
        SyncAction(kind=kind, uid=uid("norberg"), path="/x"), end, reason=msg(reason) if reason else None
    )


def test_how_it_ended_is_counted() -> None:
    ends = (
        outcome(SyncKind.CREATE, End.DONE),
        outcome(SyncKind.DELETE, End.DONE),
        outcome(SyncKind.FORGET, End.DONE),
        outcome(SyncKind.SAME, End.DONE),
        outcome(SyncKind.CHANGE, End.REFUSED),
    )
    assert said(to_server.summary(ends)) == "2 events delivered, 1 as before"
    assert said(to_server.summary(ends[:1])) == "1 event delivered, 0 as before"


def test_what_failed_is_said_before_what_is_in_conflict() -> None:
    done, conflict = outcome(SyncKind.CREATE, End.DONE), outcome(SyncKind.CHANGED_THERE, End.CONFLICT)
    failed = (
        outcome(SyncKind.CHANGE, End.REFUSED),
        outcome(SyncKind.CHANGE, End.UNKNOWN, "no answer"),
        outcome(SyncKind.CREATE, End.NOT_TRIED, "x"),
    )
    found = [
        to_server.refused(FOLDER, outcomes)
        for outcomes in ((done,), (done, conflict, conflict), (conflict, *failed), failed[:1])
    ]
    assert [(type(one), said(one.message)) if one else None for one in found] == [
        None,
        (ConflictError, "2 events in webb are not as rusctl left them, and were not touched"),
        (
            EnvironmentFailureError,
            "3 events were not delivered to webb (no answer); publish again, and it goes on from there",
        ),
        (
            EnvironmentFailureError,
            "1 event was not delivered to webb (no reason given); publish again, and it goes on from there",
        ),
    ]
