"""The deadlines round a council's decision: real postings and a worked chain, day by day."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rusctl.language.message import msg
from rusctl.model.durations import After, Span, Unit
from rusctl.model.lead_times import Follow, LeadTime, LeadTimes
from rusctl.model.plan import BODY_KINDS, Body, Days, Meeting, Milestone, Outcome, Plan, Texts, Window
from rusctl.model.source import NOWHERE, Source
from rusctl.model.workdays import CalendarSettings, MeetingDays
from rusctl.schedule.days.workdays import DAY, eve, holiday, weekend, working
from rusctl.schedule.state import law
from rusctl.schedule.state.deadlines import TITLES, Deadline, deadlines, meeting_day, prepares

TODAY = dt.date(2018, 11, 8)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("announced", "last"),
    [
        ("2019-08-28", "2019-09-18"),
        ("2019-10-17", "2019-11-07"),
        ("2014-12-03", "2014-12-29"),
        ("2020-03-05", "2020-03-26"),
    ],
)
def test_real_postings(announced: str, last: str) -> None:
    """The last day to appeal as boards posted it; day 21 of the one in 2014 is Christmas Eve."""
    assert law.period_end(day(announced), law.COUNCIL_LIMITS["appeal"][0]) == day(last)


def test_minutes_adjusted_on_a_friday_are_announced_on_the_monday_and_taken_down_after_three_weeks() -> None:
    announced = law.period_end(day("2019-05-10"), law.COUNCIL_LIMITS["announced"][0])
    last = law.period_end(announced, law.COUNCIL_LIMITS["appeal"][0])
    assert (announced, last + DAY) == (day("2019-05-13"), day("2019-06-04"))


@given(st.dates(dt.date(1990, 1, 1), dt.date(2100, 1, 1)), st.sampled_from(["adjusted", "announced", "appeal"]))
def test_a_period_ends_on_its_day_or_on_the_first_day_after_it_that_is_none_off(begun: dt.date, name: str) -> None:
    span = law.COUNCIL_LIMITS[name][0]
    counted = begun + span.number * (7 if span.unit is Unit.WEEKS else 1) * DAY
    end = law.period_end(begun, span)
    off = [counted + n * DAY for n in range((end - counted).days)]
    assert all(weekend(one) or holiday(one) or eve(one) for one in off)
    assert not any((weekend(end), holiday(end), eve(end)))


COUNCIL = Milestone(
    id="council",
    title=Texts(en="The council decides"),
    body="rf",
    when=Days(first=day("2020-02-18"), last=day("2020-02-18")),
)
PLAN = Plan(
    bodies=(
        Body(id="rf", name=Texts(en="The council"), kind="council"),
        Body(id="rs", name=Texts(en="The board"), kind="board"),
    ),
    milestones=(COUNCIL,),
)


def chain(
    plan: Plan = PLAN, milestone: Milestone = COUNCIL, today: dt.date = TODAY, on: str = ""
) -> dict[str, Deadline]:
    on_day = day(on) if on else meeting_day(milestone, today)
    assert on_day
    return {one.id: one for one in deadlines(plan, milestone, on_day, today)}


def test_the_chain_for_the_decision_planned_on_18_february_2020() -> None:
    assert {name: one.day.isoformat() for name, one in chain().items()} == {
        "notice": "2020-02-11",
        "summons": "2020-02-11",
        "board": "2020-02-17",
        "meeting": "2020-02-18",
        "adjusted": "2020-03-03",
        "announced": "2020-03-05",
        "appeal": "2020-03-26",
        "force": "2020-03-27",
    }


def test_each_says_its_paragraph_and_since_when_its_wording_holds() -> None:
    found = {name: one.law.text if one.law else None for name, one in chain().items()}
    assert found == {
        "notice": "5 kap. 13 § kommunallagen (2017:725)",
        "summons": "5 kap. 15 § kommunallagen (2017:725)",
        "board": "5 kap. 26–28 §§ kommunallagen (2017:725)",
        "meeting": None,
        "adjusted": "5 kap. 69 § kommunallagen (2017:725)",
        "announced": "8 kap. 12 § kommunallagen (2017:725)",
        "appeal": "13 kap. 5 § kommunallagen (2017:725)",
        "force": None,
    }
    assert {one.law.since for one in chain().values() if one.law} == {day("2018-01-01")}


def test_a_day_counted_backwards_never_moves_later_and_the_working_day_before_it_is_shown() -> None:
    found = chain(on="2019-06-13")["summons"]  # a week before is the National Day
    assert (found.day, found.working_day) == (day("2019-06-06"), day("2019-06-05"))


def test_a_period_counted_forwards_that_ends_on_an_eve_is_moved_and_says_from_where() -> None:
    found = chain(on="2019-12-10")["adjusted"]
    assert (found.counted, found.day) == (day("2019-12-24"), day("2019-12-27"))
    assert chain()["adjusted"].counted is None


def leads(*own: LeadTime | Follow) -> Plan:
    return replace(
        PLAN,
        leadtimes=LeadTimes(
            leads=tuple(one for one in own if isinstance(one, LeadTime)),
            follows=tuple(one for one in own if isinstance(one, Follow)),
        ),
    )


def test_the_region_s_own_lead_times() -> None:
    plan = leads(
        LeadTime(id="papers", body="rf", before=Span(11, Unit.DAYS), title=Texts(en="Papers")),
        LeadTime(id="board", body="rf", before=Span(4, Unit.WEEKS)),
        LeadTime(id="submission", body="rf", before=Span(15, Unit.WORKDAYS), of="board", title=Texts(en="Submission")),
        LeadTime(id="agenda", body="rf", before=Span(1, Unit.WEEKS), of="submission", title=Texts(en="Agenda")),
        LeadTime(id="other", body="rs", before=Span(1, Unit.WEEKS), title=Texts(en="Another body's")),
    )
    found = chain(plan)
    assert [(one.id, one.day.isoformat()) for one in found.values()][:7] == [
        ("agenda", "2019-12-16"),
        ("submission", "2019-12-23"),
        ("board", "2020-01-21"),
        ("papers", "2020-02-07"),
        ("notice", "2020-02-11"),
        ("summons", "2020-02-11"),
        ("meeting", "2020-02-18"),
    ]


def test_a_lead_time_shorter_than_the_law_s_counts_as_the_law_s() -> None:
    found = chain(leads(LeadTime(id="summons", body="rf", before=Span(3, Unit.DAYS))))["summons"]
    assert (found.day, found.law_day, found.own) == (day("2020-02-11"), day("2020-02-11"), Span(3, Unit.DAYS))
    longer = chain(leads(LeadTime(id="summons", body="rf", before=Span(14, Unit.DAYS))))["summons"]
    assert (longer.day, longer.law_day) == (day("2020-02-04"), day("2020-02-11"))


def test_each_has_its_title_place_span_and_working_day() -> None:
    at, other = Source("config/leadtimes.toml", ("lead", 3)), Source("config/leadtimes.toml", ("follow", 9))
    plan = leads(
        LeadTime(id="papers", body="rf", before=Span(10, Unit.DAYS), of="board", title=Texts(en="Papers"), at=at),
        LeadTime(id="nameless", body="rf", before=Span(10, Unit.DAYS)),
        Follow(id="adjusted", body="rf", within=Span(10, Unit.DAYS), at=other),
    )
    found = chain(plan, replace(COUNCIL, at=Source("config/milestones.toml", ("milestone", 5))))
    assert {name: one.title for name, one in found.items()} == {
        **TITLES,
        "meeting": COUNCIL.title,
        "papers": Texts(en="Papers"),
        "nameless": Texts({"": "nameless"}),
    }
    assert {name: one.at for name, one in found.items() if one.at != NOWHERE} == {
        "papers": at,
        "adjusted": other,
        "meeting": Source("config/milestones.toml", ("milestone", 5)),
    }
    assert {name: one.own for name, one in found.items() if one.own} == {
        "papers": Span(10, Unit.DAYS),
        "nameless": Span(10, Unit.DAYS),
        "adjusted": Span(10, Unit.DAYS),
    }
    assert found["papers"].day == found["board"].day - 10 * DAY
    for name in ("meeting", "adjusted", "announced", "appeal", "force"):
        assert found[name].working_day == found[name].day
    assert chain(plan, replace(COUNCIL, title=Texts()))["meeting"].title == TITLES["meeting"]


def test_the_meeting_is_last_of_what_is_due_on_its_day() -> None:
    found = chain(leads(LeadTime(id="papers", body="rf", before=Span(0, Unit.DAYS))))
    assert [*found].index("papers") < [*found].index("meeting")
    assert found["papers"].law is None


def test_a_board_that_meets_on_the_very_last_day_meets_in_time() -> None:
    last = chain(leads(LeadTime(id="board", body="rf", before=Span(14, Unit.DAYS))))["board"].day
    years = CalendarSettings(meetings=(MeetingDays(body="rs", days=(last - 7 * DAY, last)),))
    plan = replace(leads(LeadTime(id="board", body="rf", before=Span(14, Unit.DAYS))), workyear=years)
    assert chain(plan)["board"].day == last


def test_a_body_that_nobody_has_described_has_its_own_lead_times_only() -> None:
    plan = replace(leads(LeadTime(id="notice", body="rx", before=Span(2, Unit.DAYS))), bodies=())
    found = chain(plan, replace(COUNCIL, body="rx"))
    assert [*found] == ["notice", "meeting"]
    assert (found["notice"].law, found["notice"].law_day) == (None, None)


def test_of_two_lead_times_with_one_id_the_first_counts() -> None:
    first = LeadTime(id="papers", body="rf", before=Span(21, Unit.DAYS))
    second = LeadTime(id="papers", body="rf", before=Span(11, Unit.DAYS))
    assert chain(leads(first, second))["papers"].day == day("2020-01-28")
    assert chain(leads(second, first))["papers"].day == day("2020-02-07")


def test_the_minutes_may_be_adjusted_sooner_and_never_later() -> None:
    sooner = chain(leads(Follow(id="adjusted", body="rf", within=Span(10, Unit.DAYS))))
    assert [(one.day.isoformat(), one.law_day) for one in sooner.values() if one.id in ("adjusted", "announced")] == [
        ("2020-02-28", day("2020-03-03")),
        ("2020-03-02", day("2020-03-02")),  # the second day is a Sunday
    ]
    later = chain(leads(Follow(id="adjusted", body="rf", within=Span(5, Unit.WEEKS))))["adjusted"]
    assert later.day == day("2020-03-03")


def test_what_is_known_is_counted_from() -> None:
    announced = replace(COUNCIL, adjusted=day("2020-02-27"), announced=day("2020-02-28"))
    found = chain(milestone=announced, today=day("2020-02-28"))
    assert (found["adjusted"].known, found["announced"].day, found["appeal"].day, found["force"].day) == (
        day("2020-02-27"),
        day("2020-03-02"),  # the second day after is Saturday 29 February
        day("2020-03-20"),
        day("2020-03-21"),
    )
    before = chain(milestone=announced, today=day("2020-02-26"))
    assert (before["adjusted"].known, before["appeal"].day) == (None, day("2020-03-26"))


def test_the_board_s_last_meeting_before_is_its_last_day() -> None:
    days = (day("2020-01-14"), day("2020-02-04"), day("2020-02-18"), day("2020-03-10"))
    plan = replace(PLAN, workyear=CalendarSettings(meetings=(MeetingDays(body="rs", days=days),)))
    assert chain(plan)["board"].day == day("2020-02-04")


def test_no_law_is_cited_for_a_meeting_before_the_act_or_of_a_body_that_is_not_known() -> None:
    assert [*chain(on="2017-12-12")] == ["meeting"]
    assert [*chain(on="2017-12-12", milestone=replace(COUNCIL, body="rs"))] == ["meeting"]
    assert [*chain(milestone=replace(COUNCIL, body="region"))] == ["meeting"]


THROUGH = {
    "board": ("6 kap. 35 §, 5 kap. 69 §", "6 kap. 35 §, 8 kap. 12 §"),
    "committee": ("6 kap. 35 §, 5 kap. 69 §", "6 kap. 35 §, 8 kap. 12 §"),
    "joint-committee": ("6 kap. 35 §, 5 kap. 69 §", "6 kap. 35 §, 8 kap. 12 §, 9 kap. 32 §"),
    "joint-body": ("7 kap. 24 §, 5 kap. 69 §", "7 kap. 24 §, 8 kap. 12 §"),
    "auditors": ("12 kap. 11 §, 5 kap. 69 §", "12 kap. 11 §, 8 kap. 12 §"),
    "federation-board": ("9 kap. 2 §, 5 kap. 69 §", "9 kap. 17 §, 8 kap. 12 §"),
}


def with_body(kind: str, name: str = "Bodies", **changes: Any) -> tuple[Plan, Milestone]:
    milestone = replace(COUNCIL, body="b", when=Days(first=day("2020-01-28"), last=day("2020-01-28")), **changes)
    body = Body(id="b", name=Texts(sv=name), kind=kind)
    return replace(PLAN, bodies=(*PLAN.bodies, body), milestones=(milestone,)), milestone


@pytest.mark.parametrize("kind", sorted(THROUGH))
def test_other_bodies_have_the_council_s_deadlines_after_a_meeting_by_their_own_paragraphs(kind: str) -> None:
    """A board that meets on 28 January 2020, whose minutes are adjusted on 4 and announced on 5 February."""
    plan, milestone = with_body(kind, adjusted=day("2020-02-04"), announced=day("2020-02-05"))
    found = chain(plan, milestone, today=day("2020-02-10"))
    assert {name: one.day.isoformat() for name, one in found.items()} == {
        "meeting": "2020-01-28",
        "adjusted": "2020-02-11",
        "announced": "2020-02-06",
        "appeal": "2020-02-26",
        "force": "2020-02-27",
    }
    adjusted, announced = THROUGH[kind]
    assert [one.law.section if one.law else "" for one in found.values()] == [
        *("", adjusted, announced),
        *("13 kap. 5 §", ""),
    ]
    assert set(THROUGH) | {"council", "other"} == set(BODY_KINDS)
    assert set(THROUGH) | {"council"} == set(law.LIMITS)


def test_a_body_that_is_called_a_committee_is_one_unless_it_says_otherwise() -> None:
    """It meets on 25 April 2019: two days after 9 May is a Saturday."""
    for name, kind, count in (
        *(("Regionala utvecklingsnämnden", "", 5), ("Nämnd", "", 5)),
        *(("Nämndemän", "", 1), ("Utvecklingsnämnden", "other", 1), ("Regionen", "", 1)),
    ):
        plan, milestone = with_body(kind, name)
        found = chain(plan, milestone, on="2019-04-25")
        assert len(found) == count
        if count > 1:
            days = ["2019-04-25", "2019-05-09", "2019-05-13", "2019-06-03", "2019-06-04"]
            assert [one.day.isoformat() for one in found.values()] == days
            assert found["announced"].counted == day("2019-05-11")


def test_a_body_s_own_lead_times_count_without_the_council_s() -> None:
    plan, milestone = with_body("committee")
    own = LeadTimes(
        leads=(LeadTime(id="papers", body="b", before=Span(7, Unit.DAYS)),),
        follows=(Follow(id="adjusted", body="b", within=Span(10, Unit.DAYS)),),
    )
    found = chain(replace(plan, leadtimes=own), milestone)
    assert [*found] == ["papers", "meeting", "adjusted", "announced", "appeal", "force"]
    assert (found["papers"].day, found["adjusted"].day) == (day("2020-01-21"), day("2020-02-07"))


def test_what_only_prepares_another_decision_can_be_appealed_by_nobody() -> None:
    plan, milestone = with_body("board", preparatory=True)
    assert [*chain(plan, milestone)] == ["meeting", "adjusted", "announced"]
    plan, milestone = with_body("board")
    council = replace(COUNCIL, id="rf", after=(After(milestone.id),))
    both = replace(plan, milestones=(milestone, council))
    assert [*chain(both, milestone)] == [
        "meeting",
        "adjusted",
        "announced",
    ]  # the board comments, and the council decides
    decides = replace(milestone, preparatory=False)
    assert "appeal" in chain(replace(both, milestones=(decides, council)), decides)
    first = replace(milestone, id="opens")
    between = replace(milestone, after=(After("opens"),))
    assert "appeal" in chain(replace(both, milestones=(first, between, council)), first)  # opens a consultation itself


BOARD = Milestone(id="board", body="rs", when=Days(first=day("2020-01-28"), last=day("2020-01-28")))


def in_chain(*steps: Milestone, own: Span | None = None, days: tuple[str, ...] = ()) -> tuple[Plan, Milestone]:
    council = replace(COUNCIL, after=tuple(After(one.id) for one in steps))
    lead = (LeadTime(id="board", body="rf", before=own),) if own else ()
    submission = LeadTime(id="submission", body="rf", before=Span(2, Unit.WEEKS), of="board")
    meetings = (MeetingDays(body="rs", days=tuple(map(day, days))),) if days else ()
    plan = replace(
        PLAN,
        milestones=(*steps, council),
        leadtimes=LeadTimes(leads=(*lead, submission)),
        workyear=CalendarSettings(meetings=meetings),
    )
    return plan, council


def test_the_board_s_day_is_the_planned_one_or_the_one_it_was_done() -> None:
    plan, council = in_chain(BOARD)
    found = chain(plan, council)
    assert (found["board"].day, found["board"].step, found["board"].done) == (day("2020-01-28"), "board", False)
    assert found["submission"].day == day("2020-01-14")
    done = replace(BOARD, done=Days(first=day("2020-02-04"), last=day("2020-02-04")))
    found = chain(*in_chain(done), today=day("2020-02-05"))
    assert (found["board"].known, found["board"].done) == (day("2020-02-04"), True)
    assert chain(*in_chain(done), today=day("2020-02-03"))["board"].known is None
    some_day = replace(BOARD, done=Window(first=day("2020-01-01"), last=day("2020-02-04")))
    found = chain(*in_chain(some_day), today=day("2020-02-05"))
    assert (found["board"].known, found["board"].done) == (None, True)
    assert found["board"].note == msg("done, day not known")


def test_of_several_of_the_board_s_steps_the_last_counts() -> None:
    opens = replace(BOARD, id="opens", when=Days(first=day("2019-05-01"), last=day("2019-05-01")))
    assert chain(*in_chain(opens, replace(BOARD, after=(After("opens"),))))["board"].day == day("2020-01-28")
    assert chain(*in_chain(BOARD, opens))["board"].day == day("2020-01-28")


def test_a_board_that_is_planned_too_late_has_the_last_day_there_is() -> None:
    late = replace(BOARD, when=Days(first=day("2020-02-10"), last=day("2020-02-10")))
    found = chain(*in_chain(late, own=Span(3, Unit.WEEKS)))["board"]
    assert (found.day, found.step, found.before) == (day("2020-01-28"), "", None)
    after = replace(BOARD, when=Days(first=day("2020-02-18"), last=day("2020-02-18")))
    found = chain(*in_chain(after))["board"]
    assert (found.day, found.before) == (day("2020-02-17"), day("2020-02-18"))


def test_where_no_day_of_the_board_s_is_known_it_is_before_the_council_s() -> None:
    found = chain(*in_chain())
    assert (found["board"].day, found["board"].before, found["board"].note) == (
        *(day("2020-02-17"), day("2020-02-18")),
        None,
    )
    assert found["submission"].before == day("2020-02-04")
    assert found["notice"].before is None


def test_a_list_of_meeting_days_that_has_run_out_is_not_all_there_is() -> None:
    known = ("2019-01-29", "2019-02-26", "2019-03-19", "2019-04-16")
    found = chain(*in_chain(days=known))
    assert (found["board"].before, found["submission"].before) == (day("2020-02-18"), day("2020-02-04"))
    assert found["board"].note == msg("the board's meeting days are known until {day} only", day=day("2019-04-16"))
    own = chain(*in_chain(days=known, own=Span(3, Unit.WEEKS)))["board"]
    assert (own.day, own.before, own.note is not None) == (day("2020-01-28"), None, True)
    going_on = chain(*in_chain(days=("2019-11-26", "2020-01-14")))[
        "board"
    ]  # its longest pause reaches to the council's
    assert (going_on.day, going_on.note) == (day("2020-01-14"), None)


def test_of_a_window_of_the_board_s_it_is_the_last_meeting_in_it() -> None:
    some_day = replace(BOARD, when=Window(first=day("2020-01-01"), last=day("2020-02-04")))
    assert chain(*in_chain(some_day))["board"].day == day("2020-02-04")
    known = chain(*in_chain(some_day, days=("2019-12-10", "2020-01-28", "2020-02-11")))["board"]
    assert (known.day, known.step) == (day("2020-01-28"), "board")
    assert chain(*in_chain(some_day, days=("2019-12-31",)))["board"].day == day("2020-02-04")


def two_days(**changes: Any) -> Milestone:
    meeting = Meeting(first=day("2020-02-18"), last=day("2020-02-19"), **changes)
    return replace(COUNCIL, when=Days(first=day("2020-02-18"), last=day("2020-02-19")), meetings=(meeting,))


def test_a_meeting_over_two_days_is_counted_from_its_first_day_before_and_from_its_last_after() -> None:
    for on in ("2020-02-18", "2020-02-19", ""):
        found = chain(milestone=two_days(), on=on)
        assert {name: one.day.isoformat() for name, one in found.items()} == {
            "notice": "2020-02-11",
            "summons": "2020-02-11",
            "board": "2020-02-17",
            "meeting": "2020-02-19",
            "adjusted": "2020-03-04",
            "announced": "2020-03-06",
            "appeal": "2020-03-27",
            "force": "2020-03-28",
        }


def test_each_meeting_has_its_own_minutes_and_what_it_decided() -> None:
    referred = Meeting(
        first=day("2020-02-18"),
        last=day("2020-02-18"),
        outcome=Outcome.REFERRED_BACK,
        adjusted=day("2020-02-25"),
        announced=day("2020-02-26"),
    )
    adopted = Meeting(first=day("2020-06-16"), last=day("2020-06-16"), outcome=Outcome.ADOPTED)
    decided = Days(first=day("2020-06-16"), last=day("2020-06-16"))
    council = replace(COUNCIL, when=decided, done=decided, meetings=(referred, adopted), adjusted=day("2020-06-23"))
    found = chain(milestone=council, on="2020-02-18", today=day("2020-06-30"))
    assert [*found][-3:] == ["meeting", "adjusted", "announced"]
    assert found["adjusted"].known == day("2020-02-25")
    found = chain(milestone=council, on="2020-06-16", today=day("2020-06-30"))
    assert (found["adjusted"].known, [*found][-1]) == (day("2020-06-23"), "force")
    rejected = replace(council, meetings=(replace(adopted, outcome=Outcome.REJECTED),))
    assert [*chain(milestone=rejected, on="2020-06-16")][-1] == "appeal"  # nothing gains legal force


@pytest.mark.parametrize(
    ("adjusted", "announced", "known"),
    [
        ("2020-02-17", "2020-02-16", (None, None)),
        ("2020-02-17", "2020-02-20", (None, "2020-02-20")),
        ("2020-02-17", "2020-02-17", (None, None)),
        ("2020-02-20", "2020-02-19", (None, None)),
        ("2020-02-18", "2020-02-18", ("2020-02-18", "2020-02-18")),
        (None, "2020-02-17", (None, None)),
    ],
)
def test_days_of_minutes_that_contradict_are_not_counted_from(
    adjusted: str | None, announced: str, known: tuple[str | None, str | None]
) -> None:
    council = replace(COUNCIL, adjusted=day(adjusted) if adjusted else None, announced=day(announced))
    found = chain(milestone=council, today=day("2020-03-01"))
    assert (
        tuple(one.known.isoformat() if one.known else None for one in (found["adjusted"], found["announced"])) == known
    )


def test_what_is_known_of_the_board_is_said_of_the_board_alone() -> None:
    """Though its day is worked out before the others', which it comes after in the list of the region's own."""
    papers = LeadTime(id="papers", body="rf", before=Span(9, Unit.DAYS), of="board", title=Texts(en="Papers"))
    plan, council = in_chain(replace(BOARD, done=Days(first=day("2020-02-04"), last=day("2020-02-04"))))
    own = (LeadTime(id="board", body="rf", before=Span(3, Unit.DAYS)), papers)
    found = chain(replace(plan, leadtimes=LeadTimes(leads=own)), council, today=day("2020-02-05"))
    assert found["papers"] == Deadline(
        id="papers",
        title=Texts(en="Papers"),
        day=day("2020-01-26"),
        working_day=day("2020-01-24"),
        own=Span(9, Unit.DAYS),
    )
    assert found["notice"] == Deadline(
        id="notice",
        title=TITLES["notice"],
        day=day("2020-02-11"),
        working_day=day("2020-02-11"),
        law_day=day("2020-02-11"),
        law=law.NOTICE,
    )
    assert found["board"] == Deadline(
        id="board",
        title=TITLES["board"],
        day=day("2020-02-04"),
        working_day=day("2020-02-04"),
        law=law.BOARD,
        own=Span(3, Unit.DAYS),
        known=day("2020-02-04"),
        done=True,
        step="board",
    )


def test_a_day_off_that_the_board_has_planned_to_meet_on_is_its_working_day() -> None:
    sunday = Days(first=day("2020-01-26"), last=day("2020-01-26"))
    found = chain(*in_chain(replace(BOARD, when=sunday)))["board"]
    assert (found.day, found.working_day) == (day("2020-01-26"), day("2020-01-26"))
    nobody_s = chain(leads(LeadTime(id="board", body="rf", before=Span(2, Unit.DAYS))))["board"]
    assert (nobody_s.day, nobody_s.working_day) == (day("2020-02-16"), day("2020-02-14"))


def test_what_is_announced_is_done_and_what_follows_is_not() -> None:
    council = replace(COUNCIL, adjusted=day("2020-02-27"))
    found = chain(milestone=council, today=day("2020-02-28"))
    assert [name for name, one in found.items() if one.done] == ["adjusted"]
    assert all(one.done in (True, False) for one in found.values())


def test_the_board_s_comment_is_the_last_of_its_steps_before_the_decision() -> None:
    """The others decide themselves, also where the council's decision comes after them; so does what is no board's."""
    opens, comments = replace(BOARD, id="opens"), replace(BOARD, after=(After("opens"),))
    council = replace(COUNCIL, after=(After("opens"), After("board"), After("office")))
    office = Milestone(id="office", body="office", when=BOARD.when)
    plan = replace(PLAN, milestones=(opens, comments, office, council))
    assert [prepares(plan, one, TODAY) for one in plan.milestones] == [False, True, False, False]
    other = replace(council, id="other", body="rs")  # no council's
    assert not prepares(replace(plan, milestones=(opens, comments, other)), comments, TODAY)
    elsewhere = replace(council, after=(After("opens"),))  # the council's does not come right after it
    assert not prepares(replace(plan, milestones=(opens, comments, elsewhere)), comments, TODAY)
    assert prepares(replace(plan, milestones=(opens, elsewhere)), opens, TODAY)


def test_which_of_two_steps_is_the_board_s_comment_is_told_by_what_is_known_of_them() -> None:
    done = Days(first=day("2020-02-04"), last=day("2020-02-04"))
    first, second = replace(BOARD, id="first"), replace(BOARD, id="second", when=done)
    late = replace(first, done=Days(first=day("2020-02-05"), last=day("2020-02-05")))
    council = replace(COUNCIL, after=(After("first"), After("second")))
    plan = replace(PLAN, milestones=(late, second, council))
    for today, commenting in (("2020-02-04", "second"), ("2020-02-05", "first")):
        assert [one.id for one in plan.milestones if prepares(plan, one, day(today))] == [commenting]
        assert ("appeal" in chain(plan, late, day(today))) is (commenting == "second")


def test_a_lead_time_of_itself_is_counted_once_and_from_the_meeting() -> None:
    own = LeadTime(id="papers", body="rf", before=Span(1, Unit.WEEKS), of="papers")
    assert chain(leads(own))["papers"].day == day("2020-02-11")


def test_lead_times_that_wait_for_one_another_are_counted_all_the_same() -> None:
    plan = leads(
        LeadTime(id="a", body="rf", before=Span(1, Unit.WEEKS), of="b"),
        LeadTime(id="b", body="rf", before=Span(1, Unit.WEEKS), of="a"),
    )
    assert {"a", "b"} <= chain(plan).keys()


def test_the_day_of_a_meeting() -> None:
    assert meeting_day(COUNCIL, TODAY) == day("2020-02-18")
    window = replace(COUNCIL, when=Window(first=day("2020-01-01"), last=day("2020-02-18")))
    assert meeting_day(window, TODAY) is None
    done = replace(COUNCIL, baseline=day("2020-02-18"), done=Days(first=day("2020-06-16"), last=day("2020-06-16")))
    assert meeting_day(done, TODAY) == day("2020-02-18")
    assert meeting_day(done, day("2020-06-16")) == day("2020-06-16")
    assert working(day("2020-06-16"))
    treated = Meeting(first=day("2020-02-18"), last=day("2020-02-19"), outcome=Outcome.REFERRED_BACK)
    again = replace(COUNCIL, when=None, meetings=(treated,))
    assert meeting_day(again, day("2020-02-19")) == day("2020-02-19")  # it has no new day
    assert meeting_day(again, day("2020-02-18")) is None
