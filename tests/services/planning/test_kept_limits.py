"""Proposals held to what the check knows beyond the limits that stand in the folder."""

import datetime as dt
from pathlib import Path

import pytest

from rusctl.language.catalogue import Language
from rusctl.model.people import RegisterSummary, RoleAtEvent
from rusctl.schedule.proposing.dead_ends import InfeasibleSubset
from rusctl.services.planning import proposals
from rusctl.services.planning.checking import findings_of
from rusctl.services.project import Project

TODAY = "2019-01-07"
PROCESS = """
name = "S"
region = "R"
timezone = "Europe/Stockholm"
uid_domain = "rus.example.org"
period = { from = 2019-01-07, to = 2019-12-31 }
[kinds]
dialog = "Dialog"
[[milestone]]
id = "draft"
title = "Utkastet"
duration = "20 workdays"
[[milestone]]
id = "council"
title = "Beslut"
date = COUNCIL
after = ["e"]
"""
EVENT = """
[[event]]
id = "e"
kind = "dialog"
title = "E"
status = "tentative"
after = ["draft"]
"""
ALONE = """
[[event]]
id = "e"
kind = "dialog"
title = "E"
status = "tentative"
"""
SOON = """
[[rule]]
name = "own-soon"
over = "events"
when = 'status == "tentative" and days_left < 60'
severity = "warning"
sentence = "{title} is soon"
"""


def project(folder: Path, event: str, checks: str = "", council: str = "2019-06-18") -> Project:
    (folder / "config").mkdir()
    files = {
        "config/process.toml": PROCESS.replace("COUNCIL", council),
        "config/municipalities.toml": "",
        "config/checks.toml": checks,
        "events.toml": event,
    }
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return Project(str(folder), TODAY)


def asked(found: Project, *names: str, register: RegisterSummary | None = None) -> list[dt.date] | list[str]:
    """Give the days proposed, or why there is none."""
    events = proposals.wished(found.readable().plan, found.today, names, whole=False)
    about = proposals.asked(found, events, found.plan.preferences, None, None, register)
    answer = proposals.solved(about, 1, lambda _: None)
    if isinstance(answer, InfeasibleSubset):
        return [Language("en").text(one) for one in proposals.explained(found, answer)]
    return list(answer[0].days.values())


@pytest.mark.parametrize(
    ("checks", "day"),
    [
        ("slack_days = 0", dt.date(2019, 2, 4)),
        ("slack_days = 10", dt.date(2019, 2, 14)),
        ("slack_days = 0\n" + SOON, dt.date(2019, 3, 8)),
        ("slack_days = 0\ntentative_days = 40", dt.date(2019, 2, 18)),
    ],
)
def test_what_the_check_would_find_with_a_day_is_a_limit(checks: str, day: dt.date, tmp_path: Path) -> None:
    assert asked(project(tmp_path, EVENT, checks)) == [day]


def test_a_chain_that_has_too_little_slack_without_any_day_is_no_hindrance(tmp_path: Path) -> None:
    found = project(tmp_path, EVENT, council="2019-02-12")
    assert [one.code for one in findings_of(found.loaded, found.today) if one.code == "RUS413"] == ["RUS413"]
    assert asked(found) == [dt.date(2019, 2, 4)]


def test_what_the_check_would_find_whatever_the_day_is_the_reason_that_is_given(tmp_path: Path) -> None:
    first, *why = asked(project(tmp_path, EVENT, council="2019-02-19"))
    assert first == "no day works for e: these conditions conflict"
    assert any("the check would find: " in str(line) and "of slack" in str(line) for line in why)


def test_an_event_whose_room_takes_fewer_than_come_has_no_day(tmp_path: Path) -> None:
    event = ALONE + "capacity = 40\ndate = 2018-12-04\n"
    coming = RegisterSummary(roles=(RoleAtEvent(event="e", role="politiker", coming=41),))
    found = project(tmp_path, event)
    (day,) = asked(found, "e")
    assert isinstance(day, dt.date)
    first, why, *_ = asked(found, "e", register=coming)
    assert first == "no day works for e: these conditions conflict"
    assert str(why).endswith("e: 41 are coming, and the room takes 40; find a larger room")


def test_who_asks_for_less_notice_asks_for_what_is_tentative_and_near(tmp_path: Path) -> None:
    found = project(tmp_path, ALONE)
    events = found.readable().plan.events
    for notice, day in ((None, dt.date(2019, 1, 22)), (3, dt.date(2019, 1, 10))):
        wanted = proposals.preferences(found.plan, [], {"notice_days": notice})
        answer = proposals.solved(proposals.asked(found, events, wanted, None, None), 1, lambda _: None)
        assert not isinstance(answer, InfeasibleSubset)
        assert answer[0].days == {"e": day}
