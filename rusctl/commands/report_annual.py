"""`rusctl report annual`."""

from typing import TYPE_CHECKING, Annotated

import typer

from rusctl.commands.balance import shown, word
from rusctl.commands.coverage import COUNTED_AS
from rusctl.commands.options import DryRun
from rusctl.commands.participants_words import in_order, role_names
from rusctl.commands.pick import time_order
from rusctl.commands.registered import opened
from rusctl.commands.report_write import STDOUT, Format, Output, write_report
from rusctl.commands.session import Session, session
from rusctl.language import dates
from rusctl.language.message import msg
from rusctl.language.names import event_title, kind_name, municipality_name
from rusctl.model import Event, Status
from rusctl.output.document import Block, Bullets, Document, Heading, Paragraph, Table
from rusctl.people import Tally
from rusctl.schedule.status import status_on

if TYPE_CHECKING:
    from rusctl.register.matrix import Coverage

FIRST = 2025  # förordning 2024:99, in force 1 April 2024: the first report was due in February 2025


def annual(
    context: typer.Context,
    year: Annotated[int, typer.Argument(metavar="YEAR", help="The year, such as 2025.", min=1900, max=2200)],
    *,
    form: Format = "",
    output: Output = STDOUT,
    dry_run: DryRun = False,
) -> None:
    """Write the evidence for the annual report: with whom, when, how many, in which form (förordning 2024:99, 10 §)."""
    run = session(context)
    if year < FIRST:
        run.tell(
            msg(
                "the ordinance asks for this report from {first} on; for {year} it is for your own use",
                first=str(FIRST),
                year=str(year),
            )
        )
    write_report(run, annual_report(run, year), form, output, dry_run=dry_run)


def annual_report(run: Session, year: int) -> Document:
    """Give the report in the user's language; numbers of people, and no person."""
    from rusctl.register import matrix, tallies

    plan = run.readable().plan
    with opened(run).reading() as connection:
        counted = tallies.of_all(connection)
    events = [one for one in sorted(plan.events, key=time_order) if _in(one, year, run)]
    ids = {one.id for one in events}
    mine = [one for one in counted if one.event in ids and one.attended]
    found = matrix.coverage(plan, mine, run.today)
    title = run.say(msg("Cooperation and consultation {year}", year=str(year)))
    blocks: list[Block] = [Paragraph(_lead(run, year)), *_sums(run, found, len(events))]
    if found.numbers:
        blocks += _with_whom(run, found, mine)
    if events:
        blocks += _when(run, events, mine)
    blocks += _balance(run, events)
    uncounted = [one for one in events if not any(tally.event == one.id for tally in mine)]
    if uncounted:
        names = [event_title(one, plan, run.language) for one in uncounted]
        text = msg("Nobody was counted at {names}.", names=names)
        blocks += [Heading(run.say(msg("What is not known"))), Paragraph(run.say(text))]
    return Document(title, run.language.code, tuple(blocks))


def _in(event: Event, year: int, run: Session) -> bool:
    """Whether an event was in a year, and has been."""
    when = event.when
    return (
        when is not None
        and when.first.year == when.last.year == year
        and when.last <= run.today
        and status_on(event, run.today) is not Status.CANCELLED
    )


def _lead(run: Session, year: int) -> str:
    process = run.loaded.plan.process
    text = msg(
        "{region}: with whom, when, how many and in which form the strategy was worked on in {year}. "
        "The numbers are of the register on {day}; samverkan and samråd as each role is counted in the plan. "
        "A basis for the report under förordning 2024:99, 10 §.",
        region=process.region or process.name,
        year=str(year),
        day=dates.full(run.today, run.language.code),
    )
    return run.say(text)


def _sums(run: Session, found: "Coverage", events: int) -> list[Block]:
    from rusctl.register import matrix

    plan = run.loaded.plan
    lines = [run.say(msg("{number} events, {people} people", number=events, people=found.total()))]
    for kind, (number, places) in sorted(matrix.counted_as(plan, found).items(), reverse=True):
        text = msg(
            "{kind}: {number} people, from {places} of {all} municipalities",
            kind=COUNTED_AS.get(kind, msg("counted as neither")),
            number=number,
            places=places,
            all=len(plan.municipalities),
        )
        lines.append(run.say(text))
    return [Heading(run.say(msg("In short"))), Bullets(tuple(lines))]


def _with_whom(run: Session, found: "Coverage", mine: list[Tally]) -> list[Block]:
    plan = run.loaded.plan
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


def _when(run: Session, events: list[Event], mine: list[Tally]) -> list[Block]:
    plan = run.loaded.plan
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


def _balance(run: Session, events: list[Event]) -> list[Block]:
    """Give the women and men of the year's events as the whole shows them; no sums, which could be subtracted."""
    plan = run.loaded.plan
    names = role_names(run)
    cells = shown(run).cells
    rows = tuple(
        (event_title(one, plan, run.language), names.get(role, role), *map(word, cells[one.id, role]))
        for one in events
        for role in in_order(plan, {role for event, role in cells if event == one.id})
    )
    if not rows:
        return []
    header = (msg("Event"), msg("Role"), msg("Women"), msg("Men"))
    return [
        Heading(run.say(msg("Women and men"))),
        Table(tuple(map(run.say, header)), rows, (2, 3)),
        Paragraph(run.say(msg("A number below 5 is shown as <5; .. is not shown, since it would give one away."))),
    ]
