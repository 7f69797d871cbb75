"""Publishing to real servers: what people see there is what the plan says, and nothing of anybody else is touched."""

import pytest

from rusctl.calendar.server import caldav, sync
from rusctl.calendar.server.deliver import End
from rusctl.calendar.server.publish import Choices
from rusctl.calendar.server.remote_diff import differences
from rusctl.calendar.server.sync import SyncKind
from tests.calendar.server.conftest import Bench, ends, entry, foreign, octets
from tests.calendar.server.servers import FaultyProxy, never

SALA, ARBOGA, NORBERG = entry("sala"), entry("arboga", timed=False), entry("norberg", status="TENTATIVE")


def kinds(steps: tuple[sync.SyncAction, ...]) -> dict[str, str]:
    return {one.uid.partition("@")[0]: one.kind.value for one in steps}


def test_creates_changes_and_deletes(bench: Bench) -> None:
    assert ends(bench.publish(SALA, ARBOGA, NORBERG)) == dict.fromkeys(("sala", "arboga", "norberg"), End.DONE)
    bench.holds(SALA, ARBOGA, NORBERG)
    moved, cancelled = entry("norberg", 1), entry("sala", 1, status="CANCELLED")
    bench.publish(cancelled, ARBOGA, moved)
    bench.holds(cancelled, ARBOGA, moved)
    bench.publish(ARBOGA, moved)
    bench.holds(ARBOGA, moved)
    assert sorted(bench.had) == ["arboga@plan.example.org", "norberg@plan.example.org"]


def test_nothing_is_sent_when_nothing_has_changed(bench: Bench, proxy: FaultyProxy) -> None:
    bench.publish(SALA, ARBOGA)
    proxy.requests.clear()
    bench.publish(SALA, ARBOGA)
    assert [method for method, _, _ in proxy.requests] == ["REPORT"]


def test_looking_changes_nothing(bench: Bench, proxy: FaultyProxy) -> None:
    bench.publish(SALA, ARBOGA)
    before = bench.there()
    proxy.requests.clear()
    prepared = bench.prepare(entry("sala", 1), NORBERG)
    assert kinds(prepared.steps) == {"sala": "change", "norberg": "create", "arboga": "delete"}
    assert {method for method, _, _ in proxy.requests} <= {"REPORT", "GET", "PROPFIND"}
    assert bench.there() == before


def test_what_is_on_the_server_says_all_that_was_sent(bench: Bench) -> None:
    bench.publish(SALA, ARBOGA)
    assert differences(bench.there()["sala.plan.example.org.ics"], octets(SALA)) == {}
    assert differences(bench.there()["arboga.plan.example.org.ics"], octets(ARBOGA)) == {}


def test_an_event_changed_there_is_left_and_shown(bench: Bench) -> None:
    bench.publish(SALA, ARBOGA)
    bench.edit("sala.plan.example.org.ics", b"omg", b"Omg")
    edited = bench.there()["sala.plan.example.org.ics"]
    moved = entry("sala", 1)
    report = bench.publish(moved, entry("arboga", 1, timed=False))
    assert ends(report) == {"sala": End.CONFLICT, "arboga": End.DONE}
    assert bench.there()["sala.plan.example.org.ics"] == edited
    conflict = next(one for one in report.outcomes if one.end is End.CONFLICT)
    assert set(differences(conflict.theirs or b"", octets(moved))) == {"DTSTART", "DTEND", "SUMMARY", "DESCRIPTION"}
    assert conflict.step.changed == ("SUMMARY",)  # the rest is the plan's own news
    assert ends(bench.publish(moved, entry("arboga", 1, timed=False)))["sala"] is End.CONFLICT
    bench.publish(moved, entry("arboga", 1, timed=False), choices=Choices(overwrite=(SALA.uid,)))
    bench.holds(moved, entry("arboga", 1, timed=False))


def test_an_alarm_that_was_acknowledged_there_keeps_no_date_from_arriving(bench: Bench) -> None:
    bench.publish(SALA, ARBOGA)
    bench.edit("sala.plan.example.org.ics", b"TRIGGER:", b"ACKNOWLEDGED:20261202T100000Z\r\nTRIGGER:")
    assert [one.step.kind for one in bench.publish(SALA, ARBOGA).outcomes] == [SyncKind.SAME] * 2
    bench.edit("sala.plan.example.org.ics", b"CLASS:PUBLIC\r\n", b"")
    assert ends(bench.publish(entry("sala", 1), ARBOGA)) == {"sala": End.DONE, "arboga": End.DONE}
    bench.holds(entry("sala", 1), ARBOGA)


def test_an_event_changed_there_is_not_deleted(bench: Bench) -> None:
    bench.publish(SALA, ARBOGA)
    bench.edit("sala.plan.example.org.ics", b"omg", b"Omg")
    assert ends(bench.publish(ARBOGA)) == {"sala": End.CONFLICT, "arboga": End.DONE}
    assert "sala.plan.example.org.ics" in bench.there()


def test_a_change_between_the_look_and_the_sending_is_left(bench: Bench, proxy: FaultyProxy) -> None:
    bench.publish(SALA, ARBOGA)

    def meanwhile(method: str, path: str) -> str:
        if method == "PUT" and "sala" in path:
            proxy.always(never)
            bench.edit("sala.plan.example.org.ics", b"omg", b"Omg")
        return ""

    proxy.choose = meanwhile
    report = bench.publish(entry("sala", 1), entry("arboga", 1, timed=False))
    assert ends(report) == {"sala": End.CONFLICT, "arboga": End.DONE}
    assert "Omgång 0".encode() in bench.there()["sala.plan.example.org.ics"]


def test_a_change_between_the_look_and_the_deleting_is_left(bench: Bench, proxy: FaultyProxy) -> None:
    bench.publish(SALA, ARBOGA)

    def meanwhile(method: str, _path: str) -> str:
        if method == "DELETE":
            proxy.always(never)
            bench.edit("sala.plan.example.org.ics", b"omg", b"Omg")
        return ""

    proxy.choose = meanwhile
    assert ends(bench.publish(ARBOGA)) == {"sala": End.CONFLICT, "arboga": End.DONE}
    assert "Omgång 0".encode() in bench.there()["sala.plan.example.org.ics"]


def test_an_edit_there_that_says_what_we_want_is_taken(bench: Bench) -> None:
    bench.publish(SALA)
    found = bench.direct.fetch(bench.direct.path_of("sala.plan.example.org.ics"))
    assert found
    bench.put("sala.plan.example.org.ics", octets(entry("sala", 1)), found.etag)
    report = bench.publish(entry("sala", 1))
    assert [one.step.kind for one in report.outcomes] == [SyncKind.SAME]
    bench.publish(entry("sala", 2))
    bench.holds(entry("sala", 2))


def test_what_calendars_add_for_themselves_is_no_conflict(bench: Bench) -> None:
    bench.publish(SALA)
    bench.edit("sala.plan.example.org.ics", b"END:VEVENT", b"X-MOZ-LASTACK:20181107T000000Z\r\nEND:VEVENT")
    bench.publish(entry("sala", 1))
    bench.holds(entry("sala", 1))


def test_foreign_events_stay(bench: Bench) -> None:
    bench.put("other.ics", foreign("other@example.com"))
    bench.publish(SALA, ARBOGA)
    bench.publish(entry("sala", 1))
    bench.publish()
    assert list(bench.there()) == ["other.ics"]
    assert bench.says()["other.ics"]


@pytest.mark.parametrize("name", ["other.ics", "sala.plan.example.org.ics"])
def test_a_foreign_event_with_our_uid_is_left(bench: Bench, name: str) -> None:
    bench.put(name, foreign(SALA.uid))
    before = bench.there()[name]
    report = bench.publish(SALA, ARBOGA, choices=Choices(overwrite=(SALA.uid,)))
    assert ends(report) == {"sala": End.CONFLICT, "arboga": End.DONE}
    assert next(one for one in report.outcomes if one.end is End.CONFLICT).theirs == before
    assert bench.there()[name] == before
    assert SALA.uid not in bench.had
    assert ends(bench.publish(ARBOGA)) == {"arboga": End.DONE}
    assert bench.there()[name] == before


def test_a_foreign_event_in_our_place_is_left(bench: Bench) -> None:
    bench.put("sala.plan.example.org.ics", foreign("other@example.com"))
    before = bench.there()
    assert ends(bench.publish(SALA)) == {"sala": End.CONFLICT}
    assert bench.there() == before


def test_ours_that_was_given_another_name_there_is_reported(bench: Bench) -> None:
    bench.publish(SALA, ARBOGA)
    there = bench.there()["sala.plan.example.org.ics"]
    bench.remove("sala.plan.example.org.ics")
    bench.put("renamed.ics", there)
    assert ends(bench.publish(entry("sala", 1), ARBOGA)) == {"sala": End.CONFLICT, "arboga": End.DONE}
    assert bench.there()["renamed.ics"] == there


def test_an_event_removed_there_is_put_back(bench: Bench) -> None:
    events = tuple(entry(f"stop-{number}") for number in range(6))
    bench.publish(*events)
    bench.remove("stop-1.plan.example.org.ics")
    report = bench.publish(*events, choices=Choices())
    assert [one.step.uid for one in report.outcomes if one.step.kind is SyncKind.RESTORE] == ["stop-1@plan.example.org"]
    bench.holds(*events)


def test_many_removed_there_need_a_word(bench: Bench) -> None:
    events = tuple(entry(f"stop-{number}") for number in range(6))
    bench.publish(*events)
    for number in (1, 2):
        bench.remove(f"stop-{number}.plan.example.org.ics")
    assert bench.prepare(*events, choices=Choices()).forbidden
    bench.publish(*events, choices=Choices(put_back=True))
    bench.holds(*events)


def test_an_emptied_calendar_is_not_filled_unasked(bench: Bench, proxy: FaultyProxy) -> None:
    bench.publish(SALA, ARBOGA)
    for name in bench.there():
        bench.remove(name)
    proxy.requests.clear()
    assert bench.prepare(SALA, ARBOGA, choices=Choices()).forbidden
    assert [method for method, _, _ in proxy.requests].count("GET") == 2  # each was asked for, and not only listed


def test_deleting_more_than_a_fifth_needs_a_word(bench: Bench) -> None:
    events = tuple(entry(f"stop-{number}") for number in range(10))
    bench.publish(*events)
    assert bench.prepare(*events[2:], choices=Choices()).forbidden is None
    assert bench.prepare(*events[3:], choices=Choices()).forbidden
    bench.publish(*events[3:], choices=Choices(deletions=True))
    bench.holds(*events[3:])


def test_what_is_gone_there_need_not_be_deleted(bench: Bench) -> None:
    bench.publish(SALA, ARBOGA)
    bench.remove("sala.plan.example.org.ics")
    report = bench.publish(ARBOGA)
    assert {one.step.kind for one in report.outcomes} == {SyncKind.FORGET, SyncKind.SAME}
    assert list(bench.had) == [ARBOGA.uid]


def test_an_identical_one_in_our_place_is_ours(bench: Bench) -> None:
    """As when a colleague has published and the ledger is not here yet."""
    bench.put("sala.plan.example.org.ics", octets(SALA))
    assert ends(bench.publish(SALA)) == {"sala": End.DONE}
    bench.publish(entry("sala", 1))
    bench.holds(entry("sala", 1))


def test_a_calendar_that_is_not_there(bench: Bench) -> None:
    assert bench.through.there()
    missing = type(bench.through)(bench.through.connection, bench.through.path[:-1] + "-other/")
    assert not missing.there()
    missing.make("En till")
    missing.make("En till")
    assert missing.there()
    assert missing.listing() == {}


def test_more_events_than_are_asked_for_at_once(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(caldav, "AT_ONCE", 5)
    events = tuple(entry(f"stop-{number}") for number in range(12))
    bench.publish(*events)
    moved = tuple(entry(f"stop-{number}", 1) for number in range(12))
    bench.publish(*moved)
    bench.holds(*moved)
