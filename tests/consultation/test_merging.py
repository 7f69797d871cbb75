"""Two who say something of one comment: field by field of the comment, as a whole of its answer; nothing is lost."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rusctl.consultation.merging import (
    AnswerFate,
    AnswerWords,
    FieldDisagreement,
    answer_fate,
    base,
    fields_together,
    marks,
)

MET, NOT_MET = AnswerWords("met", "Målet skärps.", ("p031",)), AnswerWords("not-met", "Staten äger banan.")
VERSIONS = {1: MET, 2: NOT_MET}


@pytest.mark.parametrize(
    ("was", "sheet", "now", "wins", "values", "disagrees"),
    [
        ("tåg", "tåg", "buss", False, {}, False),
        ("tåg", "buss", "tåg", False, {"theme": "buss"}, False),
        ("tåg", "buss", "buss", False, {}, False),
        ("tåg", "buss", "cykel", False, {}, True),
        ("tåg", "buss", "cykel", True, {"theme": "buss"}, False),
        ("", "buss", "", False, {"theme": "buss"}, False),
        ("tåg", "", "tåg", False, {"theme": ""}, False),
        ("två\nrader", "två_x000D_\r\nrader  ", "två\nrader", False, {}, False),  # as Excel gives line ends back
        ("Å", "A\u030a", "Å", False, {}, False),
    ],
)
def test_a_field_of_a_comment(
    was: str, sheet: str, now: str, *, wins: bool, values: dict[str, str], disagrees: bool
) -> None:
    before = base(marks({"theme": was}, 1))
    assert before is not None
    found = fields_together(before, {"theme": sheet}, {"theme": now}, sheet_wins=wins)
    assert found.values == values
    assert found.disagreements == ((FieldDisagreement("theme", sheet, now),) if disagrees else ())
    assert found.others == (("theme",) if now != was else ())


@pytest.mark.parametrize(
    ("seen", "said", "valid", "wins", "fate"),
    [
        (0, MET, 0, False, AnswerFate.VALID),
        (1, MET, 1, False, AnswerFate.SAME),
        (1, NOT_MET, 1, False, AnswerFate.VALID),
        (1, MET, 2, False, AnswerFate.SAME),  # it was not edited
        (0, MET, 2, False, AnswerFate.KEPT),  # another version says it already
        (0, AnswerWords("met", "Eget."), 2, False, AnswerFate.BESIDE),
        (0, AnswerWords("met", "Eget."), 2, True, AnswerFate.VALID),
        (1, AnswerWords(), 2, False, AnswerFate.KEPT),  # who takes a text away that they have seen hides no other
        (1, AnswerWords(), 1, False, AnswerFate.VALID),
        (0, AnswerWords("not-met", "Staten  äger\r\nbanan."), 2, False, AnswerFate.BESIDE),
    ],
)
def test_an_answer_as_a_whole(seen: int, said: AnswerWords, valid: int, wins: bool, fate: AnswerFate) -> None:
    versions = {number: words for number, words in VERSIONS.items() if number <= max(valid, seen)}
    assert answer_fate(seen, said, versions, valid, wins=wins) is fate


@pytest.mark.parametrize("text", ["", "tåg", "answer=x;theme=-", "answer=1;theme", "theme=-", "answer=123456789"])
def test_a_cell_that_holds_something_else_is_not_read(text: str) -> None:
    assert base(text) is None


WORDS = st.sampled_from(["", "tåg", "buss\nrad", "=1+1;x", "Å"])


@settings(max_examples=50, deadline=None)
@given(WORDS, WORDS, WORDS)
def test_nothing_that_anybody_wrote_of_a_comment_is_lost(was: str, sheet: str, now: str) -> None:
    before = base(marks({"theme": was, "summary": now}, 3))
    assert before is not None
    assert before.answer == 3
    found = fields_together(before, {"theme": sheet}, {"theme": now, "summary": now}, sheet_wins=False)
    after = found.values.get("theme", now)
    told = {text for one in found.disagreements for text in (one.sheet, one.now)}
    assert sheet in {after, was} | told
    assert now in {after, was} | told
    assert found.others == (("theme",) if now != was else ())
