"""Days at the ends of the calendar, in every key and option that takes a day: no command counts beyond them."""

from pathlib import Path

import pytest

from tests.conftest import run_rusctl
from tests.examples import turn
from tests.hostile.command_lines import line, names
from tests.hostile.damage import PLANS
from tests.hostile.test_files import folder, fresh, whole
from tests.injection.places import FILES

__all__ = ("folder", "whole")
ENDS = ("days of the year 1", "days of the year 9999")
COMMANDS = tuple(names())
DAYS = ("0001-01-01", "1899-12-31", "1900-01-01", "2199-12-31", "2200-01-01", "9999-12-31")
EXPECTED = {0, 1, 2, 3, 4, 6, 7}


@pytest.mark.parametrize("name", COMMANDS)
def test_no_command_counts_beyond_the_calendar(name: str, whole: Path, folder: Path) -> None:
    """All files at once hold such days; then none of them, and today is such a day."""
    number = COMMANDS.index(name)
    for end in turn(number, ENDS, 1):
        fresh(whole, folder)
        for file in FILES:
            PLANS[end](folder / file)
        result = run_rusctl(*line(name))
        assert result.code in EXPECTED, (end, result)
    for day in turn(number, DAYS, 2):
        fresh(whole, folder)
        result = run_rusctl(*line(name), "--today", day)
        assert result.code in EXPECTED, (day, result)


@pytest.mark.parametrize("day", ["0001-01-01", "1899-12-31", "2200-01-01", "9999-12-31"])
def test_a_today_that_no_plan_has_is_refused(day: str, whole: Path, folder: Path) -> None:
    fresh(whole, folder)
    result = run_rusctl("status", "--today", day)
    assert (result.code, result.out) == (2, "")
    assert result.err == f"rusctl: {day}: the year is not between 1900 and 2199\n"


@pytest.mark.parametrize("day", ["0001-01-01", "1899-12-31", "2200-01-01", "9999-12-31"])
def test_a_day_that_no_plan_has_is_told_at_its_line(day: str, whole: Path, folder: Path) -> None:
    fresh(whole, folder)
    text = (folder / "events.toml").read_text()
    (folder / "events.toml").write_text(
        f'[[event]]\nid = "ny"\nkind = "dialog"\ndate = {day}\nstatus = "planned"\n{text}'
    )
    result = run_rusctl("check")
    told = f"events.toml:4: error: date: the year {day[:4]} is not between 1900 and 2199 [invalid-value "
    assert told in result.out
