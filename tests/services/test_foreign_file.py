"""Files from elsewhere: opened with care, and what could not be read in them said."""

import os
from pathlib import Path

import pytest

from rusctl.calendar.foreign.lines import MOST_BYTES
from rusctl.errors import RusctlError
from rusctl.language.message import msg
from rusctl.services import foreign_file
from rusctl.services.foreign_file import SHOWN, faults, raw
from tests.services.conftest import said


def refusal(file: str, name: str = "") -> tuple[str, int]:
    with pytest.raises(RusctlError) as caught:
        raw(file, name)
    return said(caught.value.message), caught.value.exit_code


def test_the_bytes_are_the_files_as_they_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.ics").write_bytes(b"\xff\r\n")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert (raw(str(tmp_path / "a.ics")), raw("~/a.ics")) == (b"\xff\r\n", b"\xff\r\n")


def test_a_hyphen_is_what_comes_in_where_something_can(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def stdin(most: int) -> bytes:
        asked.append(most)
        return b"given"

    assert raw("-", stdin=stdin) == b"given"
    assert asked == [MOST_BYTES + 1]
    monkeypatch.chdir(tmp_path)
    assert refusal("-") == ("- is not there", 1)
    (tmp_path / "-").write_bytes(b"a file")
    assert raw("-") == b"a file"


def test_a_file_may_be_as_large_as_is_read_and_no_larger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(foreign_file.raw, "__kwdefaults__", {"stdin": None, "most": 3 * 1024 * 1024})
    path = tmp_path / "a.ics"
    path.write_bytes(b"x" * 3 * 1024 * 1024)
    assert raw(str(path)) == path.read_bytes()
    with path.open("ab") as file:
        file.write(b"x")
    sentence = "busy/a.ics is not read: the file is larger than 3 MiB"
    assert refusal(str(path), "busy/a.ics") == (sentence, 1)
    with pytest.raises(RusctlError) as caught:
        raw("-", stdin=lambda most: b"x" * most)
    assert said(caught.value.message) == "- is not read: the file is larger than 3 MiB"


@pytest.mark.parametrize("file", ["https://example.org/a.ics", "webcal://example.org/a.ics", "HTTP://example.org"])
def test_an_address_is_not_fetched(file: str) -> None:
    assert refusal(file) == (f"{file} is an address; open it in your browser, save it as a file and name that", 2)


def test_what_is_no_file_is_refused_by_the_name_that_people_know(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    (tmp_path / "file").write_bytes(b"")
    assert refusal(str(pipe), "busy/pipe") == ("busy/pipe is not a file", 1)
    assert refusal(str(tmp_path), "busy") == ("busy is a folder; name a file", 1)
    assert refusal(str(tmp_path / "none")) == (f"{tmp_path}/none is not there", 1)
    assert refusal(str(tmp_path / "file/x"), "x") == ("x cannot be read: its folder is missing", 7)


def test_faults_are_said_by_line_and_the_rest_counted() -> None:
    found = [(number, msg("it is no date")) for number in range(SHOWN + 2)]
    lines = [f"a.ics:{number}: it is no date" for number in range(1, SHOWN)]
    assert [said(one) for one in faults("a.ics", found)] == ["a.ics: it is no date", *lines, "and 2 faults more"]
    assert [said(one) for one in faults("a.ics", found[1:2], 1)] == ["a.ics:1: it is no date", "and 1 fault more"]
    assert [said(one) for one in faults("a.ics", found[1 : SHOWN + 1])][-1] == f"a.ics:{SHOWN}: it is no date"
    assert faults("a.ics", []) == []
