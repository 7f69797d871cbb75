"""Commands as Typer has them: for help, completion, every mistake, and whatever else `plain.py` leaves to it."""

import gettext
import importlib
from collections.abc import Mapping, Sequence
from typing import Any

import typer
from typer.core import TyperGroup

from rusctl import __version__
from rusctl.commands.common import plain, typed, usage
from rusctl.commands.common.typer_options import (
    as_typer,
    ask_for_what_is_missing,
    common_options,
    complete_values,
    give_in_forms,
    offer,
)
from rusctl.commands.terminal import Terminal
from rusctl.language.catalogue import DOMAIN, LOCALE, Language
from rusctl.language.message import Message, msg

PROGRAM = "rusctl"
HELP = "help"  # before a command: how that is used

# name: the module in rusctl/commands and the function in it, or a table of such
Commands = Mapping[str, "str | Commands"]
Sections = Sequence[tuple[Message, Sequence[str]]]


class LazyGroup(TyperGroup):
    """A group whose commands are imported when they are asked for."""

    context_class = usage.HelpContext
    table: Commands
    abouts: Mapping[str, str]
    sections: Sections = ()
    language: Language

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - Typer's signature
        """Give the commands in the order of the table."""
        return list(self.table)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002 - Typer's signature
        """Import a command and make it ready in the user's language."""
        entry = self.table.get(cmd_name)
        if entry is None:
            return None
        if isinstance(entry, str):
            command = _command(cmd_name, entry, self.language)
            seconds = [one.partition(" ")[2] for one in self.table if one.startswith(f"{cmd_name} ")]
            if seconds:
                offer(command, seconds)
            return command
        return _group(cmd_name, entry, self.abouts[cmd_name], self.language)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """List the commands with their whole sentence."""
        parts = self.sections or ((msg("Commands"), tuple(self.table)),)
        wide = max(map(len, self.table))
        for heading, names in parts:
            lines = [(name.ljust(wide), self.get_command(ctx, name).help.partition("\n")[0]) for name in names]
            with formatter.section(self.language.text(heading)):
                formatter.write_dl(lines)

    def carry_out(self, argv: Sequence[str], own_terminal: object) -> int:
        """Run a command line and give its exit code; what is wrong with the line has been said."""
        gettext.bindtextdomain(DOMAIN, str(LOCALE))
        gettext.textdomain(DOMAIN)
        try:
            code = self.main(
                plain.with_both_words(argv, self.table), prog_name=PROGRAM, standalone_mode=False, obj=own_terminal
            )
        except typer.Abort:
            raise typed.Abort from None
        except usage.LibraryError as error:
            return usage.report(error, self.language)
        return int(code or 0)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Find the command, or say which one was likely meant; a shell that completes has parted its two words."""
        if " ".join(args[:2]) in self.table:
            args = [" ".join(args[:2]), *args[2:]]
        if args[0] == HELP and self.sections:
            args = [*args[1:], "--help"]
            if len(args) == 1:
                print(ctx.get_help())
                raise typer.Exit
            return self.resolve_command(ctx, args)
        if args[0] not in self.table and not args[0].startswith("-"):
            raise usage.unknown_command(args[0], self.table)
        if args[0] in self.table and isinstance(ctx.obj, Terminal):
            ctx.obj.command = f"{ctx.obj.command} {args[0]}".lstrip()
        return super().resolve_command(ctx, args)


def _command(name: str, entry: str, language: Language) -> Any:
    module_name, _, function = entry.partition(":")
    module = importlib.import_module(f"rusctl.commands.{module_name}")
    app = typer.Typer(add_completion=False, rich_markup_mode=None)
    app.command(name)(as_typer(getattr(module, function)))
    command: Any = typer.main.get_command(app)
    ask_for_what_is_missing(command, getattr(module, function))
    complete_values(command, getattr(module, function))
    give_in_forms(command, getattr(module, function))
    command.context_class = usage.HelpContext
    command.params.extend(common_options())
    usage.translate(command, language)
    usage.show_examples(command, language)
    usage.refuse_twice(command)
    return command


def _group(name: str, table: Commands, about: str, language: Language) -> LazyGroup:
    group = LazyGroup(name=name, help=about, no_args_is_help=True, rich_markup_mode=None)
    group.table, group.language = table, language
    group.params.extend(common_options())
    usage.translate(group, language)
    usage.show_examples(group, language)
    usage.refuse_twice(group)
    return group


def _version(value: bool) -> None:
    if value:
        print(f"{PROGRAM} {__version__}")
        raise typer.Exit


def root_of(commands: Commands, abouts: Mapping[str, str], sections: Sections, language: Language) -> LazyGroup:
    """Make the whole program in a language."""
    app = typer.Typer(cls=LazyGroup, rich_markup_mode=None)

    @app.callback(invoke_without_command=True)
    def root(
        context: typer.Context,
        *,
        version: bool = typer.Option(  # noqa: ARG001 - its callback has ended the run
            False, "--version", callback=_version, is_eager=True, help="Print the version."
        ),
    ) -> None:
        """Plan a region's strategy process: the dialogue tour, the calendars, what remains."""
        if context.invoked_subcommand is None:
            importlib.import_module("rusctl.commands.start").start(context)

    group = typer.main.get_command(app)
    assert isinstance(group, LazyGroup)  # noqa: S101 - cls says so
    group.table, group.abouts, group.sections, group.language = commands, abouts, sections, language
    group.params.extend(common_options())
    usage.translate(group, language)
    usage.show_examples(group, language)
    usage.refuse_twice(group)
    return group
