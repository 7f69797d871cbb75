import datetime as dt

import pytest

from rusctl.errors import PolicyError
from rusctl.language.message import msg
from rusctl.model.plan import Days, Event, Hours, Status, When, Window
from rusctl.schedule.state.status import changed, legal, movable, possible, reopened, status_on

DAY = dt.date(2018, 11, 26)
DATED = Days(first=DAY, last=DAY)


def test_the_actions_of_each_status() -> None:
    assert {status.value: legal(status) for status in Status} == {
        "planned": ("tentative", "confirm", "held", "cancel"),
        "tentative": ("confirm", "held", "cancel"),
        "confirmed": ("tentative", "held", "cancel"),
        "held": ("reopen",),
        "cancelled": ("reopen",),
    }


@pytest.mark.parametrize(
    ("before", "action", "after"),
    [
        ("planned", "tentative", "tentative"),
        ("planned", "confirm", "confirmed"),
        ("planned", "cancel", "cancelled"),
        ("tentative", "confirm", "confirmed"),
        ("tentative", "cancel", "cancelled"),
        ("confirmed", "tentative", "tentative"),
        ("confirmed", "held", "held"),
        ("confirmed", "cancel", "cancelled"),
        ("held", "reopen", "confirmed"),
    ],
)
def test_an_action_gives_the_next_status(before: str, action: str, after: str) -> None:
    assert changed(Event(id="norberg", status=Status(before), when=DATED), action, DAY) is Status(after)


def test_what_is_not_legal_is_refused_with_what_is() -> None:
    with pytest.raises(PolicyError) as refused:
        changed(Event(id="norberg", status=Status.PLANNED, when=DATED), "held", DAY)
    assert refused.value.exit_code == 3
    assert refused.value.message.args == {
        "id": "norberg",
        "status": msg("planned"),
        "action": "held",
        "actions": ("tentative", "confirm", "cancel"),
    }


MONTH = Window(first=dt.date(2018, 11, 1), last=dt.date(2018, 11, 30))


@pytest.mark.parametrize("status", [Status.PLANNED, Status.TENTATIVE, Status.CONFIRMED])
def test_what_is_known_by_its_month_alone_can_have_been_held(status: Status) -> None:
    event = Event(id="norberg", status=status, when=MONTH)
    assert changed(event, "held", dt.date(2018, 12, 1)) is Status.HELD
    assert reopened(Event(id="norberg", status=Status.HELD, when=MONTH)) is Status.PLANNED
    with pytest.raises(PolicyError) as refused:
        changed(event, "held", dt.date(2018, 10, 31))
    assert "after today" in refused.value.message.id


@pytest.mark.parametrize("action", ["tentative", "confirm", "held"])
def test_without_a_date_nothing_is_firm(action: str) -> None:
    with pytest.raises(PolicyError) as refused:
        changed(Event(id="norberg", status=Status.CONFIRMED if action == "held" else Status.PLANNED), action, DAY)
    assert "has no day yet" in refused.value.message.id or "not possible" in refused.value.message.id


@pytest.mark.parametrize(
    ("status", "when", "actions"),
    [
        (Status.PLANNED, None, ("cancel",)),
        (Status.PLANNED, DATED, ("tentative", "confirm", "cancel")),
        (Status.PLANNED, MONTH, ("held", "cancel")),
        (Status.TENTATIVE, DATED, ("confirm", "held", "cancel")),
        (Status.CONFIRMED, DATED, ("tentative", "held", "cancel")),
        (Status.CONFIRMED, Days(first=dt.date(2019, 1, 1), last=dt.date(2019, 1, 1)), ("tentative", "cancel")),
        (Status.HELD, MONTH, ("reopen",)),
    ],
)
def test_what_is_possible_is_what_the_date_allows(status: Status, when: When | None, actions: tuple[str, ...]) -> None:
    event = Event(id="norberg", status=status, when=when)
    assert possible(event, DAY) == actions
    for action in actions:
        changed(event, action, DAY)
    for action in set(legal(status)) - set(actions):
        with pytest.raises(PolicyError):
            changed(event, action, DAY)
    assert movable(event) == (status is not Status.HELD)


def test_a_cancelled_event_goes_back_to_what_it_was() -> None:
    event = Event(id="norberg", status=Status.CANCELLED, was=Status.CONFIRMED, when=DATED)
    assert reopened(event) is Status.CONFIRMED


def test_a_cancelled_event_that_does_not_say_what_it_was() -> None:
    assert reopened(Event(id="norberg", status=Status.CANCELLED, when=DATED)) is Status.TENTATIVE
    assert reopened(Event(id="norberg", status=Status.CANCELLED)) is Status.PLANNED


def test_a_cancelled_event_without_a_day_cannot_be_firm_again() -> None:
    window = Window(first=DAY, last=dt.date(2018, 12, 1))
    assert reopened(Event(id="norberg", status=Status.CANCELLED, was=Status.CONFIRMED, when=window)) is Status.PLANNED
    assert reopened(Event(id="norberg", status=Status.CANCELLED, when=window)) is Status.PLANNED


def test_what_begins_after_the_day_is_not_held_yet() -> None:
    start = dt.datetime.fromisoformat("2018-11-26T09:00")
    for when in (DATED, Hours(start=start, end=start), Window(first=DAY, last=dt.date(2018, 12, 1))):
        event = Event(id="norberg", status=Status.HELD, when=when)
        assert status_on(event, dt.date(2018, 11, 25)) is Status.CONFIRMED
        assert status_on(event, DAY) is Status.HELD


def test_other_statuses_and_a_held_event_without_a_date_stay() -> None:
    early = dt.date(2018, 1, 1)
    assert status_on(Event(id="norberg", status=Status.HELD), early) is Status.HELD
    assert status_on(Event(id="norberg", status=Status.CANCELLED, when=DATED), early) is Status.CANCELLED
