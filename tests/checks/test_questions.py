"""What dialogues ask, and which kinds of inputs there are: declared in config/frame.toml, or as shipped."""

import datetime as dt
from pathlib import Path

import pytest

from rusctl.checks.inputs import heading_not_valid
from rusctl.language.catalogue import Language
from rusctl.model.asked import SHIPPED
from rusctl.model.inputs import InputsSummary
from rusctl.model.people import RegisterSummary
from rusctl.model.plan import Facts, Plan
from rusctl.storage import plan as plans
from tests.checks.conftest import Ask

KINDS = '[kinds]\nkommundialog = "Kommundialog"\n'
QUESTION = '[[question]]\nid = "framtid"\ntext = { sv = "Vad?", en = "What?" }\n'


@pytest.mark.parametrize(
    ("kinds", "said"),
    [
        ("", []),
        ('kinds = ["kommundialog"]\n', []),
        ('kinds = ["kommundialogg"]\n', ['"kommundialogg" is not a kind of event; did you mean "kommundialog"?']),
    ],
)
def test_a_question_is_put_at_kinds_of_events_that_there_are(ask: Ask, kinds: str, said: list[str]) -> None:
    assert [text for _, text in ask("unknown-kind", frame=QUESTION + kinds, process=KINDS)] == said


def test_kinds_and_questions_are_those_of_the_folder_in_their_order(project: Path) -> None:
    own = '[[input_kind]]\nid = "hinder"\nname = { sv = "Hinder", en = "Obstacle" }\n'
    second = QUESTION.replace("framtid", "annat")
    (project / "config/frame.toml").write_text(second + QUESTION + own, encoding="utf-8")
    found = plans.load(project)
    assert found.faults == ()
    assert [one.id for one in found.plan.questions] == ["annat", "framtid"]
    assert [(one.id, one.name["en"]) for one in found.plan.input_kinds] == [("hinder", "Obstacle")]
    assert found.plan.frame == ()


def test_where_a_folder_declares_no_kinds_there_are_the_four_shipped(project: Path) -> None:
    assert plans.load(project).plan.input_kinds == SHIPPED
    assert [one.id for one in SHIPPED] == ["utmaning", "mojlighet", "forslag", "sakuppgift"]


def test_inputs_under_a_heading_that_was_taken_out_of_the_frame_are_found() -> None:
    said = RegisterSummary(inputs=InputsSummary(headings=(("borta", 2),)))
    facts = Facts(plan=Plan(), today=dt.date(2020, 2, 1), register=said)
    found = [Language("en").text(one.message) for one in heading_not_valid.find(facts)]
    assert found == ["2 inputs stand under borta, which is no heading of the frame"]
