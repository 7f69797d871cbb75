"""Figures of the register, asked of the services themselves: no command line and no screen."""

import datetime as dt
from typing import Any

import pytest

from rusctl.database.database import Register
from rusctl.language.catalogue import Language
from rusctl.output.document import markdown
from rusctl.register import coverage, headcounts, participants
from rusctl.services.project import Project
from rusctl.services.reporting import annual_report, balance, roles
from rusctl.services.reporting import coverage as reported
from tests.services.conftest import said

EN, SV = Language("en"), Language("sv")


@pytest.fixture(name="counted")
def counted_fixture(register: Register) -> Register:
    """Seven politicians and twelve officials came to Sala, with so many women and men of each."""

    def work(change: Any) -> None:
        for role, number in (("politiker", 7), ("tjansteman", 12)):
            participants.count(change, "sala", "came", role=role, municipality="sala", number=number)
        participants.genders(change, "sala", "politiker", 2, 5)
        participants.genders(change, "sala", "tjansteman", 6, 6)

    register.change("test", work)
    return register


def came(tour: Project, register: Register) -> coverage.Coverage:
    with register.reading() as connection:
        return coverage.coverage(tour.readable().plan, headcounts.of_those_who_came(connection), tour.today)


def test_sums_say_what_each_role_counts_as(tour: Project, counted: Register) -> None:
    lines = [SV.text(one) for one in reported.totals(came(tour, counted), tour.plan)]
    assert sum(int(line.partition(": ")[2].partition(" ")[0]) for line in lines) == 19
    assert all(line.endswith("från 1 av 10 kommuner") for line in lines)


def test_the_chart_has_every_municipality_with_its_number(tour: Project, counted: Register) -> None:
    found = came(tour, counted)
    assert len(reported.by_name(found, tour.plan)) == len(tour.plan.municipalities)
    assert ">19<" in reported.chart(found, tour.plan, EN)


def test_a_number_below_five_is_not_shown_and_has_no_bar(tour: Project, counted: Register) -> None:
    with counted.reading() as connection:
        found = balance.shown(connection, tour.readable().plan, tour.today)
    assert balance.text(found.cells["sala", "politiker"]) == "<5 / .."
    assert balance.text(found.cells["sala", "tjansteman"]) == "6 / 6"
    assert balance.text(found.whole.by_role["politiker"]) == "<5 / 5–7"
    assert balance.text(found.whole.total) == "6–8 / 11–13"
    drawn = balance.chart(found, tour.plan, EN)
    assert "&lt;5" in drawn
    assert ">2<" not in drawn


def test_groups_of_which_nobody_came_are_named(tour: Project, counted: Register) -> None:
    found = came(tour, counted)
    assert {"lansstyrelse", "civilsamhalle", "invanare"} <= {*found.unheard}
    assert not {"politiker", "projektledare"} & {*found.unheard}
    message = reported.unheard(found, tour.plan, EN)
    assert message is not None
    text = said(message)
    assert text.startswith("nobody has come from: Business, County administrative board, ")
    assert reported.unheard(found._replace(unheard=()), tour.plan, EN) is None
    report = markdown(annual_report.annual_report(Project(tour.chosen, "2019-02-01"), 2018, EN))
    assert "| Civil society | samråd | 0 | 0 | 0 |" in report


def test_the_annual_report_has_numbers_and_says_what_is_not_known(tour: Project, counted: Register) -> None:
    assert counted.place
    later = Project(tour.chosen, "2019-02-01")
    text = markdown(annual_report.annual_report(later, 2018, EN))
    assert "1 event, 19 people" in text
    assert "| <5 | .. |" in text.replace("\\<", "<")
    assert "Not marked as held or cancelled" in text
    assert "due by" not in text  # the first report that the ordinance asks for is about 2024


def test_when_the_report_is_due_is_said_from_the_first_year_on(tour: Project, counted: Register) -> None:
    assert counted.place
    assert annual_report.due(2024) == dt.date(2025, 2, 21)
    assert "The report of 2024 is due by" in markdown(annual_report.annual_report(tour, 2024, EN))
    weekend = markdown(annual_report.annual_report(tour, 2025, EN))  # 21 February 2026 is a Saturday
    assert "a day off: it is in time until" in weekend


def cells(table: Any) -> list[list[str]]:
    """Give the headings of a table and its rows as plain texts."""
    columns, rows = table
    return [[one.heading for one in columns], *([getattr(cell, "text", cell) for cell in row] for row in rows)]


def test_roles_at_events_are_a_table_of_those_chosen(tour: Project, counted: Register) -> None:
    assert counted.place
    found = roles.counted(tour, ["sala"])
    assert {one.event.id for one in found} == {"sala"}
    heading, row = cells(roles.table(found, tour.plan, EN))
    assert heading[:2] == ["When", "Event"]
    assert {"7", "12"} <= {cell.partition("/")[0].strip(" !") for cell in row[2:]}
    assert sum(one["attended"] for one in roles.rows(found)) == 19
