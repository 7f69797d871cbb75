"""Lists as municipalities send them: each row comes out as the table of cases has it."""

import unicodedata
from collections import defaultdict

import pytest

from rusctl.language import hard_words
from rusctl.lists.questions import About, ListAnswers
from rusctl.lists.understand import Understood, understand
from tests.lists.conftest import rows, sheet, understood, vocabulary

EXPECTED = [*rows("expected.tsv")]
PERSONS = [row for row in EXPECTED if row["outcome"] == "person"]
LISTS = list(dict.fromkeys(row["file"] for row in EXPECTED))
ASKED: dict[str, list[dict[str, str]]] = defaultdict(list)
for _row in rows("asked.tsv"):
    ASKED[_row["file"]].append(_row)


def composed(text: str) -> str:
    """Give a text as the register keeps it."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def named(found: Understood, name: str) -> dict[str, str]:
    """Give what a list says of somebody: the cells, and in the place of words what they mean.

    What nobody is to keep of a name is taken out where persons are made.
    """
    for one in found.persons:
        whole = one.cells.get("name") or f"{one.cells.get('first_name', '')} {one.cells.get('last_name', '')}"
        if composed(hard_words.without(whole).text) == name:
            said = {field: composed(cell) for field, cell in one.cells.items()}
            return {**said, "role": "", "municipality": "", "attendance": "", "answer": "", **one.meant}
    raise AssertionError(f"{name} is not found")


@pytest.mark.parametrize("row", PERSONS, ids=lambda row: f"{row['file']} {row['name']}")
def test_a_person_is_read(row: dict[str, str]) -> None:
    found = named(understood(row["file"]), row["name"])
    for field in ("organisation", "municipality", "email", "phone", "answer"):
        assert found.get(field, "") == row[field]
    assert found["role"] == row["role"].replace("asked", "")
    assert found["attendance"] == row["attendance"].replace("unknown", "")


@pytest.mark.parametrize("name", LISTS)
def test_nobody_else_is_a_person(name: str) -> None:
    found = understood(name)
    wanted = [row for row in EXPECTED if row["file"] == name]
    several = {"left out": 0, "person": 1, "asked": 1, "refused": 1, "same": 1}
    spans = {"2-3": 2, "3-4": 2}
    count = sum(several[row["outcome"]] * spans.get(row["row"], 1) for row in wanted)
    assert len(found.persons) == count


@pytest.mark.parametrize("name", [name for name in LISTS if name != "11_till_rad.txt"])
def test_no_row_is_lost_and_none_counts_twice(name: str) -> None:
    found = understood(name)
    left = [number for one in found.left for number in one.rows]
    numbers = sorted([one.number for one in found.persons] + left)
    table = sheet(name)
    headings = {found.table.at}
    assert numbers == sorted({table.at, *(row.number for row in table.rows)} - headings)


@pytest.mark.parametrize("row", [row for row in EXPECTED if row["outcome"] == "left out"], ids=lambda row: row["file"])
def test_what_is_no_person_is_left_out_by_its_row(row: dict[str, str]) -> None:
    first, _, last = row["row"].partition("-")
    wanted = set(range(int(first), int(last or first) + 1))
    left = {number for one in understood(row["file"]).left for number in one.rows}
    blank = {8} if row["file"] == "10_teams.csv" else set[int]()
    assert wanted <= left | blank


@pytest.mark.parametrize("name", LISTS)
def test_no_more_is_asked_than_is_needed(name: str) -> None:
    found = understood(name).questions
    wanted = [row for row in ASKED.get(name, ()) if not row["asked once"].startswith(("nothing", '"SKYDDAD'))]
    assert len(found) <= max(len(wanted), 0)
    assert len(found) <= 3


@pytest.mark.parametrize("name", LISTS)
def test_all_but_what_is_open_is_proposed_as_it_was_answered(name: str) -> None:
    found = understood(name)
    waiting = {row["name"] for row in EXPECTED if row["file"] == name and row["outcome"] == "asked"}
    open_items = [item for question in found.questions for item in question.open]
    assert len(open_items) == len(found.waiting) == len(waiting)


def test_two_roles_in_a_cell_wait_for_one_word() -> None:
    (one,) = understood("18_fria_roller.csv").waiting
    assert (one.row, one.column) == (6, "Roll")
    found = understand(sheet("18_fria_roller.csv"), vocabulary({"politiker och företagare": "politiker"}))
    assert found.waiting == ()
    assert named(found, "Kim K")["role"] == "politiker"


def test_hidden_rows_are_left_out_where_that_is_said() -> None:
    found = understand(sheet("filtrerad.xlsx"), vocabulary(), ListAnswers(hidden=False))
    assert [one.number for one in found.persons] == [2, 3]
    assert [one.rows for one in found.left] == [(4, 5, 6, 7)]


def test_a_telephone_that_lost_its_0_gets_it_where_that_is_said() -> None:
    found = understand(sheet("06_telefon_tal.xlsx"), vocabulary(), ListAnswers(zero=True))
    assert named(found, "Gun Gran")["phone"] == "0846500405"
    assert About.NUMBERS not in [one.about for one in found.questions]


def test_nobody_came_by_a_report_where_that_is_said() -> None:
    found = understand(sheet("10_teams.csv"), vocabulary(), ListAnswers(came=False))
    assert named(found, "Sara Sjö")["attendance"] == ""


def test_what_has_been_answered_is_not_asked_again() -> None:
    name = "01_titelrader.xlsx"
    columns = {"Titel": "role", "Förvaltning": "organisation"}
    words = {"kommunalråd": "politiker", "kommundirektör": "tjansteman", "vd": "naringsliv"}
    found = understand(sheet(name), vocabulary(words), ListAnswers(columns=columns, heading_row=4))
    assert found.questions == ()
    assert found.persons == understood(name).persons
