"""`rusctl status`."""

from collections import Counter
from typing import NamedTuple

from rusctl.commands.common import typed
from rusctl.commands.common.options import AsJson
from rusctl.commands.common.tour_words import cover_text
from rusctl.commands.milestones.milestones import left, style, when_text
from rusctl.commands.terminal import Terminal, terminal
from rusctl.diagnostics import Severity
from rusctl.language import dates
from rusctl.language.message import Message, msg, nmsg
from rusctl.language.names import event_title
from rusctl.language.vocabulary import STATUS
from rusctl.model.plan import Event, Status, exact
from rusctl.schedule.state.milestones import Standing, standings
from rusctl.schedule.state.status import status_on
from rusctl.schedule.state.tour import cover
from rusctl.services import selection
from rusctl.services.planning.meeting_days import read_meetings


class Overview(NamedTuple):
    """What one screen says: the tour's events, those with a day, what comes, what remains, findings by severity."""

    tour: list[Event]
    dated: list[Event]
    coming: list[Event]
    remaining: list[Standing]
    findings: Counter[Severity]


def status(context: typed.Context, *, as_json: AsJson = False) -> None:
    """Show on one screen where the tour stands, what is next, and what remains."""
    run = terminal(context)
    read_meetings(run.project)
    overview = overview_of(run)
    if as_json:
        from rusctl.output.rows import json_text  # noqa: PLC0415 - people get no JSON

        run.out(json_text([_row(run, overview)]))
    else:
        _print(run, overview)


def overview_of(run: Terminal) -> Overview:
    """Give what one screen says."""
    from rusctl.services.planning.checking import findings_of  # noqa: PLC0415 - the rules are many

    plan = run.project.readable().plan
    events = [event for event in plan.events if status_on(event, run.project.today) is not Status.CANCELLED]
    tour = [event for event in events if plan.process.tour_kind in ("", event.kind)]
    coming = [
        event
        for event in sorted(events, key=selection.time_order)
        if (day := exact(event.when))
        and day.last >= run.project.today
        and status_on(event, run.project.today) is not Status.HELD
    ]
    return Overview(
        tour,
        [event for event in tour if exact(event.when)],
        coming,
        [standing for standing in standings(plan, run.project.today) if standing.open],
        Counter(finding.severity for finding in findings_of(run.project.loaded, run.project.today)),
    )


def _row(run: Terminal, overview: Overview) -> dict[str, object]:
    coming = overview.coming
    return {
        "today": run.project.today.isoformat(),
        "events": len(overview.tour),
        "events_with_date": len(overview.dated),
        "next_event": coming[0].id if coming else None,
        "next_event_days": (coming[0].when.first - run.project.today).days if coming and coming[0].when else None,
        "milestones_left": len(overview.remaining),
        "milestones_overdue": sum(standing.overdue for standing in overview.remaining),
        **{f"{severity.word}s": overview.findings[severity] for severity in sorted(Severity, reverse=True)},
    }


def tour_text(run: Terminal, overview: Overview) -> str:
    """Say how many events have a date, and how firm they are; of a tour with a gap, which municipalities have one."""
    dated, total = len(overview.dated), len(overview.tour)
    line = run.say(
        nmsg("{dated} of {count} event has a date", "{dated} of {count} events have a date", total, dated=dated)
    )
    covered = cover(run.project.loaded.plan)
    if not covered.once_each:
        line = cover_text(run, covered)
    counts = Counter(status_on(event, run.project.today) for event in overview.tour)
    parts = [run.say(_how_many(one, counts[one])) for one in Status if counts[one]]
    return f"{line} ({', '.join(parts)})" if parts else line


def _how_many(status: Status, count: int) -> Message:
    """Say how many events have a status: an adjective, which has a plural in Swedish."""
    return {
        Status.PLANNED: nmsg("{count} planned", "{count} planned", count),
        Status.TENTATIVE: nmsg("{count} tentative", "{count} tentative", count),
        Status.CONFIRMED: nmsg("{count} confirmed", "{count} confirmed", count),
        Status.HELD: nmsg("{count} held", "{count} held", count),
        Status.CANCELLED: nmsg("{count} cancelled", "{count} cancelled", count),
    }[status]


def next_text(run: Terminal, overview: Overview) -> str:
    """Say which event is next."""
    if not overview.coming:
        return run.say(msg("none with a date"))
    event = overview.coming[0]
    title = event_title(event, run.project.loaded.plan, run.language)
    return run.say(
        msg(
            "{title}, {when}, {until} ({status})",
            title=title,
            when=event.when,
            until=_until(run, event),
            status=STATUS[status_on(event, run.project.today)],
        )
    )


def _until(run: Terminal, event: Event) -> Message:
    days = (event.when.first - run.project.today).days if event.when else 0
    if days < 0:
        return msg("under way")
    return nmsg("in {count} day", "in {count} days", days) if days else msg("today")


def counted(severity: Severity, count: int) -> Message:
    """Say how many findings of a severity there are."""
    if severity is Severity.ERROR:
        return nmsg("{count} error", "{count} errors", count)
    if severity is Severity.WARNING:
        return nmsg("{count} warning", "{count} warnings", count)
    return nmsg("{count} note", "{count} notes", count)


def _milestone(run: Terminal, standing: Standing) -> str:
    time = left(standing)
    parts = [when_text(run, standing), *([run.say(time)] if time else [])]
    return f"{run.language.name(standing.milestone.title)}: {', '.join(parts)}"


def _print(run: Terminal, overview: Overview) -> None:
    from rusctl.output.tables import Cell, print_pairs

    remaining = [Cell(_milestone(run, one), style(one)) for one in overview.remaining]
    found = overview.findings
    words = [run.say(counted(one, found[one])) for one in sorted(Severity, reverse=True) if found[one]]
    colour = "bold red" if found[Severity.ERROR] else "yellow" if found[Severity.WARNING] else "green"
    pairs: list[tuple[str, str | Cell]] = [
        (run.say(msg("Process")), run.project.loaded.plan.process.name),
        (run.say(msg("Today")), dates.full(run.project.today, run.language.code)),
        (run.say(msg("Tour")), tour_text(run, overview)),
        (run.say(msg("Next event")), next_text(run, overview)),
        (run.say(msg("Remaining")), remaining[0] if remaining else run.say(msg("nothing"))),
        *(("", line) for line in remaining[1:]),
        (
            run.say(msg("Check")),
            Cell(f"{', '.join(words)}: rusctl check" if words else run.say(msg("no findings")), colour),
        ),
    ]
    print_pairs(pairs)
