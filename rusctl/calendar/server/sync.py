"""What is to be done to a calendar on a server, from what it is to hold, what it was given, and what it holds.

Pure: the questions are values and so are the steps. What the ledger does not know as ours never gets a step.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from enum import StrEnum
from typing import NamedTuple

from rusctl.calendar.server.remote import Seen, key
from rusctl.calendar.server.remote_diff import ContentHash, changed_there, fingerprint, is_marked, mark, uids
from rusctl.model.record import dataclass

A_FIFTH = 5


class DesiredEntry(NamedTuple):
    """An event that the calendar is to hold: its path there, the SEQUENCE it has and its file."""

    uid: str
    path: str
    sequence: int
    octets: bytes


class DeliveredState(NamedTuple):
    """What the server was given of an event: where, the ETag it was known by, and what was there by that ETag.

    Without an ETag nobody knows whether it ever arrived. `tried` are versions that were sent and may have arrived.
    """

    uid: str
    path: str
    etag: str = ""
    mark: ContentHash = ContentHash("", "")
    sequence: int | None = None
    tried: tuple[ContentHash, ...] = ()


class SyncKind(StrEnum):
    """What is to be done about an event."""

    SAME = "same"  # what is there is what is wanted
    CREATE = "create"
    RESTORE = "restore"  # it was there, and somebody has taken it away
    CHANGE = "change"
    DELETE = "delete"
    FORGET = "forget"  # it was to be taken away, and is gone already
    CHANGED_THERE = "changed-there"  # a conflict: somebody has changed it on the server
    FOREIGN = "foreign"  # a conflict: something that is not known as ours is in its place, or has its UID


SENDS = frozenset((SyncKind.CREATE, SyncKind.RESTORE, SyncKind.CHANGE, SyncKind.DELETE))
CONFLICTS = frozenset((SyncKind.CHANGED_THERE, SyncKind.FOREIGN))


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncAction:
    """What is to be done about one event; `etag` is what the server must still have, `theirs` what it holds now.

    `changed` are the fields that the other side has changed, in a conflict where they are known.
    """

    kind: SyncKind
    uid: str
    path: str
    etag: str = ""
    wanted: DesiredEntry | None = None
    theirs: bytes | None = None
    changed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """All that is known before anything is done; `listed` and `seen` are by the key of a path."""

    wanted: Mapping[str, DesiredEntry]
    had: Mapping[str, DeliveredState]
    listed: Mapping[str, Seen]
    seen: Mapping[str, Seen]


def doubtful(
    wanted: Mapping[str, DesiredEntry], had: Mapping[str, DeliveredState], listed: Mapping[str, Seen]
) -> list[str]:
    """Give the paths whose contents decide: changed or missing there, or in the place of something new.

    Where something is to be put there anew, also all that is not known as ours, since it may have the same UID.
    """
    paths = {}
    for uid in (*had, *(uid for uid in wanted if uid not in had)):
        path = _path(uid, wanted, had)
        there = listed.get(key(path))
        as_left = there is not None and there.etag == had[uid].etag if uid in had else there is None
        if not as_left:
            paths[key(path)] = path
    if any(uid not in had or key(had[uid].path) not in listed for uid in wanted):
        ours = {key(_path(uid, wanted, had)) for uid in (*wanted, *had)}
        paths |= {name: one.path for name, one in listed.items() if name not in ours}
    return list(paths.values())


def missing(
    had: Mapping[str, DeliveredState], listed: Mapping[str, Seen], seen: Mapping[str, Seen]
) -> list[DeliveredState]:
    """Give what the server was given and took, and now shows nothing of."""
    return [one for one in had.values() if one.etag and key(one.path) not in listed and key(one.path) not in seen]


def steps(now: Situation, overwrite: Collection[str] = ()) -> list[SyncAction]:
    """Give a step for each event of ours; those of `overwrite` take the place of what was changed there."""
    foreign = _foreign_uids(now)
    found = [_step(uid, now, foreign, overwrite) for uid in (*now.wanted, *(u for u in now.had if u not in now.wanted))]
    order = [SyncKind.CHANGE, SyncKind.CREATE, SyncKind.RESTORE]
    return sorted(found, key=lambda step: order.index(step.kind) if step.kind in order else len(order))


def too_many(count: int, now: Situation) -> bool:
    """Say whether so many are more than a fifth of what the calendar was given."""
    return count * A_FIFTH > sum(1 for one in now.had.values() if one.etag)


def count(found: Iterable[SyncAction], *kinds: SyncKind) -> int:
    """Count the steps of some kinds."""
    return sum(1 for step in found if step.kind in kinds)


def _path(uid: str, wanted: Mapping[str, DesiredEntry], had: Mapping[str, DeliveredState]) -> str:
    return had[uid].path if uid in had else wanted[uid].path


def _step(uid: str, now: Situation, foreign: Mapping[str, Seen], overwrite: Collection[str]) -> SyncAction:
    wanted, had = now.wanted.get(uid), now.had.get(uid)
    path = _path(uid, now.wanted, now.had)
    there = now.seen.get(key(path)) or now.listed.get(key(path))
    if there is None:
        if uid in foreign:
            other = foreign[uid]
            return SyncAction(kind=SyncKind.FOREIGN, uid=uid, path=other.path, wanted=wanted, theirs=other.data)
        if wanted is None:
            return SyncAction(kind=SyncKind.FORGET, uid=uid, path=path)
        return SyncAction(
            kind=SyncKind.RESTORE if had and had.etag else SyncKind.CREATE, uid=uid, path=path, wanted=wanted
        )
    if had is None or there.etag != had.etag:
        return _looked_at(uid, there, wanted, had, overwrite=uid in overwrite)
    if wanted is None:
        return SyncAction(kind=SyncKind.DELETE, uid=uid, path=path, etag=there.etag)
    same = is_marked(wanted.octets, had.mark)
    return SyncAction(
        kind=SyncKind.SAME if same else SyncKind.CHANGE, uid=uid, path=path, etag=there.etag, wanted=wanted
    )


def _looked_at(
    uid: str, there: Seen, wanted: DesiredEntry | None, had: DeliveredState | None, *, overwrite: bool
) -> SyncAction:
    """Decide about something that is there and not as it was left: by what it means, and who has changed what of it."""
    path = there.path
    known = [one for one in (had.mark, *had.tried) if one.says] if had else []
    theirs = changed_there(there.data, known, wanted.octets if wanted else None) if there.data is not None else None
    if wanted and there.data is not None and fingerprint(there.data) == fingerprint(wanted.octets):
        news = bool(known) and bool(there.etag) and not any(is_marked(wanted.octets, one) for one in known)
        kind = SyncKind.CHANGE if news and not is_marked(there.data, mark(wanted.octets)) else SyncKind.SAME
        return SyncAction(kind=kind, uid=uid, path=path, etag=there.etag, wanted=wanted, theirs=there.data)
    ours = had is not None and bool(had.mark.says)  # or else nobody knows whether it ever arrived
    if not there.etag or (theirs != () and not (ours and overwrite)):
        # What was sent and perhaps arrived may be what somebody has changed since: it is not to stay there unsaid.
        in_its_place = wanted or uid in uids(there.data or b"")
        kind = SyncKind.CHANGED_THERE if ours else SyncKind.FOREIGN if in_its_place else SyncKind.FORGET
        return SyncAction(
            kind=kind, uid=uid, path=path, etag=there.etag, wanted=wanted, theirs=there.data, changed=theirs or ()
        )
    kind = SyncKind.CHANGE if wanted else SyncKind.DELETE
    return SyncAction(kind=kind, uid=uid, path=path, etag=there.etag, wanted=wanted, theirs=there.data)


def _foreign_uids(now: Situation) -> Mapping[str, Seen]:
    """Give what is there and not known as ours, by its UIDs."""
    ours = {key(_path(uid, now.wanted, now.had)) for uid in (*now.wanted, *now.had)}
    return dict(_by_uid(one for name, one in now.seen.items() if name not in ours))


def _by_uid(found: Iterable[Seen]) -> Iterator[tuple[str, Seen]]:
    for one in found:
        for uid in uids(one.data or b""):
            yield uid, one
