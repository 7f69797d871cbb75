"""Publishing to a folder: feeds for a web server or a shared drive. What rusctl did not write there is left alone."""

import datetime as dt
import os
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Protocol, TypeVar

from rusctl.calendar.feeds import feeds
from rusctl.calendar.ics.entry import Feed
from rusctl.calendar.ics.verify import all_calendar_bytes
from rusctl.calendar.ics.write import PRODID
from rusctl.errors import EnvironmentFailureError, RusctlError
from rusctl.language.message import msg
from rusctl.model.ledger import Ledger, TargetState
from rusctl.model.plan import Target
from rusctl.model.record import dataclass
from rusctl.services.publishing.feed_privacy import refuse_private
from rusctl.services.publishing.publication import Publication
from rusctl.storage.files import atomic, inside
from rusctl.storage.folder import expanded
from rusctl.storage.target_folders import misplaced, misplaced_on_disk

_FOLD = b"\r\n "
_VERSION = re.compile(rb"\r\nUID:([^\r\n]+)(?:\r\n(?!SEQUENCE|END|UID)[^\r\n]*)*\r\nSEQUENCE:(\d{1,9})\r\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedFile:
    """A feed of a target, its octets, those of the file that is there, and the versions in that by UID.

    One that is only `kept` is a feed that the plan has nothing for any more, and that shows nothing any more.
    """

    target: Target
    id: str
    path: Path
    feed: Feed
    new: bytes
    old: bytes | None
    versions: Mapping[str, int]
    kept: bool = False


class FolderFile(Protocol):
    """A file of a target's folder: where it is, what it is to hold, and what it holds."""

    @property
    def path(self) -> Path:
        """Where it is."""

    @property
    def new(self) -> bytes:
        """What it is to hold."""

    @property
    def old(self) -> bytes | None:
        """What it holds; None where it is not there."""


F = TypeVar("F", bound=FolderFile)


def folder_of(target: Target, project: Path) -> Path:
    """Give a target's folder, which need not be there yet.

    RusctlError where the path is missing, leads to where other things lie or is no folder's; EnvironmentFailureError
    where the folder above it is not there, as when a drive is not connected.
    """
    if not target.path:
        raise RusctlError(msg("{id} has no path; set the folder that its feeds go to", id=target.id), target.at)
    refuse_misplaced(target)
    folder = Path(os.path.normpath(project / expanded(target.path)))
    if text := misplaced_on_disk(target.path, folder, project):
        raise RusctlError(text, target.at.key("path"))
    if folder.is_relative_to(project):
        inside.refuse_links(project, folder)
    if not folder.is_dir():
        if folder.exists():
            text = msg("{folder} is a file; name a folder", folder=str(folder))
            raise RusctlError(text, target.at.key("path"))
        if not folder.parent.is_dir():
            text = msg("{folder} is not there; is the drive connected?", folder=str(folder.parent))
            raise EnvironmentFailureError(text, target.at.key("path"))
    return folder


def refuse_misplaced(target: Target) -> None:
    """Raise RusctlError for a path that is wrong as it is written, before anything is looked at."""
    if target.path and (text := misplaced(target.path)):
        raise RusctlError(text, target.at.key("path"))


def gives_deadlines(target: Target, project: Path) -> bool:
    """Whether a folder has a feed of the deadlines: it is asked for, or people subscribe to it already."""
    return target.deadlines or (folder_of(target, project) / feeds.file_name(feeds.DEADLINES)).exists()


def seen(targets: Iterable[Target], project: Path, domain: str) -> dict[str, int]:
    """Give the highest versions that the feeds in some folders hold, so that none is ever taken back."""
    highest: dict[str, int] = {}
    for target in targets:
        folder = folder_of(target, project)
        for path in sorted(folder.glob("*.ics")):
            inside.refuse_links(folder, path)
            for uid, version in versions(atomic.read(path)).items():
                if uid.endswith("@" + domain):
                    highest[uid] = max(version, highest.get(uid, 0))
    return highest


def versions(octets: bytes | None) -> dict[str, int]:
    """Give the version of each entry in a file that rusctl wrote, by UID."""
    if not octets or not octets.startswith(_beginning()):
        return {}
    found = _VERSION.findall(octets.replace(_FOLD, b""))
    return {uid.decode("utf-8", "replace").replace(".todo@", "@"): int(version) for uid, version in found}


def files(publication: Publication, targets: Iterable[Target], project: Path, today: dt.date) -> list[FeedFile]:
    """Give the files of some folders as they are to be.

    PrivacyError where one would hold a person, RusctlError where two targets share a folder, or a file is there that is
    no feed of this process. A feed that the plan has nothing for any more is kept as long as its file is there.
    """
    plan = publication.plan
    earlier = plan.published.feeds if plan.published else {}
    wanted: list[tuple[Target, str, Path, Feed, bytes | None]] = []
    taken: dict[Path, Target] = {}
    domains = {plan.process.uid_domain, *(uid.rpartition("@")[2] for uid in publication.ledger.entries)}
    current = feeds.names(plan)
    for target in targets:
        folder = folder_of(target, project)
        other = taken.setdefault(folder.resolve(), target)
        if other is not target:
            text = msg("{one} and {other} go to the same folder; give each its own", one=other.id, other=target.id)
            raise RusctlError(text, target.at.key("path"))
        todo = target.todo or (folder / feeds.file_name(feeds.TODO)).exists()
        whole = replace(target, todo=todo, deadlines=gives_deadlines(target, project))
        made = feeds.feeds(plan, publication.decisions, whole, earlier, today)
        for name, feed in made.items():
            path = folder / feeds.file_name(name)
            inside.refuse_links(folder, path)
            old = atomic.read_if_there(path)
            if name not in current and old is None and not feed.entries:
                continue  # nobody has it any more: it was deleted by hand
            _refuse_foreign(old, path, domains)
            wanted.append((target, name, path, feed, old))
    refuse_private([feed for _, _, _, feed, _ in wanted], plan)
    octets = all_calendar_bytes([feed for _, _, _, feed, _ in wanted])
    return [
        FeedFile(
            target=target,
            id=name,
            path=path,
            feed=feed,
            new=new,
            old=old,
            versions=versions(old),
            kept=name not in (*current, feeds.DEADLINES) and not feed.entries,
        )
        for (target, name, path, feed, old), new in zip(wanted, octets, strict=True)
    ]


def given(ledger: Ledger, publication: Publication, targets: Iterable[Target]) -> Ledger:
    """Give the ledger with what the folders are given."""
    entries = dict(ledger.entries)
    for target in targets:
        for one in publication.decisions:
            told = entries[one.uid]
            if one.shown(windows=target.windows):
                entries[one.uid] = told.with_given(TargetState(target.id, told.sequence))
    return replace(ledger, entries=entries)


def write(made: Sequence[F]) -> list[F]:
    """Write the files that differ, all or none, and give them; ConflictError where one is not as it was read."""
    changed = [one for one in made if one.new != one.old]
    for folder in {one.path.parent for one in changed}:
        if not folder.is_dir():
            folder.mkdir(exist_ok=True)
    atomic.sweep_beside(one.path for one in made)
    for one in changed:
        inside.refuse_links(one.path.parent, one.path)
    atomic.replace_all({one.path: atomic.FileChange(one.old, one.new) for one in changed})
    return changed


def _beginning() -> bytes:
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:{PRODID}\r\n".encode()


def _refuse_foreign(old: bytes | None, path: Path, domains: Iterable[str]) -> None:
    """Refuse to write over a file that rusctl did not write for this very process, by the `domains` of its UIDs."""
    if old is None:
        return
    uids = re.findall(rb"\r\nUID:([^\r\n]+)", old.replace(_FOLD, b""))
    ends = tuple(f"@{domain}".encode() for domain in domains)
    ours = old.startswith(_beginning()) and (not uids or any(uid.endswith(ends) for uid in uids))
    if not ours:
        text = msg(
            "{file} is there and is no feed of this process; move it away, or publish to another folder",
            file=str(path),
        )
        raise RusctlError(text)
