"""rusctl publish --release and rusctl release, as somebody uses them who has a folder of feeds."""

import json
from pathlib import Path

import jsonschema
import pytest

from rusctl.output.listings import LISTINGS
from rusctl.output.rows import rows_schema
from rusctl.storage.files.names import PUBLISHED, RELEASES, TARGETS
from tests.conftest import run_rusctl

TARGET = '\n[[target]]\nid = "webb"\nkind = "folder"\npath = "flöden"\n'


def test_a_release_is_published_listed_shown_and_taken_back(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RUSCTL_LANG", "en")
    with (project / TARGETS).open("a", encoding="utf-8") as file:
        file.write(TARGET)
    words = ("publish", "--release", "spring", "--comment", "Första utgåvan")
    dry = run_rusctl(*words, "--dry-run")
    assert dry.code == 0
    assert "release spring, the first: 16 dates\n" in dry.out
    assert not (project / RELEASES).exists()
    assert run_rusctl(*words).code == 0
    assert (project / "flöden" / "changes.atom").exists()
    run_rusctl("event", "move", "norberg", "2018-12-03", "--reason", "lokalen")
    for command, expected in (("release list", 1), ("release show", 1)):
        done = run_rusctl(*command.split(), "--json")
        rows = json.loads(done.out)
        jsonschema.Draft202012Validator(rows_schema(LISTINGS[command], str)).validate(rows)
        assert len(rows) == expected
    assert run_rusctl("release", "show").out == "Norberg moved from 26 Nov to 3 Dec 2018\n"
    assert "Första utgåvan" in run_rusctl("release", "list").out
    assert run_rusctl("undo").code == 0  # the move
    assert run_rusctl("undo").code == 0
    assert not (project / RELEASES).exists()
    assert (project / PUBLISHED).exists()  # what calendars have been told cannot be taken back
    assert run_rusctl("release", "list").err.startswith("nothing has been released; ")


@pytest.mark.usefixtures("project")
def test_a_comment_is_of_a_release() -> None:
    done = run_rusctl("publish", "--comment", "x", "--lang", "en")
    assert (done.code, done.err) == (2, "rusctl: --comment is for a release; name it with --release\n")
