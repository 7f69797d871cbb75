import re
from collections.abc import Callable
from pathlib import Path

import pytest

from rusctl.diagnostics import Finding, Severity
from rusctl.language.catalogue import Language

Ask = Callable[..., list[tuple[int, str]]]
Check = Callable[..., tuple[Finding, ...]]
ROOT = Path(__file__).resolve().parents[2]
EVENTS = (ROOT / "events.toml").read_text(encoding="utf-8")
PROCESS = (ROOT / "config/process.toml").read_text(encoding="utf-8")
MUNICIPALITIES = (ROOT / "config/municipalities.toml").read_text(encoding="utf-8")
TRAVEL = '[[travel]]\nbetween = ["sala", "norberg"]\nminutes = 60\n'


def event(name: str, **keys: str) -> str:
    """Write an event; the values are TOML."""
    given = {"kind": '"kommundialog"', "status": '"planned"', **keys}
    return f'[[event]]\nid = "{name}"\n' + "".join(f"{key} = {value}\n" for key, value in given.items())


def timed(name: str, municipality: str, start: str, end: str, **keys: str) -> str:
    """Write an event of 7 November."""
    times = {"start": f"2018-11-07T{start}:00", "end": f"2018-11-07T{end}:00"}
    return event(name, municipality=f'"{municipality}"', **times, **keys)


def bare(text: str) -> str:
    """Give which two events clash, without when they are."""
    return re.sub(r" \([^)]*\)", "", text).partition(" are ")[0]


def test_a_missing_tenth_municipality_is_found(ask: Ask) -> None:
    start, end = EVENTS.index('[[event]]\nid = "norberg"'), EVENTS.index('[[event]]\nid = "hallstahammar"')
    events = EVENTS[:start] + EVENTS[end:]
    found = ask("municipality-never-visited", events=events, process=PROCESS, municipalities=MUNICIPALITIES)
    assert [text for _, text in found] == ["the tour never visits Norberg; add an event there"]


def test_a_second_sala_is_found(check: Check) -> None:
    events = EVENTS.replace('municipality = "norberg"', 'municipality = "sala"')
    found = check(events=events, process=PROCESS, municipalities=MUNICIPALITIES)
    lines = events.splitlines()
    assert [(one.name, one.record) for one in found if one.code.startswith("RUS1")] == [
        ("municipality-never-visited", "norberg"),
        ("municipality-visited-twice", "norberg"),
    ]
    twice = next(one for one in found if one.name == "municipality-visited-twice")
    assert lines[twice.line - 1] == 'municipality = "sala"'
    assert lines[twice.line - 3] == 'id = "norberg"'


def test_a_misspelt_municipality_is_told_once(check: Check) -> None:
    events = EVENTS.replace('municipality = "norberg"', 'municipality = "norbreg"')
    found = check(events=events, process=PROCESS, municipalities=MUNICIPALITIES)
    assert [one.name for one in found if one.code.startswith("RUS1")] == ["unknown-municipality"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('municipality = "norberg"', "municipality = 1"),
        ('municipality = "norberg"', 'munincipality = "norberg"'),
        ('id = "norberg"\nkind = "kommundialog"', 'id = "norberg"\nkind = 1'),
        ('id = "norberg"\n', ""),
    ],
)
def test_what_could_not_be_read_is_not_called_unvisited(ask: Ask, old: str, new: str) -> None:
    events = EVENTS.replace(old, new)
    assert events != EVENTS
    assert ask("municipality-never-visited", events=events, process=PROCESS, municipalities=MUNICIPALITIES) == []


@pytest.mark.parametrize("file", ["events", "process"])
def test_nothing_is_concluded_from_a_file_that_is_no_toml(ask: Ask, file: str) -> None:
    texts = {"events": EVENTS, "process": PROCESS, "municipalities": MUNICIPALITIES + '[[municipality]]\nid = "x"\n'}
    assert len(ask("municipality-never-visited", **texts)) == 1
    assert ask("municipality-never-visited", **{**texts, file: "= ="}) == []


def test_a_cancelled_stop_does_not_count(ask: Ask) -> None:
    municipalities = '[[municipality]]\nid = "sala"\nname = "Sala"\n'
    cancelled = event("sala", municipality='"sala"', status='"cancelled"')
    planned = event("sala-2", municipality='"sala"')
    assert len(ask("municipality-never-visited", events=cancelled, municipalities=municipalities)) == 1
    assert ask("municipality-visited-twice", events=cancelled + planned) == []


def test_an_event_of_another_kind_is_no_stop(ask: Ask) -> None:
    events = event("sala", municipality='"sala"') + event("group", municipality='"sala"', kind='"referensgrupp"')
    assert ask("municipality-visited-twice", events=events, process='tour_kind = "kommundialog"\n') == []
    assert ask("municipality-visited-twice", events=events) == []  # where no kind is named it is no worse
    of_one_kind = events.replace("referensgrupp", "kommundialog")
    assert len(ask("municipality-visited-twice", events=of_one_kind)) == 1


def test_crew_on_one_day_without_times(ask: Ask) -> None:
    events = event("sala", date="2018-11-07", crew='["a", "b", "c"]') + timed(
        "norberg", "x", "09:00", "10:00", crew='["c", "b"]'
    )
    expected = (
        "sala (2018-11-07) and norberg (2018-11-07T09:00:00/2018-11-07T10:00:00) are on the same day and share c, b, "
        "and not both have times; move one, change its crew, or say when they are"
    )
    assert ask("crew-clash", events=events) == [(14, expected)]


def test_a_clash_says_both_hours_and_names_both_events(check: Check) -> None:
    events = timed("one", "x", "09:00", "12:00", crew='["a"]') + timed("two", "x", "11:00", "13:00", crew='["a"]')
    (found,) = check("crew-clash", events=events)
    assert (found.record, found.others) == ("two", ("one",))
    assert Language("en").text(found.message, iso=True) == (
        "one (2018-11-07T09:00:00/2018-11-07T12:00:00) and two (2018-11-07T11:00:00/2018-11-07T13:00:00) are at the "
        "same time and share a; move one, or change its crew"
    )


def test_crew_at_two_times_of_one_day(ask: Ask) -> None:
    one = timed("one", "x", "09:00", "12:00", crew='["a"]')
    assert ask("crew-clash", events=one + timed("two", "x", "12:00", "13:00", crew='["a"]')) == []
    assert len(ask("crew-clash", events=one + timed("two", "x", "11:59", "13:00", crew='["a"]'))) == 1
    assert ask("crew-clash", events=one + timed("two", "x", "11:59", "13:00", crew='["b"]')) == []
    assert ask("crew-clash", events=one + timed("two", "x", "11:59", "13:00", crew='["a"]', status='"cancelled"')) == []


def test_a_long_event_clashes_with_a_later_one_past_a_short_one(ask: Ask) -> None:
    events = (
        timed("long", "x", "08:00", "17:00", crew='["a"]')
        + timed("short", "x", "09:00", "10:00", crew='["a"]')
        + timed("late", "x", "16:00", "18:00", crew='["a"]')
    )
    assert [bare(text) for _, text in ask("crew-clash", events=events)] == ["long and short", "long and late"]


def test_an_event_that_ends_before_it_starts_clashes_with_nothing(ask: Ask) -> None:
    events = timed("one", "x", "12:00", "09:00", crew='["a"]') + timed("two", "x", "10:00", "11:00", crew='["a"]')
    assert ask("crew-clash", events=events) == []


def test_the_road_takes_longer_than_there_is(ask: Ask) -> None:
    one = timed("one", "sala", "09:00", "12:00")
    for start, expected in (
        ("12:59", "two begins 59 minutes after one ends, and the road takes 60; move one of them"),
        ("13:00", None),
    ):
        found = ask("travel-too-short", municipalities=TRAVEL, events=one + timed("two", "norberg", start, "15:00"))
        assert [text for _, text in found] == ([expected] if expected else [])


def test_the_road_is_as_long_the_other_way_and_in_any_order_of_the_file(ask: Ask) -> None:
    events = timed("two", "sala", "12:10", "15:00") + timed("one", "norberg", "09:00", "12:00")
    assert len(ask("travel-too-short", municipalities=TRAVEL, events=events)) == 1


def test_two_places_at_once(ask: Ask) -> None:
    events = timed("one", "sala", "09:00", "12:00") + timed("two", "norberg", "11:00", "15:00")
    assert ask("travel-too-short", municipalities=TRAVEL, events=events) == [
        (13, "one has not ended when two begins, 60 minutes away; move one of them")
    ]


def test_a_road_that_nobody_has_timed_is_not_guessed(ask: Ask) -> None:
    events = timed("one", "sala", "09:00", "12:00") + timed("two", "fagersta", "12:00", "15:00")
    assert ask("travel-too-short", municipalities=TRAVEL, events=events) == []


PLACES = (
    '[[municipality]]\nid = "sala"\nname = "Sala"\nlat = 59.9199\nlon = 16.6066\n'
    '[[municipality]]\nid = "kungsor"\nname = "Kungsör"\nlat = 59.4225\nlon = 16.0966\n'
)  # 62 km apart in a straight line, which is less than 31 minutes at 120 km/h


@pytest.mark.parametrize(
    ("start", "more", "found"),
    [
        ("12:29", "", True),
        ("12:30", "", False),
        ("11:30", "", False),  # at the same time: that is a matter of their crews
        ("12:10", '[[travel]]\nbetween = ["sala", "kungsor"]\nminutes = 10\n', False),  # what is given is believed
        ("12:30", '[[travel]]\nbetween = ["sala", "kungsor"]\nminutes = 60\n', True),
    ],
)
def test_the_straight_line_only_proves_that_there_is_too_little_time(
    ask: Ask, start: str, more: str, found: bool
) -> None:
    events = timed("one", "sala", "09:00", "12:00") + timed("two", "kungsor", start, "15:00")
    told = ask("travel-too-short", municipalities=PLACES + more, events=events)
    assert bool(told) is found
    for _, text in told if not more else ():
        assert text == (
            "two begins 29 minutes after one ends, and the towns are 61 km apart in a straight line, which no car does "
            "in that time; move one of them, or write the minutes as [[travel]]"
        )
    assert ask("travel-too-short", municipalities=PLACES.replace("lat", "population"), events=events) == []


def test_crews_with_nobody_in_common_do_not_travel(ask: Ask) -> None:
    one = timed("one", "sala", "09:00", "12:00", crew='["a"]')
    late = ("norberg", "12:10", "15:00")
    assert ask("travel-too-short", municipalities=TRAVEL, events=one + timed("two", *late, crew='["b"]')) == []
    assert len(ask("travel-too-short", municipalities=TRAVEL, events=one + timed("two", *late, crew='["b", "a"]'))) == 1
    assert len(ask("travel-too-short", municipalities=TRAVEL, events=one + timed("two", *late))) == 1


def test_days_without_times_have_no_travel(ask: Ask) -> None:
    events = event("one", municipality='"sala"', date="2018-11-07") + timed("two", "norberg", "09:00", "15:00")
    assert ask("travel-too-short", municipalities=TRAVEL, events=events) == []


@pytest.mark.parametrize(("process", "severity"), [('tour_kind = "kommundialog"\n', "error"), ("", "warning")])
def test_a_gap_in_the_tour_is_an_error_where_the_plan_names_the_tour(check: Check, process: str, severity: str) -> None:
    municipalities = '[[municipality]]\nid = "sala"\nname = "Sala"\n\n[[municipality]]\nid = "x"\nname = "X"\n'
    events = event("sala", municipality='"sala"') + event("sala-2", municipality='"sala"')
    rules = ("municipality-never-visited", "municipality-visited-twice")
    found = check(*rules, events=events, process=process, municipalities=municipalities)
    assert [(one.code, one.severity.word) for one in found] == [("RUS110", severity), ("RUS111", severity)]


def test_many_stops_in_a_day_are_told_where_crew_or_times_are_not(ask: Ask) -> None:
    def on(*days: str, **more: str) -> str:
        return "".join(event(f"e{n}", municipality=f'"m{n}"', date=day, **more) for n, day in enumerate(days))

    day = "2018-11-07"
    assert [text.split("; ")[0] for _, text in ask("many-stops-in-a-day", events=on(*[day] * 6))] == [
        "6 municipalities are to be visited on 2018-11-07, and no crew is named"
    ]
    assert ask("many-stops-in-a-day", events=on(day, day, "2018-11-08")) == []
    assert ask("many-stops-in-a-day", events=on(*[day] * 3, status='"cancelled"')) == []
    assert "no times are given" in ask("many-stops-in-a-day", events=on(*[day] * 3, crew='["a"]'))[0][1]
    spread = "".join(timed(f"e{n}", f"m{n}", f"{8 + n:02}:00", f"{8 + n:02}:30", crew='["a"]') for n in range(3))
    assert ask("many-stops-in-a-day", events=spread) == []


HALL = {"venue": '"Rådhuset"'}


@pytest.mark.parametrize(
    ("one", "other", "clash"),
    [
        (HALL, HALL, True),
        (HALL, {"venue": '"rådhuset "'}, True),
        (HALL, {"venue": '"Folkets hus"'}, False),
        ({**HALL, "room": '"A"'}, {**HALL, "room": '"a"'}, True),
        ({**HALL, "room": '"A"'}, {**HALL, "room": '"B"'}, False),
        ({**HALL, "room": '"A"'}, HALL, True),
        (HALL, {**HALL, "room": '"B"'}, True),
        ({"room": '"Sal 2"'}, {"room": '"Sal 2"'}, True),
        ({}, {"room": '"Sal 2"'}, False),
        ({}, {}, False),
        (HALL, {**HALL, "status": '"cancelled"'}, False),
    ],
)
def test_one_venue_at_a_time(ask: Ask, one: dict[str, str], other: dict[str, str], clash: bool) -> None:
    plan = timed("a", "sala", "09:00", "12:00", **one) + timed("b", "sala", "11:00", "13:00", **other)
    assert [bare(text) for _, text in ask("venue-clash", events=plan)] == ["a and b"] * clash


@pytest.mark.parametrize(
    ("one", "other"),
    [('municipality = "sala"\n', 'municipality = "norberg"\n'), ("09:00", "13:00"), ("09:00", "12:00")],
)
def test_the_same_name_elsewhere_and_another_hour_are_no_clash(ask: Ask, one: str, other: str) -> None:
    second = timed("b", "sala", "09:00", "14:00", **HALL).replace(one, other)
    assert ask("venue-clash", events=timed("a", "sala", "09:00", "12:00", **HALL) + second) == []


def test_a_room_in_no_municipality_is_any_room(ask: Ask) -> None:
    plan = event("a", date="2018-11-07", room='"Sal 2"') + event("b", date="2018-11-07", room='"Sal 2"')
    assert ask("venue-clash", events=plan) == []


def test_a_venue_on_one_day_without_times_is_a_note(check: Check) -> None:
    plan = event("a", date="2018-11-07", **HALL) + event("b", date="2018-11-07", **HALL)
    found = check("venue-clash", events=plan)
    assert [(one.record, one.severity, one.line) for one in found] == [("b", Severity.NOTE, 12)]
    hours = timed("a", "sala", "09:00", "12:00", **HALL) + timed("b", "sala", "11:00", "13:00", **HALL)
    assert [one.severity for one in check("venue-clash", events=hours)] == [Severity.WARNING]


def test_an_event_of_many_days_takes_the_venue_on_each(ask: Ask) -> None:
    plan = event("a", start="2018-11-05", end="2018-11-09", **HALL)
    plan += event("b", date="2018-11-06", **HALL) + event("c", date="2018-11-09", **HALL)
    assert [line for line, _ in ask("venue-clash", events=plan)] == [13, 19]


def test_of_two_municipalities_that_may_share_a_day_it_is_a_note_until_they_have_times(check: Check) -> None:
    text = (
        '[[event]]\nid = "{0}"\nkind = "k"\nmunicipality = "{0}"\nstatus = "planned"\ncrew = ["a"]\ndate = 2018-11-20\n'
    )
    events = text.format("sala") + text.format("norberg")
    share = '[propose]\nshare = [["norberg", "sala"]]\n'
    (found,) = check("crew-clash", events=events, workdays=share)
    assert found.severity is Severity.NOTE
    (found,) = check("crew-clash", events=events)
    assert found.severity is Severity.WARNING


ROLES = {"roles": '["politiker", "naringsliv"]'}
SALA, NORBERG = {"municipality": '"sala"'}, {"municipality": '"norberg"'}
DAY = {"date": "2018-11-07"}


def hours(start: int, end: int) -> dict[str, str]:
    return {"start": f"2018-11-07T{start:02}:00:00", "end": f"2018-11-07T{end:02}:00:00"}


@pytest.mark.parametrize(
    ("one", "other", "severity"),
    [
        ({**SALA, **hours(9, 12)}, {**SALA, **hours(11, 13)}, "warning"),
        ({**SALA, **hours(9, 12)}, {**SALA, **hours(12, 13)}, None),
        ({**SALA, **hours(9, 12)}, {**NORBERG, **hours(11, 13)}, None),
        ({**SALA, **hours(9, 12)}, {**NORBERG, "municipalities": '["sala"]', **hours(11, 13)}, "warning"),
        (hours(9, 12), hours(11, 13), "warning"),
        ({**SALA, **hours(9, 12)}, hours(11, 13), "note"),
        (hours(9, 12), {**SALA, **hours(11, 13)}, "note"),
        ({**SALA, **DAY}, {**SALA, **hours(11, 13)}, "note"),
        ({**SALA, **DAY}, {**SALA, "date": "2018-11-08"}, None),
        ({**SALA, **hours(9, 12)}, {**SALA, **hours(11, 13), "status": '"cancelled"'}, None),
        ({**SALA, **hours(9, 12)}, {**SALA, **hours(11, 13), "roles": '["lansstyrelse"]'}, None),
    ],
)
def test_the_same_people_are_asked_for_once_at_a_time(
    check: Check, one: dict[str, str], other: dict[str, str], severity: str | None
) -> None:
    found = check("role-clash", events=event("a", **ROLES, **one) + event("b", **{**ROLES, **other}))
    assert [(one.record, one.others, one.severity.word) for one in found] == (
        [("b", ("a",), severity)] if severity else []
    )


def test_a_role_that_two_events_share_is_named_with_their_hours(ask: Ask) -> None:
    events = event("a", **SALA, **ROLES, **hours(9, 12)) + event("b", **SALA, roles='["naringsliv"]', **hours(11, 13))
    expected = (
        "a (2018-11-07T09:00:00/2018-11-07T12:00:00) and b (2018-11-07T11:00:00/2018-11-07T13:00:00) are at the same "
        "time and both ask for naringsliv; move one, or ask others"
    )
    assert [text for _, text in ask("role-clash", events=events)] == [expected]
