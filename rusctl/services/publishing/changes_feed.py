"""The feed of changes (Atom) beside the calendars of a folder: an entry for each release of the schedule."""

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from rusctl.calendar.feeds import atom, feeds
from rusctl.calendar.feeds.atom import AtomEntry, AtomFeed
from rusctl.errors import PrivacyError, RusctlError
from rusctl.language.catalogue import Language
from rusctl.language.message import msg, nmsg
from rusctl.model.plan import Plan, Target
from rusctl.services.publishing.feed_privacy import private_in
from rusctl.services.publishing.releases import ReleaseOut, all_out
from rusctl.services.publishing.to_folder import folder_of
from rusctl.storage.files import atomic, inside
from rusctl.storage.files.names import RELEASES

FILE = "changes.atom"
"""What the file is called; it is a part of an address, so it never changes."""


class ChangesFile(NamedTuple):
    """A feed of changes of a target: its octets, and those of the file that is there."""

    target: Target
    path: Path
    new: bytes
    old: bytes | None


def files(plan: Plan, targets: Iterable[Target], project: Path) -> list[ChangesFile]:
    """Give the feeds of changes of some folders; none where nothing has been released.

    PrivacyError where one would hold what looks like a person's, RusctlError where a file is there that is no such feed
    of this process.
    """
    told = plan.published.entries if plan.published else {}
    domains = {plan.process.uid_domain, *(uid.rpartition("@")[2] for uid in told)}
    return list(_files(plan, targets, project, domains)) if plan.releases else []


def _files(plan: Plan, targets: Iterable[Target], project: Path, domains: Collection[str]) -> Iterator[ChangesFile]:
    for target in targets:
        folder = folder_of(target, project)
        path = folder / FILE
        inside.refuse_links(folder, path)
        old = atomic.read_if_there(path)
        if old is not None and not any(atom.is_of(old, domain) for domain in domains):
            text = msg(
                "{file} is there and is no feed of this process; move it away, or publish to another folder",
                file=str(path),
            )
            raise RusctlError(text)
        feed = feed_of(plan, windows=target.windows)
        _refuse_private(feed, plan.mailboxes)
        yield ChangesFile(target, path, atom.atom_bytes(feed), old)


def feed_of(plan: Plan, *, windows: bool) -> AtomFeed:
    """Give the feed of all that was released, in the folder's language; without `windows` as calendars that have none.

    A release of which the calendars show nothing says its comment alone.
    """
    language = Language(plan.process.language)
    process = plan.process
    return AtomFeed(
        domain=process.uid_domain,
        title=f"{feeds.names(plan)[feeds.ALL]} – {language.text(msg('changes'))}",
        language=language.code,
        author=process.region or process.name,
        url=process.url,
        entries=tuple(_entry(one, language) for one in all_out(plan, windows=windows)),
    )


def _entry(out: ReleaseOut, language: Language) -> AtomEntry:
    title = nmsg("{name}: {count} change", "{name}: {count} changes", len(out.changes), name=out.release.id)
    return AtomEntry(
        name=out.release.id,
        updated=out.release.published,
        title=language.text(title),
        comment=out.release.comment,
        lines=tuple(language.text(change.message) for change in out.changes),
    )


def _refuse_private(feed: AtomFeed, mailboxes: Collection[str]) -> None:
    """Raise PrivacyError, without repeating what was found, where an entry holds what looks like a person's."""
    for one in feed.entries:
        if found := private_in("\n".join((one.name, one.comment, *one.lines)), mailboxes):
            text = msg(
                "release {name} holds {what}, and everybody can read the feeds; take it out of {file}",
                name=one.name,
                what=found,
                file=RELEASES,
            )
            raise PrivacyError(text)
