import datetime as dt
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rusctl.checks.rules import RULES
from rusctl.diagnostics import Finding
from rusctl.model.plan import Days, Event, Facts, Milestone, Plan
from rusctl.schedule.days import workdays
from tests.examples import examples

Ask = Callable[..., list[tuple[int, str]]]
Check = Callable[..., tuple[Finding, ...]]
EVENT = '[[event]]\nid = "sala"\nkind = "kommundialog"\nstatus = "planned"\n'
PERIOD = "period = { from = 2018-11-06, to = 2020-06-16 }\n"
DAYS_OFF = ("weekend", "public-holiday", "eve", "bridge-day")


def test_every_span_that_is_turned_round_is_found(ask: Ask) -> None:
    span = "{ from = 2019-02-02, to = 2019-02-01 }"
    process = f"""period = {span}
[[milestone]]
id = "a"
title = "A"
window = {span}
done = {span}
[[milestone.earlier]]
window = {span}
"""
    events = f"""{EVENT}start = 2019-02-02
end = 2019-02-01
[[event.earlier]]
start = 2019-02-02T10:00:00
end = 2019-02-02T09:59:00
[[event.earlier]]
window = {span}
"""
    text = "the end, 2019-02-01, is before the start, 2019-02-02; correct one of them"
    assert ask("end-before-start", process=process, events=events) == [
        (1, text),
        (5, text),
        (6, text),
        (8, text),
        (6, text),
        (9, "the end, 2019-02-02T09:59:00, is before the start, 2019-02-02T10:00:00; correct one of them"),
        (11, text),
    ]


@pytest.mark.parametrize("end", ["2019-02-02T10:00:00", "2019-02-02T10:00:00.9"])
def test_an_event_of_no_length_is_found(ask: Ask, end: str) -> None:
    events = EVENT + f"start = 2019-02-02T10:00:00.1\nend = {end}\n"
    assert [line for line, _ in ask("end-before-start", events=events)] == [6]


@pytest.mark.parametrize(
    ("date", "found"),
    [
        ("date = 2018-11-05", ["sala is 2018-11-05, before the process begins 2018-11-06"]),
        ("date = 2018-11-06", []),
        ("date = 2020-06-16", []),
        ("date = 2020-06-17", ["sala is 2020-06-17, after the process ends 2020-06-16"]),
        ("start = 2020-06-16\nend = 2020-06-17", ["sala is 2020-06-16/2020-06-17, after the process ends 2020-06-16"]),
        ("window = { from = 2018-01-01, to = 2018-11-06 }", []),
        ("window = { from = 2020-06-16, to = 2021-01-01 }", []),
        (
            "window = { from = 2018-01-01, to = 2018-11-05 }",
            ["sala is 2018-01-01/2018-11-05, before the process begins 2018-11-06"],
        ),
        (
            "window = { from = 2020-06-17, to = 2020-07-01 }",
            ["sala is 2020-06-17/2020-07-01, after the process ends 2020-06-16"],
        ),
        ('date = 2017-01-01\nwas = "planned"', ["sala is 2017-01-01, before the process begins 2018-11-06"]),
    ],
)
def test_outside_the_period(ask: Ask, date: str, found: list[str]) -> None:
    assert [text for _, text in ask("outside-period", process=PERIOD, events=f"{EVENT}{date}\n")] == found


def test_the_period_does_not_bind_milestones_and_cancelled_events(ask: Ask) -> None:
    events = EVENT.replace("planned", "cancelled") + "date = 2017-01-01\n"
    process = PERIOD + '[[milestone]]\nid = "a"\ntitle = "A"\ndate = 2017-01-01\n'
    assert ask("outside-period", process=process, events=events) == []


def test_the_hours_that_the_clock_skips_and_repeats(ask: Ask) -> None:
    events = EVENT + "start = 2019-03-31T02:00:00\nend = 2019-10-27T02:59:00\n"
    assert ask("clock-change", events=events) == [
        (5, "2019-03-31T02:00:00 does not exist: the clock skips that hour; write another time"),
        (6, "2019-10-27T02:59:00 comes twice: the clock is set back that night; write another time"),
    ]
    assert ask("clock-change", events=events, process='timezone = "Africa/Lagos"\n') == []


def test_of_a_cancelled_event_only_what_no_calendar_can_hold(ask: Ask) -> None:
    events = EVENT.replace("planned", "cancelled") + "start = 2019-03-31T02:00:00\nend = 2019-10-27T02:59:00\n"
    assert [line for line, _ in ask("clock-change", events=events)] == [5]


def test_a_time_zone_that_does_not_exist_is_told_once(check: Check) -> None:
    events = EVENT + "start = 2019-03-31T02:00:00\nend = 2019-03-31T03:00:00\n"
    found = check("invalid-value", "clock-change", events=events, process='timezone = "Mars/Olympus"\n')
    assert [(one.file, one.line, one.name) for one in found] == [("config/process.toml", 1, "invalid-value")]
    assert len(check("invalid-value", events=EVENT, process='timezone = "Mars/Olympus"\n')) == 1


@pytest.mark.parametrize(
    "fault", ["date = 1", 'datum = "x"', "start = 2018-11-07", "date = 2018-11-07\nend = 2018-11-08"]
)
def test_an_event_whose_date_is_faulty_is_not_called_dateless(ask: Ask, fault: str) -> None:
    assert len(ask("no-exact-date", events=EVENT)) == 1
    assert ask("no-exact-date", events=f"{EVENT}{fault}\n") == []


def test_a_window_that_has_passed_is_left_to_another_rule(check: Check) -> None:
    events = EVENT + "window = { from = 2018-11-01, to = 2018-11-10 }\n"
    for today, name in (("2018-11-10", "no-exact-date"), ("2018-11-11", "past-not-held")):
        assert [one.name for one in check("no-exact-date", "past-not-held", today=today, events=events)] == [name]


def test_what_was_held_or_cancelled_needs_no_date(ask: Ask) -> None:
    for status in ("held", "cancelled"):
        assert ask("no-exact-date", events=EVENT.replace("planned", status)) == []


def names_on(day: dt.date, *, milestone: bool = False) -> list[str]:
    when = Days(first=day, last=day)
    plan = Plan(milestones=(Milestone(id="a", when=when),)) if milestone else Plan(events=(Event(id="a", when=when),))
    facts = Facts(plan=plan, today=day)
    return [rule.name for rule in RULES if rule.name in DAYS_OFF for _ in rule.find(facts)]


@pytest.mark.parametrize(
    ("date", "names"),
    [
        ("2018-11-07", []),
        ("2018-11-10", ["weekend"]),
        ("2018-11-11", ["weekend"]),
        ("2018-11-03", ["public-holiday"]),
        ("2018-11-02", ["eve"]),
        ("2018-12-24", ["eve"]),
        ("2018-12-26", ["public-holiday"]),
        ("2019-04-20", ["eve"]),
        ("2019-05-30", ["public-holiday"]),
        ("2019-05-31", ["bridge-day"]),
        ("2019-06-06", ["public-holiday"]),
        ("2019-06-07", ["bridge-day"]),
    ],
)
def test_days_off(date: str, names: list[str]) -> None:
    assert names_on(dt.date.fromisoformat(date)) == names
    assert names_on(dt.date.fromisoformat(date), milestone=True) == names


@settings(deadline=None, max_examples=examples(300))
@given(st.dates(dt.date(1990, 1, 1), dt.date(2060, 12, 31)))
def test_a_day_is_free_of_findings_only_if_it_is_a_plain_working_day(day: dt.date) -> None:
    off = not workdays.working(day)
    found = names_on(day)
    assert bool(set(found) & {"weekend", "public-holiday"}) <= off
    assert off <= bool(found)
    assert len([name for name in found if name != "bridge-day"]) <= 1


def test_the_first_and_the_last_day_of_several(ask: Ask) -> None:
    events = EVENT + "start = 2018-11-09\nend = 2018-11-10\n"
    assert ask("weekend", events=events) == [(6, "sala is on a weekend, 2018-11-10; choose a working day")]
    events = EVENT + "start = 2018-11-10T10:00:00\nend = 2018-11-10T12:00:00\n"
    assert ask("weekend", events=events) == [(5, "sala is on a weekend, 2018-11-10; choose a working day")]


def test_what_has_been_is_a_fact(ask: Ask) -> None:
    for status in ("held", "cancelled"):
        assert ask("weekend", events=EVENT.replace("planned", status) + "date = 2018-11-10\n") == []
    process = '[[milestone]]\nid = "a"\ntitle = "A"\ndate = 2018-11-10\n'
    assert len(ask("weekend", process=process)) == 1
    assert ask("weekend", process=process + "done = 2018-11-10\n") == []


def test_a_holiday_is_called_by_its_name(ask: Ask) -> None:
    assert ask("public-holiday", events=EVENT + "date = 2019-05-30\n") == [
        (5, "sala is on Ascension Day, 2019-05-30; choose a working day")
    ]
    assert ask("eve", events=EVENT + "date = 2019-04-30\n") == [
        (5, "sala is on Walpurgis Night, 2019-04-30, when many offices close early; choose another day")
    ]


def titled(title: str, date: str = "date = 2018-11-07") -> str:
    return f'{EVENT}title = "{title}"\n{date}\n'


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("Dialog onsdag 7 november", []),
        ("Dialog, Wednesday 7 November 2018", []),
        (
            "Dialog torsdag 7 november",
            ['"torsdag 7 november" is wrong: that day is 2018-11-07; correct the weekday or the date'],
        ),
        (
            "Dialog torsdag 8 november",
            ["the title names another weekday than the date, 2018-11-07; correct one of them"],
        ),
        ("Torsdagen i Sala", []),
        ("Torsdag i Sala", ["the title names another weekday than the date, 2018-11-07; correct one of them"]),
        ("Onsdag eller torsdag", []),
        ("Måndagsfika", []),
        ("onsdag 31 november", ['"onsdag 31 november" is wrong: there is no such day in 2018']),
    ],
)
def test_a_weekday_in_a_title(ask: Ask, title: str, found: list[str]) -> None:
    assert [text for _, text in ask("weekday-disagrees", events=titled(title))] == found


def test_a_note_may_tell_of_other_days(ask: Ask) -> None:
    events = EVENT + 'date = 2018-11-07\nnote = "Inte på en fredag; var tisdag 6 november, blir kanske torsdag 8/11"\n'
    assert ask("weekday-disagrees", events=events) == []


def test_a_date_without_a_year_may_be_of_an_earlier_date(ask: Ask) -> None:
    events = EVENT + 'date = 2019-01-16\nnote = "flyttad från onsdag 14 november"\n'
    assert len(ask("weekday-disagrees", events=events)) == 1
    assert ask("weekday-disagrees", events=events + "[[event.earlier]]\ndate = 2018-11-14\n") == []


def test_without_any_year_nothing_is_said(ask: Ask) -> None:
    assert ask("weekday-disagrees", events=EVENT + 'note = "onsdag 14 november"\n') == []
    assert len(ask("weekday-disagrees", events=EVENT + 'note = "onsdag 15 november 2018"\n')) == 1


def test_a_milestones_title_and_note(ask: Ask) -> None:
    process = """[[milestone]]
id = "council"
title = { sv = "Beslut tisdag", en = "Decision on Wednesday" }
date = 2020-06-16
note = "onsdag 16 juni"
"""
    assert [line for line, _ in ask("weekday-disagrees", process=process)] == [3, 5]


def test_the_days_of_a_week_have_every_weekday(ask: Ask) -> None:
    assert ask("weekday-disagrees", events=titled("Onsdag", "start = 2018-11-05\nend = 2018-11-11")) == []
    assert ask("weekday-disagrees", events=titled("Onsdag", "start = 2018-11-06\nend = 2018-11-08")) == []
    assert len(ask("weekday-disagrees", events=titled("Fredag", "start = 2018-11-06\nend = 2018-11-08"))) == 1
