"""What is said of a milestone, asked of the service itself: no command line and no screen."""

import datetime as dt

import pytest

from rusctl.language.catalogue import Language
from rusctl.model.durations import After, Span, Unit
from rusctl.model.plan import Days, Event, Milestone, Plan, Texts, Window, Yearly
from rusctl.schedule.network.network import network
from rusctl.schedule.state.milestones import Standing, standings
from rusctl.services.reporting import milestones

EN, SV = Language("en"), Language("sv")


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def on(text: str) -> Days:
    return Days(first=day(text), last=day(text))


def standing(milestone: Milestone, today: str) -> Standing:
    return standings(Plan(milestones=(milestone,)), day(today))[0]


COUNCIL = Milestone(id="council", title=Texts({"": "Beslut"}), baseline=day("2020-02-18"), when=on("2020-06-16"))


@pytest.mark.parametrize(
    ("today", "left", "under_heading"),
    [
        ("2020-06-14", "2 days left", "2 days"),
        ("2020-06-15", "1 day left", "1 day"),
        ("2020-06-16", "today", "today"),
        ("2020-06-17", "1 day overdue", "1 day overdue"),
    ],
)
def test_how_long_is_left(today: str, left: str, under_heading: str) -> None:
    found = standing(COUNCIL, today)
    told, shorter = milestones.left(found), milestones.left_under_heading(found)
    assert told is not None
    assert shorter is not None
    assert (EN.text(told), EN.text(shorter)) == (left, under_heading)


def test_what_is_done_has_no_days_left_and_what_has_no_date_has_nothing() -> None:
    done = standing(Milestone(id="a", when=on("2020-06-16"), done=on("2020-06-16")), "2021-01-01")
    within = standing(Milestone(id="a", done=Window(first=day("2020-06-01"), last=day("2020-06-30"))), "2021-01-01")
    assert [EN.text(told) for one in (done, within) if (told := milestones.left(one))] == [
        "done",
        "done, day not known",
    ]
    assert milestones.left(standing(Milestone(id="a"), "2021-01-01")) is None


def test_when_it_is_due() -> None:
    window = Milestone(id="a", when=Window(first=day("2019-05-01"), last=day("2019-05-31"), text="maj 2019"))
    assert milestones.when_text(standing(window, "2018-11-08"), EN) == "maj 2019 (1–31 May 2019)"
    assert milestones.when_text(standing(Milestone(id="a"), "2018-11-08"), SV) == "inget datum"
    assert milestones.when_text(standing(COUNCIL, "2018-11-08"), EN) == "Tue, 16 Jun 2020"


def test_a_yearly_day_on_a_weekend_is_said_with_the_monday_after_it() -> None:
    yearly = Milestone(id="report", every=Yearly(month=2, day=21, first=2026))
    said = milestones.when_text(standing(yearly, "2026-01-01"), EN)
    assert said == "Sat, 21 Feb 2026 (or Mon, 23 Feb 2026, if the law sets the day: 2 § lagen (1930:173))"


def test_how_far_it_has_slipped() -> None:
    slipped = milestones.slip(standing(COUNCIL, "2020-01-01"))
    assert slipped is not None
    assert EN.text(slipped) == "+119 days"
    kept = milestones.slip(standing(Milestone(id="a", baseline=day("2020-06-16"), when=on("2020-06-16")), "2020-01-01"))
    assert kept is not None
    assert EN.text(kept) == "none"
    lost = milestones.slip(
        standing(Milestone(id="a", done=Window(first=day("2020-06-01"), last=day("2020-06-30"))), "2021-01-01")
    )
    assert lost is None


def test_slack_and_the_critical_chain() -> None:
    stop = Event(id="sala", kind="x", title="Sala", when=on("2020-06-01"))
    last = Milestone(
        id="council", title=COUNCIL.title, when=on("2020-06-10"), after=(After(id="sala", gap=Span(1, Unit.DAYS)),)
    )
    plan = Plan(events=(stop,), milestones=(last,))
    chain = network(plan, day("2020-05-01"))
    assert chain.chain == ("sala", "council")
    assert milestones.slack_text("sala", chain, EN) == "28 days *"
    assert milestones.slack_text("nothing", chain, EN) == ""
    path = milestones.critical_chain(chain, plan, EN)
    assert path is not None
    assert EN.text(path) == "* the critical path: Sala > Beslut"
    assert milestones.critical_chain(network(Plan(), day("2020-05-01")), Plan(), EN) is None
