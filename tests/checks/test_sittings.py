"""An event on a day when a body meets: known from its calendar, or from what it decides then."""

import pytest

from tests.checks.conftest import Ask
from tests.checks.test_chain import process

BODIES = '[[body]]\nid = "rf"\nname = "Fullmäktige"\nkind = "council"\n[[body]]\nid = "region"\nname = "Regionen"\n'
EVENT = '[[event]]\nid = "c"\nkind = "dialog"\nstatus = "confirmed"\n'


def council(*lines: str, body: str = "rf") -> str:
    text = "\n".join(lines)
    return process(BODIES, f'[[milestone]]\nid = "m"\ntitle = "Beslut"\nbody = "{body}"\n{text}\n')


def found(ask: Ask, plan: str, when: str = "date = 2019-02-01") -> list[str]:
    return [said for _, said in ask("on-a-meeting-day", process=plan, events=f"{EVENT}{when}\n", today="2019-01-07")]


SAID = ["c is on 2019-02-01, when Fullmäktige meets"]
TWO_DAYS = ("[[milestone.meeting]]", "from = 2019-01-31", "to = 2019-02-02")


@pytest.mark.parametrize(
    "lines",
    [
        ("date = 2019-02-01",),
        ("baseline = 2019-02-01",),
        ("baseline = 2019-02-01", "date = 2019-03-01", "done = 2019-03-01"),  # what is known on the day asked about
        TWO_DAYS,
    ],
)
def test_the_day_of_what_a_council_decides_is_a_day_it_meets(lines: tuple[str, ...], ask: Ask) -> None:
    assert found(ask, council(*lines)) == SAID
    assert found(ask, council(*lines), "start = 2019-01-30\nend = 2019-02-05") != []
    assert found(ask, council(*lines), 'date = 2019-02-01\nbody = "rf"') == []


@pytest.mark.parametrize(
    "plan",
    [
        council("date = 2019-02-01", body="region"),  # what the region itself does holds no meeting
        council("baseline = 2019-02-01", "date = 2019-03-01"),
        council("window = { from = 2019-02-01, to = 2019-02-01 }"),
        council('every = "year"', "month = 2", "day = 1", "first = 2019"),
    ],
)
def test_what_is_no_day_of_a_meeting(plan: str, ask: Ask) -> None:
    assert found(ask, plan) == []


def test_two_bodies_may_meet_on_one_day(ask: Ask) -> None:
    """The event is the council's own, and the board's calendar has the day, too."""
    days = '[[meeting_day]]\nbody = "rs"\ndays = [2019-02-01]\n'
    event = f'{EVENT}date = 2019-02-01\nbody = "rf"\n'
    told = ask("on-a-meeting-day", process=council("date = 2019-02-01"), events=event, workdays=days)
    assert [said for _, said in told] == ["c is on 2019-02-01, when rs meets"]
