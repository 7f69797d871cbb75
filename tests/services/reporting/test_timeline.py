"""A plan in time, asked of the service itself: no command line and no screen."""

import datetime as dt

import pytest

from rusctl.errors import UsageError
from rusctl.language.catalogue import Language
from rusctl.model.baselines import Baseline, Promise
from rusctl.model.plan import Days, Event, Milestone, Plan, Process, Status, Texts, Window, Yearly
from rusctl.output.drawing.timeline import TimelineBar
from rusctl.schedule.network.network import network
from rusctl.schedule.state.milestones import standings
from rusctl.services.reporting import timeline

EN = Language("en")
TODAY = dt.date(2018, 11, 8)


def on(text: str) -> Days:
    day = dt.date.fromisoformat(text)
    return Days(first=day, last=day)


MAY = Window(first=dt.date(2019, 5, 1), last=dt.date(2019, 5, 31), text="maj 2019")
PLAN = Plan(
    process=Process(name="Strategi"),
    events=(
        Event(id="late", kind="x", title="Late", when=on("2019-06-03")),
        Event(id="off", kind="x", title="Off", when=on("2018-12-03"), status=Status.CANCELLED),
        Event(id="none", kind="x", title="None"),
    ),
    milestones=(
        Milestone(id="open", title=Texts({"": "Öppnar"}), when=MAY, baseline=dt.date(2019, 4, 30)),
        Milestone(id="report", title=Texts({"": "Rapport"}), every=Yearly(month=2, day=21, first=2019)),
        Milestone(id="done", title=Texts({"": "Klart"}), done=on("2018-10-01")),
    ),
)
PROMISE = Promise(id="late", first=dt.date(2019, 6, 1), last=dt.date(2019, 6, 1))


def bars(promised: dict[str, dt.date]) -> dict[str, TimelineBar]:
    found = network(PLAN, TODAY)
    entries = timeline.in_time(PLAN, TODAY)
    return {one.title: one for one in (timeline.bar(each, PLAN, TODAY, found, promised, EN) for each in entries)}


def test_the_order_is_that_of_the_days_and_what_is_yearly_has_no_place() -> None:
    assert list(bars({})) == ["Klart", "Off", "Öppnar", "Late", "None"]


def test_what_is_said_of_each() -> None:
    found = bars(timeline.promised_days(PLAN, None))
    assert {title: one.dates for title, one in found.items()} == {
        "Klart": "Mon, 1 Oct 2018, done",
        "Off": "Mon, 3 Dec 2018, cancelled",
        "Öppnar": "maj 2019, promised 30 Apr 2019",
        "Late": "Mon, 3 Jun 2019",
        "None": "no date",
    }
    assert [title for title, one in found.items() if one.window] == ["Öppnar"]


def test_a_baseline_is_compared_with_where_one_is_named() -> None:
    baseline = Baseline(id="board", set=TODAY, promises=(PROMISE,))
    promised = timeline.promised_days(PLAN, baseline)
    assert promised == {"late": dt.date(2019, 6, 1)}
    assert bars(promised)["Late"].dates == "Mon, 3 Jun 2019, promised 1 Jun 2019, +2 days"
    shown = list(bars(promised).values())
    assert timeline.legend(shown, "board", EN)[0][1] == "promised in board"
    assert timeline.legend(shown, "", EN)[0][1] == "first promised"


def test_how_firm_it_is_has_a_shape_of_its_own_and_the_legend_has_what_is_shown() -> None:
    events = tuple(Event(id=one.value, kind="x", title=one.value, when=on("2018-11-01"), status=one) for one in Status)
    given_up = Milestone(id="g", title=Texts({"": "G"}), when=on("2019-01-07"), given_up=TODAY)
    plan = Plan(process=Process(name="S"), events=events, milestones=(given_up, *PLAN.milestones[:1]))
    found = network(plan, TODAY)
    made = [timeline.bar(each, plan, TODAY, found, {}, EN) for each in timeline.in_time(plan, TODAY)]
    marks = {one.title: one.mark for one in made}
    assert len({marks[one.value] for one in Status}) == len(Status)
    assert (marks["held"], marks["cancelled"], marks["G"], marks["Öppnar"]) == ("●", "×", "×", "◆")
    said = dict(timeline.legend(made, "", EN))
    assert {said[marks[one.value]] for one in Status} == {"planned", "tentative", "confirmed", "done", "cancelled"}
    assert "◇" not in said
    assert next(one.dates for one in made if one.title == "tentative") == "Thu, 1 Nov 2018, tentative"


def test_the_days_that_are_shown_are_those_that_are_asked_for() -> None:
    entries, promised = timeline.in_time(PLAN, TODAY), timeline.promised_days(PLAN, None)

    def shown(first: str, last: str) -> list[str]:
        days = (dt.date.fromisoformat(text) if text else None for text in (first, last))
        found = timeline.between(entries, promised, *days)
        return [one.id if isinstance(one, Event) else one.milestone.id for one in found]

    assert shown("", "") == ["done", "off", "open", "late", "none"]
    assert shown("2018-12-01", "2019-04-29") == ["off"]
    assert shown("2018-12-04", "2019-04-30") == ["open"]  # it was promised for that day
    assert shown("2019-05-31", "") == ["open", "late"]
    assert shown("", "2018-12-03") == ["done", "off"]
    with pytest.raises(UsageError, match="--to"):
        shown("2019-05-31", "2019-05-30")


def test_the_drawing_is_told_in_words_with_what_is_yearly() -> None:
    yearly = next(one for one in standings(PLAN, TODAY) if one.milestone.every)
    more = [timeline.yearly_text(yearly, EN)]
    assert more == ["Every year: Rapport, next Thu, 21 Feb 2019"]
    found = timeline.words(PLAN, TODAY, list(bars({}).values()), more, "", EN)
    assert found.about.startswith("As known on Thu, 8 Nov 2018. Klart: Mon, 1 Oct 2018, done. Off: ")
    assert found.about.endswith("Every year: Rapport, next Thu, 21 Feb 2019.")
    assert found.title == "Strategi: timeline"
