"""Who comes or came to each event against what is asked for: what is missing, in words, as a table and as a drawing."""

from collections.abc import Iterator, Sequence

from rusctl.language import dates
from rusctl.language.catalogue import Language
from rusctl.language.message import Message, msg, nmsg
from rusctl.language.names import role_names, short_name
from rusctl.model.plan import Plan
from rusctl.output.drawing import charts
from rusctl.output.registered import place_row
from rusctl.output.rows import Row
from rusctl.output.tables import Cell, Column, Table
from rusctl.register import coverage
from rusctl.register.coverage import RoleCoverage
from rusctl.services import selection
from rusctl.services.people.participants_words import in_order
from rusctl.services.people.register_access import opened
from rusctl.services.project import Project


def counted(
    project: Project, municipalities: Sequence[str] | None = None, kinds: Sequence[str] | None = None
) -> list[RoleCoverage]:
    """Give every role that an event asks for or has, of the events in some municipalities and of some kinds."""
    from rusctl.register import headcounts  # loads SQLAlchemy

    plan, today = project.readable().plan, project.today
    chosen = {one.id for one in selection.events(plan, today, None, municipalities, kinds)}
    with opened(project).reading() as connection:
        return [one for one in coverage.places(plan, headcounts.by_role(connection), today) if one.event.id in chosen]


def rows(found: Sequence[RoleCoverage]) -> Iterator[Row]:
    """Give each role at each event as programs get it."""
    for one in found:
        yield place_row(one.sums, asked_for=one.asked_for, needs=one.needs, after=one.after, missing=one.missing)


def table(found: Sequence[RoleCoverage], plan: Plan, language: Language) -> Table:
    """Give events against roles."""
    say, names = language.text, role_names(plan, language)
    shown = in_order(plan, (one.role for one in found))
    columns = [
        Column(say(msg("When")), whole=True),
        Column(say(msg("Event"))),
        *(Column(names.get(role, role), number=True) for role in shown),
    ]
    by_event: dict[str, dict[str, Cell]] = {}
    events = {}
    for one in found:
        style = "bold red" if one.missing else "" if one.after else "yellow"
        by_event.setdefault(one.event.id, {})[one.role] = Cell(number(one), style)
        events[one.event.id] = one.event
    lines = []
    for name, cells in by_event.items():
        event = events[name]
        when = dates.medium(event.when, language.code) if event.when else say(msg("no date"))
        lines.append((when, short_name(event, plan), *(cells.get(role, "") for role in shown)))
    return columns, lines


def with_gaps(found: Sequence[RoleCoverage]) -> list[RoleCoverage]:
    """Give the roles of the events where somebody is missing."""
    lacking = {one.event.id for one in found if one.missing}
    return [one for one in found if one.event.id in lacking]


def nobody_lacks(found: Sequence[RoleCoverage]) -> Message:
    """Say why no event lacks anybody."""
    if any(one.asked_for for one in found):
        return msg("nobody is missing of those asked for")
    if found:
        return msg("the plan asks for no roles, so none is missing")
    return msg("no role is asked for in the plan, and nobody is counted yet")


def number(one: RoleCoverage) -> str:
    """Give how many come or came, with how many are wanted, and a mark where somebody is missing."""
    text = f"{one.number}/{one.needs}" if one.needs and one.asked_for else str(one.number)
    return f"{text} !" if one.missing else text


def notes(found: Sequence[RoleCoverage]) -> list[Message]:
    """Say how many events are still to come, and how many gaps there are."""
    said = []
    if before := len({one.event.id for one in found if not one.after}):
        said.append(
            nmsg(
                "{count} event is still to come: its numbers are those who have said that they are coming",
                "{count} events are still to come: their numbers are those who have said that they are coming",
                before,
            )
        )
    if lacking := sum(1 for one in found if one.missing):
        said.append(nmsg("! {count} gap", "! {count} gaps", lacking))
    return said


def chart(found: Sequence[RoleCoverage], plan: Plan, language: Language) -> str:
    """Draw how many come or came beside how many are asked for, by event and role."""
    names = role_names(plan, language)
    rows = [
        charts.ChartRow(
            f"{short_name(one.event, plan)}, {names.get(one.role, one.role)}",
            (charts.Bar(_shown(one, language), one.number), charts.Bar(*_asked_for(one))),
        )
        for one in found
    ]
    series = (language.text(msg("Attended or coming")), language.text(msg("Asked for")))
    return charts.bars(language.text(msg("Roles at the events")), series, rows, language=language.code)


def _shown(one: RoleCoverage, language: Language) -> str:
    if not one.missing:
        return str(one.number)
    return language.text(
        nmsg("{number} ({count} missing)", "{number} ({count} missing)", one.missing, number=one.number)
    )


def _asked_for(one: RoleCoverage) -> tuple[str, int | None]:
    wanted = (one.needs or 1) if one.asked_for else None
    return ("–", None) if wanted is None else (str(wanted), wanted)
