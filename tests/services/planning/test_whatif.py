"""Everything that would follow from another date: computed, and nothing written or told."""

import datetime as dt
from dataclasses import replace

import pytest

from rusctl.calendar.feeds.feeds import ALL, with_feeds
from rusctl.calendar.feeds.ledger import decide, next_ledger
from rusctl.model.ledger import Ledger, TargetState
from rusctl.model.plan import Days, Event, Hours, Milestone, Plan, Publishing, Target, When, Window
from rusctl.output.consequences import HEADINGS
from rusctl.services.planning.whatif import consequences
from rusctl.services.project import Project
from rusctl.storage.files.names import EVENTS, PROCESS, WORKDAYS
from tests.services.conftest import add, change, said

Row = tuple[str, str, str]
TODAY = dt.date(2018, 11, 8)


def day(text: str) -> Days:
    return Days(first=dt.date.fromisoformat(text), last=dt.date.fromisoformat(text))


def record(project: Project, name: str) -> Event | Milestone:
    return next(one for one in project.plan.records if one.id == name)


def follows(project: Project, name: str, when: When, *kinds: str) -> list[Row]:
    """Give what would follow, of some kinds."""
    found = list(consequences(project, record(project, name), when))
    order = [list(HEADINGS).index(one.kind) for one in found]
    assert order == sorted(order)
    return [(one.kind, one.id, said(one.message)) for one in found if not kinds or one.kind in kinds]


def with_plan(project: Project, plan: Plan) -> Project:
    project.loaded = project.loaded._replace(plan=plan)
    return project


def told(project: Project, targets: tuple[Target, ...], *given: str) -> Project:
    """Give a project whose calendars have been told of all that it says, and the targets that were given it."""
    plan = replace(project.plan, publishing=Publishing(targets=targets))
    decisions = with_feeds(plan, decide(plan, TODAY), TODAY)
    ledger = next_ledger(None, decisions)
    entries = ledger.entries.values()
    for name in given:
        entries = [one.with_given(TargetState(name, one.sequence)) for one in entries]  # type: ignore[assignment]
    return with_plan(
        project, replace(plan, published=Ledger(entries={one.uid: one for one in entries}, feeds={ALL: "x"}))
    )


def test_a_day_nothing_hangs_on_changes_itself_alone(tour: Project) -> None:
    assert follows(tour, "norberg", day("2018-12-03")) == [
        ("change", "norberg", "Norberg moved from 26 Nov to 3 Dec 2018")
    ]


def test_the_same_day_changes_nothing(tour: Project) -> None:
    assert follows(tour, "norberg", day("2018-11-26")) == []


def test_what_the_check_would_find_and_would_no_longer_find(tour: Project) -> None:
    assert follows(tour, "norberg", day("2018-12-08"), "finding", "resolved") == [
        ("finding", "norberg", "norberg is on a weekend, 2018-12-08; choose a working day [weekend]")
    ]
    window = "vasteras has no exact date, only 2019-01-01/2019-03-31; set a day [no-exact-date]"
    assert follows(tour, "vasteras", day("2019-01-15"), "finding", "resolved") == [("resolved", "vasteras", window)]


def test_a_finding_that_says_something_else_is_no_resolved_one(tour: Project) -> None:
    change(tour.folder.path, EVENTS, "date = 2018-11-26", "date = 2018-12-08")
    assert follows(tour, "norberg", day("2018-12-09"), "finding", "resolved") == [
        ("finding", "norberg", "norberg is on a weekend, 2018-12-09; choose a working day [weekend]")
    ]


def test_what_comes_after_is_pushed_with_its_deadlines(tour: Project) -> None:
    window = Window(first=dt.date(2019, 10, 30), last=dt.date(2020, 3, 2))
    found = list(consequences(tour, record(tour, "board"), window))
    (push,) = (one for one in found if one.kind == "pushed")
    assert (push.id, push.before, push.after) == ("council", dt.date(2020, 2, 18), dt.date(2020, 3, 2))
    assert said(push.message) == (
        "The council decides: 2020-02-18 cannot hold; at the earliest 2020-03-02, 13 days later"
    )
    deadlines = [said(one.message) for one in found if one.kind == "deadline"]
    assert deadlines[0] == "Meeting announced on the notice board: from 2020-02-11 to 2020-02-24 (The council decides)"
    assert {one.id for one in found if one.kind == "deadline"} == {"council"}
    assert follows(tour, "board", window, "slack") == [
        ("slack", "", "the critical path is 13 days short; it had a buffer of 1")
    ]


def test_without_a_promise_the_earliest_day_is_later(tour: Project) -> None:
    assert follows(tour, "consultation-closes", day("2020-01-14"), "pushed", "slack") == [
        ("pushed", "replies-compiled", "The replies are compiled: at the earliest 2020-01-14, was 2019-10-16"),
        ("pushed", "board", "The board treats the proposal: at the earliest 2020-01-14, was 2019-10-16"),
        ("slack", "", "the critical path is 14 days short; it had a buffer of 1"),
    ]


def test_where_meetings_are_known_the_next_one_is_named(tour: Project) -> None:
    add(tour.folder.path, WORKDAYS, '[[meeting_day]]\nbody = "regionfullmaktige"\ndays = [2020-02-18, 2020-04-21]\n')
    window = Window(first=dt.date(2019, 10, 30), last=dt.date(2020, 3, 2))
    text = (
        "The council decides: 2020-02-18 cannot hold; at the earliest 2020-03-02, and the first meeting known then is "
        "2020-04-21"
    )
    assert follows(tour, "board", window, "pushed") == [("pushed", "council", text)]


def test_a_buffer_that_grows_or_shrinks_is_said(tour: Project) -> None:
    first, last = dt.date(2019, 10, 16), dt.date(2020, 2, 17)
    more, less = (Window(first=first, last=last - dt.timedelta(days=days)) for days in (10, -1))
    text = "the critical path has a buffer of {}; it had 1"
    assert follows(tour, "board", more, "slack") == [("slack", "", text.format("11 days"))]
    assert follows(tour, "board", less, "slack") == [("slack", "", text.format("0 days"))]
    assert follows(tour, "board", Window(first=first, last=last), "slack") == []


def test_a_deadline_may_lose_its_day_or_gain_one_or_have_passed(tour: Project) -> None:
    window = Window(first=dt.date(2020, 6, 1), last=dt.date(2020, 6, 30), text="juni 2020")
    what = "Meeting announced on the notice board"
    lost, passed = (follows(tour, "council", when, "deadline") for when in (window, day("2018-11-12")))
    change(
        tour.folder.path,
        PROCESS,
        "baseline = 2020-02-18\ndate = 2020-06-16\ndone = 2020-06-16",
        "window = { from = 2020-06-01, to = 2020-06-30 }",
    )
    gained = follows(tour.again(), "council", day("2020-06-16"), "deadline")
    assert [len(found) for found in (lost, passed, gained)] == [7, 7, 7]
    assert [next(one for one in found if what in one[2]) for found in (lost, passed, gained)] == [
        ("deadline", "council", f"{what}: no longer 2020-02-11, and no other day is known (The council decides)"),
        ("deadline", "council", f"{what}: from 2020-02-11 to 2018-11-05, which has passed (The council decides)"),
        ("deadline", "council", f"{what}: 2020-06-09, had no day (The council decides)"),
    ]
    board = "The board has commented: from 2020-02-17 to 2018-11-11 (The council decides)"
    assert ("deadline", "council", board) in passed


FOLDER = Target(id="webb", kind="folder", path="flöden")
SERVER = Target(id="gruppen", kind="caldav", url="https://moln.example.org")


def test_calendars_that_would_say_otherwise_are_named_with_how_many_feeds(tour: Project) -> None:
    project = told(tour, (FOLDER, SERVER), "webb", "gruppen", "borta")
    text = "Kommundialog Norberg: borta, gruppen, webb (2 feeds) have been told 2018-11-26"
    assert follows(project, "norberg", day("2018-12-03"), "calendar") == [("calendar", "norberg", text)]


@pytest.mark.parametrize(("todo", "feeds"), [(False, 2), (True, 3)])
def test_the_feed_of_tasks_counts_where_the_folder_has_it(tour: Project, *, todo: bool, feeds: int) -> None:
    project = told(tour, (replace(FOLDER, todo=todo),), "webb")
    text = f"Regionfullmäktige beslutar: webb ({feeds} feeds) has been told 2020-02-18"
    assert follows(project, "council", day("2020-06-15"), "calendar") == [("calendar", "council", text)]


def test_guests_alone_are_no_calendar(tour: Project) -> None:
    assert follows(told(tour, (FOLDER,)), "norberg", day("2018-12-03"), "calendar") == []


def test_what_has_changed_already_or_is_gone_is_not_told_of(tour: Project) -> None:
    project = told(tour, (FOLDER,), "webb")
    plan = project.plan
    pending = {"sala": None, "arboga": day("2018-12-11")}
    without = replace(
        plan,
        events=tuple(
            replace(one, when=pending.get(one.id, one.when)) for one in plan.events if pending.get(one.id, one.when)
        ),
    )
    assert len(without.events) == len(plan.events) - 1
    assert [row[1] for row in follows(with_plan(project, without), "norberg", day("2018-12-03"), "calendar")] == [
        "norberg"
    ]


def test_a_plan_that_no_calendar_can_say_is_said_once(tour: Project) -> None:
    project = told(tour, (FOLDER,), "webb")
    night = dt.datetime(2019, 3, 31, 2, 30)  # noqa: DTZ001 - a local time that the clock skips
    hours = Hours(start=night, end=night.replace(hour=4))
    text = "norberg: the clock skips 2019-03-31T02:30:00, when summer time begins"
    assert follows(project, "norberg", hours, "calendar") == [("calendar", "", text)]


@pytest.mark.parametrize("name", ["norberg", "council"])
def test_nothing_is_written(tour: Project, name: str) -> None:
    folder = tour.folder.path
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    list(consequences(tour, record(tour, name), day("2020-12-03")))
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
