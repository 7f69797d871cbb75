"""The follow-up as tables of the public site: how the indicators of each target area stand, in both languages."""

from collections.abc import Iterator, Sequence

from rusctl.language.catalogue import LANGUAGES, Language
from rusctl.language.message import Message, msg
from rusctl.model.source import Texts
from rusctl.schedule.state import indicators
from rusctl.schedule.state.indicators import IndicatorState
from rusctl.services.project import Project
from rusctl.services.reporting import follow_up
from rusctl.site.snapshot import SiteTable
from rusctl.storage.files.names import FOLLOW_UP


def told(project: Project) -> list[SiteTable]:
    """Give a table for each target area with indicators that have figures, and one for those of no area."""
    return list(_tables(project))


def _tables(project: Project) -> Iterator[SiteTable]:
    plan = project.readable(FOLLOW_UP).plan
    found = [one for one in indicators.states(plan, project.today.year) if one.latest is not None]
    groups = [(one.name, indicators.of_heading(found, one.id)) for one in plan.frame]
    groups.append((_said(msg("Other indicators")), [one for one in found if not one.indicator.themes]))
    for name, mine in groups:
        if mine:
            yield _table(name, mine)


def _table(name: Texts, mine: Sequence[IndicatorState]) -> SiteTable:
    made = {code: follow_up.indicator_table(mine, Language(code)) for code in LANGUAGES}
    first = made[LANGUAGES[0]]
    head = tuple(Texts({code: one.header[at] for code, one in made.items()}) for at in range(len(first.header)))
    rows = tuple(
        tuple(Texts({code: one.rows[row][at] for code, one in made.items()}) for at in range(len(head)))
        for row in range(len(first.rows))
    )
    names = {code: Language(code).name(name) for code in LANGUAGES}
    title = Texts({code: Language(code).text(_title(called)) for code, called in names.items()})
    return SiteTable(title, _said(msg("The latest figures, the goal, and which way it has gone.")), head, rows)


def _title(name: str) -> Message:
    return msg("How the goals stand: {name}", name=name)


def _said(message: Message) -> Texts:
    return Texts({code: Language(code).text(message) for code in LANGUAGES})
