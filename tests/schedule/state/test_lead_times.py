"""What a meeting comes after by the law's times and the region's own, beside what the plan says itself."""

import datetime as dt
from dataclasses import replace

from rusctl.model.durations import After, Span, Unit
from rusctl.model.lead_times import LeadTime, LeadTimes
from rusctl.model.plan import Body, Days, Meeting, Milestone, Outcome, Plan, Texts
from rusctl.schedule.state.deadlines import own_leads, with_lead_times

TODAY = dt.date(2018, 11, 8)
WEEK = Span(1, Unit.WEEKS)
FORTNIGHT = Span(14, Unit.DAYS)


def on(text: str) -> Days:
    day = dt.date.fromisoformat(text)
    return Days(first=day, last=day)


def step(name: str, *after: str, body: str = "", when: str = "") -> Milestone:
    links = tuple(map(After, after))
    return Milestone(id=name, title=Texts(en=name), body=body, after=links, when=on(when) if when else None)


def plan_of(*milestones: Milestone, leads: tuple[LeadTime, ...] = (), council: str = "council") -> Plan:
    bodies = (
        Body(id="rf", name=Texts(en="The council"), kind=council),
        Body(id="rs", name=Texts(en="B"), kind="board"),
    )
    return Plan(bodies=bodies, milestones=milestones, leadtimes=LeadTimes(leads=leads))


def added(plan: Plan, today: dt.date = TODAY) -> dict[str, list[After]]:
    """Give what each milestone comes after beside what the plan says, where that is something."""
    counted = with_lead_times(plan, today)
    assert [one.id for one in counted.milestones] == [one.id for one in plan.milestones]
    kept = zip(plan.milestones, counted.milestones, strict=True)
    assert all(replace(new, after=old.after) == old and new.after[: len(old.after)] == old.after for old, new in kept)
    pairs = zip(plan.milestones, counted.milestones, strict=True)
    return {old.id: list(new.after[len(old.after) :]) for old, new in pairs if new.after != old.after}


def test_a_council_s_meeting_comes_a_week_after_the_notice_and_the_summons_it_comes_after() -> None:
    council = step("council", "notice", "summons", body="rf", when="2020-02-18")
    plan = plan_of(step("notice"), step("summons"), council)
    assert added(plan) == {"council": [After("notice", WEEK), After("summons", WEEK)]}
    loose = replace(council, after=(After("notice"),))
    assert added(plan_of(step("notice"), step("summons"), loose)) == {"council": [After("notice", WEEK)]}
    assert added(plan_of(step("notice"), step("between", "notice"), step("council", "between", body="rf"))) == {
        "council": [After("notice", WEEK)]
    }


def test_the_law_asks_that_of_a_council_alone_and_of_meetings_since_the_act_only() -> None:
    steps = (step("notice"), step("meeting", "notice", body="rs", when="2020-02-18"))
    assert added(plan_of(*steps)) == {}
    assert added(plan_of(steps[0], replace(steps[1], body="rf"), council="other")) == {}
    old = (step("notice"), step("meeting", "notice", body="rf", when="2017-12-12"))
    assert added(plan_of(*old), dt.date(2017, 11, 1)) == {}
    missed = added(plan_of(*old), dt.date(2018, 1, 1))  # it cannot be on its day any more
    assert missed == {"meeting": [After("notice", WEEK)]}
    held = replace(old[1], done=on("2017-12-12"))
    assert added(plan_of(old[0], held), dt.date(2018, 2, 1)) == {}
    assert added(plan_of(old[0], replace(old[1], when=None)), dt.date(2017, 12, 31)) == {}
    assert added(plan_of(old[0], replace(old[1], when=None)), dt.date(2018, 1, 1)) == {
        "meeting": [After("notice", WEEK)]
    }
    assert added(plan_of(old[0], replace(old[1], when=on("2018-01-01"))), dt.date(2017, 1, 1)) == {
        "meeting": [After("notice", WEEK)]
    }


def test_a_body_s_own_lead_times_count_for_its_meetings_alone() -> None:
    own = (LeadTime(id="papers", body="rs", before=FORTNIGHT), LeadTime(id="minutes", body="rf", before=WEEK))
    steps = (step("papers"), step("minutes"), step("board", "papers", "minutes", body="rs", when="2020-01-28"))
    assert added(plan_of(*steps, leads=own)) == {"board": [After("papers", FORTNIGHT)]}
    both = (*steps, step("council", "board", body="rf", when="2020-02-18"))
    assert added(plan_of(*both, leads=own)) == {
        "board": [After("papers", FORTNIGHT)],
        "council": [After("minutes", WEEK)],
    }
    assert added(plan_of(*both, leads=own, council="other")) == {
        "board": [After("papers", FORTNIGHT)],
        "council": [After("minutes", WEEK)],
    }


def test_the_region_s_own_and_the_law_s_stand_side_by_side() -> None:
    own = (LeadTime(id="notice", body="rf", before=FORTNIGHT), LeadTime(id="papers", body="rf", before=WEEK))
    steps = (step("papers"), step("notice"), step("council", "papers", "notice", body="rf", when="2020-02-18"))
    assert added(plan_of(*steps, leads=own)) == {
        "council": [After("notice", FORTNIGHT), After("papers", WEEK), After("notice", WEEK)]
    }


def test_of_two_lead_times_with_one_id_the_first_counts_and_the_other_body_s_does_not() -> None:
    one, two = (LeadTime(id="papers", body="rf", before=span) for span in (FORTNIGHT, WEEK))
    other = LeadTime(id="papers", body="rs", before=WEEK)
    assert own_leads(plan_of(leads=(other, one, two)), "rf") == {"papers": one}
    assert own_leads(plan_of(leads=(two, one)), "rf") == {"papers": two}
    assert own_leads(plan_of(leads=(two, one)), "rs") == {}


def test_what_has_been_reached_or_comes_after_the_meeting_asks_nothing() -> None:
    own = tuple(LeadTime(id=name, body="rf", before=WEEK) for name in ("gone", "papers", "drafts"))
    council = step("council", "papers", "drafts", body="rf", when="2020-02-18")
    done = replace(step("papers"), done=on("2018-11-08"))
    assert added(plan_of(done, step("drafts"), council, leads=own)) == {"council": [After("drafts", WEEK)]}
    tomorrow = replace(done, done=on("2018-11-09"))  # which cannot be known yet
    assert added(plan_of(tomorrow, step("drafts"), council, leads=own)) == {
        "council": [After("papers", WEEK), After("drafts", WEEK)]
    }
    later = (step("papers", "council"), step("drafts"), replace(council, after=()))
    assert added(plan_of(*later, leads=own)) == {}


def test_what_is_counted_from_another_step_counts_where_the_plan_has_that_one_on_the_way() -> None:
    own = (LeadTime(id="drafts", body="rf", before=FORTNIGHT, of="papers"), LeadTime(id="a", body="rf", before=WEEK))
    steps = (step("drafts"), step("papers", "drafts"), step("council", "papers", body="rf", when="2020-02-18"))
    assert added(plan_of(*steps, leads=own)) == {"papers": [After("drafts", FORTNIGHT)]}
    without = (step("drafts"), step("council", "drafts", body="rf", when="2020-02-18"))
    assert added(plan_of(*without, leads=own)) == {}
    beside = (step("drafts"), step("papers", "drafts"), step("council", "drafts", body="rf", when="2020-02-18"))
    assert added(plan_of(*beside, leads=own)) == {}  # the papers are on another way
    unordered = (step("drafts"), step("papers"), step("council", "papers", "drafts", body="rf", when="2020-02-18"))
    assert added(plan_of(*unordered, leads=own)) == {}


def test_a_plan_that_asks_for_nothing_more_stays_as_it_is() -> None:
    plan = plan_of(step("hearing"), step("council", "hearing", body="rf", when="2020-02-18"))
    assert with_lead_times(plan, TODAY) is plan
    asked = plan_of(step("notice"), step("council", "notice", body="rf", when="2020-02-18"), council="other")
    assert with_lead_times(asked, TODAY) is asked


def test_what_came_after_a_decision_that_was_sent_back_comes_so_long_after_the_new_one() -> None:
    day = dt.date(2018, 10, 2)
    council = replace(
        step("council", body="rf", when="2018-10-02"),
        goes_on="again",
        meetings=(Meeting(first=day, last=day, outcome=Outcome.REFERRED_BACK),),
    )
    steps = (council, step("again", "council"), step("start", "council", body="rs", when="2020-01-28"))
    plan = plan_of(*steps, leads=(LeadTime(id="again", body="rs", before=WEEK),))
    assert with_lead_times(plan, TODAY).milestones[2].after == (After("again"), After("again", WEEK))
    assert with_lead_times(plan, dt.date(2018, 10, 1)).milestones[2].after == (After("council"),)
