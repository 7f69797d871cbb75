"""What an answer has to have, by its disposition, and which reasons say nothing to who has the letter alone."""

import pytest

from rusctl.consultation.answer_rules import faults, is_empty
from rusctl.model.comments import AnswerFault
from rusctl.model.consulting import DISPOSITIONS

BY_ID = {one.id: one for one in DISPOSITIONS}
SAID = "Vi anser att fler bussar i Sala behövs."
WHY = "Regionen har inte rådighet över järnvägen."


@pytest.mark.parametrize(
    "reason",
    [
        "Se ovan",
        "Se svar till Sala kommun.",
        "Se svar 17.4",
        "Noteras.",
        "Synpunkten noteras.",
        "Vi noterar synpunkten. Se svar 17.4",
        "Tack för synpunkten!",
        "dito",
        "–",
        "Se rad 14",
        "Samma svar som ovan",
        "Hänvisar till svar till Länsstyrelsen",
        "jfr ovan",
        "Enligt ovan",
        "See above",
        "See the answer to comment 3.",
        "Fler bussar i Sala behövs",
        "fler bussar i Sala",
        "  \n",
    ],
)
def test_a_reason_that_points_elsewhere_notes_or_repeats_the_comment_is_empty(reason: str) -> None:
    assert is_empty(reason, SAID)


@pytest.mark.parametrize(
    "reason",
    [
        WHY,
        "Se avsnitt 3.2 i strategin, där målet redan finns",
        "Se ovan, eftersom budgeten är fast",
        "Noteras. Frågan hör till länstransportplanen.",
        "Ovanligt många har sagt detta, men budgeten räcker inte.",
        "Målet finns redan i kapitel 2.",
        "Vi delar inte bilden att fler bussar i Sala behövs.",
        "Sedan 2018 finns målet",
    ],
)
def test_a_reason_that_says_why_is_one(reason: str) -> None:
    assert not is_empty(reason, SAID)


@pytest.mark.parametrize(
    ("disposition", "reason", "changes", "asks", "wanted"),
    [
        ("", WHY, (), True, [AnswerFault.NO_DISPOSITION]),
        ("met", "", ("p031",), True, []),
        ("met", "", (), True, [AnswerFault.NO_CHANGE]),
        ("met", "Se ovan", ("p031",), True, [AnswerFault.EMPTY_REASON]),
        ("partly", "", (), True, [AnswerFault.NO_REASON, AnswerFault.NO_CHANGE]),
        ("partly", WHY, ("p031",), True, []),
        ("not-met", "", (), True, [AnswerFault.NO_REASON]),
        ("not-met", WHY, ("p031",), True, [AnswerFault.UNEXPECTED_CHANGE]),
        ("already-met", WHY, (), True, [AnswerFault.NO_PLACE]),
        ("already-met", WHY, ("p031",), True, []),
        ("noted", "", (), True, [AnswerFault.NO_REASON]),
        ("noted", "", (), False, []),
        ("elsewhere", "Se svar till Sala", (), True, [AnswerFault.EMPTY_REASON]),
        ("elsewhere", "Frågan hör till länstransportplanen.", (), False, []),
    ],
)
def test_what_an_answer_has_to_have(
    disposition: str, reason: str, changes: tuple[str, ...], *, asks: bool, wanted: list[AnswerFault]
) -> None:
    assert list(faults(BY_ID.get(disposition), reason, changes, comment=SAID, asks=asks)) == wanted
