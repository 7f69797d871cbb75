import errno
import os
import resource
import signal
import stat
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from rusctl.errors import ConflictError, EnvironmentFailureError
from rusctl.language.catalogue import Language
from rusctl.storage.files import atomic, exchange, made
from rusctl.storage.files.atomic import FileChange, read, read_if_there, replace, replace_all, sweep

NOBODY = 65534


@pytest.fixture
def plain_folder() -> Iterator[Path]:
    """Give a folder to somebody who may not write everything: root becomes nobody for the while."""
    with tempfile.TemporaryDirectory() as name:
        root = os.geteuid() == 0
        if root:
            os.chown(name, NOBODY, NOBODY)
            os.seteuid(NOBODY)
        try:
            yield Path(name)
        finally:
            if root:
                os.seteuid(0)


def words(caught: pytest.ExceptionInfo[EnvironmentFailureError]) -> str:
    return Language("en").text(caught.value.message)


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def test_a_file_is_replaced_and_keeps_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "events.toml"
    path.write_bytes(b"old")
    path.chmod(0o640)
    replace(path, b"new", b"old")
    assert files(tmp_path) == {"events.toml": b"new"}
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_link_that_the_user_named_stays_a_link_and_its_file_is_written(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "plan").mkdir()
    real, link = tmp_path / "real" / "x.toml", tmp_path / "plan" / "events.toml"
    real.write_bytes(b"old")
    link.symlink_to(real)
    replace(link, b"new", b"old")
    assert link.is_symlink()
    assert files(tmp_path / "real") == {"x.toml": b"new"}
    assert [path.name for path in (tmp_path / "plan").iterdir()] == ["events.toml"]


@pytest.mark.parametrize(("found", "expected"), [(b"theirs", b"old"), (None, b"old"), (b"theirs", None), (b"", None)])
def test_a_file_that_somebody_else_changed_is_left_alone(
    tmp_path: Path, found: bytes | None, expected: bytes | None
) -> None:
    path = tmp_path / "events.toml"
    if found is not None:
        path.write_bytes(found)
    with pytest.raises(ConflictError):
        replace(path, b"new", expected)
    assert files(tmp_path) == ({} if found is None else {"events.toml": found})


def test_files_are_made_and_removed_too(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    one.write_bytes(b"1")
    replace_all({one: FileChange(b"1", None), two: FileChange(None, b"2")})
    assert files(tmp_path) == {"two": b"2"}


def test_several_files_are_all_replaced_or_none(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    one.write_bytes(b"1")
    two.write_bytes(b"2")
    with pytest.raises(ConflictError):
        replace_all({one: FileChange(b"1", b"new"), two: FileChange(b"x", b"new")})
    with pytest.raises(EnvironmentFailureError):
        replace_all({one: FileChange(b"1", b"new"), tmp_path / "missing" / "two": FileChange(None, b"new")})
    assert files(tmp_path) == {"one": b"1", "two": b"2"}


def test_what_cannot_be_read_is_said_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFailureError) as caught:
        read(tmp_path / "events.toml")
    assert words(caught) == "events.toml is missing"
    (tmp_path / "events.toml").mkdir()
    for function in (read, read_if_there):
        with pytest.raises(EnvironmentFailureError) as caught:
            function(tmp_path / "events.toml")
        assert words(caught) == "events.toml is a folder and should be a file"
    circle = tmp_path / "circle.toml"
    circle.symlink_to(circle)
    with pytest.raises(EnvironmentFailureError):
        read_if_there(circle)
    sweep(tmp_path)
    assert read_if_there(tmp_path / "none.toml") is None


def test_no_permission_is_said_in_a_sentence(plain_folder: Path) -> None:
    path = plain_folder / "events.toml"
    path.write_bytes(b"old")
    path.chmod(0o400)
    with pytest.raises(EnvironmentFailureError) as caught:
        replace(path, b"new", b"old")
    assert words(caught) == ("events.toml cannot be written: no permission; ask the one who owns the folder")
    path.chmod(0)
    with pytest.raises(EnvironmentFailureError) as caught:
        read(path)
    assert words(caught) == "events.toml cannot be read: no permission; ask the one who owns it"


@pytest.fixture
def small_disk() -> Iterator[None]:
    """Let no file grow over a thousand bytes: the nearest to a full disk that a test can have for real."""
    old = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, old[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, old)
    signal.signal(signal.SIGXFSZ, handler)


@pytest.mark.usefixtures("small_disk")
def test_a_write_that_does_not_fit_changes_nothing_and_leaves_nothing(tmp_path: Path) -> None:
    one, two = tmp_path / "one.toml", tmp_path / "two.toml"
    one.write_bytes(b"1")
    two.write_bytes(b"2")
    with pytest.raises(EnvironmentFailureError) as caught:
        replace_all({one: FileChange(b"1", b"new"), two: FileChange(b"2", b"x" * 5000)})
    assert files(tmp_path) == {"one.toml": b"1", "two.toml": b"2"}
    assert words(caught) == "two.toml cannot be written: the file would be too large"


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (errno.ENOSPC, "the disk is full; free some space and try again"),
        (errno.EROFS, "the disk is read-only; work on a copy elsewhere"),
        (errno.EIO, "the disk reports a fault; make a copy of the folder elsewhere"),
        (errno.EPERM, "no permission; ask the one who owns the folder"),
        (errno.ENOENT, "its folder is missing"),
        (errno.EMFILE, "too many files are open"),
        (errno.ENOTSUP, "the system says Operation not supported"),
    ],
)
def test_a_reason_says_what_to_do(number: int, sentence: str) -> None:
    assert Language("en").text(atomic.reason(OSError(number, os.strerror(number)))) == sentence


def test_only_leftovers_are_swept(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    plan = tmp_path / "plan"
    for place in (plan / "config", plan / ".rusctl" / "undo"):
        place.mkdir(parents=True)
    (tmp_path / "real" / "x.toml").write_bytes(b"x")
    (plan / "events.toml").symlink_to(tmp_path / "real" / "x.toml")
    kept = [
        "events.toml.rusctl-0123abcd",
        ".events.toml.rusctl-0123abc",
        ".events.toml.rusctl-0123abcd.toml",
        ".rusctl-x",
    ]
    left = [
        plan / ".events.toml.rusctl-0123abcd",
        plan / "config" / ".process.toml.rusctl-00000000",
        plan / ".rusctl" / "undo" / ".abc.rusctl-ffffffff",
    ]
    through_a_link = tmp_path / "real" / ".x.toml.rusctl-0123abcd"
    through_a_link.write_bytes(b"")
    for path in [*(plan / name for name in kept), *left]:
        path.write_bytes(b"")
    (plan / ".folder.rusctl-01234567").mkdir()
    sweep(plan)
    assert sorted(files(plan)) == sorted([*kept, "events.toml"])
    assert not any(path.exists() for path in left)
    assert through_a_link.exists()
    assert (plan / ".folder.rusctl-01234567").is_dir()


@pytest.mark.parametrize(
    ("put", "said"),
    [
        (os.mkfifo, "events.toml is not a file"),
        (lambda path: path.symlink_to("/dev/zero"), "events.toml is not a file"),
        (lambda path: path.symlink_to(path.name), "events.toml is a link that leads round in a circle"),
        (Path.mkdir, "events.toml is a folder and should be a file"),
    ],
)
def test_what_is_no_file_is_neither_waited_for_nor_read(put: Callable[[Path], None], said: str, tmp_path: Path) -> None:
    path = tmp_path / "events.toml"
    put(path)
    for reads in (read, read_if_there):
        with pytest.raises(EnvironmentFailureError) as caught:
            reads(path)
        assert words(caught) == said


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "events.toml"
    path.touch()
    os.truncate(path, atomic.MOST_BYTES)
    assert len(read(path)) == atomic.MOST_BYTES
    os.truncate(path, atomic.MOST_BYTES + 1)
    with pytest.raises(EnvironmentFailureError) as caught:
        read(path)
    assert words(caught) == "events.toml is larger than 64 MiB"


@pytest.fixture
def called(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """Note the calls by which bytes and names reach the disk, in their order, and the name of the file of each."""
    calls: list[tuple[str, str]] = []

    def noted(word: str, real: Callable[..., object], name_of: Callable[..., str]) -> Callable[..., object]:
        def call(*args: object) -> object:
            calls.append((word, name_of(*args)))
            return real(*args)

        return call

    def kind(handle: int) -> str:
        return "folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "file"

    monkeypatch.setattr(os, "write", noted("write", os.write, lambda *_: "file"))
    monkeypatch.setattr(os, "fsync", noted("fsync", os.fsync, kind))
    monkeypatch.setattr(os, "replace", noted("rename", os.replace, lambda _, new: new.name))
    monkeypatch.setattr(exchange, "rename", noted("rename", exchange.rename, lambda _, new, __: new.name))
    return calls


@pytest.mark.parametrize("before", [b"old", None])
def test_bytes_are_safe_before_a_file_has_its_name_and_the_name_before_all_is_said_done(
    before: bytes | None, tmp_path: Path, called: list[tuple[str, str]]
) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    for path in (one, two):
        if before is not None:
            path.write_bytes(before)
    replace_all({one: FileChange(before, b"1"), two: FileChange(before, b"2")})
    writing = [("write", "file"), ("fsync", "file")]
    assert called == [*writing, *writing, ("rename", "one"), ("rename", "two"), *[("fsync", "folder")] * 2]


def test_a_file_of_rusctls_own_is_safe_before_it_has_its_name(tmp_path: Path, called: list[tuple[str, str]]) -> None:
    atomic.write_private(tmp_path / "own", b"1", below=tmp_path)
    assert called == [("write", "file"), ("fsync", "file"), ("rename", "own"), ("fsync", "folder")]
    assert stat.S_IMODE((tmp_path / "own").stat().st_mode) == 0o600


@pytest.mark.parametrize("exchanged", [True, False])
def test_a_file_that_was_made_goes_again_when_the_next_one_fails(
    exchanged: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    new, old = tmp_path / "new", tmp_path / "old"
    old.write_bytes(b"old")
    real = exchange.rename

    def rename(source: Path, target: Path, flags: int) -> bool:
        if target == old:
            raise OSError(errno.EIO, "fault")
        return exchanged and real(source, target, flags)

    monkeypatch.setattr(exchange, "rename", rename)
    made.begin()
    with pytest.raises(EnvironmentFailureError) as caught:
        replace_all({new: FileChange(None, b"new"), old: FileChange(b"old", b"x")})
    assert words(caught).startswith("old cannot be written: ")
    assert not made.anything()
    assert files(tmp_path) == {"old": b"old"}
