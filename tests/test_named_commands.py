"""Every command that a page, a message or a comment names exists, and has the options it is shown with."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from rusctl.cli import COMMANDS, Commands, root
from rusctl.commands.common import plain
from rusctl.language.catalogue import LOCALE, Language
from tests.conftest import ROOT

PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
COMMENTED = sorted(
    [*ROOT.glob("config/*.toml"), *ROOT.glob("rusctl/storage/templates/**/*.toml"), ROOT / "events.toml"]
)
SHOWN = re.compile(
    r"^ {4,}(?:\$ )?rusctl (?P<line>.*)$|^\$ rusctl (?P<typed>.*)$|`rusctl (?P<span>[^`]*)`", re.MULTILINE
)
NAMED = re.compile(r"\brusctl (?P<words>[a-z]+(?:[ -].*)?)")
ROOT_COMMAND = root(Language("en"))


def options_of(words: list[str]) -> tuple[list[str], list[str]]:
    """Give the path of the command that words begin with, and the options among them that it does not have.

    The path is empty where there is no such command.
    """
    table: Commands | str = COMMANDS
    command = ROOT_COMMAND
    path: list[str] = []
    for word in plain.with_both_words(words, COMMANDS):
        if isinstance(table, str) or word not in table:
            break
        table, command = table[word], command.get_command(None, word)
        path.append(word)
    known = {
        "--help",
        *(
            name
            for one in [command, ROOT_COMMAND]
            for param in one.params
            for name in (*param.opts, *param.secondary_opts)
        ),
    }
    words = plain.with_both_words(words, COMMANDS)
    if not isinstance(table, str) and path and words[len(path) :] and re.fullmatch("[a-z][a-z-]*", words[len(path)]):
        return [], []  # a group has no such command
    asked = [match for word in words for match in re.findall(r"^-{1,2}[a-z][a-z-]*", word)]
    return path, [option for option in asked if option not in known]


def wrong(words: list[str]) -> bool:
    """Say whether words name a command that does not exist, or an option that it does not have."""
    path, unknown = options_of(words)
    return not path or bool(unknown)


def shown_in(text: str) -> Iterator[str]:
    """Give the command lines of a page: those in blocks, without what explains them, and those in a line of text."""
    for match in SHOWN.finditer(text):
        yield re.split(r"  +#?|\s#\s|;|\|", next(group for group in match.groups() if group is not None))[0].strip()


@pytest.mark.parametrize("page", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_page_shows_commands_that_exist(page: Path) -> None:
    shown = [line.split() for line in shown_in(page.read_text(encoding="utf-8"))]
    commands = [words for words in shown if words and not words[0].startswith(("-", "…"))]
    assert [words for words in commands if wrong(words)] == []


def named_in(text: str) -> Iterator[list[str]]:
    """Give what a sentence says after rusctl, up to the end of the clause, where it begins with a command."""
    for match in NAMED.finditer(text):
        words = re.split(r"[;,:()\n\"”]| - ", match["words"])[0].split()
        if words[0].rstrip(".") in COMMANDS:
            yield [word.rstrip(".") for word in words]


@pytest.mark.parametrize("language", ["en", "sv"])
def test_a_message_names_commands_that_exist(language: str) -> None:
    with (LOCALE / "sv" / "LC_MESSAGES" / "rusctl.po").open("rb") as file:
        entries = [one.id if language == "en" else one.string for one in read_po(file)]
    texts = [text for one in entries for text in (one if isinstance(one, tuple) else (one,))]
    named = [words for text in texts for words in named_in(str(text))]
    assert [words for words in named if wrong(words)] == []
    assert len(named) > 100, "the sentences that name commands are no longer found"


@pytest.mark.parametrize("file", COMMENTED, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_comment_names_commands_that_exist(file: Path) -> None:
    named = [words for line in file.read_text(encoding="utf-8").splitlines() for words in named_in(line)]
    assert [words for words in named if wrong(words)] == []
