"""Plain, correct command lines, read without Typer, whose loading takes as long as most commands do.

Whatever is not plain is left to Typer, and said by Typer: help, completion, every mistake, `--option=value`, short
options written together, values that are empty or begin with a dash, numbers that are not digits.
"""

import importlib
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from rusctl.commands.common import typed
from rusctl.commands.terminal import Terminal
from rusctl.services.project import Project

COMMON = {"--project": "chosen", "--today": "day", "--lang": "lang"}  # the project's attributes, and the terminal's
LANG = "--lang"
COMPLETE = "_RUSCTL_COMPLETE"  # set by a shell that asks for completions
DIGITS = 9  # of a whole number that is plain


class Parameter(NamedTuple):
    """A parameter of a command's function: what was declared, the type of one value, whether there may be several."""

    name: str
    declared: typed.Declared
    type: Any
    several: bool
    required: bool


class Call(NamedTuple):
    """A command's name and function, its arguments, and the options that every command takes."""

    command: str
    function: Callable[..., object]
    options: dict[str, Any]
    common: dict[str, str]

    def carry_out(self, terminal: Terminal) -> None:
        """Call it, with a terminal and a project that know what every command is told."""
        terminal.command = self.command
        for word, value in self.common.items():
            setattr(whose(word, terminal), COMMON[word], value)
        self.function(typed.Context(terminal), **self.options)


def whose(word: str, terminal: Terminal) -> Terminal | Project:
    """Give who is told of an option that every command takes."""
    return terminal if word == LANG else terminal.project


class NotPlainError(Exception):
    """A command line that Typer is to read."""


def read(argv: Sequence[str], table: Mapping[str, Any]) -> Call | None:
    """Read a command line, or give None where Typer is to read it."""
    words = iter(with_both_words(argv, table))
    common: dict[str, str] = {}
    try:
        name, function = _function(words, table, common)
        return Call(name, function, _read(words, list(_parameters(function)), common), common)
    except NotPlainError:
        return None


def with_both_words(argv: Sequence[str], table: Mapping[str, Any]) -> list[str]:
    """Give a command line whose command is one word also where the table has it by two, such as "tour add"."""
    place = next((at for at in range(0, len(argv), 2) if argv[at] not in COMMON), len(argv))
    both = " ".join(argv[place : place + 2])
    return [*argv[:place], both, *argv[place + 2 :]] if both in table else list(argv)


def _function(words: Iterator[str], table: Mapping[str, Any], common: dict[str, str]) -> tuple[str, Any]:
    """Find a command's name and function by the words up to it."""
    if COMPLETE in os.environ:
        raise NotPlainError
    entry: Any = table
    name = ""
    for word in words:
        if word in COMMON:
            _keep(common, word, words)
            continue
        entry, name = entry.get(word), f"{name} {word}".lstrip()
        if isinstance(entry, str):
            module, _, function = entry.partition(":")
            return name, getattr(importlib.import_module(f"rusctl.commands.{module}"), function)
        if entry is None:
            break
    raise NotPlainError


def _parameters(function: Any) -> Iterator[Parameter]:
    """Give the parameters that a command declares, after its context."""
    if hasattr(function, "__wrapped__"):
        raise NotPlainError  # its options are made of several groups
    code, defaults = function.__code__, function.__defaults__ or ()
    names = code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]
    optional = {*(function.__kwdefaults__ or ()), *names[code.co_argcount - len(defaults) : code.co_argcount]}
    for name in names[1:]:
        annotation = function.__annotations__[name]
        [declared] = annotation.__metadata__
        if not isinstance(declared, typed.Declared):
            raise NotPlainError
        kind = annotation.__origin__
        if type(None) in getattr(kind, "__args__", ()):
            [kind] = [one for one in kind.__args__ if one is not type(None)]
        several = getattr(kind, "__origin__", None) is list
        yield Parameter(name, declared, kind.__args__[0] if several else kind, several, name not in optional)


def _read(words: Iterator[str], parameters: list[Parameter], common: dict[str, str]) -> dict[str, Any]:
    """Read the words after a command's name, and give its function's arguments by their names."""
    options = {name: one for one in parameters for name in one.declared.names}
    places = [one for one in parameters if isinstance(one.declared, typed.Argument)]
    given: dict[str, list[Any]] = {}
    for word in words:
        if word in COMMON:
            _keep(common, word, words)
            continue
        named = word.startswith("-")
        one = options.get(word) if named else next((at for at in places if at.several or at.name not in given), None)
        value = True if named and one and one.type is bool else _value(one, next(words, "") if named else word)
        if one is None or (one.name in given and not one.several):
            raise NotPlainError
        given.setdefault(one.name, []).append(value)
    if any(one.required and one.name not in given for one in parameters):
        raise NotPlainError
    return {one.name: given[one.name] if one.several else given[one.name][0] for one in parameters if one.name in given}


def _value(one: Parameter | None, word: str) -> Any:
    if one is None or not word or word.startswith("-"):
        raise NotPlainError
    if one.type is str:
        return word
    is_number = one.type is int and word.isascii() and word.isdigit() and len(word) <= DIGITS
    if not is_number or not one.declared.least <= int(word) <= one.declared.most:
        raise NotPlainError
    return int(word)


def _keep(common: dict[str, str], word: str, words: Iterator[str]) -> None:
    """Keep the value of an option that every command takes."""
    value = next(words, "")
    if not value or value.startswith("-") or word in common:
        raise NotPlainError
    common[word] = value
