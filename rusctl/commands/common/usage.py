"""Help and usage errors in the user's language; Typer's own words are English only."""

import re
import sys
from collections.abc import Iterable
from typing import Any

import typer
from typer.exceptions import TyperException as LibraryError

from rusctl.commands.common import examples
from rusctl.errors import UsageError
from rusctl.language.catalogue import Language
from rusctl.language.message import Message, msg
from rusctl.language.nearest import nearest
from rusctl.output.clean import one_line

__all__ = ["HelpContext", "LibraryError", "report", "translate", "unknown_command"]

# Typer's sentences, as patterns whose groups become the arguments of ours
_SENTENCES: tuple[tuple[str, Message], ...] = (
    (r"Got unexpected extra argument\(?s?\)? \((?P<word>.*)\)", msg("unexpected argument: {word}", word="")),
    (r"Option '(?P<word>.*)' requires an argument\.", msg("{word} needs a value", word="")),
    (r"Option '(?P<word>.*)' does not take a value\.", msg("{word} takes no value", word="")),
    (r"'(?P<word>.*)' is not one of (?P<known>.*)\.", msg("{word} is not one of {known}", word="", known="")),
    (r"'(?P<word>.*)' is not a valid int(?:eger)?(?: range)?\.", msg("{word} is not a whole number", word="")),
    (r"'(?P<word>.*)' is not a valid float(?: range)?\.", msg("{word} is not a number", word="")),
    (r"(?P<word>-?\d+) is not in the range (?P<known>.*)\.", msg("{word} is not within {known}", word="", known="")),
)
_FIXED = {
    "Usage: ": msg("Usage: "),
    "Options": msg("Options"),
    "Arguments": msg("Arguments"),
    "Commands": msg("Commands"),
}


_HelpFormatter: Any = typer.Context.formatter_class


class _Formatter(_HelpFormatter):  # type: ignore[misc]  # Typer gives it no public name
    """Writes the headings of a help page in the user's language."""

    language = Language("en")

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write the first line."""
        super().write_usage(prog, args, prefix or self.language.text(_FIXED["Usage: "]))

    def write_heading(self, heading: str) -> None:
        """Write a heading."""
        super().write_heading(self.language.text(_FIXED[heading]) if heading in _FIXED else heading)


class HelpContext(typer.Context):
    """A context whose help pages speak the user's language, and that is asked for them by --help and by -h."""

    def __init__(self, command: Any, **more: Any) -> None:
        """Take what Typer gives."""
        super().__init__(command, **{"help_option_names": ["--help", "-h"], **more})

    def make_formatter(self) -> Any:
        """Give what writes a help page."""
        formatter = _Formatter(width=self.terminal_width, max_width=self.max_content_width)
        formatter.language = self.find_root().obj.language
        return formatter


def translate(command: Any, language: Language) -> None:
    """Put a command's help, its options' help and the fixed words of its usage line into a language."""
    command.help = language.phrase(command.help or "")
    command.options_metavar = language.text(msg("[OPTIONS]"))
    if hasattr(command, "subcommand_metavar"):
        command.subcommand_metavar = language.text(msg("COMMAND [ARGS]..."))
    help_option = command.get_help_option(HelpContext(command))
    for parameter in [*command.params, *([help_option] if help_option else [])]:
        parameter.help = language.phrase(getattr(parameter, "help", None) or "")
        parameter.metavar = language.phrase(parameter.metavar or "") or None


def show_examples(command: Any, language: Language) -> None:
    """Let a command's help show examples, as they are typed, between what it is for and what its options are."""
    about = command.format_help_text

    def with_examples(context: Any, formatter: Any) -> None:
        about(context, formatter)
        with formatter.section(language.text(msg("Examples"))):
            for line in examples.of(context.command_path.partition(" ")[2], language):
                formatter.write(f"  {line}\n")

    command.format_help_text = with_examples


def refuse_twice(command: Any) -> None:
    """Refuse an option that takes one value where it is given twice: which was meant is not for us to guess."""
    make_parser = command.make_parser

    def checked(context: Any) -> Any:
        parser = make_parser(context)
        parse = parser.parse_args

        def parse_args(args: list[str]) -> Any:
            found = parse(args=args)
            seen: list[Any] = []
            for parameter in found[2]:
                if parameter in seen and parameter.param_type_name == "option" and _takes_one_value(parameter):
                    raise given_twice(parameter)
                seen.append(parameter)
            return found

        parser.parse_args = parse_args
        return parser

    command.make_parser = checked


def _takes_one_value(option: Any) -> bool:
    return not (option.multiple or option.is_flag or option.count)


def given_twice(option: Any) -> UsageError:
    """Say that an option was given twice."""
    return UsageError(msg("{option} is given twice and takes one value; say it once", option=option.opts[0]))


def unknown_command(word: str, known: Iterable[str]) -> UsageError:
    """Say that there is no such command, and which one was likely meant."""
    if meant := nearest(word, known):
        return UsageError(msg("there is no command {word}; did you mean {meant}?", word=word, meant=meant))
    return UsageError(msg("there is no command {word}; rusctl --help lists them", word=word))


def report(error: Any, language: Language) -> int:
    """Say what is wrong with the command line, and where the help is; give the exit code."""
    if type(error).__name__ == "NoArgsIsHelpError":
        print(error.format_message())
        return 0
    context = getattr(error, "ctx", None)
    path = context.command_path if context else "rusctl"
    print(one_line(f"rusctl: {language.text(_sentence(error))}"), file=sys.stderr)
    print(language.text(msg("see {command} --help", command=path)), file=sys.stderr)
    return int(error.exit_code)


def _sentence(error: Any) -> Message:
    parameter = getattr(error, "param", None)
    if type(error).__name__ == "MissingParameter" and parameter is not None:
        return msg("{name} is missing", name=parameter.metavar or parameter.opts[0])
    text = error.message
    if type(error).__name__ == "NoSuchOption":
        return _no_option(error)
    for pattern, message in _SENTENCES:
        found = re.fullmatch(pattern, text, re.DOTALL)
        if found:
            sentence = message._replace(args=found.groupdict())
            if parameter is None:
                return sentence
            return msg("{name}: {sentence}", name=parameter.opts[0], sentence=sentence)
    return msg("{sentence}", sentence=text)


def _no_option(error: Any) -> Message:
    """Say that a command has no such option, and which one was likely meant."""
    word = error.option_name
    known = [name for one in error.ctx.command.get_params(error.ctx) for name in one.opts] if error.ctx else []
    if meant := nearest(word, [name for name in known if name.startswith("--")]):
        return msg("there is no option {word}; did you mean {meant}?", word=word, meant=meant)
    return msg("there is no option {word}", word=word)
