"""The rules about consultations, reviews, the working calendar and lead times: the borders of each."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rusctl.checks.consultation import ConsultationSpan
from rusctl.model.consulting import Consultation
from rusctl.model.plan import Milestone
from tests.checks.conftest import Ask
from tests.checks.test_chain import process

CONSULTATION = '[[consultation]]\nopens = "opens"\ncloses = "closes"\n'


def consultation(opens: str, closes: str) -> str:
    return process(
        f'[[milestone]]\nid = "opens"\ntitle = "Öppnar"\n{opens}\n',
        f'[[milestone]]\nid = "closes"\ntitle = "Stänger"\n{closes}\n',
    )


@pytest.mark.parametrize(("days", "found"), [(31, 0), (32, 1)])
def test_both_ends_of_a_consultation_count(days: int, found: int, ask: Ask) -> None:
    text = consultation("date = 2019-05-01", "date = 2019-05-31")
    assert len(ask("consultation-too-short", process=text, checks=f"{CONSULTATION}days = {days}\n")) == found


def test_a_consultation_without_a_set_minimum_is_not_measured(ask: Ask) -> None:
    text = consultation("date = 2019-05-01", "date = 2019-05-02")
    assert ask("consultation-too-short", process=text, checks=CONSULTATION) == []
    assert ask("consultation-too-short", process=text) == []


def test_of_a_window_the_longest_consultation_counts(ask: Ask) -> None:
    text = consultation("window = { from = 2019-05-01, to = 2019-05-31 }", "date = 2019-06-10")
    assert ask("consultation-too-short", process=text, checks=f"{CONSULTATION}days = 41\n") == []
    assert len(ask("consultation-too-short", process=text, checks=f"{CONSULTATION}days = 42\n")) == 1


def test_a_consultation_that_is_over_is_a_fact(ask: Ask) -> None:
    text = consultation("date = 2018-06-25\ndone = 2018-06-25", "date = 2018-08-01\ndone = 2018-08-01")
    assert ask("consultation-in-july", process=text, checks=CONSULTATION) == []
    assert len(ask("consultation-in-july", process=text, checks=CONSULTATION, today="2018-06-26")) == 1


def test_a_process_without_a_consultation_is_asked_nothing(ask: Ask) -> None:
    text = process('[[milestone]]\nid = "council"\ntitle = "Beslut"\ndate = 2020-06-16\n')
    for name in ("consultation-too-short", "consultation-in-july", "unknown-milestone-in-checks"):
        assert ask(name, process=text) == []


@given(st.dates(dt.date(2018, 1, 1), dt.date(2020, 1, 1)), st.integers(0, 900))
def test_the_days_in_july(first: dt.date, more: int) -> None:
    last = first + dt.timedelta(days=more)
    span = ConsultationSpan(Consultation(id="c", opens="a", closes="b"), Milestone(id="b"), first, last)
    days = [first + dt.timedelta(days=number) for number in range(more + 1)]
    assert (span.days, span.in_july) == (len(days), sum(day.month == 7 for day in days))


def review(adopted: str, due: str) -> str:
    return process(
        f'[[milestone]]\nid = "council"\ntitle = "Beslut"\n{adopted}\n',
        f'[[milestone]]\nid = "review"\ntitle = "Översyn"\n{due}\n',
    )


REVIEW = '[[review]]\nadopted = "council"\nreview = "review"\n'
ELECTIONS = "[[election]]\ndate = 2022-09-11\n[[election]]\ndate = 2018-09-09\n[[election]]\ndate = 2026-09-13\n"


@pytest.mark.parametrize(("due", "found"), [("2026-09-12", 0), ("2026-09-13", 1), ("2022-09-12", 0)])
def test_a_review_is_between_the_next_two_elections_at_latest(due: str, found: int, ask: Ask) -> None:
    text = review("date = 2020-06-16", f"date = {due}")
    assert len(ask("review-too-late", process=text, checks=REVIEW, workdays=ELECTIONS)) == found


def test_a_review_is_not_asked_about_where_the_elections_are_not_known(ask: Ask) -> None:
    text = review("date = 2020-06-16", "date = 2030-01-01")
    assert ask("review-too-late", process=text, checks=REVIEW) == []
    assert ask("review-too-late", process=text, checks=REVIEW, workdays="[[election]]\ndate = 2022-09-11\n") == []
    ((_, said),) = ask("review-too-late", process=text, checks=REVIEW, workdays=ELECTIONS)
    assert "12 § förordningen (2017:583), wording from 2024-04-01" in said


def test_a_school_break_where_no_municipality_is_named_is_everywhere(ask: Ask) -> None:
    event = '[[event]]\nid = "sala"\nkind = "dialog"\nmunicipality = "sala"\nstatus = "planned"\ndate = 2019-03-01\n'
    days = '[[school_break]]\nname = "Sportlov"\nfrom = 2019-02-25\nto = 2019-03-01\n'
    assert len(ask("school-break", events=event, workdays=days)) == 1
    assert ask("school-break", events=event, workdays=f'{days}municipalities = ["koping"]\n') == []
    assert ask("school-break", events=event.replace("03-01", "03-04"), workdays=days) == []
    assert ask("school-break", events=event.replace("planned", "cancelled"), workdays=days) == []


def test_a_year_without_meeting_days_is_not_looked_at(ask: Ask) -> None:
    text = process('[[milestone]]\nid = "council"\ntitle = "Beslut"\nbody = "rf"\ndate = 2021-02-19\n')
    days = '[[meeting_day]]\nbody = "rf"\ndays = [2020-02-18]\n'
    assert ask("not-a-meeting-day", process=text, workdays=days) == []
    assert len(ask("not-a-meeting-day", process=text.replace("2021", "2020"), workdays=days)) == 1


LEADS = '[[body]]\nid = "rf"\nname = "RF"\nkind = "council"\n'


@pytest.mark.parametrize(
    ("before", "found"),
    [("6 days", 1), ("7 days", 0), ("1 week", 0), ("4 workdays", 1), ("5 workdays", 0), ("0 weeks", 1)],
)
def test_the_floor_of_a_lead_time(before: str, found: int, ask: Ask) -> None:
    lead = f'[[lead]]\nid = "notice"\nbody = "rf"\nbefore = "{before}"\n'
    assert len(ask("lead-time-below-law", process=process(LEADS), deadlines=lead)) == found
    assert ask("lead-time-below-law", process=process(LEADS.replace("council", "board")), deadlines=lead) == []


@pytest.mark.parametrize(
    ("name", "within", "found"),
    [
        ("adjusted", "14 days", 0),
        ("adjusted", "15 days", 1),
        ("adjusted", "10 workdays", 0),
        ("announced", "3 days", 1),
    ],
)
def test_the_limit_of_what_follows(name: str, within: str, found: int, ask: Ask) -> None:
    follow = f'[[follow]]\nid = "{name}"\nbody = "rf"\nwithin = "{within}"\n'
    assert len(ask("lead-time-below-law", process=process(LEADS), deadlines=follow)) == found


def test_lead_times_in_a_ring_and_twice(ask: Ask) -> None:
    def lead(name: str, of: str) -> str:
        return f'[[lead]]\nid = "{name}"\nbody = "rf"\nbefore = "1 week"\nof = "{of}"\n'

    ring = ask("unknown-lead-time", deadlines=lead("a", "b") + lead("b", "a"))
    assert [said for _, said in ring] == [
        "these are counted from one another in a ring: a > b > a; take one out",
        "these are counted from one another in a ring: b > a > b; take one out",
    ]
    twice = ask("unknown-lead-time", deadlines=lead("a", "board") + lead("a", "board"))
    assert twice == [(7, "a stands twice for rf; keep one")]


@pytest.mark.parametrize(
    ("date", "after", "done", "count"),
    [
        ("date = 2020-01-29", '["mid"]', "", 1),
        ("date = 2020-01-28", '["mid"]', "", 0),
        ("window = { from = 2020-01-01, to = 2020-02-10 }", '["mid"]', "", 0),
        ("window = { from = 2020-01-29, to = 2020-02-10 }", '["mid"]', "", 1),
        ("date = 2020-02-10", "[]", "", 0),
        ("date = 2019-02-10", '["mid"]', "done = 2019-02-10", 0),
    ],
)
def test_a_date_is_compared_with_the_lead_time(ask: Ask, date: str, after: str, done: str, count: int) -> None:
    process = (
        f'[[milestone]]\nid = "papers"\ntitle = "P"\n{date}\n{done}\n\n[[milestone]]\nid = "mid"\ntitle = "M"\n'
        f'after = ["papers"]\n\n[[milestone]]\nid = "council"\ntitle = "C"\nbody = "rf"\n'
        f"date = 2020-02-18\nafter = {after}\n"
    )
    lead = '[[lead]]\nid = "papers"\nbody = "rf"\nbefore = "3 weeks"\n'
    found = ask("later-than-lead-time", process=process, deadlines=lead, today="2019-11-01")
    assert [line for line, _ in found] == [4] * count


def test_a_date_is_compared_with_the_law(ask: Ask) -> None:
    process = (
        '[[body]]\nid = "rf"\nname = "RF"\nkind = "council"\n\n[[milestone]]\nid = "summons"\ntitle = "S"\n'
        'date = 2020-02-11\n\n[[milestone]]\nid = "council"\ntitle = "C"\nbody = "rf"\ndate = 2020-02-18\n'
        'after = ["summons"]\n'
    )
    rule = "later-than-lead-time"
    late = process.replace("2020-02-11", "2020-02-12")
    text = (
        "summons is planned for 2020-02-12, and the law asks for 2020-02-11 at the latest (5 kap. 15 § "
        "kommunallagen (2017:725)), before council on 2020-02-18; move one of them"
    )
    assert ask(rule, process=process, today="2019-11-01") == []
    assert ask(rule, process=late, today="2019-11-01") == [(9, text)]
    assert ask(rule, process=late.replace('council"\n\n[[m', 'board"\n\n[[m'), today="2019-11-01") == []
    short = '[[lead]]\nid = "summons"\nbody = "rf"\nbefore = "2 days"\n'
    assert ask(rule, process=late, deadlines=short, today="2019-11-01") == [(9, text)]


def test_a_lead_time_counts_in_the_chain(ask: Ask) -> None:
    """The board has no day of its own, and three weeks after the earliest it is too late for the council."""
    process = (
        '[[milestone]]\nid = "board"\ntitle = "B"\nnot_before = 2020-02-03\n\n'
        '[[milestone]]\nid = "council"\ntitle = "C"\nbody = "rf"\ndate = 2020-02-18\nafter = ["board"]\n'
    )
    lead = '[[lead]]\nid = "board"\nbody = "rf"\nbefore = "3 weeks"\n'
    early = "council is promised for 2020-02-18, and can be on 2020-02-24 at the earliest: board > council"
    assert ask("promise-too-early", process=process, today="2019-11-01") == []
    assert ask("promise-too-early", process=process, deadlines=lead, today="2019-11-01") == [(10, early)]
    dated = process.replace("not_before", "date")
    assert ask("promise-too-early", process=dated, deadlines=lead, today="2019-11-01") == []
    assert ask("little-slack", process=process, today="2019-11-01") == []
    tight = ask("little-slack", process=process, deadlines=lead.replace("3 weeks", "2 weeks"), today="2019-11-01")
    words = "at most 1 day of slack is left before 2020-02-18, and some steps have no day, on the chain"
    assert tight == [(10, f"{words}: board > council")]
