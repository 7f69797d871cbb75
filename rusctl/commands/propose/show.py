"""What `rusctl propose` shows and writes."""

import datetime as dt
from collections.abc import Sequence

from rusctl.commands.common.change_events import change
from rusctl.commands.terminal import Terminal
from rusctl.language import dates
from rusctl.language.message import Message, msg, nmsg
from rusctl.language.names import event_title, short_name
from rusctl.model.plan import Days, Event, Hours, Source, Status, When
from rusctl.output.proposals import proposal_row
from rusctl.output.rows import json_text
from rusctl.schedule.proposing.dead_ends import Conflict
from rusctl.schedule.proposing.proposals import Answer, Certainty, Question, Stop
from rusctl.services.planning.event_edits import moving
from rusctl.storage.files.names import EVENTS, WORKDAYS
from rusctl.storage.toml import edits

MOST_NAMES = 10
"""How many stops are named where many cannot all have a day."""


def as_json(run: Terminal, events: Sequence[Event], found: Sequence[Answer]) -> None:
    """Print a row for each event of each proposal."""
    plan = run.project.loaded.plan
    rows = [
        proposal_row(number, event, plan, answer)
        for number, answer in enumerate(found, 1)
        for event in _in_order(events, answer)
    ]
    run.out(json_text(rows))


def as_tables(run: Terminal, events: Sequence[Event], asked: Question, found: Sequence[Answer]) -> None:
    """Print a table for each proposal."""
    from rusctl.output.tables import Column, print_table

    plan, code = run.project.loaded.plan, run.language.code
    columns = [
        Column(run.say(msg("Event"))),
        Column(run.say(msg("Proposed"))),
        Column(run.say(msg("Week")), number=True),
        Column(run.say(msg("Now"))),
    ]
    for number, answer in enumerate(found, 1):
        rows = [
            (
                event_title(event, plan, run.language),
                dates.medium(answer.days[event.id], code),
                str(answer.days[event.id].isocalendar().week),
                dates.medium(event.when, code) if event.when else run.say(msg("no date")),
            )
            for event in _in_order(events, answer)
        ]
        if number > 1:
            run.out("")
        print_table(columns, rows, title=run.say(_title(number, answer, asked)))
    run.tell(_hint(len(found)))


def _title(number: int, answer: Answer, asked: Question) -> Message:
    """Say which proposal it is and how good."""
    if answer.certainty is Certainty.FOUND:
        text = msg(
            "Proposal {number} (perhaps not the best: at most {gap} % from it)", number=number, gap=max(1, answer.gap)
        )
    elif number == 1:
        text = msg("Proposal {number} (none is better)", number=number)
    else:
        text = msg("Proposal {number}", number=number)
    minutes = asked.minutes_on_the_road(answer.days)
    if minutes is None:
        return text
    road = msg("{hours} h {minutes} min on the road", hours=minutes // 60, minutes=minutes % 60)
    return msg("{text}, {road}", text=text, road=road)


def _hint(count: int) -> Message:
    if count == 1:
        return msg("rusctl propose with the same words and --apply 1 writes it as tentative")
    return msg("rusctl propose with the same words and --apply NUMBER writes one of them as tentative")


def explain(run: Terminal, found: Conflict) -> None:
    """Say which stops cannot all have a day, and every limit that is in the way, with its place."""
    stops = [part for part in found.parts if isinstance(part, Stop)]
    names: list[object] = [stop.id for stop in stops[:MOST_NAMES]]
    if len(stops) > MOST_NAMES:
        names.append(msg("{count} more", count=len(stops) - MOST_NAMES))
    run.tell(
        nmsg(
            "there is no day for {names}: these cannot all hold",
            "there are no days for all of {names}: these cannot all hold",
            len(stops),
            names=names,
        )
    )
    for part in found.parts:
        if not isinstance(part, Stop):
            place = _place(run, part.at)
            run.tell(msg("- {place}: {why}", place=place, why=part.why) if place else msg("- {why}", why=part.why))
    if not found.least:
        run.tell(msg("the search for fewer was given up: some of these may have nothing to do with it"))
    run.tell(
        msg(
            "give up one of them; rusctl propose --help names the options, and [propose] in {file} the settings",
            file=WORKDAYS,
        )
    )


def _place(run: Terminal, at: Source) -> str:
    """Give file and line, or the name of a setting that the folder does not give."""
    if at.file:
        return f"{at.file}:{run.project.line(at)}"
    return f"[propose] {at.route[-1]}" if at.route else ""


def write(run: Terminal, events: Sequence[Event], answer: Answer, *, dry_run: bool) -> None:
    """Write a proposal's days as tentative, all in one change."""
    plan = run.project.loaded.plan
    tables = run.project.loaded.data[EVENTS].get("event", [])
    known = {event.id for event in plan.events}
    changes: list[edits.Edit] = []
    for event in _in_order(events, answer):
        when = _when(event, answer.days[event.id])
        if event.id not in known:
            changes.append(edits.Append(("event",), _new(event, answer.days[event.id], run)))
        elif event.when != when or event.status is not Status.TENTATIVE:
            table = tables[event.at.route[1]]
            changes += moving(event, table, when, run.project.today, source="", reason="") if event.when != when else []
            changes.append(edits.Set(event.at.key("status").route, Status.TENTATIVE.value))
    names = [short_name(event, plan) for event in events]
    done = nmsg(
        "{names} is tentative on the day proposed",
        "{names} are tentative on the days proposed",
        len(names),
        names=names,
    )
    change(run, {event.id for event in events}, changes, done, dry_run=dry_run)


def _when(event: Event, day: dt.date) -> When:
    """Give the day; an event that has times keeps them."""
    if isinstance(event.when, Hours):
        later = day - event.when.first
        return Hours(start=event.when.start + later, end=event.when.end + later)
    return Days(first=day, last=day)


def _new(event: Event, day: dt.date, run: Terminal) -> dict[str, object]:
    return {
        "id": event.id,
        "kind": event.kind,
        "municipality": event.municipality,
        "date": day,
        "status": Status.TENTATIVE.value,
        "stated": run.project.today,
    }


def _in_order(events: Sequence[Event], answer: Answer) -> list[Event]:
    return sorted(events, key=lambda event: (answer.days[event.id], event.id))
