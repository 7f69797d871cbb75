"""Everything that would follow if something got another date: what is pushed, and what the check would say."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from rusctl.calendar.feeds.feeds import TODO
from rusctl.calendar.feeds.ledger import decide
from rusctl.diagnostics import Finding
from rusctl.errors import RusctlError
from rusctl.language.catalogue import Language
from rusctl.language.message import Message, msg, nmsg
from rusctl.language.names import short_name
from rusctl.model.ledger import PublishedEntry
from rusctl.model.plan import Event, Plan, Texts, When
from rusctl.output.consequences import Consequence
from rusctl.schedule.diff.changes import changes
from rusctl.schedule.network.whatif import Moved, Push, Record, WhatIfOutcome, moved_deadlines, outcome
from rusctl.services.planning.affected_invitations import concerned, told_when
from rusctl.services.planning.checking import findings_of
from rusctl.services.project import Project
from rusctl.storage.schema.target_keys import CALDAV


def consequences(project: Project, record: Record, when: When) -> Iterator[Consequence]:
    """Give what would follow, in the order of the headings."""
    plan = project.loaded.plan
    found = outcome(plan, record, when, project.today)
    for change in changes(found.known, found.changed):
        yield Consequence("change", change.id, change.message)
    for push in found.pushes:
        yield Consequence("pushed", push.record.id, _push_text(plan, push), push.promised or push.before, push.after)
    for moved in moved_deadlines(plan, found, record, project.today):
        yield Consequence("deadline", moved.milestone.id, _moved_text(moved, project.today), moved.before, moved.after)
    yield from concerned(project, found.settled)
    yield from _calendars(project, found)
    yield from _buffer(found)
    yield from _findings(project, found.changed)


def _name(record: Record, plan: Plan) -> str | Texts:
    return short_name(record, plan) if isinstance(record, Event) else record.title or record.id


def _push_text(plan: Plan, push: Push) -> Message:
    name = _name(push.record, plan)
    if push.promised is None or push.after <= push.promised:
        return msg("{name}: at the earliest {after}, was {before}", name=name, after=push.after, before=push.before)
    days = (push.after - push.promised).days
    told = {"name": name, "promised": push.promised, "after": push.after}
    if push.meeting:
        return msg(
            "{name}: {promised} cannot hold; at the earliest {after}, and the first meeting known then is {meeting}",
            meeting=push.meeting,
            **told,
        )
    return nmsg(
        "{name}: {promised} cannot hold; at the earliest {after}, {count} day later",
        "{name}: {promised} cannot hold; at the earliest {after}, {count} days later",
        days,
        **told,
    )


def _moved_text(moved: Moved, today: dt.date) -> Message:
    told: dict[str, Any] = {"name": moved.milestone.title or moved.milestone.id, "what": moved.deadline.title}
    if moved.before is None:
        return msg("{what}: {after}, had no day ({name})", after=moved.after, **told)
    if moved.after is None:
        return msg("{what}: no longer {before}, and no other day is known ({name})", before=moved.before, **told)
    if moved.after < today:
        told |= {"before": moved.before, "after": moved.after}
        return msg("{what}: from {before} to {after}, which has passed ({name})", **told)
    return msg("{what}: from {before} to {after} ({name})", before=moved.before, after=moved.after, **told)


def _calendars(project: Project, found: WhatIfOutcome) -> Iterator[Consequence]:
    """Give what calendars have been told that would no longer hold: of the change, and of all that it pushes."""
    if found.settled.published is None:
        return

    try:
        now = {one.uid: one for one in decide(project.loaded.plan, project.today)}
        after = decide(found.settled, project.today)
    except RusctlError as error:
        yield Consequence("calendar", "", error.message)
        return
    for one in after:
        told = one.before
        if told is None or told.gone or told.fingerprint == one.told.fingerprint or now.get(one.uid) == one:
            continue
        where = [_where(project.loaded.plan, told, given.target) for given in told.given if given.sequence is not None]
        if where:  # else only guests have been told
            text = nmsg(
                "{title}: {where} has been told {when}",
                "{title}: {where} have been told {when}",
                len(where),
                title=told.title,
                where=where,
                when=told_when(told) or msg("no date"),
            )
            yield Consequence("calendar", told.id, text, told.start)


def _where(plan: Plan, told: PublishedEntry, name: str) -> str | Message:
    """Say what a target is: a calendar on a server, or a folder with so many feeds that hold the entry."""
    target = next((one for one in plan.publishing.targets if one.id == name), None)
    if target is None or target.kind == CALDAV:
        return name
    feeds = sum(one != TODO or target.todo for one in told.feeds)
    return nmsg("{target} ({count} feed)", "{target} ({count} feeds)", feeds, target=name)


def _buffer(found: WhatIfOutcome) -> Iterator[Consequence]:
    before, after = found.buffer_before, found.buffer_after
    if before is not None and after is not None and before != after:
        text = msg("the critical path is {count} days short; it had a buffer of {before}", count=-after, before=before)
        if after >= 0:
            text = nmsg(
                "the critical path has a buffer of {count} day; it had {before}",
                "the critical path has a buffer of {count} days; it had {before}",
                after,
                before=before,
            )
        yield Consequence("slack", "", text)


def _findings(project: Project, changed: Plan) -> Iterator[Consequence]:
    """Give the findings that appear with the change or say something else then, and those that vanish."""
    before, after = _found(project, project.loaded.plan), _found(project, changed)
    still = {key[:2] for key in after}
    for kind, some, others in (("finding", after, before), ("resolved", before, after)):
        for key, finding in some.items():
            if key not in others and not (kind == "resolved" and key[:2] in still):
                text = msg("{message} [{name}]", message=finding.message, name=finding.name)
                yield Consequence(kind, finding.record, text)


def _found(project: Project, plan: Plan) -> dict[tuple[str, str, str], Finding]:
    """Give what the check finds in a plan, by what tells one finding from another."""
    english = Language("en")
    return {
        (one.code, one.record, english.text(one.message, iso=True)): one
        for one in findings_of(project.loaded._replace(plan=plan), project.today)
    }
