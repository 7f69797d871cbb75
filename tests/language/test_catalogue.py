"""The catalogue: complete, compiled, and with the same arguments as the ids."""

import subprocess
import sys
from string import Formatter

import pytest
from babel.messages.pofile import read_po

from rusctl.language.catalogue import DOMAIN, LANGUAGES, LOCALE, SOURCE, Language
from rusctl.language.message import msg, nmsg
from rusctl.model.plan import Texts
from tests.conftest import ROOT


def test_nothing_is_due() -> None:
    """Every text is in the .po file and translated."""
    done = subprocess.run(
        [sys.executable, "tools/catalogues.py", "--check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.stderr, done.returncode) == ("", "", 0)


def arguments(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("code", [code for code in LANGUAGES if code != SOURCE])
def test_translations_take_the_arguments_of_their_ids(code: str) -> None:
    with (LOCALE / code / "LC_MESSAGES" / f"{DOMAIN}.po").open("rb") as file:
        catalogue = read_po(file, locale=code)
    wrong = []
    for entry in catalogue:
        if not entry.id:
            continue
        ids = [entry.id] if isinstance(entry.id, str) else list(entry.id)
        strings = [entry.string] if isinstance(entry.string, str) else list(entry.string or ())
        wanted = set().union(*map(arguments, ids))
        if any(arguments(text) - wanted for text in strings) or arguments(strings[-1]) != arguments(ids[-1]):
            wrong.append(entry.id)
    assert wrong == []


def test_words_in_both_languages() -> None:
    message = nmsg("{count} day left", "{count} days left", 3)
    assert Language("en").text(message) == "3 days left"
    assert Language("sv").text(message) == "3 dagar kvar"
    assert Language("sv").text(nmsg("{count} day left", "{count} days left", 1)) == "1 dag kvar"


def test_arguments_are_put_into_words_and_never_read_as_patterns() -> None:
    assert (
        Language("en").text(msg("{event} is set to {new}", event="{new} {0}", new=msg("today")))
        == "{new} {0} is set to today"
    )


@pytest.mark.parametrize(
    ("texts", "name"),
    [
        ({"sv": "Råd", "en": "Council"}, "Råd"),
        ({"en": "Council"}, "Council"),
        ({"": "Råd", "en": "C"}, "Råd"),
        ({}, ""),
    ],
)
def test_a_name_falls_back_to_what_there_is(texts: dict[str, str], name: str) -> None:
    assert Language("sv").name(Texts(texts)) == name


def test_a_text_without_arguments_may_hold_braces() -> None:
    assert Language("en").text(msg('write { sv = "…" }')) == 'write { sv = "…" }'
