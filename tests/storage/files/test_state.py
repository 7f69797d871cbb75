"""What a folder brings along is not believed, and no link in it is written through."""

import datetime as dt
import hashlib
import json
import os
import subprocess
import zlib
from collections.abc import Callable
from pathlib import Path
from threading import Thread

import pytest

from rusctl.errors import ConflictError, EnvironmentFailureError
from rusctl.storage.files import inside, journal_file, lock, state
from tests.conftest import Run, agree

ASIDE = ".rusctl-set-aside-1"
WORDS = ("event", "confirm", "norberg")


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RUSCTL_LANG", "en")


def bring(plan: Path, name: str, before: str, now: str | None, *, done: bool = False) -> None:
    """Put a journal into a folder as somebody would who wants `before` to be written over `now`."""
    undo = plan / ".rusctl" / "undo"
    undo.mkdir(parents=True)
    digest = hashlib.sha256(before.encode()).hexdigest()
    (undo / digest).write_bytes(zlib.compress(before.encode()))
    after = None if now is None else hashlib.sha256(now.encode()).hexdigest()
    files = [{"name": name, "before": digest, "after": after}]
    if not done:
        files.append({"name": "config/none.toml", "before": None, "after": "0" * 64})
    lines = [{"id": 1, "when": "2026-01-01T00:00:00+00:00", "command": ["x"], "files": files, "undoes": 0}]
    if done:
        lines.append({"id": 1, "end": "done"})
    text = "".join(json.dumps(line) + "\n" for line in lines)
    (plan / ".rusctl" / "journal.jsonl").write_text(text)


def own(plan: Path, rusctl: Run) -> None:
    """Give a folder a `.rusctl` of this machine's, whatever is put into it afterwards."""
    assert rusctl("event", "confirm", "norberg").code == 0
    assert (plan / ".rusctl" / "token").is_file()


def test_a_journal_that_came_with_the_folder_is_set_aside(project: Path, rusctl: Run) -> None:
    bring(project, "notes.txt", "theirs", None)
    found = rusctl(*WORDS)
    assert found.code == 0
    assert found.err.splitlines()[-1] == (
        f".rusctl was not made by rusctl on this machine, so it is set aside as {ASIDE} and not read; what was changed "
        "before cannot be undone with rusctl undo"
    )
    assert not (project / "notes.txt").exists()
    assert (project / ASIDE / "journal.jsonl").exists()
    assert (project / ASIDE / ".gitignore").read_text() == "*\n"
    assert rusctl("undo").code == 0  # the change of now
    assert rusctl("undo").code == 1


def test_it_is_said_once_and_the_next_gets_a_name_of_its_own(project: Path, rusctl: Run) -> None:
    bring(project, "events.toml", "theirs", None)
    rusctl(*WORDS)
    assert "set aside" not in rusctl("event", "move", "norberg", "2018-12-04", "--reason", "y").err + rusctl(*WORDS).err
    (project / ".rusctl" / "token").write_text("f" * 64 + "\n")  # of this form, and of no folder of this machine
    assert ".rusctl-set-aside-2" in rusctl("event", "move", "norberg", "2018-12-05", "--reason", "y").err
    assert (project / ".rusctl-set-aside-2" / "journal.jsonl").exists()


@pytest.mark.parametrize("token", ["", "../../x", "0" * 63, "0" * 64 + "\n\n", "ABC"])
def test_what_is_no_token_of_ours_is_none(project: Path, rusctl: Run, token: str) -> None:
    own(project, rusctl)
    (project / ".rusctl" / "token").write_text(token)
    assert ASIDE in rusctl("undo").err


def test_a_copy_of_the_folder_on_this_machine_keeps_its_undo(project: Path, rusctl: Run, tmp_path: Path) -> None:
    own(project, rusctl)
    project.rename(tmp_path / "moved")
    assert rusctl("--project", str(tmp_path / "moved"), "undo").code == 0


def test_another_user_on_this_machine_has_no_say(
    project: Path, rusctl: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    own(project, rusctl)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "another"))
    assert ASIDE in rusctl("undo").err


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[str], None]:
    """Go on at another machine, which sees the same folder by a drive and has a user's state of its own."""

    def go_on_at(name: str) -> None:
        monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / f"machine-{name}"))

    return go_on_at


def set_aside(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob(".rusctl-set-aside-*"))


def test_machines_that_share_a_folder_each_keep_their_undo(
    project: Path, rusctl: Run, machine: Callable[[str], None]
) -> None:
    first = (project / "events.toml").read_bytes()
    machine("a")
    assert rusctl("event", "move", "norberg", "2018-12-04").code == 0
    moved = (project / "events.toml").read_bytes()
    machine("b")
    assert f"set aside as {ASIDE} and not read; what was changed before" in rusctl("event", "tentative", "koping").err
    theirs = (project / "events.toml").read_bytes()
    machine("a")
    refused = rusctl("undo")
    assert (refused.code, "events.toml has been changed since" in refused.err) == (4, True)
    assert (project / "events.toml").read_bytes() == theirs
    for _ in range(3):  # however often they take turns, there is one of each
        machine("b")
        assert f"so it is set aside as {ASIDE} and not read; .rusctl-set-aside-2, which was" in rusctl(*WORDS).err
        assert rusctl("undo").code == 0
        assert set_aside(project) == [ASIDE]
        machine("a")
        assert rusctl("event", "move", "arboga", "2018-12-11").code == 0
        assert rusctl("undo").code == 0
        assert set_aside(project) == [".rusctl-set-aside-2"]
    machine("b")
    assert rusctl("undo").code == 0
    assert (project / "events.toml").read_bytes() == moved
    machine("a")
    assert rusctl("undo").code == 0
    assert (project / "events.toml").read_bytes() == first


def test_nothing_is_set_aside_in_which_another_machine_is_at_work(
    project: Path, rusctl: Run, machine: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock, "TIMEOUT", 0.1)
    machine("a")
    own(project, rusctl)
    before = (project / "events.toml").read_bytes()
    for name in ("lock", "outbox", "publish-gruppen"):
        machine("a")
        with lock.lock(project, name=name):
            machine("b")
            with pytest.raises(ConflictError), lock.lock(project, 0.1):
                pass
        assert set_aside(project) == []
    assert (project / "events.toml").read_bytes() == before


def test_who_waits_for_a_lock_that_is_set_aside_meanwhile_takes_the_new_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with lock.lock(tmp_path):
        pass
    usual, turns = lock._wait, iter([True])  # noqa: SLF001 - the moment between

    def set_aside_meanwhile(handle: int, until: float) -> None:
        usual(handle, until)
        if next(turns, False):
            (tmp_path / ".rusctl").rename(tmp_path / ASIDE)
            (tmp_path / ".rusctl").mkdir()

    monkeypatch.setattr(lock, "_wait", set_aside_meanwhile)
    with lock.lock(tmp_path):
        assert (tmp_path / ".rusctl" / "lock").read_text() == str(os.getpid())
        with pytest.raises(ConflictError), lock.lock(tmp_path, 0.1):
            pass


def test_only_a_folder_of_this_users_is_taken_back(
    project: Path, rusctl: Run, machine: Callable[[str], None], tmp_path: Path
) -> None:
    machine("a")
    own(project, rusctl)
    machine("b")
    rusctl("event", "tentative", "koping")
    (project / ASIDE).rename(tmp_path / "elsewhere")
    (project / ASIDE).symlink_to(tmp_path / "elsewhere")
    machine("a")
    found = rusctl("undo")
    assert (found.code, "is in its place again" in found.err) == (1, False)
    assert (project / ASIDE).is_symlink()


def test_many_at_once_set_nothing_aside_that_one_has_made(tmp_path: Path) -> None:
    seen: list[Path] = []
    threads = [Thread(target=lambda: seen.append(state.ensure(tmp_path))) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(seen), [path.name for path in tmp_path.iterdir()]) == (16, [".rusctl"])


def test_a_folder_that_was_begun_and_no_more_is_taken(tmp_path: Path) -> None:
    (tmp_path / ".rusctl").mkdir()
    (tmp_path / ".rusctl" / "lock").write_text("")
    with lock.lock(tmp_path):
        assert [path.name for path in tmp_path.iterdir()] == [".rusctl"]
    assert state.said() == []


def test_where_nothing_can_be_kept_for_the_user_nothing_is_changed(
    project: Path, rusctl: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    before = (project / "events.toml").read_bytes()
    assert rusctl(*WORDS).code == 7
    assert (project / "events.toml").read_bytes() == before


@pytest.mark.parametrize("name", ["docs/x", "notes.txt", ".git/config", "config/../.git/config", "busy/../x.txt", "x"])
@pytest.mark.parametrize("done", [True, False])
def test_a_journal_names_only_files_that_a_plan_has(project: Path, rusctl: Run, name: str, *, done: bool) -> None:
    own(project, rusctl)
    path = project / ".rusctl" / "token"
    token = path.read_bytes()
    for old in sorted((project / ".rusctl").rglob("*"), reverse=True):
        old.unlink() if old.is_file() else old.rmdir()
    (project / ".rusctl").rmdir()
    bring(project, name, "theirs", None, done=done)
    path.write_bytes(token)
    rusctl("undo")
    rusctl("event", "move", "norberg", "2018-12-04", "--reason", "y")
    assert not (project / name).exists()


@pytest.mark.parametrize(
    "name",
    [
        "events.toml",
        "config/process.toml",
        "config/published.toml",
        "config/baselines.toml",
        "config/lists.toml",
        "busy/ks.txt",
    ],
)
def test_the_files_that_a_plan_has_may_be_named(name: str) -> None:
    entry = journal_file.JournalEntry(
        1, dt.datetime(2026, 1, 1, tzinfo=dt.UTC), (), (journal_file.FileDigests(name, None, None),)
    )
    assert journal_file.as_entry(journal_file.as_line(entry)) == entry


@pytest.mark.parametrize("place", [".rusctl/lock", ".rusctl/journal.jsonl", ".rusctl/undo", "events.toml"])
def test_a_link_is_refused_where_rusctl_writes(project: Path, rusctl: Run, tmp_path: Path, place: str) -> None:
    own(project, rusctl)
    path = project / place
    elsewhere = tmp_path / "elsewhere"
    path.rename(elsewhere)
    path.symlink_to(elsewhere)
    if elsewhere.is_dir():
        (elsewhere / ("a" * 64)).write_text("precious")
    before = {one: one.read_bytes() for one in [elsewhere, *elsewhere.glob("*")] if one.is_file()}
    found = rusctl("event", "move", "norberg", "2018-12-04", "--reason", "y")
    assert found.code == 7
    assert found.err == (
        f"rusctl: {place} is a link, and rusctl writes through none in this folder; put the file or folder itself "
        "there and try again; nothing was changed\n"
    )
    assert {one: one.read_bytes() for one in [elsewhere, *elsewhere.glob("*")] if one.is_file()} == before


@pytest.mark.parametrize("place", [".rusctl", "register", "config", "busy", "config/schema"])
def test_a_folder_that_is_a_link_is_refused(project: Path, rusctl: Run, tmp_path: Path, place: str) -> None:
    (tmp_path / "mine").mkdir(mode=0o755)
    (project / "config" / "schema" / "events.schema.json").unlink()
    path = project / place
    if path.is_dir():
        path.rename(tmp_path / "before")
        (tmp_path / "mine").rmdir()
        (tmp_path / "before").rename(tmp_path / "mine")
    path.symlink_to(tmp_path / "mine")
    inner = sorted((tmp_path / "mine").rglob("*"))
    words = {"register": ("register", "init"), "config": ("schema", "--write"), "config/schema": ("schema", "--write")}
    if place == "busy":
        with pytest.raises(EnvironmentFailureError):
            inside.refuse_links(project, project / "busy" / "x.txt")
        return
    found = rusctl(*words.get(place, WORDS))
    assert (found.code, f"{place} is a link" in found.err) == (7, True), found.err
    assert sorted((tmp_path / "mine").rglob("*")) == inner
    assert (tmp_path / "mine").stat().st_mode & 0o777 == 0o755


def test_drafts_go_through_no_link(tmp_path: Path) -> None:
    from rusctl.mail import drafts  # noqa: PLC0415

    (tmp_path / "mine").mkdir()
    plan = tmp_path / "plan"
    (plan / "register").mkdir(parents=True)
    (plan / "register" / "drafts").symlink_to(tmp_path / "mine")
    with pytest.raises(EnvironmentFailureError):
        drafts.write(plan, "sala", 1, b"x")
    assert list((tmp_path / "mine").iterdir()) == []


def test_the_register_goes_through_no_link(project: Path, rusctl: Run, tmp_path: Path) -> None:
    assert rusctl("register", "init").code == 0
    path = project / "register" / "register.sqlite3"
    path.rename(tmp_path / "mine")
    path.symlink_to(tmp_path / "mine")
    before = (tmp_path / "mine").read_bytes()
    assert rusctl("person", "add", "--name", "Bo Ek", "--email", "bo@example.org").code == 7
    assert (tmp_path / "mine").read_bytes() == before


@pytest.mark.parametrize("name", [".rusctl", "register"])
def test_a_folder_of_another_user_is_refused(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / name).mkdir()
    monkeypatch.setattr(os, "geteuid", lambda: 12345)
    with pytest.raises(EnvironmentFailureError) as refused:
        inside.make_own(tmp_path, name)
    assert refused.value.message.args["folder"] == name


def test_only_names_that_rusctl_gives_are_removed(project: Path, rusctl: Run) -> None:
    own(project, rusctl)
    undo = project / ".rusctl" / "undo"
    (undo / "notes.txt").write_text("mine")
    (undo / ("a" * 64)).write_text("ours, and not needed")
    rusctl("event", "move", "norberg", "2018-12-04", "--reason", "y")
    assert (undo / "notes.txt").exists()
    assert not (undo / ("a" * 64)).exists()


def test_a_clone_of_a_hostile_folder_is_worked_in_safely(project: Path, rusctl: Run, tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    bring(project, "docs/.bash_aliases", "theirs", None)
    (project / "docs").symlink_to("../outside")
    for words in (["init", "-q"], ["add", "-Af"], ["-c", "user.name=x", "-c", "user.email=x@y", "commit", "-qmx"]):
        subprocess.run(["git", *words], check=True, cwd=project)
    subprocess.run(["git", "clone", "-q", str(project), str(tmp_path / "clone")], check=True)
    found = rusctl("--project", str(tmp_path / "clone"), *WORDS)
    assert (found.code, ASIDE in found.err) == (0, True)
    assert list((tmp_path / "outside").iterdir()) == []


def test_a_target_below_the_plan_is_reached_through_no_link(project: Path, rusctl: Run, tmp_path: Path) -> None:
    (tmp_path / "web").mkdir()
    (project / "public").symlink_to(tmp_path / "web")
    (project / "config" / "targets.toml").write_text('[[target]]\nid = "web"\nkind = "folder"\npath = "public"\n')
    agree(project)  # the link leads outside the plan, which has to be agreed to
    found = rusctl("publish", "--to", "web")
    assert (found.code, "public is a link" in found.err) == (7, True), found.err
    (project / "public").unlink()
    (project / "public").mkdir()
    (project / "public" / "alla.ics").symlink_to(tmp_path / "web" / "x.ics")
    (project / "public" / "all.ics").symlink_to(tmp_path / "web" / "x.ics")
    found = rusctl("publish", "--to", "web")
    assert (found.code, "is a link" in found.err) == (7, True), found.err
    assert list((tmp_path / "web").iterdir()) == []
