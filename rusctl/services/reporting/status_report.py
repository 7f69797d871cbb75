"""One page for the steering group and the board: where it stands, what slipped, what is at risk."""

import datetime as dt

from rusctl.language import dates
from rusctl.language.catalogue import Language
from rusctl.language.message import msg
from rusctl.language.names import event_title
from rusctl.model.baselines import Risk
from rusctl.model.plan import Days, Level, Plan, exact
from rusctl.output.baselines import record_title, slip_text, why_text
from rusctl.output.document import Block, Bullets, Document, DocumentTable, Heading, Paragraph
from rusctl.output.forecast import experience_text, forecast_text, silent_text
from rusctl.schedule.network.forecast import experience, forecasts
from rusctl.schedule.network.slips import first_promises, slips
from rusctl.schedule.state.upcoming import upcoming
from rusctl.services.reporting.forecast import with_findings
from rusctl.services.reporting.milestones import judged, left_and_told, when_text
from rusctl.services.reporting.overview import Overview, next_event, tour_text
from rusctl.services.reporting.phases import state_text

MOST_DEADLINES = 8
TOLD = frozenset({Risk.BROKEN, Risk.AT_RISK, Risk.UNKNOWN})


def status_report(found: Overview, language: Language) -> Document:
    """Give the report in a language; it names roles and bodies and never a person."""
    plan, today = found.plan, found.today
    process = plan.process
    day = dates.full(today, language.code)
    title = language.text(msg("Status report: {process}", process=process.name))
    lead = Paragraph(language.text(msg("{region}, as it stands on {day}.", region=process.region, day=day)))
    blocks: list[Block] = [
        lead,
        *_phases(plan, today, language),
        *_tour(found, language),
        *_consultations(found, language),
        *_remaining(found, language),
        *_judged(found, language),
        *_slipped(plan, today, language),
        *_at_risk(found, language),
        *_next(plan, today, language),
    ]
    return Document(title, language.code, tuple(blocks))


def _phases(plan: Plan, today: dt.date, language: Language) -> list[Block]:
    """Give the phases of the process and how each stands; nothing where the plan has none."""
    header = tuple(language.text(word) for word in (msg("Phase"), msg("When"), msg("Status")))
    table = [
        (
            language.name(one.name),
            dates.span(one.first, one.last, language.code),
            language.text(state_text(one, today)),
        )
        for one in plan.phases
    ]
    return [Heading(language.text(msg("The phases"))), DocumentTable(header, tuple(table))] if table else []


def _tour(found: Overview, language: Language) -> list[Block]:
    plan = found.plan
    undated = [event_title(event, plan, language) for event in found.tour if exact(event.when) is None]
    lines = [
        language.text(msg("The stops: {text}.", text=tour_text(found, language))),
        language.text(msg("Next event: {text}.", text=next_event(found, language))),
    ]
    if undated:
        lines.append(language.text(msg("Without a day: {names}.", names=undated)))
    return [Heading(language.text(msg("Where the tour stands"))), Bullets(tuple(lines))]


def _consultations(found: Overview, language: Language) -> list[Block]:
    """Give how each consultation stands; nothing where the database knows of none."""
    lines = tuple(language.text(msg("{text}.", text=language.text(one))) for one in found.consultations)
    return [Heading(language.text(msg("Consultations"))), Bullets(lines)] if lines else []


def _remaining(found: Overview, language: Language) -> list[Block]:
    heading = Heading(language.text(msg("What remains")))
    if not found.remaining:
        return [heading, Paragraph(language.text(msg("No milestone remains.")))]
    titles = {one.id: record_title(one, found.plan, language) for one in found.plan.records}
    header = tuple(language.text(word) for word in (msg("Milestone"), msg("When"), msg("Left"), msg("Waits for")))
    rows = []
    for standing in found.remaining:
        waits = ", ".join(titles.get(name, name) for name in standing.waits_for)
        title = titles[standing.milestone.id]
        rows.append((title, when_text(standing, language), left_and_told(standing, language), waits))
    return [heading, DocumentTable(header, tuple(rows))]


def _judged(found: Overview, language: Language) -> list[Block]:
    """Give how what remains was judged last, the worst first; nothing where nobody has judged it."""
    worst = {level: place for place, level in enumerate((Level.RED, Level.YELLOW, Level.GREEN))}
    told = [one for one in found.remaining if one.judged and judged(one)]
    lines = []
    for one in sorted(told, key=lambda one: worst[one.judged.level] if one.judged else 0):
        name = record_title(one.milestone, found.plan, language)
        lines.append(language.text(msg("{name}: {judged}.", name=name, judged=judged(one))))
    return [Heading(language.text(msg("How it is judged"))), Bullets(tuple(dict.fromkeys(lines)))] if lines else []


def _slipped(plan: Plan, today: dt.date, language: Language) -> list[Block]:
    lines = []
    for slip in slips(plan, first_promises(plan), today):
        if slip.days is not None and slip.days <= 0:
            continue
        then = dates.medium(Days(first=slip.then.first, last=slip.then.last), language.code)
        now = dates.medium(slip.now, language.code) if slip.now else language.text(msg("no date"))
        lines.append(
            language.text(
                msg(
                    "{name}: promised {then}, now {now} ({slip}). Given up: {why}.",
                    name=record_title(slip.record, plan, language),
                    then=then,
                    now=now,
                    slip=slip_text(slip),
                    why=why_text(language, slip, "; "),
                )
            )
        )
    nothing = Paragraph(language.text(msg("Nothing that was promised has slipped.")))
    return [Heading(language.text(msg("What has slipped, and why"))), Bullets(tuple(lines)) if lines else nothing]


def _at_risk(found: Overview, language: Language) -> list[Block]:
    plan, today = found.plan, found.today
    seen = experience(plan, today)
    told = [one for one in with_findings(forecasts(plan, today), found.errors, plan) if one.risk in TOLD]
    lines = [language.text(forecast_text(one, plan, today)) for one in told]
    nothing = Paragraph(
        language.text(msg("Nothing suggests that a promised date will be missed; this is no guarantee."))
    )
    judged = [language.text(one) for one in (experience_text(seen), silent_text(seen)) if one]
    heading = Heading(language.text(msg("What is at risk")))
    return [heading, Bullets(tuple(lines)) if lines else nothing, Paragraph(" ".join(judged))]


def _next(plan: Plan, today: dt.date, language: Language) -> list[Block]:
    days = upcoming(plan, today)[:MOST_DEADLINES]
    heading = Heading(language.text(msg("Next deadlines")))
    if not days:
        return [heading, Paragraph(language.text(msg("No deadline is known.")))]
    header = (language.text(msg("Day")), language.text(msg("What")))
    rows = [(dates.medium(one.day, language.code), language.text(one.what)) for one in days]
    return [heading, DocumentTable(header, tuple(rows))]
