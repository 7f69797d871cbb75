"""Papers that others take over: the cover letter of a consultation, and the handover to a new project leader."""

import datetime as dt
from collections.abc import Sequence

from rusctl.diagnostics import Finding
from rusctl.language import dates
from rusctl.language.catalogue import Language
from rusctl.language.message import Message, msg
from rusctl.language.names import event_title, role_names, worded
from rusctl.model.consulting import Consultation
from rusctl.model.plan import Days, Plan, Status, Window, exact
from rusctl.output.document import Block, Bullets, Document, DocumentTable, Heading, LetterHead, Paragraph
from rusctl.schedule.state import indicators
from rusctl.schedule.state.status import status_on
from rusctl.services.project import Project
from rusctl.services.reporting import follow_up
from rusctl.services.reporting.overview import Overview
from rusctl.services.reporting.results_report import commitment_table
from rusctl.services.reporting.status_report import status_report

MOST_FINDINGS = 20


def cover_letter(project: Project, one: Consultation, language: Language) -> Document:
    """Give the cover letter (missiv): who sends it, its day and number, what is asked, how to reply, the last day."""
    plan, text = project.readable().plan, language.text
    about = _about(plan, one, language)
    last, contact = _day(plan, one.closes), one.contact or plan.process.contact
    questions = [language.name(each.text) for each in one.questions]
    region = plan.process.region or plan.process.name
    lead = msg("{region} asks for your comments on {about}.", region=region, about=about)
    blocks: list[Block] = [Paragraph(text(lead))]
    if last:
        until = msg("Your reply is to have come in by {day} at the latest.", day=dates.full(last, language.code))
        blocks.append(Paragraph(text(until)))
    if questions:
        blocks += [Heading(text(msg("What we ask"))), Bullets(tuple(questions))]
    ways = [msg("Say which section each comment is about, and begin with what you think of the whole.")]
    ways.append(msg("Say who decided on the reply, and when; send it as Word, or as a PDF that is not scanned."))
    if contact:
        ways.insert(0, msg("Send the reply to {contact}.", contact=contact))
    if one.dnr:
        ways.insert(1 if contact else 0, msg("Write {dnr} in the subject line.", dnr=one.dnr))
    blocks += [Heading(text(msg("How to reply"))), Bullets(tuple(map(text, ways)))]
    after = _after(project, one, language)
    blocks += [Heading(text(msg("What happens next"))), Bullets(tuple(after))] if after else []
    lacking = [
        (last, msg("the last day")),
        (questions, msg("the questions")),
        (contact, msg("where replies are sent")),
        (one.dnr, msg("the reference number (diarienummer)")),
    ]
    if not_set := [text(what) for known, what in lacking if not known]:
        blocks += [Heading(text(msg("Not settled"))), Bullets(tuple(not_set))]
    blocks += _closing(plan, one, language)
    head = LetterHead(
        sender=tuple(filter(None, (region, contact))),
        marks=tuple(
            filter(
                None, (dates.long(project.today, language.code), text(msg("Dnr")) + f" {one.dnr}" if one.dnr else "")
            )
        ),
        recipient=(text(msg("To the consultation bodies on the circulation list")),),
    )
    return Document(text(msg("Cover letter: {about}", about=about)), language.code, tuple(blocks), head)


def _closing(plan: Plan, one: Consultation, language: Language) -> list[Block]:
    """Give what stands at the end of the cover letter: the text that is enclosed, and where there is more to read."""
    text = language.text
    version = next((language.name(each.name) or each.id for each in plan.versions if each.id == one.version), "")
    blocks: list[Block] = _listed(text(msg("Enclosed")), [version] if version else [])
    if plan.site.url or plan.process.url:
        blocks.append(Paragraph(text(msg("More to read: {url}.", url=plan.site.url or plan.process.url))))
    return blocks


def handover(found: Overview, findings: Sequence[Finding], language: Language) -> Document:
    """Give the handover to a new project leader: where it stands, what waits, who does what, where it all is kept.

    `findings` are those of the check, the worst first.
    """
    plan, text = found.plan, language.text
    stands = status_report(found, language)
    blocks: list[Block] = [
        Paragraph(text(msg("What whoever takes over has to know, as the plan has it on {day}.", day=found.today))),
        *stands.blocks[1:],
    ]
    blocks += _open_events(found, language)
    blocks += _listed(text(msg("What the check finds")), _findings(findings, language))
    blocks += _roles(plan, found.today, language)
    promised = [one for one in plan.commitments if one.open]
    if promised:
        blocks += [Heading(text(msg("Commitments to follow up"))), commitment_table(promised, found.today, language)]
    states = indicators.states(plan, found.today.year)
    if states:
        blocks += [Heading(text(msg("Indicators"))), follow_up.indicator_table(states, language)]
    blocks += [Heading(text(msg("Where it is kept"))), _kept(plan, language)]
    lacking = follow_up.not_known(plan, states, language)
    if lacking:
        blocks += [Heading(text(msg("What is not known"))), *(Paragraph(text(one)) for one in lacking)]
    title = text(msg("Handover: {process}", process=plan.process.name))
    return Document(title, language.code, tuple(blocks))


def _about(plan: Plan, one: Consultation, language: Language) -> str:
    version = next((language.name(each.name) or each.id for each in plan.versions if each.id == one.version), "")
    return language.name(one.name) or one.about or version or plan.process.name


def _day(plan: Plan, name: str) -> dt.date | None:
    """Give the last day of a milestone, done or to come; None where it has none."""
    step = next((one for one in plan.milestones if one.id == name), None)
    when: Days | Window | None = (step.done or step.when) if step else None
    return when.last if when else None


def _after(project: Project, one: Consultation, language: Language) -> list[str]:
    """Give the steps that come after the last day, in the order of the plan."""
    names = [each.id for each in project.plan.milestones]
    at = names.index(one.closes) + 1 if one.closes in names else len(names)
    lines = []
    for step in project.plan.milestones[at:]:
        if not step.every:
            day = f" ({worded(step.when, project.plan, language)})" if step.when else ""
            lines.append(f"{language.name(step.title)}{day}")
    return lines


def _open_events(found: Overview, language: Language) -> list[Block]:
    """Give the events that are not settled: without a day, or tentative, and by when that is to be decided."""
    rows = []
    for one in found.plan.events:
        status = status_on(one, found.today)
        if status in (Status.TENTATIVE, Status.PLANNED) or (exact(one.when) is None and status is Status.CONFIRMED):
            when = worded(one.when, found.plan, language) or language.text(msg("no date"))
            by = dates.medium(one.decide_by, language.code) if one.decide_by else ""
            rows.append((event_title(one, found.plan, language), when, by))
    header = tuple(map(language.text, (msg("Event"), msg("When"), msg("Settled by"))))
    return [Heading(language.text(msg("Events not settled"))), DocumentTable(header, tuple(rows))] if rows else []


def _findings(findings: Sequence[Finding], language: Language) -> list[str]:
    lines = [f"{one.file}: {language.text(one.message)} ({one.code})" for one in findings[:MOST_FINDINGS]]
    if len(findings) > MOST_FINDINGS:
        lines.append(language.text(msg("{count} more", count=len(findings) - MOST_FINDINGS)))
    return lines


def _roles(plan: Plan, today: dt.date, language: Language) -> list[Block]:
    """Give what the region's own roles are to do next, and which of them nobody holds."""
    names = role_names(plan, language)
    rows = []
    for role in plan.roles:
        owned = [language.name(one.title) for one in plan.milestones if one.owner == role.id and not one.done]
        crew = [
            event_title(one, plan, language)
            for one in plan.events
            if role.id in one.crew and one.when and one.when.last >= today
        ]
        vacant = role.vacant_from is not None and role.vacant_from <= today <= (role.vacant_until or today)
        held = language.text(msg("nobody")) if vacant else ""
        if role.group == "crew" or owned:
            rows.append((names.get(role.id, role.id), ", ".join([*owned, *crew]), held))
    header = tuple(map(language.text, (msg("Role"), msg("What it is to do"), msg("Held by"))))
    return [Heading(language.text(msg("Roles"))), DocumentTable(header, tuple(rows))] if rows else []


def _kept(plan: Plan, language: Language) -> Bullets:
    """Say where what belongs to the process is kept, and which command shows it."""
    published = [one.id for one in plan.publishing.targets]
    lines: list[Message] = [
        msg(
            "The plan is a folder of text files, in git: rusctl status says how it stands, rusctl check what is wrong."
        ),
        msg("Who takes part and what was said are in PostgreSQL: rusctl register status.")
        if plan.process.register
        else msg("Who takes part and what was said are in register/, which git passes by: rusctl register backup."),
        msg("What was changed: rusctl log. What was sent: rusctl outbox list."),
    ]
    if published:
        lines.append(msg("Calendars are published to: {targets}.", targets=published))
    if plan.process.contact:
        lines.append(msg("The functional mailbox: {contact}.", contact=plan.process.contact))
    if plan.process.url:
        lines.append(msg("The page of the process: {url}.", url=plan.process.url))
    return Bullets(tuple(map(language.text, lines)))


def _listed(heading: str, items: Sequence[str]) -> list[Block]:
    return [Heading(heading), Bullets(tuple(items))] if items else []
