"""Between the ledger and a server: what it is to hold, what it was given, and what is remembered of it."""

from dataclasses import replace

import pytest

from rusctl.calendar.server.deliver import End, EntryDelivery
from rusctl.calendar.server.publish import Report
from rusctl.calendar.server.remote_diff import mark
from rusctl.calendar.server.sync import DeliveredState, DesiredEntry, SyncAction, SyncKind
from rusctl.errors import ConflictError, PrivacyError
from rusctl.language.message import msg
from rusctl.model.ledger import Ledger, TargetState
from rusctl.services.publishing import server_ledger, to_server
from rusctl.services.publishing.publication import prepare
from rusctl.storage.files.names import EVENTS, PUBLISHED
from tests.services.conftest import change
from tests.services.publishing.conftest import FOLDER, STOPS, Group, publish, told, uid

NORBERG, SALA = uid("norberg"), uid("sala")


def step(kind: SyncKind, name: str, ours: int, theirs: int | None) -> SyncAction:
    there = (
        None
        if theirs is None
        else f"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:{name}\r\nSEQUENCE:{theirs}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    wanted = DesiredEntry(name, f"/{name}", ours, b"")
    return SyncAction(kind=kind, uid=name, path=f"/{name}", wanted=wanted, theirs=there.encode() if there else None)


def test_each_event_with_a_day_has_its_own_file(group: Group) -> None:
    publication = prepare(group.project, {})
    calendar = to_server.connect(group.project, group.target)
    found = server_ledger.wanted(publication, group.target, calendar)
    assert len(found) == STOPS
    assert list(found) == [one.uid for one in publication.decisions if one.dated]
    norberg = found[NORBERG]
    assert (norberg.uid, norberg.sequence) == (NORBERG, 0)
    assert norberg.path == f"{calendar.path}norberg.rus2030.regionvastmanland.se.ics"
    assert norberg.octets.count(b"BEGIN:VEVENT") == 1
    assert b"METHOD" not in norberg.octets
    windows = server_ledger.wanted(publication, replace(group.target, windows=True), calendar)
    assert set(windows) == {one.uid for one in publication.decisions if one.entry}
    assert set(windows) > set(found)


def test_a_person_is_in_none_of_them(group: Group) -> None:
    change(group.project.folder.path, EVENTS, 'id = "norberg"', 'id = "norberg"\ntitle = "Om 18900101-9802"')
    publication = prepare(group.project, {})
    with pytest.raises(PrivacyError):
        server_ledger.wanted(publication, group.target, to_server.connect(group.project, group.target))


def test_what_it_was_given_is_what_it_was_given_at_this_address(group: Group) -> None:
    publish(group.project, FOLDER)
    version = mark(b"x")
    path = f"{group.calendar.path}a.ics"
    given = {
        "norberg": TargetState("gruppen", 3, path, '"e"', str(version)),
        "sala": TargetState("gruppen", 1, "/elsewhere/b.ics", '"e"', str(version)),
        "arboga": TargetState("gruppen", refused=1, reason="no"),
        "koping": TargetState("annan", 1, path, '"e"', str(version)),
    }
    entries = {one.uid: one.with_given(given[one.id]) for one in told(group.project).values() if one.id in given}
    assert server_ledger.had(Ledger(entries=entries), group.target, group.calendar) == {
        NORBERG: DeliveredState(NORBERG, path, '"e"', version, 3)
    }


def test_versions_there_that_are_no_lower_than_ours_are_to_be_passed() -> None:
    steps = [
        step(SyncKind.CHANGE, "higher", 1, 2),
        step(SyncKind.CHANGE, "equal", 2, 2),
        step(SyncKind.CHANGE, "lower", 3, 2),
        step(SyncKind.CHANGED_THERE, "conflict", 1, 9),
        step(SyncKind.CREATE, "unseen", 0, None),
        replace(step(SyncKind.DELETE, "gone", 0, 9), wanted=None),
    ]
    assert server_ledger.higher_versions(steps) == {"equal": 2, "higher": 2}
    assert server_ledger.higher_versions([]) == {}


def report(*outcomes: EntryDelivery, **had: DeliveredState) -> Report:
    return Report(outcomes=outcomes, had={uid(name): one for name, one in had.items()}, open=())


def test_what_the_server_has_and_what_it_refused_is_remembered_and_nothing_else(group: Group) -> None:
    publish(group.project, FOLDER)
    before = told(group.project)
    version = mark(b"x")
    wanted = DesiredEntry(SALA, "/s.ics", 4, b"")
    refused = EntryDelivery(
        SyncAction(kind=SyncKind.CHANGE, uid=SALA, path="/s.ics", wanted=wanted),
        End.REFUSED,
        reason=msg("no room\x1b left"),
    )
    conflict = EntryDelivery(
        SyncAction(
            kind=SyncKind.CHANGED_THERE, uid=uid("arboga"), path="/a", wanted=wanted._replace(uid=uid("arboga"))
        ),
        End.CONFLICT,
    )
    done = EntryDelivery(
        SyncAction(kind=SyncKind.CREATE, uid=NORBERG, path="/n.ics", wanted=wanted._replace(uid=NORBERG)), End.DONE
    )
    gone = EntryDelivery(SyncAction(kind=SyncKind.DELETE, uid=uid("koping"), path="/k"), End.REFUSED)
    had = {
        "norberg": DeliveredState(NORBERG, "/n.ics", '"e"', version, 2),
        "koping": DeliveredState(uid("koping"), "/k.ics", ""),
    }
    server_ledger.remember(group.project, group.target, report(refused, conflict, done, gone, **had))
    after = told(group.project)
    new = {name: one.given_to("gruppen") for name, one in after.items()}
    assert {name: one for name, one in new.items() if one} == {
        "norberg": TargetState("gruppen", 2, "/n.ics", '"e"', str(version)),
        "sala": TargetState("gruppen", refused=4, reason="no room\\u001b left"),
        "arboga": TargetState("gruppen", refused=4, reason="den har ändrats i kalendern"),
    }
    assert {name: one.without_given("gruppen") for name, one in after.items()} == before
    server_ledger.remember(group.project, group.target, report())
    assert told(group.project) == before


def test_where_calendars_were_told_of_nothing_there_is_nothing_to_remember(group: Group) -> None:
    server_ledger.remember(group.project, group.target, report())
    assert (group.project.again().plan.published or Ledger()) == Ledger()


def test_a_ledger_that_cannot_be_read_any_more_is_left_and_said(group: Group) -> None:
    publish(group.project, FOLDER)
    path = group.project.folder.path / PUBLISHED
    path.write_text("<<<<<<< HEAD\n", encoding="utf-8")
    with pytest.raises(ConflictError) as caught:
        server_ledger.remember(group.project, group.target, report())
    assert (caught.value.at.file, path.read_text(encoding="utf-8")) == (PUBLISHED, "<<<<<<< HEAD\n")
