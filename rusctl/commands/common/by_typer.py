"""Commands as Typer has them: for help, completion, every mistake, and whatever else `plain.py` leaves to it."""

import gettext
import importlib
import inspect
from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from typing import Annotated, Any, get_args, get_type_hints

import typer
from typer.core import TyperGroup, TyperOption

from rusctl import __version__
from rusctl.commands.common import pick, plain, typed, usage
from rusctl.commands.terminal import Terminal, terminal
from rusctl.language.catalogue import DOMAIN, LOCALE, Language
from rusctl.language.message import Message, msg

PROGRAM = "rusctl"
LANG = "lang"

# name: the module in rusctl/commands and the function in it, or a table of such
Commands = Mapping[str, "str | Commands"]
Sections = Sequence[tuple[Message, Sequence[str]]]


def as_typer(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give a function whose annotations are Typer's where its own were declared."""

    @wraps(function)
    def run_it(*arguments: Any, **options: Any) -> Any:
        return function(*arguments, **options)

    hints = get_type_hints(function, include_extras=True)
    parameters = inspect.signature(function).parameters.values()
    run_it.__annotations__ = {one.name: _annotation(hints[one.name]) for one in parameters}
    run_it.__signature__ = inspect.Signature(  # type: ignore[attr-defined]
        [one.replace(annotation=run_it.__annotations__[one.name]) for one in parameters]
    )
    return run_it


def _annotation(hint: Any) -> Any:
    if hint is typed.Context:
        return typer.Context
    if not hasattr(hint, "__metadata__"):
        return hint
    kind, declared = get_args(hint)
    if not isinstance(declared, typed.Declared):
        return hint
    settings = dict(declared.settings)
    if "autocompletion" in settings:
        settings["autocompletion"] = as_typer(settings["autocompletion"])
    make = typer.Argument if isinstance(declared, typed.Argument) else typer.Option
    return Annotated[kind, make(*declared.names, **settings)]


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
            return _command(cmd_name, entry, self.language)
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
        """Find the command, or say which one was likely meant."""
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
    _ask_for_what_is_missing(command, getattr(module, function))
    command.context_class = usage.HelpContext
    command.params.extend(_common_options())
    usage.translate(command, language)
    usage.refuse_twice(command)
    return command


def _ask_for_what_is_missing(command: Any, function: Callable[..., Any]) -> None:
    """Let a terminal ask for required arguments; those that come after one that is missing are missing too.

    So nothing is asked where one of them cannot be: the command line would be wrong all the same.
    """
    hints = get_type_hints(function, include_extras=True)
    for parameter in reversed(command.params):
        if parameter.param_type_name == "argument" and parameter.required:
            declared = get_args(hints[parameter.name])[1]
            if not declared.asks:
                return
            parameter.process_value = _asked(parameter, declared.asks)


def _asked(parameter: Any, kind: str) -> Callable[[Any, Any], Any]:
    """Give what takes an argument's value, and asks for it where there is none."""
    take = parameter.process_value

    def process(context: Any, value: Any) -> Any:
        if not parameter.value_is_missing(value) or context.resilient_parsing or not pick.asks():
            return take(context, value)
        run, several = terminal(context), parameter.nargs != 1
        found = pick.picked(run, kind, several=several, about=parameter.help)
        run.project.command = (*run.project.command, *found)
        return take(context, found if several else next(iter(found), None))

    return process


def _group(name: str, table: Commands, about: str, language: Language) -> LazyGroup:
    group = LazyGroup(name=name, help=about, no_args_is_help=True, rich_markup_mode=None)
    group.table, group.language = table, language
    group.params.extend(_common_options())
    usage.translate(group, language)
    usage.refuse_twice(group)
    return group


def _common_options() -> list[Any]:
    """Give the options that every command takes, before or after its name."""

    def keep(attribute: str) -> Any:
        def callback(ctx: Any, param: Any, value: str | None) -> None:
            if value is not None:
                owner = terminal(ctx) if attribute == LANG else terminal(ctx).project
                if getattr(owner, attribute) is not None:
                    raise usage.given_twice(param)
                setattr(owner, attribute, value)

        return callback

    def common(name: str, metavar: str, about: str, attribute: str) -> Any:
        return TyperOption(
            param_decls=[name], metavar=metavar, help=about, expose_value=False, callback=keep(attribute), default=None
        )

    return [
        common("--project", "DIR", "The project's folder.", "chosen"),
        common("--today", "DAY", "The day to take for today, such as 2018-11-08.", "day"),
        common("--lang", "sv|en", "The language to speak.", LANG),
    ]


def _version(value: bool) -> None:
    if value:
        print(f"{PROGRAM} {__version__}")
        raise typer.Exit


def root_of(commands: Commands, abouts: Mapping[str, str], sections: Sections, language: Language) -> LazyGroup:
    """Make the whole program in a language."""
    app = typer.Typer(cls=LazyGroup, rich_markup_mode=None, no_args_is_help=True)

    @app.callback()
    def root(
        *,
        version: bool = typer.Option(False, "--version", callback=_version, is_eager=True, help="Print the version."),
    ) -> None:
        """Plan a region's strategy process: the dialogue tour, the calendars, what remains."""

    group = typer.main.get_command(app)
    assert isinstance(group, LazyGroup)  # noqa: S101 - cls says so
    group.table, group.abouts, group.sections, group.language = commands, abouts, sections, language
    group.params.extend(_common_options())
    usage.translate(group, language)
    usage.refuse_twice(group)
    return group
