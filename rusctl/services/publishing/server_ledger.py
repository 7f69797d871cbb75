"""Between the ledger and a server: what a calendar is to hold, what it was given, and what is remembered of it."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from rusctl.calendar.ics.entry import Feed
from rusctl.calendar.ics.write import write
from rusctl.calendar.server.remote_diff import read_mark, version
from rusctl.calendar.server.sync import SENDS, DeliveredState, DesiredEntry
from rusctl.errors import ConflictError
from rusctl.language.catalogue import Language
from rusctl.language.message import msg
from rusctl.model.ledger import Ledger, PublishedEntry, TargetState
from rusctl.model.plan import Target
from rusctl.output.clean import clean
from rusctl.services.project import Project
from rusctl.services.publishing.feed_privacy import refuse_private
from rusctl.services.publishing.publication import Publication
from rusctl.storage import ledger as published
from rusctl.storage.files import journal
from rusctl.storage.files.names import PUBLISHED

if TYPE_CHECKING:
    from rusctl.calendar.server.caldav import Calendar
    from rusctl.calendar.server.deliver import EntryDelivery
    from rusctl.calendar.server.publish import Report
    from rusctl.calendar.server.sync import SyncAction


def wanted(publication: Publication, target: Target, calendar: "Calendar") -> "dict[str, DesiredEntry]":
    """Give what the calendar is to hold; PrivacyError where it would hold a person. Only what is sent is read back."""
    shown = [one.shown(windows=target.windows) for one in publication.decisions]
    timezone = publication.plan.process.timezone
    feeds = [Feed(name="", entries=(one,), method="", timezone=timezone) for one in shown if one is not None]
    refuse_private(feeds, publication.plan)
    made = ((feed.entries[0], write(feed)) for feed in feeds)
    return {
        entry.uid: DesiredEntry(
            entry.uid, calendar.path_of(f"{entry.uid.replace('@', '.')}.ics"), entry.sequence, octets
        )
        for entry, octets in made
    }


def had(ledger: Ledger, target: Target, calendar: "Calendar") -> "dict[str, DeliveredState]":
    """Give what the ledger says the server was given; what it was given at another address is none of it."""
    given = {uid: one for uid, told in ledger.entries.items() if (one := told.given_to(target.id)) and one.digest}
    return {
        uid: DeliveredState(uid, one.href, one.etag, read_mark(one.digest), one.sequence)
        for uid, one in given.items()
        if calendar.holds(one.href)
    }


def higher_versions(steps: "Iterable[SyncAction]") -> dict[str, int]:
    """Give the versions, by UID, of what is to be written over and is no lower than what would take its place."""
    over = [one for one in steps if one.kind in SENDS and one.wanted and one.theirs]
    there = sorted((version(one.theirs or b""), one.uid) for one in over)
    ours = {one.uid: one.wanted.sequence for one in over if one.wanted}
    return {uid: number for number, uid in there if number >= ours[uid]}


def remember(project: Project, target: Target, report: "Report") -> None:
    """Write into the ledger what the server has now, and what it refused; nothing else of the ledger is touched.

    The ledger is read anew, since delivering takes long; ConflictError where it cannot be read any more.
    """
    folder = project.folder.path
    refused = dict(_refusals(project, target, report.outcomes))
    with journal.changing(folder):
        now = project.again().loaded
        fault = next((one for one in now.faults if one.at.file == PUBLISHED), None)
        if fault is not None:  # as when git has merged meanwhile: the notes keep what was delivered
            raise ConflictError(fault.message, fault.at)
        ledger = now.plan.published or Ledger()
        told = (
            _given(one, target.id, report.had.get(one.uid), refused.get(one.uid)) for one in ledger.entries.values()
        )
        published.write(folder, ledger.with_told(*told), now.files.get(PUBLISHED))


def _given(
    told: PublishedEntry, target: str, had: "DeliveredState | None", refused: TargetState | None
) -> PublishedEntry:
    """Give an entry with what the target was given of it."""
    new = TargetState(target)
    if had and had.mark.says:
        new = new._replace(sequence=had.sequence, href=had.path, etag=had.etag, digest=str(had.mark))
    if refused:
        new = new._replace(refused=refused.refused, reason=refused.reason)
    return told.without_given(target) if new == TargetState(target) else told.with_given(new)


def _refusals(
    project: Project, target: Target, outcomes: "Iterable[EntryDelivery]"
) -> Iterator[tuple[str, TargetState]]:
    """Give what was not delivered, with the reason in the folder's language, since the ledger is shared."""
    language = Language(project.loaded.plan.process.language)
    changed = msg("it was changed in the calendar")
    for one in outcomes:
        if one.end.value != "done" and one.step.wanted:
            reason = clean(language.text(one.reason or changed))
            yield one.step.uid, TargetState(target.id, refused=one.step.wanted.sequence, reason=reason)
