"""What changed in the strategy's versions and in what it leads to, in sentences."""

import datetime as dt
from dataclasses import fields, replace
from typing import Any

import pytest

from rusctl.language.catalogue import Language
from rusctl.model.follow_up import (
    Better,
    FollowedUp,
    Indicator,
    Programme,
    ProjectResult,
    ReportedText,
    ReportPoint,
    YearFigures,
)
from rusctl.model.plan import Plan, Texts
from rusctl.model.strategy import Commitment, CommitmentState, FollowUp, HowChanged, TextChange, TextVersion
from rusctl.output.changes import change_row
from rusctl.schedule.diff.changes import changes
from rusctl.schedule.diff.fields import label

DAY = dt.date(2026, 2, 1)
TRAINS = Commitment(id="tag", what="Fler tåg", who=("Region X",), by=dt.date(2030, 1, 1))
WORK = Indicator(id="jobb", name=Texts(en="Jobs"), unit="%", years=(YearFigures(year=2024, total=78.6),))
PLAN = Plan(
    commitments=(TRAINS,),
    versions=(TextVersion(id="antagen", name=Texts(en="Adopted")),),
    text_changes=(TextChange(version="antagen", paragraph="p001", reason="A"),),
    follow_up=FollowedUp(
        indicators=(WORK,),
        programmes=(Programme(id="trafik", name=Texts(en="Traffic"), version="antagen"),),
        results=(ProjectResult(id="bok", project="P", what="A book"),),
        texts=(ReportedText(year=2025, point=ReportPoint.FUNDS, text="A"),),
    ),
)


def of_commitment(**values: Any) -> Plan:
    return replace(PLAN, commitments=(replace(TRAINS, **values),))


def of_follow_up(**values: Any) -> Plan:
    return replace(PLAN, follow_up=replace(PLAN.follow_up, **values))


@pytest.mark.parametrize(
    ("new", "said"),
    [
        (of_commitment(by=DAY), ["commitment Fler tåg: last day 2026-02-01, was 2030-01-01"]),
        (of_commitment(state=CommitmentState.DONE, done=DAY), ["state done, was agreed", "day it was done 2026-02-01"]),
        (
            of_commitment(follow_ups=(FollowUp(date=DAY, state=CommitmentState.UNDER_WAY, text="Ett tåg."),)),
            ["commitment Fler tåg: under way 2026-02-01, Ett tåg."],
        ),
        (of_commitment(points=(ReportPoint.HOMES,)), ["points of the report 8.1a"]),
        (replace(PLAN, commitments=()), ["removed: commitment Fler tåg"]),
        (replace(PLAN, versions=(replace(PLAN.versions[0], date=DAY),)), ["version Adopted: day 2026-02-01"]),
        (
            replace(PLAN, text_changes=(replace(PLAN.text_changes[0], how=HowChanged.GONE),)),
            ["what is said of p001 in antagen: how it was changed gone"],
        ),
        (
            of_follow_up(indicators=(replace(WORK, goal=82, better=Better.HIGHER),)),
            ["go higher", "indicator Jobs: goal 82"],
        ),
        (of_follow_up(indicators=(replace(WORK, years=()),)), ["the figures of 2024 were taken out"]),
        (
            of_follow_up(indicators=(replace(WORK, years=(*WORK.years, YearFigures(year=2025, women=1))),)),
            ["indicator Jobs: the figures of 2025 were written down"],
        ),
        (of_follow_up(programmes=()), ["removed: programme Traffic"]),
        (of_follow_up(results=(replace(PLAN.follow_up.results[0], whom="All"),)), ["result A book: for whom All"]),
        (of_follow_up(texts=()), ["removed: the report on 2025, 9.1"]),
    ],
)
def test_each_change_has_its_sentence(new: Plan, said: list[str]) -> None:
    found = [Language("en").text(one.message, iso=True) for one in changes(PLAN, new)]
    assert len(found) == len(said)
    assert all(part in sentence for part, sentence in zip(said, found, strict=True)), found
    assert all(change_row(one, "UTC")["message"] in found for one in changes(PLAN, new))
    assert changes(PLAN, PLAN) == ()


def test_every_key_has_a_label() -> None:
    told = {"id", "at", "follow_ups", "years", "version", "paragraph", "year", "point"}
    kinds = {
        "commitment": Commitment,
        "version": TextVersion,
        "change": TextChange,
        "indicator": Indicator,
        "programme": Programme,
        "result": ProjectResult,
        "report": ReportedText,
    }
    for what, kind in kinds.items():
        for field in {one.name for one in fields(kind)} - told:
            assert label(field, what).id != "{key}", (what, field)
