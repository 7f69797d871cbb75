"""A database knows itself, and a number is never given to two people, whatever is put in its place."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select

from rusctl.database import identity, making, numbers
from rusctl.database.database import Register
from rusctl.database.tables import operation, person
from rusctl.services.pieces import PIECES
from tests.conftest import Result, Run

FILE = "register/register.sqlite3"
in_sqlite = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


@pytest.fixture
def tell(rusctl: Run) -> Callable[..., Result]:
    return lambda *words: rusctl("--lang", "en", *words)


def add(tell: Callable[..., Result], name: str) -> int:
    result = tell("person", "add", "--name", name)
    assert result.code == 0, result.err
    return int(result.out.split()[0])


def test_no_two_have_the_same(register: Register, tmp_path: Path) -> None:
    other_one = making.open_place(making.make_beside(tmp_path, PIECES))
    with register.reading() as one, other_one.reading() as other:
        assert identity.of(one).ident != identity.of(other).ident
        assert identity.secret(one) != identity.secret(other)


@pytest.mark.usefixtures("register")
@in_sqlite
def test_numbers_go_on_above_those_of_a_copy_that_is_put_back(tell: Callable[..., Result], project: Path) -> None:
    assert add(tell, "Testperson Ett") == 1
    copy = project / "register/copy.sqlite3"
    assert tell("register", "backup", str(copy)).code == 0
    assert [add(tell, f"Testperson {word}") for word in ("Två", "Tre")] == [2, 3]
    (project / FILE).unlink()
    assert tell("register", "restore", str(copy)).code == 0
    assert add(tell, "Testperson Fyra") == 4


@pytest.mark.usefixtures("register")
@in_sqlite
def test_a_copy_that_was_put_back_by_hand_is_said(tell: Callable[..., Result], project: Path) -> None:
    add(tell, "Testperson Ett")
    shutil.copyfile(project / FILE, project / "before")
    add(tell, "Testperson Två")
    shutil.copyfile(project / "before", project / FILE)
    result = tell("person", "add", "--name", "Testperson Tre")
    assert result.out.startswith("3 ") or result.out.strip() == "3"
    assert result.err.startswith("note: the register is older than what was seen of it here")
    assert "note:" not in tell("person", "add", "--name", "Testperson Fyra").err


@pytest.mark.usefixtures("register")
@in_sqlite
def test_a_new_one_in_its_place_goes_on_above(tell: Callable[..., Result], project: Path) -> None:
    add(tell, "Testperson Ett")
    add(tell, "Testperson Två")
    (project / FILE).unlink()
    assert tell("register", "init").code == 0
    result = tell("person", "add", "--name", "Testperson Tre")
    assert result.err.startswith("note: this is another register than the one that was used here before")
    with making.open_register(project, "").reading() as connection:
        assert list(connection.execute(select(person.c.id)).scalars()) == [3]
        assert min(connection.execute(select(operation.c.id)).scalars()) == 3
    kept = json.loads((project / ".rusctl/database.json").read_text(encoding="utf-8"))
    assert kept["numbers"]["person"] == 3
    assert "Testperson" not in (project / ".rusctl/database.json").read_text(encoding="utf-8")


def test_numbers_are_raised_and_never_lowered(register: Register) -> None:
    for _ in range(2):
        register.change("person add", lambda change: change.insert(person, name="Testperson"))

    def raised(floor: int) -> int:
        def work(change: object) -> int:
            return numbers.raise_to(change.connection, {"person": floor}, ["person"])["person"]  # type: ignore[attr-defined]

        return register.change("test", work)

    assert [raised(floor) for floor in (1, 7, 3)] == [2, 7, 7]
    assert register.change("person add", lambda change: change.insert(person, name="Testperson")) == 8


@in_sqlite
@pytest.mark.parametrize("text", ["", "{", "[]", '{"ident": 1}', '{"ident": "x", "numbers": {"person": "many"}}'])
def test_what_is_remembered_may_be_unreadable(
    register: Register, tell: Callable[..., Result], project: Path, text: str
) -> None:
    assert register
    add(tell, "Testperson Ett")
    (project / ".rusctl/database.json").write_text(text, encoding="utf-8")
    assert add(tell, "Testperson Två") == 2
