"""The report on results to the Government, point by point as förordningen (2024:99) asks: what the folder knows.

What is written on a point comes first (`[[report]]` of config/follow-up.toml), then the indicators, the commitments and
measures, and the results of projects that name the point. A point of which nothing is known says so.
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from rusctl.language import dates
from rusctl.language.catalogue import Language
from rusctl.language.message import Message, msg
from rusctl.language.vocabulary_strategy import COMMITMENT_STATE, POINT
from rusctl.model.follow_up import ProjectResult, ReportPoint
from rusctl.model.plan import Plan
from rusctl.model.strategy import Commitment, CommitmentState, FollowUp
from rusctl.output.document import Block, Bullets, DocumentTable, Heading, Paragraph
from rusctl.schedule.state import indicators, law
from rusctl.schedule.state.indicators import IndicatorState
from rusctl.services.project import Project
from rusctl.services.reporting import follow_up

SECTIONS: tuple[tuple[Message, tuple[ReportPoint, ...]], ...] = (
    (
        msg("Coordination of measures to carry out the strategy ({section})", section=law.RESULTS_COORDINATION.section),
        tuple(one for one in ReportPoint if one.value.startswith("8.")),
    ),
    (
        msg("How funds were used ({section})", section=law.RESULTS_FUNDS.section),
        tuple(one for one in ReportPoint if one.value.startswith("9.")),
    ),
    (
        msg("Cooperation and consultation ({section})", section=law.RESULTS_WITH_WHOM.section),
        tuple(one for one in ReportPoint if one.value.startswith("10.")),
    ),
    (
        msg("Analyses, follow-up and evaluation ({section})", section=law.RESULTS_ANALYSES.section),
        tuple(one for one in ReportPoint if one.value.startswith("11.")),
    ),
    (
        msg("Provision of skills, and Agenda 2030 ({section})", section=law.RESULTS_CONTENTS.section),
        (ReportPoint.SKILLS, ReportPoint.AGENDA),
    ),
)
"""The headings of the report in the order of the ordinance, each with its points."""


class ResultsReport:
    """The report on a year: its sections, and the points of which nothing is known."""

    def __init__(self, project: Project, year: int, language: Language) -> None:
        """Take what the folder has of a year."""
        self.project, self.plan, self.year, self.language = project, project.plan, year, language
        self.states = indicators.states(self.plan, year)
        self.last = min(dt.date(year, 12, 31), project.today)
        self.unknown: list[ReportPoint] = []

    def sections(self, cooperation: Sequence[Block]) -> Iterator[Block]:
        """Give the sections; `cooperation` is what is known of with whom, when and how many."""
        for heading, points in SECTIONS:
            yield Heading(self.language.text(heading))
            for point in points:
                found = list(self._point(point))
                counted = point in (ReportPoint.COOPERATION, ReportPoint.CONSULTED) and cooperation
                if not found and not counted:
                    self.unknown.append(point)
                yield Heading(self.language.text(POINT[point]), 2)
                yield from found
                if not found:
                    yield Paragraph(self.language.text(msg("Nothing is written on this.")))
            if points[0] is ReportPoint.COOPERATION:
                yield from cooperation
            if points[0] is ReportPoint.LEARNED:
                yield from followed_up(self.project, self.states, self.last, self.language)

    def _point(self, point: ReportPoint) -> Iterator[Block]:
        """Give what is known of a point."""
        for text in self.plan.follow_up.texts:
            if (text.year, text.point) == (self.year, point):
                yield from (Paragraph(one) for one in text.text.splitlines() if one.strip())
        if states := [one for one in self.states if point in one.indicator.points]:
            yield follow_up.indicator_table(states, self.language)
        if promised := [one for one in self.plan.commitments if point in one.points]:
            yield commitment_table(promised, self.last, self.language)
        results = [one for one in self.plan.follow_up.results if point in one.points and one.year in (None, self.year)]
        if results:
            yield Bullets(tuple(result_line(one, self.language) for one in results))

    def gaps(self) -> list[str]:
        """Say what is not known: the points without anything, and what the follow-up lacks."""
        said: list[Message] = []
        if self.unknown:
            said.append(
                msg("Nothing is written on these points: {points}.", points=[one.value for one in self.unknown])
            )
        said += follow_up.not_known(self.plan, self.states, self.language)
        return [self.language.text(one) for one in said]


def followed_up(
    project: Project, states: Sequence[IndicatorState], day: dt.date, language: Language
) -> Iterator[Block]:
    """Give how the strategy's goals stand on a day: indicators by heading, promises, results, programmes behind."""
    plan = project.plan
    named = follow_up.headings(plan, language)
    for one in plan.frame:
        if mine := indicators.of_heading(states, one.id):
            yield Heading(language.text(msg("How it stands: {heading}", heading=named[one.id])), 2)
            yield follow_up.indicator_table(mine, language)
    others = [one for one in states if not set(one.indicator.themes) & named.keys()]
    if others:
        yield Heading(language.text(msg("Other indicators")), 2)
        yield follow_up.indicator_table(others, language)
    if plan.commitments:
        yield Heading(language.text(msg("Joint commitments and measures")), 2)
        yield commitment_table(plan.commitments, day, language)
    if plan.follow_up.results:
        yield Heading(language.text(msg("Results of projects")), 2)
        for project_name, results in _by_project(plan).items():
            yield Paragraph(project_name)
            yield Bullets(tuple(result_line(one, language) for one in results))
    if behind := follow_up.programmes_behind(project):
        programmes = {one.id: language.name(one.name) for one in plan.follow_up.programmes}
        yield Heading(language.text(msg("Programmes to look at")), 2)
        text = msg("{name} builds on paragraphs that have changed since: {paragraphs}.")
        yield Bullets(
            tuple(
                language.text(msg(text.id, name=programmes[name], paragraphs=[base.id for base in bases]))
                for name, bases in behind.items()
            )
        )


def commitment_table(found: Sequence[Commitment], day: dt.date, language: Language) -> DocumentTable:
    """Give promises as they stood on a day: who does what, by when, the state, and what was said of it that year."""
    rows = tuple(
        (
            one.what,
            ", ".join(one.who),
            dates.medium(one.by, language.code) if one.by else "",
            language.text(COMMITMENT_STATE[_state(one, day)]),
            " ".join(each.text for each in one.follow_ups if each.date.year == day.year and each.date <= day),
        )
        for one in found
    )
    header = (msg("What is to be done"), msg("Who"), msg("By"), msg("State"), msg("Said in the year"))
    return DocumentTable(tuple(map(language.text, header)), rows)


def result_line(one: ProjectResult, language: Language) -> str:
    """Say a project's result on one line: what was done, for whom, and where it lives now."""
    parts = [one.what]
    if one.whom:
        parts.append(language.text(msg("For: {whom}", whom=one.whom)))
    if one.lives:
        parts.append(language.text(msg("Lives in: {lives}", lives=one.lives)))
    return ". ".join(part.rstrip(".") for part in parts) + "."


def _state(one: Commitment, day: dt.date) -> CommitmentState:
    """Give how a promise stood on a day: as last noted until then; else as the file says."""
    noted: list[FollowUp] = sorted((each for each in one.follow_ups if each.date <= day), key=lambda each: each.date)
    if noted:
        return noted[-1].state
    return CommitmentState.AGREED if one.follow_ups else one.state


def _by_project(plan: Plan) -> Mapping[str, list[ProjectResult]]:
    found: dict[str, list[ProjectResult]] = {}
    for one in plan.follow_up.results:
        found.setdefault(one.project, []).append(one)
    return found
