"""PARTSTAT and the answers: each has one word, and no other part of the program spells it."""

import pytest

from rusctl.calendar.itip.partstat import PARTSTAT, answer_of
from rusctl.model.people import Answer
from tests.conftest import ROOT


def test_each_answer_has_a_word_of_its_own() -> None:
    assert list(PARTSTAT) == list(Answer)
    assert [answer_of(word) for word in PARTSTAT.values()] == list(Answer)
    assert answer_of("accepted") is Answer.ACCEPTED


@pytest.mark.parametrize("word", ["", "NONE", "IN-PROCESS", "COMPLETED"])
def test_what_is_no_answer_to_an_invitation(word: str) -> None:
    assert answer_of(word) is None


def test_the_property_is_spelled_in_calendars_alone() -> None:
    spelled = [
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "rusctl").rglob("*.py")
        if "NEEDS-ACTION" in path.read_text(encoding="utf-8")
    ]
    assert [path for path in spelled if not path.startswith("rusctl/calendar/")] == []
