"""Every recipient gets a message at most once, and what is not certain is `unknown`, whatever the server does."""

import sqlite3
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rusctl.mail.dispatch import MOST_IN_A_ROW, DeliveryCounts, dispatch
from rusctl.mail.outbox import Outbox
from rusctl.mail.smtp import Security, Server
from rusctl.model.messages import State
from tests.mail.conftest import NOW, UID, new, opened
from tests.mail.server import CUT, POINTS, Box, Fault, serving

PEOPLE = [f"person{number}@example.org" for number in range(6)]
Fill = Callable[..., list[int]]


def run(outbox: Outbox, box: Box, pause: Callable[[], None] = lambda: None) -> DeliveryCounts:
    outbox.recover()
    server = Server("127.0.0.1", box.port, Security.NONE, "a@example.org", patience=5)
    return dispatch(outbox, server, outbox.waiting(), dated=lambda octets: octets, pause=pause)


def states(outbox: Outbox) -> dict[str, State]:
    return {entry.recipient.address: entry.state for entry in outbox.entries()}


def test_all_is_sent_once_and_its_text_is_not_kept(outbox: Outbox, fill: Fill) -> None:
    numbers = fill(*PEOPLE)
    pauses: list[None] = []
    with serving(Box()) as box:
        tally = run(outbox, box, lambda: pauses.append(None))
        again = run(outbox, box)
    assert tally.counts == {State.SENT: 6}
    assert again.counts == {}
    assert box.copies() == dict.fromkeys(PEOPLE, 1)
    assert [outbox.octets(number) for number in numbers] == [None] * 6
    assert len(pauses) == 5


def test_one_that_is_refused_does_not_stop_the_others(outbox: Outbox, fill: Fill) -> None:
    fill(*PEOPLE)
    with serving(Box([Fault("RCPT", "550 nobody", times=1, skip=2)])) as box:
        run(outbox, box)
        run(outbox, box)
    assert states(outbox) == {**dict.fromkeys(PEOPLE, State.SENT), PEOPLE[2]: State.FAILED}
    assert outbox.entries(state="failed")[0].said == "550 nobody"


def test_one_that_is_put_off_is_sent_by_the_next_run(outbox: Outbox, fill: Fill) -> None:
    fill(*PEOPLE)
    with serving(Box([Fault("RCPT", "450 greylisted", times=1, skip=2)])) as box:
        assert run(outbox, box).counts == {State.SENT: 5, State.QUEUED: 1}
        assert run(outbox, box).counts == {State.SENT: 1}
    assert box.copies() == dict.fromkeys(PEOPLE, 1)


def test_a_server_that_puts_off_everything_is_left_alone(outbox: Outbox, fill: Fill) -> None:
    fill(*PEOPLE)
    with serving(Box([Fault("RCPT", "452 too many")])) as box:
        tally = run(outbox, box)
    assert tally.counts == {State.QUEUED: MOST_IN_A_ROW}
    assert tally.stopped is not None
    assert states(outbox) == dict.fromkeys(PEOPLE, State.QUEUED)


@pytest.mark.parametrize("answer", ["421 slow down", "550 not you", "451 later"])
def test_a_server_that_takes_nothing_from_us_stops_the_run(outbox: Outbox, fill: Fill, answer: str) -> None:
    fill(*PEOPLE)
    with serving(Box([Fault("MAIL", answer, times=1, skip=2)])) as box:
        tally = run(outbox, box)
        assert tally.counts == {State.SENT: 2}
        assert tally.stopped is not None
        assert run(outbox, box).counts == {State.SENT: 4}
    assert box.copies() == dict.fromkeys(PEOPLE, 1)


def test_unknown_is_never_sent_again_by_itself(outbox: Outbox, fill: Fill) -> None:
    fill(*PEOPLE)
    with serving(Box([Fault("after", CUT, times=1, skip=1)])) as box:
        run(outbox, box)
        run(outbox, box)
    assert states(outbox) == {**dict.fromkeys(PEOPLE, State.SENT), PEOPLE[1]: State.UNKNOWN}
    assert box.copies() == dict.fromkeys(PEOPLE, 1)


def test_a_crash_between_the_text_and_its_answer_leaves_unknown(outbox: Outbox, fill: Fill) -> None:
    (number,) = fill("ett@example.org")
    outbox.begin(number)
    with serving(Box()) as box:
        assert outbox.recover() == 1
        assert run(outbox, box).counts == {}
    assert states(outbox) == {"ett@example.org": State.UNKNOWN}


def test_an_interruption_on_the_way_leaves_unknown(outbox: Outbox, fill: Fill, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(*PEOPLE)

    def interrupted(_smtp: object, _octets: bytes) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("rusctl.mail.smtp._data", interrupted)
    with serving(Box()) as box, pytest.raises(KeyboardInterrupt):
        run(outbox, box)
    assert states(outbox) == {**dict.fromkeys(PEOPLE, State.QUEUED), PEOPLE[0]: State.UNKNOWN}


FAULT = st.builds(
    Fault,
    point=st.sampled_from(POINTS),
    answer=st.sampled_from(["421 closing", "450 later", "550 no", CUT]),
    times=st.integers(1, 4),
    skip=st.integers(0, 5),
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(faults=st.lists(FAULT, max_size=3), runs=st.integers(1, 3))
def test_at_most_once(tmp_path_factory: pytest.TempPathFactory, faults: list[Fault], runs: int) -> None:
    """A server's 4xx or 5xx after it took a message is its own untruth ("after"); every other fault is ours to bear."""
    faults = [fault for fault in faults if fault.point != "after" or fault.answer == CUT]
    with serving(Box(faults)) as box:
        outbox = Outbox(opened(tmp_path_factory.mktemp("plan")), NOW)
        outbox.add(UID, "sala", [new(address) for address in PEOPLE])
        for _ in range(runs):
            run(outbox, box)
        copies = box.copies()
        assert max(copies.values(), default=0) <= 1
        for address, state in states(outbox).items():
            if state is State.SENT:
                assert copies.get(address) == 1
            elif state is not State.UNKNOWN:
                assert address not in copies


def test_nothing_goes_out_where_the_outbox_cannot_be_written(
    outbox: Outbox, fill: Fill, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(*PEOPLE)

    def full(_number: int) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(outbox, "begin", full)
    with serving(Box()) as box, pytest.raises(sqlite3.OperationalError):
        run(outbox, box)
    assert box.taken == []
    assert states(outbox) == dict.fromkeys(PEOPLE, State.QUEUED)


def test_what_cannot_be_put_down_as_sent_is_unknown_next_time(
    outbox: Outbox, fill: Fill, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(*PEOPLE)

    def full(_number: int, _state: State, _said: str) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    with serving(Box()) as box:
        with monkeypatch.context() as broken:
            broken.setattr(outbox, "settle", full)
            with pytest.raises(sqlite3.OperationalError):
                run(outbox, box)
        run(outbox, box)
    assert states(outbox) == {**dict.fromkeys(PEOPLE, State.SENT), PEOPLE[0]: State.UNKNOWN}
    assert box.copies() == dict.fromkeys(PEOPLE, 1)
