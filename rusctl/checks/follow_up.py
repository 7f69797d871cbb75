"""Rules about the follow-up: what a programme builds on, and which figures an indicator lacks."""

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache

from rusctl.checks.rule import rule
from rusctl.diagnostics import Problem, Severity
from rusctl.language.message import msg
from rusctl.language.vocabulary_strategy import BECAME
from rusctl.model.plan import Facts
from rusctl.storage.files.names import FOLLOW_UP, TEXTS, VERSIONS, text_of
from rusctl.strategy.built_on import changed
from rusctl.strategy.ids import StrategyText, read


@rule(code="RUS432", name="programme-behind", severity=Severity.WARNING)
def programme_behind(facts: Facts) -> Iterator[Problem]:
    """A paragraph that a programme builds on has changed since the version that it builds on.

    Whoever has the programme does not learn it by themselves. Tell them, and when the programme has been looked at, say
    which version it builds on: `rusctl programme set ID --version VERSION`. A heading stands for all that is under it.

    Bad:
        # file: config/follow-up.toml
        [[programme]]
        id = "lansplan"
        name = "Länstransportplanen"
        version = "remiss"
        paragraphs = ["p001"]  # RUS432

        # file: config/strategy.toml
        [[version]]
        id = "remiss"

        [[version]]
        id = "antagen"

        # file: strategy/remiss.md
        <!-- p001 -->
        Länet växer.

        # file: strategy/antagen.md
        <!-- p001 -->
        Länet växer hållbart.

    Good:
        # file: config/follow-up.toml
        [[programme]]
        id = "lansplan"
        name = "Länstransportplanen"
        version = "antagen"
        paragraphs = ["p001"]

        # file: config/strategy.toml
        [[version]]
        id = "remiss"

        [[version]]
        id = "antagen"

        # file: strategy/remiss.md
        <!-- p001 -->
        Länet växer.

        # file: strategy/antagen.md
        <!-- p001 -->
        Länet växer hållbart.
    """
    texts = _texts(facts)
    there = [one.id for one in facts.plan.versions if one.id in texts]
    if VERSIONS in facts.plan.unread or not there:
        return
    for one in facts.plan.follow_up.programmes:
        if one.version not in texts or one.version == there[-1]:
            continue
        for base in changed(one.paragraphs, texts[one.version], texts[there[-1]]):
            said = msg(
                "{id} builds on {paragraph} of {version}, which in {last} is {change}; look at the programme, and say "
                "which version it builds on: rusctl programme set {id} --version {last}",
                id=one.id,
                paragraph=base.id,
                version=one.version,
                last=there[-1],
                change=BECAME[base.became],
            )
            yield Problem(one.at.key("paragraphs", one.paragraphs.index(base.id)), said)


@rule(code="RUS433", name="unknown-in-follow-up", severity=Severity.ERROR)
def unknown_in_follow_up(facts: Facts) -> Iterator[Problem]:
    """A programme builds on a version or a paragraph of the strategy that there is not.

    Without a version a paragraph is looked for in all of them.

    Bad:
        # file: config/follow-up.toml
        [[programme]]
        id = "lansplan"
        name = "Länstransportplanen"
        version = "remiss"
        paragraphs = ["p090"]  # RUS433

        # file: config/strategy.toml
        [[version]]
        id = "remiss"

        # file: strategy/remiss.md
        <!-- p001 -->
        Länet växer.

    Good:
        # file: config/follow-up.toml
        [[programme]]
        id = "lansplan"
        name = "Länstransportplanen"
        version = "remiss"
        paragraphs = ["p001"]

        # file: config/strategy.toml
        [[version]]
        id = "remiss"

        # file: strategy/remiss.md
        <!-- p001 -->
        Länet växer.
    """
    plan, texts = facts.plan, _texts(facts)
    if VERSIONS in plan.unread:
        return
    versions = {one.id for one in plan.versions}
    for one in plan.follow_up.programmes:
        if one.version and one.version not in versions:
            said = msg('"{id}" is not a version; declare it in {file}', id=one.version, file=VERSIONS)
            yield Problem(one.at.key("version"), said)
            continue
        if one.version and one.version not in texts:
            continue
        looked_in = [texts[one.version]] if one.version else list(texts.values())
        for index, name in enumerate(one.paragraphs):
            if all(text.block(name) is None for text in looked_in):
                where = one.version or msg("the strategy")
                said = msg("{version} has no paragraph {id}", version=where, id=name)
                yield Problem(one.at.key("paragraphs", index), said)


@rule(code="RUS434", name="year-twice", severity=Severity.ERROR)
def year_twice(facts: Facts) -> Iterator[Problem]:
    """An indicator has the figures of a year twice.

    Nobody can tell which of them holds. Statistics are revised: keep the later figures, and say so in `note`.

    Bad:
        # file: config/follow-up.toml
        [[indicator]]
        id = "invanare"
        name = "Invånare"
        unit = "antal"
        source = "SCB"

        [[indicator.value]]
        year = 2020
        total = 277141

        [[indicator.value]]
        year = 2020  # RUS434
        total = 277142

    Good:
        # file: config/follow-up.toml
        [[indicator]]
        id = "invanare"
        name = "Invånare"
        unit = "antal"
        source = "SCB"

        [[indicator.value]]
        year = 2020
        total = 277141
    """
    for one in facts.plan.follow_up.indicators:
        seen: Counter[int] = Counter()
        for figures in one.years:
            if seen[figures.year]:
                said = msg("{id}: the year {year} stands twice; keep one of them", id=one.id, year=str(figures.year))
                yield Problem(figures.at.key("year"), said)
            seen[figures.year] += 1


@rule(code="RUS435", name="women-and-men-not-stated", severity=Severity.WARNING)
def women_and_men_not_stated(facts: Facts) -> Iterator[Problem]:
    """An indicator of people has a year without figures for women and men.

    Statistics of people are stated by sex, unless there are special reasons against it. Record both, or take `people`
    out where the figures are not of people.

    Bad:
        # file: config/follow-up.toml
        [[indicator]]
        id = "sysselsattning"
        name = "Sysselsatta"
        unit = "procent"
        source = "SCB"
        people = true

        [[indicator.value]]
        year = 2020  # RUS435
        total = 79.1

    Good:
        # file: config/follow-up.toml
        [[indicator]]
        id = "sysselsattning"
        name = "Sysselsatta"
        unit = "procent"
        source = "SCB"
        people = true

        [[indicator.value]]
        year = 2020
        total = 79.1
        women = 77.4
        men = 80.7
    """
    for one in facts.plan.follow_up.indicators:
        for figures in one.years if one.people else ():
            if figures.gap is None:
                said = msg(
                    "{id}: {year} has no figures for women and men; record them: rusctl follow-up record {id}",
                    id=one.id,
                    year=str(figures.year),
                )
                yield Problem(figures.at.key("year"), said)


@rule(code="RUS436", name="base-without-figure", severity=Severity.WARNING)
def base_without_figure(facts: Facts) -> Iterator[Problem]:
    """An indicator has figures, and none for the year that it is compared with.

    Then nobody can say how far it has come since.

    Bad:
        # file: config/follow-up.toml
        [[indicator]]
        id = "invanare"
        name = "Invånare"
        unit = "antal"
        source = "SCB"
        base = 2019  # RUS436

        [[indicator.value]]
        year = 2020
        total = 277141

    Good:
        # file: config/follow-up.toml
        [[indicator]]
        id = "invanare"
        name = "Invånare"
        unit = "antal"
        source = "SCB"
        base = 2019

        [[indicator.value]]
        year = 2019
        total = 275845

        [[indicator.value]]
        year = 2020
        total = 277141
    """
    for one in facts.plan.follow_up.indicators:
        if one.base is not None and one.years and all(figures.year != one.base for figures in one.years):
            said = msg(
                "{id} is compared with {year}, and has no figure for it; record it, or choose another year",
                id=one.id,
                year=str(one.base),
            )
            yield Problem(one.at.key("base"), said)


def _texts(facts: Facts) -> Mapping[str, StrategyText]:
    """Give the versions' texts by the versions' ids."""
    if FOLLOW_UP in facts.plan.unread or not facts.plan.follow_up.programmes:
        return {}
    given = {one.name: one.text for one in facts.texts or () if one.name.startswith(TEXTS)}
    return {one.id: _read(given[text_of(one.id)]) for one in facts.plan.versions if text_of(one.id) in given}


@lru_cache(maxsize=16)
def _read(text: str) -> StrategyText:
    """Read a version's text once for all the rules."""
    return read(text)
