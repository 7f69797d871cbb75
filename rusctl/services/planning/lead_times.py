"""The region's own lead times and the days on which its bodies meet: set, added and taken out."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from rusctl.errors import PolicyError, RusctlError, UsageError
from rusctl.language.message import msg
from rusctl.model.lead_times import Follow, LeadTime
from rusctl.model.plan import Plan
from rusctl.services import selection
from rusctl.services.planning import plan_records
from rusctl.services.planning.plan_records import FOLLOW, LEAD, MEETING_DAYS
from rusctl.services.project import Project
from rusctl.storage.schema.span_forms import read_span
from rusctl.storage.toml import edits

AFTER = {"adjusted": ("justerat", "justerade", "justering"), "announced": ("anslaget", "anslogs", "anslag")}
"""What is done after a meeting, and what people write for it in Swedish."""
KNOWN = {
    "notice": ("tillkännagivandet", "tillkännagivande"),
    "summons": ("kallelsen", "kallelse"),
    "board": ("styrelsen", "styrelsens yttrande"),
}


def everything(plan: Plan) -> list[LeadTime | Follow]:
    """Give the lead times of all bodies, those before a meeting first."""
    return [*plan.leadtimes.leads, *plan.leadtimes.follows]


def found(plan: Plan, body: str, step: str) -> LeadTime | Follow | None:
    """Give the lead time of a body that a word means, None where there is none."""
    mine = [one for one in everything(plan) if one.body == body]
    names: dict[str, Any] = {one.id: {**KNOWN, **AFTER}.get(one.id, ()) for one in mine}
    names |= {one.id: one.title.values() for one in mine if isinstance(one, LeadTime) and one.title}
    try:
        name = selection.meant(step, names, msg("a lead time"))
    except RusctlError:
        return None
    return next(one for one in mine if one.id == name)


def setting(  # noqa: PLR0917 - what a lead time has
    project: Project, body: str, step: str, time: str, title: str | None, of: str | None, source: str | None
) -> list[edits.Edit]:
    """Give the edits that add a lead time, or set the one that there is.

    UsageError for what is no span of time, and for a step of one's own without a title.
    """
    plan = project.readable().plan
    span = read_span(time)
    if span is None:
        raise UsageError(
            msg('{text} is no length of time; write it as "6 weeks", "10 workdays" or "30 days"', text=time)
        )
    there = found(plan, body, step)
    name = there.id if there else step_id(step)
    kind = FOLLOW if name in AFTER else LEAD
    if kind is FOLLOW and (title or of):
        raise UsageError(msg("{id} is counted after the meeting, and has no --title and no --of", id=name))
    if kind is LEAD and name not in KNOWN and not (title or (there and title is None)):
        raise UsageError(msg("give with --title the text people see"))
    values: dict[str, Any] = {"within" if kind is FOLLOW else "before": str(span)}
    if of:
        before = found(plan, body, of)
        if before is None or before.id in AFTER:
            raise RusctlError(msg("{word} is not a lead time of {body}", word=of, body=body))
        values["of"] = before.id
    values |= {"title": title, "source": source}
    if of == "":
        values["of"] = ""
    if there:
        return plan_records.changed(project, there.at, values)
    return plan_records.added(kind, {"id": name, "title": title, "body": body} | values)


def step_id(word: str) -> str:
    """Give the id of a step that may be new: one that is known by a word of either language, else the word."""
    try:
        return selection.meant(word, {**KNOWN, **AFTER}, msg("a lead time"))
    except RusctlError:
        return selection.new_id(word)


def removing(project: Project, body: str, step: str) -> tuple[str, list[edits.Edit]]:
    """Give the id of a lead time and the edit that takes it out; RusctlError where there is none."""
    plan = project.readable().plan
    there = found(plan, body, step)
    if there is None:
        names = [one.id for one in everything(plan) if one.body == body]
        raise selection.unknown(step, names, msg("a lead time"))
    others = [one for one in plan.leadtimes.leads if one.body == body and one.of == there.id]
    if others:
        lines = [f"{one.at.file}:{project.line(one.at)} ({one.id})" for one in others]
        raise PolicyError(msg("{id} is named in {places}; change that first", id=there.id, places=lines), there.at)
    return there.id, [edits.Delete(there.at.route)]


def meeting_days(plan: Plan, body: str) -> list[dt.date]:
    """Give the days on which a body meets, as far as they are listed or have been read."""
    return sorted({day for one in plan.workyear.meetings if one.body == body for day in one.days})


def adding_days(project: Project, body: str, days: Sequence[dt.date], source: str) -> list[edits.Edit]:
    """Give the edit that adds days on which a body meets; nothing where all of them are there."""
    there = meeting_days(project.readable().plan, body)
    new = sorted(set(days) - set(there))
    return plan_records.added(MEETING_DAYS, {"body": body, "days": new, "source": source}) if new else []


def removing_days(project: Project, body: str, days: Sequence[dt.date]) -> list[edits.Edit]:
    """Give the edits that take days out; RusctlError for one that is not listed, so that none is taken for removed."""
    changes: list[edits.Edit] = []
    plan = project.readable().plan
    listed = [one for one in plan.workyear.meetings if one.body == body and not one.ics]
    if lacking := [day for day in days if not any(day in one.days for one in listed)]:
        raise RusctlError(
            msg("{days}: {body} has no such meeting day in {file}", days=lacking, body=body, file=MEETING_DAYS.file)
        )
    for one in reversed(listed):
        gone = [index for index, day in enumerate(one.days) if day in days]
        if len(gone) == len(one.days):
            changes.append(edits.Delete(one.at.route))
        else:
            changes += [edits.Delete((*one.at.key("days").route, index)) for index in reversed(gone)]
    return changes
