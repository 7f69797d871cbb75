"""What changing a milestone does to its table, without a command line."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from rusctl.errors import PolicyError, RusctlError, UsageError
from rusctl.model.plan import (
    Days,
    Hours,
    Level,
    Meeting,
    Milestone,
    MilestoneNote,
    Occurrence,
    Outcome,
    Plan,
    Source,
    Window,
    Yearly,
)
from rusctl.services.planning import milestone_edits
from rusctl.services.planning.milestone_edits import Told
from rusctl.storage.files.names import PROCESS
from rusctl.storage.toml.edits import Append, Delete, Set
from tests.services.conftest import said

TODAY = dt.date(2019, 11, 5)
AT = Source(PROCESS, ("milestone", 0))
OCTOBER = dt.date(2019, 10, 22)


def on(day: dt.date, last: dt.date | None = None) -> Days:
    return Days(first=day, last=last or day)


def council(**more: Any) -> Milestone:
    return Milestone(id="council", when=on(OCTOBER), at=AT, **more)


TABLE = {"id": "council", "title": "Beslut", "date": OCTOBER}
DECEMBER = dt.date(2019, 12, 3)


def test_a_date_is_put_in_the_place_of_the_old_one() -> None:
    found = milestone_edits.moved(council(), TABLE, on(DECEMBER), Told("därför", "mejl"), TODAY)
    assert found.edits == [
        Append(("milestone", 0, "earlier"), {"date": OCTOBER, "reason": "därför"}),
        Set(("milestone", 0, "date"), DECEMBER, after="date"),
        Set(("milestone", 0, "source"), "mejl"),
    ]
    assert said(found.done) == "council is moved from 2019-10-22 to 2019-12-03"


def test_a_date_that_it_has_already_changes_nothing() -> None:
    found = milestone_edits.moved(council(), TABLE, on(OCTOBER), Told("därför", "mejl"), TODAY)
    assert found.edits == []
    assert said(found.done) == "council already is 2019-10-22"
    again = milestone_edits.moved(council(reopened=(OCTOBER,)), TABLE, on(OCTOBER), Told(), TODAY)
    assert again.edits


def test_several_days_are_a_meeting_and_a_window_a_window() -> None:
    two = milestone_edits.moved(council(), TABLE, on(DECEMBER, dt.date(2019, 12, 4)), Told(), TODAY)
    assert Delete(("milestone", 0, "date")) in two.edits
    assert two.edits[-1] == Append(("milestone", 0, "meeting"), {"from": DECEMBER, "to": dt.date(2019, 12, 4)})
    window = Window(first=dt.date(2020, 1, 1), last=dt.date(2020, 3, 31), text="början av 2020")
    found = milestone_edits.moved(council(), TABLE, window, Told(), TODAY)
    written = {"from": window.first, "to": window.last, "text": window.text}
    assert Set(("milestone", 0, "window"), written, after="date") in found.edits


def test_a_time_of_day_is_refused() -> None:
    moment = dt.datetime(2019, 12, 3, 9)  # noqa: DTZ001 - a local time
    with pytest.raises(RusctlError):
        milestone_edits.day_or_window(Hours(start=moment, end=moment))


def test_what_was_done_in_a_round_that_has_ended_is_kept_with_its_day() -> None:
    board = council(done=on(OCTOBER), reopened=(dt.date(2019, 10, 30),))
    found = milestone_edits.finished(board, TABLE | {"done": OCTOBER}, on(TODAY), Told(), TODAY)
    assert found.edits[0] == Append(("milestone", 0, "earlier"), {"done": OCTOBER})
    assert found.edits[1] == Set(("milestone", 0, "done"), TODAY, after="date")


def test_a_meeting_that_did_not_adopt_takes_done_away_and_gets_its_outcome() -> None:
    planned = Meeting(first=OCTOBER, last=OCTOBER, at=AT.key("meeting", 0))
    one = council(done=on(OCTOBER), meetings=(planned,))
    tabled = Meeting(first=OCTOBER, last=OCTOBER, outcome=Outcome.TABLED)
    found = milestone_edits.decided(Plan(milestones=(one,)), one, TABLE | {"done": OCTOBER}, tabled, TODAY)
    assert Set(("milestone", 0, "meeting", 0, "outcome"), "tabled") in found.edits
    assert Delete(("milestone", 0, "done")) in found.edits


@pytest.mark.parametrize("change", [milestone_edits.postponed, milestone_edits.finished])
def test_what_is_done_is_reopened_first(change: Any) -> None:
    done = council(done=on(OCTOBER))
    more = (on(TODAY),) if change is milestone_edits.finished else ()
    with pytest.raises(PolicyError, match="reopen"):
        change(done, TABLE, *more, Told(), TODAY)


def test_it_is_not_done_on_a_day_on_which_it_was_not_adopted() -> None:
    tabled = council(meetings=(Meeting(first=OCTOBER, last=OCTOBER, outcome=Outcome.TABLED),))
    with pytest.raises(PolicyError):
        milestone_edits.finished(tabled, TABLE, on(OCTOBER), Told(), TODAY)
    assert milestone_edits.finished(tabled, TABLE, on(TODAY), Told(), TODAY).edits


def yearly(*occurrences: Occurrence) -> Milestone:
    return Milestone(id="report", every=Yearly(month=2, day=21, first=2019), occurrences=occurrences, at=AT)


@pytest.mark.parametrize(("day", "year"), [("2019-02-20", 2019), ("2019-11-04", 2020), ("2018-11-01", 2019)])
def test_the_year_is_the_nearest_that_is_open(day: str, year: int) -> None:
    found = milestone_edits.finished_year(yearly(), dt.date.fromisoformat(day), 0, Told(), TODAY)
    assert found.edits == [Append(("milestone", 0, "occurrence"), {"year": year, "done": dt.date.fromisoformat(day)})]


def test_a_year_that_is_over_is_not_done_twice() -> None:
    done = yearly(Occurrence(year=2019, done=dt.date(2019, 2, 20), at=AT.key("occurrence", 0)))
    with pytest.raises(PolicyError, match="is over"):
        milestone_edits.finished_year(done, TODAY, 2019, Told(), TODAY)
    assert milestone_edits.reopened(done, {}, 2019, TODAY).edits == [Delete(("milestone", 0, "occurrence", 0))]


def test_an_entry_of_the_journal_stands_after_those_before_it() -> None:
    first = MilestoneNote(date=OCTOBER, level=Level.RED, text="Yttrandet \n dröjer", source="styrgruppen")
    found = milestone_edits.judged(council(journal=(first,)), first, TODAY)
    assert found.edits == [
        Append(
            ("milestone", 0, "journal"),
            {"date": OCTOBER, "level": "red", "text": "Yttrandet dröjer", "source": "styrgruppen"},
        )
    ]
    bare = MilestoneNote(date=TODAY, level=Level.GREEN, text="x")
    assert milestone_edits.judged(council(), bare, TODAY).edits == [
        Append(("milestone", 0, "journal"), {"date": TODAY, "level": "green", "text": "x"})
    ]
    with pytest.raises(PolicyError):
        milestone_edits.judged(council(), replace(bare, date=DECEMBER), TODAY)
    with pytest.raises(UsageError):
        milestone_edits.judged(council(), replace(bare, text=" "), TODAY)
