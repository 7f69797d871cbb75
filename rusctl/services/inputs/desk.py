"""One input after another, to be sorted: what is likely of each, what is chosen, and where the work stands.

What has been done stands in the database after each choice, so that who stops goes on where they were, on whichever
computer. A suggestion is likely, and no more: a person decides.
"""

from collections.abc import Callable, Collection, Sequence
from typing import NamedTuple

from rusctl.database.transaction import Transaction
from rusctl.errors import RusctlError
from rusctl.inputs import groups, sorting, store, themes
from rusctl.inputs.sorting import InputUnit, Sorting
from rusctl.inputs.suggest import InputSuggestions, LikelyHeading
from rusctl.language.catalogue import Language
from rusctl.language.message import Message, msg
from rusctl.model.inputs import Input, Stance, Step
from rusctl.services import selection
from rusctl.services.inputs import theme_edits
from rusctl.services.inputs.headings import SortingHeadings
from rusctl.services.inputs.own_words import naming_nobody
from rusctl.services.inputs.storing import opened
from rusctl.services.inputs.theme_edits import ThemeSaid
from rusctl.services.inputs.words import initials
from rusctl.services.project import Project

WHAT = "inputs sort"  # as the log of changes has it
MOST = 5  # headings that are suggested


class OfferedHeading(NamedTuple):
    """A heading or theme that is likely: its id, what it is called, and why."""

    name: str
    called: str
    reasons: tuple[Message, ...]


class OfferedDuplicate(NamedTuple):
    """An input that likely says the same: its id, its text, what it is under, and why."""

    name: str
    text: str
    under: tuple[str, ...]
    reason: Message


class InputOnDesk(NamedTuple):
    """An input as it lies on the desk: which it is of how many, how many are left, and what is likely of it."""

    input: Input
    sorting: Sorting
    place: int
    of: int
    left: int
    under: tuple[str, ...]
    headings: tuple[OfferedHeading, ...]
    duplicates: tuple[OfferedDuplicate, ...]


class SortingDesk:
    """The inputs of an event, or all, with what is likely of each; the index of their words is built once."""

    def __init__(self, project: Project, language: Language, event: str = "", by: str = "") -> None:
        """Read all inputs and how they are sorted; RusctlError where there are none."""
        plan = project.readable().plan
        wanted = selection.event(plan, event).id if event else ""
        self.project, self.language, self.by = project, language, initials(by)
        self.register = opened(project)
        with self.register.reading() as connection:
            self.inputs = store.read(connection)
            found = sorting.standing(connection)
            made = themes.listed(connection)
        self.frame = SortingHeadings(plan, made, project.today)
        self.order = [at for at, one in enumerate(self.inputs) if not wanted or one.event == wanted]
        if not self.order:
            raise RusctlError(msg("there are no inputs to sort"))
        self.sorted = [found.get(one.id, sorting.UNSORTED) for one in self.inputs]
        self._held: dict[int, Collection[str]] = {at: now.everywhere for at, now in enumerate(self.sorted)}
        idents, texts = [one.ident for one in self.inputs], [one.text for one in self.inputs]
        self.suggestions = InputSuggestions(idents, texts, self.frame.names())
        self._way: list[int] = []  # places in the order that have been on the desk
        self.at: int | None = self._next_from(0)

    @property
    def left(self) -> int:
        """How many are not sorted."""
        return sum(self.sorted[place].step is not Step.DONE for place in self.order)

    def _next_from(self, start: int) -> int | None:
        """Give the place of what is to be sorted next: from one on, then from the first, at last what waits."""
        turned: list[int] = [*range(start, len(self.order)), *range(min(start, len(self.order)))]
        for step in (Step.OPEN, Step.LATER):
            for at in turned:
                if self.sorted[self.order[at]].step is step:
                    return at
        return None

    def on_desk(self) -> InputOnDesk | None:
        """Give the input that lies on the desk, as it stands now; None where all are sorted."""
        if self.at is None:
            return None
        place = self.order[self.at]
        one = self.inputs[place]
        with self.register.reading() as connection:
            self._take_in(place, sorting.of_input(connection, one.id))
        now = self.sorted[place]
        return InputOnDesk(
            one,
            now,
            self.at + 1,
            len(self.order),
            self.left,
            tuple(self.frame.called(name, self.language) for name in (*now.headings, *now.themes)),
            tuple(self._offered(likely) for likely in self.suggestions.headings(place, self._held, MOST)),
            tuple(
                OfferedDuplicate(found.ident, self.inputs[found.place].text, self._under(found.place), found.reason)
                for found in self.suggestions.duplicates(place)
            ),
        )

    def _offered(self, likely: LikelyHeading) -> OfferedHeading:
        return OfferedHeading(likely.heading, self.frame.called(likely.heading, self.language), likely.reasons)

    def _under(self, place: int) -> tuple[str, ...]:
        return tuple(self.frame.called(name, self.language) for name in sorted(self._held[place]))

    def _take_in(self, place: int, now: Sorting) -> None:
        self.sorted[place], self._held[place] = now, now.everywhere

    def _do(self, work: Callable[[Transaction, Input], None], *, step: Step | None = None) -> None:
        """Change what is on the desk in one transaction; ConflictError where somebody else has changed it meanwhile."""
        assert self.at is not None  # noqa: S101 - nothing is chosen where nothing is shown
        place = self.order[self.at]
        one, seen = self.inputs[place], self.sorted[place].version

        def done(change: Transaction) -> Sorting:
            values = {} if step is None else {"step": step}
            sorting.touch(change, one.id, seen, **values)
            work(change, one)
            return sorting.of_input(change.connection, one.id)

        self._take_in(place, self.register.change(WHAT, done))

    def put(self, words: Sequence[str], *, done: bool) -> None:
        """Put what is on the desk under headings and themes, by what people call them; `done` sorts it.

        RusctlError where one is none, PolicyError where one holds no longer.
        """
        assert self.at is not None  # noqa: S101 - as above
        names = self.frame.meant(words)
        chosen = self.frame.chosen(names, self.inputs[self.order[self.at]].event)

        def work(change: Transaction, one: Input) -> None:
            sorting.put(change, InputUnit(one.id), chosen.headings, chosen.themes, self.by)

        self._do(work, step=Step.DONE if done else None)

    def take_away(self, words: Sequence[str]) -> None:
        """Take what is on the desk away from under headings and themes."""
        names = self.frame.meant(words)
        self._do(lambda change, one: void(sorting.take_away(change, InputUnit(one.id), names)))

    def mark(self, step: Step) -> None:
        """Say how far what is on the desk is sorted."""
        self._do(lambda _change, _one: None, step=step)

    def stance(self, value: Stance | None) -> None:
        """Say where what is on the desk stands."""
        self._do(lambda change, one: void(sorting.set_stance(change, InputUnit(one.id), value, self.by)))

    def note(self, text: str) -> None:
        """Note something of what is on the desk, for those who sort."""
        naming_nobody(self.project, text)
        self._do(lambda change, one: void(sorting.set_note(change, one.id, text, self.by)))

    def same_as(self, name: str) -> None:
        """Sort what is on the desk as an input that says the same: under its headings, and in a group with it."""
        place = next(at for at, one in enumerate(self.inputs) if one.ident == name)
        other = self.inputs[place]

        def work(change: Transaction, one: Input) -> None:
            there = sorting.of_input(change.connection, other.id)
            frame = [self.frame.frame[each] for each in there.headings if each in self.frame.frame]
            rows = {each: self.frame.themes[each].id for each in there.themes if each in self.frame.themes}
            sorting.put(change, InputUnit(one.id), frame, rows, self.by)
            if there.groups:
                groups.add(change, there.groups[0], [one.id])
            else:
                groups.make(change, [other.id, one.id], "", self.by)

        self._do(work, step=Step.DONE)

    def make_theme(self, name: str) -> str:
        """Make a theme, or find the one that there is, and give its id; it is suggested from then on."""
        made, _ = theme_edits.set_theme(self.project, name, ThemeSaid())
        with self.register.reading() as connection:
            everyone = themes.listed(connection)
        self.frame = SortingHeadings(self.project.plan, everyone, self.project.today)
        self.suggestions.add(made.ident, self.frame.names().get(made.ident, ()))
        return made.ident

    def go_on(self) -> None:
        """Lay the next input on the desk."""
        if self.at is not None:
            self._way.append(self.at)
            self.at = self._next_from(self.at + 1)

    def go_back(self) -> bool:
        """Lay the one before on the desk again, sorted or not; False where there is none before it."""
        if self._way:
            self.at = self._way.pop()
        elif self.at is None:
            self.at = len(self.order) - 1
        elif self.at:
            self.at -= 1
        else:
            return False
        return True


def void(_: object) -> None:
    """Let nothing of what a change gives be given further."""
