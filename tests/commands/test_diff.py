import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest

from rusctl.output import rows
from rusctl.output.changes import CHANGE
from tests.conftest import Run

Golden = Callable[[str, str], None]


def run_git(folder: Path, *words: str) -> None:
    identity = ("-c", "user.name=Test", "-c", "user.email=test@example.org")
    subprocess.run(["git", *identity, *words], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def repository(project: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The shipped tour, in a repository whose top is the folder above it."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(project.parents[1]))
    run_git(project.parent, "init", "--quiet")
    run_git(project.parent, "add", "--all")
    run_git(project.parent, "commit", "--quiet", "--message=plan")
    return project


def edit(path: Path, *replacements: tuple[str, str]) -> None:
    text = path.read_text(encoding="utf-8")
    for old, new in replacements:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")


def edit_a_lot(folder: Path) -> None:
    edit(
        folder / "events.toml",
        ('date = 2018-11-26\nstatus = "tentative"', 'date = 2018-12-03\nstatus = "confirmed"\nvenue = "Folkets hus"'),
        ("date = 2018-11-07\n", "start = 2018-11-07T18:00:00\nend = 2018-11-07T20:30:00\n"),
        ('window = { from = 2019-01-01, to = 2019-03-31, text = "i början av 2019" }', "date = 2019-01-23"),
        ('id = "arboga"', 'id = "arboga-2"'),
    )
    edit(
        folder / "config/process.toml",
        ('title = { sv = "Remissen öppnar", en', 'title = { sv = "Remissen börjar", en'),
        ("date = 2020-06-16\ndone = 2020-06-16\n", "date = 2020-06-17\n"),
        ('contact = "region@regionvastmanland.se"', 'url = "https://example.org/rus"'),
    )
    edit(folder / "config/municipalities.toml", ("population = 5795", "population = 5800"))


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_changes_in_words(repository: Path, lang: str, rusctl: Run, golden: Golden) -> None:
    edit_a_lot(repository)
    result = rusctl("diff", "HEAD", "--lang", lang)
    assert (result.code, result.err) == (0, "")
    golden(f"diff/changes.{lang}.txt", result.out)


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_json_fits_its_schema_and_has_no_language(repository: Path, lang: str, rusctl: Run, golden: Golden) -> None:
    edit_a_lot(repository)
    result = rusctl("diff", "HEAD", "--json", "--lang", lang)
    assert (result.code, result.err) == (0, "")
    checker = jsonschema.Draft202012Validator.FORMAT_CHECKER
    schema = rows.rows_schema(CHANGE, str)
    jsonschema.Draft202012Validator(schema, format_checker=checker).validate(json.loads(result.out))
    golden("diff/changes.json", result.out)


@pytest.mark.usefixtures("repository")
def test_nothing_has_changed(rusctl: Run) -> None:
    assert rusctl("diff", "--lang", "en") == (0, "", "nothing has changed since HEAD\n")
    assert json.loads(rusctl("diff", "--json").out) == []


def test_other_line_ends_are_no_change(repository: Path, rusctl: Run) -> None:
    path = repository / "events.toml"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert rusctl("diff", "HEAD", "--lang", "en") == (0, "", "nothing has changed since HEAD\n")


def test_a_folder_that_git_does_not_know_is_all_new(repository: Path, rusctl: Run) -> None:
    other = repository.parent / "other"
    repository.rename(other)
    result = rusctl("diff", "HEAD", "--lang", "en", "--project", str(other))
    assert (result.code, result.err) == (0, "there was no plan in this folder at HEAD, so everything is new\n")
    lines = result.out.splitlines()
    assert lines[0] == "new: Sala, Wed, 7 Nov 2018, confirmed"
    assert [line for line in lines if not line.startswith("new: ")] == [
        "the checks: paths that are not looked at tests/*, tests/**"
    ]


def test_a_file_that_was_no_toml(repository: Path, rusctl: Run) -> None:
    path = repository / "config/roles.toml"
    good = path.read_bytes()
    path.write_text("[[role]\n")
    run_git(repository, "commit", "--quiet", "--all", "--message=broken")
    path.write_bytes(good)
    result = rusctl("diff", "HEAD", "--lang", "en")
    assert (result.code, result.out) == (1, "")
    assert result.err.startswith("rusctl: config/roles.toml:1: as it was at HEAD: ")
    assert result.err.count("\n") == 1


def test_a_file_that_is_no_toml_now(repository: Path, rusctl: Run) -> None:
    (repository / "config/roles.toml").write_text("[[role]\n")
    result = rusctl("diff", "HEAD", "--lang", "en")
    assert (result.code, result.out) == (1, "")
    assert result.err.startswith("rusctl: config/roles.toml:1: ")
    assert "HEAD" not in result.err


def test_what_could_not_be_read_is_said(repository: Path, rusctl: Run) -> None:
    edit(repository / "events.toml", ("date = 2018-12-04", 'date = "4 december"'))
    result = rusctl("diff", "HEAD", "--lang", "en")
    assert result == (
        0,
        "Skinnskatteberg no longer has a date, was Tue, 4 Dec 2018\n",
        "some of it could not be read and is not compared; rusctl check says what is wrong now\n",
    )


@pytest.mark.usefixtures("repository")
@pytest.mark.parametrize("revision", [["nope"], ["--", "-x"]])
def test_no_such_revision(revision: list[str], rusctl: Run) -> None:
    result = rusctl("diff", "--lang", "en", *revision)
    assert (result.code, result.out) == (1, "")
    assert result.err == (
        f"rusctl: git knows no revision {revision[-1]} here; name a commit, a tag or a branch, such as HEAD~1\n"
    )


@pytest.mark.usefixtures("repository")
def test_no_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rusctl: Run) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    result = rusctl("diff", "HEAD")
    assert (result.code, result.out) == (7, "")


def test_control_characters_in_the_plan_do_not_reach_the_terminal(repository: Path, rusctl: Run) -> None:
    edit(repository / "events.toml", ('title = "Dialog med Västerås Stad"', 'title = "Dialog \\u202e \\u200b"'))
    assert "\u202e" not in rusctl("diff", "HEAD").out
