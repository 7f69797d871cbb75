"""`rusctl status`."""

from typing import TYPE_CHECKING

from rusctl.commands.common import typed
from rusctl.commands.common.later import later
from rusctl.commands.common.options import AsJson
from rusctl.commands.common.urgency import style
from rusctl.commands.terminal import Terminal, terminal
from rusctl.diagnostics import Severity
from rusctl.language import dates
from rusctl.language.message import msg, nmsg
from rusctl.model.plan import Event, Milestone
from rusctl.output.tables import Cell, print_pairs
from rusctl.schedule.state.milestones import Standing
from rusctl.schedule.state.phases import under_way
from rusctl.schedule.state.tour import closable
from rusctl.services.consulting.beside import to_be_looked_at
from rusctl.services.mailing import undelivered
from rusctl.services.planning.checking import findings_of
from rusctl.services.planning.meeting_days import read_meetings
from rusctl.services.reporting import overview
from rusctl.services.reporting.milestones import left_and_told, when_text
from rusctl.services.reporting.overview import Overview
from rusctl.services.reporting.phases import now_text

if TYPE_CHECKING:
    from rusctl.services.consulting import status as consultations
else:
    consultations = later("rusctl.services.consulting.status")


def status(context: typed.Context, *, as_json: AsJson = False) -> None:
    """Show on one screen where the tour stands, what is next, and what remains."""
    run = terminal(context)
    project = read_meetings(run.project)
    plan = project.readable().plan
    found = overview.overview(plan, project.today, findings_of(project.loaded, project.today))
    found = found._replace(undelivered=undelivered.seen(project, found.coming))
    if not as_json and to_be_looked_at(project):
        found = found._replace(consultations=consultations.in_short(project))
    if as_json:
        from rusctl.commands.common.listing import give  # noqa: PLC0415 - people get no JSON

        give(run, [_row(found)])
    else:
        _print(run, found)


def _row(found: Overview) -> dict[str, object]:
    late = [one for one in overview.undecided(found) if one.decide_by is not None and one.decide_by < found.today]
    return {
        "today": found.today.isoformat(),
        "events": found.events[0],
        "events_with_date": found.events[1],
        "next_event": found.coming[0].id if found.coming else None,
        "next_event_days": found.next_days,
        "milestones_left": len(found.remaining),
        "milestones_overdue": sum(standing.overdue for standing in found.remaining),
        **{f"{severity.word}s": found.findings[severity] for severity in sorted(Severity, reverse=True)},
        "municipalities_missing": found.missing,
        "undecided_overdue": sum(isinstance(one, Event) for one in late),
        "undelivered": found.undelivered,
        "phases": [one.id for one in under_way(found.plan, found.today)],
        "milestones_unsettled_overdue": sum(isinstance(one, Milestone) for one in late),
    }


def _milestone(run: Terminal, standing: Standing) -> str:
    parts = [when_text(standing, run.language), left_and_told(standing, run.language)]
    return f"{run.language.name(standing.milestone.title)}: {', '.join(filter(None, parts))}"


def _to_decide(run: Terminal, found: Overview) -> list[Cell]:
    return [
        Cell(
            run.say(overview.to_decide(one, found, run.language)),
            "bold red" if one.decide_by and one.decide_by < found.today else "",
        )
        for one in overview.undecided(found)
    ]


def _to_close(run: Terminal, found: Overview) -> list[str]:
    return [run.say(overview.to_close(one, found, run.language)) for one in closable(found.plan, found.today)]


def _mail(run: Terminal, found: Overview) -> list[tuple[str, str | Cell]]:
    if not found.undelivered:
        return []
    text = nmsg(
        "{count} message failed and did not arrive: rusctl outbox list --state failed",
        "{count} messages failed and did not arrive: rusctl outbox list --state failed",
        found.undelivered,
    )
    return [(run.say(msg("Mail")), Cell(run.say(text), "bold red"))]


def _phases(run: Terminal, found: Overview) -> list[str]:
    return now_text(found.plan, found.today, run.language)


def _print(run: Terminal, found: Overview) -> None:
    remaining = [Cell(_milestone(run, one), style(one)) for one in found.remaining]
    counts = found.findings
    words = ", ".join(map(run.say, overview.findings(found)))
    colour = "bold red" if counts[Severity.ERROR] else "yellow" if counts[Severity.WARNING] else "green"
    pairs: list[tuple[str, str | Cell]] = [
        (run.say(msg("Process")), found.plan.process.name),
        (run.say(msg("Today")), dates.full(found.today, run.language.code)),
        *((run.say(msg("Phase")) if not at else "", line) for at, line in enumerate(_phases(run, found))),
        (run.say(msg("Tour")), overview.tour_text(found, run.language)),
        (run.say(msg("Next event")), run.say(overview.next_event(found, run.language))),
        (run.say(msg("Remaining")), remaining[0] if remaining else run.say(msg("nothing"))),
        *(("", line) for line in remaining[1:]),
        *((run.say(msg("To decide")) if not at else "", line) for at, line in enumerate(_to_decide(run, found))),
        *((run.say(msg("To close")) if not at else "", line) for at, line in enumerate(_to_close(run, found))),
        *((run.say(msg("Consultation")) if not at else "", run.say(one)) for at, one in enumerate(found.consultations)),
        *_mail(run, found),
        (run.say(msg("Check")), Cell(f"{words}: rusctl check" if words else run.say(msg("no findings")), colour)),
    ]
    print_pairs(pairs)
