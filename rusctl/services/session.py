"""What every command needs of its surroundings: the folder, the day, the language, and where words go."""

import datetime as dt
import os
import sys
from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

from rusctl.errors import RusctlError, UsageError
from rusctl.language.catalogue import Language
from rusctl.language.message import Message, msg, nmsg
from rusctl.model.durations import FIRST_YEAR, LAST_YEAR
from rusctl.model.plan import Source
from rusctl.storage import folder as folders
from rusctl.storage import plan as plans
from rusctl.storage.files import made
from rusctl.storage.files.names import EVENTS, PROCESS
from rusctl.storage.folder import Folder

TODAY = "RUSCTL_TODAY"
YES = frozenset({"j", "ja", "y", "yes"})


class Session:
    """One run of rusctl."""

    def __init__(self, language: Language, words: Sequence[str] = ()) -> None:
        """Start with the language and the command line's words; the options come while it is read."""
        self.language = language
        self.words = tuple(words)
        self.command = ""  # the command's name, such as "event move", once it is known
        self.project: str | None = None
        self.day: str | None = None
        self.lang: str | None = None  # kept for the parser; cli.py has chosen the language before
        self._lines: tuple[plans.Loaded, plans.Lines] | None = None

    @cached_property
    def today(self) -> dt.date:
        """The day it is: `--today`, else RUSCTL_TODAY, else the clock's."""
        text = self.day or os.environ.get(TODAY)
        return iso_day(text) if text else dt.datetime.now().astimezone().date()

    @cached_property
    def now(self) -> dt.datetime:
        """The moment it is, in UTC; the beginning of the day where `--today` or RUSCTL_TODAY fixes that."""
        if self.day or os.environ.get(TODAY):
            return dt.datetime.combine(self.today, dt.time.min, dt.UTC)
        return dt.datetime.now(dt.UTC)

    @cached_property
    def folder(self) -> Folder:
        """The project folder."""
        return folders.find(self.project, Path.cwd())

    def fresh(self) -> "Session":
        """Give the same session with nothing read yet."""
        again = Session(self.language, self.words)
        again.project, again.day = self.project, self.day
        return again

    def folder_language(self) -> str | None:
        """Give the language that the folder is set to."""
        from rusctl.storage.files import atomic  # noqa: PLC0415
        from rusctl.storage.toml.parse import TomlFault, parse  # noqa: PLC0415

        try:
            language = parse(atomic.read(self.folder.path / PROCESS)).get("language")
        except TomlFault:
            return None
        return language if isinstance(language, str) else None

    @cached_property
    def loaded(self) -> plans.Loaded:
        """The plan as it was read."""
        return plans.load(self.folder.path)

    def readable(self) -> plans.Loaded:
        """Give the plan, or refuse where its two main files could not be read: half a plan would mislead."""
        for fault in self.loaded.faults:
            if fault.at.file in self.loaded.plan.unread and fault.at.file in (EVENTS, PROCESS):
                raise RusctlError(fault.message, fault.at)
        return self.loaded

    def complete(self) -> plans.Loaded:
        """Give the plan as `readable` does, and say so where records or keys of it could not be read."""
        loaded = self.readable()
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

    def line(self, at: Source) -> int:
        """Give the line of a place in one of the folder's files, 0 where there is none."""
        if self._lines is None or self._lines[0] is not self.loaded:
            self._lines = (
                self.loaded,
                plans.lines_in(self.loaded),
            )  # walks a file once, however many lines are asked for
        return self._lines[1](at)

    def known_line(self, at: Source) -> int:
        """Give the line of a place as `line` does, where the plan has been read; 0 where it has not."""
        return self.line(at) if "loaded" in self.__dict__ else at.line

    def out(self, text: str) -> None:
        """Write a result as it is, and at once; whether it could be written is looked at when the command is done."""
        print(text, flush=True)

    def tell(self, message: Message) -> None:
        """Say something beside the result."""
        from rusctl.output.clean import sentence  # noqa: PLC0415

        print(sentence(self.say(message)), file=sys.stderr)

    def agreed(self, question: Message) -> bool:
        """Ask a question in the terminal; only a clear yes is one."""
        from rusctl.output.clean import one_line  # noqa: PLC0415

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


def iso_day(text: str) -> dt.date:
    """Read a day as an option has it; UsageError where it is none, or one that no plan has."""
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        raise UsageError(msg("{text} is no day; write it as 2018-11-08", text=text)) from None
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        message = msg(
            "{text}: the year is not between {first} and {last}",
            text=text,
            first=str(FIRST_YEAR),
            last=str(LAST_YEAR),
        )
        raise UsageError(message)
    return day


class Context(Protocol):
    """What a command is called with, as far as it leads to the session."""

    def find_root(self) -> Any:
        """Give the outermost one, whose `obj` is the session."""


def session(context: Context) -> Session:
    """Give the session of a command."""
    found = context.find_root().obj
    assert isinstance(found, Session)  # noqa: S101 - cli.py puts it there
    return found


def completions(context: Context) -> list[str]:
    """Give the ids of the events, for a shell that completes; nothing where there is no plan."""
    found = context.find_root().obj
    run = found if isinstance(found, Session) else Session(Language("en"))
    try:
        return [event.id for event in run.loaded.plan.events]
    except RusctlError:
        return []
