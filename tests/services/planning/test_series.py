"""Events that come again: their dates, and how they are moved together or alone."""

import datetime as dt

import pytest

from rusctl.errors import PolicyError, RusctlError, UsageError
from rusctl.language.catalogue import Language
from rusctl.model.durations import Span, Unit
from rusctl.model.plan import Days, Event, Hours, Plan, Status, Window
from rusctl.schedule.state.series import again, papers_due
from rusctl.services.planning import series

EN = Language("en")
TODAY = dt.date(2018, 11, 8)
TWO_WEEKS = Span(2, Unit.WEEKS)


def on(text: str) -> Days:
    day = dt.date.fromisoformat(text)
    return Days(first=day, last=day)


def at(text: str) -> Hours:
    start = dt.datetime.fromisoformat(text)
    return Hours(start=start, end=start + dt.timedelta(hours=2))


def test_every_second_tuesday_over_the_change_of_clocks() -> None:
    found = list(again(at("2019-03-19T09:00"), TWO_WEEKS, 3, None))
    assert found == [at("2019-03-19T09:00"), at("2019-04-02T09:00"), at("2019-04-16T09:00")]
    until = [*again(on("2019-03-19"), TWO_WEEKS, 100, dt.date(2019, 4, 16))]
    assert until == [on("2019-03-19"), on("2019-04-02"), on("2019-04-16")]
    lasts = Days(first=dt.date(2019, 3, 19), last=dt.date(2019, 3, 20))
    assert [*again(lasts, Span(3, Unit.DAYS), 2, None)][1] == Days(
        first=dt.date(2019, 3, 22), last=dt.date(2019, 3, 23)
    )


@pytest.mark.parametrize(
    ("when", "papers", "due"),
    [
        (on("2018-12-04"), Span(14, Unit.DAYS), "2018-11-20"),
        (at("2018-12-04T09:00"), Span(2, Unit.WEEKS), "2018-11-20"),
        (on("2018-12-10"), Span(5, Unit.WORKDAYS), "2018-12-03"),
        (Window(first=dt.date(2018, 12, 1), last=dt.date(2018, 12, 9)), Span(14, Unit.DAYS), None),
        (on("2018-12-04"), None, None),
    ],
)
def test_when_papers_go_out(when: Days | Hours | Window, papers: Span | None, due: str | None) -> None:
    found = papers_due(Event(id="a", when=when, papers=papers))
    assert (found.isoformat() if found else None) == due


def test_how_events_come_again_is_read() -> None:
    assert series.recurrence("", None, None) is None
    assert series.recurrence("2 veckor", 22, None) == (TWO_WEEKS, 22, None)
    for every, times, until, said in (
        ("", 2, None, "give with --every"),
        ("", None, TODAY, "give with --every"),
        ("2 weeks", None, None, "give with --times or --until"),
        ("often", 2, None, '"often" is no time'),
        ("0 days", 2, None, '"0 days" is no time'),
    ):
        with pytest.raises(UsageError) as refused:
            series.recurrence(every, times, until)
        assert said in EN.text(refused.value.message)


def tables(
    when: Days | Hours | Window | None, times: int = 2, until: dt.date | None = None, taken: str = ""
) -> list[str]:
    first = {"id": "group", "kind": "meeting", "date": TODAY, "status": "tentative"}
    how = series.Recurrence(TWO_WEEKS, times, until)
    return [f"{one['id']} {one['date']} {one['series']}" for one in series.tables(first, when, how, {taken})]


def test_each_of_a_series_has_its_own_id_and_day() -> None:
    assert tables(on("2018-11-08")) == ["group-1 2018-11-08 group", "group-2 2018-11-22 group"]


def test_a_series_that_cannot_be_is_refused() -> None:
    window = Window(first=TODAY, last=TODAY)
    for when, times, until, taken, said in (
        (None, 2, None, "", "needs the day of the first one"),
        (window, 2, None, "", "needs the day of the first one"),
        (on("2018-11-08"), series.MOST + 1, None, "", "400 events at most"),
        (on("2018-11-08"), 2, dt.date(2018, 11, 7), "", "before the first one"),
        (on("2018-11-08"), 2, None, "group-2", "there is already an event group-2"),
    ):
        with pytest.raises((RusctlError, UsageError)) as refused:
            tables(when, times, until, taken)
        assert said in EN.text(refused.value.message)
    assert len(tables(on("2018-11-08"), series.MOST)) == series.MOST


def of_series(name: str, when: Days | None, status: Status = Status.TENTATIVE) -> Event:
    return Event(id=name, series="group", when=when, status=status)


def test_what_comes_after_in_a_series_is_moved_and_what_has_been_is_not() -> None:
    first, second, third = (
        of_series(f"g{n}", on(day)) for n, day in enumerate(("2018-11-13", "2018-11-27", "2018-12-11"))
    )
    others = (
        of_series("held", on("2018-11-28"), Status.HELD),
        of_series("off", on("2018-11-28"), Status.CANCELLED),
        of_series("undated", None),
        Event(id="alone", when=on("2018-11-28")),
    )
    plan = Plan(events=(third, first, *others, second))
    assert [one.id for one in series.following(plan, second)] == ["g1", "g2"]
    for one in (others[-1], others[-2]):
        with pytest.raises(PolicyError):
            series.following(plan, one)
    with pytest.raises(PolicyError):
        series.move([second], second, Window(first=TODAY, last=TODAY), [], series.Said(TODAY))


def board(number: int, day: str, status: Status = Status.TENTATIVE, **more: object) -> Event:
    return Event(id=f"styr-{number}", kind="k", series="styr", when=on(day), status=status, **more)  # type: ignore[arg-type]


SERIES = Plan(
    events=(
        board(1, "2018-10-30", Status.HELD),
        board(2, "2018-11-06"),
        board(3, "2018-11-13", Status.CANCELLED),
        board(4, "2018-11-20"),
        board(5, "2018-11-27", Status.CONFIRMED),
        Event(id="alone", kind="k", when=on("2018-12-04")),
    )
)


@pytest.mark.parametrize(
    ("names", "action", "meant"),
    [
        (["styr"], "cancel", [2, 4, 5]),
        (["Styr"], "postpone", [2, 4, 5]),
        (["styr-4"], "cancel", [4, 5]),
        (["styr-3", "styr-5"], "cancel", [4, 5]),
        (["styr"], "confirm", [2, 4]),
        (["styr"], "held", [2]),
        (["styr"], "reopen", [1, 3]),
        (["styr-2"], "reopen", [3]),
    ],
)
def test_of_a_series_those_are_meant_that_follow_and_allow_it(names: list[str], action: str, meant: list[int]) -> None:
    assert series.members(SERIES, names, action, TODAY) == [f"styr-{number}" for number in meant]


@pytest.mark.parametrize(
    ("name", "action", "sentence"),
    [
        ("alone", "cancel", "alone is of no series; leave --series out"),
        ("styr-4", "held", "nothing of the series styr allows held"),
        ("styrx", "cancel", "styrx is not an event"),
    ],
)
def test_where_nothing_is_meant_that_is_said(name: str, action: str, sentence: str) -> None:
    with pytest.raises(RusctlError) as refused:
        series.members(SERIES, [name], action, TODAY)
    assert sentence in EN.text(refused.value.message)
