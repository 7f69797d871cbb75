"""Taking changes back, and making one person of two, on both databases."""

import datetime as dt
import functools
import json
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select

from rusctl.database import undo
from rusctl.database.columns import metadata
from rusctl.database.database import Register
from rusctl.database.tables import history, person
from rusctl.database.transaction import Transaction
from rusctl.errors import ConflictError
from rusctl.model.people import Person, RoleAssignment
from rusctl.register import merging, persons
from rusctl.services.pieces import PIECES
from tests.conftest import Run, run_rusctl
from tests.register.conftest import Typed

# addresses stay when a change is taken back: mail may have gone there
MADE_BY_RUSCTL = {"address", "operation", "history", "copy", "database"}


def everything(register: Register, *, versions: bool = False) -> dict[str, list[dict[str, Any]]]:
    """Give all rows of the tables of people, without versions unless they are asked for."""
    with register.reading() as connection:
        return {
            table.name: [
                {name: value for name, value in row.items() if versions or name != "version"}
                for row in connection.execute(select(table).order_by(table.c.id)).mappings()
            ]
            for table in metadata.sorted_tables
            if table.name not in MADE_BY_RUSCTL
        }


@pytest.fixture
def people(register: Register, typed: Typed) -> Register:
    """Two entries of one person, and one of another, with roles and parts in events."""
    typed(
        'name = "Testperson Ett"\nmunicipality = "sala"\nemail = "ett@example.org"',
        "person",
        "add",
        "--role",
        "politiker",
    )
    typed(
        'name = "Ett Testperson"\norganisation = "Sala kommun"\nphone = "021-12 34 56"',
        "person",
        "add",
        "--role",
        "politiker",
    )
    typed('name = "Annan Person"', "person", "add", "--role", "naringsliv")
    for words in (
        ["add", "sala", "1", "2"],
        ["attend", "sala", "2"],
        ["add", "koping", "2"],
        ["add", "koping", "3", "--substitute-for", "2"],
        ["count", "sala", "politiker", "7", "--women", "3"],
    ):
        assert run_rusctl("participants", *words).code == 0
    return register


COMMANDS = [
    ["person", "set", "1", "--name", "Nytt Namn", "--role", "tjansteman", "--from", "2030-01-01"],
    ["person", "set", "1", "--role", "politiker", "--to", "2018-12-31"],
    ["person", "merge", "1", "2"],
    ["person", "merge", "2", "1"],
    ["person", "merge", "3", "2"],
    ["participants", "add", "sala", "3", "--answer", "accepted"],
    ["participants", "add", "sala", "1", "--answer", "declined"],
    ["participants", "attend", "koping", "1", "2"],
    ["participants", "count", "sala", "politiker", "0", "tjansteman", "5"],
    ["participants", "count", "sala", "politiker", "9", "--women", "8"],
    ["participants", "count", "sala", "--diet", "vegetarian=2"],
]


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_every_change_can_be_taken_back(words: list[str], people: Register, rusctl: Run) -> None:
    before = everything(people)
    assert rusctl(*words).code == 0
    assert everything(people) != before
    assert rusctl("register", "undo").code == 0
    assert everything(people) == before


def test_undo_goes_further_back_each_time(people: Register, rusctl: Run) -> None:
    for _ in range(8):
        assert rusctl("register", "undo", "--lang", "en").code == 0
    assert all(rows == [] for rows in everything(people).values())
    result = rusctl("register", "undo", "--lang", "en")
    assert (result.code, result.err) == (1, "rusctl: there is no change to undo\n")


def test_a_change_is_not_taken_back_when_later_ones_build_on_it(people: Register, rusctl: Run) -> None:
    before = everything(people, versions=True)
    result = rusctl("register", "undo", "1", "--lang", "en")
    assert (result.code, result.out) == (4, "")
    assert (
        result.err
        == "rusctl: later changes build on change 1; undo those first, the last one first; nothing was changed\n"
    )
    assert everything(people, versions=True) == before


def test_a_row_that_was_changed_since_is_not_put_back(people: Register) -> None:
    people.change("person set", lambda change: change.update(person, 3, 1, name="A"))
    people.change("person set", lambda change: change.update(person, 3, 2, name="B"))
    with people.reading() as connection:
        number = undo.to_undo(connection, None).number - 1
    with pytest.raises(ConflictError):
        people.change("register undo", lambda change: undo.undo(change, number, PIECES), undoes=number)


@pytest.mark.usefixtures("people")
def test_a_change_is_taken_back_once(rusctl: Run) -> None:
    number = json.loads(rusctl("register", "log", "--json").out)[0]["number"]
    assert rusctl("register", "undo", str(number)).code == 0
    result = rusctl("register", "undo", str(number), "--lang", "en")
    assert (result.code, result.err) == (1, f"rusctl: change {number} is undone already\n")


def test_the_log_says_nothing_of_anybody(people: Register, rusctl: Run) -> None:
    rusctl("register", "undo")
    rows = json.loads(rusctl("register", "log", "--json").out)
    assert [row["what"] for row in rows[:3]] == ["register undo", "participants count", "participants add"]
    assert [row["undone"] for row in rows[:3]] == [False, True, False]
    assert "estperson" not in rusctl("register", "log").out + json.dumps(rows)
    assert people


def renamed(number: int, seen: int, change: Transaction) -> None:
    change.update(person, number, seen, name=f"A{seen}")


def test_no_more_is_kept_than_the_last_changes_need(register: Register) -> None:
    number = register.change("person add", lambda change: change.insert(person, name="A"))
    for version in range(1, undo.KEPT + 10):
        register.change("person set", functools.partial(renamed, number, version))
    with register.reading() as connection:
        assert connection.execute(select(func.count()).select_from(history)).scalar() == undo.KEPT


def test_what_one_lacks_is_taken_from_the_other(people: Register, rusctl: Run) -> None:
    assert rusctl("person", "merge", "1", "2").code == 0
    with people.reading() as connection:
        one = persons.get(connection, 1)
    assert (one.name, one.organisation, one.email, one.phone) == (
        "Testperson Ett",
        "Sala kommun",
        "ett@example.org",
        "021-12 34 56",
    )
    assert [held.role for held in one.mandates] == ["politiker"]
    parts = {
        event: [
            (row["number"], row["attendance"], row["substitute_for"])
            for row in json.loads(rusctl("participants", "list", event, "--json").out)
            if row["kind"] == "person"
        ]
        for event in ("sala", "koping")
    }
    assert parts == {
        "sala": [(1, "attended", None)],
        "koping": [(3, "unknown", 1), (1, "unknown", None)],
    }


def test_what_is_kept_of_a_merged_person_goes_with_the_one_they_became(people: Register, rusctl: Run) -> None:
    rusctl("person", "merge", "1", "2")
    people.change("test", lambda change: change.forget(1))
    with people.reading() as connection:
        kept = connection.execute(select(history.c.before)).scalars().all()
    assert not any("Ett Testperson" in one or "021-12 34 56" in one for one in kept)


def test_a_person_is_not_merged_with_themselves(people: Register, rusctl: Run) -> None:
    assert people
    assert rusctl("person", "merge", "1", "1", "--lang", "en").code == 1


def alike(**values: Any) -> list[tuple[int, int, bool]]:
    first = Person(
        id=1, name="Anna Testsson", organisation="Exempelbolaget AB", municipality="sala", email="a@example.org"
    )
    said: dict[str, Any] = {"name": "Bo Annan", "organisation": "X", "municipality": "sala"} | values
    second = Person(id=2, **said)
    return [(one.one, one.other, one.certain) for one in merging.duplicates([first, second])]


@given(st.text("abåe -", max_size=70), st.text("abåe -", max_size=70), st.integers(0, 70), st.integers(0, 70))
def test_two_texts_are_as_like_as_their_blocks(one: str, more: str, start: int, length: int) -> None:
    for other in (more, one[:start] + more[:3] + one[start + length % 4 :]):
        for least in (merging.ALIKE_NAME, merging.ALIKE_ORGANISATION, 0.3):
            likeness = SequenceMatcher(None, one, other, autojunk=False).ratio()
            assert merging.are_like(one, other, least) == (likeness >= least)


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ({"email": "a@example.org"}, [(1, 2, True)]),
        ({"name": "Testsson Anna", "organisation": "Exempelbolaget AB"}, [(1, 2, False)]),
        ({"name": "Anna Testson", "organisation": "Exempelbolaget AB"}, [(1, 2, False)]),
        ({"name": "anna testsson", "organisation": ""}, [(1, 2, False)]),
        ({"name": "Anna Testsson", "organisation": "Annat företag"}, [(1, 2, False)]),
        ({"name": "Anders Testsson", "organisation": "Exempelbolaget AB"}, []),
        ({}, []),
    ],
)
def test_who_may_be_entered_twice(values: dict[str, Any], found: list[tuple[int, int, bool]]) -> None:
    assert alike(**values) == found


def test_mandates_of_two_are_put_together(register: Register) -> None:
    def entered(change: Transaction, first: int, last: int) -> int:
        held = RoleAssignment(role="politiker", first_day=dt.date(first, 1, 1), last_day=dt.date(last, 12, 31))
        return persons.add(change, Person(name="Testperson", mandates=(held,)))

    register.change("person add", lambda change: [entered(change, 2014, 2018), entered(change, 2016, 2022)])
    register.change("person merge", lambda change: merging.merge(change, 1, 2))
    with register.reading() as connection:
        (held,) = persons.get(connection, 1).mandates
    assert (held.first_day, held.last_day) == (dt.date(2014, 1, 1), dt.date(2022, 12, 31))


LISTED = (
    "Namn;E-post;Roll;Organisation\n"
    "Testperson Ett;ett@example.org;politiker;Ny AB\n"
    "Testperson Ny;ny@example.org;politiker;\n"
)
AFTER: dict[str, tuple[list[list[str]], int]] = {
    "nothing": ([], 0),
    "something else": ([["person", "set", "3", "--organisation", "Annan"]], 0),
    "a change": ([["person", "set", "5", "--organisation", "Annan"]], 4),
    "a change that was taken back": ([["person", "set", "5", "--organisation", "Annan"], ["register", "undo"]], 0),
    "a change of what was filled in": ([["person", "set", "1", "--organisation", "Annan"]], 4),
    "a part elsewhere": ([["participants", "add", "norberg", "5", "--role", "politiker"]], 4),
    "attendance": ([["participants", "attend", "arboga", "5"]], 4),
    "a merge": ([["person", "merge", "3", "5"]], 4),
}


@pytest.mark.one_in(3)
@pytest.mark.parametrize("case", AFTER)
@pytest.mark.parametrize("first", ["register", "participants"])
def test_the_two_commands_that_take_an_import_back_agree(
    case: str, first: str, people: Register, rusctl: Run, tmp_path: Path
) -> None:
    changes, code = AFTER[case]
    rusctl("person", "add", "--name", "Testperson Fyra")
    before = everything(people)
    (tmp_path / "lista.csv").write_text(LISTED, encoding="utf-8")
    done = rusctl("participants", "import", "arboga", str(tmp_path / "lista.csv"), "--yes", "--overwrite")
    assert done.code in (0, 1)
    number = str(json.loads(rusctl("register", "log", "--json").out)[0]["number"])
    for words in changes:
        assert rusctl(*words).code == 0
    between = everything(people, versions=True)
    ways = {"register": ("register", "undo", number), "participants": ("participants", "undo-import", number)}
    dry = [rusctl(*words, "--dry-run", "--lang", "en") for words in ways.values()]
    assert [one.code for one in dry] == [code, code]
    if code:
        assert dry[0] == dry[1]
    assert everything(people, versions=True) == between
    assert rusctl(*ways.pop(first)).code == code
    if code:
        assert everything(people, versions=True) == between
        return
    if case != "something else":
        assert everything(people) == before
    (other,) = ways.values()
    again = rusctl(*other, "--lang", "en")
    assert (again.code, again.err) == (1, f"rusctl: change {number} is undone already\n")
    assert rusctl("register", "undo").code == 0  # and it goes on with what was done before the import
    assert (everything(people) == before) is (case == "something else")


def _ring(version: int, change: Transaction) -> None:
    change.update(person, 3, version, phone=f"+46 {version}")


def test_what_is_not_kept_any_more_is_not_taken_back_in_part(people: Register, rusctl: Run, tmp_path: Path) -> None:
    (tmp_path / "lista.csv").write_text(LISTED, encoding="utf-8")
    rusctl("participants", "import", "arboga", str(tmp_path / "lista.csv"), "--yes", "--overwrite")
    number = str(json.loads(rusctl("register", "log", "--json").out)[0]["number"])
    for version in range(1, undo.KEPT + 3):
        people.change("person set", functools.partial(_ring, version))
    before = everything(people, versions=True)
    for words in (("register", "undo", number), ("participants", "undo-import", number)):
        result = rusctl(*words, "--lang", "en")
        assert (result.code, result.err) == (1, f"rusctl: what change {number} did is no longer kept\n")
    assert everything(people, versions=True) == before
