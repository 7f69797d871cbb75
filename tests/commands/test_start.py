"""`rusctl` alone, and `rusctl help`: where things stand and what is next, how to begin, and how a command is used."""

from pathlib import Path

import pytest

from tests.conftest import Run

DAY = ("--today", "2018-11-08")


@pytest.mark.usefixtures("project")
def test_in_a_folder_it_says_what_is_next(rusctl: Run) -> None:
    result = rusctl("--lang", "en", *DAY)
    assert (result.code, result.err) == (0, "")
    stands, _, next_ = result.out.partition("\n\n")
    assert [line.split("  ")[0] for line in stands.split("\n")] == ["Process", "Today", "Tour", "Next event"]
    assert next_.split("\n")[:2] == ["Likely next:", "  rusctl event held sala        1 event has been: was it held?"]
    assert [line.split("  ")[1] for line in next_.strip().split("\n")[1:]] == [
        "rusctl event held sala",
        "rusctl event confirm norberg",
        "rusctl invite kungsor",
        "rusctl status",
        "rusctl --help",
    ]


def test_outside_of_one_it_says_how_to_begin(rusctl: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = rusctl("--lang", "sv")
    assert (result.code, result.err) == (0, "")
    assert result.out.split("\n")[0] == "Det finns ingen plan i den här mappen eller ovanför den."
    assert "\n  rusctl init plan  " in result.out
    assert rusctl("--project", "nowhere", "--lang", "en").code == 1


def test_help_is_a_word_too(rusctl: Run) -> None:
    for words in ((), ("event",), ("event", "move"), ("tour", "add"), ("status",)):
        assert rusctl("--lang", "en", "help", *words) == rusctl("--lang", "en", *words, "--help")
    assert rusctl("help", "nope").code == 2
