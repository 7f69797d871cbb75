"""States and rates of consultation bodies, against counts that regions have published."""

import datetime as dt

import pytest

from rusctl.consultation.standing import BodyFacts, ReplyRate, arrival, counted, last_day, rate, rates, state
from rusctl.model.consultation import BodyState

ASKED, CLOSES = dt.date(2019, 6, 26), dt.date(2019, 10, 15)
DAY, NEXT = dt.timedelta(days=1), CLOSES + dt.timedelta(days=1)


@pytest.mark.parametrize(
    ("body", "today", "wanted"),
    [
        (BodyFacts(), NEXT, BodyState.NOT_ASKED),
        (BodyFacts(asked=ASKED), CLOSES, BodyState.ASKED),  # the last day lasts until its end
        (BodyFacts(asked=ASKED, reminded=ASKED), CLOSES, BodyState.REMINDED),
        (BodyFacts(asked=ASKED, reminded=ASKED), NEXT, BodyState.SILENT),
        (BodyFacts(asked=ASKED, until=NEXT), NEXT, BodyState.ASKED),
        (BodyFacts(asked=ASKED, until=NEXT), NEXT + DAY, BodyState.SILENT),
        (BodyFacts(asked=ASKED, declined=ASKED), NEXT, BodyState.DECLINED),
        (BodyFacts(asked=ASKED, declined=ASKED, arrived=(CLOSES,)), NEXT, BodyState.ANSWERED),
        (BodyFacts(asked=ASKED, arrived=(CLOSES,)), NEXT, BodyState.ANSWERED),
        (BodyFacts(asked=ASKED, arrived=(NEXT,)), NEXT, BodyState.ANSWERED_LATE),
        (BodyFacts(asked=ASKED, until=NEXT, arrived=(NEXT,)), NEXT, BodyState.ANSWERED),
        (BodyFacts(asked=ASKED, arrived=(NEXT, CLOSES)), NEXT, BodyState.ANSWERED),  # a supplement came later
        (BodyFacts(asked=ASKED, arrived=(None,)), NEXT, BodyState.ANSWERED),  # on a day that nobody stated
        (BodyFacts(asked=ASKED, arrived=(CLOSES,), no_objection=True), NEXT, BodyState.NO_OBJECTION),
        (BodyFacts(unsolicited=True, arrived=(CLOSES,)), NEXT, BodyState.UNSOLICITED),
    ],
)
def test_a_body_stands_as_the_days_say(body: BodyFacts, today: dt.date, wanted: BodyState) -> None:
    assert state(body, CLOSES, today) == wanted


def test_nobody_is_silent_while_no_last_day_is_known() -> None:
    assert state(BodyFacts(asked=ASKED), None, NEXT) == BodyState.ASKED
    assert last_day(BodyFacts(), None) is None
    assert last_day(BodyFacts(until=CLOSES - DAY), CLOSES) == CLOSES  # an extension takes no day away


def test_what_lies_in_the_mailbox_in_the_morning_came_in_on_the_working_day_before() -> None:
    """Västmanland 2019: the last day is Tuesday 15 October."""
    for found, first_emptying, day, wanted in (
        (NEXT, True, CLOSES, BodyState.ANSWERED),
        (NEXT, False, NEXT, BodyState.ANSWERED_LATE),
        (dt.date(2019, 10, 14), True, dt.date(2019, 10, 11), BodyState.ANSWERED),  # from Monday to Friday
        (dt.date(2020, 1, 7), True, dt.date(2020, 1, 3), BodyState.ANSWERED_LATE),  # Monday is Epiphany
    ):
        assert arrival(found, first_emptying=first_emptying) == day
        assert state(BodyFacts(asked=ASKED, arrived=(day,)), CLOSES, found) == wanted


def answered(kind: str, number: int) -> list[BodyFacts]:
    return [BodyFacts(kind=kind, asked=ASKED, arrived=(CLOSES,))] * number


def test_the_rates_of_vastra_gotaland_2017_are_of_the_municipalities_and_not_of_the_open_form() -> None:
    """112 asked, 49 of them municipalities; 75 replied, 40 of them municipalities; the others through an open form."""
    kinds = {"company": 16, "trade": 7, "university": 5, "agency": 4, "diocese": 2, "person": 1}
    municipalities = [*answered("municipality", 40), *[BodyFacts(kind="municipality", asked=ASKED)] * 9]
    open_form = [
        BodyFacts(kind=kind, unsolicited=True, arrived=(CLOSES,)) for kind, n in kinds.items() for _ in range(n)
    ]
    silent = [BodyFacts(kind="other", asked=ASKED)] * 63
    bodies = [*municipalities, *silent, *open_form]
    assert sum(bool(one.arrived) for one in bodies) == 75
    assert rate(bodies) == ReplyRate(40, 112)
    assert rates(bodies)["municipality"].per_cent == 81.6
    assert rates(bodies)["person"] == ReplyRate(0, 0)
    assert rates(bodies)["person"].per_cent is None
    by_state = counted(bodies, CLOSES, NEXT)
    assert (by_state[BodyState.UNSOLICITED], by_state[BodyState.SILENT]) == (35, 72)
    assert sum(by_state.values()) == len(bodies)


def test_who_declines_is_asked_and_has_not_replied_and_who_has_no_objection_has() -> None:
    declined, content = (
        BodyFacts(asked=ASKED, declined=ASKED),
        BodyFacts(asked=ASKED, arrived=(ASKED,), no_objection=True),
    )
    assert rate([declined, content, BodyFacts(asked=ASKED), BodyFacts()]) == ReplyRate(1, 3)
