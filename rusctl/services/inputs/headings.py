"""What inputs are sorted under, as people name it: headings of the frame, and themes made during the work."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from rusctl.errors import PolicyError
from rusctl.language.catalogue import Language
from rusctl.language.message import Message, msg
from rusctl.model.inputs import Theme
from rusctl.model.plan import FrameItem, Plan, exact
from rusctl.services import selection


class ChosenHeadings(NamedTuple):
    """Headings of the frame, and themes with their rows by their ids."""

    headings: tuple[FrameItem, ...]
    themes: Mapping[str, int]

    @property
    def names(self) -> tuple[str, ...]:
        """All their ids."""
        return (*(one.id for one in self.headings), *self.themes)


class SortingHeadings:
    """The headings of the frame and the themes, by id."""

    def __init__(self, plan: Plan, made: Iterable[Theme], today: dt.date) -> None:
        """Take the plan, the themes that the database has, and the day it is."""
        self.frame = {one.id: one for one in plan.frame}
        self.themes = {one.ident: one for one in made}
        self._themes_by_row = {one.id: one for one in self.themes.values()}
        self.today = today
        self._days = {event.id: when.first for event in plan.events if (when := exact(event.when))}

    def called(self, name: str, language: Language) -> str:
        """Give what people call a heading or a theme, or its id where nothing has it any more."""
        if (item := self.frame.get(name)) is not None:
            return language.name(item.name) or name
        found = self.themes.get(name)
        if found is None:
            return name
        return (found.sv or found.en if language.code == "sv" else found.en or found.sv) or name

    def names(self) -> dict[str, tuple[str, ...]]:
        """Give what each heading and theme that holds today is called, in all languages."""
        frame = {one.id: tuple(one.name.values()) for one in self.frame.values() if one.holds_on(self.today)}
        return frame | {
            one.ident: tuple(name for name in (one.sv, one.en) if name) or (one.ident.replace("-", " "),)
            for one in self.themes.values()
            if self._holds(one, self.today)
        }

    def meant(self, words: Iterable[str]) -> tuple[str, ...]:
        """Give the ids that words mean, each once, whether they hold today or not; RusctlError where one means none."""
        there: dict[str, Iterable[str]] = {one.id: one.name.values() for one in self.frame.values()}
        there |= {one.ident: [name for name in (one.sv, one.en) if name] for one in self.themes.values()}
        return tuple(dict.fromkeys(selection.meant(word, there, msg("a heading or a theme")) for word in words))

    def chosen(self, names: Sequence[str], event: str = "") -> ChosenHeadings:
        """Give what an input of an event is to be put under, by ids that there are.

        PolicyError for a heading that held neither on the day of the event nor holds today: an input of 2018 may be put
        under the headings of 2018, and nothing else may.
        """
        for name in names:
            if not any(self.holds(name, day) for day in {self.today, self._days.get(event, self.today)}):
                raise PolicyError(self._refusal(name))
        frame = tuple(self.frame[name] for name in names if name in self.frame)
        return ChosenHeadings(frame, {name: self.themes[name].id for name in names if name not in self.frame})

    def holds(self, name: str, day: dt.date) -> bool:
        """Whether a heading or a theme holds on a day."""
        if name in self.frame:
            return self.frame[name].holds_on(day)
        return self._holds(self.themes[name], day)

    def _holds(self, one: Theme, day: dt.date) -> bool:
        return (one.first_day is None or one.first_day <= day) and (one.last_day is None or day <= one.last_day)

    def successor(self, name: str) -> str:
        """Give what has taken the place of a heading or theme in the end; itself where nothing has."""
        way = [name]
        while (step := self._replaced_by(way[-1])) and step not in way:
            way.append(step)
        return way[-1]

    def _replaced_by(self, name: str) -> str:
        if name in self.frame:
            return self.frame[name].replaced_by
        one = self.themes.get(name)
        if one is None or one.replaced_by is None:
            return ""
        return self._themes_by_row[one.replaced_by].ident

    def _refusal(self, name: str) -> Message:
        last = self.frame[name].valid_until if name in self.frame else self.themes[name].last_day
        after = self.successor(name)
        if last is None or last >= self.today:
            return msg("{name} does not hold yet", name=name)
        if after == name:
            return msg("{name} held until {day}, and nothing has taken its place", name=name, day=last)
        return msg("{name} held until {day}; {other} has taken its place", name=name, day=last, other=after)
