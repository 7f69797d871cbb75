"""The follow-up in words, tables and charts: how indicators stand, what is promised, which programmes are behind."""

from collections import Counter
from collections.abc import Mapping, Sequence

from rusctl.language.catalogue import Language
from rusctl.language.message import Message, msg, nmsg
from rusctl.language.vocabulary_strategy import COMMITMENT_STATE, WAY
from rusctl.model.follow_up import Figure, Programme, YearFigures
from rusctl.model.plan import Plan
from rusctl.model.strategy import CommitmentKind, CommitmentState
from rusctl.output.document import DocumentTable
from rusctl.output.drawing import charts
from rusctl.output.drawing.charts import Bar, ChartRow
from rusctl.output.rows import Row
from rusctl.schedule.state import indicators
from rusctl.schedule.state.indicators import IndicatorState, decimals
from rusctl.services.project import Project
from rusctl.storage.files.names import text_of
from rusctl.strategy.built_on import ChangedBase, changed
from rusctl.strategy.ids import StrategyText, read

NONE = "–"


def figure(value: Figure | None, places: int, language: Language) -> str:
    """Give a figure as people read it, with so many decimals; a dash where there is none."""
    if value is None:
        return NONE
    text = f"{value:,.{places}f}"
    if language.code == "sv":
        return text.replace(",", "\u00a0").replace(".", ",").replace("-", "\u2212")
    return text.replace(",", "\u00a0").replace("-", "\u2212")


def headings(plan: Plan, language: Language) -> Mapping[str, str]:
    """Give what the headings of the frame are called, by id."""
    return {one.id: language.name(one.name) for one in plan.frame}


def indicator_table(found: Sequence[IndicatorState], language: Language) -> DocumentTable:
    """Give how indicators stand: base, latest, women and men, goal, and which way they have gone."""
    rows = []
    for one in found:
        indicator, places = one.indicator, _places(one)
        base, latest = one.base, one.latest
        rows.append(
            (
                f"{language.name(indicator.name)}, {indicator.unit}",
                _of_year(base, places, language),
                _of_year(latest, places, language),
                figure(latest.women if latest else None, places, language),
                figure(latest.men if latest else None, places, language),
                goal(one, language),
                language.text(standing(one)),
            )
        )
    people = (msg("Women"), msg("Men"))
    header = (msg("Indicator"), msg("Base"), msg("Latest"), *people, msg("Goal"), msg("Since the base"))
    return DocumentTable(tuple(map(language.text, header)), tuple(rows), (1, 2, 3, 4))


def figures_table(found: IndicatorState, language: Language) -> DocumentTable:
    """Give the figures of an indicator year by year, the first year first; women and men where it has them."""
    years, places = sorted(found.indicator.years, key=lambda one: one.year), _places(found)
    people = found.indicator.people or any(one.women is not None or one.men is not None for one in years)
    header = [msg("Year"), msg("All"), *([msg("Women"), msg("Men")] if people else [])]
    rows = tuple(
        (
            str(one.year),
            figure(one.total, places, language),
            *((figure(one.women, places, language), figure(one.men, places, language)) if people else ()),
        )
        for one in years
    )
    return DocumentTable(tuple(map(language.text, header)), rows, tuple(range(1, len(header))))


def indicator_chart(found: IndicatorState, language: Language) -> str:
    """Give a chart (SVG) of an indicator's figures, year by year, that says in words what it shows; empty without any.

    Figures below zero have their number and no bar.
    """
    years, places = sorted(found.indicator.years, key=lambda one: one.year), _places(found)
    if not years:
        return ""
    series = [name for name in ("total", "women", "men") if any(getattr(one, name) is not None for one in years)]
    words = {"total": msg("All"), "women": msg("Women"), "men": msg("Men")}
    scale = 10**places
    rows = [
        ChartRow(
            str(one.year),
            tuple(
                Bar(
                    figure(getattr(one, name), places, language),
                    max(0, round(getattr(one, name) * scale)) if getattr(one, name) is not None else None,
                )
                for name in series
            ),
        )
        for one in years
    ]
    indicator = found.indicator
    title = f"{language.name(indicator.name)}, {indicator.unit}"
    note = language.text(msg("Source: {source}", source=indicator.source))
    return charts.bars(
        title,
        [language.text(words[name]) for name in series],
        rows,
        language=language.code,
        note=note,
        name=f"indicator-{indicator.id}",
    )


def goal(one: IndicatorState, language: Language) -> str:
    """Say the goal of an indicator, and by when."""
    indicator, places, parts = one.indicator, _places(one), []
    if indicator.goal is not None:
        parts.append(figure(indicator.goal, places, language))
    if indicator.goal_gap is not None:
        gap = figure(indicator.goal_gap, places, language)
        parts.append(language.text(msg("gap at most {gap}", gap=gap)))
    if parts and indicator.goal_year:
        parts.append(str(indicator.goal_year))
    return ", ".join(parts) or NONE


def standing(one: IndicatorState) -> Message:
    """Say which way an indicator has gone, and whether its goal is reached."""
    if one.latest is None:
        return msg("no figures")
    if one.reached:
        return msg("the goal is reached")
    return WAY[one.way]


def promised(plan: Plan) -> list[Message]:
    """Say how many joint commitments and measures there are, by their states."""
    said = []
    for kind in CommitmentKind:
        mine = [one for one in plan.commitments if one.kind is kind]
        if not mine:
            continue
        count = (
            nmsg("{count} joint commitment", "{count} joint commitments", len(mine))
            if kind is CommitmentKind.COMMITMENT
            else nmsg("{count} measure", "{count} measures", len(mine))
        )
        tally = Counter(one.state for one in mine)
        states = [
            msg("{count} {state}", count=tally[one], state=COMMITMENT_STATE[one])
            for one in CommitmentState
            if tally[one]
        ]
        said.append(msg("{what}: {states}", what=count, states=states))
    return said


def not_known(plan: Plan, found: Sequence[IndicatorState], language: Language) -> list[Message]:
    """Name what the follow-up lacks: indicators without figures or goals, headings without any, promises not judged."""
    silent = [one.indicator for one in found if one.latest is None]
    aimless = [one.indicator for one in found if one.indicator.goal is None and one.indicator.goal_gap is None]
    whole = [one.indicator for one in found if one.indicator.people and one.latest and one.latest.gap is None]
    areas = [one for one in plan.frame if one.kind == "target" and not indicators.of_heading(found, one.id)]
    unjudged = [one.what for one in plan.commitments if one.open and not one.follow_ups]
    said = [
        msg("No figures: {names}.", names=[language.name(one.name) for one in silent]),
        msg("No goal: {names}.", names=[language.name(one.name) for one in aimless]),
        msg("No figures for women and men: {names}.", names=[language.name(one.name) for one in whole]),
        msg("Target areas without an indicator: {names}.", names=[language.name(one.name) for one in areas]),
        msg("Nobody has said how these stand: {names}.", names=unjudged),
    ]
    return [one for one, lacking in zip(said, (silent, aimless, whole, areas, unjudged), strict=True) if lacking]


def programmes_behind(project: Project) -> dict[str, list[ChangedBase]]:
    """Give the paragraphs that have changed since, by the programmes that build on them."""
    plan, files = project.plan, project.loaded.files
    texts: dict[str, StrategyText] = {}
    for one in plan.versions:
        if text_of(one.id) in files:
            texts[one.id] = read(files[text_of(one.id)].decode("utf-8", "replace"))
    if not texts:
        return {}
    last = texts[next(reversed(texts))]
    found = {each.id: _behind(each, texts, last) for each in plan.follow_up.programmes}
    return {name: bases for name, bases in found.items() if bases}


def _behind(one: Programme, texts: Mapping[str, StrategyText], last: StrategyText) -> list[ChangedBase]:
    return changed(one.paragraphs, texts[one.version], last) if one.version in texts else []


def programme_row(one: Programme, plan: Plan, behind: Sequence[ChangedBase]) -> Row:
    """Give a programme's row; `behind` are the paragraphs that have changed since."""
    return {
        "id": one.id,
        "name": Language(plan.process.language).name(one.name),
        "by": one.by or None,
        "version": one.version or None,
        "paragraphs": list(one.paragraphs),
        "changed": [base.id for base in behind],
        "url": one.url or None,
        "dnr": one.dnr or None,
        "note": one.note or None,
        "source": one.source or None,
    }


def _places(one: IndicatorState) -> int:
    return decimals(one.indicator)


def _of_year(figures: YearFigures | None, places: int, language: Language) -> str:
    if figures is None:
        return NONE
    return f"{figure(figures.total, places, language)} ({figures.year})"
