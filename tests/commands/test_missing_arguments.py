"""What is missing on the command line and names something that is there: it is picked from a list, in every command."""

import importlib
import inspect
from collections.abc import Iterator, Mapping

from rusctl import cli
from rusctl.commands.common import typed
from rusctl.commands.common.option_groups import spread
from rusctl.commands.common.pick_kinds import KINDS

NO_LIST = {
    "people write it themselves: a date, a number, a text, the name of something new": {
        *("MINUTES", "SPAN", "TEXT", "WHAT", "WHEN", "WORD...", "YEAR", "URL", "DIR"),
        *("NAME", "TEMPLATE", "THEME", "role minimum NUMBER", "phase add PHASE"),
    },
    "a file or a folder, which the shell completes": {"FILE", "FILE|-", "FILE|FOLDER..."},
    "rows of the register, of which there are too many for a list; find them with `person find`, `inputs search`": {
        *("PERSON", "OTHER", "INPUT", "INPUT...", "ADDRESS..."),
        *("inputs ungroup NUMBER", "consultation correct NUMBER", "consultation show NUMBER"),
        "NAME...",
    },
    "words that the help names": {"STEP", "STANCE", "RULE"},
    "paragraphs of a text, of which there are hundreds": {"PARAGRAPH"},
}


def _entries(table: Mapping[str, object], before: str = "") -> Iterator[tuple[str, str]]:
    for name, entry in table.items():
        if isinstance(entry, dict):
            yield from _entries(entry, f"{before}{name} ")
        else:
            yield before + name, str(entry)


def _missing() -> Iterator[tuple[str, typed.Argument]]:
    """Give each command with each argument that it cannot do without."""
    for name, entry in _entries(cli.COMMANDS):
        module, _, function = entry.partition(":")
        called = spread(getattr(importlib.import_module(f"rusctl.commands.{module}"), function))
        for one in inspect.signature(called).parameters.values():
            declared = [
                each for each in getattr(one.annotation, "__metadata__", ()) if isinstance(each, typed.Argument)
            ]
            if declared and one.default is inspect.Parameter.empty:
                yield name, declared[0]


def test_what_is_missing_is_asked_for_and_picked_from_a_list_where_it_names_what_is_there() -> None:
    without = {where for places in NO_LIST.values() for where in places}
    unasked, unlisted, used = [], [], set()
    for name, declared in _missing():
        word = str(declared.settings.get("metavar"))
        if not declared.asks:
            unasked.append(f"{name} {word}")
        elif declared.asks == typed.TEXT:
            used |= {word, f"{name} {word}"} & without
            if not {word, f"{name} {word}"} & without:
                unlisted.append(f"{name} {word}")
        else:
            assert declared.asks in KINDS
    assert (unasked, unlisted) == ([], [])
    assert used == without
