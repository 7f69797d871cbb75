"""The look into a catalogue against gettext, which reads all of it."""

import gettext
from pathlib import Path

import pytest
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from rusctl.language.catalogue import DOMAIN, LANGUAGES, LOCALE, SOURCE
from rusctl.language.texts import MoFile

CODES = [code for code in LANGUAGES if code != SOURCE]


@pytest.mark.parametrize("code", CODES)
def test_every_text_is_found_as_gettext_finds_it(code: str) -> None:
    folder = LOCALE / code / "LC_MESSAGES"
    found, known = MoFile(folder / f"{DOMAIN}.mo"), gettext.translation(DOMAIN, LOCALE, [code])
    with (folder / f"{DOMAIN}.po").open("rb") as file:
        entries = [entry for entry in read_po(file) if entry.id]
    assert len(entries) > 1000
    for entry in entries:
        one, *many = [entry.id] if isinstance(entry.id, str) else entry.id
        if many:
            for number in (0, 1, 2, 21):
                assert found.number(one, many[0], number) == known.ngettext(one, many[0], number)
        else:
            assert found.text(one) == known.gettext(one)


@pytest.mark.parametrize("code", CODES)
def test_one_is_one_in_every_language(code: str) -> None:
    with (LOCALE / code / "LC_MESSAGES" / f"{DOMAIN}.mo").open("rb") as file:
        assert read_mo(file).plural_forms == "nplurals=2; plural=(n != 1);"


def test_what_is_not_translated_is_itself() -> None:
    found = MoFile(LOCALE / "sv" / "LC_MESSAGES" / f"{DOMAIN}.mo")
    for text in ("\0", "~", "no such text", "ö"):
        assert found.text(text) == text
    assert [found.number("a stone", "stones", number) for number in (0, 1, 2)] == ["stones", "a stone", "stones"]


def test_without_a_file_nothing_is_translated(tmp_path: Path) -> None:
    found = MoFile(tmp_path / "none.mo")
    assert found.text("done") == "done"
    assert found.number("{count} day", "{count} days", 1) == "{count} day"
