"""Each help shows examples, and each example is a command line that the program takes."""

import shlex
from typing import Any

import pytest

from rusctl.cli import COMMANDS, root
from rusctl.commands.common import examples, plain
from rusctl.commands.terminal import Terminal
from rusctl.language.catalogue import LANGUAGES, Language
from tests.test_cli import ALL


def test_every_command_and_every_group_has_examples_and_nothing_else_has() -> None:
    assert [name for name in ALL if not examples.of(name, Language("en"))] == []
    assert not {*examples.OF_THE_PLAN, *examples.OF_OTHERS}.difference(ALL)
    assert not {*examples.OF_THE_PLAN}.intersection(examples.OF_OTHERS)


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_example_is_a_command_line_that_the_program_takes(code: str) -> None:
    """It is read as a typed one is, whole: commands, options, values, and what must be there."""
    language = Language(code)
    program: Any = root(language)
    for name in ALL:
        for line in examples.of(name, language):
            words = [word for word in shlex.split(line)[1:] if word != "help"]
            words = plain.with_both_words(words, COMMANDS)
            command, context = program, program.context_class(program, obj=Terminal(language))
            while words and hasattr(command, "table"):
                command = command.get_command(context, words.pop(0))
            assert command is not None, line
            if not hasattr(command, "table") and " help " not in line:
                command.make_context(name, words, parent=context)


@pytest.mark.usefixtures("project")
def test_the_examples_are_shown_before_the_options(rusctl: Any) -> None:
    shown = rusctl("event", "confirm", "-h", "--lang", "en").out
    at = shown.index("\nExamples:\n  rusctl event confirm norberg\n")
    assert at < shown.index("\nOptions:\n")
