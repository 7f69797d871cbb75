"""What the rules are given to look at, and what they find."""

import datetime as dt
from dataclasses import replace

from rusctl.calendar.feeds.ledger import decide, next_ledger
from rusctl.model.ledger import EntryChange, Ledger, Pending, Published, TargetState
from rusctl.model.people import RegisterSummary
from rusctl.model.plan import Plan, Process
from rusctl.services.planning.checking import facts, findings_of, published
from rusctl.services.project import Project
from rusctl.storage.files.names import EVENTS
from tests.services.conftest import change, said

TODAY = dt.date(2018, 11, 8)
DOMAIN = "rus2030.regionvastmanland.se"


def told(plan: Plan) -> Plan:
    """Give a plan whose calendars have been told of all that it says."""
    ledger = next_ledger(None, decide(plan, TODAY))
    given = (one.with_given(TargetState("webb", one.sequence)) for one in ledger.entries.values())
    return replace(plan, published=replace(ledger.with_told(*given), feeds={"all": "Allt"}))


def test_where_calendars_were_never_told_nothing_is_compared(tour: Project) -> None:
    assert published(tour.plan, TODAY) is None
    assert facts(tour.loaded, TODAY) == tour.loaded.facts(TODAY)


def test_what_has_changed_since_calendars_were_told(tour: Project) -> None:
    plan = told(tour.plan)
    assert published(plan, TODAY) == Published(ledger=plan.published or Ledger())
    moved = replace(plan, events=(*plan.events[:5], replace(plan.events[5], title="Ny"), *plan.events[7:]))
    assert published(moved, TODAY) == Published(
        ledger=plan.published or Ledger(),
        pending=(
            Pending(f"{plan.events[6].id}@{DOMAIN}", EntryChange.CANCELLED),
            Pending(f"norberg@{DOMAIN}", EntryChange.CHANGED),
        ),
    )
    loaded = tour.loaded._replace(plan=moved)
    assert facts(loaded, TODAY) == replace(loaded.facts(TODAY), published=published(moved, TODAY))


def test_what_has_expired_is_nothing_to_tell(tour: Project) -> None:
    plan = told(tour.plan)
    without = replace(plan, events=plan.events[1:])
    gone = replace(without, published=next_ledger(without.published, decide(without, TODAY)))
    assert published(gone, TODAY) == Published(ledger=gone.published or Ledger())
    assert published(gone, dt.date(2019, 2, 1)) == Published(ledger=gone.published or Ledger())


def test_what_is_new_is_told_only_where_there_are_calendars(tour: Project) -> None:
    plan = told(tour.plan)
    ledger = plan.published or Ledger()
    uid = f"norberg@{DOMAIN}"
    fewer = {name: one for name, one in ledger.entries.items() if name != uid}
    with_calendars = replace(plan, published=Ledger(entries=fewer))
    assert published(with_calendars, TODAY) == Published(
        ledger=Ledger(entries=fewer), pending=(Pending(uid, EntryChange.NEW),)
    )
    guests = Ledger(entries={name: replace(one, given=()) for name, one in fewer.items()})
    assert published(replace(plan, published=guests), TODAY) == Published(ledger=guests)
    feeds = replace(guests, feeds={"all": "Allt"})
    assert published(replace(plan, published=feeds), TODAY) == Published(
        ledger=feeds, pending=(Pending(uid, EntryChange.NEW),)
    )


def test_where_no_calendar_can_say_it_nothing_is_known_to_have_changed(tour: Project) -> None:
    plan = told(tour.plan)
    nameless = replace(plan, process=Process())
    assert published(nameless, TODAY) == Published(ledger=plan.published or Ledger())


def test_the_shipped_plan_has_few_findings_and_a_change_more(tour: Project) -> None:
    before = {(one.name, one.record) for one in findings_of(tour.loaded, TODAY)}
    change(tour.folder.path, EVENTS, "date = 2018-11-26", "date = 2018-12-08")
    (new,) = (one for one in findings_of(tour.again().loaded, TODAY) if (one.name, one.record) not in before)
    assert (new.name, new.record) == ("weekend", "norberg")
    assert said(new.message) == "norberg is on a weekend, 2018-12-08; choose a working day"
    lines = (tour.folder.path / EVENTS).read_text(encoding="utf-8").splitlines()
    assert lines[new.line - 1] == "date = 2018-12-08"


def test_what_the_register_tells_in_short_is_looked_at_where_it_is_given(tour: Project) -> None:
    names = {one.name for one in findings_of(tour.loaded, TODAY)}
    empty, doubled = (
        {one.name for one in findings_of(tour.loaded, TODAY, found)}
        for found in (RegisterSummary(), RegisterSummary(duplicates_certain=2))
    )
    assert doubled == empty | {"likely-duplicates"}
    assert "likely-duplicates" not in empty
    assert names <= empty
