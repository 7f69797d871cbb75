from collections.abc import Callable

import pytest

Ask = Callable[..., list[tuple[int, str]]]


def event(status: str, when: str = "date = 2018-11-26") -> str:
    return f'[[event]]\nid = "norberg"\nkind = "kommundialog"\nstatus = "{status}"\n{when}\n'


@pytest.mark.parametrize(
    ("today", "found"),
    [
        ("2018-11-11", []),
        ("2018-11-12", ["norberg is in 14 days and still tentative; confirm it or move it"]),
        ("2018-11-25", ["norberg is tomorrow and still tentative; confirm it or move it"]),
        ("2018-11-26", ["norberg is today and still tentative; confirm it or move it"]),
        ("2018-11-27", []),
    ],
)
def test_soon_is_fourteen_days(ask: Ask, today: str, found: list[str]) -> None:
    assert [text for _, text in ask("still-tentative", today=today, events=event("tentative"))] == found


def test_the_folder_says_how_soon_soon_is(ask: Ask) -> None:
    for days, today, count in ((3, "2018-11-22", 0), (3, "2018-11-23", 1), (0, "2018-11-25", 0), (0, "2018-11-26", 1)):
        found = ask("still-tentative", today=today, events=event("tentative"), checks=f"tentative_days = {days}\n")
        assert len(found) == count


@pytest.mark.parametrize(
    ("status", "count"), [("planned", 1), ("tentative", 1), ("confirmed", 0), ("held", 0), ("cancelled", 0)]
)
def test_what_counts_as_tentative(ask: Ask, status: str, count: int) -> None:
    assert len(ask("still-tentative", today="2018-11-20", events=event(status))) == count


def test_a_window_is_not_tentative(ask: Ask) -> None:
    window = "window = { from = 2018-11-20, to = 2018-11-30 }"
    assert ask("still-tentative", today="2018-11-20", events=event("tentative", window)) == []


@pytest.mark.parametrize(
    ("status", "count"), [("planned", 1), ("tentative", 1), ("confirmed", 1), ("held", 0), ("cancelled", 0)]
)
def test_what_has_passed_must_have_become_something(ask: Ask, status: str, count: int) -> None:
    assert len(ask("past-not-held", today="2018-11-27", events=event(status))) == count
    assert ask("past-not-held", today="2018-11-26", events=event(status)) == []


def test_several_days_have_passed_when_the_last_has(ask: Ask) -> None:
    days = "start = 2018-11-26\nend = 2018-11-28"
    assert ask("past-not-held", today="2018-11-28", events=event("confirmed", days)) == []
    assert ask("past-not-held", today="2018-11-29", events=event("confirmed", days)) == [
        (4, "norberg was to be 2018-11-26/2018-11-28 and is not marked held; mark it held, move it or cancel it")
    ]


def test_held_in_the_future(ask: Ask) -> None:
    assert ask("held-in-future", today="2018-11-25", events=event("held")) == [
        (4, "norberg is marked held but is not until 2018-11-26; correct the status or the day")
    ]
    assert ask("held-in-future", today="2018-11-26", events=event("held")) == []


@pytest.mark.parametrize("fault", ['status = "prel"', "status = 1", ""])
def test_a_status_that_could_not_be_read_is_not_guessed(ask: Ask, fault: str) -> None:
    for rule in ("still-tentative", "past-not-held"):
        good = event("planned", "date = 2018-11-08" if rule == "still-tentative" else "date = 2018-11-01")
        assert len(ask(rule, events=good)) == 1
        assert ask(rule, events=good.replace('status = "planned"', fault)) == []


def test_only_a_cancelled_event_must_not_remind(ask: Ask) -> None:
    for status, count in (("cancelled", 1), ("confirmed", 0)):
        for minutes in (0, 60):
            found = ask("cancelled-with-reminder", events=event(status, f"reminder = {minutes}"))
            assert len(found) == count
