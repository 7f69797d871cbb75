"""Duty by duty: who had to be heard by law, who was, when and in which form, and who was not."""

import datetime as dt
from dataclasses import replace

import pytest

from rusctl.errors import PolicyError
from rusctl.language.catalogue import Language
from rusctl.model.people import HeadCount
from rusctl.model.plan import CheckSettings, Days, Plan, Review
from rusctl.schedule.state import law
from rusctl.services.project import Project
from rusctl.services.reporting import legal_coverage
from rusctl.services.reporting.legal_coverage import Heard, LegalCoverage
from tests.services.conftest import change, said

TODAY = dt.date(2021, 1, 1)
COUNTED = (
    HeadCount(event="sala", role="politiker", asked=9, attended=7),
    HeadCount(event="sala", role="naringsliv", municipality="sala", asked=4),
    HeadCount(event="kungsor", role="tjansteman", municipality="kungsor", attended=2),
    HeadCount(event="kungsor", role="tjansteman", municipality="arboga", attended=1),
)


def shown(found: LegalCoverage) -> set[tuple[str, str, str, bool, str, int, int]]:
    """Give what is known of each, without the acts and the municipalities that were not heard."""
    return {
        (
            one.law.section,
            one.who,
            one.municipality,
            one.heard,
            one.event.id if one.event else "",
            one.asked,
            one.attended,
        )
        for one in found.rows
        if one.heard or one.event or not one.municipality
    }


def of(plan: Plan, *counted: HeadCount) -> LegalCoverage:
    return legal_coverage.heard(plan, counted, TODAY)


def test_each_of_those_whom_the_law_names_is_heard_or_not(tour: Project) -> None:
    found = of(tour.plan, *COUNTED)
    both = [
        *(("municipality", "sala", True, "sala", 9, 7), ("municipality", "kungsor", True, "kungsor", 0, 2)),
        ("municipality", "arboga", True, "kungsor", 0, 1),
        *(("authority", "", False, "", 0, 0), ("organisation", "", False, "", 0, 0)),
        ("business", "", False, "sala", 4, 0),
    ]
    wanted = {("9 §" if one[0] in ("organisation", "business") else "8 §", *one) for one in both}
    wanted |= {("10 §", *one) for one in (*both, ("region", "", False, "", 0, 0))}
    assert shown(found) == wanted
    missing = {
        one.municipality for one in found.rows if one.law is law.COOPERATE and one.municipality and not one.heard
    }
    assert missing == {one.id for one in tour.plan.municipalities} - {"sala", "kungsor", "arboga"}


def test_of_days_whose_wording_was_not_read_that_is_said(tour: Project) -> None:
    found = of(tour.plan, *COUNTED)
    (row,) = [legal_coverage.row(one) for one in found.rows if one.law is law.COOPERATE and one.municipality == "sala"]
    assert (row["law"], row["date"], row["wording_read"]) == ("8 § lagen (2010:630)", "2018-11-07", False)
    cells = legal_coverage.table(found.rows, tour.plan, Language("en"))
    assert "Wed, 7 Nov 2018 (the wording of that day was not read)" in {cell[3] for cell in cells}
    later = replace(tour.plan.events[0], when=Days(first=dt.date(2024, 5, 2), last=dt.date(2024, 5, 2)))
    plan = replace(tour.plan, events=(later,))
    rows = legal_coverage.heard(plan, COUNTED[:1], dt.date(2025, 1, 1)).rows
    assert {one.law.text for one in rows if one.event} == {"8 § lagen (2010:630)", "10 § förordningen (2017:583)"}
    assert {one.law.act.title for one in rows if one.event and one.law.section == "10 §"} == {law.DEVELOPMENT.title}
    assert all(one.law.holds(dt.date(2024, 5, 2)) for one in rows if one.event)


def test_what_is_after_the_adoption_carries_the_strategy_out(tour: Project) -> None:
    day = Days(first=dt.date(2018, 11, 8), last=dt.date(2018, 11, 8))
    first, *rest = tour.plan.milestones
    checks = CheckSettings(reviews=(Review(adopted=first.id, review="x"),))
    plan = replace(tour.plan, milestones=(replace(first, done=day), *rest), checks=checks)
    found = of(plan, *COUNTED)
    heard = {(one.law.section, one.event.id) for one in found.rows if one.event and one.law.section in ("10 §", "14 §")}
    assert heard == {("10 §", "sala"), ("14 §", "kungsor")}
    assert found.adopted == dt.date(2018, 11, 8)


def test_a_role_of_the_folders_own_is_heard_as_it_says(tour: Project) -> None:
    roles = tuple(replace(one, heard_as="business") if one.id == "hogskola" else one for one in tour.plan.roles)
    plan = replace(tour.plan, roles=roles)
    found = of(plan, HeadCount(event="sala", role="hogskola", attended=3))
    assert [one.attended for one in found.rows if one.law is law.CONSULT and one.who == "business"] == [3]
    assert "hogskola" not in found.unplaced
    assert "hogskola" in of(tour.plan).unplaced


def test_what_was_cancelled_or_is_to_come_has_heard_nobody(tour: Project) -> None:
    change(tour.folder.path, "events.toml", 'status = "confirmed"', 'status = "cancelled"')
    assert not any(one.heard for one in of(tour.again().plan, COUNTED[0]).rows)
    early = legal_coverage.heard(tour.plan, COUNTED, dt.date(2018, 10, 1))
    assert not any(one.heard for one in early.rows)


def test_the_notes_say_where_it_is_reported_and_what_is_not_known(tour: Project) -> None:
    found = of(tour.plan)
    notes = [said(one) for one in legal_coverage.notes(found, tour.plan, Language("en"))]
    assert notes[0] == (
        "reported to the Government under 10 § förordningen (2024:99) om resultatredovisning av det regionala "
        "utvecklingsarbetet"
    )
    assert notes[1].endswith("are those from 2020-01-01; earlier ones were not read")
    assert any("heard_as" in one for one in notes)


def test_swedish_law_holds_in_sweden_alone(tour: Project) -> None:
    change(tour.folder.path, "config/process.toml", 'timezone = "Europe/Stockholm"', 'timezone = "Europe/Helsinki"')
    with pytest.raises(PolicyError):
        legal_coverage.legal_coverage(tour.again())


def test_the_table_names_each_duty_once(tour: Project) -> None:
    cells = legal_coverage.table(of(tour.plan, *COUNTED).rows, tour.plan, Language("sv"))
    duties = [cell[0] for cell in cells if cell[0]]
    assert duties == sorted(set(duties), key=duties.index)
    assert isinstance(of(tour.plan).rows[0], Heard)
