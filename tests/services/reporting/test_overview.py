"""How a plan stands, asked of the service itself: no command line and no screen."""

import datetime as dt
from dataclasses import replace

from rusctl.diagnostics import Finding, Severity
from rusctl.language.catalogue import Language
from rusctl.language.message import msg
from rusctl.model.plan import (
    Days,
    Event,
    FrameItem,
    Level,
    Milestone,
    MilestoneNote,
    Municipality,
    Plan,
    Process,
    Status,
    Texts,
    Window,
)
from rusctl.model.tours import Tour
from rusctl.output.document import markdown
from rusctl.services.reporting import overview
from rusctl.services.reporting.graph import drawing
from rusctl.services.reporting.status_report import status_report

EN, SV = Language("en"), Language("sv")
TODAY = dt.date(2018, 11, 8)


def on(text: str) -> Days:
    day = dt.date.fromisoformat(text)
    return Days(first=day, last=day)


def stop(name: str, when: Days | Window | None, status: Status = Status.PLANNED) -> Event:
    return Event(id=name, kind="dialog", municipality=name, when=when, status=status)


PLAN = Plan(
    process=Process(name="Strategi", region="Sörmland", tour_kind="dialog", kinds={"dialog": Texts({"": "Dialog"})}),
    municipalities=(Municipality(id="sala", name="Sala"), Municipality(id="habo", name="Håbo")),
    events=(
        stop("habo", on("2018-11-20"), Status.CONFIRMED),
        stop("sala", on("2018-11-09"), Status.TENTATIVE),
        Event(id="board", kind="board", title="Styrelsen", when=on("2018-11-08"), status=Status.HELD),
        Event(id="off", kind="dialog", municipality="sala", when=on("2018-11-10"), status=Status.CANCELLED),
    ),
    milestones=(
        Milestone(id="open", title=Texts({"": "Öppnar"}), when=on("2019-05-01")),
        Milestone(id="done", title=Texts({"": "Klart"}), done=on("2018-10-01")),
    ),
)
FINDING = Finding(file="events.toml", line=1, code="X", name="x", severity=Severity.WARNING, message=msg("none"))


def test_what_counts_as_the_tour_and_what_comes() -> None:
    found = overview.overview(PLAN, TODAY, ())
    assert [one.id for one in found.tour] == ["habo", "sala"]
    assert [one.id for one in found.dated] == ["habo", "sala"]
    assert [one.id for one in found.coming] == ["sala", "habo"]
    assert [one.milestone.id for one in found.remaining] == ["open"]
    assert found.next_days == 1
    assert overview.findings(found) == []


def test_how_it_is_said() -> None:
    found = overview.overview(PLAN, TODAY, [FINDING, FINDING, replace(FINDING, severity=Severity.ERROR)])
    assert overview.tour_text(found, EN) == "2 of 2 events have a date (1 tentative, 1 confirmed)"
    assert EN.text(overview.next_event(found, EN)) == "Dialog Sala, Fri, 9 Nov 2018, in 1 day (tentative)"
    assert [EN.text(one) for one in overview.findings(found)] == ["1 error", "2 warnings"]


def test_the_next_event_may_be_today_or_under_way_or_none() -> None:
    def said(when: Days | Window | None) -> str:
        found = overview.overview(replace(PLAN, events=(stop("sala", when),)), TODAY, ())
        return EN.text(overview.next_event(found, EN))

    assert said(on("2018-11-08")) == "Dialog Sala, Thu, 8 Nov 2018, today (planned)"
    assert "under way" in said(Days(first=dt.date(2018, 11, 7), last=dt.date(2018, 11, 9)))
    assert said(on("2018-11-07")) == said(None) == "none with a date"


def test_a_municipality_without_a_stop_is_named() -> None:
    found = overview.overview(replace(PLAN, events=PLAN.events[1:]), TODAY, ())
    assert overview.tour_text(found, SV).startswith("1 av 2 kommuner har datum; Håbo saknas")


def test_the_report_has_its_five_headings() -> None:
    report = markdown(status_report(overview.overview(PLAN, TODAY, ()), EN))
    assert [line for line in report.splitlines() if line.startswith("#")] == [
        "# Status report: Strategi",
        "## Where the tour stands",
        "## What remains",
        "## What has slipped, and why",
        "## What is at risk",
        "## Next deadlines",
    ]
    assert "| Öppnar | Wed, 1 May 2019 | 174 days left |" in report


def entry(day: str, level: Level, text: str) -> MilestoneNote:
    return MilestoneNote(date=dt.date.fromisoformat(day), level=level, text=text)


def test_the_report_says_how_what_remains_was_judged_last_the_worst_first() -> None:
    early, late = (
        entry("2018-10-01", Level.RED, "Inget yttrande"),
        entry("2018-11-01", Level.YELLOW, "Yttrande utlovat"),
    )
    to_come = entry("2018-12-01", Level.GREEN, "Klart")
    milestones = (
        Milestone(id="open", title=Texts({"": "Öppnar"}), when=on("2019-05-01"), journal=(late, early, to_come)),
        Milestone(id="board", title=Texts({"": "Styrelsen"}), when=on("2019-06-01"), journal=(early,)),
        Milestone(id="done", title=Texts({"": "Klart"}), done=on("2018-10-01"), journal=(early,)),
    )
    plan = replace(PLAN, milestones=milestones)
    report = markdown(status_report(overview.overview(plan, TODAY, ()), EN))
    start = report.index("## How it is judged")
    assert report[start:].split("##")[1].strip().splitlines()[2:] == [
        "- Styrelsen: red Mon, 1 Oct 2018, Inget yttrande.",
        "- Öppnar: yellow Thu, 1 Nov 2018, Yttrande utlovat.",
    ]
    assert "| Öppnar | Wed, 1 May 2019 | 174 days left, yellow |" in report
    before = markdown(status_report(overview.overview(plan, dt.date(2018, 10, 2), ()), EN))
    assert "Öppnar: red" in before


def test_the_drawing_has_the_milestones_and_what_they_come_after() -> None:
    drawn = drawing(PLAN, TODAY, EN)
    assert [(node.id, node.done) for node in drawn.nodes] == [("open", False), ("done", True)]
    assert drawn.about == "Öppnar: Wed, 1 May 2019. Klart: Mon, 1 Oct 2018. no critical path"


def test_each_tour_says_what_it_lacks_and_rows_count_for_what_they_stand_for() -> None:
    rounds = (
        Tour(id="one", kind="dialog", round=1),
        Tour(id="two", kind="dialog", name=Texts({"": "Spring"}), round=2, municipalities=("habo",), visits=2),
        Tour(id="themes", kind="theme", visits=0, themes=("climate",)),
    )
    many = Event(id="many", kind="theme", count=40, people=600, when=on("2018-12-01"), status=Status.PLANNED)
    plan = replace(
        PLAN,
        tours=rounds,
        events=(*PLAN.events, many),
        frame=(FrameItem(id="climate", kind="challenge", name=Texts({"": "Climate"})),),
    )
    found = overview.overview(plan, TODAY, ())
    assert (found.events, found.missing) == ((42, 42), ["habo"])
    assert overview.tour_text(found, EN) == (
        "Spring: 0 of 1 municipality has a date; fewer than 2 visits to Håbo; themes: no event of the theme Climate "
        "(40 planned, 1 tentative, 1 confirmed, 600 people)"
    )
    whole = replace(plan, tours=rounds[:1])
    assert overview.tour_text(overview.overview(whole, TODAY, ()), EN).startswith("2 of 2 events have a date")
