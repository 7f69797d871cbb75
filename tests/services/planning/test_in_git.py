"""What git has staged, looked at for personal data by the service itself."""

import subprocess
from pathlib import Path

import pytest

from rusctl.services.planning import in_git
from rusctl.services.project import Project
from tests.conftest import DAY

PERSON = "Ring Anna: anna.andersson@example.org, 19121212-1212\n"


@pytest.fixture(name="kept")
def kept_fixture(project: Path) -> Project:
    """The shipped tour in a repository of its own, with nothing staged."""
    git(project, "init", "--quiet")
    return Project(str(project), DAY)


def git(folder: Path, *words: str) -> None:
    subprocess.run(["git", "-C", folder, *words], check=True, capture_output=True)


def test_only_what_is_staged_is_looked_at(kept: Project) -> None:
    note = kept.folder.path / "note.txt"
    note.write_text(PERSON, encoding="utf-8")
    assert in_git.staged_findings(kept) == ()
    git(kept.folder.path, "add", "note.txt")
    assert {one.file for one in in_git.staged_findings(kept)} == {"note.txt"}


def test_a_register_in_git_is_named_and_what_it_holds_is_not_read_as_text(kept: Project) -> None:
    register = kept.folder.path / "register"
    register.mkdir()
    (register / "register.sqlite3").write_bytes(b"SQLite format 3\0" + PERSON.encode())
    git(kept.folder.path, "add", "--force", "register/register.sqlite3")
    (finding,) = in_git.staged_findings(kept)
    assert finding.file == "register/register.sqlite3"
    assert "anna" not in str(finding.message)


def test_where_the_folder_lies_in_its_repository(project: Path) -> None:
    tour = Project(str(project), DAY)
    assert in_git.place_in_repository(tour) == ""  # it is in none
    git(project.parent, "init", "--quiet")
    assert in_git.place_in_repository(tour) == project.name
    git(project, "init", "--quiet")
    assert in_git.place_in_repository(tour) == ""
