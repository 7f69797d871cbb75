"""Cases as they happen, in an invented Exempelregionen: no fact of any real region is meant."""

import datetime as dt

from rusctl.checks.run import findings_of
from rusctl.schedule.network import network
from rusctl.storage.plan import Loaded, read_plan

PROCESS = """
name = "Strategi för Exempelregionen (påhittad)"
region = "Exempelregionen"
timezone = "Europe/Stockholm"
uid_domain = "rus.example.org"
period = { from = 2024-01-01, to = 2026-12-31 }
tour_kind = "dialog"
kinds = { dialog = "Dialog" }
"""
TODAY = dt.date(2024, 3, 4)


def plan(milestones: str = "", events: str = "", **files: str) -> Loaded:
    texts = {"events.toml": events, "config/process.toml": PROCESS + milestones}
    texts |= {f"config/{name}.toml": text for name, text in files.items()}
    return read_plan({name: text.encode() for name, text in texts.items()})


def found(loaded: Loaded, today: dt.date = TODAY) -> list[tuple[str, str]]:
    return [(one.name, one.record) for one in findings_of(loaded, today)]


def milestone(name: str, *lines: str) -> str:
    return "\n".join([f'[[milestone]]\nid = "{name}"\ntitle = "{name}"', *lines, ""])


def stop(name: str, date: str) -> str:
    return f'[[event]]\nid = "{name}"\nkind = "dialog"\nstatus = "confirmed"\ndate = {date}\n'


def test_a_decision_in_january_2025_between_november_2025_and_april_2026() -> None:
    loaded = plan(
        milestone("closes", "date = 2025-11-14")
        + milestone("board", "date = 2025-01-21", 'after = ["closes"]')
        + milestone("council", "date = 2026-04-21", 'after = ["board"]')
    )
    assert found(loaded) == [("after-order", "board"), ("milestone-out-of-order", "board")]


def test_two_towns_and_even_six_stops_on_one_day() -> None:
    names = [f"stop-{number}" for number in range(6)]
    two, six = ("".join(stop(name, "2024-04-16") for name in names[:count]) for count in (2, 6))
    assert found(plan(events=two)) == found(plan(events=six)) == []
    after = ", ".join(f'"{name}"' for name in names)
    loaded = plan(milestone("summary", f"after = [{after}]"), six)
    assert network(loaded.plan, TODAY).timings["summary"].earliest == dt.date(2024, 4, 16)


def process(opens: str, closes: str) -> str:
    return (
        milestone("opens", f"date = {opens}")
        + milestone("closes", f"date = {closes}", 'after = ["opens"]')
        + milestone("compiled", 'after = ["closes"]', 'duration = "6 veckor"')
        + milestone("board", 'after = [{ id = "compiled", gap = "2 veckor" }]')
        + milestone("council", "baseline = 2024-12-10", 'after = [{ id = "board", gap = "3 veckor" }]')
    )


def test_a_consultation_postponed_by_half_a_year_breaks_the_promise_and_says_how() -> None:
    before, after = plan(process("2024-03-11", "2024-06-14")), plan(process("2024-09-11", "2024-12-13"))
    assert found(before) == []
    assert network(before.plan, TODAY).slack_days == 95
    late = network(after.plan, TODAY)
    assert late.chain == ("closes", "compiled", "board", "council")
    assert (late.timings["council"].earliest, late.slack_days) == (dt.date(2025, 2, 28), -80)
    assert ("promise-too-early", "council") in found(after)


def test_a_process_with_no_consultation_at_all() -> None:
    board = milestone("board", "date = 2024-10-15")
    assert found(plan(board + milestone("council", "date = 2024-12-10", 'after = ["board"]'))) == []


def test_a_vacant_role_is_a_milestone_without_an_owner() -> None:
    roles = '[[role]]\nid = "projektledare"\nname = "Projektledare"\ngroup = "crew"\n'
    owner = 'owner = "projektledare"'
    board = milestone("board", owner, "date = 2024-10-15")
    council = ("date = 2024-12-10", 'after = ["board"]')
    assert found(plan(board + milestone("council", *council), roles=roles)) == [("milestone-without-owner", "council")]
    assert found(plan(board + milestone("council", owner, *council), roles=roles)) == []
