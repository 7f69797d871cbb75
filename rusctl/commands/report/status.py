"""`rusctl report status`."""

from rusctl.commands.common import typed
from rusctl.commands.common.options import DryRun
from rusctl.commands.common.write_report import STDOUT, Format, Output, write_report
from rusctl.commands.milestones.milestones import left, when_text
from rusctl.commands.status import Overview, next_text, overview_of, tour_text
from rusctl.commands.terminal import Terminal, terminal
from rusctl.language import dates
from rusctl.language.message import msg
from rusctl.language.names import event_title
from rusctl.model.baselines import Risk
from rusctl.model.plan import Days, exact
from rusctl.output.baselines import record_title, slip_text, why_text
from rusctl.output.document import Block, Bullets, Document, Heading, Paragraph, Table
from rusctl.output.forecast import experience_text, forecast_text, silent_text
from rusctl.schedule.network.forecast import experience, forecasts
from rusctl.schedule.network.slips import first_promises, slips
from rusctl.schedule.state.upcoming import upcoming
from rusctl.services.planning.meeting_days import read_meetings

MOST_DEADLINES = 8


def status(context: typed.Context, *, form: Format = "", output: Output = STDOUT, dry_run: DryRun = False) -> None:
    """Write one page for the steering group and the board: where it stands, what slipped, what is at risk."""
    run = terminal(context)
    read_meetings(run.project)
    run.complete()
    write_report(run, status_report(run), form, output, dry_run=dry_run)


def status_report(run: Terminal) -> Document:
    """Give the report in the user's language; it names roles and bodies and never a person."""
    process = run.project.loaded.plan.process
    overview = overview_of(run)
    day = dates.full(run.project.today, run.language.code)
    title = run.say(msg("Status report: {process}", process=process.name))
    lead = Paragraph(run.say(msg("{region}, as it stands on {day}.", region=process.region, day=day)))
    blocks: list[Block] = [
        lead,
        *_tour(run, overview),
        *_remaining(run, overview),
        *_slipped(run),
        *_at_risk(run),
        *_next(run),
    ]
    return Document(title, run.language.code, tuple(blocks))


def _tour(run: Terminal, overview: Overview) -> list[Block]:
    plan = run.project.loaded.plan
    undated = [event_title(event, plan, run.language) for event in overview.tour if exact(event.when) is None]
    lines = [
        run.say(msg("The stops: {text}.", text=tour_text(run, overview))),
        run.say(msg("Next event: {text}.", text=next_text(run, overview))),
    ]
    if undated:
        lines.append(run.say(msg("Without a day: {names}.", names=undated)))
    return [Heading(run.say(msg("Where the tour stands"))), Bullets(tuple(lines))]


def _remaining(run: Terminal, overview: Overview) -> list[Block]:
    heading = Heading(run.say(msg("What remains")))
    if not overview.remaining:
        return [heading, Paragraph(run.say(msg("No milestone remains.")))]
    titles = {
        one.id: record_title(one, run.project.loaded.plan, run.language) for one in run.project.loaded.plan.records
    }
    header = tuple(run.say(word) for word in (msg("Milestone"), msg("When"), msg("Left"), msg("Waits for")))
    rows = []
    for standing in overview.remaining:
        time = left(standing)
        waits = ", ".join(titles.get(name, name) for name in standing.waits_for)
        title = titles[standing.milestone.id]
        rows.append((title, when_text(run, standing), run.say(time) if time else "", waits))
    return [heading, Table(header, tuple(rows))]


def _slipped(run: Terminal) -> list[Block]:
    plan = run.project.loaded.plan
    lines = []
    for slip in slips(plan, first_promises(plan), run.project.today):
        if slip.days is not None and slip.days <= 0:
            continue
        then = dates.medium(Days(first=slip.then.first, last=slip.then.last), run.language.code)
        now = dates.medium(slip.now, run.language.code) if slip.now else run.say(msg("no date"))
        lines.append(
            run.say(
                msg(
                    "{name}: promised {then}, now {now} ({slip}). Given up: {why}.",
                    name=record_title(slip.record, plan, run.language),
                    then=then,
                    now=now,
                    slip=slip_text(slip),
                    why=why_text(run.language, slip, "; "),
                )
            )
        )
    nothing = Paragraph(run.say(msg("Nothing that was promised has slipped.")))
    return [Heading(run.say(msg("What has slipped, and why"))), Bullets(tuple(lines)) if lines else nothing]


def _at_risk(run: Terminal) -> list[Block]:
    plan = run.project.loaded.plan
    seen = experience(plan, run.project.today)
    lines = [
        run.say(forecast_text(one, plan, seen, run.project.today))
        for one in forecasts(plan, run.project.today)
        if one.risk in (Risk.BROKEN, Risk.AT_RISK)
    ]
    nothing = Paragraph(run.say(msg("Nothing speaks against what is promised, which is no promise that it will hold.")))
    judged = [run.say(one) for one in (experience_text(seen), silent_text(seen)) if one]
    heading = Heading(run.say(msg("What is at risk")))
    return [heading, Bullets(tuple(lines)) if lines else nothing, Paragraph(" ".join(judged))]


def _next(run: Terminal) -> list[Block]:
    found = upcoming(run.project.loaded.plan, run.project.today)[:MOST_DEADLINES]
    heading = Heading(run.say(msg("Next deadlines")))
    if not found:
        return [heading, Paragraph(run.say(msg("No deadline is known.")))]
    header = (run.say(msg("Day")), run.say(msg("What")))
    rows = [(dates.medium(one.day, run.language.code), run.say(one.what)) for one in found]
    return [heading, Table(header, tuple(rows))]
