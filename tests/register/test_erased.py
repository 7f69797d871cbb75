"""What is erased stays erased: a copy, a list, an answer or another folder does not bring it back unasked."""

import json
import shutil
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select

from rusctl.database import erased, making
from rusctl.database.database import Register
from rusctl.database.erased import Marks
from rusctl.database.tables import erased as table
from rusctl.mail import drafts
from tests.conftest import Result, Run
from tests.register.test_mail import reply
from tests.register.test_rights import files_with

NAME, ADDRESS = "Testperson Raderad", "Raderad@example.org"
FILE = "register/register.sqlite3"
BEFORE = Path(__file__).parent / "before"
in_sqlite = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
Tell = Callable[..., Result]


@pytest.fixture
def tell(rusctl: Run) -> Tell:
    return lambda *words: rusctl("--lang", "en", *words)


@pytest.fixture
def copy(register: Register, tell: Tell, project: Path) -> Path:
    """A copy of before somebody was erased who had been told of Norberg; another person stays."""
    assert register
    tell("person", "add", "--name", NAME, "--email", ADDRESS, "--role", "politiker")
    tell("person", "add", "--name", "Testperson Kvar", "--email", "kvar@example.org", "--role", "politiker")
    tell("participants", "add", "norberg", "1", "2")
    tell("invite", "norberg")
    tell("outbox", "resolve", "--event", "norberg", "--sent")
    path = project / "register/copy.sqlite3"
    assert tell("register", "backup", str(path)).code == 0
    tell("person", "erase", "1", "--decision", "RS 2018-1", "--yes")
    return path


def test_no_name_and_no_address_is_kept(copy: Path, register: Register, project: Path) -> None:
    with register.reading() as connection:
        (row,) = connection.execute(select(table)).mappings()
        marks = erased.known(connection)
    assert (row["number"], row["decision"], len(row["digest"])) == (1, "RS 2018-1", 64)
    found = marks.of("raderad@EXAMPLE.org")
    assert found is not None
    assert found.decision == "RS 2018-1"
    assert marks.of("kvar@example.org") is None
    assert Marks("another key", marks.found).of(ADDRESS) is None
    for name in ("erased.key", "erased.jsonl"):
        assert stat.S_IMODE((project / "register" / name).stat().st_mode) == 0o600
    copy.unlink()
    assert files_with(project, [NAME, ADDRESS]) == []


@in_sqlite
def test_from_a_copy_they_are_erased_again(copy: Path, tell: Tell, project: Path) -> None:
    logged = json.loads(tell("retention", "log", "--json").out)
    (project / FILE).unlink()
    result = tell("register", "restore", str(copy))
    assert result.code == 0
    assert "1 person who was erased after that copy was made is erased from it, too" in result.err
    copy.unlink()
    assert files_with(project, [NAME, ADDRESS]) == []
    assert json.loads(tell("retention", "log", "--json").out) == logged
    assert [row["name"] for row in json.loads(tell("person", "list", "--json").out)] == ["Testperson Kvar"]
    assert [row["address"] for row in json.loads(tell("outbox", "list", "--json").out)] == ["kvar@example.org"]
    undone = tell("register", "undo")
    assert undone.code == 3


@in_sqlite
def test_where_a_copy_is_of_another_database_addresses_tell(copy: Path, tell: Tell, project: Path) -> None:
    """The list is the folder's, and a new database has its key."""
    assert copy.exists()
    (project / FILE).unlink()
    assert tell("register", "init").code == 0
    tell("person", "add", "--name", "Någon", "--email", "x@example.org")
    tell("person", "add", "--name", NAME, "--email", ADDRESS)
    other = project / "register/other.sqlite3"
    assert tell("register", "backup", str(other)).code == 0
    (project / FILE).unlink()
    refused = tell("register", "restore", str(other))
    assert (refused.code, "a copy of another register" in refused.err) == (3, True)
    assert "1 person who was erased" in tell("register", "restore", str(other), "--other").err
    assert [row["name"] for row in json.loads(tell("person", "list", "--json").out)] == ["Någon"]


def test_a_list_does_not_bring_them_back(copy: Path, tell: Tell, project: Path) -> None:
    assert copy.exists()
    (project / "lista.csv").write_text(f"Namn;E-post;Roll\n{NAME};{ADDRESS};politiker\nNy;ny@example.org;politiker\n")
    result = tell("person", "import", "lista.csv", "--yes")
    assert result.code == 1
    assert "was erased on" in result.out + result.err
    assert "by decision RS 2018-1" in result.out + result.err
    names = [row["name"] for row in json.loads(tell("person", "list", "--json").out)]
    assert names == ["Ny", "Testperson Kvar"]
    by_hand = tell("person", "add", "--name", NAME, "--email", ADDRESS)  # that is asked for
    assert (by_hand.code, "note: somebody with this address was erased on" in by_hand.err) == (0, True)
    assert tell("person", "import", "lista.csv", "--yes").code == 0


def test_nor_does_an_answer(copy: Path, tell: Tell, project: Path) -> None:
    copy.unlink()
    (project / "svar.ics").write_text(reply(ADDRESS).replace("END:VEVENT", "COMMENT:Hej\nEND:VEVENT"), "utf-8")
    result = tell("replies", "svar.ics", "--json")
    (row,) = json.loads(result.out)
    assert (row["result"], row["address"], row["answer"]) == ("refused", None, None)
    assert row["reason"] == "from somebody who was erased by decision RS 2018-1; it is not kept"
    (project / "svar.ics").unlink()
    assert json.loads(tell("review", "--all", "--json").out) == []
    assert files_with(project, [ADDRESS]) == []


def test_nor_does_a_list_of_whom_to_write_to(copy: Path, tell: Tell, project: Path) -> None:
    copy.unlink()
    (project / "lista.txt").write_text(f"{ADDRESS}\nny@example.org\n", encoding="utf-8")
    result = tell("invite", "norberg", "--to", "lista.txt", "--json")
    assert [row["address"] for row in json.loads(result.out)] == ["ny@example.org"]
    assert "1 person of the list was erased and is not written to" in result.err


def test_a_draft_in_another_folder_goes_when_rusctl_runs_there(copy: Path, tell: Tell, project: Path) -> None:
    copy.unlink()
    folder = project / "register/drafts/norberg"
    drafts.write(project, "norberg", 1, b"x")  # the message to the one who is erased
    (folder / drafts.older_name(ADDRESS)).write_bytes(b"x")
    (folder / "2.eml").rename(folder / drafts.older_name("kvar@example.org"))  # as an earlier rusctl named it
    result = tell("outbox", "send")
    assert (result.code, "1 draft is removed: its message is no longer in the register" in result.err) == (0, True)
    assert [path.name for path in folder.glob("*")] == ["2.eml"]


@in_sqlite
def test_a_draft_stays_where_the_register_is_not_the_expected_one(copy: Path, tell: Tell, project: Path) -> None:
    assert copy.exists()
    (project / FILE).unlink()
    tell("register", "init")
    tell("outbox", "send")
    assert [path.name for path in (project / "register/drafts/norberg").glob("*")] == ["2.eml"]


@in_sqlite
def test_who_was_disposed_of_stays_away_too(copy: Path, tell: Tell, rusctl: Run, project: Path) -> None:
    path = project / "config/retention.toml"
    path.write_text('[[class]]\nid = "k"\nwhat = "person"\nmonths = 6\ndecision = "D 7"\n', encoding="utf-8")
    assert rusctl("retention", "run", "--apply", "--today", "2019-12-01").code == 1  # the copy has them
    (project / FILE).unlink()
    assert "2 people who were erased" in tell("register", "restore", str(copy)).err


def test_where_it_was_moved_from_says_where_it_is(
    register: Register, database: str, tell: Tell, monkeypatch: pytest.MonkeyPatch
) -> None:
    register.change("person add", lambda change: change.connection.exec_driver_sql("SELECT 1"))
    if database:
        assert tell("register", "move-to", "file").code == 0
        moved = tell("person", "list")
        assert moved.code == 4
        assert "the register was moved to register/register.sqlite3" in moved.err
        monkeypatch.delenv("RUSCTL_REGISTER")
        assert tell("person", "list").code == 0
    else:
        making.mark_moved(register, "postgresql://server/strategi", 1)
        for words in (("person", "list"), ("register", "migrate"), ("register", "log"), ("outbox", "list")):
            assert "the register was moved to postgresql://server/strategi" in tell(*words).err, words
        assert "moved elsewhere" in tell("register", "status").out


@in_sqlite
@pytest.mark.parametrize("what", ["person", "contact"])
def test_retention_reaches_those_who_were_invited_by_a_list(
    database: str, tell: Tell, project: Path, what: str
) -> None:
    assert database == ""
    (project / "register").mkdir(mode=0o700)
    (project / "register/lista.txt").write_text("Testperson Ny <ny@example.org>\n", encoding="utf-8")
    tell("invite", "norberg", "--to", "register/lista.txt")
    tell("invite", "sala", "--to", "register/lista.txt")
    (project / "register/lista.txt").unlink()
    (project / "svar.ics").write_text(reply("framling@example.org"), encoding="utf-8")
    tell("replies", "svar.ics")
    (project / "svar.ics").unlink()
    path = project / "config/retention.toml"
    path.write_text(f'[[class]]\nid = "k"\nwhat = "{what}"\nmonths = 24\ndecision = "D 7"\n', encoding="utf-8")
    assert "RUS807" not in tell("check", "--register", "--today", "2020-06-01").out
    assert tell("retention", "run", "--apply", "--today", "2020-06-01").code == 0
    assert files_with(project, ["ny@example.org", "framling@example.org"])
    assert "RUS807" in tell("check", "--register", "--today", "2022-06-01").out
    assert tell("retention", "run", "--apply", "--today", "2022-06-01").code == 0
    assert files_with(project, ["ny@example.org", "framling@example.org"]) == []
    assert bool(files_with(project, ["Testperson Ny"])) is (what == "contact")  # whose name is no contact detail
    assert json.loads(tell("retention", "log", "--json").out)[0]["number"] == 2


CLASS = '[[class]]\nid = "raderade"\nwhat = "erased"\nmonths = 12\ndecision = "D 8"\n'


def listed_digests(folder: Path) -> list[int]:
    lines = (folder / "register/erased.jsonl").read_text(encoding="utf-8").splitlines()
    return [len(json.loads(line)["digests"]) for line in lines]


@in_sqlite
def test_digests_are_kept_as_long_as_their_class_says(copy: Path, tell: Tell, project: Path) -> None:
    copy.unlink()
    (project / "config/retention.toml").write_text(CLASS, encoding="utf-8")
    (project / "lista.csv").write_text(f"Namn;E-post;Roll\n{NAME};{ADDRESS};politiker\n", encoding="utf-8")
    assert "RUS807" not in tell("check", "--register", "--today", "2027-06-01").out
    tell("retention", "run", "--apply", "--today", "2027-06-01")
    assert listed_digests(project) == [1]
    assert tell("person", "import", "lista.csv", "--yes").code == 1
    assert "RUS807" in tell("check", "--register", "--today", "2028-06-01").out
    assert tell("retention", "run", "--apply", "--today", "2028-06-01").code == 0
    assert listed_digests(project) == [0]
    assert json.loads(tell("retention", "log", "--json").out)[-1]["class"] == "raderade"
    assert tell("person", "import", "lista.csv", "--yes").code == 0  # nobody can know any more
    assert "12 months after the erasure (decision D 8)" in tell("notice", "norberg").out


@in_sqlite
def test_digests_that_are_switched_off_go_and_none_is_made(copy: Path, tell: Tell, project: Path) -> None:
    (project / "config/retention.toml").write_text("erased_digests = false\n", encoding="utf-8")
    tell("person", "erase", "2", "--decision", "RS 2018-2", "--yes")
    assert listed_digests(project) == [0, 0]
    (project / FILE).unlink()
    assert "2 people who were erased" in tell("register", "restore", str(copy)).err  # by their numbers
    assert json.loads(tell("person", "list", "--json").out) == []
    assert listed_digests(project) == [0, 0]
    with making.open_register(project, "").reading() as connection:
        assert erased.without_digests(connection) == {1, 2}


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_a_colleague_has_no_digest_longer_than_the_database(
    copy: Path, tell: Tell, project: Path, database: str
) -> None:
    assert database
    copy.unlink()
    other = project.parent / "colleague"
    shutil.copytree(project, other)
    (project / "config/retention.toml").write_text("erased_digests = false\n", encoding="utf-8")
    assert tell("outbox", "send").code == 0
    assert (listed_digests(project), listed_digests(other)) == ([0], [1])
    assert tell("outbox", "send", "--project", str(other)).code == 0
    assert listed_digests(other) == [0]


@in_sqlite
def test_a_copy_that_was_put_back_behind_our_back_writes_to_none_of_them(copy: Path, tell: Tell, project: Path) -> None:
    copy.replace(project / FILE)
    result = tell("outbox", "send")
    assert (
        "1 person who was erased was there again, from an older copy of the register, and is erased again" in result.err
    )
    assert [row["name"] for row in json.loads(tell("person", "list", "--json").out)] == ["Testperson Kvar"]
    assert "there again" not in tell("outbox", "send").err


@in_sqlite
def test_a_copy_of_an_older_rusctl_too(database: str, tell: Tell, project: Path) -> None:
    assert database == ""
    (project / "register").mkdir(mode=0o700)
    shutil.copyfile(BEFORE / "register.sqlite3", project / FILE)
    assert tell("register", "migrate").code == 0
    tell("person", "erase", "1", "--decision", "D 1", "--yes")
    shutil.copyfile(BEFORE / "register.sqlite3", project / FILE)
    result = tell("register", "migrate")
    assert "1 person who was erased was there again" in result.err
    assert files_with(project, ["ett@example.org"]) == []
