"""No file with people in it is written where git would keep it, and check --privacy finds what git has already."""

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from rusctl.database import making
from rusctl.errors import PrivacyError
from rusctl.mail import drafts
from rusctl.services.pieces import PIECES
from rusctl.storage import git, mappings
from rusctl.storage.files import exports, private
from tests.conftest import Run

if TYPE_CHECKING:
    from collections.abc import Callable


def in_git(folder: Path, *words: str) -> None:
    own = ("-c", "user.name=x", "-c", "user.email=x@y")
    subprocess.run(["git", *own, *words], check=True, cwd=folder, capture_output=True)


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    """Another work tree, that ignores only what lies in `out`."""
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    in_git(folder, "init", "-q")
    (folder / ".gitignore").write_text("/out/\n")
    return folder


def test_outside_a_work_tree_git_keeps_nothing(tmp_path: Path) -> None:
    assert not git.keeps(tmp_path / "new" / "x.csv")


def test_what_is_ignored_is_not_kept_unless_it_is_tracked(elsewhere: Path) -> None:
    (elsewhere / "out").mkdir()
    assert git.keeps(elsewhere / "x.csv")
    assert git.keeps(elsewhere / "new" / "x.csv")
    assert not git.keeps(elsewhere / "out" / "x.csv")
    (elsewhere / "out" / "x.csv").write_text("")
    in_git(elsewhere, "add", "-f", "out/x.csv")
    assert git.keeps(elsewhere / "out" / "x.csv")


def test_where_git_cannot_be_asked_it_is_taken_to_keep_all(elsewhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(elsewhere / "none"))
    assert git.keeps(elsewhere / "out" / "x.csv")


def test_a_link_into_a_work_tree_hides_nothing(elsewhere: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(elsewhere)
    assert git.keeps(tmp_path / "link" / "x.csv")


def test_every_writer_of_persons_refuses_it(elsewhere: Path) -> None:
    """The register's own .gitignore says nothing where a folder's other rules take its word back."""
    plan = elsewhere / "plan"
    (plan / "register").mkdir(parents=True)
    (plan / "register" / ".gitignore").write_text("!*\n")
    writers: list[Callable[[], object]] = [
        lambda: exports.write(plan / "register" / "exports" / "x.csv", b"", personal=True),
        lambda: drafts.write(plan, "sala", 1, b"x"),
        lambda: mappings.remember(plan, ["Namn"], {"Namn": "name"}),
        lambda: making.make_beside(plan, PIECES),
    ]
    for write in writers:
        with pytest.raises(PrivacyError):
            write()
    assert sorted(one.name for one in (plan / "register").rglob("*") if one.is_file()) == [".gitignore"]


def test_the_register_and_its_copies_are_refused_too(project: Path, rusctl: Run, elsewhere: Path) -> None:
    assert rusctl("register", "init").code == 0
    assert rusctl("register", "backup", str(elsewhere / "copy.sqlite3")).code == 6
    assert rusctl("report", "sign-in", "norberg", "--output", str(elsewhere / "x.docx")).code == 6
    assert sorted(one.name for one in elsewhere.iterdir()) == [".git", ".gitignore"]
    (elsewhere / "out").mkdir()
    assert rusctl("register", "backup", str(elsewhere / "out" / "copy.sqlite3")).code == 0
    in_git(project, "init", "-q")
    (project / "register" / ".gitignore").write_text("!*\n")
    words = ["person", "add", "--name", "Bo Ek", "--email", "bo@example.org"]
    found = subprocess.run([sys.executable, "-m", "rusctl", *words], cwd=project, capture_output=True, check=False)
    assert found.returncode == 6  # git is asked once in a run


def test_a_plan_in_a_folder_of_a_work_tree_is_worked_in(elsewhere: Path) -> None:
    (elsewhere / "plan").mkdir()
    assert drafts.write(elsewhere / "plan", "sala", 1, b"x").exists()
    assert not git.keeps(private.make(elsewhere / "plan") / "x")


@pytest.mark.parametrize("staged", [True, False])
def test_state_in_git_is_found(project: Path, rusctl: Run, *, staged: bool) -> None:
    (project / ".rusctl" / "undo").mkdir(parents=True)
    (project / "register").mkdir()
    (project / ".rusctl" / "undo" / ("a" * 64)).write_bytes(b"\0\1")
    (project / "register" / "register.sqlite3").write_bytes(b"SQLite\0")
    (project / "registered.md").write_text("no persons")
    in_git(project, "init", "-q")
    in_git(project, "add", "-Af")
    if not staged:
        in_git(project, "commit", "-qmx")
    found = rusctl("check", "--privacy")
    assert found.code == 1
    assert [line.split(":")[0] for line in found.out.splitlines() if "RUS504" in line] == [
        f".rusctl/undo/{'a' * 64}",
        "register/register.sqlite3",
    ]


def test_what_init_has_git_ignore_covers_it(project: Path) -> None:
    from rusctl.storage.template import IGNORED  # noqa: PLC0415

    in_git(project, "init", "-q")
    (project / ".gitignore").write_text(IGNORED)
    for name in (".rusctl/journal.jsonl", ".rusctl-set-aside-1/journal.jsonl", "register/drafts/x.eml"):
        assert not git.keeps(project / name)
    assert git.keeps(project / "events.toml")
