"""The rules about what was done round a meeting: each day beside the meeting, the other day and the law's."""

import pytest

from tests.checks.conftest import Ask
from tests.checks.test_chain import process

BODIES = '[[body]]\nid = "rf"\nname = "Fullmäktige"\nkind = "council"\n[[body]]\nid = "run"\nname = "Nämnden"\n'


def council(*lines: str, body: str = "rf") -> str:
    text = "\n".join(lines)
    return process(BODIES, f'[[milestone]]\nid = "council"\ntitle = "Beslut"\nbody = "{body}"\n{text}\n')


def said(ask: Ask, rule: str, text: str) -> list[str]:
    return [message for _, message in ask(rule, process=text, today="2019-05-07")]


@pytest.mark.parametrize(
    ("days", "found"),
    [
        (("adjusted = 2019-03-05", "announced = 2019-03-05"), []),
        (("adjusted = 2019-03-04",), ["approved 2019-03-04, before the meeting, 2019-03-05"]),
        (("announced = 2019-03-04",), ["announced 2019-03-04, before the meeting, 2019-03-05"]),
        (
            ("adjusted = 2019-03-12", "announced = 2019-03-11"),
            ["announced 2019-03-11, before they were approved, 2019-03-12"],
        ),
        (
            ("adjusted = 2019-02-20", "announced = 2019-02-18"),
            [
                "approved 2019-02-20, before the meeting, 2019-03-05",
                "announced 2019-02-18, before they were approved, 2019-02-20",
            ],
        ),
        (
            ("adjusted = 2019-02-20", "announced = 2019-02-25"),
            [
                "approved 2019-02-20, before the meeting, 2019-03-05",
                "announced 2019-02-25, before the meeting, 2019-03-05",
            ],
        ),
    ],
)
def test_days_that_cannot_be(days: tuple[str, ...], found: list[str], ask: Ask) -> None:
    told = said(ask, "minutes-before-meeting", council("date = 2019-03-05", "done = 2019-03-05", *days))
    assert told == [f"the minutes of council are {one}; correct one of the days" for one in found]


def test_a_planned_meeting_and_one_of_which_only_the_month_is_known_have_minutes_too(ask: Ask) -> None:
    planned = council("date = 2019-05-05", "adjusted = 2019-04-30")
    assert len(said(ask, "minutes-before-meeting", planned)) == 1
    done = "done = { from = 2019-03-01, to = 2019-03-31 }"
    assert said(ask, "minutes-before-meeting", council(done, "adjusted = 2019-03-01")) == []
    assert len(said(ask, "minutes-before-meeting", council(done, "adjusted = 2019-02-28"))) == 1
    assert said(ask, "minutes-before-meeting", council("adjusted = 2019-02-28")) == []


MEETINGS = (
    "done = 2019-03-06",
    "adjusted = 2019-03-21",
    "[[milestone.meeting]]",
    "from = 2019-01-15",
    'outcome = "tabled"',
    "adjusted = 2019-01-14",
    "[[milestone.meeting]]",
    "from = 2019-03-05",
    "to = 2019-03-06",
    'outcome = "adopted"',
)


def test_each_meeting_is_looked_at_by_its_own_days(ask: Ask) -> None:
    """The milestone's own days are those of the meeting that decided, which lasted two days: late from the last."""
    text = council(*MEETINGS)
    (told,) = said(ask, "minutes-before-meeting", text)
    assert told.startswith("the minutes of council are approved 2019-01-14, before the meeting, 2019-01-15")
    (told,) = said(ask, "later-than-law", text)
    assert "approved 2019-03-21, later than the law allows, 2019-03-20" in told
    assert said(ask, "later-than-law", text.replace("2019-03-21", "2019-03-20")) == []


@pytest.mark.parametrize(
    ("days", "found"),
    [
        (("adjusted = 2019-03-19", "announced = 2019-03-21"), []),
        (("adjusted = 2019-03-20",), ["were approved 2019-03-20, later than the law allows, 2019-03-19 (5 kap. 69 §"]),
        (("adjusted = 2019-03-08", "announced = 2019-03-11"), []),  # the second day is a Sunday
        (("adjusted = 2019-03-08", "announced = 2019-03-12"), ["were announced 2019-03-12, later than the law allows"]),
        (("announced = 2019-03-21",), []),
        (
            ("announced = 2019-03-22",),
            ["were announced 2019-03-22, later than the law allows, 2019-03-21 (8 kap. 12 §"],
        ),
        (("adjusted = 2019-02-20", "announced = 2019-05-02"), ["announced 2019-05-02, later than the law allows"]),
    ],
)
def test_days_later_than_the_law_allows(days: tuple[str, ...], found: list[str], ask: Ask) -> None:
    told = said(ask, "later-than-law", council("date = 2019-03-05", "done = 2019-03-05", *days))
    assert len(told) == len(found)
    assert all(part in text for part, text in zip(found, told, strict=True))


def test_a_committee_is_looked_at_by_its_own_paragraphs_and_others_not_at_all(ask: Ask) -> None:
    late = ("done = 2019-03-05", "adjusted = 2019-03-20")
    (told,) = said(ask, "later-than-law", council(*late, body="run"))
    assert told.endswith("(6 kap. 35 §, 5 kap. 69 § kommunallagen (2017:725))")
    assert said(ask, "later-than-law", council(*late, body="nobody")) == []
    before = ("done = 2017-03-07", "adjusted = 2017-05-20")
    assert said(ask, "later-than-law", council(*before)) == []


@pytest.mark.parametrize(("done", "found"), [("2019-02-26", 0), ("2019-02-27", 1), ("2019-03-06", 0)])
def test_a_summons_later_than_a_week_before(done: str, found: int, ask: Ask) -> None:
    """What is done after the meeting is told by the order of the steps."""
    summons = f'[[milestone]]\nid = "summons"\ntitle = "Kallelse"\ndone = {done}\n'
    after = council("done = 2019-03-05", 'after = ["summons"]') + summons
    told = said(ask, "later-than-law", after)
    assert len(told) == found
    assert all("2019-02-26 (5 kap. 15 § kommunallagen (2017:725))" in one for one in told)
    assert said(ask, "later-than-law", council("done = 2019-03-05") + summons) == []
