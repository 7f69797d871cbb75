"""The frame that inputs are sorted under: its headings have days, and say what has taken their place."""

import datetime as dt
from pathlib import Path

import pytest

from rusctl.model.plan import FrameItem, Texts
from rusctl.storage import plan as plans
from tests.checks.conftest import Ask

OLD, NEW = '[[target]]\nid = "aldre"\nname = "Äldre"\n', '[[target]]\nid = "nyare"\nname = "Nyare"\n'


@pytest.mark.parametrize(
    ("first", "last", "held"),
    [
        (None, None, (True, True, True)),
        (None, "2019-12-31", (True, False, False)),
        ("2020-01-01", None, (False, True, True)),
        ("2020-01-01", "2020-01-01", (False, True, False)),
    ],
)
def test_a_heading_holds_on_its_first_and_its_last_day(
    first: str | None, last: str | None, held: tuple[bool, ...]
) -> None:
    heading = FrameItem(
        id="aldre", kind="target", name=Texts({"sv": "Äldre"}), valid_from=_day(first), valid_until=_day(last)
    )
    days_asked = [dt.date(2019, 12, 31), dt.date(2020, 1, 1), dt.date(2020, 1, 2)]
    assert tuple(heading.holds_on(day) for day in days_asked) == held


@pytest.mark.parametrize(
    ("frame", "rule", "said"),
    [
        (f'{OLD}replaced_by = "nyar"\n{NEW}', "unknown-theme", '"nyar" is not a theme; did you mean "nyare"?'),
        (f'{OLD}replaced_by = "nyare"\n{NEW}', "unknown-theme", ""),
        (f'{OLD}replaced_by = "aldre"\n', "frame-loop", "aldre is replaced by itself in the end: aldre > aldre"),
        (f'{OLD}replaced_by = "nyare"\n{NEW}', "frame-loop", ""),
        (f'{OLD}replaced_by = "nyare"\n{NEW}replaced_by = "borta"\n', "frame-loop", ""),
    ],
)
def test_what_replaces_a_heading_is_one_that_comes_after(ask: Ask, frame: str, rule: str, said: str) -> None:
    assert [text for _, text in ask(rule, frame=frame)] == ([said] if said else [])


def test_days_that_are_turned_round_do_not_count(project: Path) -> None:
    (project / "config/frame.toml").write_text(
        f"{OLD}valid_from = 2020-02-01\nvalid_until = 2020-01-01\n", encoding="utf-8"
    )
    found = plans.load(project)
    assert [fault.message.args for fault in found.faults] == [{"key": "valid_until", "other": "valid_from"}]
    assert (found.plan.frame[0].valid_from, found.plan.frame[0].valid_until) == (None, None)


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
