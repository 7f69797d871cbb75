"""What every publishing has in common: the plan against what calendars have been told, and what refuses it."""

from collections.abc import Collection, Mapping
from dataclasses import replace

from rusctl.calendar.feeds.feeds import names, with_feeds
from rusctl.calendar.feeds.ledger import PublicationDecision, decide, many_gone, next_ledger
from rusctl.diagnostics import Problem
from rusctl.errors import PolicyError, RusctlError
from rusctl.language.message import Message, msg, nmsg
from rusctl.model.ledger import EntryChange, Ledger
from rusctl.model.plan import Plan
from rusctl.model.record import dataclass
from rusctl.services import selection
from rusctl.services.project import Project
from rusctl.storage.files import atomic
from rusctl.storage.files.names import PUBLISHED

CONFLICT = "ledger-conflict"


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """A plan, the octets of its ledger as they were read, what is decided about every entry, and the ledger after."""

    plan: Plan
    before: bytes | None
    decisions: tuple[PublicationDecision, ...]
    ledger: Ledger


def prepare(
    project: Project, seen: Mapping[str, int], *, restored: Collection[str] = (), many: bool = False
) -> Publication:
    """Decide what publishing a plan without faults tells.

    `seen` are the versions that targets are known to hold, by UID, so that none is taken back; `restored` the ids that
    were gone and are meant to be back. PolicyError where an id was something else's, or so much is gone that it may be
    a mistake and `many` does not say that it is none; ConflictError where the ledger has changed since it was read.
    """
    plan = project.readable().plan
    restored = [selection.record_id(plan, one) for one in restored]
    refuse_unknown(plan, restored)
    before = atomic.read_if_there(project.folder.path / PUBLISHED)
    if before != project.loaded.files.get(PUBLISHED):
        raise atomic.changed_meanwhile(PUBLISHED)
    decisions = with_feeds(plan, decide(plan, project.today, project.now, restored=restored, seen=seen), project.today)
    refuse_reused(decisions)
    if not many:
        _refuse_another_domain(plan)
    if many_gone(decisions) and not many:
        gone = [one.told.title for one in decisions if one.told.gone and one.before and not one.before.gone]
        text = msg(
            "{count} events or milestones are gone from the plan since it was published ({titles}); if they are to be "
            "cancelled in people's calendars, add --many",
            count=len(gone),
            titles=gone,
        )
        raise PolicyError(text)
    ledger = next_ledger(plan.published, decisions)
    ledger = replace(ledger, feeds={**ledger.feeds, **names(plan)})
    return Publication(plan=plan, before=before, decisions=decisions, ledger=ledger)


def _refuse_another_domain(plan: Plan) -> None:
    """Raise PolicyError where calendars have been told of the events under another domain than the plan's."""
    domain = plan.process.uid_domain
    other = plan.published.told_under(domain) if plan.published else ""
    if other:
        text = msg(
            "uid_domain is {domain} and was {other} when calendars were told: everybody would have each event twice, "
            "cancelled and new; put {other} back, or, if it is meant, add --many",
            domain=domain,
            other=other,
        )
        raise PolicyError(text, plan.process.at.key("uid_domain"))


def forgotten(seen: Collection[str], decisions: Collection[PublicationDecision]) -> Message | None:
    """Say what feeds hold that neither the plan nor the ledger knows: nobody would be told that it is off."""
    known = {one.uid for one in decisions}
    # No id has a dot: with one it is a deadline, which is counted anew each time.
    uids = sorted(uid for uid in seen if uid not in known and "." not in uid.partition("@")[0])
    if not uids:
        return None
    return nmsg(
        "{count} entry stands in the feeds, and neither in the plan nor in {file} ({ids}): it would vanish "
        "without being cancelled; restore the file from git",
        "{count} entries stand in the feeds, and neither in the plan nor in {file} ({ids}): they would vanish "
        "without being cancelled; restore the file from git",
        len(uids),
        file=PUBLISHED,
        ids=[uid.partition("@")[0] for uid in uids],
    )


def refuse_faults(project: Project) -> None:
    """Raise RusctlError for a plan that was not read whole, since its calendars would be wrong."""
    for fault in project.loaded.faults:
        if fault.at.file == PUBLISHED:
            raise unreadable(fault)
        text = msg("{fault}; fix the plan first (rusctl check), or calendars would be wrong", fault=fault.message)
        raise RusctlError(text, fault.at)


def unreadable(fault: Problem) -> RusctlError:
    """Say what to do about a ledger that cannot be read."""
    if fault.rule == CONFLICT:
        return RusctlError(fault.message, fault.at)
    text = msg("{fault}; restore the file from git, or run rusctl publish --repair", fault=fault.message)
    return RusctlError(text, fault.at)


def refuse_unknown(plan: Plan, restored: Collection[str]) -> None:
    """Raise RusctlError for an id of `restored` that does not name what was deleted and is back."""
    entries = plan.published.entries if plan.published else {}
    gone = {told.id for told in entries.values() if told.gone}
    there = {*(event.id for event in plan.events), *(milestone.id for milestone in plan.milestones)}
    for name in restored:
        if name not in gone & there:
            raise RusctlError(msg("{id} is not the id of something that was deleted and is back", id=name))


def refuse_reused(decisions: Collection[PublicationDecision]) -> None:
    """Raise PolicyError for an id that was something else's: calendars would take the new for the old, moved."""
    for one in decisions:
        if one.change is EntryChange.REUSED:
            text = msg(
                "{id} is the id of {title}, which calendars were told of and which is gone; give this one another id, "
                "or, if it is the same, publish with --restored {id}",
                id=one.told.id,
                title=one.told.title,
            )
            raise PolicyError(text, one.at.key("id"))
