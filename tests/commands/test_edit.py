"""`rusctl event edit`: the editor's change is shown, checked, logged, and can be taken back."""

import shlex
import sys
from pathlib import Path

import pytest

from tests.conftest import Run

REPLACE = "import pathlib, sys; p = pathlib.Path(sys.argv[-1]); p.write_bytes(p.read_bytes().replace({old!r}, {new!r}))"


def editor(old: bytes, new: bytes) -> str:
    return shlex.join([sys.executable, "-c", REPLACE.format(old=old, new=new)])


def test_what_the_editor_changed_is_shown_and_checked(
    project: Path, rusctl: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", editor(b'municipality = "koping"', b'municipality = "kopping"'))
    result = rusctl("event", "edit", "koping", "--lang", "en")
    assert (result.code, result.err) == (1, "")
    shown = [line for line in result.out.splitlines() if line[:1] in "+-"]
    assert shown == [
        "--- events.toml",
        "+++ events.toml",
        '-municipality = "koping"',
        '+municipality = "kopping"',
    ]
    finding = (
        'events.toml:80: error: "kopping" is not a municipality; did you mean "koping"? [unknown-municipality RUS101]'
    )
    assert finding in result.out.splitlines()
    assert b'"kopping"' in (project / "events.toml").read_bytes()


def test_an_edit_is_taken_back_as_any_other_change(project: Path, rusctl: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    before = (project / "events.toml").read_bytes()
    assert rusctl("event", "move", "norberg", "2018-12-03").code == 0
    moved = (project / "events.toml").read_bytes()
    monkeypatch.setenv("EDITOR", editor(b"2018-12-06", b"2018-12-07"))
    assert rusctl("event", "edit").code == 0
    assert rusctl("undo").code == 0
    assert (project / "events.toml").read_bytes() == moved
    assert rusctl("undo").code == 0
    assert (project / "events.toml").read_bytes() == before


def test_an_edit_that_changes_nothing_is_no_change(project: Path, rusctl: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    before = (project / "events.toml").read_bytes()
    monkeypatch.setenv("EDITOR", editor(b"not there", b""))
    assert rusctl("event", "edit", "--lang", "en") == (0, "", "the file is as it was; nothing was changed\n")
    assert rusctl("undo", "--lang", "en") == (1, "", "rusctl: there is no change to undo\n")
    assert (project / "events.toml").read_bytes() == before


@pytest.mark.parametrize(
    ("command", "sentence"),
    [
        ("no-such-editor", "the editor no-such-editor cannot be started: it is not there"),
        (shlex.join([sys.executable, "-c", "raise SystemExit(3)"]), f"the editor {sys.executable} ended with 3"),
    ],
)
@pytest.mark.usefixtures("project")
def test_an_editor_that_fails(command: str, sentence: str, rusctl: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITOR", command)
    assert rusctl("event", "edit", "--lang", "en") == (7, "", f"rusctl: {sentence}; nothing was changed\n")
