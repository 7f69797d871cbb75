"""Dates proposed, asked of the service itself: for which events, under what, and what is written."""

import datetime as dt
from pathlib import Path

import pytest

from rusctl.errors import PolicyError, RusctlError, UsageError
from rusctl.language.catalogue import Language
from rusctl.model.plan import Days, Status
from rusctl.schedule.proposing.dead_ends import InfeasibleSubset
from rusctl.schedule.proposing.proposals import Certainty, ProposalAnswer
from rusctl.services import selection
from rusctl.services.planning import change_events, proposals
from rusctl.services.project import Project
from tests.conftest import DAY

EN = Language("en")


@pytest.fixture(name="tour")
def tour_fixture(project: Path) -> Project:
    return Project(str(project), DAY)


def ids(tour: Project, *names: str, whole: bool = False) -> list[str]:
    return [one.id for one in proposals.wished(tour.readable().plan, tour.today, names, whole=whole)]


def test_which_events_are_to_have_a_date(tour: Project) -> None:
    assert ids(tour) == ["vasteras"]  # the only one without a day
    assert ids(tour, "vasteras") == ["vasteras"]
    firm = {one.id for one in tour.plan.events if one.status in proposals.FIRM}
    assert not firm & set(ids(tour, whole=True))
    with pytest.raises(UsageError):
        ids(tour, "vasteras", whole=True)
    with pytest.raises(PolicyError) as refused:
        ids(tour, "sala")  # it is confirmed
    assert "rusctl event tentative sala" in EN.text(refused.value.message)


def test_a_municipality_without_a_stop_gets_a_new_one(tour: Project) -> None:
    path = tour.folder.path / "events.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('municipality = "norberg"', 'municipality = "sala"'), encoding="utf-8")
    assert "norberg-2" in ids(tour, whole=True)


def test_what_the_command_line_says_goes_before_the_folder(tour: Project) -> None:
    plan = tour.readable().plan
    found = proposals.preferences(plan, ["sala, norberg"], {"most_a_week": 2, "rest_days": None})
    assert ("sala", "norberg") in found.share
    assert (found.most_a_week, found.rest_days) == (2, plan.preferences.rest_days)
    with pytest.raises(UsageError):
        proposals.preferences(plan, ["sala"], {})
    with pytest.raises(RusctlError):
        proposals.preferences(plan, ["sala,nowhere"], {})


def test_what_stands_in_the_way_is_named_with_its_place(tour: Project) -> None:
    events = proposals.wished(tour.readable().plan, tour.today, ["vasteras"], whole=False)
    asked = proposals.asked(tour, events, tour.plan.preferences, dt.date(2018, 11, 10), dt.date(2018, 11, 11))
    told: list[object] = []
    found = proposals.solved(asked, 1, told.append)
    assert isinstance(found, InfeasibleSubset)
    lines = [EN.text(one) for one in proposals.explained(tour, found)]
    assert lines[0] == "no day works for vasteras: these conditions conflict"
    assert lines[-1].startswith("give up one of them")
    assert told == []


def test_a_proposal_is_written_as_tentative_and_keeps_the_old_date(tour: Project) -> None:
    events = (selection.event(tour.readable().plan, "vasteras"),)
    answer = ProposalAnswer(Certainty.BEST, {"vasteras": dt.date(2018, 12, 4)})
    proposal = change_events.propose(tour, proposals.tentative(tour, events, answer))
    change_events.carry_out(tour, proposal, {"vasteras"})
    vasteras = selection.event(tour.again().readable().plan, "vasteras")
    assert (vasteras.when, vasteras.status) == (
        Days(first=dt.date(2018, 12, 4), last=dt.date(2018, 12, 4)),
        Status.TENTATIVE,
    )
    assert vasteras.earlier


def test_how_good_a_proposal_is(tour: Project) -> None:
    events = proposals.wished(tour.readable().plan, tour.today, ["vasteras"], whole=False)
    asked = proposals.asked(tour, events, tour.plan.preferences, None, None).question
    day = min(asked.days["vasteras"])
    best, near = (ProposalAnswer(one, {"vasteras": day}, gap=3) for one in (Certainty.BEST, Certainty.FOUND))
    assert EN.text(proposals.title(1, best, asked)).startswith("Proposal 1 (none is better)")
    assert EN.text(proposals.title(2, best, asked)).startswith("Proposal 2")
    assert "at most 3 % from it" in EN.text(proposals.title(1, near, asked))
    assert "--apply 1 " in EN.text(proposals.hint(1))
    assert "--apply NUMBER " in EN.text(proposals.hint(2))
