"""Where a command's words go, and where its questions are asked; beside it stands the project that it works on."""

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeVar

from rusctl.errors import UsageError
from rusctl.language.catalogue import Language
from rusctl.language.message import Message, msg, nmsg
from rusctl.output.clean import one_line, sentence
from rusctl.services.project import Project
from rusctl.storage.files import made
from rusctl.storage.plan import Loaded

if TYPE_CHECKING:
    from rusctl.output.progress import ProgressLine

Item = TypeVar("Item")
YES = frozenset({"j", "ja", "y", "yes"})


class RowForm(NamedTuple):
    """How a listing gives its rows: csv, json, md or xlsx, and a new file for them, which may hold persons."""

    kind: str
    file: Path | None = None
    personal: bool = False


class Terminal:
    """One run of rusctl, as its commands see it."""

    def __init__(self, language: Language, words: Sequence[str] = ()) -> None:
        """Start with the language and the command line's words; the options come while it is read."""
        self.language = language
        self.command = ""  # the command's name, such as "event move", once it is known
        self.lang: str | None = None  # kept for the parser; cli.py has chosen the language before
        self.form: RowForm | None = None  # of a listing, where another than the usual one is asked for
        self.project = Project(command=words)
        self._line: ProgressLine | None = None
        self.project.progress = self.along

    def along(self, what: Message, items: Iterable[Item], count: int = 0, most: float = 0) -> Iterator[Item]:
        """Give each item of long work, and show in a terminal how far it has come; elsewhere nothing is shown."""
        if not sys.stderr.isatty():
            return iter(items)
        from rusctl.output import progress  # noqa: PLC0415 - in a terminal alone, where work may take long

        if not progress.shown():
            return iter(items)
        self._line = self._line or progress.ProgressLine(self.say)
        return self._line.along(what, items, count, most)

    def end(self) -> None:
        """Take what shows how far work has come from the screen, also where it was broken off."""
        if self._line is not None:
            self._line.end()

    def _clear(self) -> None:
        if self._line is not None:
            self._line.clear()

    def complete(self, *needed: str) -> Loaded:
        """Give the plan as `readable` does, and say so where records or keys of it could not be read."""
        loaded = self.project.readable(*needed)
        if loaded.faults:
            self.tell(
                nmsg(
                    "{count} fault in the plan's files, so something may be missing here; rusctl check shows it",
                    "{count} faults in the plan's files, so something may be missing here; rusctl check shows them",
                    len(loaded.faults),
                )
            )
        return loaded

    def say(self, message: Message, **more: Any) -> str:
        """Put a message into the user's language."""
        return self.language.text(message, **more)

    def out(self, text: str) -> None:
        """Write a result as it is, and at once; whether it could be written is looked at when the command is done."""
        self._clear()
        print(text, flush=True)

    @property
    def coloured(self) -> bool:
        """Whether the result may have colours: in a terminal that shows them, unless NO_COLOR asks for none.

        An older console of Windows prints the codes of colours as text; Windows Terminal says who it is.
        """
        known = os.name != "nt" or "WT_SESSION" in os.environ
        plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
        return known and not plain and sys.stdout.isatty()

    def tell(self, message: Message) -> None:
        """Say something beside the result."""
        self._clear()
        print(sentence(self.say(message)), file=sys.stderr)

    def agreed(self, question: Message) -> bool:
        """Ask a question in the terminal; only a clear yes is one."""
        self.end()
        how = self.say(msg("[y/N]"))
        print(one_line(f"{self.say(question)} {how} "), end="", file=sys.stderr, flush=True)
        answer = sys.stdin.readline()
        if not answer:
            raise UsageError(msg("the question was not answered: say --yes, or answer in a terminal"), stops=True)
        return answer.strip().casefold() in YES

    def unchanged(self, why: Message) -> None:
        """Say why there is nothing to change, and with it that nothing was."""
        self.tell(made.told(why))

    def dry_run(self, *, to_file: bool = False) -> None:
        """Say how a dry run ends; `to_file` where it was about a file to be written."""
        self.tell(made.dry_run(to_file=to_file))

    def tell_all(self, messages: Iterable[Message]) -> None:
        """Say several things beside the result."""
        for message in messages:
            self.tell(message)


class Context(Protocol):
    """What a command is called with, as far as it leads to the terminal."""

    def find_root(self) -> Any:
        """Give the outermost one, whose `obj` is the terminal."""


def terminal(context: Context) -> Terminal:
    """Give the terminal of a command."""
    found = context.find_root().obj
    assert isinstance(found, Terminal)  # noqa: S101 - cli.py puts it there
    return found
