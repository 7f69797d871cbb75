import os
import stat
import time
from pathlib import Path

import pytest

from rusctl.errors import EnvironmentFailureError
from rusctl.language.catalogue import Language
from rusctl.storage.files import user_state

posix = pytest.mark.skipif(os.name != "posix", reason="rights of POSIX")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("XDG_STATE_HOME", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    return tmp_path


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def said(error: EnvironmentFailureError) -> str:
    return Language("en").text(error.message)


def test_it_lies_in_the_users_home_unless_a_variable_names_another_folder(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert user_state.folder() == home / ".local" / "state" / "rusctl"
    monkeypatch.setenv("XDG_STATE_HOME", "relative")
    assert user_state.folder() == home / ".local" / "state" / "rusctl"
    monkeypatch.setenv("XDG_STATE_HOME", str(home / "elsewhere"))
    assert user_state.folder() == home / "elsewhere" / "rusctl"


def test_what_is_kept_is_found_again_and_can_be_forgotten() -> None:
    assert user_state.read("agreed/0f") is None
    assert user_state.names("agreed") == []
    assert not user_state.remove("agreed/0f")
    user_state.write("agreed/0f", b"one")
    user_state.write("agreed/0f", b"two")
    user_state.write("agreed/1e", b"three")
    assert user_state.read("agreed/0f") == b"two"
    assert user_state.names("agreed") == ["agreed/0f", "agreed/1e"]
    assert user_state.remove("agreed/0f")
    assert user_state.names("agreed") == ["agreed/1e"]


@posix
def test_nobody_else_can_read_it_whatever_the_users_mask(home: Path) -> None:
    before = os.umask(0)
    try:
        user_state.write("agreed/0f", b"one")
    finally:
        os.umask(before)
    ours = home / ".local" / "state" / "rusctl"
    assert [mode(ours), mode(ours / "agreed"), mode(ours / "agreed" / "0f")] == [0o700, 0o700, 0o600]


@posix
def test_a_folder_that_others_may_write_in_counts_for_nothing(home: Path) -> None:
    user_state.write("agreed/0f", b"one")
    ours = home / ".local" / "state" / "rusctl"
    for place in (ours, ours / "agreed"):
        place.chmod(0o777)
        for use in (lambda: user_state.read("agreed/0f"), lambda: user_state.names("agreed")):
            with pytest.raises(EnvironmentFailureError) as refused:
                use()
            assert said(refused.value) == f"others may write in {place}; take that right away from them (chmod 700)"
        place.chmod(0o700)


@posix
def test_a_folder_of_another_user_counts_for_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    user_state.write("agreed/0f", b"one")
    monkeypatch.setattr(os, "geteuid", lambda: os.getuid() + 1)
    with pytest.raises(EnvironmentFailureError) as refused:
        user_state.read("agreed/0f")
    assert "belongs to another user" in said(refused.value)


def test_without_a_home_nothing_is_kept_and_the_sentence_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os.path, "expanduser", lambda name: name)
    assert user_state.folder() is None
    assert user_state.read("token") is None
    with pytest.raises(EnvironmentFailureError) as refused:
        user_state.write("token", b"")
    assert "set HOME or XDG_STATE_HOME" in said(refused.value)


def test_what_cannot_be_written_is_said_and_leaves_nothing(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    user_state.write("agreed/0f", b"one")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(EnvironmentFailureError) as refused:
        user_state.write("agreed/0f", b"two")
    assert "the disk is full" in said(refused.value)
    assert user_state.read("agreed/0f") == b"one"
    assert len(list((home / ".local" / "state" / "rusctl" / "agreed").iterdir())) == 1


def test_what_a_crash_left_is_removed_once_it_is_old(home: Path) -> None:
    user_state.write("token", b"one")
    ours = home / ".local" / "state" / "rusctl"
    old, young = ours / ".token.rusctl-01234567", ours / ".token.rusctl-89abcdef"
    for left in (old, young):
        left.write_bytes(b"")
    os.utime(old, (time.time() - 7_200,) * 2)
    user_state.write("token", b"two")
    assert not old.exists()
    assert young.exists()
