"""Listings in a window of 80 columns: nothing that a listing is for is missing there."""

from pathlib import Path

import pytest

from tests.conftest import Run

SPARED = {"tour": {"Vecka", "Week", *map(str, range(1, 54))}}  # the week: its day is shown


def words(text: str) -> set[str]:
    return set(text.replace(";", " ").replace(":", " ").split())


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize("lang", ["sv", "en"])
@pytest.mark.parametrize("line", ["tour", "milestones", "milestones --all", "status", "deadlines council", "rules"])
def test_every_word_of_a_listing_is_there_at_80_columns(
    rusctl: Run, monkeypatch: pytest.MonkeyPatch, line: str, lang: str
) -> None:
    monkeypatch.setenv("COLUMNS", "300")
    wide = rusctl(*line.split(), "--lang", lang)
    monkeypatch.setenv("COLUMNS", "80")
    narrow = rusctl(*line.split(), "--lang", lang)
    assert wide.code == narrow.code == 0
    missing = words(wide.out) - words(narrow.out) - SPARED.get(line, set())
    assert not {word for word in missing if not set(word) <= {"─"}}


def test_a_row_of_people_is_stacked_where_addresses_are_long(
    rusctl: Run, monkeypatch: pytest.MonkeyPatch, project: Path
) -> None:
    del project
    assert rusctl("register", "init").code == 0
    email = "eva-lena.alexandersson@skinnskatteberg.example.se"
    added = rusctl("person", "add", "--name", "Eva-Lena Alexandersson", "--email", email, "--phone", "0224-123456")
    assert added.code == 0, added
    monkeypatch.setenv("COLUMNS", "80")
    shown = rusctl("person", "list")
    assert email in shown.out
    assert "0224-123456" in shown.out
