"""Themes made, changed and removed by command, and listed with how much stands under each."""

import datetime as dt
from typing import TYPE_CHECKING, Any, NamedTuple

from rusctl.database.transaction import Transaction
from rusctl.errors import RusctlError, UsageError
from rusctl.inputs import themes
from rusctl.language.message import msg
from rusctl.language.slug import LONGEST_MADE, slug
from rusctl.model.inputs import Theme
from rusctl.services.inputs.headings import SortingHeadings
from rusctl.services.inputs.own_words import naming_nobody
from rusctl.services.inputs.storing import opened
from rusctl.services.project import Project

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST_NAME = 200  # characters


class ThemeSaid(NamedTuple):
    """What is said of a theme: None leaves a value as it is, an empty text takes it away.

    `below` names a heading of the frame or a theme, `replaced_by` a theme.
    """

    sv: str | None = None
    en: str | None = None
    below: str | None = None
    first_day: dt.date | None = None
    last_day: dt.date | None = None
    replaced_by: str | None = None


class CountedTheme(NamedTuple):
    """A theme, what stands above it and what has taken its place (ids), and how many inputs stand under it."""

    theme: Theme
    above: str
    replaced_by: str
    inputs: int


def set_theme(project: Project, name: str, said: ThemeSaid, *, dry_run: bool = False) -> tuple[Theme, bool]:
    """Make the theme of an id or a name, or change it where it is there; give it, and whether it is new.

    PrivacyError where somebody stands in its name.
    """
    plan = project.readable().plan
    naming_nobody(project, name, said.sv or "", said.en or "")

    def work(change: Transaction) -> tuple[Theme, bool]:
        there = SortingHeadings(plan, themes.listed(change.connection), project.today)
        ident = _ident(there, name)
        found = there.themes.get(ident)
        values = _values(there, said, project.today)
        if found is None:
            if not (values.get("sv") or values.get("en")) and ident != name:
                values["sv"] = _named(name)
            themes.add(change, ident, values)
        elif values:
            themes.set_values(change, found, values)
        made = {one.ident: one for one in themes.listed(change.connection)}
        return made[ident], found is None

    register = opened(project)
    return register.change("inputs theme", work, dry_run=dry_run)


def _ident(there: SortingHeadings, name: str) -> str:
    """Give the id of a theme by its id or its name; of a new one what its name makes."""
    if name in there.themes:
        return name
    wanted = slug(name)
    by_name = [
        one.ident for one in there.themes.values() if wanted and wanted in {slug(one.sv), slug(one.en), one.ident}
    ]
    if len(by_name) == 1:
        return by_name[0]
    ident = wanted[:LONGEST_MADE].strip("-")
    if not ident:
        raise UsageError(msg("a theme is named by words"))
    if ident in there.frame:
        raise RusctlError(msg("{name} is a heading of the frame; give the theme another name", name=ident))
    return ident


def _values(there: SortingHeadings, said: ThemeSaid, today: dt.date) -> dict[str, Any]:
    values: dict[str, Any] = {key: _named(text) for key, text in (("sv", said.sv), ("en", said.en)) if text is not None}
    values |= {key: day for key, day in (("first_day", said.first_day), ("last_day", said.last_day)) if day}
    if said.below is not None:
        values |= _above(there, said.below)
    if said.replaced_by is not None:
        values["replaced_by"] = _theme(there, said.replaced_by).id if said.replaced_by else None
        if said.replaced_by and "last_day" not in values:
            values["last_day"] = today
    first, last = values.get("first_day"), values.get("last_day")
    if first and last and last < first:
        raise UsageError(msg("the last day is before the first"))
    return values


def _above(there: SortingHeadings, name: str) -> dict[str, Any]:
    """Give the columns that say what a theme stands below: a heading, a theme, or with an empty name nothing."""
    if not name:
        return {"heading": "", "above": None}
    (found,) = there.meant([name])
    if found in there.frame:
        return {"heading": found, "above": None}
    return {"heading": "", "above": there.themes[found].id}


def _theme(there: SortingHeadings, name: str) -> Theme:
    (found,) = there.meant([name])
    if found not in there.themes:
        raise RusctlError(msg("{name} is a heading of the frame, not a theme", name=found))
    return there.themes[found]


def _named(name: str) -> str:
    name = " ".join(name.split())
    if len(name) > LONGEST_NAME:
        raise UsageError(msg("a name has at most {most} characters", most=LONGEST_NAME))
    return name


def remove(project: Project, name: str, *, dry_run: bool = False) -> str:
    """Remove a theme that nothing stands under, and give its id."""
    plan = project.readable().plan

    def work(change: Transaction) -> str:
        found = _theme(SortingHeadings(plan, themes.listed(change.connection), project.today), name)
        themes.remove(change, found)
        return found.ident

    return opened(project).change("inputs theme", work, dry_run=dry_run)


def listed(project: Project) -> list[CountedTheme]:
    """Give all themes, with what stands above each and how many inputs stand under it."""
    with opened(project).reading() as connection:
        made, counts = themes.listed(connection), themes.counts(connection)
    idents: Mapping[int | None, str] = {one.id: one.ident for one in made}
    return [
        CountedTheme(
            one, one.heading or idents.get(one.above, ""), idents.get(one.replaced_by, ""), counts.get(one.id, 0)
        )
        for one in made
    ]
