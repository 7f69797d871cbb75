"""A plan in time, asked of the service itself: no command line and no screen."""

import datetime as dt

from rusctl.language.catalogue import Language
from rusctl.model.baselines import Baseline, Promise
from rusctl.model.plan import Days, Event, Milestone, Plan, Process, Status, Texts, Window, Yearly
from rusctl.output.timeline import TimelineBar
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
    assert timeline.legend("board", EN)[0][1] == "promised in board"
    assert timeline.legend("", EN)[0][1] == "first promised"


def test_the_drawing_is_told_in_words_with_what_is_yearly() -> None:
    yearly = next(one for one in standings(PLAN, TODAY) if one.milestone.every)
    more = [timeline.yearly_text(yearly, EN)]
    assert more == ["Every year: Rapport, next Thu, 21 Feb 2019"]
    found = timeline.words(PLAN, TODAY, list(bars({}).values()), more, "", EN)
    assert found.about.startswith("As known on Thu, 8 Nov 2018. Klart: Mon, 1 Oct 2018, done. Off: ")
    assert found.about.endswith("Every year: Rapport, next Thu, 21 Feb 2019.")
    assert found.title == "Strategi: timeline"
