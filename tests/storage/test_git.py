import contextlib
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from rusctl.errors import EnvironmentFailureError, RusctlError
from rusctl.language.catalogue import Language
from rusctl.storage import git
from tests.conftest import ROOT

Git = Callable[..., str]


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with nothing in it, as git makes it for somebody without settings of their own."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    folder = tmp_path / "repository"
    folder.mkdir()
    run_git(folder, "init", "--quiet", "--initial-branch=main")
    return folder


def run_git(folder: Path, *words: str) -> str:
    identity = ("-c", "user.name=Test", "-c", "user.email=test@example.org")
    return subprocess.run(["git", *identity, *words], cwd=folder, check=True, capture_output=True, text=True).stdout


def commit(folder: Path, files: dict[str, bytes], *, tag: str = "") -> None:
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    run_git(folder, "add", "--all")
    run_git(folder, "commit", "--quiet", "--message=x")
    if tag:
        run_git(folder, "tag", tag)


def said(error: RusctlError) -> str:
    return Language("en").text(error.message)


BYTES = b"\xef\xbb\xbfa = 1\r\n# \xc3\xa5\x00\r\n\n"


@pytest.mark.parametrize("below", ["", "planer/å ä", "-x", "a*b[c]", "ny\nrad"])
def test_files_come_byte_for_byte_from_a_folder_anywhere_in_the_repository(repository: Path, below: str) -> None:
    folder = repository / below
    commit(repository, {f"{below or '.'}/events.toml": BYTES, f"{below or '.'}/config/process.toml": b""}, tag="then")
    commit(repository, {f"{below or '.'}/events.toml": b"now"})
    assert git.files_at(folder, "then", ["events.toml", "config/process.toml", "config/roles.toml"]) == {
        "events.toml": BYTES,
        "config/process.toml": b"",
    }
    assert git.files_at(folder, "HEAD~1", ["events.toml"]) == {"events.toml": BYTES}
    assert git.files_at(folder, "main", ["events.toml"]) == {"events.toml": b"now"}


def test_line_ends_that_git_would_change_on_checkout_are_as_git_holds_them(repository: Path) -> None:
    run_git(repository, "config", "core.autocrlf", "true")
    commit(repository, {"events.toml": b"a = 1\r\n"})
    assert git.files_at(repository, "HEAD", ["events.toml"]) == {"events.toml": b"a = 1\n"}


def test_a_folder_that_was_not_there_has_no_files(repository: Path) -> None:
    commit(repository, {"readme": b"x"})
    (repository / "plan").mkdir()
    assert git.files_at(repository / "plan", "HEAD", ["events.toml"]) == {}


def test_a_directory_in_the_place_of_a_file_is_no_file(repository: Path) -> None:
    commit(repository, {"events.toml/x": b"x"})
    assert git.files_at(repository, "HEAD", ["events.toml"]) == {}


@pytest.mark.parametrize(
    "revision", ["nope", "-x", "--help", "--output=here", "", "HEAD:readme", "HEAD..HEAD", "a b", "å"]
)
def test_what_is_no_revision(repository: Path, revision: str) -> None:
    commit(repository, {"readme": b"x"})
    with pytest.raises(RusctlError) as refused:
        git.files_at(repository, revision, ["events.toml"])
    assert refused.value.exit_code == 1
    assert said(refused.value) == (
        f"git knows no revision {revision} here; name a commit, a tag or a branch, such as HEAD~1"
    )
    assert sorted(path.name for path in repository.iterdir()) == [".git", "readme"]


def test_a_repository_without_a_commit(repository: Path) -> None:
    with pytest.raises(RusctlError, match="git knows no revision"):
        git.files_at(repository, "HEAD", ["events.toml"])


@pytest.mark.usefixtures("repository")
def test_no_repository(tmp_path: Path) -> None:
    for ask in (
        lambda: git.files_at(tmp_path, "HEAD", []),
        lambda: git.staged(tmp_path),
        lambda: git.toplevel(tmp_path),
    ):
        with pytest.raises(RusctlError) as refused:
            ask()
        assert refused.value.exit_code == 1
        assert said(refused.value) == f"{tmp_path} is in no git repository, so there is nothing to compare with"


def test_a_repository_that_git_cannot_read(repository: Path) -> None:
    (repository / ".git/config").write_text("[")
    with pytest.raises(RusctlError) as refused:
        git.staged(repository)
    assert said(refused.value).startswith("git could not answer: bad config line ")
    assert "\n" not in said(refused.value)


def test_no_git(repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(EnvironmentFailureError) as failed:
        git.files_at(repository, "HEAD", ["events.toml"])
    assert failed.value.exit_code == 7
    assert said(failed.value) == (
        "git could not be started (it is not there); install it, or see that it is on the PATH"
    )


def test_staged_files_are_given_as_they_are_staged(repository: Path) -> None:
    commit(repository, {"plan/gone": b"x", "plan/same": b"x", "plan/events.toml": b"old"})
    (repository / "plan/events.toml").write_bytes(BYTES)
    (repository / "plan/gone").unlink()
    (repository / 'plan/ny\n"å"').write_bytes(b"new")
    (repository / "above").write_bytes(b"")
    run_git(repository, "add", "--all")
    (repository / "plan/events.toml").write_bytes(b"not staged")
    (repository / "plan/untracked").write_bytes(b"not staged")
    expected = {"events.toml": BYTES, 'ny\n"å"': b"new", "../above": b""}
    assert git.staged(repository / "plan") == expected
    run_git(repository, "config", "diff.relative", "true")
    run_git(repository, "config", "diff.external", "false")
    run_git(repository, "config", "diff.noprefix", "true")
    assert git.staged(repository / "plan") == expected


def test_everything_is_staged_before_the_first_commit(repository: Path) -> None:
    (repository / "events.toml").write_bytes(b"x")
    assert git.staged(repository) == {}
    run_git(repository, "add", "events.toml")
    assert git.staged(repository) == {"events.toml": b"x"}


def test_what_is_only_meant_to_be_added_and_a_submodule_are_passed_over(repository: Path) -> None:
    commit(repository, {"readme": b"x"})
    (repository / "later").write_bytes(b"x")
    run_git(repository, "add", "--intent-to-add", "later")
    head = run_git(repository, "rev-parse", "HEAD").strip()
    run_git(repository, "update-index", "--add", "--cacheinfo", f"160000,{head},module")
    assert git.staged(repository) == {}


def test_the_top_of_the_repository(repository: Path) -> None:
    (repository / "plan").mkdir()
    assert git.toplevel(repository / "plan") == repository.resolve()


def test_in_a_hook_the_commit_being_made_is_seen(repository: Path) -> None:
    """`git commit -a` hands a hook an index of its own, by a path relative to the top of the repository."""
    commit(repository, {"plan/events.toml": b"old"})
    hook = repository / ".git/hooks/pre-commit"
    code = (
        "from pathlib import Path; from rusctl.storage import git; "
        "print(git.staged(Path('plan')), file=open('seen', 'w'))"
    )

    hook.write_text(f'#!/bin/sh\nexport GIT_DIR=.git\n"{sys.executable}" -c "{code}"\n')
    hook.chmod(0o755)
    (repository / "plan/events.toml").write_bytes(b"new")
    run_git(repository, "commit", "--quiet", "--all", "--message=x")
    assert (repository / "seen").read_text() == "{'events.toml': b'new'}\n"


def hostile(repository: Path, settings: str) -> Path:
    """Make a repository whose settings name a program, and give the mark that the program leaves."""
    commit(repository, {"events.toml": b"then", "register/a.csv": b"x", "lost.toml": b"gone"}, tag="then")
    (repository / "events.toml").write_bytes(b"staged")
    run_git(repository, "add", "--all")
    mark = repository.parent / "mark"
    program = repository.parent / "program"
    program.write_text(f"#!/bin/sh\ntouch '{mark}'\n", encoding="utf-8")
    program.chmod(0o755)
    hooks = repository.parent / "hooks"
    hooks.mkdir()
    for name in ("post-index-change", "reference-transaction", "post-checkout"):
        (hooks / name).symlink_to(program)
    (repository / ".git/info/attributes").write_text("* diff=bad filter=bad\n", encoding="utf-8")
    os.utime(repository / "events.toml", (1, 1))  # git has to look at it again
    lost = run_git(repository, "rev-parse", "then:lost.toml").strip()
    with (repository / ".git/config").open("a", encoding="utf-8") as config:
        config.write(settings.format(program=program, hooks=hooks))
    if "promisor" in settings:
        (repository / ".git/objects" / lost[:2] / lost[2:]).unlink()
    return mark


SETTINGS = {
    "fsmonitor": '[core]\n\tfsmonitor = "{program}"\n',
    "hooks": '[core]\n\thooksPath = "{hooks}"\n',
    "external diff": '[diff]\n\texternal = "{program}"\n[diff "bad"]\n\tcommand = "{program}"\n',
    "textconv": '[diff "bad"]\n\ttextconv = "{program}"\n',
    "filter": '[filter "bad"]\n\tclean = "{program}"\n\tsmudge = "{program}"\n\tprocess = "{program}"\n',
    "ssh": '[core]\n\tsshCommand = "{program}"\n\trepositoryFormatVersion = 1\n[extensions]\n\tpartialClone = o\n'
    '[remote "o"]\n\tpromisor = true\n\turl = ssh://x.invalid/y\n',
    "remote helper": "[core]\n\trepositoryFormatVersion = 1\n[extensions]\n\tpartialClone = o\n"
    '[protocol]\n\tallow = always\n[remote "o"]\n\tpromisor = true\n\turl = "ext::{program}"\n',
    "uploadpack": "[core]\n\trepositoryFormatVersion = 1\n[extensions]\n\tpartialClone = o\n"
    '[remote "o"]\n\tpromisor = true\n\turl = .\n\tuploadpack = "{program}"\n',
}
# what a person's own call of git runs under such settings, so that the tests below are known to bite
RUNS = {
    "fsmonitor": ("status",),
    "hooks": ("status",),
    "external diff": ("diff", "HEAD"),
    "textconv": ("diff", "HEAD"),
    "filter": ("diff",),
    "ssh": ("cat-file", "-p", "then:lost.toml"),
    "remote helper": ("cat-file", "-p", "then:lost.toml"),
    "uploadpack": ("cat-file", "-p", "then:lost.toml"),
}


@pytest.mark.parametrize("name", SETTINGS)
def test_what_a_folders_own_settings_name_would_be_run_by_git_itself(repository: Path, name: str) -> None:
    mark = hostile(repository, SETTINGS[name])
    subprocess.run(["git", *RUNS[name]], cwd=repository, check=False, capture_output=True)
    assert mark.exists()


@pytest.mark.parametrize("name", SETTINGS)
def test_no_call_runs_what_a_folders_own_settings_name(repository: Path, name: str) -> None:
    mark = hostile(repository, SETTINGS[name])
    calls: dict[str, Callable[[], object]] = {
        "files_at": lambda: git.files_at(repository, "then", ["events.toml"]),
        "a lost file": lambda: git.files_at(repository, "then", ["lost.toml"]),
        "staged": lambda: git.staged(repository),
        "toplevel": lambda: git.toplevel(repository),
        "tracked": lambda: git.tracked(repository, "register"),
    }
    for what, call in calls.items():
        with contextlib.suppress(RusctlError):
            call()
        assert not mark.exists(), what


def test_a_clone_that_lacks_a_file_is_a_sentence(repository: Path) -> None:
    hostile(repository, SETTINGS["uploadpack"])
    with pytest.raises(RusctlError) as refused:
        git.files_at(repository, "then", ["lost.toml"])
    assert said(refused.value).startswith("some of it is missing in this clone")


def test_every_call_of_git_is_made_in_one_place() -> None:
    """What is said of git above holds for all of the program."""
    calling = [
        str(path.relative_to(ROOT))
        for path in sorted((ROOT / "rusctl").rglob("*.py"))
        if re.search(r"""[\[(]\s*["']git["']""", path.read_text(encoding="utf-8"))
    ]
    assert calling == [str(Path("rusctl/storage/git.py"))]
