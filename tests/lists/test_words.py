"""The words that lists are written with: headings, answers, roles and municipalities, each row of the tables a case."""

import pytest

from rusctl.language.catalogue import LANGUAGES, Language
from rusctl.language.columns import COLUMNS
from rusctl.language.vocabulary_people import ANSWER, ATTENDANCE
from rusctl.lists import columns, words
from rusctl.lists.folding import fold
from tests.lists.conftest import FIELDS, rows, vocabulary


@pytest.mark.parametrize("row", rows("headings.tsv"), ids=lambda row: row["heading"])
def test_a_heading_is_over_its_field(row: dict[str, str]) -> None:
    found = columns.known(row["heading"])
    assert found is not None
    assert found.field == row["field"]
    assert (found.how == words.LAST_FIRST) == ("last name first" in row["note"])


@pytest.mark.parametrize("row", rows("answers.tsv"), ids=lambda row: f"{row['field']} {row['word']}")
def test_a_word_for_an_answer_has_its_value(row: dict[str, str]) -> None:
    if not row["value"]:
        assert fold(row["word"]) in words.values("part")
        return
    assert words.values(row["field"])[fold(row["word"])] == row["value"]


@pytest.mark.parametrize("row", rows("roles.tsv"), ids=lambda row: row["word"])
def test_a_word_for_a_role_is_the_role(row: dict[str, str]) -> None:
    assert vocabulary().roles.meaning(row["word"]).value == row["role"]


@pytest.mark.parametrize("row", rows("municipalities.tsv"), ids=lambda row: row["word"])
def test_a_word_for_a_municipality_is_the_municipality(row: dict[str, str]) -> None:
    found = vocabulary().municipalities.meaning(row["word"])
    assert (found.value or "") == row["municipality"]
    assert (found.value is None) == row["note"].endswith("asked")


@pytest.mark.parametrize("word", ["Tjänsteperson", "Politiker", "Facklig organisation", "länsstyrelse"])
def test_the_singular_of_a_role_of_the_plan_is_no_question(word: str) -> None:
    found = vocabulary().roles.meaning(word)
    assert found.value
    assert found.sure


@pytest.mark.parametrize(
    ("word", "role"),
    [
        ("Samhällsbyggnadschef", "tjansteman"),
        ("Nämndsordförande (C)", "politiker"),
        ("Vice ordförande i kommunstyrelsen", "politiker"),
        ("VD och ägare", "naringsliv"),
        ("Kommunalråd/KSO", "politiker"),
    ],
)
def test_words_that_no_table_has_are_told_by_their_ends_and_parts(word: str, role: str) -> None:
    assert vocabulary().roles.meaning(word) == (role, False, ())


def test_what_a_region_says_of_a_word_counts_first() -> None:
    assert vocabulary({"kso": "rad"}).roles.meaning("KSO") == ("rad", True, ())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_rusctl_writes_it_reads(lang: str) -> None:
    language = Language(lang)
    headings = {name: columns.known(language.text(COLUMNS[name])) for name in FIELDS}
    assert {name: found and found.field for name, found in headings.items()} == {name: name for name in FIELDS}
    assert [words.values("answer")[fold(language.text(text))] for text in ANSWER.values()] == [*ANSWER]
    assert [words.values("attendance")[fold(language.text(text))] for text in ATTENDANCE.values()] == [*ATTENDANCE]


@pytest.mark.parametrize("name", ["headings", "answers", "roles", "others"])
def test_a_shipped_table_says_nothing_twice(name: str) -> None:
    lines = [tuple(line) for line in words.lines(name)]
    assert len(lines) == len(set(lines))
    assert all(len(line) == (3 if name in {"headings", "answers"} else 2) for line in lines)
