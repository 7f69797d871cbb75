"""Dates kept under a name, and what has slipped since, asked of the service itself."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from rusctl.errors import PolicyError, RusctlError, UsageError
from rusctl.language.catalogue import Language
from rusctl.model.plan import Days
from rusctl.services.planning import baselines
from rusctl.services.project import Project
from tests.conftest import DAY

EN = Language("en")


@pytest.fixture(name="kept")
def kept_fixture(project: Path) -> Project:
    """The shipped tour with its dates kept as `board`."""
    before = Project(str(project), DAY)
    proposal = baselines.propose(before, "board")
    assert proposal.dates > 10
    assert "+id = 'board'" in proposal.difference.replace('"', "'")
    assert not before.folder.path.joinpath("config/baselines.toml").exists()
    baselines.carry_out(before, proposal)
    return before.again()


def test_dates_are_kept_once_under_a_name(kept: Project) -> None:
    assert baselines.named(kept.plan, "board").set == dt.date.fromisoformat(DAY)
    with pytest.raises(PolicyError):
        baselines.propose(kept, "board")
    with pytest.raises(UsageError):
        baselines.propose(kept, "Styrelsen")


def test_a_name_that_is_none_is_refused(kept: Project) -> None:
    with pytest.raises(RusctlError) as refused:
        baselines.slipped(kept.plan, kept.today, "bord")
    assert "did you mean board?" in EN.text(refused.value.message)


def test_nothing_has_slipped_until_something_moves_or_goes(kept: Project) -> None:
    plan = kept.plan
    assert baselines.slipped(plan, kept.today, "board") == ((), None)
    first, *others = (one for one in plan.events if isinstance(one.when, Days))
    assert isinstance(first.when, Days)
    later = first.when.last + dt.timedelta(7)
    moved = replace(first, when=Days(first=later, last=later))
    found = baselines.slipped(replace(plan, events=(moved, *others[1:])), kept.today, "board")
    assert [(one.record.id, one.days) for one in found.slips] == [(first.id, 7)]
    assert found.lost is not None
    assert others[0].id in EN.text(found.lost)


def test_all_dates_are_given_where_all_are_asked_for(kept: Project) -> None:
    everything = baselines.slipped(kept.plan, kept.today, "board", everything=True).slips
    assert len(everything) == len(baselines.named(kept.plan, "board").promises)


def test_a_file_with_faults_is_not_added_to(kept: Project) -> None:
    path = kept.folder.path / "config/baselines.toml"
    path.write_text(path.read_text(encoding="utf-8") + "\nx = 1\n", encoding="utf-8")
    with pytest.raises(RusctlError) as refused:
        baselines.propose(kept.again(), "second")
    assert refused.value.at is not None
    assert refused.value.at.line > 0
