"""What was changed is said in one place: an error in the middle of a command says what stands, and no more."""

import ast
import errno
import shlex
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from rusctl.database.database import Register
from rusctl.errors import EnvironmentFailureError
from rusctl.language.catalogue import Language
from rusctl.language.message import msg
from rusctl.storage.files import journal_file, made, placing
from tests.conftest import ROOT, Run

CLAIMS = ("nothing was", "files are as they were", "was not changed", "nothing is written", "nothing is sent")
STAYS = "; what had been changed before that stays: "
DOWN = "the register's server does not answer: try again later"
Patch = pytest.MonkeyPatch


def sentences(path: Path) -> list[str]:
    """Give the texts of a module's messages."""
    return [
        text.value
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in {"msg", "nmsg"}
        for text in call.args
        if isinstance(text, ast.Constant) and isinstance(text.value, str)
    ]


def test_that_nothing_was_changed_is_said_in_one_place() -> None:
    modules = sorted((ROOT / "rusctl").rglob("*.py"))
    found = {
        path.relative_to(ROOT).as_posix()
        for path in modules
        for text in sentences(path)
        if any(claim in text for claim in CLAIMS)
    }
    assert len(modules) > 300
    assert found == {"rusctl/storage/files/made.py"}


def fails(real: Callable[..., Any], what: str) -> Callable[..., Any]:
    """Let the register fail when a change of one kind is to be made."""

    def change(register: Register, name: str, work: Any, **more: Any) -> Any:
        if name == what and not more.get("dry_run"):
            raise EnvironmentFailureError(msg("the register's server does not answer: try again later"))
        return real(register, name, work, **more)

    return change


def english(rusctl: Run, line: str) -> Any:
    return rusctl(*shlex.split(line), "--lang", "en")


@pytest.fixture
def people(project: Path, rusctl: Run) -> Path:
    """A folder with a register of one person, who takes part in something."""
    for line in (
        "register init",
        "person add --name Eva --email eva@example.se --role politiker",
        "participants add norberg 1",
    ):
        assert english(rusctl, line).code == 0
    return project


@pytest.mark.usefixtures("people")
def test_a_persons_drafts_are_removed_and_then_the_register_fails(rusctl: Run, monkeypatch: Patch) -> None:
    english(rusctl, "invite norberg")
    monkeypatch.setattr(Register, "change", fails(Register.change, "person erase"))
    done = english(rusctl, "person erase 1 --decision D --yes")
    assert done.code == 7
    last = done.err.splitlines()[-1]
    assert last == f"rusctl: {DOWN}{STAYS}the drafts"


@pytest.mark.usefixtures("people")
def test_a_person_of_whom_nothing_else_is_kept_is_not_erased(rusctl: Run, monkeypatch: Patch) -> None:
    monkeypatch.setattr(Register, "change", fails(Register.change, "person erase"))
    done = english(rusctl, "person erase 1 --decision D --yes")
    assert (done.code, done.err.splitlines()[-1]) == (7, f"rusctl: {DOWN}; nothing was changed")


def test_a_list_whose_columns_are_remembered_and_the_register_fails(
    people: Path, rusctl: Run, monkeypatch: Patch
) -> None:
    (people / "people.csv").write_text("Namn;E-post\nBo Al;bo@example.se\n", encoding="utf-8")
    monkeypatch.setattr(Register, "change", fails(Register.change, "person import"))
    line = "person import people.csv --role politiker --yes --column E-post=email"
    assert english(rusctl, line).err.splitlines()[-1] == f"rusctl: {DOWN}{STAYS}config/lists.toml"
    assert english(rusctl, line).err.splitlines()[-1] == f"rusctl: {DOWN}; nothing was changed"


def test_the_ledger_is_written_and_no_feed_of_two_targets(project: Path, rusctl: Run, monkeypatch: Patch) -> None:
    with (project / "config/targets.toml").open("a", encoding="utf-8") as file:
        for name in ("one", "two"):
            (project / name).mkdir()
            file.write(f'\n[[target]]\nid = "{name}"\nkind = "folder"\npath = "{name}"\n')
    real = placing.put

    def put(path: Path, *more: Any) -> Any:
        if path.parent.name == "two":
            raise OSError(errno.EIO, "fault")
        return real(path, *more)

    monkeypatch.setattr(placing, "put", put)
    done = english(rusctl, "publish --to one --to two")
    assert done.code == 7
    assert done.err.splitlines()[-1].endswith(f"{STAYS}config/published.toml"), done
    assert (project / "config/published.toml").exists()
    assert list((project / "one").iterdir()) == []


def test_what_is_taken_back_stays_so_where_the_log_cannot_be_ended(
    project: Path, rusctl: Run, monkeypatch: Patch
) -> None:
    before = (project / "events.toml").read_bytes()
    english(rusctl, "event confirm norberg")
    real = journal_file.append

    def append(folder: Path, line: Any) -> None:
        if "end" in line:
            raise OSError(errno.ENOSPC, "full")
        real(folder, line)

    monkeypatch.setattr(journal_file, "append", append)
    done = english(rusctl, "undo")
    assert done.code == 7
    assert done.err.splitlines()[-1].endswith(f"{STAYS}events.toml"), done
    assert (project / "events.toml").read_bytes() == before


@pytest.mark.usefixtures("project")
def test_an_editor_that_saves_and_fails(rusctl: Run, monkeypatch: Patch) -> None:
    program = "import sys; open(sys.argv[-1], 'a').write('# seen'); sys.exit(3)"
    monkeypatch.setenv("EDITOR", shlex.join([sys.executable, "-c", program]))
    assert english(rusctl, "event edit koping").err.endswith(f"ended with 3{STAYS}events.toml\n")


@pytest.mark.usefixtures("project")
def test_a_command_that_only_reads_says_nothing_of_it(rusctl: Run, monkeypatch: Patch) -> None:
    def fail(*_: Any) -> None:
        raise EnvironmentFailureError(msg("the register's server does not answer: try again later"))

    for module in ("tour.tour", "undo"):
        monkeypatch.setattr(f"rusctl.commands.{module}.terminal", fail)
    assert english(rusctl, "tour").err == f"rusctl: {DOWN}\n"
    assert english(rusctl, "undo").err == f"rusctl: {DOWN}; nothing was changed\n"


def test_what_may_stand_is_not_denied_and_much_is_counted() -> None:
    def said() -> str:
        return Language("en").text(made.told(msg("the register")))

    made.begin()
    assert said() == "the register; nothing was changed"
    made.unsure()
    assert said() == "the register"
    for number in range(7):
        made.note(f"file {number}")
    assert said() == f"the register{STAYS}file 0, file 1, file 2, file 3, file 4, 2 more"
    assert Language("en").text(made.dry_run()).startswith(f"this was --dry-run{STAYS}")
    made.begin()
    assert Language("en").text(made.dry_run()) == "nothing was changed: this was --dry-run"
