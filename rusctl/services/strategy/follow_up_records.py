"""Indicators, programmes and results of projects: what is written of each as a table of config/follow-up.toml."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from rusctl.errors import RusctlError, UsageError
from rusctl.language.message import msg
from rusctl.lists.statistics import number
from rusctl.model.follow_up import Figure, Indicator, Programme, ProjectResult, ReportPoint
from rusctl.model.plan import Plan
from rusctl.model.strategy import PARAGRAPH
from rusctl.services import selection
from rusctl.services.planning import plan_records, venue_records
from rusctl.services.planning.plan_records import RecordKind
from rusctl.services.project import Project
from rusctl.services.strategy import texts
from rusctl.storage.files.names import FOLLOW_UP
from rusctl.storage.toml import edits

INDICATOR = RecordKind(FOLLOW_UP, "indicator", msg("an indicator"), frozenset())
PROGRAMME = RecordKind(FOLLOW_UP, "programme", msg("a programme"), frozenset())
RESULT = RecordKind(FOLLOW_UP, "result", msg("a result"), frozenset())
REPORT = RecordKind(FOLLOW_UP, "report", msg("a text of the report"), frozenset())
BETTER_WORDS: dict[str, tuple[str, ...]] = {"higher": ("uppåt", "högre"), "lower": ("nedåt", "lägre")}
POINT_WORDS: dict[str, tuple[str, ...]] = {one.value: () for one in ReportPoint}


class IndicatorValues(NamedTuple):
    """What is written of an indicator; None where nothing was written, empty where it is to be taken out."""

    name: str | None = None
    unit: str | None = None
    source: str | None = None
    themes: Sequence[str] | None = None
    people: str | None = None
    better: str | None = None
    base: str | None = None
    goal: str | None = None
    goal_gap: str | None = None
    goal_year: str | None = None
    points: Sequence[str] | None = None
    url: str | None = None
    note: str | None = None


class ProgrammeValues(NamedTuple):
    """What is written of a programme; None where nothing was written, empty where it is to be taken out."""

    name: str | None = None
    by: str | None = None
    version: str | None = None
    paragraphs: Sequence[str] | None = None
    url: str | None = None
    dnr: str | None = None
    note: str | None = None
    source: str | None = None


class ResultValues(NamedTuple):
    """What is written of a project's result; None where nothing was written, empty where it is to be taken out."""

    what: str | None = None
    project: str | None = None
    whom: str | None = None
    lives: str | None = None
    year: str | None = None
    themes: Sequence[str] | None = None
    points: Sequence[str] | None = None
    url: str | None = None
    dnr: str | None = None
    source: str | None = None


def indicator(plan: Plan, word: str) -> Indicator:
    """Give the indicator of an id or a name; RusctlError where there is none, or several."""
    names = {one.id: one.name.values() for one in plan.follow_up.indicators}
    found = selection.meant(word, names, INDICATOR.what)
    return next(one for one in plan.follow_up.indicators if one.id == found)


def programme(plan: Plan, word: str) -> Programme:
    """Give the programme of an id or a name; RusctlError where there is none, or several."""
    names = {one.id: one.name.values() for one in plan.follow_up.programmes}
    found = selection.meant(word, names, PROGRAMME.what)
    return next(one for one in plan.follow_up.programmes if one.id == found)


def result(plan: Plan, word: str) -> ProjectResult:
    """Give the result of an id or of what was done; RusctlError where there is none, or several."""
    found = selection.meant(word, {one.id: [one.what] for one in plan.follow_up.results}, RESULT.what)
    return next(one for one in plan.follow_up.results if one.id == found)


def added(
    project: Project, kind: RecordKind, wanted: str, name: str, table: Mapping[str, Any]
) -> tuple[str, list[edits.Edit]]:
    """Give the id of a new record and the edit that adds it; what was written empty is left out."""
    new = plan_records.new_id(project, kind, wanted, name)
    return new, plan_records.added(kind, {"id": new, **table})


def indicator_table(project: Project, written: IndicatorValues) -> dict[str, Any]:
    """Give the keys of an indicator; UsageError for what is no value, RusctlError for a heading that is none."""
    table: dict[str, Any] = dict(written._asdict())
    table["name"] = plan_records.kept(written.name)
    for key in ("unit", "source"):
        if table[key] is not None and not table[key].strip():
            raise UsageError(msg("an indicator has a unit and a source; write them: --unit TEXT --source TEXT"))
    table["people"] = venue_records.answer("--people", written.people)
    table["better"] = (
        selection.meant(written.better, BETTER_WORDS, msg("a direction")) if written.better else written.better
    )
    table["base"], table["goal_year"] = year("--base", written.base), year("--goal-year", written.goal_year)
    table["goal"], table["goal_gap"] = figure("--goal", written.goal), figure("--goal-gap", written.goal_gap)
    table["themes"], table["points"] = _themes(project, written.themes), points(written.points)
    return table


def programme_table(project: Project, written: ProgrammeValues) -> dict[str, Any]:
    """Give the keys of a programme; RusctlError for a version or a paragraph that is none."""
    table: dict[str, Any] = dict(written._asdict())
    table["name"] = plan_records.kept(written.name)
    if written.version:
        table["version"] = texts.meant(project, written.version).id
    if written.paragraphs is not None:
        found = [one.strip() for one in written.paragraphs if one.strip()]
        known = texts.texts(project)
        for name in found:
            if not re.fullmatch(PARAGRAPH, name) or not any(one.text.block(name) for one in known):
                raise RusctlError(msg("no version of the strategy has a paragraph {id}", id=name))
        table["paragraphs"] = found
    return table


def result_table(project: Project, written: ResultValues) -> dict[str, Any]:
    """Give the keys of a result; UsageError for what is no value, RusctlError for a heading that is none."""
    table: dict[str, Any] = dict(written._asdict())
    for key in ("what", "project"):
        if table[key] is not None and not table[key].strip():
            raise UsageError(msg("say what was done, and in which project: --by TEXT"))
    table["year"] = year("--year", written.year)
    table["themes"], table["points"] = _themes(project, written.themes), points(written.points)
    return table


def reported(project: Project, of_year: int, point: str, text: str, source: str) -> list[edits.Edit]:
    """Give the edits that write a text of the report, in the place of one that is there; an empty text takes it out.

    RusctlError for a point that is none, and where there is nothing to take out.
    """
    found = ReportPoint(selection.meant(point, POINT_WORDS, msg("a point of the report")))
    known = [
        one for one in project.readable(FOLLOW_UP).plan.follow_up.texts if (one.year, one.point) == (of_year, found)
    ]
    if not text.strip():
        if not known:
            raise RusctlError(msg("{point} of {year} has no text", point=found.value, year=str(of_year)))
        return [edits.Delete(known[0].at.route)]
    if known:
        changes: list[edits.Edit] = [edits.Set(known[0].at.key("text").route, text)]
        return [*changes, edits.Set(known[0].at.key("source").route, source)] if source else changes
    return plan_records.added(REPORT, {"year": of_year, "point": found.value, "text": text, "source": source})


def figure(option: str, text: str | None) -> Figure | str | None:
    """Read a figure, with a comma or a point; what is empty or None as it is. UsageError where it is none."""
    if not text:
        return text
    found = number(text)
    if found is None:
        raise UsageError(msg("{option}: {text} is no figure; write it like 79.1", option=option, text=text))
    return found


def year(option: str, text: str | None) -> int | str | None:
    """Read a year; what is empty or None as it is. UsageError where it is none."""
    if not text:
        return text
    if not re.fullmatch("(?:19|20|21)[0-9]{2}", text):
        raise UsageError(msg("{option}: {text} is no year; write it like 2030", option=option, text=text))
    return int(text)


def points(words: Sequence[str] | None) -> list[str] | None:
    """Give the points of the report that are written; RusctlError for one that is none."""
    if words is None:
        return None
    return [selection.meant(one, POINT_WORDS, msg("a point of the report")) for one in words if one]


def _themes(project: Project, words: Sequence[str] | None) -> list[str] | None:
    plan = project.readable().plan
    return None if words is None else [selection.theme(plan, one) for one in words if one]
