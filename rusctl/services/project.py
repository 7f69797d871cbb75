"""The project that a command works on: its folder, its plan, the day and the moment; it prints and asks nothing."""

import datetime as dt
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from rusctl.errors import RusctlError, UsageError
from rusctl.language.message import Message, msg
from rusctl.model.durations import FIRST_YEAR, LAST_YEAR
from rusctl.model.plan import Days, Plan, Source
from rusctl.schedule.days.workdays import observe
from rusctl.storage import folder as folders
from rusctl.storage import plan as plans
from rusctl.storage.files import atomic
from rusctl.storage.files.names import EVENTS, PROCESS
from rusctl.storage.folder import Folder
from rusctl.storage.toml.parse import TomlFault, parse

if TYPE_CHECKING:
    from rusctl.model.wishes import Wish

TODAY = "RUSCTL_TODAY"
Item = TypeVar("Item")
READING, WRITING = msg("Reading"), msg("Writing")  # what is done meanwhile, in long work


class ProgressWatch(Protocol):
    """Who is told how far work has come: gives the items on, one after another."""

    def __call__(self, what: Message, items: Iterable[Item], count: int = 0, most: float = 0) -> Iterator[Item]:
        """Give each item; `count` is how many there are, `most` how many seconds one takes at most, 0 if not known."""


def unseen(*given: Any, **more: Any) -> Iterator[Any]:  # noqa: ARG001 - nobody looks
    """Give each item, and show nobody how far it has come."""
    return iter(given[1])


class Project:
    """A project folder as one command sees it: read once, when somebody asks."""

    def __init__(self, chosen: str | None = None, day: str | None = None, command: Sequence[str] = ()) -> None:
        """Take the folder that was chosen, else it is looked for; the day to take for today; and the command line.

        The command line is what the journal notes of a change. `asked` asks the user whether the folder gets what it
        asks for, and gives None where nobody is there to answer, as it is until somebody puts a terminal there. `tell`
        says what there is to say beside a result, at once; until somebody puts a terminal there it is kept in `notes`.
        `progress` gives the items of long work on, and may show how far it has come.
        """
        self.chosen = chosen
        self.day = day
        self.command = tuple(command)
        self.asked: Callable[[Wish], bool | None] = _nobody
        self.notes: list[Message] = []
        self.tell: Callable[[Message], None] = self.notes.append
        self.progress: ProgressWatch = unseen
        self._lines: tuple[plans.Loaded, plans.Lines] | None = None

    @cached_property
    def today(self) -> dt.date:
        """The day it is: the one given, else RUSCTL_TODAY, else the clock's; UsageError where that is no day."""
        text = self.day or os.environ.get(TODAY)
        clock = dt.datetime.now().astimezone().date()
        return day_of(text, clock, self.tell) if text else clock

    @cached_property
    def now(self) -> dt.datetime:
        """The moment it is, in UTC; the beginning of the day where the day is given or RUSCTL_TODAY fixes it."""
        if self.day or os.environ.get(TODAY):
            return dt.datetime.combine(self.today, dt.time.min, dt.UTC)
        return dt.datetime.now(dt.UTC)

    @cached_property
    def folder(self) -> Folder:
        """The project folder; RusctlError where there is none."""
        return folders.find(self.chosen, Path.cwd())

    @cached_property
    def loaded(self) -> plans.Loaded:
        """The plan as it was read, with its faults."""
        found = plans.load(self.folder.path)
        observe(found.plan.process.country)
        return found

    def readable(self, *needed: str) -> plans.Loaded:
        """Give the plan; RusctlError where one of its two main files could not be read: half a plan would mislead.

        `needed` are further files that say what is asked for, such as config/strategy.toml.
        """
        for fault in self.loaded.faults:
            if fault.at.file in self.loaded.plan.unread and fault.at.file in (EVENTS, PROCESS, *needed):
                raise RusctlError(fault.message, fault.at)
        return self.loaded

    @property
    def plan(self) -> Plan:
        """The plan, as far as it could be read."""
        return self.loaded.plan

    def again(self) -> "Project":
        """Give the same project with nothing read yet."""
        day = self.today.isoformat() if self.day else self.day  # its words are read once
        project = Project(self.chosen, day, self.command)
        project.asked, project.notes, project.tell = self.asked, self.notes, self.tell
        project.progress = self.progress
        return project

    def during(self, what: Message, work: Callable[[], Item]) -> Item:
        """Do one piece of work that may take long, of which nobody knows how far it has come."""
        (found,) = (work() for _ in self.progress(what, (None,), 1))
        return found

    def language(self) -> str | None:
        """Give the code of the language that the folder is set to, without its plan; None where it says none.

        RusctlError where there is no folder, or its file cannot be read.
        """
        try:
            language = parse(atomic.read(self.folder.path / PROCESS)).get("language")
        except TomlFault:
            return None
        return language if isinstance(language, str) else None

    def line(self, at: Source) -> int:
        """Give the line of a place in one of the folder's files, 0 where there is none."""
        if self._lines is None or self._lines[0] is not self.loaded:
            self._lines = (
                self.loaded,
                plans.lines_in(self.loaded),
            )  # walks a file once, however many lines are asked for
        return self._lines[1](at)

    def known_line(self, at: Source) -> int:
        """Give the line of a place as `line` does, where the plan has been read; what `at` says where it has not."""
        return self.line(at) if "loaded" in self.__dict__ else at.line


def _in_words(text: str, clock: dt.date, tell: Callable[[Message], None]) -> dt.date:
    from rusctl.schedule.dates.parse import read_when  # noqa: PLC0415 - the day is given as 2018-11-08, if at all

    try:
        found = read_when(text, clock)
    except RusctlError as error:
        raise UsageError(error.message) from None
    if not isinstance(found.when, Days) or found.when.first != found.when.last:
        raise UsageError(msg("{text} is no day; write it as 2018-11-08", text=text))
    if found.why:
        tell(found.why)
    return found.when.first


def _nobody(_: "Wish") -> bool | None:
    return None


def day_of(text: str, clock: dt.date, tell: Callable[[Message], None]) -> dt.date:
    """Read the day to take for today, as people write it; how it was read is told where it has no year.

    UsageError where it is no day, or one that no plan has.
    """
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        day = _in_words(text, clock, tell)
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        message = msg(
            "{text}: the year is not between {first} and {last}",
            text=text,
            first=str(FIRST_YEAR),
            last=str(LAST_YEAR),
        )
        raise UsageError(message)
    return day
