"""Makes the manual page (man 1) of each language from the help, into build/man; `make man` runs it."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rusctl import __version__, cli
from rusctl.commands.common.by_typer import LazyGroup
from rusctl.commands.terminal import Terminal
from rusctl.language.catalogue import LANGUAGES, Language

ROOT = Path(__file__).parent.parent
HEADINGS = {"en": ("NAME", "COMMANDS"), "sv": ("NAMN", "KOMMANDON")}
WIDE = 78  # characters of a line of the help, which a manual indents


def escaped(line: str) -> str:
    """Give a line as roff prints it: no request, no escape, and a hyphen that can be copied."""
    text = line.replace("\\", r"\e").replace("-", r"\-")
    return f"\\&{text}" if text.startswith((".", "'")) else text


def commands(command: Any, name: str, parent: Any, language: Language) -> Iterator[tuple[str, str]]:
    """Give each command's name and its help."""
    context = command.context_class(
        command, info_name=name, parent=parent, obj=Terminal(language), max_content_width=WIDE, terminal_width=WIDE
    )
    yield context.command_path, command.get_help(context)
    if isinstance(command, LazyGroup):
        for inner in command.list_commands(context):
            yield from commands(command.get_command(context, inner), inner, context, language)


def page(language: Language) -> str:
    """Give the manual page in a language."""
    os.environ["LANGUAGE"] = language.code
    root = cli.root(language)
    name_heading, commands_heading = HEADINGS[language.code]
    lines = [
        f'.TH RUSCTL 1 "" "rusctl {__version__}" ""',
        f".SH {name_heading}",
        escaped(f"{cli.PROGRAM} - {root.help}"),
        f".SH {commands_heading}",
    ]
    for name, text in commands(root, cli.PROGRAM, None, language):
        lines += [f'.SS "{escaped(name)}"', ".nf", *map(escaped, text.splitlines()), ".fi"]
    return "\n".join(lines) + "\n"


def main() -> int:
    """Write the page of every language where `man` finds it below the folder that is named, else build/man."""
    folder = Path(sys.argv[1]) if sys.argv[1:] else ROOT / "build" / "man"
    for code in LANGUAGES:
        path = folder / ("" if code == "en" else code) / "man1" / "rusctl.1"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page(Language(code)), encoding="utf-8")
        print(path)
    return 0


if __name__ == "__main__":
    sys.exit(main())
