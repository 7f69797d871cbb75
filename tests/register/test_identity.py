"""A database knows itself, and a number is never given to two people, whatever is put in its place."""

import json
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from sqlalchemy import select

from rusctl.database import identity, making, numbers
from rusctl.database.database import Register
from rusctl.database.tables import operation, person
from rusctl.services.pieces import PIECES
from tests.conftest import Result, Run
from tests.mail.server import Box, Fault, serving_plan
from tests.register.server import Server

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


@pytest.fixture
def waiting(register: Register, tell: Callable[..., Result], project: Path) -> Iterator[Box]:
    """A mail server that puts off, so that a message to the one who takes part in Norberg waits in the register."""
    assert register
    tell("person", "add", "--name", "Testperson Ett", "--email", "ett@example.org", "--role", "politiker")
    tell("participants", "add", "norberg", "1")
    with serving_plan(project) as box:
        box.faults = [Fault("MAIL", "451 later")]
        assert tell("invite", "norberg", "--send").code == 7
        box.faults = []
        yield box


SENDING = (("outbox", "send"), ("invite", "norberg", "--send"), ("invite", "norberg", "--send", "--dry-run"))


def refused(tell: Callable[..., Result], why: str, lines: Sequence[Sequence[str]] = SENDING) -> None:
    """See that nothing is sent, whichever command is to send it, and that all else works."""
    for words in lines:
        result = tell(*words)
        assert (result.code, why in result.err, "rusctl register accept" in result.err) == (4, True, True), result
    assert tell("person", "list").code == 0


@in_sqlite
def test_nothing_is_sent_from_an_older_copy_until_it_is_accepted(
    waiting: Box, tell: Callable[..., Result], project: Path
) -> None:
    shutil.copyfile(project / FILE, project / "register/before")
    add(tell, "Testperson Två")
    shutil.copyfile(project / "register/before", project / FILE)
    refused(tell, "the register is older than what was seen of it in this folder")
    assert add(tell, "Testperson Tre") == 3  # which raises the numbers: it is still an older one
    refused(tell, "the register is older than what was seen of it in this folder")
    assert waiting.copies() == {}
    dry = tell("register", "accept", "--dry-run")
    assert (dry.code, "with 2 people" in dry.out) == (0, True)
    refused(tell, "the register is older than what was seen of it in this folder")
    assert tell("register", "accept").code == 0
    assert "is the one that is expected here" in tell("register", "accept").err
    assert tell("outbox", "send").code == 0
    assert waiting.copies() == {"ett@example.org": 1}


@in_sqlite
def test_the_right_one_that_is_back_needs_no_word(waiting: Box, tell: Callable[..., Result], project: Path) -> None:
    shutil.copyfile(project / FILE, project / "register/before")
    add(tell, "Testperson Två")
    shutil.copyfile(project / FILE, project / "register/right")
    shutil.copyfile(project / "register/before", project / FILE)
    add(tell, "Testperson Tre")
    shutil.copyfile(project / "register/right", project / FILE)
    assert tell("outbox", "send").code == 0
    assert waiting.copies() == {"ett@example.org": 1}
    assert "is the one that is expected here" in tell("register", "accept").err
    assert add(tell, "Testperson Fyra") == 4


@in_sqlite
def test_nothing_is_sent_from_a_new_one_until_it_is_accepted(
    waiting: Box, tell: Callable[..., Result], project: Path
) -> None:
    (project / FILE).unlink()
    (project / "register/lista.txt").write_text("tva@example.org\n", encoding="utf-8")
    result = tell("invite", "norberg", "--to", "register/lista.txt", "--send")
    assert (result.code, "this is another register" in result.err) == (4, True)
    assert not (project / FILE).exists()
    assert "there is no register here" in tell("register", "accept").err
    tell("register", "init")
    assert tell("invite", "norberg", "--to", "register/lista.txt", "--send").code == 4
    assert tell("register", "accept").code == 0
    assert tell("invite", "norberg", "--to", "register/lista.txt", "--send").code == 0
    assert waiting.copies() == {"tva@example.org": 1}


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_another_address_needs_a_word(
    waiting: Box, tell: Callable[..., Result], monkeypatch: pytest.MonkeyPatch, postgres: Server
) -> None:
    with postgres.database() as url:
        monkeypatch.setenv("RUSCTL_REGISTER", url)
        assert tell("register", "init").code == 0
        result = tell("person", "add", "--name", "Testperson Två", "--email", "tva@example.org", "--role", "politiker")
        assert result.out == "2\n"
        assert result.err.startswith("note: this is another register")
        tell("participants", "add", "norberg", "2")
        refused(tell, "this is another register than the one that was used in this folder before", SENDING[1:])
        assert waiting.copies() == {}
        assert tell("register", "accept").code == 0
        assert tell("invite", "norberg", "--send").code == 0
    assert waiting.copies() == {"tva@example.org": 1}


@in_sqlite
def test_what_this_folder_has_put_back_is_accepted_with_that(
    waiting: Box, tell: Callable[..., Result], project: Path
) -> None:
    copy = project / "register/copy.sqlite3"
    tell("register", "backup", str(copy))
    add(tell, "Testperson Två")
    (project / FILE).unlink()
    assert tell("register", "restore", str(copy)).code == 0
    result = tell("person", "add", "--name", "Testperson Tre")
    assert (result.out.split()[0], "note:" in result.err) == ("3", False)
    assert "is the one that is expected here" in tell("register", "accept").err
    assert tell("outbox", "send").code == 0  # the server never took it, so that it waits in the copy still
    assert waiting.copies() == {"ett@example.org": 1}


@in_sqlite
def test_where_it_was_moved_to_is_expected(
    waiting: Box, tell: Callable[..., Result], monkeypatch: pytest.MonkeyPatch, postgres: Server
) -> None:
    with postgres.database() as url:
        assert tell("register", "move-to", url).code == 0
        monkeypatch.setenv("RUSCTL_REGISTER", url)
        assert tell("outbox", "send").code == 0
        assert waiting.copies() == {"ett@example.org": 1}
        assert "note:" not in tell("person", "add", "--name", "Testperson Två").err


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_a_colleague_who_writes_on_does_not_hide_that_it_is_older(
    waiting: Box, tell: Callable[..., Result], project: Path, database: str, postgres: Server
) -> None:
    """The numbers of the colleague have caught up: the change that was made here last is not among them."""
    name = database.partition("?")[0].rpartition("/")[2]
    with postgres.database(name) as older, pytest.MonkeyPatch.context() as patch:
        add(tell, "Testperson Två")
        patch.setenv("RUSCTL_REGISTER", older)
        other = project.parent / "colleague"
        shutil.copytree(project, other, ignore=shutil.ignore_patterns(".rusctl"))
        for word in ("Tre", "Fyra", "Fem"):
            assert tell("person", "add", "--name", f"Testperson {word}", "--project", str(other)).code == 0
        refused(tell, "the register is older than what was seen of it in this folder")
    assert waiting.copies() == {}


@in_sqlite
def test_what_was_remembered_without_a_change_has_its_numbers(
    waiting: Box, tell: Callable[..., Result], project: Path
) -> None:
    """As an earlier rusctl wrote it down."""
    path = project / ".rusctl/database.json"
    kept = json.loads(path.read_text(encoding="utf-8"))
    kept["numbers"]["operation"] += 2
    path.write_text(json.dumps({name: kept[name] for name in ("ident", "numbers", "at")}), encoding="utf-8")
    refused(tell, "the register is older than what was seen of it in this folder")
    add(tell, "Testperson Två")
    refused(tell, "the register is older than what was seen of it in this folder")
    assert tell("register", "accept").code == 0
    assert tell("outbox", "send").code == 0
    assert waiting.copies() == {"ett@example.org": 1}


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
