"""A proxy that fails on purpose before a real server: the sides are equal or it is said, and nothing is lost."""

import json
import os
from collections.abc import Iterator
from typing import Any

import pytest

from rusctl.calendar.server import connection
from rusctl.calendar.server.caldav import AT_ONCE, Calendar
from rusctl.calendar.server.connection import Connection, ServerAnswer
from rusctl.calendar.server.deliver import End
from rusctl.calendar.server.publish import Choices
from rusctl.calendar.server.remote import LostError
from rusctl.errors import EnvironmentFailureError
from rusctl.storage.files import deliveries
from tests.calendar.server.conftest import TARGET, Bench, ends, entry, foreign
from tests.calendar.server.servers import FaultyProxy, never

NIGHTLY = os.environ.get("RUSCTL_NIGHTLY") == "1"
SALA, ARBOGA, KOPING = entry("sala"), entry("arboga"), entry("koping")
FOREIGN = foreign("other@example.com")

# fault: how the event ends it meets, and how the next one
OF_A_PUT = {
    "412": (End.REFUSED, End.DONE),
    "423": (End.REFUSED, End.DONE),
    "403": (End.REFUSED, End.DONE),
    "500": (End.REFUSED, End.DONE),
    "503": (End.REFUSED, End.DONE),
    "507": (End.REFUSED, End.NOT_TRIED),
    "401": (End.REFUSED, End.NOT_TRIED),
    "404": (End.REFUSED, End.NOT_TRIED),
    "429": (End.REFUSED, End.NOT_TRIED),
    "redirect": (End.REFUSED, End.NOT_TRIED),
    "html": (End.UNKNOWN, End.DONE),  # a login page that says 200
    "after 412": (End.DONE, End.DONE),
    "after 500": (End.DONE, End.DONE),
    "after 504": (End.DONE, End.DONE),
    "cut-before": (End.DONE, End.DONE),
    "cut-after": (End.DONE, End.DONE),
    "cut-half": (End.DONE, End.DONE),
    "slow": (End.DONE, End.DONE),
    "slow-after": (End.DONE, End.DONE),
    "late": (End.DONE, End.DONE),
    "no-etag": (End.DONE, End.DONE),
    "weak-etag": (End.DONE, End.DONE),
}
FEW = ("412", "423", "500", "507", "html", "after 500", "cut-before", "cut-after", "slow", "late", "no-etag")
SOME = tuple(OF_A_PUT) if NIGHTLY else FEW
LOST = ("cut-before", "cut-after", "cut-half", "slow", "slow-after", "late")


@pytest.fixture(autouse=True)
def somebody_elses(bench: Bench) -> Iterator[None]:
    """Nothing of anybody else may be lost in any test."""
    bench.put("other.ics", FOREIGN)
    before = bench.says()["other.ics"]
    yield
    assert bench.says()["other.ics"] == before


def equal(bench: Bench, *entries: Any) -> None:
    there = bench.says()
    del there["other.ics"]
    assert set(there) == {f"{one.uid.replace('@', '.')}.ics" for one in entries}
    for one in bench.publish(*entries).outcomes:
        assert one.step.kind.value == "same"


@pytest.mark.parametrize("fault", SOME)
def test_a_new_event(bench: Bench, proxy: FaultyProxy, fault: str) -> None:
    proxy.faults(("PUT", fault))
    report = bench.publish(SALA, ARBOGA)
    proxy.settle()
    first, second = OF_A_PUT[fault]
    if fault != "late":
        assert ends(report) == {"sala": first, "arboga": second}
    assert all(one.reason for one in report.outcomes if one.end is not End.DONE)
    bench.publish(SALA, ARBOGA)
    equal(bench, SALA, ARBOGA)


@pytest.mark.parametrize("fault", OF_A_PUT)
def test_a_changed_event(bench: Bench, proxy: FaultyProxy, fault: str) -> None:
    bench.publish(SALA, ARBOGA)
    moved = entry("sala", 1), entry("arboga", 1)
    proxy.faults(("PUT", fault))
    report = bench.publish(*moved)
    proxy.settle()
    if fault != "late":  # two requests at once: a server may ask one of them to come again
        assert ends(report) == dict(zip(("sala", "arboga"), OF_A_PUT[fault], strict=True))
    later = entry("sala", 2), entry("arboga", 2)
    bench.publish(*later)
    equal(bench, *later)


@pytest.mark.parametrize("fault", [one for one in sorted({*SOME, "404"}) if one not in ("no-etag", "weak-etag")])
def test_a_deleted_event(bench: Bench, proxy: FaultyProxy, fault: str) -> None:
    bench.publish(SALA, ARBOGA, KOPING)
    proxy.faults(("DELETE", fault))
    report = bench.publish(KOPING)
    proxy.settle()
    first, second = (OF_A_PUT | {"404": (End.UNKNOWN, End.DONE), "after 412": (End.DONE, End.DONE)})[fault]
    if fault != "late":
        assert ends(report) == {"sala": first, "arboga": second, "koping": End.DONE}
    bench.publish(KOPING)
    equal(bench, KOPING)


@pytest.mark.parametrize("fault", LOST)
def test_a_lost_answer_is_asked_about_before_anything_is_sent_again(
    bench: Bench, proxy: FaultyProxy, fault: str
) -> None:
    proxy.faults(("PUT", fault))
    bench.publish(SALA)
    methods = [method for method, _, _ in proxy.requests if method in ("PUT", "GET")]
    assert methods[:2] == ["PUT", "GET"]
    if fault != "late":  # then it is either, and both are right
        assert methods.count("PUT") == (2 if fault in ("cut-before", "slow") else 1)


@pytest.mark.parametrize("fault", [one for one in LOST if one != "cut-half"])  # an answer without a body is whole
def test_a_connection_that_stays_lost(bench: Bench, proxy: FaultyProxy, fault: str) -> None:
    """Nobody can say what has arrived: that is said, and the next run finds out, also with a newer plan."""
    bench.publish(SALA)
    proxy.always(lambda method, _path: fault if method in ("PUT", "GET") else "")
    report = bench.publish(entry("sala", 1), ARBOGA)
    proxy.settle()
    assert ends(report) == {"sala": End.UNKNOWN, "arboga": End.NOT_TRIED}
    assert deliveries.noted(bench.folder, TARGET)
    proxy.always(never)
    bench.publish(entry("sala", 2), entry("arboga", 1))
    equal(bench, entry("sala", 2), entry("arboga", 1))
    assert not deliveries.noted(bench.folder, TARGET)


def test_what_arrived_unseen_and_was_changed_by_a_colleague_is_said_when_the_plan_loses_it(
    bench: Bench, proxy: FaultyProxy
) -> None:
    def cut(method: str, _path: str) -> str:
        return {"PUT": "cut-after", "GET": "cut-before"}.get(method, "")

    proxy.always(cut)
    assert ends(bench.publish(SALA)) == {"sala": End.UNKNOWN}
    proxy.always(never)
    bench.edit("sala.plan.example.org.ics", b"Folkets hus", b"Stadshuset")
    for _ in range(2):  # for as long as it is there
        assert ends(bench.publish()) == {"sala": End.CONFLICT}
    bench.remove("sala.plan.example.org.ics")
    assert ends(bench.publish()) == {"sala": End.DONE}
    assert not deliveries.noted(bench.folder, TARGET)


def test_what_is_sent_is_noted_before_and_some_at_once(bench: Bench, proxy: FaultyProxy) -> None:
    seen: list[list[tuple[str, bool]]] = []

    def choose(method: str, _path: str) -> str:
        if method == "PUT":
            seen.append([(one.uid.partition("@")[0], one.arrived) for one in deliveries.noted(bench.folder, TARGET)])
        return ""

    proxy.choose = choose
    names = [f"stad-{number:02}" for number in range(AT_ONCE + 2)]
    bench.publish(*map(entry, names))
    first = [(name, False) for name in names[:AT_ONCE]]
    assert seen[:2] == [first, [*first, (names[0], True)]]
    arrived = [(name, True) for name in names[:AT_ONCE]]
    assert seen[AT_ONCE] == [*first, *arrived, *((name, False) for name in names[AT_ONCE:])]
    assert not deliveries.noted(bench.folder, TARGET)


def test_somebody_writes_while_an_answer_is_lost(bench: Bench, proxy: FaultyProxy) -> None:
    bench.publish(SALA)

    def choose(method: str, _path: str) -> str:
        if method == "PUT":
            proxy.always(never)
            bench.edit("sala.plan.example.org.ics", b"omg", b"Omg")
            return "cut-before"
        return ""

    proxy.choose = choose
    report = bench.publish(entry("sala", 1))
    assert ends(report) == {"sala": End.CONFLICT}
    assert "Omgång 0".encode() in bench.there()["sala.plan.example.org.ics"]


@pytest.mark.parametrize("times", [1, 2, 3])
def test_listings_that_are_empty_by_a_fault(bench: Bench, proxy: FaultyProxy, times: int) -> None:
    """Whether one listing is empty or all are: nothing is put back over, and nothing is forgotten."""
    bench.publish(SALA, ARBOGA, KOPING)
    proxy.faults(*(("REPORT", "empty"),) * times)
    moved = entry("sala", 1)
    report = bench.publish(moved, ARBOGA, choices=Choices(deletions=True))
    assert ends(report)["koping"] is End.DONE
    bench.publish(moved, ARBOGA)
    equal(bench, moved, ARBOGA)


def test_a_new_event_while_listings_are_empty_by_a_fault(bench: Bench, proxy: FaultyProxy) -> None:
    """The one that is there already, unknown to us, is found when it is in the way."""
    bench.put("sala.plan.example.org.ics", foreign(SALA.uid))
    before = bench.there()["sala.plan.example.org.ics"]
    proxy.always(lambda method, _path: "empty" if method == "REPORT" else "")
    assert ends(bench.publish(SALA)) == {"sala": End.CONFLICT}
    assert bench.there()["sala.plan.example.org.ics"] == before


@pytest.mark.parametrize(
    "fault",
    ["garbage", "bomb", "html", "401", "403", "404", "500", "507", "redirect", "cut-before", "slow", "cut-half"],
)
@pytest.mark.parametrize("which", [1, 2] if NIGHTLY else [2])
def test_a_listing_that_fails(bench: Bench, proxy: FaultyProxy, fault: str, which: int) -> None:
    bench.publish(SALA)
    bench.edit("sala.plan.example.org.ics", b"omg", b"Omg")
    before = bench.there()
    proxy.faults(*((("REPORT", ""),) * (which - 1)), ("REPORT", fault), ("REPORT", fault))
    with pytest.raises(EnvironmentFailureError) as error:
        bench.prepare(entry("sala", 1), ARBOGA)
    assert error.value.message.args["host"] == "127.0.0.1"
    assert bench.there() == before


@pytest.mark.parametrize("fault", ["cut-before", "cut-after", "cut-half"])
def test_a_listing_whose_connection_breaks_is_asked_for_again(bench: Bench, proxy: FaultyProxy, fault: str) -> None:
    proxy.faults(("REPORT", fault))
    bench.publish(SALA)
    equal(bench, SALA)


def test_credentials_are_never_sent_elsewhere(bench: Bench, proxy: FaultyProxy) -> None:
    proxy.faults(("REPORT", "redirect"))
    with pytest.raises(EnvironmentFailureError) as error:
        bench.prepare(SALA)
    assert error.value.message.args["place"] == "https://elsewhere.example.com/dav/"
    assert len(proxy.requests) == 1


class Killed(BaseException):
    """The process was killed here."""


class Mortal(Connection):
    """A connection whose process dies at a request of a method, before it is sent or after."""

    dies: tuple[str, str] = ("", "")

    def ask(self, method: str, path: str, body: bytes | None = None, **headers: str) -> ServerAnswer:
        if self.dies == (method, "before"):
            raise Killed
        answer = super().ask(method, path, body, **headers)
        if self.dies == (method, "after"):
            raise Killed
        return answer


@pytest.mark.parametrize("method", ["PUT", "DELETE", "REPORT"])
@pytest.mark.parametrize("moment", ["before", "after"])
@pytest.mark.parametrize("torn", [False, True])
def test_a_killed_run_goes_on_where_it_stopped(bench: Bench, method: str, moment: str, torn: bool) -> None:
    bench.publish(SALA, ARBOGA)
    usual = bench.through.connection
    mortal = Mortal.__new__(Mortal)
    mortal.__dict__.update(usual.__dict__)
    mortal.dies = (method, moment)
    bench.through.connection = mortal
    with pytest.raises(Killed):
        bench.publish(entry("sala", 1), KOPING)
    bench.through.connection = usual
    path = bench.folder / ".rusctl" / f"sent-{TARGET}.jsonl"
    if torn:
        with path.open("ab") as file:
            file.write(b'{"uid": "sala@pl')
    bench.publish(entry("sala", 2), entry("koping", 1))
    equal(bench, entry("sala", 2), entry("koping", 1))
    assert not path.exists()


def test_notes_hold_no_content(bench: Bench, proxy: FaultyProxy) -> None:
    proxy.always(lambda method, _path: "cut-after" if method in ("PUT", "GET") else "")
    bench.publish(SALA)
    path = bench.folder / ".rusctl" / f"sent-{TARGET}.jsonl"
    line = json.loads(path.read_text())
    assert set(line) == {"uid", "path", "mark", "sequence", "arrived", "etag"}
    assert path.stat().st_mode & 0o777 == 0o600


def test_answers_of_any_size_are_not_read(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(connection, "MOST_OCTETS", 100)
        with pytest.raises(LostError):
            bench.direct.listing()


def test_an_event_too_large_to_look_at_is_left(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    bench.put("large.ics", foreign("large@example.com", "x" * 20_000))
    with monkeypatch.context() as patched:
        patched.setattr(connection, "MOST_OCTETS", 15_000)
        assert ends(bench.publish(SALA)) == {"sala": End.DONE}
    assert set(bench.there()) == {"other.ics", "large.ics", "sala.plan.example.org.ics"}
    bench.remove("large.ics")


def test_the_calendar_is_somewhere_else(bench: Bench) -> None:
    away = Calendar(bench.through.connection, bench.through.path[:-1] + "-gone/")
    with pytest.raises(EnvironmentFailureError, match="no calendar"):
        away.listing()
