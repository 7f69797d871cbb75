"""What the follow-up keeps: indicators and their figures, programmes behind, results; and what is not known."""

from pathlib import Path

import pytest

from rusctl.errors import RusctlError, UsageError
from rusctl.language.catalogue import Language
from rusctl.schedule.state import indicators
from rusctl.services.planning import change_events, plan_records
from rusctl.services.project import Project
from rusctl.services.reporting import follow_up, site_tables
from rusctl.services.strategy import figures, follow_up_records
from rusctl.services.strategy.figures import FiguresWritten
from rusctl.services.strategy.follow_up_records import INDICATOR, PROGRAMME, IndicatorValues, ProgrammeValues
from rusctl.services.strategy.take_text import TextGiven
from rusctl.storage.files.names import FOLLOW_UP
from rusctl.storage.toml.edits import Edit
from tests.services.conftest import add, said
from tests.services.strategy.test_texts import taken

TABLE = """region;kön;2019;2020
19 Västmanlands län;kvinnor;75,8;76,4
19 Västmanlands län;män;79,1;..
20 Dalarnas län;kvinnor;80;81
20 Dalarnas län;män;82;83
"""
SV = Language("sv")


def made(project: Project, edits: list[Edit]) -> Project:
    proposal = change_events.propose(project, edits, FOLLOW_UP)
    change_events.refuse_new_faults(project, proposal)
    change_events.write(project, proposal.new, proposal.old, FOLLOW_UP)
    return project.again()


@pytest.fixture
def one(tour: Project) -> Project:
    """The tour with an indicator of people that has no figures yet."""
    written = IndicatorValues(
        name="Sysselsatta", unit="procent", source="SCB", themes=["Sysselsättning", "valmaende"], people="ja",
        better="uppåt", base="2019", goal="82,5", points=["8.1a"],
    )  # fmt: skip
    table = follow_up_records.indicator_table(tour, written)
    return made(tour, follow_up_records.added(tour, INDICATOR, "", "Sysselsatta", table)[1])


def test_an_indicator_is_added_in_the_words_of_the_files(one: Project) -> None:
    found = follow_up_records.indicator(one.plan, "SYSSELSATTA")
    assert (found.themes, found.people, found.better, found.goal) == (
        ("sysselsattning", "valmaende"),
        True,
        "higher",
        82.5,
    )


def test_figures_come_out_of_a_table_of_several_counties(one: Project, tmp_path: Path) -> None:
    (tmp_path / "tabell.csv").write_text(TABLE, encoding="utf-8")
    found = figures.from_file(one.plan, one.plan.follow_up.indicators[0], str(tmp_path / "tabell.csv"))
    assert [said(note) for note in found.notes] == [
        "figures of 2019, 2020 were read",
        "of what the table has, these count: “19 Västmanlands län”",
        "1 cell holds no figure and was left out: row 3 (2020: ..)",
    ]
    after = made(one, found.edits).plan.follow_up.indicators[0]
    assert [(each.year, each.women, each.men, each.total) for each in after.years] == [
        (2019, 75.8, 79.1, None),
        (2020, 76.4, None, None),
    ]


def test_figures_by_hand_are_added_changed_and_taken_out(one: Project) -> None:
    plan = made(one, figures.by_hand(one.plan.follow_up.indicators[0], FiguresWritten("2020", "77,9", "76")).edits)
    again = figures.by_hand(plan.plan.follow_up.indicators[0], FiguresWritten("2020", "78", "", note="reviderad"))
    (year,) = made(plan, again.edits).plan.follow_up.indicators[0].years
    assert (year.total, year.women, year.note) == (78, None, "reviderad")


@pytest.mark.parametrize("written", [FiguresWritten(), FiguresWritten("2020"), FiguresWritten("20", "1")])
def test_figures_need_a_year_and_a_figure(one: Project, written: FiguresWritten) -> None:
    with pytest.raises(UsageError):
        figures.by_hand(one.plan.follow_up.indicators[0], written)


def test_a_table_of_women_and_men_is_refused_where_it_is_not_of_people(one: Project, tmp_path: Path) -> None:
    (tmp_path / "tabell.csv").write_text(TABLE, encoding="utf-8")
    table = follow_up_records.indicator_table(one, IndicatorValues(people="nej"))
    other = made(one, plan_records.changed(one, one.plan.follow_up.indicators[0].at, table))
    with pytest.raises(RusctlError, match="--people"):
        figures.from_file(other.plan, other.plan.follow_up.indicators[0], str(tmp_path / "tabell.csv"))


def test_how_it_stands_in_words(one: Project) -> None:
    before = indicators.states(one.plan, 2026)
    assert [said(line) for line in follow_up.not_known(one.plan, before, SV)][:1] == ["No figures: Sysselsatta."]
    plan = made(
        one, figures.by_hand(one.plan.follow_up.indicators[0], FiguresWritten("2019", "77,5", "75,8", "79")).edits
    )
    later = made(plan, figures.by_hand(plan.plan.follow_up.indicators[0], FiguresWritten("2020", "1078,25")).edits)
    found = indicators.states(later.plan, 2026)
    table = follow_up.indicator_table(found, SV)
    assert table.rows == (
        ("Sysselsatta, procent", "77,50 (2019)", "1\u00a0078,25 (2020)", "–", "–", "82,50", "målet är nått"),
    )
    assert follow_up.figures_table(found[0], SV).rows[0] == ("2019", "77,50", "75,80", "79,00")
    chart = follow_up.indicator_chart(found[0], SV)
    assert "<title" in chart
    assert "2019: Alla 77,50, Kvinnor 75,80, Män 79,00" in chart
    assert "Källa: SCB" in chart
    assert follow_up.indicator_chart(before[0], SV) == ""


def test_a_programme_is_behind_when_what_it_builds_on_changes(tour: Project) -> None:
    first = taken(tour, "# Mål\n\nLänet växer.\n", TextGiven("remiss"))
    table = follow_up_records.programme_table(
        first, ProgrammeValues(name="Plan", version="remiss", paragraphs=["p001"])
    )
    project = made(first, follow_up_records.added(first, PROGRAMME, "", "Plan", table)[1])
    assert follow_up.programmes_behind(project) == {}
    later = taken(project, "# Mål\n\nLänet växer hållbart.\n", TextGiven("antagen"))
    behind = follow_up.programmes_behind(later)
    assert [(base.id, base.became) for base in behind["plan"]] == [("p001", "reworded")]
    with pytest.raises(RusctlError):
        follow_up_records.programme_table(later, ProgrammeValues(paragraphs=["p099"]))


def test_a_text_of_the_report_is_written_replaced_and_taken_out(tour: Project) -> None:
    project = made(tour, follow_up_records.reported(tour, 2025, "9.1", "Besluten", ""))
    project = made(project, follow_up_records.reported(project, 2025, "9.1", "Besluten har bidragit", "staben"))
    (text,) = project.plan.follow_up.texts
    assert (text.text, text.source) == ("Besluten har bidragit", "staben")
    assert made(project, follow_up_records.reported(project, 2025, "9.1", "", "")).plan.follow_up.texts == ()
    with pytest.raises(RusctlError):
        follow_up_records.reported(tour, 2025, "12.1", "x", "")


def test_the_shipped_tour_has_the_results_of_the_equality_project(tour: Project) -> None:
    results = tour.plan.follow_up.results
    assert {one.project for one in results} == {"Jämställd regional tillväxt Västmanland"}
    assert any("riksväg 68" in one.what and one.whom for one in results)


def test_promises_are_counted_by_kind_and_state(tour: Project) -> None:
    add(
        tour.folder.path,
        "config/commitments.toml",
        '[[commitment]]\nid = "a"\nwhat = "A"\nwho = ["B"]\nkind = "measure"\nstate = "under-way"\n',
    )
    plan = tour.again().plan
    assert [said(one) for one in follow_up.promised(plan)] == ["1 measure: 1 under way"]


def test_the_site_shows_how_the_goals_stand_in_both_languages(one: Project) -> None:
    assert site_tables.told(one) == []
    after = made(one, figures.by_hand(one.plan.follow_up.indicators[0], FiguresWritten("2018", "77,9", "76")).edits)
    first = site_tables.told(after)[0]
    assert first.title["en"].startswith("How the goals stand: ")
    assert first.title["sv"].startswith("Hur målen står: ")
    assert first.rows[0][0]["sv"] == "Sysselsatta, procent"
    assert (first.rows[0][2]["sv"], first.rows[0][2]["en"]) == ("77,9 (2018)", "77.9 (2018)")
    assert "SCB" not in str(first)
