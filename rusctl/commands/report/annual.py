"""`rusctl report annual`."""

import datetime as dt
from typing import TYPE_CHECKING, Annotated

from rusctl.commands.balance import shown, word
from rusctl.commands.common import typed
from rusctl.commands.common.options import DryRun
from rusctl.commands.common.write_report import STDOUT, Format, Output, write_report
from rusctl.commands.coverage import totals
from rusctl.commands.terminal import Terminal, terminal
from rusctl.language import dates
from rusctl.language.message import msg, nmsg
from rusctl.language.names import event_title, kind_name, municipality_name
from rusctl.model.people import Tally
from rusctl.model.plan import Event, Status
from rusctl.output.document import Block, Bullets, Document, Heading, Paragraph, Table
from rusctl.schedule.days.workdays import working, working_day_from, working_day_until
from rusctl.schedule.state.status import status_on
from rusctl.services.people.participants_words import in_order, role_names
from rusctl.services.people.register_access import opened
from rusctl.services.selection import time_order

if TYPE_CHECKING:
    from rusctl.register.coverage import Coverage

# Förordning 2024:99, 10 §, in force 1 April 2024: by 21 February each year, so first in 2025. It is taken to be about
# the year before.
FIRST = 2024
DUE_MONTH, DUE_DAY = 2, 21


def annual(
    context: typed.Context,
    year: Annotated[int, typed.Argument(metavar="YEAR", help="The year it is about: 2025.", min=1900, max=2200)],
    *,
    form: Format = "",
    output: Output = STDOUT,
    dry_run: DryRun = False,
) -> None:
    """Write the evidence for the annual report: with whom, when, how many, in which form (förordning 2024:99, 10 §).

    The report of a year is due by 21 February of the next; the first was due in 2025.
    """
    run = terminal(context)
    if year < FIRST:
        run.tell(
            msg(
                "the first report that the ordinance asks for was due by {day}; of {year} it is for your own use",
                day=_due(FIRST),
                year=str(year),
            )
        )
    write_report(run, annual_report(run, year), form, output, dry_run=dry_run)


def annual_report(run: Terminal, year: int) -> Document:
    """Give the report in the user's language; numbers of people, and no person."""
    from rusctl.register import coverage, headcounts

    plan = run.project.readable().plan
    with opened(run).reading() as connection:
        counted = headcounts.of_all(connection)
    came = {one.event for one in counted if one.attended or one.absent or one.walk_in}
    past = [one for one in sorted(plan.events, key=time_order) if _may_have_been(one, year, run)]
    events = [
        one for one in past if _in(one, year) and (status_on(one, run.project.today) is Status.HELD or one.id in came)
    ]
    ids = {one.id for one in events}
    mine = [one for one in counted if one.event in ids and one.attended]
    found = coverage.coverage(plan, mine, run.project.today)
    title = run.say(msg("Cooperation and consultation {year}", year=str(year)))
    due = [Paragraph(_when_due(run, year))] if year >= FIRST else []
    blocks: list[Block] = [Paragraph(_lead(run, year)), *due, *_sums(run, found, len(events))]
    if found.numbers:
        blocks += _with_whom(run, found, mine)
    if events:
        blocks += _when(run, events, mine)
    blocks += _balance(run, events, year)
    blocks += _unknown(run, [one for one in past if one not in events], events, mine)
    return Document(title, run.language.code, tuple(blocks))


def _due(year: int) -> dt.date:
    """Give the last day for the report of a year."""
    return dt.date(year + 1, DUE_MONTH, DUE_DAY)


def _when_due(run: Terminal, year: int) -> str:
    """Say by when the report of a year is due; whether a day without work moves it nobody has said, so both stand."""
    day, code = _due(year), run.language.code
    if working(day):
        return run.say(msg("The report of {year} is due by {day}.", year=str(year), day=dates.full(day, code)))
    text = msg(
        "The report of {year} is due by {day}; whether that moves is not known: the working day before is {before}, "
        "the one after {after}.",
        year=str(year),
        day=dates.full(day, code),
        before=dates.full(working_day_until(day), code),
        after=dates.full(working_day_from(day), code),
    )
    return run.say(text)


def _in(event: Event, year: int) -> bool:
    """Whether an event is in a year, and in no other."""
    return event.when is not None and event.when.first.year == event.when.last.year == year


def _may_have_been(event: Event, year: int, run: Terminal) -> bool:
    """Whether an event may have been in a year: its days are over, and it is not cancelled."""
    when = event.when
    return (
        when is not None
        and when.first.year <= year <= when.last.year
        and when.last <= run.project.today
        and status_on(event, run.project.today) is not Status.CANCELLED
    )


def _unknown(run: Terminal, unsaid: list[Event], events: list[Event], mine: list[Tally]) -> list[Block]:
    """Say of which events nobody has said whether they were held, and at which of those held nobody was counted."""
    uncounted = [one for one in events if not any(tally.event == one.id for tally in mine)]
    said = []
    if unsaid:
        names = _titles(run, unsaid)
        said.append(
            msg("Nobody has said whether these were held, so they are not in the numbers: {names}.", names=names)
        )
    if uncounted:
        said.append(msg("Nobody was counted at {names}.", names=_titles(run, uncounted)))
    paragraphs = [Paragraph(run.say(one)) for one in said]
    return [Heading(run.say(msg("What is not known"))), *paragraphs] if said else []


def _titles(run: Terminal, events: list[Event]) -> list[str]:
    return [event_title(one, run.project.loaded.plan, run.language) for one in events]


def _lead(run: Terminal, year: int) -> str:
    process = run.project.loaded.plan.process
    text = msg(
        "{region}: with whom, when, how many and in which form the strategy was worked on in {year}. "
        "The numbers are of the register on {day}; samverkan and samråd as each role is counted in the plan. "
        "A basis for the report under förordning 2024:99, 10 §.",
        region=process.region or process.name,
        year=str(year),
        day=dates.full(run.project.today, run.language.code),
    )
    return run.say(text)


def _sums(run: Terminal, found: "Coverage", events: int) -> list[Block]:
    held = nmsg("{count} event", "{count} events", events)
    there = nmsg("{count} person", "{count} persons", found.total())
    lines = (f"{run.say(held)}, {run.say(there)}",)
    return [Heading(run.say(msg("In short"))), Bullets((*lines, *totals(run, found)))]


def _with_whom(run: Terminal, found: "Coverage", mine: list[Tally]) -> list[Block]:
    plan = run.project.loaded.plan
    names = role_names(run)
    counts_as = {role.id: role.counts_as for role in plan.roles}
    rows = tuple(
        (
            names.get(role, role),
            counts_as.get(role, "") or "–",
            str(found.total(role=role)),
            str(len({one.event for one in mine if one.role == role})),
            str(found.reached(role)),
        )
        for role in in_order(plan, found.roles)
    )
    header = (msg("Role"), msg("Counts as"), msg("People"), msg("Events"), msg("Municipalities"))
    return [Heading(run.say(msg("With whom"))), Table(tuple(map(run.say, header)), rows, (2, 3, 4))]


def _when(run: Terminal, events: list[Event], mine: list[Tally]) -> list[Block]:
    plan = run.project.loaded.plan
    rows = tuple(
        (
            dates.medium(one.when, run.language.code) if one.when else "",
            one.title or event_title(one, plan, run.language),
            kind_name(plan, one.kind, run.language),
            municipality_name(plan, one.municipality),
            str(sum(tally.attended for tally in mine if tally.event == one.id) or "–"),
            one.dnr,
        )
        for one in events
    )
    header = (msg("When"), msg("Event"), msg("Form"), msg("Municipality"), msg("People"), msg("Dnr"))
    return [Heading(run.say(msg("When and in which form"))), Table(tuple(map(run.say, header)), rows, (4,))]


def _balance(run: Terminal, events: list[Event], year: int) -> list[Block]:
    """Give the women and men of the year's events, and of a year that is over their sums."""
    plan = run.project.loaded.plan
    names = role_names(run)
    found = shown(run)
    cells, sums = found.cells, found.over.get(year)
    rows = [
        (event_title(one, plan, run.language), names.get(role, role), *map(word, cells[one.id, role]))
        for one in events
        for role in in_order(plan, {role for event, role in cells if event == one.id})
    ]
    if rows and sums:
        everywhere = run.say(msg("All"))
        rows += [
            (everywhere, names.get(role, role), *map(word, sums.by_role[role])) for role in in_order(plan, sums.by_role)
        ]
        rows.append((everywhere, everywhere, *map(word, sums.total)))
    if not rows:
        return []
    header = (msg("Event"), msg("Role"), msg("Women"), msg("Men"))
    return [
        Heading(run.say(msg("Women and men"))),
        Table(tuple(map(run.say, header)), tuple(rows), (2, 3)),
        Paragraph(run.say(msg("A number below 5 is shown as <5; .. is not shown, since it would give one away."))),
    ]
