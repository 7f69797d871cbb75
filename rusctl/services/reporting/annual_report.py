"""The evidence for the annual results report: with whom, when, how many, in which form."""

import datetime as dt
from typing import TYPE_CHECKING

from rusctl.language import dates
from rusctl.language.catalogue import Language
from rusctl.language.message import msg, nmsg
from rusctl.language.names import event_title, kind_name, municipality_name, role_names
from rusctl.model.people import HeadCount
from rusctl.model.plan import SWEDEN, Event, Plan, Process, Status
from rusctl.output.document import Block, Bullets, Document, DocumentTable, Heading, Paragraph
from rusctl.register import coverage
from rusctl.register.suppression import word
from rusctl.schedule.days.workdays import working, working_day_from, working_day_until
from rusctl.schedule.state.law import DAY_OFF, RESULTS_POINTS, RESULTS_WITH_WHOM
from rusctl.schedule.state.status import status_on
from rusctl.services.people.participants_words import in_order
from rusctl.services.people.register_access import opened
from rusctl.services.project import Project
from rusctl.services.reporting.balance import shown
from rusctl.services.reporting.coverage import totals
from rusctl.services.reporting.results_report import ResultsReport
from rusctl.services.selection import time_order

if TYPE_CHECKING:
    from rusctl.register.coverage import Coverage
    from rusctl.register.suppression import Balance

# 4 § förordningen (2024:99), in force 1 April 2024: by 21 February each year, so first in 2025. It is taken to be
# about the year before.
FIRST = 2024
DUE_MONTH, DUE_DAY = 2, 21


def annual_report(project: Project, year: int, language: Language) -> Document:
    """Give the report in a language; numbers of people, and no person."""
    from rusctl.register import headcounts  # loads SQLAlchemy

    plan, today = project.readable().plan, project.today
    with opened(project).reading() as connection:
        counted = headcounts.of_all(connection)
        genders = shown(connection, plan, today)
    came = {one.event for one in counted if one.attended or one.absent or one.walk_in}
    past = [one for one in sorted(plan.events, key=time_order) if _may_have_been(one, year, today)]
    events = [one for one in past if _in(one, year) and (status_on(one, today) is Status.HELD or one.id in came)]
    ids = {one.id for one in events}
    mine = [one for one in counted if one.event in ids and one.attended]
    found = coverage.coverage(plan, mine, today)
    blocks = _sums(found, plan, len(events), language)
    if found.numbers:
        blocks += _with_whom(found, mine, plan, language)
    if events:
        blocks += _when(events, mine, plan, language)
    blocks += _balance(genders, events, year, plan, language)
    unsaid = [one for one in past if one not in events]
    uncounted = [one for one in events if not any(tally.event == one.id for tally in mine)]
    titles = [[event_title(one, plan, language) for one in each] for each in (unsaid, uncounted)]
    gaps = _unknown(titles[0], titles[1], language)
    if plan.process.country == SWEDEN and year >= FIRST:
        return _by_law(project, year, blocks, gaps, language)
    title = language.text(msg("Cooperation and consultation {year}", year=str(year)))
    blocks = [Paragraph(_lead(plan.process, year, today, language)), *blocks]
    return Document(title, language.code, (*blocks, *_gaps(gaps, language)))


def _by_law(project: Project, year: int, counted: list[Block], gaps: list[str], language: Language) -> Document:
    """Give the report as the ordinance asks for it, with what was counted under its heading, and with what lacks."""
    report = ResultsReport(project, year, language)
    lower = [one._replace(level=2) if isinstance(one, Heading) else one for one in counted]
    sections = tuple(report.sections(lower))
    process, today = project.plan.process, project.today
    lead = msg(
        "{region}: the results of the regional development work in {year}, a basis for the report under {law}. The "
        "numbers of people are of the register on {day}; samverkan and samråd as each role is counted in the plan.",
        region=process.region or process.name,
        year=str(year),
        day=dates.full(today, language.code),
        law=RESULTS_POINTS.whole,
    )
    title = language.text(msg("Results of the regional development work {year}", year=str(year)))
    begins = (Paragraph(language.text(lead)), Paragraph(_when_due(year, language)))
    return Document(title, language.code, (*begins, *sections, *_gaps([*gaps, *report.gaps()], language)))


def _gaps(said: list[str], language: Language) -> list[Block]:
    """Give the last section: what is not known; nothing where all is."""
    return [Heading(language.text(msg("What is not known"))), *map(Paragraph, said)] if said else []


def due(year: int) -> dt.date:
    """Give the last day for the report of a year."""
    return dt.date(year + 1, DUE_MONTH, DUE_DAY)


def _when_due(year: int, language: Language) -> str:
    """Say by when the report of a year is due; where that is a day off, until when it is in time by law, too."""
    day, code = due(year), language.code
    if working(day):
        return language.text(msg("The report of {year} is due by {day}.", year=str(year), day=dates.full(day, code)))
    text = msg(
        "The report of {year} is due by {day}, a day off: it is in time until {after} ({law}); the working day before "
        "is {before}.",
        year=str(year),
        day=dates.full(day, code),
        before=dates.full(working_day_until(day), code),
        after=dates.full(working_day_from(day), code),
        law=DAY_OFF.whole,
    )
    return language.text(text)


def _in(event: Event, year: int) -> bool:
    """Whether an event is in a year, and in no other."""
    return event.when is not None and event.when.first.year == event.when.last.year == year


def _may_have_been(event: Event, year: int, today: dt.date) -> bool:
    """Whether an event may have been in a year: its days are over, and it is not cancelled."""
    when = event.when
    return (
        when is not None
        and when.first.year <= year <= when.last.year
        and when.last <= today
        and status_on(event, today) is not Status.CANCELLED
    )


def _unknown(unsaid: list[str], uncounted: list[str], language: Language) -> list[str]:
    """Say of which events nobody has said whether they were held, and at which of those held nobody was counted."""
    said = []
    if unsaid:
        said.append(msg("Not marked as held or cancelled, so not in the numbers: {names}.", names=unsaid))
    if uncounted:
        said.append(msg("Nobody was counted at {names}.", names=uncounted))
    return [language.text(one) for one in said]


def _lead(process: Process, year: int, today: dt.date, language: Language) -> str:
    if process.country != SWEDEN:
        text = msg(
            "{region}: with whom, when, how many and in which form the strategy was worked on in {year}. "
            "The numbers are of the register on {day}.",
            region=process.region or process.name,
            year=str(year),
            day=dates.full(today, language.code),
        )
        return language.text(text)
    text = msg(
        "{region}: with whom, when, how many and in which form the strategy was worked on in {year}. "
        "The numbers are of the register on {day}; samverkan and samråd as each role is counted in the plan. "
        "A basis for the report under {law}.",
        region=process.region or process.name,
        year=str(year),
        day=dates.full(today, language.code),
        law=RESULTS_WITH_WHOM.whole,
    )
    return language.text(text)


def _sums(found: "Coverage", plan: Plan, events: int, language: Language) -> list[Block]:
    held = nmsg("{count} event", "{count} events", events)
    there = nmsg("{count} person", "{count} people", found.total())
    lines = (f"{language.text(held)}, {language.text(there)}",)
    return [Heading(language.text(msg("In short"))), Bullets((*lines, *map(language.text, totals(found, plan))))]


def _with_whom(found: "Coverage", mine: list[HeadCount], plan: Plan, language: Language) -> list[Block]:
    names = role_names(plan, language)
    counts_as = {role.id: role.counts_as for role in plan.roles}
    rows = tuple(
        (
            names.get(role, role),
            counts_as.get(role, "") or "–",
            str(found.total(role=role)),
            str(len({one.event for one in mine if one.role == role})),
            str(found.reached(role)),
        )
        for role in in_order(plan, [*found.roles, *found.unheard])
    )
    header = (msg("Role"), msg("Counts as"), msg("People"), msg("Events"), msg("Municipalities"))
    return [Heading(language.text(msg("With whom"))), DocumentTable(tuple(map(language.text, header)), rows, (2, 3, 4))]


def _when(events: list[Event], mine: list[HeadCount], plan: Plan, language: Language) -> list[Block]:
    rows = tuple(
        (
            dates.medium(one.when, language.code) if one.when else "",
            event_title(one, plan, language),
            kind_name(plan, one.kind, language),
            municipality_name(plan, one.municipality),
            str(sum(tally.attended for tally in mine if tally.event == one.id) or "–"),
            one.dnr,
        )
        for one in events
    )
    header = (msg("When"), msg("Event"), msg("Form"), msg("Municipality"), msg("People"), msg("Dnr"))
    return [
        Heading(language.text(msg("When and in which form"))),
        DocumentTable(tuple(map(language.text, header)), rows, (4,)),
    ]


def _balance(found: "Balance", events: list[Event], year: int, plan: Plan, language: Language) -> list[Block]:
    """Give the women and men of the year's events, and their sums."""
    names = role_names(plan, language)
    cells, sums = found.cells, found.years.get(year)
    rows = [
        (event_title(one, plan, language), names.get(role, role), *map(word, cells[one.id, role]))
        for one in events
        for role in in_order(plan, {role for event, role in cells if event == one.id})
    ]
    if rows and sums:
        everywhere = language.text(msg("All"))
        rows += [
            (everywhere, names.get(role, role), *map(word, sums.by_role[role])) for role in in_order(plan, sums.by_role)
        ]
        rows.append((everywhere, everywhere, *map(word, sums.total)))
    if not rows:
        return []
    header = (msg("Event"), msg("Role"), msg("Women"), msg("Men"))
    return [
        Heading(language.text(msg("Women and men"))),
        DocumentTable(tuple(map(language.text, header)), tuple(rows), (2, 3)),
        Paragraph(
            language.text(
                msg(
                    "A number below 5 is shown as <5; .. is not shown, since it would give one away. A sum such as "
                    "30–34 is one of these numbers."
                )
            )
        ),
    ]
