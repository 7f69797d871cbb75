"""Named releases of the schedule: what is new in one, kept with a comment, and told to those who follow the feed."""

import datetime as dt
from collections.abc import Collection, Iterator
from typing import Any, NamedTuple

from rusctl.errors import PolicyError, PrivacyError, RusctlError
from rusctl.language.message import Message, msg
from rusctl.model.plan import Event, Milestone, Plan, Release, Source, Target
from rusctl.schedule.diff.pairs import RecordChange
from rusctl.schedule.diff.releases import ReleasedState, released, released_changes, states
from rusctl.services import selection
from rusctl.services.project import Project
from rusctl.services.publishing.feed_privacy import private_in
from rusctl.storage.files import journal
from rusctl.storage.files.atomic import FileChange
from rusctl.storage.files.names import EVENTS, PROCESS, RELEASES
from rusctl.storage.schema.keys import OWN
from rusctl.storage.schema.release_keys import HEADER, public_part
from rusctl.storage.schema.tables import Keys, read_table
from rusctl.storage.toml import edits


class NewRelease(NamedTuple):
    """A release that is to be: the file as it was and as it would be, the release, the one before, what is new in it.

    `previous` is the name of the release before, "" where it is the first.
    """

    old: bytes | None
    new: bytes
    release: Release
    previous: str
    changes: tuple[RecordChange, ...]


class ReleaseOut(NamedTuple):
    """A release that is out, and what was new in it."""

    release: Release
    changes: tuple[RecordChange, ...]


def propose(project: Project, name: str, comment: str) -> NewRelease:
    """Give what a release of the plan as it stands is, and what it makes of the file; nothing is written.

    PolicyError where there is a release of that name: what was released is not changed afterwards. PrivacyError where
    the comment holds what looks like a person's.
    """
    loaded = project.readable()
    _refuse_faults(project)
    selection.new_id(name)
    said = " ".join(comment.split())
    if found := private_in(said, loaded.plan.mailboxes):
        raise PrivacyError(msg("the comment holds {what}, and everybody can read it; write it without", what=found))
    for one in loaded.plan.releases:
        if one.id == name:
            text = msg(
                "there is a release {name} already, of {day}; what was released is not changed afterwards, so choose "
                "another name",
                name=name,
                day=one.published.date(),
            )
            raise PolicyError(text, one.at)
    state = released(loaded.plan.releases)
    table = {"id": name, "published": project.now.replace(microsecond=0), **({"comment": said} if said else {})}
    table |= _news(project, state)
    old = loaded.files.get(RELEASES)
    made = edits.apply(old if old is not None else HEADER.encode(), [edits.Append(("release",), table)])
    release = _read(made.data["release"][-1:])
    return NewRelease(
        old,
        made.raw,
        release,
        loaded.plan.releases[-1].id if loaded.plan.releases else "",
        released_changes(loaded.plan, state, state.after(release)),
    )


def carry_out(project: Project, proposal: NewRelease) -> None:
    """Write what was proposed, if the file still holds what was read, and keep what undo needs; inside `changing`."""
    changes = {RELEASES: FileChange(proposal.old, proposal.new)}
    journal.commit(project.folder.path, changes, project.command, dt.datetime.now(dt.UTC))


def all_out(plan: Plan, *, windows: bool = True) -> tuple[ReleaseOut, ...]:
    """Give the releases, oldest first, each with what was new in it; without `windows` as for calendars without."""
    return tuple(
        ReleaseOut(one, released_changes(plan, before, after, windows=windows))
        for one, before, after in states(plan.releases)
    )


def unheard(release: NewRelease | None, servers: Collection[Target]) -> Iterator[Message]:
    """Say of a release where it is not told: a calendar on a server has no feed of changes beside it."""
    if release and servers:
        text = msg(
            "{targets}: the server's calendar gets the dates; the changes of {name} and the comment stand in {file}, "
            "and in the feed of changes of each folder that is published to",
            targets=[one.id for one in servers],
            name=release.release.id,
            file=RELEASES,
        )
        yield text


def named(plan: Plan, name: str) -> ReleaseOut:
    """Give a release by its name; RusctlError where there is none."""
    found = {one.release.id: one for one in all_out(plan)}
    return found[selection.meant(name, dict.fromkeys(found, ()), msg("a release"))]


def since(project: Project) -> tuple[RecordChange, ...]:
    """Give what has changed in the plan since the last release."""
    plan = project.readable().plan
    _refuse_faults(project)
    state = released(plan.releases)
    table = {"id": "next", "published": dt.datetime.min.replace(tzinfo=dt.UTC), **_news(project, state)}
    return released_changes(plan, state, state.after(_read([table])))


def _refuse_faults(project: Project) -> None:
    for fault in project.loaded.faults:
        if fault.at.file in (RELEASES, EVENTS, PROCESS):
            raise RusctlError(fault.message, fault.at._replace(line=project.line(fault.at)))


def _keys() -> Keys:
    form: Any = OWN[RELEASES]["release"].form
    keys: Keys = form.table.keys
    return keys


def _read(tables: list[dict[str, Any]]) -> Release:
    """Give the one release of a file as it is read."""
    (release,) = read_table({"release": tables}, OWN[RELEASES], Source(RELEASES), [])["release"]
    made: Release = release
    return made


def _news(project: Project, state: ReleasedState) -> dict[str, Any]:
    """Give the tables of what is new or other than in a state, and the ids of what is gone."""
    keys, data = _keys(), project.loaded.data
    events: Any = keys["event"].form
    milestones: Any = keys["milestone"].form
    places = {one.id: one.place for one in project.loaded.plan.venues}  # in words, since a release keeps what was said
    whole = {
        "event": [
            public_part(one | {"venue": places[one["venue"]]} if one.get("venue") in places else one, events.table.keys)
            for one in data.get(EVENTS, {}).get("event", [])
        ],
        "milestone": [public_part(one, milestones.table.keys) for one in data.get(PROCESS, {}).get("milestone", [])],
    }
    now = _read([{"id": "next", "published": dt.datetime.now(dt.UTC), **whole}])
    records: tuple[Event | Milestone, ...] = (*now.events, *now.milestones)
    there = {one.id: one for one in records}
    known: dict[str, Event | Milestone] = {**state.events, **state.milestones}
    other = {name for name, one in there.items() if known.get(name) != one}
    gone = [name for name in known if name not in there]
    news = {name: [one for one in tables if one.get("id") in other] for name, tables in whole.items()}
    return {key: value for key, value in (("gone", gone), *news.items()) if value}
