"""Arguments and options as Typer has them, and what a terminal is asked for where an argument is missing."""

import inspect
from collections.abc import Callable, Sequence
from functools import wraps
from typing import TYPE_CHECKING, Annotated, Any, get_args, get_type_hints

import typer
from typer._click.shell_completion import CompletionItem
from typer.core import TyperOption

from rusctl.commands.common import pick, typed, usage
from rusctl.commands.common.completion import completes
from rusctl.commands.common.later import later
from rusctl.commands.common.options import FILE, FORM, AsJson
from rusctl.commands.terminal import terminal

if TYPE_CHECKING:
    from rusctl.commands.common import row_forms
else:
    row_forms = later("rusctl.commands.common.row_forms")

LANG = "lang"
_ASKED, _NAMED = "form_of_rows", "file_of_rows"  # parameters that no command has


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


def ask_for_what_is_missing(command: Any, function: Callable[..., Any]) -> None:
    """Let a terminal ask for required arguments; those that come after one that is missing are missing too.

    So nothing is asked where one of them cannot be: the command line would be wrong all the same.
    """
    hints = get_type_hints(function, include_extras=True)
    needed = [one for one in command.params if one.param_type_name == "argument" and one.required]
    kinds = [get_args(hints[one.name])[1].asks for one in needed]
    for parameter, kind in reversed([*zip(needed, kinds, strict=True)]):
        if not kind:
            return
        parameter.process_value = _asked(parameter, kind, alike=kinds.count(kind) > 1)


def complete_values(command: Any, function: Callable[..., Any]) -> None:
    """Let a shell complete what the folder knows, also by the name of what an id is of.

    What Typer would make of a completion leaves out all that does not begin as what is typed.
    """
    hints = get_type_hints(function, include_extras=True)
    for parameter in command.params:
        declared = getattr(hints.get(parameter.name), "__metadata__", (None,))[0]
        if isinstance(declared, typed.Declared) and (complete := completes(declared)):
            parameter.shell_complete = _items(complete)


def offer(command: Any, words: Sequence[str]) -> None:
    """Let a command offer some words besides, where a shell completes what comes after its name."""
    complete = command.shell_complete

    def with_words(context: Any, incomplete: str) -> list[Any]:
        offered = [CompletionItem(word) for word in words if word.startswith(incomplete)]
        return [*offered, *complete(context, incomplete)]

    command.shell_complete = with_words


def _items(complete: Callable[[Any, str], Sequence[str]]) -> Callable[[Any, str], list[CompletionItem]]:
    return lambda context, incomplete: [CompletionItem(word) for word in complete(context, incomplete)]


def _asked(parameter: Any, kind: str, *, alike: bool) -> Callable[[Any, Any], Any]:
    """Give what takes an argument's value, and asks for it where there is none; of two `alike` it says which it is."""
    take = parameter.process_value

    def process(context: Any, value: Any) -> Any:
        if not parameter.value_is_missing(value) or context.resilient_parsing or not pick.asks():
            return take(context, value)
        run, several = terminal(context), parameter.nargs != 1
        about = parameter.help if alike or kind == typed.TEXT else ""
        found = pick.picked(run, kind, several=several, about=about)
        run.project.command = (*run.project.command, *found)
        return take(context, found if several else next(iter(found), None))

    return process


def give_in_forms(command: Any, function: Callable[..., Any]) -> None:
    """Let a command that lists give its rows in other forms, too; what is asked for is proved before anything is done.

    A command that has such an option of its own keeps it.
    """
    if get_type_hints(function, include_extras=True).get("as_json") != AsJson:
        return
    taken = {name for parameter in command.params for name in parameter.opts}
    declared = [one for one in (FORM, FILE) if taken.isdisjoint(one.names)]
    if FORM not in declared:
        return
    command.params.extend(_listing_option(one) for one in declared)
    invoke = command.invoke

    def in_form(context: Any) -> Any:
        word, file = (context.params.pop(name, None) or "" for name in (_ASKED, _NAMED))
        run = terminal(context)
        run.form = row_forms.chosen(run, word, file, as_json=context.params["as_json"])
        context.params["as_json"] |= run.form is not None
        return invoke(context)

    command.invoke = in_form


def _listing_option(declared: typed.Option) -> Any:
    name = _ASKED if declared is FORM else _NAMED
    option: Any = TyperOption(param_decls=[name, *declared.names], default=None, **declared.settings)
    if complete := completes(declared):
        option.shell_complete = _items(complete)
    return option


def common_options() -> list[Any]:
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
        common("--project", "DIR", "The plan folder.", "chosen"),
        common("--today", "DAY", "The day to take for today, such as 2018-11-08.", "day"),
        common("--lang", "sv|en", "The language to speak.", LANG),
    ]
